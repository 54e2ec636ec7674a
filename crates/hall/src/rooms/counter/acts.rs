//! What the forms of the counter ask for, read into acts of the law.

use jiff::civil::DateTime;
use law::clock::Zone;
use law::matter::acts::{Act, Contact, Filling, Joining, Submission};
use law::matter::facts::{Party, Visibility};
use law::matter::rules;
use law::procedure::Procedure;
use law::record::Actor;
use law::register::{Area, Body, Register};
use law::ruling::{Refusal, code};
use law::words::{AreaId, BodyId, Code, Hash, PostId};
use store::db::No;

use crate::house::House;
use crate::kit::Form;
use crate::kit::words::Language;
use crate::rooms::matters;

/// The fields of the first page: what is said, and where.
pub const SAID: [&str; 7] = ["title", "body", "area", "place", "category", "station", "deputy"];
/// The fields of the second page: who may read it, and how its resident can be reached.
pub const REACHED: [&str; 7] = ["visibility", "hide", "name", "phone", "mail", "known", "about"];

/// Typed text with the line ends of this program, whatever the browser sends.
fn typed(form: &Form, name: &str) -> String {
    form.text(name).replace("\r\n", "\n")
}

/// What a form says of a matter. A choice that was not made stays one that the law does not know,
/// so that its refusal says what to choose.
pub fn submission(form: &Form, register: &Register, language: Language) -> Submission {
    let unknown = || code("none");
    Submission {
        procedure: None,
        fields: Filling::new(),
        title: typed(form, "title"),
        body: typed(form, "body"),
        area: area(register, form.text("area")).map_or(AreaId::from_int(0), |area| area.id),
        place: Some(typed(form, "place")).filter(|place| !place.is_empty()),
        category: form.text("category").parse().unwrap_or_else(|_| unknown()),
        visibility: match form.text("visibility") {
            "public" => Visibility::Public,
            // Nobody's choice publishes nothing; the page refuses it before it gets here.
            _ => Visibility::Confidential,
        },
        contact: contact(form),
        files: vec![],
        known_to_unit: form.is_ticked("known"),
        about: about(form.text("about")),
        language: code(language.tag()),
        station: station(register, form.text("station")).map(|body| body.id),
        deputy: form.text("deputy").parse().ok(),
        slip: None,
        claimed: None,
        channel: None,
        ledger: None,
        hide: law::redaction::names_in(form.text("hide")),
        activity: None,
        passed_on: false,
        place_key: None,
        receipt: None,
    }
}

/// What an officer enters for somebody at a station.
///
/// # Errors
/// A slip number or a time that cannot be read.
pub fn entered(
    form: &Form,
    mut submission: Submission,
    (station, zone): (BodyId, &Zone),
) -> Result<Submission, Refusal> {
    submission.station = Some(station);
    let activity = form.text("activity");
    if !activity.is_empty() {
        let unknown = |_| Refusal::invalid("activity.unknown").at("activity");
        submission.activity = Some(activity.parse().map_err(unknown)?);
    }
    submission.channel = Some(form.text("channel").parse().unwrap_or_else(|_| code("none")));
    let slip = form.text("slip");
    if !slip.is_empty() {
        let slip = slip.parse::<Code>();
        submission.slip =
            Some(slip.map_err(|_| Refusal::invalid("counter.slip-unreadable").at("slip"))?);
    }
    let claimed = form.text("claimed");
    if !claimed.is_empty() {
        let shown = claimed.parse::<DateTime>().ok().and_then(|shown| zone.instant(shown));
        let unreadable = Refusal::invalid("counter.claimed-unreadable").at("claimed");
        submission.claimed = Some(shown.ok_or(unreadable)?);
    }
    Ok(submission)
}

/// What the law says of a submission before it is sent.
///
/// # Errors
/// Everything that is wrong with it; and a fault of the house's definitions.
pub fn check(house: &House, by: &Actor, submission: &Submission) -> Result<(), No> {
    let state = house.state();
    let setting = matters::beginning(&state, submission.procedure.as_ref(), (house.now(), by))?;
    Ok(rules::check_submission(&setting, submission)?)
}

/// Whether the visitor said who may read it.
pub fn check_visibility(form: &Form) -> Result<(), Refusal> {
    if matches!(form.text("visibility"), "public" | "confidential") {
        return Ok(());
    }
    Err(Refusal::invalid("counter.visibility-not-chosen").at("visibility"))
}

/// Two answers in one: everything that is wrong, in the order of the page.
pub fn both(first: Result<(), Refusal>, second: Result<(), No>) -> Result<(), No> {
    match (first, second) {
        (Ok(()), other) => other,
        (Err(refusal), Err(No::Refusal(other))) => {
            let mut all = vec![refusal];
            let mut other = other;
            let more = std::mem::take(&mut other.more);
            all.push(other);
            all.extend(more);
            Ok(Refusal::all(all)?)
        }
        (Err(refusal), Ok(())) => Err(refusal.into()),
        (_, Err(fault)) => Err(fault),
    }
}

/// How somebody wants to be reached; nothing for who stays anonymous.
pub fn contact(form: &Form) -> Option<Contact> {
    let text = |name| form.text(name).to_owned();
    let contact = Contact { name: text("name"), phone: text("phone"), mail: text("mail") };
    (contact != Contact::default()).then_some(contact)
}

/// Whom it is about: a body, or a post at one after a dot. A choice that names nothing becomes one
/// that the law refuses.
fn about(text: &str) -> Option<Party> {
    if text.is_empty() {
        return None;
    }
    let (body, post) = text.split_once('.').map_or((text, None), |(body, post)| (body, Some(post)));
    let post = post.map(|post| post.parse().unwrap_or(PostId::from_int(0)));
    Some(Party { body: body.parse().unwrap_or(BodyId::from_int(0)), post })
}

/// The act of joining.
pub fn joining(form: &Form) -> Act {
    // The house fills the receipt in.
    Act::Join(Joining { contact: contact(form), receipt: Hash::default() })
}

/// The area that a link or a form names, by its number or by its code.
pub fn area<'r>(register: &'r Register, text: &str) -> Option<&'r Area> {
    let by_number = text.parse().ok().and_then(|id: AreaId| register.areas.get(&id));
    by_number.or_else(|| register.areas.values().find(|area| area.code == *text))
}

/// The station that a link or a form names, by its number or by its code.
pub fn station<'r>(register: &'r Register, text: &str) -> Option<&'r Body> {
    let by_number = text.parse().ok().and_then(|id: BodyId| register.bodies.get(&id));
    let body = by_number.or_else(|| register.bodies.values().find(|body| body.code == *text));
    body.filter(|body| body.sort == "station")
}

/// The rating that a form chose, and whether it is solved.
///
/// # Errors
/// What was not chosen, each at its field.
pub fn rating(form: &Form) -> Result<(Code, bool), Refusal> {
    let rating = form.text("rating").parse::<Code>();
    let rating = rating.map_err(|_| Refusal::invalid("counter.rating-not-chosen").at("rating"));
    let solved = match form.text("solved") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::invalid("counter.solved-not-chosen").at("solved")),
    };
    match (rating, solved) {
        (Ok(rating), Ok(solved)) => Ok((rating, solved)),
        (Err(mut first), second) => {
            first.more.extend(second.err());
            Err(first)
        }
        (_, Err(second)) => Err(second),
    }
}

/// What is said of a solved matter when it is asked again: solved still, not solved, or not solved
/// and to be handled again.
pub fn look_back(form: &Form) -> Result<Act, Refusal> {
    match form.text("solved") {
        "yes" => Ok(Act::LookBack { solved: true, again: false }),
        "no" => Ok(Act::LookBack { solved: false, again: false }),
        "again" => Ok(Act::LookBack { solved: false, again: true }),
        _ => Err(Refusal::invalid("counter.solved-not-chosen").at("solved")),
    }
}

/// Whether who gave a rating is to be asked about a second round.
pub fn asks_again(procedure: &Procedure, rating: &Code) -> bool {
    procedure.rating.asks_again.contains(rating)
}
