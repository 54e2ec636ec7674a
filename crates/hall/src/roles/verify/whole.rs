//! What can only be told of the whole: rows that no record names, the search, the tallies, which
//! views were drawn. Sums over all rows come first; only where they differ it is looked for the
//! row, which reads the whole log once more.

use std::collections::HashSet;

use law::words::{Hash, MatterId};
use store::db::{Db, Scratch};
use store::rows::Table;
use store::verify::{self, Finding, Mark, Misfit};
use store::{Fault, log, search};

use super::chain::{Chain, act_of};
use super::portion::{Heard, Totals};
use crate::house::House;
use crate::roles::rebuild;
use crate::rooms::{self, VIEWS, matters, open};

/// Adds what does not fit to the findings. `totals` and `chain` are of the whole log as the
/// connection sees it; `fits` tells whether the rows are sound that the tallies count.
pub fn check(
    (house, db): (&House, Db<'_>),
    (chain, totals): (&mut Chain, &Totals),
    fits: bool,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    chain.check_tree(house, db, findings)?;
    check_acts(db, chain, findings)?;
    check_unnamed(db, totals, findings)?;
    check_search(house, db, (chain, totals), findings)?;
    check_views(db, findings)?;
    check_packages(house, findings);
    let misfits = if fits { tallies(db)? } else { tallies_of_facts(house, db)? };
    findings.extend(misfits.iter().map(|misfit| misfit.finding(None)));
    Ok(())
}

/// The files of each package of open data are those whose hash is on record.
fn check_packages(house: &House, findings: &mut Vec<Finding>) {
    let state = house.state();
    for known in &state.register.published {
        for (file, what) in open::tasks::misfits(house, known) {
            findings.push(Finding::new("open", known.name.as_str(), &file, what));
        }
    }
}

fn last_of(db: Db<'_>) -> Result<u64, Fault> {
    Ok(log::last(db)?.map_or(0, |last| last.seq))
}

/// Each act that was recorded was found; are there others?
fn check_acts(db: Db<'_>, chain: &Chain, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    if verify::acts(db)? == chain.acts {
        return Ok(());
    }
    let last = last_of(db)?;
    verify::each_act(db, |key, seq| {
        let named = Hash::from_bytes(key).ok();
        if seq > last as i64 {
            let what = "an act ended with this record, and the log is shorter";
            findings.push(Finding::new("log", seq.to_string(), "seq", what).of(last));
        }
        let (seq, mut acts) = (seq as u64, [None, None]);
        log::each_between(db, (seq.saturating_sub(1), seq.saturating_add(1)), |stored| {
            acts[usize::from(stored.seq > seq)] = act_of(&stored.bytes);
            Ok(())
        })?;
        if named.is_none() || acts[0] != named || acts[1] == named {
            let what = "no record ends this act where the table says";
            let record = (seq <= last).then_some(seq);
            findings.push(Finding::new("act", verify::hex(key), "seq", what).of(record));
        }
        Ok(())
    })
}

/// Texts and attachments that no record names.
fn check_unnamed(db: Db<'_>, totals: &Totals, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let (mut texts, mut files) = (Mark::default(), Mark::default());
    verify::each_text(db, |key| texts.add(key))?;
    verify::each_file(db, |key| files.add(key))?;
    if (texts, files) == (totals.texts, totals.files) {
        return Ok(());
    }
    let (mut texts, mut files) = (HashSet::new(), HashSet::new());
    log::each_between(db, (0, i64::MAX as u64), |stored| {
        // What cannot be read was named where its matter was checked.
        let Ok(heard) = Heard::read(&stored) else { return Ok(()) };
        texts.extend(heard.texts.iter().map(|named| named.text.id.int()));
        files.extend(heard.files.iter().map(|attached| attached.file.id.int()));
        Ok(())
    })?;
    let mut look = |table: &str, known: &HashSet<i64>, key: i64| {
        if !known.contains(&key) {
            findings.push(verify::unnamed(table, key));
        }
    };
    verify::each_text(db, |key| look("vault", &texts, key))?;
    verify::each_file(db, |key| look("file", &files, key))
}

/// A matter of the search index: when it was entered, and the sum over its words.
struct Searched {
    matter: MatterId,
    at: i64,
    words: u64,
    record: u64,
}

/// The index holds each matter that was brought, in the order of the log, with its words.
fn check_search(
    house: &House,
    db: Db<'_>,
    (chain, totals): (&Chain, &Totals),
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let (held, damaged) = search::contents(db)?;
    let is_whole = damaged.is_empty();
    findings.extend(damaged);
    let (mut order, mut words) = (0, 0_u64);
    for one in &held {
        order = search::ordered(order, one.matter, one.at);
        words = words.wrapping_add(search::entered(one.matter, one.at, one.words));
    }
    if is_whole && (order, words) == (chain.order, totals.words) {
        return Ok(());
    }
    let expected = searched(house, db)?;
    let mut wrong = |table: &str, matter: MatterId, record: Option<u64>, what: &str| {
        findings.push(Finding::new(table, matter.to_string(), "", what).of(record));
    };
    let mut expected = expected.iter();
    for held in &held {
        let matter = MatterId::from_int(held.matter);
        let Some(right) = expected.next() else {
            wrong(held.entered_in, matter, None, "no fact enters this matter");
            continue;
        };
        let record = Some(right.record);
        // The whole number, since an identifier keeps some of its bits only.
        if (held.at, held.matter) != (right.at, right.matter.int()) {
            let what = "another matter was entered here, or at another time";
            wrong(held.entered_in, matter, record, what);
        }
        if held.words != right.words {
            let what = "the words by which it is found are not those of its texts";
            wrong(held.words_in, matter, record, what);
        }
    }
    for right in expected {
        let what = "a matter that was brought has not been entered";
        wrong("search_tail", right.matter, Some(right.record), what);
    }
    Ok(())
}

/// What the index should hold, in its order.
fn searched(house: &House, db: Db<'_>) -> Result<Vec<Searched>, Fault> {
    let mut searched = vec![];
    log::each_between(db, (0, i64::MAX as u64), |stored| {
        if let Ok(Heard { submitted: Some((matter, at, said)), .. }) = Heard::read(&stored) {
            let words = search::sum(&matters::words_in_vault(house, db, &said)?);
            searched.push(Searched { matter, at, words, record: stored.seq });
        }
        Ok(())
    })?;
    Ok(searched)
}

fn check_views(db: Db<'_>, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let last = last_of(db)?;
    let mut missing: Vec<&str> = rebuild::drawn().map(|(name, _)| name).collect();
    db.each("SELECT view, version, seq FROM view WHERE house = $1", &[], |row| {
        let name = row.text(0);
        missing.retain(|missing| *missing != name);
        let mut wrong = |field: &str, what: &str| {
            findings.push(Finding::new("view", name, field, what));
        };
        match rebuild::drawn().find(|(drawn, _)| *drawn == name) {
            None => wrong("", "this program has no such view"),
            Some((_, version)) if version != row.int(1) => {
                wrong("version", "it was not drawn by this program");
            }
            Some(_) if !(0..=last as i64).contains(&row.int(2)) => {
                wrong("seq", "the log has no such record");
            }
            Some(_) => {}
        }
        Ok(())
    })?;
    for name in missing {
        let what = "nothing tells by which program it was drawn";
        findings.push(Finding::new("view", name, "", what));
    }
    Ok(())
}

/// The tallies against the rows that they count, which were found to be right.
fn tallies(db: Db<'_>) -> Result<Vec<Misfit>, Fault> {
    let (mut misfits, tallied) = (vec![], rooms::tallied(db)?);
    let mut tables = VIEWS.iter().flat_map(|view| view.tables);
    let is_checked = |table: &&&Table| {
        table.is_by_matter() || tallied.iter().any(|(known, _)| known.name == table.name)
    };
    if let Some(table) = tables.find(|table| !is_checked(table)) {
        return Err(Fault::new(format!("nobody says what the rows of {} should be", table.name)));
    }
    for (table, made) in tallied {
        misfits.extend(verify::rows(db, table, None, made)?);
    }
    Ok(misfits)
}

/// The tallies where rows that they count are wrong: against a rebuild in memory, so that none is
/// accused of what another did.
fn tallies_of_facts(house: &House, db: Db<'_>) -> Result<Vec<Misfit>, Fault> {
    let scratch = Scratch::new()?;
    let rebuilt = scratch.db(&house.code);
    let records = last_of(db)?;
    let progress = rebuild::bar(records, "compare");
    if rebuild::project(house, (rebuilt, records), &progress).is_err() {
        // A record that cannot be read stops the rebuild; it was named where it was checked.
        return Ok(vec![]);
    }
    let mut misfits = vec![];
    let tables = VIEWS.iter().flat_map(|view| view.tables);
    for table in tables.copied().filter(|table| !table.is_by_matter()) {
        let mut made = verify::Made::new();
        store::rows::each_row(rebuilt, table, None, |row| {
            let (key, values) = row.values().split_at(table.key.len());
            made.insert(key.to_vec(), values.to_vec());
            Ok(())
        })?;
        misfits.extend(verify::rows(db, table, None, made)?);
    }
    Ok(misfits)
}
