//! What the indicators count by the definitions on record: each version from its day on.

use std::collections::BTreeSet;
use std::sync::Mutex;

use law::figure::{Definition, Shape, Words};
use law::words::Code;

use super::indicators::{Half, INDICATORS, Indicator, Seal, indicator};
use crate::house::State;
use crate::kit::words::{Language, say};

/// The indicators as the house's definitions have them; as they are shipped where it has none.
///
/// What was received before the day of a later version is counted by the earlier one for ever.
pub fn stated(state: &State) -> Vec<Indicator> {
    let own = |shipped: &Indicator| {
        let versions = state.figure_versions(shipped.key);
        let Some((_, first)) = versions.first() else { return *shipped };
        let half = |half: Half| {
            let of = |version: &Definition| version.conditions()[half as usize].to_owned();
            let mut text = of(first);
            for (from, version) in &versions[1..] {
                let (day, later) = (state.zone.start_of(*from).0, of(version));
                if text != later {
                    text = format!(
                        "(m.received < {day} AND ({text})) OR (m.received >= {day} AND ({later}))"
                    );
                }
            }
            // What ships has its column in the tallies, by the letter of its condition.
            if text == shipped.condition(half) {
                shipped.condition(half)
            } else {
                kept(&run(&text))
            }
        };
        let denominator = shipped.denominator.map(|_| half(Half::Denominator));
        Indicator { numerator: half(Half::Numerator), denominator, ..*shipped }
    };
    INDICATORS.iter().map(own).collect()
}

/// A condition as the house runs it: where a matter has no date its row has an empty text, which is
/// before every day, while open data have nothing, which is before none.
fn run(condition: &str) -> String {
    // The columns whose names go on are left as they are.
    let parts: Vec<&str> = condition.split("m.due").collect();
    let (first, rest) = parts.split_first().unwrap_or((&"", &[]));
    let mut text = (*first).to_owned();
    for part in rest {
        text.push_str(if part.starts_with('_') { "m.due" } else { "NULLIF(m.due, '')" });
        text.push_str(part);
    }
    text
}

/// A text that is kept as long as the process runs: there are few, since each stands for versions
/// that are on record.
fn kept(text: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().expect("nothing panics while holding the texts");
    if let Some(known) = kept.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    kept.insert(text);
    text
}

/// What may not change about a figure; nothing for one that the house does not state.
pub fn shape(key: &Code) -> Option<Shape> {
    indicator(key.as_str()).map(|indicator| Shape {
        over: indicator.over.said(),
        is_share: indicator.denominator.is_some(),
        of_ratings: indicator.seal != Seal::Open,
    })
}

/// The figures of which not the first version ships, with the version that does. A house that has
/// an earlier one on record counts by the new one from the day after it was first served by it.
const VERSIONS: &[(&str, u32)] = &[];

/// The definition that ships: the condition that is counted, and its words.
pub fn seed(indicator: &Indicator) -> Definition {
    let words = |list: &str| {
        let key = format!("figures-{list}-{}", indicator.key);
        let [zh, en] = [Language::Chinese, Language::English].map(|lang| say(lang, &key, &[]));
        Words { zh, en }
    };
    Definition {
        key: law::ruling::code(indicator.key),
        version: VERSIONS.iter().find(|(key, _)| *key == indicator.key).map_or(1, |(_, v)| *v),
        over: indicator.over.said(),
        numerator: indicator.numerator.to_owned(),
        denominator: indicator.denominator.map(str::to_owned),
        name: words("name"),
        means: words("means"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, version and hash of every text that ever shipped. A line is never changed: a figure
    /// that counts otherwise, or is said otherwise, is a new version.
    const SHIPPED: &str = include_str!("../../../../../../docs/reference/figure-versions.txt");

    #[test]
    fn what_ships_is_what_is_on_record_wherever_it_shipped() {
        let lines = INDICATORS.iter().map(|indicator| {
            let seed = seed(indicator);
            format!("{} {} {}\n", seed.key, seed.version, seed.hash())
        });
        let missing: String = lines.filter(|line| !SHIPPED.contains(line.as_str())).collect();
        assert_eq!(missing, "", "a changed condition or word is a new version: see `VERSIONS`");
    }

    #[test]
    fn what_has_no_date_is_late_on_no_day() {
        let text = run("m.due < $4 AND m.due_state IN (0, 2) OR m.due IS NULL");
        let expected =
            "NULLIF(m.due, '') < $4 AND m.due_state IN (0, 2) OR NULLIF(m.due, '') IS NULL";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_ships_could_be_put_in_force() {
        let day = jiff::civil::date(2026, 3, 2);
        for indicator in INDICATORS {
            let text = seed(indicator).text();
            let checked = law::figure::check(&text, (day, day), &[], shape);
            let checked = checked.unwrap_or_else(|refusal| panic!("{refusal}"));
            assert_eq!(checked, seed(indicator));
        }
    }
}
