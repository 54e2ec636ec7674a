//! Credentials: passwords as argon2id hashes, and time-based codes as the second factor.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use law::clock::Time;
use law::words::PersonId;
use store::Fault;
use store::keys::Keys;
use totp_rs::{Builder, Totp};

/// Compared with where there is no such account, so that the answer takes the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hash_password("nobody signs in with this", [0; 16]).expect("the parameters are argon2's own")
});

/// The argon2id hash of a password as PHC text. Takes about 20 ms and 19 MiB: hold a permit of
/// `App::hashing` and stay off the async threads.
pub fn hash_password(password: &str, salt: [u8; 16]) -> Result<String, Fault> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Fault::new(format!("hashing a password: {error}")))?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed. Without a hash it works as long and says no.
pub fn is_password(hash: Option<&str>, password: &str) -> bool {
    let nobody: &str = &NOBODY;
    let Ok(stored) = PasswordHash::new(hash.unwrap_or(nobody)) else { return false };
    let fits = Argon2::default().verify_password(password.as_bytes(), &stored).is_ok();
    fits && hash.is_some()
}

/// A second factor: codes of six digits that change every 30 seconds (RFC 6238).
///
/// The database holds only a nonce; the secret follows from it and the house's own key, so that a
/// copy of the database opens nobody's second factor.
pub struct SecondFactor(Totp);

impl SecondFactor {
    /// The second factor of a person, from the nonce that is stored. `issuer` and `login` are what
    /// the person's app shows.
    pub fn new(
        (keys, house): (&Keys, &str),
        (person, nonce): (PersonId, &str),
        (issuer, login): (&str, &str),
    ) -> Result<Self, Fault> {
        let mac = keys.mac("second-factor", house, format!("{person}{nonce}").as_bytes());
        let totp = Builder::new()
            .with_secret(mac.0[..20].to_vec())
            .with_account_name(login)
            // The address of a second factor parts its label at the colon.
            .with_issuer(Some(issuer.replace(':', " ")))
            .build();
        totp.map(Self).map_err(|error| Fault::new(format!("making a second factor: {error}")))
    }

    /// The secret as people type it into an app: base 32.
    pub fn secret(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The address that apps read from a QR code: `otpauth://totp/…`.
    pub fn address(&self) -> Result<String, Fault> {
        self.0
            .to_url()
            .map_err(|error| Fault::new(format!("writing a second factor's address: {error}")))
    }

    /// The code at an instant.
    pub fn code(&self, now: Time) -> String {
        self.0.generate(seconds(now)).to_string()
    }

    /// The time step of a code that is right now, one step earlier or later included.
    pub fn step_of(&self, code: &str, now: Time) -> Option<i64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        self.0.check(&digits, seconds(now)).map(|step| step as i64)
    }
}

fn seconds(time: Time) -> u64 {
    (time.0 / 1000).max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let hash = hash_password("four plain quiet words", [7; 16]).expect("hashes");
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_password(Some(&hash), "four plain quiet words"));
        assert!(!is_password(Some(&hash), "four plain quiet word"));
        assert!(!is_password(None, "nobody signs in with this"));
    }

    #[test]
    fn a_code_is_right_for_its_time_and_its_person() {
        let keys = Keys::new([1; 32]);
        let factor = |person| {
            let whose = (PersonId::from_int(person), "nonce");
            SecondFactor::new((&keys, "a"), whose, ("House: A", "login")).expect("is made")
        };
        let now = Time(1_700_000_000_000);
        let code = factor(1).code(now);
        let step = factor(1).step_of(&code, now).expect("is right");
        assert_eq!(factor(1).step_of(&code, now.plus_ms(30_000)), Some(step));
        assert_eq!(factor(1).step_of(&code, now.plus_ms(120_000)), None);
        assert_eq!(factor(2).step_of(&code, now), None);
        assert!(factor(1).address().expect("has one").starts_with("otpauth://totp/House"));
    }
}
