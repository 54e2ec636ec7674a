//! Addresses with fields, as forms sent with GET would write them.

/// An address with its fields; those without a value are left out.
pub fn address<V: AsRef<str>>(path: &str, fields: &[(&str, V)]) -> String {
    let mut text = path.to_owned();
    let mut mark = '?';
    for (name, value) in fields.iter().filter(|(_, value)| !value.as_ref().is_empty()) {
        text.push(mark);
        text.push_str(name);
        text.push('=');
        escape(value.as_ref(), &mut text);
        mark = '&';
    }
    text
}

fn escape(value: &str, text: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            text.push(byte as char);
        } else {
            text.push('%');
            text.push(HEX[usize::from(byte >> 4)] as char);
            text.push(HEX[usize::from(byte & 15)] as char);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_escaped_and_empty_ones_left_out() {
        let fields = [("q", "路灯 &x"), ("area", ""), ("from", "2026-01-01")];
        assert_eq!(
            address("/matters", &fields),
            "/matters?q=%E8%B7%AF%E7%81%AF%20%26x&from=2026-01-01"
        );
        assert_eq!(address::<&str>("/matters", &[]), "/matters");
    }
}
