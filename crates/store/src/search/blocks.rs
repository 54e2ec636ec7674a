//! How words and numbers are packed into the bytes of a row.

use crate::fault::Fault;

/// Most bytes of a block with several words: with its key it stays within its page.
const BLOCK_BYTES_MOST: usize = 900;

/// Words, each with the numbers of the matters that have it, as rows hold them: the first word of
/// a block, and its bytes. `pairs` are in order and each there once; numbers are counted from the
/// first of the lot.
pub fn pack(pairs: &[(i64, u32)]) -> Vec<(i64, Vec<u8>)> {
    let mut blocks: Vec<(i64, Vec<u8>)> = vec![];
    let mut list = vec![];
    for of_word in pairs.chunk_by(|a, b| a.0 == b.0) {
        let word = of_word[0].0;
        list.clear();
        let mut next = 0;
        for (_, number) in of_word {
            put_number(&mut list, number - next);
            next = number + 1;
        }
        match blocks.last_mut().filter(|(_, bytes)| bytes.len() + list.len() < BLOCK_BYTES_MOST) {
            Some((_, bytes)) => {
                bytes.extend(word.to_be_bytes());
                put_list(bytes, &list);
            }
            None => {
                let mut bytes = Vec::with_capacity(BLOCK_BYTES_MOST);
                put_list(&mut bytes, &list);
                blocks.push((word, bytes));
            }
        }
    }
    blocks
}

fn put_list(bytes: &mut Vec<u8>, list: &[u8]) {
    put_number(bytes, list.len() as u32);
    bytes.extend(list);
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
pub fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads what was packed, piece by piece.
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'b [u8], Fault> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// A whole number of eight bytes.
    pub fn whole(&mut self) -> Result<i64, Fault> {
        Ok(i64::from_be_bytes(self.bytes(8)?.try_into().map_err(|_| damaged())?))
    }

    /// A number as [`put_number`] writes it.
    pub fn number(&mut self) -> Result<u32, Fault> {
        let mut number: u32 = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.bytes(1)?[0];
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    fn list(&mut self) -> Result<&'b [u8], Fault> {
        let length = self.number()? as usize;
        self.bytes(length)
    }
}

/// What a search says of bytes that are not as they were written.
pub fn damaged() -> Fault {
    Fault::new("the search index is damaged: `huiyin rebuild` makes it anew")
}

/// Calls `take` with each word of a block and its packed numbers.
fn each_word<'b>(
    (first, block): (i64, &'b [u8]),
    mut take: impl FnMut(i64, &'b [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader(block);
    take(first, reader.list()?)?;
    while !reader.0.is_empty() {
        let word = reader.whole()?;
        take(word, reader.list()?)?;
    }
    Ok(())
}

fn numbers(list: &[u8]) -> Result<Vec<u32>, Fault> {
    let (mut reader, mut next, mut numbers) = (Reader(list), 0_u32, Vec::with_capacity(list.len()));
    while !reader.0.is_empty() {
        let number = next.checked_add(reader.number()?).ok_or_else(damaged)?;
        numbers.push(number);
        next = number.checked_add(1).ok_or_else(damaged)?;
    }
    Ok(numbers)
}

/// The numbers of a word in a block.
pub fn of_word(block: (i64, &[u8]), wanted: i64) -> Result<Vec<u32>, Fault> {
    let mut found: &[u8] = &[];
    each_word(block, |word, list| {
        if word == wanted {
            found = list;
        }
        Ok(())
    })?;
    numbers(found)
}

/// Adds every word of a block with each of its numbers, moved by the place of their lot.
pub fn unpack(block: (i64, &[u8]), by: u32, pairs: &mut Vec<(i64, u32)>) -> Result<(), Fault> {
    each_word(block, |word, list| {
        let moved = numbers(list)?.into_iter().map(|number| number.checked_add(by));
        for number in moved {
            pairs.push((word, number.ok_or_else(damaged)?));
        }
        Ok(())
    })
}

/// The words of a matter as its row in the tail holds them.
pub fn pack_words(words: &[i64]) -> Box<[u8]> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// The words of a row of the tail.
pub fn words(bytes: &[u8]) -> impl ExactSizeIterator<Item = i64> + '_ {
    // What is no whole word is damaged; it is no word that anybody could search for.
    let word = |word: &[u8]| word.try_into().map_or(-1, i64::from_be_bytes);
    bytes.chunks(8).map(word)
}

/// Whether a row of the tail has a word.
pub fn has_word(bytes: &[u8], wanted: i64) -> bool {
    bytes.as_chunks().0.binary_search_by_key(&wanted, |word| i64::from_be_bytes(*word)).is_ok()
}

/// The matters of a span, each with when it was entered, as its row holds them.
pub fn pack_matters(matters: &[(i64, i64)]) -> Box<[u8]> {
    matters
        .iter()
        .flat_map(|(at, matter)| [at.to_be_bytes(), matter.to_be_bytes()])
        .flatten()
        .collect()
}

/// The matters of a span.
pub fn matters(bytes: &[u8]) -> Result<Vec<(i64, i64)>, Fault> {
    let mut reader = Reader(bytes);
    let mut matters = Vec::with_capacity(bytes.len() / 16);
    while !reader.0.is_empty() {
        matters.push((reader.whole()?, reader.whole()?));
    }
    Ok(matters)
}
