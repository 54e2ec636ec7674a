//! The desk: what waits for whoever holds the token.

use law::ruling::Refusal;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answers::{self, Listed, Named, json};
use super::sent::{as_pages, must_know};
use crate::kit::{Form, Reply, Visit};
use crate::rooms::desks::views::{COUNT_MOST, Tab, count};
use crate::rooms::desks::{Query, find};

/// How a desk is narrowed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes a query; the reader of the pages reads it")]
pub struct DeskQuery {
    /// `waiting` (where nothing is said), `new`, `following`, `sent-back`, `late` or `all`.
    tab: Option<String>,
    /// `due` (where nothing is said), `received` or `since`.
    sort: Option<String>,
    /// Identifier or code of an area; what lies in it is found too.
    area: Option<String>,
    /// Code of a category.
    category: Option<String>,
    /// Words, or the number of a matter.
    q: Option<String>,
    /// One of the posts of whoever holds the token, where they have several.
    post: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// A matter on a desk.
#[derive(Debug, Serialize, ToSchema)]
pub struct OnDesk {
    /// The matter.
    pub matter: Listed,
    /// What is waited for first.
    pub waits_for: Option<Named>,
    /// Until when.
    #[schema(format = Date)]
    pub waits_until: Option<String>,
}

/// A page of a desk.
#[derive(Debug, Serialize, ToSchema)]
pub struct Desk {
    /// Which tab it is.
    pub tab: &'static str,
    /// The matters, at most 50.
    pub items: Vec<OnDesk>,
    /// How many there are on the tab; nothing for a search.
    pub total: Option<i64>,
    /// Whether counting stopped at `total`.
    pub total_is_at_least: bool,
    /// What `cursor` takes for the page after this one; nothing on the last page.
    pub next: Option<String>,
    /// Whether a search paused before the page was full; `next` goes on.
    pub paused: bool,
}

/// Lists what waits for whoever holds the token.
#[utoipa::path(get, path = "/api/v1/desk", operation_id = "showDesk", tag = "desk",
    params(DeskQuery), responses((status = 200, body = Desk)), security(("token" = [])))]
pub async fn show(visit: Visit, form: Form) -> Reply {
    must_know::<DeskQuery>(&form)?;
    check(&form, &visit)?;
    let query = Query::read(&as_pages(&form, &visit));
    let (house, address) = (visit.house().clone(), visit.app.address.clone());
    let (shell, officers) = (visit.shell.clone(), visit.officers.clone());
    let is_search = !form.text("q").is_empty();
    let tab = Tab::named(form.text("tab"));
    let desk = visit.read(move |db| {
        let wish = query.wish(&shell, &officers);
        let found = find(db, &house, (&shell, &officers), (&query, &wish))?;
        let total = if is_search { None } else { Some(count(db, &wish, tab)?) };
        let item = |item: &crate::rooms::matters::views::Item| OnDesk {
            matter: answers::listed(&shell, &address, item),
            waits_for: (!item.waits_for.is_empty())
                .then(|| answers::own(&shell, item, "clock", &item.waits_for)),
            waits_until: Some(item.waits_until.clone()).filter(|until| !until.is_empty()),
        };
        Ok(Desk {
            tab: tab.name(),
            items: found.items.iter().map(item).collect(),
            total_is_at_least: total == Some(COUNT_MOST),
            total,
            next: found.next.map(|(key, matter)| format!("{key}~{matter}")),
            paused: found.part,
        })
    });
    json(&desk.await?)
}

/// Names what the reader of the pages would leave out.
fn check(form: &Form, visit: &Visit) -> Result<(), Refusal> {
    let register = &visit.shell.state.register;
    let mut refusals = vec![];
    let mut choose = |name: &'static str, choices: &[&str]| {
        let text = form.text(name);
        if !text.is_empty() && !choices.contains(&text) {
            let refusal = Refusal::invalid("field.choice").at(name);
            refusals.push(refusal.with("choices", choices.join(", ")));
        }
    };
    choose("tab", &Tab::ALL.map(Tab::name));
    choose("sort", &["due", "received", "since"]);
    let posts: Vec<String> = visit.officers.iter().map(|o| o.post.to_string()).collect();
    choose("post", &posts.iter().map(String::as_str).collect::<Vec<_>>());
    let area = form.text("area");
    if !area.is_empty() && super::super::rules::area(register, area).is_none() {
        refusals.push(Refusal::invalid("filter.area").at("area"));
    }
    let category = form.text("category");
    if !category.is_empty() && !register.categories.contains_key(category) {
        refusals.push(Refusal::invalid("filter.category").at("category"));
    }
    let cursor = form.text("cursor");
    let is_place = |(_, matter): (&str, &str)| matter.parse::<law::words::MatterId>().is_ok();
    if !cursor.is_empty() && !cursor.split_once('~').is_some_and(is_place) {
        refusals.push(Refusal::invalid("filter.place").at("cursor"));
    }
    Refusal::all(refusals)
}
