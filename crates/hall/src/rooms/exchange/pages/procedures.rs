//! The procedures in force: steps, acts with the fields that they ask for, clocks with their rules.
//! The rules of confidential procedures are public too; their matters are not.

use axum::extract::Path;
use law::procedure::{ActRule, ClockRule, Field, FieldKind, On, Openness, Procedure, Source, Term};
use law::ruling::Refusal;
use law::words::Code;
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::{Named, Span, json, span};
use super::register::List;
use crate::kit::{Reply, Shell, Visit};

/// A procedure of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedProcedure {
    /// Its identifier, as `procedure` takes it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// Its version.
    pub version: u32,
    /// The day from which it is meant to be in force.
    #[schema(format = Date)]
    pub valid_from: String,
    /// `submitter` (as whoever brings a matter wishes), `public` or `confidential`.
    pub visibility: &'static str,
    /// Whether residents bring matters by it where they name none.
    pub is_front: bool,
    /// Its page for people.
    pub page: String,
}

/// A procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct Shown {
    /// What the list says of it.
    #[serde(flatten)]
    pub summary: ListedProcedure,
    /// SHA-256 of its text: a matter keeps the text that it began under.
    pub hash: String,
    /// Who has a part in it.
    pub roles: Vec<Part>,
    /// Where a matter can stand.
    pub steps: Vec<Place>,
    /// What can be done.
    pub acts: Vec<Deed>,
    /// The deadlines.
    pub clocks: Vec<Deadline>,
    /// The classes of answers.
    pub answers: Vec<AnswerClass>,
    /// The scale on which answers are rated.
    pub ratings: Vec<Named>,
}

/// A role of a procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureRole)]
pub struct Part {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The kind of post; nothing for whoever holds the receipt.
    pub office: Option<String>,
}

/// A step of a procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureStep)]
pub struct Place {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The place on the step line.
    pub stage: Named,
    /// The role that does the next thing; nothing where nothing is waited for.
    pub holder: Option<String>,
    /// How a matter that stands here has ended.
    pub outcome: Option<String>,
}

/// An act of a procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureAct)]
pub struct Deed {
    /// What `do` takes: the verb.
    #[serde(rename = "do")]
    pub verb: String,
    /// What the procedure calls it; `key` of the verbs `step` and `convert`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The steps at which it can be done; none for the act that begins a matter.
    pub at: Vec<String>,
    /// The roles that can do it.
    pub by: Vec<String>,
    /// The steps that it can lead to; none where the matter stays.
    pub to: Vec<String>,
    /// Acts that must have been done before, in the same round.
    pub requires: Vec<String>,
    /// Acts of which one must have been done before, in the same round.
    pub requires_any: Vec<String>,
    /// How often it can be done with one matter, where that is bounded.
    pub most: Option<u32>,
    /// Whether it is only proposed, and done when a second person agrees.
    pub is_proposed: bool,
    /// The procedure that a conversion goes on by.
    pub into: Option<String>,
    /// What it asks for in `fields`, beyond what the verb takes.
    pub fields: Vec<AskedField>,
}

/// A field that an act asks for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureField)]
pub struct AskedField {
    /// Its key in `fields`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// `text`, `line`, `choice`, `day`, `number`, `money`, `tick`, `bodies` or `posts`.
    pub kind: &'static str,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// Whether only those who have to do with the matter read it.
    pub is_sensitive: bool,
    /// What can be chosen.
    pub choices: Vec<Named>,
    /// The least number.
    pub least: Option<i64>,
    /// The greatest number, the most characters, or the most bodies or posts.
    pub most: Option<i64>,
    /// The sort of the bodies, or the office of the posts.
    pub of: Option<String>,
}

/// A deadline of a procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureClock)]
pub struct Deadline {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The role on which it runs; `holder` for whoever holds the matter.
    pub on: String,
    /// The steps at which it runs.
    pub at: Vec<String>,
    /// The acts that start it; entering the steps does where there are none.
    pub after: Vec<String>,
    /// The acts that fulfil it.
    pub until: Vec<String>,
    /// How long it runs; nothing where its last day is promised.
    pub length: Option<Span>,
    /// The field that names the day before which it ends by its length.
    pub before: Option<String>,
    /// Working days before the last one on which the holder is warned.
    pub warn: u16,
    /// Whether it can stand still.
    pub is_pausable: bool,
    /// Whether more time can be granted.
    pub is_extendable: bool,
    /// Whether it is the date of the answer.
    pub answers: bool,
    /// The step that the matter goes to when it runs out.
    pub expiry_moves: Option<String>,
    /// The law that it rests on; nothing for a local rule.
    pub law: Option<String>,
    /// Whether the wording of that law was seen.
    pub is_seen: bool,
}

/// A class of answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProcedureAnswer)]
pub struct AnswerClass {
    /// Its key, as `class` takes it.
    pub key: String,
    /// Its name.
    pub name: String,
    /// `done`, `promised`, `impossible` or `above`.
    pub means: String,
    /// The verb that it is kept for, where it is.
    pub only: Option<String>,
}

/// Lists the procedures in force.
#[utoipa::path(get, path = "/api/v1/procedures", operation_id = "listProcedures",
    tag = "register", responses((status = 200, body = List<ListedProcedure>)),
    security((), ("token" = [])))]
pub async fn list(visit: Visit) -> Reply {
    let (shell, address) = (&visit.shell, &visit.app.address);
    let in_force = shell.state.procedures_in_force(shell.today).into_iter();
    let items = in_force.map(|procedure| summary(shell, address, procedure)).collect();
    json(&List { items })
}

/// Shows a procedure in force: what each act asks for, and by which rule each date is reckoned.
#[utoipa::path(get, path = "/api/v1/procedures/{id}", operation_id = "showProcedure",
    tag = "register", params(("id" = String, Path)), responses((status = 200, body = Shown)),
    security((), ("token" = [])))]
pub async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let (shell, address) = (&visit.shell, &visit.app.address);
    let procedure = shell.state.procedure_in_force(&id, shell.today);
    let procedure = procedure.ok_or(Refusal::missing("procedure.unknown"))?;
    let teller = Teller { shell, procedure };
    json(&Shown {
        summary: summary(shell, address, procedure),
        hash: procedure.hash.to_string(),
        roles: procedure.roles.iter().map(|role| teller.role(role)).collect(),
        steps: procedure.steps.iter().map(|step| teller.step(step)).collect(),
        acts: procedure.acts.iter().map(|rule| teller.act(rule)).collect(),
        clocks: procedure.clocks.iter().map(|rule| teller.clock(rule)).collect(),
        answers: procedure.answers.iter().map(|class| teller.answer(class)).collect(),
        ratings: procedure.rating.scale.iter().map(|r| teller.named("rating", r)).collect(),
    })
}

fn summary(shell: &Shell, address: &str, procedure: &Procedure) -> ListedProcedure {
    ListedProcedure {
        id: procedure.id.to_string(),
        name: shell.of(procedure, "procedure", ""),
        about: shell.of(procedure, "about", ""),
        version: procedure.version,
        valid_from: procedure.valid_from.to_string(),
        visibility: match procedure.visibility {
            Openness::Submitter => "submitter",
            Openness::Public => "public",
            Openness::Confidential => "confidential",
        },
        is_front: procedure.front,
        page: format!("{address}/procedures/{}", procedure.id),
    }
}

fn some(code: Option<&Code>) -> Option<String> {
    code.map(ToString::to_string)
}

fn all(codes: &[Code]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

/// Tells the parts of a procedure in the language asked for.
struct Teller<'a> {
    shell: &'a Shell,
    procedure: &'a Procedure,
}

impl Teller<'_> {
    fn name(&self, kind: &'static str, key: &str) -> String {
        self.shell.of(self.procedure, kind, key)
    }

    fn named(&self, kind: &'static str, key: &Code) -> Named {
        Named { code: key.to_string(), name: self.name(kind, key.as_str()) }
    }

    fn role(&self, role: &law::procedure::Role) -> Part {
        Part {
            key: role.key.to_string(),
            name: self.name("role", role.key.as_str()),
            office: some(role.post.as_ref().map(|(office, _)| office)),
        }
    }

    fn step(&self, step: &law::procedure::Step) -> Place {
        Place {
            key: step.key.to_string(),
            name: self.name("step", step.key.as_str()),
            stage: self.named("stage", &step.stage),
            holder: some(step.holder.as_ref()),
            outcome: some(step.outcome.as_ref()),
        }
    }

    fn act(&self, rule: &ActRule) -> Deed {
        let mut to: Vec<String> = vec![];
        for step in rule.targets().map(ToString::to_string) {
            if !to.contains(&step) {
                to.push(step);
            }
        }
        Deed {
            verb: rule.act.name(),
            key: rule.key.to_string(),
            name: self.name("act", rule.key.as_str()),
            at: all(&rule.at),
            by: all(&rule.by),
            to,
            requires: all(&rule.requires),
            requires_any: all(&rule.requires_any),
            most: rule.most,
            is_proposed: rule.second,
            into: some(rule.into.as_ref()),
            fields: rule.fields.iter().map(|field| self.field(rule, field)).collect(),
        }
    }

    fn field(&self, rule: &ActRule, field: &Field) -> AskedField {
        let key = format!("{}.{}", rule.key, field.key);
        let (kind, least, most, of) = match &field.kind {
            FieldKind::Text { most, lines } => {
                (if *lines { "text" } else { "line" }, None, Some(i64::from(*most)), None)
            }
            FieldKind::Choice(_) => ("choice", None, None, None),
            FieldKind::Day => ("day", None, None, None),
            FieldKind::Number { least, most } => {
                ("number", Some(*least), Some(*most).filter(|most| *most < i64::MAX), None)
            }
            FieldKind::Money => ("money", None, None, None),
            FieldKind::Tick => ("tick", None, None, None),
            FieldKind::Bodies { sort, most } => {
                ("bodies", None, Some(i64::from(*most)), some(sort.as_ref()))
            }
            FieldKind::Posts { office, most } => {
                ("posts", None, Some(i64::from(*most)), some(Some(office)))
            }
        };
        let choices = match &field.kind {
            FieldKind::Choice(words) => words.as_slice(),
            _ => &[],
        };
        let choice = |word: &Code| Named {
            code: word.to_string(),
            name: self.name("choice", &format!("{key}.{word}")),
        };
        AskedField {
            key: field.key.to_string(),
            name: self.name("field", &key),
            kind,
            is_optional: field.optional || field.kind == FieldKind::Tick,
            is_sensitive: field.sensitive,
            choices: choices.iter().map(choice).collect(),
            least,
            most,
            of,
        }
    }

    fn clock(&self, rule: &ClockRule) -> Deadline {
        let (length, before) = match &rule.term {
            Term::Runs(length) => (Some(span(*length)), None),
            Term::Promised => (None, None),
            Term::Before { field, length } => (Some(span(*length)), Some(field.to_string())),
        };
        let (law, is_seen) = match &rule.source {
            Source::Law { article, seen } => (Some(article.clone()), *seen),
            Source::Local => (None, false),
        };
        Deadline {
            key: rule.key.to_string(),
            name: self.name("clock", rule.key.as_str()),
            on: match &rule.on {
                On::Holder => "holder".to_owned(),
                On::Asked => "asked".to_owned(),
                On::Role(role) => role.to_string(),
            },
            at: all(&rule.at),
            after: all(&rule.after),
            until: all(&rule.until),
            length,
            before,
            warn: rule.warn,
            is_pausable: rule.pausable,
            is_extendable: rule.extendable,
            answers: rule.answers,
            expiry_moves: some(rule.expiry_moves.as_ref()),
            law,
            is_seen,
        }
    }

    fn answer(&self, class: &law::procedure::AnswerClass) -> AnswerClass {
        let means = match class.means {
            law::procedure::Meaning::Done => "done",
            law::procedure::Meaning::Promised => "promised",
            law::procedure::Meaning::Impossible => "impossible",
            law::procedure::Meaning::Above => "above",
        };
        AnswerClass {
            key: class.key.to_string(),
            name: self.name("answer", class.key.as_str()),
            means: means.to_owned(),
            only: class.only.map(law::procedure::Do::name),
        }
    }
}
