//! What the public does not read of a typed text: numbers that lead to a person, and names that
//! were marked. Found by rules, shown to an officer as proposals, hidden until one has decided.

mod find;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ruling::Refusal;
use crate::words::{TextId, Unreadable};

pub use find::find;

/// What stands in the place of what is hidden, however long that is.
pub const MASK: &str = "\u{2587}\u{2587}\u{2587}";
/// Fewest and most characters of a name that is marked, or of anything hidden by hand: one sign
/// would blot out a text, a long one would be its sense and not a name.
pub const MARK_LEAST: usize = 2;
/// The most of them.
pub const MARK_MOST: usize = 20;
/// Most names that are marked in one matter.
pub const MARKS_MOST: usize = 10;

/// What kind of thing is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The number of a mobile telephone.
    Mobile,
    /// The number of a telephone on a line.
    Landline,
    /// The number of an identity card.
    Identity,
    /// The number of a bank card.
    BankCard,
    /// A licence plate.
    Plate,
    /// A mail address.
    Mail,
    /// A name that was marked, or anything else that an officer hid by hand.
    Name,
}

impl Kind {
    /// The name in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Identity => "identity",
            Self::BankCard => "bank-card",
            Self::Plate => "plate",
            Self::Mail => "mail",
            Self::Name => "name",
        }
    }
}

/// A stretch of a text, in characters (Unicode scalar values) counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first character after it.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Its first character.
    pub start: u32,
}

/// What was marked in a text when the text was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// What is to be hidden.
    pub spans: Vec<Span>,
    /// The text.
    pub text: TextId,
}

/// What is known of the hiding of one text. Where nothing was decided, what is found is hidden
/// together with what was marked; a decision says all that is hidden, and nothing else is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Whether an officer has decided.
    pub decided: bool,
    /// What is hidden by decision, or what was marked.
    pub spans: Vec<Span>,
}

impl Hidden {
    /// What somebody marked, with nothing decided yet.
    pub fn marked(spans: Vec<Span>) -> Self {
        Self { decided: false, spans }
    }

    /// What an officer decided.
    pub fn decided(spans: Vec<Span>) -> Self {
        Self { decided: true, spans }
    }

    /// What of the text is hidden now, in order and apart from each other.
    pub fn within(&self, text: &str) -> Vec<Span> {
        if self.decided {
            return self.spans.clone();
        }
        let mut spans = find(text);
        spans.extend(&self.spans);
        united(spans)
    }

    /// The text as the public reads it.
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        hide(text, &self.within(text))
    }

    /// What is hidden, piece by piece: for those who may find a matter by it.
    pub fn pieces(&self, text: &str) -> Vec<String> {
        pieces(text, &self.within(text))
    }
}

/// As a column of a row holds it: empty where nothing is known, else `=` for a decision or `+` for
/// marks, and the stretches. What kind each is, rows do not say.
impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return Ok(());
        }
        f.write_str(if self.decided { "=" } else { "+" })?;
        for (i, span) in self.spans.iter().enumerate() {
            let blank = if i == 0 { "" } else { " " };
            write!(f, "{blank}{}-{}", span.start, span.end)?;
        }
        Ok(())
    }
}

impl FromStr for Hidden {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let (decided, list) = match (text, text.split_at_checked(1)) {
            ("", _) => return Ok(Self::default()),
            (_, Some(("=", list))) => (true, list),
            (_, Some(("+", list))) => (false, list),
            _ => return Err(Unreadable("what is hidden begins with = or +")),
        };
        let span = |part: &str| {
            let (start, end) = part.split_once('-')?;
            Some(Span { end: end.parse().ok()?, kind: Kind::Name, start: start.parse().ok()? })
        };
        let spans: Option<Vec<Span>> = list.split_whitespace().map(span).collect();
        let spans = spans.ok_or(Unreadable("a stretch has two numbers"))?;
        Ok(Self { decided, spans })
    }
}

/// A text as the public reads it, by what a column says. A column that cannot be read hides all.
pub fn shown_by<'t>(column: &str, text: &'t str) -> Cow<'t, str> {
    match column.parse::<Hidden>() {
        Ok(hidden) => hidden.shown(text),
        Err(_) => MASK.into(),
    }
}

/// A text with [`MASK`] in the place of each stretch.
pub fn hide<'t>(text: &'t str, spans: &[Span]) -> Cow<'t, str> {
    if spans.is_empty() {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    let mut was_in = None;
    for (at, sign) in (0_u32..).zip(text.chars()) {
        let inside = spans.iter().position(|span| (span.start..span.end).contains(&at));
        match inside {
            None => shown.push(sign),
            // A line end stays, so that the lines of a text are as many as before.
            Some(_) if sign == '\n' => {
                shown.push(sign);
                was_in = None;
                continue;
            }
            Some(_) if inside == was_in => {}
            Some(_) => shown.push_str(MASK),
        }
        was_in = inside;
    }
    shown.into()
}

/// The stretches of a text, each as it stands there.
pub fn pieces(text: &str, spans: &[Span]) -> Vec<String> {
    let piece = |span: &Span| {
        let length = span.end.saturating_sub(span.start) as usize;
        text.chars().skip(span.start as usize).take(length).collect()
    };
    spans.iter().map(piece).collect()
}

/// Where some words stand in a text, as names that were marked.
pub fn occurrences(text: &str, words: &[String]) -> Vec<Span> {
    let signs: Vec<char> = text.chars().collect();
    let mut spans = vec![];
    for word in words {
        let word: Vec<char> = word.trim().chars().collect();
        if word.len() < MARK_LEAST {
            continue;
        }
        let found = signs.windows(word.len()).enumerate().filter(|(_, w)| **w == word[..]);
        spans.extend(found.map(|(at, _)| Span {
            end: (at + word.len()) as u32,
            kind: Kind::Name,
            start: at as u32,
        }));
    }
    united(spans)
}

/// Stretches in order, those that touch or overlap as one of the kind of the longest.
pub fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut apart: Vec<(Span, u32)> = vec![];
    for span in spans {
        let length = span.end - span.start;
        match apart.last_mut() {
            Some((last, longest)) if span.start < last.end => {
                last.end = last.end.max(span.end);
                if length > *longest {
                    (last.kind, *longest) = (span.kind, length);
                }
            }
            _ => apart.push((span, length)),
        }
    }
    apart.into_iter().map(|(span, _)| span).collect()
}

/// Names that a resident wishes hidden, as typed into one field: parted by blanks, commas or line
/// ends.
pub fn names_in(field: &str) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || ",;\u{ff0c}\u{3001}\u{ff1b}".contains(c);
    let names = field.split(is_between).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Whether names can be marked.
///
/// # Errors
/// Too many of them, or one that is too short or too long, at the field `hide`.
pub fn check_names(names: &[String]) -> Result<(), Refusal> {
    if names.len() > MARKS_MOST {
        return Err(Refusal::invalid("hide.too-many").at("hide").with("most", MARKS_MOST));
    }
    let fits = |name: &String| (MARK_LEAST..=MARK_MOST).contains(&name.trim().chars().count());
    if names.iter().all(fits) {
        return Ok(());
    }
    let refusal = Refusal::invalid("hide.length").at("hide");
    Err(refusal.with("least", MARK_LEAST).with("most", MARK_MOST))
}
