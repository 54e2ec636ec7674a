//! People with an account: enrolment, passwords and second factors, sessions.

mod pages;
pub mod rules;
pub mod views;

#[cfg(test)]
mod tests;

pub use rules::{login as login_name, password as check_password};

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use law::people::Fact;
use law::record::{ActId, Actor, Officer};
use law::ruling::{Enclosures, Refusal};
use law::words::PersonId;
use store::Fault;
use store::db::Answer;
use views::Credential;

use crate::desk::{Hearing, Recorded};
use crate::house::{House, Name};
use crate::kit::App;
use crate::kit::access;
use crate::kit::credential::hash_password;
use crate::kit::session::{self, Token};

/// The pages of this room.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sign-in", get(pages::sign_in_page).post(pages::sign_in))
        .route("/sign-out", post(pages::sign_out))
        .route("/account", get(pages::account::account))
        .route("/account/password", post(pages::account::change_password))
        .route(
            "/account/second-factor",
            get(pages::account::factor_page).post(pages::account::set_factor),
        )
        .route("/account/second-factor/remove", post(pages::account::remove_factor))
        .route("/account/confirm", get(pages::step_up::ask).post(pages::step_up::confirm))
        .route("/account/sessions", post(pages::account::end_session))
        .route("/account/tokens", post(pages::tokens::make))
        .route("/account/tokens/end", post(pages::tokens::end))
        .route("/look", post(pages::look))
        .route("/demo", get(pages::demo_page).post(pages::demo))
}

/// Gives a person an account: name, login name and password. Hashes the password, so it is for
/// threads that may wait; async callers hold a permit of `App::hashing` around it.
///
/// # Errors
/// A login name that is malformed or taken, a password that is too weak.
pub fn enrol(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    name: Name,
    (login, password): (&str, &str),
) -> Answer<PersonId> {
    let login = rules::login(login)?;
    rules::password(&login, password)?;
    let password = hash_password(password, house.chance.bytes())?;
    let done = house.act_and_wait(act, by, move |hearing| {
        let name = name.clone();
        let person =
            hearing.enclosing(|hearing, enclosures| Ok(enrol_in(hearing, enclosures, &name)?))?;
        let (login, password) = (login.clone(), password.clone());
        let factor = String::new();
        set_credential_in(hearing, Credential { login, person, password, factor, step: 0 }, None)?;
        Ok(person)
    })?;
    Ok(done.answer)
}

/// Puts a person on record inside an act that does more, without anything to sign in with.
pub fn enrol_in(
    hearing: &mut Hearing<'_, '_, '_>,
    enclosures: &mut Enclosures<'_>,
    name: &Name,
) -> Result<PersonId, Fault> {
    let text =
        serde_json::to_string(name).map_err(|error| Fault::from_error("writing a name", error))?;
    let person = enclosures.id();
    let name = enclosures.add("name", text, false);
    hearing.put(0, Fact::Enrolled { person, name })?;
    Ok(person)
}

/// Gives a person a first login name and password, inside an act of its own. Hashes the password,
/// as [`enrol`] does.
///
/// # Errors
/// As [`enrol`]; a person who signs in already gets a new password from two administrators only.
pub fn set_first_credential(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    person: PersonId,
    (login, password): (&str, &str),
) -> Answer<()> {
    let login = rules::login(login)?;
    rules::password(&login, password)?;
    let password = hash_password(password, house.chance.bytes())?;
    house.act_and_wait(act, by, move |hearing| {
        let (login, password) = (login.clone(), password.clone());
        let factor = String::new();
        law::people::first_credential(views::of_person(hearing.db(), person)?.is_some())?;
        set_credential_in(hearing, Credential { login, person, password, factor, step: 0 }, None)
    })?;
    Ok(())
}

/// A first password of a login name, that an act gives: made up, and the same when the act is sent
/// again, so that a page that was lost on the way is not lost.
pub fn first_password(house: &House, act: ActId, login: &str) -> String {
    let bytes = [&act.0[..], login.as_bytes()].concat();
    let mac = house.keys.mac("first-password", &house.code, &bytes).0;
    let half = |from: usize| {
        let bytes = mac[from..from + 8].try_into().expect("8 of 32 bytes");
        law::words::TextId::from_chance(bytes).grouped()
    };
    format!("{}-{}", half(0), half(8))
}

/// Asks that a person gets a new password: another administrator has to agree.
///
/// # Errors
/// Somebody without a login name, oneself, or what was asked already.
pub fn ask_recovery(
    house: &Arc<House>,
    (act, by): (ActId, Officer),
    person: PersonId,
) -> Answer<()> {
    let actor = Actor::Officer(by.clone());
    house.act_and_wait(act, actor, move |hearing| {
        let now = hearing.now;
        let signs_in = views::of_person(hearing.db(), person)?.is_some();
        let open = views::recovery_of(hearing.db(), person, now)?;
        let asked = law::people::ask_recovery((person, signs_in), open.as_ref(), (by.person, now))?;
        hearing.put(0, Fact::RecoveryAsked { person })?;
        Ok(views::put_recovery(hearing.tx(), &asked)?)
    })?;
    Ok(())
}

/// Agrees that a person gets a new password, and sets it: sessions end, the second factor is taken
/// away. Tells the login name, and the password, which is that of [`first_password`] for the act.
/// Hashes, as [`enrol`] does.
///
/// # Errors
/// Nothing was asked for, or by the same administrator; the account is one's own.
pub fn confirm_recovery(
    house: &Arc<House>,
    (act, by): (ActId, Officer),
    person: PersonId,
) -> Answer<(String, String)> {
    let present = house.read(|db| views::of_person(db, person))?;
    let login = present.ok_or(Refusal::conflict("recovery.no-login").at("person"))?.login;
    let password = first_password(house, act, &login);
    let hash = hash_password(&password, house.chance.bytes())?;
    let (actor, kept) = (Actor::Officer(by.clone()), login.clone());
    house.act_and_wait(act, actor, move |hearing| {
        let open = views::recovery_of(hearing.db(), person, hearing.now)?;
        law::people::confirm_recovery(person, open.as_ref(), by.person)?;
        hearing.put(0, Fact::RecoveryConfirmed { person })?;
        views::end_recovery(hearing.tx(), person)?;
        let (login, password, factor) = (kept.clone(), hash.clone(), String::new());
        set_credential_in(hearing, Credential { login, person, password, factor, step: 0 }, None)
    })?;
    Ok((login, password))
}

/// Stores a credential and puts its hash on record; whoever was signed in as this person is out,
/// but for the session that is kept, and the access tokens open nothing any more.
///
/// # Errors
/// A login name that somebody else has; a person unknown here, or one with another login name.
pub fn set_credential_in(
    hearing: &mut Hearing<'_, '_, '_>,
    credential: Credential,
    kept: Option<&Token>,
) -> Answer<()> {
    let person = credential.person;
    if !hearing.state.people.contains_key(&person) {
        return Err(Refusal::missing("person.unknown").at("person").into());
    }
    let taken = views::by_login(hearing.db(), &credential.login)?
        .is_some_and(|taken| taken.person != person);
    if taken {
        return Err(Refusal::conflict("login.taken").at("login").into());
    }
    if let Some(present) = views::of_person(hearing.db(), person)?
        && present.login != credential.login
    {
        let other = Refusal::conflict("login.other").at("login");
        return Err(other.with("login", present.login).into());
    }
    hearing.put(0, Fact::CredentialSet { person, credential: credential.hash() })?;
    views::put(hearing.tx(), &credential)?;
    session::end_others(hearing.tx(), person, kept)?;
    access::end_all(hearing.tx(), person)?;
    Ok(())
}

impl Recorded for Fact {
    fn kind(&self) -> &'static str {
        Self::kind(self)
    }

    /// Names live in the vault and in the house's state; credentials are passing rows.
    fn apply(&self, _head: &law::record::Head, _rows: &mut store::rows::Rows) {}

    fn named(&self) -> Option<(PersonId, law::words::TextRef)> {
        match self {
            Self::Enrolled { person, name } | Self::Renamed { person, name } => {
                Some((*person, *name))
            }
            Self::CredentialSet { .. }
            | Self::RecoveryAsked { .. }
            | Self::RecoveryConfirmed { .. } => None,
        }
    }
}
