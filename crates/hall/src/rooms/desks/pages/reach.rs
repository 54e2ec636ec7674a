//! Who brought a matter, at the desk: shown for a purpose, alone or as a second person let it.

use law::matter::Case;
use law::matter::acts::Contact;
use law::matter::asks::{Ask, Standing};
use law::matter::looks::Why;
use law::record::Officer;
use law::words::TextId;
use store::db::Db;
use store::{Fault, vault};

use crate::house::House;
use crate::kit::{Form, Shell};
use crate::rooms::matters::{self, Way};

/// How the page is told that a second person was asked.
pub const ASKED: &str = "ask-identity";

/// Whether and how the resident can be reached.
pub enum Reachable {
    /// Not by who looks, or not at all.
    No,
    /// On asking, for a purpose: codes and words.
    Asking(Vec<(String, String)>),
    /// A second person has to let who looks, or has.
    Second(Second),
    /// Not by who looks, who handles the matter all the same: why.
    Unknown(String),
    /// Shown, as it was asked.
    Shown(Contact),
}

/// What who looks may do about a second person.
pub struct Second {
    /// Why one person alone may not.
    pub means: String,
    /// What became of the last request: its tag, its sentence, and what the second person wrote.
    pub last: Option<(&'static str, String, String)>,
    /// Whether it opens the identity now.
    pub opens: bool,
    /// For what a new request can be; none where one waits or opens.
    pub purposes: Vec<(String, String)>,
    /// The reason as it was typed.
    pub reason: String,
}

/// How the page of a matter shows how the resident can be reached.
pub fn reachable(
    db: Db<'_>,
    house: &House,
    (shell, officers, case): (&Shell, &[Officer], &Case),
    asked: (Option<Contact>, &Form),
) -> Result<Reachable, Fault> {
    let (contact, form) = asked;
    if let Some(contact) = contact {
        return Ok(Reachable::Shown(contact));
    }
    if case.contact.is_none() {
        return Ok(Reachable::No);
    }
    let now = house.now();
    let (why, last) = match matters::way(db, (&shell.state, now), case, officers)? {
        Way::Alone(_) => return Ok(Reachable::Asking(purposes(shell))),
        Way::No(refusal) if refusal.code == "contact.pseudonym" => {
            return Ok(Reachable::Unknown(shell.refusal(&refusal)));
        }
        Way::No(_) => return Ok(Reachable::No),
        Way::Granted(_, ask) => (ask.asked.why, Some(ask)),
        Way::Ask(_, why, last) => (why, last),
    };
    let opens = last.as_ref().is_some_and(|ask| ask.opens(now));
    let waits = last.as_ref().is_some_and(|ask| ask.waits(now));
    let most = shell.state.privacy.looks.a_day;
    let means = match why {
        Why::Urgent => shell.t("desks-second-means-urgent"),
        Why::Many => shell.t1("desks-second-means-many", "most", most),
    };
    let last = last.map(|ask| told(db, shell, (&ask, opens, waits))).transpose()?;
    Ok(Reachable::Second(Second {
        means,
        last: last.flatten(),
        opens,
        purposes: if opens || waits { vec![] } else { purposes(shell) },
        reason: form.text("reason").to_owned(),
    }))
}

/// What became of a request: the class of its notice, its sentence, what the second person wrote.
fn told(
    db: Db<'_>,
    shell: &Shell,
    (ask, opens, waits): (&Ask, bool, bool),
) -> Result<Option<(&'static str, String, String)>, Fault> {
    let text = |id: TextId| -> Result<String, Fault> {
        Ok(vault::text(db, id)?.map(|text| text.text).unwrap_or_default())
    };
    Ok(Some(match &ask.standing {
        Standing::Granted(granted) if opens => {
            let until = shell.minute(granted.until);
            let purpose = shell.state.purpose(&ask.asked.purpose, shell.language.key());
            let values = [("until", until.as_str()), ("purpose", purpose)];
            ("is-done", shell.tn("desks-second-granted", &values), text(granted.reason.id)?)
        }
        Standing::Refused(refused) => {
            ("is-late", shell.t("desks-second-refused"), text(refused.reason.id)?)
        }
        Standing::Waits if waits => {
            let until = shell.minute(ask.asked.until);
            ("is-soon", shell.t1("desks-second-waits", "until", &until), String::new())
        }
        Standing::Waits | Standing::Granted(_) => {
            ("is-info", shell.t("desks-second-over"), String::new())
        }
        Standing::Used => return Ok(None),
    }))
}

/// For what a resident may be reached: codes and words.
fn purposes(shell: &Shell) -> Vec<(String, String)> {
    let word = |purpose: &law::privacy::Purpose| {
        let name = shell.state.purpose(&purpose.key, shell.language.key());
        (purpose.key.to_string(), name.to_owned())
    };
    shell.state.privacy.purposes.iter().map(word).collect()
}
