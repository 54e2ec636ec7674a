//! Procedures that are broken in one way each: every one must be refused for its own reason. And
//! the prover's word on procedures made by chance, against a search through all that can happen.

mod chance;
mod compared;
mod days;
mod mutants_names;
mod mutants_shipped;
mod mutants_values;
mod mutants_ways;
mod search;
mod shipped;

use std::collections::BTreeSet;

use super::super::{Flaw, Procedure};

/// The front procedure that is shipped.
const SHIPPED: &str = include_str!("../../../../../procedures/public-opinion/procedure.toml");
/// A small sound procedure.
pub const SPECIMEN: &str = include_str!("tests/specimen.toml");

/// One change to a sound procedure, the code that it is refused for, and what stands on the line
/// that is named; nothing where the file as a whole is meant.
pub(super) struct Mutant {
    pub code: &'static str,
    pub old: &'static str,
    pub new: &'static str,
    pub at: &'static str,
    /// Whether a walk shows the flaw, so that there must be a story.
    pub told: bool,
}

/// A mutant whose flaw shows by itself.
const fn shown(
    code: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
) -> Mutant {
    Mutant { code, old, new, at, told: false }
}

/// A mutant whose flaw is told as a story.
const fn told(
    code: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
) -> Mutant {
    Mutant { code, old, new, at, told: true }
}

impl Mutant {
    /// Breaks the procedure and holds the prover to its reason.
    ///
    /// # Errors
    /// Where it is refused for another reason, at another line, or not at all.
    fn must_be_refused(&self, sound: &str) -> Result<(), String> {
        let Self { code, old, new, at, told } = self;
        assert_eq!(sound.matches(old).count(), 1, "{code}: one place is changed by {old:?}");
        let broken = sound.replacen(old, new, 1);
        let flaws = Procedure::read(&broken).err().unwrap_or_default();
        let line = match broken.find(at) {
            Some(_) if at.is_empty() => 1,
            Some(place) => broken[..place].matches('\n').count() + 1,
            None => panic!("{code}: {at:?} is nowhere"),
        };
        let own = |flaw: &Flaw| {
            let sentence = flaw.sentence.chars().count() > 12 && flaw.column > 0;
            flaw.line == line && sentence && (flaw.story.len() > 1) == *told
        };
        // What follows from the same slip may be told too, on the same line.
        let same = |flaw: &Flaw| flaw.code == *code || flaw.line == line;
        if flaws.iter().all(same) && flaws.iter().any(|flaw| flaw.code == *code && own(flaw)) {
            return Ok(());
        }
        let shown: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        let shown = shown.join("\n");
        Err(format!("{old:?} became {new:?}, expected {code} at line {line}, got:\n{shown}"))
    }
}

/// Holds the prover to its reason for each of some mutants.
fn all_are_refused<'m>(mutants: impl Iterator<Item = &'m Mutant>, sound: &str) {
    let wrong: Vec<String> =
        mutants.filter_map(|mutant| mutant.must_be_refused(sound).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn of_specimen() -> impl Iterator<Item = &'static Mutant> {
    mutants_names::MUTANTS.iter().chain(mutants_ways::MUTANTS).chain(mutants_values::MUTANTS)
}

fn all() -> impl Iterator<Item = &'static Mutant> {
    of_specimen().chain(mutants_shipped::MUTANTS)
}

#[test]
fn sound_procedures_are_sound() {
    for text in [SHIPPED, SPECIMEN] {
        let procedure = Procedure::read(text).unwrap_or_else(|flaws| {
            let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
            panic!("{}", told.join("\n"))
        });
        assert!(!procedure.stages().is_empty());
    }
    let shipped = Procedure::read(SHIPPED).expect("is sound");
    let stages: Vec<&str> = shipped.stages().iter().map(|stage| stage.as_str()).collect();
    assert_eq!(stages, ["accept", "assign", "handle", "answer", "rate", "look-back"]);
}

#[test]
fn every_mutant_of_the_specimen_is_refused_for_its_own_reason() {
    all_are_refused(of_specimen(), SPECIMEN);
}

#[test]
fn every_mutant_of_the_shipped_procedure_is_refused_for_its_own_reason() {
    all_are_refused(mutants_shipped::MUTANTS.iter(), SHIPPED);
}

#[test]
fn there_are_enough_mutants_and_each_is_one_of_its_kind() {
    let kinds: BTreeSet<_> = all().map(|mutant| (mutant.old, mutant.new)).collect();
    assert!(kinds.len() >= 60, "{} mutants", kinds.len());
    assert_eq!(kinds.len(), all().count(), "two mutants are the same");
}

#[test]
fn every_code_that_the_prover_can_give_is_covered() {
    let sources = [
        include_str!("../draft.rs"),
        include_str!("../settle.rs"),
        include_str!("clocks.rs"),
        include_str!("mod.rs"),
        include_str!("names.rs"),
        include_str!("possible.rs"),
        include_str!("separation.rs"),
        include_str!("sure.rs"),
        include_str!("time.rs"),
        include_str!("values.rs"),
        include_str!("walk.rs"),
        include_str!("ways.rs"),
    ];
    let is_code = |word: &str| {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        };
        word.split_once('.').is_some_and(|(thing, flaw)| part(thing) && part(flaw))
    };
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for source in sources {
        codes.extend(source.split('"').filter(|word| is_code(word)));
    }
    assert!(codes.len() > 50, "the codes are found in the sources");
    let covered: BTreeSet<&str> = all().map(|mutant| mutant.code).collect();
    let open: Vec<&&str> = codes.difference(&covered).collect();
    assert!(open.is_empty(), "no mutant is refused for {open:?}");
}

/// Counted by hand: an office that is passed over takes no days.
#[test]
fn the_longest_way_is_the_one_counted_by_hand() {
    let path = |text: &str| {
        let (_, found) = Procedure::check(text).expect("it can be read");
        let longest = found.longest.expect("every step has a length");
        (longest.path.iter().map(|(_, days)| days).sum::<u32>(), longest.by_date)
    };
    // Five times at the office, 5 days; twice with experts, 10; three times with a unit, 21.
    assert_eq!(path(SPECIMEN), (5 * 5 + 2 * 10 + 3 * 21, Some(42 + 7)));
    let pit = "[[step]]\nkey = \"pit\"\nname = [\"坑\", \"Pit\"]\nstage = \"work\"\n\
        holder = \"court\"\n\
        [[act]]\ndo = \"merge\"\nat = [\"pit\"]\nby = [\"court\"]\nto = \"closed\"\n[[clock]]\n\
        key = \"pit-days\"\nname = [\"坑\", \"Pit\"]\non = \"court\"\nat = [\"pit\"]\n\
        until = [\"merge\"]\nlength = { days = 200 }\nwarn = 1\nat_expiry = { show = true }\n\
        source = { local = true }\n[sets]\n";
    let stage = "stage = \"in\"\nholder = \"office\"\n";
    let text = SPECIMEN.replacen("[sets]\n", pit, 1);
    let text = text.replacen(stage, &format!("{stage}without_holder = \"pit\"\n"), 1);
    // The submitter's date runs everywhere but in the pit, so it bounds the way there.
    assert_eq!(path(&text), ((42 + 7) + 200, None));
}

/// Bounds as large as they can be written neither break the house nor hide what is known.
#[test]
fn bounds_of_any_size_are_survived() {
    let text = SPECIMEN.replacen("most = 2\n[[act.field]]", "most = 4000000000\n[[act.field]]", 1);
    assert_ne!(text, SPECIMEN);
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let proven = small.spawn(move || Procedure::check(&text).expect("it can be read").1);
    let found = proven.expect("a thread begins").join().expect("nothing breaks");
    assert_eq!(found.flaws, []);
    let longest = found.longest.expect("the submitter's date bounds it");
    assert_eq!((longest.days, longest.path.len()), (42 + 7, 0));
    let text = SPECIMEN.replacen("[more_time]\nmost = 1", "[more_time]\nmost = 4000000000", 1);
    let (_, found) = Procedure::check(&text).expect("it can be read");
    assert!(found.flaws.iter().any(|flaw| flaw.code == "length.beyond"));
}
