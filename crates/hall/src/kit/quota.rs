//! Quotas: how often something is sent from one address, by one account, for one telephone.
//! Kept in memory, so that whoever floods a house makes it write nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use law::clock::Time;
use law::words::Hash;

/// Most subjects that are counted at once, of some 60 bytes each.
const SUBJECTS_MOST: usize = 100_000;

/// How much is allowed in what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// How often.
    pub most: u32,
    /// In how many milliseconds, counted from the first time.
    pub window_ms: i64,
}

/// What is sent from one address, by an account or a resident, in an hour: a school or a village
/// behind one address has room in it.
pub const ADDRESS: Quota = Quota { most: 120, window_ms: 3_600_000 };
/// What one account sends in an hour: an officer enters what came on a market day.
pub const ACCOUNT: Quota = Quota { most: 600, window_ms: 3_600_000 };
/// What is sent with one telephone number or mail address in a day: each is told of every answer.
pub const CONTACT: Quota = Quota { most: 20, window_ms: 86_400_000 };

/// The network that an address is counted as; `None` for this machine's own and for none. Of the
/// longer kind of addresses everybody has as many as they like, so their first half counts.
pub fn network(address: &str) -> Option<String> {
    match address.parse::<IpAddr>().ok()?.to_canonical() {
        address if address.is_loopback() => None,
        IpAddr::V4(address) => Some(address.to_string()),
        IpAddr::V6(address) => Some(format!("{:x?}", &address.segments()[..4])),
    }
}

/// Who asked how often, each in a window of time of its own.
#[derive(Default)]
pub struct Quotas {
    counted: Mutex<HashMap<Hash, (u32, Time)>>,
}

impl Quotas {
    /// Counts one more of each subject, or none where one has used its quota up: then it answers
    /// how many seconds are left until it may ask again.
    pub fn take(&self, subjects: &[(Hash, Quota)], now: Time) -> Result<(), u64> {
        let Ok(mut counted) = self.counted.lock() else { return Ok(()) };
        let mut left = 0;
        for (subject, quota) in subjects {
            if let Some((count, ends)) = counted.get(subject)
                && *ends > now
                && *count >= quota.most
            {
                left = left.max(ends.0 - now.0);
            }
        }
        if left > 0 {
            return Err((left as u64).div_ceil(1000));
        }
        if counted.len() + subjects.len() > SUBJECTS_MOST {
            counted.retain(|_, (_, ends)| *ends > now);
            if counted.len() + subjects.len() > SUBJECTS_MOST {
                // To refuse everybody would do the work of whoever floods us.
                tracing::warn!(subjects = counted.len(), "more ask than quotas are kept for");
                counted.clear();
            }
        }
        for (subject, quota) in subjects {
            let fresh = (0, now.plus_ms(quota.window_ms));
            let entry = counted.entry(*subject).or_insert(fresh);
            if entry.1 <= now {
                *entry = fresh;
            }
            entry.0 += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_is_used_up_and_comes_back() {
        let quotas = Quotas::default();
        let (one, other) = (Hash([1; 32]), Hash([2; 32]));
        let few = Quota { most: 2, window_ms: 60_000 };
        let many = Quota { most: 9, window_ms: 60_000 };
        let both = [(one, few), (other, many)];
        assert_eq!(quotas.take(&both, Time(0)), Ok(()));
        assert_eq!(quotas.take(&both, Time(30_000)), Ok(()));
        assert_eq!(quotas.take(&both, Time(59_001)), Err(1));
        // What was refused for the one was not counted on the other.
        for _ in 0..7 {
            assert_eq!(quotas.take(&[(other, many)], Time(59_002)), Ok(()));
        }
        assert_eq!(quotas.take(&[(other, many)], Time(59_003)), Err(1));
        assert_eq!(quotas.take(&both, Time(60_000)), Ok(()), "a new window");
    }

    #[test]
    fn whoever_has_many_addresses_has_one_network() {
        assert_eq!(network("203.0.113.7"), network("::ffff:203.0.113.7"));
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::8"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_eq!((network("127.0.0.1"), network("::1"), network("")), (None, None, None));
    }

    #[test]
    fn as_many_subjects_as_there_are_addresses_fill_no_memory() {
        let quotas = Quotas::default();
        let quota = Quota { most: 1, window_ms: 1000 };
        for i in 0..2 * SUBJECTS_MOST {
            let subject = Hash::of(&[&i.to_le_bytes()]);
            assert_eq!(quotas.take(&[(subject, quota)], Time(0)), Ok(()));
        }
        assert!(quotas.counted.lock().unwrap().len() <= SUBJECTS_MOST);
    }
}
