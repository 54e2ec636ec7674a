//! Parts of a matter that was split, as JSON says them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::rooms::matters;

/// A part of a matter that goes on as a matter of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MatterPart)]
pub struct Part {
    /// Its identifier.
    pub id: String,
    /// The same in groups, as people read it.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Where it stands, in words.
    pub step: String,
    /// Who has to do the next thing, in words; empty when nothing is waited for.
    pub holder: String,
    /// The last day for the answer, where one was ever set.
    #[schema(format = Date)]
    pub due: Option<String>,
}

impl Part {
    /// A part as its whole's sheet tells it.
    pub fn of(part: &matters::Part) -> Self {
        Self {
            id: part.matter.to_string(),
            number: part.number.clone(),
            title: part.title.clone(),
            step: part.step.clone(),
            holder: part.holder.clone(),
            due: part.due.as_ref().map(|due| due.day.clone()),
        }
    }
}
