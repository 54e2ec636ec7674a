//! A random walk over all acts, from a printed seed, against what must always be true.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use law::clock::Time;
use law::matter::Case;
use law::matter::acts::{
    Act, Answer, Assignment, Contact, Filling, Joining, LedgerEnd, LedgerRow, Part,
};
use law::matter::case::State;
use law::matter::facts::Visibility;
use law::matter::rules;
use law::procedure::Do;
use law::record::{ActId, Actor};
use law::redaction::{occurrences, united};
use law::ruling::code;
use law::words::{BodyId, Hash, MatterId};
use store::Chance;
use store::db::No;

use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::rights::Who;
use crate::roles::{rebuild, tasks, verify};
use crate::rooms::{figures, matters};

/// How long the walk is; `HUIYIN_STEPS` lengthens it, `HUIYIN_SEED` leads it elsewhere.
const STEPS: usize = 2400;
/// How often everything is checked.
const CHECKS: usize = 12;
/// How many of the youngest matters most acts are about.
const YOUNG: usize = 24;

/// Who acts: an office at a body.
const OFFICERS: &[(&str, &str)] = &[
    ("deputy", "s1"),
    ("deputy", "s2"),
    ("station-staff", "s1"),
    ("station-staff", "s2"),
    ("congress-office", "congress"),
    ("congress-office", "congress"),
    ("leader", "congress"),
    ("handler", "roads"),
    ("handler", "water"),
    ("handler", "schools"),
    ("handler", "callers"),
];
/// A word that is said in confidence only.
pub const SECRET: &str = "蓝玉簪";
/// A number that is said in public, and that nobody in public reads.
pub const NUMBER: &str = "13800001234";
const UNITS: [&str; 3] = ["roads", "water", "schools"];

/// A walk through one house.
pub struct Walk {
    /// The house.
    pub house: Arc<House>,
    /// How often each act was done.
    pub done: BTreeMap<Do, u32>,
    /// The acts that were done on confidential matters.
    pub done_in_confidence: BTreeSet<Do>,
    chance: Chance,
    /// One matter in so many is confidential.
    confidential: usize,
    /// In one step of so many, something new is brought.
    pub brought_in: usize,
    matters: Vec<MatterId>,
    /// How often the office decided what the public reads. Decisions draw no chance of the walk.
    decisions: usize,
}

/// The verbs with a meaning of their own: what the others do, stories tell.
const MEANT: &[Do] = Do::ALL.split_at(Do::ALL.len() - 2).0;

impl Walk {
    /// A walk that has not begun, in which one matter in so many is confidential.
    pub fn new(seed: u64, confidential: usize) -> Self {
        let (house, chance) = (fixture::house(), Chance::seeded(seed));
        let (done, done_in_confidence) = (BTreeMap::new(), BTreeSet::new());
        Self {
            house,
            done,
            done_in_confidence,
            chance,
            confidential,
            brought_in: 30,
            matters: vec![],
            decisions: 0,
        }
    }

    /// Whether a matter was brought in confidence.
    fn is_confidential(&self, matter: MatterId) -> bool {
        let case = self.house.read(|db| desk::case(db, matter)).expect("it reads");
        case.is_some_and(|case| case.visibility == Visibility::Confidential)
    }

    /// What is typed about a matter: every text has the words by which a leak would be found.
    fn text(&self, matter: MatterId) -> String {
        if self.is_confidential(matter) {
            format!("{SECRET}说明")
        } else {
            format!("说明，电话{NUMBER}")
        }
    }

    fn below(&self, bound: usize) -> usize {
        u32::from_le_bytes(self.chance.bytes()) as usize % bound
    }

    fn one<T: Copy>(&self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn flag(&self) -> bool {
        self.below(2) == 0
    }

    /// Mostly a young matter, so that a long walk brings its matters somewhere too.
    fn any_matter(&self) -> MatterId {
        let old = self.matters.len().saturating_sub(YOUNG);
        let young = &self.matters[old..];
        if self.below(4) == 0 { self.one(&self.matters) } else { self.one(young) }
    }

    fn unit(&self) -> BodyId {
        fixture::body(&self.house, self.one(&UNITS))
    }

    /// Whoever holds the matter, or anybody.
    fn actor(&self, case: &Case) -> Actor {
        if self.flag() {
            // A co-handling unit holds nothing and is waited for all the same.
            let co = case.co.iter().find(|unit| !unit.replied && self.below(3) == 0);
            let holder = co.map(|unit| unit.body).or(case.holder.body);
            let Some(body) = holder else { return Actor::Resident };
            let body = self.house.state().register.bodies[&body].clone();
            let office = match body.sort.as_str() {
                "station" => "deputy",
                "congress" => "congress-office",
                _ => "handler",
            };
            return fixture::by(&self.house, office, body.code.as_str());
        }
        match self.below(OFFICERS.len() + 3) {
            0 | 1 => Actor::Resident,
            2 => Actor::House,
            i => fixture::by(&self.house, OFFICERS[i - 3].0, OFFICERS[i - 3].1),
        }
    }

    fn assignment(&self, matter: MatterId) -> Assignment {
        let co = if self.flag() { vec![] } else { vec![self.unit()] };
        Assignment {
            fields: Filling::new(),
            lead: self.unit(),
            co,
            post: None,
            by: None,
            text: self.text(matter),
        }
    }

    /// What is heard on calling back; at times what cannot be.
    fn call_back(&self) -> Act {
        let reached = self.below(4) > 0;
        let says = if self.below(6) == 0 { self.flag() } else { reached };
        let rating = code(self.one(&["satisfied", "basically-satisfied", "not-satisfied"]));
        Act::CallBack { reached, rating: says.then_some(rating), solved: says.then(|| self.flag()) }
    }

    /// Calls everybody back who has not rated yet.
    pub fn call_everybody_back(&self) {
        let caller = fixture::by(&self.house, "handler", "callers");
        for matter in &self.matters {
            let case = self.house.read(|db| desk::case(db, *matter)).expect("it reads");
            if case.is_some_and(|case| case.step == code("rating")) {
                let rating = Some(code("satisfied"));
                let act = Act::CallBack { reached: true, rating, solved: Some(true) };
                fixture::act(&self.house, caller.clone(), *matter, act);
            }
        }
    }

    /// The kind of a reason; at times none, and that is refused.
    fn why(&self, word: &str) -> Filling {
        if self.below(6) == 0 { Filling::new() } else { fixture::why(word) }
    }

    /// Some act of a kind, sound or not.
    fn act(&self, kind: Do, matter: MatterId) -> Act {
        let text = || self.text(matter);
        match kind {
            Do::Submit => Act::Submit(Box::new(fixture::submission(&self.house))),
            Do::Join => Act::Join(Joining {
                contact: Some(Contact { mail: "a@example.org".to_owned(), ..Contact::default() }),
                receipt: Hash::default(),
            }),
            Do::Add => Act::Add { text: text(), files: vec![] },
            Do::AnswerQuestion => Act::AnswerQuestion { text: text(), files: vec![] },
            Do::Withdraw => Act::Withdraw { reason: text(), fields: Filling::new() },
            Do::Rate => Act::Rate {
                rating: code(self.one(&["satisfied", "basically-satisfied", "not-satisfied"])),
                solved: self.flag(),
                again: self.flag(),
            },
            Do::LookBack => Act::LookBack { solved: self.flag(), again: self.flag() },
            Do::ConfirmChannel => Act::ConfirmChannel {},
            Do::ReplaceReceipt => {
                Act::ReplaceReceipt { proof: code("witness"), receipt: Hash::default() }
            }
            Do::DrawLookBack => Act::DrawLookBack { seed: Hash::of(&[b"walk"]) },
            Do::Correct => {
                let case = self.house.read(|db| desk::case(db, matter)).expect("it reads");
                let records = case.map_or_else(|| vec![0], |case| case.records);
                Act::Correct { record: self.one(&records), text: text() }
            }
            Do::Supervise => {
                let leader = fixture::officer(&self.house, "leader", "congress").post;
                Act::Supervise { leader, text: text() }
            }
            _ => self.officers_act(kind, matter),
        }
    }

    fn officers_act(&self, kind: Do, matter: MatterId) -> Act {
        let text = || self.text(matter);
        match kind {
            Do::CallBack => self.call_back(),
            Do::Agree => Act::Agree { draft: None },
            Do::Decline => Act::Decline { reason: text() },
            Do::Accept => Act::Accept {},
            Do::FeedBack => Act::FeedBack { way: code("visit"), text: text() },
            Do::Classify => Act::Classify { category: code("water-supply") },
            Do::Explain => Act::Explain { text: text(), basis: text(), fields: self.why("law") },
            Do::HandOver => Act::HandOver(self.assignment(matter)),
            Do::RespondAtOnce => Act::RespondAtOnce(self.assignment(matter)),
            Do::Merge => {
                let (into, fields) = (self.any_matter(), self.why("same-matter"));
                Act::Merge { into, reason: text(), fields }
            }
            Do::Split => {
                let category = code("road-damage");
                Act::Split { parts: vec![Part { title: text(), body: text(), category }] }
            }
            Do::Link => Act::Link { to: self.any_matter() },
            Do::Transfer => Act::Transfer { lead: self.unit(), post: None, reason: text() },
            Do::Hide => Act::Hide { reason: text(), fields: self.why("personal") },
            Do::Show => Act::Show { reason: text() },
            Do::Sign => Act::Sign {},
            Do::Return => {
                let duty = code(self.one(&["roads-1", "water-1", "schools-1"]));
                Act::Return { duty, reason: text() }
            }
            Do::Note => Act::Note { text: text(), open: self.flag() },
            Do::Ask => Act::Ask { question: text() },
            Do::AskForTime => {
                let (working_days, fields) = (self.below(20) as u16, self.why("others"));
                Act::AskForTime { working_days, reason: text(), fields }
            }
            Do::GrantTime => Act::GrantTime { reason: text() },
            Do::RefuseTime => Act::RefuseTime { reason: text() },
            Do::CoReply => Act::CoReply { text: text() },
            Do::Reply => Act::Reply(Box::new(Answer {
                fields: Filling::new(),
                class: code(self.one(&["done", "promised", "impossible", "above"])),
                text: text(),
                promised: {
                    let days = jiff::Span::new().days(self.one(&[3, 20, 60, 160]));
                    self.house.today().checked_add(days).ok()
                },
                passed_to: text(),
                basis: text(),
                files: vec![],
            })),
            Do::Deliver => Act::Deliver { text: text() },
            Do::Urge => Act::Urge { text: text() },
            _ => unreachable!("the acts of residents, leaders and the house stand above"),
        }
    }

    /// A kind of act: mostly one that is open to who asks, at times any.
    fn kind(&self, case: &Case, by: &Actor) -> Do {
        let state = self.house.state();
        let setting = matters::setting(&state, Some(case), (self.house.now(), by));
        let open = rules::open_to(&setting.expect("the rules are there"), case);
        let open = open.into_iter().map(|rule| rule.act);
        let mut open: Vec<Do> = open.filter(|act| MEANT.contains(act)).collect();
        // What ends a matter, or stays possible after its end, would soon be all that is done.
        let rare = [Do::Withdraw, Do::Merge, Do::Split, Do::Hide, Do::Show, Do::ConfirmChannel];
        open.retain(|act| !rare.contains(act) || self.below(12) == 0);
        if *by == Actor::House {
            open.push(Do::DrawLookBack);
        }
        match self.below(4) {
            _ if open.is_empty() => self.one(MEANT),
            0 => self.one(MEANT),
            1 => self.one(&open),
            // What was done least, so that the walk gets everywhere.
            _ => {
                let done = |act: &&Do| self.done.get(*act).copied().unwrap_or_default();
                *open.iter().min_by_key(done).expect("some are open")
            }
        }
    }

    fn raise(&mut self) {
        let mut submission = fixture::submission(&self.house);
        let areas = ["county", "t1", "t2", "t1v1", "t2v1"];
        submission.area = fixture::area(&self.house, self.one(&areas));
        submission.place = Some(self.one(&["甲", "乙"]).to_owned());
        submission.category = code(self.one(&["road-damage", "water-supply", "school-meals"]));
        if self.below(self.confidential) == 0 {
            submission.visibility = Visibility::Confidential;
            submission.title = format!("{SECRET}的路");
            submission.body = format!("{SECRET}的路塌了。");
        } else {
            submission.title = format!("路，{NUMBER}");
            submission.body = format!("路塌了，请打{NUMBER}。");
        }
        let by = match self.below(6) {
            0 => {
                submission.channel = Some(code("counter"));
                fixture::by(&self.house, "station-staff", "s1")
            }
            1 => {
                let received = Time(self.house.now().0 - 10 * fixture::DAY);
                let rating = [None, Some(code("satisfied")), Some(code("not-satisfied"))];
                let rating = rating[self.below(3)].clone();
                let ended = self.flag().then(|| LedgerEnd { rating, ..LedgerEnd::default() });
                let (lead, row) = (Some(self.unit()), submission.title.clone());
                let ledger = LedgerRow { received, lead, due: None, ended, row };
                submission.channel = Some(code("ledger"));
                submission.ledger = Some(Box::new(ledger));
                Actor::House
            }
            _ => Actor::Resident,
        };
        let id = ActId(self.house.chance.bytes());
        let matter = matters::matter_of(&self.house, id);
        let asked = (matter, Act::Submit(Box::new(submission)));
        matters::ask_and_wait(&self.house, id, by, asked).expect("the matter is sound");
        self.matters.push(matter);
        self.note(Do::Submit, matter);
    }

    fn note(&mut self, kind: Do, matter: MatterId) {
        *self.done.entry(kind).or_default() += 1;
        if self.is_confidential(matter) {
            self.done_in_confidence.insert(kind);
        }
    }

    /// One step: something is brought, time passes, or somebody does something.
    pub fn step(&mut self) {
        self.decide();
        if self.matters.is_empty() || self.below(self.brought_in) == 0 {
            return self.raise();
        }
        if self.below(100) == 0 {
            fixture::pass_days(&self.house, 1 + self.below(6) as i64);
            return tasks::tick(&self.house).expect("time passes");
        }
        // Most acts are refused where a matter stands; some tries let the walk get somewhere.
        let matter = self.any_matter();
        for _ in 0..12 {
            if self.attempt(matter) {
                return;
            }
        }
    }

    /// The office decides on some text: what was found is hidden, and a word besides.
    fn decide(&mut self) {
        self.decisions += 1;
        let turn = self.decisions / 5;
        if !self.decisions.is_multiple_of(5) || self.matters.is_empty() {
            return;
        }
        let matter = self.matters[turn % self.matters.len()];
        let read = |db: store::Db<'_>| {
            let case = desk::case(db, matter)?.expect("it was brought");
            matters::proposals(db, &case)
        };
        let proposals = self.house.read(read).expect("it reads");
        let Some(proposal) = proposals.get(turn % proposals.len().max(1)).cloned() else { return };
        let word = if turn.is_multiple_of(2) { "塌了" } else { "说明" };
        let mut hidden = proposal.possible;
        hidden.extend(occurrences(&proposal.typed, &[word.to_owned()]));
        let hidden = united(hidden);
        let act = ActId(*b"a decision 00000").part(turn as u64);
        let office = fixture::by(&self.house, "congress-office", "congress");
        let decided = self.house.act_and_wait(act, office, move |hearing| {
            matters::redact(hearing, matter, (proposal.text, hidden.clone()))
        });
        match decided {
            Ok(_) | Err(No::Refusal(_)) => {}
            Err(No::Fault(fault)) => panic!("{}", fault.chain()),
        }
    }

    fn attempt(&mut self, matter: MatterId) -> bool {
        let case = self.house.read(|db| desk::case(db, matter)).expect("it reads");
        let case = case.expect("it was brought");
        let by = self.actor(&case);
        let kind = self.kind(&case, &by);
        let (id, act) = (ActId(self.house.chance.bytes()), self.act(kind, matter));
        let who = Who::playing(&by, (matter, &act));
        match matters::ask_and_wait(&self.house, id, who.clone(), (matter, act.clone())) {
            Ok(done) => {
                self.note(kind, matter);
                // A retry is answered the same and does nothing.
                let again = matters::ask_and_wait(&self.house, id, who, (matter, act));
                let again = again.expect("a retry is never refused");
                assert!(again.existed && again.answer == done.answer);
                true
            }
            Err(No::Refusal(_)) => false,
            Err(No::Fault(fault)) => panic!("{}", fault.chain()),
        }
    }

    /// What must be true after any step.
    fn check(&self) {
        let rows =
            self.house.read(|db| db.query("SELECT matter, step FROM matter WHERE house = $1", &[]));
        for row in rows.expect("rows can be read") {
            self.check_matter(row.id(0), row.text(1));
        }
        self.check_memory();
        let (_, findings) = verify::check(&self.house).expect("the house can be checked");
        assert_eq!(findings, []);
        figures::tests::check(&self.house);
    }

    /// Nothing is without holder and clock; what is open waits for somebody, until a day.
    fn check_matter(&self, matter: MatterId, step: &str) {
        let case = self.house.read(|db| desk::case(db, matter));
        let case = case.expect("the case can be read").expect("the row has a matter");
        assert_eq!(case.step.as_str(), step, "{matter}");
        let state = self.house.state();
        let step = state.procedures[&case.rules].step(&case.step).expect("a known step");
        if step.outcome.is_some() {
            return;
        }
        assert!(step.holder.is_some(), "{matter} has no holder at {}", case.step);
        let held = case.holder.body.is_some() || case.holder.role == "submitter";
        assert!(held, "{matter} is held by nobody at {}", case.step);
        // A clock that ran out and still waits is the third way: the page says so by itself.
        let waits = |state| case.alive().any(|clock| clock.state == state);
        let is_late = case.alive().any(|clock| clock.late && clock.due < self.house.today());
        let watched = waits(State::Running) || waits(State::Paused) || is_late;
        assert!(watched, "{matter} has no clock at {}", case.step);
    }

    /// What the desk remembers of a matter is what its records say.
    fn check_memory(&self) {
        let remembered = self.house.draft.lock().expect("nothing panics there").cases.clone();
        for (matter, case) in remembered {
            let folded = self.house.read(|db| desk::case(db, matter)).expect("it reads");
            assert_eq!(Some(case), folded, "the desk remembers {matter} otherwise");
        }
    }
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text}")))
}

#[test]
fn a_random_walk_loses_nothing() {
    walk(STEPS);
}

/// Walks so many steps, or as many as `HUIYIN_STEPS` says.
pub fn walk(steps: usize) {
    let seed = number("HUIYIN_SEED").unwrap_or(20_260_302);
    let steps = number("HUIYIN_STEPS").map_or(steps, |steps| steps as usize);
    eprintln!("HUIYIN_SEED={seed} HUIYIN_STEPS={steps}");
    let mut walk = Walk::new(seed, 4);
    for step in 1..=steps {
        walk.step();
        if step % (steps / CHECKS).max(1) == 0 {
            walk.check();
        }
    }
    rebuild::rebuild(&walk.house).expect("the views can be drawn anew");
    walk.check();
    eprintln!("{:?}", walk.done);
    // A walk that misses an act proves nothing of it. A shorter one may.
    let state = walk.house.state();
    let procedure = state.front_procedure(walk.house.today()).expect("is defined").clone();
    let known = |act: &Do| procedure.acts.iter().any(|rule| rule.act == *act);
    let missed = MEANT.iter().filter(|act| known(act) && !walk.done.contains_key(act));
    let missed: Vec<&Do> = missed.collect();
    assert!(missed.is_empty() || steps < STEPS, "never done: {missed:?} of {:?}", walk.done);
}
