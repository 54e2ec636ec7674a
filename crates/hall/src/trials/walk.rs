//! A random walk over all acts, from a printed seed, against what must always be true.

use std::collections::BTreeMap;
use std::sync::Arc;

use law::matter::acts::{Act, Answer, Assignment, Contact, Joining, Part};
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{Hash, MatterId};
use store::Chance;
use store::db::No;

use crate::fixture;
use crate::house::House;
use crate::roles::{tasks, verify};
use crate::rooms::matters;

const STEPS: usize = 700;

struct Walk {
    house: Arc<House>,
    chance: Chance,
    matters: Vec<MatterId>,
    done: BTreeMap<String, u32>,
}

impl Walk {
    fn below(&self, bound: usize) -> usize {
        u32::from_le_bytes(self.chance.bytes()) as usize % bound
    }

    fn any_matter(&self) -> MatterId {
        self.matters[self.below(self.matters.len())]
    }

    fn actor(&self) -> Actor {
        let house = &self.house;
        match self.below(9) {
            0 | 1 => Actor::Resident,
            2 => fixture::by(house, "deputy", "s1"),
            3 => fixture::by(house, "station-staff", "s1"),
            4 | 5 => fixture::by(house, "congress-office", "congress"),
            6 => fixture::by(house, "handler", "roads"),
            7 => fixture::by(house, "handler", "water"),
            _ => fixture::by(house, "leader", "congress"),
        }
    }

    fn assignment(&self) -> Assignment {
        let lead = fixture::body(&self.house, ["roads", "water", "schools"][self.below(3)]);
        let co = vec![fixture::body(&self.house, ["roads", "water", "schools"][self.below(3)])];
        let co = if self.below(2) == 0 { vec![] } else { co };
        Assignment { lead, co, post: None, by: None, text: String::new() }
    }

    fn act(&self) -> Act {
        let text = || "说明".to_owned();
        let flag = || self.below(2) == 0;
        match self.below(33) {
            0 | 1 => Act::Accept {},
            2 => Act::FeedBack { way: code("visit"), text: text() },
            3 => Act::Classify { category: code("water-supply") },
            4 => Act::Explain { text: text(), basis: text() },
            5 | 6 => Act::HandOver(self.assignment()),
            7 => Act::RespondAtOnce(self.assignment()),
            8 => Act::Merge { into: self.any_matter(), reason: text() },
            9 => Act::Split {
                parts: vec![Part { title: text(), body: text(), category: code("road-damage") }],
            },
            10 => Act::Link { to: self.any_matter() },
            11 => Act::Transfer { lead: self.assignment().lead, post: None, reason: text() },
            12 => Act::Hide { reason: text() },
            13 => Act::Show { reason: text() },
            14 | 15 => Act::Sign {},
            16 => Act::Return { duty: code("schools-1"), reason: text() },
            17 => Act::Note { text: text(), open: flag() },
            18 => Act::Ask { question: text() },
            19 => Act::AskForTime { working_days: self.below(20) as u16, reason: text() },
            20 => Act::GrantTime { reason: text() },
            21 => Act::RefuseTime { reason: text() },
            22 => Act::CoReply { text: text() },
            23 | 24 => Act::Reply(Box::new(Answer {
                class: code(["done", "promised", "impossible", "above"][self.below(4)]),
                text: text(),
                promised: self.house.today().checked_add(jiff::Span::new().days(9)).ok(),
                passed_to: text(),
                basis: text(),
                files: vec![],
            })),
            25 => Act::Deliver { text: text() },
            26 => Act::Urge { text: text() },
            27 => Act::Add { text: text(), files: vec![] },
            28 => Act::AnswerQuestion { text: text(), files: vec![] },
            29 => Act::Withdraw { reason: text() },
            30 => Act::Join(Joining {
                contact: Some(Contact { mail: "a@example.org".to_owned(), ..Contact::default() }),
                receipt: Hash::default(),
            }),
            31 => Act::LookBack { solved: flag(), again: flag() },
            _ => Act::Rate {
                rating: code(["satisfied", "basically-satisfied", "not-satisfied"][self.below(3)]),
                solved: flag(),
                again: flag(),
            },
        }
    }

    fn step(&mut self) {
        if self.matters.is_empty() || self.below(40) == 0 {
            let (matter, _) = fixture::raise(&self.house, fixture::submission(&self.house));
            self.matters.push(matter);
            return;
        }
        if self.below(25) == 0 {
            fixture::pass_days(&self.house, 1 + self.below(6) as i64);
            tasks::tick(&self.house).expect("time passes");
            return;
        }
        // Most acts are refused where a matter stands; some tries let the walk get somewhere.
        let matter = self.any_matter();
        for _ in 0..12 {
            if self.attempt(matter) {
                return;
            }
        }
    }

    fn attempt(&mut self, matter: MatterId) -> bool {
        let (by, act) = (self.actor(), self.act());
        let (id, name) = (ActId(self.house.chance.bytes()), act.kind().name());
        match matters::ask_and_wait(&self.house, id, by.clone(), (matter, act.clone())) {
            Ok(done) => {
                *self.done.entry(name).or_default() += 1;
                // A retry is answered the same and does nothing.
                let again = matters::ask_and_wait(&self.house, id, by, (matter, act));
                let again = again.expect("a retry is never refused");
                assert!(again.existed && again.answer == done.answer);
                true
            }
            Err(No::Refusal(_)) => false,
            Err(No::Fault(fault)) => panic!("{}", fault.chain()),
        }
    }

    /// Nothing is without holder and clock; rows say what the facts say.
    fn check(&self) {
        let state = self.house.state();
        let rows =
            self.house.read(|db| db.query("SELECT matter, step FROM matter WHERE house = $1", &[]));
        for row in rows.expect("rows can be read") {
            let matter: MatterId = row.id(0);
            let case = self.house.read(|db| crate::desk::case(db, matter));
            let case = case.expect("the case can be read").expect("the row has a matter");
            assert_eq!(case.step.as_str(), row.text(1), "{matter}");
            let step = state.procedures[&case.rules].step(&case.step).expect("a known step");
            if step.outcome.is_none() {
                assert!(step.holder.is_some(), "{matter} has no holder at {}", case.step);
                assert!(case.alive().count() > 0, "{matter} has no clock at {}", case.step);
                let held = case.holder.body.is_some() || case.holder.role == "submitter";
                assert!(held, "{matter} is held by nobody at {}", case.step);
            }
        }
        let (_, findings) = verify::check(&self.house).expect("the house can be checked");
        assert_eq!(findings, []);
    }
}

#[test]
fn a_random_walk_loses_nothing() {
    let seed = std::env::var("HUIYIN_SEED").ok().and_then(|text| text.parse().ok());
    let seed = seed.unwrap_or(20_260_302);
    eprintln!("HUIYIN_SEED={seed}");
    let mut walk = Walk {
        house: fixture::house(),
        chance: Chance::seeded(seed),
        matters: vec![],
        done: BTreeMap::new(),
    };
    for step in 0..STEPS {
        walk.step();
        if step % 100 == 99 {
            walk.check();
        }
    }
    // A walk that gets nowhere proves nothing.
    assert!(walk.done.len() >= 14, "only these acts were ever done: {:?}", walk.done);
}
