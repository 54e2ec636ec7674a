//! Who somebody is lies sealed, is erased for good, and no proof breaks by it.

use std::path::Path;
use std::sync::Arc;

use law::matter::acts::{Act, Contact, Filling, Joining, Part, Submission};
use law::record::{ActId, Actor};
use law::ruling::code;
use law::words::{Hash, MatterId, TextId};
use store::db::{No, Tx};
use store::{Val, vault};

use crate::fixture::{self, act, by};
use crate::house::House;
use crate::roles::{rebuild, verify};
use crate::rooms::matters::{self, views};

/// Whoever brings the matters of these trials.
const NAME: &str = "梁十二";
const MAIL: &str = "liang.shier@example.org";
const PHONE: &str = "19900005678";

fn raised(house: &Arc<House>) -> (MatterId, Hash) {
    let (name, mail, phone) = (NAME.to_owned(), MAIL.to_owned(), PHONE.to_owned());
    let contact = Some(Contact { name, mail, phone });
    let (matter, id) = fixture::raise(house, Submission { contact, ..fixture::submission(house) });
    (matter, receipt(house, id))
}

fn receipt(house: &House, act: ActId) -> Hash {
    house.keys.receipt_mac(&house.code, &matters::receipt_code(house, act))
}

fn withdraw(house: &Arc<House>, matter: MatterId) {
    act(
        house,
        Actor::Resident,
        matter,
        Act::Withdraw { reason: "不用了".to_owned(), fields: Filling::new() },
    );
}

fn erase(house: &Arc<House>, of: (MatterId, Hash)) -> Result<(), No> {
    let id = ActId(house.chance.bytes());
    let work = move |hearing: &mut crate::desk::Hearing<'_, '_, '_>| {
        matters::erase(hearing, of, &code("request"))
    };
    house.act_and_wait(id, Actor::Resident, work).map(|_| ())
}

fn findings(house: &House) -> Vec<store::verify::Finding> {
    verify::check(house).expect("the house can be checked").1
}

fn text_of(house: &House, matter: MatterId) -> TextId {
    let case = house.read(|db| crate::desk::case(db, matter)).expect("reads").expect("is there");
    case.contact.expect("it has a contact").text.id
}

/// Whether some words stand anywhere in the files of a house.
fn stands_in_clear(folder: &Path, words: &str) -> bool {
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    std::fs::read_dir(folder).expect("a folder").flatten().any(|entry| {
        let path = entry.path();
        match path.is_dir() {
            true => stands_in_clear(&path, words),
            false => holds(&std::fs::read(&path).expect("a file")),
        }
    })
}

fn found_by(house: &House, words: &str) -> usize {
    let key = &house.search_keys[2];
    let words = [store::search::word(key, words)];
    let find = |db: store::Db<'_>| store::search::find(db, &words, (i64::MAX, i64::MAX), 9);
    house.read(find).expect("is searched").len()
}

#[test]
fn nothing_tells_who_brought_a_matter_to_who_has_the_files() {
    if !fixture::is_embedded("it looks through the file") {
        return;
    }
    let house = fixture::house();
    let (matter, _) = raised(&house);
    for words in [NAME, MAIL, PHONE, "梁一"] {
        assert!(!stands_in_clear(&house.dir, words), "{words} stands in clear");
    }
    // What is public does: the search of this test is able to find.
    assert!(stands_in_clear(&house.dir, "磨坊巷路面塌陷"));
    let text = text_of(&house, matter);
    let contact = house.read(|db| matters::contact(&house, db, text)).expect("opens");
    assert_eq!(contact.expect("is there").phone, PHONE);
    let plain = house.read(|db| vault::text(db, text)).expect("reads").expect("is there");
    assert_eq!(plain.text, "", "the way of other texts opens none that is sealed");
    assert_eq!(house.state().person_name(fixture::officer(&house, "deputy", "s1").person), "梁一");
}

#[test]
fn who_is_erased_is_gone_and_every_proof_stands() {
    let house = fixture::house();
    let (matter, mine) = raised(&house);
    let (other, _) = raised(&house);
    let joining = Joining {
        contact: Some(Contact { mail: "chen@example.org".to_owned(), ..Contact::default() }),
        receipt: Hash::default(),
    };
    let join = ActId(house.chance.bytes());
    let asked = (matter, Act::Join(joining));
    matters::ask_and_wait(&house, join, Actor::Resident, asked).expect("anybody may join");
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let refused = erase(&house, (matter, mine)).expect_err("it has not ended");
    assert!(matches!(refused, No::Refusal(refusal) if refusal.code == "erase.not-ended"));
    withdraw(&house, matter);
    let text = text_of(&house, matter);
    assert_eq!(found_by(&house, PHONE), 2);
    let head = house.read(store::log::head).expect("has a head").seq;
    erase(&house, (matter, mine)).expect("it has ended");
    assert_eq!(findings(&house), []);
    assert_eq!(house.read(store::log::head).expect("has a head").seq, head + 1);
    let kept = house.read(|db| vault::identity(db, &house.safe, text)).expect("reads");
    assert_eq!(kept, None);
    assert_eq!(found_by(&house, PHONE), 1, "the other matter of the same person is found still");
    let waits = "SELECT COUNT(*) FROM message WHERE house = $1 AND contact = $2";
    let waits = house.read(|db| Ok(db.one(waits, &[text.into()])?.int(0))).expect("counts");
    assert_eq!(waits, 0, "nothing waits to be sent there");
    // A receipt that is gone is gone; whoever joined keeps the own one, and erases it too.
    let again = erase(&house, (matter, mine)).expect_err("there is nothing left");
    assert!(matches!(again, No::Refusal(refusal) if refusal.code == "contact.none"));
    let followers = house.read(|db| views::followers(db, matter)).expect("reads");
    assert_eq!(followers.len(), 1);
    erase(&house, (matter, receipt(&house, join))).expect("it has ended for who joined as well");
    assert_eq!(house.read(|db| views::followers(db, matter)).expect("reads"), []);
    let not_mine = erase(&house, (other, mine)).expect_err("a receipt opens its own matter");
    assert!(matches!(not_mine, No::Refusal(_)));
    assert_eq!(findings(&house), []);
    rebuild::rebuild(&house).expect("the views can be drawn anew");
    rebuild::index(&house).expect("the search index can be made anew");
    assert_eq!(findings(&house), []);
}

#[test]
fn what_was_split_off_forgets_with_the_whole() {
    let house = fixture::house();
    let (matter, mine) = raised(&house);
    act(&house, by(&house, "deputy", "s1"), matter, Act::Accept {});
    let part = |title: &str| Part {
        title: title.to_owned(),
        body: "一部分".to_owned(),
        category: code("road-damage"),
    };
    let parts = vec![part("路面"), part("路灯")];
    act(&house, by(&house, "congress-office", "congress"), matter, Act::Split { parts });
    assert_eq!(found_by(&house, MAIL), 3);
    withdraw(&house, matter);
    let open = erase(&house, (matter, mine)).expect_err("its parts go on");
    assert!(matches!(open, No::Refusal(refusal) if refusal.code == "erase.not-ended"));
    let into = "SELECT matter FROM matter WHERE house = $1 AND parent = $2";
    let parts = house.read(|db| db.query(into, &[matter.into()])).expect("reads");
    assert_eq!(parts.len(), 2);
    for part in &parts {
        withdraw(&house, part.id(0));
    }
    erase(&house, (matter, mine)).expect("all have ended");
    assert_eq!(found_by(&house, MAIL), 0);
    assert_eq!(findings(&house), []);
}

#[test]
fn an_erasure_hides_no_tampering() {
    let house = fixture::house();
    let (matter, mine) = raised(&house);
    let (other, _) = raised(&house);
    withdraw(&house, matter);
    let (text, kept) = (text_of(&house, matter), text_of(&house, other));
    let take =
        "SELECT text, kind, salt, bytes, open, key FROM vault WHERE house = $1 AND text = $2";
    let row = house.read(|db| db.one(take, &[text.into()])).expect("is there");
    erase(&house, (matter, mine)).expect("it has ended");
    let write = |sql: &'static str, values: Vec<Val>| {
        let work = move |tx: &mut Tx<'_>| Ok(tx.db.execute(sql, &values)?);
        assert_eq!(house.engine.write_and_wait(&house.code, work).expect("is written"), 1);
    };
    let put = "INSERT INTO vault (house, text, kind, salt, bytes, open, key) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    write(put, row.values().to_vec());
    let said: Vec<String> = findings(&house).into_iter().map(|finding| finding.what).collect();
    assert!(said.contains(&"the text was erased and is there".to_owned()), "{said:?}");
    write("DELETE FROM vault WHERE house = $1 AND text = $2", vec![text.into()]);
    assert_eq!(findings(&house), []);
    write("DELETE FROM vault WHERE house = $1 AND text = $2", vec![kept.into()]);
    let said: Vec<String> = findings(&house).into_iter().map(|finding| finding.what).collect();
    assert!(said.contains(&"a recorded text is missing".to_owned()), "{said:?}");
}

#[test]
fn what_an_older_version_kept_in_clear_is_sealed_once() {
    let house = fixture::house();
    let (matter, _) = raised(&house);
    let text = text_of(&house, matter);
    let person = house.state().people[&fixture::officer(&house, "deputy", "s1").person].id;
    let opening = house.clone();
    let work = move |tx: &mut Tx<'_>| {
        // As version 6 had it.
        for id in [text, person] {
            let plain = vault::identity(tx.db, &opening.safe, id)?.expect("is there");
            let sql = "UPDATE vault SET bytes = $3, key = NULL, open = 1 \
                       WHERE house = $1 AND text = $2";
            tx.db.execute(sql, &[id.into(), Val::Blob(plain.as_bytes().into())])?;
        }
        Ok(tx.db.execute("DELETE FROM view WHERE house = $1 AND view = 'sealed'", &[])?)
    };
    house.engine.write_and_wait(&house.code, work).expect("is made old");
    let said: Vec<String> = findings(&house).into_iter().map(|finding| finding.what).collect();
    assert!(said.contains(&"a personal text lies in clear".to_owned()), "{said:?}");
    rebuild::where_needed(&house).expect("is led on");
    assert_eq!(findings(&house), []);
    let contact = house.read(|db| matters::contact(&house, db, text)).expect("opens");
    assert_eq!(contact.expect("is there").mail, MAIL);
    let name = house.read(|db| vault::identity(db, &house.safe, person)).expect("opens");
    assert!(name.expect("is there").contains("梁一"));
}

#[test]
fn a_contact_goes_when_its_time_is_over_and_not_before() {
    let house = fixture::house();
    let (ended, mine) = raised(&house);
    let (open, _) = raised(&house);
    // A receipt that another has taken the place of is of nobody any more.
    let replace = Act::ReplaceReceipt { proof: code("witness"), receipt: Hash::default() };
    act(&house, by(&house, "station-staff", "s1"), ended, replace);
    withdraw(&house, ended);
    let days = house.state().privacy.keeps_ms("contact") / fixture::DAY;
    fixture::pass_days(&house, days - 1);
    assert_eq!(matters::erase_outdated(&house).expect("runs"), 0);
    fixture::pass_days(&house, 2);
    assert_eq!(matters::erase_outdated(&house).expect("runs"), 1);
    assert_eq!(matters::erase_outdated(&house).expect("runs"), 0, "once");
    let records = house.read(|db| crate::desk::records(db, ended)).expect("reads");
    let last = records.last().expect("has some");
    assert_eq!(*last.by(), Actor::House);
    let law::matter::What::IdentityErased { ground, .. } = &last.fact.what else {
        panic!("{:?}", last.fact.what);
    };
    assert_eq!(ground.as_str(), "retention");
    let gone = house.read(|db| views::by_receipt(db, mine)).expect("reads").expect("is there");
    assert!(gone.replaced && gone.contact.is_none());
    let text = text_of(&house, open);
    let kept = house.read(|db| matters::contact(&house, db, text)).expect("opens");
    assert!(kept.is_some(), "what goes on is kept");
    assert_eq!(findings(&house), []);
}
