//! The rows of referrals: how far each has come, and what was said in it.

use law::clock::Time;
use law::record::Head;
use law::referral::{Fact, ReferralId};
use law::words::{BodyId, MatterId, TextId};
use store::db::Db;
use store::rows::{Rows, Table, View, index_on, index_where, int, text as words};
use store::{Fault, Row, Val};

/// The view.
pub const VIEW: View = View { name: "referrals", version: 1, tables: &[&REFERRAL, &MESSAGE] };

/// One row a matter that goes to another house, or came from one.
pub static REFERRAL: Table = Table {
    name: "referral",
    key: &[int("referral")],
    columns: &[
        int("matter"),
        int("body"),
        // Whether this house passed it on, and by which record.
        int("outgoing"),
        int("begun"),
        int("at"),
        // The last message that this house told, that the other signed for, and that was heard.
        int("told"),
        int("receipted"),
        int("heard"),
        // The rule by which nothing followed from what was heard last.
        words("refused"),
    ],
    indexes: &[
        index_on(&["matter"]),
        index_on(&["at"]),
        index_where(&["referral", "told"], "told > receipted"),
    ],
};

/// One row a message.
pub static MESSAGE: Table = Table {
    name: "referral_message",
    key: &[int("referral"), int("told"), int("number")],
    columns: &[
        words("kind"),
        int("at"),
        // What was signed, in the vault; the record of the matter that it tells of, 0 where heard.
        int("note"),
        int("of"),
    ],
    indexes: &[],
};

/// Stages the rows that follow from a fact.
pub fn apply(head: &Head, fact: &Fact, rows: &mut Rows) {
    let own = || vec![Val::Int(head.case)];
    let message = |told: bool, number: u32| vec![Val::Int(head.case), told.into(), number.into()];
    match fact {
        Fact::Told { body, kind, matter, note, number, of } => {
            match *kind == *"sent" {
                true => begin(head, (*matter, *body), (Some(*of), 1, 0), rows),
                false => rows.set(&REFERRAL, own(), vec![("told", (*number).into())]),
            }
            let values = vec![kind.into(), head.at.into(), note.id.into(), (*of).into()];
            rows.put(&MESSAGE, message(true, *number), values);
        }
        Fact::Receipted { number, .. } => {
            rows.set(&REFERRAL, own(), vec![("receipted", (*number).into())]);
        }
        Fact::Heard { body, kind, matter, note, number } => {
            match *kind == *"sent" {
                true => begin(head, (*matter, *body), (None, 0, 1), rows),
                false => {
                    let set = vec![("heard", (*number).into()), ("refused", "".into())];
                    rows.set(&REFERRAL, own(), set);
                }
            }
            let values = vec![kind.into(), head.at.into(), note.id.into(), Val::Int(0)];
            rows.put(&MESSAGE, message(false, *number), values);
        }
        Fact::Refused { rule, .. } => {
            rows.set(&REFERRAL, own(), vec![("refused", rule.into())]);
        }
    }
}

fn begin(
    head: &Head,
    (matter, body): (MatterId, BodyId),
    (begun, told, heard): (Option<u64>, u32, u32),
    rows: &mut Rows,
) {
    let values = vec![
        matter.into(),
        body.into(),
        begun.is_some().into(),
        begun.unwrap_or(0).into(),
        head.at.into(),
        told.into(),
        0_u32.into(),
        heard.into(),
        "".into(),
    ];
    rows.put(&REFERRAL, vec![Val::Int(head.case)], values);
}

/// The referrals of a matter.
pub fn of_matter(db: Db<'_>, matter: MatterId) -> Result<Vec<ReferralId>, Fault> {
    let sql = "SELECT r.referral FROM referral r WHERE r.house = $1 AND r.matter = $2 \
               ORDER BY r.referral";
    Ok(db.query(sql, &[matter.into()])?.iter().map(|row| row.id(0)).collect())
}

/// The matters that have referrals.
pub fn matters(db: Db<'_>) -> Result<Vec<MatterId>, Fault> {
    let sql = "SELECT DISTINCT r.matter FROM referral r WHERE r.house = $1";
    Ok(db.query(sql, &[])?.iter().map(|row| row.id(0)).collect())
}

/// The matters among the records between two numbers that somebody leads or that have referrals.
pub fn changed(db: Db<'_>, (after, until): (u64, u64)) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT DISTINCT l.matter FROM log l \
               LEFT JOIN matter m ON m.house = $1 AND m.matter = l.matter \
               WHERE l.house = $1 AND l.seq > $2 AND l.seq <= $3 AND (m.lead IS NOT NULL \
               OR EXISTS (SELECT 1 FROM referral r WHERE r.house = $1 AND r.matter = l.matter))";
    let rows = db.query(sql, &[after.into(), until.into()])?;
    Ok(rows.iter().map(|row| row.int(0)).collect())
}

/// Open matters that a body leads.
pub fn led_by(db: Db<'_>, body: BodyId) -> Result<Vec<MatterId>, Fault> {
    // Every way of being seen there is, so that the index by it and the lead is used.
    let sql = "SELECT m.matter FROM matter m WHERE m.house = $1 AND m.visibility IN (0, 1, 2, 3) \
               AND m.lead = $2 AND m.outcome IS NULL";
    Ok(db.query(sql, &[body.into()])?.iter().map(|row| row.id(0)).collect())
}

/// Referrals of which the other has not signed for all that it was told.
pub fn unsigned(db: Db<'_>) -> Result<Vec<ReferralId>, Fault> {
    let sql = "SELECT r.referral FROM referral r WHERE r.house = $1 AND r.told > r.receipted \
               ORDER BY r.referral";
    Ok(db.query(sql, &[])?.iter().map(|row| row.id(0)).collect())
}

/// When the oldest message was told that nobody signed for.
pub fn oldest_unsigned(db: Db<'_>) -> Result<Option<Time>, Fault> {
    let sql = "SELECT MIN(t.at) FROM referral r JOIN referral_message t ON t.house = $1 \
               AND t.referral = r.referral AND t.told = 1 AND t.number > r.receipted \
               WHERE r.house = $1 AND r.told > r.receipted";
    Ok(db.one(sql, &[])?.maybe_int(0).map(Time))
}

/// A message of a referral: the text that was signed, and the record that it tells of.
pub fn told(db: Db<'_>, id: ReferralId, number: u32) -> Result<Option<(TextId, u64)>, Fault> {
    let sql = "SELECT t.note, t.of FROM referral_message t \
               WHERE t.house = $1 AND t.referral = $2 AND t.told = 1 AND t.number = $3";
    let found = db.maybe(sql, &[id.into(), number.into()])?;
    Ok(found.map(|row| (row.id(0), row.int(1) as u64)))
}

/// A referral in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the columns of the view")]
pub struct Item {
    pub id: ReferralId,
    pub matter: MatterId,
    pub body: BodyId,
    pub outgoing: bool,
    pub at: Time,
    pub told: i64,
    pub receipted: i64,
    pub heard: i64,
    pub refused: String,
}

/// The newest referrals, the last first.
pub fn newest(db: Db<'_>, most: u32) -> Result<Vec<Item>, Fault> {
    let sql = "SELECT r.referral, r.matter, r.body, r.outgoing, r.at, r.told, r.receipted, \
               r.heard, r.refused FROM referral r WHERE r.house = $1 ORDER BY r.at DESC LIMIT $2";
    let item = |row: &Row| Item {
        id: row.id(0),
        matter: row.id(1),
        body: row.id(2),
        outgoing: row.flag(3),
        at: Time(row.int(4)),
        told: row.int(5),
        receipted: row.int(6),
        heard: row.int(7),
        refused: row.text(8).to_owned(),
    };
    Ok(db.query(sql, &[most.into()])?.iter().map(item).collect())
}

/// How many went out to each body and came from it.
pub fn counts(db: Db<'_>) -> Result<Vec<(BodyId, bool, i64)>, Fault> {
    let sql = "SELECT r.body, r.outgoing, COUNT(*) FROM referral r WHERE r.house = $1 \
               GROUP BY r.body, r.outgoing";
    let count = |row: &Row| (row.id(0), row.flag(1), row.int(2));
    Ok(db.query(sql, &[])?.iter().map(count).collect())
}

/// The body in the lead of a matter, and its referrals; nothing for the number of anything else.
pub fn concerns(db: Db<'_>, matter: MatterId) -> Result<(Option<BodyId>, Vec<ReferralId>), Fault> {
    let sql = "SELECT m.lead FROM matter m WHERE m.house = $1 AND m.matter = $2";
    let lead = db.maybe(sql, &[matter.into()])?.and_then(|row| row.maybe_id(0));
    Ok((lead, of_matter(db, matter)?))
}
