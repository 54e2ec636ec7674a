//! What becomes of the clocks of a matter by a fact.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::facts::Holder;
use crate::clock::Length;
use crate::words::{Code, PostId};

/// A change of one clock of the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockChange {
    /// Whether it is the resident's own date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answers: bool,
    /// What became of it.
    pub change: Change,
    /// Its number within the matter, counted from zero.
    pub clock: u32,
}

/// What became of a clock. Days are days of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It began to run.
    Started(Started),
    /// What it waited for came on this day; `late` where that was after the last day.
    Fulfilled {
        /// The day.
        day: Date,
        /// Whether the last day had passed.
        late: bool,
    },
    /// The matter moved on without it.
    Released,
    /// It stands still from this day.
    Paused {
        /// The day.
        day: Date,
    },
    /// It goes on; the day itself is not counted.
    Resumed {
        /// The day.
        day: Date,
        /// The new last day.
        due: Date,
        /// The new day of warning.
        warn: Date,
    },
    /// It was given more time.
    Extended {
        /// How much.
        by: Length,
        /// The new last day.
        due: Date,
        /// The new day of warning.
        warn: Date,
    },
    /// It runs on another post of the same body.
    Moved {
        /// The post.
        post: PostId,
    },
    /// Its holder was warned that it is nearly due.
    Warned,
    /// Its last day passed and nothing had come.
    Expired,
}

/// A clock that began to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The last day on which the thing is in time.
    pub due: Date,
    /// The day of the start event, which is not counted.
    pub from: Date,
    /// The clock of the procedure.
    pub key: Code,
    /// Its length; `None` where the last day was promised or set by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// On whom it runs.
    pub on: Holder,
    /// Whether it passes through a year whose holidays are not yet published.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// The day on which its holder is warned.
    pub warn: Date,
}
