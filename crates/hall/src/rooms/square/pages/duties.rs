//! What each body is responsible for, and by which rule (权责清单, B-04): by which "not ours" is
//! measured.

use askama::Template;
use axum::http::StatusCode;
use law::register::Duty;

use crate::kit::{Form, Reply, Shell, Visit, html};

#[derive(Template)]
#[template(path = "rooms/square/pages/duties.html")]
struct DutiesPage {
    shell: Shell,
    typed: String,
    bodies: Vec<OfBody>,
    /// How many entries are shown.
    count: usize,
}

/// The list of one body.
struct OfBody {
    name: String,
    entries: Vec<Entry>,
}

/// One entry.
struct Entry {
    code: String,
    item: String,
    basis: String,
    devolved: bool,
    version: String,
}

/// Every entry, or those in which some words stand.
pub async fn show(visit: Visit, form: Form) -> Reply {
    let shell = &visit.shell;
    let (language, register) = (shell.language.key(), &shell.state.register);
    let typed = form.text("q").trim().to_owned();
    let entry = |duty: &Duty| Entry {
        code: duty.code.to_string(),
        item: shell.state.name(duty.item, language).to_owned(),
        basis: shell.state.name(duty.basis, language).to_owned(),
        devolved: duty.devolved,
        version: duty.version.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let (words, mut bodies) = (typed.to_lowercase(), vec![]);
    for body in register.bodies.values().filter(|body| body.is_open(shell.today)) {
        let name = shell.state.name(body.name, language).to_owned();
        let is_meant = |entry: &Entry| {
            let places = [&name, &entry.code, &entry.item, &entry.basis];
            places.iter().any(|text| text.to_lowercase().contains(&words))
        };
        let own = register.duties.values().filter(|duty| duty.body == body.id).map(entry);
        let entries: Vec<Entry> = own.filter(is_meant).collect();
        if !entries.is_empty() {
            bodies.push(OfBody { name, entries });
        }
    }
    bodies.sort_by(|one, other| one.name.cmp(&other.name));
    let count = bodies.iter().map(|body| body.entries.len()).sum();
    html(StatusCode::OK, &DutiesPage { shell: shell.clone(), typed, bodies, count })
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::rooms::counter::tests::Browser;

    #[test]
    fn everybody_finds_what_a_body_is_responsible_for() {
        let house = fixture::house();
        let mut anybody = Browser::new(&house);
        let page = anybody.get("/duties");
        assert!(page.says("3 entries") && page.says("Roads Department"), "{}", page.text);
        let page = anybody.get("/duties?q=ROADS-1");
        assert!(page.says("1 entry") && page.says("Duty list of the county"), "{}", page.text);
        assert!(!page.says("Water Department"));
        assert!(anybody.get("/duties?q=nowhere").says("0 entries"));
    }
}
