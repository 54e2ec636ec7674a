//! Receipts: looked up by their code alone, and what their holders do with them.

use law::procedure::Do;
use law::record::Actor;
use law::ruling::Refusal;
use law::words::ReceiptCode;
use serde::{Deserialize, Serialize};
use store::db::Tx;
use utoipa::ToSchema;

use super::super::acts::Asked;
use super::acting::{self, Done};
use super::answers::Matter;
use super::matters::{self, Opened, told};
use super::sent::{Key, Sent};
use crate::kit::{Failure, Reply, Visit};
use crate::rooms::counter::views::{look_up as find, question};
use crate::rooms::matters::sheet::Viewer;

/// A receipt's code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptCode)]
pub struct Code {
    /// The code, with or without blanks and hyphens.
    pub code: String,
}

/// What the holder of a receipt does.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptAct)]
pub struct Holding {
    /// The receipt's code; left out where the header `Authorization: Receipt CODE` has it.
    #[serde(default)]
    pub code: Option<String>,
    /// The act.
    pub act: Asked,
    /// Stands for the header `Idempotency-Key` where a program cannot set one.
    #[serde(default)]
    pub key: Option<String>,
}

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

/// The matter that a code opens. Wrong, unknown and replaced codes are answered alike, take the
/// same way, and are counted on who asks.
///
/// # Errors
/// A code that opens nothing.
pub async fn open(visit: &Visit, code: &str) -> Result<Opened, Failure> {
    let house = visit.house();
    let mac = code.parse::<ReceiptCode>().ok();
    let mac = mac.map(|code| house.keys.receipt_mac(&house.code, &code));
    let subject = house.keys.mac("receipt-misses", &house.code, visit.address.as_bytes());
    let now = house.now();
    let receipt = visit.write(move |tx: &mut Tx<'_>| find(tx, mac, (subject, now))).await?;
    let receipt = receipt.ok_or(Refusal::invalid("receipt.unknown").at("code"))?;
    Ok(Opened { matter: receipt.matter, joined: receipt.joined })
}

/// Looks a matter up by a receipt's code.
#[utoipa::path(post, path = "/api/v1/receipts/look-up", operation_id = "lookUpReceipt",
    tag = "receipts", request_body = Code, responses((status = 200, body = Held)))]
pub async fn look_up(visit: Visit, sent: Sent<Code>) -> Reply {
    let opened = open(&visit, &sent.value.code).await?;
    let viewer = if opened.joined { Viewer::Public } else { Viewer::Receipt };
    let matter = told(&visit, viewer, opened.matter).await?;
    let question = if matter.acts.iter().any(|act| *act == Do::AnswerQuestion.name()) {
        visit.read(move |db| question(db, opened.matter)).await?
    } else {
        vec![]
    };
    matters::json(&Held { is_joined: opened.joined, question, matter })
}

/// Does what the holder of a receipt may do.
#[utoipa::path(post, path = "/api/v1/receipts/acts", operation_id = "actWithReceipt",
    tag = "receipts", params(Key),
    request_body(content((Holding = "application/json"),
        (super::matters::WithFiles<Holding> = "multipart/form-data"))),
    responses((status = 200, body = Done)), security((), ("receipt" = []), ("token" = [])))]
pub async fn act(visit: Visit, headers: axum::http::HeaderMap, sent: Sent<Holding>) -> Reply {
    let shown = matters::shown_receipt(&headers).map(str::to_owned);
    let Holding { code, act, key } = sent.value;
    let code = code.or(shown).ok_or(Refusal::invalid("field.empty").at("code"))?;
    let key = matters::key_of(sent.key, key.as_deref())?;
    let opened = open(&visit, &code).await?;
    if opened.joined {
        return Err(Refusal::forbidden("counter.joined-reads").into());
    }
    // Whoever shows an officer's token beside a code is an officer: the law says what that means.
    let by: Actor = visit.actor();
    let act = act.into_law(&visit.shell.state.register)?;
    acting::perform(&visit, (key, by), (opened.matter, act), sent.files).await
}
