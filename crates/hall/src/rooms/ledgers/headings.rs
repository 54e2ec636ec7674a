//! Makes headings comparable: widths, spaces, hints in brackets, and the letters of columns.

/// The letters of a column counted from 0, as a spreadsheet shows them: 0 is A, 26 is AA.
pub fn letters(position: usize) -> String {
    let mut rest = position + 1;
    let mut name = Vec::new();
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    name.iter().rev().collect()
}

/// Names one after another, with the comma that both languages read.
pub fn joined<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("、")
}

/// Half-width form of a full-width letter, digit or sign; anything else as it is.
pub fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(letter as u32 - 0xFEE0).expect("the range maps onto ASCII")
        }
        _ => letter,
    }
}

/// True for signs that are written but not seen.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// A heading without what varies from office to office: spaces, brackets, colons, stars, case.
/// With `without_hints`, units and hints in brackets go as well.
pub(super) fn simplified(heading: &str, without_hints: bool) -> String {
    let half: String = heading.chars().map(half_width).collect();
    let text = if without_hints { strip_hints(&half) } else { half };
    let kept = text.chars().filter(|c| c.is_alphanumeric() || *c == '〇');
    kept.flat_map(char::to_lowercase).collect()
}

fn strip_hints(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[', '【', '〔', '{', '<']) {
        let (before, from_open) = rest.split_at(open);
        out.push_str(before);
        let Some(close) = from_open.find([')', ']', '】', '〕', '}', '>']) else {
            rest = from_open;
            break;
        };
        let mut inner = from_open[..close].chars();
        inner.next();
        if !is_hint(inner.as_str()) {
            out.push_str(&from_open[..close]);
        }
        let mut after = from_open[close..].chars();
        after.next();
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}

/// Units and hints only: whatever else stands in brackets may change what a heading means
/// (the telephone of a unit is not the telephone of a resident), so it stays.
fn is_hint(inner: &str) -> bool {
    const WORDS: [&str; 26] = [
        "必填",
        "选填",
        "可选",
        "必选",
        "必填项",
        "选填项",
        "单选",
        "多选",
        "下拉选择",
        "元",
        "万元",
        "天",
        "日",
        "个",
        "人",
        "件",
        "工作日",
        "个工作日",
        "年月日",
        "年月日时分",
        "是否",
        "是或否",
        "required",
        "optional",
        "days",
        "date",
    ];
    let plain: String = inner.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.to_lowercase();
    let letters_of_a_date = |c: char| c.is_ascii_digit() || "ymdhs年月日时分".contains(c);
    WORDS.contains(&plain.as_str())
        || plain.chars().all(letters_of_a_date)
        || (plain.chars().any(|c| c.is_ascii_digit()) && plain.contains('字'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_as_a_spreadsheet_does() {
        assert_eq!(
            [letters(0), letters(25), letters(26), letters(16_383)],
            ["A", "Z", "AA", "XFD"]
        );
    }
}
