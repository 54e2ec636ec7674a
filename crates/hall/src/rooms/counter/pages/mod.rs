//! What a visitor of the counter sees and sends.

mod by;
mod fields;
mod folder;
mod given;
mod mine;
mod own;
mod receipt;
mod say;
mod station;
mod step;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use law::procedure::{ActRule, Procedure};
use law::record::ActId;
use law::ruling::Refusal;
use law::words::{AreaId, MatterId};
use store::db::No;

use super::acts;
use crate::house::House;
use crate::kit::form::takes_files;
use crate::kit::{App, Errors, Failure, Form, Shell};

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/say", get(say::begin).post(say::go_on))
        .route("/say/send", post(say::send).layer(takes_files()))
        .route("/join/{matter}", get(say::ask_to_join).post(say::join))
        .route("/receipts", get(folder::show).post(folder::enter))
        .route("/receipts/act", post(folder::act))
        .route("/receipt", get(receipt::ask).post(receipt::look_up))
        .route("/receipt/close", post(receipt::close))
        .route("/receipt/matter", get(receipt::matter))
        .route("/receipt/data", post(mine::take))
        .route("/receipt/erase", post(mine::erase))
        .route("/receipt/files/{file}", get(receipt::file))
        .route("/receipt/add", get(own::adding).post(own::add).layer(takes_files()))
        .route("/receipt/answer", get(own::answering).post(own::answer).layer(takes_files()))
        .route("/receipt/withdraw", get(own::withdrawing).post(own::withdraw))
        .route("/receipt/rate", get(own::rating).post(own::rate))
        .route("/receipt/look-back", get(own::looking_back).post(own::look_back))
        .route("/receipt/step/{key}", get(step::show).post(step::send))
        .route("/receipt/channel", get(own::confirming).post(own::confirm))
        // The same of each part that was split off: the address says of which.
        .route("/say/{procedure}", get(by::show).post(by::send).layer(takes_files()))
        .route("/receipt/parts/{part}/matter", get(receipt::matter))
        .route("/receipt/parts/{part}/files/{file}", get(receipt::file))
        .route("/receipt/parts/{part}/add", get(own::adding).post(own::add).layer(takes_files()))
        .route(
            "/receipt/parts/{part}/answer",
            get(own::answering).post(own::answer).layer(takes_files()),
        )
        .route("/receipt/parts/{part}/withdraw", get(own::withdrawing).post(own::withdraw))
        .route("/receipt/parts/{part}/rate", get(own::rating).post(own::rate))
        .route("/receipt/parts/{part}/look-back", get(own::looking_back).post(own::look_back))
        .route("/receipt/parts/{part}/step/{key}", get(step::show).post(step::send))
        .route("/receipt/parts/{part}/channel", get(own::confirming).post(own::confirm))
        .route("/counter", get(station::list))
        .route("/counter/new", get(station::begin).post(station::enter).layer(takes_files()))
        .route("/counter/replace", get(station::lost).post(station::replace))
}

/// The identifier of a form's act: the one it carries, or a fresh one.
fn act_of(form: &Form, house: &House) -> String {
    form.act(&house.chance).to_string()
}

/// An identifier that no form carried yet.
fn fresh_act(house: &House) -> String {
    ActId(house.chance.bytes()).to_string()
}

/// The words for a refusal of a form; faults go on.
fn errors_of(shell: &Shell, no: No) -> Result<Errors, Failure> {
    match no {
        No::Refusal(refusal) => Ok(Errors::of(shell, &refusal)),
        No::Fault(fault) => Err(fault.into()),
    }
}

/// The matter that an address names.
fn matter_in(text: &str) -> Result<MatterId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("matter.unknown"))
}

/// What a form typed into some fields, to be carried through another page.
fn carried(form: &Form, names: &[&'static str]) -> Vec<(&'static str, String)> {
    let value = |name: &&'static str| (*name, form.text(name).to_owned());
    names.iter().map(value).filter(|(_, value)| !value.is_empty()).collect()
}

/// Areas to choose from: a group for each town, with the places in it.
struct AreaGroup {
    name: String,
    areas: Vec<(AreaId, String)>,
}

fn area_groups(shell: &Shell) -> Vec<AreaGroup> {
    let register = &shell.state.register;
    // Nobody knows in which grid they live; who handles a matter finds that out.
    let is_known = |area: &&law::register::Area| area.level != "grid" && area.is_open(shell.today);
    let mut all: Vec<_> = register.areas.values().filter(is_known).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    let whole = |area: &law::register::Area| {
        (area.id, shell.t1("counter-area-whole", "area", shell.area(area.id)))
    };
    let is_root = |id: Option<AreaId>| {
        id.and_then(|id| register.areas.get(&id)).is_some_and(|area| area.parent.is_none())
    };
    let mut groups: Vec<AreaGroup> = vec![];
    for town in all.iter().filter(|area| is_root(area.parent)) {
        let inside = |area: &law::register::Area| {
            area.id != town.id && register.lineage(area.id).any(|around| around.id == town.id)
        };
        let mut areas: Vec<_> = all
            .iter()
            .filter(|area| inside(area))
            .map(|area| (area.id, shell.area(area.id).to_owned()))
            .collect();
        areas.push(whole(town));
        groups.push(AreaGroup { name: shell.area(town.id).to_owned(), areas });
    }
    for root in all.iter().filter(|area| area.parent.is_none()) {
        groups.push(AreaGroup { name: shell.area(root.id).to_owned(), areas: vec![whole(root)] });
    }
    groups
}

/// Whom a matter may be about, in groups: units, and deputies, who answer by name.
fn abouts(shell: &Shell) -> Vec<(String, Vec<(String, String)>)> {
    let register = &shell.state.register;
    let is_open = |body: &&law::register::Body| body.last.is_none_or(|last| shell.today <= last);
    let bodies = || register.bodies.values().filter(is_open).filter(|b| b.sort != "congress");
    let unit = |body: &law::register::Body| (body.id.to_string(), shell.body(body.id).to_owned());
    let units = bodies().filter(|body| body.sort != "station").map(unit);
    let office = law::ruling::code("deputy");
    let deputies = bodies().filter(|body| body.sort == "station").flat_map(|station| {
        let held = register.held_at(station.id, &office, shell.today);
        held.map(|post| {
            let party = law::matter::facts::Party { body: station.id, post: Some(post.id) };
            (format!("{}.{}", station.id, post.id), crate::rooms::matters::about_whom(shell, party))
        })
    });
    let stations = bodies().filter(|body| body.sort == "station").map(unit);
    vec![
        (shell.t("counter-about-units"), units.collect()),
        (shell.t("counter-about-stations"), stations.collect()),
        (shell.t("counter-about-deputies"), deputies.collect()),
    ]
}

/// The procedure of a name, where residents bring matters by it themselves.
fn by_procedure(shell: &Shell, id: &str) -> Result<(Arc<Procedure>, ActRule), Refusal> {
    let unknown = || Refusal::missing("procedure.unknown");
    let procedure = shell.state.procedure_in_force(id, shell.today).ok_or_else(unknown)?;
    let rule = procedure.for_residents().ok_or_else(unknown)?;
    Ok((procedure.clone(), rule.clone()))
}

/// Categories to choose from.
fn categories(shell: &Shell) -> Vec<(String, String)> {
    let all = shell.state.register.categories.values();
    let line = |category: &law::register::Category| {
        (category.code.to_string(), shell.category(category.code.as_str()).to_owned())
    };
    all.map(line).collect()
}

/// The name of the chosen area, with the one around it.
fn area_name(shell: &Shell, form: &Form) -> String {
    let area = acts::area(&shell.state.register, form.text("area"));
    area.map_or_else(String::new, |area| shell.area_path(area.id))
}
