//! The document that says what there is, for programs; and the same as a page for people.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use serde_json::Value;
use store::fault::Context;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, License, OpenApi, Ref, RefOr, ResponseBuilder, Server,
};
use utoipa::{PartialSchema, ToSchema};

use super::answers;
use crate::kit::problem::{Problem, Wrong};
use crate::kit::{Reply, Shell, Visit, page as html};

/// The parts of the document, in the order of the page.
const TAGS: [&str; 5] = ["matters", "receipts", "desk", "figures", "register"];

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "readDocument",
    tag = "register", responses((status = 200, body = Object, content_type = "application/json")))]
pub async fn json(visit: Visit, Extension(document): Extension<Arc<OpenApi>>) -> Reply {
    answers::json(&filled(&visit.shell, &visit.app.address, &document))
}

/// The document in the language asked for: what the types cannot say is filled in.
fn filled(shell: &Shell, address: &str, document: &OpenApi) -> OpenApi {
    let mut document = document.clone();
    document.info = InfoBuilder::new()
        .title(shell.t1("exchange-title", "house", shell.house_name()))
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(shell.t("exchange-lead")))
        .license(Some(License::new("Apache-2.0")))
        .build();
    if let Some(license) = &mut document.info.license {
        license.identifier = Some("Apache-2.0".to_owned());
    }
    document.servers = Some(vec![Server::new(address)]);
    let tag = |name: &str| {
        TagBuilder::new().name(name).description(Some(shell.code("exchange-tag", name))).build()
    };
    document.tags = Some(TAGS.iter().map(|name| tag(name)).collect());
    let components = document.components.get_or_insert_default();
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    components.schemas.insert(Wrong::name().into_owned(), Wrong::schema());
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(shell.t("exchange-with-token")))
        .build();
    components.add_security_scheme("token", SecurityScheme::Http(token));
    let told =
        ApiKeyValue::with_description("Authorization".to_owned(), shell.t("exchange-with-receipt"));
    components.add_security_scheme("receipt", SecurityScheme::ApiKey(ApiKey::Header(told)));
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            fill(shell, operation);
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post].into_iter().flatten()
}

fn fill(shell: &Shell, operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    operation.summary = Some(shell.code("exchange-op", id));
    operation.description = None;
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.description = shell.t("exchange-answer");
        }
    }
    let schema = Ref::from_schema_name(Problem::name());
    let problem = ResponseBuilder::new()
        .description(shell.t("exchange-problem"))
        .content("application/problem+json", ContentBuilder::new().schema(Some(schema)).build());
    operation.responses.responses.insert("default".to_owned(), RefOr::T(problem.build()));
}

/// A part of the page.
struct Part {
    name: String,
    entries: Vec<Entry>,
}

/// An operation on the page.
struct Entry {
    id: String,
    method: String,
    path: String,
    summary: String,
    access: Vec<String>,
    parameters: Vec<Field>,
    bodies: Vec<(String, Vec<Field>)>,
}

/// A parameter or a field.
struct Field {
    name: String,
    is_required: bool,
}

#[derive(Template)]
#[template(path = "rooms/exchange/document.html")]
struct Page {
    shell: Shell,
    address: String,
    parts: Vec<Part>,
}

/// The same as a page.
pub async fn page(visit: Visit, Extension(document): Extension<Arc<OpenApi>>) -> Reply {
    let (shell, address) = (visit.shell, visit.app.address.clone());
    let document = serde_json::to_value(filled(&shell, &address, &document))
        .while_(|| "writing the document of the API".to_owned())?;
    let part = |tag: &&str| Part {
        name: shell.code("exchange-tag", tag),
        entries: entries(&shell, &document, tag),
    };
    let parts = TAGS.iter().map(part).collect();
    html(&Page { shell, address, parts })
}

fn entries(shell: &Shell, document: &Value, tag: &str) -> Vec<Entry> {
    let mut entries = vec![];
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if operation["tags"][0] == tag {
                entries.push(entry(shell, document, (method, path), operation));
            }
        }
    }
    entries
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn entry(shell: &Shell, document: &Value, at: (&str, &str), operation: &Value) -> Entry {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let access = list(&operation["security"]);
    let way = |way: &Value| match way.as_object().and_then(|way| way.keys().next()) {
        Some(scheme) => shell.code("exchange-by", scheme),
        None => shell.t("exchange-anybody"),
    };
    let parameters = list(&operation["parameters"]);
    let parameters = parameters.iter().map(|parameter| Field {
        name: text(&parameter["name"]),
        is_required: parameter["required"] == true,
    });
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    Entry {
        id: text(&operation["operationId"]),
        method: at.0.to_uppercase(),
        path: at.1.to_owned(),
        summary: text(&operation["summary"]),
        access: access.iter().map(way).collect(),
        parameters: parameters.collect(),
        bodies: bodies(document, body),
    }
}

/// The fields of a body; of an act, those of each kind under its name.
fn bodies(document: &Value, schema: &Value) -> Vec<(String, Vec<Field>)> {
    let name = text(&schema["$ref"]);
    let schema = match name.rsplit('/').next().filter(|name| !name.is_empty()) {
        Some(name) => &document["components"]["schemas"][name],
        None => schema,
    };
    match schema["oneOf"].as_array() {
        Some(ways) => ways
            .iter()
            .map(|way| (text(&way["properties"]["do"]["enum"][0]), fields(way)))
            .collect(),
        None if schema["properties"].is_object() => vec![(String::new(), fields(schema))],
        None => vec![],
    }
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|list| list.iter().any(|one| one == name));
    let all = schema["properties"].as_object().into_iter().flatten();
    let own = all.map(|(name, _)| name).filter(|name| *name != "do");
    own.map(|name| Field { name: name.clone(), is_required: is_required(name) }).collect()
}
