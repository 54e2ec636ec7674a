//! What administration asks for: the law rules line by line, and all of it goes on record in one
//! act or nothing does.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use law::matter::rules::hand_on;
use law::office::{self, Book, Kind, Line, Mode, Names, Person, Put};
use law::record::{ActId, Actor};
use law::ruling::{Enclosures, Refusal};
use law::words::{PersonId, PostId};
use store::Fault;
use store::db::{Answer, Db, No};

use crate::desk::{Done, Hearing};
use crate::house::{House, State};
use crate::kit::credential::hash_password;
use crate::rooms::matters::views::{busy, held_by_post, open_in_areas};
use crate::rooms::people::{self, check_password, login_name, views};

/// Most new passwords in one table: each takes a while to hash.
const PASSWORDS_MOST: usize = 500;

/// What the rules of administration ask about, as the house stands. `with_work` counts the matters
/// at bodies and posts as well, which takes longer.
pub fn book(db: Db<'_>, state: &State, (today, with_work): Day) -> Result<Book, Fault> {
    let mut logins: HashMap<PersonId, String> = views::logins(db)?.into_iter().collect();
    let person = |(id, name): (&PersonId, &law::words::TextRef)| Person {
        id: *id,
        name: state.name(*name, "zh").to_owned(),
        login: logins.remove(id),
    };
    let names = |(id, name): (&law::words::TextId, &crate::house::Name)| {
        (*id, Names { zh: name.zh.clone(), en: name.en.clone() })
    };
    let people = state.people.iter().map(person).collect();
    let mut book = Book {
        register: state.register.clone(),
        names: state.names.iter().map(names).collect(),
        people,
        standards: state.standards.clone(),
        today,
        ..Book::default()
    };
    if with_work {
        let busy = busy(db)?;
        (book.busy_bodies, book.busy_posts) = (busy.bodies, busy.posts);
        book.busy_areas = open_in_areas(db)?;
    }
    Ok(book)
}

/// The day, and whether matters are counted.
pub type Day = (jiff::civil::Date, bool);

/// Whether ruling on a register asks what lies in areas, at bodies and at posts.
pub const fn asks_for_work(kind: Kind) -> bool {
    matches!(kind, Kind::Areas | Kind::Bodies | Kind::Posts)
}

/// What became of each line when it was ruled on, one after another.
pub type Ruled = Vec<Result<Vec<Put>, Refusal>>;

/// Rules on lines one after another; each sees what those before it changed. A code stands in one
/// line, or the second would undo what the first says.
fn rule_all(
    book: &mut Book,
    (kind, mode): (Kind, Mode),
    lines: &[Line],
    enclosures: &mut Enclosures<'_>,
) -> Ruled {
    let mut codes = BTreeSet::new();
    let rule = |line: &Line| {
        let code = line.get("code");
        if !code.is_empty() && !codes.insert(code.to_owned()) {
            return Err(Refusal::conflict("office.code-twice").at("code").with("code", code));
        }
        let before = enclosures.list.len();
        let puts = office::rule(book, kind, (line, mode), enclosures)
            .and_then(|puts| puts.into_iter().map(checked).collect::<Result<Vec<Put>, Refusal>>());
        match &puts {
            Ok(puts) => book.take(puts, &enclosures.list[before..]),
            Err(_) => enclosures.list.truncate(before),
        }
        puts
    };
    lines.iter().map(rule).collect()
}

/// A login name and a password must be what the sign-in wants.
fn checked(put: Put) -> Result<Put, Refusal> {
    let Put::Login { person, login, password } = put else { return Ok(put) };
    let login = login_name(&login)?;
    check_password(&login, &password)?;
    Ok(Put::Login { person, login, password })
}

/// What would become of lines, without putting anything on record.
pub fn trial(house: &House, kind: Kind, lines: &[Line]) -> Result<Ruled, Fault> {
    let (state, today) = (house.state(), house.today());
    let mut book = house.read(|db| book(db, &state, (today, asks_for_work(kind))))?;
    let mut number = 0_u64;
    // Identifiers of a trial only have to differ from one another.
    let mut chance = |bytes: &mut [u8]| {
        number += 1;
        let text = number.to_le_bytes();
        bytes.iter_mut().zip(text.iter().cycle()).for_each(|(slot, byte)| *slot = *byte);
    };
    let mut enclosures = Enclosures::new(house.now(), &mut chance);
    Ok(rule_all(&mut book, (kind, Mode::Any), lines, &mut enclosures))
}

/// Passwords by login name, as they are stored.
type Hashes = HashMap<String, String>;

/// Hashes the passwords of new logins before the act, so that the writer need not.
fn hashes(house: &House, lines: &[Line]) -> Answer<Hashes> {
    let with_login = lines.iter().filter(|line| !line.get("password").is_empty());
    let logins: Vec<&Line> = with_login.filter(|line| !line.get("login").is_empty()).collect();
    let known = house.read(views::logins)?;
    let mut hashes = Hashes::new();
    for line in logins {
        let login = line.get("login").to_ascii_lowercase();
        if known.iter().any(|(_, present)| *present == login) {
            continue;
        }
        if hashes.len() == PASSWORDS_MOST {
            return Err(Refusal::invalid("office.passwords-most")
                .at("password")
                .with("most", PASSWORDS_MOST)
                .into());
        }
        let hash = hash_password(line.get("password"), house.chance.bytes())?;
        hashes.insert(login, hash);
    }
    Ok(hashes)
}

/// Puts lines on record, all or none, and tells how many changed something. Waits: for threads
/// that may; callers of people's lines hold a permit of `App::hashing` around it.
///
/// # Errors
/// The first line that is refused.
pub fn enter(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    (kind, mode): (Kind, Mode),
    lines: Vec<Line>,
) -> Answer<Done<u64>> {
    let hashes = if kind == Kind::People { hashes(house, &lines)? } else { Hashes::new() };
    let done = house.act_and_wait(act, by, move |hearing| {
        let mut book = book_of(hearing, asks_for_work(kind))?;
        hearing.enclosing(|hearing, enclosures| {
            let mut changed = 0;
            for ruled in rule_all(&mut book, (kind, mode), &lines, enclosures) {
                let puts = ruled?;
                changed += u64::from(!puts.is_empty());
                put_all(hearing, puts, &hashes)?;
            }
            if changed == 0 { Err(nothing_new().into()) } else { Ok(changed) }
        })
    });
    match done {
        Err(No::Refusal(no)) if no == nothing_new() => Ok(Done { answer: 0, existed: false }),
        done => done,
    }
}

/// What would leave no fact is no act: the log has no place for it.
const fn nothing_new() -> Refusal {
    Refusal::conflict("office.nothing-new")
}

fn book_of(hearing: &Hearing<'_, '_, '_>, with_work: bool) -> Result<Book, Fault> {
    let today = hearing.state.zone.day(hearing.now);
    book(hearing.db(), &hearing.state, (today, with_work))
}

fn put_all(hearing: &mut Hearing<'_, '_, '_>, puts: Vec<Put>, hashes: &Hashes) -> Answer<()> {
    for put in puts {
        match put {
            Put::House(fact) => drop(hearing.put(0, fact)?),
            Put::Person(fact) => drop(hearing.put(0, fact)?),
            Put::Login { person, login, .. } => {
                let password = hashes.get(&login).cloned();
                let password = password
                    .ok_or_else(|| Fault::new("a new login came to its act without a password"))?;
                let factor = String::new();
                let credential = views::Credential { login, person, password, factor, step: 0 };
                people::set_credential_in(hearing, credential, None)?;
            }
        }
    }
    Ok(())
}

/// Puts on record what a rule answers that encloses no text. Waits.
pub fn put(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    with_work: bool,
    rule: impl Fn(&Book) -> Result<Vec<Put>, Refusal> + Send + 'static,
) -> Answer<Done<()>> {
    house.act_and_wait(act, by, move |hearing| {
        let book = book_of(hearing, with_work)?;
        let puts = rule(&book)?;
        if puts.is_empty() {
            return Err(nothing_new().into());
        }
        put_all(hearing, puts, &Hashes::new())
    })
}

/// Puts on record what a rule answers that encloses texts. Waits.
pub fn put_enclosing(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    rule: impl Fn(&Book, &mut Enclosures<'_>) -> Result<Vec<Put>, Refusal> + Send + 'static,
) -> Answer<Done<()>> {
    house.act_and_wait(act, by, move |hearing| {
        let book = book_of(hearing, false)?;
        hearing.enclosing(|hearing, enclosures| {
            let puts = rule(&book, enclosures)?;
            if puts.is_empty() {
                return Err(nothing_new().into());
            }
            put_all(hearing, puts, &Hashes::new())
        })
    })
}

/// Calls a person otherwise; tells whether that is new. Waits.
pub fn rename(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    person: PersonId,
    line: Line,
) -> Answer<bool> {
    let done = house.act_and_wait(act, by, move |hearing| {
        let book = book_of(hearing, false)?;
        hearing.enclosing(|hearing, enclosures| {
            let puts = office::rename(&book, person, &line, enclosures)?;
            if puts.is_empty() {
                return Err(nothing_new().into());
            }
            put_all(hearing, puts, &Hashes::new())
        })
    });
    match done {
        Ok(_) => Ok(true),
        Err(No::Refusal(no)) if no == nothing_new() => Ok(false),
        Err(no) => Err(no),
    }
}

/// Ends a post on a day; with a successor, everything that hangs on it goes there in the same act.
/// Tells how many matters did. Waits.
pub fn end_post(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    (post, last): (PostId, jiff::civil::Date),
    successor: Option<PostId>,
) -> Answer<Done<u64>> {
    house.act_and_wait(act, by, move |hearing| {
        let book = book_of(hearing, true)?;
        let puts = office::end_post(&book, (post, last), successor)?;
        let is_new = !puts.is_empty();
        put_all(hearing, puts, &Hashes::new())?;
        let handed = successor.map_or(Ok(0), |to| hand_all_on(hearing, post, to))?;
        if is_new || handed > 0 { Ok(handed) } else { Err(nothing_new().into()) }
    })
}

/// Hands on everything that hangs on a post, which goes on or has ended before. Waits.
pub fn hand_over(
    house: &Arc<House>,
    (act, by): (ActId, Actor),
    (post, to): (PostId, PostId),
) -> Answer<Done<u64>> {
    house.act_and_wait(act, by, move |hearing| {
        let book = book_of(hearing, true)?;
        office::is_successor(&book, post, to)?;
        match hand_all_on(hearing, post, to)? {
            0 => Err(Refusal::conflict("office.nothing-held").at("successor").into()),
            count => Ok(count),
        }
    })
}

fn hand_all_on(hearing: &mut Hearing<'_, '_, '_>, from: PostId, to: PostId) -> Answer<u64> {
    let mut count = 0;
    for matter in held_by_post(hearing.db(), from)? {
        let case = hearing.case(matter)?;
        if let Some(fact) = case.and_then(|case| hand_on(&case, from, to)) {
            hearing.put(matter.int(), fact)?;
            count += 1;
        }
    }
    Ok(count)
}
