//! Mutants that can be read and lose matters all the same: ways, clocks, holders, judges, time.

use super::{Mutant, shown, told};

const BOTH_CLOCKS: &str = r#"until = ["reply", "explain", "onward"]
length = { working_days = 30 }
warn = 5
pausable = true
extendable = true
answers = true
at_expiry = { show = true }
source = { local = true }
[[clock]]
key = "desk"
name = ["分办", "Assignment"]
on = "office"
at = ["raised"]
until = ["hand-over", "explain", "onward"]
"#;
const NOTE_FULFILS_BOTH: &str = r#"until = ["reply", "explain", "onward", "note"]
length = { working_days = 30 }
warn = 5
pausable = true
extendable = true
answers = true
at_expiry = { show = true }
source = { local = true }
[[clock]]
key = "desk"
name = ["分办", "Assignment"]
on = "office"
at = ["raised"]
until = ["hand-over", "explain", "onward", "note"]
"#;

pub(super) const MUTANTS: &[Mutant] = &[
    // Ways.
    shown(
        "act.no-submit",
        "do = \"submit\"\nby = [\"submitter\"]\nto = \"raised\"",
        "do = \"submit\"\nby = [\"submitter\"]",
        "",
    ),
    shown(
        "step.unreachable",
        "[sets]\n",
        "[[step]]\nkey = \"loft\"\nname = [\"阁楼\", \"Loft\"]\nstage = \"end\"\n\
        outcome = \"kept\"\n\n[sets]\n",
        "key = \"loft\"",
    ),
    told(
        "step.no-outcome",
        "stage = \"end\"\noutcome = \"withdrawn\"",
        "stage = \"end\"\nholder = \"office\"",
        "key = \"withdrawn\"",
    ),
    told(
        "loop.no-bound",
        "{ heavy = \"checking\", light = \"raised\" } }\nmost = 2",
        "{ heavy = \"checking\", light = \"raised\" } }",
        "do = \"step\"\nkey = \"advise\"",
    ),
    told("loop.no-bound", "[rounds]\nmost = 2\narbiter = \"office\"", "", "do = \"rate\""),
    told(
        "loop.no-bound",
        "do = \"return\"\n",
        "do = \"step\"\nkey = \"not-ours\"\nname = [\"退\", \"Not ours\"]\nback = true\n",
        "do = \"step\"\nkey = \"not-ours\"",
    ),
    told(
        "loop.no-bound",
        "do = \"reply\"\n",
        "do = \"transfer\"\nat = [\"handed\"]\nby = [\"office\"]\nto = \"handed\"\n[[act]]\n\
        do = \"reply\"\n",
        "do = \"transfer\"",
    ),
    told(
        "loop.no-arbiter",
        "length = { days = 30 }\nwarn = 7\nat_expiry = { move = \"closed\" }",
        "length = { days = 30 }\nwarn = 7\nat_expiry = { show = true }",
        "key = \"answered\"",
    ),
    told(
        "loop.no-arbiter",
        "[sets]\n",
        "[[step]]\nkey = \"pit\"\nname = [\"坑\", \"Pit\"]\nstage = \"work\"\nholder = \"office\"\n\
        without_holder = \"raised\"\n[[act]]\ndo = \"step\"\nkey = \"fall\"\n\
        name = [\"落\", \"Fall\"]\nat = [\"raised\"]\nby = [\"office\"]\nto = \"pit\"\nmost = 1\n\
        [[act]]\ndo = \"step\"\nkey = \"rise\"\nname = [\"起\", \"Rise\"]\nat = [\"pit\"]\n\
        by = [\"office\"]\nto = \"raised\"\nmost = 1\n[[clock]]\nkey = \"pit-days\"\n\
        name = [\"坑\", \"Pit\"]\non = \"office\"\nat = [\"pit\"]\nuntil = [\"rise\"]\n\
        length = { days = 3 }\nwarn = 1\nat_expiry = { show = true }\nsource = { local = true }\n\
        [sets]\n",
        "key = \"pit\"\nname",
    ),
    told(
        "outcome.no-answer",
        "do = \"deliver\"\n",
        "do = \"step\"\nkey = \"shelve\"\nname = [\"搁置\", \"Shelve\"]\nat = [\"raised\"]\n\
        by = [\"office\"]\nto = \"closed\"\n[[act]]\ndo = \"deliver\"\n",
        "key = \"closed\"",
    ),
    told(
        "outcome.no-answer",
        "at_expiry = { move = \"raised\" }",
        "at_expiry = { move = \"withdrawn\" }",
        "key = \"withdrawn\"",
    ),
    shown(
        "requires.never",
        "requires = [\"note\"]",
        "requires = [\"deliver\"]",
        "do = \"explain\"",
    ),
    shown(
        "requires.never",
        "do = \"note\"\nat = [\"raised\"]",
        "do = \"note\"\nrequires = [\"note\"]\nat = [\"raised\"]",
        "do = \"note\"",
    ),
    shown(
        "requires.never",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"office\"]",
        "do = \"note\"\nat = [\"handed\"]\nby = [\"lead\"]\nrequires = [\"reply\"]",
        "do = \"note\"",
    ),
    // Holders.
    told(
        "role.never-named",
        "most = 3\nnames = \"expert\"",
        "most = 3\noptional = true\nnames = \"expert\"",
        "key = \"checking\"",
    ),
    told(
        "role.never-named",
        "do = \"deliver\"\n",
        "do = \"step\"\nkey = \"again\"\nname = [\"再\", \"Again\"]\nat = [\"raised\"]\n\
        by = [\"office\"]\nto = \"handed\"\n[[act]]\ndo = \"deliver\"\n",
        "key = \"handed\"",
    ),
    told(
        "role.never-named",
        "leaves = true",
        "leaves = true\nto = \"checking\"\nmost = 9",
        "key = \"checking\"",
    ),
    shown(
        "hand-over.no-way-back",
        "do = \"return\"\nat = [\"handed\"]",
        "do = \"return\"\nat = [\"checking\"]",
        "do = \"hand-over\"",
    ),
    shown("hand-over.no-way-back", "leaves = true\n", "", "do = \"step\"\nkey = \"consult\""),
    shown(
        "step.no-holder",
        "stage = \"work\"\nholder = \"lead\"\n",
        "stage = \"work\"\n",
        "key = \"handed\"",
    ),
    told(
        "step.no-clock",
        "on = \"submitter\"\nat = [\"answered\"]",
        "on = \"office\"\nat = [\"answered\"]",
        "key = \"answered\"",
    ),
    told(
        "step.no-clock",
        "on = \"submitter\"\nat = [\"answered\"]\n",
        "on = \"submitter\"\nat = [\"answered\"]\nafter = [\"reply\"]\n",
        "key = \"answered\"",
    ),
    shown(
        "step.no-way-on",
        "[sets]\n",
        "[[step]]\nkey = \"pit\"\nname = [\"坑\", \"Pit\"]\nstage = \"work\"\nholder = \"office\"\n\
        [[act]]\ndo = \"step\"\nkey = \"fall\"\nname = [\"落\", \"Fall\"]\nat = [\"raised\"]\n\
        by = [\"office\"]\nto = \"pit\"\nmost = 1\n[[act]]\ndo = \"step\"\nkey = \"rise\"\n\
        name = [\"起\", \"Rise\"]\nat = [\"pit\"]\nby = [\"court\"]\nto = \"raised\"\n[[clock]]\n\
        key = \"pit-days\"\nname = [\"坑\", \"Pit\"]\non = \"office\"\nat = [\"pit\"]\n\
        until = [\"rise\"]\nlength = { days = 3 }\nwarn = 1\nat_expiry = { show = true }\n\
        source = { local = true }\n[sets]\n",
        "key = \"pit\"\nname",
    ),
    told(
        "role.never-named",
        "do = \"return\"\nat = [\"handed\"]\nby = [\"lead\"]\nto = \"raised\"",
        "do = \"return\"\nat = [\"handed\"]\nby = [\"lead\"]\nto = \"handed\"",
        "key = \"handed\"",
    ),
    // Clocks.
    shown(
        "clock.no-expiry",
        "warn = 10\nat_expiry = { show = true }",
        "warn = 10",
        "key = \"promise\"",
    ),
    shown(
        "clock.never-fulfilled",
        "until = [\"deliver\"]",
        "until = [\"grant-time\"]",
        "key = \"promise\"",
    ),
    shown("clock.no-date", "answers = true\n", "", ""),
    shown(
        "clock.no-date",
        "on = \"lead\"\nat = [\"handed\"]\n",
        "on = \"lead\"\nat = [\"handed\"]\nanswers = true\n",
        "",
    ),
    // Judges.
    shown(
        "act.own-judge",
        "do = \"grant-time\"\nat = [\"handed\"]\nby = [\"office\"]",
        "do = \"grant-time\"\nat = [\"handed\"]\nby = [\"office\", \"lead\"]",
        "do = \"grant-time\"",
    ),
    shown(
        "act.own-judge",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"office\"]",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"lead\"]\njudges = true",
        "do = \"note\"",
    ),
    shown(
        "act.own-judge",
        "[returns]\nmost = 2\narbiter = \"office\"",
        "[returns]\nmost = 2\narbiter = \"lead\"",
        "do = \"return\"",
    ),
    shown(
        "act.own-judge",
        "key = \"court\"\nname = [\"法院\", \"Court\"]\noffice = \"handler\"\nat = \"sort\"\n\
        sort = \"court\"",
        "key = \"court\"\nname = [\"法院\", \"Court\"]\noffice = \"handler\"\nat = \"lead\"\n\
        [[act]]\ndo = \"refuse-time\"\nat = [\"handed\"]\nby = [\"office\", \"court\"]",
        "do = \"refuse-time\"",
    ),
    shown(
        "act.rating-by-office",
        "do = \"rate\"\nat = [\"answered\"]\nby = [\"submitter\"]",
        "do = \"rate\"\nat = [\"answered\"]\nby = [\"submitter\", \"office\"]",
        "do = \"rate\"",
    ),
    shown(
        "time.other-judge",
        "granted_by = \"office\"",
        "granted_by = \"court\"",
        "do = \"grant-time\"",
    ),
    // Time.
    shown(
        "time.beyond-law",
        "length = { months = 3 }",
        "length = { months = 1 }",
        "key = \"answer\"",
    ),
    shown(
        "time.beyond-law",
        "length = { months = 3 }",
        "length = { days = 20 }\nafter = [\"hand-over\"]",
        "key = \"answer\"",
    ),
    // What only notes fulfils both the submitter's date and the office's clock.
    shown("time.unbounded", BOTH_CLOCKS, NOTE_FULFILS_BOTH, "key = \"answer\""),
    shown(
        "maximum.never",
        "length = { months = 3 }",
        "length = { months = 3 }\nafter = [\"rate\"]",
        "[maximum]",
    ),
    shown(
        "time.beyond-law",
        "length = { working_days = 30 }",
        "length = { working_days = 300 }",
        "key = \"answer\"",
    ),
];
