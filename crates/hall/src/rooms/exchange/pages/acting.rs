//! Acts on matters, and what is told of them.

use axum::extract::Path;
use law::matter::acts::Act;
use law::matter::{Case, Fact};
use law::procedure::Do;
use law::record::{ActId, Record};
use law::ruling::Refusal;
use law::words::MatterId;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::acts::Asked;
use super::answers::{self, Given, Named, json};
use super::sent::{Key, Sent, WithFiles, limits};
use super::shown::{given, number};
use crate::kit::visit::{self, blocking};
use crate::kit::{Reply, Shell, Visit};
use crate::rights::{self, Authorized, Join, ReplaceReceipt, Who};
use crate::rooms::desks::actor;
use crate::rooms::matters::{self, keep_files};

/// An act that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Done {
    /// The matter.
    pub id: String,
    /// The act.
    pub act: String,
    /// Whether it had been done before with the same key, so that nothing was done now.
    pub existed: bool,
    /// The numbers of its records in the log.
    pub records: Vec<u64>,
    /// When it was logged.
    #[schema(format = DateTime)]
    pub at: String,
    /// Where the matter stood after it.
    pub step: Named,
    /// The receipt that was given with it, by joining or replacing.
    pub receipt: Option<Given>,
}

/// Does an act on a matter by an access token; joining a public one needs none.
#[utoipa::path(post, path = "/api/v1/matters/{id}/acts", operation_id = "actOnMatter",
    tag = "matters", params(("id" = String, Path), Key),
    request_body(content((Asked = "application/json"),
        (WithFiles<Asked> = "multipart/form-data"))),
    responses((status = 200, body = Done)), security((), ("token" = [])))]
pub async fn act(visit: Visit, Path(id): Path<String>, sent: Sent<Asked>) -> Reply {
    let matter = number(&id)?;
    let is_joining = matches!(sent.value, Asked::Join { .. });
    if visit.person.is_none() && !is_joining {
        return Err(Refusal::forbidden("token.needed").into());
    }
    let act = sent.value.into_law(&visit.shell.state.register)?;
    let (shell, who, verb) = (visit.shell.clone(), visit.who(), act.kind());
    let case = visit.read(move |db| {
        let ground = shell.ground();
        Ok(match verb {
            Do::Join => rights::open::<Join>(db, ground, &who, matter)?.map(Authorized::into_case),
            // At a station a receipt is replaced on proof of who asks, wherever it is handled.
            Do::ReplaceReceipt => {
                let own = rights::open::<ReplaceReceipt>(db, ground, &who, matter)?;
                own.map(Authorized::into_case)
            }
            _ => rights::open::<rights::Act>(db, ground, &who, matter)?.map(Authorized::into_case),
        })
    });
    let case = case.await?.ok_or(Refusal::missing("matter.unknown"))?;
    let (house, kind) = (visit.house(), (act.kind(), act.key()));
    let by = match visit.person {
        Some(_) => {
            let by = actor(&house.state(), &case, (&visit.officers, house.now()), kind)?;
            Who::Programs(by.officer().into_iter().cloned().collect())
        }
        None => Who::Public,
    };
    perform(&visit, (sent.key, by), (matter, act), sent.files).await
}

/// Asks for an act and tells what came of it. The same key is answered the same and does nothing.
pub async fn perform(
    visit: &Visit,
    (key, by): (Option<ActId>, Who),
    (matter, mut act): (MatterId, Act),
    sent: Vec<Vec<u8>>,
) -> Reply {
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let id = key.unwrap_or_else(|| ActId(house.chance.bytes()));
    let kind = act.kind();
    let contact = match &act {
        Act::Join(joining) => joining.contact.as_ref(),
        _ => None,
    };
    visit.may_send(id, contact).await?;
    let files = match &mut act {
        Act::Add { files, .. } | Act::AnswerQuestion { files, .. } => Some(files),
        Act::Reply(answer) => Some(&mut answer.files),
        _ => None,
    };
    match files {
        Some(files) => {
            let (keeper, most) = (house.clone(), limits(visit)?);
            *files = blocking(move || keep_files(&keeper, sent, most)).await??;
        }
        None if sent.is_empty() => {}
        None => return Err(Refusal::invalid("files.none").at("files").into()),
    }
    let asked = (matter, act);
    let done = visit::answered(|reply| matters::ask(&house, id, by, asked, reply)).await?;
    let (existed, receipt) = (done.existed, done.answer.receipt);
    let told = visit.read(move |db| {
        let records = matters::until(db, matter, &id)?;
        Ok(outcome(&shell, (matter, kind), (id, existed), &records))
    });
    let told = told.await?.ok_or(Refusal::conflict("key.used").at("key"))?;
    json(&Done { receipt: receipt.then(|| given(visit, id)), ..told })
}

/// What is told of an act from its records alone, so that a retry is told the same. `None` where
/// the key was used for something else.
fn outcome(
    shell: &Shell,
    (matter, kind): (MatterId, Do),
    (id, existed): (ActId, bool),
    records: &[Record<Fact>],
) -> Option<Done> {
    let act = id.hash();
    let last = records.iter().rposition(|record| record.head().act == act)?;
    let own: Vec<&Record<Fact>> =
        records[..=last].iter().filter(|record| record.head().act == act).collect();
    let first = own.iter().find(|record| record.fact.what.act() == Some(kind))?;
    let case = Case::fold(matter, &records[..=last])?;
    Some(Done {
        id: matter.to_string(),
        act: kind.name(),
        existed,
        at: answers::instant(first.at()),
        records: own.iter().map(|record| record.seq()).collect(),
        step: answers::under(shell, case.rules, "step", case.step.as_str()),
        receipt: None,
    })
}
