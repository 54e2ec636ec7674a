//! The three kinds of administrators are three people: system, security and audit (GB/T 22239-2019,
//! level 3).

use jiff::civil::Date;

use super::book::Book;
use crate::register::{Post, Register};
use crate::ruling::Refusal;
use crate::words::{Code, PersonId};

type Term = (Date, Option<Date>);

/// That somebody who is to administer the house by one kind of post does not by another in the same
/// days, be it as a stand-in.
///
/// # Errors
/// The sentence names the other post and its days: end it first, or choose somebody else.
pub(super) fn apart(
    book: &Book,
    (person, office): (PersonId, &Code),
    term: Term,
) -> Result<(), Refusal> {
    if !Register::administers(office) {
        return Ok(());
    }
    let others = book.register.posts.values();
    let others = others.filter(|post| Register::administers(&post.office));
    let mut others = others.filter(|post| post.office != *office);
    let meets = |post: &Post| held(post, person).find(|one| overlaps(*one, term));
    let found = others.find_map(|post| meets(post).map(|one| (post, one)));
    let Some((other, (first, last))) = found else { return Ok(()) };
    let last = last.map_or_else(|| "…".to_owned(), |last| last.to_string());
    let refusal = Refusal::conflict("office.administrators-apart");
    Err(refusal.with("office", &other.office).with("first", first).with("last", last))
}

/// The terms in which somebody holds a post or stands in for its holder.
fn held(post: &Post, person: PersonId) -> impl Iterator<Item = Term> {
    let own = (post.person == person).then_some((post.first, post.last));
    let standing_in = post.stand_ins.iter().filter(move |one| one.person == person);
    own.into_iter().chain(standing_in.map(|one| (one.first, Some(one.last))))
}

/// Whether two terms have a day in common; a term without a last day goes on.
pub(super) fn overlaps(one: Term, other: Term) -> bool {
    let reaches = |last: Option<Date>, first: Date| last.is_none_or(|last| last >= first);
    reaches(one.1, other.0) && reaches(other.1, one.0)
}
