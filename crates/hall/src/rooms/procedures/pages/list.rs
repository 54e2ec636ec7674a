//! Every procedure of the house, with its proof and what is missing for it.

use askama::Template;
use law::procedure::{Procedure, Vacancy};

use super::administrator;
use super::edit::coming;
use crate::kit::{Reply, Shell, Visit, page};
use crate::rooms::procedures::rules;

#[derive(Template)]
#[template(path = "rooms/procedures/pages/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
}

struct Line {
    id: String,
    name: String,
    version: i64,
    steps: usize,
    clocks: usize,
    /// The longest lawful time to an answer, in words; empty where it has no bound.
    longest: String,
    missing: Vec<String>,
    /// Versions that hold only later.
    coming: Vec<String>,
}

/// The list.
pub async fn show(visit: Visit) -> Reply {
    administrator(&visit)?;
    let shell = visit.shell.clone();
    let shown = shell.clone();
    let read = move |db: store::Db<'_>| {
        let state = shell.state.clone();
        let mut lines = vec![];
        for procedure in state.procedures_in_force(shell.today) {
            let text = store::vault::definition(db, procedure.hash)?.unwrap_or_default();
            lines.push(line(&shell, procedure, rules::read(&text).longest));
        }
        Ok(lines)
    };
    let lines = visit.read(read).await?;
    page(&ListPage { shell: shown, lines })
}

fn line(shell: &Shell, procedure: &Procedure, longest: Option<u32>) -> Line {
    let missing = procedure.vacancies(&shell.state.register, shell.today);
    Line {
        id: procedure.id.to_string(),
        name: shell.of(procedure, "procedure", ""),
        version: i64::from(procedure.version),
        steps: procedure.steps.len(),
        clocks: procedure.clocks.len(),
        longest: longest.map_or_else(String::new, |days| {
            shell.t1("procedures-longest", "days", i64::from(days))
        }),
        coming: coming(shell, procedure.id.as_str()),
        missing: missing.iter().map(|vacancy| vacant(shell, procedure, vacancy)).collect(),
    }
}

/// A role that nobody holds, or soon nobody will, in words.
pub fn vacant(shell: &Shell, procedure: &Procedure, vacancy: &Vacancy) -> String {
    let role = shell.of(procedure, "role", &vacancy.role);
    match (vacancy.body, vacancy.until) {
        (None, _) => shell.t1("procedures-no-body", "role", &role),
        (Some(body), None) => {
            shell.tn("procedures-nobody", &[("role", &role), ("body", shell.body(body))])
        }
        (Some(body), Some(last)) => {
            let day = shell.day(last);
            let values = [("role", role.as_str()), ("body", shell.body(body)), ("day", &day)];
            shell.tn("procedures-nobody-soon", &values)
        }
    }
}
