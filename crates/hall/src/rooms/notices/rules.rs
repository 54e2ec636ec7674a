//! Which facts residents are told of, how long a message that failed waits, what an address shows.

use law::matter::facts::Change;
use law::matter::{Fact, What};

/// What residents are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A deputy took the matter up.
    Accepted,
    /// It was answered, or explained: now it can be rated.
    Answered,
    /// The resident's own date passed without an answer.
    Late,
    /// A handler asks something.
    Asked,
    /// The handling unit was given more time.
    MoreTime,
    /// What was promised is done.
    Delivered,
    /// It goes on by another procedure.
    Moved,
    /// It was merged into another matter.
    Merged,
    /// It was taken out of public view.
    Hidden,
    /// It is asked again whether it is still solved.
    LookBack,
}

impl News {
    /// The name in rows and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Answered => "answered",
            Self::Late => "late",
            Self::Asked => "asked",
            Self::MoreTime => "more-time",
            Self::Delivered => "delivered",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Hidden => "hidden",
            Self::LookBack => "look-back",
        }
    }

    /// Whether it asks for something that only the submitter of the very matter can do, so that
    /// nobody else is bothered with it.
    pub const fn is_for_submitter(self) -> bool {
        matches!(self, Self::Asked | Self::LookBack)
    }
}

/// What a fact is told as; `None` for what residents are not told of.
pub fn told(fact: &Fact) -> Option<News> {
    Some(match &fact.what {
        What::Accepted {} => News::Accepted,
        What::Replied(_) | What::Explained { .. } => News::Answered,
        What::Asked { .. } => News::Asked,
        What::TimeGranted { .. } => News::MoreTime,
        What::Delivered { .. } => News::Delivered,
        What::Converted { .. } => News::Moved,
        What::Merged { .. } => News::Merged,
        What::Hidden { .. } => News::Hidden,
        What::LookBackDrawn { .. } => News::LookBack,
        What::ClockExpired { .. } if is_own_date(fact) => News::Late,
        _ => return None,
    })
}

/// Whether the clock that ran out is the resident's own date.
fn is_own_date(fact: &Fact) -> bool {
    let changes = fact.effect.clocks.iter();
    changes.into_iter().any(|change| change.answers && change.change == Change::Expired)
}

/// How long a message waits after each failure, in minutes. After the last one it has failed: by
/// then two days have passed.
const PAUSES: [i64; 7] = [1, 5, 30, 120, 360, 840, 1440];

/// How long a message waits after so many tries, in milliseconds; `None` where it is given up.
pub fn pause_ms(tries: i64) -> Option<i64> {
    let tries = usize::try_from(tries).ok()?.checked_sub(1)?;
    PAUSES.get(tries).map(|minutes| minutes * 60_000)
}

/// How long a code that confirms a channel is worth sending: as long as it is taken.
pub const CODE_MS: i64 = 20 * 60_000;

/// An address of which only its owner knows the rest: `138****4321`, `l****@example.org`.
pub fn masked(address: &str) -> String {
    let signs: Vec<char> = address.chars().collect();
    let (head, tail) = match signs.iter().position(|sign| *sign == '@') {
        Some(at) => (1.min(at), signs.len() - at),
        None => (3.min(signs.len() / 3), 4.min(signs.len() / 3)),
    };
    let head: String = signs[..head].iter().collect();
    let tail: String = signs[signs.len() - tail..].iter().collect();
    format!("{head}****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::matter::facts::{ClockChange, Effect};

    fn expired(answers: bool) -> Fact {
        let clocks = vec![ClockChange { answers, change: Change::Expired, clock: 0 }];
        let effect = Effect { clocks, ..Effect::default() };
        Fact { effect, fields: vec![], what: What::ClockExpired { clock: 0 } }
    }

    #[test]
    fn only_the_own_date_that_passed_is_told_as_late() {
        assert_eq!(told(&expired(true)), Some(News::Late));
        assert_eq!(told(&expired(false)), None);
    }

    #[test]
    fn pauses_grow_and_end() {
        let all: Vec<i64> = (1..).map_while(pause_ms).collect();
        assert_eq!(all.len(), PAUSES.len());
        assert!(all.windows(2).all(|two| two[0] < two[1]));
        assert!((46..=60).contains(&(all.iter().sum::<i64>() / 3_600_000)), "about two days");
        assert_eq!(pause_ms(0), None, "what was never tried has no pause");
    }

    #[test]
    fn addresses_show_little() {
        assert_eq!(masked("liang@example.org"), "l****@example.org");
        assert_eq!(masked("19900001234"), "199****234");
        assert_eq!(masked(""), "****");
    }
}
