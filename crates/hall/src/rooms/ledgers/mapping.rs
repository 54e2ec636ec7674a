//! A mapping file: what an office calls its columns, and the words that it writes into them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::columns::{Column, Mapping};
use super::faults::LedgerError;
use super::names::plain;

/// A mapping file, read.
///
/// ```toml
/// received = "the heading that this office uses"
/// [values.category]
/// "the office's word" = "the word of this house"
/// [otherwise]
/// category = "the word for a cell that is blank"
/// ```
#[derive(Debug, Clone, Default)]
pub struct MappingFile {
    /// The headings.
    pub columns: Mapping,
    values: HashMap<(Column, String), String>,
    otherwise: HashMap<Column, String>,
}

#[derive(Deserialize)]
struct Draft {
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    otherwise: BTreeMap<String, String>,
    #[serde(flatten)]
    columns: BTreeMap<String, String>,
}

impl MappingFile {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// It cannot be opened, is no TOML, or names an unknown column.
    pub fn read(path: &Path) -> Result<Self, LedgerError> {
        let unreadable = |why: String| LedgerError::MappingUnreadable { why };
        let text = std::fs::read_to_string(path)
            .map_err(|error| unreadable(format!("{}: {error}", path.display())))?;
        Self::of(&text)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// It is no TOML, or names an unknown column.
    pub fn of(text: &str) -> Result<Self, LedgerError> {
        let draft: Draft = toml::from_str(text)
            .map_err(|error| LedgerError::MappingUnreadable { why: error.to_string() })?;
        let mut file = Self { columns: Mapping::from_pairs(draft.columns)?, ..Self::default() };
        for (key, words) in draft.values {
            let column = column(&key)?;
            for (written, meant) in words {
                file.values.insert((column, plain(&written)), meant);
            }
        }
        for (key, word) in draft.otherwise {
            file.otherwise.insert(column(&key)?, word);
        }
        Ok(file)
    }

    /// What is meant by a word in a column; `None` where it stands for itself.
    pub fn meant(&self, column: Column, written: &str) -> Option<&str> {
        if self.values.is_empty() {
            return None;
        }
        self.values.get(&(column, plain(written))).map(String::as_str)
    }

    /// What stands for a blank cell of a column.
    pub fn otherwise(&self, column: Column) -> Option<&str> {
        self.otherwise.get(&column).map(String::as_str)
    }
}

fn column(key: &str) -> Result<Column, LedgerError> {
    Column::of_key(key).ok_or_else(|| Column::unknown(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_words_are_read_and_slips_refused() {
        let text = "received = \"收文日子\"\n[values.category]\n\"路\" = \"道路破损\"\n\
                    [otherwise]\nstation = \"苇塘代表联络站\"\n";
        let file = MappingFile::of(text).unwrap();
        assert_eq!(file.meant(Column::Category, " 路 "), Some("道路破损"));
        assert_eq!(file.meant(Column::Category, "桥"), None);
        assert_eq!(file.otherwise(Column::Station), Some("苇塘代表联络站"));
        for (text, code) in [
            ("received = 5", "ledger.mapping.unreadable"),
            ("recieved = \"a\"", "ledger.mapping.key"),
            ("[values.kind]\na = \"b\"", "ledger.mapping.key"),
            ("[otherwise]\nkind = \"b\"", "ledger.mapping.key"),
            ("received", "ledger.mapping.unreadable"),
        ] {
            assert_eq!(MappingFile::of(text).unwrap_err().code(), code, "{text}");
        }
    }
}
