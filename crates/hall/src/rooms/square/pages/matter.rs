//! A matter as everybody may read it: where it stands, who holds it, and everything that was said.

use askama::Template;
use law::procedure::Do;
use law::record::ActId;
use law::ruling::Refusal;
use law::words::MatterId;

use axum::extract::Path;

use crate::kit::{Reply, Shell, Visit, address, page, see_other};
use crate::rights::{self, Handle, Who};
use crate::rooms::matters::files;
use crate::rooms::matters::sheet::{Sheet, compose};
use crate::rooms::square::views;

#[derive(Template)]
#[template(path = "rooms/square/pages/matter.html")]
struct Page {
    shell: Shell,
    sheet: Sheet,
    matter: MatterId,
    voices: i64,
    /// Where its attachments are.
    files: String,
    /// Whether somebody can still put their voice under it.
    can_join: bool,
    /// Whether whoever is signed in handles it.
    is_mine: bool,
    act: String,
    /// Where the version of the procedure is told that it keeps to.
    rules: String,
}

/// Shows a matter. Whoever handles one that is not public is led to the desk.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Reply {
    let unknown = || Refusal::missing("matter.unknown");
    let matter: MatterId = number.parse().map_err(|_| unknown())?;
    let (shell, who) = (visit.shell.clone(), visit.who());
    let read = move |db: store::Db<'_>| {
        let sheet = compose(db, &shell, &Who::Public, matter)?;
        let voices = views::voices(db, matter)?;
        let is_mine = !who.posts().is_empty()
            && rights::open::<Handle>(db, shell.ground(), &who, matter)?.is_some();
        Ok((sheet, voices, is_mine))
    };
    let (sheet, voices, is_mine) = visit.read(read).await?;
    let Some(sheet) = sheet else {
        if is_mine {
            return Ok(see_other(&format!("/desk/matters/{matter}")));
        }
        return Err(unknown().into());
    };
    let shell = visit.shell.clone();
    let procedure = shell.state.procedures.get(&sheet.case.rules);
    let can_join = sheet.readable
        && procedure.is_some_and(|procedure| {
            procedure.acts_at(&sheet.case.step).any(|rule| rule.act == Do::Join)
        });
    let rules = format!("/procedures/{}", sheet.case.procedure);
    let version = procedure.map_or_else(String::new, |known| known.version.to_string());
    page(&Page {
        rules: address(&rules, &[("version", version)]),
        files: format!("/matters/{matter}/files"),
        act: ActId(visit.house().chance.bytes()).to_string(),
        shell,
        sheet,
        matter,
        voices,
        can_join,
        is_mine,
    })
}

/// A file of a matter that everybody may read: asked anew at every request, so that the files of a
/// matter that was taken out of public view go with it.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Reply {
    let unknown = || Refusal::missing("file.unknown");
    let matter: MatterId = number.parse().map_err(|_| unknown())?;
    let file = file.parse().map_err(|_| unknown())?;
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let served = visit
        .read(move |db| match compose(db, &shell, &Who::Public, matter)? {
            Some(sheet) => files::serve(&house, &sheet, file),
            None => Ok(None),
        })
        .await?;
    Ok(served.ok_or_else(unknown)?)
}
