//! Checkpoints: the head of a tree in three lines (C2SP tlog-checkpoint).

use super::{decimal, decoded_hash, encoded};
use crate::words::{Hash, Unreadable};

/// The head of a tree as a log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// Further lines, which say nothing here. A log of ours writes none.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// The head of a tree.
    pub fn new(origin: &str, size: u64, root: Hash) -> Self {
        Self { origin: origin.to_owned(), size, root, extensions: vec![] }
    }

    /// The text that is signed.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, encoded(&self.root.0));
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Reads the text of a note.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("a checkpoint has an origin, a size and a root, each on its line");
        let text = text.strip_suffix('\n').ok_or(wrong.clone())?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [origin, size, root, extensions @ ..] = lines.as_slice() else { return Err(wrong) };
        if lines.iter().any(|line| line.is_empty()) {
            return Err(wrong);
        }
        Ok(Self {
            origin: (*origin).to_owned(),
            size: decimal(size)?,
            root: decoded_hash(root)?,
            extensions: extensions.iter().map(|line| (*line).to_owned()).collect(),
        })
    }
}
