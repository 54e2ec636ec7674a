//! What another house tells about a matter that goes between both.

use serde::Serialize;
use utoipa::ToSchema;

use super::super::acts::Message;
use super::answers::json;
use super::sent::{Sent, WithFiles, limits};
use crate::kit::{Reply, Visit};
use crate::rooms::referrals;

/// What this house signs for a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HouseReceipt)]
pub struct Signed {
    /// The receipt, signed: the same as often as the message is sent.
    pub receipt: String,
}

/// Hears what another house tells of a matter between both.
#[utoipa::path(post, path = "/api/v1/referrals", operation_id = "hearHouse", tag = "referrals",
    request_body(content((Message = "application/json"),
        (WithFiles<Message> = "multipart/form-data"))),
    responses((status = 200, body = Signed)))]
pub async fn hear(visit: Visit, sent: Sent<Message>) -> Reply {
    let limits = limits(&visit)?;
    let receipt = referrals::hear(&visit, sent.value.note, (sent.files, limits)).await?;
    json(&Signed { receipt })
}
