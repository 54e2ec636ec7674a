//! A proof on paper: cut into short texts for codes that a telephone reads, and put together again
//! from what was read, in any order.

use super::{decoded, encoded};

/// What each part begins with.
const MARK: &str = "HUIYIN-PROOF ";
/// How many characters of a proof a part holds: a code of them is read from paper without trouble.
const CHARACTERS: usize = 900;
/// Most parts: more codes nobody would read.
pub const PARTS_MOST: usize = 12;

/// The parts of a proof; nothing where it is too long for paper.
pub fn cut(proof: &str) -> Option<Vec<String>> {
    let text = encoded(proof.as_bytes());
    let all = text.len().div_ceil(CHARACTERS);
    if all > PARTS_MOST {
        return None;
    }
    let parts = text.as_bytes().chunks(CHARACTERS).zip(1..);
    let part = |(part, number)| format!("{MARK}{number}/{all} {}", String::from_utf8_lossy(part));
    Some(parts.map(part).collect())
}

/// The proof that was cut, from parts on lines of their own; nothing for a text without any.
///
/// # Errors
/// The number of the first part that is missing, or that does not belong to the others.
pub fn joined(text: &str) -> Result<Option<String>, usize> {
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix(MARK));
    let (mut parts, mut all) = (vec![], 0);
    for line in lines {
        let read = || {
            let (place, part) = line.split_once(' ')?;
            let (number, of) = place.split_once('/')?;
            Some((number.parse::<usize>().ok()?, of.parse::<usize>().ok()?, part))
        };
        let (number, of, part) = read().ok_or(1_usize)?;
        if (all != 0 && all != of) || !(1..=PARTS_MOST).contains(&of) {
            return Err(number);
        }
        all = of;
        parts.push((number, part));
    }
    if parts.is_empty() {
        return Ok(None);
    }
    // Whoever reads a code twice has read it once.
    parts.sort_unstable();
    parts.dedup();
    let mut proof = String::new();
    for number in 1..=all {
        let (_, part) = parts.get(number - 1).filter(|(at, _)| *at == number).ok_or(number)?;
        proof.push_str(part);
    }
    if parts.len() > all {
        return Err(all + 1);
    }
    let proof = decoded(&proof).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    proof.map(Some).ok_or(1)
}
