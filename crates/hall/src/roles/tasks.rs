//! What a house does by itself: lets time pass over its clocks, draws look-backs, sends, sweeps.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::civil::Date;
use law::clock::Time;
use law::matter::acts::Act;
use law::procedure::{Do, LookBack, Procedure};
use law::record::{ActId, Actor};
use law::ruling::Refusal;
use law::words::MatterId;
use store::Fault;
use store::db::{Answer, No, Tx};
use store::fault::Context;
use store::seal::Seal;

use super::verify;
use crate::house::{House, Sends, Trust};
use crate::kit::outlet::{Outlet, Way};
use crate::kit::{access, asking, denied, session, taken};
use crate::rooms::matters::views;
use crate::rooms::notary::tasks::Notary;
use crate::rooms::referrals::tasks::Courier;
use crate::rooms::{counter, desks, figures, matters, notary, notices, open, points};

/// How often the clocks are looked at.
const TICK: Duration = Duration::from_secs(30);
/// Most matters that are looked at in one tick.
const MATTERS_MOST: u32 = 500;

/// How often it is looked whether there is something to sign.
const SIGN: Duration = Duration::from_secs(20);

/// How often what waits in the outbox is looked at.
const POST: Duration = Duration::from_secs(10);

/// How often it is looked whether other houses are to be told something.
const CARRY: Duration = Duration::from_secs(5);

/// How long going over the house rests.
const WATCH: Duration = Duration::from_secs(1);

/// A thread that does something again and again.
pub struct Ticking {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Ticking {
    /// Ends it after the tick it is in.
    pub fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("a thread of the house's own work panicked");
        }
    }
}

/// Starts the clockwork of a house that is reached at an address.
pub fn start(house: &Arc<House>, address: &str) -> Result<Ticking, Fault> {
    let (house, address) = (house.clone(), address.to_owned());
    let watched = Cell::new(None);
    own_work(&house.clone(), ("clockwork", TICK), move |_| {
        let today = house.today();
        if watched.get() != Some(today) {
            watch_procedures(&house);
            retain(&house)?;
            // Only now: what could not be done is tried again.
            watched.set(Some(today));
        }
        tick(&house)?;
        desks::send_digests(&house, &address).map(|_| ())
    })
}

/// Starts sending what waits in the outbox, on a thread of its own: a mail server that is slow must
/// not hold up the clocks.
pub fn start_posting(house: &Arc<House>, outlet: Outlet, address: &str) -> Result<Ticking, Fault> {
    let sends = Sends { mail: outlet.knows(Way::Mail), sms: outlet.knows(Way::Sms) };
    let is_set = house.sends.set(sends).is_ok();
    debug_assert!(is_set, "a house is served once");
    if house.state().register.invented && (sends.mail || sends.sms) {
        tracing::warn!("an invented house sends nothing, whatever it is told to send by");
    }
    let (house, address) = (house.clone(), address.to_owned());
    own_work(&house.clone(), ("post", POST), move |ended| {
        notices::send_waiting(&house, &outlet, &address, ended).map(|_| ())
    })
}

/// Starts publishing open data when they are due, on a thread of its own: a large house counts for
/// a while.
pub fn start_publishing(house: &Arc<House>) -> Result<Ticking, Fault> {
    if house.writes() {
        figures::begin(house)?;
    }
    let seal = Seal::load(&house.dir, &house.code)?;
    let origin = seal.map(|seal| seal.origin().to_owned()).unwrap_or_default();
    let house = house.clone();
    own_work(&house.clone(), ("open-data", TICK), move |_| {
        figures::begin(&house)?;
        if let Some(name) = open::tasks::publish_due(&house, &origin)? {
            tracing::info!(%name, "open data were published");
        }
        Ok(())
    })
}

/// Starts signing what the log holds, on a thread of its own: witnesses may be slow.
///
/// # Errors
/// A policy that says nothing clear, or does not trust the log of this house.
pub fn start_signing(
    house: &Arc<House>,
    address: &str,
    policy: Option<&Path>,
) -> Result<Ticking, Fault> {
    let seal = match Seal::load(&house.dir, &house.code)? {
        Some(seal) => seal,
        None if house.writes() => {
            let origin = notary::tasks::origin(address);
            Seal::found(&house.dir, &house.code, &origin, &house.chance)?
        }
        None => {
            return Err(Fault::new(format!(
                "{} has no keys of the log: another process writes for this house and has made \
                 them, so give this one the same data folder, and start it again",
                house.dir.display()
            )));
        }
    };
    let beside = house.dir.join("log-policy");
    let trust = match policy.or_else(|| beside.exists().then_some(beside.as_path())) {
        Some(path) => Trust::load(path)?,
        None => Trust::plain(&seal.verifiers())?,
    };
    start_signing_by(house, seal, trust)
}

/// The same by a policy that is at hand.
pub fn start_signing_by(house: &Arc<House>, seal: Seal, trust: Trust) -> Result<Ticking, Fault> {
    let newest = seal.signing[0].verifier();
    if !trust.policy.logs.iter().any(|(key, _)| key == newest) {
        return Err(Fault::new(format!(
            "the policy does not trust this house's own log: add the line `log {newest}`"
        )));
    }
    if !trust.policy.asks_for_witnesses() {
        tracing::warn!("no witness sees what this house signs: see docs/operating/transparency.md");
    }
    let is_set = house.trust.set(trust).is_ok();
    debug_assert!(is_set, "a house is served once");
    let ask = Box::new(asking::ask);
    let notary = RefCell::new(Notary::new(house, seal, ask));
    let house = house.clone();
    own_work(&house.clone(), ("notary", SIGN), move |_| notary.borrow_mut().work(&house))
}

/// Starts telling other houses what they are to know of matters between both, on a thread of its
/// own: they may be slow.
pub fn start_carrying(house: &Arc<House>, address: &str) -> Result<Ticking, Fault> {
    let chance = house.clone();
    let carry = Box::new(move |other: &law::referral::House, json: &str, files: &[Vec<u8>]| {
        let address = format!("{}/api/v1/referrals", other.address);
        let divider = ActId(chance.chance.bytes()).to_string();
        asking::send_files((&address, other.private), json, (files, &divider))
    });
    let courier = RefCell::new(Courier::new(&notary::tasks::origin(address), carry));
    let house = house.clone();
    own_work(&house.clone(), ("courier", CARRY), move |_| courier.borrow_mut().work(&house))
}

/// Starts going over what the house keeps, on a thread of its own that rests most of the time.
pub fn start_watching(house: &Arc<House>) -> Result<Ticking, Fault> {
    let watch = RefCell::new(verify::Watch::default());
    let house = house.clone();
    own_work(&house.clone(), ("watch", WATCH), move |_| watch.borrow_mut().work(&house))
}

/// Does some work of a house again and again, while this process writes for it: what another one
/// does must not be done twice.
pub(crate) fn own_work(
    house: &Arc<House>,
    (name, pause): (&'static str, Duration),
    work: impl Fn(&dyn Fn() -> bool) -> Result<(), Fault> + Send + 'static,
) -> Result<Ticking, Fault> {
    let house = house.clone();
    every(name, pause, move |ended| {
        let ended = || ended() || !house.writes();
        if ended() { Ok(()) } else { work(&ended) }
    })
}

/// Does some work again and again. It is handed a way to ask whether it is to end.
pub(super) fn every(
    name: &'static str,
    pause: Duration,
    work: impl Fn(&dyn Fn() -> bool) -> Result<(), Fault> + Send + 'static,
) -> Result<Ticking, Fault> {
    let (stop, stopped) = channel();
    let thread = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let mut last = String::new();
            loop {
                let ended = || stopped.try_recv() == Err(TryRecvError::Disconnected);
                let said = work(&ended).map_or_else(|fault| fault.chain(), |()| String::new());
                // Said once, however often it is the same.
                if !said.is_empty() && said != last {
                    tracing::error!(name, fault = said, "own work failed; it tries again");
                }
                last = said;
                match stopped.recv_timeout(pause) {
                    Err(RecvTimeoutError::Timeout) => {}
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        })
        .while_(|| format!("starting the thread {name}"))?;
    Ok(Ticking { stop, thread })
}

/// Once a day, and when it begins: roles of the procedures in force that nobody holds, or soon
/// nobody will. The administrators' page of procedures shows the same.
fn watch_procedures(house: &House) {
    let (state, today) = (house.state(), house.today());
    for procedure in state.procedures_in_force(today) {
        let text = house.read(|db| store::vault::definition(db, procedure.hash));
        match text.map(|text| Procedure::check(&text.unwrap_or_default())) {
            Ok(Ok((_, found))) => {
                for flaw in found.flaws {
                    tracing::warn!(procedure = %procedure.id, %flaw, "no longer proven sound");
                }
            }
            Ok(Err(flaws)) => {
                tracing::warn!(procedure = %procedure.id, flaws = flaws.len(), "cannot be read");
            }
            Err(fault) => tracing::warn!(procedure = %procedure.id, "{}", fault.chain()),
        }
        for vacancy in procedure.vacancies(&state.register, today) {
            let body = vacancy.body.and_then(|body| state.register.bodies.get(&body));
            tracing::warn!(
                procedure = %procedure.id,
                role = %vacancy.role,
                body = body.map(|body| body.code.to_string()),
                until = vacancy.until.map(|day| day.to_string()),
                "nobody holds a role that matters can wait for, or soon nobody will"
            );
        }
    }
}

/// Once a day: what is personal goes when its time is over (the definition `privacy`), on record.
fn retain(house: &Arc<House>) -> Result<(), Fault> {
    let erased = matters::erase_outdated(house)?;
    if erased > 0 {
        tracing::info!(erased, "contacts were erased whose time is over");
    }
    let lost = points::tasks::close_year(house)?;
    if lost > 0 {
        tracing::info!(lost, "the year's end was entered in passbooks of points");
    }
    Ok(())
}

/// One look at everything that time brings about.
pub fn tick(house: &Arc<House>) -> Result<(), Fault> {
    while pass_time(house)? == MATTERS_MOST as usize {}
    draw_look_backs(house)?;
    notices::sweep(house)?;
    sweep(house)
}

/// Lets time pass over the matters with a clock that is due; tells over how many.
pub fn pass_time(house: &Arc<House>) -> Result<usize, Fault> {
    let today = house.today();
    let due = house.read(|db| matters::views::due_clocks(db, &today.to_string(), MATTERS_MOST))?;
    let (sender, answers) = channel();
    for matter in &due {
        let act = ActId(house.chance.bytes());
        let (matter, sender) = (*matter, sender.clone());
        let work =
            move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| matters::pass(hearing, matter);
        house.act(act, Actor::House, work, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer.map(|_| ()));
        });
    }
    match refusals(&answers, due.len())?.first() {
        // Time is no act that a rule could refuse.
        Some(refusal) => Err(Fault::new(refusal.to_string())),
        None => Ok(due.len()),
    }
}

/// Waits for the answers of acts that were all asked for at once, so that they share their commits;
/// hands back what was refused.
fn refusals(answers: &Receiver<Answer<()>>, count: usize) -> Result<Vec<Refusal>, Fault> {
    let mut refused = vec![];
    for _ in 0..count {
        match answers.recv() {
            Ok(Ok(())) => {}
            Ok(Err(No::Fault(fault))) => return Err(fault),
            Ok(Err(No::Refusal(refusal))) => refused.push(refusal),
            Err(_) => return Err(Fault::new("the writer has stopped")),
        }
    }
    Ok(refused)
}

/// Draws the share of the solved matters that is asked again: those answered so many days ago, by
/// a seed for each day that is on record with every draw.
pub fn draw_look_backs(house: &Arc<House>) -> Result<(), Fault> {
    let state = house.state();
    for procedure in state.procedures_in_force(house.today()) {
        if let Some(rule) = &procedure.look_back {
            draw_of(house, procedure, rule)?;
        }
    }
    Ok(())
}

/// The matters of one procedure that can be drawn now, each with the time of its answer.
fn candidates(
    house: &House,
    procedure: &Procedure,
    span: (Time, Time),
) -> Result<Vec<(MatterId, Time)>, Fault> {
    let mut found = vec![];
    for rule in procedure.acts.iter().filter(|rule| rule.act == Do::DrawLookBack) {
        for step in &rule.at {
            let at = (&procedure.id, step);
            found.extend(house.read(|db| views::look_back_candidates(db, at, span))?);
        }
    }
    Ok(found)
}

fn draw_of(house: &Arc<House>, procedure: &Procedure, rule: &LookBack) -> Result<(), Fault> {
    let (state, today) = (house.state(), house.today());
    let days = i64::from(rule.after.number());
    let day = |back: i64| -> Result<Date, Fault> {
        today
            .checked_sub(jiff::Span::new().days(back))
            .while_(|| "reckoning the day of a look-back".to_owned())
    };
    // A week of grace, so that a house that was closed for some days misses none.
    let (from, until) = (day(days + 7)?, day(days - 1)?);
    let (from, until) = (state.zone.start_of(from), state.zone.start_of(until));
    let matters = candidates(house, procedure, (from, until))?;
    let (sender, answers) = channel();
    let mut asked = 0;
    for (matter, answered) in matters {
        let seed = matters::look_back_seed(house, &state.zone.day(answered).to_string());
        if !matters::is_drawn(seed, matter, rule.share_percent) {
            continue;
        }
        let seeded = law::words::Hash::of(&[b"look-back", &seed.0, &matter.int().to_be_bytes()]);
        let act = ActId(seeded.0[..16].try_into().expect("16 of 32 bytes"));
        let (sender, act_asked) = (sender.clone(), (matter, Act::DrawLookBack { seed }));
        matters::ask(house, act, Actor::House, act_asked, move |answer| {
            // The receiver waits below, so it is still there.
            let _sent = sender.send(answer.map(|_| ()));
        });
        asked += 1;
    }
    for refusal in refusals(&answers, asked)? {
        // The matter moved on between the list and the act.
        tracing::debug!(%refusal, "a look-back was not drawn");
    }
    Ok(())
}

fn sweep(house: &Arc<House>) -> Result<(), Fault> {
    let now = house.now();
    let work = move |tx: &mut Tx<'_>| {
        session::sweep(tx, now)?;
        taken::sweep(tx, now)?;
        counter::sweep(tx, now)?;
        denied::sweep(tx, now)?;
        Ok(access::sweep(tx, now)?)
    };
    house.engine.write_and_wait(&house.code, work).map_err(|no| match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(refusal.to_string()),
    })
}
