//! A figure as a page shows it: the number, its two parts, and the way to the rows behind each.

use law::figure::{Definition, Words};

use super::super::stats::{Part, Parts};
use super::super::views::{Half, INDICATORS, Indicator, Seal};
use super::wanted::Wanted;
use crate::kit::words::{Language, grouped};
use crate::kit::{Shell, address};

/// What a figure is called, by the definition that holds on the day of the page.
pub fn called(shell: &Shell, key: &str) -> String {
    in_force(shell, key).map_or_else(
        || shell.code("figures-name", key),
        |known| in_language(shell, &known.name).to_owned(),
    )
}

/// What it means, in a sentence.
pub fn means(shell: &Shell, key: &str) -> String {
    in_force(shell, key).map_or_else(
        || shell.code("figures-means", key),
        |known| in_language(shell, &known.means).to_owned(),
    )
}

fn in_force<'s>(shell: &'s Shell, key: &str) -> Option<&'s Definition> {
    let versions = shell.state.figure_versions(key);
    let holds = versions.into_iter().rfind(|(from, _)| *from <= shell.today);
    holds.map(|(_, known)| &**known)
}

/// Words in the language of a page.
pub fn in_language<'w>(shell: &Shell, words: &'w Words) -> &'w str {
    if shell.language == Language::English { &words.en } else { &words.zh }
}

/// The least count of ratings where no procedure says one.
const LEAST: i64 = 5;

/// A figure as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Tile {
    pub key: &'static str,
    pub name: String,
    /// The number; a dash where there is nothing to tell, or too little to tell it.
    pub number: String,
    pub is_share: bool,
    /// The share for a bar, such as `91.4%`; empty for none.
    pub width: String,
    pub numerator: String,
    /// Where the rows of the numerator are listed; empty where they are not.
    pub numerator_to: String,
    pub denominator: String,
    pub denominator_to: String,
    /// Whether there are too few ratings to tell the number.
    pub veiled: bool,
    /// Whether it has a column in the tables.
    pub in_table: bool,
}

impl Tile {
    /// The tile of a figure.
    pub fn of(
        shell: &Shell,
        wanted: &Wanted,
        indicator: &'static Indicator,
        part: Option<Part>,
    ) -> Self {
        let name = called(shell, indicator.key);
        let is_share = indicator.denominator.is_some();
        let Some(part) = part else {
            return Self {
                key: indicator.key,
                name,
                number: "–".to_owned(),
                is_share: false,
                width: String::new(),
                numerator: String::new(),
                numerator_to: String::new(),
                denominator: String::new(),
                denominator_to: String::new(),
                veiled: true,
                in_table: indicator.in_table,
            };
        };
        let percent = part.permille().filter(|_| is_share).map(percent);
        let number = match (&percent, is_share) {
            (Some(percent), _) => percent.clone(),
            (None, true) => "–".to_owned(),
            (None, false) => grouped(part.numerator),
        };
        Self {
            key: indicator.key,
            name,
            number,
            is_share: percent.is_some(),
            width: percent.map_or_else(String::new, |percent| format!("{percent}%")),
            numerator: grouped(part.numerator),
            numerator_to: rows_to(wanted, indicator, Half::Numerator),
            denominator: if is_share { grouped(part.denominator) } else { String::new() },
            denominator_to: rows_to(wanted, indicator, Half::Denominator),
            veiled: false,
            in_table: indicator.in_table,
        }
    }
}

/// Every figure of a scope as a tile, ratings veiled where they are too few.
pub fn tiles(shell: &Shell, wanted: &Wanted, parts: &Parts) -> Vec<Tile> {
    row(shell, wanted, &told(shell, wanted, parts))
}

/// Every figure as a tile, of which it is known already what may be told.
pub fn row(shell: &Shell, wanted: &Wanted, told: &[Option<Part>]) -> Vec<Tile> {
    INDICATORS
        .iter()
        .zip(told)
        .map(|(indicator, part)| Tile::of(shell, wanted, indicator, *part))
        .collect()
}

/// What of the figures may be told: figures of ratings only from a least count of ratings on, and
/// only of whole months, so that nobody learns how a single person rated.
pub fn told(shell: &Shell, wanted: &Wanted, parts: &Parts) -> Vec<Option<Part>> {
    let enough = may_tell(ratings(parts), least(shell)) && wanted.is_whole_months(shell.today);
    if enough { parts.iter().copied().map(Some).collect() } else { veil(parts) }
}

/// The figures without those of ratings.
pub fn veil(parts: &Parts) -> Vec<Option<Part>> {
    let open = |indicator: &Indicator| indicator.seal != Seal::Ratings;
    INDICATORS.iter().zip(parts).map(|(i, part)| open(i).then_some(*part)).collect()
}

/// How many ratings the residents themselves gave.
pub fn ratings(parts: &Parts) -> i64 {
    let place = INDICATORS.iter().position(|indicator| indicator.key == "solved");
    place.map_or(0, |place| parts[place].denominator)
}

/// The least count of ratings that may be told of, as the procedure says.
pub fn least(shell: &Shell) -> i64 {
    let procedure = shell.state.front_procedure(shell.today);
    procedure.map_or(LEAST, |procedure| i64::from(procedure.rating.group_least))
}

/// Where the rows behind a half of a figure are listed; empty where they are not.
pub fn rows_to(wanted: &Wanted, indicator: &Indicator, half: Half) -> String {
    if !indicator.is_listed(half) {
        return String::new();
    }
    let mut fields = vec![("key", indicator.key.to_owned()), ("part", half.name().to_owned())];
    fields.extend(wanted.fields());
    address("/figures/rows", &fields)
}

/// Tenths of a percent as text: `91.4`, `100`.
pub fn percent(permille: i64) -> String {
    if permille % 10 == 0 {
        return (permille / 10).to_string();
    }
    format!("{}.{}", permille / 10, permille % 10)
}

/// Whether ratings may be told of: there are none, or at least so many.
pub fn may_tell(ratings: i64, least: i64) -> bool {
    ratings == 0 || ratings >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!([percent(914), percent(1000), percent(0)], ["91.4", "100", "0"]);
        assert_eq!(
            [grouped(0), grouped(999), grouped(20_000), grouped(-1_234_567)],
            ["0", "999", "20,000", "-1,234,567"]
        );
    }
}
