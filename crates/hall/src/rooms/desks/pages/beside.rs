//! What a desk tells beside its list: visits that are overdue, duty files that wait for a decision.

use law::record::Officer;
use law::words::PostId;
use store::Fault;
use store::db::Db;

use crate::kit::Shell;
use crate::rights::{Asked, Who};
use crate::rooms::stations::overdue_of;
use crate::rooms::stations::views::waiting;

/// Most contested lines that are looked at.
const FILES_MOST: u32 = 100;

/// Where a deputy finds the own duty file.
pub fn own_file(officers: &[Officer]) -> String {
    let deputy = officers.iter().find(|officer| officer.office == *"deputy");
    deputy.map_or_else(String::new, |officer| format!("/deputies/{}/file", officer.post))
}

/// How many visits to whom one keeps in touch with are overdue.
pub fn overdue(shell: &Shell, officers: &[Officer]) -> usize {
    let person = officers.first().map(|officer| officer.person);
    person.map_or(0, |person| overdue_of(&shell.state.register, person, shell.today))
}

/// Duty files in which something waits for a decision of the house's own office.
pub fn files(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
) -> Result<Vec<(String, String)>, Fault> {
    let who = Who::Officers(officers.to_vec());
    let decides = |file: &PostId| {
        let own = shell.state.register.posts.get(file).map(|post| post.person);
        officers.iter().all(|officer| Some(officer.person) != own)
            && who.may(shell.ground(), &Asked::Post("correct-duty-file", *file)).is_some()
    };
    let file = |file: PostId| {
        let post = shell.state.register.posts.get(&file);
        let name = post.map_or("", |post| shell.state.person_name(post.person));
        (format!("/deputies/{file}/file"), name.to_owned())
    };
    Ok(waiting(db, FILES_MOST)?.into_iter().filter(decides).map(file).collect())
}
