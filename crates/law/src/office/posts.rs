//! People and their posts: enrolled, begun, ended, stood in for.

use jiff::civil::Date;

use super::apart::{apart, overlaps};
use super::book::{Book, Line, Mode, Names, OFFICES, Person, Put};
use super::cells::{Check, choice, day, must, words};
use super::places::is_open;
use crate::people;
use crate::register::{Body, Fact, Post};
use crate::ruling::{Enclosures, Refusal};
use crate::words::{BodyId, Code, PersonId, PostId};

const NAME_MOST: usize = 40;

/// A line of the register of people. A person is known by number, login name, or a name that
/// nobody else has; a name that is on record stays, and so does a login name.
pub fn person(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let login = line.get("login").to_ascii_lowercase();
    if !line.get("person").is_empty() || mode == Mode::Change {
        let person = book.person(must(line, "person")?).map_err(|no| no.at("person"))?;
        let known = book.people.iter().find(|one| one.id == person);
        let known = known.ok_or(Refusal::missing("office.person-unknown").at("person"))?;
        return known_person(known, line, &login);
    }
    let mut check = Check::default();
    check.keep(must(line, "name"));
    let name = check.keep(words(line, "name", NAME_MOST));
    let holder =
        book.people.iter().find(|one| !login.is_empty() && one.login == Some(login.clone()));
    if let Some(known) = holder {
        if mode == Mode::New {
            return Err(Refusal::conflict("login.taken").at("login"));
        }
        return known_person(known, line, &login);
    }
    let is_namesake = line.get("namesake") == "yes";
    let mut namesakes = book.people.iter().filter(|one| Some(&one.name) == name.as_ref());
    match (namesakes.next(), mode) {
        (Some(_), Mode::New) if !is_namesake => {
            check.keep::<()>(Err(Refusal::conflict("office.namesake").at("name")));
        }
        // A table without login names: somebody of this name is enrolled, so the line is done.
        (Some(_), Mode::Any) if login.is_empty() => return Ok(vec![]),
        (Some(one), Mode::Any) if one.login.is_none() => {
            check.keep::<()>(Err(Refusal::conflict("office.which-person").at("login")));
        }
        _ => {}
    }
    check.keep(credential_pair(line, &login));
    check.end()?;
    let Some(zh) = name else { unreachable!("what is missing was refused above") };
    let person = enclosures.id();
    let text = Names { zh, en: String::new() }.text();
    let name = enclosures.add("name", text, false);
    let enrolled = Put::Person(people::Fact::Enrolled { person, name });
    Ok([enrolled].into_iter().chain(first_login(line, person, &login)).collect())
}

/// Another name for a person, typed by an administrator on their own page; a table never renames,
/// since a name that differs there is mostly somebody else's.
pub fn rename(
    book: &Book,
    person: PersonId,
    line: &Line,
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let known = book.people.iter().find(|one| one.id == person);
    let known = known.ok_or(Refusal::missing("office.person-unknown").at("name"))?;
    must(line, "name")?;
    let zh = words(line, "name", NAME_MOST)?;
    if known.name == zh {
        return Ok(vec![]);
    }
    let is_namesake = line.get("namesake") == "yes";
    if !is_namesake && book.people.iter().any(|one| one.name == zh) {
        return Err(Refusal::conflict("office.namesake").at("name"));
    }
    let name = enclosures.add("name", Names { zh, en: String::new() }.text(), false);
    Ok(vec![Put::Person(people::Fact::Renamed { person, name })])
}

fn known_person(known: &Person, line: &Line, login: &str) -> Result<Vec<Put>, Refusal> {
    let name = line.get("name");
    if !name.is_empty() && known.name != name {
        let other = Refusal::conflict("office.person-named").at("name");
        return Err(other.with("name", &known.name));
    }
    match &known.login {
        Some(present) if !login.is_empty() && present != login => {
            Err(Refusal::conflict("login.other").at("login").with("login", present))
        }
        Some(_) => Ok(vec![]),
        None => {
            credential_pair(line, login)?;
            Ok(first_login(line, known.id, login).into_iter().collect())
        }
    }
}

/// Login name and first password come together or not at all.
fn credential_pair(line: &Line, login: &str) -> Result<(), Refusal> {
    match (login.is_empty(), line.get("password").is_empty()) {
        (false, true) => Err(Refusal::invalid("office.password-missing").at("password")),
        (true, false) => Err(Refusal::invalid("office.login-missing").at("login")),
        _ => Ok(()),
    }
}

fn first_login(line: &Line, person: PersonId, login: &str) -> Option<Put> {
    let password = line.get("password").to_owned();
    (!login.is_empty()).then(|| Put::Login { person, login: login.to_owned(), password })
}

/// A line of the register of posts. A post is known by person, body, office and first day.
pub fn post(
    book: &Book,
    (line, mode): (&Line, Mode),
    enclosures: &mut Enclosures<'_>,
) -> Result<Vec<Put>, Refusal> {
    let mut check = Check::default();
    let person = must(line, "person")
        .and_then(|text| book.person(text).map_err(|refusal| refusal.at("person")));
    let person = check.keep(person);
    let body =
        must(line, "body").and_then(|text| book.body(text).map_err(|refusal| refusal.at("body")));
    let body = check.keep(body).and_then(|body| book.register.bodies.get(&body));
    let offices: Vec<&str> = OFFICES.iter().map(|(office, _)| *office).collect();
    let office = check.keep(choice(line, "office", &offices));
    check.keep(must(line, "first"));
    let first = check.keep(day(line, "first")).flatten();
    let last = check.keep(day(line, "last")).flatten();
    if let (Some(body), Some(office)) = (body, &office) {
        check.keep(is_office_of(body, office));
    }
    check.keep(in_order(first, last));
    check.end()?;
    let (Some(person), Some(body), Some(office), Some(first)) = (person, body, office, first)
    else {
        unreachable!("what is missing was refused above");
    };
    let mut own = book
        .register
        .posts
        .values()
        .filter(|post| post.person == person && post.body == body.id && post.office == office);
    if let Some(present) = own.clone().find(|post| post.first == first) {
        if mode == Mode::New {
            return Err(overlap(present));
        }
        return match last.filter(|last| present.last != Some(*last)) {
            None => Ok(vec![]),
            Some(last) => end_post(book, (present.id, last), None),
        };
    }
    if let Some(other) = own.find(|post| overlaps((post.first, post.last), (first, last))) {
        return Err(overlap(other));
    }
    within_body(body, first, last)?;
    apart(book, (person, &office), (first, last)).map_err(|no| no.at("office"))?;
    let post = enclosures.id();
    let (body, office) = (body.id, office);
    let begun = Put::House(Fact::PostBegun { body, first, office, person, post });
    let ended = last.map(|last| Put::House(Fact::PostEnded { last, post }));
    Ok([begun].into_iter().chain(ended).collect())
}

fn is_office_of(body: &Body, office: &Code) -> Result<(), Refusal> {
    let (_, sorts) = OFFICES.iter().find(|(one, _)| *office == *one).unwrap_or(&OFFICES[0]);
    if sorts.iter().any(|sort| body.sort == *sort) {
        return Ok(());
    }
    Err(Refusal::invalid("office.office-elsewhere").at("office"))
}

fn in_order(first: Option<Date>, last: Option<Date>) -> Result<(), Refusal> {
    match (first, last) {
        (Some(first), Some(last)) if last < first => {
            Err(Refusal::invalid("office.end-before-begin").at("last").with("first", first))
        }
        _ => Ok(()),
    }
}

fn within_body(body: &Body, first: Date, last: Option<Date>) -> Result<(), Refusal> {
    let outlives = body.last.is_some_and(|end| last.is_none_or(|last| last > end));
    if outlives || !is_open(body, first) {
        return Err(Refusal::conflict("office.body-closed").at("body"));
    }
    Ok(())
}

fn overlap(post: &Post) -> Refusal {
    let until = post.last.map_or_else(|| "…".to_owned(), |last| last.to_string());
    let refusal = Refusal::conflict("office.post-overlap").at("first");
    refusal.with("first", post.first).with("last", until)
}

/// Ends a post on a day. Where matters hang on it and the day has come, they go to a successor,
/// who must hold the same office at the same body.
pub fn end_post(
    book: &Book,
    (id, last): (PostId, Date),
    successor: Option<PostId>,
) -> Result<Vec<Put>, Refusal> {
    let post = book.register.posts.get(&id).ok_or(Refusal::missing("office.post-unknown"))?;
    in_order(Some(post.first), Some(last))?;
    if post.last.is_some_and(|end| end < book.today && end != last) {
        return Err(Refusal::conflict("office.post-ended").at("last"));
    }
    administrator_stays(book, post, last)?;
    let held = book.busy_posts.get(&id).copied().unwrap_or(0);
    let has_come = last <= book.today;
    if let Some(to) = successor {
        fits_as_successor(book, post, to)?;
    } else if has_come && held > 0 {
        let refusal = Refusal::conflict("office.post-busy").at("successor");
        return Err(refusal.with("count", held));
    }
    if has_come && is_last_there(book, post, last) {
        let count = book.busy_bodies.get(&post.body).copied().unwrap_or(0);
        return Err(Refusal::conflict("office.nobody-left").at("last").with("count", count));
    }
    if post.last == Some(last) {
        return Ok(vec![]);
    }
    let term = (post.first, Some(last));
    apart(book, (post.person, &post.office), term).map_err(|no| no.at("last"))?;
    Ok(vec![Put::House(Fact::PostEnded { last, post: id })])
}

/// Somebody who can sign in must stay administrator, or nobody could change anything any more.
fn administrator_stays(book: &Book, post: &Post, last: Date) -> Result<(), Refusal> {
    if post.office != "administrator" {
        return Ok(());
    }
    let day = last.tomorrow().unwrap_or(last).max(book.today);
    let mut others = book.register.posts.values().filter(|other| {
        other.id != post.id && other.office == "administrator" && other.last.is_none()
    });
    if others.any(|other| other.is_held(day) && book.signs_in(other.person)) {
        return Ok(());
    }
    Err(Refusal::conflict("office.last-administrator").at("last"))
}

/// Whether what hangs on a post can go to another.
pub fn is_successor(book: &Book, post: PostId, to: PostId) -> Result<(), Refusal> {
    let post = book.register.posts.get(&post).ok_or(Refusal::missing("office.post-unknown"))?;
    fits_as_successor(book, post, to)
}

fn fits_as_successor(book: &Book, post: &Post, to: PostId) -> Result<(), Refusal> {
    let fits = successors(book, post).any(|other| other.id == to);
    if fits { Ok(()) } else { Err(Refusal::invalid("office.successor-unfit").at("successor")) }
}

/// Whether open matters would lie at a body where nobody holds the office any more.
fn is_last_there(book: &Book, post: &Post, last: Date) -> bool {
    let is_busy = book.busy_bodies.get(&post.body).is_some_and(|count| *count > 0);
    let day = last.tomorrow().unwrap_or(last).max(book.today);
    let mut others = book.register.posts.values().filter(|other| {
        other.id != post.id && other.body == post.body && other.office == post.office
    });
    let matters_come_here = ["handler", "congress-office"].iter().any(|one| post.office == *one);
    matters_come_here && is_busy && !others.any(|other| other.is_held(day))
}

/// Has somebody stand in for the holder of a post, from one day to another.
pub fn stand_in(book: &Book, id: PostId, line: &Line) -> Result<Vec<Put>, Refusal> {
    let post = book.register.posts.get(&id).ok_or(Refusal::missing("office.post-unknown"))?;
    let mut check = Check::default();
    let person = must(line, "person")
        .and_then(|text| book.person(text).map_err(|refusal| refusal.at("person")));
    let person = check.keep(person);
    check.keep(must(line, "first"));
    check.keep(must(line, "last"));
    let first = check.keep(day(line, "first")).flatten();
    let last = check.keep(day(line, "last")).flatten();
    check.keep(in_order(first, last));
    if person == Some(post.person) {
        check.keep::<()>(Err(Refusal::invalid("office.stand-in-own").at("person")));
    }
    if last.is_some_and(|last| last < book.today) {
        check.keep::<()>(Err(Refusal::invalid("office.stand-in-past").at("last")));
    }
    if let (Some(first), Some(last)) = (first, last) {
        check.keep(fits_term(post, first, last));
        if let Some(person) = person {
            let apart = apart(book, (person, &post.office), (first, Some(last)));
            check.keep(apart.map_err(|no| no.at("person")));
        }
    }
    check.end()?;
    let (Some(person), Some(first), Some(last)) = (person, first, last) else {
        unreachable!("what is missing was refused above");
    };
    Ok(vec![Put::House(Fact::StoodIn { first, last, person, post: id })])
}

fn fits_term(post: &Post, first: Date, last: Date) -> Result<(), Refusal> {
    if first < post.first || post.last.is_some_and(|end| last > end) {
        let end = post.last.map_or_else(|| "…".to_owned(), |last| last.to_string());
        let refusal = Refusal::invalid("office.stand-in-outside").at("last");
        return Err(refusal.with("first", post.first).with("last", end));
    }
    let mut others = post.stand_ins.iter();
    if let Some(other) = others.find(|one| one.first <= last && first <= one.last) {
        let refusal = Refusal::conflict("office.stand-in-overlap").at("first");
        return Err(refusal.with("first", other.first).with("last", other.last));
    }
    Ok(())
}

/// Ends a term of standing in earlier than was said: today is its last day, or it never begins.
pub fn end_stand_in(
    book: &Book,
    id: PostId,
    (person, first): (PersonId, Date),
) -> Result<Vec<Put>, Refusal> {
    let post = book.register.posts.get(&id).ok_or(Refusal::missing("office.post-unknown"))?;
    let term = post.stand_ins.iter().find(|one| one.person == person && one.first == first);
    let term = term.filter(|term| term.last >= book.today);
    term.ok_or(Refusal::missing("office.stand-in-over"))?;
    let yesterday = first.yesterday().unwrap_or(first);
    let last = if first > book.today { yesterday } else { book.today };
    Ok(vec![Put::House(Fact::StandInEnded { first, last, person, post: id })])
}

/// The posts of the same office at the same body to which matters can be handed.
pub fn successors<'a>(book: &'a Book, post: &'a Post) -> impl Iterator<Item = &'a Post> {
    let body: BodyId = post.body;
    book.register.posts.values().filter(move |other| {
        other.id != post.id
            && other.body == body
            && other.office == post.office
            && other.is_held(book.today)
    })
}
