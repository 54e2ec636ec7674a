//! Whom readers of the public log are told to trust, and what went wrong that somebody must see.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicI64;

use law::clock::Time;
use law::tlog::{Policy, VerifierKey};
use store::Fault;
use store::fault::Context;

/// The policy by which checkpoints of the house are judged.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The policy.
    pub policy: Policy,
    /// Its text, as readers take it away.
    pub text: String,
}

impl Trust {
    /// The policy of a house whose operator named no witness: its own keys, and nobody else.
    ///
    /// # Errors
    /// None for sound keys.
    pub fn plain(keys: &[VerifierKey]) -> Result<Self, Fault> {
        let mut text = lines(keys);
        text.push_str("quorum none\n");
        Self::read(&text)
    }

    /// Reads a policy.
    ///
    /// # Errors
    /// The line that says nothing clear.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let read = Policy::read(text.as_bytes());
        let policy = read.map_err(|(line, wrong)| {
            Fault::from_error(format!("reading line {line} of the policy"), wrong)
        })?;
        Ok(Self { policy, text: text.to_owned() })
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that says nothing clear.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let text =
            std::fs::read_to_string(path).while_(|| format!("reading {}", path.display()))?;
        Self::read(&text)
    }
}

/// The lines of a policy that trust the log of some keys.
pub fn lines(keys: &[VerifierKey]) -> String {
    keys.iter().flat_map(|key| ["log ".to_owned(), key.to_string(), "\n".to_owned()]).collect()
}

/// What went wrong and has not been mended, by its kind.
#[derive(Debug, Default)]
pub struct Alarms(Mutex<BTreeMap<&'static str, Alarm>>);

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Since when.
    pub since: Time,
    /// What, for the operator.
    pub what: String,
}

/// The kinds of alarms.
pub const ALARMS: &[&str] = &[
    // The log, its tree and what was signed do not fit together: nothing is signed.
    "tree",    // A witness has seen something else than what the house holds.
    "witness", // A row is not what the log makes it.
    "verify",
    // Another house has not signed for an hour for what it is told.
    "referrals",
];

/// What the rounds came to in which a served house goes over itself.
#[derive(Debug, Default)]
pub struct Rounds {
    /// When the newest round began that found nothing, in seconds of Unix; 0 for none.
    pub sound: AtomicI64,
    /// How long the last one took, in seconds.
    pub lasted: AtomicI64,
}

impl Alarms {
    /// Raises an alarm, or says anew what is wrong.
    pub fn raise(&self, kind: &'static str, what: &str, now: Time) {
        let mut alarms = self.0.lock().expect("nothing panics while holding the alarms");
        let alarm = alarms.entry(kind).or_insert(Alarm { since: now, what: String::new() });
        if alarm.what != what {
            tracing::error!(kind, what, "alarm");
            what.clone_into(&mut alarm.what);
        }
    }

    /// It is mended.
    pub fn clear(&self, kind: &'static str) {
        let mut alarms = self.0.lock().expect("nothing panics while holding the alarms");
        if alarms.remove(kind).is_some() {
            tracing::info!(kind, "the alarm is over");
        }
    }

    /// Every alarm that stands.
    pub fn all(&self) -> Vec<(&'static str, Alarm)> {
        let alarms = self.0.lock().expect("nothing panics while holding the alarms");
        alarms.iter().map(|(kind, alarm)| (*kind, alarm.clone())).collect()
    }
}
