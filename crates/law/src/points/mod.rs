//! Points for voluntary acts (积分超市, 道德银行; mechanism N-03): passbooks without names, acts
//! that two people enter, never below zero, and never a condition for anything.
//!
//! A passbook is known by its code, as a receipt is: the house keeps no name, so nobody can be
//! listed, ranked or looked up by what they earned, and after leaving no page finds it again.

mod rules;
mod tariff;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::record::Record;
use crate::words::{BodyId, Code, Hash, Id, PersonId, TextRef};

pub use rules::{
    Draft, Setting, agree, close_year, decline, enter, keeps, leave, open, redeem, replace,
};
pub use tariff::{Deed, Good, Tariff};

/// What a [`PassbookId`] names; never built.
pub enum Named {}
/// Names one passbook.
pub type PassbookId = Id<Named>;

/// The kind under which reasons lie in the vault; for who keeps points.
pub const REASON: &str = "points-reason";

/// A fact about a passbook. It stands under the number of the passbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields repeat the sentence of their fact")]
pub enum Fact {
    /// Somebody asked for it at a station; `code` is the keyed hash of its code.
    #[serde(rename = "points.opened/1")]
    Opened { body: BodyId, code: Hash },
    /// A lost one got another code, for a reason.
    #[serde(rename = "points.replaced/1")]
    Replaced { code: Hash, reason: TextRef },
    /// A voluntary act was entered; it counts when a second person agrees.
    #[serde(rename = "points.entered/1")]
    Entered { body: BodyId, count: u16, day: Date, deed: Code, points: u32 },
    /// A second person agreed to what a record entered.
    #[serde(rename = "points.agreed/1")]
    Agreed { points: u32, record: u64 },
    /// What a record entered does not count, for a reason.
    #[serde(rename = "points.declined/1")]
    Declined { reason: TextRef, record: u64 },
    /// Points were given for goods of the shop.
    #[serde(rename = "points.redeemed/1")]
    Redeemed { body: BodyId, count: u16, good: Code, points: u32 },
    /// A year was closed: what did not go on, which may be nothing.
    #[serde(rename = "points.lapsed/1")]
    Lapsed { points: u32, year: i16 },
    /// Whoever holds it left, with so many points.
    #[serde(rename = "points.left/1")]
    Left { points: u32 },
}

impl Fact {
    /// The wire name.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "points.opened/1",
            Self::Replaced { .. } => "points.replaced/1",
            Self::Entered { .. } => "points.entered/1",
            Self::Agreed { .. } => "points.agreed/1",
            Self::Declined { .. } => "points.declined/1",
            Self::Redeemed { .. } => "points.redeemed/1",
            Self::Lapsed { .. } => "points.lapsed/1",
            Self::Left { .. } => "points.left/1",
        }
    }

    /// The texts that it names: what kind each is, and whether everybody may read it.
    pub fn texts(&self) -> Vec<(TextRef, &'static str, bool)> {
        match self {
            Self::Replaced { reason, .. } | Self::Declined { reason, .. } => {
                vec![(*reason, REASON, false)]
            }
            _ => vec![],
        }
    }

    /// What it moves: from which ledger to which, and how many points. Every entry has two sides.
    pub const fn posting(&self) -> Option<(Ledger, Ledger, u32)> {
        match self {
            Self::Agreed { points, .. } => Some((Ledger::Issued, Ledger::Held, *points)),
            Self::Redeemed { points, .. } => Some((Ledger::Held, Ledger::Redeemed, *points)),
            Self::Lapsed { points, .. } | Self::Left { points } => {
                Some((Ledger::Held, Ledger::Lapsed, *points))
            }
            _ => None,
        }
    }
}

/// The ledgers between which points move. What is in all of them together is nothing at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ledger {
    /// Where points come from: below zero by all that were ever given.
    Issued,
    /// What passbooks hold.
    Held,
    /// What was given for goods.
    Redeemed,
    /// What went at the end of a year, or with whoever left.
    Lapsed,
}

impl Ledger {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Issued, Self::Held, Self::Redeemed, Self::Lapsed];

    /// As a column and a word have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Held => "held",
            Self::Redeemed => "redeemed",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A voluntary act that was entered and waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Which kind.
    pub deed: Code,
    /// When it was.
    pub day: Date,
    /// How many units.
    pub count: u16,
    /// What it earns.
    pub points: u32,
    /// Who entered it.
    pub by: Option<PersonId>,
}

/// A passbook as its facts make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passbook {
    /// Which.
    pub id: PassbookId,
    /// Where it was opened.
    pub body: BodyId,
    /// The keyed hash of its code.
    pub code: Hash,
    /// Whether whoever held it left.
    pub left: bool,
    /// What it holds: never below zero.
    pub balance: u32,
    /// What waits for a second person, by the record that entered it.
    pub pending: BTreeMap<u64, Pending>,
    /// How many units of each deed stand or wait on each day.
    units: BTreeMap<(Code, Date), u32>,
    /// What moved, and when.
    moves: Vec<(Time, i64)>,
    /// The last year that was closed.
    closed: Option<i16>,
    /// Who gave it another code last, until goods were given for that.
    replaced_by: Option<PersonId>,
}

impl Passbook {
    /// Folds the facts of one; nothing where there are none.
    pub fn fold(id: PassbookId, records: &[Record<Fact>]) -> Option<Self> {
        let mut records = records.iter();
        let Fact::Opened { body, code } = records.next()?.fact else { return None };
        let mut passbook = Self {
            id,
            body,
            code,
            left: false,
            balance: 0,
            pending: BTreeMap::new(),
            units: BTreeMap::new(),
            moves: vec![],
            closed: None,
            replaced_by: None,
        };
        records.for_each(|record| passbook.take(record));
        Some(passbook)
    }

    fn take(&mut self, record: &Record<Fact>) {
        if let Some((from, to, points)) = record.fact.posting() {
            let sign = i64::from(to == Ledger::Held) - i64::from(from == Ledger::Held);
            self.moves.push((record.at(), sign * i64::from(points)));
            self.balance = u32::try_from(self.balance_before(None)).unwrap_or(0);
        }
        match &record.fact {
            Fact::Opened { .. } => {}
            Fact::Redeemed { .. } => self.replaced_by = None,
            Fact::Replaced { code, .. } => {
                self.code = *code;
                self.replaced_by = record.by().officer().map(|officer| officer.person);
            }
            Fact::Entered { count, day, deed, points, .. } => {
                let by = record.by().officer().map(|officer| officer.person);
                let (deed, day, count, points) = (deed.clone(), *day, *count, *points);
                *self.units.entry((deed.clone(), day)).or_default() += u32::from(count);
                self.pending.insert(record.seq(), Pending { deed, day, count, points, by });
            }
            Fact::Agreed { record, .. } => _ = self.pending.remove(record),
            Fact::Declined { record, .. } => {
                if let Some(gone) = self.pending.remove(record) {
                    let units = self.units.entry((gone.deed, gone.day)).or_default();
                    *units = units.saturating_sub(u32::from(gone.count));
                }
            }
            Fact::Lapsed { year, .. } => self.closed = Some(*year),
            Fact::Left { .. } => {
                self.left = true;
                self.pending.clear();
            }
        }
    }

    /// What it held before an instant, or holds now.
    fn balance_before(&self, end: Option<Time>) -> i64 {
        let moves = self.moves.iter().filter(|(at, _)| end.is_none_or(|end| *at < end));
        moves.map(|(_, points)| points).sum()
    }
}
