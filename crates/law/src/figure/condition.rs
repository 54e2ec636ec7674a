//! Conditions of figures: a small part of what SQL can say, with its logic of three values, so that
//! the same text is run by an engine, by this reader, and by whoever recounts.

use std::cmp::Ordering;

use super::Over;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A whole number.
    Number,
    /// A text, a day among them.
    Text,
    /// Something of which only is asked whether it is there.
    Anything,
}

/// A column that conditions may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name with the letter of its table: `m.due`.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it tells how somebody rated.
    pub of_ratings: bool,
}

const fn column(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, of_ratings: false }
}

const fn rated(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, of_ratings: true }
}

/// Of a matter.
const OF_MATTERS: [Column; 16] = [
    column("m.channel", Holds::Text),
    column("m.answered", Holds::Anything),
    column("m.on_time", Holds::Number),
    column("m.outcome", Holds::Text),
    column("m.due", Holds::Text),
    column("m.due_state", Holds::Number),
    column("m.round", Holds::Number),
    column("m.relapse", Holds::Number),
    rated("m.rating", Holds::Text),
    rated("m.rating_assisted", Holds::Number),
    rated("m.solved", Holds::Number),
    rated("m.told_rating", Holds::Text),
    column("m.invited", Holds::Number),
    rated("m.called", Holds::Number),
    rated("m.call_rating", Holds::Text),
    rated("m.call_solved", Holds::Number),
];
/// Of a promise.
const OF_PROMISES: [Column; 4] = [
    column("c.state", Holds::Number),
    column("c.late", Holds::Number),
    column("c.alive", Holds::Number),
    column("c.due", Holds::Text),
];

/// Every column that a condition on what is counted may look at.
pub fn columns(over: Over) -> impl Iterator<Item = Column> {
    let own: &[Column] = if over == Over::Promises { &OF_PROMISES } else { &[] };
    let matters: &[Column] = if over == Over::Matters { &OF_MATTERS } else { &[] };
    matters.iter().chain(own).copied()
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Operand {
    Column(Column),
    /// The day as of which is counted.
    Day,
    Fixed(Value),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Is,
    IsNot,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// A condition that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition(Node);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    There(Operand),
    Among(Operand, Vec<Value>),
    Compared(Operand, Sign, Operand),
}

impl Condition {
    /// Reads a condition on what is counted; columns of ratings only where they may be looked at.
    ///
    /// # Errors
    /// What cannot be read, or is compared with what it is not like; the place is named.
    pub fn read(text: &str, (over, of_ratings): (Over, bool)) -> Result<Self, String> {
        let mut reader = Reader { words: words(text)?, next: 0, over, of_ratings };
        let node = reader.any()?;
        match reader.words.get(reader.next) {
            None => Ok(Self(node)),
            Some(word) => Err(format!("`{word}` is one word too many")),
        }
    }

    /// Whether a row fulfils it on a day; what cannot be said of it counts as no.
    pub fn holds(&self, row: &dyn Fn(&str) -> Value, day: &str) -> bool {
        self.0.said(row, day) == Some(true)
    }
}

impl Node {
    /// True, false, or nothing where the row does not say.
    fn said(&self, row: &dyn Fn(&str) -> Value, day: &str) -> Option<bool> {
        let of = |operand: &Operand| match operand {
            Operand::Column(column) => row(column.name),
            Operand::Day => Value::Text(day.to_owned()),
            Operand::Fixed(value) => value.clone(),
        };
        match self {
            Self::Not(node) => node.said(row, day).map(|said| !said),
            Self::All(nodes) => joined(nodes.iter().map(|node| node.said(row, day)), false),
            Self::Any(nodes) => joined(nodes.iter().map(|node| node.said(row, day)), true),
            Self::There(operand) => Some(of(operand) != Value::Nothing),
            Self::Among(operand, values) => {
                let value = of(operand);
                (value != Value::Nothing).then(|| values.contains(&value))
            }
            Self::Compared(left, sign, right) => {
                let order = compared(&of(left), &of(right))?;
                Some(match sign {
                    Sign::Is => order == Ordering::Equal,
                    Sign::IsNot => order != Ordering::Equal,
                    Sign::Below => order == Ordering::Less,
                    Sign::AtMost => order != Ordering::Greater,
                    Sign::Above => order == Ordering::Greater,
                    Sign::AtLeast => order != Ordering::Less,
                })
            }
        }
    }
}

/// One that decides is enough; where none does, one that says nothing leaves it open.
fn joined(said: impl Iterator<Item = Option<bool>>, decides: bool) -> Option<bool> {
    let mut is_open = false;
    for said in said {
        match said {
            Some(said) if said == decides => return Some(decides),
            Some(_) => {}
            None => is_open = true,
        }
    }
    (!is_open).then_some(!decides)
}

fn compared(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// Cuts a text into words, marks, and texts in quotes.
fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = vec![];
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | ',' | '=' => 1,
            '<' | '>' if rest[1..].starts_with(['>', '=']) => 2,
            '<' | '>' => 1,
            '\'' => {
                let end = rest[1..].find('\'').ok_or("a text in quotes has no end")?;
                end + 2
            }
            _ if is_of_word(first) => rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()),
            other => return Err(format!("`{other}` is nothing that a condition can say")),
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '$')
}

struct Reader {
    words: Vec<String>,
    next: usize,
    over: Over,
    of_ratings: bool,
}

impl Reader {
    /// Whether a word comes next, which is then behind.
    fn takes(&mut self, word: &str) -> bool {
        let comes = self.words.get(self.next).is_some_and(|next| next == word);
        self.next += usize::from(comes);
        comes
    }

    fn must(&mut self, word: &str) -> Result<(), String> {
        if self.takes(word) { Ok(()) } else { Err(format!("`{word}` is missing")) }
    }

    fn any(&mut self) -> Result<Node, String> {
        let mut nodes = vec![self.all()?];
        while self.takes("OR") {
            nodes.push(self.all()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Any(nodes) })
    }

    fn all(&mut self) -> Result<Node, String> {
        let mut nodes = vec![self.one()?];
        while self.takes("AND") {
            nodes.push(self.one()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn one(&mut self) -> Result<Node, String> {
        if self.takes("NOT") {
            return Ok(Node::Not(Box::new(self.one()?)));
        }
        if self.takes("(") {
            let node = self.any()?;
            self.must(")")?;
            return Ok(node);
        }
        let left = self.operand()?;
        if self.takes("IS") {
            let is_there = self.takes("NOT");
            self.must("NULL")?;
            let there = Node::There(left);
            return Ok(if is_there { there } else { Node::Not(Box::new(there)) });
        }
        if self.takes("IN") {
            return self.among(left);
        }
        let signs = [
            ("=", Sign::Is),
            ("<>", Sign::IsNot),
            ("<=", Sign::AtMost),
            ("<", Sign::Below),
            (">=", Sign::AtLeast),
            (">", Sign::Above),
        ];
        for (word, sign) in signs {
            if self.takes(word) {
                let right = self.operand()?;
                alike(&left, &right)?;
                return Ok(Node::Compared(left, sign, right));
            }
        }
        Err("a comparison is missing".to_owned())
    }

    fn among(&mut self, left: Operand) -> Result<Node, String> {
        self.must("(")?;
        let mut values = vec![];
        loop {
            let operand = self.operand()?;
            alike(&left, &operand)?;
            let Operand::Fixed(value) = operand else {
                return Err("a list has numbers and texts only".to_owned());
            };
            values.push(value);
            if !self.takes(",") {
                break;
            }
        }
        self.must(")")?;
        Ok(Node::Among(left, values))
    }

    fn operand(&mut self) -> Result<Operand, String> {
        let word = self.words.get(self.next).ok_or("something is missing at the end")?;
        self.next += 1;
        if word == "$4" {
            return Ok(Operand::Day);
        }
        if let Some(text) = word.strip_prefix('\'') {
            return Ok(Operand::Fixed(Value::Text(text.trim_end_matches('\'').to_owned())));
        }
        if let Ok(number) = word.parse() {
            return Ok(Operand::Fixed(Value::Number(number)));
        }
        let known = columns(self.over).find(|column| column.name == word);
        match known.filter(|column| self.of_ratings || !column.of_ratings) {
            Some(column) => Ok(Operand::Column(column)),
            None => Err(format!("`{word}` is not in the open data")),
        }
    }
}

/// Whether two sides can be compared at all.
fn alike(left: &Operand, right: &Operand) -> Result<(), String> {
    let holds = |operand: &Operand| match operand {
        Operand::Column(column) => column.holds,
        Operand::Day | Operand::Fixed(Value::Text(_)) => Holds::Text,
        Operand::Fixed(Value::Number(_)) => Holds::Number,
        Operand::Fixed(Value::Nothing) => Holds::Anything,
    };
    match (holds(left), holds(right)) {
        (Holds::Number, Holds::Number) | (Holds::Text, Holds::Text) => Ok(()),
        _ => Err("a number is compared with a text, or with what is only there or not".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, row: &[(&str, Value)]) -> bool {
        let condition = Condition::read(text, (Over::Matters, true)).expect(text);
        let of = |name: &str| {
            let found = row.iter().find(|(known, _)| *known == name);
            found.map_or(Value::Nothing, |(_, value)| value.clone())
        };
        condition.holds(&of, "2026-03-02")
    }

    #[test]
    fn what_is_not_said_is_neither_yes_nor_no() {
        let ledger = [("m.channel", Value::Text("ledger".to_owned()))];
        assert!(holds("m.channel = 'ledger'", &ledger));
        assert!(!holds("m.channel <> 'ledger'", &ledger));
        for open in ["m.outcome <> 'imported'", "NOT m.outcome = 'imported'", "m.round > 1"] {
            assert!(!holds(open, &ledger), "{open}");
            assert!(!holds(&format!("NOT ({open})"), &ledger), "{open}");
            assert!(holds(&format!("{open} OR m.outcome IS NULL"), &ledger), "{open}");
        }
        assert!(holds("m.outcome IS NULL AND 1 = 1 OR 1 = 2", &ledger));
        assert!(!holds("m.outcome IS NULL AND (1 = 2 OR 1 = 3)", &ledger));
    }

    #[test]
    fn days_and_lists_are_compared() {
        let row =
            [("m.due", Value::Text("2026-03-01".to_owned())), ("m.due_state", Value::Number(2))];
        assert!(holds("m.due_state IN (0, 2) AND m.due < $4", &row));
        assert!(!holds("m.due_state IN (0, 1)", &row));
        assert!(!holds("m.due >= $4", &row));
        assert!(holds("m.due <= '2026-03-01' AND m.due_state <= 2 AND m.due_state >= 2", &row));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let cases = [
            ("", "missing at the end"),
            ("m.due <", "missing at the end"),
            ("m.due ; 1 = 1", "`;`"),
            ("m.due < 'x", "no end"),
            ("m.body = 'x'", "not in the open data"),
            ("m.answered = 1", "compared"),
            ("(m.round > 1", "`)` is missing"),
            ("m.round > 1)", "one word too many"),
            ("m.round IN (m.round)", "numbers and texts only"),
            ("c.due < $4", "not in the open data"),
        ];
        for (text, says) in cases {
            let wrong = Condition::read(text, (Over::Matters, true)).expect_err(text);
            assert!(wrong.contains(says), "{text}: {wrong}");
        }
    }
}
