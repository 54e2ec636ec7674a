//! What of a typed text the public does not read: decided by whoever screens matters, whatever
//! procedure they keep to, since it follows from the law on personal data and not from a procedure.

use super::super::case::Case;
use super::super::facts::{Fact, Visibility, What};
use super::{Course, Setting, fills};
use crate::procedure::Do;
use crate::redaction::{self, Hidden, MARK_MOST, Span};
use crate::ruling::Refusal;
use crate::words::{Code, TextId};

/// Whoever may do one of these on a matter screens it.
const SCREENS: [Do; 5] = [Do::Hide, Do::Accept, Do::Classify, Do::HandOver, Do::RespondAtOnce];

/// What somebody decides about one text of a matter.
#[derive(Debug, Clone)]
pub struct Decision<'t> {
    /// The text.
    pub text: TextId,
    /// What kind of text it is.
    pub part: Code,
    /// What is written there.
    pub typed: &'t str,
    /// What of it the public does not read.
    pub hidden: Vec<Span>,
}

/// Whether who asks may decide what the public reads of a matter: its screeners, or where its
/// procedure has none, whoever brings such matters.
pub fn may_redact(setting: &Setting<'_>, case: &Case) -> bool {
    if setting.by.officer().is_none() || case.visibility != Visibility::Public {
        return false;
    }
    let acts = &setting.procedure.acts;
    let screened = acts.iter().any(|rule| SCREENS.contains(&rule.act));
    let decides = |act: Do| if screened { SCREENS.contains(&act) } else { act == Do::Submit };
    let mut roles = acts.iter().filter(|rule| decides(rule.act)).flat_map(|rule| &rule.by);
    roles.any(|role| fills(setting, case, role))
}

/// Puts a decision on record. It says all that is hidden of the text; undone is it by another.
///
/// # Errors
/// Who may not decide; a matter that nobody but its handlers reads; stretches that lie outside of
/// the text or over each other, more than a name by hand, or the same as before.
pub fn redact(setting: &Setting<'_>, case: &Case, decision: Decision<'_>) -> Result<Fact, Refusal> {
    if case.visibility != Visibility::Public {
        return Err(Refusal::conflict("redaction.not-public"));
    }
    if !may_redact(setting, case) {
        return Err(Refusal::forbidden("redaction.not-yours"));
    }
    let Decision { text, part, typed, mut hidden } = decision;
    hidden.sort_unstable_by_key(|span| span.start);
    let length = typed.chars().count() as u32;
    let apart = hidden.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let inside = hidden.iter().all(|span| span.start < span.end && span.end <= length);
    if !apart || !inside {
        return Err(Refusal::invalid("redaction.outside").at("hidden"));
    }
    // A number is hidden whole; by hand a name is, and never the sense of what was said.
    let found = redaction::find(typed);
    let covered = |span: &Span| found.iter().any(|f| f.start <= span.start && span.end <= f.end);
    let by_hand = || hidden.iter().filter(|span| !covered(span)).map(|span| span.end - span.start);
    if by_hand().any(|length| length as usize > MARK_MOST) {
        return Err(Refusal::invalid("redaction.too-long").at("hidden").with("most", MARK_MOST));
    }
    if by_hand().sum::<u32>() * 2 > length {
        return Err(Refusal::invalid("redaction.too-much").at("hidden"));
    }
    let decided = Hidden::decided(hidden.clone());
    if case.redactions.get(&text) == Some(&decided) {
        return Err(Refusal::conflict("redaction.same"));
    }
    Ok(Course::still(*setting, case).finish(What::Redacted { hidden, part, text }))
}
