//! How far a new password for somebody has come, as an administrator sees it.

use law::office::Book;
use law::people::Recovery;
use law::words::PersonId;

use crate::kit::Shell;

/// How a new password for a person stands, for the administrator who looks.
pub struct Standing {
    /// `none`, `asked` by whoever looks, `waits` for them, or `own` account.
    pub state: &'static str,
    /// Who asked, when, and until when another can agree.
    pub who: String,
    pub at: String,
    pub until: String,
    /// Whether nobody else could agree.
    pub is_alone: bool,
}

impl Standing {
    /// The standing, as one administrator sees it.
    pub fn of(
        shell: &Shell,
        book: &Book,
        (person, me): (PersonId, PersonId),
        open: Option<&Recovery>,
    ) -> Self {
        let state = match open {
            _ if person == me => "own",
            None => "none",
            Some(open) if open.by == me => "asked",
            Some(_) => "waits",
        };
        let agreeing = ["administrator", "security-administrator"];
        let mut posts = book.register.posts.values().collect::<Vec<_>>();
        posts.retain(|post| agreeing.iter().any(|office| post.office == **office));
        let mut people = posts.iter().flat_map(|post| post.people(shell.today));
        let agrees = |one: PersonId| one != person && one != me && book.signs_in(one);
        Self {
            state,
            who: open.map_or("", |open| shell.state.person_name(open.by)).to_owned(),
            at: open.map_or_else(String::new, |open| shell.minute(open.at)),
            until: open.map_or_else(String::new, |open| shell.minute(open.ends)),
            is_alone: !people.any(agrees),
        }
    }
}
