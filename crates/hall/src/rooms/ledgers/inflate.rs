//! Unpacks DEFLATE (RFC 1951) as a stream under a size limit: the spreadsheet library neither
//! limits what a packed part may grow to nor tells which rows are hidden, so parts are seen first.

use std::io::{self, Read};

const WINDOW: usize = 32 * 1024;
const CODE_BITS_MAX: usize = 15;

/// Why a stream cannot be unpacked.
#[derive(Debug)]
pub enum InflateError {
    /// The bytes are no DEFLATE stream, or end too early.
    Corrupt,
    /// More would come out than the limit allows.
    TooLarge,
    /// The source could not be read.
    Io(io::Error),
}

/// Unpacks `source` into `sink`, piece by piece; at most `limit` bytes.
///
/// # Errors
/// See [`InflateError`].
pub fn inflate<R: Read>(
    source: R,
    limit: u64,
    sink: &mut dyn FnMut(&[u8]),
) -> Result<(), InflateError> {
    let mut bits = Bits { source, bytes: vec![0; 64 * 1024], at: 0, end: 0, held: 0, count: 0 };
    let mut out = Output { window: vec![0; 2 * WINDOW], at: 0, flushed: 0, total: 0, limit, sink };
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => {
                let (literals, distances) = fixed_codes()?;
                block(&mut bits, &mut out, &literals, &distances)?;
            }
            2 => {
                let (literals, distances) = dynamic_codes(&mut bits)?;
                block(&mut bits, &mut out, &literals, &distances)?;
            }
            _ => return Err(InflateError::Corrupt),
        }
        if last {
            out.flush()?;
            return Ok(());
        }
    }
}

struct Bits<R> {
    source: R,
    bytes: Vec<u8>,
    at: usize,
    end: usize,
    held: u64,
    count: u32,
}

impl<R: Read> Bits<R> {
    /// Holds at least 48 bits, or all that is left.
    fn fill(&mut self) -> Result<(), InflateError> {
        while self.count <= 48 {
            if self.at == self.end {
                self.end = self.source.read(&mut self.bytes).map_err(InflateError::Io)?;
                self.at = 0;
                if self.end == 0 {
                    return Ok(());
                }
            }
            self.held |= u64::from(self.bytes[self.at]) << self.count;
            self.at += 1;
            self.count += 8;
        }
        Ok(())
    }

    fn take(&mut self, count: u32) -> Result<usize, InflateError> {
        if self.count < count {
            self.fill()?;
        }
        self.drop_bits(count, self.held & ((1 << count) - 1))
    }

    fn drop_bits(&mut self, count: u32, value: u64) -> Result<usize, InflateError> {
        if self.count < count {
            return Err(InflateError::Corrupt);
        }
        self.held >>= count;
        self.count -= count;
        Ok(value as usize)
    }

    fn symbol(&mut self, code: &Code) -> Result<usize, InflateError> {
        if self.count < CODE_BITS_MAX as u32 {
            self.fill()?;
        }
        let entry = code.table[(self.held & code.mask) as usize];
        if entry == 0 {
            return Err(InflateError::Corrupt);
        }
        self.drop_bits(u32::from(entry & 15), u64::from(entry >> 4))
    }
}

/// A prefix code as one table by the next bits: symbol above, length in the lower four bits.
struct Code {
    table: Vec<u16>,
    mask: u64,
}

impl Code {
    fn new(lengths: &[u8]) -> Result<Self, InflateError> {
        let longest = usize::from(lengths.iter().copied().max().unwrap_or(0)).max(1);
        let mut counts = [0_u32; CODE_BITS_MAX + 1];
        for length in lengths.iter().filter(|length| **length > 0) {
            counts[usize::from(*length)] += 1;
        }
        let mut next = [0_u32; CODE_BITS_MAX + 2];
        let mut code = 0;
        for bits in 1..=CODE_BITS_MAX {
            next[bits] = code;
            code = (code + counts[bits]) << 1;
            if code > 1 << (bits + 1) {
                return Err(InflateError::Corrupt);
            }
        }
        let mut table = vec![0_u16; 1 << longest];
        for (symbol, &length) in lengths.iter().enumerate() {
            let length = usize::from(length);
            if length == 0 {
                continue;
            }
            let reversed = (next[length].reverse_bits() >> (32 - length)) as usize;
            next[length] += 1;
            for slot in (reversed..1 << longest).step_by(1 << length) {
                table[slot] = (symbol as u16) << 4 | length as u16;
            }
        }
        Ok(Self { table, mask: (1 << longest) - 1 })
    }
}

fn fixed_codes() -> Result<(Code, Code), InflateError> {
    let mut lengths = [8_u8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    Ok((Code::new(&lengths)?, Code::new(&[5; 30])?))
}

fn dynamic_codes<R: Read>(bits: &mut Bits<R>) -> Result<(Code, Code), InflateError> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let used = bits.take(4)? + 4;
    let mut lengths = [0_u8; 19];
    for place in &ORDER[..used] {
        lengths[*place] = bits.take(3)? as u8;
    }
    let code = Code::new(&lengths)?;
    let mut lengths = [0_u8; 288 + 32];
    let mut filled = 0;
    while filled < literals + distances {
        let symbol = bits.symbol(&code)?;
        let (value, times) = match symbol {
            0..=15 => (symbol as u8, 1),
            16 if filled > 0 => (lengths[filled - 1], bits.take(2)? + 3),
            17 => (0, bits.take(3)? + 3),
            18 => (0, bits.take(7)? + 11),
            _ => return Err(InflateError::Corrupt),
        };
        if filled + times > literals + distances {
            return Err(InflateError::Corrupt);
        }
        lengths[filled..filled + times].fill(value);
        filled += times;
    }
    let (literal_lengths, rest) = lengths.split_at(literals);
    Ok((Code::new(literal_lengths)?, Code::new(&rest[..distances])?))
}

fn stored<R: Read>(bits: &mut Bits<R>, out: &mut Output<'_>) -> Result<(), InflateError> {
    bits.take(bits.count % 8)?;
    let length = bits.take(16)?;
    let check = bits.take(16)?;
    if length ^ check != 0xFFFF {
        return Err(InflateError::Corrupt);
    }
    for _ in 0..length {
        out.push(bits.take(8)? as u8)?;
    }
    Ok(())
}

#[rustfmt::skip]
const LENGTHS: [(u16, u8); 29] = [
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1),
    (17, 1), (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4),
    (83, 4), (99, 4), (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
];
#[rustfmt::skip]
const DISTANCES: [(u16, u8); 30] = [
    (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4),
    (49, 4), (65, 5), (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8),
    (1025, 9), (1537, 9), (2049, 10), (3073, 10), (4097, 11), (6145, 11), (8193, 12),
    (12289, 12), (16385, 13), (24577, 13),
];

fn block<R: Read>(
    bits: &mut Bits<R>,
    out: &mut Output<'_>,
    literals: &Code,
    distances: &Code,
) -> Result<(), InflateError> {
    loop {
        let symbol = bits.symbol(literals)?;
        if symbol < 256 {
            out.push(symbol as u8)?;
            continue;
        }
        if symbol == 256 {
            return Ok(());
        }
        let (base, extra) = *LENGTHS.get(symbol - 257).ok_or(InflateError::Corrupt)?;
        let length = usize::from(base) + bits.take(u32::from(extra))?;
        let symbol = bits.symbol(distances)?;
        let (base, extra) = *DISTANCES.get(symbol).ok_or(InflateError::Corrupt)?;
        let distance = usize::from(base) + bits.take(u32::from(extra))?;
        out.repeat(distance, length)?;
    }
}

/// The last 32 KiB and what has not yet been handed on.
struct Output<'s> {
    window: Vec<u8>,
    at: usize,
    flushed: usize,
    total: u64,
    limit: u64,
    sink: &'s mut dyn FnMut(&[u8]),
}

impl Output<'_> {
    fn push(&mut self, byte: u8) -> Result<(), InflateError> {
        if self.at == self.window.len() {
            self.slide()?;
        }
        self.window[self.at] = byte;
        self.at += 1;
        Ok(())
    }

    fn repeat(&mut self, distance: usize, length: usize) -> Result<(), InflateError> {
        if self.at + length > self.window.len() {
            self.slide()?;
        }
        if distance > self.at {
            return Err(InflateError::Corrupt);
        }
        let from = self.at - distance;
        if distance >= length {
            self.window.copy_within(from..from + length, self.at);
        } else {
            for step in 0..length {
                self.window[self.at + step] = self.window[from + step];
            }
        }
        self.at += length;
        Ok(())
    }

    /// Hands everything on and keeps the last 32 KiB at the front.
    fn slide(&mut self) -> Result<(), InflateError> {
        self.flush()?;
        self.window.copy_within(self.at - WINDOW..self.at, 0);
        self.at = WINDOW;
        self.flushed = WINDOW;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), InflateError> {
        let fresh = &self.window[self.flushed..self.at];
        self.total += fresh.len() as u64;
        if self.total > self.limit {
            return Err(InflateError::TooLarge);
        }
        (self.sink)(fresh);
        self.flushed = self.at;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8], limit: u64) -> Result<Vec<u8>, InflateError> {
        let mut out = Vec::new();
        inflate(bytes, limit, &mut |piece| out.extend_from_slice(piece))?;
        Ok(out)
    }

    #[test]
    fn stored_and_fixed_blocks_unpack() {
        let stored = [1, 3, 0, 0xFC, 0xFF, b'a', b'b', b'c'];
        assert_eq!(unpacked(&stored, 10).unwrap(), b"abc");
        // zlib's raw stream of "aaaaaaaaaa" with fixed codes.
        assert_eq!(unpacked(&[0x4B, 0x84, 0x03, 0x00], 10).unwrap(), b"aaaaaaaaaa");
        assert!(matches!(unpacked(&[0x4B, 0x84, 0x03, 0x00], 9), Err(InflateError::TooLarge)));
        for end in 0..4 {
            assert!(matches!(
                unpacked(&[0x4B, 0x84, 0x03, 0x00][..end], 10),
                Err(InflateError::Corrupt)
            ));
        }
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let mut seed = 7_u64;
        for _ in 0..5_000 {
            let bytes: Vec<u8> = (0..64)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (seed >> 56) as u8
                })
                .collect();
            let _ = unpacked(&bytes, 1 << 20);
        }
    }
}
