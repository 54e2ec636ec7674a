//! Matters: runs every procedure. It opens cases, has the law rule on acts, and keeps their rows.

pub mod files;
mod found;
mod identity;
mod looks;
mod redaction;
pub mod sheet;
mod telling;
#[cfg(test)]
mod tests;
pub mod views;

pub use files::{answer as answer_file, keep as keep_files, serve as serve_file};
pub use found::{Sought, cut, public_words, sought, words_in_vault};
pub use identity::{Seen, ask_to_erase, contact, erase, erase_outdated, see};
pub use looks::{SeeAnswer, SeeRequest, Waiting, Way, ask_to_see, decide_on_look, waiting, way};
pub use redaction::{Proposal, by as redactor, decide as redact, proposals};
pub use sheet::{
    ClockSheet, Entry, Open, Part, Sheet, Told, about_whom, compose, handles, pseudonym, told,
};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use law::calendar::Calendar;
use law::matter::acts::{self, Act};
use law::matter::facts::{Submitted, Visibility, What};
use law::matter::rules::Beside;
use law::matter::{Case, Fact, Setting, rule, rules};
use law::procedure::{Do, Procedure};
use law::record::{ActId, Actor, Record};
use law::ruling::{Enclosure, Refusal};
use law::words::{Code, Hash, MatterId, ReceiptCode};
use serde::{Deserialize, Serialize};
use store::db::{Answer, Db, No};
use store::{Fault, search};

use found::{Cut, Words, words_of};
use telling::put_all;

use crate::desk::{self, Done, Hearing};
use crate::house::{House, State};
use crate::rights::{self, Asked, Ground, Who};

/// What is told of an act that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The matter.
    pub matter: MatterId,
    /// Whether a receipt was given with it.
    pub receipt: bool,
}

/// The key by which the same named place is found again.
pub fn place_key(house: &House, place: &str) -> Option<i64> {
    let name: String = place.chars().filter(|c| c.is_alphanumeric()).collect();
    let key = search::WordKey::new(&house.keys.purpose("place", &house.code));
    (!name.is_empty()).then(|| search::word(&key, &name.to_lowercase()) >> 3)
}

/// The identifier of the matter that an act of submitting makes today. A retry is answered with
/// the first one, whatever the day.
pub fn matter_of(house: &House, act: ActId) -> MatterId {
    let mac = house.keys.mac("matter", &house.code, &act.0);
    MatterId::dated(house.now(), mac.0[..8].try_into().expect("8 of 32 bytes"))
}

/// The receipt code that an act of submitting, joining or replacing gives.
pub fn receipt_code(house: &House, act: ActId) -> ReceiptCode {
    house.keys.receipt_code(&house.code, act.hash())
}

/// An act on a matter that is ready to be heard: what only the house knows is filled in, and its
/// words are cut, which is the dearest part and so not the writer's.
pub struct Ready {
    id: ActId,
    matter: MatterId,
    act: Act,
    words: Words,
}

impl Ready {
    /// Makes an act ready.
    pub fn new(house: &House, id: ActId, (matter, mut act): (MatterId, Act)) -> Self {
        prepare(house, id, &mut act);
        let words = words_of(house, &act);
        Self { id, matter, act, words }
    }

    /// Has it heard and calls `reply` after its commit. Acts that are sent at once share a commit.
    pub fn ask(
        self,
        house: &Arc<House>,
        who: impl Into<Who>,
        reply: impl FnOnce(Answer<Done<Outcome>>) + Send + 'static,
    ) {
        let Self { id, matter, act, words } = self;
        let who = who.into();
        let by = who.actor();
        house.act(id, by, move |hearing| perform(hearing, (&who, matter), &act, &words), reply);
    }

    /// Has it heard within another act, by whom that is heard for. Where it is refused, nothing was
    /// put on record, and the act around it may go on.
    ///
    /// # Errors
    /// As [`ask`].
    pub fn perform(&self, hearing: &mut Hearing<'_, '_, '_>, who: &Who) -> Answer<Outcome> {
        perform(hearing, (who, self.matter), &self.act, &self.words)
    }
}

/// Asks for an act on a matter and calls `reply` after its commit. The one way in for pages, API,
/// imports, stories and the demo.
pub fn ask(
    house: &Arc<House>,
    id: ActId,
    who: impl Into<Who>,
    asked: (MatterId, Act),
    reply: impl FnOnce(Answer<Done<Outcome>>) + Send + 'static,
) {
    Ready::new(house, id, asked).ask(house, who, reply);
}

/// Asks for an act and waits for its answer; for threads that may.
pub fn ask_and_wait(
    house: &Arc<House>,
    id: ActId,
    who: impl Into<Who>,
    asked: (MatterId, Act),
) -> Answer<Done<Outcome>> {
    let Ready { matter, act, words, .. } = Ready::new(house, id, asked);
    let who = who.into();
    let by = who.actor();
    house.act_and_wait(id, by, move |hearing| perform(hearing, (&who, matter), &act, &words))
}

/// Fills in what only the house can know: keyed hashes.
fn prepare(house: &House, id: ActId, act: &mut Act) {
    let mac = || house.keys.receipt_mac(&house.code, &receipt_code(house, id));
    match act {
        Act::Submit(submission) => {
            let imported = submission.channel.as_ref().is_some_and(|channel| *channel == "ledger");
            submission.receipt = (!imported).then(mac);
            submission.place_key =
                submission.place.as_deref().and_then(|place| place_key(house, place));
        }
        Act::Join(joining) => joining.receipt = mac(),
        Act::ReplaceReceipt { receipt, .. } => *receipt = mac(),
        _ => {}
    }
}

/// The procedure and calendar that a case keeps to.
pub fn setting<'a>(
    state: &'a State,
    case: Option<&Case>,
    (now, by): (law::clock::Time, &'a Actor),
) -> Result<Setting<'a>, No> {
    let procedure = match case {
        Some(case) => state.procedures.get(&case.rules),
        None => state.front_procedure(state.zone.day(now)),
    };
    let procedure = procedure.ok_or(Refusal::conflict("procedure.none"))?;
    under(state, procedure, (now, by))
}

/// The procedure of a name in force and its calendar, for a matter that begins; the one by which
/// residents bring matters where none is named.
pub fn beginning<'a>(
    state: &'a State,
    procedure: Option<&Code>,
    (now, by): (law::clock::Time, &'a Actor),
) -> Result<Setting<'a>, No> {
    let today = state.zone.day(now);
    let procedure = match procedure {
        Some(name) => state.procedure_in_force(name.as_str(), today),
        None => state.front_procedure(today),
    };
    let procedure = procedure.ok_or(Refusal::missing("procedure.unknown").at("procedure"))?;
    under(state, procedure, (now, by))
}

fn under<'a>(
    state: &'a State,
    procedure: &'a Procedure,
    (now, by): (law::clock::Time, &'a Actor),
) -> Result<Setting<'a>, No> {
    let calendar = calendar_of(state, procedure)?;
    Ok(Setting { procedure, calendar, zone: &state.zone, register: &state.register, now, by })
}

fn calendar_of<'a>(state: &'a State, procedure: &Procedure) -> Result<&'a Calendar, Fault> {
    let calendar = state.calendar(&procedure.calendar);
    let none = || Fault::new(format!("no calendar {} is defined", procedure.calendar));
    Ok(calendar.ok_or_else(none)?)
}

/// The procedure that a conversion goes on by, as it is in force now.
fn conversion<'a>(
    state: &'a State,
    setting: &Setting<'_>,
    act: &Act,
) -> Result<Option<(&'a Procedure, &'a Calendar)>, Fault> {
    let Act::Convert { key, .. } = act else { return Ok(None) };
    let mut rules = setting.procedure.acts.iter().filter(|rule| rule.key == *key);
    let into = rules.find_map(|rule| rule.into.as_ref());
    let into = into.and_then(|name| state.procedure_in_force(name.as_str(), setting.today()));
    into.map(|into| Ok((&**into, calendar_of(state, into)?))).transpose()
}

fn perform(
    hearing: &mut Hearing<'_, '_, '_>,
    (who, matter): (&Who, MatterId),
    act: &Act,
    words: &Words,
) -> Answer<Outcome> {
    let case = hearing.case(matter)?;
    must_be_let(hearing, who, case.as_ref(), act.kind())?;
    let act = &*with_draft(hearing.db(), case.as_ref(), act)?;
    let other = match act.meant() {
        Act::Merge { into, .. } => hearing.case(*into)?,
        Act::Link { to } => hearing.case(*to)?,
        _ => None,
    };
    check_slip(hearing, act)?;
    check_activity(hearing, act)?;
    let state = hearing.state.clone();
    let (now, by) = (hearing.now, hearing.by.clone());
    let facts = hearing.enclosing(|_, enclosures| {
        let setting = match act {
            Act::Submit(submission) => {
                beginning(&state, submission.procedure.as_ref(), (now, &by))?
            }
            _ => setting(&state, case.as_ref(), (now, &by))?,
        };
        let into = conversion(&state, &setting, act)?;
        let beside = Beside { other: other.as_ref(), into };
        let ruled = rule(&setting, (matter, case.as_ref()), beside, act, enclosures);
        Ok(ruled.map_err(|refusal| refusal.under(setting.procedure.hash))?)
    })?;
    let made: Vec<(MatterId, Submitted)> = facts.iter().filter_map(made).collect();
    put_all(hearing, facts)?;
    // As the log has it: what stands beside the log is checked against it.
    let (act_hash, at) = (hearing.act, hearing.tx().head()?.at);
    for attached in act.files() {
        hearing.tx().keep_file(&attached.file, (attached.salt, act_hash, at))?;
    }
    if matches!(act, Act::Submit(_)) {
        hearing.tx().index(matter, at, &words.own);
        link_relapse(hearing, matter)?;
    } else {
        index_parts(hearing, &made, &words.parts)?;
    }
    Ok(Outcome { matter, receipt: gives_receipt(act.kind()) })
}

/// The act as it is asked for; whoever agrees to what was proposed agrees to all that was drafted.
fn with_draft<'a>(db: Db<'_>, case: Option<&Case>, act: &'a Act) -> Result<Cow<'a, Act>, Fault> {
    let proposal = case.and_then(|case| case.proposal.as_ref());
    let (Act::Agree { .. }, Some(proposal)) = (act, proposal) else {
        return Ok(Cow::Borrowed(act));
    };
    let gone = || Fault::new(format!("the draft of record {} is gone", proposal.record));
    let draft = store::vault::text(db, proposal.draft)?.ok_or_else(gone)?;
    Ok(Cow::Owned(Act::Agree { draft: Some(Box::new(drafted(&draft.text)?)) }))
}

/// An act that was drafted, as the vault has it.
///
/// # Errors
/// A text that is no draft of this program.
pub fn drafted(text: &str) -> Result<Act, Fault> {
    let unreadable = |error| Fault::new(format!("the draft of an act cannot be read: {error}"));
    serde_json::from_str(text).map_err(unreadable)
}

/// That the policies let somebody ask for an act at all; the procedure says whether it may be done.
fn must_be_let(
    hearing: &Hearing<'_, '_, '_>,
    who: &Who,
    case: Option<&Case>,
    act: Do,
) -> Result<(), No> {
    let state = hearing.state.clone();
    let ground = Ground::at(&state, hearing.now);
    let by = match (act, case) {
        (Do::Submit, _) => who.may(ground, &Asked::House("bring-matter")),
        // There is nothing to be let to: the law says so.
        (_, None) => return Ok(()),
        (_, Some(case)) => {
            let within = rights::within(hearing.db(), who, case)?;
            let of = (case, within.as_slice());
            match act {
                Do::Join => rights::ask::<rights::Join>(ground, who, of),
                Do::ReplaceReceipt => rights::ask::<rights::ReplaceReceipt>(ground, who, of),
                Do::Rate | Do::LookBack => rights::ask::<rights::Rate>(ground, who, of),
                _ if who.actor() == Actor::Resident => {
                    rights::ask::<rights::ActAsSubmitter>(ground, who, of)
                }
                _ => rights::ask::<rights::Act>(ground, who, of),
            }
        }
    };
    if by.is_some() {
        return Ok(());
    }
    let by_officer = !who.posts().is_empty();
    Err(match act {
        Do::Rate | Do::LookBack if by_officer => Refusal::forbidden("rating.by-officer").into(),
        Do::Join => Refusal::missing("matter.unknown").into(),
        _ => Refusal::forbidden("act.not-yours").with("act", act.name()).into(),
    })
}

/// A matter that a fact begins, where it came out of another: split off, or converted.
fn made((matter, fact): &(MatterId, Fact)) -> Option<(MatterId, Submitted)> {
    match &fact.what {
        What::Submitted(submitted) if submitted.parent.or(submitted.origin).is_some() => {
            Some((*matter, (**submitted).clone()))
        }
        _ => None,
    }
}

/// Enters the words of matters that came out of another: each is found like one that was brought.
fn index_parts(
    hearing: &mut Hearing<'_, '_, '_>,
    made: &[(MatterId, Submitted)],
    words: &[Cut],
) -> Result<(), Fault> {
    let at = hearing.tx().head()?.at;
    for ((part, submitted), words) in made.iter().zip(words) {
        let contact = match &submitted.contact {
            Some(contact) => identity::contact(hearing.house, hearing.db(), contact.text.id)?,
            None => None,
        };
        let public = submitted.visibility == Visibility::Public;
        let hashed = words.hashed(hearing.house, public, contact.as_ref());
        hearing.tx().index(*part, at, &hashed);
    }
    Ok(())
}

/// Puts on record what a ledger says since of a matter that it brought here open.
pub fn end_later(
    hearing: &mut Hearing<'_, '_, '_>,
    matter: MatterId,
    ledger: &acts::LedgerRow,
) -> Answer<Outcome> {
    let case = hearing.case(matter)?.ok_or(Refusal::missing("matter.unknown"))?;
    let (state, by, now) = (hearing.state.clone(), hearing.by.clone(), hearing.now);
    let fact = hearing.enclosing(|_, enclosures| {
        let setting = setting(&state, Some(&case), (now, &by))?;
        Ok(rules::end_later(&setting, &case, ledger, enclosures)?)
    })?;
    put_all(hearing, vec![(matter, fact)])?;
    Ok(Outcome { matter, receipt: false })
}

/// The records of a matter up to those of an act, for whoever did it and so knows its identifier;
/// none where it did nothing here.
pub fn until(db: Db<'_>, matter: MatterId, act: &ActId) -> Result<Vec<Record<Fact>>, Fault> {
    let (mut records, act) = (desk::records(db, matter)?, act.hash());
    let last = records.iter().rposition(|record| record.head().act == act);
    records.truncate(last.map_or(0, |last| last + 1));
    Ok(records)
}

/// Whether whoever does an act is given a receipt.
pub fn gives_receipt(act: Do) -> bool {
    matches!(act, Do::Submit | Do::Join | Do::ReplaceReceipt)
}

/// A slip number is entered once.
fn check_slip(hearing: &Hearing<'_, '_, '_>, act: &Act) -> Result<(), No> {
    let Act::Submit(submission) = act else { return Ok(()) };
    let Some(slip) = &submission.slip else { return Ok(()) };
    match views::by_slip(hearing.db(), slip)? {
        None => Ok(()),
        Some(matter) => Err(Refusal::conflict("slip.entered-already")
            .at("slip")
            .with("matter", matter.grouped())
            .into()),
    }
}

/// What was taken down at an activity is entered while that is open, by who serves there.
fn check_activity(hearing: &Hearing<'_, '_, '_>, act: &Act) -> Result<(), No> {
    let Act::Submit(submission) = act else { return Ok(()) };
    let Some(id) = submission.activity else { return Ok(()) };
    let unknown = Refusal::invalid("activity.unknown").at("activity");
    let activity = desk::activity(hearing.db(), id)?.ok_or(unknown)?;
    let state = &hearing.state;
    let setting = law::activity::Setting {
        kinds: &state.activities,
        register: &state.register,
        today: state.zone.day(hearing.now),
        now: hearing.now,
        by: &hearing.by,
        elsewhere: &BTreeMap::new(),
    };
    Ok(law::activity::is_open_to_matters(&setting, &activity)?)
}

/// A new matter of the same category at the same place, within the time that the procedure says,
/// is linked to the solved one as its relapse.
fn link_relapse(hearing: &mut Hearing<'_, '_, '_>, matter: MatterId) -> Result<(), No> {
    let Some(case) = hearing.case(matter)? else { return Ok(()) };
    let Some(place) = case.place else { return Ok(()) };
    let state = hearing.state.clone();
    let by = Actor::House;
    let setting = setting(&state, Some(&case), (hearing.now, &by))?;
    let Some(within) = setting.procedure.relapse_within else { return Ok(()) };
    let days = i64::from(within.number());
    // Reckoned from when it was received: what an old ledger tells repeats nothing that was solved
    // since.
    let span = (case.received.plus_ms(-days * 86_400_000), case.received);
    let Some(earlier) =
        views::solved_at(hearing.db(), (place, case.category.as_str()), span, matter)?
    else {
        return Ok(());
    };
    let Some(other) = hearing.case(earlier)? else { return Ok(()) };
    let course = rules::Course::still(setting, &case);
    put_all(hearing, rules::links(course, &other, "relapse"))?;
    Ok(())
}

/// Lets time pass over one matter: its warnings and expiries go on record.
pub fn pass(hearing: &mut Hearing<'_, '_, '_>, matter: MatterId) -> Answer<u32> {
    let Some(case) = hearing.case(matter)? else { return Ok(0) };
    let (state, by) = (hearing.state.clone(), hearing.by.clone());
    let setting = setting(&state, Some(&case), (hearing.now, &by))?;
    let facts = rules::time::pass(&setting, &case);
    let count = facts.len() as u32;
    put_all(hearing, facts)?;
    Ok(count)
}

/// The seed by which look-backs are drawn in a month, published with the figures: anybody can
/// repeat the draw.
pub fn look_back_seed(house: &House, month: &str) -> Hash {
    house.keys.mac("look-back", &house.code, month.as_bytes())
}

/// Whether a matter is drawn by a seed, for a share in percent.
pub fn is_drawn(seed: Hash, matter: MatterId, share_percent: u32) -> bool {
    let hash = Hash::of(&[&seed.0, &matter.int().to_be_bytes()]);
    u32::from(u16::from_be_bytes([hash.0[0], hash.0[1]])) * 100 < share_percent * 65_536
}

/// A text that a page shows: as it stands in the vault, or a dash.
pub fn shown(texts: &[Enclosure], id: law::words::TextId) -> &str {
    texts.iter().find(|text| text.id == id).map_or("–", |text| text.text.as_str())
}

impl crate::desk::Recorded for Fact {
    fn kind(&self) -> &'static str {
        self.what.kind()
    }

    fn apply(&self, head: &law::record::Head, rows: &mut store::rows::Rows) {
        views::apply(head, self, rows);
    }

    fn tallied() -> Option<&'static crate::desk::Tallied> {
        Some(&views::TALLIED)
    }

    fn fold(record: &law::record::Record<Self>, case: &mut Option<Case>) {
        match case {
            Some(case) => case.take(record),
            None => *case = Case::fold(MatterId::from_int(record.head().case), [record]),
        }
    }
}
