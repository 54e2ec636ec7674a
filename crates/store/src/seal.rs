//! The keys with which a house signs its checkpoints, and what it signed last: files beside the
//! database, so that a database from a backup does not make the house contradict itself.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use law::tlog::note::Kind;
use law::tlog::{SigningKey, VerifierKey};

use crate::Chance;
use crate::fault::{Context, Fault};

/// The keys of a log, as its file holds them: one a line, the newest first.
pub struct Seal {
    path: PathBuf,
    last: PathBuf,
    /// The keys that sign. The name of the first is the origin of the log.
    pub signing: Vec<SigningKey>,
    /// Keys that signed before: checkpoints in the history are checked by them.
    pub retired: Vec<VerifierKey>,
}

impl Seal {
    /// Reads the keys of a house, where it has some.
    pub fn load(dir: &Path, house: &str) -> Result<Option<Self>, Fault> {
        let path = dir.join(format!("log-{house}.key"));
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).while_(|| format!("reading {}", path.display()))?;
        let last = dir.join(format!("log-{house}.signed"));
        let mut seal = Self { path, last, signing: vec![], retired: vec![] };
        for (number, line) in text.lines().enumerate() {
            let place = || format!("reading line {} of {}", number + 1, seal.path.display());
            if line.starts_with("PRIVATE+KEY+") {
                let key = SigningKey::read(line).while_(place)?;
                seal.signing.push(key);
            } else {
                let key = VerifierKey::read(line).while_(place)?;
                seal.retired.push(key);
            }
        }
        if seal.signing.is_empty() {
            return Err(Fault::new(format!(
                "{} holds no key that signs: restore it from a backup",
                seal.path.display()
            )));
        }
        Ok(Some(seal))
    }

    /// Makes the first key of a house, whose log is called by an origin.
    pub fn found(dir: &Path, house: &str, origin: &str, chance: &Chance) -> Result<Self, Fault> {
        let key = SigningKey::new(origin, Kind::Plain, chance.bytes())
            .while_(|| format!("calling a log {origin}"))?;
        let path = dir.join(format!("log-{house}.key"));
        let last = dir.join(format!("log-{house}.signed"));
        let seal = Self { path, last, signing: vec![key], retired: vec![] };
        seal.keep()?;
        Ok(seal)
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.signing[0].verifier().name
    }

    /// Every key by which something of this log was ever signed.
    pub fn verifiers(&self) -> Vec<VerifierKey> {
        let signing = self.signing.iter().map(|key| key.verifier().clone());
        signing.chain(self.retired.iter().cloned()).collect()
    }

    /// Adds a key, with which checkpoints are signed beside those before.
    pub fn rotate(&mut self, chance: &Chance) -> Result<(), Fault> {
        let key = SigningKey::new(self.origin(), Kind::Plain, chance.bytes())
            .while_(|| "making a key".to_owned())?;
        self.signing.insert(0, key);
        self.keep()
    }

    /// Signs no more with any but the newest key.
    pub fn retire(&mut self) -> Result<(), Fault> {
        let old: Vec<_> = self.signing.drain(1..).map(|key| key.verifier().clone()).collect();
        self.retired.splice(0..0, old);
        self.keep()
    }

    /// Goes on under another origin with another key; the file of what was signed last is put
    /// aside, since the new log has signed nothing.
    pub fn succeed(&mut self, origin: &str, chance: &Chance) -> Result<(), Fault> {
        if self.verifiers().iter().any(|key| key.name == origin) {
            return Err(Fault::new(format!("{origin} was the name of a log of this house before")));
        }
        let key = SigningKey::new(origin, Kind::Plain, chance.bytes())
            .while_(|| format!("calling a log {origin}"))?;
        let old: Vec<_> = self.signing.drain(..).map(|key| key.verifier().clone()).collect();
        self.retired.splice(0..0, old);
        self.signing.push(key);
        self.keep()?;
        if self.last.exists() {
            let aside = self.last.with_extension(format!("signed-{}", self.retired.len()));
            fs::rename(&self.last, &aside)
                .while_(|| format!("putting {} aside", self.last.display()))?;
        }
        Ok(())
    }

    /// The checkpoint that was signed last.
    pub fn last_signed(&self) -> Result<Option<String>, Fault> {
        if !self.last.exists() {
            return Ok(None);
        }
        let read = fs::read_to_string(&self.last);
        read.map(Some).while_(|| format!("reading {}", self.last.display()))
    }

    /// Notes what is signed, before anybody sees it.
    pub fn note_signed(&self, note: &str) -> Result<(), Fault> {
        replace(&self.last, note.as_bytes())
    }

    fn keep(&self) -> Result<(), Fault> {
        let signing = self.signing.iter().map(|key| key.secret() + "\n");
        let retired = self.retired.iter().map(|key| format!("{key}\n"));
        replace(&self.path, signing.chain(retired).collect::<String>().as_bytes())
    }
}

/// Puts a file in place of another, so that after a power cut there is either the old or the new.
/// It is readable by its owner alone.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    let write = || -> std::io::Result<()> {
        let mut options = fs::OpenOptions::new();
        let mut file =
            options.write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&partial, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    write().while_(|| format!("writing {}", path.display()))
}
