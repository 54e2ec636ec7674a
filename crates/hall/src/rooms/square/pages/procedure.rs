//! A procedure in words: its steps, who does what, how long each may take and by which rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use law::clock::Length;
use law::procedure::{ClockRule, Do, Found, Meaning, On, Procedure, Source, Term};
use law::ruling::Refusal;
use law::words::Code;

use super::shown::length;
use crate::kit::{Drawing, Form, Reply, Shell, Visit, address, page};

#[derive(Template)]
#[template(path = "rooms/square/pages/procedure.html")]
struct Page {
    shell: Shell,
    name: String,
    about: String,
    from: String,
    version: i64,
    /// Where residents bring a matter by it; empty where they do not.
    say: String,
    /// Whether it is the version in force today.
    is_in_force: bool,
    /// Every version, where there is more than one.
    versions: Vec<VersionLine>,
    hash: String,
    drawing: Drawing,
    proof: Vec<String>,
    steps: Vec<StepLine>,
    clocks: Vec<ClockLine>,
    answers: Vec<(String, String)>,
    scale: Vec<String>,
    asks_again: String,
    rate_days: i64,
    group_least: i64,
    again: String,
    bounds: Vec<String>,
}

struct VersionLine {
    version: u32,
    to: String,
    from: String,
    here: bool,
    /// Whether it holds only later.
    is_coming: bool,
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

#[derive(Template)]
#[template(path = "rooms/square/pages/procedures.html")]
struct ListPage {
    shell: Shell,
    /// Identifier, name, sentence.
    procedures: Vec<(String, String, String)>,
}

/// Every procedure in force.
pub async fn list(visit: Visit) -> Reply {
    let shell = visit.shell;
    let line = |procedure: &std::sync::Arc<Procedure>| {
        let said = |kind| shell.of(procedure, kind, "");
        (procedure.id.to_string(), said("procedure"), said("about"))
    };
    let procedures = shell.state.procedures_in_force(shell.today).into_iter().map(line).collect();
    page(&ListPage { shell: shell.clone(), procedures })
}

/// Shows the procedure of a name: the version that is asked for, or the one in force. Matters keep
/// to the version that they began under, so that old ones stay to be read.
pub async fn show(visit: Visit, Path(name): Path<String>, form: Form) -> Reply {
    let shell = visit.shell.clone();
    let wanted = form.maybe::<u32>("version")?;
    let procedure = match wanted {
        None => shell.state.procedure_in_force(&name, shell.today).cloned(),
        Some(wanted) => {
            let versions = shell.state.versions(&name);
            let mut asked = versions.iter().filter(|(_, known)| known.version == wanted);
            asked.next().map(|(_, known)| (*known).clone())
        }
    };
    let procedure = procedure.ok_or(Refusal::missing("page.unknown"))?;
    let hash = procedure.hash;
    let text = visit.read(move |db| store::vault::definition(db, hash)).await?.unwrap_or_default();
    page(&compose(shell, &procedure, proof(&text)))
}

fn version_lines(shell: &Shell, shown: &Procedure) -> Vec<VersionLine> {
    let versions = shell.state.versions(shown.id.as_str());
    if versions.len() < 2 {
        return vec![];
    }
    let line = |(from, known): &(Date, &Arc<Procedure>)| VersionLine {
        version: known.version,
        to: address(
            &format!("/procedures/{}", known.id),
            &[("version", known.version.to_string())],
        ),
        from: shell.day(*from),
        here: known.hash == shown.hash,
        is_coming: *from > shell.today,
    };
    versions.iter().map(line).collect()
}

/// What the proof found, where it still holds: it may have grown stricter since the procedure came
/// into force.
fn proof(text: &str) -> Option<Found> {
    let (_, found) = Procedure::check(text).ok()?;
    found.flaws.is_empty().then_some(found)
}

fn compose(shell: Shell, procedure: &Procedure, proof: Option<Found>) -> Page {
    let mut rated = procedure.acts.iter().filter(|rule| rule.act == Do::Rate);
    let again = rated.find_map(|rule| rule.again.as_ref());
    let versions = shell.state.versions(procedure.id.as_str());
    let from = versions.iter().find(|(_, known)| known.hash == procedure.hash).map(|(day, _)| *day);
    let in_force = shell.state.procedure_in_force(procedure.id.as_str(), shell.today);
    let words =
        |codes: &[Code]| codes.iter().map(|c| shell.of(procedure, "rating", c)).collect::<Vec<_>>();
    Page {
        name: shell.of(procedure, "procedure", ""),
        about: shell.of(procedure, "about", ""),
        from: shell.day(from.unwrap_or(procedure.valid_from)),
        say: match procedure.for_residents() {
            Some(_) if procedure.front => "/say".to_owned(),
            Some(_) => format!("/say/{}", procedure.id),
            None => String::new(),
        },
        is_in_force: in_force.is_some_and(|known| known.hash == procedure.hash),
        versions: version_lines(&shell, procedure),
        version: i64::from(procedure.version),
        hash: procedure.hash.to_string(),
        drawing: Drawing::of(&shell, procedure),
        proof: proof_lines(&shell, procedure, proof),
        steps: procedure.steps.iter().map(|step| step_line(&shell, procedure, step)).collect(),
        clocks: procedure.clocks.iter().map(|rule| clock_line(&shell, procedure, rule)).collect(),
        answers: procedure
            .answers
            .iter()
            .map(|answer| {
                (shell.of(procedure, "answer", &answer.key), meaning(&shell, answer.means))
            })
            .collect(),
        scale: words(&procedure.rating.scale),
        asks_again: listed(&shell, &words(&procedure.rating.asks_again)),
        rate_days: i64::from(procedure.rating.changeable_days),
        group_least: i64::from(procedure.rating.group_least),
        again: again.map_or_else(String::new, |step| shell.of(procedure, "step", step)),
        bounds: bounds(&shell, procedure),
        shell,
    }
}

/// What is proven, in sentences.
fn proof_lines(shell: &Shell, procedure: &Procedure, proof: Option<Found>) -> Vec<String> {
    let Some(found) = proof else { return vec![shell.t("square-proof-older")] };
    let mut said = vec![shell.t("square-proof-sound")];
    if let Some(longest) = found.longest {
        let days = i64::from(longest.days);
        said.push(shell.t1("procedures-longest", "days", days));
        let mut way: Vec<String> =
            longest.path.iter().map(|(step, _)| shell.of(procedure, "step", step)).collect();
        way.dedup();
        if !way.is_empty() {
            said.push(shell.t1("square-proof-way", "way", way.join(" → ").as_str()));
        }
        if let Some(since) = longest.since {
            let acts = procedure.maximum.iter().flat_map(|maximum| &maximum.after);
            let acts: Vec<String> = acts.map(|act| shell.of(procedure, "act", act)).collect();
            let (since, acts) = (since.to_string(), listed(shell, &acts));
            said.push(shell.tn("square-proof-since", &[("days", &since), ("acts", &acts)]));
        }
        if let Some((most, source)) = &longest.lawful {
            let (most, source) = (most.to_string(), source_words(shell, source));
            said.push(shell.tn("square-proof-lawful", &[("days", &most), ("source", &source)]));
        }
        said.push(shell.t("square-proof-counted"));
    }
    said
}

fn source_words(shell: &Shell, source: &Source) -> String {
    match source {
        Source::Law { article, seen: true } => article.clone(),
        Source::Law { article, seen: false } => shell.t1("source-unseen", "article", article),
        Source::Local => shell.t("source-local"),
    }
}

/// What bounds the course of a matter, each in a sentence.
fn bounds(shell: &Shell, procedure: &Procedure) -> Vec<String> {
    let role = |key: &Code| shell.of(procedure, "role", key);
    let mut said = vec![];
    if let Some(bound) = &procedure.returns {
        let (most, who) = (bound.most.to_string(), role(&bound.arbiter));
        said.push(shell.tn("square-returns", &[("most", &most), ("who", &who)]));
    }
    if let Some(bound) = &procedure.rounds {
        let (most, who) = (bound.most.to_string(), role(&bound.arbiter));
        said.push(shell.tn("square-rounds", &[("most", &most), ("who", &who)]));
    }
    if let Some(more) = &procedure.more_time {
        let (most, by) = (more.most.to_string(), length(shell, more.length_most));
        let granted = shell.t1("square-more-time-by", "who", &role(&more.granted_by));
        let asked = shell.tn("square-more-time", &[("most", &most), ("length", &by)]);
        said.push(format!("{asked} {granted}"));
    }
    if let Some(look_back) = &procedure.look_back {
        let (share, after) = (look_back.share_percent.to_string(), length(shell, look_back.after));
        said.push(shell.tn("square-look-back", &[("share", &share), ("after", &after)]));
    }
    if let Some(within) = procedure.relapse_within {
        said.push(shell.t1("square-relapse", "within", &length(shell, within)));
    }
    said
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
    let who =
        step.holder.as_ref().map_or_else(String::new, |role| shell.of(procedure, "role", role));
    let roles = procedure.roles.iter().filter_map(|role| {
        let mut acts: Vec<String> = vec![];
        for rule in procedure.acts_at(&step.key).filter(|rule| rule.by.contains(&role.key)) {
            let word = shell.of(procedure, "act", &rule.key);
            let word = if rule.second { shell.t1("square-second", "act", &word) } else { word };
            if !acts.contains(&word) {
                acts.push(word);
            }
        }
        (!acts.is_empty()).then(|| (shell.of(procedure, "role", &role.key), listed(shell, &acts)))
    });
    StepLine {
        stage: shell.of(procedure, "stage", &step.stage),
        step: shell.of(procedure, "step", &step.key),
        who,
        acts: roles.collect(),
    }
}

fn clock_line(shell: &Shell, procedure: &Procedure, rule: &ClockRule) -> ClockLine {
    let acts = |acts: &[Code]| {
        let words: Vec<String> = acts.iter().map(|act| shell.of(procedure, "act", act)).collect();
        listed(shell, &words)
    };
    let steps: Vec<String> = rule.at.iter().map(|step| shell.of(procedure, "step", step)).collect();
    let starts = if rule.on == On::Asked {
        shell.t("square-starts-asked")
    } else if rule.after.is_empty() {
        shell.t1("square-starts-step", "steps", &listed(shell, &steps))
    } else {
        shell.t1("square-starts-act", "acts", &acts(&rule.after))
    };
    let on = match &rule.on {
        On::Holder => shell.t("role-holder"),
        On::Asked => shell.t("role-asked"),
        On::Role(role) => shell.of(procedure, "role", role),
    };
    ClockLine {
        name: shell.of(procedure, "clock", &rule.key),
        on,
        length: match &rule.term {
            Term::Runs(runs) => length(shell, *runs),
            Term::Promised => shell.t("square-promised"),
            Term::Before { length: before, .. } => {
                shell.t1("square-before", "length", &length(shell, *before))
            }
        },
        starts,
        until: acts(&rule.until),
        after: clock_notes(shell, procedure, rule),
        source: source_words(shell, &rule.source),
        answers: rule.answers,
    }
}

/// What else is to be known of a clock: its warning, pauses, extensions, and what follows it.
fn clock_notes(shell: &Shell, procedure: &Procedure, rule: &ClockRule) -> Vec<String> {
    let mut notes = vec![if rule.warn == 0 {
        shell.t("square-warned-last")
    } else {
        shell.t1("square-warned", "length", &length(shell, Length::WorkingDays(rule.warn)))
    }];
    if rule.pausable {
        notes.push(shell.t("square-pausable"));
    }
    if rule.extendable {
        notes.push(shell.t("square-extendable"));
    }
    if let Some(step) = &rule.expiry_moves {
        notes.push(shell.t1("square-expiry-moves", "step", &shell.of(procedure, "step", step)));
    }
    if rule.expiry_resumes {
        notes.push(shell.t("square-expiry-resumes"));
    }
    notes
}
