//! Matters: brought, listed, shown, acted on.

use axum::extract::Path;
use axum::http::HeaderMap;
use law::matter::acts::Act;
use law::matter::facts::{Change, Submitted, What};
use law::matter::{Case, rules};
use law::procedure::{Do, Procedure};
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use law::words::MatterId;
use serde::Serialize;
use store::Fault;
use store::db::{Answer, Db};
use utoipa::{IntoParams, ToSchema};

use super::super::acts::Submission;
use super::answers::{self, Given, Matter, Matters, Named, Place, json};
use super::sent::{Key, Sent, WithFiles, as_pages, key_of, limits, must_know};
use super::shown::{given, number, viewer};
use crate::kit::visit::{self, blocking};
use crate::kit::{Failure, Form, Reply, Shell, Visit};
use crate::rights::{self, Know, Who};
use crate::rooms::matters::views::{Clue, Receipt, by_receipt, count, public_page};
use crate::rooms::matters::{self, Open, Outcome, compose, keep_files, serve_file};
use crate::rooms::square::{Wanted, listed};

/// How many matters a page has where nobody says, and at most.
const PAGE: usize = 20;
const PAGE_MOST: usize = 100;
/// Counting stops here.
const COUNT_MOST: u32 = 10_000;

/// A matter that was brought.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Submitted)]
pub struct Brought {
    /// Its identifier.
    pub id: String,
    /// The same in groups, as people read it.
    pub number: String,
    /// Whether it had been brought before with the same key, so that nothing was done now.
    pub existed: bool,
    /// When it was received.
    #[schema(format = DateTime)]
    pub received: String,
    /// Where it came to stand.
    pub step: Named,
    /// The station that received it.
    pub station: Option<Place>,
    /// The last day for the answer, as reckoned then.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// The receipt.
    pub receipt: Given,
    /// Its page for people, where it is public.
    pub page: String,
}

// --- bringing ------------------------------------------------------------------------------------

/// Brings a matter before the house.
#[utoipa::path(post, path = "/api/v1/matters", operation_id = "submitMatter", tag = "matters",
    params(Key), request_body(content((Submission = "application/json"),
        (WithFiles<Submission> = "multipart/form-data"))),
    responses((status = 200, body = Brought)), security((), ("token" = [])))]
pub async fn submit(visit: Visit, sent: Sent<Submission>) -> Reply {
    let key = key_of(sent.key, sent.value.key.as_deref())?;
    let (house, by, shell) = (visit.house().clone(), visit.actor(), visit.shell.clone());
    let id = key.unwrap_or_else(|| ActId(house.chance.bytes()));
    let register = &shell.state.register;
    let mut submission = sent.value.into_law(register, (&by, shell.language.tag()))?;
    check(&visit, &by, &submission)?;
    visit.may_send(id, submission.contact.as_ref()).await?;
    let (sent, most, keeper) = (sent.files, limits(&visit)?, house.clone());
    submission.files = blocking(move || keep_files(&keeper, sent, most)).await??;
    let said = (submission.title.clone(), submission.body.clone());
    let asked = (matters::matter_of(&house, id), Act::Submit(Box::new(submission)));
    let done = visit::answered(|reply| matters::ask(&house, id, by, asked, reply)).await?;
    let Outcome { matter, receipt } = done.answer;
    let existed = done.existed;
    let code = matters::receipt_code(&house, id);
    let mac = house.keys.receipt_mac(&house.code, &code);
    let answer = visit.read(move |db| {
        let who = by_receipt(db, mac)?.as_ref().map_or(Who::Public, Receipt::who);
        if existed && !(receipt && says(db, &shell, (&who, matter), &said)?) {
            return Ok(None);
        }
        brought(db, &shell, &who, matter)
    });
    let used = || Refusal::conflict("key.used").at("key");
    let brought = answer.await?.ok_or_else(used)?;
    let page = format!("{}/matters/{matter}", visit.app.address);
    json(&Brought { existed, receipt: given(&visit, id), page, ..brought })
}

/// What the law says of a submission, before its files are kept.
fn check(visit: &Visit, by: &Actor, submission: &law::matter::acts::Submission) -> Answer<()> {
    let now = visit.house().now();
    let setting = matters::beginning(&visit.shell.state, submission.procedure.as_ref(), (now, by))?;
    Ok(rules::check_submission(&setting, submission)?)
}

/// Whether a matter says what is sent again: the same key must not lose something new.
fn says(
    db: Db<'_>,
    shell: &Shell,
    (who, matter): (&Who, MatterId),
    (title, body): &(String, String),
) -> Result<bool, Fault> {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    };
    let sheet = compose(db, shell, who, matter)?;
    Ok(sheet.is_some_and(|s| s.title == lines(title).join(" ") && s.body == lines(body)))
}

/// What is told of a matter from its first record alone, so that a retry is told the same.
fn brought(
    db: Db<'_>,
    shell: &Shell,
    who: &Who,
    matter: MatterId,
) -> Result<Option<Brought>, Fault> {
    let Some(own) = rights::open::<Know>(db, shell.ground(), who, matter)? else {
        return Ok(None);
    };
    let records = own.records();
    let first = records.first();
    let Some(What::Submitted(submitted)) = first.map(|record| &record.fact.what) else {
        return Ok(None);
    };
    let Submitted { received, station, rules, .. } = &**submitted;
    let effect = &records[0].fact.effect;
    let step = effect.step.as_ref().map_or("", |step| step.as_str());
    let due = effect.clocks.iter().find_map(|change| match &change.change {
        Change::Started(started) if change.answers => Some(started.due.to_string()),
        _ => None,
    });
    Ok(Some(Brought {
        id: matter.to_string(),
        number: matter.grouped(),
        existed: false,
        received: answers::instant(*received),
        step: answers::under(shell, *rules, "step", step),
        station: station.map(|station| answers::body(shell, station)),
        due,
        receipt: Given { code: String::new(), page: String::new() },
        page: String::new(),
    }))
}

// --- listing -------------------------------------------------------------------------------------

/// How a list is narrowed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes a query; the reader of the pages reads it")]
pub struct ListQuery {
    /// Words to be found in title, text or place.
    q: Option<String>,
    /// Identifier or code of an area; what lies in it is found too.
    area: Option<String>,
    /// Code of a category.
    category: Option<String>,
    /// Identifier or code of the lead unit.
    lead: Option<String>,
    /// Identifier of a procedure, from `/api/v1/procedures`; not of a confidential one.
    procedure: Option<String>,
    /// `open`, `answered` or `late`.
    standing: Option<String>,
    /// The first day of receipt.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day of receipt.
    #[param(format = Date)]
    until: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// How many at most: 1 to 100, 20 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Lists public matters, the newest first.
#[utoipa::path(get, path = "/api/v1/matters", operation_id = "listMatters", tag = "matters",
    params(ListQuery), responses((status = 200, body = Matters)), security((), ("token" = [])))]
pub async fn list(visit: Visit, form: Form) -> Reply {
    must_know::<ListQuery>(&form)?;
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let address = visit.app.address.clone();
    let (limit, asked) = (limit(&form), as_pages(&form, &visit));
    let (wanted, mut refusals) = Wanted::read(&asked, &shell, &visit.house().search_keys[0]);
    refusals.extend(limit.as_ref().err().cloned());
    Refusal::all(refusals)?;
    let (limit, is_first) = (limit?, form.text("cursor").is_empty());
    let page = visit.read(move |db| {
        let (filter, today) = (wanted.filter(&shell), shell.today.to_string());
        let part = listed(db, (&house, &wanted), (&filter, shell.ground()), limit)?;
        let next = part.older.map(|mark| format!("{}.{}", mark.at.0, mark.matter));
        let (total, cut) = match (wanted.is_search(), &next) {
            (_, None) if is_first => (Some(part.items.len() as i64), false),
            (true, _) => (None, false),
            (false, _) => {
                let found = count(db, Clue::public_counted(&filter, &today), COUNT_MOST + 1)?;
                let most = i64::from(COUNT_MOST);
                (Some(found.min(most)), found > most)
            }
        };
        let items = part.items.iter().map(|item| answers::listed(&shell, &address, item)).collect();
        Ok(Matters { items, total, total_is_at_least: cut, next, paused: part.paused })
    });
    json(&page.await?)
}

/// How many a page shall have.
fn limit(form: &Form) -> Result<usize, Refusal> {
    match form.text("limit") {
        "" => Ok(PAGE),
        text => {
            let limit = text.parse().ok().filter(|limit| (1..=PAGE_MOST).contains(limit));
            limit.ok_or(Refusal::invalid("filter.limit").at("limit").with("most", PAGE_MOST))
        }
    }
}

// --- showing -------------------------------------------------------------------------------------

/// Shows a matter: to everybody what is public, to the holder of its receipt and to whoever handles
/// it what is theirs to read.
#[utoipa::path(get, path = "/api/v1/matters/{id}", operation_id = "showMatter", tag = "matters",
    params(("id" = String, Path)), responses((status = 200, body = Matter)),
    security((), ("receipt" = []), ("token" = [])))]
pub async fn show(visit: Visit, headers: HeaderMap, Path(id): Path<String>) -> Reply {
    let matter = number(&id)?;
    let viewer = viewer(&visit, &headers, matter).await?;
    json(&told(&visit, viewer, matter).await?)
}

/// A matter as somebody may read it.
///
/// # Errors
/// A matter that is not there, or none that they may know of.
pub async fn told(visit: &Visit, who: Who, matter: MatterId) -> Result<Matter, Failure> {
    let (shell, address) = (visit.shell.clone(), visit.app.address.clone());
    let is_public = match &who {
        Who::Bearer(bearer) => bearer.joined,
        who => who.posts().is_empty(),
    };
    let read = move |db: Db<'_>| {
        let ground = shell.ground();
        let Some(known) = rights::open::<Know>(db, ground, &who, matter)? else { return Ok(None) };
        let Some(mut sheet) = compose(db, &shell, &who, matter)? else { return Ok(None) };
        if is_public && can_join(&shell, &sheet.case, sheet.readable) {
            sheet.acts.push(Open::plain(Do::Join));
        }
        let records = known.records();
        let kinds: Vec<_> = records.iter().map(|r| (r.seq(), r.at(), r.fact.what.kind())).collect();
        let item = public_page(db, &[matter], false)?.checked::<Know>(db, ground, &who)?;
        let summary = item.first().map(|item| answers::listed(&shell, &address, item));
        let files = format!("{address}/api/v1/matters/{matter}/files");
        Ok(summary.map(|summary| answers::matter(&shell, (summary, &sheet), &kinds, &files)))
    };
    Ok(visit.read(read).await?.ok_or(Refusal::missing("matter.unknown"))?)
}

fn can_join(shell: &Shell, case: &Case, readable: bool) -> bool {
    let procedure = shell.state.procedures.get(&case.rules);
    let allows = |procedure: &Procedure| procedure.acts_at(&case.step).any(|r| r.act == Do::Join);
    readable && procedure.is_some_and(|procedure| allows(procedure))
}

/// A file of a matter, for whoever may read the part that names it.
#[utoipa::path(get, path = "/api/v1/matters/{id}/files/{file}", operation_id = "readFile",
    tag = "matters", params(("id" = String, Path), ("file" = String, Path)),
    responses((status = 200, content((String = "image/jpeg"), (String = "image/png"),
        (String = "application/pdf")))),
    security((), ("receipt" = []), ("token" = [])))]
pub async fn file(
    visit: Visit,
    headers: HeaderMap,
    Path((id, file)): Path<(String, String)>,
) -> Reply {
    let matter = number(&id)?;
    let unknown = || Refusal::missing("file.unknown");
    let file = file.parse().map_err(|_| unknown())?;
    let who = viewer(&visit, &headers, matter).await?;
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let read = move |db: Db<'_>| match compose(db, &shell, &who, matter)? {
        Some(sheet) => serve_file(&house, &sheet, file),
        None => Ok(None),
    };
    Ok(visit.read(read).await?.ok_or_else(unknown)?)
}
