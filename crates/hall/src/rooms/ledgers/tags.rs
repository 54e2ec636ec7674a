//! Finds the tags in a stream of XML, without its text: enough to see what a sheet says of itself.

/// Longest tag that is kept; what is longer is none of those looked for.
const TAG_BYTES_MAX: usize = 16 * 1024;

/// Cuts a stream, given piece by piece, into tags.
#[derive(Default)]
pub struct Tags {
    tag: Vec<u8>,
    state: State,
    passed: u64,
    cell_from: u64,
    /// Bytes of the longest stretch between two cells or two common texts.
    pub longest_cell: u64,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum State {
    #[default]
    Text,
    Tag,
    Quoted(u8),
    /// Inside a comment or literal text, up to the end that its first bytes call for.
    Until(&'static [u8]),
}

impl Tags {
    /// Takes the next piece and hands each finished tag on: its local name (`/name` when it
    /// closes) and all that stands between its brackets.
    pub fn feed(&mut self, piece: &[u8], on_tag: &mut dyn FnMut(&[u8], &[u8])) {
        let mut rest = piece;
        let before = self.passed;
        while !rest.is_empty() {
            if self.state == State::Text {
                let Some(open) = rest.iter().position(|byte| *byte == b'<') else { break };
                self.state = State::Tag;
                self.tag.clear();
                rest = &rest[open + 1..];
                continue;
            }
            let byte = rest[0];
            rest = &rest[1..];
            self.passed = before + (piece.len() - rest.len()) as u64;
            self.step(byte, on_tag);
        }
        self.passed = before + piece.len() as u64;
    }

    fn step(&mut self, byte: u8, on_tag: &mut dyn FnMut(&[u8], &[u8])) {
        match self.state {
            State::Tag if byte == b'>' => {
                self.state = State::Text;
                let tag = self.tag.strip_suffix(b"/").unwrap_or(&self.tag);
                let name = local_name(tag);
                if matches!(name, b"c" | b"si" | b"row") {
                    let length = self.passed - self.cell_from;
                    self.longest_cell = self.longest_cell.max(length);
                    self.cell_from = self.passed;
                }
                if tag.starts_with(b"/") && tag.len() != name.len() + 1 {
                    on_tag(&[b"/", name].concat(), tag);
                } else {
                    on_tag(if tag.starts_with(b"/") { tag } else { name }, tag);
                }
                return;
            }
            State::Tag if byte == b'"' || byte == b'\'' => self.state = State::Quoted(byte),
            State::Quoted(quote) if byte == quote => self.state = State::Tag,
            State::Until(_) if self.tag.len() >= TAG_BYTES_MAX => {
                // Only the end matters; keep enough to see it.
                self.tag.drain(..TAG_BYTES_MAX - 8);
            }
            _ => {}
        }
        if self.tag.len() < TAG_BYTES_MAX {
            self.tag.push(byte);
        }
        match self.state {
            State::Tag if self.tag == b"!--" => self.state = State::Until(b"--"),
            State::Tag if self.tag == b"![CDATA[" => self.state = State::Until(b"]]"),
            State::Until(end) if byte == b'>' && self.tag[..self.tag.len() - 1].ends_with(end) => {
                self.state = State::Text;
            }
            _ => {}
        }
    }
}

fn local_name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let name = &tag[..end];
    match name.iter().position(|byte| *byte == b':') {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// The value of an attribute by its local name, with the five entities resolved.
pub fn attribute(tag: &[u8], name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let key = rest[..equals].trim_ascii_end();
        let start = key.iter().rposition(|b| b.is_ascii_whitespace() || *b == b':');
        let key = start.map_or(key, |start| &key[start + 1..]);
        let after = rest[equals + 1..].trim_ascii_start();
        let quote = *after.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let length = after[1..].iter().position(|byte| *byte == quote)?;
        if key == name.as_bytes() {
            let value = String::from_utf8_lossy(&after[1..=length]);
            return Some(resolved(&value));
        }
        rest = &after[length + 2..];
    }
}

fn resolved(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags_of(xml: &str, piece: usize) -> Vec<String> {
        let mut tags = Tags::default();
        let mut seen = Vec::new();
        for part in xml.as_bytes().chunks(piece) {
            tags.feed(part, &mut |name, tag| {
                let hidden = attribute(tag, "hidden").unwrap_or_default();
                seen.push(format!("{}:{hidden}", String::from_utf8_lossy(name)));
            });
        }
        seen
    }

    #[test]
    fn tags_are_cut_however_the_stream_is() {
        let xml = "<x:row r='1' hidden=\"1\"><!-- <row hidden=\"2\"> --><t><![CDATA[<row>]]]></t>\
                   <c v=\"a>b\" hidden='&lt;'/>text</x:row>";
        let all = ["row:1", "t:", "/t:", "c:<", "/row:"];
        for piece in 1..xml.len() {
            assert_eq!(tags_of(xml, piece), all, "{piece}");
        }
    }
}
