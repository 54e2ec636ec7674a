//! A procedure in words: its steps, who does what, how long each may take and by which rule.

use askama::Template;
use axum::extract::Path;
use law::clock::Length;
use law::procedure::{ClockRule, Do, Meaning, On, Procedure, Source};
use law::ruling::Refusal;
use law::words::Code;

use super::shown::length;
use crate::kit::{Reply, Shell, Visit, page};

#[derive(Template)]
#[template(path = "rooms/square/pages/procedure.html")]
struct Page {
    shell: Shell,
    name: String,
    from: String,
    version: i64,
    hash: String,
    steps: Vec<StepLine>,
    clocks: Vec<ClockLine>,
    answers: Vec<(String, String)>,
    scale: Vec<String>,
    asks_again: String,
    rate_days: i64,
    group_least: i64,
    again: String,
    returns_most: String,
    arbiter: String,
    time_most: String,
    time_length: String,
    time_by: String,
    share_percent: String,
    look_back_after: String,
    relapse_within: String,
}

struct StepLine {
    stage: String,
    step: String,
    who: String,
    acts: Vec<(String, String)>,
}

struct ClockLine {
    name: String,
    on: String,
    length: String,
    starts: String,
    until: String,
    after: Vec<String>,
    source: String,
    answers: bool,
}

/// Shows the procedure of a name that is in force.
pub async fn show(visit: Visit, Path(name): Path<String>) -> Reply {
    let shell = visit.shell;
    let procedure = shell.state.procedure_in_force(&name, shell.today).cloned();
    let procedure = procedure.ok_or(Refusal::missing("page.unknown"))?;
    page(&compose(shell, &procedure))
}

fn compose(shell: Shell, procedure: &Procedure) -> Page {
    let mut rated = procedure.acts.iter().filter(|rule| rule.act == Do::Rate);
    let again = rated.find_map(|rule| rule.again.as_ref());
    let words = |codes: &[Code]| codes.iter().map(|c| shell.code("rating", c)).collect::<Vec<_>>();
    Page {
        name: shell.code("procedure", &procedure.id),
        from: shell.day(procedure.valid_from),
        version: i64::from(procedure.version),
        hash: procedure.hash.to_string(),
        steps: procedure.steps.iter().map(|step| step_line(&shell, procedure, step)).collect(),
        clocks: procedure.clocks.iter().map(|rule| clock_line(&shell, rule)).collect(),
        answers: procedure
            .answers
            .iter()
            .map(|answer| (shell.code("answer", &answer.key), meaning(&shell, answer.means)))
            .collect(),
        scale: words(&procedure.rating.scale),
        asks_again: listed(&shell, &words(&procedure.rating.asks_again)),
        rate_days: i64::from(procedure.rating.changeable_days),
        group_least: i64::from(procedure.rating.group_least),
        again: again.map_or_else(String::new, |step| shell.code("step", step)),
        returns_most: procedure.returns_most.to_string(),
        arbiter: shell.code("role", &procedure.arbiter),
        time_most: procedure.more_time.most.to_string(),
        time_length: length(&shell, procedure.more_time.length_most),
        time_by: shell.code("role", &procedure.more_time.granted_by),
        share_percent: procedure.look_back.share_percent.to_string(),
        look_back_after: length(&shell, procedure.look_back.after),
        relapse_within: length(&shell, procedure.relapse_within),
        shell,
    }
}

fn listed(shell: &Shell, words: &[String]) -> String {
    words.join(&shell.t("square-list-mark"))
}

fn meaning(shell: &Shell, means: Meaning) -> String {
    let key = match means {
        Meaning::Done => "done",
        Meaning::Promised => "promised",
        Meaning::Impossible => "impossible",
        Meaning::Above => "above",
    };
    shell.code("means", key)
}

fn step_line(shell: &Shell, procedure: &Procedure, step: &law::procedure::Step) -> StepLine {
    let who = step.holder.as_ref().map_or_else(String::new, |role| shell.code("role", role));
    let roles = procedure.roles.iter().filter_map(|role| {
        let mut acts: Vec<String> = vec![];
        for rule in procedure.acts_at(&step.key).filter(|rule| rule.by.contains(&role.key)) {
            let word = shell.code("act", rule.act.name());
            if !acts.contains(&word) {
                acts.push(word);
            }
        }
        (!acts.is_empty()).then(|| (shell.code("role", &role.key), listed(shell, &acts)))
    });
    StepLine {
        stage: shell.code("stage", &step.stage),
        step: shell.code("step", &step.key),
        who,
        acts: roles.collect(),
    }
}

fn clock_line(shell: &Shell, rule: &ClockRule) -> ClockLine {
    let acts = |acts: &[Do]| {
        let words: Vec<String> = acts.iter().map(|act| shell.code("act", act.name())).collect();
        listed(shell, &words)
    };
    let steps: Vec<String> = rule.at.iter().map(|step| shell.code("step", step)).collect();
    let starts = if rule.after.is_empty() {
        shell.t1("square-starts-step", "steps", &listed(shell, &steps))
    } else {
        shell.t1("square-starts-act", "acts", &acts(&rule.after))
    };
    let on = match &rule.on {
        On::Holder => shell.t("role-holder"),
        On::Role(role) => shell.code("role", role),
    };
    ClockLine {
        name: shell.code("clock", &rule.key),
        on,
        length: rule.length.map_or_else(|| shell.t("square-promised"), |l| length(shell, l)),
        starts,
        until: acts(&rule.until),
        after: clock_notes(shell, rule),
        source: match &rule.source {
            Source::Law(article) => article.clone(),
            Source::Local => shell.t("source-local"),
        },
        answers: rule.answers,
    }
}

/// What else is to be known of a clock: its warning, pauses, extensions, and what follows it.
fn clock_notes(shell: &Shell, rule: &ClockRule) -> Vec<String> {
    let warn = length(shell, Length::WorkingDays(rule.warn));
    let mut notes = vec![shell.t1("square-warned", "length", &warn)];
    if rule.pausable {
        notes.push(shell.t("square-pausable"));
    }
    if rule.extendable {
        notes.push(shell.t("square-extendable"));
    }
    if let Some(step) = &rule.expiry_moves {
        notes.push(shell.t1("square-expiry-moves", "step", &shell.code("step", step)));
    }
    if rule.expiry_resumes {
        notes.push(shell.t("square-expiry-resumes"));
    }
    notes
}
