//! A matter at the desk: its sheet, and everything that who looks may do with it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use law::matter::Case;
use law::matter::acts::{Act, Contact};
use law::matter::facts::Visibility;
use law::record::{ActId, Officer};
use law::ruling::Refusal;
use law::words::MatterId;
use store::Fault;
use store::db::{Db, No};

use super::field::Choice;
use super::panel::{Ground, Panel, has_ended, panel};
use super::reach::{Reachable, Second};
use super::{number, own, reach, redact, seats};
use crate::house::House;
use crate::kit::visit::answered;
use crate::kit::{Failure, Form, Reply, Shell, Visit, failure, html, see_other};
use crate::rights::{self, Action, Know, Read, Who};
use crate::rooms::activities;
use crate::rooms::desks::{acts, views};
use crate::rooms::matters::sheet::{Sheet, compose, handles};
use crate::rooms::matters::{self, files, views as matter_views};
use crate::rooms::notices;

/// Most matters that a search for another matter offers.
const FOUND_MOST: usize = 20;
/// Most open matters of the same place that are offered unasked.
const SIMILAR_MOST: u32 = 8;

#[derive(Template)]
#[template(path = "rooms/desks/matter.html")]
struct MatterPage {
    shell: Shell,
    sheet: Sheet,
    panel: Panel,
    /// The identifier of the act that the forms ask for.
    act: String,
    /// What was refused, on top: the field's identifier and the sentence.
    errors: Vec<(String, String)>,
    /// What was just done.
    done: String,
    /// What was searched for among other matters.
    find: String,
    ended: bool,
    reachable: Reachable,
    /// What of the texts the public does not read, for who decides on it.
    redaction: Vec<redact::Text>,
    /// Whether such a decision was just made: then the others are shown unfolded.
    masked: bool,
    /// Messages that did not reach the resident: when, what, and why.
    undelivered: Vec<(String, String, String)>,
    /// The activity at which it was taken down: where it is shown, and its title.
    activity: Option<(String, String)>,
}

impl MatterPage {
    /// Where the files of the matter lie for officers.
    fn files_at(&self) -> String {
        format!("/desk/matters/{}/files", self.sheet.case.id)
    }

    /// Whether something was found that nobody has decided on: that comes before any other act.
    fn masks_wait(&self) -> bool {
        self.redaction.iter().any(redact::Text::waits)
    }

    /// How many texts wait for no decision.
    fn masks_done(&self) -> usize {
        self.redaction.iter().filter(|text| !text.waits()).count()
    }

    fn purposes(&self) -> &[(String, String)] {
        if let Reachable::Asking(purposes) = &self.reachable { purposes } else { &[] }
    }

    fn second(&self) -> Option<&Second> {
        if let Reachable::Second(second) = &self.reachable { Some(second) } else { None }
    }

    fn contact(&self) -> Option<&Contact> {
        if let Reachable::Shown(contact) = &self.reachable { Some(contact) } else { None }
    }

    /// Why who handles the matter is not told who brought it.
    fn unknown(&self) -> &str {
        if let Reachable::Unknown(why) = &self.reachable { why } else { "" }
    }

    /// Whether there is anything to say of who brought it.
    fn is_told(&self) -> bool {
        !matches!(self.reachable, Reachable::No)
    }
}

/// What a page is made from, apart from the matter.
pub struct Asked {
    /// The form that was sent, or the address of the page.
    pub form: Form,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// How the resident can be reached, where that was asked.
    pub contact: Option<Contact>,
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let matter = number(&id)?;
    render(&visit, matter, Asked { form, refusal: None, contact: None }).await
}

/// An act that was sent from the page.
pub async fn act(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let matter = number(&id)?;
    let id = form.act(&visit.house().chance);
    let case = case_of::<Know>(&visit, matter).await?;
    let procedure = visit.shell.state.procedures.get(&case.rules).cloned();
    let procedure = procedure.ok_or(Refusal::conflict("procedure.none"))?;
    let asked = match acts::read(&form, &procedure) {
        Ok(act) => perform(&visit, id, (matter, act)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match asked {
        Ok(()) => Ok(see_other(&after(&form, matter))),
        Err(No::Refusal(refusal)) => {
            render(&visit, matter, Asked { form, refusal: Some(refusal), contact: None }).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The case of a matter, for whoever may do this with it.
pub async fn case_of<A: Action + Send + 'static>(
    visit: &Visit,
    matter: MatterId,
) -> Result<Case, No> {
    let (shell, who) = (visit.shell.clone(), visit.who());
    let read = move |db: Db<'_>| rights::open::<A>(db, shell.ground(), &who, matter);
    let known = visit.read(read).await?.ok_or(Refusal::missing("matter.unknown"))?;
    Ok(known.into_case())
}

/// Where an act leads: to the matter again, or to the desk where it is no longer one's own.
fn after(form: &Form, matter: MatterId) -> String {
    let act = form.text("do");
    if act == "return" {
        format!("/desk?done={act}")
    } else {
        format!("/desk/matters/{matter}?done={act}")
    }
}

/// Asks for an act by the post among one's own that may do it.
pub async fn perform(visit: &Visit, id: ActId, (matter, act): (MatterId, Act)) -> Result<(), No> {
    let case = case_of::<Know>(visit, matter).await?;
    let state = visit.house().state();
    let by = acts::actor(
        &state,
        &case,
        (&visit.officers, visit.house().now()),
        (act.kind(), act.key()),
    )?;
    let house = visit.house();
    answered(|reply| matters::ask(house, id, by, (matter, act), reply)).await.map(|_| ())
}

/// The page of a matter, after whatever was asked on it.
pub async fn render(visit: &Visit, matter: MatterId, asked: Asked) -> Reply {
    let status = asked.refusal.as_ref().map_or(StatusCode::OK, |r| failure::status(r.kind));
    let (house, shell, officers) =
        (visit.house().clone(), visit.shell.clone(), visit.officers.clone());
    let page = visit.read(move |db| compose_page(db, &house, (shell, officers, matter), asked));
    match page.await? {
        Some(page) => html(status, &page),
        None => Err(Failure::from(Refusal::missing("matter.unknown"))),
    }
}

fn compose_page(
    db: Db<'_>,
    house: &House,
    (shell, officers, matter): (Shell, Vec<Officer>, MatterId),
    asked: Asked,
) -> Result<Option<MatterPage>, Fault> {
    let Some(sheet) = compose(db, &shell, &Who::officers(&officers), matter)? else {
        return Ok(None);
    };
    let Some(procedure) = shell.state.procedures.get(&sheet.case.rules).cloned() else {
        return Err(Fault::new("the procedure of a matter is missing"));
    };
    let find = asked.form.text("find").to_owned();
    let similar = similar(db, house, (&shell, &officers, &sheet), &find)?;
    let panel = panel(&Ground {
        shell: &shell,
        sheet: &sheet,
        procedure: &procedure,
        officers: &officers,
        form: &asked.form,
        refusal: asked.refusal.as_ref(),
        similar: &similar,
    });
    let reachable = reach::reachable(
        db,
        house,
        (&shell, &officers, &sheet.case),
        (asked.contact, &asked.form),
    )?;
    let undelivered = undelivered(db, &shell, &officers, &sheet.case)?;
    let done = asked.form.text("done");
    let masked = done == redact::DONE;
    let rule = procedure.acts.iter().find(|rule| rule.key == *done && asked.refusal.is_none());
    let done = match rule {
        Some(rule) => own::called(&shell, &procedure, rule),
        None if masked && asked.refusal.is_none() => shell.t("redaction-title"),
        None if done == reach::ASKED && asked.refusal.is_none() => shell.t("desks-second-ask"),
        None => String::new(),
    };
    let activity = match sheet.case.activity {
        Some(activity) => activities::views::one(db, activity)?,
        None => None,
    };
    let redaction = redact::texts(db, &shell, &officers, &sheet.case)?;
    Ok(Some(MatterPage {
        errors: asked.refusal.as_ref().map_or_else(Vec::new, |r| errors(&shell, &asked.form, r)),
        done,
        redaction,
        masked,
        act: ActId(house.chance.bytes()).to_string(),
        ended: has_ended(&procedure, &sheet.case),
        shell,
        sheet,
        panel,
        find,
        reachable,
        undelivered,
        activity: activity.map(|found| (format!("/activities/{}", found.id), found.title)),
    }))
}

/// The act that the page of a matter offers first, by its key; for trials.
#[cfg(test)]
pub fn offered_first(
    house: &House,
    officers: &[Officer],
    matter: MatterId,
) -> Result<Option<String>, Fault> {
    let shell = Shell::plain(house.state(), crate::kit::words::Language::Chinese, house.today());
    let asked = Asked { form: Form::default(), refusal: None, contact: None };
    let page = house.read(|db| compose_page(db, house, (shell, officers.to_vec(), matter), asked));
    Ok(page?.and_then(|page| page.panel.first).map(|form| form.key))
}

/// What was to be told to the submitter and was given up, for whoever handles the matter: now
/// somebody has to call.
fn undelivered(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    case: &Case,
) -> Result<Vec<(String, String, String)>, Fault> {
    if !handles(shell.ground(), &Who::officers(officers), case) {
        return Ok(vec![]);
    }
    let failed = notices::views::failed_of(db, case.id)?;
    let own = failed.iter().filter(|message| message.part == "own");
    let told = own.map(|message| {
        let (way, what) = (&message.way, &message.kind);
        let what =
            format!("{} · {}", shell.code("notices-news", what), shell.code("notices-way", way));
        (shell.minute(message.at), what, notices::reason(shell, &message.error))
    });
    Ok(told.collect())
}

/// A file of a matter, for whoever may read the matter: asked anew at every request.
pub async fn file(visit: Visit, Path((id, file)): Path<(String, String)>) -> Reply {
    let matter = number(&id)?;
    let unknown = || Refusal::missing("file.unknown");
    let file = file.parse().map_err(|_| unknown())?;
    let (house, shell, officers) =
        (visit.house().clone(), visit.shell.clone(), visit.officers.clone());
    let served = visit
        .read(move |db| match compose(db, &shell, &Who::officers(&officers), matter)? {
            Some(sheet) => files::serve(&house, &sheet, file),
            None => Ok(None),
        })
        .await?;
    Ok(served.ok_or_else(unknown)?)
}

/// What stands on top of a page that was refused: the sentence, and the field it leads to.
fn errors(shell: &Shell, form: &Form, refusal: &Refusal) -> Vec<(String, String)> {
    std::iter::once(refusal)
        .chain(refusal.more.iter())
        .map(|refusal| (own::target(form.text("do"), refusal), shell.refusal(refusal)))
        .collect()
}

/// Matters that could be the same: what was searched for, or what is open at the same place.
fn similar(
    db: Db<'_>,
    house: &House,
    (shell, officers, sheet): (&Shell, &[Officer], &Sheet),
    find: &str,
) -> Result<Vec<Choice>, Fault> {
    let names_another = sheet
        .acts
        .iter()
        .any(|open| matches!(open.act, law::procedure::Do::Merge | law::procedure::Do::Link));
    if !names_another {
        return Ok(vec![]);
    }
    let found = if find.is_empty() {
        let (area, place) = (sheet.case.area, sheet.case.place);
        let open = matter_views::public_open_in(db, area, place, SIMILAR_MOST)?;
        open.checked::<Read>(db, shell.ground(), &Who::officers(officers))?
    } else {
        let sought = matters::Sought::of(house, find);
        let mut among: Vec<MatterId> = sought
            .find(db, (i64::MAX, i64::MAX), FOUND_MOST)?
            .into_iter()
            .map(|(_, matter)| matter)
            .collect();
        among.extend(find.parse::<MatterId>().ok());
        let told = matters::told(shell, officers);
        let found = views::seen_among(db, &seats(officers), among, (shell.today, told))?;
        found.checked::<Read>(db, shell.ground(), &Who::officers(officers))?
    };
    let choice = |item: &matter_views::Item| Choice {
        small: format!(
            "{} · {} · {}",
            item.matter.grouped(),
            shell.area_path(item.area),
            shell.called(&item.procedure, "step", &item.step)
        ),
        ..Choice::new(item.matter, item.title.clone())
    };
    // Confidential matters keep among themselves: no act ties one to a public one.
    let confidential = |item: &matter_views::Item| matches!(item.visibility, 1 | 3);
    let own = sheet.case.visibility == Visibility::Confidential;
    let fits =
        |item: &&matter_views::Item| item.matter != sheet.case.id && confidential(item) == own;
    Ok(found.iter().filter(fits).map(choice).collect())
}
