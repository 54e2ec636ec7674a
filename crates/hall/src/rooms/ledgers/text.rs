//! Turns the bytes of a delimited ledger into UTF-8, strictly: what cannot be decoded is refused.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8, WINDOWS_1252};

use super::columns::Column;
use super::faults::LedgerError;
use super::package::unreadable;

/// Follows the last row, so that a row that swallows the end of the file can be told.
pub const END: &str = "\u{1A}end of ledger\u{1A}";
/// Bytes that one row may take; a sheet's fullest row of texts takes less.
pub const ROW_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// Characters of three bytes after which a text that was UTF-8 so far is not taken for GB18030.
const SURE_AFTER: u64 = 16;
const PIECE: usize = 64 * 1024;

/// How a text is encoded and how many bytes its byte order mark takes.
#[derive(Debug, Clone, Copy)]
pub struct Coding {
    encoding: &'static Encoding,
    mark: u64,
}

impl Coding {
    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self.encoding.name() {
            "gb18030" => "GB18030",
            name => name,
        }
    }

    /// Reads the whole file once and says how it is encoded.
    ///
    /// # Errors
    /// Not decodable, with the byte and line; or no text at all.
    pub fn detect(path: &Path) -> Result<Self, LedgerError> {
        let mut start = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        file.take(PIECE as u64).read_to_end(&mut start).map_err(unreadable)?;
        if let Some((encoding, mark)) = Encoding::for_bom(&start) {
            let coding = Self { encoding, mark: mark as u64 };
            return coding.check(path).map(|()| coding).map_err(|failure| failure.error(coding));
        }
        if start.contains(&0) {
            let looks_like = "binary";
            return Err(LedgerError::NotALedger { looks_like });
        }
        let utf8 = Self { encoding: UTF_8, mark: 0 };
        let Err(first) = utf8.check(path) else { return Ok(utf8) };
        if first.wide >= SURE_AFTER {
            return Err(first.error(utf8));
        }
        let gb18030 = Self { encoding: GB18030, mark: 0 };
        gb18030.check(path).map(|()| gb18030).map_err(|failure| failure.error(gb18030))
    }

    fn check(self, path: &Path) -> Result<(), Failure> {
        let unread =
            |error| Failure { io: Some(Box::new(unreadable(error))), ..Failure::default() };
        let mut text = Decoded::open(path, self).map_err(unread)?;
        loop {
            text.out.clear();
            match text.refill() {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(_) if text.malformed_at.is_some() && text.ended => {
                    let why = format!("byte {} is half a character", text.consumed);
                    let io = Some(Box::new(LedgerError::Damaged { why }));
                    return Err(Failure { io, wide: text.wide, ..Failure::default() });
                }
                Err(_) if text.malformed_at.is_some() => {
                    let offset = text.malformed_at.unwrap_or(0);
                    return Err(Failure {
                        io: None,
                        offset,
                        line: text.lines + 1,
                        wide: text.wide,
                    });
                }
                Err(error) => return Err(unread(error)),
            }
        }
    }
}

/// Where decoding failed.
#[derive(Default)]
struct Failure {
    io: Option<Box<LedgerError>>,
    offset: u64,
    line: u64,
    wide: u64,
}

impl Failure {
    fn error(self, coding: Coding) -> LedgerError {
        let (encoding, offset, line) = (coding.name(), self.offset, self.line);
        self.io.map_or(LedgerError::BadEncoding { encoding, offset, line }, |error| *error)
    }
}

/// A file as UTF-8 with line feeds as line ends, followed by [`END`] on a line of its own.
pub struct Decoded {
    file: File,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    after_return: bool,
    line_ended: bool,
    ended: bool,
    consumed: u64,
    lines: u64,
    wide: u64,
    malformed_at: Option<u64>,
    since_row: u64,
}

impl Decoded {
    /// Opens a file whose encoding is known.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(path: &Path, coding: Coding) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(coding.mark))?;
        Ok(Self {
            file,
            decoder: coding.encoding.new_decoder_without_bom_handling(),
            raw: vec![0; PIECE],
            text: vec![0; 3 * PIECE + 16],
            out: Vec::new(),
            at: 0,
            after_return: false,
            line_ended: true,
            ended: false,
            consumed: coding.mark,
            lines: 0,
            wide: 0,
            malformed_at: None,
            since_row: 0,
        })
    }

    /// Says that a row was read to its end, so that the next may be as long again.
    pub fn row_done(&mut self) {
        self.since_row = 0;
    }

    /// Behind the last row: whether the file ends with a line end.
    pub fn line_ended(&self) -> bool {
        self.line_ended
    }

    /// Decodes the next piece of the file into `out`; false at its end.
    fn refill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let count = self.file.read(&mut self.raw)?;
        self.ended = count == 0;
        let mut from = 0;
        loop {
            let source = &self.raw[from..count];
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(source, &mut self.text, self.ended);
            from += read;
            self.consumed += read as u64;
            self.keep(written);
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    let behind = u64::from(length) + u64::from(after);
                    self.malformed_at = Some(self.consumed.saturating_sub(behind));
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "malformed text"));
                }
            }
        }
        if self.ended {
            self.out.extend_from_slice(format!("\n{END}\n").as_bytes());
        }
        Ok(true)
    }

    fn keep(&mut self, written: usize) {
        if let Some(last) = self.text[..written].last() {
            self.line_ended = matches!(last, b'\n' | b'\r');
        }
        for byte in &self.text[..written] {
            let after_return = std::mem::replace(&mut self.after_return, *byte == b'\r');
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => {
                    self.lines += 1;
                    self.out.push(b'\n');
                }
                _ => {
                    self.wide += u64::from(*byte >= 0xE0);
                    self.out.push(*byte);
                }
            }
        }
    }
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.out.clear();
            self.at = 0;
            while self.out.is_empty() && self.refill()? {}
        }
        if self.since_row > ROW_BYTES_MAX {
            return Err(io::Error::other("a row without end"));
        }
        let count = into.len().min(self.out.len() - self.at);
        into[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        self.since_row += count as u64;
        Ok(count)
    }
}

/// True when words show that text was read in a wrong encoding and saved like that.
pub fn is_garbled(words: &str) -> bool {
    // UTF-8 read as GBK, replacement signs saved as GBK, memory that was never filled.
    const SIGNS: [&str; 6] = ["\u{FFFD}", "锟斤拷", "锟斤", "烫烫", "锛", "鈥"];
    SIGNS.iter().any(|sign| words.contains(sign)) || is_utf8_as_gbk(words) || is_gbk_as_latin(words)
}

/// Genuine Chinese words, written as GBK, are practically never well-formed UTF-8.
fn is_utf8_as_gbk(words: &str) -> bool {
    let (bytes, _, _) = GBK.encode(words);
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) if bytes.len() - error.valid_up_to() <= 3 => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    has_chinese(valid)
}

fn is_gbk_as_latin(words: &str) -> bool {
    let (bytes, _, unmappable) = WINDOWS_1252.encode(words);
    if unmappable || words.is_ascii() {
        return false;
    }
    [GBK, UTF_8].iter().any(|encoding| {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
        decoded.is_some_and(|text| has_chinese(&text) && Column::of_heading(&text).is_some())
    })
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_headings_are_told_from_rare_ones() {
        for heading in Column::all().flat_map(|column| column.headings().iter().copied()) {
            assert!(!is_garbled(heading), "{heading}");
            if heading.is_ascii() {
                continue;
            }
            let (as_gbk, _, _) = GBK.decode(heading.as_bytes());
            assert!(is_garbled(&as_gbk), "{heading} {as_gbk}");
            let (bytes, _, _) = GBK.encode(heading);
            let (as_latin, _, _) = WINDOWS_1252.decode(&bytes);
            assert!(is_garbled(&as_latin), "{heading} {as_latin}");
        }
        for heading in ["收文日子", "经办", "Größe", "联通", "填表人", "签字", "浣溪沙", "鏖战"]
        {
            assert!(!is_garbled(heading), "{heading}");
        }
    }
}
