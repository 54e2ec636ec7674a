//! Procedures that are broken in one way each: every one must be refused for its own reason.

use super::super::Procedure;

const SOUND: &str = include_str!("../../../../../procedures/public-opinion/procedure.toml");

fn line_of(part: &str) -> usize {
    SOUND[..SOUND.find(part).expect("it is there")].lines().count() + 1
}

#[test]
fn the_shipped_procedure_is_sound() {
    let procedure = Procedure::read(SOUND).unwrap_or_else(|flaws| {
        let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    });
    let stages: Vec<&str> = procedure.stages().iter().map(|stage| stage.as_str()).collect();
    assert_eq!(stages, ["accept", "assign", "handle", "answer", "rate", "look-back"]);
}

#[test]
fn a_flaw_names_its_line() {
    let broken = SOUND.replacen(
        "do = \"accept\"\nat = [\"raised\"]",
        "do = \"accept\"\nat = [\"rased\"]",
        1,
    );
    let flaws = Procedure::read(&broken).expect_err("this must be refused");
    let found: Vec<_> = flaws.iter().map(|flaw| (flaw.line, flaw.code)).collect();
    assert_eq!(found, [(line_of("do = \"accept\""), "step.unknown")]);
}
