//! Mutants whose file cannot be read, whose names lead nowhere, or whose acts nobody could do.

use super::{Mutant, shown};

const CONSULT: &str = "do = \"step\"\nkey = \"consult\"";
const ADVISE: &str = "do = \"step\"\nkey = \"advise\"";
const GIVE_UP: &str = "do = \"step\"\nkey = \"give-up\"";
const CONVERT: &str = "do = \"convert\"";

pub(super) const MUTANTS: &[Mutant] = &[
    // What cannot be read.
    shown("file.unreadable", "version = 1\n", "version = one\n", "version = one"),
    shown("file.unreadable", "kind = \"day\"", "kind = \"date\"", "kind = \"date\""),
    shown("file.unreadable", "warn = 10\n", "warn = 10\nescalates = true\n", "escalates = true"),
    shown(
        "length.unreadable",
        "{ working_days = 3 }",
        "{ working_days = 3, days = 3 }",
        "key = \"desk\"",
    ),
    shown("length.unreadable", "{ days = 30 }", "{}", "key = \"rating-days\""),
    shown(
        "length.unreadable",
        "length = { working_days = 10 }",
        "length = { parameter = \"reply-days\" }",
        "key = \"reply-days\"",
    ),
    shown(
        "parameter.unknown",
        "{ parameter = \"reply-days\" }",
        "{ parameter = \"reply\" }",
        "key = \"work-days\"",
    ),
    shown(
        "parameter.unknown",
        "group_least = 5\n",
        "group_least = 5\n\n[given.days]\nlength = { days = 1 }\nsource = { local = true }\n",
        "[given.days]",
    ),
    shown(
        "rule.no-source",
        "source = { law = \"《样本条例》第一条\" }",
        "source = { law = \" \" }",
        "key = \"reply-days\"",
    ),
    shown("rule.no-source", "source = { law = \"《样本条例》第二条\" }", "", "[maximum]"),
    shown(
        "rule.no-source",
        "length = { days = 15 }\nwarn = 3\nat_expiry = { resume = true }\n\
        source = { local = true }",
        "length = { days = 15 }\nwarn = 3\nat_expiry = { resume = true }\n\
        source = { law = \"《甲》\", local = true }",
        "key = \"question\"",
    ),
    shown(
        "set.unknown",
        "do = \"withdraw\"\nat = [\"@open\"]",
        "do = \"withdraw\"\nat = [\"@opened\"]",
        "do = \"withdraw\"",
    ),
    shown(
        "role.half",
        "office = \"handler\"\nat = \"lead\"",
        "office = \"handler\"",
        "key = \"lead\"",
    ),
    shown("field.unclear", ", [\"light\", \"轻\", \"Light\"]]", "]", "key = \"weight\""),
    shown(
        "field.unclear",
        "kind = \"posts\"\noffice = \"deputy\"",
        "kind = \"posts\"",
        "key = \"experts\"",
    ),
    shown("clock.no-length", "length = { days = 10 }\n", "", "key = \"advice\""),
    shown(
        "clock.no-length",
        "promised = true",
        "promised = true\nlength = { days = 3 }",
        "key = \"promise\"",
    ),
    // Names.
    shown(
        "step.twice",
        "[sets]\n",
        "[[step]]\nkey = \"closed\"\nname = [\"又\", \"Twice\"]\nstage = \"end\"\n\
        outcome = \"answered\"\n[sets]\n",
        "key = \"closed\"\nname = [\"又\"",
    ),
    shown(
        "role.twice",
        "key = \"court\"",
        "key = \"office\"",
        "key = \"office\"\nname = [\"法院\"",
    ),
    shown(
        "clock.twice",
        "key = \"papers\"",
        "key = \"desk\"",
        "key = \"desk\"\nname = [\"送达材料\"",
    ),
    shown(
        "field.twice",
        "key = \"experts\"\nname",
        "key = \"weight\"\nname",
        "key = \"weight\"\nname = [\"专家\"",
    ),
    shown(
        "choice.twice",
        "[\"light\", \"轻\", \"Light\"]",
        "[\"light\", \"轻\", \"Light\"], [\"heavy\", \"又\", \"Twice\"]",
        "key = \"weight\"",
    ),
    shown(
        "step.unknown",
        "by = [\"office\"]\nto = \"handed\"",
        "by = [\"office\"]\nto = \"handing\"",
        "do = \"hand-over\"",
    ),
    shown(
        "step.unknown",
        "at_expiry = { move = \"raised\" }",
        "at_expiry = { move = \"rised\" }",
        "key = \"advice\"",
    ),
    shown("step.unknown", "skip_to = \"closed\"", "skip_to = \"shut\"", "key = \"answered\""),
    shown("role.unknown", "holder = \"lead\"", "holder = \"unit\"", "key = \"handed\""),
    shown(
        "role.unknown",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"office\"]",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"desk\"]",
        "do = \"note\"",
    ),
    shown("role.unknown", "granted_by = \"office\"", "granted_by = \"chief\"", ""),
    shown(
        "role.unknown",
        "[rounds]\nmost = 2\narbiter = \"office\"",
        "[rounds]\nmost = 2\narbiter = \"chief\"",
        "arbiter = \"chief\"",
    ),
    shown("act.unknown", "requires = [\"note\"]", "requires = [\"nod\"]", "do = \"explain\""),
    shown("act.unknown", "until = [\"deliver\"]", "until = [\"kept\"]", "key = \"promise\""),
    shown(
        "name.missing",
        "name = [\"已撤回\", \"Withdrawn\"]",
        "name = [\"已撤回\", \" \"]",
        "key = \"withdrawn\"",
    ),
    shown("name.missing", "name = [\"提出意见\", \"Advise\"]\n", "", ADVISE),
    shown("name.missing", "about = [\"一个小规程。\", \"A small procedure.\"]\n", "", ""),
    shown("role.sort", "sort = \"court\"\n", "", "key = \"court\""),
    shown(
        "role.sort",
        "at = \"house\"\n",
        "at = \"house\"\nsort = \"court\"\n",
        "key = \"office\"",
    ),
    shown("confidential.group", "group_least = 5", "group_least = 4", ""),
    // Forms and routes.
    shown("field.names-nobody", "names = \"expert\"", "names = \"court\"", "key = \"experts\""),
    shown(
        "field.names-nobody",
        "office = \"deputy\"\nmost = 3",
        "office = \"leader\"\nmost = 3",
        "key = \"experts\"",
    ),
    shown(
        "field.no-form",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"office\"]\n",
        "do = \"note\"\nat = [\"raised\"]\nby = [\"office\"]\n[[act.field]]\nkey = \"tone\"\n\
        name = [\"语气\", \"Tone\"]\nkind = \"line\"\n",
        "do = \"note\"",
    ),
    shown(
        "route.no-choice",
        "route = { field = \"weight\"",
        "route = { field = \"hearing\"",
        CONSULT,
    ),
    shown(
        "route.no-choice",
        "kind = \"choice\"\n",
        "kind = \"choice\"\noptional = true\n",
        CONSULT,
    ),
    shown(
        "route.gap",
        "{ heavy = \"checking\", light = \"raised\" }",
        "{ heavy = \"checking\" }",
        CONSULT,
    ),
    shown(
        "route.twice",
        "most = 2\n[[act.field]]",
        "most = 2\nto = \"raised\"\n[[act.field]]",
        CONSULT,
    ),
    shown("convert.nowhere", "into = \"public-opinion\"\n", "", CONVERT),
    shown(
        "convert.nowhere",
        "do = \"ask\"\n",
        "do = \"ask\"\ninto = \"public-opinion\"\n",
        "do = \"ask\"\n",
    ),
    // Acts.
    shown(
        "act.no-key",
        "by = [\"expert\"]\nleaves = true\n",
        "by = [\"expert\"]\nleaves = true\n[[act]]\ndo = \"step\"\nname = [\"动\", \"Step\"]\n\
        at = [\"raised\"]\nby = [\"office\"]\n",
        "do = \"step\"\nname",
    ),
    shown("act.never", "most = 2\n[[act.field]]", "most = 0\n[[act.field]]", CONSULT),
    shown(
        "act.twice",
        "do = \"ask-for-time\"\n",
        "do = \"ask-for-time\"\nkey = \"note\"\nname = [\"请\", \"Ask\"]\n",
        "do = \"ask-for-time\"\n",
    ),
    shown(
        "act.by-nobody",
        "do = \"withdraw\"\nat = [\"@open\"]\nby = [\"submitter\"]",
        "do = \"withdraw\"\nat = [\"@open\"]\nby = []",
        "do = \"withdraw\"",
    ),
    shown(
        "act.nowhere",
        "do = \"deliver\"\nat = [\"answered\", \"closed\"]",
        "do = \"deliver\"\nat = []",
        "do = \"deliver\"",
    ),
    shown(
        "act.hidden",
        "do = \"deliver\"\n",
        "do = \"explain\"\nat = [\"raised\"]\nby = [\"court\", \"office\"]\nto = \"closed\"\n\
        [[act]]\ndo = \"deliver\"\n",
        "do = \"explain\"\nat = [\"raised\"]\nby = [\"court\"",
    ),
    shown(
        "act.hidden",
        "do = \"deliver\"\n",
        "do = \"submit\"\nby = [\"court\"]\nto = \"handed\"\n[[act]]\ndo = \"deliver\"\n",
        "do = \"submit\"\nby = [\"court\"]",
    ),
    shown(
        "act.never-again",
        "do = \"reply\"\n",
        "do = \"reply\"\nagain = \"raised\"\n",
        "do = \"reply\"",
    ),
    shown(
        "act.never-again",
        "to = \"raised\"\nevery = true",
        "to = \"raised\"\nagain = \"raised\"\nevery = true",
        ADVISE,
    ),
    shown(
        "act.no-part",
        "by = [\"expert\"]\nleaves = true",
        "by = [\"expert\", \"office\"]\nleaves = true",
        GIVE_UP,
    ),
    shown("act.no-part", "do = \"reply\"\n", "do = \"reply\"\nevery = true\n", "do = \"reply\""),
    shown("act.nobody-left", "to = \"raised\"\nevery = true", "to = \"raised\"", GIVE_UP),
    shown(
        "act.officers-only",
        "do = \"return\"\nat = [\"handed\"]\nby = [\"lead\"]",
        "do = \"return\"\nat = [\"handed\"]\nby = [\"lead\", \"submitter\"]",
        "do = \"return\"",
    ),
    shown(
        "split.no-form",
        "do = \"submit\"\nby = [\"submitter\"]\nto = \"raised\"\n",
        "do = \"split\"\nat = [\"raised\"]\nby = [\"office\"]\n[[act]]\ndo = \"submit\"\n\
        by = [\"submitter\"]\nto = \"raised\"\n[[act.field]]\nkey = \"who\"\n\
        name = [\"谁\", \"Who\"]\nkind = \"posts\"\noffice = \"deputy\"\nnames = \"expert\"\n",
        "do = \"split\"",
    ),
    shown("skip.half", "skip_after = [\"rate\"]\n", "", "key = \"answered\""),
    // Lists and scales that are asked for and not there.
    shown(
        "time.unbounded",
        "[more_time]\nmost = 1\nlength_most = { working_days = 5 }\ngranted_by = \"office\"\n\
        source = { local = true }\n",
        "",
        "do = \"ask-for-time\"",
    ),
    shown(
        "returns.unbounded",
        "[returns]\nmost = 2\narbiter = \"office\"\n",
        "",
        "do = \"return\"",
    ),
    shown(
        "rating.none",
        "scale = [[\"good\", \"满意\", \"Satisfied\"], [\"bad\", \"不满意\", \"Not satisfied\"]]\n\
        asks_again = [\"bad\"]",
        "scale = []",
        "do = \"rate\"",
    ),
    shown("rating.unknown", "asks_again = [\"bad\"]", "asks_again = [\"worse\"]", ""),
    shown(
        "answer.none",
        "means = \"done\"\n",
        "means = \"done\"\nonly = \"convert\"\n",
        "do = \"reply\"",
    ),
    shown("answer.none", "only = \"explain\"\n", "", "do = \"explain\""),
    // Clocks that cannot be reckoned.
    shown("clock.zero", "length = { days = 10 }", "length = { days = 0 }", "key = \"advice\""),
    shown(
        "clock.no-day",
        "before = { field = \"hearing\"",
        "before = { field = \"weight\"",
        "key = \"papers\"",
    ),
    shown(
        "clock.no-day",
        "kind = \"day\"\n",
        "kind = \"day\"\noptional = true\n",
        "key = \"papers\"",
    ),
    shown("clock.no-promise", "after = [\"reply\"]", "after = [\"rate\"]", "key = \"promise\""),
    shown(
        "pause.no-end",
        "at_expiry = { resume = true }",
        "at_expiry = { show = true }",
        "do = \"ask\"\n",
    ),
    shown(
        "pause.no-end",
        "at = [\"@open\"]\nafter = [\"ask\"]",
        "at = [\"handed\"]\nafter = [\"ask\"]",
        "do = \"ask\"\n",
    ),
];
