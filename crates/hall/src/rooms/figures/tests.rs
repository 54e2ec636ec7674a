//! Every figure equals a recount from the log, on a small random world.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use law::clock::{Length, Time};
use law::matter::acts::{Act, Answer, Assignment, LedgerEnd, LedgerRow, Part as SplitPart};
use law::matter::facts::{Change, Started, Visibility, What};
use law::matter::rules;
use law::procedure::{Do, Procedure};
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{AreaId, BodyId, Code, MatterId};
use store::Val;

use super::stats::{
    By, Half, INDICATORS, Over, Part, Scope, Unit, behind, figures, indicator, rows, whole,
};
use crate::desk;
use crate::fixture;
use crate::house::House;
use crate::rooms::matters;

/// A small source of chance, the same for every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888);
        ((self.0 >> 33) as usize) % bound
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A world of so many matters after so many acts, some of them refused.
fn world(matters: usize, acts: usize) -> (Arc<House>, Vec<MatterId>) {
    let house = fixture::house();
    let mut dice = Dice(11);
    let mut ids: Vec<MatterId> = vec![];
    let actors = actors(&house);
    for turn in 0..acts {
        // Spread over the time, so that the youngest are still open and not late.
        if ids.len() * acts <= turn * matters {
            ids.push(raise(&house, &mut dice));
            continue;
        }
        if turn % 9 == 0 {
            fixture::pass_days(&house, dice.below(3) as i64);
            pass(&house);
        }
        let matter = ids[dice.below(ids.len())];
        let by = actors[dice.below(actors.len())].clone();
        if let Some(act) = some_act(&house, &mut dice, (matter, &by)) {
            let id = ActId(house.chance.bytes());
            let _refused_is_fine = matters::ask_and_wait(&house, id, by, (matter, act));
        }
    }
    let all = house.read(|db| {
        let rows = db.query("SELECT matter FROM matter WHERE house = $1", &[])?;
        Ok(rows.iter().map(|row| row.id(0)).collect())
    });
    (house, all.expect("reads"))
}

fn actors(house: &House) -> Vec<Actor> {
    let posts = [
        ("deputy", "s1"),
        ("deputy", "s2"),
        ("station-staff", "s1"),
        ("congress-office", "congress"),
        ("congress-office", "congress"),
        ("handler", "roads"),
        ("handler", "water"),
        ("handler", "schools"),
    ];
    let officers = posts.iter().map(|(office, at)| fixture::by(house, office, at));
    officers.chain([Actor::Resident, Actor::Resident]).collect()
}

fn raise(house: &Arc<House>, dice: &mut Dice) -> MatterId {
    let mut submission = fixture::submission(house);
    submission.area = fixture::area(house, dice.one(&["county", "t1", "t2", "t1v1", "t2v1"]));
    submission.category = code(dice.one(&["road-damage", "water-supply", "school-meals"]));
    submission.place = Some(dice.one(&["甲", "乙"]).to_owned());
    if dice.below(4) == 0 {
        submission.visibility = Visibility::Confidential;
    }
    let id = ActId(house.chance.bytes());
    let matter = matters::matter_of(house, id);
    let by = match dice.below(4) {
        0 if dice.below(2) == 0 => {
            submission.channel = Some(code("ledger"));
            let received = house.now().plus_ms(-10 * fixture::DAY);
            let rating = dice.one(&[None, Some("satisfied"), Some("not-satisfied")]).map(code);
            let ended = (dice.below(2) == 0).then(|| LedgerEnd { rating, ..LedgerEnd::default() });
            let lead = Some(fixture::body(house, "roads"));
            let row = String::new();
            submission.ledger = Some(Box::new(LedgerRow { received, lead, due: None, ended, row }));
            Actor::House
        }
        0 => {
            submission.channel = Some(code("counter"));
            fixture::by(house, "station-staff", "s1")
        }
        _ => Actor::Resident,
    };
    let asked = (matter, Act::Submit(Box::new(submission)));
    matters::ask_and_wait(house, id, by, asked).expect("the matter is sound");
    matter
}

/// Lets time pass over every matter with a clock that is due.
fn pass(house: &Arc<House>) {
    let today = house.today().to_string();
    let due = house.read(|db| matters::views::due_clocks(db, &today, 10_000)).expect("reads");
    for matter in due {
        let id = ActId(house.chance.bytes());
        let passed =
            house.act_and_wait(id, Actor::House, move |hearing| matters::pass(hearing, matter));
        passed.expect("time passes");
    }
}

fn some_act(house: &Arc<House>, dice: &mut Dice, (matter, by): (MatterId, &Actor)) -> Option<Act> {
    let state = house.state();
    let case = house.read(|db| desk::case(db, matter)).expect("reads")?;
    let setting = matters::setting(&state, Some(&case), (house.now(), by)).expect("a setting");
    let open = rules::open_to(&setting, &case);
    if open.is_empty() {
        return None;
    }
    let body = |dice: &mut Dice| fixture::body(house, dice.one(&["roads", "water", "schools"]));
    let text = || "说明".to_owned();
    let rating =
        |dice: &mut Dice| code(dice.one(&["satisfied", "basically-satisfied", "not-satisfied"]));
    Some(match dice.one(&open) {
        Do::Accept => Act::Accept {},
        Do::FeedBack => Act::FeedBack { way: code("phone"), text: text() },
        Do::Explain => Act::Explain { text: text(), basis: text() },
        Do::HandOver => Act::HandOver(assignment(body(dice))),
        Do::RespondAtOnce => Act::RespondAtOnce(assignment(body(dice))),
        Do::Transfer => Act::Transfer { lead: body(dice), post: None, reason: text() },
        Do::Merge if dice.below(4) == 0 => {
            let other = house.read(|db| {
                let sql = "SELECT matter FROM matter WHERE house = $1 AND outcome IS NULL LIMIT 1";
                db.maybe(sql, &[])
            });
            Act::Merge { into: other.expect("reads")?.id(0), reason: text() }
        }
        Do::Split if dice.below(4) == 0 => {
            let part = SplitPart { title: text(), body: text(), category: case.category.clone() };
            Act::Split { parts: vec![part] }
        }
        Do::Hide if dice.below(3) == 0 => Act::Hide { reason: text() },
        Do::Show => Act::Show { reason: text() },
        Do::Sign => Act::Sign {},
        Do::Return => {
            let duty = code(dice.one(&["roads-1", "water-1", "schools-1"]));
            Act::Return { duty, reason: text() }
        }
        Do::Ask => Act::Ask { question: text() },
        Do::AnswerQuestion => Act::AnswerQuestion { text: text(), files: vec![] },
        Do::AskForTime => Act::AskForTime { working_days: 5, reason: text() },
        Do::GrantTime => Act::GrantTime { reason: text() },
        Do::Reply => Act::Reply(Box::new(reply(house, dice))),
        Do::Deliver => Act::Deliver { text: text() },
        Do::Withdraw if dice.below(8) == 0 => Act::Withdraw { reason: text() },
        Do::Rate => {
            let (solved, again) = (dice.below(2) == 0, dice.below(2) == 0);
            Act::Rate { rating: rating(dice), solved, again }
        }
        Do::ConfirmChannel => Act::ConfirmChannel {},
        _ => return None,
    })
}

fn assignment(lead: BodyId) -> Assignment {
    Assignment { lead, co: vec![], post: None, by: None, text: String::new() }
}

fn reply(house: &House, dice: &mut Dice) -> Answer {
    let class = dice.one(&["done", "done", "promised", "impossible", "above"]);
    Answer {
        class: code(class),
        text: "答复".to_owned(),
        promised: (class == "promised").then(|| {
            let days = jiff::Span::new().days(1 + dice.below(160) as i64);
            house.today().checked_add(days).expect("a near day")
        }),
        passed_to: "上级".to_owned(),
        basis: "依据".to_owned(),
        files: vec![],
    }
}

/// What the recount knows of a matter: folded from its facts by the test itself.
#[derive(Debug, Clone, Default)]
struct Told {
    id: Option<MatterId>,
    received: i64,
    area: Option<AreaId>,
    category: String,
    imported: bool,
    public: bool,
    lead: Option<BodyId>,
    rounds: usize,
    answered: bool,
    in_time: bool,
    waits: bool,
    ended: &'static str,
    answer_clock: Option<Watch>,
    rating: String,
    assisted: bool,
    solved: bool,
    told_rating: Option<Code>,
    returned_by: Vec<BodyId>,
    promises: Vec<Watch>,
    relapse_of: Vec<MatterId>,
}

#[derive(Debug, Clone, Default)]
struct Watch {
    number: u32,
    on: Option<BodyId>,
    due: Option<Date>,
    standing: bool,
    ended: bool,
    kept: bool,
    late: bool,
}

fn tell(house: &House, matter: MatterId) -> Told {
    let records = house.read(|db| desk::records(db, matter)).expect("reads");
    let procedure = house.state().front_procedure(house.today()).expect("is defined").clone();
    let mut told = Told { id: Some(matter), waits: true, rounds: 1, ..Told::default() };
    for record in &records {
        said(&mut told, &record.fact.what);
        let effect = &record.fact.effect;
        for change in &effect.clocks {
            watch(&mut told, &procedure, (change.clock, change.answers), &change.change);
        }
        if effect.round.is_some() {
            (told.rounds, told.waits, told.ended) = (told.rounds + 1, true, "");
        }
    }
    told
}

fn said(told: &mut Told, what: &What) {
    match what {
        What::Submitted(submitted) => {
            told.received = submitted.received.0;
            told.area = Some(submitted.area);
            told.category = submitted.category.to_string();
            told.imported = submitted.channel == "ledger";
            told.public = submitted.visibility == Visibility::Public;
        }
        What::Imported(imported) if imported.ended => {
            (told.waits, told.ended) = (false, "imported");
            (told.lead, told.told_rating) = (imported.lead, imported.rating.clone());
        }
        What::Classified { category } => told.category = category.to_string(),
        What::Hidden { .. } => told.public = false,
        What::Shown { .. } => told.public = true,
        What::HandedOver { lead, .. }
        | What::RespondedAtOnce { lead, .. }
        | What::Transferred { lead, .. } => told.lead = Some(*lead),
        What::Returned { body, .. } => told.returned_by.push(*body),
        What::Replied(_) | What::Explained { .. } => {
            (told.answered, told.waits, told.ended) = (true, false, "answered");
        }
        What::Withdrawn { .. } => (told.waits, told.ended) = (false, "withdrawn"),
        What::Merged { .. } => (told.waits, told.ended) = (false, "merged"),
        What::Rated { rating, solved, assisted, .. } => {
            told.rating = rating.to_string();
            (told.solved, told.assisted) = (*solved, *assisted);
        }
        What::Linked { how, to } if *how == "relapse" => told.relapse_of.push(*to),
        _ => {}
    }
}

fn watch(told: &mut Told, procedure: &Procedure, (number, answers): (u32, bool), change: &Change) {
    if let Change::Started(Started { key, due, on, .. }) = change {
        let watch = Watch { number, on: on.body, due: Some(*due), ..Watch::default() };
        if answers {
            told.answer_clock = Some(watch);
        } else if procedure.clock(key).is_some_and(|rule| rule.length.is_none()) {
            told.promises.push(watch);
        }
        return;
    }
    let promises = told.promises.iter_mut();
    let Some(watch) =
        promises.chain(told.answer_clock.as_mut()).find(|watch| watch.number == number)
    else {
        return;
    };
    match change {
        Change::Fulfilled { late, .. } => {
            (watch.ended, watch.kept, watch.late) = (true, true, *late);
            if answers {
                told.in_time = !late;
            }
        }
        Change::Released => watch.ended = true,
        Change::Paused { .. } => watch.standing = true,
        Change::Resumed { due, .. } | Change::Extended { due, .. } => {
            (watch.standing, watch.due) = (false, Some(*due));
        }
        Change::Started(_) | Change::Moved { .. } | Change::Warned | Change::Expired => {}
    }
}

/// How often a matter counts for a half of a figure, and under which units.
fn counted(
    key: &str,
    half: Half,
    told: &Told,
    (today, all): (Date, &Worlds),
) -> Vec<Option<BodyId>> {
    let missed = told.waits
        && told.answer_clock.as_ref().is_some_and(|watch| {
            !watch.standing && !watch.ended && watch.due.is_some_and(|due| due < today)
        });
    let own = !told.rating.is_empty() && !told.assisted;
    let numerator = half == Half::Numerator;
    let once = |counts: bool| if counts { vec![told.lead] } else { vec![] };
    let promised = |counts: &dyn Fn(&Watch) -> bool| {
        told.promises.iter().filter(|watch| !numerator || counts(watch)).map(|w| w.on).collect()
    };
    match (key, numerator) {
        ("received", _) => once(true),
        ("relapses" | "open" | "withdrawn" | "merged" | "imported", false) => once(true),
        ("answered", false) => once(told.ended != "imported"),
        ("answered", true) => once(told.answered),
        ("on-time", false) => once(!told.imported && (told.answered || missed)),
        ("on-time", true) => once(!told.imported && told.answered && told.in_time && !missed),
        ("open", true) | ("late", false) => once(told.waits),
        ("late", true) => once(missed),
        ("solved", false) => once(own),
        ("solved", true) => once(own && told.solved),
        ("satisfied" | "basically-satisfied" | "not-satisfied", true) => {
            once(own && told.rating == key)
        }
        ("not-rated", true) => once(told.answered && told.rating.is_empty()),
        ("rated-assisted", true) => once(told.assisted && !told.rating.is_empty()),
        ("second-rounds", true) => once(told.rounds > 1),
        (
            "satisfied"
            | "basically-satisfied"
            | "not-satisfied"
            | "not-rated"
            | "rated-assisted"
            | "second-rounds",
            false,
        ) => once(told.answered),
        ("sent-back", _) => told.returned_by.iter().copied().map(Some).collect(),
        ("relapses", true) => once(told.relapse_of.iter().any(|other| {
            all[other].received < told.received
                || (all[other].received == told.received && Some(*other) < told.id)
        })),
        ("promises", _) => promised(&|_| true),
        ("promises-kept", _) => promised(&|watch| watch.kept && !watch.late),
        ("promises-kept-late", _) => promised(&|watch| watch.kept && watch.late),
        ("promises-overdue", _) => {
            promised(&|watch| !watch.ended && watch.due.is_some_and(|due| due < today))
        }
        ("withdrawn" | "merged", true) => once(told.ended == key),
        ("imported", true) | ("imported-ended", false) => once(told.imported),
        ("imported-ended", true) => once(told.ended == "imported"),
        ("imported-satisfied", false) => once(told.told_rating.is_some()),
        ("imported-satisfied", true) => {
            once(told.told_rating.as_ref().is_some_and(|r| *r == "satisfied"))
        }
        _ => panic!("the recount does not know {key}"),
    }
}

type Worlds = BTreeMap<MatterId, Told>;

/// The matters in a scope that count, as often as they do.
fn recount<'a>(all: &'a Worlds, scope: &Scope, key: &str, half: Half) -> Vec<&'a Told> {
    let today: Date = scope.as_of.parse().expect("a day");
    let in_scope = |told: &&Told| {
        (scope.from.0..scope.until.0).contains(&told.received)
            && (scope.areas.is_empty() || told.area.is_some_and(|a| scope.areas.contains(&a)))
            && scope.category.as_ref().is_none_or(|category| *category == *told.category)
    };
    let of_unit = |unit: &Option<BodyId>| match scope.unit {
        Unit::Any => true,
        Unit::Nobody => unit.is_none(),
        Unit::One(body) => *unit == Some(body),
    };
    let times = |told: &&'a Told| {
        let counted = counted(key, half, told, (today, all));
        counted.iter().filter(|unit| of_unit(unit)).count()
    };
    all.values().filter(in_scope).flat_map(|told| std::iter::repeat_n(told, times(&told))).collect()
}

fn scopes(house: &House) -> Vec<(&'static str, Scope)> {
    let today = house.today();
    let zone = house.state().zone.clone();
    let all = Scope {
        from: zone.start_of(date(2026, 1, 1)),
        until: zone.end_of(today),
        as_of: today.to_string(),
        areas: vec![],
        category: None,
        unit: Unit::Any,
    };
    let later = today.checked_add(jiff::Span::new().days(70)).expect("a near day");
    let middle = Time(fixture::BEGIN.0.midpoint(house.now().0));
    let t1 = vec![fixture::area(house, "t1"), fixture::area(house, "t1v1")];
    let category = Code::new("water-supply").ok();
    let roads = Unit::One(fixture::body(house, "roads"));
    vec![
        ("all", all.clone()),
        ("as of a later day", Scope { as_of: later.to_string(), ..all.clone() }),
        ("the first half", Scope { until: middle, ..all.clone() }),
        ("a town", Scope { areas: t1, ..all.clone() }),
        ("a category", Scope { category, ..all.clone() }),
        ("a unit", Scope { unit: roads, ..all.clone() }),
        ("no unit", Scope { unit: Unit::Nobody, ..all }),
    ]
}

#[test]
fn every_figure_equals_a_recount_from_the_log() {
    let (house, _) = world(160, 11_000);
    let shown = check(&house);
    // A world in which hardly anything happens proves little; the rarest may be missing in one.
    assert!(shown + 3 >= INDICATORS.len(), "the world shows only {shown} indicators");
}

/// Compares every figure of a house with a recount from its log; how many figures show something.
pub(crate) fn check(house: &House) -> usize {
    let rows = house.read(|db| db.query("SELECT matter FROM matter WHERE house = $1", &[]));
    let matters = rows.expect("reads").into_iter().map(|row| row.id(0));
    let all: Worlds = matters.map(|matter| (matter, tell(house, matter))).collect();
    let mut shown = 0;
    for (called, scope) in scopes(house) {
        let parts = house.read(|db| whole(db, &scope)).expect("reads");
        for (found, indicator) in parts.iter().zip(INDICATORS) {
            let count = |half| recount(&all, &scope, indicator.key, half).len() as i64;
            let recounted =
                Part { numerator: count(Half::Numerator), denominator: count(Half::Denominator) };
            assert_eq!(*found, recounted, "{} of {called}", indicator.key);
            if called == "all" && found.numerator > 0 {
                shown += 1;
            }
        }
    }
    shown
}

#[test]
fn lists_hold_exactly_what_is_counted() {
    let (house, matters) = world(40, 900);
    let all: Worlds = matters.iter().map(|matter| (*matter, tell(&house, *matter))).collect();
    let first = (Time(i64::MAX), MatterId::from_int(i64::MAX));
    for (called, scope) in scopes(&house) {
        for indicator in INDICATORS {
            for half in [Half::Numerator, Half::Denominator] {
                let figure = (indicator, half);
                let (total, public) = house.read(|db| behind(db, &scope, figure)).expect("reads");
                let listed =
                    house.read(|db| rows(db, &scope, figure, (first, 1000))).expect("reads");
                let mut listed: Vec<MatterId> = listed
                    .iter()
                    .flat_map(|row| std::iter::repeat_n(row.matter, row.times as usize))
                    .collect();
                listed.sort_unstable();
                let counted = recount(&all, &scope, indicator.key, half);
                let expected: Vec<MatterId> =
                    counted.iter().filter(|told| told.public).filter_map(|told| told.id).collect();
                let key = indicator.key;
                assert_eq!(total, counted.len() as i64, "{key} of {called}");
                assert_eq!(public, expected.len() as i64, "{key} of {called}");
                assert_eq!(listed, expected, "{key} of {called}");
            }
        }
    }
}

#[test]
fn groups_add_up_to_the_whole() {
    let (house, _) = world(30, 600);
    let (_, scope) = scopes(&house).remove(0);
    let expected = house.read(|db| whole(db, &scope)).expect("reads");
    let middle = Time(fixture::BEGIN.0.midpoint(house.now().0));
    for by in [By::Unit, By::Area, By::Category, By::Month(vec![middle])] {
        let groups = house.read(|db| figures(db, &scope, &by)).expect("reads");
        assert!(groups.len() > 1, "{by:?}");
        let mut sum = vec![Part::default(); INDICATORS.len()];
        for (_, parts) in &groups {
            for (sum, part) in sum.iter_mut().zip(parts) {
                sum.numerator += part.numerator;
                sum.denominator += part.denominator;
            }
        }
        assert_eq!(sum, expected, "{by:?}");
    }
}

#[test]
fn the_figures_know_what_the_shipped_procedure_says() {
    let house = fixture::house();
    let state = house.state();
    let procedure = state.front_procedure(house.today()).expect("is defined");
    for rating in &procedure.rating.scale {
        assert!(indicator(rating.as_str()).is_some(), "no figure for the rating {rating}");
    }
    for clock in procedure.clocks.iter().filter(|clock| clock.length.is_none()) {
        assert_eq!(clock.key, code("promise"), "figures of promises count clocks of this name");
    }
    assert!(procedure.clocks.iter().any(|clock| matches!(clock.length, Some(Length::Days(_)))));
    let keys: Vec<&str> = INDICATORS.iter().map(|indicator| indicator.key).collect();
    let mut once = keys.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), keys.len());
    assert!(INDICATORS.iter().any(|indicator| indicator.over == Over::Returns));
    assert_ne!(Val::Null, Val::Int(0));
}
