//! A field of a form as the template draws it, filled with what was typed.

use law::ruling::Refusal;

use crate::kit::words::{has, say};
use crate::kit::{Form, Shell};

/// What kind of control a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// Several lines.
    Text,
    /// One of a list, closed.
    Select,
    /// One of a few, open.
    Radio,
    /// Any of a few.
    Checks,
    /// A box to tick.
    Tick,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What is said of it besides.
    pub small: String,
    /// The heading it stands under in a closed list; empty for none.
    pub group: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice that is not chosen.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into(), ..Self::default() }
    }

    /// Puts it under a heading.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }
}

/// A field of a form: its words, what was typed, and what was wrong about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub id: String,
    pub name: String,
    pub kind: Kind,
    pub label: String,
    pub hint: String,
    pub error: String,
    pub value: String,
    pub choices: Vec<Choice>,
    pub optional: bool,
    /// Most characters of a text; 0 where the control bounds it by itself.
    pub most: usize,
}

impl Field {
    /// Whether the field is one of these kinds; for the template.
    pub fn is(&self, kind: &str) -> bool {
        let own = match self.kind {
            Kind::Line => "line",
            Kind::Day => "date",
            Kind::Number => "number",
            Kind::Text => "text",
            Kind::Select => "select",
            Kind::Radio => "radio",
            Kind::Checks => "checkbox",
            Kind::Tick => "tick",
        };
        own == kind
    }

    /// Whether something is chosen already.
    pub fn has_chosen(&self) -> bool {
        self.choices.iter().any(|choice| choice.chosen)
    }

    /// The choices of a closed list, by their headings in the order in which these first come.
    pub fn groups(&self) -> Vec<(&str, Vec<&Choice>)> {
        let mut groups: Vec<(&str, Vec<&Choice>)> = vec![];
        for choice in &self.choices {
            match groups.iter_mut().find(|(name, _)| *name == choice.group) {
                Some((_, choices)) => choices.push(choice),
                None => groups.push((&choice.group, vec![choice])),
            }
        }
        groups
    }

    /// Whether choices that stand open are folded by their headings: where there are many.
    pub fn folds(&self) -> bool {
        self.groups().len() > 4
    }

    /// Whether one of these choices is chosen, so that their fold stands open.
    pub fn is_open(&self, group: &str) -> bool {
        self.choices.iter().any(|choice| choice.chosen && choice.group == group)
    }

    /// What describes the control for a screen reader.
    pub fn described(&self) -> String {
        let mut ids = vec![];
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        if !self.error.is_empty() {
            ids.push(format!("{}-error", self.id));
        }
        ids.join(" ")
    }
}

/// Fills the fields of one form: with what was typed, and with what was wrong about it.
pub struct Filler<'a> {
    /// The words.
    pub shell: &'a Shell,
    /// The name of the form: the act.
    pub form: String,
    /// What was typed; nothing where another form was sent.
    pub typed: Option<&'a Form>,
    /// What was wrong.
    pub refusal: Option<&'a Refusal>,
}

impl Filler<'_> {
    /// A field. Its words stand under `desks-field-<form>-<name>`, or `desks-field-<name>` where
    /// forms share them; a hint likewise, where there is one.
    pub fn field(&self, name: &str, kind: Kind) -> Field {
        let value = self.typed.map_or("", |typed| typed.text(name)).to_owned();
        let plain = name.replace('_', "-");
        let plain = plain.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
        Field {
            id: format!("{}-{name}", self.form),
            name: name.to_owned(),
            kind,
            label: self.words("field", plain).unwrap_or_default(),
            hint: self.words("hint", plain).unwrap_or_default(),
            error: self.error(name),
            value,
            choices: vec![],
            optional: false,
            most: 0,
        }
    }

    /// A field that may be left empty.
    pub fn optional(&self, name: &str, kind: Kind) -> Field {
        Field { optional: true, ..self.field(name, kind) }
    }

    /// A field with choices, of which those that were chosen are chosen again; `first` where
    /// nothing was sent yet.
    pub fn choice(&self, name: &str, kind: Kind, mut choices: Vec<Choice>, first: &str) -> Field {
        for choice in &mut choices {
            choice.chosen = match self.typed {
                Some(typed) => typed.all(name).any(|value| value == choice.value),
                None => choice.value == first,
            };
        }
        Field { choices, ..self.field(name, kind) }
    }

    fn words(&self, what: &str, name: &str) -> Option<String> {
        let language = self.shell.language;
        [format!("desks-{what}-{}-{name}", self.form), format!("desks-{what}-{name}")]
            .into_iter()
            .find(|key| has(language, key))
            .map(|key| say(language, &key, &[]))
    }

    fn error(&self, name: &str) -> String {
        self.errors(|refusal| refusal.field == Some(name))
    }

    /// What is wrong with a field that the procedure asks for of its own.
    pub fn own_error(&self, key: &str) -> String {
        let is_it = |(name, value): &(&str, String)| *name == "name" && value == key;
        self.errors(|refusal| refusal.field == Some("fields") && refusal.args.iter().any(is_it))
    }

    fn errors(&self, is_it: impl Fn(&Refusal) -> bool) -> String {
        let all = self
            .refusal
            .into_iter()
            .flat_map(|first| std::iter::once(first).chain(first.more.iter()));
        let errors: Vec<String> = all
            .filter(|refusal| is_it(refusal))
            .map(|refusal| self.shell.refusal(refusal))
            .collect();
        errors.join(" ")
    }
}
