//! The prover's word on procedures made by chance, held against the search.

use std::collections::BTreeSet;

use super::super::super::{ActRule, Do, Procedure};
use super::chance::{Chance, procedure};
use super::search::Search;
use crate::words::Code;

/// Procedures that are made and searched in each test.
const MADE: u64 = 1_500;
/// What the prover can say of ways and holders; another word means that the file is no procedure.
const WAYS: [&str; 16] = [
    "step.unreachable",
    "step.no-outcome",
    "loop.no-bound",
    "loop.no-arbiter",
    "outcome.no-answer",
    "requires.never",
    "role.never-named",
    "hand-over.no-way-back",
    "step.no-holder",
    "step.no-clock",
    "step.no-way-on",
    "clock.no-expiry",
    "clock.never-fulfilled",
    "clock.never-starts",
    "act.own-judge",
    "time.beyond-law",
];

/// A made procedure with what the prover found, where it is one; and how much was compared.
struct Case {
    text: String,
    procedure: Procedure,
    found: super::super::Found,
}

impl Case {
    fn made(chance: &mut Chance, rich: bool) -> Option<Self> {
        let text = procedure(chance, rich);
        let (procedure, found) = Procedure::check(&text)
            .unwrap_or_else(|flaws| panic!("it can be read: {}\n{text}", flaws[0]));
        let ways = found.flaws.iter().all(|flaw| WAYS.contains(&flaw.code));
        ways.then_some(Self { text, procedure, found })
    }

    fn has(&self, code: &str) -> bool {
        self.found.flaws.iter().any(|flaw| flaw.code == code)
    }

    /// The steps that a flaw is told of, by the line that is named.
    fn steps(&self, code: &str) -> BTreeSet<&Code> {
        let flaws = self.found.flaws.iter().filter(|flaw| flaw.code == code);
        let key = |line: usize| {
            let line = self.text.lines().nth(line - 1)?;
            let key = line.strip_prefix("key = \"")?.strip_suffix('"')?;
            self.procedure.steps.iter().map(|step| &step.key).find(|step| step.as_str() == key)
        };
        flaws.map(|flaw| key(flaw.line).expect("a step stands on the line")).collect()
    }

    /// Whether no bound can be in the way of a walk that comes to each step once.
    fn has_room(&self) -> bool {
        let acts = &self.procedure.acts;
        let places = |fits: &dyn Fn(&&ActRule) -> bool| {
            acts.iter().filter(fits).map(|act| act.at.len()).sum::<usize>()
        };
        let returns = self.procedure.returns.as_ref().map_or(u32::MAX, |bound| bound.most);
        let by_key = acts.iter().all(|act| {
            act.most.is_none_or(|most| most as usize >= places(&|other| other.key == act.key))
        });
        let rounds = self.procedure.rounds.as_ref().map_or(u32::MAX, |bound| bound.most);
        let again = places(&|act| act.again.is_some());
        by_key
            && rounds as usize >= again
            && returns as usize >= places(&|act| act.act == Do::Return)
    }

    fn shown(&self) -> String {
        let told: Vec<String> = self.found.flaws.iter().map(ToString::to_string).collect();
        let own = self.text.split_once("[[step]]").map_or("", |(_, own)| own);
        format!("{}\n{own}", told.join("\n"))
    }
}

#[test]
fn the_prover_says_what_a_search_through_everything_says() {
    let (mut compared, mut exact, mut timed, mut sound) = (0, 0, 0, 0);
    for seed in 0..MADE {
        let Some(case) = Case::made(&mut Chance(seed), false) else { continue };
        let search = Search::of(&case.procedure);
        if !search.whole {
            continue;
        }
        compared += 1;
        let all: BTreeSet<&Code> = case.procedure.steps.iter().map(|step| &step.key).collect();
        let unreached: BTreeSet<&Code> = all.difference(&search.reached()).copied().collect();
        let word = |code| case.steps(code);
        let room = case.has_room();
        exact += usize::from(room);
        // A bound may keep a matter from where the graph alone would lead it; never the reverse.
        let differ = |ours: &BTreeSet<&Code>, theirs: &BTreeSet<&Code>| {
            if room { ours != theirs } else { !ours.is_subset(theirs) }
        };
        assert!(
            !differ(&word("step.unreachable"), &unreached),
            "{seed} unreached {unreached:?} {}",
            case.shown()
        );
        let endless = search.endless();
        assert!(
            !differ(&word("step.no-outcome"), &endless),
            "{seed} endless {endless:?} {}",
            case.shown()
        );
        assert!(
            !differ(&search.unnamed(), &word("role.never-named")),
            "{seed} {:?} {}",
            search.unnamed(),
            case.shown()
        );
        if case.has("step.unreachable") || case.has("step.no-outcome") {
            continue;
        }
        assert_eq!(case.has("loop.no-bound"), search.goes_round(), "{seed} {}", case.shown());
        let silent = search.silent_ends();
        assert!(!differ(&silent, &word("outcome.no-answer")), "{seed} {silent:?} {}", case.shown());
        if case.has("loop.no-bound") {
            continue;
        }
        if !case.has("loop.no-arbiter") {
            assert_eq!(search.stuck(), None, "{seed} {}", case.shown());
        }
        if !case.found.flaws.is_empty() {
            continue;
        }
        sound += 1;
        let Some(by_steps) = search.longest() else { continue };
        let by_date = search.by_date();
        let days = match (by_steps, by_date) {
            (Ok(days), Some(date)) => Some(days.min(date)),
            (Ok(days), None) => Some(days),
            (Err(()), date) => date,
        };
        let longest = case.found.longest.as_ref();
        assert_eq!(longest.map(|longest| longest.days), days, "{seed} {}", case.shown());
        if let (Some(longest), Ok(days)) = (longest, by_steps) {
            let path: u32 = longest.path.iter().map(|(_, days)| days).sum();
            assert_eq!((path, longest.by_date), (days, by_date), "{seed} {}", case.shown());
            timed += 1;
        }
    }
    println!("compared {compared}, exact {exact}, sound {sound}, timed {timed}");
    assert!(compared > 400 && exact > 100 && sound > 40 && timed > 40);
}

#[test]
fn nothing_is_lost_in_a_procedure_that_the_prover_accepts() {
    let (mut compared, mut sound) = (0, 0);
    for seed in 0..MADE * 4 {
        let Some(case) = Case::made(&mut Chance(seed | 1 << 40), true) else { continue };
        compared += 1;
        let ways = ["clock.never-fulfilled", "hand-over.no-way-back", "act.own-judge"];
        if case.found.flaws.iter().any(|flaw| !ways.contains(&flaw.code)) {
            continue;
        }
        let search = Search::of(&case.procedure);
        if !search.whole {
            continue;
        }
        sound += 1;
        assert_eq!(search.stuck(), None, "{seed} {}", case.shown());
        assert!(!search.goes_round(), "{seed} {}", case.shown());
        assert_eq!(search.silent_ends(), BTreeSet::new(), "{seed} {}", case.shown());
        assert_eq!(search.unnamed(), BTreeSet::new(), "{seed} {}", case.shown());
        if let (Some(longest), Some(Ok(days))) = (&case.found.longest, search.longest()) {
            let path: u32 = longest.path.iter().map(|(_, days)| days).sum();
            assert!(longest.path.is_empty() || days <= path, "{seed} {}", case.shown());
        }
    }
    println!("compared {compared}, sound {sound}");
    assert!(compared > 1_000 && sound > 100);
}
