//! Sessions: opaque random tokens of which the store holds only the hash.

use law::clock::Time;
use law::words::{Hash, MatterId, PersonId};
use store::db::{Db, Tx};
use store::{Fault, Val};

/// How long an officer stays signed in without doing anything: eight hours.
const IDLE_MS: i64 = 8 * 3_600_000;
/// How long anybody stays signed in at most: twelve hours.
const LONGEST_MS: i64 = 12 * 3_600_000;
/// How long a receipt stays open in a browser without being used: thirty minutes.
const RECEIPT_MS: i64 = 30 * 60_000;

/// The secret in a visitor's cookie.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token of 256 random bits.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Hash(bytes).to_string())
    }

    /// A token as a cookie brought it.
    pub fn of_cookie(text: &str) -> Option<Self> {
        text.parse::<Hash>().ok().map(|_| Self(text.to_owned()))
    }

    /// The text for the cookie.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What the store holds of it.
    pub fn hash(&self) -> Hash {
        Hash::of(&[b"session", self.0.as_bytes()])
    }
}

/// What a session opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The posts of a person.
    Person(PersonId),
    /// One matter, by a receipt of this keyed hash.
    Receipt(MatterId, Hash),
    /// The receipts that are kept under an address of this keyed hash.
    Folder(Hash),
}

/// Begins a session: who begins one has just shown who they are.
pub fn begin(tx: &mut Tx<'_>, token: &Token, opens: &Opens, now: Time) -> Result<(), Fault> {
    let (person, matter, receipt, ends) = match opens {
        Opens::Person(person) => (Some(*person), None, None, LONGEST_MS),
        Opens::Receipt(matter, mac) => (None, Some(*matter), Some(*mac), LONGEST_MS),
        Opens::Folder(folder) => (None, None, Some(*folder), LONGEST_MS),
    };
    tx.db
        .execute(
            "INSERT INTO session (house, token, person, matter, receipt, begun, seen, ends, \
             proven) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $6)",
            &[
                token.hash().into(),
                person.into(),
                matter.into(),
                receipt.into(),
                now.into(),
                now.plus_ms(ends).into(),
            ],
        )
        .map(|_| ())
}

/// What a token opens now, when it was last seen, and when its holder last showed who they are.
pub fn find(db: Db<'_>, token: &Token, now: Time) -> Result<Option<(Opens, [Time; 2])>, Fault> {
    let sql = "SELECT person, matter, receipt, seen, ends, proven FROM session \
               WHERE house = $1 AND token = $2";
    let Some(row) = db.maybe(sql, &[token.hash().into()])? else { return Ok(None) };
    let seen = Time(row.int(3));
    let opens = match (row.maybe_id(0), row.maybe_id(1), Hash::from_bytes(row.blob(2))) {
        (Some(person), _, _) => Opens::Person(person),
        (None, Some(matter), Ok(mac)) => Opens::Receipt(matter, mac),
        (None, None, Ok(folder)) => Opens::Folder(folder),
        _ => return Ok(None),
    };
    let idle = if matches!(opens, Opens::Person(_)) { IDLE_MS } else { RECEIPT_MS };
    let ended = now.0 >= row.int(4) || now.0 >= seen.0 + idle;
    Ok((!ended).then_some((opens, [seen, Time(row.int(5))])))
}

/// Notes that a session was used.
pub fn touch(tx: &mut Tx<'_>, token: &Token, now: Time) -> Result<(), Fault> {
    let sql = "UPDATE session SET seen = $3 WHERE house = $1 AND token = $2";
    tx.db.execute(sql, &[token.hash().into(), now.into()]).map(|_| ())
}

/// Ends a session.
pub fn end(tx: &mut Tx<'_>, token: &Token) -> Result<(), Fault> {
    let sql = "DELETE FROM session WHERE house = $1 AND token = $2";
    tx.db.execute(sql, &[token.hash().into()]).map(|_| ())
}

/// A session as its person sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Names it without opening it: the hash of its token.
    pub id: Hash,
    /// When it began.
    pub begun: Time,
    /// When it was last used, to five minutes.
    pub seen: Time,
}

/// The sessions of a person that are open, the newest first.
pub fn of_person(db: Db<'_>, person: PersonId, now: Time) -> Result<Vec<Listed>, Fault> {
    let sql = "SELECT token, begun, seen FROM session \
               WHERE house = $1 AND person = $2 AND ends > $3 AND seen > $4 ORDER BY begun DESC";
    let rows = db.query(sql, &[person.into(), now.into(), now.plus_ms(-IDLE_MS).into()])?;
    let listed = |row: &store::Row| {
        let id = Hash::from_bytes(row.blob(0))
            .map_err(|error| Fault::from_error("reading a session", error))?;
        Ok(Listed { id, begun: Time(row.int(1)), seen: Time(row.int(2)) })
    };
    rows.iter().map(listed).collect()
}

/// Ends one session of a person by the name it has in the list.
pub fn end_listed(tx: &mut Tx<'_>, person: PersonId, id: Hash) -> Result<(), Fault> {
    let sql = "DELETE FROM session WHERE house = $1 AND person = $2 AND token = $3";
    tx.db.execute(sql, &[person.into(), id.into()]).map(|_| ())
}

/// Ends every session of a person but one: after a new password, whoever else was in is out.
pub fn end_others(tx: &mut Tx<'_>, person: PersonId, kept: Option<&Token>) -> Result<(), Fault> {
    let kept = kept.map_or(Hash::default(), Token::hash);
    let sql = "DELETE FROM session WHERE house = $1 AND person = $2 AND token <> $3";
    tx.db.execute(sql, &[person.into(), kept.into()]).map(|_| ())
}

/// Forgets sessions and throttles that are over.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<(), Fault> {
    tx.db.execute("DELETE FROM session WHERE house = $1 AND ends < $2", &[now.into()])?;
    tx.db.execute("DELETE FROM throttle WHERE house = $1 AND until < $2", &[now.into()])?;
    Ok(())
}

/// Counts a failed attempt on a subject and tells how many there were in its window.
pub fn strike(tx: &mut Tx<'_>, subject: Hash, now: Time, window_ms: i64) -> Result<i64, Fault> {
    let sql = "SELECT count, until FROM throttle WHERE house = $1 AND subject = $2";
    let before = tx.db.maybe(sql, &[subject.into()])?;
    let count = before.filter(|row| row.int(1) > now.0).map_or(0, |row| row.int(0)) + 1;
    tx.db.execute(
        "INSERT INTO throttle (house, subject, count, until) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (house, subject) DO UPDATE SET count = excluded.count, until = excluded.until",
        &[subject.into(), count.into(), now.plus_ms(window_ms).into()],
    )?;
    Ok(count)
}

/// How many failed attempts a subject has in its window.
pub fn strikes(db: Db<'_>, subject: Hash, now: Time) -> Result<i64, Fault> {
    let sql = "SELECT count FROM throttle WHERE house = $1 AND subject = $2 AND until > $3";
    let values: [Val; 2] = [subject.into(), now.into()];
    Ok(db.maybe(sql, &values)?.map_or(0, |row| row.int(0)))
}

/// Forgets the failed attempts of a subject.
pub fn forgive(tx: &mut Tx<'_>, subject: Hash) -> Result<(), Fault> {
    let sql = "DELETE FROM throttle WHERE house = $1 AND subject = $2";
    tx.db.execute(sql, &[subject.into()]).map(|_| ())
}

/// Takes one strike back: the attempt that it was counted for did not fail.
pub fn take_back(tx: &mut Tx<'_>, subject: Hash) -> Result<(), Fault> {
    let sql =
        "UPDATE throttle SET count = count - 1 WHERE house = $1 AND subject = $2 AND count > 0";
    tx.db.execute(sql, &[subject.into()]).map(|_| ())
}
