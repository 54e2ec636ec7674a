//! Notes, checkpoints, policies, proofs and requests to witnesses: read as written, and refused
//! where they are not what they should be.

use super::*;
use crate::record::{ActId, Actor, Head, Record, commitment};
use crate::tlog::Flaw;
use crate::tlog::opening::Opening;
use crate::tlog::paper;
use crate::tlog::policy::Policy;
use crate::tlog::proof::Proof;
use crate::tlog::tree::{consistency, inclusion};
use crate::tlog::witness::{Request, Verdict};
use crate::words::{MatterId, TextId, TextRef};

fn policy(rule: &str) -> Policy {
    let mut file = format!("# whom we trust\n\nlog {}\n", log_key().verifier());
    for number in 1..=3 {
        let key = witness_key(number);
        file.push_str(&format!("witness w{number}\t{} https://w{number}\n", key.verifier()));
    }
    file.push_str(rule);
    Policy::read(file.as_bytes()).expect("a sound policy")
}

const TWO_OF_THREE: &str = "group all-of-them 2 w1 w2 w3\nquorum all-of-them\n";

/// A rule, which witnesses saw it when, and what it comes to.
type Case<'a> = (&'a str, &'a [(u8, u64)], Result<Option<u64>, Flaw>);

#[test]
fn a_quorum_is_met_by_as_many_as_it_asks_for() {
    let root = plain_root(&leaves(5));
    let cases: &[Case<'_>] = &[
        (TWO_OF_THREE, &[(1, 10), (3, 30)], Ok(Some(10))),
        (TWO_OF_THREE, &[(1, 10), (2, 20), (3, 30)], Ok(Some(20))),
        (TWO_OF_THREE, &[(2, 20)], Err(Flaw::Quorum)),
        // The fourth is nobody that the policy names.
        (TWO_OF_THREE, &[(2, 20), (4, 40)], Err(Flaw::Quorum)),
        ("quorum none\n", &[], Ok(None)),
        ("quorum w2\n", &[(1, 10)], Err(Flaw::Quorum)),
        ("group x any w1 w2\ngroup y all x w3\nquorum y\n", &[(2, 20), (3, 3)], Ok(Some(3))),
        ("group x any w1 w2\ngroup y all x w3\nquorum y\n", &[(1, 1), (2, 2)], Err(Flaw::Quorum)),
    ];
    for (rule, witnesses, expected) in cases {
        let judged = policy(rule).judge(&signed(5, root, witnesses));
        assert_eq!(judged.map(|judged| judged.since), *expected, "{rule} {witnesses:?}");
    }
}

#[test]
fn a_checkpoint_of_another_hand_is_not_accepted() {
    let policy = policy(TWO_OF_THREE);
    let root = plain_root(&leaves(5));
    let sound = signed(5, root, &[(1, 10), (2, 20)]);
    assert!(policy.judge(&sound).is_ok());
    let stranger = SigningKey::new("example.org/log/qinghe", Kind::Plain, [9; 32]).expect("sound");
    let mut other = sound.clone();
    other.lines[0] = stranger.sign(&other.text, 0);
    assert_eq!(policy.judge(&other), Err(Flaw::Log), "another key of the same name");
    let mut other = sound.clone();
    other.text = other.text.replace('5', "6");
    assert_eq!(policy.judge(&other), Err(Flaw::Signature), "another size");
    let mut other = sound.clone();
    other.lines[1].bytes[7] ^= 1;
    assert_eq!(policy.judge(&other), Err(Flaw::Signature), "another time of a witness");
    let mut other = sound.clone();
    other.lines.push(sound.lines[1].clone());
    other.lines.remove(2);
    assert_eq!(policy.judge(&other), Err(Flaw::Quorum), "one witness counts once");
    // A log may not sign under the name of another origin.
    let text = Checkpoint::new("example.org/log/other", 5, root).text();
    let other = Note { lines: vec![log_key().sign(&text, 0)], text };
    assert_eq!(policy.judge(&other), Err(Flaw::Log));
}

#[test]
fn policies_that_say_nothing_clear_are_refused_with_their_line() {
    let key = witness_key(1).verifier().to_string();
    let log = log_key().verifier().to_string();
    let wrong = [
        (format!("log {log}\n"), 2),
        (format!("log {log}\nlog {log}\nquorum none\n"), 2),
        (format!("log {key}\nquorum none\n"), 1),
        (format!("witness a {log}\nquorum a\n"), 1),
        (format!("witness a {key}\nwitness b {key}\nquorum a\n"), 2),
        (format!("witness none {key}\nquorum none\n"), 1),
        (format!("witness a {key}\ngroup a any a\nquorum a\n"), 2),
        (format!("witness a {key}\ngroup g 2 a\nquorum g\n"), 2),
        (format!("witness a {key}\ngroup g 0 a\nquorum g\n"), 2),
        (format!("witness a {key}\ngroup g any a a\nquorum g\n"), 2),
        (format!("witness a {key}\ngroup g any none\nquorum g\n"), 2),
        (format!("group g any a\nwitness a {key}\nquorum g\n"), 1),
        (format!("witness a {key}\nquorum a\nquorum a\n"), 3),
        ("quorum\n".to_owned(), 1),
        ("hello there\n".to_owned(), 1),
        ("quorum none\r\n".to_owned(), 1),
    ];
    for (file, line) in wrong {
        assert_eq!(Policy::read(file.as_bytes()).map_err(|(at, _)| at), Err(line), "{file}");
    }
    assert!(Policy::read(b" \t# \xFF is allowed in a comment\nquorum none").is_ok());
}

#[test]
fn notes_and_checkpoints_with_anything_odd_are_refused() {
    let sound = signed(5, plain_root(&leaves(5)), &[(1, 10)]).to_string();
    assert!(Note::read(&sound).is_ok());
    let bent = [
        sound.replace("\n\n", "\n"),
        sound.replace('—', "-"),
        sound.trim_end().to_owned(),
        format!("{sound}\n"),
        sound.replace("qinghe\n5", "qinghe\r\n5"),
        sound.replace("— w1", "—  w1"),
        sound.replace("— w1.", "— w1+."),
        String::new(),
        "\n\n".to_owned(),
    ];
    for bent in bent {
        assert!(Note::read(&bent).is_err(), "{bent:?}");
    }
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    assert!(Checkpoint::read(&format!("a\n5\n{root}\nmore\n")).is_ok());
    let heads = ["\n5\n{}\n", "a\n05\n{}\n", "a\n-5\n{}\n", "a\n5\n{}", "a\n5\n{}\n\n", "a\n5\n"];
    for head in heads {
        assert!(Checkpoint::read(&head.replace("{}", root)).is_err(), "{head:?}");
    }
    let other_text_of_the_same_bytes = root.replace("q2I=", "q2J=");
    assert!(Checkpoint::read(&format!("a\n5\n{other_text_of_the_same_bytes}\n")).is_err());
}

/// A record of a matter whose title is committed to, its opening, and the proof of it as the third
/// of five entries.
fn receipt() -> (Proof, Opening) {
    let title = commitment(&[7; 16], "路灯".as_bytes());
    let title = TextRef { id: TextId::from_int(4), hash: title };
    let fact = serde_json::json!({ "what": { "matter.submitted/1": { "title": title } } });
    let act = ActId([1; 16]).hash();
    let time = crate::clock::Time(1_772_413_200_000);
    let head = Head { seq: 3, at: time, by: Actor::Resident, act, case: 77 };
    let record = Record::new(head, fact).bytes();
    let opening = Opening::new([8; 16], &record, &[([7; 16], "路灯".to_owned())]);
    let mut leaves = leaves(5);
    leaves[2] = leaf_hash(&opening.entry().0);
    let note = signed(5, plain_root(&leaves), &[(1, 10), (2, 20)]);
    let path = inclusion(2, 5, &mut node_of(&leaves)).expect("nodes are there");
    let (extra, checkpoint) = (Some(opening.bytes()), note.to_string());
    (Proof { extra, index: 2, path, checkpoint }, opening)
}

#[test]
fn a_receipt_is_checked_without_the_log_and_tells_what_was_logged() {
    let (proof, _) = receipt();
    let file = proof.to_string();
    assert_eq!(Proof::read(&file), Ok(proof.clone()));
    let (judged, opened) = proof.check_receipt(&policy(TWO_OF_THREE)).expect("it is sound");
    assert_eq!((judged.checkpoint.size, judged.since), (5, Some(10)));
    assert_eq!(opened.matter, Some(MatterId::from_int(77)));
    assert_eq!(opened.kind, "matter.submitted/1");
    assert_eq!(opened.texts, [("title".to_owned(), "路灯".to_owned())]);
}

#[test]
fn a_receipt_that_was_touched_shows_nothing() {
    let (sound, opening) = receipt();
    let policy = policy(TWO_OF_THREE);
    let check = |proof: &Proof| proof.check_receipt(&policy).map(|_| ());
    assert_eq!(check(&sound), Ok(()));
    let with = |opening: Option<Vec<u8>>, index| Proof { extra: opening, index, ..sound.clone() };
    assert_eq!(check(&with(None, 2)), Err(Flaw::Opening));
    assert_eq!(check(&with(sound.extra.clone(), 1)), Err(Flaw::Inclusion));
    let text = |from: &str, to: &str| {
        let text = String::from_utf8(opening.bytes()).expect("is text");
        assert!(text.contains(from), "{text}");
        with(Some(text.replace(from, to).into_bytes()), 2)
    };
    assert_eq!(check(&text("路灯", "花园")), Err(Flaw::Text));
    assert_eq!(check(&text("submitted", "withdrawn")), Err(Flaw::Inclusion));
    assert_eq!(check(&text("08080808", "09080808")), Err(Flaw::Inclusion));
    assert_eq!(check(&text("opening/1", "opening/2")), Err(Flaw::Opening));
    let file = sound.to_string();
    let mut numbers = Numbers(3);
    for _ in 0..2_000 {
        let mut bytes = file.clone().into_bytes();
        let at = numbers.below(bytes.len() as u64) as usize;
        bytes[at] ^= 1 << numbers.below(8);
        let Ok(bent) = String::from_utf8(bytes) else { continue };
        let Ok(bent) = Proof::read(&bent) else { continue };
        // A witness that is left out by a bent name is one too few.
        assert!(check(&bent).is_err(), "a bit at {at} was flipped and nobody saw");
    }
}

#[test]
fn a_witness_goes_along_with_what_goes_on_and_with_nothing_else() {
    let leaves = leaves(9);
    let head = |size: u64| (size, plain_root(&leaves[..size as usize]));
    let keys = [log_key().verifier().clone()];
    let asked = |old: u64, new: u64| Request {
        old,
        proof: consistency(old, new, &mut node_of(&leaves)).expect("nodes are there"),
        checkpoint: signed(new, head(new).1, &[(1, 10)]).to_string(),
    };
    let judge = |request: &Request, seen| {
        let again = Request::read(&request.to_string()).expect("it is read as it is written");
        assert_eq!(again, *request);
        again.judge(&keys, |_| seen)
    };
    let Verdict::Sound(_, note) = judge(&asked(4, 9), Some(head(4))) else { panic!("is sound") };
    assert_eq!(note.lines.len(), 1, "only what the log signed is noted");
    assert!(matches!(judge(&asked(0, 9), None), Verdict::Sound(..)));
    assert!(matches!(judge(&asked(9, 9), Some(head(9))), Verdict::Sound(..)));
    assert_eq!(judge(&asked(0, 9), Some(head(4))), Verdict::Other(4));
    assert_eq!(judge(&asked(4, 5), Some(head(9))), Verdict::Other(9), "a rollback");
    let split = (4, Hash::of(&[b"another history"]));
    assert_eq!(judge(&asked(4, 9), Some(split)), Verdict::Inconsistent);
    let split = (9, Hash::of(&[b"another history"]));
    assert_eq!(judge(&asked(9, 9), Some(split)), Verdict::Inconsistent);
    let mut proven = asked(0, 9);
    proven.proof = vec![Hash::default()];
    assert_eq!(judge(&proven, None), Verdict::Inconsistent, "nothing needs no proof");
    let mut bent = asked(4, 9);
    bent.old = 10;
    assert_eq!(judge(&bent, Some(head(4))), Verdict::Bad);
    let mut bent = asked(4, 9);
    bent.checkpoint = bent.checkpoint.replace("qinghe\n9", "qinghe\n8");
    assert_eq!(judge(&bent, Some(head(4))), Verdict::Unsigned);
    assert_eq!(asked(4, 9).judge(&[], |_| None), Verdict::Unknown);
    let empty = signed(0, Hash::of(&[b"not empty"]), &[]).to_string();
    let empty = Request { old: 0, proof: vec![], checkpoint: empty };
    assert_eq!(judge(&empty, None), Verdict::Inconsistent);
    for body in ["", "old 1", "old 01\n\nx", "new 1\n\nx", "old 1\nxx\n\nx"] {
        assert!(Request::read(body).is_err(), "{body:?}");
    }
}

#[test]
fn a_proof_on_paper_is_put_together_from_its_parts_in_any_order() {
    let proof = receipt().0.to_string();
    let parts = paper::cut(&proof).expect("it is short enough");
    assert!(parts.len() > 1 && parts.iter().all(|part| part.len() < 940), "{parts:?}");
    let mut scanned: Vec<String> = parts.iter().rev().map(|part| format!("  {part}\r")).collect();
    scanned.push(parts[0].clone());
    assert_eq!(paper::joined(&scanned.join("\n\n")), Ok(Some(proof.clone())));
    assert_eq!(paper::joined(&proof), Ok(None), "a file is no paper");
    assert_eq!(paper::joined(&parts[1..].join("\n")), Err(1), "the first is missing");
    let last = parts.len();
    assert_eq!(paper::joined(&parts[..last - 1].join("\n")), Err(last), "the last is missing");
    let other = parts[1].replacen(&format!("/{last}"), &format!("/{}", last + 1), 1);
    assert_eq!(paper::joined(&format!("{}\n{other}", parts[0])), Err(2), "of another proof");
    let long = "x".repeat(20_000);
    assert_eq!(paper::cut(&long), None);
}
