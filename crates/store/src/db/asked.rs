//! For tests: the texts that any engine of this process is asked.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Val;

/// Whether it is noted what is asked: one look at this is all that it costs where it is not.
static IS_NOTED: AtomicBool = AtomicBool::new(false);
/// Each text with the values of one time when it was asked, as few of them nothing as may be.
static ASKED: Mutex<BTreeMap<String, Vec<Val>>> = Mutex::new(BTreeMap::new());

/// From now on it is noted what is asked, by any thread of this process.
pub fn begin() {
    IS_NOTED.store(true, Ordering::Relaxed);
}

/// What was asked since, each text once with some values.
pub fn end() -> BTreeMap<String, Vec<Val>> {
    IS_NOTED.store(false, Ordering::Relaxed);
    ASKED.lock().map(|mut asked| std::mem::take(&mut *asked)).unwrap_or_default()
}

pub(super) fn is_noted() -> bool {
    IS_NOTED.load(Ordering::Relaxed)
}

pub(super) fn note<'v>(sql: &str, values: impl IntoIterator<Item = &'v Val>) {
    let Ok(mut asked) = ASKED.lock() else { return };
    let values: Vec<Val> = values.into_iter().cloned().collect();
    let nothings = |values: &[Val]| values.iter().filter(|value| **value == Val::Null).count();
    match asked.get_mut(sql) {
        Some(known) if nothings(known) > nothings(&values) => *known = values,
        Some(_) => {}
        None => {
            asked.insert(sql.to_owned(), values);
        }
    }
}
