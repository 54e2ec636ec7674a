//! A second reader of pictures: it walks the parts of a file without decoding it, and tells which
//! are there that no picture needs. So a decoder that lets something through is not believed.

/// What is in a picture beside the picture, part by part; nothing in one that was made anew. Other
/// files than pictures have no parts that are looked for.
///
/// # Errors
/// What is wrong with the parts themselves.
pub fn metadata(bytes: &[u8], format: &str) -> Result<Vec<String>, &'static str> {
    match format {
        "jpeg" => of_jpeg(bytes),
        "png" => of_png(bytes),
        "webp" => of_webp(bytes),
        _ => Ok(vec![]),
    }
}

/// Markers that a picture is made of: frames, tables, restarts, scans; and the one part of
/// applications that every reader expects, which holds a version and a scale.
fn is_needed(marker: u8, rest: &[u8]) -> bool {
    match marker {
        0xc0..=0xcf | 0xda..=0xdd => true,
        // A small picture inside would be one that was not made anew.
        0xe0 => rest.starts_with(b"JFIF\0") && rest.get(12..14) == Some(&[0, 0]),
        _ => false,
    }
}

fn of_jpeg(bytes: &[u8]) -> Result<Vec<String>, &'static str> {
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return Err("it does not begin as a JPEG");
    }
    let (mut at, mut found) = (2, vec![]);
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return Err("a marker is missing");
        };
        at += 2;
        match marker {
            0xd9 => break,
            0xd0..=0xd7 | 0x01 => continue,
            _ => {}
        }
        let length = bytes.get(at..at + 2).ok_or("it ends in a part")?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let rest = bytes.get(at + 2..at + length.max(2)).ok_or("it ends in a part")?;
        if !is_needed(*marker, rest) {
            found.push(format!("marker {marker:02x} of {length} bytes"));
        }
        at += length.max(2);
        if *marker == 0xda {
            // The scan: an ff in it is followed by 00, or by the number of a restart.
            let ends = |two: &[u8]| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7);
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.windows(2).position(ends).ok_or("it ends in its scan")?;
        }
    }
    if bytes.len() > at {
        found.push(format!("{} bytes after the end", bytes.len() - at));
    }
    Ok(found)
}

fn of_png(bytes: &[u8]) -> Result<Vec<String>, &'static str> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err("it does not begin as a PNG");
    }
    let (mut at, mut found) = (8, vec![]);
    loop {
        let head = bytes.get(at..at + 8).ok_or("it ends in a part")?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let name = &head[4..];
        if !matches!(name, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND") {
            found.push(format!("part {} of {length} bytes", name.escape_ascii()));
        }
        // The length, the name, what is in it, and its sum.
        at = at.checked_add(length).and_then(|at| at.checked_add(12)).ok_or("it ends in a part")?;
        if at > bytes.len() {
            return Err("it ends in a part");
        }
        if name == b"IEND" {
            break;
        }
    }
    if bytes.len() > at {
        found.push(format!("{} bytes after the end", bytes.len() - at));
    }
    Ok(found)
}

fn of_webp(bytes: &[u8]) -> Result<Vec<String>, &'static str> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12) != Some(b"WEBP") {
        return Err("it does not begin as a WebP");
    }
    let (mut at, mut found) = (12, vec![]);
    while at < bytes.len() {
        let head = bytes.get(at..at + 8).ok_or("it ends in a part")?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        if !matches!(&head[..4], b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH") {
            found.push(format!("part {} of {length} bytes", head[..4].escape_ascii()));
        }
        let length = length.checked_add(length % 2 + 8).ok_or("it ends in a part")?;
        at = at.checked_add(length).filter(|at| *at <= bytes.len()).ok_or("it ends in a part")?;
    }
    Ok(found)
}

/// Trials, and pictures with something beside them for other trials.
#[cfg(test)]
pub mod tests {
    use std::io::Cursor;

    use image::ImageFormat;

    use super::super::photos;
    use super::*;

    /// What phones and programs put beside a picture.
    pub const TOLD: [&[u8]; 5] = [
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0GPS 31.2N",
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>Liang</dc:creator></x:xmpmeta>",
        b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x05Liang",
        b"ICC_PROFILE\0\x01\x01Camera of Liang",
        b"Taken by Liang at home",
    ];

    fn picture(format: ImageFormat, side: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(vec![]);
        let picture = image::DynamicImage::new_rgb8(side, side + 3);
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with a segment of this marker before its picture, and bytes after its end.
    pub fn jpeg_with(marker: u8, told: &[u8], after: &[u8]) -> Vec<u8> {
        let plain = picture(ImageFormat::Jpeg, 20);
        let mut bytes = vec![0xff, 0xd8, 0xff, marker];
        bytes.extend((told.len() as u16 + 2).to_be_bytes());
        bytes.extend(told);
        bytes.extend(&plain[2..]);
        bytes.extend(after);
        bytes
    }

    /// A PNG with a part of this name before its picture.
    pub fn png_with(name: [u8; 4], told: &[u8]) -> Vec<u8> {
        let plain = picture(ImageFormat::Png, 20);
        let mut part = name.to_vec();
        part.extend(told);
        let mut sum = 0xffff_ffff_u32;
        for byte in &part {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        // After the head of the picture, which has a fixed length.
        let mut bytes = plain[..33].to_vec();
        bytes.extend((told.len() as u32).to_be_bytes());
        bytes.extend(part);
        bytes.extend((!sum).to_be_bytes());
        bytes.extend(&plain[33..]);
        bytes
    }

    /// A WebP with such a part behind its picture, as the head of the file says.
    pub fn webp_with(name: &[u8; 4], told: &[u8]) -> Vec<u8> {
        let plain = picture(ImageFormat::WebP, 20);
        let mut parts = b"WEBPVP8X\x0a\0\0\0".to_vec();
        // That there is such a part; width and height less one.
        let flag = if name == b"XMP " { 4 } else { 8 };
        parts.extend([flag, 0, 0, 0, 19, 0, 0, 22, 0, 0]);
        parts.extend(&plain[12..]);
        parts.extend(name);
        parts.extend((told.len() as u32).to_le_bytes());
        parts.extend(told);
        parts.resize(parts.len().next_multiple_of(2), 0);
        [&b"RIFF"[..], &(parts.len() as u32).to_le_bytes(), &parts].concat()
    }

    /// Whether some bytes tell anything of what such parts say.
    pub fn says(bytes: &[u8]) -> bool {
        let has = |told: &[u8]| bytes.windows(told.len()).any(|window| window == told);
        [&b"Liang"[..], b"GPS", b"Exif", b"xmpmeta"].into_iter().any(has)
    }

    #[test]
    fn whatever_is_put_beside_a_picture_is_seen_and_is_gone_when_it_was_made_anew() {
        let mut all = vec![];
        for told in TOLD {
            for marker in (0xe1..=0xef).chain([0xfe]) {
                all.push((jpeg_with(marker, told, b""), "jpeg"));
            }
            all.push((jpeg_with(0xfe, b"Liang", told), "jpeg"));
            for name in [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"prVt"] {
                all.push((png_with(*name, told), "png"));
            }
            all.push((webp_with(b"XMP ", told), "webp"));
            all.push((webp_with(b"EXIF", told), "webp"));
        }
        let mut kept_some = 0;
        for (bytes, format) in all {
            assert!(says(&bytes));
            assert_ne!(metadata(&bytes, format).unwrap(), [""; 0], "{}", bytes.escape_ascii());
            // A part that is itself broken may be refused; what is kept has nothing beside it.
            let Ok(kept) = photos::accept(bytes, 1 << 20) else { continue };
            kept_some += 1;
            let left = metadata(&kept.bytes, kept.format.as_str()).unwrap();
            assert_eq!(left, [""; 0], "{format}");
            assert!(!says(&kept.bytes));
        }
        assert!(kept_some > 60, "{kept_some}");
    }

    #[test]
    fn what_is_no_picture_is_damage_and_never_a_fault() {
        for format in ["jpeg", "png", "webp"] {
            let kind = match format {
                "jpeg" => ImageFormat::Jpeg,
                "png" => ImageFormat::Png,
                _ => ImageFormat::WebP,
            };
            let whole = picture(kind, 9);
            assert_eq!(metadata(&whole, format).unwrap(), [""; 0]);
            for length in 0..whole.len() {
                assert!(
                    metadata(&whole[..length], format).is_err() || format == "webp",
                    "{length}"
                );
            }
            let mut bytes = whole.clone();
            for at in 0..whole.len() {
                for byte in [0, 0x7f, 0xff] {
                    bytes[at] = byte;
                    // Whatever it says, it says it.
                    let _said = metadata(&bytes, format);
                    bytes[at] = whole[at];
                }
            }
        }
    }
}
