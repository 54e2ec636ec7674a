//! Codes by which somebody shows that an address is their own: sent there, and told back.

use law::clock::Time;
use law::ruling::Refusal;
use law::words::Hash;
use store::db::Tx;

use super::views::{Message, enqueue};
use crate::house::House;
use crate::kit::{Failure, Visit, session};

/// How long a code holds: it changes every ten minutes, and the one before is still taken.
const CODE_MS: i64 = 10 * 60_000;
/// Most codes that are sent, and most that may be wrong, for whoever asks, in an hour.
const CODES_MOST: i64 = 5;
const CODES_MS: i64 = 60 * 60_000;

/// An address that somebody says is theirs.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Whose it is said to be, as a hash: of a receipt, of a person.
    pub whose: Hash,
    /// `mail` or `sms`.
    pub way: &'static str,
    /// The address or number.
    pub recipient: String,
}

impl Claim {
    /// The six digits of a span of ten minutes. They follow from the house's secret, so nothing is
    /// stored.
    fn digits(&self, house: &House, span: i64) -> String {
        let bytes = [&self.whose.0[..], self.recipient.as_bytes(), &span.to_be_bytes()].concat();
        let hash = house.keys.mac("channel-code", &house.code, &bytes);
        let number = u32::from_be_bytes(hash.0[..4].try_into().expect("4 of 32 bytes"));
        format!("{:06}", number % 1_000_000)
    }

    fn counted(&self, house: &House, what: &str) -> Hash {
        house.keys.mac(what, &house.code, &self.whose.0)
    }

    /// Sends a code to the address; `words` puts it into a subject and a text.
    ///
    /// # Errors
    /// Too many codes were sent for the same person within an hour.
    pub async fn send(
        &self,
        visit: &Visit,
        words: impl Fn(&str) -> (String, String),
    ) -> Result<(), Failure> {
        self.send_if(visit, true, words).await
    }

    /// The same, or nothing where the address is not known: the asking is counted either way, and
    /// looks alike to whoever asks.
    ///
    /// # Errors
    /// As for [`Claim::send`].
    pub async fn send_if(
        &self,
        visit: &Visit,
        is_known: bool,
        words: impl Fn(&str) -> (String, String),
    ) -> Result<(), Failure> {
        let (house, now) = (visit.house().clone(), visit.house().now());
        let (subject, body) = words(&self.digits(&house, now.0 / CODE_MS));
        let (id, recipient) = (house.chance.bytes(), self.recipient.clone());
        let message = Message { kind: "code", id, way: self.way, recipient, subject, body };
        let sent = self.counted(&house, "channel-sent");
        let send = move |tx: &mut Tx<'_>| {
            if session::strike(tx, sent, now, CODES_MS)? > CODES_MOST {
                return Err(too_often());
            }
            if is_known {
                enqueue(tx, &message, now)?;
            }
            Ok(())
        };
        Ok(visit.write(send).await?)
    }

    /// Whether a code is the one that was sent; wrong ones are counted.
    ///
    /// # Errors
    /// Too many were wrong within an hour.
    pub async fn takes(&self, visit: &Visit, typed: &str) -> Result<bool, Failure> {
        let (house, now) = (visit.house().clone(), visit.house().now());
        let fits = self.fits(&house, typed, now);
        let misses = self.counted(&house, "channel-misses");
        let count = move |tx: &mut Tx<'_>| {
            if session::strikes(tx.db, misses, now)? >= CODES_MOST {
                return Err(too_often());
            }
            if !fits {
                session::strike(tx, misses, now, CODES_MS)?;
            }
            Ok(())
        };
        visit.write(count).await?;
        Ok(fits)
    }

    fn fits(&self, house: &House, typed: &str, now: Time) -> bool {
        let span = now.0 / CODE_MS;
        [span, span - 1].iter().any(|span| self.digits(house, *span) == typed)
    }
}

fn too_often() -> store::db::No {
    Refusal::too_often("channel.too-often").into()
}
