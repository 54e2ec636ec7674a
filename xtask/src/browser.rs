//! Finds the Chromium that the browser tests drive, or installs it where that is possible.

use std::path::Path;
use std::process::Command;

/// Where distributions put it; the same list as in `e2e/house.mjs`.
const PLACES: [&str; 3] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// What Debian calls it, and a font with Chinese signs to look at pages with.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// Tells which Chromium the tests will use; on Debian, root installs it where there is none.
///
/// # Errors
/// What is missing and how to get it.
pub fn install() -> Result<String, String> {
    if let Some(found) = find() {
        return Ok(format!("browser: {found}"));
    }
    let missing = "the browser tests need Chromium and find none: install it (Debian: apt-get \
                   install chromium fonts-noto-cjk), or name it in the variable CHROMIUM";
    if !Path::new("/usr/bin/apt-get").exists() || !is_root() {
        return Err(missing.to_owned());
    }
    println!("browser: none here, installing {} with apt-get", PACKAGES.join(" and "));
    run("apt-get", &["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(PACKAGES);
    run("apt-get", &arguments)?;
    find().map(|found| format!("browser: {found}")).ok_or_else(|| missing.to_owned())
}

fn find() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok();
    let places = PLACES.iter().map(|place| (*place).to_owned());
    named.into_iter().chain(places).find(|place| Path::new(place).exists())
}

/// Whether this process may install packages.
pub fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output();
    user.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Runs a program to its end.
///
/// # Errors
/// It could not be started, or ended with a failure.
pub fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new(program);
    match command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} {} ended with {status}", arguments.join(" "))),
        Err(error) => Err(format!("{program} could not be started: {error}")),
    }
}
