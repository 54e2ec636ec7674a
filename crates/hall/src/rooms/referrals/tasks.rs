//! What goes to other houses by itself: sees what is new, puts on record that it is told, and
//! carries it until the other has signed for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use law::matter::{Case, Fact};
use law::record::Record;
use law::referral::{self, House as Other, Houses, Message, Part, Receipt, Referral, ReferralId};
use law::tlog::SigningKey;
use law::words::{BodyId, FileRef, MatterId};
use serde_json::Value;
use store::db::Db;
use store::fault::Context;
use store::{Fault, log, vault};

use super::acts::{self, Telling, keys};
use super::composing::{Composer, files_of};
use super::views;
use crate::desk;
use crate::house::{House, State};

/// After so long without a receipt somebody must see it: an hour.
const PATIENCE_MS: i64 = 60 * 60_000;
/// What the alarm is called.
const ALARM: &str = "referrals";

/// How a message is carried: to whom, the JSON, the files; a status and a text come back.
pub type Carry =
    Box<dyn Fn(&Other, &str, &[Vec<u8>]) -> Result<(u16, String), Fault> + Send + Sync>;

/// Who carries for a house.
pub struct Courier {
    carry: Carry,
    /// What its keys are called where there are none yet.
    origin: String,
    /// The record up to which everything was looked at, by the definition that held then.
    looked: Option<(u64, Arc<Houses>)>,
}

/// What became of a message.
enum Carried {
    /// It was signed for.
    Signed,
    /// The other does not take it; what else is for it may still go.
    Refused(String),
    /// The other cannot be reached.
    Silent(String),
}

impl Courier {
    /// A courier with its way to other houses.
    pub fn new(origin: &str, carry: Carry) -> Self {
        Self { carry, origin: format!("{origin}/referrals"), looked: None }
    }

    /// Tells what is new, and carries what waits.
    ///
    /// # Errors
    /// A database or keys that cannot be read or written. What the other does not take or hear is
    /// no error, and an alarm after an hour.
    pub fn work(&mut self, house: &Arc<House>) -> Result<(), Fault> {
        let seal = keys(house, Some(&self.origin))?;
        let key = &seal.as_ref().ok_or_else(|| Fault::new("no keys were made"))?.signing[0];
        let state = house.state();
        if state.houses.houses.is_empty() {
            // With whom nothing is exchanged, nothing is looked at: most houses.
            self.looked = None;
            house.alarms.clear(ALARM);
            return Ok(());
        }
        let is_same = |(_, houses): &&(u64, Arc<Houses>)| Arc::ptr_eq(houses, &state.houses);
        let after = self.looked.as_ref().filter(is_same).map(|(after, _)| *after);
        let (until, matters) = house.read(|db| {
            let until = log::head(db)?.seq;
            let matters = match after {
                Some(after) => views::changed(db, (after, until))?,
                None => everything(db, &state)?,
            };
            Ok((until, matters))
        })?;
        // What one matter lacks, such as a file that was lost, holds up no other.
        let mut failed = None;
        for matter in matters {
            failed = look_at(house, key, MatterId::from_int(matter)).err().or(failed);
        }
        if failed.is_none() {
            self.looked = Some((until, state.houses.clone()));
        }
        let wrong = self.carry_all(house)?;
        let oldest = house.read(views::oldest_unsigned)?;
        match oldest.filter(|oldest| oldest.plus_ms(PATIENCE_MS) < house.now()) {
            Some(_) => house.alarms.raise(ALARM, &wrong.unwrap_or_default(), house.now()),
            None => house.alarms.clear(ALARM),
        }
        failed.map_or(Ok(()), Err)
    }

    /// Carries what nobody signed for yet, in the order of each referral; tells what went wrong
    /// last.
    fn carry_all(&self, house: &Arc<House>) -> Result<Option<String>, Fault> {
        let (mut silent, mut wrong): (BTreeSet<BodyId>, _) = (BTreeSet::new(), None);
        for id in house.read(views::unsigned)? {
            while let Some(referral) = house.read(|db| desk::referral(db, id))? {
                let is_done = referral.receipted >= referral.told;
                if is_done || silent.contains(&referral.body) {
                    break;
                }
                match self.carry(house, &referral)? {
                    Carried::Signed => {}
                    Carried::Refused(why) => {
                        wrong = Some(why);
                        break;
                    }
                    Carried::Silent(why) => {
                        silent.insert(referral.body);
                        wrong = Some(why);
                    }
                }
            }
        }
        Ok(wrong)
    }

    /// Carries the next message of a referral.
    fn carry(&self, house: &Arc<House>, referral: &Referral) -> Result<Carried, Fault> {
        let (state, number) = (house.state(), referral.receipted + 1);
        let Some(other) = other_of(&state, referral.body) else {
            let body = state.body_name(referral.body, "zh");
            return Ok(Carried::Refused(format!("{body} stands for no house any more")));
        };
        let (note, files) = house.read(|db| told(db, house, referral.id, number))?;
        let json = serde_json::json!({ "note": &note }).to_string();
        let (status, text) = match (self.carry)(other, &json, &files) {
            Ok(answer) => answer,
            Err(fault) => return Ok(Carried::Silent(fault.chain())),
        };
        if status == 429 || status >= 500 {
            return Ok(Carried::Silent(format!("{} answers {status}", other.address)));
        }
        if status != 200 {
            return Ok(Carried::Refused(format!("{} answers {status} {text}", other.address)));
        }
        let answer: Option<Value> = serde_json::from_str(&text).ok();
        let receipt = answer.as_ref().and_then(|answer| answer["receipt"].as_str());
        let read = receipt.map(|receipt| Receipt::verified(receipt, &other.verifier()));
        let hash = Message::hash(&note).while_(|| "reading a message that was told".to_owned())?;
        match (receipt, read) {
            (Some(receipt), Some(Ok(read))) if read.message == hash => {
                let message =
                    Message::read(&note).while_(|| "reading a message that was told".to_owned())?;
                let of = (referral.id, number, &message.said);
                acts::receipted(house, of, receipt.to_owned())?;
                Ok(Carried::Signed)
            }
            _ => Ok(Carried::Refused(format!("{} gives no receipt that fits", other.address))),
        }
    }
}

/// The other house that a body stands for.
fn other_of(state: &State, body: BodyId) -> Option<&Other> {
    state.houses.of_body(&state.register.bodies.get(&body)?.code)
}

/// Every matter of which another house could have to be told something.
fn everything(db: Db<'_>, state: &State) -> Result<Vec<i64>, Fault> {
    let mut matters: BTreeSet<i64> = views::matters(db)?.into_iter().map(MatterId::int).collect();
    for body in state.register.bodies.values() {
        if state.houses.of_body(&body.code).is_some() {
            matters.extend(views::led_by(db, body.id)?.into_iter().map(MatterId::int));
        }
    }
    Ok(matters.into_iter().collect())
}

/// Puts on record what others are to be told of a matter, until there is nothing left.
fn look_at(house: &Arc<House>, key: &SigningKey, matter: MatterId) -> Result<(), Fault> {
    loop {
        let state = house.state();
        let tellings = house.read(|db| {
            let concerns = views::concerns(db, matter)?;
            let leads = concerns.0.is_some_and(|lead| other_of(&state, lead).is_some());
            if concerns.1.is_empty() && !leads {
                return Ok(vec![]);
            }
            Composing { house, state: &state, key, db }.tellings(matter, &concerns.1)
        })?;
        if tellings.is_empty() {
            return Ok(());
        }
        for telling in tellings {
            acts::tell(house, telling)?;
        }
    }
}

/// What composes messages.
struct Composing<'a> {
    house: &'a House,
    state: &'a State,
    key: &'a SigningKey,
    db: Db<'a>,
}

impl Composing<'_> {
    fn tellings(&self, matter: MatterId, known: &[ReferralId]) -> Result<Vec<Telling>, Fault> {
        let records = desk::records(self.db, matter)?;
        let Some(case) = Case::fold(matter, &records) else { return Ok(vec![]) };
        let mut tellings = vec![];
        let mut referrals = vec![];
        for id in known {
            referrals.extend(desk::referral(self.db, *id)?);
        }
        for referral in &referrals {
            self.go_on(referral, (&case, &records), &mut tellings)?;
        }
        tellings.extend(self.begin(&referrals, (&case, &records))?);
        Ok(tellings)
    }

    fn go_on(
        &self,
        referral: &Referral,
        (case, records): (&Case, &[Record<Fact>]),
        tellings: &mut Vec<Telling>,
    ) -> Result<(), Fault> {
        let Some(other) = other_of(self.state, referral.body) else { return Ok(()) };
        let theirs = match referral.outgoing {
            true => referral.id.to_string(),
            false => self.begun_as(referral.id)?,
        };
        let composer = Composer { house: self.house, state: self.state, db: self.db, case };
        for (i, part) in referral::next(referral, records).iter().enumerate() {
            let of = match part {
                Part::Record(record) => record.seq(),
                Part::TakenBack(record) => *record,
            };
            let number = referral.told + 1 + i as u32;
            let message = self.message(other, (&theirs, number), composer.said(part)?);
            let (to, about) = ((referral.id, referral.body), (case.id, of));
            tellings.push(self.telling(to, about, message));
        }
        Ok(())
    }

    /// The first message about a matter that was passed on and is on no way yet. What came from a
    /// house does not go back to it as something new.
    fn begin(
        &self,
        referrals: &[Referral],
        (case, records): (&Case, &[Record<Fact>]),
    ) -> Result<Option<Telling>, Fault> {
        let Some(lead) = case.lead else { return Ok(None) };
        let Some(other) = other_of(self.state, lead) else { return Ok(None) };
        let Some(begun) = referral::passed_on(case, records, lead) else { return Ok(None) };
        let is_there = |referral: &Referral| {
            referral.body == lead && (!referral.outgoing || referral.begun == begun)
        };
        let by = records.iter().find(|record| record.seq() == begun);
        let Some(by) = by.filter(|_| !referrals.iter().any(is_there)) else { return Ok(None) };
        let id = acts::number_for(self.house, case.id, begun);
        let composer = Composer { house: self.house, state: self.state, db: self.db, case };
        let said = composer.sent(records, by)?;
        let message = self.message(other, (&id.to_string(), 1), said);
        Ok(Some(self.telling((id, lead), (case.id, begun), message)))
    }

    fn message(
        &self,
        other: &Other,
        (referral, number): (&str, u32),
        said: referral::Said,
    ) -> Message {
        Message {
            at: self.house.now(),
            from: self.key.verifier().name.clone(),
            number,
            referral: referral.to_owned(),
            said,
            to: other.verifier().name,
        }
    }

    fn telling(
        &self,
        of: (ReferralId, BodyId),
        about: (MatterId, u64),
        message: Message,
    ) -> Telling {
        let note = message.sign(self.key);
        Telling { of, about, message, note }
    }

    /// What the house that passed a matter on calls the referral.
    fn begun_as(&self, id: ReferralId) -> Result<String, Fault> {
        let gone = || Fault::new(format!("the first message of the referral {id} is gone"));
        let records = desk::of_referral(self.db, id)?;
        let Some(referral::Fact::Heard { note, .. }) = records.first().map(|r| &r.fact) else {
            return Err(gone());
        };
        let note = vault::text(self.db, note.id)?.ok_or_else(gone)?.text;
        let message = Message::read(&note).while_(|| "reading a message that was heard".to_owned());
        Ok(message?.referral)
    }
}

/// A message as it was told, with the bytes of its files.
fn told(
    db: Db<'_>,
    house: &House,
    id: ReferralId,
    number: u32,
) -> Result<(String, Vec<Vec<u8>>), Fault> {
    let gone = || Fault::new(format!("the message {number} of the referral {id} is gone"));
    let (note, of) = views::told(db, id, number)?.ok_or_else(gone)?;
    let note = vault::text(db, note)?.ok_or_else(gone)?.text;
    let message = Message::read(&note).while_(|| "reading a message that was told".to_owned())?;
    if message.said.files().is_empty() {
        return Ok((note, vec![]));
    }
    let matter = desk::referral(db, id)?.ok_or_else(gone)?.matter;
    let records = desk::records(db, matter)?;
    let names = match message.said {
        referral::Said::Sent(_) => records.first(),
        _ => records.iter().find(|record| record.seq() == of),
    };
    let files: &[FileRef] = names.map_or(&[], files_of);
    let bytes = files.iter().map(|file| house.files.get(file.hash));
    Ok((note, bytes.collect::<Result<_, _>>()?))
}
