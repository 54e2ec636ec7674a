//! Where chance comes from: the operating system, or a seed that makes a run repeatable.

use std::sync::Mutex;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of random bytes.
pub enum Chance {
    /// The operating system's source: for houses of real people.
    System,
    /// Streams from a seed, the second for keys: for the demo and the tests.
    Seeded(Box<[Mutex<ChaCha20Rng>; 2]>),
}

impl Chance {
    /// A stream of bytes that follows from a seed alone.
    pub fn seeded(seed: u64) -> Self {
        let stream = |number| {
            let mut rng = ChaCha20Rng::seed_from_u64(seed);
            rng.set_stream(number);
            Mutex::new(rng)
        };
        Self::Seeded(Box::new([stream(0), stream(1)]))
    }

    /// Fills bytes with chance.
    ///
    /// # Panics
    /// Where the operating system has no random bytes to give: nothing safe can be done then.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.fill_from(0, bytes);
    }

    /// Fills bytes from a stream apart, for keys: how many keys are drawn moves nothing else that
    /// follows from a seed.
    pub fn fill_apart(&self, bytes: &mut [u8]) {
        self.fill_from(1, bytes);
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place where chance comes in")]
    fn fill_from(&self, stream: usize, bytes: &mut [u8]) {
        match self {
            Self::System => getrandom::fill(bytes).expect("the operating system gives chance"),
            Self::Seeded(streams) => {
                streams[stream].lock().expect("no holder of a stream panics").fill_bytes(bytes);
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
