//! Tiles: runs of up to 256 hashes of a tree at every eighth height, and their names (C2SP
//! tlog-tiles).

use std::fmt::Write;

use super::decimal;
use super::tree::node_hash;
use crate::words::{Hash, Unreadable};

/// Hashes in a full tile.
pub const WIDTH: u64 = 256;
/// Heights between two levels.
pub const HEIGHT: u32 = 8;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The entries themselves, each behind its length.
    Entries,
    /// Hashes at eight times this height.
    Hashes(u32),
}

/// The name of a tile: `0/x001/234/067`, `entries/000.p/17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileName {
    /// What it holds.
    pub level: Level,
    /// The how-manieth of its level, from 0.
    pub number: u64,
    /// How many it holds: from 1 to 256, where a full one is named without its width.
    pub width: u64,
}

impl TileName {
    /// Reads what follows `tile/` in an address.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let wrong = Unreadable("there is no such tile");
        let (level, rest) = text.split_once('/').ok_or(wrong.clone())?;
        let level = match level {
            "entries" => Level::Entries,
            _ => match decimal(level)? {
                level @ 0..=63 => Level::Hashes(level as u32),
                _ => return Err(wrong),
            },
        };
        let (number, width) = match rest.split_once(".p/") {
            None => (rest, WIDTH),
            Some((number, width)) => (number, decimal(width)?),
        };
        if width == 0 || (width >= WIDTH) != (number == rest) {
            return Err(wrong);
        }
        Ok(Self { level, number: number_in(number).ok_or(wrong)?, width })
    }

    /// The name as it stands behind `tile/`.
    pub fn path(&self) -> String {
        let mut path = match self.level {
            Level::Entries => "entries/".to_owned(),
            Level::Hashes(level) => format!("{level}/"),
        };
        let mut groups = vec![self.number % 1000];
        while groups.len() < 7 {
            let rest = self.number / 1000_u64.pow(groups.len() as u32);
            if rest == 0 {
                break;
            }
            groups.push(rest % 1000);
        }
        for (back, group) in groups.iter().enumerate().rev() {
            let (mark, end) = if back == 0 { ("", "") } else { ("x", "/") };
            let _infallible = write!(path, "{mark}{group:03}{end}");
        }
        if self.width < WIDTH {
            let _infallible = write!(path, ".p/{}", self.width);
        }
        path
    }
}

/// A number in groups of three digits, all but the last behind an `x`.
fn number_in(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split('/').collect();
    let (last, before) = groups.split_last()?;
    let mut number: u64 = 0;
    for (place, group) in before.iter().map(|group| group.strip_prefix('x')).enumerate() {
        let group = group.filter(|group| place > 0 || *group != "000")?;
        number = number.checked_mul(1000)?.checked_add(three_digits(group)?)?;
    }
    number.checked_mul(1000)?.checked_add(three_digits(last)?)
}

fn three_digits(text: &str) -> Option<u64> {
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// How many hashes the tile of a level and number holds in a tree of some size.
pub fn width(level: u32, number: u64, size: u64) -> u64 {
    let hashes = size.checked_shr(HEIGHT * level).unwrap_or(0);
    hashes.saturating_sub(number.saturating_mul(WIDTH)).min(WIDTH)
}

/// Where the hash of a complete subtree comes from: level and number of a tile, and the first and
/// how many hashes of it lie below.
pub fn place(height: u32, index: u64) -> (u32, u64, usize, usize) {
    let (level, inside) = (height / HEIGHT, height % HEIGHT);
    let first = index << inside;
    (level, first / WIDTH, (first % WIDTH) as usize, 1 << inside)
}

/// The root over some hashes, whose number is a power of two.
pub fn over(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.chunks_exact(2).map(|pair| node_hash(pair[0], pair[1])).collect();
    }
    row.first().copied().unwrap_or_default()
}

/// Entries as they are served: each behind its length in two bytes, the higher first. An entry of
/// ours is a hash.
pub fn bundle(entries: &[Hash]) -> Vec<u8> {
    entries.iter().flat_map(|entry| [0, 32].into_iter().chain(entry.0)).collect()
}
