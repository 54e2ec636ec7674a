//! The safe: personal texts of the vault, each sealed by a data key of its own, which the
//! key-encryption key of the house wraps.
//!
//! What is destroyed with the data key cannot be read any more by anybody who holds the
//! key-encryption key, so erasing a person is deleting one row. A security module would take the
//! place of [`Safe::wrap`] and [`Safe::unwrap`], the only two that use the key-encryption key: the
//! first byte of what they write names the way, so that old rows stay readable beside new ones.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use law::words::{Hash, TextId};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::Chance;
use crate::fault::{Context, Fault};

/// The file beside the database that holds the key, unless another source is named.
const FILE: &str = "identity.key";
/// How a data key is wrapped: AES-256-GCM under 32 bytes that this program holds.
const WAY: u8 = 1;
/// Bytes by which a key-encryption key is known.
const MARK: usize = 8;
/// Bytes of a wrapped data key: the way, the mark, the nonce, the key, the tag.
const WRAPPED: usize = 1 + MARK + NONCE_LEN + 32 + 16;

/// Where the key-encryption key comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum KeySource {
    /// `identity.key` in the data folder, made there where nothing was sealed yet.
    #[default]
    Folder,
    /// Another file of 32 bytes, made where nothing was sealed yet.
    File(PathBuf),
    /// 64 hexadecimal characters, as an environment holds them.
    Hex(String),
}

/// Seals and opens personal texts.
pub struct Safe {
    kek: [u8; 32],
    mark: [u8; MARK],
}

/// A text as the vault keeps it when it is personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The data key, wrapped.
    pub key: Box<[u8]>,
    /// The text, sealed by the data key.
    pub bytes: Box<[u8]>,
}

/// Whether a text tells who somebody is, so that it is kept sealed: how a resident is reached, and
/// the name of a person with an account. Names of bodies and places are for all.
pub fn is_personal(kind: &str, open: bool) -> bool {
    kind == "contact" || (kind == "name" && !open)
}

impl Safe {
    /// A safe with a key-encryption key.
    pub fn new(kek: [u8; 32]) -> Self {
        let hash = Hash::of(&[b"key-encryption key", &kek]);
        Self { kek, mark: hash.0[..MARK].try_into().expect("8 of 32 bytes") }
    }

    /// Reads the key-encryption key. `sealed` is a data key that it wrapped earlier, where there is
    /// one: then no new key is made, and another key is refused.
    ///
    /// # Errors
    /// A key that is missing, malformed or another one; each says what to do.
    pub fn load(
        dir: &Path,
        source: &KeySource,
        chance: &Chance,
        sealed: Option<&[u8]>,
    ) -> Result<Self, Fault> {
        let kek = match source {
            KeySource::Folder => of_file(&dir.join(FILE), chance, sealed.is_some())?,
            KeySource::File(path) => of_file(path, chance, sealed.is_some())?,
            KeySource::Hex(text) => of_hex(text)?,
        };
        let safe = Self::new(kek);
        match sealed {
            Some(wrapped) if !safe.is_mine(wrapped) => Err(Fault::new(
                "identities were sealed by another key than the one that was given: give the key \
                 of this house, as its backup holds it",
            )),
            _ => Ok(safe),
        }
    }

    /// The file that holds the key, where it lies in the data folder.
    pub fn file(dir: &Path) -> PathBuf {
        dir.join(FILE)
    }

    fn is_mine(&self, wrapped: &[u8]) -> bool {
        wrapped.len() == WRAPPED && wrapped[0] == WAY && wrapped[1..=MARK] == self.mark
    }

    /// Seals a text of a house under a new data key.
    pub fn seal(&self, place: (&str, TextId), text: &[u8], chance: &Chance) -> Sealed {
        let mut drawn = [0; 32 + NONCE_LEN];
        chance.fill_apart(&mut drawn);
        let (key, nonce) = drawn.split_at(32);
        let key: [u8; 32] = key.try_into().expect("split there");
        let nonce = nonce.try_into().expect("the rest");
        // The data key seals this one text and nothing else, so its nonce need not differ.
        let bytes = seal(&key, [0; NONCE_LEN], place, text.to_vec());
        Sealed { key: self.wrap(place, &key, nonce), bytes: bytes.into() }
    }

    /// Opens a text; `None` where it was not sealed by this key at this place, or was changed.
    pub fn open(&self, place: (&str, TextId), key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        let key = self.unwrap(place, key)?;
        open(&key, [0; NONCE_LEN], place, bytes.to_vec())
    }

    fn wrap(&self, place: (&str, TextId), key: &[u8; 32], nonce: [u8; NONCE_LEN]) -> Box<[u8]> {
        let mut wrapped = Vec::with_capacity(WRAPPED);
        wrapped.push(WAY);
        wrapped.extend(self.mark);
        wrapped.extend(nonce);
        wrapped.extend(seal(&self.kek, nonce, place, key.to_vec()));
        wrapped.into()
    }

    fn unwrap(&self, place: (&str, TextId), wrapped: &[u8]) -> Option<[u8; 32]> {
        if !self.is_mine(wrapped) {
            return None;
        }
        let (nonce, key) = wrapped[1 + MARK..].split_at(NONCE_LEN);
        open(&self.kek, nonce.try_into().ok()?, place, key.to_vec())?.try_into().ok()
    }
}

/// What a sealed text is bound to: it opens at its own place only.
fn bound((house, text): (&str, TextId)) -> Aad<Vec<u8>> {
    Aad::from([house.as_bytes(), b"\0", &text.int().to_be_bytes()].concat())
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("the key has 32 bytes"))
}

fn seal(
    key: &[u8; 32],
    nonce: [u8; NONCE_LEN],
    place: (&str, TextId),
    mut text: Vec<u8>,
) -> Vec<u8> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let sealed = cipher(key).seal_in_place_append_tag(nonce, bound(place), &mut text);
    sealed.expect("a text is shorter than 64 GiB");
    text
}

fn open(
    key: &[u8; 32],
    nonce: [u8; NONCE_LEN],
    place: (&str, TextId),
    mut sealed: Vec<u8>,
) -> Option<Vec<u8>> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let length = cipher(key).open_in_place(nonce, bound(place), &mut sealed).ok()?.len();
    sealed.truncate(length);
    Some(sealed)
}

fn of_file(path: &Path, chance: &Chance, must_be_there: bool) -> Result<[u8; 32], Fault> {
    if path.exists() {
        let bytes = fs::read(path).while_(|| format!("reading {}", path.display()))?;
        let wrong = |_| format!("{} must hold 32 bytes: restore it from a backup", path.display());
        return bytes.try_into().map_err(wrong).map_err(Fault::new);
    }
    if must_be_there {
        return Err(Fault::new(format!(
            "{} is missing, and identities of this house are sealed by it: restore it from a \
             backup, or name where it lies",
            path.display()
        )));
    }
    let mut kek = [0; 32];
    chance.fill_apart(&mut kek);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .while_(|| format!("creating {}", path.display()))?;
    file.write_all(&kek)
        .and_then(|()| file.sync_all())
        .while_(|| format!("writing {}", path.display()))?;
    Ok(kek)
}

fn of_hex(text: &str) -> Result<[u8; 32], Fault> {
    let wrong = |_| Fault::new("the key of identities must be 64 hexadecimal characters");
    text.trim().parse::<Hash>().map(|hash| hash.0).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: (&str, TextId) = ("qinghe", TextId::from_int(7));

    #[test]
    fn a_text_opens_at_its_place_and_under_its_keys_only() {
        let (safe, chance) = (Safe::new([3; 32]), Chance::seeded(1));
        let sealed = safe.seal(PLACE, "梁一 19900001234".as_bytes(), &chance);
        let open =
            |safe: &Safe, place, sealed: &Sealed| safe.open(place, &sealed.key, &sealed.bytes);
        assert_eq!(open(&safe, PLACE, &sealed).as_deref(), Some("梁一 19900001234".as_bytes()));
        assert!(!sealed.bytes.windows(4).any(|bytes| bytes == b"1990"), "nothing stands in clear");
        assert_eq!(open(&Safe::new([4; 32]), PLACE, &sealed), None, "another key");
        assert_eq!(open(&safe, ("qinghe", TextId::from_int(8)), &sealed), None, "another text");
        assert_eq!(open(&safe, ("meixi", TextId::from_int(7)), &sealed), None, "another house");
        let other = safe.seal(PLACE, "陈二".as_bytes(), &chance);
        assert_ne!(sealed.key, other.key);
        assert_eq!(safe.open(PLACE, &other.key, &sealed.bytes), None, "another data key");
        for place in 0..sealed.bytes.len() + sealed.key.len() {
            let mut changed = sealed.clone();
            match changed.bytes.get_mut(place) {
                Some(byte) => *byte ^= 1,
                None => changed.key[place - sealed.bytes.len()] ^= 1,
            }
            assert_eq!(open(&safe, PLACE, &changed), None, "byte {place}");
        }
    }

    #[test]
    fn the_key_is_made_once_and_never_in_the_place_of_a_lost_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let chance = Chance::seeded(2);
        let load = |source: &KeySource, sealed: Option<&[u8]>| {
            Safe::load(dir.path(), source, &chance, sealed)
        };
        let first = load(&KeySource::Folder, None).expect("a key is made");
        let sealed = first.seal(PLACE, b"mail", &chance);
        let again = load(&KeySource::Folder, Some(&sealed.key)).expect("it is read again");
        assert_eq!(again.open(PLACE, &sealed.key, &sealed.bytes).as_deref(), Some(&b"mail"[..]));
        let said = |result: Result<Safe, Fault>| result.err().expect("is refused").chain();
        let other = KeySource::Hex("ab".repeat(32));
        assert!(said(load(&other, Some(&sealed.key))).contains("another key"));
        assert!(said(load(&KeySource::Hex("ab".to_owned()), None)).contains("64 hexadecimal"));
        fs::remove_file(Safe::file(dir.path())).expect("the key gets lost");
        assert!(said(load(&KeySource::Folder, Some(&sealed.key))).contains("is missing"));
        assert!(!Safe::file(dir.path()).exists(), "no other key was made");
    }
}
