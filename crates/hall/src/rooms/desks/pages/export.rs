//! The list of the desk to take away: exactly the one that is shown, as CSV and as a spreadsheet.

use super::list::{Query, everything};
use crate::kit::visit::blocking;
use crate::kit::{Failure, Form, Reply, Visit, download};
use crate::rooms::ledgers::export;
use crate::rooms::matters::views::Item;

/// The type of a spreadsheet.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The list as CSV.
pub async fn csv(visit: Visit, form: Form) -> Reply {
    let items = all(&visit, &form).await?;
    visit.takes("desk.csv", items.len()).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::csv(&shell, &items)).await?;
    Ok(download("desk.csv", "text/csv; charset=utf-8", bytes))
}

/// The list as a spreadsheet.
pub async fn xlsx(visit: Visit, form: Form) -> Reply {
    let items = all(&visit, &form).await?;
    visit.takes("desk.xlsx", items.len()).await?;
    let shell = visit.shell;
    let bytes = blocking(move || export::xlsx(&shell, &items)).await??;
    Ok(download("desk.xlsx", XLSX, bytes))
}

async fn all(visit: &Visit, form: &Form) -> Result<Vec<Item>, Failure> {
    let query = Query::read(form);
    let (house, shell, officers) =
        (visit.house().clone(), visit.shell.clone(), visit.officers.clone());
    let read = move |db: store::Db<'_>| everything(db, &house, (&shell, &officers), &query);
    Ok(visit.read(read).await??)
}
