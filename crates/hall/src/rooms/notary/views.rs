//! What is asked of the public log: the second reckoning from stored bytes, and proofs.

use law::matter::{Fact, What};
use law::record::{Record, link};
use law::tlog::{Checkpoint, Flaw, Note, Opening, Proof, Recount};
use law::words::{Hash, MatterId};
use store::db::Db;
use store::fault::Context;
use store::keys::Salts;
use store::log::Stored;
use store::tiles::{Signed, Tiles};
use store::{Fault, log, tiles, vault};

use crate::house::{House, Trust};
use crate::rooms::matters::views::Receipt;

/// The reckoning of the tree from stored records, which goes on where it ended.
#[derive(Default)]
pub struct Count {
    tree: Recount,
    /// The link of the last record.
    link: Hash,
}

/// What a reckoning came to.
pub enum Counted {
    /// Everything fits.
    Sound(Hash),
    /// What does not, for the operator.
    Wrong(String),
}

impl Count {
    /// How many records were reckoned.
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Reckons on to a size: each record is linked to the one before it, and is what the tree
    /// commits to; where the tree was signed before, its root is what was signed.
    pub fn go_on(
        &mut self,
        db: Db<'_>,
        salts: &Salts,
        (until, signed): (u64, Option<&Checkpoint>),
    ) -> Result<Counted, Fault> {
        let tree = Tiles::new(db);
        let (mut wrong, mut bundle) = (None, (u64::MAX, vec![]));
        let after = self.size();
        log::each_between(db, (after, until), |stored| {
            if wrong.is_some() {
                return Ok(());
            }
            let index = stored.seq.saturating_sub(1);
            if bundle.0 != index / tiles::WIDTH {
                bundle = (index / tiles::WIDTH, tree.entries(index / tiles::WIDTH)?);
            }
            let kept = bundle.1.get((index % tiles::WIDTH) as usize);
            wrong = self.take(&stored, (&salts.of(stored.seq), kept), signed);
            Ok(())
        })?;
        if let Some(wrong) = wrong {
            return Ok(Counted::Wrong(wrong));
        }
        if self.size() != until {
            return Ok(Counted::Wrong(format!("the log ends before record {until}")));
        }
        Ok(Counted::Sound(self.tree.root()))
    }

    /// Takes a record in; tells what does not fit.
    fn take(
        &mut self,
        stored: &Stored,
        (salt, kept): (&[u8; 16], Option<&Hash>),
        signed: Option<&Checkpoint>,
    ) -> Option<String> {
        let seq = stored.seq;
        if seq != self.size() + 1 {
            return Some(format!("record {} is missing", self.size() + 1));
        }
        if link(self.link, &stored.bytes) != stored.hash {
            return Some(format!("record {seq} is not linked to the one before it"));
        }
        self.link = stored.hash;
        if kept != Some(&self.tree.take(salt, &stored.bytes)) {
            return Some(format!("record {seq} is not what the tree commits to"));
        }
        let was_signed = signed.filter(|signed| signed.size == seq);
        if was_signed.is_some_and(|signed| signed.root != self.tree.root()) {
            return Some(format!("the first {seq} records are not those that were signed"));
        }
        None
    }
}

/// The checkpoint that proofs are given by: the newest that as many witnesses have seen as the
/// policy asks for.
pub fn published(db: Db<'_>, trust: &Trust) -> Result<Option<Signed>, Fault> {
    tiles::newest(db, trust.policy.asks_for_witnesses())
}

/// The head of a note that was kept.
pub fn head(signed: &Signed) -> Result<Checkpoint, Fault> {
    let reading = || format!("reading the checkpoint {}", signed.number);
    let note = Note::read(&signed.note).while_(reading)?;
    Checkpoint::read(&note.text).while_(reading)
}

/// The record by which a receipt's holder came into the log: the submission, or the joining.
pub fn record_of(db: Db<'_>, receipt: &Receipt, mac: Hash) -> Result<Option<Stored>, Fault> {
    let records = log::of_matter(db, receipt.matter.int())?;
    for stored in records {
        let record = Record::<Fact>::read(&stored.bytes)
            .while_(|| format!("reading record {}", stored.seq))?;
        let is_it = match &record.fact.what {
            What::Submitted(_) => !receipt.joined,
            What::Joined { receipt: given, .. } => receipt.joined && *given == mac,
            _ => false,
        };
        if is_it {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

/// The proof that a record is in the log: nothing while the newest checkpoint that counts is older.
///
/// # Errors
/// A tree that does not prove what was signed: nothing false is given away.
pub fn proof(
    db: Db<'_>,
    house: &House,
    trust: &Trust,
    stored: &Stored,
) -> Result<Option<Proof>, Fault> {
    let Some(signed) = published(db, trust)?.filter(|signed| signed.size >= stored.seq) else {
        return Ok(None);
    };
    // A line of one witness may have rotted where the others are enough: not to be given away.
    if !signed.is_whole {
        return Err(Fault::new(format!(
            "the checkpoint {} is not what was signed: run `huiyin verify`",
            signed.number
        )));
    }
    let index = stored.seq - 1;
    let path = Tiles::new(db).inclusion(index, signed.size)?;
    let salt = house.keys.salts(&house.code).of(stored.seq);
    let opening = Opening::new(salt, &stored.bytes, &texts(db, stored)?);
    let extra = Some(opening.bytes());
    let proof = Proof { extra, index, path, checkpoint: signed.note };
    match proof.check_receipt(&trust.policy) {
        Ok(_) => Ok(Some(proof)),
        // The policy changed since: the next checkpoint is judged by the new one.
        Err(Flaw::Quorum | Flaw::Log) => Ok(None),
        Err(flaw) => Err(Fault::new(format!(
            "the proof of record {} does not hold ({}): run `huiyin verify`",
            stored.seq,
            flaw.code()
        ))),
    }
}

/// What was said with a submission, as far as it was not erased: whoever holds its receipt knows
/// it, and sees by it that the record is of their own matter.
fn texts(db: Db<'_>, stored: &Stored) -> Result<Vec<([u8; 16], String)>, Fault> {
    let record =
        Record::<Fact>::read(&stored.bytes).while_(|| format!("reading record {}", stored.seq))?;
    let What::Submitted(said) = &record.fact.what else { return Ok(vec![]) };
    let mut texts = vec![];
    for text in [said.title, said.body] {
        texts.extend(vault::opening(db, text.id)?);
    }
    Ok(texts)
}

/// The number of a matter as people read it.
pub fn number(matter: Option<MatterId>) -> String {
    matter.map_or_else(String::new, MatterId::grouped)
}
