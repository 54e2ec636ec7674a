//! Makes of a record what another house is told of it.

use law::matter::facts::{Submitted, What};
use law::matter::{Case, Fact};
use law::procedure::Meaning;
use law::record::Record;
use law::referral::{FileName, Part, Said, Sent};
use law::ruling::code;
use law::words::{Code, FileRef, Hash, TextRef};
use store::db::Db;
use store::{Fault, vault};

use crate::house::{House, State};
use crate::kit::words::{self, Language};

/// What reads texts and files for what is told.
pub struct Composer<'a> {
    /// The house.
    pub house: &'a House,
    /// As it stands.
    pub state: &'a State,
    /// A snapshot of its records.
    pub db: Db<'a>,
    /// The matter.
    pub case: &'a Case,
}

impl Composer<'_> {
    /// What a matter is passed on as, by the record that did so.
    ///
    /// # Errors
    /// A text or a file that is gone.
    pub fn sent(&self, records: &[Record<Fact>], by: &Record<Fact>) -> Result<Said, Fault> {
        let first = records.first().map(|record| &record.fact.what);
        let Some(What::Submitted(submitted)) = first else {
            return Err(Fault::new("a matter does not begin with its submission"));
        };
        let text = match &by.fact.what {
            What::HandedOver { text, .. } | What::RespondedAtOnce { text, .. } => *text,
            What::Transferred { reason, .. } => Some(*reason),
            _ => None,
        };
        let due = self.case.clocks.iter().filter(|clock| clock.is_alive() && !clock.answers);
        let place = submitted.place.map(|place| self.text(place.name)).transpose()?;
        Ok(Said::Sent(Box::new(Sent {
            area: self.area(),
            body: self.text(submitted.body)?,
            category: self.case.category.clone(),
            confidential: !self.case.is_public(),
            due: due.map(|clock| clock.due).max(),
            files: self.names(&submitted.files)?,
            hide: self.hidden(submitted)?,
            language: submitted.language.clone(),
            matter: self.case.id.grouped(),
            place,
            procedure: submitted.procedure.clone(),
            received: submitted.received,
            text: text.map_or(Ok(String::new()), |text| self.text(text))?,
            title: self.text(submitted.title)?,
        })))
    }

    /// What a part of the matter is told as.
    ///
    /// # Errors
    /// A text or a file that is gone.
    pub fn said(&self, part: &Part<'_>) -> Result<Said, Fault> {
        let Part::Record(record) = part else {
            return Ok(Said::Withdrawn { reason: self.house_says("referrals-taken-back") });
        };
        Ok(match &record.fact.what {
            What::Added { body, files } => {
                Said::Added { answers: false, files: self.names(files)?, text: self.text(*body)? }
            }
            What::QuestionAnswered { files, text } => {
                Said::Added { answers: true, files: self.names(files)?, text: self.text(*text)? }
            }
            What::Withdrawn { reason } => Said::Withdrawn { reason: self.text(*reason)? },
            What::Rated { rating, solved, .. } => {
                Said::Rated { rating: rating.clone(), solved: *solved }
            }
            What::Noted { text, .. } => Said::Noted { text: self.text(*text)? },
            What::Asked { question } => Said::Asked { question: self.text(*question)? },
            What::Delivered { text } => Said::Delivered { text: self.text(*text)? },
            What::Explained { basis, class, text } => Said::Answered {
                basis: self.text(*basis)?,
                class: class.clone(),
                files: vec![],
                means: word(Meaning::Impossible),
                passed_to: String::new(),
                promised: None,
                text: self.text(*text)?,
            },
            What::Replied(replied) => Said::Answered {
                basis: replied.basis.map_or(Ok(String::new()), |text| self.text(text))?,
                class: replied.class.clone(),
                files: self.names(&replied.files)?,
                means: word(replied.means),
                passed_to: replied.passed_to.map_or(Ok(String::new()), |text| self.text(text))?,
                promised: replied.promised,
                text: self.text(replied.text)?,
            },
            _ => return Err(Fault::new("a record of this kind is not told to another house")),
        })
    }

    /// The house's own words, in the language of who brought the matter.
    fn house_says(&self, word: &str) -> String {
        let language = Language::of_tag(self.case.language.as_str()).unwrap_or_default();
        words::say(language, word, &[])
    }

    fn text(&self, text: TextRef) -> Result<String, Fault> {
        let found = vault::text(self.db, text.id)?;
        Ok(found.ok_or_else(|| Fault::new(format!("the text {} is gone", text.id)))?.text)
    }

    fn area(&self) -> Code {
        let area = self.state.register.areas.get(&self.case.area);
        area.map_or_else(|| code("unknown"), |area| area.code.clone())
    }

    /// What was marked as not for the public, as it stands in the texts.
    fn hidden(&self, submitted: &Submitted) -> Result<Vec<String>, Fault> {
        let place = submitted.place.map(|place| place.name);
        let texts = [Some(submitted.title), Some(submitted.body), place];
        let mut hidden: Vec<String> = vec![];
        for marked in &submitted.marked {
            let own = texts.iter().flatten().find(|text| text.id == marked.text);
            let Some(text) = own else { continue };
            let signs: Vec<char> = self.text(*text)?.chars().collect();
            for span in &marked.spans {
                let signs = signs.get(span.start as usize..span.end as usize).unwrap_or_default();
                let word: String = signs.iter().collect();
                if !hidden.contains(&word) {
                    hidden.push(word);
                }
            }
        }
        Ok(hidden)
    }

    /// By what the other knows the bytes that come beside the message: not by the salted hash,
    /// which is of this house alone.
    fn names(&self, files: &[FileRef]) -> Result<Vec<FileName>, Fault> {
        let name = |file: &FileRef| {
            let bytes = self.house.files.get(file.hash)?;
            Ok(FileName { hash: Hash::of(&[&bytes]), size: bytes.len() as u64 })
        };
        files.iter().map(name).collect()
    }
}

/// The files of the record that a message tells of.
pub fn files_of(record: &Record<Fact>) -> &[FileRef] {
    match &record.fact.what {
        What::Submitted(submitted) => &submitted.files,
        What::Added { files, .. } | What::QuestionAnswered { files, .. } => files,
        What::Replied(replied) => &replied.files,
        _ => &[],
    }
}

fn word(means: Meaning) -> Code {
    code(match means {
        Meaning::Done => "done",
        Meaning::Promised => "promised",
        Meaning::Impossible => "impossible",
        Meaning::Above => "above",
    })
}
