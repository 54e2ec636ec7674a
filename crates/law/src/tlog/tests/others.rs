//! Interoperation: what is made here is accepted by implementations that are not ours, and the
//! other way round. Trees: `ct-merkle`; notes: `signed_note`; a cosigned proof: `proofbundle`.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use sha2::Sha256;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};

use super::*;
use crate::tlog::Flaw;
use crate::tlog::policy::Policy;
use crate::tlog::proof::Proof;
use crate::tlog::tree::{consistency, inclusion, is_consistent, is_included};

const SIZE: u64 = 40;

type Theirs = MemoryBackedTree<Sha256, Vec<u8>>;

fn trees() -> (Vec<Hash>, Theirs, Vec<RootHash<Sha256>>) {
    let mut theirs = Theirs::new();
    let mut roots = vec![];
    for number in 0..SIZE {
        theirs.push(number.to_be_bytes().to_vec());
        roots.push(theirs.root());
    }
    (leaves(SIZE), theirs, roots)
}

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks(32).map(|hash| Hash::from_bytes(hash).expect("32 bytes")).collect()
}

fn joined(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn proofs_of_trees_are_theirs_and_theirs_are_ours() {
    let (leaves, theirs, roots) = trees();
    let whole = theirs.root();
    let head = plain_root(&leaves);
    assert_eq!(whole.as_bytes().as_slice(), head.0);
    for index in 0..SIZE {
        let ours = inclusion(index, SIZE, &mut node_of(&leaves)).expect("nodes are there");
        let sent = InclusionProof::try_from_bytes(joined(&ours)).expect("whole hashes");
        let entry = index.to_be_bytes().to_vec();
        assert!(whole.verify_inclusion(&entry, index, &sent).is_ok(), "{index}");
        assert!(whole.verify_inclusion(&entry, (index + 1) % SIZE, &sent).is_err(), "{index}");
        let got = hashes(theirs.prove_inclusion(index as usize).as_bytes());
        assert!(is_included(leaves[index as usize], (index, SIZE), &got, head), "{index}");
    }
    for old in 1..SIZE {
        let before = &roots[old as usize - 1];
        let ours = consistency(old, SIZE, &mut node_of(&leaves)).expect("nodes are there");
        let sent = ConsistencyProof::try_from_bytes(joined(&ours)).expect("whole hashes");
        assert!(whole.verify_consistency(before, &sent).is_ok(), "{old}");
        assert!(whole.verify_consistency(&roots[old as usize % 7], &sent).is_err() || old < 8);
        let got = hashes(theirs.prove_consistency((SIZE - old) as usize).as_bytes());
        let old_head = (old, plain_root(&leaves[..old as usize]));
        assert!(is_consistent(old_head, (SIZE, head), &got), "{old}");
    }
}

#[test]
fn signed_notes_are_theirs_and_theirs_are_ours() {
    let key = log_key();
    let known = |vkey: &str| {
        let verifier = StandardVerifier::new(vkey).expect("they read our key");
        VerifierList::new(vec![Box::new(verifier)])
    };
    // With cosignatures on it, which they do not know and leave aside.
    let ours = signed(5, plain_root(&leaves(5)), &[(1, 10), (2, 20)]);
    let read = signed_note::Note::from_bytes(ours.to_string().as_bytes()).expect("they read it");
    let (verified, unknown) =
        read.verify(&known(&key.verifier().to_string())).expect("they verify it");
    assert_eq!((verified.len(), unknown.len()), (1, 2));
    assert_eq!(read.text(), ours.text.as_bytes());
    let changed = ours.to_string().replace("qinghe\n5", "qinghe\n6");
    let changed = signed_note::Note::from_bytes(changed.as_bytes()).expect("still a note");
    assert!(changed.verify(&known(&key.verifier().to_string())).is_err());

    let signer = StandardSigner::new(&key.secret()).expect("they read our secret");
    let mut theirs = signed_note::Note::new(ours.text.as_bytes(), &[]).expect("a sound text");
    theirs.add_sigs(&[&signer]).expect("they sign");
    let theirs = String::from_utf8(theirs.to_bytes()).expect("is text");
    let read = Note::read(&theirs).expect("we read it");
    assert_eq!(read.verified(&[key.verifier().clone()]), Ok(vec![Some(0)]));
    assert_eq!(read.lines[0], ours.lines[0]);
}

/// A proof with two cosignatures and its policy, made by the Python package `proofbundle` 6.3.1.
const THEIR_PROOF: &str = include_str!("other.tlog-proof");
const THEIR_POLICY: &str = include_str!("other.policy");

#[test]
fn a_cosigned_proof_of_theirs_holds_here() {
    let proof = Proof::read(THEIR_PROOF).expect("we read it");
    assert_eq!(proof.to_string(), THEIR_PROOF);
    assert_eq!(proof.extra.as_deref(), Some(&b"anything"[..]));
    let policy = Policy::read(THEIR_POLICY.as_bytes()).expect("a sound policy");
    let judged = proof.check(&[9], &policy).expect("it holds");
    assert_eq!((judged.checkpoint.size, judged.since), (13, Some(1_772_413_201)));
    assert_eq!(judged.cosigned, [Some(1_772_413_201), Some(1_772_413_299)]);
    assert_eq!(proof.check(&[8], &policy), Err(Flaw::Inclusion));
    let later = THEIR_PROOF.replace("\n13\n", "\n14\n");
    let later = Proof::read(&later).expect("still a proof");
    assert_eq!(later.check(&[9], &policy), Err(Flaw::Signature));
}
