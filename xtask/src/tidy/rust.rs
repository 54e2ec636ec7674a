//! A small reader of Rust source: it cuts a file into tokens, so that no check trips over a comment
//! or a string.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Name,
    /// A string literal; the token's text is what stands between the quotes.
    Text,
    /// A comment with its slashes.
    Comment,
    /// One mark, or `::`.
    Mark,
    /// A number, a character or a lifetime: nothing that a check asks about.
    Other,
}

/// One token with the line it starts on, counted from 1.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// The name, the mark, the comment, or the content of the string.
    pub text: String,
    /// The line it starts on.
    pub line: usize,
    /// Whether it belongs to code that only tests compile.
    pub test: bool,
}

impl Token {
    /// Whether this is the name `text`.
    pub fn is_name(&self, text: &str) -> bool {
        self.kind == Kind::Name && self.text == text
    }

    /// Whether this is the mark `text`.
    pub fn is_mark(&self, text: &str) -> bool {
        self.kind == Kind::Mark && self.text == text
    }
}

/// Cuts `source` into tokens and marks those inside test items.
pub fn read(source: &str) -> Vec<Token> {
    let mut reader = Reader { chars: source.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while reader.at < reader.chars.len() {
        reader.step();
    }
    mark_tests(&mut reader.tokens);
    reader.tokens
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn take(&mut self) -> char {
        let taken = self.peek(0);
        self.at += 1;
        if taken == '\n' {
            self.line += 1;
        }
        taken
    }

    fn push(&mut self, kind: Kind, text: String, line: usize) {
        self.tokens.push(Token { kind, text, line, test: false });
    }

    fn step(&mut self) {
        let line = self.line;
        match self.peek(0) {
            '/' if self.peek(1) == '/' => {
                let text = self.take_while(|c| c != '\n');
                self.push(Kind::Comment, text, line);
            }
            '/' if self.peek(1) == '*' => self.block_comment(),
            '"' => self.string(),
            '\'' => self.quote(),
            c if c.is_ascii_digit() => self.number(),
            c if is_name(c) => self.name(),
            ':' if self.peek(1) == ':' => {
                self.at += 2;
                self.push(Kind::Mark, "::".into(), line);
            }
            _ => {
                let mark = self.take();
                if !mark.is_whitespace() {
                    self.push(Kind::Mark, mark.into(), line);
                }
            }
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while self.at < self.chars.len() && wanted(self.peek(0)) {
            text.push(self.take());
        }
        text
    }

    fn block_comment(&mut self) {
        let line = self.line;
        let mut text = String::new();
        let mut depth = 0;
        while self.at < self.chars.len() {
            if self.peek(0) == '/' && self.peek(1) == '*' {
                depth += 1;
                text.push(self.take());
            } else if self.peek(0) == '*' && self.peek(1) == '/' {
                depth -= 1;
                text.push(self.take());
            }
            text.push(self.take());
            if depth == 0 {
                break;
            }
        }
        self.push(Kind::Comment, text, line);
    }

    fn string(&mut self) {
        let line = self.line;
        let mut text = String::new();
        self.take();
        while self.at < self.chars.len() && self.peek(0) != '"' {
            let c = self.take();
            if c != '\\' {
                text.push(c);
                continue;
            }
            match self.take() {
                // a backslash at the end of a line swallows the indentation of the next
                '\n' => drop(self.take_while(char::is_whitespace)),
                'n' => text.push('\n'),
                't' => text.push('\t'),
                c @ ('"' | '\'' | '\\') => text.push(c),
                c => text.extend(['\\', c]),
            }
        }
        self.take();
        self.push(Kind::Text, text, line);
    }

    fn raw_string(&mut self) {
        let line = self.line;
        let hashes = self.take_while(|c| c == '#').len();
        let end: String = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        self.take();
        while self.at < self.chars.len() {
            text.push(self.take());
            if text.ends_with(&end) {
                text.truncate(text.len() - end.len());
                break;
            }
        }
        self.push(Kind::Text, text, line);
    }

    fn quote(&mut self) {
        let line = self.line;
        self.take();
        if self.peek(0) == '\\' {
            self.at += 2;
            self.take_while(|c| c != '\'');
            self.take();
        } else if self.peek(1) == '\'' {
            self.take();
            self.take();
        } else {
            self.take_while(is_name);
        }
        self.push(Kind::Other, String::new(), line);
    }

    fn number(&mut self) {
        let line = self.line;
        self.take_while(is_name);
        if self.peek(0) == '.' && self.peek(1).is_ascii_digit() {
            self.take();
            self.take_while(is_name);
        }
        self.push(Kind::Other, String::new(), line);
    }

    fn name(&mut self) {
        let line = self.line;
        let text = self.take_while(is_name);
        let prefix = matches!(text.as_str(), "r" | "b" | "br" | "c" | "cr");
        let raw = prefix && text.ends_with('r');
        let mut hashes = 0;
        while self.peek(hashes) == '#' {
            hashes += 1;
        }
        if raw && self.peek(hashes) == '"' {
            self.raw_string();
        } else if prefix && self.peek(0) == '"' {
            self.string();
        } else if text == "b" && self.peek(0) == '\'' {
            self.quote();
        } else if text == "r" && hashes == 1 {
            self.take();
            self.name();
        } else {
            self.push(Kind::Name, text, line);
        }
    }
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Marks every item that stands under `#[test]`, `#[cfg(test)]` or the like.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(attribute) = attribute_at(tokens, at) else {
            at += 1;
            continue;
        };
        if !is_test_attribute(&tokens[at..attribute.end]) {
            at = attribute.end;
            continue;
        }
        let end = if attribute.inner { tokens.len() } else { item_end(tokens, attribute.end) };
        for token in &mut tokens[at..end] {
            token.test = true;
        }
        at = end;
    }
}

/// Where an attribute ends, and whether it is an inner one (`#![…]`).
pub struct Attribute {
    /// The first token after the closing bracket.
    pub end: usize,
    /// Whether it speaks of the thing around it.
    pub inner: bool,
}

/// The attribute that starts at `at`, if one does.
pub fn attribute_at(tokens: &[Token], at: usize) -> Option<Attribute> {
    if !tokens.get(at)?.is_mark("#") {
        return None;
    }
    let inner = tokens.get(at + 1)?.is_mark("!");
    let open = at + 1 + usize::from(inner);
    if !tokens.get(open)?.is_mark("[") {
        return None;
    }
    Some(Attribute { end: group_end(tokens, open), inner })
}

/// The first token after the group that opens at `open`.
pub fn group_end(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.kind != Kind::Mark {
            continue;
        }
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn is_test_attribute(attribute: &[Token]) -> bool {
    let has = |name: &str| attribute.iter().any(|token| token.is_name(name));
    let names = attribute.iter().filter(|token| token.kind == Kind::Name).count();
    let ends_in_test =
        attribute.iter().rfind(|t| t.kind == Kind::Name).is_some_and(|t| t.text == "test");
    let plain = !has("cfg") && names <= 2 && ends_in_test;
    plain || (has("cfg") && has("test") && !has("not"))
}

/// The first token after the item that starts at `start`: after its block, or after its semicolon.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is_mark("{") {
            return group_end(tokens, at);
        }
        if token.is_mark(";") {
            return at + 1;
        }
        if token.is_mark("(") || token.is_mark("[") {
            at = group_end(tokens, at);
        } else {
            at += 1;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, kind: Kind) -> Vec<String> {
        read(source).into_iter().filter(|t| t.kind == kind).map(|t| t.text).collect()
    }

    #[test]
    fn strings_of_every_kind_are_told_from_names() {
        let source = "let a = \"x\\\"y\"; let b = r#\"p \"q\" r\"#; let c = b\"z\"; let d = 'q'; \
                      fn e<'a>(r#type: &'a str) {} let f = \"one \\\n   two\"; let g = b'\\'';";
        assert_eq!(texts(source, Kind::Text), ["x\"y", "p \"q\" r", "z", "one two"]);
        let names = texts(source, Kind::Name);
        assert!(names.contains(&"type".into()));
        assert!(!names.contains(&"q".into()), "{names:?}");
    }

    #[test]
    fn comments_hold_their_text_and_lines_are_counted() {
        let tokens = read("//! one\n/* two /* three */ */\nfn f() {} // four");
        let comments: Vec<_> =
            tokens.iter().filter(|t| t.kind == Kind::Comment).map(|t| (t.line, &*t.text)).collect();
        assert_eq!(comments, [(1, "//! one"), (2, "/* two /* three */ */"), (3, "// four")]);
    }

    #[test]
    fn test_items_are_marked_and_end_where_they_end() {
        let source = "fn a() {} #[cfg(test)] mod tests { fn b() {} } \
                      #[test] fn c(x: [u8; 2]) { d(); } #[cfg(test)] use e::f; \
                      #[cfg(not(test))] fn g() {}";
        let tokens = read(source);
        let free: Vec<_> = tokens
            .iter()
            .filter(|t| t.kind == Kind::Name && !t.test && t.text.len() == 1)
            .map(|t| t.text.clone())
            .collect();
        assert_eq!(free, ["a", "g"]);
    }
}
