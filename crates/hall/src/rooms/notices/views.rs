//! Messages that wait to be sent: passing rows.

use law::clock::Time;
use law::words::{Hash, MatterId, TextId};
use store::db::{Db, Tx};
use store::{Fault, Row};

/// A message that is ready to be sent, to somebody who is to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What kind of message: `code`, `digest`.
    pub kind: &'static str,
    /// Chance that names it.
    pub id: [u8; 8],
    /// `mail` or `sms`.
    pub way: &'static str,
    /// The address or number.
    pub recipient: String,
    /// The subject; not sent where the way knows none.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Puts a message into the queue, to be sent after the commit.
pub fn enqueue(tx: &mut Tx<'_>, message: &Message, now: Time) -> Result<(), Fault> {
    let sql = "INSERT INTO message (house, message, at, way, recipient, subject, body, state, \
               tries, next, error, kind) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $3, '', $8)";
    let values = [
        TextId::dated(now, message.id).into(),
        now.into(),
        message.way.into(),
        message.recipient.as_str().into(),
        message.subject.as_str().into(),
        message.body.as_str().into(),
        message.kind.into(),
    ];
    tx.db.execute(sql, &values).map(|_| ())
}

/// Somebody who is told of a fact. Address and words are found when the message is sent, so its row
/// holds no word of anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// What is told.
    pub kind: &'static str,
    /// The number of the fact.
    pub record: u64,
    /// The matter that the fact is about.
    pub matter: MatterId,
    /// The matter of the receipt by which the fact is of interest to somebody.
    pub own: MatterId,
    /// `own`, `joined`, `merged` or `split`.
    pub part: &'static str,
    /// The address, in the vault.
    pub contact: TextId,
    /// The ways that the contact knows, divided by blanks.
    pub ways: &'a str,
}

/// Tells somebody of a fact by every way they left. The same fact is told to the same contact once.
pub fn tell(tx: &mut Tx<'_>, told: &Told<'_>, now: Time) -> Result<(), Fault> {
    let sql = "INSERT INTO message (house, message, at, way, recipient, subject, body, state, \
               tries, next, error, kind, part, matter, own, contact) \
               VALUES ($1, $2, $3, $4, '', '', '', 'waiting', 0, $3, '', $5, $6, $7, $8, $9) \
               ON CONFLICT (house, message) DO NOTHING";
    for way in told.ways.split(' ').filter(|way| !way.is_empty()) {
        let seq = told.record.to_be_bytes();
        let contact = told.contact.int().to_be_bytes();
        let name = Hash::of(&[b"told ", &seq, &contact, way.as_bytes()]);
        let id: [u8; 8] = name.0[..8].try_into().expect("8 of 32 bytes");
        let values = [
            TextId::dated(now, id).into(),
            now.into(),
            way.into(),
            told.kind.into(),
            told.part.into(),
            told.matter.into(),
            told.own.into(),
            told.contact.into(),
        ];
        tx.db.execute(sql, &values)?;
    }
    Ok(())
}

/// Forgets every message to an address that was erased, whether it was sent or waits.
pub fn forget_recipient(
    tx: &mut Tx<'_>,
    contact: TextId,
    addresses: &[String],
) -> Result<(), Fault> {
    let sql = "DELETE FROM message WHERE house = $1 AND contact = $2";
    tx.db.execute(sql, &[contact.into()])?;
    let sql = "DELETE FROM message WHERE house = $1 AND recipient = $2";
    for address in addresses.iter().map(|address| address.trim()).filter(|a| !a.is_empty()) {
        tx.db.execute(sql, &[address.into()])?;
    }
    Ok(())
}

/// A message of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the table")]
pub struct Queued {
    pub message: TextId,
    pub at: Time,
    pub way: String,
    pub kind: String,
    pub part: String,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub matter: Option<MatterId>,
    pub own: Option<MatterId>,
    pub contact: Option<TextId>,
    pub state: String,
    pub tries: i64,
    pub next: Time,
    pub error: String,
}

fn queued(row: &Row) -> Queued {
    Queued {
        message: row.id(0),
        at: Time(row.int(1)),
        way: row.text(2).to_owned(),
        kind: row.text(3).to_owned(),
        part: row.text(4).to_owned(),
        recipient: row.text(5).to_owned(),
        subject: row.text(6).to_owned(),
        body: row.text(7).to_owned(),
        matter: row.maybe_id(8),
        own: row.maybe_id(9),
        contact: row.maybe_id(10),
        state: row.text(11).to_owned(),
        tries: row.int(12),
        next: Time(row.int(13)),
        error: row.text(14).to_owned(),
    }
}

/// Takes messages of a way that are due, for so long: whoever takes them sends them and settles
/// each. What was taken and not settled in that time is due again.
pub fn take(
    tx: &mut Tx<'_>,
    way: &str,
    (now, until): (Time, Time),
    most: u32,
) -> Result<Vec<Queued>, Fault> {
    let sql = "SELECT message, at, way, kind, part, recipient, subject, body, matter, own, \
               contact, state, tries, next, error FROM message \
               WHERE house = $1 AND state IN ('waiting', 'sending') AND next <= $2 AND way = $3 \
               ORDER BY next, message LIMIT $4";
    let rows = tx.db.query(sql, &[now.into(), way.into(), most.into()])?;
    let taken: Vec<Queued> = rows.iter().map(queued).collect();
    let sql = "UPDATE message SET state = 'sending', tries = tries + 1, next = $3 \
               WHERE house = $1 AND message = $2";
    for message in &taken {
        tx.db.execute(sql, &[message.message.into(), until.into()])?;
    }
    Ok(taken)
}

/// What came of a message: `sent`, `failed`, or `waiting` until `next`, with the reason. The words
/// of what was sent go with it; what it said stands in the matter.
pub fn settle(
    tx: &mut Tx<'_>,
    message: TextId,
    (state, next, error): (&'static str, Time, &str),
) -> Result<(), Fault> {
    let sql = "UPDATE message SET state = $3, next = $4, error = $5, \
               body = CASE WHEN $3 = 'waiting' THEN body ELSE '' END \
               WHERE house = $1 AND message = $2";
    let values = [message.into(), state.into(), next.into(), error.into()];
    tx.db.execute(sql, &values).map(|_| ())
}

/// A page of the outbox: the newest messages before one.
pub fn newest(
    db: Db<'_>,
    (at, message): (i64, TextId),
    state: Option<&str>,
    most: u32,
) -> Result<Vec<Queued>, Fault> {
    let all = "SELECT message, at, way, kind, part, recipient, subject, body, matter, own, \
               contact, state, tries, next, error FROM message \
               WHERE house = $1 AND (at, message) < ($2, $3) \
               ORDER BY at DESC, message DESC LIMIT $4";
    let some = "SELECT message, at, way, kind, part, recipient, subject, body, matter, own, \
                contact, state, tries, next, error FROM message \
                WHERE house = $1 AND (at, message) < ($2, $3) AND state = $5 \
                ORDER BY at DESC, message DESC LIMIT $4";
    let mut values = vec![at.into(), message.into(), most.into()];
    let sql = if let Some(state) = state {
        values.push(state.into());
        some
    } else {
        all
    };
    Ok(db.query(sql, &values)?.iter().map(queued).collect())
}

/// How many messages there are of each way and state.
pub fn counts(db: Db<'_>) -> Result<Vec<(String, String, i64)>, Fault> {
    let sql = "SELECT way, state, COUNT(*) FROM message WHERE house = $1 \
               GROUP BY way, state ORDER BY way, state";
    let count = |row: &Row| (row.text(0).to_owned(), row.text(1).to_owned(), row.int(2));
    Ok(db.query(sql, &[])?.iter().map(count).collect())
}

/// Messages about a matter that were given up: way, kind, when, and why.
pub fn failed_of(db: Db<'_>, matter: MatterId) -> Result<Vec<Queued>, Fault> {
    let sql = "SELECT message, at, way, kind, part, recipient, subject, body, matter, own, \
               contact, state, tries, next, error FROM message \
               WHERE house = $1 AND state = 'failed' AND matter = $2 ORDER BY at DESC";
    Ok(db.query(sql, &[matter.into()])?.iter().map(queued).collect())
}

/// Whether there are messages in a state from before a time.
pub fn has_older(db: Db<'_>, (state, before): (&str, Time)) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM message WHERE house = $1 AND state = $2 AND at < $3 LIMIT 1";
    Ok(db.maybe(sql, &[state.into(), before.into()])?.is_some())
}

/// Forgets messages in a state from before a time; tells how many.
pub fn forget(tx: &mut Tx<'_>, (state, before): (&str, Time)) -> Result<u64, Fault> {
    let sql = "DELETE FROM message WHERE house = $1 AND state = $2 AND at < $3";
    Ok(tx.db.execute(sql, &[state.into(), before.into()])? as u64)
}
