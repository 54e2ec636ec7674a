//! What a rule answers: facts with their enclosures, or a refusal that says how to mend it.

use serde::Serialize;

use crate::clock::Time;
use crate::record::commitment;
use crate::words::{Code, Hash, Id, TextId, TextRef};

/// The kinds of lawful no, as they are told over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Something in what was sent is missing or wrong.
    Invalid,
    /// Who asks may not do this.
    Forbidden,
    /// The matter does not stand where this could be done.
    Conflict,
    /// There is no such thing, or none that this visitor may see.
    Missing,
    /// Too often; later it may go.
    TooOften,
}

/// A lawful no: a dotted word that the word files explain, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// What kind of no.
    pub kind: Kind,
    /// The dotted word, such as `reply.no-date`.
    pub code: &'static str,
    /// The field of the form that it is about.
    pub field: Option<&'static str>,
    /// Names and values for the sentence.
    pub args: Vec<(&'static str, String)>,
    /// Further refusals of the same form.
    pub more: Vec<Refusal>,
}

impl Refusal {
    const fn new(kind: Kind, code: &'static str) -> Self {
        Self { kind, code, field: None, args: vec![], more: vec![] }
    }

    /// Something in what was sent is missing or wrong.
    pub const fn invalid(code: &'static str) -> Self {
        Self::new(Kind::Invalid, code)
    }

    /// Who asks may not do this.
    pub const fn forbidden(code: &'static str) -> Self {
        Self::new(Kind::Forbidden, code)
    }

    /// The matter does not stand where this could be done.
    pub const fn conflict(code: &'static str) -> Self {
        Self::new(Kind::Conflict, code)
    }

    /// There is no such thing, or none that this visitor may see.
    pub const fn missing(code: &'static str) -> Self {
        Self::new(Kind::Missing, code)
    }

    /// Too often; later it may go.
    pub const fn too_often(code: &'static str) -> Self {
        Self::new(Kind::TooOften, code)
    }

    /// Names the field of the form.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Says by which rules it is refused: steps and acts have the names that these give them.
    #[must_use]
    pub fn under(mut self, rules: Hash) -> Self {
        self.more = self.more.into_iter().map(|more| more.under(rules)).collect();
        self.with("rules", rules)
    }

    /// One refusal of several, with all that these hold, or nothing where there are none.
    pub fn all(refusals: Vec<Self>) -> Result<(), Self> {
        let flat = |mut one: Self| {
            let more = std::mem::take(&mut one.more);
            std::iter::once(one).chain(more)
        };
        let mut refusals = refusals.into_iter().flat_map(flat);
        let Some(mut first) = refusals.next() else { return Ok(()) };
        first.more = refusals.collect();
        Err(first)
    }
}

/// A typed text that must be there, trimmed; at most `most` characters.
///
/// # Errors
/// Nothing, too much, or signs that nobody types.
pub fn typed<'a>(text: &'a str, field: &'static str, most: usize) -> Result<&'a str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::invalid("field.empty").at(field));
    }
    let length = text.chars().count();
    if length > most {
        let refusal = Refusal::invalid("field.too-long").at(field);
        return Err(refusal.with("most", most).with("length", length));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::invalid("field.control-characters").at(field));
    }
    Ok(text)
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// A text that goes into the vault together with the fact that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Names the entry.
    pub id: TextId,
    /// What kind of text: `title`, `body`, `reply`, `contact` …
    pub kind: &'static str,
    /// The salt of its commitment.
    pub salt: [u8; 16],
    /// The text.
    pub text: String,
    /// Whether anybody may read it.
    pub open: bool,
}

/// Gathers the enclosures of an act. Chance comes in as a parameter.
pub struct Enclosures<'a> {
    at: Time,
    chance: &'a mut dyn FnMut(&mut [u8]),
    /// What was enclosed so far.
    pub list: Vec<Enclosure>,
}

impl<'a> Enclosures<'a> {
    /// No enclosures yet, at the instant of an act.
    pub fn new(at: Time, chance: &'a mut dyn FnMut(&mut [u8])) -> Self {
        Self { at, chance, list: vec![] }
    }

    /// Encloses a text and returns what a fact says of it.
    pub fn add(&mut self, kind: &'static str, text: impl Into<String>, open: bool) -> TextRef {
        // The texts of one act lie side by side, so that they are entered on one page. Chance is
        // drawn for each all the same: what follows from a seed does not move.
        let drawn = self.dated_id();
        let id = self.list.last().map_or(drawn, |last| Id::from_int(last.id.int() + 1));
        let mut salt = [0; 16];
        (self.chance)(&mut salt);
        let text = text.into();
        let hash = commitment(&salt, text.as_bytes());
        self.list.push(Enclosure { id, kind, salt, text, open });
        TextRef { id, hash }
    }

    /// A fresh identifier.
    pub fn id<K>(&mut self) -> Id<K> {
        let mut bytes = [0; 8];
        (self.chance)(&mut bytes);
        Id::from_chance(bytes)
    }

    /// A fresh identifier that tells its day: for matters and texts.
    pub fn dated_id<K>(&mut self) -> Id<K> {
        let mut bytes = [0; 8];
        (self.chance)(&mut bytes);
        Id::dated(self.at, bytes)
    }

    /// Thirty-two bytes of chance.
    pub fn seed(&mut self) -> Hash {
        let mut bytes = [0; 32];
        (self.chance)(&mut bytes);
        Hash(bytes)
    }
}

/// A code known when the program was written.
pub fn code(text: &'static str) -> Code {
    Code::new(text).expect("codes in the program are well formed")
}
