//! Receipts: looked up by their code alone, and what their holders do with them.

use axum::http::HeaderMap;
use law::procedure::Do;
use law::ruling::Refusal;
use law::words::MatterId;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::acts::{Code, Holding};
use super::acting::{Done, perform};
use super::answers::{Matter, json};
use super::matters::told;
use super::sent::{Key, Sent, WithFiles, key_of};
use super::shown::{number, open, shown_receipt};
use crate::kit::{Reply, Visit};
use crate::rights::{self, ActAsSubmitter};
use crate::rooms::counter::views::question;

/// The matter of a receipt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReceiptMatter)]
pub struct Held {
    /// Whether it is the receipt of somebody who joined, which only reads.
    pub is_joined: bool,
    /// The question that waits for an answer, in lines.
    pub question: Vec<String>,
    /// The matter.
    pub matter: Matter,
}

/// The part that a request names.
fn named(part: Option<&str>) -> Result<Option<MatterId>, Refusal> {
    part.map(number).transpose()
}

/// Looks a matter up by a receipt's code.
#[utoipa::path(post, path = "/api/v1/receipts/look-up", operation_id = "lookUpReceipt",
    tag = "receipts", request_body = Code, responses((status = 200, body = Held)))]
pub async fn look_up(visit: Visit, sent: Sent<Code>) -> Reply {
    let Code { code, part } = &sent.value;
    let opened = open(&visit, code, named(part.as_deref())?).await?;
    let matter = told(&visit, opened.who.clone(), opened.matter).await?;
    let is_asked = matter.acts.iter().any(|act| *act == Do::AnswerQuestion.name());
    let (shell, id, is_joined) = (visit.shell.clone(), opened.matter, opened.joined);
    let question = visit.read(move |db| {
        let own = rights::open::<ActAsSubmitter>(db, shell.ground(), &opened.who, id)?;
        own.filter(|_| is_asked).map_or(Ok(vec![]), |own| question(db, &own))
    });
    json(&Held { is_joined, question: question.await?, matter })
}

/// Does what the holder of a receipt may do.
#[utoipa::path(post, path = "/api/v1/receipts/acts", operation_id = "actWithReceipt",
    tag = "receipts", params(Key),
    request_body(content((Holding = "application/json"),
        (WithFiles<Holding> = "multipart/form-data"))),
    responses((status = 200, body = Done)), security((), ("receipt" = []), ("token" = [])))]
pub async fn act(visit: Visit, headers: HeaderMap, sent: Sent<Holding>) -> Reply {
    let shown = shown_receipt(&headers).map(str::to_owned);
    let Holding { code, part, act, key } = sent.value;
    let code = code.or(shown).ok_or(Refusal::invalid("field.empty").at("code"))?;
    let key = key_of(sent.key, key.as_deref())?;
    let opened = open(&visit, &code, named(part.as_deref())?).await?;
    if opened.joined {
        return Err(Refusal::forbidden("counter.joined-reads").into());
    }
    // Whoever shows an officer's token beside a code is an officer: the law says what that means.
    let by = if visit.officers.is_empty() { opened.who } else { visit.who() };
    let act = act.into_law(&visit.shell.state.register)?;
    perform(&visit, (key, by), (opened.matter, act), sent.files).await
}
