//! Attachments of matters: kept for an act, shown to whoever may see the sheet that names them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use law::matter::acts::Attached;
use law::procedure::Files;
use law::record::commitment;
use law::ruling::Refusal;
use law::words::{FileId, FileRef, Hash};
use store::Fault;
use store::db::No;

use super::sheet::Sheet;
use crate::house::{Clock, House};
use crate::kit::apart::Apart;
use crate::kit::photos;

/// How long bytes may lie without an act that names them: a day.
const UNNAMED: Duration = Duration::from_hours(24);

/// Unpacking a picture takes up to 256 MB, so one is unpacked at a time.
static UNPACKING: Mutex<()> = Mutex::new(());

/// Takes files in for an act: checks them, makes pictures anew, and keeps their bytes on disk,
/// synced. Their rows are written with the act itself; where no act follows, or a retry of one that
/// was done, the bytes are swept after a day. For threads that may wait.
///
/// # Errors
/// A refusal at the field `files` for too many, too large, damaged, or another type.
pub fn keep(house: &House, sent: Vec<Vec<u8>>, limits: Files) -> Result<Vec<Attached>, No> {
    if sent.len() > limits.most as usize {
        let refusal = Refusal::invalid("files.too-many").at("files").with("most", limits.most);
        return Err(refusal.into());
    }
    let accept = |bytes| {
        // Nothing is guarded but the memory, so a panic before leaves nothing broken.
        let _one_at_a_time = UNPACKING.lock().unwrap_or_else(PoisonError::into_inner);
        match house.looks.get() {
            Some(binary) => Apart::by(binary.clone()).accept(bytes, limits.bytes_most),
            // Whoever makes a house of invented people trusts its own pictures.
            None => Ok(photos::accept(bytes, limits.bytes_most)?),
        }
    };
    // All are looked at before any is kept: a form with one bad file leaves nothing behind.
    let accepted: Vec<photos::Kept> = sent.into_iter().map(accept).collect::<Result<_, No>>()?;
    let mut attached = vec![];
    for kept in accepted {
        let salt: [u8; 16] = house.chance.bytes();
        let hash = commitment(&salt, &kept.bytes);
        house.files.put(hash, &kept.bytes)?;
        let id = FileId::from_chance(house.chance.bytes());
        let file = FileRef { id, hash, size: kept.bytes.len() as u64, format: kept.format };
        attached.push(Attached { file, salt });
    }
    Ok(attached)
}

/// A file of a matter, for whoever the sheet was composed for. `None` where the sheet names no such
/// file: who may not see a matter, or not this part of it, cannot have its files either.
pub fn serve(house: &House, sheet: &Sheet, file: FileId) -> Result<Option<Response>, Fault> {
    let Some(file) = sheet.file(file) else { return Ok(None) };
    answer(house, file.id, (file.hash, file.format.as_str())).map(Some)
}

/// The bytes of a file, for whoever may have it: nothing in them is run.
pub fn answer(house: &House, id: FileId, (hash, format): (Hash, &str)) -> Result<Response, Fault> {
    let bytes = house.files.get(hash)?;
    let (kind, way) = match format {
        "jpeg" => ("image/jpeg", "inline"),
        "png" => ("image/png", "inline"),
        _ => ("application/pdf", "attachment"),
    };
    let name = format!("{way}; filename=\"{id}.{format}\"");
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = HeaderValue::from_str(&name);
    let name = name.map_err(|error| Fault::from_error("naming an attachment", error))?;
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let alone = HeaderValue::from_static("sandbox; default-src 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, alone);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Removes bytes older than a day that no act named, and tells how many files went. Only on the
/// machine's own clock: under a simulated one, the age of a file says nothing.
pub fn sweep(house: &House) -> Result<usize, Fault> {
    if !matches!(house.clock, Clock::System) {
        return Ok(0);
    }
    let now = u64::try_from(house.now().0).unwrap_or(0);
    let before = std::time::UNIX_EPOCH + Duration::from_millis(now).saturating_sub(UNNAMED);
    // The houses of one database file share the folder.
    let mut named = std::collections::HashSet::new();
    for code in house.read(store::log::houses)? {
        named.extend(house.engine.read(&code, store::files::named)?);
    }
    house.files.sweep(&named, before)
}
