//! The small words everything else is made of: identifiers, codes, hashes, receipt codes.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O or U, so that a code can be read out over a telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Bits of an identifier: twelve characters of five bits.
const ID_BITS: u32 = 60;

/// A word that could not be read, with the reason in English for logs and tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub &'static str);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unreadable {}

/// The random identifier of a `K` inside one house: 60 bits, written as twelve characters.
///
/// Random, so that nothing can be read from it or counted with it (trust.md, M13); 60 bits, so
/// that it is one integer in every database.
pub struct Id<K>(i64, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// An identifier from its integer, of which the lower 60 bits are kept.
    pub const fn from_int(value: i64) -> Self {
        Self(value & ((1 << ID_BITS) - 1), PhantomData)
    }

    /// An identifier from eight bytes of chance.
    pub const fn from_chance(bytes: [u8; 8]) -> Self {
        Self::from_int(i64::from_le_bytes(bytes))
    }

    /// An identifier whose first four characters tell the day it was made on, and whose other
    /// bits are chance: what came together lies together in every index. For things whose day is
    /// public anyway; people and posts get an identifier of chance alone.
    pub const fn dated(at: crate::clock::Time, bytes: [u8; 8]) -> Self {
        let day = at.0.div_euclid(86_400_000) & 0xffff;
        Self::from_int(day << 44 | i64::from_le_bytes(bytes) & ((1 << 44) - 1))
    }

    /// The integer, between 0 and 2⁶⁰ − 1.
    pub const fn int(self) -> i64 {
        self.0
    }

    /// The identifier in three groups of four, as people read it.
    pub fn grouped(self) -> String {
        grouped(&self.to_string())
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0_u8; 12];
        for (i, slot) in text.iter_mut().enumerate() {
            *slot = ALPHABET[(self.0 >> (ID_BITS as usize - 5 * (i + 1))) as usize & 31];
        }
        f.write_str(std::str::from_utf8(&text).expect("the alphabet is ASCII"))
    }
}

impl<K> FromStr for Id<K> {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut value = 0_i64;
        let mut length = 0;
        for digit in digits(text) {
            value = value << 5 | i64::from(digit?);
            length += 1;
            if length > 12 {
                return Err(Unreadable("an identifier has twelve characters"));
            }
        }
        if length != 12 {
            return Err(Unreadable("an identifier has twelve characters"));
        }
        Ok(Self(value, PhantomData))
    }
}

impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<K>(PhantomData<fn() -> K>);
        impl<K> de::Visitor<'_> for Visitor<K> {
            type Value = Id<K>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an identifier of twelve characters")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<K>, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor(PhantomData))
    }
}

/// What the identifiers name. The types are never built; they keep the identifiers apart.
pub mod kinds {
    /// A matter (事项).
    pub enum Matter {}
    /// An area: county, town, village.
    pub enum Area {}
    /// A body: office, department, station.
    pub enum Body {}
    /// A post that a person holds at a body from one day to another.
    pub enum Post {}
    /// A person with an account.
    pub enum Person {}
    /// A text in the vault.
    pub enum Text {}
    /// A stored file.
    pub enum File {}
}

/// Names one matter.
pub type MatterId = Id<kinds::Matter>;
/// Names one area.
pub type AreaId = Id<kinds::Area>;
/// Names one body.
pub type BodyId = Id<kinds::Body>;
/// Names one post.
pub type PostId = Id<kinds::Post>;
/// Names one person with an account.
pub type PersonId = Id<kinds::Person>;
/// Names one text in the vault.
pub type TextId = Id<kinds::Text>;
/// Names one stored file.
pub type FileId = Id<kinds::File>;

/// A word from a list: ASCII letters, digits, `.`, `-`, `_`, at most 64. The only text that a
/// fact may hold (house.md section 8, point 4), so nothing that a person typed gets into the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Code(Box<str>);

impl Code {
    /// Reads a code, or says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, Unreadable> {
        if text.is_empty() || text.len() > 64 {
            return Err(Unreadable("a code has 1 to 64 characters"));
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')) {
            return Err(Unreadable("a code has only letters, digits, '.', '-' and '_'"));
        }
        Ok(Self(text.into()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl FromStr for Code {
    type Err = Unreadable;
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        Self::new(text)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::new(&text).map_err(de::Error::custom)
    }
}

/// A SHA-256 hash, 32 bytes, written as 64 hexadecimal characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of the parts, one after another.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// A hash from its stored bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        bytes.try_into().map(Self).map_err(|_| Unreadable("a hash has 32 bytes"))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0_u8; 64];
        for (i, byte) in self.0.iter().enumerate() {
            text[2 * i] = HEX[usize::from(byte >> 4)];
            text[2 * i + 1] = HEX[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).expect("hexadecimal digits are ASCII"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = Unreadable;
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a hash has 64 hexadecimal characters");
        let text = text.as_bytes();
        if text.len() != 64 {
            return Err(wrong);
        }
        let mut bytes = [0_u8; 32];
        for (slot, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
            let high = (pair[0] as char).to_digit(16).ok_or(wrong.clone())?;
            let low = (pair[1] as char).to_digit(16).ok_or(wrong.clone())?;
            *slot = (high * 16 + low) as u8;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Read where it stands: every record names several.
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Hash;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a hash of 64 hexadecimal characters")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Hash, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// A text that lies in the vault, as a fact names it: its identifier and SHA-256(salt ‖ bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRef {
    /// Names the entry in the vault.
    pub id: TextId,
    /// Commits to its bytes without telling them.
    pub hash: Hash,
}

/// A stored file, as a fact names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Names the file.
    pub id: FileId,
    /// SHA-256(salt ‖ bytes) of the file as it is kept.
    pub hash: Hash,
    /// Bytes of the file as it is kept.
    pub size: u64,
    /// `jpeg`, `png`, `webp` or `pdf`.
    pub format: Code,
}

/// The code on a receipt: 128 random bits and two letters that catch a slip of the pen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReceiptCode([u8; 16]);

impl ReceiptCode {
    /// A code from its 128 bits.
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }

    /// The 128 bits.
    pub const fn bits(&self) -> &[u8; 16] {
        &self.0
    }

    fn check(bits: [u8; 16]) -> [u8; 2] {
        let hash = Hash::of(&[b"receipt", &bits]);
        [hash.0[0] & 31, hash.0[1] & 31]
    }
}

impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = u128::from_be_bytes(self.0);
        // 26 characters carry 130 bits, so the first holds only the upper three of the value.
        let mut text: Vec<u8> =
            (0..26).map(|i| ALPHABET[(value >> (125 - 5 * i) & 31) as usize]).collect();
        text.extend(Self::check(self.0).map(|d| ALPHABET[usize::from(d)]));
        f.write_str(&grouped(std::str::from_utf8(&text).expect("the alphabet is ASCII")))
    }
}

impl fmt::Debug for ReceiptCode {
    /// Never shows the code: receipt codes do not enter logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

impl FromStr for ReceiptCode {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let read: Result<Vec<u8>, Unreadable> = digits(text).collect();
        let read = read?;
        if read.len() != 28 || read[0] > 7 {
            return Err(Unreadable("a receipt code has 28 characters"));
        }
        let value = read[..26].iter().fold(0_u128, |value, digit| value << 5 | u128::from(*digit));
        let bits = value.to_be_bytes();
        if Self::check(bits) != read[26..] {
            return Err(Unreadable("the receipt code has a slip of the pen in it"));
        }
        Ok(Self(bits))
    }
}

/// The values of the characters of a code, however it was typed: small letters, O for 0, I and L
/// for 1, dashes and blanks anywhere.
fn digits(text: &str) -> impl Iterator<Item = Result<u8, Unreadable>> {
    text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{3000}')).map(|c| {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        ALPHABET
            .iter()
            .position(|&letter| char::from(letter) == c)
            .map(|value| value as u8)
            .ok_or(Unreadable("a code has only the letters and digits printed on it"))
    })
}

fn grouped(text: &str) -> String {
    let mut result = String::with_capacity(text.len() * 5 / 4);
    for (i, c) in text.chars().enumerate() {
        if i > 0 && i % 4 == 0 {
            result.push('-');
        }
        result.push(c);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_survive_being_written_and_typed() {
        for value in [0, 1, 31, 32, (1 << 60) - 1, 0x0123_4567_89ab_cdef] {
            let id = MatterId::from_int(value);
            assert_eq!(id.grouped().to_lowercase().parse(), Ok(id));
        }
        assert!("7K3M".parse::<MatterId>().is_err());
        assert!("7K3M9Q2TXV4BZ".parse::<MatterId>().is_err());
        assert!("7K3M-9Q2T-XV4U".parse::<MatterId>().is_err());
    }

    #[test]
    fn a_receipt_code_survives_typing_and_catches_slips() {
        for seed in 0..200_u8 {
            let bits: [u8; 16] = Hash::of(&[&[seed]]).0[..16].try_into().expect("16 of 32");
            let code = ReceiptCode::new(bits);
            let text = code.to_string();
            assert_eq!(text.len(), 34);
            assert_eq!(text.to_lowercase().replace('0', "o").replace('-', " ").parse(), Ok(code));
        }
        let text = ReceiptCode::new([7; 16]).to_string();
        let caught = (0..28)
            .filter(|i| {
                let mut plain: Vec<char> = text.replace('-', "").chars().collect();
                plain[*i] = if plain[*i] == '3' { '4' } else { '3' };
                plain.iter().collect::<String>().parse::<ReceiptCode>().is_err()
            })
            .count();
        assert!(caught >= 27, "{caught} of 28 slips were caught");
    }

    #[test]
    fn codes_hold_no_prose() {
        assert!(Code::new("public-opinion").is_ok());
        for bad in ["", "two words", "道路", &"x".repeat(65)] {
            assert!(Code::new(bad).is_err(), "{bad}");
        }
    }
}
