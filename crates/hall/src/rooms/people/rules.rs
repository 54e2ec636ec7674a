//! What a login name and a password must be, and how often somebody may try.

use jiff::civil::Date;
use law::register::{Post, Register};
use law::ruling::Refusal;
use law::words::Code;

/// Fewest characters of a password. Length is the only thing asked for: rules about digits and
/// signs make passwords that people write down.
pub const PASSWORD_LEAST: usize = 10;
/// Most characters of a password, so that nobody has a book hashed.
pub const PASSWORD_MOST: usize = 200;
/// Failed attempts on one account after which it rests.
pub const ACCOUNT_STRIKES: i64 = 5;
/// Failed attempts from one address after which it rests. More than for an account: a whole office
/// may stand behind one address.
pub const ADDRESS_STRIKES: i64 = 20;
/// How long an account or an address rests: fifteen minutes.
pub const REST_MS: i64 = 15 * 60_000;

/// The offices that the page of an invented house lets everybody try, with how many people of each.
const TRIED: &[(&str, usize)] = &[
    ("deputy", 3),
    ("station-staff", 2),
    ("congress-office", 2),
    ("handler", 3),
    ("leader", 2),
    ("administrator", 1),
    ("security-administrator", 2),
    ("audit-administrator", 1),
];

/// A login name as it is stored: small letters, digits, `.`, `-` and `_`.
pub fn login(typed: &str) -> Result<String, Refusal> {
    Code::new(&typed.to_ascii_lowercase())
        .map(|code| code.as_str().to_owned())
        .map_err(|_| Refusal::invalid("login.malformed").at("login"))
}

/// A new password: long enough, and not made of the login name.
pub fn password(login: &str, typed: &str) -> Result<(), Refusal> {
    let length = typed.chars().count();
    let plain = typed.to_lowercase();
    let first = plain.chars().next();
    let weak = !(PASSWORD_LEAST..=PASSWORD_MOST).contains(&length)
        || (!login.is_empty() && plain.replace(login, "").chars().count() < 6)
        || plain.chars().all(|c| Some(c) == first);
    if weak {
        return Err(Refusal::invalid("password.weak").at("password"));
    }
    Ok(())
}

/// Most characters of what somebody calls an access token.
pub const TOKEN_NAME_MOST: usize = 60;

/// Name and last day of a new access token.
pub fn token(
    name: &str,
    last: Option<Date>,
    (today, longest): (Date, Date),
) -> Result<Date, Refusal> {
    let mut refusals = vec![];
    let length = name.chars().count();
    if name.is_empty() {
        refusals.push(Refusal::invalid("field.empty").at("token-name"));
    } else if length > TOKEN_NAME_MOST {
        let refusal = Refusal::invalid("field.too-long").at("token-name");
        refusals.push(refusal.with("most", TOKEN_NAME_MOST).with("length", length));
    }
    let last = last.filter(|last| (today..=longest).contains(last));
    if last.is_none() {
        let refusal = Refusal::invalid("token.last").at("token-last");
        refusals.push(refusal.with("last", longest));
    }
    Refusal::all(refusals)?;
    Ok(last.unwrap_or(today))
}

/// Whether a path leads to a page of this house and nowhere else.
pub fn is_local(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next() == Some(b'/')
        && !path.starts_with("//")
        && bytes.all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// The posts that the page of an invented house offers, by office: of handlers each from another
/// body, so that a matter can be followed through several hands.
pub fn tried(register: &Register, today: Date) -> Vec<(&'static str, Vec<&Post>)> {
    let code = |post: &Post| register.bodies.get(&post.body).map(|body| body.code.clone());
    TRIED
        .iter()
        .map(|(office, most)| {
            let of_office = register.posts.values().filter(|post| post.office == *office);
            let mut posts: Vec<&Post> = of_office.filter(|post| post.is_held(today)).collect();
            posts.sort_by_key(|post| (code(post), post.id));
            if *office == "handler" || *office == "deputy" {
                posts.dedup_by_key(|post| post.body);
            }
            posts.truncate(*most);
            (*office, posts)
        })
        .filter(|(_, posts)| !posts.is_empty())
        .collect()
}
