//! What lies on a seat: statements that name matters, each with what it waits for and until when.

use law::words::{Id, PostId};
use store::Val;

use super::{ASKS_TIME, SUPERVISED, Seat, Tab};

/// A statement while it is put together. Its text is this module's alone: values are bound, and
/// what is written in are numbers.
#[derive(Default)]
pub(super) struct Statement {
    pub(super) values: Vec<Val>,
}

/// Values that are bound for seats at most; those of further posts are written in, as numbers.
const BOUND_MOST: usize = 14;

impl Statement {
    pub(super) fn bind(&mut self, value: impl Into<Val>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len() + 1)
    }

    pub(super) fn id<K>(&mut self, id: Id<K>) -> String {
        if self.values.len() < BOUND_MOST { self.bind(id) } else { id.int().to_string() }
    }
}

/// From the row of a matter itself, with the resident's own date.
const OWN: &str = "SELECT m.matter AS matter, m.due AS until, '' AS waits, \
    m.due_state AS standing, m.received AS received FROM matter m WHERE m.house = $1";
/// From the clocks.
const CLOCKS: &str = "SELECT c.matter AS matter, c.due AS until, c.name AS waits, \
    c.state AS standing, 0 AS received FROM clock c WHERE c.house = $1 AND c.alive = 1";
/// From what a unit was ever given.
const GIVEN: &str = "SELECT m.matter AS matter, m.due AS until, '' AS waits, \
    m.due_state AS standing, m.received AS received \
    FROM unit u CROSS JOIN matter m WHERE u.house = $1 AND m.house = $1 \
    AND m.matter = u.matter";
/// What is open, by its days: every matter has one, be it empty, and the index of what is open is
/// asked for by it.
const OPEN: &str = "m.outcome IS NULL AND m.due >= ''";

/// The first clock among those of a condition: a matter with several is told once, by the one that
/// runs out first. Here and below, the sign before `alive` keeps an engine from looking a matter's
/// few clocks up by the index of everything that is waited for.
fn first(clocks: &str, condition: &str) -> String {
    let earlier = condition.replace("c.", "e.");
    format!(
        "{clocks} AND {condition} AND NOT EXISTS (SELECT 1 FROM clock e WHERE e.house = $1 \
         AND e.matter = c.matter AND +e.alive = 1 AND {earlier} \
         AND (e.due, e.clock) < (c.due, c.clock))"
    )
}

/// How often a matter is named by the statements of one seat.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Once, with what is waited for first.
    Once,
    /// As often as something is waited for: to be counted apart, which is quicker.
    Often,
}

/// What a statement depends on besides whose it is.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// The day, as text.
    pub(super) today: &'a str,
    /// What the desk is told of, as a condition.
    pub(super) told: &'a str,
    /// The posts of leaders.
    pub(super) leaders: &'a [PostId],
}

/// The matters of one seat on a tab, as statements. What lies with the seat is told whatever it is;
/// the rest where `told` lets it be: see [`is_told`](crate::rooms::matters::views::is_told).
pub(super) fn claims(
    statement: &mut Statement,
    seat: Seat,
    (tab, named): (Tab, Named),
    known: Known<'_>,
) -> Vec<String> {
    let Known { today, told, leaders } = known;
    let own = format!("{OWN} AND {told}");
    let clocks = |condition: String| match named {
        Named::Once => first(CLOCKS, &condition),
        Named::Often => format!("{CLOCKS} AND {condition}"),
    };
    match tab {
        Tab::Waiting => waiting(statement, seat, (told, leaders), clocks),
        Tab::New => match seat {
            Seat::Office(body) => {
                let body = statement.id(body);
                vec![format!(
                    "{own} AND {OPEN} AND m.lead IS NULL \
                     AND (m.holder_body IS NULL OR m.holder_body <> {body})"
                )]
            }
            _ => vec![],
        },
        Tab::Following => following(statement, (seat, leaders), &own),
        Tab::SentBack => vec![match seat {
            Seat::Office(body) => {
                let body = statement.id(body);
                format!("{own} AND m.outcome IS NULL AND m.returns > 0 AND m.holder_body = {body}")
            }
            Seat::Leader(_) => format!("{own} AND m.outcome IS NULL AND m.returns > 0"),
            Seat::Deputy(body, _) | Seat::Station(body) => {
                let body = statement.id(body);
                format!("{own} AND +m.station = {body} AND m.outcome IS NULL AND m.returns > 0")
            }
            Seat::Unit(body) => {
                let body = statement.id(body);
                format!("{GIVEN} AND m.visibility <> 3 AND u.body = {body} AND u.returned = 1")
            }
        }],
        Tab::Late => {
            let today = statement.bind(today);
            let whose = match seat {
                Seat::Office(_) | Seat::Leader(_) => format!(
                    "(c.body IS NOT NULL OR c.answers = 1) AND EXISTS (SELECT 1 FROM matter m \
                     WHERE m.house = $1 AND m.matter = c.matter AND {told})"
                ),
                _ => mine(statement, seat, leaders),
            };
            vec![clocks(format!("c.due < {today} AND c.state IN (0, 2) AND {whose}"))]
        }
        Tab::All => vec![match seat {
            Seat::Office(_) | Seat::Leader(_) => own,
            Seat::Deputy(body, _) | Seat::Station(body) => {
                let body = statement.id(body);
                format!("{own} AND m.station = {body}")
            }
            Seat::Unit(body) => {
                let body = statement.id(body);
                // Nothing is told of what was sent back, where the procedure is confidential.
                let mine = "(m.visibility <> 3 OR u.returned = 0)";
                format!("{GIVEN} AND u.body = {body} AND {mine}")
            }
        }],
    }
}

/// The condition under which a clock runs on a seat.
fn mine(statement: &mut Statement, seat: Seat, leaders: &[PostId]) -> String {
    match seat {
        Seat::Deputy(body, post) => {
            let (body, post) = (statement.id(body), statement.id(post));
            format!("c.body = {body} AND c.post = {post}")
        }
        Seat::Leader(post) => format!("c.post = {}", statement.id(post)),
        Seat::Station(body) => format!("c.body = {} AND c.post IS NULL", statement.id(body)),
        Seat::Office(body) => {
            let body = statement.id(body);
            format!("c.body = {body} AND {}", for_no_leader("c.post", leaders))
        }
        Seat::Unit(body) => format!("c.body = {}", statement.id(body)),
    }
}

/// The condition under which a post is nobody's or no leader's.
fn for_no_leader(column: &str, leaders: &[PostId]) -> String {
    if leaders.is_empty() {
        return "1 = 1".to_owned();
    }
    let leaders: Vec<String> = leaders.iter().map(|post| post.int().to_string()).collect();
    format!("({column} IS NULL OR {column} NOT IN ({}))", leaders.join(", "))
}

fn waiting(
    statement: &mut Statement,
    seat: Seat,
    (told, leaders): (&str, &[PostId]),
    clocks: impl Fn(String) -> String,
) -> Vec<String> {
    let mine = mine(statement, seat, leaders);
    // What a clock waits for already is named once.
    let no_clock = format!(
        "NOT EXISTS (SELECT 1 FROM clock c WHERE c.house = $1 AND c.matter = m.matter \
         AND +c.alive = 1 AND {mine})"
    );
    let claim = |waits: &str, condition: String| {
        format!(
            "SELECT m.matter AS matter, m.due AS until, '{waits}' AS waits, \
             m.due_state AS standing, m.received AS received FROM matter m \
             WHERE m.house = $1 AND {condition} AND {no_clock}"
        )
    };
    let mut claims = vec![clocks(mine.clone())];
    match seat {
        Seat::Office(body) => {
            let body = statement.id(body);
            let nobodys = for_no_leader("+m.time_post", leaders);
            let of = format!("+m.time_body IN (0, {body}) AND {nobodys}");
            claims.push(claim(ASKS_TIME, format!("m.time_asked = 1 AND {of} AND {told}")));
        }
        Seat::Unit(body) => {
            let body = statement.id(body);
            let of = format!("m.time_body = {body} AND m.time_post IS NULL");
            claims.push(claim(ASKS_TIME, format!("m.time_asked = 1 AND {of}")));
        }
        Seat::Leader(post) => {
            let post = statement.id(post);
            claims.push(claim(SUPERVISED, format!("{OPEN} AND m.supervised = {post}")));
            let other = format!("(m.supervised IS NULL OR m.supervised <> {post})");
            let of = format!("m.time_asked = 1 AND m.time_post = {post}");
            claims.push(claim(ASKS_TIME, format!("{of} AND {other}")));
        }
        Seat::Deputy(..) | Seat::Station(_) => {}
    }
    claims
}

fn following(
    statement: &mut Statement,
    (seat, leaders): (Seat, &[PostId]),
    own: &str,
) -> Vec<String> {
    let own = match seat {
        Seat::Office(_) | Seat::Leader(_) => format!("{own} AND {OPEN}"),
        Seat::Deputy(body, post) => {
            let (body, post) = (statement.id(body), statement.id(post));
            format!("{own} AND {OPEN} AND m.station = {body} AND m.deputy = {post}")
        }
        Seat::Station(body) => {
            let body = statement.id(body);
            format!("{own} AND {OPEN} AND m.station = {body}")
        }
        Seat::Unit(body) => {
            let body = statement.id(body);
            format!("{GIVEN} AND u.body = {body} AND u.returned = 0 AND m.outcome IS NULL")
        }
    };
    let waits = mine(statement, seat, leaders);
    if let Seat::Leader(_) = seat {
        return vec![format!(
            "{own} AND NOT EXISTS (SELECT 1 FROM clock c WHERE c.house = $1 \
             AND c.matter = m.matter AND +c.alive = 1 AND {waits})"
        )];
    }
    // What waits for a body is gathered once, from its index, and not looked for at each matter.
    vec![format!(
        "{own} AND m.matter NOT IN (SELECT c.matter FROM clock c WHERE c.house = $1 \
         AND c.alive = 1 AND {waits})"
    )]
}
