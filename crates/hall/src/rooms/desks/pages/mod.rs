//! What an officer sees at the desk and sends from it.

pub mod batch;
mod beside;
pub mod begin;
pub mod decide;
pub mod digest;
pub mod export;
pub mod field;
pub mod help;
pub mod list;
pub mod matter;
mod order;
pub mod own;
pub mod panel;
mod reach;
pub mod reaching;
pub mod readable;
pub mod redact;
pub mod replies;
#[cfg(test)]
mod tests;
pub mod wall;

use law::record::Officer;
use law::ruling::Refusal;
use law::words::MatterId;

use super::views::Seat;
use crate::kit::Shell;
use crate::rooms::matters::views::Item;

/// The number of a matter in an address.
fn number(text: &str) -> Result<MatterId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("matter.unknown"))
}

/// The seats of who is signed in.
fn seats(officers: &[Officer]) -> Vec<Seat> {
    officers.iter().filter_map(Seat::of).collect()
}

/// Who holds a matter, as colleagues are told: the body, and the person where one is named.
fn holder(shell: &Shell, item: &Item) -> String {
    let body = match item.holder_body {
        Some(body) => shell.body(body).to_owned(),
        None if item.holder_role == "nobody" => return String::new(),
        None => shell.called(&item.procedure, "role", &item.holder_role),
    };
    match item.holder_post.and_then(|post| shell.state.post_holder(post, shell.today)) {
        Some(person) => format!("{body} {person}"),
        None => body,
    }
}
