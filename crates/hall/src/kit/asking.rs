//! Asking another program over HTTP: a text is sent, a short text comes back.

use std::time::Duration;

use store::Fault;
use store::fault::Context;

use super::outbound;

/// How long the other may take.
const TIME: Duration = Duration::from_secs(10);
/// Most bytes that are read of an answer.
const BYTES_MOST: u64 = 64 * 1024;

/// Sends a text to an address; tells the status and the text of the answer.
pub fn ask(address: &str, body: &str) -> Result<(u16, String), Fault> {
    // Who is asked is named by the operator, address by address, and may lie in an inner network.
    let agent = outbound::client(true, TIME);
    let asked = || format!("asking {address}");
    let mut answer = agent.post(address).content_type("text/plain").send(body).while_(asked)?;
    let text = answer.body_mut().with_config().limit(BYTES_MOST).read_to_string().while_(asked)?;
    Ok((answer.status().as_u16(), text))
}
