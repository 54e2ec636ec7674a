//! What houses tell one another: a text of two lines, signed as a note of C2SP signed-note.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::tlog::{Note, SigningKey, VerifierKey};
use crate::words::{Code, Hash, Unreadable};

/// How messages and receipts begin, so that a key that signs one signs nothing else.
const MESSAGE: &str = "huiyin referral message/1";
const RECEIPT: &str = "huiyin referral receipt/1";

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// When it was made, by the clock of who tells.
    pub at: Time,
    /// The name of the key of who tells.
    pub from: String,
    /// Which of the messages of this referral and direction it is, from one.
    pub number: u32,
    /// The number of the referral with the house that passed the matter on.
    pub referral: String,
    /// What is told.
    pub said: Said,
    /// The name of the key of who is told: nobody else hears it.
    pub to: String,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the act that follows")]
pub enum Said {
    /// The matter is passed on.
    Sent(Box<Sent>),
    /// Whoever brought it added something, or answered a question.
    Added { answers: bool, files: Vec<FileName>, text: String },
    /// It was taken back: by who brought it, or because another handles it now.
    Withdrawn { reason: String },
    /// Whoever brought it rated what came back.
    Rated { rating: Code, solved: bool },
    /// How it goes.
    Noted { text: String },
    /// Something is to be asked of who brought it.
    Asked { question: String },
    /// The answer. `means` is one of the four meanings that every class of answers stands on.
    Answered {
        basis: String,
        class: Code,
        files: Vec<FileName>,
        means: Code,
        passed_to: String,
        promised: Option<Date>,
        text: String,
    },
    /// What was promised was done.
    Delivered { text: String },
}

/// A matter as it is passed on: without who brought it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The code of its area.
    pub area: Code,
    /// What was said.
    pub body: String,
    /// The code of its category.
    pub category: Code,
    /// Whether it is not for the public.
    pub confidential: bool,
    /// By when the house that passed it on wants an answer.
    pub due: Option<Date>,
    /// Its pictures and papers.
    pub files: Vec<FileName>,
    /// What whoever brought it marked as not for the public.
    pub hide: Vec<String>,
    /// The language to answer in.
    pub language: Code,
    /// Its number there.
    pub matter: String,
    /// The named place.
    pub place: Option<String>,
    /// The procedure, if the other house has one of this name.
    pub procedure: Code,
    /// When it reached the house that passes it on.
    pub received: Time,
    /// What the office wrote when it passed it on.
    pub text: String,
    /// What it is about, in a line.
    pub title: String,
}

/// A file that comes beside a message, by what its bytes hash to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileName {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// How many they are.
    pub size: u64,
}

impl Said {
    /// The kind after which nothing more is told.
    pub const WITHDRAWN: &'static str = "withdrawn";

    /// The kind, as the record says it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sent(_) => "sent",
            Self::Added { .. } => "added",
            Self::Withdrawn { .. } => Self::WITHDRAWN,
            Self::Rated { .. } => "rated",
            Self::Noted { .. } => "noted",
            Self::Asked { .. } => "asked",
            Self::Answered { .. } => "answered",
            Self::Delivered { .. } => "delivered",
        }
    }

    /// Whether the house that passed the matter on says so; the rest is said by the other.
    pub const fn is_of_sender(&self) -> bool {
        matches!(
            self,
            Self::Sent(_) | Self::Added { .. } | Self::Withdrawn { .. } | Self::Rated { .. }
        )
    }

    /// The files that come beside it.
    pub fn files(&self) -> &[FileName] {
        match self {
            Self::Sent(sent) => &sent.files,
            Self::Added { files, .. } | Self::Answered { files, .. } => files,
            _ => &[],
        }
    }
}

/// That a message was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The name of the key of who signs for it.
    pub by: String,
    /// The number of the matter that it belongs to there.
    pub matter: String,
    /// SHA-256 of the text of the message.
    pub message: Hash,
    /// The number of the record in the log of who signs for it.
    pub record: u64,
    /// By which rule nothing followed from it there.
    pub refused: Option<Code>,
}

impl Message {
    /// Signs it.
    pub fn sign(&self, key: &SigningKey) -> String {
        signed(MESSAGE, self, key)
    }

    /// Who says that they tell what a note says; nothing is checked.
    ///
    /// # Errors
    /// A note that is no message.
    pub fn read(note: &str) -> Result<Self, Unreadable> {
        read(MESSAGE, &Note::read(note)?.text)
    }

    /// Reads it, where the key of who tells it fits.
    ///
    /// # Errors
    /// Another text, no signature by the key, one that does not fit, or another name than the
    /// key's.
    pub fn verified(note: &str, key: &VerifierKey) -> Result<Self, Unreadable> {
        let message: Self = verified(MESSAGE, note, key)?;
        let is_own = message.from == key.name;
        is_own.then_some(message).ok_or(Unreadable("a message is signed by who tells it"))
    }

    /// What a receipt names it by.
    ///
    /// # Errors
    /// A text that is no note.
    pub fn hash(note: &str) -> Result<Hash, Unreadable> {
        Ok(Hash::of(&[Note::read(note)?.text.as_bytes()]))
    }
}

impl Receipt {
    /// Signs it.
    pub fn sign(&self, key: &SigningKey) -> String {
        signed(RECEIPT, self, key)
    }

    /// Reads it, where the key of who signs for it fits.
    ///
    /// # Errors
    /// Another text, no signature by the key, one that does not fit, or another name than the
    /// key's.
    pub fn verified(note: &str, key: &VerifierKey) -> Result<Self, Unreadable> {
        let receipt: Self = verified(RECEIPT, note, key)?;
        let is_own = receipt.by == key.name;
        is_own.then_some(receipt).ok_or(Unreadable("a receipt is signed by who gives it"))
    }
}

fn signed(begins: &str, value: &impl Serialize, key: &SigningKey) -> String {
    let json = serde_json::to_string(value).expect("texts and numbers can be written");
    let text = format!("{begins}\n{json}\n");
    let lines = vec![key.sign(&text, 0)];
    Note { text, lines }.to_string()
}

fn verified<T: for<'t> Deserialize<'t>>(
    begins: &str,
    note: &str,
    key: &VerifierKey,
) -> Result<T, Unreadable> {
    let note = Note::read(note)?;
    match note.verified(std::slice::from_ref(key))?[0] {
        Some(_) => read(begins, &note.text),
        None => Err(Unreadable("the key that is known of the house did not sign it")),
    }
}

fn read<T: for<'t> Deserialize<'t>>(begins: &str, text: &str) -> Result<T, Unreadable> {
    let json = text.strip_prefix(begins).and_then(|rest| rest.strip_prefix('\n'));
    let json = json.ok_or(Unreadable("it does not begin as it should"))?;
    serde_json::from_str(json).map_err(|_| Unreadable("it is signed and cannot be read"))
}
