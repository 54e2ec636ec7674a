//! Reads word files (Fluent): keys, the arguments their words take, and which keys are built at run
//! time.

use crate::tree::File;
use std::collections::BTreeSet;

/// One key of a word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The line it stands on.
    pub line: usize,
    /// The arguments its words take, without the `$`.
    pub arguments: BTreeSet<String>,
}

/// The keys of `file`, in order. Terms (`-name`) are not keys: only other words use them.
pub fn entries(file: &File) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_term = false;
    for (line, text) in file.lines() {
        let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if let (true, Some((key, _))) = (starts, text.split_once('=')) {
            in_term = key.starts_with('-');
            if !in_term {
                let key = key.trim().to_owned();
                entries.push(Entry { key, line, arguments: BTreeSet::new() });
            }
        }
        if let Some(entry) = entries.last_mut().filter(|_| !in_term && !text.starts_with('#')) {
            entry.arguments.extend(arguments(text));
        }
    }
    entries
}

/// The patterns of `## used: key, prefix-*` with their lines: keys whose names are built at run
/// time.
pub fn used_at_run_time(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, text) in file.lines() {
        let Some(list) = text.strip_prefix("##").and_then(|rest| rest.trim().strip_prefix("used:"))
        else {
            continue;
        };
        found.extend(
            list.split([',', ' ']).filter(|word| !word.is_empty()).map(|word| (line, word.into())),
        );
    }
    found
}

fn arguments(text: &str) -> Vec<String> {
    let names = text.split('$').skip(1).map(|after| {
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        after[..end.unwrap_or(after.len())].to_owned()
    });
    // `$` before no name is money, not an argument
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_arguments_are_read_over_several_lines() {
        let text = "# a = no\n## used: b-*, c\n-term = { $not }\nfirst-one = A { $x } of { $y }\n\
                    second = { $n ->\n    [one] { $z }\n   *[other] $5\n }\n    .title = b\n";
        let file = File::new("words.ftl", text);
        let found: Vec<_> = entries(&file)
            .into_iter()
            .map(|e| (e.key, e.line, e.arguments.into_iter().collect::<Vec<_>>().join(" ")))
            .collect();
        assert_eq!(
            found,
            [("first-one".into(), 4, "x y".into()), ("second".into(), 5, "n z".to_owned())]
        );
        assert_eq!(used_at_run_time(&file), [(2, "b-*".into()), (2, "c".to_owned())]);
    }
}
