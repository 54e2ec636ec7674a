//! Reads just enough HTML for the checks: tags, their attributes, and what is templating.

/// One opening tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag's name in small letters.
    pub name: String,
    /// The line it starts on.
    pub line: usize,
    /// Names and values of its attributes, names in small letters.
    pub attributes: Vec<(String, String)>,
}

/// The text with `{# … #}` and `<!-- … -->` blanked; lines stay where they are.
pub fn without_comments(text: &str) -> String {
    blank(&blank(text, "{#", "#}"), "<!--", "-->")
}

/// The text with comments, `{{ … }}` and `{% … %}` blanked.
pub fn without_templating(text: &str) -> String {
    blank(&blank(&without_comments(text), "{{", "}}"), "{%", "%}")
}

fn blank(text: &str, open: &str, close: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end + close.len());
        result.push_str(&rest[..start]);
        result.extend(rest[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    result + rest
}

/// The opening tags of a text without templating.
pub fn tags(text: &str) -> Vec<Tag> {
    let text = without_templating(text);
    let chars: Vec<char> = text.chars().collect();
    let mut tags = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        if chars[at] == '\n' {
            line += 1;
        }
        let opens = chars[at] == '<' && chars.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        if opens {
            let start = line;
            let (body, end) = tag_body(&chars, at + 1);
            line += body.matches('\n').count();
            tags.push(tag(&body, start));
            at = end;
        } else {
            at += 1;
        }
    }
    tags
}

/// What stands between the angle brackets, quotes respected, and where it ends.
fn tag_body(chars: &[char], start: usize) -> (String, usize) {
    let mut quote = None;
    let mut at = start;
    while at < chars.len() {
        match (quote, chars[at]) {
            (None, '>') => break,
            (None, c @ ('"' | '\'')) => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        at += 1;
    }
    (chars[start..at].iter().collect(), (at + 1).min(chars.len()))
}

fn tag(body: &str, line: usize) -> Tag {
    let name_end = body.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(body.len());
    let mut attributes = Vec::new();
    let mut rest = body[name_end..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        let (value, after) = value(rest[end..].trim_start());
        attributes.push((name, value));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    Tag { name: body[..name_end].to_lowercase(), line, attributes }
}

fn value(rest: &str) -> (String, &str) {
    let Some(rest) = rest.strip_prefix('=') else { return (String::new(), rest) };
    let rest = rest.trim_start();
    if let Some(quote) = rest.chars().next().filter(|c| *c == '"' || *c == '\'') {
        let inner = &rest[1..];
        let end = inner.find(quote).unwrap_or(inner.len());
        return (inner[..end].into(), inner.get(end + 1..).unwrap_or(""));
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    (rest[..end].into(), &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_through_templating() {
        let text = "{# <p style> #}\n<a {% if x %}class=\"b\"{% endif %} \
                    href='{{ f(\"/a\") }}' hidden>\n<br/>";
        let found = tags(text);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_str(), found[0].line), ("a", 2));
        let names: Vec<_> = found[0].attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["class", "href", "hidden"]);
        assert_eq!((found[1].name.as_str(), found[1].line), ("br", 3));
    }

    #[test]
    fn an_attribute_without_a_name_ends_all_the_same() {
        assert_eq!(tags("<p =x><b>").len(), 2);
    }
}
