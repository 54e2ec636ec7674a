//! Messages that wait to be sent: passing rows.

use law::clock::Time;
use law::words::TextId;
use store::Fault;
use store::db::Tx;

/// A message to somebody who left a way to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
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
               tries, next, error) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $3, '')";
    let values = [
        TextId::from_chance(message.id).into(),
        now.into(),
        message.way.into(),
        message.recipient.as_str().into(),
        message.subject.as_str().into(),
        message.body.as_str().into(),
    ];
    tx.db.execute(sql, &values).map(|_| ())
}
