//! What is wrong with a procedure, where, and what would happen to a matter because of it.

use std::fmt;

use crate::words::Code;

/// What is wrong with a procedure, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The line of the file, counted from one.
    pub line: usize,
    /// The column of the line, in characters, counted from one.
    pub column: usize,
    /// Which rule of a sound procedure is broken, as a dotted word.
    pub code: &'static str,
    /// The sentence that says what is wrong and how it would be right.
    pub sentence: String,
    /// What would happen to a matter, act by act; empty where the flaw shows without a story.
    pub story: Vec<Event>,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} ({})", self.line, self.column, self.sentence, self.code)?;
        for line in &self.story {
            write!(f, "\n    {line}")?;
        }
        Ok(())
    }
}

/// A line of the story that shows a flaw. Printed, it is a sentence in English with the keys of the
/// file; pages put it in their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are keys of steps, roles, acts and clocks")]
pub enum Event {
    /// Somebody brings a matter.
    Begins { step: Code },
    /// Somebody does an act; nobody may where `by` is missing.
    Does { by: Option<Code>, act: Code, to: Code },
    /// Somebody does an act and asks for a new round.
    AsksAgain { by: Option<Code>, act: Code, to: Code },
    /// A clock runs out and moves the matter.
    RunsOut { clock: Code, to: Code },
    /// Nobody holds the role of a step.
    NobodyThere { from: Code, to: Code },
    /// A step is passed over.
    PassedOver { from: Code, to: Code },
    /// A matter comes to a step, where there is one, and a clock starts.
    Starts { step: Option<Code>, clock: Code },
    /// Somebody is to be warned so many working days before a clock runs out.
    Warns { days: u16 },
    /// How the story ends.
    Ends(Ending),
}

/// How the story of a flaw ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The matter waits, and no clock runs.
    NoClock,
    /// No way leads to an outcome.
    NoWay,
    /// It goes round without end.
    WithoutEnd,
    /// Every bound is reached, and what is left leads nowhere.
    NothingLeft,
    /// It has ended without an answer.
    NoAnswer,
    /// Nobody was named who could hold it.
    NobodyNamed,
    /// The day of the warning is over when the clock starts.
    WarnedAtOnce,
}

impl Ending {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::NoClock,
        Self::NoWay,
        Self::WithoutEnd,
        Self::NothingLeft,
        Self::NoAnswer,
        Self::NobodyNamed,
        Self::WarnedAtOnce,
    ];

    /// The name by which word files know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoClock => "no-clock",
            Self::NoWay => "no-way",
            Self::WithoutEnd => "without-end",
            Self::NothingLeft => "nothing-left",
            Self::NoAnswer => "no-answer",
            Self::NobodyNamed => "nobody-named",
            Self::WarnedAtOnce => "warned-at-once",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::NoClock => "here it waits, and no clock runs",
            Self::NoWay => "from here no way leads to an outcome",
            Self::WithoutEnd => "and so on, without end",
            Self::NothingLeft => {
                "all that could move it has been done as often as it may, or its days are over; \
                 from here no way that is left leads to an outcome"
            }
            Self::NoAnswer => "it has ended, and no answer was given",
            Self::NobodyNamed => "nobody was named who could hold it here",
            Self::WarnedAtOnce => {
                "that day is over already: the warning comes with the matter and tells nobody \
                 anything"
            }
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who =
            |by: &Option<Code>| by.as_ref().map_or_else(|| "nobody".to_owned(), Code::to_string);
        match self {
            Self::Begins { step } => write!(f, "somebody brings a matter; it stands at {step}"),
            Self::Does { by, act, to } => write!(f, "{} does {act}; it goes to {to}", who(by)),
            Self::AsksAgain { by, act, to } => {
                write!(f, "{} does {act} and asks for a new round; it goes to {to}", who(by))
            }
            Self::RunsOut { clock, to } => write!(f, "the clock {clock} runs out; it goes to {to}"),
            Self::NobodyThere { from, to } => {
                write!(f, "nobody holds the role of {from}; it goes to {to}")
            }
            Self::PassedOver { from, to } => write!(f, "{from} is passed over for {to}"),
            Self::Starts { step, clock } => {
                let step = step.as_ref().map_or("a step", Code::as_str);
                write!(f, "a matter comes to {step}, and the clock {clock} starts")
            }
            Self::Warns { days } => {
                write!(f, "somebody is to be warned {days} working days before it runs out")
            }
            Self::Ends(ending) => f.write_str(ending.sentence()),
        }
    }
}
