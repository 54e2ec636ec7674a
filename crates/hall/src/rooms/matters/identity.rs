//! Who brought a matter, and how they are reached: read by the house to send and to search, shown
//! to a person only with a line on record, and erased for good.

use std::slice;
use std::sync::Arc;

use law::clock::Time;
use law::matter::acts::Contact;
use law::matter::facts::{Submitted, What};
use law::matter::looks;
use law::matter::{Fact, rules};
use law::record::{ActId, Actor, Officer};
use law::ruling::{Refusal, code};
use law::words::{Code, Hash, MatterId, TextId};
use store::db::{Answer, Db, No};
use store::fault::Context;
use store::{Fault, vault};

use super::looks::{looking, purpose_of};
use super::{found, views};
use crate::desk::{self, Done, Hearing};
use crate::house::House;
use crate::rights::{self, Ground, KeepOwnData, SeeIdentity, Who};
use crate::rooms::notices;

/// How somebody can be reached, opened; `None` where it was erased. For the house itself: what is
/// shown to a person comes by [`see`].
pub fn contact(house: &House, db: Db<'_>, text: TextId) -> Result<Option<Contact>, Fault> {
    let text = vault::identity(db, &house.safe, text)?;
    let read = |text: String| serde_json::from_str(&text);
    text.map(read).transpose().while_(|| "reading a contact".to_owned())
}

/// That somebody may read who brought a matter now, since it is on record that they do. Only
/// [`see`] makes one, and it opens once: each reading has its line.
pub struct Seen {
    text: TextId,
}

impl Seen {
    /// Opens what may be read; `None` where it was erased in between.
    pub fn open(self, house: &House, db: Db<'_>) -> Result<Option<Contact>, Fault> {
        contact(house, db, self.text)
    }
}

/// Puts on record that an officer reads who brought a matter, and for what; the answer opens it.
///
/// Where a second person let them, it is for the purpose that they were asked with, and once.
///
/// # Errors
/// Who does not handle the matter, may not know, gives no purpose of the list, needs a second
/// person whom they have not, or asks of a matter without contact is refused, and reads nothing.
pub fn see(
    house: &Arc<House>,
    officer: Officer,
    (matter, purpose): (MatterId, String),
    reply: impl FnOnce(Answer<Seen>) + Send + 'static,
) {
    // Never the same act twice: a page that is sent again is a second reading.
    let id = ActId(house.chance.bytes());
    let by = Actor::Officer(officer.clone());
    let work =
        move |hearing: &mut Hearing<'_, '_, '_>| note_seen(hearing, &officer, (matter, &purpose));
    house.act(id, by, work, move |answer: Answer<Done<TextId>>| {
        reply(answer.map(|done| Seen { text: done.answer }));
    });
}

fn note_seen(
    hearing: &mut Hearing<'_, '_, '_>,
    officer: &Officer,
    (matter, purpose): (MatterId, &str),
) -> Answer<TextId> {
    let case = hearing.case(matter)?.ok_or(Refusal::missing("matter.unknown"))?;
    let state = hearing.state.clone();
    let (ground, who) = (Ground::at(&state, hearing.now), Who::officers(slice::from_ref(officer)));
    if rights::ask::<SeeIdentity>(ground, &who, (&case, &[])).is_none() {
        return Err(Refusal::forbidden("contact.not-yours").into());
    }
    let looking = looking((&state, hearing.now), hearing.db(), officer.person)?;
    let under = rules::look(&looking, &case, officer)?;
    let purpose = match under {
        Some(ask) => &ask.asked.purpose,
        None => purpose_of(&state, purpose)?,
    };
    let text = case.contact.as_ref().ok_or(Refusal::conflict("contact.none"))?.text.id;
    let (ask, purpose) = (under.map(|ask| ask.record), purpose.clone());
    let what = What::IdentitySeen(looks::Seen { ask, purpose, text });
    super::put_all(hearing, vec![(matter, Fact::only(what))])?;
    Ok(text)
}

/// Erases how the holder of a receipt can be reached: the text with its salt and its data key, the
/// words by which it was found, what waits to be sent there. The chain keeps its commitment.
pub fn erase(
    hearing: &mut Hearing<'_, '_, '_>,
    (matter, receipt): (MatterId, Hash),
    ground: &Code,
) -> Answer<()> {
    let found = views::by_receipt(hearing.db(), receipt)?;
    let text = found.filter(|found| found.matter == matter).and_then(|found| found.contact);
    let text = text.ok_or(Refusal::conflict("contact.none"))?;
    let known = contact(hearing.house, hearing.db(), text)?;
    let family = family(hearing.db(), (matter, text))?;
    let mut before = vec![];
    for (_, submitted) in &family {
        before.push(found::words_in_vault(hearing.house, hearing.db(), submitted)?);
    }
    may_erase(hearing, matter)?;
    for (of, _) in &family {
        may_erase(hearing, *of)?;
    }
    hearing.tx().erase(text)?;
    for ((of, submitted), before) in family.iter().zip(before) {
        let left = found::words_in_vault(hearing.house, hearing.db(), submitted)?;
        let gone: Vec<i64> = before.into_iter().filter(|word| !left.contains(word)).collect();
        hearing.tx().unindex(*of, &gone)?;
    }
    let addresses = known.map_or_else(Vec::new, |known| vec![known.mail, known.phone]);
    notices::views::forget_recipient(hearing.tx(), text, &addresses)?;
    let fact = |receipt| Fact::only(What::IdentityErased { ground: ground.clone(), receipt, text });
    let mut facts = vec![(matter, fact(Some(receipt)))];
    let others = family.iter().map(|(of, _)| *of).filter(|of| *of != matter);
    facts.extend(others.map(|of| (of, fact(None))));
    super::put_all(hearing, facts)?;
    Ok(())
}

/// The same, as whoever holds the receipt asks for it.
pub fn ask_to_erase(
    house: &Arc<House>,
    id: ActId,
    (who, receipt): (Who, Hash),
    matter: MatterId,
    reply: impl FnOnce(Answer<Done<()>>) + Send + 'static,
) {
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        let case = hearing.case(matter)?.ok_or(Refusal::missing("matter.unknown"))?;
        let state = hearing.state.clone();
        let within = rights::within(hearing.db(), &who, &case)?;
        let by =
            rights::ask::<KeepOwnData>(Ground::at(&state, hearing.now), &who, (&case, &within));
        by.ok_or(Refusal::forbidden("counter.receipt-closed"))?;
        erase(hearing, (matter, receipt), &code("request"))
    };
    house.act(id, Actor::Resident, work, reply);
}

/// Most receipts that are looked at in one read.
const OUTDATED_MOST: u32 = 200;

/// Erases contacts whose time is over: so many days, as the house says, after their matters ended.
/// Tells how many; each is on record.
pub fn erase_outdated(house: &Arc<House>) -> Result<usize, Fault> {
    let span = house.state().privacy.keeps_ms("contact");
    let before = house.now().plus_ms(-span);
    let (mut after, mut erased) = ((Time(i64::MIN), Hash::default()), 0);
    loop {
        let found = house.read(|db| views::reached_still(db, before, after, OUTDATED_MOST))?;
        for (since, matter, mac) in &found {
            after = (*since, *mac);
            let of = (*matter, *mac);
            let work =
                move |hearing: &mut Hearing<'_, '_, '_>| erase(hearing, of, &code("retention"));
            let id = ActId(house.chance.bytes());
            match house.act_and_wait(id, Actor::House, work) {
                Ok(_) => erased += 1,
                Err(No::Fault(fault)) => return Err(fault),
                // Its parts go on, or it was taken up again: another day.
                Err(No::Refusal(refusal)) => tracing::debug!(%refusal, "a contact stays"),
            }
        }
        if found.len() < OUTDATED_MOST as usize {
            return Ok(erased);
        }
    }
}

/// Whether a matter has come so far that nobody needs to be reached for it.
fn may_erase(hearing: &mut Hearing<'_, '_, '_>, matter: MatterId) -> Result<(), No> {
    let case = hearing.case(matter)?.ok_or(Refusal::missing("matter.unknown"))?;
    let procedure = hearing.state.procedures.get(&case.rules);
    Ok(rules::may_erase(&case, procedure.map(|procedure| &**procedure))?)
}

/// The matter and those that came out of it, as far as they are found by the same contact.
fn family(
    db: Db<'_>,
    (matter, text): (MatterId, TextId),
) -> Result<Vec<(MatterId, Submitted)>, Fault> {
    let (mut family, mut next) = (vec![], vec![matter]);
    while let Some(of) = next.pop() {
        for record in desk::records(db, of)? {
            match record.fact.what {
                What::Submitted(submitted) => {
                    let is_theirs = |c: &law::matter::facts::ContactRef| c.text.id == text;
                    if submitted.contact.as_ref().is_some_and(is_theirs) {
                        family.push((of, *submitted));
                    }
                }
                What::Split { into } => next.extend(into),
                What::Converted { into, .. } => next.push(into),
                _ => {}
            }
        }
    }
    Ok(family)
}
