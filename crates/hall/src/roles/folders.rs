//! Copies what lies beside the database of a house: keys, what was signed last, folders of files.

use std::fs;
use std::path::Path;

use store::Fault;
use store::fault::Context;

/// The keys of public logs, what was signed last, and whom readers are told to trust.
/// Those of one house alone where one is named.
pub fn copy_log_files(from: &Path, to: &Path, house: Option<&str>) -> Result<(), Fault> {
    let of_house = house.map(|house| format!("log-{house}."));
    let is_wanted = |name: &str| match &of_house {
        Some(own) => name.starts_with(own) || name == "log-policy",
        None => name.starts_with("log-"),
    };
    for entry in fs::read_dir(from).while_(|| format!("reading {}", from.display()))? {
        let entry = entry.while_(|| format!("reading {}", from.display()))?;
        let name = entry.file_name();
        let is_half_written = entry.path().extension().is_some_and(|end| end == "part");
        if is_wanted(&name.to_string_lossy()) && !is_half_written {
            copy_file(&entry.path(), &to.join(&name))?;
        }
    }
    Ok(())
}

/// Copies what is in a folder, where there is one, but for what is half written.
pub fn copy_folder(from: &Path, to: &Path) -> Result<(), Fault> {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to).while_(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).while_(|| format!("reading {}", from.display()))? {
        let entry = entry.while_(|| format!("reading {}", from.display()))?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if entry.path().extension().is_none_or(|extension| extension != "part") {
            copy_file(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Copies a file, keeping who may read it, and waits for the disk.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), Fault> {
    fs::copy(from, to).while_(|| format!("copying {}", from.display()))?;
    let file = fs::File::open(to).while_(|| format!("opening {}", to.display()))?;
    file.sync_all().while_(|| format!("syncing {}", to.display()))
}
