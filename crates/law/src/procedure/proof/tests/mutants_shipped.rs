//! Mutants of the procedure that is shipped: slips of the kind that an office makes when it adapts
//! the file.

use super::{Mutant, shown, told};

pub(super) const MUTANTS: &[Mutant] = &[
    shown(
        "step.unknown",
        "do = \"accept\"\nat = [\"raised\"]",
        "do = \"accept\"\nat = [\"rased\"]",
        "do = \"accept\"",
    ),
    shown("role.unknown", "holder = \"congress\"", "holder = \"congres\"", "key = \"screening\""),
    shown(
        "returns.unbounded",
        "[returns]\nmost = 2\narbiter = \"congress\"",
        "",
        "do = \"return\"",
    ),
    told(
        "loop.no-bound",
        "to = \"handed-over\"\nmost = 3",
        "to = \"handed-over\"",
        "do = \"transfer\"",
    ),
    told(
        "role.never-named",
        "at_expiry = { move = \"screening\" }",
        "at_expiry = { move = \"handed-over\" }",
        "key = \"handed-over\"",
    ),
    told(
        "loop.no-bound",
        "[rounds]\nmost = 3\narbiter = \"congress\"",
        "",
        "do = \"rate\"\nat = [\"answered\"",
    ),
    shown(
        "hand-over.no-way-back",
        "do = \"return\"\nat = [\"handed-over\"]",
        "do = \"return\"\nat = [\"handling\"]",
        "do = \"hand-over\"",
    ),
    told(
        "outcome.no-answer",
        "do = \"feed-back\"\nat = [\"answered\"]\nby = [\"deputy\"]\nto = \"rating\"",
        "do = \"feed-back\"\nat = [\"answered\", \"raised\"]\nby = [\"deputy\"]\nto = \"rating\"",
        "key = \"closed\"",
    ),
    shown(
        "act.own-judge",
        "do = \"grant-time\"\nat = [\"handling\", \"at-once\"]\nby = [\"congress\"]",
        "do = \"grant-time\"\nat = [\"handling\", \"at-once\"]\nby = [\"lead\"]",
        "do = \"grant-time\"",
    ),
    shown(
        "act.rating-by-office",
        "do = \"look-back\"\nat = [\"closed\"]\nby = [\"submitter\"]",
        "do = \"look-back\"\nat = [\"closed\"]\nby = [\"congress\"]",
        "do = \"look-back\"",
    ),
    shown("clock.no-date", "answers = true", "answers = false", ""),
    shown(
        "rule.no-source",
        "at_expiry = { move = \"rating\" }\nsource = { local = true }",
        "at_expiry = { move = \"rating\" }",
        "key = \"feed-back\"",
    ),
    shown(
        "clock.never-fulfilled",
        "until = [\"co-reply\"]",
        "until = [\"feed-back\"]",
        "key = \"co-reply\"",
    ),
    shown(
        "pause.no-end",
        "on = \"submitter\"\nat = [\"@open\"]",
        "on = \"submitter\"\nat = [\"handling\"]",
        "do = \"ask\"\n",
    ),
    told(
        "loop.no-arbiter",
        "warn = 7\nat_expiry = { move = \"closed\" }",
        "warn = 7\nat_expiry = { show = true }",
        "key = \"answered\"",
    ),
    shown(
        "rating.unknown",
        "asks_again = [\"not-satisfied\"]",
        "asks_again = [\"unsatisfied\"]",
        "",
    ),
    shown(
        "clock.never-starts",
        "after = [\"draw-look-back\"]",
        "after = [\"accept\"]",
        "key = \"look-back\"",
    ),
    shown(
        "second.nobody",
        "do = \"decline\"\nat = [\"@open\", \"@answered\",",
        "do = \"decline\"\nat = [\"@answered\",",
        "do = \"explain\"",
    ),
    shown(
        "second.own",
        "by = [\"deputy\", \"leader\"]\n[[act]]\ndo = \"decline\"",
        "by = [\"congress\", \"leader\"]\n[[act]]\ndo = \"decline\"",
        "do = \"explain\"",
    ),
    shown(
        "second.no-clock",
        "on = \"asked\"\nat = [\"@open\",",
        "on = \"asked\"\nat = [\"raised\",",
        "do = \"explain\"",
    ),
    shown("second.not-this", "do = \"show\"\n", "do = \"show\"\nsecond = true\n", "do = \"show\""),
    shown(
        "clock.asked",
        "until = [\"agree\", \"decline\"]",
        "until = [\"agree\", \"decline\"]\nafter = [\"hide\"]",
        "key = \"second\"",
    ),
    shown(
        "call-back.own",
        "at = [\"rating\"]\nby = [\"caller\"]",
        "at = [\"rating\"]\nby = [\"congress\"]",
        "do = \"call-back\"",
    ),
];
