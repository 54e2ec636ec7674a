//! Writes the folder of a new room from the specimen, so that its shape is never typed from memory.

use std::fs::{create_dir_all, write as write_file};
use std::path::Path;

/// The files of a room and what each starts with. `specimen` stands for the room's name.
const FILES: &[(&str, &str)] = &[
    ("mod.rs", include_str!("specimen/mod.rs")),
    ("facts.rs", include_str!("specimen/facts.rs")),
    ("rules.rs", include_str!("specimen/rules.rs")),
    ("tests.rs", include_str!("specimen/tests.rs")),
    ("words.ftl", include_str!("specimen/words.ftl")),
];

/// The English words, which lie with the translations.
const ENGLISH: &str = include_str!("specimen/english.ftl");

/// Words that Rust keeps for itself and that could be taken for a room.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

/// Writes the room `name` under `root` and says what is left to do by hand.
///
/// # Errors
///
/// A sentence, when the name is not in kebab-case, is a Rust keyword, or is taken; nothing is
/// written then.
pub fn write(root: &Path, name: &str) -> Result<String, String> {
    check_name(name)?;
    let module = name.replace('-', "_");
    let rooms = root.join("crates/hall/src/rooms");
    let folder = rooms.join(&module);
    let english = root.join(format!("locales/en/{name}.ftl"));
    if !rooms.is_dir() {
        return Err("there is no crates/hall/src/rooms here; run this in the project".into());
    }
    for taken in [&folder, &english] {
        if taken.exists() {
            return Err(format!("{} is there already; choose another name", taken.display()));
        }
    }
    for (file, text) in FILES {
        put(&folder.join(file), &named(text, name))?;
    }
    put(&english, &named(ENGLISH, name))?;
    Ok(format!(
        "written: crates/hall/src/rooms/{module}/ and locales/en/{name}.ftl\n\
         now add `pub mod {module};` to crates/hall/src/rooms/mod.rs, above the rooms \
         that will use it"
    ))
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} cannot be written: {error}", path.display());
    if let Some(folder) = path.parent() {
        create_dir_all(folder).map_err(failed)?;
    }
    write_file(path, text).map_err(failed)
}

fn check_name(name: &str) -> Result<(), String> {
    let letters = |part: &str| {
        let plain = part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        plain && part.starts_with(|c: char| c.is_ascii_lowercase())
    };
    if !name.split('-').all(letters) {
        return Err(format!(
            "{name} is not in kebab-case; write small letters and hyphens, like open-days"
        ));
    }
    if KEYWORDS.contains(&name) {
        return Err(format!("{name} is a word of Rust; choose another name"));
    }
    Ok(())
}

/// The text with the room's name in its two forms: `specimen_room` in code, `specimen-room` on the
/// wire.
fn named(text: &str, name: &str) -> String {
    text.replace("specimen_room", &name.replace('-', "_")).replace("specimen-room", name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{Finding, run};
    use crate::tree::{File, Tree};
    use std::path::PathBuf;

    /// An empty project in a folder of its own, removed at the end.
    struct Project(PathBuf);

    impl Project {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("new-room-{name}-{}", std::process::id()));
            create_dir_all(folder.join("crates/hall/src/rooms")).unwrap();
            write_file(folder.join(".gitignore"), "").unwrap();
            Self(folder)
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_new_room_is_whole_and_tidy() {
        let project = Project::new("whole");
        let report = write(&project.0, "open-days").unwrap();
        assert!(report.contains("`pub mod open_days;`"), "{report}");

        let mut tree = Tree::read(&project.0).unwrap();
        let written: Vec<_> =
            tree.under("crates/hall/src/rooms/open_days/").map(File::name).collect();
        assert_eq!(written, ["facts.rs", "mod.rs", "rules.rs", "tests.rs", "words.ftl"]);
        assert!(tree.files.iter().all(|file| !file.text.contains("specimen")));
        for (path, text) in [
            ("crates/law/src/lib.rs", "//! The concepts.\n"),
            ("crates/hall/src/rooms/mod.rs", "//! The rooms.\npub mod open_days;\n"),
            ("rustfmt.toml", "reorder_modules = false\n"),
        ] {
            tree.files.push(File::new(path, text));
        }
        assert_eq!(run(&tree), Vec::<Finding>::new());
    }

    #[test]
    fn a_name_that_is_taken_is_refused_and_nothing_is_written() {
        let project = Project::new("taken");
        write(&project.0, "plans").unwrap();
        let card = project.0.join("crates/hall/src/rooms/plans/mod.rs");
        write_file(&card, "mine").unwrap();
        assert!(write(&project.0, "plans").unwrap_err().contains("is there already"));
        assert_eq!(std::fs::read_to_string(card).unwrap(), "mine");
    }

    #[test]
    fn a_name_that_is_not_kebab_case_is_refused() {
        let project = Project::new("names");
        for name in ["Plans", "open_days", "-a", "a-", "a--b", "", "1a", "../a", "match", "计划"]
        {
            assert!(write(&project.0, name).is_err(), "{name}");
        }
        let rooms = std::fs::read_dir(project.0.join("crates/hall/src/rooms")).unwrap();
        assert_eq!(rooms.count(), 0);
    }

    #[test]
    fn outside_a_project_nothing_is_written() {
        let error = write(Path::new("nowhere"), "plans").unwrap_err();
        assert!(error.contains("run this in the project"), "{error}");
    }
}
