//! QR codes as pictures made of one path.

use askama::Template;
use fast_qr::{ECL, QRBuilder, QRCode};

#[derive(Template)]
#[template(path = "kit/qr.html")]
struct Picture<'a> {
    label: &'a str,
    side: usize,
    path: String,
}

/// A QR code of a text as SVG, with its words for those who cannot see it; nothing where the text
/// is too long for one.
pub fn svg(text: &str, label: &str) -> Option<String> {
    drawn(QRBuilder::new(text).build().ok()?, label)
}

/// The same for a long text, with less against dirt: otherwise its squares would be too small.
pub fn dense(text: &str, label: &str) -> Option<String> {
    drawn(QRBuilder::new(text).ecl(ECL::M).build().ok()?, label)
}

fn drawn(code: QRCode, label: &str) -> Option<String> {
    let size = code.size;
    let mut path = String::new();
    for (y, row) in code.data.chunks(size).take(size).enumerate() {
        for (x, module) in row.iter().enumerate() {
            if module.value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
            }
        }
    }
    let side = size + 8;
    Picture { label, side, path }.render().ok()
}
