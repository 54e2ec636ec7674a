//! What whoever brings a matter may do: submit, join, add, answer a question, withdraw.

use super::super::acts::{Act, Attached, Contact, LedgerEnd, LedgerRow, Submission};
use super::super::case::Case;
use super::super::facts::{
    ContactRef, Effect, Fact, Filled, Imported, Place, Submitted, Visibility, What,
};
use super::identity::check_about;
use super::{Course, Ruled, Setting, forms, one, responsible, typed};
use crate::procedure::{Do, Openness, Role, Seat};
use crate::record::{Actor, Officer};
use crate::redaction::{self, Marked};
use crate::ruling::{Enclosures, Refusal, code};
use crate::words::{BodyId, Code, FileRef, MatterId, TextId};

/// Most characters of a title, a text, a name and a place.
const TITLE_MOST: usize = 60;
const TEXT_MOST: usize = 4000;
const NAME_MOST: usize = 60;
/// Most characters of a row of a ledger, all its cells together.
const ROW_MOST: usize = 20_000;
/// How an officer may have got hold of a matter.
const CHANNELS: [&str; 6] = ["online", "counter", "phone", "slip", "ledger", "visit"];

/// Brings a matter before the house.
pub fn submit(
    setting: &Setting<'_>,
    matter: MatterId,
    asked: &Submission,
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    check(setting, asked)?;
    let rule = setting.procedure.acts.iter().find(|rule| rule.act == Do::Submit);
    let fields = rule.map_or(&[][..], |rule| &rule.fields);
    let fields =
        forms::read_fields(setting, (fields, asked.visibility), &asked.fields, enclosures)?;
    let raised_by = forms::raiser(setting);
    let turned_to = asked.deputy.and_then(|post| responsible::deputy_of(setting, post));
    let station = asked
        .station
        .or(turned_to.map(|post| post.body))
        .or_else(|| setting.register.station_for(asked.area, setting.today()).map(|body| body.id))
        // What is about a station, or about a deputy of it, goes past it to the house's own office.
        .filter(|station| asked.about.is_none_or(|about| about.body != *station));
    let is_public = asked.visibility == Visibility::Public;
    let own = if raised_by.is_some() { "post" } else { "online" };
    let channel = asked.channel.clone().unwrap_or_else(|| code(own));
    let ledger = asked.ledger.as_deref();
    // The ledger tells when the office received it; the record tells when it was logged here.
    let received = ledger.map_or(setting.now, |ledger| ledger.received);
    let mut submitted = Submitted {
        about: asked.about,
        activity: asked.activity,
        area: asked.area,
        assisted: *setting.by != Actor::Resident && raised_by.is_none(),
        body: enclosures.add("body", asked.body.trim(), is_public),
        closed: setting.procedure.is_closed(),
        category: asked.category.clone(),
        channel,
        claimed: asked.claimed,
        contact: asked.contact.as_ref().and_then(|contact| enclose_contact(contact, enclosures)),
        // Nobody is made responsible for what had ended before it came here.
        deputy: station
            .filter(|_| ledger.is_none_or(|ledger| ledger.ended.is_none()))
            .and_then(|station| responsible::first(setting, (station, turned_to), matter)),
        files: names_of(&asked.files),
        known_to_unit: asked.known_to_unit && asked.contact.is_some(),
        language: asked.language.clone(),
        marked: vec![],
        origin: None,
        parent: None,
        place: enclose_place(asked, is_public, enclosures),
        procedure: setting.procedure.id.clone(),
        raised_by,
        rules: setting.procedure.hash,
        receipt: asked.receipt,
        received,
        slip: asked.slip.clone(),
        station,
        title: enclosures.add("title", asked.title.trim(), is_public),
        visibility: asked.visibility,
    };
    if is_public {
        submitted.marked = marked(asked, &submitted);
    }
    let Some(ledger) = ledger else {
        return Ok(vec![(matter, begin(setting, (matter, submitted), fields)?)]);
    };
    let begun = match &ledger.ended {
        None => begin(setting, (matter, submitted), fields)?,
        Some(_) => begin_ended(setting, matter, submitted)?,
    };
    let what = What::Imported(Box::new(import(setting, ledger, is_public, enclosures)));
    let told = Fact { effect: Effect::default(), fields: vec![], what };
    Ok(vec![(matter, begun), (matter, told)])
}

/// Where the names stand that the submitter marked.
fn marked(asked: &Submission, submitted: &Submitted) -> Vec<Marked> {
    let place = submitted.place.map(|place| place.name.id);
    let texts = [
        (Some(submitted.title.id), asked.title.as_str()),
        (Some(submitted.body.id), asked.body.as_str()),
        (place, asked.place.as_deref().unwrap_or_default()),
    ];
    let marks = |(id, text): (Option<TextId>, &str)| {
        let spans = redaction::occurrences(text.trim(), &asked.hide);
        id.filter(|_| !spans.is_empty()).map(|text| Marked { spans, text })
    };
    texts.into_iter().filter_map(marks).collect()
}

/// What a ledger says since of a matter that it brought here open: it ends where nobody here has
/// done anything with it, and goes on otherwise, with the ledger's word told beside it.
pub fn end_later(
    setting: &Setting<'_>,
    case: &Case,
    ledger: &LedgerRow,
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    if case.channel != "ledger" || ledger.ended.is_none() {
        return Err(Refusal::conflict("ledger.not-open"));
    }
    Refusal::all(check_ledger(setting, ledger))?;
    let open = case.visibility == Visibility::Public;
    let mut imported = import(setting, ledger, open, enclosures);
    let brings = |key: &Code| {
        let mut rules = setting.procedure.acts.iter();
        rules.any(|rule| rule.act == Do::Submit && rule.key == *key)
    };
    imported.ended = case.done.iter().all(brings);
    let mut course = Course::still(*setting, case);
    if imported.ended {
        course.go_to(end_of(setting)?);
    }
    Ok(course.finish(What::ImportedLater(Box::new(imported))))
}

/// What the ledger says, as a fact of its own.
fn import(
    setting: &Setting<'_>,
    ledger: &LedgerRow,
    open: bool,
    enclosures: &mut Enclosures<'_>,
) -> Imported {
    let end = ledger.ended.clone().unwrap_or_default();
    let reply = end.reply.trim();
    let class = end.class.as_ref().and_then(|class| setting.procedure.answer(class));
    Imported {
        answered: end.answered,
        class: class.map(|class| class.key.clone()),
        due: ledger.due,
        ended: ledger.ended.is_some(),
        lead: ledger.lead,
        means: class.map(|class| class.means),
        rating: end.rating,
        reply: (!reply.is_empty()).then(|| enclosures.add("reply", reply, open)),
        row: enclosures.add("ledger-row", ledger.row.as_str(), false),
    }
}

/// The step at which a matter has ended with an answer.
fn end_of(setting: &Setting<'_>) -> Result<Code, Refusal> {
    let is_end = |outcome: &Code| *outcome == "answered";
    let mut steps = setting.procedure.steps.iter();
    let end = steps.find(|step| step.outcome.as_ref().is_some_and(is_end));
    Ok(end.ok_or(Refusal::conflict("ledger.no-end"))?.key.clone())
}

/// The first fact of a matter that ended before it came here: it goes to the end at once, and no
/// clock of this house ever ran for it.
fn begin_ended(
    setting: &Setting<'_>,
    matter: MatterId,
    submitted: Submitted,
) -> Result<Fact, Refusal> {
    let nowhere = Case::nowhere(matter, &submitted);
    let mut course = Course::still(*setting, &nowhere);
    course.go_to(end_of(setting)?);
    Ok(course.finish(What::Submitted(Box::new(submitted))))
}

/// What a fact says of the files that came with an act.
pub(super) fn names_of(files: &[Attached]) -> Vec<FileRef> {
    files.iter().map(|attached| attached.file.clone()).collect()
}

/// The first fact of a matter, with the step it comes to and the clocks that start.
pub fn begin(
    setting: &Setting<'_>,
    (matter, submitted): (MatterId, Submitted),
    fields: Vec<Filled>,
) -> Result<Fact, Refusal> {
    let rule = setting
        .procedure
        .acts
        .iter()
        .find(|rule| rule.act == Do::Submit)
        .ok_or(Refusal::missing("act.unknown").with("act", "submit"))?;
    forms::check_beside(setting, submitted.raised_by.as_ref(), &fields)?;
    // The case before its first fact stands nowhere, so every clock of the first step starts.
    let nowhere = Case::nowhere(matter, &submitted);
    let mut course = Course::new(*setting, &nowhere, rule);
    course.fill(fields);
    Ok(course.finish(What::Submitted(Box::new(submitted))))
}

/// Checks a submission without putting anything on record, so that a form can tell what is wrong
/// before it asks for more.
///
/// # Errors
/// Everything that is wrong with it, each with its field.
pub fn check(setting: &Setting<'_>, asked: &Submission) -> Result<(), Refusal> {
    let mut refusals = vec![];
    refusals.extend(typed(&asked.title, "title", TITLE_MOST).err());
    refusals.extend(typed(&asked.body, "body", TEXT_MOST).err());
    if let Some(place) = asked.place.as_deref().filter(|place| !place.trim().is_empty()) {
        refusals.extend(typed(place, "place", NAME_MOST).err());
    }
    match setting.register.areas.get(&asked.area) {
        None => refusals.push(Refusal::invalid("area.unknown").at("area")),
        Some(area) if !area.is_open(setting.today()) => {
            refusals.push(Refusal::invalid("area.closed").at("area"));
        }
        Some(_) => {}
    }
    if !setting.register.categories.contains_key(&asked.category) {
        refusals.push(Refusal::invalid("category.unknown").at("category"));
    }
    if asked.station.is_some_and(|station| !is_open_station(setting, station)) {
        refusals.push(Refusal::invalid("station.unknown").at("station"));
    }
    refusals.extend(responsible::check(setting, asked).err());
    let files = setting.procedure.files;
    if asked.files.len() > files.most as usize {
        refusals.push(Refusal::invalid("files.too-many").at("files").with("most", files.most));
    }
    if let Some(contact) = &asked.contact {
        refusals.extend(check_contact(contact));
    }
    refusals.extend(redaction::check_names(&asked.hide).err());
    let fits = match setting.procedure.visibility {
        Openness::Submitter => true,
        Openness::Public => asked.visibility == Visibility::Public,
        Openness::Confidential => asked.visibility == Visibility::Confidential,
    };
    if !fits {
        refusals.push(Refusal::invalid("visibility.other").at("visibility"));
    }
    refusals.extend(check_channel(setting, asked).err());
    refusals.extend(check_about(setting, asked.about).err());
    if let Some(ledger) = &asked.ledger {
        refusals.extend(check_ledger(setting, ledger));
    }
    Refusal::all(refusals)
}

/// Whether what a ledger says can be: it is the ledger's word, but not against the calendar.
fn check_ledger(setting: &Setting<'_>, ledger: &LedgerRow) -> Vec<Refusal> {
    let mut refusals = vec![];
    if ledger.received > setting.now {
        refusals.push(Refusal::invalid("received.in-future").at("received"));
    }
    if ledger.lead.is_some_and(|lead| !setting.register.bodies.contains_key(&lead)) {
        refusals.push(Refusal::invalid("body.unknown").at("lead"));
    }
    let length = ledger.row.chars().count();
    if length > ROW_MOST {
        let refusal = Refusal::invalid("field.too-long").at("row");
        refusals.push(refusal.with("most", ROW_MOST).with("length", length));
    }
    if let Some(end) = &ledger.ended {
        refusals.extend(check_end(setting, ledger, end));
    }
    refusals
}

fn check_end(setting: &Setting<'_>, ledger: &LedgerRow, end: &LedgerEnd) -> Vec<Refusal> {
    let mut refusals = vec![];
    if end.answered.is_some_and(|day| day > setting.today()) {
        refusals.push(Refusal::invalid("answered.in-future").at("answered"));
    } else if end.answered.is_some_and(|day| day < setting.zone.day(ledger.received)) {
        refusals.push(Refusal::invalid("answered.before-received").at("answered"));
    }
    if end.class.as_ref().is_some_and(|class| setting.procedure.answer(class).is_none()) {
        refusals.push(Refusal::invalid("answer.unknown").at("class"));
    }
    if end.rating.as_ref().is_some_and(|word| !setting.procedure.rating.scale.contains(word)) {
        refusals.push(Refusal::invalid("rating.unknown").at("rating"));
    }
    if !end.reply.trim().is_empty() {
        refusals.extend(typed(&end.reply, "reply", TEXT_MOST).err());
    }
    refusals
}

fn is_open_station(setting: &Setting<'_>, station: BodyId) -> bool {
    setting.register.bodies.get(&station).is_some_and(|body| {
        body.sort == "station" && body.last.is_none_or(|last| setting.today() <= last)
    }) && !setting.register.is_venue(station)
}

fn check_channel(setting: &Setting<'_>, asked: &Submission) -> Result<(), Refusal> {
    let is_ledger = asked.channel.as_ref().is_some_and(|channel| *channel == "ledger");
    if asked.ledger.is_some() && !is_ledger {
        return Err(Refusal::invalid("channel.unknown").at("channel"));
    }
    if *setting.by == Actor::House {
        // The house itself brings nothing but what a ledger says.
        let refusal = Refusal::forbidden("act.not-yours").with("act", "submit");
        let may = asked.ledger.is_some() && asked.slip.is_none();
        return if may { check_claimed(setting, asked) } else { Err(refusal) };
    }
    let Some(officer) = setting.by.officer() else {
        if !residents_may(setting) {
            return Err(Refusal::forbidden("act.not-yours").with("act", "submit"));
        }
        if asked.passed_on {
            return check_claimed(setting, asked);
        }
        let residents_own = asked.channel.as_ref().is_none_or(|channel| *channel == "online");
        return if residents_own && is_plain(asked) {
            Ok(())
        } else {
            Err(Refusal::forbidden("submit.office-fields"))
        };
    };
    if !may_bring(setting, officer) {
        return Err(Refusal::forbidden("act.not-yours").with("act", "submit"));
    }
    if asked.ledger.is_some() {
        // The word of a ledger comes with its file: one row alone would date a matter back.
        return Err(Refusal::forbidden("ledger.row-alone"));
    }
    if !setting.register.is_officer(officer, setting.today()) {
        return Err(Refusal::forbidden("post.not-held"));
    }
    if forms::raiser(setting).is_some() {
        // Whoever brings the own matter has no slip, and nobody else's word for its date.
        let plain = asked.channel.is_none() && is_plain(asked);
        return if plain { Ok(()) } else { Err(Refusal::forbidden("submit.office-fields")) };
    }
    let channel = asked.channel.as_ref().map_or("", Code::as_str);
    if !CHANNELS.contains(&channel) {
        return Err(Refusal::invalid("channel.unknown").at("channel"));
    }
    if (channel == "slip") != asked.slip.is_some() {
        return Err(Refusal::invalid("slip.number-missing").at("slip"));
    }
    check_claimed(setting, asked)
}

fn bringers<'a>(setting: &Setting<'a>) -> impl Iterator<Item = &'a Role> {
    let procedure = setting.procedure;
    let submit = procedure.acts.iter().filter(|rule| rule.act == Do::Submit);
    submit.flat_map(|rule| &rule.by).filter_map(|role| procedure.role(role))
}

fn residents_may(setting: &Setting<'_>) -> bool {
    bringers(setting).any(|role| role.post.is_none())
}

/// Whether an officer brings matters of this procedure: the own ones, or those of others.
fn may_bring(setting: &Setting<'_>, officer: &Officer) -> bool {
    let sort = setting.register.bodies.get(&officer.body).map(|body| body.sort.as_str());
    bringers(setting).any(|role| {
        let Some((office, seat)) = &role.post else { return false };
        let seated = match seat {
            Seat::Station | Seat::AnyStation => sort == Some("station"),
            Seat::House => sort == Some("congress"),
            Seat::Area | Seat::Sort => role.sort.as_ref().map(Code::as_str) == sort,
            Seat::Submitter => role.sort.is_none() || role.sort.as_ref().map(Code::as_str) == sort,
            Seat::Lead | Seat::Co | Seat::Duty | Seat::Named => false,
        };
        seated && *office == officer.office
    })
}

/// Whether nothing is said that only an officer can know who takes down what others say.
fn is_plain(asked: &Submission) -> bool {
    asked.slip.is_none() && asked.claimed.is_none() && asked.activity.is_none()
}

fn check_claimed(setting: &Setting<'_>, asked: &Submission) -> Result<(), Refusal> {
    if asked.claimed.is_some_and(|claimed| claimed > setting.now) {
        return Err(Refusal::invalid("claimed.in-future").at("claimed"));
    }
    Ok(())
}

/// What is wrong with an address or a number by which somebody wishes to be reached.
pub fn check_contact(contact: &Contact) -> Vec<Refusal> {
    let mut refusals = vec![];
    let phone = contact.phone.trim();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_phone = phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    if !phone.is_empty() && (!is_phone || !(7..=15).contains(&digits)) {
        refusals.push(Refusal::invalid("phone.malformed").at("phone"));
    }
    let mail = contact.mail.trim();
    let is_mail = mail.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    if !mail.is_empty() && (!is_mail || mail.len() > 254 || mail.contains(char::is_whitespace)) {
        refusals.push(Refusal::invalid("mail.malformed").at("mail"));
    }
    if contact.name.chars().count() > NAME_MOST {
        let refusal = Refusal::invalid("field.too-long").at("name").with("most", NAME_MOST);
        refusals.push(refusal.with("length", contact.name.chars().count()));
    }
    refusals
}

fn enclose_contact(contact: &Contact, enclosures: &mut Enclosures<'_>) -> Option<ContactRef> {
    let mut ways = vec![];
    if !contact.mail.trim().is_empty() {
        ways.push(code("mail"));
    }
    if !contact.phone.trim().is_empty() {
        ways.push(code("sms"));
    }
    if ways.is_empty() && contact.name.trim().is_empty() {
        return None;
    }
    let text = serde_json::to_string(contact).expect("three texts can be written");
    Some(ContactRef { ways, text: enclosures.add("contact", text, false) })
}

fn enclose_place(asked: &Submission, open: bool, enclosures: &mut Enclosures<'_>) -> Option<Place> {
    let name = asked.place.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    Some(Place { key: asked.place_key?, name: enclosures.add("place", name, open) })
}

/// Rules on what the submitter does with a matter that is under way.
pub fn rule(course: Course<'_>, act: &Act, enclosures: &mut Enclosures<'_>) -> Ruled {
    let open = course.case.visibility == Visibility::Public;
    let most = course.setting.procedure.files.most;
    let assisted = course.setting.by.officer().is_some();
    let few = |files: usize| {
        if files > most as usize {
            Err(Refusal::invalid("files.too-many").at("files").with("most", most))
        } else {
            Ok(())
        }
    };
    let what = match act {
        Act::Join(joining) => {
            if let Some(contact) = &joining.contact {
                Refusal::all(check_contact(contact))?;
            }
            let contact = joining.contact.as_ref().and_then(|c| enclose_contact(c, enclosures));
            What::Joined { assisted, contact, receipt: joining.receipt }
        }
        Act::Add { text, files } => {
            few(files.len())?;
            let text = typed(text, "text", TEXT_MOST)?;
            What::Added { body: enclosures.add("addition", text, open), files: names_of(files) }
        }
        Act::AnswerQuestion { text, files } => {
            if !course.case.question_open {
                return Err(Refusal::conflict("question.none"));
            }
            few(files.len())?;
            let text = typed(text, "text", TEXT_MOST)?;
            What::QuestionAnswered {
                files: names_of(files),
                text: enclosures.add("answer", text, open),
            }
        }
        Act::Withdraw { reason, .. } => {
            let reason = typed(reason, "reason", TEXT_MOST)?;
            What::Withdrawn { reason: enclosures.add("reason", reason, open) }
        }
        Act::ReplaceReceipt { proof, receipt } => {
            if !["identity-card", "phone-call-back", "witness"].contains(&proof.as_str()) {
                return Err(Refusal::invalid("proof.unknown").at("proof"));
            }
            What::ReceiptReplaced {
                contact: course.case.contact.clone(),
                proof: proof.clone(),
                receipt: *receipt,
                replaces: course.case.receipt,
            }
        }
        Act::ConfirmChannel {} => {
            if !course.case.assisted || course.case.confirmed {
                return Err(Refusal::conflict("channel.confirmed-already"));
            }
            What::ChannelConfirmed {}
        }
        _ => unreachable!("ruled on elsewhere"),
    };
    one(course, what)
}
