//! Known vectors: the tree of the reference implementation of RFC 6962 (merkletree tests of
//! certificate-transparency), notes and keys of Go's sumdb/note, a cosignature key of
//! transparency-dev/formats.

use super::*;
use crate::tlog::Recount;
use crate::tlog::note::VerifierKey;
use crate::tlog::tree::{consistency, inclusion, is_consistent, is_included};

const ENTRIES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(text: &str) -> Hash {
    text.parse().expect("64 digits")
}

#[test]
fn the_known_tree_has_the_known_roots_and_proofs() {
    let leaves: Vec<Hash> = ENTRIES.iter().map(|entry| leaf_hash(entry)).collect();
    let mut recount = Recount::default();
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(recount.root(), hash(root));
        assert_eq!(plain_root(&leaves[..size]), hash(root));
        if let Some(entry) = ENTRIES.get(size) {
            recount.take_entry(entry);
        }
    }
    let from_six = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    let from_six = from_six.map(hash);
    assert_eq!(consistency(6, 8, &mut node_of(&leaves)).expect("is there"), from_six);
    assert!(is_consistent((6, hash(ROOTS[6])), (8, hash(ROOTS[8])), &from_six));
    assert!(!is_consistent((6, hash(ROOTS[5])), (8, hash(ROOTS[8])), &from_six));
    let proof = inclusion(2, 3, &mut node_of(&leaves[..3])).expect("is there");
    assert_eq!(proof, [hash(ROOTS[2])]);
    assert!(is_included(leaves[2], (2, 3), &proof, hash(ROOTS[3])));
}

const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SIGNER: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
const SIGNED: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p\
                      ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn a_note_of_another_implementation_is_read_and_made_alike() {
    let key = VerifierKey::read(VERIFIER).expect("a known key");
    assert_eq!(key.to_string(), VERIFIER);
    let known = format!("{TEXT}\n{SIGNED}");
    let note = Note::read(&known).expect("a known note");
    assert_eq!(note.verified(std::slice::from_ref(&key)), Ok(vec![Some(0)]));
    assert_eq!(note.to_string(), known);
    let signer = SigningKey::read(SIGNER).expect("a known secret");
    assert_eq!(signer.secret(), SIGNER);
    assert_eq!(signer.verifier(), &key);
    let own = Note { text: TEXT.to_owned(), lines: vec![signer.sign(TEXT, 0)] };
    assert_eq!(own.to_string(), known, "Ed25519 signs the same text alike");
    let changed = Note::read(&known.replace("answer", "ANSWER")).expect("still a note");
    assert!(changed.verified(&[key]).is_err());
}

#[test]
fn keys_of_other_implementations_are_read_and_bent_ones_refused() {
    let known = [
        VERIFIER,
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    ];
    for key in known {
        assert_eq!(VerifierKey::read(key).expect("a known key").to_string(), key);
        for at in 0..key.len() {
            let mut bent = key.as_bytes().to_vec();
            bent[at] ^= 1;
            let bent = String::from_utf8(bent).expect("still ASCII");
            assert!(VerifierKey::read(&bent).is_err(), "{bent}");
            assert!(VerifierKey::read(&key[..at]).is_err(), "{}", &key[..at]);
        }
    }
}
