//! Where chance comes from: the operating system, or a seed that makes a run repeatable.

use std::sync::Mutex;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of random bytes.
pub enum Chance {
    /// The operating system's source: for houses of real people.
    System,
    /// A stream from a seed: for the demo and the tests.
    Seeded(Box<Mutex<ChaCha20Rng>>),
}

impl Chance {
    /// A stream of bytes that follows from a seed alone.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Fills bytes with chance.
    ///
    /// # Panics
    /// Where the operating system has no random bytes to give: nothing safe can be done then.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where chance comes in")]
    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            Self::System => getrandom::fill(bytes).expect("the operating system gives chance"),
            Self::Seeded(rng) => {
                rng.lock().expect("no holder of the stream panics").fill_bytes(bytes);
            }
        }
    }

    /// Some bytes of chance.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}
