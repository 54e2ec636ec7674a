//! The public log: its checkpoint and tiles as programs fetch them (C2SP tlog-tiles), and a page
//! that says what it is and how fresh.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use law::clock::Time;
use law::tlog::Note;
use law::tlog::tiles::{Level, TileName, bundle, width};
use store::fault::Context;
use store::tiles::{Signed, Tiles, history};
use store::{Fault, tiles};

use super::super::views;
use crate::house::Trust;
use crate::kit::visit::read;
use crate::kit::{App, Failure, Reply, Shell, Visit, page};

/// How many checkpoints the page lists.
const LISTED: u32 = 10;
/// Nothing that changes is kept for longer than this.
const FRESH: HeaderValue = HeaderValue::from_static("public, max-age=5");
/// A tile never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

#[derive(Template)]
#[template(path = "rooms/notary/pages/log.html")]
struct LogPage {
    shell: Shell,
    origin: String,
    key: String,
    size: u64,
    /// How old the newest checkpoint is that enough witnesses have seen; empty for none.
    witnessed: String,
    asks: bool,
    witnesses: Vec<WitnessLine>,
    policy: String,
    signed: Vec<SignedLine>,
    alarms: Vec<&'static str>,
}

struct WitnessLine {
    name: String,
    /// When it saw the newest checkpoint; empty where it has not yet.
    seen: String,
}

struct SignedLine {
    number: u64,
    size: u64,
    root: String,
    witnessed: bool,
}

/// Whether an alarm is about the log: whoever reads it is to know.
fn is_of_log(kind: &&'static str) -> bool {
    matches!(*kind, "tree" | "witness" | "verify")
}

/// What the public log is, and how fresh.
pub async fn show(visit: Visit) -> Reply {
    let house = visit.house().clone();
    let signed = visit.read(|db| history(db, LISTED)).await?;
    let trust = house.trust.get();
    let shell = visit.shell;
    let minute = |seconds: u64| shell.minute(Time(seconds as i64 * 1000));
    let (mut witnesses, mut origin, mut size) = (vec![], String::new(), 0);
    if let (Some(trust), Some(newest)) = (trust, signed.first()) {
        let note = Note::read(&newest.note).while_(|| "reading a checkpoint".to_owned())?;
        let judged = trust.policy.judge_signatures(&note);
        let judged = judged.map_err(|flaw| Fault::new(flaw.code()))?;
        (origin, size) = (judged.checkpoint.origin, judged.checkpoint.size);
        let line = |(witness, seen): (&law::tlog::policy::Witness, &Option<u64>)| WitnessLine {
            name: witness.key.name.clone(),
            seen: seen.map_or_else(String::new, minute),
        };
        witnesses = trust.policy.witnesses.iter().zip(&judged.cosigned).map(line).collect();
    }
    let line = |signed: &Signed| -> Result<SignedLine, Fault> {
        let head = views::head(signed)?;
        let (number, size) = (signed.number, signed.size);
        let root = head.root.to_string();
        Ok(SignedLine { number, size, root, witnessed: signed.since.is_some() })
    };
    let key = trust.and_then(|trust| trust.policy.logs.first()).map(|(key, _)| key.to_string());
    let template = LogPage {
        origin,
        key: key.unwrap_or_default(),
        size,
        witnessed: shell.witnessed_minutes.map_or_else(String::new, |age| shell.age(age)),
        asks: trust.is_some_and(|trust| trust.policy.asks_for_witnesses()),
        witnesses,
        policy: trust.map_or_else(String::new, |trust| trust.text.clone()),
        signed: signed.iter().map(line).collect::<Result<_, _>>()?,
        alarms: house.alarms.all().into_iter().map(|(kind, _)| kind).filter(is_of_log).collect(),
        shell,
    };
    page(&template)
}

/// The newest checkpoint that counts by the policy; the newest of all while there is none.
pub async fn checkpoint(State(app): State<Arc<App>>) -> Reply {
    let house = app.house.clone();
    let signed = read(&app, move |db| {
        let published = match house.trust.get() {
            Some(trust) => views::published(db, trust)?,
            None => None,
        };
        match published {
            Some(signed) => Ok(Some(signed)),
            None => tiles::newest(db, false),
        }
    })
    .await?;
    let Some(signed) = signed else { return Ok(nothing()) };
    let judged = app.house.trust.get().map(|trust| {
        let note = Note::read(&signed.note);
        signed.is_whole && note.is_ok_and(|note| trust.policy.judge_signatures(&note).is_ok())
    });
    if judged == Some(false) {
        let what = format!("the checkpoint {} is not what was signed", signed.number);
        app.house.alarms.raise("tree", &what, app.house.now());
        return Err(Fault::new(what).into());
    }
    Ok(served(TEXT, FRESH, signed.note.into_bytes()))
}

/// The policy by which this house's log is to be trusted.
pub async fn policy(State(app): State<Arc<App>>) -> Reply {
    let text = app.house.trust.get().map(|trust: &Trust| trust.text.clone().into_bytes());
    Ok(text.map_or_else(nothing, |text| served(TEXT, FRESH, text)))
}

/// A tile, or a bundle of entries: of what was signed, and only where it is what was signed.
pub async fn tile(State(app): State<Arc<App>>, Path(path): Path<String>) -> Reply {
    let Ok(name) = TileName::read(&path) else { return Ok(nothing()) };
    let house = app.house.clone();
    let bytes = read(&app, move |db| {
        let Some(signed) = tiles::newest(db, false)? else { return Ok(None) };
        let head = views::head(&signed)?;
        let level = match name.level {
            Level::Entries => 0,
            Level::Hashes(level) => level,
        };
        if width(level, name.number, head.size) < name.width {
            return Ok(None);
        }
        let tree = Tiles::new(db);
        if !tree.is_under((level, name.number), (head.size, head.root))? {
            let what = format!("the tile {} is not what was signed", name.path());
            house.alarms.raise("tree", &what, house.now());
            return Err(Fault::new(what));
        }
        let cut = |hashes: &[law::words::Hash]| hashes[..name.width as usize].to_vec();
        Ok(Some(match name.level {
            Level::Entries => bundle(&cut(&tree.entries(name.number)?)),
            Level::Hashes(level) => {
                cut(&tree.tile(level, name.number)?).iter().flat_map(|hash| hash.0).collect()
            }
        }))
    })
    .await
    .map_err(Failure::from)?;
    Ok(bytes.map_or_else(nothing, |bytes| served(BYTES, FOR_EVER, bytes)))
}

/// What programs fetch from any page: nothing in it is anybody's own.
fn served(kind: HeaderValue, keep: HeaderValue, bytes: Vec<u8>) -> Response {
    let any = HeaderValue::from_static("*");
    let anybody = (HeaderName::from_static("access-control-allow-origin"), any);
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep), anybody];
    (headers, bytes).into_response()
}

fn nothing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, FRESH)]).into_response()
}
