//! The proof of a receipt: whether there is one yet, and the file to keep.

use askama::Template;
use law::ruling::Refusal;
use law::tlog::{Proof, paper};
use store::fault::Context;

use super::super::views;
use crate::kit::{Failure, Reply, Shell, Visit, download, page, qr, see_other};
use crate::rooms::matters::views::by_receipt;

#[derive(Template)]
#[template(path = "rooms/notary/pages/proof.html")]
struct ProofPage {
    shell: Shell,
    /// The number of the record; 0 where the receipt has none of its own.
    record: u64,
    logged: String,
    size: u64,
    witnessed: String,
    is_ready: bool,
    asks: bool,
    /// The proof as pictures for paper; none where it is too long.
    codes: Vec<String>,
}

/// What is at hand of a proof.
struct Own {
    record: u64,
    logged: law::clock::Time,
    proof: Option<Proof>,
    asks: bool,
}

/// The proof of the receipt that is open in this browser; nothing where none is.
async fn own(visit: &Visit) -> Result<Option<Own>, Failure> {
    let Some((matter, mac)) = visit.receipt else { return Ok(None) };
    let house = visit.house().clone();
    let read = move |db: store::Db<'_>| {
        let receipt = by_receipt(db, mac)?.filter(|r| !r.replaced && r.matter == matter);
        let Some(receipt) = receipt else { return Ok(None) };
        let Some(stored) = views::record_of(db, &receipt, mac)? else { return Ok(None) };
        let proof = match house.trust.get() {
            Some(trust) => views::proof(db, &house, trust, &stored)?,
            None => None,
        };
        let asks = house.trust.get().is_some_and(|trust| trust.policy.asks_for_witnesses());
        Ok(Some(Own { record: stored.seq, logged: stored.at, proof, asks }))
    };
    Ok(visit.read(read).await?)
}

/// Whether there is a proof yet, and what it shows.
pub async fn show(visit: Visit) -> Reply {
    let Some(own) = own(&visit).await? else { return Ok(see_other("/receipt")) };
    let shell = visit.shell;
    let mut size = 0;
    if let Some(proof) = &own.proof {
        let note = law::tlog::Note::read(&proof.checkpoint);
        let note = note.while_(|| "reading a checkpoint".to_owned())?;
        let head = law::tlog::Checkpoint::read(&note.text);
        size = head.while_(|| "reading a checkpoint".to_owned())?.size;
    }
    let parts = own.proof.as_ref().and_then(|proof| paper::cut(&proof.to_string()));
    let code = |(part, number): (String, usize)| {
        qr::dense(&part, &shell.t1("notary-proof-code", "number", number))
    };
    let codes = parts.unwrap_or_default().into_iter().zip(1..).filter_map(code).collect();
    page(&ProofPage {
        record: own.record,
        logged: shell.minute(own.logged),
        size,
        witnessed: shell.witnessed_minutes.map_or_else(String::new, |age| shell.age(age)),
        is_ready: own.proof.is_some(),
        asks: own.asks,
        codes,
        shell,
    })
}

/// The file to keep.
pub async fn file(visit: Visit) -> Reply {
    let Some(own) = own(&visit).await? else { return Ok(see_other("/receipt")) };
    let proof = own.proof.ok_or(Refusal::conflict("proof.not-yet"))?;
    let name = format!("receipt-{}.tlog-proof", own.record);
    Ok(download(&name, "text/plain; charset=utf-8", proof.to_string().into_bytes()))
}
