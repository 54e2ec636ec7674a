//! What the officers of a desk may read of the matters in its lists.

use law::record::Officer;
use store::Fault;
use store::db::Db;

use crate::kit::Shell;
use crate::rights::{Asking, Read, Who};
use crate::rooms::matters::views::Item;

/// Those of a search that the officers may read.
pub fn readable(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    found: Vec<Item>,
) -> Result<Vec<Item>, Fault> {
    let who = Who::officers(officers);
    let mut asking = Asking::<Read>::new(shell.ground(), &who);
    let mut items = vec![];
    for item in found {
        if asking.permits(db, &item)? {
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
    let who = Who::officers(officers);
    let mut asking = Asking::<Read>::new(shell.ground(), &who);
    for item in items {
        if !asking.permits(db, item)? {
            item.title = shell.t("sheet-not-public");
        }
    }
    Ok(())
}
