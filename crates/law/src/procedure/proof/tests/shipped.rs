//! What the proof says of every procedure that ships, as it is and with the parameters of each
//! pack, held against a list that people read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::super::{Longest, Procedure};

/// The list: one line a procedure.
const LIST: &str = include_str!("longest.txt");

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder ships");
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("it is UTF-8");
    let mut names: Vec<String> = entries.map(|entry| name(entry.expect("it is read"))).collect();
    names.sort();
    names
}

fn line(name: &str, longest: Option<&Longest>) -> String {
    let Some(longest) = longest else { return format!("{name}: no bound") };
    let mut line = format!("{name}: {}", longest.days);
    if let Some(date) = longest.by_date {
        write!(line, ", by date {date}").expect("a text can be written");
    }
    if let Some(since) = longest.since {
        write!(line, ", from the act {since}").expect("a text can be written");
    }
    if let Some((most, _)) = &longest.lawful {
        write!(line, ", law {most}").expect("a text can be written");
    }
    for (step, days) in &longest.path {
        write!(line, " {step} {days}").expect("a text can be written");
    }
    line
}

#[test]
fn every_shipped_procedure_is_sound_and_takes_the_time_on_the_list() {
    let (mut lines, mut wrong) = (vec![], vec![]);
    let packs = folder("packs");
    for name in names(&folder("procedures")) {
        let file = folder("procedures").join(&name).join("procedure.toml");
        let text = fs::read_to_string(file).expect("it ships");
        let mut texts = vec![(name.clone(), text.clone())];
        for pack in names(&packs) {
            let given = packs.join(&pack).join("procedures").join(format!("{name}.toml"));
            if let Ok(given) = fs::read_to_string(given) {
                texts.push((format!("{name} + {pack}"), format!("{text}\n{given}")));
            }
        }
        for (name, text) in texts {
            match Procedure::check(&text) {
                Ok((_, found)) if found.flaws.is_empty() => {
                    lines.push(line(&name, found.longest.as_ref()));
                }
                Ok((_, super::super::Found { flaws, .. })) | Err(flaws) => {
                    wrong.extend(flaws.iter().map(|flaw| format!("{name}:{flaw}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let found = lines.join("\n");
    assert!(found == LIST.trim_end(), "the list should read:\n{found}");
}
