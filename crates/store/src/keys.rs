//! The house's secret, and the keyed hashes made with it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use law::words::{Hash, ReceiptCode};
use sha2::Sha256;

use crate::Chance;
use crate::fault::{Context, Fault};

/// The 32 secret bytes of an installation, from which every other key follows.
pub struct Keys {
    root: [u8; 32],
}

impl Keys {
    /// Keys from their bytes.
    pub const fn new(root: [u8; 32]) -> Self {
        Self { root }
    }

    /// Reads the secret of a data folder, or makes one where there is none.
    ///
    /// The file is created readable by its owner alone. Without it, receipt codes cannot be looked
    /// up any more, so it belongs into the backup, in another place than the data.
    pub fn load(dir: &Path, chance: &Chance) -> Result<Self, Fault> {
        let path = dir.join("secret.key");
        if path.exists() {
            let bytes = fs::read(&path).while_(|| format!("reading {}", path.display()))?;
            let root = bytes.try_into().map_err(|_| {
                Fault::new(format!(
                    "{} must hold 32 bytes: restore it from a backup",
                    path.display()
                ))
            })?;
            return Ok(Self { root });
        }
        let root = chance.bytes();
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .while_(|| format!("creating {}", path.display()))?;
        file.write_all(&root)
            .and_then(|()| file.sync_all())
            .while_(|| format!("writing {}", path.display()))?;
        Ok(Self { root })
    }

    /// A keyed hash for a purpose: HMAC-SHA-256 under a key of that purpose and house.
    pub fn mac(&self, purpose: &str, house: &str, bytes: &[u8]) -> Hash {
        let key = hmac(&self.root, &[purpose.as_bytes(), b"\0", house.as_bytes()]);
        Hash(hmac(&key, &[bytes]))
    }

    /// The key of a purpose, for callers that hash many things.
    pub fn purpose(&self, purpose: &str, house: &str) -> [u8; 32] {
        hmac(&self.root, &[purpose.as_bytes(), b"\0", house.as_bytes()])
    }

    /// The key from which the salts of a house's public log follow.
    pub fn salts(&self, house: &str) -> Salts {
        Salts(keyed(&self.purpose("log-salt", house)))
    }

    /// The receipt code of an act: a retry of the act is answered with the same code, and the code
    /// itself is stored nowhere (house.md section 8, point 12).
    pub fn receipt_code(&self, house: &str, act: Hash) -> ReceiptCode {
        let hash = self.mac("receipt-code", house, &act.0);
        ReceiptCode::new(hash.0[..16].try_into().expect("16 of 32 bytes"))
    }

    /// What is stored of a receipt code, and looked up by.
    pub fn receipt_mac(&self, house: &str, code: &ReceiptCode) -> Hash {
        self.mac("receipt-look-up", house, code.bits())
    }
}

/// The salts of a public log: of each record its own, so that nobody can try out what an entry
/// commits to.
pub struct Salts(Hmac<Sha256>);

impl Salts {
    /// The salt of the record of a number.
    pub fn of(&self, seq: u64) -> [u8; 16] {
        let mut mac = self.0.clone();
        mac.update(&seq.to_be_bytes());
        mac.finalize().into_bytes()[..16].try_into().expect("16 of 32 bytes")
    }
}

/// HMAC-SHA-256 over some parts.
pub fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = keyed(key);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A keyed hash that has taken its key in, for who hashes many things under it.
pub fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("any length of key will do")
}
