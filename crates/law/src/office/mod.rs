//! Administration: what may be changed in the register of a house, line by line, whether a form
//! sends one line or a table a thousand.

mod apart;
mod areas;
pub mod book;
mod cells;
mod columns;
mod contacts;
mod credit;
mod helpers;
mod lists;
mod merits;
mod network;
mod places;
mod posts;
mod shown;
#[cfg(test)]
mod tests;

pub use book::{Book, Kind, LIST_SIGN, Line, Mode, Names, Person, Put};
pub use columns::{Column, Holds};
pub use contacts::visit;
pub use helpers::report;
pub use places::{handles, is_open};
pub use posts::{end_post, end_stand_in, is_successor, rename, stand_in, successors};
pub use shown::{lines, person_key};

use crate::ruling::{Enclosures, Refusal};
use crate::words::BodyId;

/// Rules on a line of a register: what is to be put on record, which is nothing where the house
/// says the same already. Refusals name the column.
pub fn rule(
    book: &Book,
    kind: Kind,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    match kind {
        Kind::Areas => places::area(book, (line, mode), enclosures),
        Kind::Bodies => places::body(book, (line, mode), enclosures),
        Kind::People => posts::person(book, (line, mode), enclosures),
        Kind::Posts => posts::post(book, (line, mode), enclosures),
        Kind::Stations => network::station(book, (line, mode), enclosures),
        Kind::Mandates => network::mandate(book, (line, mode), enclosures),
        Kind::Grids => helpers::grid(book, (line, mode), enclosures),
        Kind::Helpers => helpers::helper(book, (line, mode), enclosures),
        Kind::Assessments => merits::assessment(book, (line, mode), enclosures),
        Kind::Titles => merits::title(book, (line, mode), enclosures),
        Kind::Contacts => contacts::contact(book, (line, mode), enclosures),
        Kind::Duties => lists::duty(book, (line, mode), enclosures),
        Kind::Categories => lists::category(book, (line, mode), enclosures),
    }
}

/// What stands in the way of closing a body, and the facts where nothing does.
pub fn close_body(book: &Book, body: BodyId, last: &str) -> Result<Vec<Put>, Refusal> {
    places::close(book, body, last)
}
