//! Who was shown who brought a matter, who asked a second person for that, and what came of it.

use law::redaction::{find, hide};
use law::words::TextRef;

use super::*;

/// Whether a record tells of a look at who brought the matter, or of a request for one.
pub(super) fn is_of_look(what: &What) -> bool {
    matches!(
        what,
        What::IdentitySeen(_)
            | What::IdentityAsked(_)
            | What::IdentityGranted(_)
            | What::IdentityRefused(_)
    )
}

/// Why somebody asked, without what leads to a person: the handling unit reads it too, and is not
/// to learn from it who brought the matter.
pub(super) fn masked(said: &[String]) -> Vec<String> {
    said.iter().map(|line| hide(line, &find(line)).into_owned()).collect()
}

impl Composer<'_> {
    /// What such a record says, as lines; the words that were said with it come back.
    pub(super) fn tell_look(&self, what: &What, entry: &mut Entry) -> Option<TextRef> {
        let shell = self.shell;
        let mut line = |key: &str, value: String| entry.lines.push((shell.t(key), value));
        let purpose = |key| shell.state.purpose(key, shell.language.key()).to_owned();
        let request = |record: u64| shell.t1("sheet-look-record", "record", &record.to_string());
        match what {
            What::IdentitySeen(seen) => {
                line("sheet-purpose", purpose(&seen.purpose));
                if let Some(ask) = seen.ask {
                    line("sheet-look-under", request(ask));
                }
                None
            }
            What::IdentityAsked(asked) => {
                line("sheet-purpose", purpose(&asked.purpose));
                line("sheet-look-why", shell.code("sheet-look-why", asked.why.name()));
                line("sheet-look-until", shell.minute(asked.until));
                Some(asked.reason)
            }
            What::IdentityGranted(granted) => {
                line("sheet-look-under", request(granted.ask));
                line("sheet-look-until", shell.minute(granted.until));
                Some(granted.reason)
            }
            What::IdentityRefused(refused) => {
                line("sheet-look-under", request(refused.ask));
                Some(refused.reason)
            }
            _ => None,
        }
    }
}
