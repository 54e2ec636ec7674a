//! What programs send: JSON, or JSON with files, checked against the schema that they are told.

use std::sync::{Arc, LazyLock};

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use law::procedure::Files;
use law::record::ActId;
use law::ruling::Refusal;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::Fault;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::super::acts::{Asked, Code, Holding, Message, Submission};
use super::super::rules;
use crate::kit::{App, Failure, Form, Visit, schema};

/// Most bytes of JSON: more than any act can hold.
const JSON_MOST: usize = 256 * 1024;

/// What a program sent.
pub struct Sent<T> {
    /// The value.
    pub value: T,
    /// The identifier of the act, where the program made one.
    pub key: Option<ActId>,
    /// The files that came with it.
    pub files: Vec<Vec<u8>>,
}

/// A header that makes a request safe to send again.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header; the extractor reads it")]
pub struct Key {
    /// A random UUID, or 32 random hexadecimal digits, made by the program: sent again with the
    /// same one, an act is answered the same and done once. It must not be guessable.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

/// JSON with files: one part `json` and the files.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body; the extractor reads its parts")]
pub struct WithFiles<T> {
    /// What the body would be without files.
    json: T,
    /// Photos (JPEG, PNG, WebP) and PDF files.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<String>,
}

/// The schemas of everything that can be sent.
static SCHEMAS: LazyLock<Value> = LazyLock::new(|| {
    let mut all = vec![];
    add::<Submission>(&mut all);
    add::<Asked>(&mut all);
    add::<Code>(&mut all);
    add::<Holding>(&mut all);
    add::<Message>(&mut all);
    let all: serde_json::Map<_, _> =
        all.into_iter().map(|(name, schema)| (name, json!(schema))).collect();
    json!({ "components": { "schemas": all } })
});

type Schemas = Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>;

fn add<T: ToSchema>(all: &mut Schemas) {
    all.push((T::name().into_owned(), T::schema()));
    T::schemas(all);
}

impl<T: DeserializeOwned + ToSchema> FromRequest<Arc<App>> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Failure> {
        let headers = request.headers().clone();
        let key = headers.get("idempotency-key").map(|key| rules::key(key.to_str().unwrap_or("")));
        let key = key.transpose()?;
        let kind = kind(&headers);
        let (bytes, files) = if kind == "multipart/form-data" {
            let mut form = Form::read_multipart(request, app).await?;
            let files = form.take_files();
            (form.text("json").as_bytes().to_vec(), files)
        } else if kind == "application/json" {
            let bytes = to_bytes(request.into_body(), JSON_MOST).await;
            (bytes.map_err(|_| Refusal::invalid("form.too-large"))?.to_vec(), vec![])
        } else {
            return Err(Refusal::invalid("json.media").into());
        };
        Ok(Self { value: read(&bytes)?, key, files })
    }
}

/// The type of a body, without what follows it.
fn kind(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

fn read<T: DeserializeOwned + ToSchema>(bytes: &[u8]) -> Result<T, Failure> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let refusal = Refusal::invalid("json.malformed").with("line", error.line());
        refusal.with("column", error.column())
    })?;
    let name = T::name();
    let schema = schema::named(&SCHEMAS, &name)
        .ok_or_else(|| Fault::new(format!("the schema {name} is not among those of requests")))?;
    Refusal::all(schema::check(&SCHEMAS, schema, &value))?;
    // What is left is a number that is too large for its field.
    Ok(serde_json::from_value(value).map_err(|_| Refusal::invalid("field.unreadable"))?)
}

/// Refuses a query with fields that an operation does not know or that say nothing: a mistyped
/// filter, or one whose value got lost on the way, must not widen what is found.
pub fn must_know<P: IntoParams>(form: &Form) -> Result<(), Refusal> {
    let known: Vec<Parameter> = P::into_params(|| Some(ParameterIn::Query));
    let is_known = |name: &str| known.iter().any(|parameter| parameter.name == name);
    let unknown = form.fields().map(|(name, _)| name).filter(|name| !is_known(name));
    let unknown = unknown.map(|name| Refusal::invalid("field.unknown").with("name", name));
    // Blanks of any script say as little.
    let says_nothing = |parameter: &&Parameter| {
        form.fields().any(|(name, value)| name == parameter.name && value.trim().is_empty())
    };
    let empty = known.iter().filter(says_nothing);
    let empty = empty.map(|one| Refusal::invalid("parameter.empty").with("name", &one.name));
    Refusal::all(unknown.chain(empty).collect())
}

/// A form with the same fields, some of them under the names and in the words of the pages.
pub fn as_pages(form: &Form, visit: &Visit) -> Form {
    let register = &visit.shell.state.register;
    let translated = form.fields().map(|(name, value)| {
        let value = value.trim();
        let body = || rules::body(register, value).map(|body| body.to_string());
        match name {
            "cursor" => ("before", value.to_owned()),
            "area" => {
                let area = rules::area(register, value).map(|area| area.to_string());
                ("area", area.unwrap_or_else(|| value.to_owned()))
            }
            "lead" | "unit" => (name, body().unwrap_or_else(|| value.to_owned())),
            _ => (name, value.to_owned()),
        }
    });
    let fields: Vec<(&str, String)> = translated.collect();
    Form::of(&fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}

/// What the procedure by which residents bring matters allows of files.
pub fn limits(visit: &Visit) -> Result<Files, Refusal> {
    let procedure = visit.shell.state.front_procedure(visit.shell.today);
    Ok(procedure.ok_or(Refusal::conflict("procedure.none"))?.files)
}

/// The identifier of the act: from the header or the body.
pub fn key_of(header: Option<ActId>, field: Option<&str>) -> Result<Option<ActId>, Refusal> {
    match (header, field) {
        (Some(key), _) => Ok(Some(key)),
        (None, Some(field)) => rules::key(field).map(Some),
        (None, None) => Ok(None),
    }
}
