//! Writes the words of the search index that a group of acts gathered.

use super::{Db, Val};
use crate::fault::Fault;

/// Writes words of one house, in order, many rows a statement.
pub(super) fn insert(db: Db<'_>, words: &[(String, [i64; 3])]) -> Result<(), Fault> {
    for chunk in words.chunks(64) {
        let full = chunk.len() == 64;
        let step = if full { 64 } else { 1 };
        let sql = statement(step);
        for rows in chunk.chunks(step) {
            let values: Vec<Val> =
                rows.iter().flat_map(|(_, row)| row.iter().map(|v| Val::Int(*v))).collect();
            db.execute_in_order(&sql, &values)?;
        }
    }
    Ok(())
}

fn statement(rows: usize) -> String {
    let tuple = |i: usize| format!("($1, ${}, ${}, ${})", 3 * i + 2, 3 * i + 3, 3 * i + 4);
    let tuples: Vec<String> = (0..rows).map(tuple).collect();
    format!(
        "INSERT INTO search (house, word, at, matter) VALUES {} \
         ON CONFLICT (house, word, at, matter) DO NOTHING",
        tuples.join(", ")
    )
}
