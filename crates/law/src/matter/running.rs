//! The clocks of a matter as they run, stand still and end.

use jiff::civil::Date;

use super::facts::{Change, ClockChange, Holder, Started};
use crate::clock::{Length, Pause};
use crate::words::Code;

/// What a clock is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Running,
    /// It stands still.
    Paused,
    /// It ran out, and what it waits for has not come.
    Expired,
    /// What it waited for came.
    Fulfilled,
    /// The matter moved on without it.
    Released,
}

/// A clock of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Clock {
    pub number: u32,
    pub key: Code,
    pub on: Holder,
    pub from: Date,
    pub length: Option<Length>,
    pub extensions: Vec<Length>,
    pub pauses: Vec<Pause>,
    pub due: Date,
    pub warn: Date,
    pub warned: bool,
    pub state: State,
    pub late: bool,
    /// Whether it is the resident's own date.
    pub answers: bool,
    pub provisional: bool,
    /// The day on which it was fulfilled.
    pub ended: Option<Date>,
}

impl Clock {
    /// Whether something is still waited for.
    pub fn is_alive(&self) -> bool {
        matches!(self.state, State::Running | State::Paused | State::Expired)
    }
}

impl Clock {
    /// A clock as its start put it on record.
    pub fn begin(change: &ClockChange, started: &Started) -> Self {
        Self {
            number: change.clock,
            answers: change.answers,
            key: started.key.clone(),
            on: started.on.clone(),
            from: started.from,
            length: started.length,
            extensions: vec![],
            pauses: vec![],
            due: started.due,
            warn: started.warn,
            warned: false,
            state: State::Running,
            late: false,
            provisional: started.provisional,
            ended: None,
        }
    }

    /// Takes in what became of it.
    pub fn turn(&mut self, change: &Change) {
        match change {
            Change::Started(_) => {}
            Change::Fulfilled { day, late } => {
                self.state = State::Fulfilled;
                self.late = *late;
                self.ended = Some(*day);
            }
            Change::Released => self.state = State::Released,
            Change::Paused { day } => {
                self.state = State::Paused;
                self.pauses.push(Pause { from: *day, until: None });
            }
            Change::Resumed { day, due, warn } => {
                self.state = State::Running;
                if let Some(pause) = self.pauses.last_mut() {
                    pause.until = Some(*day);
                }
                (self.due, self.warn) = (*due, *warn);
            }
            Change::Extended { by, due, warn } => {
                self.state = State::Running;
                self.extensions.push(*by);
                (self.due, self.warn) = (*due, *warn);
            }
            Change::Moved { post } => self.on.post = Some(*post),
            Change::Warned => self.warned = true,
            Change::Expired => {
                self.state = State::Expired;
                self.late = true;
            }
        }
    }
}
