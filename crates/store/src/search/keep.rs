//! Enters words, moves what is full into spans and blocks, and tells what there is.

use std::collections::HashMap;

use super::{Entry, Held, LOT, SPAN, blocks, mixed, sum};
use crate::Val;
use crate::db::Db;
use crate::fault::Fault;
use crate::verify::Finding;

/// Enters matters after those that are there, in the order in which they came.
pub fn append<'e>(db: Db<'_>, entries: impl IntoIterator<Item = &'e Entry>) -> Result<(), Fault> {
    let mut number = next_number(db)?;
    for entry in entries {
        let words = blocks::pack_words(&entry.words);
        db.send_in_order(
            "INSERT INTO search_tail (house, number, at, matter, words) \
             VALUES ($1, $2, $3, $4, $5)",
            &[number.into(), entry.at.into(), entry.matter.into(), Val::Blob(words)],
        )?;
        number += 1;
        if number % SPAN == 0 {
            settle(db)?;
        }
    }
    Ok(())
}

fn next_number(db: Db<'_>) -> Result<i64, Fault> {
    let sql = "SELECT number FROM search_tail WHERE house = $1 ORDER BY number DESC LIMIT 1";
    match db.maybe(sql, &[])? {
        Some(row) => Ok(row.int(0) + 1),
        None => spans_end(db),
    }
}

/// The number after the last one that a span has.
pub(super) fn spans_end(db: Db<'_>) -> Result<i64, Fault> {
    let sql = "SELECT first FROM search_span WHERE house = $1 ORDER BY first DESC LIMIT 1";
    Ok(db.maybe(sql, &[])?.map_or(0, |row| row.int(0) + SPAN))
}

/// Forgets everything, for making it anew.
pub fn clear(db: Db<'_>) -> Result<(), Fault> {
    db.execute("DELETE FROM search_tail WHERE house = $1", &[])?;
    db.execute("DELETE FROM search_span WHERE house = $1", &[])?;
    db.execute("DELETE FROM search_block WHERE house = $1", &[])?;
    Ok(())
}

/// Moves the tail into a span and blocks, however short it is: the numbers that are left in that
/// span stay without a matter.
pub fn settle(db: Db<'_>) -> Result<(), Fault> {
    let first = spans_end(db)?;
    let mut matters = Vec::with_capacity(SPAN as usize);
    // Some thirty words each, so that it seldom grows.
    let mut pairs = Vec::with_capacity(40 * SPAN as usize);
    let sql = "SELECT at, matter, words FROM search_tail WHERE house = $1 ORDER BY number";
    db.each(sql, &[], |row| {
        let number = matters.len() as u32;
        pairs.extend(blocks::words(row.blob(2)).map(|word| (word, number)));
        matters.push((row.int(0), row.int(1)));
        Ok(())
    })?;
    if matters.is_empty() {
        return Ok(());
    }
    db.send_in_order(
        "INSERT INTO search_span (house, first, matters) VALUES ($1, $2, $3)",
        &[first.into(), Val::Blob(blocks::pack_matters(&matters))],
    )?;
    put_blocks(db, first, pairs)?;
    db.execute("DELETE FROM search_tail WHERE house = $1", &[])?;
    let end = first + SPAN;
    if end % LOT == 0 { share_blocks(db, end - LOT) } else { Ok(()) }
}

/// Makes one lot of blocks of those of all its spans.
fn share_blocks(db: Db<'_>, lot: i64) -> Result<(), Fault> {
    let mut pairs = vec![];
    let range = [lot.into(), (lot + LOT).into()];
    let sql = "SELECT first, word, numbers FROM search_block \
               WHERE house = $1 AND first >= $2 AND first < $3 ORDER BY first, word";
    db.each(sql, &range, |row| {
        blocks::unpack((row.int(1), row.blob(2)), (row.int(0) - lot) as u32, &mut pairs)
    })?;
    let sql = "DELETE FROM search_block WHERE house = $1 AND first >= $2 AND first < $3";
    db.execute(sql, &range)?;
    put_blocks(db, lot, pairs)
}

pub(super) fn put_blocks(db: Db<'_>, first: i64, mut pairs: Vec<(i64, u32)>) -> Result<(), Fault> {
    pairs.sort_unstable();
    pairs.dedup();
    for (word, numbers) in blocks::pack(&pairs) {
        db.send_in_order(
            "INSERT INTO search_block (house, first, word, numbers) VALUES ($1, $2, $3, $4)",
            &[first.into(), word.into(), Val::Blob(numbers.into())],
        )?;
    }
    Ok(())
}

/// Everything that is in the index, in order, and what is damaged in it.
pub fn contents(db: Db<'_>) -> Result<(Vec<Held>, Vec<Finding>), Fault> {
    let mut inside = Inside::default();
    inside.read_spans(db)?;
    let end = inside.next;
    inside.read_blocks(db, end)?;
    inside.read_tail(db)?;
    Ok((inside.held, inside.findings))
}

#[derive(Default)]
struct Inside {
    held: Vec<Held>,
    /// Where each number stands among `held`.
    places: HashMap<i64, usize>,
    /// The number that comes next.
    next: i64,
    findings: Vec<Finding>,
}

impl Inside {
    fn wrong(&mut self, table: &str, row: &crate::Row, what: &str) {
        self.findings.push(Finding::new(table, row.int(0).to_string(), "", what));
    }

    /// A word has a matter that its span has not: said once of each span.
    fn miss_matter(&mut self, number: i64, end: i64) {
        let row = (number / SPAN * SPAN).to_string();
        let what = "it has fewer matters than its words have";
        let finding = Finding::new("search_span", row, "", what);
        if number < end && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn hold(&mut self, number: i64, held: Held) {
        self.places.insert(number, self.held.len());
        self.held.push(held);
    }

    fn read_spans(&mut self, db: Db<'_>) -> Result<(), Fault> {
        let table = "search_span";
        let sql = "SELECT first, matters FROM search_span WHERE house = $1 ORDER BY first";
        db.each(sql, &[], |row| {
            if row.int(0) != self.next {
                self.wrong(table, &row, "it is not the span that comes next");
            }
            match blocks::matters(row.blob(1)) {
                Ok(matters) if (1..=SPAN as usize).contains(&matters.len()) => {
                    for (number, (at, matter)) in (self.next..).zip(matters) {
                        let (entered_in, words_in) = (table, "search_block");
                        self.hold(number, Held { at, matter, words: 0, entered_in, words_in });
                    }
                }
                _ => self.wrong(table, &row, "its matters cannot be read"),
            }
            self.next += SPAN;
            Ok(())
        })
    }

    fn read_blocks(&mut self, db: Db<'_>, end: i64) -> Result<(), Fault> {
        let sql = "SELECT first, word, numbers FROM search_block WHERE house = $1 \
                   ORDER BY first, word";
        let mut last = (-1, -1, 0);
        db.each(sql, &[], |row| {
            let (first, mut pairs) = (row.int(0), vec![]);
            let length = if first < end / LOT * LOT { LOT } else { SPAN };
            let is_lot = (0..end).contains(&first) && first % length == 0;
            if first >= end {
                self.wrong("search_span", &row, "a span is missing whose words are there");
            }
            let unpacked = blocks::unpack((row.int(1), row.blob(2)), 0, &mut pairs);
            let mut fits = is_lot && unpacked.is_ok();
            for (word, number) in pairs {
                // What is not in order is not found where it is looked for.
                fits &= last < (first, word, number) && i64::from(number) < length;
                last = (first, word, number);
                match self.places.get(&(first + i64::from(number))) {
                    Some(place) => {
                        let words = &mut self.held[*place].words;
                        *words = words.wrapping_add(mixed(word));
                    }
                    None => {
                        fits = false;
                        self.miss_matter(first + i64::from(number), end);
                    }
                }
            }
            if !fits {
                self.wrong("search_block", &row, "its words cannot be those of its matters");
            }
            Ok(())
        })
    }

    fn read_tail(&mut self, db: Db<'_>) -> Result<(), Fault> {
        let table = "search_tail";
        let sql = "SELECT number, at, matter, words FROM search_tail WHERE house = $1 \
                   ORDER BY number";
        db.each(sql, &[], |row| {
            if row.int(0) != self.next {
                // Spans are full before there is a tail, or were closed before their end.
                let is_span = (row.int(0) - self.next) % SPAN == 0;
                let gap = if is_span { "search_span" } else { table };
                self.wrong(gap, &row, "it is not the number that comes next");
            }
            let words: Vec<i64> = blocks::words(row.blob(3)).collect();
            if !words.is_sorted() {
                self.wrong(table, &row, "its words are not in order");
            }
            let (at, matter) = (row.int(1), row.int(2));
            let words = sum(&words);
            self.hold(self.next, Held { at, matter, words, entered_in: table, words_in: table });
            self.next += 1;
            Ok(())
        })
    }
}
