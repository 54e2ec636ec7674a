//! The prover's word on procedures made by chance, held against the search.

use std::collections::BTreeSet;

use super::super::super::{ActRule, ClockRule, Do, On, Procedure};
use super::chance::{Chance, procedure};
use super::days::{Days, EVER};
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
    let (mut compared, mut exact, mut sound) = (0, 0, 0);
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
    }
    println!("compared {compared}, exact {exact}, sound {sound}");
    assert!(compared > 400 && exact > 100 && sound > 40);
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
    }
    println!("compared {compared}, sound {sound}");
    assert!(compared > 1_000 && sound > 100);
}

/// Whether the prover's bound is met exactly: nothing runs out into another step, no act is asked
/// for before another, and what ends or starts a clock at its step can be done there again.
fn is_plain(procedure: &Procedure) -> bool {
    let turns = |act: &ActRule| {
        procedure
            .clocks
            .iter()
            .any(|clock| clock.until.contains(&act.key) || clock.after.contains(&act.key))
    };
    let stays = |act: &ActRule| act.to.as_ref().is_none_or(|to| act.at.contains(to));
    let on_office = |clock: &ClockRule| {
        matches!(&clock.on, On::Holder)
            || matches!(&clock.on, On::Role(r) if r.as_str() == "office")
    };
    procedure.clocks.iter().all(|clock| clock.expiry_moves.is_none() && on_office(clock))
        && procedure.steps.iter().all(|step| step.skip_to.is_none())
        && procedure.acts.iter().all(|act| act.requires.is_empty())
        && !procedure.acts.iter().any(|act| act.most.is_some() && stays(act) && turns(act))
}

#[test]
fn no_matter_waits_longer_than_the_prover_says() {
    let (mut lived, mut bound, mut exact, mut open) = (0, 0, 0, 0);
    for seed in 0..MADE * 4 {
        let rich = seed % 2 == 0;
        let Some(case) = Case::made(&mut Chance(seed | 1 << 41), rich) else { continue };
        if !case.found.flaws.is_empty() {
            continue;
        }
        let Some(days) = Days::longest(&case.procedure) else { continue };
        let said = case.found.longest.as_ref().map_or(EVER, |longest| longest.days);
        assert!(days <= said, "{seed}: {days} days, and {said} were said {}", case.shown());
        lived += 1;
        bound += usize::from(said < EVER);
        open += usize::from(days == EVER);
        if is_plain(&case.procedure) {
            assert_eq!(days, said, "{seed} {}", case.shown());
            exact += 1;
        }
    }
    println!("lived {lived}, bound {bound}, exact {exact}, open {open}");
    assert!(lived > 150 && bound > 140 && exact > 50 && open > 2);
}

#[test]
fn no_matter_waits_longer_from_an_act_than_the_prover_says() {
    let (mut lived, mut shorter) = (0, 0);
    for seed in 0..MADE * 2 {
        let Some(case) = Case::made(&mut Chance(seed | 1 << 42), seed % 2 == 0) else { continue };
        if !case.found.flaws.is_empty() {
            continue;
        }
        let acts: BTreeSet<&Code> = case.procedure.acts.iter().map(|act| &act.key).collect();
        for act in acts {
            let text = format!(
                "{}[maximum]\nlength = {{ days = 3600 }}\nafter = [\"{act}\"]\n\
                 source = {{ local = true }}\n",
                case.text
            );
            let (_, found) = Procedure::check(&text).expect("it can be read");
            let Some(longest) = found.longest.filter(|_| found.flaws.is_empty()) else { continue };
            let said = longest.since.expect("there is a flaw where it has no bound");
            let Some(days) = Days::since(&case.procedure, act) else { continue };
            assert!(days <= said, "{seed} {act}: {days} days, {said} said {}", case.shown());
            lived += 1;
            shorter += usize::from(said < longest.days);
        }
    }
    println!("lived {lived}, shorter {shorter}");
    assert!(lived > 200 && shorter > 50);
}
