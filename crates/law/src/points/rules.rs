//! What may be done with a passbook, and by whom; each no says how it is mended.

use jiff::civil::Date;

use super::{Fact, Passbook, REASON, Tariff};
use crate::clock::Time;
use crate::record::{Actor, Officer};
use crate::redaction;
use crate::register::Register;
use crate::ruling::{Enclosures, Refusal, typed};
use crate::words::{Hash, TextRef};

const REASON_MOST: usize = 200;
/// The most pieces of one good at once.
const PIECES_MOST: u16 = 100;

/// What an act is ruled by.
pub struct Setting<'a> {
    /// The tariff in force.
    pub tariff: &'a Tariff,
    /// The register.
    pub register: &'a Register,
    /// The day of the act.
    pub today: Date,
    /// Who acts.
    pub by: &'a Actor,
}

/// A voluntary act, as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which kind, as typed.
    pub deed: String,
    /// When it was; nothing where that was not said.
    pub day: Option<Date>,
    /// How many units; nothing where that was not said.
    pub count: Option<u16>,
}

/// Whether an officer keeps points: a station's staff, and the house's own office.
pub fn keeps(register: &Register, officer: &Officer) -> bool {
    let sort = register.bodies.get(&officer.body).map(|body| body.sort.as_str());
    match officer.office.as_str() {
        "station-staff" => sort == Some("station"),
        "congress-office" => sort == Some("congress"),
        _ => false,
    }
}

fn officer<'a>(setting: &Setting<'a>) -> Result<&'a Officer, Refusal> {
    let held = |officer: &&Officer| {
        setting.register.is_officer(officer, setting.today) && keeps(setting.register, officer)
    };
    setting.by.officer().filter(held).ok_or(Refusal::forbidden("points.not-yours"))
}

fn must_be_open(passbook: &Passbook) -> Result<(), Refusal> {
    // Whoever left is not known any more: there is no such passbook.
    if passbook.left { Err(Refusal::invalid("points.unknown").at("passbook")) } else { Ok(()) }
}

fn reason(text: &str, enclosures: &mut Enclosures<'_>) -> Result<TextRef, Refusal> {
    let text = typed(text, "reason", REASON_MOST)?;
    if !redaction::find(text).is_empty() {
        return Err(Refusal::invalid("points.reason-personal").at("reason"));
    }
    Ok(enclosures.add(REASON, text, false))
}

/// Opens a passbook for somebody who asks for it.
///
/// # Errors
/// Nobody asked, or who may not.
pub fn open(setting: &Setting<'_>, asked: bool, code: Hash) -> Result<Fact, Refusal> {
    let body = officer(setting)?.body;
    match asked {
        true => Ok(Fact::Opened { body, code }),
        false => Err(Refusal::invalid("points.nobody-asked").at("asked")),
    }
}

/// Gives a lost passbook another code; the old one opens nothing any more. Whoever does so knows
/// the new code, so they give no goods for it.
///
/// # Errors
/// Who may not, a passbook of another station, one that is closed, no reason or one that leads to a
/// person.
pub fn replace(
    setting: &Setting<'_>,
    passbook: &Passbook,
    (code, why): (Hash, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    let officer = officer(setting)?;
    must_be_open(passbook)?;
    if officer.office == *"station-staff" && officer.body != passbook.body {
        return Err(Refusal::forbidden("points.other-station").at("passbook"));
    }
    Ok(Fact::Replaced { code, reason: reason(why, enclosures)? })
}

/// Enters a voluntary act.
///
/// # Errors
/// Who may not, a deed that is not listed, a day that has not come or is long past, more units than
/// a day has; each at its field.
pub fn enter(setting: &Setting<'_>, passbook: &Passbook, draft: &Draft) -> Result<Fact, Refusal> {
    let body = officer(setting)?.body;
    must_be_open(passbook)?;
    let mut wrong = vec![];
    let deed = setting.tariff.deed(&draft.deed);
    if deed.is_none() {
        wrong.push(Refusal::invalid("points.no-deed").at("deed"));
    }
    wrong.extend(check_day(setting, draft.day).err());
    let most = deed.map_or(u16::MAX, |deed| deed.most);
    let count = draft.count.filter(|count| (1..=most).contains(count));
    if count.is_none() {
        let refusal = Refusal::invalid("field.out-of-range").at("count");
        wrong.push(refusal.with("least", 1).with("most", most));
    }
    Refusal::all(wrong)?;
    let (Some(deed), Some(day), Some(count)) = (deed, draft.day, count) else {
        unreachable!("what is missing was refused above");
    };
    let before = passbook.units.get(&(deed.key.clone(), day)).copied().unwrap_or(0);
    if before + u32::from(count) > u32::from(deed.most) {
        let refusal = Refusal::conflict("points.day-is-full").at("count");
        return Err(refusal.with("most", deed.most).with("before", before));
    }
    let points = u32::from(count) * u32::from(deed.points);
    Ok(Fact::Entered { body, count, day, deed: deed.key.clone(), points })
}

fn check_day(setting: &Setting<'_>, day: Option<Date>) -> Result<(), Refusal> {
    let day = day.ok_or(Refusal::invalid("field.empty").at("day"))?;
    if day > setting.today {
        return Err(Refusal::invalid("points.day-to-come").at("day"));
    }
    let days = setting.tariff.entered_days;
    let earliest = setting.today.checked_sub(jiff::Span::new().days(i64::from(days)));
    match earliest.is_ok_and(|earliest| day < earliest) {
        true => Err(Refusal::invalid("points.day-past").at("day").with("days", days)),
        false => Ok(()),
    }
}

/// A second person agrees to what was entered: the points are given.
///
/// # Errors
/// Who may not, nothing that waits, whoever entered it.
pub fn agree(setting: &Setting<'_>, passbook: &Passbook, record: u64) -> Result<Fact, Refusal> {
    let officer = officer(setting)?;
    let pending = passbook.pending.get(&record);
    let pending = pending.ok_or(Refusal::conflict("points.nothing-waits"))?;
    if pending.by == Some(officer.person) {
        return Err(Refusal::conflict("points.same-person"));
    }
    Ok(Fact::Agreed { points: pending.points, record })
}

/// What was entered does not count: whoever entered it may say so as well.
///
/// # Errors
/// Who may not, nothing that waits, no reason.
pub fn decline(
    setting: &Setting<'_>,
    passbook: &Passbook,
    (record, why): (u64, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    officer(setting)?;
    if !passbook.pending.contains_key(&record) {
        return Err(Refusal::conflict("points.nothing-waits"));
    }
    Ok(Fact::Declined { reason: reason(why, enclosures)?, record })
}

/// Gives goods for points.
///
/// # Errors
/// Who may not or has just replaced it, goods that are not listed, more than the passbook holds.
pub fn redeem(
    setting: &Setting<'_>,
    passbook: &Passbook,
    (good, count): (&str, Option<u16>),
) -> Result<Fact, Refusal> {
    let officer = officer(setting)?;
    must_be_open(passbook)?;
    if passbook.replaced_by == Some(officer.person) {
        return Err(Refusal::conflict("points.replaced-by-you").at("passbook"));
    }
    let body = officer.body;
    let good = setting.tariff.good(good).ok_or(Refusal::invalid("points.no-good").at("good"))?;
    let count = count.filter(|count| (1..=PIECES_MOST).contains(count));
    let wrong = Refusal::invalid("field.out-of-range").at("pieces");
    let count = count.ok_or(wrong.with("least", 1).with("most", PIECES_MOST))?;
    let points = u32::from(count) * u32::from(good.points);
    if points > passbook.balance {
        let refusal = Refusal::conflict("points.too-few").at("good");
        return Err(refusal.with("needed", points).with("held", passbook.balance));
    }
    Ok(Fact::Redeemed { body, count, good: good.key.clone(), points })
}

/// Whoever holds it leaves: what it held lapses, and its code opens nothing any more.
///
/// # Errors
/// A passbook that was left.
pub fn leave(passbook: &Passbook) -> Result<Fact, Refusal> {
    must_be_open(passbook)?;
    Ok(Fact::Left { points: passbook.balance })
}

/// What of a passbook does not go on at the end of a year, which may be nothing; `None` where the
/// year was closed before. What was earned after the year's end is left alone, also where that was
/// spent in part: what was there before is spent first.
pub fn close_year(tariff: &Tariff, passbook: &Passbook, (year, end): (i16, Time)) -> Option<Fact> {
    if passbook.left || passbook.closed.is_some_and(|closed| closed >= year) {
        return None;
    }
    let held = passbook.balance_before(Some(end)).max(0);
    let since = passbook.moves.iter().filter(|(at, points)| *at >= end && *points < 0);
    let spent: i64 = since.map(|(_, points)| points).sum();
    let goes_on = held * i64::from(tariff.keeps) / 100;
    let gone = (held - goes_on).min((held + spent).max(0));
    Some(Fact::Lapsed { points: u32::try_from(gone).unwrap_or(0), year })
}
