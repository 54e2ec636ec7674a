//! The register: areas, bodies, categories, duties, and the posts that acts can name.

use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{self, Place, json};
use crate::kit::{Reply, Shell, Visit};

/// An area.
#[derive(Debug, Serialize, ToSchema)]
pub struct Area {
    /// Its identifier.
    pub id: String,
    /// Its code in the house's own list.
    pub code: String,
    /// Its name with the one around it.
    pub name: String,
    /// `county`, `town` or `village`, or as the house has them.
    pub level: String,
    /// The identifier of the area around it.
    pub parent: Option<String>,
}

/// A body: an office, a department, a station.
#[derive(Debug, Serialize, ToSchema)]
pub struct Body {
    /// Its identifier.
    pub id: String,
    /// Its code in the house's own list.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `congress`, `station`, `department`, `town-government`, `company`, or as the house has them.
    pub sort: String,
    /// Its area.
    pub area: Place,
    /// Its last day, where it ceased to be.
    #[schema(format = Date)]
    pub last: Option<String>,
}

/// A category of matters.
#[derive(Debug, Serialize, ToSchema)]
pub struct Category {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The bodies that usually lead, the likeliest first.
    pub leads: Vec<Place>,
}

/// An entry of a duty list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duty {
    /// Its code.
    pub code: String,
    /// What the duty is.
    pub name: String,
    /// The law or rule that it rests on.
    pub basis: String,
    /// Whether it was handed down from a level above.
    pub devolved: bool,
    /// The version of the list that it stands in, where the body tells one.
    pub version: Option<String>,
    /// Whose it is.
    pub body: Place,
}

/// A post that is held today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Post {
    /// Its identifier.
    pub id: String,
    /// What office it is: `deputy`, `handler`, `leader` and so on.
    pub office: String,
    /// At which body.
    pub body: Place,
    /// Who holds it.
    pub holder: String,
}

/// A list that is short enough to be given whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// Everything there is.
    pub items: Vec<T>,
}

fn whole<T: Serialize>(items: impl Iterator<Item = T>) -> Reply {
    json(&List { items: items.collect() })
}

fn name(shell: &Shell, text: law::words::TextRef) -> String {
    shell.state.name(text, shell.language.key()).to_owned()
}

/// Lists the areas.
#[utoipa::path(get, path = "/api/v1/areas", operation_id = "listAreas", tag = "register",
    responses((status = 200, body = List<Area>)), security((), ("token" = [])))]
pub async fn areas(visit: Visit) -> Reply {
    let shell = &visit.shell;
    let mut areas: Vec<_> = shell.state.register.areas.values().collect();
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    let place = |area: &law::register::Area| answers::area(shell, area.id);
    whole(areas.into_iter().map(|area| Area {
        id: area.id.to_string(),
        code: area.code.to_string(),
        name: place(area).name,
        level: area.level.to_string(),
        parent: area.parent.map(|parent| parent.to_string()),
    }))
}

/// Lists the bodies.
#[utoipa::path(get, path = "/api/v1/bodies", operation_id = "listBodies", tag = "register",
    responses((status = 200, body = List<Body>)), security((), ("token" = [])))]
pub async fn bodies(visit: Visit) -> Reply {
    let shell = &visit.shell;
    let mut bodies: Vec<_> = shell.state.register.bodies.values().collect();
    bodies.sort_by(|a, b| a.code.cmp(&b.code));
    whole(bodies.into_iter().map(|body| Body {
        id: body.id.to_string(),
        code: body.code.to_string(),
        name: shell.body(body.id).to_owned(),
        sort: body.sort.to_string(),
        area: answers::area(shell, body.area),
        last: body.last.map(|last| last.to_string()),
    }))
}

/// Lists the categories.
#[utoipa::path(get, path = "/api/v1/categories", operation_id = "listCategories",
    tag = "register", responses((status = 200, body = List<Category>)),
    security((), ("token" = [])))]
pub async fn categories(visit: Visit) -> Reply {
    let shell = &visit.shell;
    whole(shell.state.register.categories.values().map(|category| Category {
        code: category.code.to_string(),
        name: name(shell, category.name),
        leads: category.leads.iter().map(|lead| answers::body(shell, *lead)).collect(),
    }))
}

/// Lists the published duties of all bodies.
#[utoipa::path(get, path = "/api/v1/duties", operation_id = "listDuties", tag = "register",
    responses((status = 200, body = List<Duty>)), security((), ("token" = [])))]
pub async fn duties(visit: Visit) -> Reply {
    let shell = &visit.shell;
    whole(shell.state.register.duties.values().map(|duty| Duty {
        code: duty.code.to_string(),
        name: name(shell, duty.item),
        basis: name(shell, duty.basis),
        devolved: duty.devolved,
        version: duty.version.as_ref().map(ToString::to_string),
        body: answers::body(shell, duty.body),
    }))
}

/// Lists the posts that are held today, for officers.
#[utoipa::path(get, path = "/api/v1/posts", operation_id = "listPosts", tag = "register",
    responses((status = 200, body = List<Post>)), security(("token" = [])))]
pub async fn posts(visit: Visit) -> Reply {
    let shell = &visit.shell;
    let held = shell.state.register.posts.values().filter(|post| post.is_held(shell.today));
    whole(held.map(|post| Post {
        id: post.id.to_string(),
        office: post.office.to_string(),
        body: answers::body(shell, post.body),
        holder: shell.state.person_name(post.person).to_owned(),
    }))
}
