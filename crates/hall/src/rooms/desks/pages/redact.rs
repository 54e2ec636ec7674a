//! What the public does not read of a matter, beside its texts: proposals for who decides.

use law::matter::Case;
use law::record::Officer;
use law::redaction::{Span, hide, pieces};
use law::words::TextId;
use store::Fault;
use store::db::Db;

use super::field::Choice;
use crate::kit::Shell;
use crate::rooms::matters::{self, Proposal};

/// How the page is told that something was decided.
pub const DONE: &str = "redact";

/// A text of the matter, as whoever decides sees it.
pub struct Text {
    /// Which.
    pub id: TextId,
    /// What kind of text, in words.
    pub part: String,
    /// Whether it was decided, in words.
    pub standing: String,
    /// As the public reads it now.
    pub shown: String,
    /// What could be hidden, ticked where it is.
    pub choices: Vec<Choice>,
    decided: bool,
}

impl Text {
    /// Whether something was found in it and nobody has decided.
    pub fn waits(&self) -> bool {
        !self.decided && !self.choices.is_empty()
    }
}

/// The texts of a matter that the public may read, for who may decide on them; for others none.
pub fn texts(
    db: Db<'_>,
    shell: &Shell,
    officers: &[Officer],
    case: &Case,
) -> Result<Vec<Text>, Fault> {
    if matters::redactor(shell, case, officers).is_none() {
        return Ok(vec![]);
    }
    let proposals = matters::proposals(db, case)?;
    Ok(proposals.iter().map(|proposal| text(shell, proposal)).collect())
}

fn text(shell: &Shell, proposal: &Proposal) -> Text {
    let standing = match (proposal.decided, proposal.possible.is_empty()) {
        (true, _) => "decided",
        (false, false) => "waits",
        (false, true) => "open",
    };
    let labels = pieces(&proposal.typed, &proposal.possible);
    let choice = |(span, label): (&Span, String)| Choice {
        chosen: proposal.now.iter().any(|now| now.start < span.end && span.start < now.end),
        small: shell.code("redaction-kind", span.kind.name()),
        ..Choice::new(format!("{}-{}", span.start, span.end), label)
    };
    Text {
        id: proposal.text,
        part: shell.code("text-kind", proposal.part),
        standing: shell.code("redaction-standing", standing),
        shown: hide(&proposal.typed, &proposal.now).into_owned(),
        choices: proposal.possible.iter().zip(labels).map(choice).collect(),
        decided: proposal.decided,
    }
}
