//! Whom a reader trusts: logs, witnesses, and how many of them must have seen a checkpoint (C2SP
//! tlog-policy).

use std::collections::BTreeSet;

use super::checkpoint::Checkpoint;
use super::decimal;
use super::flaw::Flaw;
use super::note::{Kind, Note, VerifierKey};
use crate::words::Unreadable;

/// Logs and witnesses that a reader trusts, and the rule over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The keys of the logs that are accepted, each with the address where it is reached.
    pub logs: Vec<(VerifierKey, Option<String>)>,
    /// The witnesses.
    pub witnesses: Vec<Witness>,
    quorum: Quorum,
}

/// A witness as a policy names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it; names are octets and mean nothing outside.
    pub name: Vec<u8>,
    /// Its key.
    pub key: VerifierKey,
    /// Where checkpoints are submitted to it.
    pub address: Option<String>,
}

/// What must have been cosigned, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Quorum {
    None,
    Witness(usize),
    AtLeast(usize, Vec<Quorum>),
}

/// What a policy says of a checkpoint that it accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// When each witness of the policy cosigned it, in seconds of Unix; nothing where it did not.
    pub cosigned: Vec<Option<u64>>,
    /// Since when so many had that the quorum is met, in seconds of Unix; nothing where the policy
    /// asks for no witness.
    pub since: Option<u64>,
}

impl Policy {
    /// A policy that trusts one log and asks for no witness.
    pub fn of_log(key: VerifierKey) -> Self {
        Self { logs: vec![(key, None)], witnesses: vec![], quorum: Quorum::None }
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// With the number of the line that is wrong.
    pub fn read(file: &[u8]) -> Result<Self, (usize, Unreadable)> {
        let mut reader = Reader::default();
        for (number, line) in file.split(|byte| *byte == b'\n').enumerate() {
            reader.line(line).map_err(|wrong| (number + 1, wrong))?;
        }
        let Reader { logs, witnesses, quorum, .. } = reader;
        let lines = file.split(|byte| *byte == b'\n').count();
        let quorum =
            quorum.ok_or((lines, Unreadable("a policy has exactly one line of a quorum")))?;
        Ok(Self { logs, witnesses, quorum })
    }

    /// Whether cosignatures are asked for at all.
    pub fn asks_for_witnesses(&self) -> bool {
        self.quorum != Quorum::None
    }

    /// Judges a checkpoint: is it of a log that is trusted, and have enough witnesses seen it?
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&self, note: &Note) -> Result<Judged, Flaw> {
        let judged = self.judge_signatures(note)?;
        match (&self.quorum, judged.since) {
            (Quorum::None, _) | (_, Some(_)) => Ok(judged),
            (_, None) => Err(Flaw::Quorum),
        }
    }

    /// The same without asking whether the quorum is met.
    ///
    /// # Errors
    /// A log that is not trusted, or a signature that does not fit.
    pub fn judge_signatures(&self, note: &Note) -> Result<Judged, Flaw> {
        let checkpoint = Checkpoint::read(&note.text).map_err(|_| Flaw::Unreadable)?;
        let logs: Vec<VerifierKey> = self
            .logs
            .iter()
            .map(|(key, _)| key.clone())
            .filter(|key| key.name == checkpoint.origin)
            .collect();
        let signed = note.verified(&logs).map_err(|_| Flaw::Signature)?;
        if signed.iter().all(Option::is_none) {
            return Err(Flaw::Log);
        }
        let keys: Vec<VerifierKey> = self.witnesses.iter().map(|w| w.key.clone()).collect();
        let cosigned = note.verified(&keys).map_err(|_| Flaw::Signature)?;
        let since = since(&self.quorum, &cosigned);
        Ok(Judged { checkpoint, cosigned, since })
    }
}

/// Since when a quorum is met: of as many members as are needed, those that cosigned last, the
/// first of them.
fn since(quorum: &Quorum, cosigned: &[Option<u64>]) -> Option<u64> {
    match quorum {
        Quorum::None => None,
        Quorum::Witness(witness) => cosigned[*witness],
        Quorum::AtLeast(least, members) => {
            let mut times: Vec<u64> = members.iter().filter_map(|m| since(m, cosigned)).collect();
            times.sort_unstable_by(|a, b| b.cmp(a));
            times.get(least - 1).copied()
        }
    }
}

#[derive(Default)]
struct Reader {
    logs: Vec<(VerifierKey, Option<String>)>,
    witnesses: Vec<Witness>,
    groups: Vec<(Vec<u8>, Quorum)>,
    members: BTreeSet<Vec<u8>>,
    quorum: Option<Quorum>,
}

impl Reader {
    fn line(&mut self, line: &[u8]) -> Result<(), Unreadable> {
        if line.iter().any(|byte| (*byte < b' ' && *byte != b'\t') || *byte == 0x7F) {
            return Err(Unreadable("a policy has no control characters but tab and newline"));
        }
        let words: Vec<&[u8]> = line
            .split(|byte| matches!(byte, b' ' | b'\t'))
            .filter(|word| !word.is_empty())
            .collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] => self.log(key, None),
            [b"log", key, address] => self.log(key, Some(address)),
            [b"witness", name, key] => self.witness(name, key, None),
            [b"witness", name, key, address] => self.witness(name, key, Some(address)),
            [b"group", name, least, members @ ..] => self.group(name, least, members),
            [b"quorum", name] => self.quorum(name),
            _ => Err(Unreadable("a line defines a log, a witness, a group or the quorum")),
        }
    }

    fn log(&mut self, key: &[u8], address: Option<&[u8]>) -> Result<(), Unreadable> {
        let key = key_of(key, Kind::Plain)?;
        if self.logs.iter().any(|(log, _)| log.bytes() == key.bytes()) {
            return Err(Unreadable("two logs have the same key"));
        }
        self.logs.push((key, address.map(lossy)));
        Ok(())
    }

    fn witness(
        &mut self,
        name: &[u8],
        key: &[u8],
        address: Option<&[u8]>,
    ) -> Result<(), Unreadable> {
        let key = key_of(key, Kind::Cosignature)?;
        if self.witnesses.iter().any(|witness| witness.key.bytes() == key.bytes()) {
            return Err(Unreadable("two witnesses have the same key"));
        }
        self.free(name)?;
        self.witnesses.push(Witness { name: name.to_vec(), key, address: address.map(lossy) });
        Ok(())
    }

    fn group(&mut self, name: &[u8], least: &[u8], members: &[&[u8]]) -> Result<(), Unreadable> {
        self.free(name)?;
        let least = match least {
            b"any" => 1,
            b"all" => members.len() as u64,
            number => decimal(&lossy(number))?,
        };
        if least == 0 || least > members.len() as u64 {
            return Err(Unreadable("a group asks for at least one and at most all its members"));
        }
        let mut parts = vec![];
        for member in members {
            parts.push(self.defined(member)?);
            if !self.members.insert(member.to_vec()) {
                return Err(Unreadable("each name is a member of at most one group, once"));
            }
        }
        self.groups.push((name.to_vec(), Quorum::AtLeast(least as usize, parts)));
        Ok(())
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), Unreadable> {
        if self.quorum.is_some() {
            return Err(Unreadable("a policy has exactly one line of a quorum"));
        }
        let quorum = if name == b"none" { Quorum::None } else { self.defined(name)? };
        self.quorum = Some(quorum);
        Ok(())
    }

    fn free(&self, name: &[u8]) -> Result<(), Unreadable> {
        if name == b"none" || self.defined(name).is_ok() {
            return Err(Unreadable("this name has a meaning already"));
        }
        Ok(())
    }

    fn defined(&self, name: &[u8]) -> Result<Quorum, Unreadable> {
        if let Some(place) = self.witnesses.iter().position(|witness| witness.name == name) {
            return Ok(Quorum::Witness(place));
        }
        let group = self.groups.iter().find(|(group, _)| group == name);
        let group = group.ok_or(Unreadable("no line before defines this name"))?;
        Ok(group.1.clone())
    }
}

fn key_of(text: &[u8], kind: Kind) -> Result<VerifierKey, Unreadable> {
    let wrong = Unreadable("a public key is written as name+id+base64");
    let key = VerifierKey::read(std::str::from_utf8(text).map_err(|_| wrong)?)?;
    if key.kind != kind {
        return Err(Unreadable("logs sign with keys of type 1 and witnesses with type 4"));
    }
    Ok(key)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
