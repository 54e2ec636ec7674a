//! Asking another program over HTTP: a text is sent, a short text comes back.

use std::time::Duration;

use store::Fault;
use store::fault::Context;

use super::outbound;

/// How long the other may take.
const TIME: Duration = Duration::from_secs(10);
/// Most bytes that are read of an answer.
const BYTES_MOST: u64 = 64 * 1024;

/// How long another house may take with a message and its files.
const FILES_TIME: Duration = Duration::from_mins(2);

/// Sends JSON with files to an address, as a form of parts that a word divides which none of them
/// holds; tells the status and the text of the answer. `private`: whether it may lie in an inner
/// network.
///
/// # Errors
/// An address that is not reached, or an answer that is no text.
pub fn send_files(
    (address, private): (&str, bool),
    json: &str,
    (files, divider): (&[Vec<u8>], &str),
) -> Result<(u16, String), Fault> {
    let mut body = vec![];
    let mut part = |head: &str, bytes: &[u8]| {
        let head = format!("--{divider}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    part("name=\"json\"", json.as_bytes());
    for (number, file) in files.iter().enumerate() {
        part(&format!("name=\"files\"; filename=\"{number}\""), file);
    }
    body.extend(format!("--{divider}--\r\n").as_bytes());
    let agent = outbound::client(private, FILES_TIME);
    let asked = || format!("telling {address}");
    let kind = format!("multipart/form-data; boundary={divider}");
    let mut answer = agent.post(address).content_type(kind).send(&body[..]).while_(asked)?;
    let text = answer.body_mut().with_config().limit(BYTES_MOST).read_to_string().while_(asked)?;
    Ok((answer.status().as_u16(), text))
}

/// Sends a text to an address; tells the status and the text of the answer.
pub fn ask(address: &str, body: &str) -> Result<(u16, String), Fault> {
    // Who is asked is named by the operator, address by address, and may lie in an inner network.
    let agent = outbound::client(true, TIME);
    let asked = || format!("asking {address}");
    let mut answer = agent.post(address).content_type("text/plain").send(body).while_(asked)?;
    let text = answer.body_mut().with_config().limit(BYTES_MOST).read_to_string().while_(asked)?;
    Ok((answer.status().as_u16(), text))
}
