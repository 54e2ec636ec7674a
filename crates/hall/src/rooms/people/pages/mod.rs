//! Pages of people: signing in and out, trying out an invented house, the look of the pages.

pub mod account;
pub mod step_up;
pub mod tokens;

use askama::Template;
use axum::extract::RawForm;
use axum::http::{HeaderMap, header};
use law::clock::Time;
use law::record::Officer;
use law::register::Register;
use law::ruling::Refusal;
use law::words::{Hash, PersonId, PostId};
use store::Fault;
use store::db::{Answer, No, Tx};

use super::rules::{self, ACCOUNT_STRIKES, ADDRESS_STRIKES, REST_MS};
use super::views::{self, Credential};
use crate::house::House;
use crate::kit::credential::{SecondFactor, is_password};
use crate::kit::failure::status;
use crate::kit::session::{self, Opens, Token};
use crate::kit::{Errors, Form, Reply, Shell, Visit, html, page, see_other, visit};

#[derive(Template)]
#[template(path = "rooms/people/sign_in.html")]
struct SignInPage {
    shell: Shell,
    errors: Errors,
    login: String,
    back: String,
}

/// The page to sign in.
pub async fn sign_in_page(visit: Visit, form: Form) -> Reply {
    if visit.person.is_some() {
        return Ok(see_other("/account"));
    }
    let back = form.text("back").to_owned();
    page(&SignInPage { shell: visit.shell, errors: Errors::none(), login: String::new(), back })
}

/// Signs in with login name, password and, where the account has one, a second factor.
pub async fn sign_in(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    let login = form.text("login").to_ascii_lowercase();
    let back = form.text("back").to_owned();
    match check(&visit, &login, &form).await {
        Ok(person) => {
            let subjects = subjects(&visit, &login);
            enter(&visit, &headers, (person, Some(subjects)), &back).await
        }
        Err(No::Refusal(refusal)) => {
            let errors = Errors::of(&visit.shell, &refusal);
            html(status(refusal.kind), &SignInPage { shell: visit.shell, errors, login, back })
        }
        Err(no) => Err(no.into()),
    }
}

/// What failed attempts are counted on: the account, whether it exists or not, and the address.
fn subjects(visit: &Visit, login: &str) -> [Hash; 2] {
    let house = visit.house();
    [
        house.keys.mac("throttle-login", &house.code, login.as_bytes()),
        house.keys.mac("throttle-address", &house.code, visit.address.as_bytes()),
    ]
}

/// Counts an attempt before it is looked at, so that many at once are counted too.
fn count_attempt(tx: &mut Tx<'_>, [account, address]: [Hash; 2], now: Time) -> Answer<()> {
    let tired = session::strikes(tx.db, account, now)? >= ACCOUNT_STRIKES
        || session::strikes(tx.db, address, now)? >= ADDRESS_STRIKES;
    if tired {
        return Err(Refusal::too_often("sign-in.too-often").at("login").into());
    }
    session::strike(tx, account, now, REST_MS)?;
    session::strike(tx, address, now, REST_MS)?;
    Ok(())
}

/// Who it is, by login name, password and code. Every no sounds the same and takes as long.
async fn check(visit: &Visit, login: &str, form: &Form) -> Answer<PersonId> {
    let (now, subjects) = (visit.house().now(), subjects(visit, login));
    visit.write(move |tx| count_attempt(tx, subjects, now)).await?;
    let wrong = || Refusal::invalid("sign-in.wrong").at("login");
    let key = login.to_owned();
    let credential = visit.read(move |db| views::by_login(db, &key)).await?;
    let hash = credential.as_ref().map(|credential| credential.password.clone());
    let fits = is_right(visit, hash, form.text("password")).await?;
    let credential = credential.filter(|_| fits).ok_or_else(wrong)?;
    if credential.factor.is_empty() {
        return Ok(credential.person);
    }
    let factor = factor(visit.house(), &visit.shell, (&credential, &credential.factor))?;
    let step = factor.step_of(form.text("code"), now).ok_or_else(wrong)?;
    let login = credential.login.clone();
    let fresh = visit.write(move |tx| Ok(views::spend(tx, &login, step)?)).await?;
    if fresh { Ok(credential.person) } else { Err(wrong().into()) }
}

/// Compares a password on a thread that may wait, few at once.
async fn is_right(visit: &Visit, hash: Option<String>, password: &str) -> Result<bool, Fault> {
    let _permit = hashing(visit).await?;
    let password: String = password.chars().take(rules::PASSWORD_MOST).collect();
    visit::blocking(move || is_password(hash.as_deref(), &password)).await
}

async fn hashing(visit: &Visit) -> Result<tokio::sync::SemaphorePermit<'_>, Fault> {
    let permit = visit.app.hashing.acquire().await;
    permit.map_err(|error| Fault::from_error("waiting to hash a password", error))
}

fn factor(
    house: &House,
    shell: &Shell,
    (credential, nonce): (&Credential, &str),
) -> Result<SecondFactor, Fault> {
    SecondFactor::new(
        (&house.keys, &house.code),
        (credential.person, nonce),
        (shell.house_name(), &credential.login),
    )
}

/// Begins a session under a new token; the one that this browser had before is over.
async fn enter(
    visit: &Visit,
    headers: &HeaderMap,
    (person, subjects): (PersonId, Option<[Hash; 2]>),
    back: &str,
) -> Reply {
    let token = Token::new(visit.house().chance.bytes());
    let (before, begun, now) =
        (visit.token_in(headers, "session"), token.clone(), visit.house().now());
    visit
        .write(move |tx| {
            if let Some(before) = &before {
                session::end(tx, before)?;
            }
            if let Some([account, address]) = subjects {
                session::forgive(tx, account)?;
                session::take_back(tx, address)?;
            }
            Ok(session::begin(tx, &begun, &Opens::Person(person), now)?)
        })
        .await?;
    let officers = visit.shell.state.register.officers(person, visit.shell.today);
    let to = if rules::is_local(back) { back } else { desk_of(&officers) };
    let mut response = see_other(to);
    let cookie = visit.set_cookie("session", token.text(), None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Where somebody with these posts begins the day.
fn desk_of(officers: &[Officer]) -> &'static str {
    if officers.iter().any(|officer| !Register::administers(&officer.office)) {
        "/desk"
    } else if officers.is_empty() {
        "/account"
    } else {
        "/office"
    }
}

/// Signs out.
pub async fn sign_out(visit: Visit, headers: HeaderMap, _form: Form) -> Reply {
    if let Some(token) = visit.token_in(&headers, "session") {
        visit.write(move |tx| Ok(session::end(tx, &token)?)).await?;
    }
    let mut response = see_other("/");
    let cookie = visit.set_cookie("session", "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Changes how pages look in this browser. The form has no token: nothing is done on record, and
/// a visitor without any cookie may use it.
pub async fn look(visit: Visit, RawForm(bytes): RawForm) -> Reply {
    let form = Form::of_bytes(&bytes)?;
    let shell = &visit.shell;
    let language = match form.text("language") {
        "" => shell.language.tag(),
        tag => crate::kit::words::Language::of_tag(tag).unwrap_or(shell.language).tag(),
    };
    let theme = match form.text("theme") {
        "light" => "light",
        "dark" => "dark",
        _ if shell.theme.is_empty() => "-",
        _ => shell.theme,
    };
    let elder = match form.text("elder") {
        "on" => true,
        "off" => false,
        _ => shell.elder,
    };
    let value = format!("{language}.{theme}.{}", if elder { "elder" } else { "-" });
    let back = form.text("back");
    let mut response = see_other(if rules::is_local(back) { back } else { "/" });
    let cookie = visit.set_cookie("look", &value, Some(YEAR_S));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// How long a browser keeps the look: a year, in seconds.
const YEAR_S: u64 = 365 * 86_400;

/// Somebody whom visitors of an invented house may be.
struct Tried {
    post: String,
    person: String,
    body: String,
}

#[derive(Template)]
#[template(path = "rooms/people/demo.html")]
struct DemoPage {
    shell: Shell,
    offices: Vec<(&'static str, Vec<Tried>)>,
}

/// An invented house is for trying out; in any other house there is no such page.
fn must_be_invented(shell: &Shell) -> Result<(), Refusal> {
    if shell.is_invented() { Ok(()) } else { Err(Refusal::missing("page.unknown")) }
}

/// The roles of an invented house, each a button.
pub async fn demo_page(visit: Visit) -> Reply {
    must_be_invented(&visit.shell)?;
    let shell = visit.shell;
    let register = &shell.state.register;
    let line = |post: &law::register::Post| Tried {
        post: post.id.to_string(),
        person: shell.state.person_name(post.person).to_owned(),
        body: shell.body(post.body).to_owned(),
    };
    let offices = rules::tried(register, shell.today)
        .into_iter()
        .map(|(office, posts)| (office, posts.into_iter().map(line).collect()))
        .collect();
    page(&DemoPage { offices, shell: shell.clone() })
}

/// Signs in as the holder of a post of an invented house.
pub async fn demo(visit: Visit, headers: HeaderMap, form: Form) -> Reply {
    must_be_invented(&visit.shell)?;
    let post: PostId = form.must("role")?;
    let state = visit.shell.state.clone();
    let today = visit.shell.today;
    let held = state.register.posts.get(&post).filter(|post| post.is_held(today));
    let person = held.ok_or(Refusal::missing("post.not-held").at("role"))?.person;
    enter(&visit, &headers, (person, None), form.text("back")).await
}
