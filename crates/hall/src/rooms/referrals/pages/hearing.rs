//! Hears what another house tells: checks who tells it, keeps its files, and signs for it.

use law::procedure::Files;
use law::referral::FileName;
use law::ruling::Refusal;
use law::tlog::SigningKey;
use law::words::Hash;
use store::Fault;
use store::db::Answer;

use super::super::acts::{self, Coming, Heard, act_of_message, keys, teller};
use crate::kit::Visit;
use crate::kit::visit::{self, blocking};
use crate::rooms::matters::keep_files;

/// Hears a signed message with its files, and tells what this house signs for it: the same as often
/// as it is told.
///
/// # Errors
/// What [`teller`] refuses; files that are not those which the message names; a message out of its
/// order; a matter that cannot be brought here.
pub async fn hear(
    visit: &Visit,
    note: String,
    (files, limits): (Vec<Vec<u8>>, Files),
) -> Answer<String> {
    let house = visit.house().clone();
    let state = visit.shell.state.clone();
    let keeper = house.clone();
    let seal = blocking(move || keys(&keeper, None)).await??;
    let seal = seal.ok_or(Refusal::conflict("referral.not-ready"))?;
    let key = &seal.signing[0];
    let (from, body, message) = teller(&state, &note, (key, visit.shell.today))?;
    let act = act_of_message(&house, &message).hash();
    let before = visit.read(move |db| store::log::answered(db, act)).await?;
    if let Some(before) = before {
        let heard: Heard = serde_json::from_str(&before).map_err(|error| {
            Fault::from_error("reading what a message was answered with", error)
        })?;
        return signed(&heard, &note, key);
    }
    check_files(message.said.files(), &files)?;
    let keeper = house.clone();
    let files = blocking(move || keep_files(&keeper, files, limits)).await??;
    let coming = Coming { from, body, message, note: note.clone(), files };
    let heard = visit::answered(|reply| acts::hear(&house, coming, reply)).await?;
    signed(&heard, &note, key)
}

fn signed(heard: &Heard, note: &str, key: &SigningKey) -> Answer<String> {
    Ok(acts::receipt(heard, note, key)?)
}

/// That the files are those which the message names, in its order.
fn check_files(names: &[FileName], files: &[Vec<u8>]) -> Result<(), Refusal> {
    let fits = |(name, bytes): (&FileName, &Vec<u8>)| {
        name.size == bytes.len() as u64 && name.hash == Hash::of(&[bytes])
    };
    let are_those = names.len() == files.len() && names.iter().zip(files).all(fits);
    are_those.then_some(()).ok_or(Refusal::invalid("referral.other-files").at("files"))
}
