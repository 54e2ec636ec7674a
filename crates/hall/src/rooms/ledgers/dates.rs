//! Reads the dates that offices write: serial days of a spreadsheet and text in its many forms.

use jiff::civil::{Date, DateTime, Time};

use super::headings::{half_width, is_invisible};

/// The years a ledger may speak of; a date outside them is a slip of the pen or of the format.
pub const YEARS: std::ops::RangeInclusive<i16> = 1949..=2100;

/// Why a date cannot be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// Day and month may have changed places; these days could be meant.
    Ambiguous(Vec<Date>),
    /// The year has two digits.
    ShortYear,
    /// Year, month or day is missing.
    Incomplete,
    /// The calendar has no such day or the clock no such time.
    NoSuchDay,
    /// The day lies outside the years a ledger speaks of.
    Implausible(Date),
    /// It carries a time zone.
    Zoned,
    /// It is a length of time.
    Duration,
    /// It is no date at all.
    Unreadable,
}

/// The moment that a serial day number stands for; `from_1904` as the workbook says.
///
/// The fraction of the day is rounded to the second.
///
/// # Errors
/// Outside the plausible years, or a time without a day.
pub fn from_serial(serial: f64, from_1904: bool) -> Result<DateTime, DateFault> {
    const SECONDS: f64 = 86_400.0;
    // Day 60 of the 1900 system, 29 February 1900, never was; all plausible days lie behind it.
    let origin =
        if from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
    if !serial.is_finite() || !(1.0..3_000_000.0).contains(&serial) {
        return Err(DateFault::Incomplete);
    }
    let seconds = (serial * SECONDS).round() as i64;
    let span = jiff::Span::new().try_seconds(seconds).map_err(|_| DateFault::Unreadable)?;
    let moment =
        origin.to_datetime(Time::midnight()).checked_add(span).map_err(|_| DateFault::NoSuchDay)?;
    plausible(moment)
}

/// A number in a date column: a serial day, or the digits of a date (20250307).
///
/// # Errors
/// As [`from_serial`] and [`from_text`]; a year alone is incomplete.
pub fn from_number(number: f64, from_1904: bool) -> Result<DateTime, DateFault> {
    let whole = number.fract() == 0.0;
    if whole && (1.0e7..1.0e14).contains(&number) {
        return from_digits(&format!("{number:.0}"));
    }
    // 2025 and 2025.3 mean a year or a month here, not the year 1905.
    if (1900.0..2101.0).contains(&number) {
        return Err(DateFault::Incomplete);
    }
    from_serial(number, from_1904)
}

/// A date as text, with or without a time of day.
///
/// # Errors
/// Why it cannot be taken.
pub fn from_text(text: &str) -> Result<DateTime, DateFault> {
    let plain = plain(text);
    let text = plain.trim();
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()) && text.len() >= 8 {
        return from_digits(text);
    }
    if text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.matches('.').count() <= 1 {
        let number = text.parse::<f64>().map_err(|_| DateFault::Unreadable)?;
        return from_number(number, false);
    }
    let (date, rest) = date_part(text)?;
    let time = time_part(rest)?;
    plausible(date.to_datetime(time))
}

fn plausible(moment: DateTime) -> Result<DateTime, DateFault> {
    if YEARS.contains(&moment.year()) {
        Ok(moment)
    } else {
        Err(DateFault::Implausible(moment.date()))
    }
}

/// 20250307, 202503071430 or 20250307143000.
fn from_digits(digits: &str) -> Result<DateTime, DateFault> {
    let part = |range: std::ops::Range<usize>| -> i16 {
        digits.get(range).and_then(|part| part.parse().ok()).unwrap_or(0)
    };
    if !matches!(digits.len(), 8 | 12 | 14) {
        return Err(DateFault::Unreadable);
    }
    let date = day(part(0..4), part(4..6), part(6..8))?;
    let time = clock(part(8..10), part(10..12), part(12..14))?;
    plausible(date.to_datetime(time))
}

fn day(year: i16, month: i16, day: i16) -> Result<Date, DateFault> {
    Date::new(year, month as i8, day as i8).map_err(|_| DateFault::NoSuchDay)
}

fn clock(hour: i16, minute: i16, second: i16) -> Result<Time, DateFault> {
    Time::new(hour as i8, minute as i8, second as i8, 0).map_err(|_| DateFault::NoSuchDay)
}

/// Leading digits and the rest; at most four, so that they fit a year.
fn digits(text: &str) -> Result<(&str, &str), DateFault> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > 4 { Err(DateFault::Unreadable) } else { Ok(text.split_at(end)) }
}

fn number(digits: &str) -> i16 {
    digits.parse().expect("one to four ASCII digits fit")
}

/// One date from the front of the text, and what is left.
fn date_part(text: &str) -> Result<(Date, &str), DateFault> {
    let (first, rest) = digits(text)?;
    let mut after = rest.trim_start().chars();
    let separator = after.next().ok_or(DateFault::Incomplete)?;
    match separator {
        '-' | '/' | '.' | '年' => {}
        '月' | ':' => return Err(DateFault::Incomplete),
        _ => return Err(DateFault::Unreadable),
    }
    let second_on = after.as_str().trim_start();
    if second_on.is_empty() {
        return Err(DateFault::Incomplete);
    }
    let (second, rest) = digits(second_on)?;
    let mut after = rest.trim_start().chars();
    let wanted = if separator == '年' { '月' } else { separator };
    match after.next() {
        None => return Err(DateFault::Incomplete),
        Some(found) if found == wanted => {}
        Some(_) => return Err(DateFault::Unreadable),
    }
    let third_on = after.as_str().trim_start();
    if third_on.is_empty() {
        return Err(DateFault::Incomplete);
    }
    let (third, rest) = digits(third_on)?;
    let rest = rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest);
    match (first.len(), second.len(), third.len()) {
        (4, 1 | 2, 1 | 2) => Ok((day(number(first), number(second), number(third))?, rest)),
        (1 | 2, 1 | 2, 4) => {
            let (one, two, year) = (number(first), number(second), number(third));
            let mut readings: Vec<Date> =
                [day(year, one, two), day(year, two, one)].into_iter().flatten().collect();
            readings.dedup();
            Err(if readings.is_empty() {
                DateFault::NoSuchDay
            } else {
                DateFault::Ambiguous(readings)
            })
        }
        (1 | 2, 1 | 2, 1 | 2) => Err(DateFault::ShortYear),
        _ => Err(DateFault::Unreadable),
    }
}

/// The time of day behind a date: nothing, 14:30, T14:30:05, 14时30分, 下午2:30.
fn time_part(text: &str) -> Result<Time, DateFault> {
    const SIGNS: [&[char]; 3] = [&[':', '时', '点'], &[':', '分'], &['秒']];
    let text = text.strip_prefix(['T', 't']).unwrap_or(text).trim();
    if text.is_empty() {
        return Ok(Time::midnight());
    }
    let mut half_day = 0;
    let mut rest = text;
    for (word, half) in
        [("凌晨", 1), ("早上", 1), ("上午", 1), ("中午", 2), ("下午", 2), ("晚上", 2)]
    {
        if let Some(behind) = text.strip_prefix(word) {
            (half_day, rest) = (half, behind.trim_start());
        }
    }
    let upper = rest.to_ascii_uppercase();
    for (word, half) in [("AM", 1), ("PM", 2)] {
        if upper.ends_with(word) {
            (half_day, rest) = (half, rest[..rest.len() - 2].trim_end());
        }
    }
    let mut parts = [0_i16; 3];
    for (index, part) in parts.iter_mut().enumerate() {
        let (found, behind) = digits(rest)?;
        if found.len() > 2 {
            return Err(DateFault::Unreadable);
        }
        *part = number(found);
        let stripped = behind.strip_prefix(SIGNS[index]);
        // An hour alone must say so; "7" behind a date could be anything.
        if index == 0 && stripped.is_none() && half_day == 0 {
            return Err(DateFault::Unreadable);
        }
        rest = stripped.unwrap_or(behind);
        if rest.is_empty() || stripped.is_none() {
            break;
        }
    }
    let rest = without_fraction(rest);
    if rest.starts_with(['Z', 'z', '+', '-']) {
        return Err(DateFault::Zoned);
    }
    if !rest.is_empty() {
        return Err(DateFault::Unreadable);
    }
    let hour = match (half_day, parts[0]) {
        (1, 12) => 0,
        (2, hour @ 1..=11) => hour + 12,
        (_, hour) => hour,
    };
    clock(hour, parts[1], parts[2])
}

fn without_fraction(rest: &str) -> &str {
    match rest.strip_prefix('.') {
        Some(behind) => behind.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    }
}

/// Half-width signs, Arabic digits, no weekday: one way of writing instead of many.
fn plain(text: &str) -> String {
    let half: String =
        text.chars().filter(|c| !is_invisible(*c)).map(half_width).collect::<String>();
    let mut plain = without_weekday(&half);
    let written_out = |c: char| chinese_digit(c).is_some() || c == '十' || c == '廿';
    if plain.contains('年') && plain.trim_start().starts_with(written_out) {
        plain = arabic(&plain);
    }
    plain.replace(['—', '–', '−'], "-").replace('。', ".")
}

fn without_weekday(text: &str) -> String {
    let mut out = text.to_owned();
    for word in ["星期", "礼拜", "周"] {
        while let Some(start) = out.find(word) {
            let mut end = start + word.len();
            if let Some(day) = out[end..].chars().next().filter(|c| "一二三四五六日天".contains(*c))
            {
                end += day.len_utf8();
            }
            let open = out[..start].trim_end().ends_with('(');
            let close = out[end..].trim_start().starts_with(')');
            let (from, to) = match (open, close) {
                (true, true) => (
                    out[..start].rfind('(').expect("just seen"),
                    end + out[end..].find(')').expect("just seen") + 1,
                ),
                _ => (start, end),
            };
            out.replace_range(from..to, " ");
        }
    }
    out
}

fn chinese_digit(letter: char) -> Option<u8> {
    let digit = match letter {
        '〇' | '○' | '零' | 'O' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(digit)
}

/// Chinese numerals as Arabic ones: the year digit by digit, the rest with its tens.
fn arabic(text: &str) -> String {
    let mut out = String::new();
    let mut run: Vec<char> = Vec::new();
    for letter in text.chars().chain(['\0']) {
        if chinese_digit(letter).is_some() || matches!(letter, '十' | '廿' | '卅') {
            run.push(letter);
            continue;
        }
        out.push_str(&arabic_run(&run));
        run.clear();
        if letter != '\0' {
            out.push(letter);
        }
    }
    out
}

fn arabic_run(run: &[char]) -> String {
    let Some(tens) = run.iter().position(|c| matches!(c, '十' | '廿' | '卅')) else {
        return run
            .iter()
            .filter_map(|c| chinese_digit(*c))
            .map(|digit| char::from(b'0' + digit))
            .collect();
    };
    let ten = match (run[tens], tens) {
        ('廿', _) => 2,
        ('卅', _) => 3,
        (_, 0) => 1,
        _ => chinese_digit(run[tens - 1]).unwrap_or(0),
    };
    let one = run.get(tens + 1).and_then(|c| chinese_digit(*c)).unwrap_or(0);
    // More signs than a number of two digits has: leave them, so that the reading fails.
    let stray = run.get(tens + 1).is_some_and(|sign| chinese_digit(*sign).is_none());
    if run.len() > tens + 2 || tens > 1 || stray {
        return run.iter().collect();
    }
    (ten * 10 + one).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn the_forms_that_offices_write_are_read() {
        let day = datetime(2025, 3, 7, 0, 0, 0, 0);
        for text in [
            "2025-03-07",
            "2025/3/7",
            "2025.3.7",
            "2025年3月7日",
            "2025年03月07号",
            "20250307",
            "二〇二五年三月七日",
            "二○二五年三月七日",
            "2025-03-07",
            "\u{FF12}\u{FF10}25-03-07",
            " 2025 年 3 月 7 日 ",
            "2025年3月7日(星期五)",
            "2025-3-7 周五",
            "45723",
            "2025—3—7",
            "2025.03.07",
        ] {
            assert_eq!(from_text(text), Ok(day), "{text}");
        }
        let moment = datetime(2025, 3, 7, 14, 30, 0, 0);
        for text in [
            "2025年3月7日 14:30",
            "2025年3月7日14时30分",
            "2025-03-07T14:30:00",
            "2025/3/7 14:30:00",
            "2025-3-7 下午2:30",
            "2025-3-7 2:30 PM",
            "202503071430",
            "2025-03-07 14:30:00.000",
            "2025年3月7日 14点30",
            "2025-03-07 14:30",
        ] {
            assert_eq!(from_text(text), Ok(moment), "{text}");
        }
        let end = datetime(2024, 12, 31, 0, 0, 0, 0);
        assert_eq!(from_text("二〇二四年十二月三十一日"), Ok(end));
        assert_eq!(from_text("二零二四年十月廿三日"), Ok(datetime(2024, 10, 23, 0, 0, 0, 0)));
        assert_eq!(from_text("二〇二四年二月十日"), Ok(datetime(2024, 2, 10, 0, 0, 0, 0)));
    }

    #[test]
    fn what_is_not_certain_is_refused_with_the_reason() {
        let both = vec![date(2025, 3, 7), date(2025, 7, 3)];
        assert_eq!(from_text("3/7/2025"), Err(DateFault::Ambiguous(both)));
        let one = vec![date(2025, 12, 25)];
        assert_eq!(from_text("25.12.2025"), Err(DateFault::Ambiguous(one)));
        for (text, fault) in [
            ("13/13/2025", DateFault::NoSuchDay),
            ("25-3-7", DateFault::ShortYear),
            ("2025-03", DateFault::Incomplete),
            ("2025年3月", DateFault::Incomplete),
            ("3月7日", DateFault::Incomplete),
            ("2025", DateFault::Incomplete),
            ("2025.3", DateFault::Incomplete),
            ("2025-02-30", DateFault::NoSuchDay),
            ("20250230", DateFault::NoSuchDay),
            ("2025-03-07 25:00", DateFault::NoSuchDay),
            ("2025-03-07T14:30:00Z", DateFault::Zoned),
            ("2025-03-07T14:30:00+08:00", DateFault::Zoned),
            ("1025-03-07", DateFault::Implausible(date(1025, 3, 7))),
            ("去年春天", DateFault::Unreadable),
            ("2025-03-07 张", DateFault::Unreadable),
            ("2025-03-07 7", DateFault::Unreadable),
            ("二〇二五年三十十月七日", DateFault::Unreadable),
            ("", DateFault::Unreadable),
        ] {
            assert_eq!(from_text(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn serial_days_count_from_either_origin() {
        assert_eq!(from_serial(45_723.0, false), Ok(datetime(2025, 3, 7, 0, 0, 0, 0)));
        assert_eq!(from_serial(44_261.0, true), Ok(datetime(2025, 3, 7, 0, 0, 0, 0)));
        let half_past_two = from_serial(45_723.604_166_666_664, false);
        assert_eq!(half_past_two, Ok(datetime(2025, 3, 7, 14, 30, 0, 0)));
        let last_second = from_serial(45_723.999_999_99, false);
        assert_eq!(last_second, Ok(datetime(2025, 3, 8, 0, 0, 0, 0)));
        assert_eq!(from_serial(0.5, false), Err(DateFault::Incomplete));
        assert!(matches!(from_serial(2_000_000.0, false), Err(DateFault::Implausible(_))));
        for odd in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
            assert!(from_serial(odd, false).is_err());
        }
        assert_eq!(from_number(20_250_307.0, false), Ok(datetime(2025, 3, 7, 0, 0, 0, 0)));
        assert_eq!(from_number(2025.0, false), Err(DateFault::Incomplete));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let signs = [
            "2", "0", "年", "月", "日", "-", "/", ".", ":", "十", "二", "T", "周", "(", ")", " ",
            "下午", "PM", "é", "+",
        ];
        let mut seed = 20_250_307_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..seed % 14 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(signs[(seed >> 33) as usize % signs.len()]);
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let _ = from_text(&text);
        }
    }
}
