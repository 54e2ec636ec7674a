//! Signed notes: a text, an empty line, and lines of signatures (C2SP signed-note), among them the
//! cosignatures of witnesses (C2SP tlog-cosignature).

use std::fmt::Write;

use ed25519_dalek::{Signature, Signer, VerifyingKey};

use super::{decoded, encoded};
use crate::words::{Hash, Unreadable};

/// Most bytes of a note that is read.
pub const BYTES_MOST: usize = 64 * 1024;
/// Most signatures of a note that is read.
const SIGNATURES_MOST: usize = 64;
/// What a line of a signature begins with.
const DASH: &str = "— ";

/// What is signed with a key, by the byte that stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The note itself, by a log.
    Plain = 1,
    /// The note and the time at which a witness saw it.
    Cosignature = 4,
}

impl Kind {
    fn of(byte: u8) -> Result<Self, Unreadable> {
        match byte {
            1 => Ok(Self::Plain),
            4 => Ok(Self::Cosignature),
            _ => Err(Unreadable("only Ed25519 keys of logs (1) and witnesses (4) are known here")),
        }
    }
}

/// A key by which signatures are checked: `name+id+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// The name of who signs.
    pub name: String,
    /// What is signed.
    pub kind: Kind,
    /// The first four bytes of the hash of both and the key.
    pub id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    fn new(name: &str, kind: Kind, key: VerifyingKey) -> Result<Self, Unreadable> {
        let is_name = !name.is_empty()
            && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+');
        if !is_name {
            return Err(Unreadable("a key has a name without blanks and without a plus"));
        }
        let hash = Hash::of(&[name.as_bytes(), b"\n", &[kind as u8], key.as_bytes()]);
        let id = hash.0[..4].try_into().expect("4 of 32 bytes");
        Ok(Self { name: name.to_owned(), kind, id, key })
    }

    /// Reads `name+id+base64`.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a public key is written as name+id+base64");
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong);
        };
        let bytes = decoded(key)?;
        let (kind, key) = bytes.split_first().ok_or(wrong.clone())?;
        let key: &[u8; 32] = key.try_into().map_err(|_| wrong)?;
        let unsound = Unreadable("the public key is no point that Ed25519 knows");
        let point = VerifyingKey::from_bytes(key).map_err(|_| unsound.clone())?;
        if point.is_weak() {
            return Err(unsound);
        }
        let read = Self::new(name, Kind::of(*kind)?, point)?;
        if hex(&read.id) != id {
            return Err(Unreadable("the identifier of the key does not fit its name and bytes"));
        }
        Ok(read)
    }

    /// The 32 bytes of the key.
    pub fn bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Checks a signature over a text. Tells when it was made, in seconds of Unix, where it is a
    /// cosignature, and 0 where not; nothing where it does not fit.
    fn check(&self, text: &str, bytes: &[u8]) -> Option<u64> {
        match self.kind {
            Kind::Plain => {
                let signature = Signature::from_slice(bytes).ok()?;
                self.key.verify_strict(text.as_bytes(), &signature).ok()?;
                Some(0)
            }
            Kind::Cosignature => {
                let (time, signature) = bytes.split_at_checked(8)?;
                let time = u64::from_be_bytes(time.try_into().ok()?);
                let signature = Signature::from_slice(signature).ok()?;
                let signed = cosigned(time, text);
                self.key.verify_strict(signed.as_bytes(), &signature).ok()?;
                i64::try_from(time).is_ok().then_some(time)
            }
        }
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![self.kind as u8];
        bytes.extend(self.bytes());
        write!(f, "{}+{}+{}", self.name, hex(&self.id), encoded(&bytes))
    }
}

/// A key that signs: `PRIVATE+KEY+name+id+base64`.
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

impl SigningKey {
    /// A key from 32 bytes of chance.
    pub fn new(name: &str, kind: Kind, seed: [u8; 32]) -> Result<Self, Unreadable> {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let verifier = VerifierKey::new(name, kind, key.verifying_key())?;
        Ok(Self { key, verifier })
    }

    /// Reads `PRIVATE+KEY+name+id+base64`.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a secret key is written as PRIVATE+KEY+name+id+base64");
        let rest = text.strip_prefix("PRIVATE+KEY+").ok_or(wrong.clone())?;
        let mut parts = rest.splitn(3, '+');
        let (Some(name), Some(id), Some(seed)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong);
        };
        let bytes = decoded(seed)?;
        let (kind, seed) = bytes.split_first().ok_or(wrong.clone())?;
        let read = Self::new(name, Kind::of(*kind)?, seed.try_into().map_err(|_| wrong)?)?;
        if hex(&read.verifier.id) != id {
            return Err(Unreadable("the identifier of the secret key does not fit its bytes"));
        }
        Ok(read)
    }

    /// The secret as it is kept.
    pub fn secret(&self) -> String {
        let mut bytes = vec![self.verifier.kind as u8];
        bytes.extend(self.key.to_bytes());
        let VerifierKey { name, id, .. } = &self.verifier;
        format!("PRIVATE+KEY+{name}+{}+{}", hex(id), encoded(&bytes))
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs a text. `time`, in seconds of Unix, is what a witness says of when it saw it.
    pub fn sign(&self, text: &str, time: u64) -> Line {
        let bytes = match self.verifier.kind {
            Kind::Plain => self.key.sign(text.as_bytes()).to_bytes().to_vec(),
            Kind::Cosignature => {
                let signature = self.key.sign(cosigned(time, text).as_bytes());
                [time.to_be_bytes().as_slice(), &signature.to_bytes()].concat()
            }
        };
        Line { name: self.verifier.name.clone(), id: self.verifier.id, bytes }
    }
}

/// What a cosignature is made over.
fn cosigned(time: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// One line of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name of who signed.
    pub name: String,
    /// The identifier of the key.
    pub id: [u8; 4],
    /// What was signed, as the kind of the key has it.
    pub bytes: Vec<u8>,
}

impl Line {
    /// Reads a line without its end.
    pub fn read(line: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a signature stands on a line as dash, name and Base 64");
        let (name, signature) =
            line.strip_prefix(DASH).and_then(|rest| rest.split_once(' ')).ok_or(wrong.clone())?;
        if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c == '+') {
            return Err(wrong);
        }
        let bytes = decoded(signature)?;
        let (id, bytes) = bytes.split_at_checked(4).ok_or(wrong)?;
        let id = id.try_into().expect("four bytes were split off");
        Ok(Self { name: name.to_owned(), id, bytes: bytes.to_vec() })
    }

    fn is_of(&self, key: &VerifierKey) -> bool {
        self.name == key.name && self.id == key.id
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let signature = [self.id.as_slice(), &self.bytes].concat();
        writeln!(f, "{DASH}{} {}", self.name, encoded(&signature))
    }
}

/// A text with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text, with the end of its last line.
    pub text: String,
    /// The signatures.
    pub lines: Vec<Line>,
}

impl Note {
    /// Reads a note.
    pub fn read(note: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a note is a text, an empty line, and lines of signatures");
        if note.len() > BYTES_MOST || note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(wrong);
        }
        let end = note.rfind("\n\n").ok_or(wrong.clone())?;
        let (text, lines) = (&note[..=end], &note[end + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(wrong.clone())?;
        let lines: Vec<Line> = lines.split('\n').map(Line::read).collect::<Result<_, _>>()?;
        if lines.len() > SIGNATURES_MOST {
            return Err(wrong);
        }
        Ok(Self { text: text.to_owned(), lines })
    }

    /// What some keys say of the note: the time of each that signed it, in their order (0 where
    /// its kind tells none). Signatures of other keys say nothing.
    ///
    /// # Errors
    /// A signature that names one of the keys and does not fit: the whole note is to be refused.
    pub fn verified(&self, keys: &[VerifierKey]) -> Result<Vec<Option<u64>>, Unreadable> {
        let mut verified = vec![None; keys.len()];
        for line in &self.lines {
            for (key, verified) in keys.iter().zip(&mut verified) {
                if line.is_of(key) {
                    let time = key.check(&self.text, &line.bytes);
                    let time = time.ok_or(Unreadable("a signature does not fit the text"))?;
                    *verified = (*verified).max(Some(time));
                }
            }
        }
        Ok(verified)
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.lines.iter().try_for_each(|line| write!(f, "{line}"))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
