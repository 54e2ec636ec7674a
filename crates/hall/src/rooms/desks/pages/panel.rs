//! The act panel: for each act that is open to who looks, a form in plain words.

use law::clock::Length;
use law::matter::Case;
use law::procedure::{ActRule, Do, Procedure};
use law::record::Officer;
use law::ruling::{Refusal, code};
use law::words::{BodyId, Code};

use super::field::{Choice, Field, Filler, Kind};
use super::order::{Turn, in_order};
use super::{own, replies};
use crate::kit::{Form, Shell};
use crate::rooms::desks::acts::{PART_FIELDS, PARTS};
use crate::rooms::matters::sheet::Sheet;

/// Most characters of a text, as the rules have it.
pub const TEXT_MOST: usize = 4000;
/// Ways of telling a resident, as the rules have them.
const WAYS: [&str; 4] = ["phone", "visit", "message", "meeting"];
/// Kinds of bodies that are given matters, in the order in which a list shows them.
const SORTS: [&str; 4] = ["department", "town-government", "company", "congress"];

/// The form of one act.
pub struct ActForm {
    /// The act's name, which is sent as `do`.
    pub key: String,
    /// What a button says.
    pub title: String,
    /// What follows from it, in plain words.
    pub why: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether it is hard to undo.
    pub danger: bool,
    /// Whether it names another matter, so that there is a search beside it.
    pub finds: bool,
    /// Ready texts: their keys and names.
    pub ready: Vec<(String, String)>,
}

/// The forms of a page: the next thing to do, and what can be done besides.
pub struct Panel {
    /// The likeliest act, open; none where nothing waits for who looks.
    pub first: Option<ActForm>,
    /// The others.
    pub others: Vec<ActForm>,
}

/// What a panel is made of.
pub struct Ground<'a> {
    /// The words.
    pub shell: &'a Shell,
    /// The matter.
    pub sheet: &'a Sheet,
    /// Its procedure.
    pub procedure: &'a Procedure,
    /// The posts of who looks.
    pub officers: &'a [Officer],
    /// What was sent: the form that was refused, or the address of the page.
    pub form: &'a Form,
    /// Why it was refused.
    pub refusal: Option<&'a Refusal>,
    /// Matters that could be the same: number and title.
    pub similar: &'a [Choice],
}

/// The panel of a page: the next thing to do first, then what can be done besides.
pub fn panel(ground: &Ground<'_>) -> Panel {
    let (procedure, case) = (ground.procedure, &ground.sheet.case);
    let mut open: Vec<&ActRule> = vec![];
    for act in &ground.sheet.acts {
        let mut rules = procedure.acts.iter();
        let rule = rules.find(|rule| rule.key == act.key && rule.at.contains(&case.step));
        // What cannot be done here is not offered: the procedure to go on by must be in force.
        let state = &ground.shell.state;
        let in_force = |rule: &&ActRule| {
            let into = rule.into.as_ref();
            into.is_none_or(|id| {
                state.procedure_in_force(id.as_str(), ground.shell.today).is_some()
            })
        };
        open.extend(rule.filter(in_force));
    }
    let open = in_order((procedure, case), ground.officers, open);
    let wanted = wanted(ground.form);
    let mut rules = procedure.acts.iter();
    // What was refused is shown again, also where it is no longer open.
    let refused = rules.find(|rule| rule.key == *wanted.as_str() && ground.refusal.is_some());
    let asked = open.iter().find(|(_, rule)| rule.key == *wanted.as_str());
    let next = open.first().filter(|(place, _)| place.turn != Turn::Besides);
    let first = asked.map(|(_, rule)| *rule).or(refused).or(next.map(|(_, rule)| *rule));
    let others = open.iter().filter(|(_, rule)| first.is_none_or(|first| first.key != rule.key));
    Panel {
        first: first.map(|rule| form(ground, rule)),
        others: others.map(|(_, rule)| form(ground, rule)).collect(),
    }
}

/// The key of the act that the address or the form names: it stands open.
fn wanted(form: &Form) -> String {
    let ready = replies::named(form.text("template"));
    match (form.text("do"), ready) {
        ("", Some(ready)) if ready.class == "explained" => Do::Explain.name(),
        ("", Some(_)) => Do::Reply.name(),
        (key, _) => key.to_owned(),
    }
}

/// The form of one act.
pub(super) fn form(ground: &Ground<'_>, rule: &ActRule) -> ActForm {
    let key = rule.key.to_string();
    let act = rule.act;
    let sent = ground.refusal.is_some() && ground.form.text("do") == key;
    let filler = Filler {
        shell: ground.shell,
        form: key.clone(),
        typed: sent.then_some(ground.form),
        refusal: ground.refusal.filter(|_| sent),
    };
    let mut fields = fields(ground, &filler, act);
    fields.extend(own::fields(ground.shell, (ground.procedure, rule), &filler));
    ActForm {
        title: own::called(ground.shell, ground.procedure, rule),
        why: own::why(ground.shell, ground.procedure, rule),
        fields,
        danger: rule.back
            || matches!(act, Do::Return | Do::Hide | Do::Split | Do::Merge | Do::RefuseTime),
        finds: matches!(act, Do::Merge | Do::Link),
        ready: ready(ground, act),
        key,
    }
}

fn text(filler: &Filler<'_>, name: &'static str) -> Field {
    Field { most: TEXT_MOST, ..filler.field(name, Kind::Text) }
}

fn fields(ground: &Ground<'_>, filler: &Filler<'_>, act: Do) -> Vec<Field> {
    match act {
        Do::CallBack => call_back(ground, filler),
        Do::Accept | Do::Sign | Do::Agree | Do::Step => vec![],
        Do::Convert => {
            vec![Field { most: 60, ..filler.field("title", Kind::Line) }, text(filler, "body")]
        }
        Do::FeedBack => {
            let ways = WAYS.map(|way| Choice::new(way, ground.shell.code("way", way))).to_vec();
            vec![filler.choice("way", Kind::Radio, ways, ""), text(filler, "text")]
        }
        Do::Classify => {
            let category = ground.sheet.case.category.as_str();
            vec![filler.choice("category", Kind::Select, categories(ground), category)]
        }
        Do::Explain => {
            vec![prefilled(ground, text(filler, "text"), act), filler.field("basis", Kind::Line)]
        }
        Do::HandOver => vec![
            lead(ground, filler),
            post(ground, filler),
            filler.choice("co", Kind::Checks, bodies(ground), ""),
            filler.optional("by", Kind::Day),
            Field { optional: true, ..text(filler, "text") },
        ],
        Do::RespondAtOnce => vec![
            lead(ground, filler),
            post(ground, filler),
            filler.optional("by", Kind::Day),
            Field { optional: true, ..text(filler, "text") },
        ],
        Do::Transfer => vec![lead(ground, filler), post(ground, filler), text(filler, "reason")],
        Do::Merge | Do::Link => other(ground, filler, act),
        Do::Split => parts(ground, filler),
        Do::Return => {
            vec![filler.choice("duty", Kind::Select, duties(ground), ""), text(filler, "reason")]
        }
        Do::Note => vec![text(filler, "text"), tick(filler, "open")],
        Do::Ask => vec![text(filler, "question")],
        Do::AskForTime => vec![more_time(ground, filler), text(filler, "reason")],
        Do::Reply => reply(ground, filler),
        Do::Supervise => {
            vec![filler.choice("leader", Kind::Select, leaders(ground), ""), text(filler, "text")]
        }
        Do::Correct => {
            let records = records(ground);
            vec![filler.choice("record", Kind::Select, records, ""), text(filler, "text")]
        }
        Do::Rate => {
            let scale = ground.procedure.rating.scale.iter();
            let word =
                |word: &Code| Choice::new(word, ground.shell.of(ground.procedure, "rating", word));
            let mut fields =
                vec![filler.choice("rating", Kind::Radio, scale.map(word).collect(), "")];
            fields.extend(solved(ground, filler));
            fields
        }
        Do::LookBack => solved(ground, filler),
        Do::Hide | Do::Show | Do::GrantTime | Do::RefuseTime | Do::Withdraw => {
            vec![text(filler, "reason")]
        }
        _ => vec![text(filler, "text")],
    }
}

/// How much more time is asked for, in the unit in which the procedure grants it.
fn more_time(ground: &Ground<'_>, filler: &Filler<'_>) -> Field {
    let field = filler.field("working_days", Kind::Number);
    let Some(more_time) = &ground.procedure.more_time else { return field };
    let label = match more_time.length_most {
        Length::WorkingDays(_) => "desks-more-working-days",
        Length::Days(_) => "desks-more-days",
        Length::Months(_) => "desks-more-months",
    };
    let most = i64::from(more_time.length_most.number());
    let hint = ground.shell.t1("desks-more-most", "most", most);
    Field { label: ground.shell.t(label), hint, ..field }
}

/// Which other matter is meant, from those that are found or by its number.
fn other(ground: &Ground<'_>, filler: &Filler<'_>, act: Do) -> Vec<Field> {
    let name = if act == Do::Merge { "into" } else { "to" };
    let mut fields = vec![filler.optional("number", Kind::Line)];
    // Where nothing is found, the number is the only way, and errors stand beside it.
    if ground.similar.is_empty() {
        let other = filler.field(name, Kind::Radio);
        if fields[0].error.is_empty() {
            fields[0].error = other.error;
        }
        fields[0].optional = false;
    } else {
        fields.insert(0, filler.choice(name, Kind::Radio, ground.similar.to_vec(), ""));
    }
    if act == Do::Merge {
        fields.push(text(filler, "reason"));
    }
    fields
}

/// What whoever brought it said when they were called back.
fn call_back(ground: &Ground<'_>, filler: &Filler<'_>) -> Vec<Field> {
    let word = |word: &str| Choice::new(word, ground.shell.t(word));
    let either = || vec![word("yes"), word("no")];
    let rating = |key: &Code| Choice::new(key, ground.shell.of(ground.procedure, "rating", key));
    let scale = ground.procedure.rating.scale.iter().map(rating).collect();
    let optional = |field: Field| Field { optional: true, ..field };
    vec![
        filler.choice("reached", Kind::Radio, either(), ""),
        optional(filler.choice("rating", Kind::Radio, scale, "")),
        optional(filler.choice("solved", Kind::Radio, either(), "")),
    ]
}

/// Whether it is solved, and whether to have it handled again.
fn solved(ground: &Ground<'_>, filler: &Filler<'_>) -> Vec<Field> {
    let word = |word: &str| Choice::new(word, ground.shell.t(word));
    vec![
        filler.choice("solved", Kind::Radio, vec![word("yes"), word("no")], ""),
        tick(filler, "again"),
    ]
}

fn tick(filler: &Filler<'_>, name: &'static str) -> Field {
    let ticked = filler.typed.is_some_and(|typed| typed.is_ticked(name));
    let mut field = filler.optional(name, Kind::Tick);
    field.value = if ticked { "on".to_owned() } else { String::new() };
    field
}

/// Fills a ready text in, where the address asks for one and nothing was typed.
fn prefilled(ground: &Ground<'_>, mut field: Field, act: Do) -> Field {
    let Some(ready) = replies::named(ground.form.text("template")) else { return field };
    if field.value.is_empty() && classes(ground, act).contains(&ready.class) {
        let text = ready.text.in_language(ground.shell.language.key());
        field.value = filled(ground, text.trim());
    }
    field
}

/// A ready text with the values of the matter in it.
fn filled(ground: &Ground<'_>, text: &str) -> String {
    let (shell, sheet) = (ground.shell, ground.sheet);
    let own = ground.officers.iter().find(|officer| sheet.case.is_handled_by(officer.body));
    let unit = own.or(ground.officers.first()).map_or("", |officer| shell.body(officer.body));
    replies::fill(
        text,
        &[
            ("number", &sheet.number),
            ("title", &sheet.title),
            ("category", &sheet.category),
            ("area", &sheet.area),
            ("place", if sheet.place.is_empty() { &sheet.area } else { &sheet.place }),
            ("received", &sheet.received),
            ("today", &shell.day(shell.today)),
            ("unit", unit),
        ],
    )
}

/// The answer classes that an act gives.
fn classes(ground: &Ground<'_>, act: Do) -> Vec<String> {
    let only = (act != Do::Reply).then_some(act);
    let answers = ground.procedure.answers.iter();
    answers.filter(|class| class.only == only).map(|class| class.key.to_string()).collect()
}

fn ready(ground: &Ground<'_>, act: Do) -> Vec<(String, String)> {
    if !matches!(act, Do::Reply | Do::Explain) {
        return vec![];
    }
    let language = ground.shell.language.key();
    let category = ground.sheet.case.category.as_str();
    let ready = replies::of(&classes(ground, act), category).into_iter();
    ready.map(|r| (r.key.clone(), r.name.in_language(language).to_owned())).collect()
}

fn reply(ground: &Ground<'_>, filler: &Filler<'_>) -> Vec<Field> {
    let shell = ground.shell;
    let classes = classes(ground, Do::Reply)
        .into_iter()
        .map(|class| Choice::new(&class, shell.of(ground.procedure, "answer", &class)))
        .collect();
    let of_template = replies::named(ground.form.text("template"));
    let first = of_template.map_or("", |ready| ready.class.as_str());
    vec![
        filler.choice("class", Kind::Radio, classes, first),
        prefilled(ground, text(filler, "text"), Do::Reply),
        filler.optional("promised", Kind::Day),
        filler.optional("basis", Kind::Line),
        filler.optional("passed_to", Kind::Line),
    ]
}

fn parts(ground: &Ground<'_>, filler: &Filler<'_>) -> Vec<Field> {
    let category = ground.sheet.case.category.as_str();
    let mut fields = vec![];
    for (i, [title, body, of]) in PART_FIELDS.into_iter().enumerate() {
        let number = |mut field: Field| {
            field.label = format!("{} {}", i + 1, field.label);
            field.optional = i + 1 == PARTS;
            field
        };
        fields.push(Field { most: 60, ..number(filler.field(title, Kind::Line)) });
        fields.push(number(text(filler, body)));
        fields.push(number(filler.choice(of, Kind::Select, categories(ground), category)));
    }
    fields
}

fn categories(ground: &Ground<'_>) -> Vec<Choice> {
    let state = &ground.shell.state;
    let language = ground.shell.language.key();
    let categories = state.register.categories.values();
    categories.map(|c| Choice::new(&c.code, state.name(c.name, language))).collect()
}

/// The bodies that can be given a matter: somebody there must be able to take it.
pub fn handling_bodies(shell: &Shell) -> Vec<(BodyId, String)> {
    let register = &shell.state.register;
    let handler = code("handler");
    let bodies = register.bodies_of(&SORTS, shell.today).into_iter();
    bodies
        .filter(|body| register.held_at(body.id, &handler, shell.today).next().is_some())
        .map(|body| (body.id, shell.body(body.id).to_owned()))
        .collect()
}

fn bodies(ground: &Ground<'_>) -> Vec<Choice> {
    let bodies = handling_bodies(ground.shell).into_iter();
    bodies.map(|(body, name)| Choice::new(body, name)).collect()
}

/// The lead unit: first those that usually lead in the category, then all.
fn lead(ground: &Ground<'_>, filler: &Filler<'_>) -> Field {
    let shell = ground.shell;
    let category = shell.state.register.categories.get(&ground.sheet.case.category);
    let usual: Vec<BodyId> = category.map_or_else(Vec::new, |category| category.leads.clone());
    let all = handling_bodies(shell);
    let name = |body: &BodyId| all.iter().find(|(id, _)| id == body);
    let mut choices: Vec<Choice> = vec![];
    for (body, name) in usual.iter().filter_map(name) {
        choices.push(Choice::new(body, name).under(shell.t("desks-usual-leads")));
    }
    for (body, name) in all.iter().filter(|(body, _)| !usual.contains(body)) {
        choices.push(Choice::new(body, name).under(shell.t("desks-other-bodies")));
    }
    let first = usual.first().map_or_else(String::new, ToString::to_string);
    filler.choice("lead", Kind::Select, choices, &first)
}

/// The person at the unit, by the post.
fn post(ground: &Ground<'_>, filler: &Filler<'_>) -> Field {
    let state = &ground.shell.state;
    let handler = code("handler");
    let mut choices = vec![];
    for (body, name) in handling_bodies(ground.shell) {
        for post in state.register.held_at(body, &handler, ground.shell.today) {
            let person = state.post_holder(post.id, ground.shell.today).unwrap_or("–");
            choices.push(Choice::new(post.id, person).under(name.clone()));
        }
    }
    let mut field = filler.choice("post", Kind::Select, choices, "");
    field.optional = true;
    field
}

/// Entries of the duty lists of other bodies.
fn duties(ground: &Ground<'_>) -> Vec<Choice> {
    let state = &ground.shell.state;
    let language = ground.shell.language.key();
    let own = |body: BodyId| ground.officers.iter().any(|officer| officer.body == body);
    let duties = state.register.duties.values().filter(|duty| !own(duty.body));
    duties
        .map(|duty| {
            let label = format!("{} {}", duty.code, state.name(duty.item, language));
            Choice::new(&duty.code, label).under(ground.shell.body(duty.body))
        })
        .collect()
}

fn leaders(ground: &Ground<'_>) -> Vec<Choice> {
    let (state, today) = (&ground.shell.state, ground.shell.today);
    let posts = state.register.posts.values().filter(|post| post.office == "leader");
    posts
        .filter_map(|post| Some(Choice::new(post.id, state.post_holder(post.id, today)?)))
        .collect()
}

fn records(ground: &Ground<'_>) -> Vec<Choice> {
    let entries = ground.sheet.entries.iter();
    entries
        .map(|entry| {
            let label = format!("{} · {} · {}", entry.at, entry.who, entry.what);
            Choice::new(entry.record, label)
        })
        .collect()
}

/// Whether the case is one that waits for nobody any more.
pub fn has_ended(procedure: &Procedure, case: &Case) -> bool {
    procedure.step(&case.step).is_none_or(|step| step.outcome.is_some())
}
