//! Documents that an office goes on with in its word processor.

use std::io::Cursor;

use docx_rs::{AlignmentType, Docx, DocxError, Paragraph, Run, RunFonts, SpecialIndentType};

use super::{Section, TEXT_SIZE, TITLE_SIZE};

/// Their media type.
pub const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Typefaces of the standard, which whoever opens the document has or does not have.
const TITLE_FACE: &str = "FZXiaoBiaoSong-B05S";
const HEADING_FACE: &str = "SimHei";
const TEXT_FACE: &str = "FangSong";
/// Twentieths of a point, in which indents are told.
const TWIPS: f32 = 20.0;

/// The document: title in the middle, headings, paragraphs set in by two letters.
///
/// # Errors
/// It cannot be packed.
pub fn write(title: &str, sections: &[Section]) -> Result<Vec<u8>, DocxError> {
    let faces = |face: &str| RunFonts::new().ascii(face).hi_ansi(face).east_asia(face);
    // Sizes are told in half points.
    let run = |text: &str, face: &str, size: f32| {
        Run::new().add_text(text).fonts(faces(face)).size((2.0 * size) as usize)
    };
    let title = run(title, TITLE_FACE, TITLE_SIZE);
    let title = Paragraph::new().add_run(title).align(AlignmentType::Center);
    let mut document = Docx::new().add_paragraph(title);
    let indent = SpecialIndentType::FirstLine((2.0 * TEXT_SIZE * TWIPS) as i32);
    for Section { heading, lines } in sections {
        let heading = run(heading, HEADING_FACE, TEXT_SIZE);
        let heading = Paragraph::new().add_run(heading);
        document = document.add_paragraph(heading.indent(None, Some(indent), None, None));
        for line in lines {
            let text = Paragraph::new().add_run(run(line, TEXT_FACE, TEXT_SIZE));
            document = document.add_paragraph(text.indent(None, Some(indent), None, None));
        }
    }
    let mut bytes = Cursor::new(vec![]);
    document.build().pack(&mut bytes).map_err(DocxError::from)?;
    Ok(bytes.into_inner())
}
