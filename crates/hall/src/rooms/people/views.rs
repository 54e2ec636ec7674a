//! Passing rows of people: with what they sign in, and whether they wish a daily mail.

use law::clock::Time;
use law::people::{Fact, Recovery};
use law::record::Record;
use law::words::{Hash, PersonId, TextRef};
use store::db::{Db, Tx};
use store::fault::Context;
use store::{Fault, Row};

/// With what a person signs in, as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The login name, in small letters.
    pub login: String,
    /// The person.
    pub person: PersonId,
    /// The password's argon2id hash as PHC text.
    pub password: String,
    /// The nonce of the second factor; empty where there is none.
    pub factor: String,
    /// The last time step of the second factor that was used: no code opens twice.
    pub step: i64,
}

impl Credential {
    /// What the log says of it. The step passes and is left out.
    pub fn hash(&self) -> Hash {
        let parts = [self.login.as_bytes(), b"\0", self.password.as_bytes(), b"\0"];
        Hash::of(&[parts[0], parts[1], parts[2], parts[3], self.factor.as_bytes()])
    }
}

fn credential(row: &Row) -> Credential {
    Credential {
        login: row.text(0).to_owned(),
        person: row.id(1),
        password: row.text(2).to_owned(),
        factor: row.text(3).to_owned(),
        step: row.int(4),
    }
}

/// The credential of a login name.
pub fn by_login(db: Db<'_>, login: &str) -> Result<Option<Credential>, Fault> {
    let sql = "SELECT login, person, password, totp, step FROM credential \
               WHERE house = $1 AND login = $2";
    Ok(db.maybe(sql, &[login.into()])?.as_ref().map(credential))
}

/// The credential of a person.
pub fn of_person(db: Db<'_>, person: PersonId) -> Result<Option<Credential>, Fault> {
    let sql = "SELECT login, person, password, totp, step FROM credential \
               WHERE house = $1 AND person = $2";
    Ok(db.maybe(sql, &[person.into()])?.as_ref().map(credential))
}

/// The login names of everybody who has one.
pub fn logins(db: Db<'_>) -> Result<Vec<(PersonId, String)>, Fault> {
    let sql = "SELECT person, login FROM credential WHERE house = $1 ORDER BY login";
    let rows = db.query(sql, &[])?;
    Ok(rows.iter().map(|row| (row.id(0), row.text(1).to_owned())).collect())
}

/// Stores a credential; the one that the login name had before is gone.
pub fn put(tx: &mut Tx<'_>, credential: &Credential) -> Result<(), Fault> {
    let Credential { login, person, password, factor, step } = credential;
    let sql = "INSERT INTO credential (house, login, person, password, totp, step) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (house, login) DO UPDATE SET \
               password = excluded.password, totp = excluded.totp, step = excluded.step";
    let values = [
        login.as_str().into(),
        (*person).into(),
        password.as_str().into(),
        factor.as_str().into(),
        (*step).into(),
    ];
    tx.db.execute(sql, &values).map(|_| ())
}

/// Notes that the code of a time step was used. Tells whether it had not been used before.
pub fn spend(tx: &mut Tx<'_>, login: &str, step: i64) -> Result<bool, Fault> {
    let sql = "UPDATE credential SET step = $3 WHERE house = $1 AND login = $2 AND step < $3";
    Ok(tx.db.execute(sql, &[login.into(), step.into()])? == 1)
}

/// Whether and where somebody wishes a daily mail about the own desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The person.
    pub person: PersonId,
    /// The address.
    pub mail: String,
    /// The language: `zh` or `en`.
    pub language: String,
    /// Whether it is sent.
    pub daily: bool,
    /// The day on which it was looked after last; empty for never.
    pub last: String,
}

fn digest(row: &Row) -> Digest {
    Digest {
        person: row.id(0),
        mail: row.text(1).to_owned(),
        language: row.text(2).to_owned(),
        daily: row.flag(3),
        last: row.text(4).to_owned(),
    }
}

/// What a person wishes; nothing where that was never said.
pub fn digest_of(db: Db<'_>, person: PersonId) -> Result<Option<Digest>, Fault> {
    let sql = "SELECT person, mail, language, daily, last FROM digest \
               WHERE house = $1 AND person = $2";
    Ok(db.maybe(sql, &[person.into()])?.as_ref().map(digest))
}

/// What a person was called and from when on, the first name first.
pub fn names_of(db: Db<'_>, person: PersonId) -> Result<Vec<(Time, TextRef)>, Fault> {
    let names = every_name(db)?.into_iter().filter(|(_, of, _)| *of == person);
    Ok(names.map(|(at, _, name)| (at, name)).collect())
}

/// Every name that anybody was ever given.
pub fn names_ever(db: Db<'_>) -> Result<Vec<TextRef>, Fault> {
    Ok(every_name(db)?.into_iter().map(|(_, _, name)| name).collect())
}

/// Every name with when it was given and whose it is, in the order of the log.
fn every_name(db: Db<'_>) -> Result<Vec<(Time, PersonId, TextRef)>, Fault> {
    let mut names = vec![];
    for stored in store::log::of_matter(db, 0)? {
        if !matches!(stored.kind.as_str(), "person.enrolled/1" | "person.renamed/1") {
            continue;
        }
        let record = Record::<Fact>::read(&stored.bytes)
            .while_(|| format!("reading record {}", stored.seq))?;
        if let Fact::Enrolled { person, name } | Fact::Renamed { person, name } = record.fact {
            names.push((stored.at, person, name));
        }
    }
    Ok(names)
}

/// Everybody whose daily mail was not looked after yet on a day.
pub fn digests_due(db: Db<'_>, today: &str) -> Result<Vec<Digest>, Fault> {
    let sql = "SELECT person, mail, language, daily, last FROM digest \
               WHERE house = $1 AND daily = 1 AND last < $2 ORDER BY person";
    Ok(db.query(sql, &[today.into()])?.iter().map(digest).collect())
}

/// Notes what a person wishes. A day that was looked after stays looked after.
pub fn wish_digest(tx: &mut Tx<'_>, wish: &Digest) -> Result<(), Fault> {
    let sql = "INSERT INTO digest (house, person, mail, language, daily, last) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (house, person) DO UPDATE SET \
               mail = excluded.mail, language = excluded.language, daily = excluded.daily";
    let values = [
        wish.person.into(),
        wish.mail.as_str().into(),
        wish.language.as_str().into(),
        wish.daily.into(),
        wish.last.as_str().into(),
    ];
    tx.db.execute(sql, &values).map(|_| ())
}

/// Notes that a person's day is looked after; tells whether it was not before.
pub fn spend_digest(tx: &mut Tx<'_>, person: PersonId, today: &str) -> Result<bool, Fault> {
    let sql = "UPDATE digest SET last = $3 \
               WHERE house = $1 AND person = $2 AND daily = 1 AND last < $3";
    Ok(tx.db.execute(sql, &[person.into(), today.into()])? == 1)
}

fn recovery(row: &Row) -> Recovery {
    Recovery { person: row.id(0), by: row.id(1), at: Time(row.int(2)), ends: Time(row.int(3)) }
}

/// The new password of a person that was asked for and can still be agreed to.
pub fn recovery_of(db: Db<'_>, person: PersonId, now: Time) -> Result<Option<Recovery>, Fault> {
    let sql = "SELECT person, asked_by, at, ends FROM recovery \
               WHERE house = $1 AND person = $2 AND ends > $3";
    Ok(db.maybe(sql, &[person.into(), now.into()])?.as_ref().map(recovery))
}

/// Every new password that was asked for and can still be agreed to, the oldest first.
pub fn recoveries(db: Db<'_>, now: Time) -> Result<Vec<Recovery>, Fault> {
    let sql = "SELECT person, asked_by, at, ends FROM recovery \
               WHERE house = $1 AND ends > $2 ORDER BY at, person";
    Ok(db.query(sql, &[now.into()])?.iter().map(recovery).collect())
}

/// Keeps what was asked for until another agrees or its time is over.
pub fn put_recovery(tx: &mut Tx<'_>, asked: &Recovery) -> Result<(), Fault> {
    let sql = "INSERT INTO recovery (house, person, asked_by, at, ends) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (house, person) DO UPDATE SET \
               asked_by = excluded.asked_by, at = excluded.at, ends = excluded.ends";
    let values = [asked.person.into(), asked.by.into(), asked.at.into(), asked.ends.into()];
    tx.db.execute(sql, &values).map(|_| ())
}

/// Forgets what was asked for.
pub fn end_recovery(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Fault> {
    let sql = "DELETE FROM recovery WHERE house = $1 AND person = $2";
    tx.db.execute(sql, &[person.into()]).map(|_| ())
}
