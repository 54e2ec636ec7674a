//! By which words a matter is found: those of its texts, cut by a dictionary and kept as keyed
//! hashes.

use std::sync::LazyLock;

use law::matter::Case;
use law::matter::acts::{self, Act, Contact};
use law::matter::facts::{Submitted, Visibility, What};
use law::redaction::{Hidden, occurrences};
use law::words::{MatterId, TextRef};
use store::{Fault, search, vault};

use crate::desk;
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
    pub(super) parts: Vec<Cut>,
}

/// The words of the texts of a matter: those of what the public reads of them, and those of what
/// is hidden from it. They are of the hour in which the matter was brought: what an officer hides
/// later is left out by whoever searches (see [`public_words`]).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    open: Vec<String>,
    hidden: Vec<String>,
}

impl Cut {
    /// Title, text and named place, each with what was marked in it.
    fn of(texts: [(&str, Hidden); 3]) -> Self {
        let texts = texts.map(|(text, hidden)| (text.trim(), hidden));
        let open = texts.iter().map(|(text, hidden)| hidden.shown(text)).collect::<Vec<_>>();
        let hidden: Vec<_> = texts.iter().flat_map(|(text, hidden)| hidden.pieces(text)).collect();
        let hidden = if hidden.is_empty() { vec![] } else { cut(&hidden.join("\n")) };
        Self { open: cut(&open.join("\n")), hidden }
    }

    /// Of what is brought, with the names that its submitter marked.
    fn of_act(submission: &acts::Submission) -> Self {
        let place = submission.place.as_deref().unwrap_or_default();
        let texts = [submission.title.as_str(), &submission.body, place];
        let public = submission.visibility == Visibility::Public;
        Self::of(texts.map(|text| {
            let names = if public { &submission.hide[..] } else { &[] };
            (text, Hidden::marked(occurrences(text.trim(), names)))
        }))
    }

    /// Of a part, or of what goes on by another procedure.
    fn of_part(title: &str, body: &str) -> Self {
        Self::of([title, body, ""].map(|text| (text, Hidden::default())))
    }

    /// The words as keyed hashes, each once: what is public is found by the public's words,
    /// everything else by those that only officers can make.
    pub(super) fn hashed(
        &self,
        house: &House,
        public: bool,
        contact: Option<&Contact>,
    ) -> Vec<i64> {
        let [for_all, office, identity] = &house.search_keys;
        let key = if public { for_all } else { office };
        let mut hashed: Vec<i64> = self.open.iter().map(|word| search::word(key, word)).collect();
        hashed.extend(self.hidden.iter().map(|word| search::word(office, word)));
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
}

/// The words of a matter that is on record, from its texts in the vault.
pub fn words_in_vault(
    house: &House,
    db: store::Db<'_>,
    said: &Submitted,
) -> Result<Vec<i64>, Fault> {
    let place = said.place.map(|place| place.name);
    let marked = |text: TextRef| said.marked.iter().find(|marked| marked.text == text.id);
    let texts = texts(db, said)?;
    let names = [Some(said.title), Some(said.body), place];
    let mut names = names.into_iter().map(|text| text.and_then(marked));
    let cut = Cut::of(texts.each_ref().map(|text| {
        let spans = names.next().flatten().map_or_else(Vec::new, |marked| marked.spans.clone());
        (text.as_str(), Hidden::marked(spans))
    }));
    // What cannot be read was edited, and is named as such among the texts by `verify`.
    let contact = said.contact.as_ref();
    let contact = contact.and_then(|c| vault::identity(db, &house.safe, c.text.id).ok().flatten());
    let contact: Option<Contact> = contact.and_then(|text| serde_json::from_str(&text).ok());
    Ok(cut.hashed(house, said.visibility == Visibility::Public, contact.as_ref()))
}

/// The texts by which a matter is found: title, text and named place.
fn texts(db: store::Db<'_>, said: &Submitted) -> Result<[String; 3], Fault> {
    let text = |text: Option<TextRef>| -> Result<String, Fault> {
        let text = text.map(|text| vault::text(db, text.id)).transpose()?.flatten();
        Ok(text.map(|text| text.text).unwrap_or_default())
    };
    Ok([text(Some(said.title))?, text(Some(said.body))?, text(said.place.map(|p| p.name))?])
}

/// The words by which the public finds a matter now, as keyed hashes: those of the index as far as
/// nothing was decided since, and otherwise those of what the public reads now. For a search that
/// met a matter of which an officer has hidden something.
pub fn public_words(house: &House, db: store::Db<'_>, matter: MatterId) -> Result<Vec<i64>, Fault> {
    let records = desk::records(db, matter)?;
    let Some(case) = Case::fold(matter, &records) else { return Ok(vec![]) };
    let What::Submitted(said) = &records[0].fact.what else { return Ok(vec![]) };
    let place = said.place.map(|place| place.name);
    let mut ids = [Some(said.title), Some(said.body), place].into_iter();
    let cut = Cut::of(texts(db, said)?.each_ref().map(|text| {
        let id = ids.next().flatten();
        (text.as_str(), id.map(|text| case.hidden_of(text.id)).unwrap_or_default())
    }));
    Ok(cut.open.iter().map(|word| search::word(&house.search_keys[0], word)).collect())
}

/// The words of the matters that an act makes, as far as they can be told before it is heard.
pub(super) fn words_of(house: &House, act: &Act) -> Words {
    match act {
        Act::Submit(submission) => {
            let public = submission.visibility == Visibility::Public;
            let contact = submission.contact.as_ref();
            let own = Cut::of_act(submission).hashed(house, public, contact);
            Words { own, parts: vec![] }
        }
        Act::Split { parts } => {
            let cut = |part: &acts::Part| Cut::of_part(&part.title, &part.body);
            Words { own: vec![], parts: parts.iter().map(cut).collect() }
        }
        Act::Convert { title, body, .. } => {
            Words { own: vec![], parts: vec![Cut::of_part(title, body)] }
        }
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
        let hash = |key: &search::WordKey| cut.iter().map(|word| search::word(key, word)).collect();
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
