//! What every route asks for before anything else is done: one line a route, none without. Asked by
//! `kit::gate`; what a route goes on to do with one matter is asked again, of that matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use law::office::Kind;
use law::words::PostId;

/// What is asked of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// An action on the house as a whole.
    House(&'static str),
    /// An action on a list of the register.
    List(&'static str, &'a str),
    /// An action on a post.
    Post(&'static str, PostId),
}

impl Asked<'_> {
    /// What the policies call the action.
    pub fn action(&self) -> &'static str {
        match self {
            Self::House(action) | Self::List(action, _) | Self::Post(action, _) => action,
        }
    }
}

/// What a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// There is no such method.
    Nothing,
    /// Of the house as a whole.
    House(&'static str),
    /// Of the list that the address names.
    Named(&'static str),
    /// Of this list.
    List(&'static str, &'static str),
    /// Of the post that the address names.
    Post(&'static str),
}

use Asks::{House, List, Named, Nothing, Post};

const LOOK: Asks = House("look-around");
const BRING: Asks = House("bring-matter");
const RECEIPT: Asks = House("use-receipt");
const DESK: Asks = House("work-at-desk");
const ACCOUNT: Asks = House("keep-account");
const COUNTER: Asks = House("serve-at-counter");
const HOLD: Asks = House("hold-activities");
const THEME: Asks = House("announce-theme");
const POINTS: Asks = House("keep-points");
const TOUCH: Asks = House("keep-in-touch");
const READ: Asks = Named("read-register");
const KEEP: Asks = Named("keep-register");

/// Every route: its address, what reading it asks for, and what sending to it does.
pub const ROUTES: &[(&str, Asks, Asks)] = &[
    // What the house shows to everybody.
    ("/", LOOK, Nothing),
    ("/matters", LOOK, Nothing),
    ("/matters.csv", LOOK, Nothing),
    ("/matters.xlsx", LOOK, Nothing),
    ("/matters/{id}", LOOK, Nothing),
    ("/matters/{id}/files/{file}", LOOK, Nothing),
    ("/activities", LOOK, Nothing),
    ("/activities/{id}", LOOK, House("attend-activity")),
    ("/activities/{id}/pictures/{file}", LOOK, Nothing),
    ("/stations", LOOK, Nothing),
    ("/stations/hours.ics", LOOK, Nothing),
    ("/stations/{id}", LOOK, Nothing),
    ("/stations/{id}/hours.ics", LOOK, Nothing),
    ("/network", LOOK, Nothing),
    ("/helpers", LOOK, House("note-report")),
    ("/contacts", TOUCH, TOUCH),
    ("/points", LOOK, Nothing),
    ("/points/passbook", Nothing, RECEIPT),
    ("/points/leave", Nothing, RECEIPT),
    ("/points/desk", POINTS, POINTS),
    ("/referrals", LOOK, Nothing),
    ("/referrals/matters", House("follow-referrals"), Nothing),
    ("/deputies", LOOK, Nothing),
    ("/deputies/{post}", LOOK, Nothing),
    ("/deputies/appraisal", LOOK, Nothing),
    ("/deputies/{post}/appraisal", Post("read-duty-file"), Nothing),
    ("/deputies/{post}/reports", LOOK, HOLD),
    ("/deputies/{post}/draft", Post("read-duty-file"), Nothing),
    ("/deputies/{post}/draft.docx", Post("read-duty-file"), Nothing),
    ("/deputies/{post}/draft.pdf", Post("read-duty-file"), Nothing),
    ("/deputies/{post}/file", Post("read-duty-file"), Post("correct-duty-file")),
    ("/open", LOOK, Nothing),
    ("/open/recount.py", LOOK, Nothing),
    ("/open/silent", LOOK, Nothing),
    ("/open/{name}", LOOK, Nothing),
    ("/open/{name}/{file}", LOOK, Nothing),
    ("/duties", LOOK, Nothing),
    ("/procedures", LOOK, Nothing),
    ("/procedures/{name}", LOOK, Nothing),
    ("/figures", LOOK, Nothing),
    ("/figures.csv", LOOK, Nothing),
    ("/figures.xlsx", LOOK, Nothing),
    ("/figures.json", LOOK, Nothing),
    ("/figures/rows", LOOK, Nothing),
    ("/figures/rows.csv", LOOK, Nothing),
    ("/figures/rows.xlsx", LOOK, Nothing),
    ("/figures/definitions", LOOK, Nothing),
    ("/figures/confidential", LOOK, Nothing),
    ("/log", LOOK, Nothing),
    ("/log/checkpoint", LOOK, Nothing),
    ("/log/policy", LOOK, Nothing),
    ("/log/tile/{*tile}", LOOK, Nothing),
    ("/verify", LOOK, LOOK),
    ("/look", Nothing, LOOK),
    ("/api", LOOK, Nothing),
    ("/style.css", LOOK, Nothing),
    ("/icon.svg", LOOK, Nothing),
    ("/favicon.ico", LOOK, Nothing),
    ("/built/{file}", LOOK, Nothing),
    ("/robots.txt", LOOK, Nothing),
    ("/healthz", LOOK, Nothing),
    ("/metrics", LOOK, Nothing),
    // The counter.
    ("/say", BRING, BRING),
    ("/say/send", Nothing, BRING),
    ("/say/{procedure}", BRING, BRING),
    ("/join/{matter}", BRING, BRING),
    ("/receipt", RECEIPT, RECEIPT),
    ("/receipts", RECEIPT, RECEIPT),
    ("/receipts/act", Nothing, RECEIPT),
    ("/receipt/close", Nothing, RECEIPT),
    ("/receipt/matter", RECEIPT, Nothing),
    ("/receipt/data", Nothing, RECEIPT),
    ("/receipt/erase", Nothing, RECEIPT),
    ("/receipt/files/{file}", RECEIPT, Nothing),
    ("/receipt/add", RECEIPT, RECEIPT),
    ("/receipt/answer", RECEIPT, RECEIPT),
    ("/receipt/withdraw", RECEIPT, RECEIPT),
    ("/receipt/rate", RECEIPT, RECEIPT),
    ("/receipt/look-back", RECEIPT, RECEIPT),
    ("/receipt/step/{key}", RECEIPT, RECEIPT),
    ("/receipt/channel", RECEIPT, RECEIPT),
    ("/receipt/proof", RECEIPT, Nothing),
    ("/receipt/open-data", RECEIPT, Nothing),
    ("/receipt/proof/file", RECEIPT, Nothing),
    ("/receipt/parts/{part}/matter", RECEIPT, Nothing),
    ("/receipt/parts/{part}/files/{file}", RECEIPT, Nothing),
    ("/receipt/parts/{part}/add", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/answer", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/withdraw", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/rate", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/look-back", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/step/{key}", RECEIPT, RECEIPT),
    ("/receipt/parts/{part}/channel", RECEIPT, RECEIPT),
    ("/themes", LOOK, Nothing),
    ("/themes/new", THEME, THEME),
    ("/themes/{id}", LOOK, THEME),
    ("/activities/new", HOLD, HOLD),
    ("/activities/{id}/hold", HOLD, HOLD),
    ("/counter", COUNTER, Nothing),
    ("/counter/new", COUNTER, COUNTER),
    ("/counter/replace", COUNTER, COUNTER),
    // Signing in, and the own account.
    ("/sign-in", House("sign-in"), House("sign-in")),
    ("/sign-out", Nothing, House("sign-in")),
    ("/demo", House("try-role"), House("try-role")),
    ("/account", ACCOUNT, Nothing),
    ("/account/password", Nothing, ACCOUNT),
    ("/account/second-factor", ACCOUNT, ACCOUNT),
    ("/account/second-factor/remove", Nothing, ACCOUNT),
    ("/account/confirm", ACCOUNT, ACCOUNT),
    ("/account/sessions", Nothing, ACCOUNT),
    ("/account/tokens", Nothing, ACCOUNT),
    ("/account/tokens/end", Nothing, ACCOUNT),
    ("/account/digest", ACCOUNT, ACCOUNT),
    // Desks.
    ("/desk", DESK, Nothing),
    ("/desk.csv", House("take-list"), Nothing),
    ("/desk.xlsx", House("take-list"), Nothing),
    ("/desk/batch", Nothing, DESK),
    ("/desk/help", DESK, Nothing),
    ("/desk/new", DESK, Nothing),
    ("/desk/new/{procedure}", DESK, DESK),
    ("/desk/matters/{id}", DESK, Nothing),
    ("/desk/matters/{id}/act", Nothing, DESK),
    ("/desk/matters/{id}/redact", Nothing, DESK),
    ("/desk/matters/{id}/contact", Nothing, DESK),
    ("/desk/matters/{id}/contact/ask", Nothing, DESK),
    ("/desk/matters/{id}/files/{file}", DESK, Nothing),
    ("/wall", DESK, Nothing),
    // The office.
    ("/outbox", House("see-outbox"), Nothing),
    ("/office", House("see-office"), Nothing),
    ("/office/audit", House("read-audit"), Nothing),
    ("/office/identities", House("grant-identities"), Nothing),
    ("/office/identities/{record}", Nothing, House("grant-identities")),
    ("/office/definitions", House("see-office"), Nothing),
    ("/office/figures", House("define-figure"), House("define-figure")),
    ("/office/procedures", House("put-procedure"), Nothing),
    ("/office/procedures/{id}", House("put-procedure"), House("put-procedure")),
    ("/office/{kind}", READ, Nothing),
    ("/office/{kind}/new", KEEP, KEEP),
    ("/office/{kind}/import", KEEP, KEEP),
    ("/office/{kind}/import/enter", Nothing, KEEP),
    ("/office/{kind}/template.xlsx", READ, Nothing),
    ("/office/{kind}/template.csv", READ, Nothing),
    ("/office/{kind}/export.xlsx", READ, Nothing),
    ("/office/{kind}/export.csv", READ, Nothing),
    ("/office/{kind}/at/{key}", READ, KEEP),
    ("/office/bodies/at/{key}/close", Nothing, List("keep-register", "bodies")),
    ("/office/people/at/{key}", List("read-register", "people"), List("keep-register", "people")),
    ("/office/people/at/{key}/name", Nothing, List("keep-register", "people")),
    ("/office/people/at/{key}/recovery", Nothing, House("ask-recovery")),
    ("/office/people/at/{key}/recovery/confirm", Nothing, House("confirm-recovery")),
    ("/office/posts/at/{key}", List("read-register", "posts"), List("keep-register", "posts")),
    ("/office/posts/at/{key}/hand-over", Nothing, List("keep-register", "posts")),
    ("/office/posts/at/{key}/stand-in", Post("appoint-stand-in"), Post("appoint-stand-in")),
    ("/office/posts/at/{key}/stand-in/end", Nothing, Post("appoint-stand-in")),
    // Programs.
    ("/api/v1/openapi.json", LOOK, Nothing),
    ("/api/v1/matters", LOOK, BRING),
    ("/api/v1/matters/{id}", LOOK, Nothing),
    ("/api/v1/matters/{id}/acts", Nothing, BRING),
    ("/api/v1/matters/{id}/files/{file}", LOOK, Nothing),
    ("/api/v1/receipts/look-up", Nothing, RECEIPT),
    ("/api/v1/receipts/acts", Nothing, RECEIPT),
    ("/api/v1/referrals", Nothing, LOOK),
    ("/api/v1/desk", DESK, Nothing),
    ("/api/v1/figures", LOOK, Nothing),
    ("/api/v1/figures/rows", LOOK, Nothing),
    ("/api/v1/areas", LOOK, Nothing),
    ("/api/v1/bodies", LOOK, Nothing),
    ("/api/v1/categories", LOOK, Nothing),
    ("/api/v1/duties", LOOK, Nothing),
    ("/api/v1/posts", DESK, Nothing),
    ("/api/v1/procedures", LOOK, Nothing),
    ("/api/v1/procedures/{id}", LOOK, Nothing),
];

static BY_ADDRESS: LazyLock<HashMap<&str, (Asks, Asks)>> = LazyLock::new(|| {
    ROUTES.iter().map(|(address, reading, sending)| (*address, (*reading, *sending))).collect()
});

/// What is asked for at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfRoute<'a> {
    /// This.
    Asked(Asked<'a>),
    /// What the address names is not there.
    Unknown,
    /// There is another method than this one: what `Allow` says.
    OtherMethod(&'static str),
    /// Nobody has said what the route asks for, so nobody passes.
    Unlisted,
}

/// What a method at an address asks for, by the route that leads there.
pub fn of_route<'a>(route: &str, method: &str, address: &'a str) -> OfRoute<'a> {
    let Some((reading, sending)) = BY_ADDRESS.get(route) else { return OfRoute::Unlisted };
    let asks = match method {
        "GET" | "HEAD" => *reading,
        "POST" => *sending,
        _ => Nothing,
    };
    // What the address says where the route has its first name.
    let place = route.split('/').position(|part| part.starts_with('{'));
    let named = place.and_then(|place| address.split('/').nth(place));
    match asks {
        House(action) => OfRoute::Asked(Asked::House(action)),
        List(action, list) => OfRoute::Asked(Asked::List(action, list)),
        Named(action) => match named.filter(|kind| Kind::named(kind).is_some()) {
            Some(kind) => OfRoute::Asked(Asked::List(action, kind)),
            None => OfRoute::Unknown,
        },
        Post(action) => match named.and_then(|key| key.parse().ok()) {
            Some(post) => OfRoute::Asked(Asked::Post(action, post)),
            None => OfRoute::Unknown,
        },
        Nothing => OfRoute::OtherMethod(match (reading, sending) {
            (Nothing, _) => "POST",
            (_, Nothing) => "GET,HEAD",
            _ => "GET,HEAD,POST",
        }),
    }
}
