//! Pages of the own account: posts, sessions, password, second factor.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use law::record::{ActId, Actor, Officer};
use law::register::Register;
use law::ruling::{Kind, Refusal};
use law::words::Hash;
use store::db::{Answer, No};

use super::super::set_credential_in;
use super::super::views::{self, Credential};
use super::{count_attempt, factor, hashing, is_right, rules, subjects};
use crate::house::House;
use crate::kit::credential::hash_password;
use crate::kit::failure::status;
use crate::kit::{
    Errors, Form, Reply, Shell, Visit, access, html, qr, see_other, session, taken, visit,
};

/// A post in the list of one's own.
struct PostLine {
    office: String,
    body: String,
    term: String,
    stands_in: bool,
    /// Where the holder names a stand-in.
    name_stand_in: String,
}

/// A session in the list of one's own.
struct SessionLine {
    id: String,
    begun: String,
    seen: String,
    is_this: bool,
}

/// An access token in the list of one's own.
struct TokenLine {
    id: String,
    name: String,
    begun: String,
    seen: String,
    last: String,
}

#[derive(Template)]
#[template(path = "rooms/people/account.html")]
struct AccountPage {
    shell: Shell,
    errors: Errors,
    login: String,
    has_factor: bool,
    posts: Vec<PostLine>,
    sessions: Vec<SessionLine>,
    tokens: Vec<TokenLine>,
    /// Files that were taken away: when, what, how many rows.
    taken: Vec<(String, String, i64)>,
    /// The last day that a token may have.
    token_last: String,
    token_name: String,
    act: String,
    said: String,
    /// Whether the posts have a desk that a daily mail could tell of.
    has_desk: bool,
    is_administrator: bool,
    /// Whether an administrator asked for a new password of this account.
    is_asked: bool,
    /// Where the daily mail goes, where one does.
    digest: Option<String>,
}

/// One's own account.
pub async fn account(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    visit.must_be_signed_in()?;
    let said = match form.text("done") {
        "password" => visit.shell.t("people-done-password"),
        "factor" => visit.shell.t("people-done-factor"),
        "factor-gone" => visit.shell.t("people-done-factor-gone"),
        "session" => visit.shell.t("people-done-session"),
        "token" => visit.shell.t("people-done-token"),
        _ => String::new(),
    };
    account_page(visit, &headers, (StatusCode::OK, Errors::none()), Around { said, ..NEW }).await
}

/// What stands on the page besides what is always there.
pub struct Around {
    /// What was just done.
    pub said: String,
    /// What a token that was refused was to be called.
    pub token_name: String,
}

/// Nothing besides.
pub const NEW: Around = Around { said: String::new(), token_name: String::new() };

/// How many files that were taken away the page tells of.
const TAKEN_MOST: u32 = 20;

/// The page, after something was refused too.
pub async fn account_page(
    visit: Visit,
    headers: &HeaderMap,
    (code, errors): (StatusCode, Errors),
    around: Around,
) -> Reply {
    let (person, now) = (visit.must_be_signed_in()?, visit.house().now());
    let (credential, listed, (tokens, taken), (digest, is_asked)) = visit
        .read(move |db| {
            let sessions = session::of_person(db, person, now)?;
            let tokens = access::of_person(db, person, now)?;
            let taken = taken::of_person(db, person, TAKEN_MOST)?;
            let (digest, open) =
                (views::digest_of(db, person)?, views::recovery_of(db, person, now)?);
            Ok((views::of_person(db, person)?, sessions, (tokens, taken), (digest, open.is_some())))
        })
        .await?;
    let this = visit.token_in(headers, "session").map(|token| token.hash());
    let shell = visit.shell.clone();
    let line = |one: &session::Listed| SessionLine {
        id: one.id.to_string(),
        begun: shell.minute(one.begun),
        seen: shell.minute(one.seen),
        is_this: Some(one.id) == this,
    };
    let template = AccountPage {
        is_asked,
        errors,
        login: credential.as_ref().map_or(String::new(), |one| one.login.clone()),
        has_factor: credential.is_some_and(|one| !one.factor.is_empty()),
        posts: visit.officers.iter().map(|officer| post_line(&shell, officer)).collect(),
        sessions: listed.iter().map(line).collect(),
        tokens: tokens.iter().map(|token| token_line(&shell, token)).collect(),
        taken: taken.into_iter().map(|t| (shell.minute(t.at), t.what, t.rows)).collect(),
        token_last: token_last(shell.today).to_string(),
        token_name: around.token_name,
        act: fresh_act(visit.house()),
        said: around.said,
        is_administrator: visit.shell.is_administrator,
        has_desk: visit.officers.iter().any(|officer| !Register::administers(&officer.office)),
        digest: digest.filter(|digest| digest.daily).map(|digest| digest.mail),
        shell,
    };
    html(code, &template)
}

/// The last day that an access token made today may have: a year on.
pub fn token_last(today: Date) -> Date {
    today.checked_add(jiff::Span::new().years(1)).unwrap_or(today)
}

fn token_line(shell: &Shell, token: &access::Listed) -> TokenLine {
    TokenLine {
        id: token.id.to_string(),
        name: token.name.clone(),
        begun: shell.date_of(token.begun),
        seen: token.seen.map_or_else(|| shell.t("people-token-unused"), |seen| shell.minute(seen)),
        last: shell.date_of(token.ends.plus_ms(-1)),
    }
}

fn post_line(shell: &Shell, officer: &Officer) -> PostLine {
    let post = shell.state.register.posts.get(&officer.post);
    let stands_in = post.is_some_and(|post| post.person != officer.person);
    let term = post.map(|post| {
        let taken = post
            .stand_ins
            .iter()
            .find(|term| stands_in && term.person == officer.person && shell.today <= term.last);
        let (first, last) =
            taken.map_or((post.first, post.last), |term| (term.first, Some(term.last)));
        match last {
            Some(last) => {
                shell.t2("people-term", "first", &first.to_string(), "last", &last.to_string())
            }
            None => shell.t1("people-term-open", "first", &first.to_string()),
        }
    });
    PostLine {
        office: shell.code("people-office", &officer.office),
        body: shell.body(officer.body).to_owned(),
        term: term.unwrap_or_default(),
        stands_in,
        name_stand_in: format!("/office/posts/at/{}/stand-in", officer.post),
    }
}

fn fresh_act(house: &House) -> String {
    ActId(house.chance.bytes()).to_string()
}

/// By which post somebody changes the own account: the first, or none where there is none.
fn own_actor(visit: &Visit) -> Actor {
    visit.officers.first().map_or(Actor::House, |officer| Actor::Officer(officer.clone()))
}

/// The own credential, once the present password was told rightly.
pub(super) async fn proven(visit: &Visit, form: &Form) -> Answer<Credential> {
    let (person, now) = (visit.must_be_signed_in()?, visit.house().now());
    let credential = visit.read(move |db| views::of_person(db, person)).await?;
    let credential = credential.ok_or(Refusal::missing("login.none").at("present"))?;
    let subjects = subjects(visit, &credential.login);
    visit.write(move |tx| count_attempt(tx, subjects, now)).await?;
    let hash = Some(credential.password.clone());
    if !is_right(visit, hash, form.text("present")).await? {
        return Err(Refusal::invalid("password.wrong").at("present").into());
    }
    visit
        .write(move |tx| {
            session::forgive(tx, subjects[0])?;
            Ok(session::take_back(tx, subjects[1])?)
        })
        .await?;
    Ok(credential)
}

/// Changes the own password; every other session of the person ends.
pub async fn change_password(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let result = change(&visit, &headers, &form).await;
    answer(visit, &headers, (result, "/account?done=password")).await
}

async fn answer(
    visit: Visit,
    headers: &HeaderMap,
    (result, done): (Answer<()>, &'static str),
) -> Reply {
    match result {
        Ok(()) => Ok(see_other(done)),
        Err(No::Refusal(refusal)) if refusal.kind != Kind::Forbidden => {
            let errors = Errors::of(&visit.shell, &refusal);
            account_page(visit, headers, (status(refusal.kind), errors), NEW).await
        }
        Err(no) => Err(no.into()),
    }
}

async fn change(visit: &Visit, headers: &HeaderMap, form: &Form) -> Answer<()> {
    let credential = proven(visit, form).await?;
    let password = form.text("password").to_owned();
    rules::password(&credential.login, &password)?;
    if password != form.text("again") {
        return Err(Refusal::invalid("password.differs").at("again").into());
    }
    let salt = visit.house().chance.bytes();
    let permit = hashing(visit).await?;
    let password = visit::blocking(move || hash_password(&password, salt)).await??;
    drop(permit);
    set(visit, headers, (form, Credential { password, ..credential })).await
}

/// Puts the own credential on record and keeps the session that did it.
async fn set(
    visit: &Visit,
    headers: &HeaderMap,
    (form, credential): (&Form, Credential),
) -> Answer<()> {
    let house: &Arc<House> = visit.house();
    let (act, by) = (form.act(&house.chance), own_actor(visit));
    let kept = visit.token_in(headers, "session");
    visit::answered(|reply| {
        let work = move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| {
            set_credential_in(hearing, credential.clone(), kept.as_ref())
        };
        house.act(act, by, work, reply);
    })
    .await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "rooms/people/factor.html")]
struct FactorPage {
    shell: Shell,
    errors: Errors,
    nonce: String,
    secret: String,
    address: String,
    picture: String,
    act: String,
}

/// The page to set up a second factor.
pub async fn factor_page(visit: Visit) -> Reply {
    let nonce = fresh_act(visit.house());
    show_factor(visit, nonce, Errors::none()).await
}

async fn show_factor(visit: Visit, nonce: String, errors: Errors) -> Reply {
    let person = visit.must_be_signed_in()?;
    let credential = visit.read(move |db| views::of_person(db, person)).await?;
    let credential = credential.ok_or(Refusal::missing("login.none"))?;
    if !credential.factor.is_empty() {
        return Err(Refusal::conflict("factor.already").into());
    }
    let factor = factor(visit.house(), &visit.shell, (&credential, &nonce))?;
    let address = factor.address()?;
    let picture = qr::svg(&address, &visit.shell.t("people-factor-picture")).unwrap_or_default();
    let (secret, act) = (factor.secret(), fresh_act(visit.house()));
    let code = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html(code, &FactorPage { shell: visit.shell, errors, nonce, secret, address, picture, act })
}

/// Sets up a second factor once a code of it was told rightly.
pub async fn set_factor(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let (person, now) = (visit.must_be_signed_in()?, visit.house().now());
    let nonce: ActId = form.must("nonce")?;
    let nonce = nonce.to_string();
    let credential = visit.read(move |db| views::of_person(db, person)).await?;
    let credential = credential.ok_or(Refusal::missing("login.none"))?;
    if !credential.factor.is_empty() {
        return Err(Refusal::conflict("factor.already").into());
    }
    let factor = factor(visit.house(), &visit.shell, (&credential, &nonce))?;
    let Some(step) = factor.step_of(form.text("code"), now) else {
        let refusal = Refusal::invalid("factor.wrong").at("code");
        let errors = Errors::of(&visit.shell, &refusal);
        return show_factor(visit, nonce, errors).await;
    };
    let credential = Credential { factor: nonce, step, ..credential };
    set(&visit, &headers, (&form, credential)).await?;
    Ok(see_other("/account?done=factor"))
}

/// Takes the second factor away, once the password was told rightly.
pub async fn remove_factor(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let result = match proven(&visit, &form).await {
        Ok(credential) => {
            let credential = Credential { factor: String::new(), ..credential };
            set(&visit, &headers, (&form, credential)).await
        }
        Err(no) => Err(no),
    };
    answer(visit, &headers, (result, "/account?done=factor-gone")).await
}

/// Ends one of one's own sessions.
pub async fn end_session(visit: Visit, form: Form) -> Reply {
    let person = visit.must_be_signed_in()?;
    let id: Hash = form.must("session")?;
    visit.write(move |tx| Ok(session::end_listed(tx, person, id)?)).await?;
    Ok(see_other("/account?done=session"))
}
