//! The fields that a procedure asks for of its own, as a form draws them.

use law::office::book::HANDLING_SORTS;
use law::procedure::{ActRule, Do, Field as Asked, FieldKind, Procedure};
use law::register::Register;
use law::ruling::Refusal;
use law::words::{BodyId, Code};

use super::field::{Choice, Field, Filler, Kind};
use crate::kit::Shell;
use crate::kit::form::OWN;

/// Where on a page of forms a refusal leads: the field of the form, or the form itself.
pub fn target(form: &str, refusal: &Refusal) -> String {
    match (refusal.field, form) {
        (None, _) => "act".to_owned(),
        (Some(field), "") => field.to_owned(),
        (Some("fields"), form) => {
            let own = refusal.args.iter().find(|(name, _)| *name == "name");
            own.map_or_else(|| "act".to_owned(), |(_, key)| format!("{form}-{OWN}{key}"))
        }
        (Some(field), form) => format!("{form}-{field}"),
    }
}

/// What an act is called: of what needs a second person, that it is only proposed.
pub fn called(shell: &Shell, procedure: &Procedure, rule: &ActRule) -> String {
    let name = shell.of(procedure, "act", &rule.key);
    if rule.second { shell.t1("desks-propose", "act", &name) } else { name }
}

/// What follows from an act, in plain words.
pub fn why(shell: &Shell, procedure: &Procedure, rule: &ActRule) -> String {
    let plain = plain_why(shell, procedure, rule);
    if rule.second { format!("{plain} {}", shell.t("desks-why-second")) } else { plain }
}

fn plain_why(shell: &Shell, procedure: &Procedure, rule: &ActRule) -> String {
    match (rule.act, &rule.to, &rule.into) {
        (Do::Convert, _, Some(into)) => {
            let name = shell.called(into.as_str(), "procedure", "");
            shell.t1("desks-why-convert", "procedure", &name)
        }
        (Do::Step, Some(to), _) if rule.every => {
            shell.t1("desks-why-each", "step", &shell.of(procedure, "step", to))
        }
        (Do::Step, Some(to), _) => {
            shell.t1("desks-why-step", "step", &shell.of(procedure, "step", to))
        }
        (Do::Step, None, _) => shell.t("desks-why-stays"),
        (act, ..) => shell.code("desks-why", act.name()),
    }
}

/// The fields of an act.
pub fn fields(
    shell: &Shell,
    (procedure, rule): (&Procedure, &ActRule),
    filler: &Filler<'_>,
) -> Vec<Field> {
    let field = |asked: &Asked| {
        let name = format!("{OWN}{}", asked.key);
        let key = format!("{}.{}", rule.key, asked.key);
        let (kind, choices, most) = control(shell, procedure, (asked, &key));
        let plain = if choices.is_empty() && !matches!(kind, Kind::Checks | Kind::Select) {
            filler.field(&name, kind)
        } else {
            filler.choice(&name, kind, choices, "")
        };
        let ticked = kind == Kind::Tick && filler.typed.is_some_and(|t| t.is_ticked(&name));
        Field {
            label: shell.of(procedure, "field", &key),
            error: filler.own_error(asked.key.as_str()),
            hint: hint(shell, asked),
            optional: asked.optional,
            value: if ticked { "on".to_owned() } else { plain.value.clone() },
            most,
            ..plain
        }
    };
    rule.fields.iter().map(field).collect()
}

fn hint(shell: &Shell, asked: &Asked) -> String {
    let mut said = vec![];
    match &asked.kind {
        FieldKind::Money => said.push(shell.t("desks-own-money")),
        FieldKind::Number { least, most } if *most < i64::MAX => {
            said.push(shell.t2(
                "desks-own-number",
                "least",
                &least.to_string(),
                "most",
                &most.to_string(),
            ));
        }
        FieldKind::Bodies { most, .. } | FieldKind::Posts { most, .. } if *most > 1 => {
            said.push(shell.t1("desks-own-several", "most", *most));
        }
        _ => {}
    }
    if asked.sensitive {
        said.push(shell.t("desks-own-sensitive"));
    }
    said.join(" ")
}

fn control(
    shell: &Shell,
    procedure: &Procedure,
    (asked, key): (&Asked, &str),
) -> (Kind, Vec<Choice>, usize) {
    match &asked.kind {
        FieldKind::Text { most, lines: true } => (Kind::Text, vec![], *most as usize),
        FieldKind::Text { most, lines: false } => (Kind::Line, vec![], *most as usize),
        FieldKind::Choice(words) => {
            let choice = |word: &Code| {
                Choice::new(word, shell.of(procedure, "choice", format!("{key}.{word}")))
            };
            (Kind::Radio, words.iter().map(choice).collect(), 0)
        }
        FieldKind::Day => (Kind::Day, vec![], 0),
        FieldKind::Number { .. } => (Kind::Number, vec![], 0),
        FieldKind::Money => (Kind::Line, vec![], 16),
        FieldKind::Tick => (Kind::Tick, vec![], 0),
        FieldKind::Bodies { sort, most } => (several(*most), bodies(shell, sort.as_ref()), 0),
        FieldKind::Posts { office, most } => (several(*most), posts(shell, office), 0),
    }
}

/// As many choices as are seen at a glance; more are folded by town.
const GLANCE: usize = 24;

const fn several(most: u32) -> Kind {
    if most > 1 { Kind::Checks } else { Kind::Select }
}

/// Bodies at which somebody can take a matter.
fn bodies(shell: &Shell, sort: Option<&Code>) -> Vec<Choice> {
    let register: &Register = &shell.state.register;
    let handler = law::ruling::code("handler");
    let mut bodies: Vec<_> = register
        .bodies
        .values()
        .filter(|body| HANDLING_SORTS.contains(&body.sort.as_str()))
        .filter(|body| sort.is_none_or(|sort| body.sort == *sort))
        .filter(|body| body.last.is_none_or(|last| shell.today <= last))
        .filter(|body| register.held_at(body.id, &handler, shell.today).next().is_some())
        .collect();
    bodies.sort_by(|a, b| a.code.cmp(&b.code));
    bodies.into_iter().map(|body| Choice::new(body.id, shell.body(body.id))).collect()
}

fn posts(shell: &Shell, office: &Code) -> Vec<Choice> {
    let state = &shell.state;
    let posts = state.register.posts.values().filter(|post| post.office == *office);
    let choice = |post: &law::register::Post| {
        let person = state.post_holder(post.id, shell.today)?;
        let choice = Choice::new(post.id, format!("{} {person}", shell.body(post.body)));
        Some(Choice { group: town(shell, post.body), ..choice })
    };
    let mut choices: Vec<Choice> = posts.filter_map(choice).collect();
    choices.sort_by(|a, b| (&a.group, &a.label).cmp(&(&b.group, &b.label)));
    // A few are seen at a glance.
    if choices.len() <= GLANCE {
        for choice in &mut choices {
            choice.group.clear();
        }
    }
    choices
}

/// The town that a body lies in, or the body itself where it serves the whole house.
fn town(shell: &Shell, body: BodyId) -> String {
    let register = &shell.state.register;
    let area = register.bodies.get(&body).map(|body| body.area);
    let below = area.into_iter().flat_map(|area| register.lineage(area));
    match below.filter(|area| area.parent.is_some()).last() {
        Some(town) => shell.area(town.id).to_owned(),
        None => shell.body(body).to_owned(),
    }
}
