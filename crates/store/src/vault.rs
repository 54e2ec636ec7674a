//! The vault: typed text and personal data, apart from the log that commits to them.

use law::ruling::Enclosure;
use law::words::{Hash, TextId, TextRef};

use crate::db::{Db, Tx};
use crate::fault::Fault;
use crate::safe::{Safe, is_personal};
use crate::{Chance, Row, Val};

/// Most texts that are sealed in one transaction, where older data had them in clear.
const SEALED_MOST: u32 = 2000;

/// A text in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What kind of text.
    pub kind: String,
    /// The text; empty where it is sealed, which [`identity`] alone opens.
    pub text: String,
    /// Whether anybody may read it.
    pub open: bool,
}

impl Tx<'_> {
    /// Puts the enclosures of an act in, those that are personal sealed.
    pub fn enclose(
        &mut self,
        (safe, chance): (&Safe, &Chance),
        enclosures: &[Enclosure],
    ) -> Result<(), Fault> {
        for enclosure in enclosures {
            let text = enclosure.text.as_bytes();
            let (key, bytes) = if is_personal(enclosure.kind, enclosure.open) {
                let sealed = safe.seal((self.db.house(), enclosure.id), text, chance);
                (Val::Blob(sealed.key), Val::Blob(sealed.bytes))
            } else {
                (Val::Null, Val::Blob(text.into()))
            };
            self.db.send_in_order(
                "INSERT INTO vault (house, text, kind, salt, bytes, open, key) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    enclosure.id.into(),
                    enclosure.kind.into(),
                    Val::Blob(enclosure.salt.into()),
                    bytes,
                    enclosure.open.into(),
                    key,
                ],
            )?;
        }
        Ok(())
    }

    /// Destroys a text with its salt and its data key; whether it was there.
    pub fn erase(&mut self, id: TextId) -> Result<bool, Fault> {
        let sql = "DELETE FROM vault WHERE house = $1 AND text = $2";
        Ok(self.db.execute(sql, &[id.into()])? > 0)
    }

    /// Seals personal texts that an older version kept in clear: at most so many at once, until
    /// none are left, which is told by `false`. `of_people` are the names of people: that they are
    /// personal, older versions did not always say.
    pub fn seal_some(
        &mut self,
        (safe, chance): (&Safe, &Chance),
        of_people: &[TextRef],
    ) -> Result<bool, Fault> {
        let mut found = vec![];
        let one = "SELECT text, bytes FROM vault WHERE house = $1 AND text = $2 AND key IS NULL";
        for name in of_people {
            found.extend(self.db.maybe(one, &[name.id.into()])?);
        }
        let sql = "SELECT text, bytes FROM vault \
                   WHERE house = $1 AND kind = 'contact' AND key IS NULL LIMIT $2";
        found.extend(self.db.query(sql, &[SEALED_MOST.into()])?);
        for row in &found {
            let id: TextId = row.id(0);
            let sealed = safe.seal((self.db.house(), id), row.blob(1), chance);
            let sql =
                "UPDATE vault SET bytes = $3, key = $4, open = 0 WHERE house = $1 AND text = $2";
            self.db.execute(sql, &[id.into(), Val::Blob(sealed.bytes), Val::Blob(sealed.key)])?;
        }
        Ok(!found.is_empty())
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
    let sql = "SELECT kind, CASE WHEN key IS NULL THEN bytes END, open FROM vault \
               WHERE house = $1 AND text = $2";
    let text = |row: Row| Text {
        kind: row.text(0).to_owned(),
        text: row.text(1).to_owned(),
        open: row.flag(2),
    };
    ids.iter().map(|id| Ok(db.maybe(sql, &[(*id).into()])?.map(text))).collect()
}

/// A text with the salt of its commitment, which opens what facts say of it; nothing where it was
/// erased or is sealed.
pub fn opening(db: Db<'_>, id: TextId) -> Result<Option<([u8; 16], String)>, Fault> {
    let sql = "SELECT salt, bytes FROM vault WHERE house = $1 AND text = $2 AND key IS NULL";
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

/// A personal text, opened; `None` where it was erased. Whoever shows it to a person puts that on
/// record first.
///
/// # Errors
/// A text that was sealed by another key, or changed.
pub fn identity(db: Db<'_>, safe: &Safe, id: TextId) -> Result<Option<String>, Fault> {
    let sql = "SELECT text, bytes, key FROM vault WHERE house = $1 AND text = $2";
    db.maybe(sql, &[id.into()])?.map(|row| opened(db.house(), safe, &row)).transpose()
}

/// Asked along an index of names alone: the house waits for it when it is opened.
const NAMES: &str = "SELECT text, bytes, key FROM vault WHERE house = $1 AND kind = 'name'";

/// Calls `take` with every name in the vault: of places, bodies and people.
pub fn each_name(db: Db<'_>, safe: &Safe, mut take: impl FnMut(TextId, &str)) -> Result<(), Fault> {
    db.each(NAMES, &[], |row| {
        take(row.id(0), &opened(db.house(), safe, &row)?);
        Ok(())
    })
}

/// A data key by which a text of the house is sealed, where there is one: it tells by which
/// key-encryption key.
pub fn any_key(db: Db<'_>) -> Result<Option<Box<[u8]>>, Fault> {
    let sql = "SELECT key FROM vault WHERE house = $1 AND key IS NOT NULL LIMIT 1";
    Ok(db.maybe(sql, &[])?.map(|row| row.blob(0).into()))
}

/// The text of a row of its identifier, its bytes and its data key.
fn opened(house: &str, safe: &Safe, row: &Row) -> Result<String, Fault> {
    if row.values()[2] == Val::Null {
        return Ok(row.text(1).to_owned());
    }
    let id: TextId = row.id(0);
    let bytes = safe.open((house, id), row.blob(2), row.blob(1));
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| Fault::new(format!("the sealed text {id} cannot be opened: see `verify`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;

    #[test]
    fn names_are_found_without_a_look_at_other_texts() {
        let dir = tempfile::tempdir().expect("a folder");
        let engine = Engine::open(dir.path(), 1).expect("it opens");
        let explain = format!("EXPLAIN QUERY PLAN {NAMES}");
        let plan = engine.read("qinghe", |db| Ok(db.one(&explain, &[])?.text(3).to_owned()));
        let plan = plan.expect("it is planned");
        assert!(plan.contains("vault_of_names"), "{plan}");
    }
}
