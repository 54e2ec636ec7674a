//! Mutants whose numbers nobody could live by.

use super::{Mutant, shown, told};

pub(super) const MUTANTS: &[Mutant] = &[
    told(
        "clock.warn-early",
        "until = [\"reply\"]\nlength = { parameter = \"reply-days\" }\nwarn = 3",
        "until = [\"reply\"]\nlength = { parameter = \"reply-days\" }\nwarn = 10",
        "key = \"work-days\"",
    ),
    // 21 working days are 30 days: the whole clock.
    told("clock.warn-early", "warn = 7", "warn = 21", "key = \"rating-days\""),
    told("clock.warn-early", "warn = 10\n", "warn = 300\n", "key = \"promise\""),
    shown("length.zero", "length_most = { working_days = 5 }", "length_most = { days = 0 }", MORE),
    shown("bound.zero", "[more_time]\nmost = 1", "[more_time]\nmost = 0", MORE),
    shown("bound.zero", RETURNS, "[returns]\nmost = 0\narbiter = \"office\"", ARBITER),
    shown("length.beyond", "length = { months = 3 }", "length = { months = 121 }", "[maximum]"),
    shown("length.beyond", "length = { working_days = 3 }", "length = { days = 9999 }", DESK),
    shown("length.beyond", "changeable_days = 30", "changeable_days = 4000", "[rating]"),
    shown("rating.group", "group_least = 5", "group_least = 1001", "[rating]"),
    shown("look-back.share", "[maximum]\n", LOOK_BACK, "[look_back]"),
    shown("length.zero", "[maximum]\n", RELAPSE, "[relapse]"),
    shown("files.beyond", "[maximum]\n", "[files]\nmost = 6\nbytes_most = 0\n[maximum]\n", FILES),
];

const MORE: &str = "[more_time]";
const DESK: &str = "key = \"desk\"";
const FILES: &str = "[files]";
const RETURNS: &str = "[returns]\nmost = 2\narbiter = \"office\"";
const ARBITER: &str = "arbiter = \"office\"";
const LOOK_BACK: &str = "[look_back]\nshare_percent = 101\nafter = { days = 90 }\n\
                         source = { local = true }\n[maximum]\n";
const RELAPSE: &str = "[relapse]\nwithin = { days = 0 }\nsource = { local = true }\n[maximum]\n";
