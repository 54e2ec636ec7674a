//! Passing rows of people: with what they sign in.

use law::words::{Hash, PersonId};
use store::db::{Db, Tx};
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
