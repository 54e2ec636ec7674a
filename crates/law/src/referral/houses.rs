//! Which other houses matters go to and come from, as an administrator puts it in force.

use serde::Deserialize;

use crate::definition;
use crate::tlog::VerifierKey;
use crate::words::Code;

/// The definition `houses`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Houses {
    /// What it rests on.
    pub source: String,
    /// The houses.
    #[serde(default, rename = "house")]
    pub houses: Vec<House>,
}

/// Another house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The body of the register that stands for it: handing a matter over to it passes it on.
    pub body: Code,
    /// The key by which it signs what it tells: `name+id+base64`. The name is the other's own.
    pub key: String,
    /// Where it is reached: <https://example.org>
    pub address: String,
    /// Where a matter belongs that comes from there, if its area is not one of this house.
    pub area: Code,
    /// What it is about, if its category is not one of this house.
    pub category: Code,
    /// Whether it lies in the private network of this house.
    #[serde(default)]
    pub private: bool,
}

impl House {
    /// The key, read.
    ///
    /// # Panics
    /// Never for one that [`Houses::read`] let in.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey::read(&self.key).expect("was read before")
    }
}

impl Houses {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// No source, a body or a name of a key that stands twice, a key that is none, an address that
    /// is not of the web, or one in the clear that leaves the private network.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = definition::sourced(text, |read: &Self| &read.source)?;
        for (i, house) in read.houses.iter().enumerate() {
            let body = &house.body;
            let key = VerifierKey::read(&house.key)
                .map_err(|error| format!("the key of {body} cannot be used: {error}"))?;
            let before = &read.houses[..i];
            if before.iter().any(|other| other.body == *body) {
                return Err(format!("{body} stands twice"));
            }
            if before.iter().any(|other| other.verifier().name == key.name) {
                return Err(format!("two houses sign as {}", key.name));
            }
            check_address(house)?;
        }
        Ok(read)
    }

    /// The house that signs by a name.
    pub fn named(&self, name: &str) -> Option<(&House, VerifierKey)> {
        let keyed = self.houses.iter().map(|house| (house, house.verifier()));
        keyed.into_iter().find(|(_, key)| key.name == name)
    }

    /// The house that a body stands for.
    pub fn of_body(&self, code: &Code) -> Option<&House> {
        self.houses.iter().find(|house| house.body == *code)
    }
}

/// What is said of a resident's matter does not travel in the clear through the public network.
fn check_address(house: &House) -> Result<(), String> {
    let (body, address) = (&house.body, &house.address);
    let host = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
        (Some(host), _) => host,
        (None, Some(host)) if house.private => host,
        (None, Some(_)) => {
            return Err(format!(
                "the address of {body} is in the clear: https://, or private = true where both \
                 houses lie in one network that others cannot listen to"
            ));
        }
        (None, None) => return Err(format!("the address of {body} begins with https://")),
    };
    let is_plain = !host.is_empty() && !host.ends_with('/') && !host.contains(['?', '#', ' ']);
    is_plain
        .then_some(())
        .ok_or_else(|| format!("the address of {body} is a host, without an end such as / or ?x"))
}
