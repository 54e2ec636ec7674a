//! A backup holds the whole house, and a damaged one is not taken for sound (trust.md, T19).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use store::db::trial;
use store::verify::Finding;
use store::{Engine, Fault, Tx};

use crate::fixture;
use crate::house::House;
use crate::roles::backup::{BackupArgs, RestoreArgs, back_up, restore};
use crate::roles::{DataArgs, DatabaseArgs, KeyArgs, verify};
use crate::rooms::open;

/// A house with a matter and open data of a month.
fn house_with_open_data() -> Arc<House> {
    let house = fixture::house();
    fixture::raise(&house, fixture::submission(&house));
    fixture::pass_days(&house, 40);
    open::tasks::publish_due(&house, "example.org/log").expect("publishes").expect("was due");
    house
}

fn beside(house: &House, name: &str) -> PathBuf {
    house.dir.with_extension(name)
}

fn copied(house: &House, name: &str) -> PathBuf {
    let to = beside(house, name);
    let (data, key) = (house.dir.clone(), KeyArgs::default());
    let data = DataArgs { data, house: None, key, database: DatabaseArgs::default() };
    back_up(&BackupArgs { data, to: to.clone() }).expect("copies");
    to
}

fn restored(from: &Path, to: PathBuf) -> Result<bool, Fault> {
    restored_to(from, to, None)
}

fn restored_to(from: &Path, to: PathBuf, to_database: Option<String>) -> Result<bool, Fault> {
    let (house, key) = (None, KeyArgs::default());
    let args = RestoreArgs { from: from.to_owned(), to, to_database, house, key };
    // Whether it is a success has no other way to be read.
    Ok(format!("{:?}", restore(&args)?) == format!("{:?}", ExitCode::SUCCESS))
}

/// Every file of a folder and of those in it.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(dir).expect("it is there") {
        let path = entry.expect("it reads").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn a_backup_is_the_whole_house_and_a_damaged_one_is_found() {
    let house = house_with_open_data();
    let copy = copied(&house, "copy");
    assert!(restored(&copy, beside(&house, "again")).expect("reads"), "a sound backup is sound");
    let again = fixture::open_again(&beside(&house, "again"));
    assert_eq!(
        again.read(store::log::head).expect("reads").seq,
        house.read(store::log::head).expect("reads").seq
    );

    // Each file of open data, lost or with another byte, and a database with other bytes.
    let packages = files(&copy.join("open"));
    assert!(packages.len() > 4, "{packages:?}");
    for (number, path) in packages.iter().enumerate() {
        let bytes = fs::read(path).expect("it reads");
        match number % 2 {
            0 => fs::remove_file(path).expect("it goes"),
            _ => fs::write(path, [&bytes[..], b" "].concat()).expect("it is written"),
        }
        let to = beside(&house, &format!("damaged-{number}"));
        let is_sound = restored(&copy, to.clone()).expect("reads");
        assert!(!is_sound, "{} was damaged and nobody said so", path.display());
        let (records, findings) = verify::check(&fixture::open_again(&to)).expect("reads");
        assert!(records > 0);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let located =
            findings.iter().any(|one| one.table == "open" && Some(&one.field) == name.as_ref());
        assert!(located, "{findings:?}");
        fs::write(path, bytes).expect("it is written");
    }
    let database = copy.join("huiyin.db");
    let mut bytes = fs::read(&database).expect("it reads");
    let at = find(&bytes, "磨坊巷路面塌陷".as_bytes()).expect("the title lies in it");
    bytes[at] ^= 1;
    fs::write(&database, bytes).expect("it is written");
    let is_sound = restored(&copy, beside(&house, "rotten"));
    assert!(!is_sound.unwrap_or(false), "a rotten database was taken for sound");
}

/// Where the log of a house ends, and what does not fit in it.
fn end(dir: &Path) -> (u64, Vec<Finding>) {
    let house = fixture::open_again(dir);
    let head = house.read(store::log::head).expect("reads").seq;
    (head, verify::check(&house).expect("reads").1)
}

#[test]
fn a_house_on_a_server_is_backed_up_while_it_goes_on_and_comes_back_to_a_server() {
    fixture::on_server(|| {
        let house = house_with_open_data();
        let head = || house.read(store::log::head).expect("reads").seq;
        let (copy, copied_at) = (copied(&house, "copy"), head());
        fixture::raise(&house, fixture::submission(&house));
        assert!(head() > copied_at);
        // The copy is a house by itself.
        assert!(copy.join("huiyin.db").exists());
        assert_eq!(end(&copy), (copied_at, vec![]));
        let database = || Some(trial::database().expect("there is a server"));
        let (back, at) = (beside(&house, "back"), database());
        assert!(restored_to(&copy, back.clone(), at.clone()).expect("reads"), "it is sound");
        assert_eq!(end(&back), (copied_at, vec![]));
        let twice = restored_to(&copy, back, at).expect_err("it is there").chain();
        assert!(twice.contains("holds the house"), "{twice}");

        // One that is damaged is not taken for sound, and not served.
        let engine = Engine::open(&copy, 1).expect("opens");
        let harm = |tx: &mut Tx<'_>| {
            let sql = "UPDATE vault SET salt = X'00' WHERE house = $1 AND kind <> 'name'";
            Ok(tx.db.execute(sql, &[])?)
        };
        assert!(engine.write_and_wait(&house.code, harm).expect("it is done") > 0);
        drop(engine);
        let damaged = beside(&house, "damaged");
        assert!(!restored_to(&copy, damaged.clone(), database()).expect("reads"));
        let (database, key) = (DatabaseArgs::default(), KeyArgs::default());
        let refused = DataArgs { data: damaged, database, house: None, key }.open();
        let refused = refused.err().expect("it is not served").chain();
        assert!(refused.contains("on its way here"), "{refused}");
    });
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[test]
fn a_backup_goes_into_no_folder_that_holds_something() {
    let house = fixture::house();
    let copy = copied(&house, "first");
    let refused = restored(&copy, house.dir.clone()).expect_err("it holds a house");
    assert!(refused.chain().contains("is not empty"), "{}", refused.chain());
    let nothing = beside(&house, "nothing");
    fs::create_dir_all(&nothing).expect("it is made");
    let refused = restored(&nothing, beside(&house, "never")).expect_err("it holds no backup");
    assert!(refused.chain().contains("holds no backup"), "{}", refused.chain());
}
