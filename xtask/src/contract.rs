//! Makes the tool ready that holds the interface for programs against its document, in a folder of
//! its own under `target`.

use std::path::Path;

use crate::browser::{is_root, run};

/// What Debian calls the language that it is written in.
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// Tells where the tool is; installs it, and on Debian as root what it needs, where there is none.
///
/// # Errors
/// What is missing and how to get it.
pub fn install(root: &Path) -> Result<String, String> {
    let (list, folder) = (root.join("e2e/requirements.txt"), root.join("target/contract"));
    let tool = folder.join("bin/schemathesis");
    let wanted = std::fs::read_to_string(&list).map_err(|e| format!("{}: {e}", list.display()))?;
    // Kept beside it: another list makes the folder anew.
    let made_from = folder.join("requirements.txt");
    if tool.exists() && std::fs::read_to_string(&made_from).is_ok_and(|made| made == wanted) {
        return Ok(format!("contract: {}", tool.display()));
    }
    make(&folder)?;
    let pip = folder.join("bin/pip").display().to_string();
    let list = list.display().to_string();
    run(&pip, &["install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", &list])?;
    std::fs::write(&made_from, wanted).map_err(|e| format!("{}: {e}", made_from.display()))?;
    Ok(format!("contract: {}, installed", tool.display()))
}

/// An empty environment.
fn make(folder: &Path) -> Result<(), String> {
    let at = folder.display().to_string();
    let made = || run("python3", &["-m", "venv", "--clear", &at]);
    if made().is_ok() {
        return Ok(());
    }
    let missing = "the interface is checked by a program in Python: install it (Debian: apt-get \
                   install python3 python3-venv)";
    if !Path::new("/usr/bin/apt-get").exists() || !is_root() {
        return Err(missing.to_owned());
    }
    println!("contract: no Python here, installing {} with apt-get", PACKAGES.join(" and "));
    run("apt-get", &["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(PACKAGES);
    run("apt-get", &arguments)?;
    made()
}
