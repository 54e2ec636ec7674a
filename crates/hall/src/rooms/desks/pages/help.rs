//! The help of the desk: what its parts are for, and its keys.

use askama::Template;

use crate::kit::{Reply, Shell, Visit, page};

/// Keys that work on the pages of the desk, with the key of what they do.
pub const KEYS: [(&str, &str); 6] = [
    ("1", "desks-key-list"),
    ("/", "desks-key-search"),
    ("n", "desks-key-next"),
    ("a", "desks-key-act"),
    ("b", "desks-key-batch"),
    ("h", "desks-key-help"),
];

#[derive(Template)]
#[template(path = "rooms/desks/help.html")]
struct HelpPage {
    shell: Shell,
}

impl HelpPage {
    fn keys(&self) -> Vec<(&'static str, String)> {
        KEYS.iter().map(|(key, what)| (*key, self.shell.t(what))).collect()
    }
}

/// The page.
pub async fn show(visit: Visit) -> Reply {
    page(&HelpPage { shell: visit.shell })
}
