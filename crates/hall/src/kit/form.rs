//! A form that was sent: its fields and files, checked to come from a page of ours.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use law::matter::acts::Filling;
use law::procedure::{ActRule, Field};
use law::record::ActId;
use law::ruling::Refusal;

use super::visit::expected_token;
use super::{App, Failure};

/// How the fields that a procedure asks for are called in forms.
pub const OWN: &str = "own.";
/// Most bytes of a form without files: the limit of every route that does not say otherwise.
pub const PLAIN_MOST: usize = 256 * 1024;
/// Most bytes of a form with files: six files of ten megabytes, and the form.
pub const UPLOAD_MOST: usize = 64 * 1024 * 1024;
/// Most fields and files of one form.
const PARTS_MOST: usize = 600;

/// The limit of a route that takes files.
pub fn takes_files() -> DefaultBodyLimit {
    DefaultBodyLimit::max(UPLOAD_MOST)
}

/// The fields of a form, in the order in which they were sent.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<Sent>,
}

/// A file that came with a form.
#[derive(Debug)]
pub struct Sent {
    /// The field.
    pub field: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Form {
    /// A form from its fields, for tests.
    pub fn of(fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Self { fields, files: vec![] }
    }

    /// The fields of a form that needs no token, because what it asks for harms nobody.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, Failure> {
        Ok(Self { fields: pairs(bytes)?, files: vec![] })
    }

    /// The value of a field, trimmed; empty where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        matches!(self.text(name), "on" | "yes" | "true" | "1")
    }

    /// A value that can be read as `T`, or nothing for an empty field.
    pub fn maybe<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>, Refusal> {
        match self.text(name) {
            "" => Ok(None),
            text => {
                text.parse().map(Some).map_err(|_| Refusal::invalid("field.unreadable").at(name))
            }
        }
    }

    /// A value that must be there and readable.
    pub fn must<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, Refusal> {
        self.maybe(name)?.ok_or(Refusal::invalid("field.empty").at(name))
    }

    /// The identifier of the act, made by the form; a new one where the form had none.
    pub fn act(&self, chance: &store::Chance) -> ActId {
        self.text("act").parse().unwrap_or_else(|_| ActId(chance.bytes()))
    }

    /// The files that were sent.
    pub fn files(&self) -> &[Sent] {
        &self.files
    }

    /// Takes the bytes of the files that were sent out of the form.
    pub fn take_files(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.files).into_iter().map(|sent| sent.bytes).collect()
    }

    /// What was filled in of the fields that a procedure asks for with an act.
    pub fn filling(&self, rule: &ActRule) -> Filling {
        let read = |field: &Field| {
            let name = format!("{OWN}{}", field.key);
            let values: Vec<&str> = self.all(&name).filter(|value| !value.is_empty()).collect();
            (!values.is_empty()).then(|| (field.key.clone(), values.join(" ")))
        };
        rule.fields.iter().filter_map(read).collect()
    }

    /// Every field but the token, to be kept through another page.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let kept = self.fields.iter().filter(|(name, _)| name != "token");
        kept.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromRequest<Arc<App>> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Failure> {
        let headers = request.headers().clone();
        let is_sent = !matches!(*request.method(), Method::GET | Method::HEAD);
        if is_sent {
            check_origin(&headers)?;
        }
        let form = if is_multipart(&headers) {
            Self::read_multipart(request, app).await?
        } else if is_sent {
            let bytes = to_bytes(request.into_body(), PLAIN_MOST)
                .await
                .map_err(|_| Refusal::invalid("form.too-large"))?;
            Self { fields: pairs(&bytes)?, files: vec![] }
        } else {
            Self { fields: pairs(request.uri().query().unwrap_or("").as_bytes())?, files: vec![] }
        };
        if is_sent && expected_token(app, &headers).as_deref() != Some(form.text("token")) {
            return Err(Refusal::forbidden("form.stale").into());
        }
        Ok(form)
    }
}

impl Form {
    /// Reads fields and files that came in parts, without asking where they come from.
    pub async fn read_multipart(request: Request, app: &Arc<App>) -> Result<Self, Failure> {
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| Refusal::invalid("form.unreadable"))?;
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
            if form.fields.len() + form.files.len() >= PARTS_MOST {
                return Err(Refusal::invalid("form.too-many-parts").into());
            }
            let field = part.name().unwrap_or("").to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(|error| broken(&error))?;
            if !is_file {
                let text = String::from_utf8(bytes.to_vec())
                    .map_err(|_| Refusal::invalid("form.unreadable"))?;
                form.fields.push((field, text));
            } else if !bytes.is_empty() {
                form.files.push(Sent { field, bytes: bytes.to_vec() });
            }
        }
        Ok(form)
    }
}

fn pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let pairs: Vec<(String, String)> = decoded(bytes).ok_or(Refusal::invalid("form.unreadable"))?;
    if pairs.len() > PARTS_MOST {
        return Err(Refusal::invalid("form.too-many-parts").into());
    }
    Ok(pairs)
}

/// Fields as browsers write them: `+` for blanks, `%` and two digits for other bytes.
fn decoded(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let decode = |part: &str| -> Option<String> {
        let mut out = Vec::with_capacity(part.len());
        let mut bytes = part.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b'+' => out.push(b' '),
                b'%' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
                }
                other => out.push(other),
            }
        }
        String::from_utf8(out).ok()
    };
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key)?, decode(value)?))
        })
        .collect()
}

/// Why parts cannot be read: too much of them, or not what they say they are.
fn broken(error: &MultipartError) -> Refusal {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::invalid("form.too-large"),
        _ => Refusal::invalid("form.unreadable"),
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// A form must come from a page of this site: browsers say from where they send it.
fn check_origin(headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), _, _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin), Some(host)) => {
            origin.split_once("://").is_none_or(|(_, from)| from != host)
        }
        _ => false,
    };
    if foreign { Err(Refusal::forbidden("form.foreign")) } else { Ok(()) }
}
