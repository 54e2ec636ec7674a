//! Numbers of paper slips: printed in order, entered in any order, and missed where one is not.

use std::collections::BTreeMap;

use serde::Serialize;

/// Slips that were never entered, though one before and one after them were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The first of them.
    pub from: String,
    /// The last of them.
    pub until: String,
}

/// Most digits that count as a number: more of them are a code.
const DIGITS_MOST: usize = 12;

/// The gaps between the slips that were entered. Those of one book begin alike and end in a number
/// of as many digits as the book has: `A-0007`.
pub fn gaps<'a>(entered: impl IntoIterator<Item = &'a str>) -> Vec<Gap> {
    let mut books: BTreeMap<(&str, usize), Vec<u64>> = BTreeMap::new();
    for slip in entered {
        let digits = slip.bytes().rev().take_while(u8::is_ascii_digit).count();
        if (1..=DIGITS_MOST).contains(&digits) {
            let (book, number) = slip.split_at(slip.len() - digits);
            books.entry((book, digits)).or_default().extend(number.parse::<u64>().ok());
        }
    }
    let mut gaps = vec![];
    for ((book, width), mut numbers) in books {
        numbers.sort_unstable();
        numbers.dedup();
        let said = |number: u64| format!("{book}{number:0width$}");
        for pair in numbers.windows(2).filter(|pair| pair[1] - pair[0] > 1) {
            gaps.push(Gap { from: said(pair[0] + 1), until: said(pair[1] - 1) });
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(entered: &[&str]) -> Vec<(String, String)> {
        gaps(entered.iter().copied()).into_iter().map(|gap| (gap.from, gap.until)).collect()
    }

    #[test]
    fn what_was_printed_between_two_and_not_entered_is_missing() {
        let gap = |from: &str, until: &str| (from.to_owned(), until.to_owned());
        assert_eq!(said(&["A-0007", "A-0004", "A-0005"]), [gap("A-0006", "A-0006")]);
        assert_eq!(
            said(&["B-1", "A-0001", "A-0010", "B-3"]),
            [gap("A-0002", "A-0009"), gap("B-2", "B-2"),]
        );
        assert_eq!(said(&["A-1", "A-2", "A-2", "A-3", "free", "B-7", "0001-x"]), []);
        // Another width is another book, and a long code is no number.
        assert_eq!(said(&["C-09", "C-011", "D-1234567890123", "D-1234567890129"]), []);
    }
}
