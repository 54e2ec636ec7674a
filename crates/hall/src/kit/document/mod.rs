//! Documents of official form, as Word files and as PDF: a title, headings, and what stands under
//! them, with sizes, margins and numbers of pages as in official documents (GB/T 9704-2012).

pub mod docx;
pub mod pdf;

/// The size of a title in points: second size.
const TITLE_SIZE: f32 = 22.0;
/// The size of headings and text in points: third size.
const TEXT_SIZE: f32 = 16.0;

/// A heading, and the paragraphs under it.
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The paragraphs.
    pub lines: Vec<String>,
}
