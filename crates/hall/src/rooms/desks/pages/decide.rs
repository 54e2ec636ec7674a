//! The decision on what the public does not read of a text.

use axum::extract::Path;
use law::redaction::{self, Kind, Span, occurrences};
use law::ruling::Refusal;
use law::words::{MatterId, TextId};
use store::db::{Answer, Db, No};

use super::matter::{Asked, render};
use super::number;
use super::redact::DONE;
use crate::desk::Hearing;
use crate::kit::visit::answered;
use crate::kit::{Form, Reply, Visit, see_other};
use crate::rights::{self, Know};
use crate::rooms::matters::{self, Proposal};

/// Puts a decision on record.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let matter = number(&id)?;
    match decide(&visit, matter, &form).await {
        Ok(()) => Ok(see_other(&format!("/desk/matters/{matter}?done={DONE}#redaction"))),
        Err(No::Refusal(refusal)) => {
            let form = Form::default();
            render(&visit, matter, Asked { form, refusal: Some(refusal), contact: None }).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn decide(visit: &Visit, matter: MatterId, form: &Form) -> Answer<()> {
    let text: TextId = form.must("text")?;
    let (shell, who) = (visit.shell.clone(), visit.who());
    let read = move |db: Db<'_>| {
        let Some(known) = rights::open::<Know>(db, shell.ground(), &who, matter)? else {
            return Ok(None);
        };
        let by = matters::redactor(&shell, known.case(), who.posts());
        if by.is_none() {
            return Ok(Some((None, None)));
        }
        let mut proposals = matters::proposals(db, known.case())?.into_iter();
        Ok(Some((by, proposals.find(|proposal| proposal.text == text))))
    };
    let (by, proposal) = visit.read(read).await?.ok_or(Refusal::missing("matter.unknown"))?;
    let by = by.ok_or(Refusal::forbidden("redaction.not-yours"))?;
    let proposal = proposal.ok_or(Refusal::missing("redaction.text-unknown").at("text"))?;
    let hidden = wanted(form, &proposal)?;
    let house = visit.house().clone();
    let work = move |hearing: &mut Hearing<'_, '_, '_>| {
        matters::redact(hearing, matter, (text, hidden.clone()))
    };
    let id = form.act(&house.chance);
    answered(|reply| house.act(id, by, work, reply)).await.map(|_| ())
}

/// What a form wants hidden: the stretches that were ticked, and words that were typed.
fn wanted(form: &Form, proposal: &Proposal) -> Result<Vec<Span>, Refusal> {
    let unreadable = || Refusal::invalid("redaction.outside").at("hidden");
    let mut hidden = vec![];
    for ticked in form.all("hide") {
        let (start, end) = ticked.split_once('-').ok_or_else(unreadable)?;
        let start: u32 = start.parse().map_err(|_| unreadable())?;
        let end: u32 = end.parse().map_err(|_| unreadable())?;
        let known = proposal.possible.iter().find(|span| (span.start, span.end) == (start, end));
        hidden.push(known.copied().unwrap_or(Span { end, kind: Kind::Name, start }));
    }
    let also = redaction::names_in(form.text("also"));
    redaction::check_names(&also)?;
    let found = occurrences(&proposal.typed, &also);
    if found.is_empty() && !also.is_empty() {
        return Err(Refusal::invalid("redaction.not-there").at("also"));
    }
    hidden.extend(found);
    Ok(redaction::united(hidden))
}
