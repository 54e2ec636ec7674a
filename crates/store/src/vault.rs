//! The vault: typed text and personal data, apart from the log that commits to them.

use law::ruling::Enclosure;
use law::words::{Hash, TextId};

use crate::db::{Db, Tx};
use crate::fault::Fault;
use crate::{Row, Val};

/// A text in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What kind of text.
    pub kind: String,
    /// The text.
    pub text: String,
    /// Whether anybody may read it.
    pub open: bool,
}

impl Tx<'_> {
    /// Puts the enclosures of an act in.
    pub fn enclose(&mut self, enclosures: &[Enclosure]) -> Result<(), Fault> {
        for enclosure in enclosures {
            self.db.execute_in_order(
                "INSERT INTO vault (house, text, kind, salt, bytes, open) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    enclosure.id.into(),
                    enclosure.kind.into(),
                    Val::Blob(enclosure.salt.into()),
                    Val::Blob(enclosure.text.as_bytes().into()),
                    enclosure.open.into(),
                ],
            )?;
        }
        Ok(())
    }

    /// Keeps a definition whole under its hash.
    pub fn define(&mut self, text: &str) -> Result<Hash, Fault> {
        let hash = Hash::of(&[text.as_bytes()]);
        self.db.execute(
            "INSERT INTO definition (house, hash, bytes) VALUES ($1, $2, $3) \
             ON CONFLICT (house, hash) DO NOTHING",
            &[hash.into(), Val::Blob(text.as_bytes().into())],
        )?;
        Ok(hash)
    }
}

/// A definition by its hash.
pub fn definition(db: Db<'_>, hash: Hash) -> Result<Option<String>, Fault> {
    let sql = "SELECT bytes FROM definition WHERE house = $1 AND hash = $2";
    Ok(db.maybe(sql, &[hash.into()])?.map(|row| row.text(0).to_owned()))
}

/// Some texts by their identifiers, in their order; `None` where one is missing.
pub fn texts(db: Db<'_>, ids: &[TextId]) -> Result<Vec<Option<Text>>, Fault> {
    let sql = "SELECT kind, bytes, open FROM vault WHERE house = $1 AND text = $2";
    let text = |row: Row| Text {
        kind: row.text(0).to_owned(),
        text: row.text(1).to_owned(),
        open: row.flag(2),
    };
    ids.iter().map(|id| Ok(db.maybe(sql, &[(*id).into()])?.map(text))).collect()
}

/// A text with the salt of its commitment, which opens what facts say of it.
pub fn opening(db: Db<'_>, id: TextId) -> Result<Option<([u8; 16], String)>, Fault> {
    let sql = "SELECT salt, bytes FROM vault WHERE house = $1 AND text = $2";
    let open = |row: Row| {
        let salt = <[u8; 16]>::try_from(row.blob(0)).ok()?;
        Some((salt, row.text(1).to_owned()))
    };
    Ok(db.maybe(sql, &[id.into()])?.and_then(open))
}

/// One text.
pub fn text(db: Db<'_>, id: TextId) -> Result<Option<Text>, Fault> {
    Ok(texts(db, &[id])?.remove(0))
}
