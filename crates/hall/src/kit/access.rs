//! Access tokens: what programs show instead of signing in. The store holds only their hashes.

use law::clock::Time;
use law::ruling::Refusal;
use law::words::{Hash, PersonId};
use store::Fault;
use store::db::{Answer, Db, Tx};

/// How a token begins, so that people and scanners know what it is when it lies about.
const MARK: &str = "huiyin-";
/// Most tokens that one person has at once.
const TOKENS_MOST: i64 = 20;
/// How rarely a token's last use is written down: once in five minutes.
const TOUCH_MS: i64 = 5 * 60_000;

/// The secret that a program shows.
#[derive(Clone)]
pub struct AccessToken(String);

impl AccessToken {
    /// A token of 256 random bits.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(format!("{MARK}{}", Hash(bytes)))
    }

    /// A token as a program showed it.
    pub fn of_text(text: &str) -> Option<Self> {
        let bits = text.strip_prefix(MARK)?;
        bits.parse::<Hash>().ok().map(|_| Self(text.to_owned()))
    }

    /// The text, to be shown once.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What the store holds of it.
    pub fn hash(&self) -> Hash {
        Hash::of(&[b"token", self.0.as_bytes()])
    }
}

/// A token as its person sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Names it without opening anything: the hash of the token.
    pub id: Hash,
    /// What its person calls it.
    pub name: String,
    /// When it was made.
    pub begun: Time,
    /// When it was last used, to five minutes.
    pub seen: Option<Time>,
    /// The first instant at which it opens nothing any more.
    pub ends: Time,
}

/// Keeps a token of a person until an instant.
///
/// # Errors
/// A person who has as many as one can have.
pub fn begin(
    tx: &mut Tx<'_>,
    (token, name): (&AccessToken, &str),
    person: PersonId,
    (now, ends): (Time, Time),
) -> Answer<()> {
    let sql = "SELECT COUNT(*) FROM token WHERE house = $1 AND person = $2 AND ends > $3";
    if tx.db.one(sql, &[person.into(), now.into()])?.int(0) >= TOKENS_MOST {
        return Err(Refusal::conflict("token.too-many").with("most", TOKENS_MOST).into());
    }
    let sql = "INSERT INTO token (house, token, person, name, begun, seen, ends) \
               VALUES ($1, $2, $3, $4, $5, NULL, $6)";
    let values = [token.hash().into(), person.into(), name.into(), now.into(), ends.into()];
    tx.db.execute(sql, &values)?;
    Ok(())
}

/// Whose token it is now, and whether its use is to be written down.
pub fn find(db: Db<'_>, token: &AccessToken, now: Time) -> Result<Option<(PersonId, bool)>, Fault> {
    let sql = "SELECT person, seen FROM token WHERE house = $1 AND token = $2 AND ends > $3";
    let found = db.maybe(sql, &[token.hash().into(), now.into()])?;
    let stale = |seen: Option<i64>| seen.is_none_or(|seen| now.0 - seen >= TOUCH_MS);
    Ok(found.map(|row| (row.id(0), stale(row.maybe_int(1)))))
}

/// Notes that a token was used.
pub fn touch(tx: &mut Tx<'_>, token: &AccessToken, now: Time) -> Result<(), Fault> {
    let sql = "UPDATE token SET seen = $3 WHERE house = $1 AND token = $2";
    tx.db.execute(sql, &[token.hash().into(), now.into()]).map(|_| ())
}

/// The tokens of a person that still open something, the newest first.
pub fn of_person(db: Db<'_>, person: PersonId, now: Time) -> Result<Vec<Listed>, Fault> {
    let sql = "SELECT token, name, begun, seen, ends FROM token \
               WHERE house = $1 AND person = $2 AND ends > $3 ORDER BY begun DESC, token";
    let rows = db.query(sql, &[person.into(), now.into()])?;
    let listed = |row: &store::Row| {
        let id = Hash::from_bytes(row.blob(0))
            .map_err(|error| Fault::from_error("reading an access token", error))?;
        Ok(Listed {
            id,
            name: row.text(1).to_owned(),
            begun: Time(row.int(2)),
            seen: row.maybe_int(3).map(Time),
            ends: Time(row.int(4)),
        })
    };
    rows.iter().map(listed).collect()
}

/// Ends one token of a person by the name it has in the list.
pub fn end(tx: &mut Tx<'_>, person: PersonId, id: Hash) -> Result<(), Fault> {
    let sql = "DELETE FROM token WHERE house = $1 AND person = $2 AND token = $3";
    tx.db.execute(sql, &[person.into(), id.into()]).map(|_| ())
}

/// Ends every token of a person: after a new password, whoever else had one is out.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Fault> {
    let sql = "DELETE FROM token WHERE house = $1 AND person = $2";
    tx.db.execute(sql, &[person.into()]).map(|_| ())
}

/// Forgets tokens that are over.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<(), Fault> {
    tx.db.execute("DELETE FROM token WHERE house = $1 AND ends < $2", &[now.into()]).map(|_| ())
}
