//! What is put on record when something is told, signed for, or heard.

use std::sync::Arc;

use law::matter::acts::{Act, Attached};
use law::procedure::Seat;
use law::record::{ActId, Actor, Officer};
use law::referral::{self, Fact, House as Other, Message, NOTE, Receipt, ReferralId, Said};
use law::ruling::Refusal;
use law::tlog::SigningKey;
use law::words::{BodyId, Code, Hash, MatterId};
use serde::{Deserialize, Serialize};
use store::Fault;
use store::db::{Answer, No};
use store::seal::Seal;

use crate::desk::{self, Hearing};
use crate::house::{House, State};
use crate::rights::{Bearer, Who};
use crate::rooms::matters::{self, Ready};

/// What the keys are called by which this house signs what it tells others.
fn kept_as(house: &House) -> String {
    format!("{}.referrals", house.code)
}

/// The keys by which this house signs what it tells others; they are made where there are none and
/// an origin is known.
///
/// # Errors
/// A file of keys that cannot be read or written.
pub fn keys(house: &House, origin: Option<&str>) -> Result<Option<Seal>, Fault> {
    let name = kept_as(house);
    match (Seal::load(&house.dir, &name)?, origin) {
        (Some(seal), _) => Ok(Some(seal)),
        (None, Some(origin)) => Seal::found(&house.dir, &name, origin, &house.chance).map(Some),
        (None, None) => Ok(None),
    }
}

/// What a message is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The matter that it belongs to here.
    pub matter: MatterId,
    /// SHA-256 of the text of the message.
    pub message: Hash,
    /// The record by which it was heard.
    pub record: u64,
    /// The referral.
    pub referral: ReferralId,
    /// By which rule nothing followed from it.
    pub refused: Option<Code>,
}

/// Whether an act about a referral, by its first record, can have been answered so.
pub fn answers(kind: &str, number: i64, answer: &str) -> bool {
    let id = ReferralId::from_int(number);
    match kind {
        "referral.heard/1" => {
            serde_json::from_str::<Heard>(answer).is_ok_and(|heard| heard.referral == id)
        }
        _ => serde_json::to_string(&id).is_ok_and(|right| right == answer),
    }
}

/// The identifier of an act that follows from some words alone, so that it is done once.
fn act_of(house: &House, words: &[&[u8]]) -> ActId {
    let mut bytes = vec![];
    for word in words {
        bytes.extend((word.len() as u64).to_le_bytes());
        bytes.extend(*word);
    }
    let mac = house.keys.mac("referral-act", &house.code, &bytes);
    ActId(mac.0[..16].try_into().expect("16 of 32 bytes"))
}

/// The identifier of the act by which a message is heard.
pub fn act_of_message(house: &House, message: &Message) -> ActId {
    let side = [u8::from(message.said.is_of_sender())];
    let number = message.number.to_le_bytes();
    act_of(house, &[message.from.as_bytes(), message.referral.as_bytes(), &side, &number])
}

/// The number under which this house keeps what another passed on to it.
fn number_of(house: &House, message: &Message) -> ReferralId {
    let words = [message.from.as_bytes(), b"\0", message.referral.as_bytes()].concat();
    let mac = house.keys.mac("referral", &house.code, &words);
    ReferralId::from_int(i64::from_le_bytes(mac.0[..8].try_into().expect("8 of 32 bytes")))
}

/// The number of a referral that begins by a record of a matter.
pub fn number_for(house: &House, matter: MatterId, record: u64) -> ReferralId {
    let words = [matter.int().to_le_bytes(), record.to_le_bytes()].concat();
    let mac = house.keys.mac("referral-begun", &house.code, &words);
    ReferralId::dated(house.now(), mac.0[..8].try_into().expect("8 of 32 bytes"))
}

/// A message that is ready to be put on record: the other is told it until it has signed for it.
pub struct Telling {
    /// The referral, and the body that stands for the other house.
    pub of: (ReferralId, BodyId),
    /// The matter, and the record that is told of.
    pub about: (MatterId, u64),
    /// The message.
    pub message: Message,
    /// The same, signed.
    pub note: String,
}

/// Puts on record that the other is told something; nothing where that was done before.
///
/// # Errors
/// A database that cannot be read or written.
pub fn tell(house: &Arc<House>, telling: Telling) -> Result<(), Fault> {
    let Telling { of: (id, body), about: (matter, of), message, note } = telling;
    let number = message.number;
    let kind = law::ruling::code(message.said.kind());
    let words = [&id.int().to_le_bytes()[..], &number.to_le_bytes()[..]].concat();
    let act = act_of(house, &[b"told", &words]);
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let told = desk::referral(hearing.db(), id)?.map_or(0, |referral| referral.told);
        if number != told + 1 {
            return Err(Refusal::conflict("referral.out-of-order").with("next", told + 1).into());
        }
        let note = hearing.enclosing(|_, enclosures| Ok(enclosures.add(NOTE, &*note, false)))?;
        let kind = kind.clone();
        hearing.put(id.int(), Fact::Told { body, kind, matter, note, number, of })?;
        Ok(id)
    };
    match house.act_and_wait(act, Actor::House, work) {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(format!("telling another house: {refusal}"))),
    }
}

/// Puts on record that the other signed for a message. For a matter that was passed on, the body
/// that stands for the other signs for it here as well, where its procedure asks for that.
///
/// # Errors
/// A database that cannot be read or written.
pub fn receipted(
    house: &Arc<House>,
    (id, number, said): (ReferralId, u32, &Said),
    receipt: String,
) -> Result<(), Fault> {
    let words = [&id.int().to_le_bytes()[..], &number.to_le_bytes()[..]].concat();
    let act = act_of(house, &[b"receipted", &words]);
    let is_passed_on = matches!(said, Said::Sent(_));
    let taker = house.clone();
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let gone = || Fault::new(format!("the referral {id} is not on record"));
        let referral = desk::referral(hearing.db(), id)?.ok_or_else(gone)?;
        if number <= referral.receipted {
            return Ok(id);
        }
        let receipt =
            hearing.enclosing(|_, enclosures| Ok(enclosures.add(NOTE, &*receipt, false)))?;
        hearing.put(id.int(), Fact::Receipted { number, receipt })?;
        if is_passed_on {
            sign_for(&taker, hearing, (referral.matter, referral.body), act)?;
        }
        Ok(id)
    };
    match house.act_and_wait(act, Actor::House, work) {
        Ok(_) => Ok(()),
        Err(No::Fault(fault)) => Err(fault),
        Err(No::Refusal(refusal)) => Err(Fault::new(format!("taking a receipt: {refusal}"))),
    }
}

fn sign_for(
    house: &House,
    hearing: &mut Hearing<'_, '_, '_>,
    (matter, body): (MatterId, BodyId),
    act: ActId,
) -> Result<(), No> {
    let Some(officer) = officer(hearing, matter, body)? else { return Ok(()) };
    let ready = Ready::new(house, act.part(1), (matter, Act::Sign {}));
    hearing.by = Actor::Officer(officer.clone());
    match ready.perform(hearing, &Who::Officers(vec![officer])) {
        // What is answered at once is not signed for, and what moved on since no more.
        Ok(_) | Err(No::Refusal(_)) => Ok(()),
        Err(no) => Err(no),
    }
}

/// By which post a body that stands for another house acts on a matter it leads: of the office that
/// the procedure asks for, the one that is held longest.
fn officer(
    hearing: &mut Hearing<'_, '_, '_>,
    matter: MatterId,
    body: BodyId,
) -> Result<Option<Officer>, Fault> {
    let Some(case) = hearing.case(matter)? else { return Ok(None) };
    let state = hearing.state.clone();
    Ok(post_for(&state, (&case.rules, body), state.zone.day(hearing.now)))
}

fn post_for(
    state: &State,
    (rules, body): (&Hash, BodyId),
    today: jiff::civil::Date,
) -> Option<Officer> {
    let procedure = state.procedures.get(rules)?;
    let lead = procedure.roles.iter().filter_map(|role| role.post.as_ref());
    let offices = lead.filter(|(_, seat)| *seat == Seat::Lead).map(|(office, _)| office);
    let posts = offices.flat_map(|office| state.register.held_at(body, office, today));
    let post = posts.min_by_key(|post| (post.first, post.id))?;
    Some(Officer { body, office: post.office.clone(), person: post.person, post: post.id })
}

/// Who tells a message, where that is a house that is known here and it is meant for this one.
///
/// # Errors
/// A house that is not known, a signature that is not its own, a message to another, or one of a
/// body that is closed.
pub fn teller(
    state: &State,
    note: &str,
    (own, today): (&SigningKey, jiff::civil::Date),
) -> Result<(Other, BodyId, Message), Refusal> {
    let unreadable = |_| Refusal::invalid("referral.unreadable").at("note");
    let from = Message::read(note).map_err(unreadable)?.from;
    let unknown = Refusal::forbidden("referral.unknown-house").with("name", &from);
    let (other, key) = state.houses.named(&from).ok_or(unknown)?;
    let unsigned = |_| Refusal::forbidden("referral.unsigned").with("name", &from);
    let message = Message::verified(note, &key).map_err(unsigned)?;
    if message.to != own.verifier().name {
        return Err(Refusal::invalid("referral.for-another").at("note").with("name", message.to));
    }
    let mut bodies = state.register.bodies.values();
    let body = bodies.find(|body| body.code == other.body && body.is_open(today));
    let body = body.ok_or(Refusal::conflict("referral.no-body").with("body", &other.body))?;
    Ok((other.clone(), body.id, message))
}

/// A message that was read and whose files were kept.
pub struct Coming {
    /// Who tells it.
    pub from: Other,
    /// The body that stands for them.
    pub body: BodyId,
    /// The message.
    pub message: Message,
    /// The same, signed.
    pub note: String,
    /// Its files.
    pub files: Vec<Attached>,
}

/// Hears a message and calls `reply` after its commit; one that was heard before is answered as the
/// first time.
pub fn hear(
    house: &Arc<House>,
    coming: Coming,
    reply: impl FnOnce(Answer<Heard>) + Send + 'static,
) {
    let act = act_of_message(house, &coming.message);
    let own = house.clone();
    house.act(
        act,
        Actor::House,
        move |hearing| perform(&own, hearing, (act, &coming)),
        move |answer| reply(answer.map(|done| done.answer)),
    );
}

fn perform(
    house: &House,
    hearing: &mut Hearing<'_, '_, '_>,
    (act, coming): (ActId, &Coming),
) -> Answer<Heard> {
    let Coming { message, body, .. } = coming;
    let is_passed_on = matches!(message.said, Said::Sent(_));
    let referral = match message.said.is_of_sender() {
        true => number_of(house, message),
        false => message
            .referral
            .parse()
            .map_err(|_| Refusal::missing("referral.unknown").with("number", &message.referral))?,
    };
    let known = desk::referral(hearing.db(), referral)?;
    let unknown = || Refusal::missing("referral.unknown").with("number", &message.referral);
    let matter = match &known {
        None if is_passed_on => matters::matter_of(house, act),
        None => return Err(unknown().into()),
        Some(known) => {
            let is_theirs = known.body == *body && known.outgoing != message.said.is_of_sender();
            is_theirs.then_some(known.matter).ok_or_else(unknown)?
        }
    };
    let hash = hash_of(&coming.note)?;
    let next = known.as_ref().map_or(0, |known| known.heard) + 1;
    if message.number != next {
        return Err(Refusal::conflict("referral.out-of-order").with("next", next).into());
    }
    let (who, asked) = what_is_asked(hearing, coming, matter)?;
    let note = coming.note.clone();
    let note = hearing.enclosing(|_, enclosures| Ok(enclosures.add(NOTE, &*note, false)))?;
    let (number, kind) = (message.number, law::ruling::code(message.said.kind()));
    let fact = Fact::Heard { body: *body, kind, matter, note, number };
    let record = hearing.put(referral.int(), fact)?.seq();
    hearing.by = who.actor();
    let refused = match Ready::new(house, act, (matter, asked)).perform(hearing, &who) {
        Ok(_) => None,
        // Without the matter there is nothing to go on with: it is refused as a whole.
        Err(No::Refusal(refusal)) if !is_passed_on => Some(law::ruling::code(refusal.code)),
        Err(no) => return Err(no),
    };
    hearing.by = Actor::House;
    if let Some(rule) = refused.clone() {
        hearing.put(referral.int(), Fact::Refused { number, rule })?;
    }
    Ok(Heard { matter, message: hash, record, referral, refused })
}

/// What is asked of the matter, and as whom: as its submitter where it came from there, by the body
/// that stands for them where it went there.
fn what_is_asked(
    hearing: &mut Hearing<'_, '_, '_>,
    coming: &Coming,
    matter: MatterId,
) -> Result<(Who, Act), No> {
    let Coming { from, message, body, files, .. } = coming;
    let state = hearing.state.clone();
    let today = state.zone.day(hearing.now);
    if let Said::Sent(sent) = &message.said {
        let named = state.procedure_in_force(sent.procedure.as_str(), today);
        let procedure = named.map(|procedure| procedure.id.clone());
        let with = (procedure, files.clone());
        let submission = referral::submission((&state.register, today), from, sent, with)?;
        return Ok((Who::Public, Act::Submit(Box::new(submission))));
    }
    let gone = || Fault::new(format!("the matter {matter} of a referral is not on record"));
    let case = hearing.case(matter)?.ok_or_else(gone)?;
    let who = match message.said.is_of_sender() {
        true => Who::Bearer(Bearer { matter, joined: false }),
        false => {
            let officer = post_for(&state, (&case.rules, *body), today);
            let none = Refusal::conflict("referral.no-post").with("body", &from.body);
            Who::Officers(vec![officer.ok_or(none)?])
        }
    };
    let by = who.actor();
    let setting = matters::setting(&state, Some(&case), (hearing.now, &by))?;
    let asked = referral::asked(&setting, &case, &message.said, files.clone());
    let asked = asked.ok_or_else(|| Fault::new("a matter is submitted and not asked for"))?;
    Ok((who, asked))
}

/// What a receipt names a message by.
fn hash_of(note: &str) -> Result<Hash, Refusal> {
    Message::hash(note).map_err(|_| Refusal::invalid("referral.unreadable").at("note"))
}

/// What this house signs for a message that it heard.
///
/// # Errors
/// Another message than the one that was heard under this number: nobody gets a receipt for what
/// is not on record.
pub fn receipt(heard: &Heard, note: &str, key: &SigningKey) -> Result<String, Refusal> {
    if hash_of(note)? != heard.message {
        return Err(Refusal::conflict("referral.other-message").at("note"));
    }
    let receipt = Receipt {
        by: key.verifier().name.clone(),
        matter: heard.matter.grouped(),
        message: heard.message,
        record: heard.record,
        refused: heard.refused.clone(),
    };
    Ok(receipt.sign(key))
}
