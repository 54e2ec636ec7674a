//! The shell: what every page has around it, and the words and dates it is written with.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use law::clock::Time;
use law::procedure::Procedure;

use super::words::{Language, Value, grouped, say};
use crate::house::State;
use crate::rights::Ground;

/// What every page has around it.
#[derive(Clone)]
pub struct Shell {
    /// The language.
    pub language: Language,
    /// `light`, `dark`, or nothing for the system's wish.
    pub theme: &'static str,
    /// Whether text is doubled (适老).
    pub elder: bool,
    /// The house.
    pub state: Arc<State>,
    /// The path of the page, for the menu.
    pub path: String,
    /// The token that every form sends back.
    pub token: String,
    /// The name of who is signed in; empty for nobody.
    pub person: String,
    /// Whether who is signed in may administer the house.
    pub is_administrator: bool,
    /// The day of the request.
    pub today: Date,
    /// How many minutes ago the newest checkpoint was seen by enough witnesses, where one was.
    pub witnessed_minutes: Option<i64>,
}

impl Shell {
    /// A shell for words that stand on no page: messages.
    pub fn plain(state: Arc<State>, language: Language, today: Date) -> Self {
        let none = String::new;
        Self {
            language,
            theme: "",
            elder: false,
            state,
            path: none(),
            token: none(),
            person: none(),
            is_administrator: false,
            today,
            witnessed_minutes: None,
        }
    }

    /// What the policies' answers rest on.
    pub fn ground(&self) -> Ground<'_> {
        Ground { state: &self.state, today: self.today }
    }

    /// The word of a key.
    pub fn t(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    /// A whole number with its thousands apart, as it stands in a figure.
    pub fn number<'a>(&self, number: impl Into<Value<'a>>) -> String {
        match number.into() {
            Value::Number(number) => grouped(number),
            Value::Text(text) => text.to_owned(),
        }
    }

    /// The sentence of a key with one value.
    pub fn t1<'a>(&self, key: &str, name: &str, value: impl Into<Value<'a>>) -> String {
        say(self.language, key, &[(name, value.into())])
    }

    /// The sentence of a key with two values.
    pub fn t2<'a>(
        &self,
        key: &str,
        name: &str,
        value: impl Into<Value<'a>>,
        other_name: &str,
        other: impl Into<Value<'a>>,
    ) -> String {
        say(self.language, key, &[(name, value.into()), (other_name, other.into())])
    }

    /// The sentence of a key with some texts.
    pub fn tn(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> =
            values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        say(self.language, key, &values)
    }

    /// The word of a code of some list: `step-raised`, `category-roads` …
    pub fn code(&self, list: &str, code: impl std::fmt::Display) -> String {
        say(self.language, &format!("{list}-{code}"), &[])
    }

    /// What a procedure calls a thing of its own: a step, a role, a clock. What it gives no name,
    /// as verbs that go by their own, has a word of the program; the code stands in for both.
    pub fn of(
        &self,
        procedure: &Procedure,
        kind: &'static str,
        key: impl std::fmt::Display,
    ) -> String {
        let key = key.to_string();
        let language = self.language.key();
        let named = procedure.name(kind, &key).map(|name| name.in_language(language).to_owned());
        named.unwrap_or_else(|| {
            super::words::maybe(self.language, &format!("{kind}-{key}")).unwrap_or(key)
        })
    }

    /// The same by the identifier of a procedure, as lists have it.
    pub fn called(
        &self,
        procedure: &str,
        kind: &'static str,
        key: impl std::fmt::Display,
    ) -> String {
        match self.state.procedure_in_force(procedure, self.today) {
            Some(procedure) => self.of(procedure, kind, key),
            None => key.to_string(),
        }
    }

    /// The sentence of a refusal.
    pub fn refusal(&self, refusal: &law::ruling::Refusal) -> String {
        let language = self.language.key();
        let rules = refusal.args.iter().find(|(name, _)| *name == "rules");
        let rules = rules.and_then(|(_, hash)| hash.parse().ok());
        let procedure = rules.and_then(|hash| self.state.procedures.get(&hash));
        // What a procedure names no other way goes by the word of the house.
        let called = |kind, key: &str| match procedure {
            Some(procedure) => {
                procedure.name(kind, key).map(|name| name.in_language(language).to_owned())
            }
            None => self.state.term(kind, key, language).map(str::to_owned),
        };
        super::words::refusal(self.language, refusal, called)
    }

    /// The house's name.
    pub fn house_name(&self) -> &str {
        self.state.house_name(self.language.key())
    }

    /// Whether the house is invented.
    pub fn is_invented(&self) -> bool {
        self.state.register.invented
    }

    /// The name of a body; nothing for none.
    pub fn body(&self, body: impl Into<Option<law::words::BodyId>>) -> &str {
        body.into().map_or("", |body| self.state.body_name(body, self.language.key()))
    }

    /// The name of an area.
    pub fn area(&self, area: law::words::AreaId) -> &str {
        self.state.area_name(area, self.language.key())
    }

    /// The name of an area with the one around it: `河口镇 磨坊社区`.
    pub fn area_path(&self, area: law::words::AreaId) -> String {
        let mut names: Vec<&str> = self
            .state
            .register
            .lineage(area)
            .filter(|area| area.level != "county")
            .map(|area| self.state.name(area.name, self.language.key()))
            .collect();
        if self.language == Language::Chinese {
            names.reverse();
            return names.join(" ");
        }
        names.join(", ")
    }

    /// The name of a category.
    pub fn category(&self, category: &str) -> &str {
        self.state.category_name(category, self.language.key())
    }

    /// An opening of each week.
    pub fn opening(&self, opening: law::network::Opening) -> String {
        let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
        let day = self.code("weekday", opening.weekday);
        format!("{day} {}–{}", clock(opening.from), clock(opening.until))
    }

    /// A day in words: `2026年11月23日 周一`, `Mon 23 November 2026`.
    pub fn day(&self, day: Date) -> String {
        let weekday = self.t(weekday_key(day.weekday()));
        let month = self.t(&format!("month-{}", day.month()));
        let (year, date) = (i64::from(day.year()), i64::from(day.day()));
        say(
            self.language,
            "date-long",
            &[
                ("year", Value::Text(&year.to_string())),
                ("month", Value::Text(&month)),
                ("day", date.into()),
                ("weekday", Value::Text(&weekday)),
            ],
        )
    }

    /// A day given as text, in words; the text itself where it is none.
    pub fn day_text(&self, day: &str) -> String {
        day.parse::<Date>().map_or_else(|_| day.to_owned(), |day| self.day(day))
    }

    /// The day of an instant in words.
    pub fn day_of(&self, time: Time) -> String {
        self.day(self.state.zone.day(time))
    }

    /// The day of an instant as `2026-11-23`, for machines and tables.
    pub fn date_of(&self, time: Time) -> String {
        self.state.zone.day(time).to_string()
    }

    /// Day and minute of an instant, as `2026-11-23 09:05`.
    pub fn minute(&self, time: Time) -> String {
        self.state.zone.minute(time)
    }

    /// The words of the link to the public log: how long ago witnesses saw it, where they did.
    pub fn log_link(&self) -> String {
        match self.witnessed_minutes {
            Some(minutes) => self.t1("log-witnessed", "age", &self.age(minutes)),
            None => self.t("log-link"),
        }
    }

    /// How old something is, in the largest whole unit.
    pub fn age(&self, minutes: i64) -> String {
        match minutes {
            ..1 => self.t("age-now"),
            1..60 => self.t1("age-minutes", "count", minutes),
            60..2880 => self.t1("age-hours", "count", minutes / 60),
            _ => self.t1("age-days", "count", minutes / 1440),
        }
    }

    /// How a last day stands today: the state of a clock chip, and its words.
    pub fn due(&self, due: &str, state: i64) -> Due {
        let Ok(day) = due.parse::<Date>() else {
            return Due { class: "is-stopped", words: String::new(), day: String::new() };
        };
        let days = i64::from((day - self.today).get_days());
        let (class, words) = match state {
            1 => ("is-paused", self.t("due-paused")),
            3 => ("is-done", self.t("due-fulfilled")),
            4 => ("is-stopped", self.t("due-released")),
            _ if days < 0 => ("is-late", self.t1("due-late", "days", -days)),
            _ if days == 0 => ("is-soon", self.t("due-today")),
            _ if days <= 3 => ("is-soon", self.t1("due-days", "days", days)),
            _ => ("is-running", self.t1("due-days", "days", days)),
        };
        Due { class, words, day: due.to_owned() }
    }
}

/// A last day as a chip shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The class of the chip.
    pub class: &'static str,
    /// Its words: "3 days left".
    pub words: String,
    /// The day as `2026-11-23`; empty for none.
    pub day: String,
}

fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    }
}

/// The stylesheet.
pub const STYLE: &str = include_str!("style.css");

/// A word that changes with the stylesheet, so that browsers may keep it for long.
pub fn style_version() -> &'static str {
    static VERSION: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        law::words::Hash::of(&[STYLE.as_bytes()]).to_string()[..12].to_owned()
    });
    &VERSION
}

impl Shell {
    /// The main menu: addresses and the keys of their words.
    pub fn menu(&self) -> Vec<(&'static str, &'static str)> {
        let mut menu = vec![
            ("/say", "menu-say"),
            ("/receipt", "menu-receipt"),
            ("/matters", "menu-matters"),
            ("/figures", "menu-figures"),
            ("/stations", "menu-stations"),
        ];
        if !self.person.is_empty() {
            menu.push(("/desk", "menu-desk"));
        }
        if self.is_administrator {
            menu.push(("/office", "menu-office"));
        }
        menu
    }

    /// Whether the page lies under an entry of the menu.
    pub fn is_here(&self, to: &str) -> bool {
        self.path == to || self.path.strip_prefix(to).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The language that the switch leads to.
    pub fn other_language(&self) -> Language {
        match self.language {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        }
    }
}
