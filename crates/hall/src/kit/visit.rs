//! A visit: who asks, from which page, in which language; and the two ways on, reading and acting.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use law::clock::Time;
use law::matter::acts::Contact;
use law::record::{ActId, Actor, Officer};
use law::register::Register;
use law::ruling::Refusal;
use law::words::{Hash, MatterId, PersonId};
use store::Fault;
use store::db::{Answer, Db, Tx};

use super::access::{self, AccessToken};
use super::session::{self, Opens, Token};
use super::words::Language;
use super::{App, Failure, Shell, quota, taken};
use crate::house::House;
use crate::rights::{Asked, By, Who};

/// How long it holds that somebody showed who they are, before something dangerous: ten minutes.
const FRESH_MS: i64 = 10 * 60_000;
/// How rarely a session's last use is written down: once in five minutes.
const TOUCH_MS: i64 = 5 * 60_000;
/// The scheme under which a program shows a receipt's code.
pub const RECEIPT: &str = "receipt";

/// That a request came by the gate, which alone says so: without it, no handler learns who asks.
#[derive(Clone, Copy)]
pub(super) struct Passed;

/// Who asks, and with what around the page.
#[derive(Clone)]
pub struct Visit {
    /// What every request can reach.
    pub app: Arc<App>,
    /// What the page will have around it.
    pub shell: Shell,
    /// Who is signed in.
    pub person: Option<PersonId>,
    /// The posts by which who is signed in may act today.
    pub officers: Vec<Officer>,
    /// When who is signed in last showed who they are, by password or code.
    pub proven: Option<Time>,
    /// The matter that an entered receipt opens, with the receipt's keyed hash.
    pub receipt: Option<(MatterId, Hash)>,
    /// By what the policies let the request in, where not everybody may ask for it.
    pub by: Option<By>,
    /// The address that asks, as the connection or the trusted proxy tells it.
    pub address: String,
}

/// The address of whoever asks; put into each request by the server.
#[derive(Clone)]
pub struct Peer(pub String);

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        if let Some(visit) = parts.extensions.get::<Self>().cloned() {
            // The gate has looked already.
            return Ok(visit);
        }
        if parts.extensions.get::<Passed>().is_none() {
            return Err(Fault::new("a request did not come by the gate").into());
        }
        let mut shell = shell(app, parts.uri.path(), &parts.headers);
        let (visit_person, proven, opened) = if is_api(parts.uri.path()) {
            (by_token(app, &parts.headers).await?, None, None)
        } else {
            by_cookies(app, &parts.headers).await?
        };
        let officers = visit_person
            .map(|person| shell.state.register.officers(person, shell.today))
            .unwrap_or_default();
        if let Some(person) = visit_person {
            shell.person = shell.state.person_name(person).to_owned();
            shell.is_administrator = officers.iter().any(|o| Register::administers(&o.office));
        }
        let address =
            parts.extensions.get::<Peer>().map_or_else(String::new, |peer| peer.0.clone());
        Ok(Self {
            app: app.clone(),
            shell,
            person: visit_person,
            officers,
            proven,
            receipt: opened,
            by: None,
            address,
        })
    }
}

/// Whether a path is one of programs: cookies say nothing there, and every no is a problem in JSON.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// Scheme and credential of the `Authorization` header, where there is one.
pub fn authorization(headers: &HeaderMap) -> Option<(&str, &str)> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().unwrap_or("").trim();
    Some(text.split_once(' ').map_or((text, ""), |(scheme, rest)| (scheme, rest.trim())))
}

/// The person of the access token that a program shows, where it shows one.
///
/// # Errors
/// A token that opens nothing is refused everywhere, also where none is needed: a program whose
/// token has ended must not go on as if it were anybody.
async fn by_token(app: &Arc<App>, headers: &HeaderMap) -> Result<Option<PersonId>, Failure> {
    let unknown = || Refusal::forbidden("token.unknown");
    let token = match authorization(headers) {
        None => return Ok(None),
        Some((scheme, _)) if scheme.eq_ignore_ascii_case(RECEIPT) => return Ok(None),
        Some((scheme, text)) if scheme.eq_ignore_ascii_case("bearer") => AccessToken::of_text(text),
        Some(_) => None,
    };
    let (token, now) = (token.ok_or_else(unknown)?, app.house.now());
    let shown = token.clone();
    let found = read(app, move |db| access::find(db, &shown, now)).await?;
    let (person, is_stale) = found.ok_or_else(unknown)?;
    if is_stale {
        note(app, move |tx| Ok(access::touch(tx, &token, now)?));
    }
    Ok(Some(person))
}

type Known = (Option<PersonId>, Option<Time>, Option<(MatterId, Hash)>);

/// Who is signed in, and which receipt is open, by the cookies of a browser.
async fn by_cookies(app: &Arc<App>, headers: &HeaderMap) -> Result<Known, Failure> {
    let now = app.house.now();
    let token = |name| cookie(headers, &cookie_name(app, name)).and_then(Token::of_cookie);
    let (person, receipt) = (token("session"), token("receipt"));
    if person.is_none() && receipt.is_none() {
        return Ok((None, None, None));
    }
    let tokens = (person.clone(), receipt.clone());
    let (found_person, found_receipt) = read(app, move |db| {
        let find = |token: &Option<Token>| match token {
            Some(token) => session::find(db, token, now),
            None => Ok(None),
        };
        Ok((find(&tokens.0)?, find(&tokens.1)?))
    })
    .await?;
    let (mut known_person, mut proven, mut opened) = (None, None, None);
    if let (Some((Opens::Person(found), [seen, shown])), Some(token)) = (found_person, person) {
        (known_person, proven) = (Some(found), Some(shown));
        touch(app, token, (seen, now));
    }
    if let (Some((Opens::Receipt(matter, mac), [seen, _])), Some(token)) = (found_receipt, receipt)
    {
        opened = Some((matter, mac));
        touch(app, token, (seen, now));
    }
    Ok((known_person, proven, opened))
}

fn touch(app: &Arc<App>, token: Token, (seen, now): (law::clock::Time, law::clock::Time)) {
    if now.0 - seen.0 >= TOUCH_MS {
        note(app, move |tx| Ok(session::touch(tx, &token, now)?));
    }
}

/// Writes down that something was used, without waiting for it.
pub fn note(app: &Arc<App>, work: impl FnMut(&mut Tx<'_>) -> Answer<()> + Send + 'static) {
    app.house.engine.write_passing(&app.house.code, work, |answer| {
        if let Err(no) = answer {
            tracing::warn!(?no, "the use of something could not be noted");
        }
    });
}

/// Reads on a thread that may wait: the one place where pages leave the async rim.
pub async fn read<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(Db<'_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let house = app.house.clone();
    blocking(move || house.read(work)).await?
}

/// Runs plain code that takes a while on a thread that may wait.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::from_error("reading for a page", error))
}

/// Waits for an act that calls back after its commit.
pub async fn answered<T: Send + 'static>(
    ask: impl FnOnce(Box<dyn FnOnce(Answer<T>) + Send>),
) -> Answer<T> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    ask(Box::new(move |answer| {
        // A visitor who has left misses the answer; the act is done all the same.
        let _left = sender.send(answer);
    }));
    receiver.await.unwrap_or_else(|_| Err(Fault::new("the writer has stopped").into()))
}

impl Visit {
    /// The house.
    pub fn house(&self) -> &Arc<House> {
        &self.app.house
    }

    /// That who is signed in showed who they are within the last ten minutes: for what is dangerous
    /// in the hands of whoever finds a screen unlocked.
    ///
    /// # Errors
    /// The page of the refusal leads to where password and code are asked for again.
    pub fn must_be_fresh(&self) -> Result<(), Refusal> {
        let now = self.house().now();
        match self.proven {
            Some(proven) if now.0 - proven.0 < FRESH_MS => Ok(()),
            _ => Err(Refusal::forbidden("step-up.needed")),
        }
    }

    /// Reads from one snapshot.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(Db<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        read(&self.app, work).await
    }

    /// Writes passing rows: sessions, throttles; whichever process writes for the house.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let house = self.house();
        answered(|reply| house.engine.write_passing(&house.code, work, reply)).await
    }

    /// Notes that who is signed in takes a file of so many rows away; before it is handed out.
    pub async fn takes(&self, what: &str, rows: usize) -> Answer<()> {
        let Some(person) = self.person else { return Ok(()) };
        let (what, now) = (what.to_owned(), self.house().now());
        self.write(move |tx| Ok(taken::note(tx, person, (&what, rows), now)?)).await
    }

    /// Counts something that is sent on who sends it: address, account, and how they are reached.
    /// What was done already and is sent again is answered again, however often.
    ///
    /// # Errors
    /// A quota that is used up, with the time until it comes back.
    pub async fn may_send(&self, act: ActId, contact: Option<&Contact>) -> Answer<()> {
        let (house, mut subjects) = (self.house(), vec![]);
        let subject = |what, text: &str| house.keys.mac(what, &house.code, text.as_bytes());
        let network = quota::network(&self.address);
        subjects.extend(network.map(|at| (subject("quota-address", &at), quota::ADDRESS)));
        if let Some(person) = self.person {
            subjects.push((subject("quota-account", &person.to_string()), quota::ACCOUNT));
        }
        for way in contact.iter().flat_map(|contact| [contact.phone.trim(), contact.mail.trim()]) {
            if !way.is_empty() {
                subjects.push((subject("quota-contact", &way.to_lowercase()), quota::CONTACT));
            }
        }
        let Err(seconds) = self.app.quotas.take(&subjects, house.now()) else { return Ok(()) };
        let act = act.hash();
        if self.read(move |db| store::log::answered(db, act)).await?.is_some() {
            return Ok(());
        }
        let minutes = seconds.div_ceil(60);
        let refusal = match minutes {
            ..=120 => Refusal::too_often("sent.too-often"),
            _ => Refusal::too_often("sent.too-often-today"),
        };
        Err(refusal.with("minutes", minutes).with("hours", minutes.div_ceil(60)).into())
    }

    /// Who asks, as the policies know them.
    pub fn who(&self) -> Who {
        match (self.person, self.officers.is_empty(), is_api(&self.shell.path)) {
            (None, ..) | (Some(_), true, true) => Who::Public,
            (Some(person), true, false) => Who::Person(person),
            (Some(_), false, true) => Who::Programs(self.officers.clone()),
            (Some(_), false, false) => Who::Officers(self.officers.clone()),
        }
    }

    /// Whether who asks may also ask for something else of the house: for what a page offers.
    pub fn may(&self, asked: &Asked<'_>) -> bool {
        self.who().may(self.shell.ground(), asked).is_some()
    }

    /// Whether who asks also changes a list of the register.
    pub fn keeps(&self, list: &str) -> bool {
        self.may(&Asked::List("keep-register", list))
    }

    /// The post by which the policies let the request in.
    ///
    /// # Errors
    /// A route that asks for no post.
    pub fn post(&self) -> Result<&Officer, Refusal> {
        let by = self.by.as_ref().and_then(By::officer);
        by.ok_or(Refusal::forbidden("post.needed"))
    }

    /// Who is signed in, or the refusal that says to sign in.
    pub fn must_be_signed_in(&self) -> Result<PersonId, Refusal> {
        self.person.ok_or(Refusal::forbidden("sign-in.needed"))
    }

    /// Who acts when nobody's post is needed: whoever is signed in, or a resident.
    pub fn actor(&self) -> Actor {
        self.officers.first().map_or(Actor::Resident, |officer| Actor::Officer(officer.clone()))
    }

    /// The cookie of a name, to be set.
    pub fn set_cookie(&self, name: &str, value: &str, max_age: Option<u64>) -> HeaderValue {
        set_cookie(&self.app, name, value, max_age)
    }

    /// The token in a cookie of this request's session.
    pub fn token_in(&self, headers: &HeaderMap, name: &str) -> Option<Token> {
        cookie(headers, &cookie_name(&self.app, name)).and_then(Token::of_cookie)
    }
}

fn cookie_name(app: &App, name: &str) -> String {
    if app.secure { format!("__Host-{name}") } else { format!("huiyin-{name}") }
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

/// A `Set-Cookie` header. `max_age` in seconds; without it the cookie goes with the browser.
pub fn set_cookie(app: &App, name: &str, value: &str, max_age: Option<u64>) -> HeaderValue {
    let mut text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", cookie_name(app, name));
    if app.secure {
        text.push_str("; Secure");
    }
    if let Some(seconds) = max_age {
        text.push_str("; Max-Age=");
        text.push_str(&seconds.to_string());
    }
    HeaderValue::from_str(&text).expect("cookies are made of plain letters")
}

/// The shell of a request, from its headers alone.
pub fn shell(app: &App, path: &str, headers: &HeaderMap) -> Shell {
    let look = cookie(headers, &cookie_name(app, "look")).filter(|_| !is_api(path)).unwrap_or("");
    let mut look = look.split('.');
    let language = look.next().and_then(Language::of_tag).or_else(|| {
        headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::of_header)
    });
    let theme = match look.next() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "",
    };
    let elder = look.next() == Some("elder");
    let state = app.house.state();
    let now = app.house.now();
    let today = state.zone.day(now);
    let witnessed = app.house.witnessed.load(Ordering::Relaxed);
    let guest = cookie(headers, &cookie_name(app, "guest")).unwrap_or("");
    Shell {
        language: language.unwrap_or_default(),
        theme,
        elder,
        state,
        path: path.to_owned(),
        token: form_token(app, guest),
        person: String::new(),
        is_administrator: false,
        today,
        witnessed_minutes: (witnessed > 0).then(|| (now.0 / 1000 - witnessed).max(0) / 60),
    }
}

/// The token that a form of this guest sends back.
pub fn form_token(app: &App, guest: &str) -> String {
    let mac = app.house.keys.mac("form", &app.house.code, guest.as_bytes());
    mac.to_string()[..32].to_owned()
}

/// The token that the forms of whoever sent these headers must carry.
pub fn expected_token(app: &App, headers: &HeaderMap) -> Option<String> {
    let guest = cookie(headers, &cookie_name(app, "guest"))?;
    Some(form_token(app, guest))
}

/// Gives every browser a cookie of its own, to which the tokens of its forms are bound.
pub async fn welcome(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let name = cookie_name(&app, "guest");
    let known = cookie(request.headers(), &name).is_some_and(|guest| guest.len() == 32);
    if known || is_api(request.uri().path()) {
        return next.run(request).await;
    }
    let guest = Hash(app.house.chance.bytes()).to_string()[..32].to_owned();
    let pair = match request.headers().get(header::COOKIE).and_then(|value| value.to_str().ok()) {
        Some(others) => format!("{others}; {name}={guest}"),
        None => format!("{name}={guest}"),
    };
    if let Ok(value) = HeaderValue::from_str(&pair) {
        request.headers_mut().insert(header::COOKIE, value);
    }
    let mut response = next.run(request).await;
    response.headers_mut().append(header::SET_COOKIE, set_cookie(&app, "guest", &guest, None));
    response
}
