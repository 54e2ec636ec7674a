//! The index finds what a plain list of all matters finds, however it has come to lie.

use std::collections::BTreeSet;

use super::*;
use crate::db::Engine;
use crate::db::trial::on_both;
use crate::{Chance, Val};

const HOUSE: &str = "qinghe";

/// An index and the plain list of what is in it.
struct World {
    engine: Engine,
    entries: Vec<Entry>,
    chance: Chance,
}

impl World {
    fn new(engine: Engine) -> Self {
        Self { engine, entries: vec![], chance: Chance::seeded(4) }
    }

    fn below(&self, most: u64) -> i64 {
        (u64::from_le_bytes(self.chance.bytes()) % most) as i64
    }

    /// Some matters with some of forty words, often a few in one moment.
    fn enter(&mut self, count: usize) {
        let begin = self.entries.len();
        for _ in 0..count {
            let at = self.entries.last().map_or(1000, |last| last.at) + self.below(2);
            let words: BTreeSet<i64> =
                (0..self.below(9)).map(|_| self.below(40).pow(2) << 40).collect();
            let matter = self.below(1 << 60);
            self.entries.push(Entry { at, matter, words: words.into_iter().collect() });
        }
        let new = self.entries[begin..].to_vec();
        self.write(move |tx| {
            for entry in &new {
                tx.index(MatterId::from_int(entry.matter), Time(entry.at), &entry.words);
            }
            Ok(())
        });
    }

    fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> crate::db::Answer<T> + Send + 'static,
    ) -> T {
        self.engine.write_and_wait(HOUSE, work).unwrap_or_else(|no| panic!("{no:?}"))
    }

    fn find(&self, words: &[i64], before: (i64, i64), most: usize) -> Vec<(i64, i64)> {
        let found = self.engine.read(HOUSE, |db| find::find(db, words, before, most)).unwrap();
        found.into_iter().map(|(at, matter)| (at, matter.int())).collect()
    }

    fn expected(&self, words: &[i64], before: (i64, i64), most: usize) -> Vec<(i64, i64)> {
        let has_all = |entry: &&Entry| words.iter().all(|word| entry.words.contains(word));
        let found = self.entries.iter().filter(has_all).map(|entry| (entry.at, entry.matter));
        let mut found: Vec<_> = found.filter(|matter| *matter < before).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(most);
        found
    }

    fn check(&self) {
        let first = (i64::MAX, i64::MAX);
        for _ in 0..60 {
            let words: Vec<i64> =
                (0..=self.below(3)).map(|_| self.below(41).pow(2) << 40).collect();
            let most = 1 + self.below(40) as usize;
            let mut before = first;
            for _ in 0..6 {
                let found = self.find(&words, before, most);
                assert_eq!(found, self.expected(&words, before, most), "{words:?} {before:?}");
                let Some(last) = found.last() else { break };
                before = *last;
            }
            let anywhere = &self.entries[self.below(self.entries.len() as u64) as usize];
            let before = (anywhere.at, anywhere.matter);
            let found = self.find(&words, before, most);
            assert_eq!(found, self.expected(&words, before, most), "{words:?} {before:?}");
        }
        let (held, findings) = self.engine.read(HOUSE, contents).unwrap();
        assert_eq!(findings, []);
        let held: Vec<_> = held.iter().map(|held| (held.at, held.matter, held.words)).collect();
        let expected = self.entries.iter().map(|e| (e.at, e.matter, sum(&e.words)));
        assert_eq!(held, expected.collect::<Vec<_>>());
    }

    fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE house = $1");
        self.engine.read(HOUSE, |db| Ok(db.one(&sql, &[])?.int(0))).unwrap()
    }
}

#[test]
fn what_is_found_does_not_depend_on_where_it_lies() {
    on_both(|_, engine| {
        let mut world = World::new(engine);
        world.enter(100);
        world.check();
        assert_eq!([world.count("search_tail"), world.count("search_span")], [100, 0]);
        world.enter(156);
        world.check();
        assert_eq!([world.count("search_tail"), world.count("search_span")], [0, 1]);
        world.enter(700);
        world.check();
        // A short span leaves numbers without a matter behind.
        world.write(|tx| Ok(settle(tx.db)?));
        assert_eq!([world.count("search_tail"), world.count("search_span")], [0, 4]);
        world.check();
        let single = world.count("search_block");
        world.enter(LOT as usize);
        world.check();
        let lots = "SELECT COUNT(DISTINCT first) FROM search_block WHERE house = $1 AND first < $2";
        let lots = world.engine.read(HOUSE, |db| Ok(db.one(lots, &[LOT.into()])?.int(0))).unwrap();
        assert_eq!(lots, 1, "the first lot has blocks in common");
        assert!(single > 0 && world.count("search_span") == 36);
    });
}

#[test]
fn matters_of_one_moment_come_in_order() {
    on_both(|_, engine| {
        let mut world = World::new(engine);
        let entry =
            |matter: i64| Entry { at: 5, matter: matter * 7919 % 100_003, words: vec![1, 3] };
        world.entries = (0..1000).map(entry).collect();
        let all = world.entries.clone();
        world.write(move |tx| Ok(append(tx.db, &all)?));
        let mut before = (i64::MAX, i64::MAX);
        for _ in 0..12 {
            let found = world.find(&[3, 1, 3], before, 90);
            assert_eq!(found, world.expected(&[1, 3], before, 90));
            before = found.last().copied().unwrap_or(before);
        }
        assert_eq!(world.find(&[], before, 90), []);
    });
}

#[test]
fn words_that_are_taken_out_are_found_no_more_wherever_they_lay() {
    on_both(|_, engine| {
        let mut world = World::new(engine);
        world.enter(LOT as usize + 3 * SPAN as usize + 90);
        // In a full lot, in spans after it, in the tail, and one with no word left.
        for place in [0, 7, 4000, LOT as usize + 5, LOT as usize + 600, LOT as usize + 800] {
            let entry = &mut world.entries[place];
            let gone: Vec<i64> = entry.words.iter().copied().step_by(2).chain([5]).collect();
            entry.words.retain(|word| !gone.contains(word));
            let matter = MatterId::from_int(entry.matter);
            world.write(move |tx| Ok(tx.unindex(matter, &gone)?));
        }
        world.check();
        let all = world.entries[9].clone();
        world.write(move |tx| Ok(tx.unindex(MatterId::from_int(all.matter), &all.words)?));
        world.entries[9].words.clear();
        world.check();
        let (matter, words) = (MatterId::from_int(1 << 59), vec![1 << 40, 4 << 40]);
        world.write(move |tx| {
            tx.index(matter, Time(i64::MAX >> 1), &words);
            Ok(tx.unindex(matter, &words[..1])?)
        });
        world.entries.push(Entry { at: i64::MAX >> 1, matter: 1 << 59, words: vec![4 << 40] });
        world.check();
    });
}

#[test]
fn it_is_made_anew_from_nothing() {
    on_both(|_, engine| {
        let mut world = World::new(engine);
        world.enter(600);
        world.write(|tx| Ok(clear(tx.db)?));
        assert_eq!(world.find(&[0], (i64::MAX, i64::MAX), 9), []);
        let all = world.entries.clone();
        world.write(move |tx| {
            append(tx.db, &all)?;
            Ok(settle(tx.db)?)
        });
        world.check();
        world.enter(300);
        world.check();
    });
}

#[test]
fn a_word_of_every_matter_has_a_block_of_its_own() {
    let pairs: Vec<(i64, u32)> = (0..LOT as u32).map(|number| (7, number)).collect();
    let all: Vec<(i64, u32)> =
        (0..300).map(|word| (word, 9)).chain(pairs).collect::<BTreeSet<_>>().into_iter().collect();
    let mut unpacked = vec![];
    for (word, bytes) in blocks::pack(&all) {
        blocks::unpack((word, &bytes), 0, &mut unpacked).unwrap();
    }
    assert_eq!(unpacked, all);
}

#[test]
fn what_is_damaged_is_a_fault_and_a_finding() {
    for edit in [
        "UPDATE search_block SET numbers = $2 WHERE house = $1",
        "UPDATE search_span SET matters = $2 WHERE house = $1",
    ] {
        on_both(|_, engine| {
            let mut world = World::new(engine);
            world.enter(SPAN as usize);
            let words = world.entries.iter().find(|entry| !entry.words.is_empty()).unwrap();
            let word = words.words[0];
            let bytes = Val::Blob([0xff; 7].into());
            world.write(move |tx| Ok(tx.db.execute(edit, std::slice::from_ref(&bytes))?));
            let search = |db: crate::Db<'_>| find::find(db, &[word], (i64::MAX, i64::MAX), 9);
            let fault = world.engine.read(HOUSE, search).unwrap_err();
            assert!(fault.chain().contains("rebuild"), "{}", fault.chain());
            let (_, findings) = world.engine.read(HOUSE, contents).unwrap();
            assert!(!findings.is_empty(), "{edit}");
        });
    }
}
