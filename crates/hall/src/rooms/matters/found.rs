//! By which words a matter is found: those of its texts, cut by a dictionary and kept as keyed
//! hashes.

use std::sync::LazyLock;

use law::matter::acts::{self, Act, Contact};
use law::matter::facts::{Submitted, Visibility};
use law::words::{MatterId, TextRef};
use store::{Fault, search, vault};

use crate::house::House;

/// The dictionary by which Chinese is cut into words; it is loaded once.
static JIEBA: LazyLock<jieba_rs::Jieba> = LazyLock::new(jieba_rs::Jieba::new);

/// Words of a text by which it is found: those it is read as, and every word of the dictionary that
/// stands in it. How a text is read depends on what stands beside a word, so that the first alone
/// would hide "street lamp" in "street lamp does not shine".
pub fn cut(text: &str) -> Vec<String> {
    let read = JIEBA.cut_for_search(text, true).into_iter().map(|token| token.word);
    words(read.chain(JIEBA.cut_all(text).into_iter().map(|token| token.word)))
}

/// Words that somebody searches for: those of the dictionary, of which [`cut`] misses none. Single
/// signs say little and are left out where there is a longer word.
pub fn sought(text: &str) -> Vec<String> {
    let words = words(JIEBA.cut(text, false).into_iter().map(|token| token.word));
    let long = |word: &&String| word.chars().nth(1).is_some();
    let longer: Vec<String> = words.iter().filter(long).cloned().collect();
    if longer.is_empty() { words } else { longer }
}

fn words<'t>(words: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut words: Vec<String> = words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of the matters that an act makes.
#[derive(Default)]
pub(super) struct Words {
    /// Of what is brought, as keyed hashes.
    pub(super) own: Vec<i64>,
    /// Of each matter that comes out of another; whose key they are under, the case alone tells.
    pub(super) parts: Vec<Vec<String>>,
}

/// The texts by which a matter is found.
#[derive(Debug, Clone, Copy)]
pub struct Searched<'t> {
    /// What it is about, in a line.
    pub title: &'t str,
    /// What was said.
    pub body: &'t str,
    /// The named place.
    pub place: Option<&'t str>,
    /// How its submitter can be reached.
    pub contact: Option<&'t Contact>,
    /// Whether it was brought as a public matter.
    pub public: bool,
}

impl Searched<'_> {
    /// Their words, as keyed hashes, each once.
    pub fn words(&self, house: &House) -> Vec<i64> {
        hashed(house, self.public, &self.cut(), self.contact)
    }

    fn cut(&self) -> Vec<String> {
        let place = self.place.unwrap_or_default().trim();
        cut(&format!("{}\n{}\n{place}", self.title.trim(), self.body.trim()))
    }
}

/// The words of a matter that is on record, from its texts in the vault.
pub fn words_in_vault(
    house: &House,
    db: store::Db<'_>,
    said: &Submitted,
) -> Result<Vec<i64>, Fault> {
    let text = |text: TextRef| -> Result<String, Fault> {
        Ok(vault::text(db, text.id)?.map(|text| text.text).unwrap_or_default())
    };
    let (title, body) = (text(said.title)?, text(said.body)?);
    let place = said.place.map(|place| text(place.name)).transpose()?;
    // What cannot be read was edited, and is named as such among the texts by `verify`.
    let contact = said.contact.as_ref();
    let contact = contact.and_then(|c| vault::identity(db, &house.safe, c.text.id).ok().flatten());
    let contact: Option<Contact> = contact.and_then(|text| serde_json::from_str(&text).ok());
    let searched = Searched {
        title: &title,
        body: &body,
        place: place.as_deref(),
        contact: contact.as_ref(),
        public: said.visibility == Visibility::Public,
    };
    Ok(searched.words(house))
}

/// Words as keyed hashes, each once: what is public is found by the public's words, everything else
/// by those that only officers can make.
pub(super) fn hashed(
    house: &House,
    public: bool,
    words: &[String],
    contact: Option<&Contact>,
) -> Vec<i64> {
    let [for_all, office, identity] = &house.search_keys;
    let key = if public { for_all } else { office };
    let mut hashed: Vec<i64> = words.iter().map(|word| search::word(key, word)).collect();
    if let Some(contact) = contact {
        // Names and addresses are found by the exact word, by those who may be shown them.
        let exact = [contact.name.trim(), contact.phone.trim(), contact.mail.trim()];
        let exact = exact.iter().filter(|word| !word.is_empty());
        hashed.extend(exact.map(|word| search::word(identity, &word.to_lowercase())));
    }
    hashed.sort_unstable();
    hashed.dedup();
    hashed
}

fn cut_of(title: &str, body: &str) -> Vec<String> {
    let (place, contact, public) = (None, None, true);
    Searched { title, body, place, contact, public }.cut()
}

/// The words of the matters that an act makes, as far as they can be told before it is heard.
pub(super) fn words_of(house: &House, act: &Act) -> Words {
    match act {
        Act::Submit(submission) => {
            let searched = Searched {
                title: &submission.title,
                body: &submission.body,
                place: submission.place.as_deref(),
                contact: submission.contact.as_ref(),
                public: submission.visibility == Visibility::Public,
            };
            Words { own: searched.words(house), parts: vec![] }
        }
        Act::Split { parts } => {
            let cut = |part: &acts::Part| cut_of(&part.title, &part.body);
            Words { own: vec![], parts: parts.iter().map(cut).collect() }
        }
        Act::Convert { title, body, .. } => Words { own: vec![], parts: vec![cut_of(title, body)] },
        _ => Words::default(),
    }
}

/// What an officer searches for: words of public matters, words of those that are not, and who
/// brought a matter.
pub struct Sought([Vec<i64>; 3]);

impl Sought {
    /// The words of a text.
    pub fn of(house: &House, text: &str) -> Self {
        let cut = sought(text);
        let hash = |key: &[u8; 32]| cut.iter().map(|word| search::word(key, word)).collect();
        Self([hash(&house.search_keys[0]), hash(&house.search_keys[1]), vec![]])
    }

    /// Also the matters that somebody brought who is called or reached so, for offices that may be
    /// shown that: to the others the search would tell what the page does not.
    #[must_use]
    pub fn or_brought_by(mut self, house: &House, text: &str) -> Self {
        let exact = text.trim().to_lowercase();
        self.0[2] = vec![search::word(&house.search_keys[2], &exact)];
        self
    }

    /// The newest matters with all the words, before a position.
    pub fn find(
        &self,
        db: store::Db<'_>,
        before: (i64, i64),
        most: usize,
    ) -> Result<Vec<(i64, MatterId)>, Fault> {
        let mut found = vec![];
        for words in &self.0 {
            found.extend(search::find(db, words, before, most)?);
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found.truncate(most);
        Ok(found)
    }
}
