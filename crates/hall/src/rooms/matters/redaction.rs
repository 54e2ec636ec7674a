//! What the public does not read of the texts of a matter: what an officer decided, and until then
//! whatever the rules find and the submitter marked.

use std::collections::BTreeMap;

use law::matter::{Case, Readers, rules};
use law::record::{Actor, Officer};
use law::redaction::{self, Hidden, Kind, Span, occurrences, pieces};
use law::ruling::{Refusal, code};
use law::words::{MatterId, TextId};
use store::db::{Answer, Db};
use store::{Fault, vault};

use super::{Outcome, put_all, setting};
use crate::desk::{self, Hearing};
use crate::kit::Shell;
use crate::rights::{self, Ground, Redact, Who};

/// Most matters that one is followed back through, for what was marked in them.
const BEFORE_MOST: usize = 40;

/// A text of a matter as whoever decides on it sees it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The text.
    pub text: TextId,
    /// What kind of text.
    pub part: &'static str,
    /// What is written there.
    pub typed: String,
    /// What of it the public does not read now.
    pub now: Vec<Span>,
    /// What could be hidden: what is hidden now, and what the rules find.
    pub possible: Vec<Span>,
    /// Whether an officer has decided.
    pub decided: bool,
}

/// The names that the submitter of a matter marked, as they stand in its texts; also where it goes
/// on as a part or by another procedure.
pub fn names(db: Db<'_>, case: &Case) -> Result<Vec<String>, Fault> {
    let mut names = marks(db, case)?;
    let mut before = case.parent.or(case.origin);
    for _ in 0..BEFORE_MOST {
        let Some(case) = before.map(|id| desk::case(db, id)).transpose()?.flatten() else { break };
        names.extend(marks(db, &case)?);
        before = case.parent.or(case.origin);
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

fn marks(db: Db<'_>, case: &Case) -> Result<Vec<String>, Fault> {
    let mut names = vec![];
    for marked in &case.marked {
        if let Some(text) = vault::text(db, marked.text)? {
            names.extend(pieces(&text.text, &marked.spans));
        }
    }
    Ok(names)
}

/// What is hidden of a text: as it was decided, or what is found and every name that was marked.
fn hidden_of(case: &Case, (id, text): (TextId, &str), names: &[String]) -> Hidden {
    let mut hidden = case.hidden_of(id);
    if !hidden.decided {
        hidden.spans.extend(occurrences(text, names));
    }
    hidden
}

/// A text as the public reads it.
pub fn shown(case: &Case, (id, text): (TextId, &str), names: &[String]) -> String {
    hidden_of(case, (id, text), names).shown(text).into_owned()
}

/// The texts of a matter that the public may read, those first of which something could be hidden
/// and nobody has decided, then in the order in which they were written.
pub fn proposals(db: Db<'_>, case: &Case) -> Result<Vec<Proposal>, Fault> {
    let names = names(db, case)?;
    let mut proposals = vec![];
    for record in desk::records(db, case.id)? {
        let texts = record.fact.texts().into_iter();
        for enclosed in texts.filter(|enclosed| enclosed.readers != Readers::Few) {
            let Some(text) = vault::text(db, enclosed.text.id)? else { continue };
            let hidden = hidden_of(case, (enclosed.text.id, &text.text), &names);
            let now = hidden.within(&text.text);
            let mut possible = redaction::find(&text.text);
            possible.extend(&now);
            possible.extend(occurrences(&text.text, &names));
            proposals.push(Proposal {
                text: enclosed.text.id,
                part: enclosed.kind,
                typed: text.text,
                now,
                possible: redaction::united(possible),
                decided: hidden.decided,
            });
        }
    }
    proposals.sort_by_key(|proposal| proposal.decided || proposal.possible.is_empty());
    Ok(proposals)
}

/// The first of some posts by which somebody may decide what the public reads of a matter.
pub fn by(shell: &Shell, case: &Case, officers: &[Officer]) -> Option<Actor> {
    let state = &shell.state;
    let now = state.zone.start_of(shell.today);
    let mut actors = officers.iter().map(|officer| Actor::Officer(officer.clone()));
    actors.find(|actor| {
        rights::ask::<Redact>(shell.ground(), &Who::from(actor), (case, &[])).is_some()
            && setting(state, Some(case), (now, actor))
                .is_ok_and(|setting| rules::may_redact(&setting, case))
    })
}

/// Puts on record what of a text the public does not read.
pub fn decide(
    hearing: &mut Hearing<'_, '_, '_>,
    matter: MatterId,
    (text, hidden): (TextId, Vec<Span>),
) -> Answer<Outcome> {
    let case = hearing.case(matter)?.ok_or(Refusal::missing("matter.unknown"))?;
    let records = desk::records(hearing.db(), matter)?;
    let mut texts = records.iter().flat_map(|record| record.fact.texts());
    let enclosed = texts.find(|one| one.text.id == text && one.readers != Readers::Few);
    let unknown = || Refusal::missing("redaction.text-unknown").at("text");
    let enclosed = enclosed.ok_or_else(unknown)?;
    let typed = vault::text(hearing.db(), text)?.ok_or_else(unknown)?.text;
    let (state, by, now) = (hearing.state.clone(), hearing.by.clone(), hearing.now);
    let who = Who::from(&by);
    if rights::ask::<Redact>(Ground::at(&state, hearing.now), &who, (&case, &[])).is_none() {
        return Err(Refusal::forbidden("redaction.not-yours").into());
    }
    let setting = setting(&state, Some(&case), (now, &by))?;
    let part = code(enclosed.kind);
    let decision = rules::Decision { text, part, typed: &typed, hidden };
    let fact = rules::redact(&setting, &case, decision)?;
    put_all(hearing, vec![(matter, fact)])?;
    Ok(Outcome { matter, receipt: false })
}

/// How much of what kind is hidden, in words: "2 telephone numbers, 1 name".
pub fn told(shell: &Shell, spans: &[Span]) -> String {
    let mut counts: BTreeMap<Kind, i64> = BTreeMap::new();
    for span in spans {
        *counts.entry(span.kind).or_default() += 1;
    }
    if counts.is_empty() {
        return shell.t("redaction-nothing");
    }
    let told = |(kind, count): (&Kind, &i64)| {
        let kind = shell.code("redaction-kind", kind.name());
        format!("{kind} × {count}")
    };
    counts.iter().map(told).collect::<Vec<_>>().join(" · ")
}
