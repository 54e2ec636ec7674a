//! The public log from end to end: what is logged is signed, witnessed and proven; whoever rewrites
//! it, also with the keys of the house, is found out by a witness or by a receipt.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request as Asked, StatusCode, header};
use law::matter::acts::Act;
use law::record::{ActId, link};
use law::tlog::tiles::{TileName, WIDTH};
use law::tlog::tree::leaf_hash;
use law::tlog::{Checkpoint, Flaw, Note, Policy, Proof, Recount, paper};
use law::words::{Hash, MatterId};
use store::db::Tx;
use store::seal::Seal;
use store::tiles::{self, Signed, Tiles};
use store::{Chance, Fault};
use tower::ServiceExt;

use crate::fixture;
use crate::house::{Clock, House, Trust, lines};
use crate::kit::App;
use crate::roles::{router, verify, witness::Watch};
use crate::rooms::counter::tests::holding;
use crate::rooms::matters;
use crate::rooms::notary::tasks::Notary;
use crate::rooms::notary::views;

const ORIGIN: &str = "voices.example.org/log";

/// Three witnesses, each with a memory on disk.
pub struct Witnesses {
    watches: Vec<Mutex<Watch>>,
    /// Persist, and die before the answer.
    dying: AtomicBool,
    policy: String,
}

impl Witnesses {
    pub fn new(dir: &Path, seal: &Seal) -> Arc<Self> {
        let mut policy = lines(&seal.verifiers());
        let mut watches = vec![];
        for number in 0..3 {
            let watch = open(dir, number, seal);
            let key = watch.key.verifier().clone();
            policy.push_str(&format!("witness w{number} {key} http://127.0.0.1/{number}\n"));
            watches.push(Mutex::new(watch));
        }
        policy.push_str("group most 2 w0 w1 w2\nquorum most\n");
        Arc::new(Self { watches, dying: AtomicBool::new(false), policy })
    }

    /// Asks the witness of an address.
    fn answer(&self, url: &str, body: &str) -> Result<(u16, String), Fault> {
        let number = url.trim_end_matches("/add-checkpoint").rsplit('/').next();
        let number: usize = number.and_then(|n| n.parse().ok()).expect("a number");
        let watch = self.watches[number].lock().expect("nobody panics");
        let (status, text) = watch.add(body)?;
        if self.dying.load(Ordering::Relaxed) {
            return Err(Fault::new("the witness was killed before it answered"));
        }
        Ok((status.as_u16(), text))
    }
}

fn open(dir: &Path, number: usize, seal: &Seal) -> Watch {
    let name = format!("w{number}.example.org");
    Watch::open(&dir.join(format!("w{number}")), &name, seal.verifiers()).expect("a new folder")
}

/// A notary of a house, which asks these witnesses.
pub fn notary(house: &Arc<House>, witnesses: &Arc<Witnesses>) -> Notary {
    let seal = Seal::load(&house.dir, &house.code).expect("it reads").expect("there is one");
    let _set_before = house.trust.set(Trust::read(&witnesses.policy).expect("a sound policy"));
    let witnesses = witnesses.clone();
    Notary::new(house, seal, Box::new(move |url, body| witnesses.answer(url, body)))
}

/// A house with a key and witnesses.
pub fn world() -> (Arc<House>, Arc<Witnesses>, Notary) {
    let house = fixture::house();
    let seal = Seal::found(&house.dir, &house.code, ORIGIN, &house.chance).expect("a new key");
    let witnesses = Witnesses::new(&house.dir.join("witnesses"), &seal);
    let notary = notary(&house, &witnesses);
    (house, witnesses, notary)
}

fn newest(house: &House, cosigned: bool) -> Option<Signed> {
    house.read(|db| tiles::newest(db, cosigned)).expect("it reads")
}

fn alarms(house: &House) -> Vec<&'static str> {
    house.alarms.all().into_iter().map(|(kind, _)| kind).collect()
}

/// The proof of the submission of a matter.
fn proof(house: &House, matter: MatterId) -> Option<Proof> {
    asked(house, matter).expect("the tree proves what was signed")
}

/// The same, where something may not fit.
pub fn asked(house: &House, matter: MatterId) -> Result<Option<Proof>, Fault> {
    let trust = house.trust.get().expect("a policy");
    house.read(|db| {
        let stored = store::log::of_matter(db, matter.int())?.remove(0);
        views::proof(db, house, trust, &stored)
    })
}

/// What the router answers.
pub fn fetch(house: &Arc<House>, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let app = Arc::new(App {
        house: house.clone(),
        address: "https://voices.example.org".to_owned(),
        secure: false,
        hashing: tokio::sync::Semaphore::new(1),
        quotas: crate::kit::quota::Quotas::default(),
    });
    let request = Asked::get(path).body(Body::empty()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let (parts, body) = router(app).oneshot(request).await.expect("an answer").into_parts();
        let bytes = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
        (parts.status, parts.headers, bytes)
    })
}

fn write(house: &House, work: impl FnMut(&mut Tx<'_>) -> store::db::Answer<()> + Send + 'static) {
    house.engine.write_and_wait(&house.code, work).expect("whoever has the database can write");
}

#[test]
fn what_is_logged_is_signed_witnessed_and_proven() {
    let (house, witnesses, mut notary) = world();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    assert_eq!(proof(&house, matter), None, "nothing is promised before it is witnessed");
    notary.work(&house).expect("it signs");
    let signed = newest(&house, true).expect("two of three have seen it");
    let head = house.read(store::log::head).expect("it reads");
    assert_eq!(signed.size, head.seq);
    let file = proof(&house, matter).expect("a proof").to_string();
    let read = Proof::read(&file).expect("a proof");
    let policy = Policy::read(witnesses.policy.as_bytes()).expect("a sound policy");
    let (_, opened) = read.check_receipt(&policy).expect("it holds");
    assert_eq!(opened.matter, Some(matter));
    assert_eq!(opened.texts[0], ("title".to_owned(), "磨坊巷路面塌陷".to_owned()));
    assert_eq!(opened.texts[1].0, "body");

    notary.work(&house).expect("there is nothing to sign");
    assert_eq!(newest(&house, false).map(|signed| signed.number), Some(1));
    fixture::act(&house, fixture::by(&house, "deputy", "s1"), matter, Act::Accept {});
    notary.work(&house).expect("it signs");
    assert_eq!(newest(&house, true).map(|signed| signed.number), Some(2));
    assert_eq!(read.check_receipt(&policy).map(|_| ()), Ok(()), "the old proof goes on holding");
    assert_eq!(alarms(&house), [] as [&str; 0]);
    assert_eq!(verify::check(&house).expect("it can be checked").1, []);
}

#[test]
fn tiles_are_served_and_anybody_reckons_the_root_from_them() {
    let (house, witnesses, mut notary) = world();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    for number in 0..230 {
        let text = format!("还有一处 {number}");
        fixture::act(
            &house,
            law::record::Actor::Resident,
            matter,
            Act::Add { text, files: vec![] },
        );
    }
    notary.work(&house).expect("it signs");
    let (status, headers, note) = fetch(&house, "/log/checkpoint");
    assert_eq!((status, &headers[header::CONTENT_TYPE]), (StatusCode::OK, &plain()));
    assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=5");
    let note = Note::read(std::str::from_utf8(&note).expect("text")).expect("a note");
    let head = Checkpoint::read(&note.text).expect("a checkpoint");
    assert!(head.size > 256, "{}", head.size);
    let rest = head.size - WIDTH;
    let mut recount = Recount::default();
    let mut leaves = vec![];
    for path in ["entries/000".to_owned(), format!("entries/001.p/{rest}")] {
        let (status, headers, bytes) = fetch(&house, &format!("/log/tile/{path}"));
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/octet-stream");
        assert!(headers[header::CACHE_CONTROL].to_str().expect("text").contains("immutable"));
        for entry in bytes.chunks(34) {
            assert_eq!(entry[..2], [0, 32]);
            recount.take_entry(&entry[2..]);
            leaves.extend(leaf_hash(&entry[2..]).0);
        }
    }
    assert_eq!((recount.size(), recount.root()), (head.size, head.root));
    assert_eq!(fetch(&house, "/log/tile/0/000").2, leaves[..8192]);
    assert_eq!(fetch(&house, &format!("/log/tile/0/001.p/{rest}")).2, leaves[8192..]);
    assert_eq!(fetch(&house, "/log/tile/1/000.p/1").2.len(), 32);
    for none in ["0/002", "0/001", "1/000", "1/000.p/2", "2/000.p/1", "entries/1", "x", "0/00"] {
        assert_eq!(fetch(&house, &format!("/log/tile/{none}")).0, StatusCode::NOT_FOUND, "{none}");
    }
    let (_, _, policy) = fetch(&house, "/log/policy");
    assert!(Policy::read(&policy).is_ok());

    // What is reckoned by tiles alone is neither served nor signed.
    let right = fetch(&house, "/log/tile/1/000.p/1").2;
    put_tile(&house, 1, vec![0; 32]);
    let status = fetch(&house, "/log/tile/1/000.p/1").0;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    fixture::raise(&house, fixture::submission(&house));
    let refused = self::notary(&house, &witnesses).work(&house).expect_err("two roots");
    assert!(refused.chain().contains("two roots"), "{}", refused.chain());
    assert_eq!(newest(&house, false).map(|signed| signed.size), Some(head.size));
    put_tile(&house, 1, right);

    // A bit that rots is not served.
    put_tile(&house, -1, vec![0; 8192]);
    let path = TileName::read("0/000").expect("a tile").path();
    assert_eq!(fetch(&house, &format!("/log/tile/{path}")).0, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(alarms(&house), ["tree"]);
    let found = verify::check(&house).expect("it can be checked").1;
    assert!(found.iter().any(|one| one.table == "tile" && one.record == Some(1)), "{found:?}");
}

/// Writes the first tile of a level, as the disk would.
fn put_tile(house: &House, level: i64, hashes: Vec<u8>) {
    write(house, move |tx| {
        let sql = "UPDATE tile SET hashes = $3 WHERE house = $1 AND level = $2 AND number = 0";
        tx.db.execute(sql, &[level.into(), store::Val::Blob(hashes.clone().into())])?;
        Ok(())
    });
}

fn plain() -> axum::http::HeaderValue {
    axum::http::HeaderValue::from_static("text/plain; charset=utf-8")
}

#[test]
fn a_witness_that_is_killed_before_it_answers_has_not_forgotten() {
    let (house, witnesses, mut notary) = world();
    fixture::raise(&house, fixture::submission(&house));
    witnesses.dying.store(true, Ordering::Relaxed);
    notary.work(&house).expect("it signs, and nobody answers");
    assert_eq!(newest(&house, true), None);
    // The processes begin again with what they persisted.
    let seal = Seal::load(&house.dir, &house.code).expect("it reads").expect("there is one");
    let dir = house.dir.join("witnesses");
    let size = newest(&house, false).expect("it was signed").size;
    for (number, watch) in witnesses.watches.iter().enumerate() {
        let mut watch = watch.lock().expect("nobody panics");
        let spare = house.dir.join(format!("spare-{number}"));
        *watch = Watch::open(&spare, "spare.example.org", vec![]).expect("a new folder");
        *watch = open(&dir, number, &seal);
        let seen = watch.seen(ORIGIN).expect("it reads").expect("it was persisted");
        assert_eq!(seen.0.size, size);
    }
    witnesses.dying.store(false, Ordering::Relaxed);
    fixture::raise(&house, fixture::submission(&house));
    notary.work(&house).expect("it signs and is answered");
    assert!(newest(&house, true).is_some_and(|signed| signed.size > size));
    assert_eq!(alarms(&house), [] as [&str; 0]);
}

/// Copies a house as somebody does who has its machine: database, secrets, keys of the log.
fn copied(house: &House, name: &str, with_signed: bool) -> Arc<House> {
    let dir = house.dir.join(name);
    std::fs::create_dir_all(&dir).expect("it can be made");
    house.engine.copy_to(&dir.join("huiyin.db")).expect("it can be copied");
    for file in ["secret.key", "identity.key", "log-qinghe.key", "log-qinghe.signed"] {
        if (with_signed || !file.ends_with("signed")) && house.dir.join(file).exists() {
            std::fs::copy(house.dir.join(file), dir.join(file)).expect("it can be copied");
        }
    }
    let clock = Clock::simulated(house.now());
    House::open(&dir, "qinghe", clock, Chance::seeded(99)).expect("a copy opens")
}

#[test]
fn a_second_view_of_the_log_is_seen_by_witnesses() {
    if !fixture::is_embedded("it copies the file") {
        return;
    }
    let (house, witnesses, mut notary_here) = world();
    fixture::raise(&house, fixture::submission(&house));
    notary_here.work(&house).expect("it signs");
    let other = copied(&house, "other", true);
    // Both go on, each in its own way, and both are signed by the key of the house.
    fixture::raise(&house, fixture::submission(&house));
    let mut told = fixture::submission(&other);
    told.title = "另一件事".to_owned();
    fixture::raise(&other, told);
    notary_here.work(&house).expect("it signs");
    assert_eq!(alarms(&house), [] as [&str; 0]);
    let mut notary_there = notary(&other, &witnesses);
    notary_there.work(&other).expect("it signs what fits for itself");
    let split = newest(&other, false).expect("it was signed");
    assert_eq!(newest(&house, false).expect("it was signed").size, split.size);
    assert_eq!(alarms(&other), ["witness"], "a witness has seen another log");
    let seen = newest(&other, true).expect("the first, from before the split");
    assert!(seen.size < split.size, "nobody cosigned the second view");
}

#[test]
fn a_log_that_was_rolled_back_is_seen_by_witnesses() {
    if !fixture::is_embedded("it copies the file") {
        return;
    }
    let (house, witnesses, mut notary_here) = world();
    fixture::raise(&house, fixture::submission(&house));
    notary_here.work(&house).expect("it signs");
    let (before, honest) = (copied(&house, "before", false), copied(&house, "honest", false));
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    notary_here.work(&house).expect("it signs");
    let receipt = proof(&house, matter).expect("a proof");
    // An old database beside the file of what was signed last: the house does not sign.
    let signed = house.dir.join("log-qinghe.signed");
    std::fs::copy(signed, honest.dir.join("log-qinghe.signed")).expect("it can be copied");
    assert!(notary(&honest, &witnesses).work(&honest).is_err());
    assert_eq!(alarms(&honest), ["tree"]);
    // All of it rolled back: the house fits for itself, and the witnesses have seen more.
    fixture::raise(&before, fixture::submission(&before));
    let text = "又一处".to_owned();
    let (other, _) = fixture::raise(&before, fixture::submission(&before));
    fixture::act(&before, law::record::Actor::Resident, other, Act::Add { text, files: vec![] });
    notary(&before, &witnesses).work(&before).expect("it fits for itself");
    assert_eq!(alarms(&before), ["witness"]);
    let policy = before.trust.get().expect("a policy").policy.clone();
    assert_eq!(receipt.check_receipt(&policy).map(|_| ()), Ok(()), "the receipt speaks for itself");
}

/// Changes a record and everything that follows from it, as its operator can, who has all keys.
fn rewritten(house: &House, seq: u64) {
    let code = house.code.clone();
    let rewrite = move |tx: &mut Tx<'_>| {
        for trigger in ["log_is_not_edited", "log_is_not_cut"] {
            tx.db.execute(&format!("DROP TRIGGER IF EXISTS {trigger}"), &[])?;
        }
        let (mut all, mut before) = (vec![], Hash::default());
        store::log::each_between(tx.db, (0, i64::MAX as u64), |stored| {
            all.push(stored);
            Ok(())
        })?;
        for stored in &all {
            let mut bytes = stored.bytes.to_vec();
            if stored.seq == seq {
                let text = String::from_utf8(bytes).expect("records are JSON");
                assert!(text.contains("road-damage"), "{text}");
                bytes = text.replace("road-damage", "water-supply").into_bytes();
            }
            before = link(before, &bytes);
            tx.db.execute(
                "UPDATE log SET bytes = $3, hash = $4 WHERE house = $1 AND seq = $2",
                &[stored.seq.into(), store::Val::Blob(bytes.into()), before.into()],
            )?;
        }
        tiles::clear(tx.db)?;
        tx.db.execute("DELETE FROM checkpoint WHERE house = $1", &[])?;
        Ok(())
    };
    house.engine.write_and_wait(&code, rewrite).expect("it can be done");
    std::fs::remove_file(house.dir.join("log-qinghe.signed")).expect("it is there");
}

#[test]
fn a_log_that_its_operator_rewrote_is_seen_by_witnesses_and_by_the_receipt() {
    if !fixture::is_embedded("it edits the log, which the account of the tests cannot") {
        return;
    }
    let (house, witnesses, mut notary_here) = world();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    notary_here.work(&house).expect("it signs");
    let receipt = proof(&house, matter).expect("a proof");
    let before = Note::read(&receipt.checkpoint).expect("a note");
    let before = Checkpoint::read(&before.text).expect("a checkpoint");
    rewritten(&house, receipt.index + 1);
    let found = verify::check(&house).expect("it can be checked").1;
    assert!(found.iter().all(|one| one.table != "log"), "the chain alone sees nothing: {found:?}");
    let mut notary_again = notary(&house, &witnesses);
    notary_again.work(&house).expect("it fits for itself");
    assert!(newest(&house, false).is_some(), "the operator has the key");
    assert_eq!(newest(&house, true), None, "and no witness");
    assert_eq!(alarms(&house), ["witness"]);
    // The receipt holds, and the new log has another root where the receipt has its own.
    let policy = house.trust.get().expect("a policy").policy.clone();
    assert_eq!(receipt.check_receipt(&policy).map(|_| ()), Ok(()));
    let now = house.read(|db| Tiles::new(db).root(before.size)).expect("it reads");
    assert_ne!(now, before.root);
}

#[test]
fn a_resident_takes_the_proof_and_checks_it_on_a_page() {
    let (house, _, mut notary) = world();
    let (_, act) = fixture::raise(&house, fixture::submission(&house));
    let mut browser = holding(&house, act);
    assert!(browser.get("/receipt/proof").says("not ready yet"));
    assert_eq!(browser.get("/receipt/proof/file").status, StatusCode::CONFLICT);
    notary.work(&house).expect("it signs");
    assert!(browser.get("/receipt/matter").says("href=\"/receipt/proof\""));
    assert!(browser.get("/receipt/proof").says("/receipt/proof/file"));
    let file = browser.get("/receipt/proof/file");
    assert!(file.text.starts_with("c2sp.org/tlog-proof@v1\n"), "{}", file.text);
    let page = browser.post("/verify", &[("proof", &file.text.replace('\n', "\r\n"))]);
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("The proof holds") && page.says("磨坊巷路面塌陷"), "{}", page.text);
    assert!(browser.get("/receipt/proof").says("class=\"codes\""));
    let parts = paper::cut(&file.text).expect("it is short enough").join("\r\n");
    assert!(browser.post("/verify", &[("proof", &parts)]).says("The proof holds"));
    let page = browser.post("/verify", &[("proof", parts.split_once("\r\n").expect("two").1)]);
    assert!(page.says("What code 1 says is missing"), "{}", page.text);
    let bent = file.text.replace("index ", "index 1");
    let page = browser.post("/verify", &[("proof", &bent)]);
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.says("The proof holds") && page.says("was changed"), "{}", page.text);
    let trust = house.trust.get().expect("a policy").text.replace('\n', "\r\n");
    let page = browser.post("/verify", &[("proof", &file.text), ("policy", &trust)]);
    assert!(page.says("The proof holds"), "as a browser sends it: {}", page.text);
    let other = ("policy", "quorum none");
    let page = browser.post("/verify", &[("proof", &file.text), other]);
    assert!(page.says("does not trust the log"), "{}", page.text);
    assert!(browser.get("/log").says("w1.example.org"));
    // Somebody else's browser has no proof.
    let mut stranger = crate::rooms::counter::tests::Browser::new(&house);
    assert_eq!(stranger.get("/receipt/proof/file").to, "/receipt");
}

#[test]
fn whoever_joined_has_a_proof_of_the_own_voice() {
    let (house, _, mut notary) = world();
    let (matter, _) = fixture::raise(&house, fixture::submission(&house));
    let joining = law::matter::acts::Joining { contact: None, receipt: Hash::default() };
    let act = ActId(house.chance.bytes());
    let asked = (matter, Act::Join(joining));
    matters::ask_and_wait(&house, act, law::record::Actor::Resident, asked).expect("it joins");
    notary.work(&house).expect("it signs");
    let mut browser = holding(&house, act);
    let file = browser.get("/receipt/proof/file");
    let proof = Proof::read(&file.text).expect("a proof");
    let trust = house.trust.get().expect("a policy");
    let (_, opened) = proof.check_receipt(&trust.policy).expect("it holds");
    assert_eq!((opened.kind.as_str(), opened.texts.len()), ("matter.joined/1", 0));
    assert_eq!(proof.check(b"another entry", &trust.policy).map(|_| ()), Err(Flaw::Inclusion));
}

#[test]
fn keys_are_rotated_retired_and_left_behind() {
    if !fixture::is_embedded("it copies the file") {
        return;
    }
    let (house, witnesses, mut first) = world();
    fixture::raise(&house, fixture::submission(&house));
    first.work(&house).expect("it signs");
    let seal = || Seal::load(&house.dir, &house.code).expect("it reads").expect("there is one");
    let chance = Chance::seeded(5);
    seal().rotate(&chance).expect("a new key");
    fixture::raise(&house, fixture::submission(&house));
    notary(&house, &witnesses).work(&house).expect("both keys sign");
    let signed = newest(&house, true).expect("witnesses know the old key");
    let lines = Note::read(&signed.note).expect("a note").lines;
    assert_eq!(lines.iter().filter(|line| line.name == ORIGIN).count(), 2);
    seal().retire().expect("the old key signs no more");
    fixture::raise(&house, fixture::submission(&house));
    notary(&house, &witnesses).work(&house).expect_err("the policy has not followed yet");
    assert_eq!(verify::check(&house).expect("it can be checked").1, [], "the history holds");
    seal().succeed("voices.example.org/log/2", &chance).expect("another log");
    assert!(seal().succeed(ORIGIN, &chance).is_err(), "no name comes back");
    let other = Witnesses::new(&house.dir.join("other-witnesses"), &seal());
    let next = copied(&house, "next", true);
    notary(&next, &other).work(&next).expect("it signs under the new name");
    let signed = newest(&next, true).expect("its witnesses have seen it");
    assert!(signed.note.starts_with("voices.example.org/log/2\n"));
    assert_eq!(alarms(&next), [] as [&str; 0]);
    assert_eq!(verify::check(&next).expect("it can be checked").1, [], "both histories hold");
}
