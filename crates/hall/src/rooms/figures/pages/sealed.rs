//! What is handled in confidence: sums of the whole house, in steps of five, month by month.

use askama::Template;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use law::procedure::{Openness, Procedure};
use store::Fault;
use store::db::Db;

use super::super::stats::{Part, STEP, Scope, Unit, some, step};
use super::super::views::{INDICATORS, stated};
use crate::kit::{Reply, Shell, Visit, page};

#[derive(Template)]
#[template(path = "rooms/figures/pages/sealed.html")]
struct Page {
    shell: Shell,
    from: String,
    until: String,
    lines: Vec<Line>,
}

/// A procedure with how many matters were received and answered, each in words.
struct Line {
    id: String,
    name: String,
    received: String,
    answered: String,
}

/// Shows the sums.
pub async fn show(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let (from, until) = span(shell.today);
    let around = shell.clone();
    let read = move |db: Db<'_>| {
        let all = around.state.procedures_in_force(around.today);
        all.into_iter()
            .filter(|procedure| procedure.visibility == Openness::Confidential)
            .map(|procedure| line(db, &around, (from, until), procedure))
            .collect::<Result<Vec<_>, Fault>>()
    };
    let lines = visit.read(read).await?;
    page(&Page { from: shell.day(from), until: shell.day(until), lines, shell })
}

/// The year as far as its months are over; in January the year before.
fn span(today: Date) -> (Date, Date) {
    let until = today.first_of_month().saturating_sub(1.day());
    (date(until.year(), 1, 1), until)
}

fn line(
    db: Db<'_>,
    shell: &Shell,
    (from, until): (Date, Date),
    procedure: &Procedure,
) -> Result<Line, Fault> {
    let zone = &shell.state.zone;
    let scope = Scope {
        from: zone.start_of(from),
        until: zone.end_of(until),
        as_of: shell.today.to_string(),
        areas: vec![],
        category: None,
        unit: Unit::Any,
        procedure: procedure.id.clone(),
        public: false,
        indicators: stated(&shell.state),
    };
    let parts = some(db, &scope, &["received", "answered"])?;
    let of = |key: &str| {
        let place = INDICATORS.iter().position(|indicator| indicator.key == key);
        told(shell, place.map_or_else(Part::default, |place| parts[place]))
    };
    Ok(Line {
        id: procedure.id.to_string(),
        name: shell.of(procedure, "procedure", ""),
        received: of("received"),
        answered: of("answered"),
    })
}

fn told(shell: &Shell, part: Part) -> String {
    match step(part.numerator) {
        0 => shell.t1("figures-under", "least", STEP),
        sum => shell.t1("figures-at-least", "sum", sum),
    }
}
