//! What the officers of a desk may read of the matters in its lists.

use law::record::Officer;
use store::Fault;
use store::db::Db;

use super::seats;
use crate::desk;
use crate::kit::Shell;
use crate::rooms::matters::sheet;
use crate::rooms::matters::views::Item;

/// Those of a search that the officers may read.
pub fn readable(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    found: Vec<Item>,
) -> Result<Vec<Item>, Fault> {
    let mut items = vec![];
    for item in found {
        if is_readable(db, shell, officers, &item)? {
            items.push(item);
        }
    }
    Ok(items)
}

/// Takes away the titles of what is not public and no longer handled here: a unit that sent a
/// confidential matter back keeps its number in the list, and nothing of what was said.
pub fn veil(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    items: &mut [Item],
) -> Result<(), Fault> {
    for item in items {
        if !is_readable(db, shell, officers, item)? {
            item.title = shell.t("sheet-not-public");
        }
    }
    Ok(())
}

/// Whether officers may read what was said in a matter of their list.
fn is_readable(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    item: &Item,
) -> Result<bool, Fault> {
    // The house's own office sees everything but what it has no part in by its procedure.
    let sees_all = seats(officers).iter().any(|seat| seat.sees_all());
    if item.visibility == 0 || (sees_all && item.visibility != 3) {
        return Ok(true);
    }
    let case = desk::case(db, item.matter)?;
    Ok(case
        .is_some_and(|case| officers.iter().any(|officer| sheet::handles(shell, &case, officer))))
}
