//! Attachments: known by their content, and pictures made anew so that nothing else is in them.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};
use law::ruling::{Refusal, code};
use law::words::Code;

/// Most pixels of a picture's side: larger ones would fill the memory when unpacked.
const SIDE_MOST: u32 = 12_000;
/// Most bytes that unpacking a picture may take.
const UNPACKED_MOST: u64 = 256 * 1024 * 1024;
/// The longer side of a picture as it is kept, in pixels.
const KEPT_SIDE: u32 = 2_400;

/// A file as it will be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// `jpeg`, `png` or `pdf`.
    pub format: Code,
}

/// Takes a file in: a JPEG, PNG or WebP picture is decoded and written anew, which leaves out
/// place, device and everything else that its metadata told; a PDF is kept as it is.
///
/// # Errors
/// A refusal for what is too large, of another type, or cannot be decoded.
pub fn accept(bytes: Vec<u8>, bytes_most: u64) -> Result<Kept, Refusal> {
    if bytes.len() as u64 > bytes_most {
        let most = bytes_most / 1024 / 1024;
        return Err(Refusal::invalid("files.too-large").at("files").with("most", most));
    }
    let kind = infer::get(&bytes).map(|kind| kind.mime_type());
    let format = match kind {
        Some("application/pdf") => return accept_pdf(bytes),
        Some("image/jpeg") => ImageFormat::Jpeg,
        Some("image/png") => ImageFormat::Png,
        Some("image/webp") => ImageFormat::WebP,
        _ => return Err(Refusal::invalid("files.type").at("files")),
    };
    let damaged = || Refusal::invalid("files.damaged").at("files");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MOST);
    limits.max_image_height = Some(SIDE_MOST);
    limits.max_alloc = Some(UNPACKED_MOST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| damaged())?;
    let turned = image::ImageDecoder::orientation(&mut decoder).map_err(|_| damaged())?;
    let mut picture = image::DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    let (format, name) =
        if format == ImageFormat::Png { (format, "png") } else { (ImageFormat::Jpeg, "jpeg") };
    let picture = if name == "jpeg" { picture.to_rgb8().into() } else { picture };
    let mut kept = Cursor::new(vec![]);
    picture.write_to(&mut kept, format).map_err(|_| damaged())?;
    Ok(Kept { bytes: kept.into_inner(), format: code(name) })
}

fn accept_pdf(bytes: Vec<u8>) -> Result<Kept, Refusal> {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(Refusal::invalid("files.damaged").at("files"));
    }
    Ok(Kept { bytes, format: code("pdf") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg_with_place() -> Vec<u8> {
        let mut plain = Cursor::new(vec![]);
        let picture = image::DynamicImage::new_rgb8(30, 20);
        picture.write_to(&mut plain, ImageFormat::Jpeg).expect("a small picture");
        let plain = plain.into_inner();
        // An EXIF segment right after the start marker, as cameras write it.
        let exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 31.2N";
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend((exif.len() as u16 + 2).to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&plain[2..]);
        bytes
    }

    #[test]
    fn metadata_is_gone_and_the_picture_stands_upright() {
        let kept = accept(jpeg_with_place(), 1 << 20).expect("a sound picture");
        assert!(!kept.bytes.windows(4).any(|window| window == b"Exif" || window == b"GPS "));
        let picture = image::load_from_memory(&kept.bytes).expect("it can be read back");
        assert_eq!((picture.width(), picture.height()), (20, 30), "orientation 6 was applied");
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        let code = |bytes: &[u8], most| accept(bytes.to_vec(), most).expect_err("refused").code;
        assert_eq!(code(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 1000), "files.type");
        assert_eq!(code(b"MZ\x90\x00", 1000), "files.type");
        assert_eq!(code(&jpeg_with_place()[..200], 1000), "files.damaged");
        assert_eq!(code(&jpeg_with_place(), 10), "files.too-large");
        assert_eq!(code(b"%PDF-1.7 cut", 1000), "files.damaged");
        assert!(accept(b"%PDF-1.7\n1 0 obj\n%%EOF\n".to_vec(), 1000).is_ok());
    }
}
