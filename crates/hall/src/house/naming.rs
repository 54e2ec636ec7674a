//! What the parts of a house are called.

use jiff::civil::Date;
use law::words::{BodyId, Code, PersonId, TextRef};

use super::State;

impl State {
    /// A name in a language; a dash where there is none.
    pub fn name(&self, text: TextRef, language: &str) -> &str {
        self.names.get(&text.id).map_or("–", |name| name.in_language(language))
    }

    /// The name of a body.
    pub fn body_name(&self, body: BodyId, language: &str) -> &str {
        self.register.bodies.get(&body).map_or("–", |body| self.name(body.name, language))
    }

    /// The name of an area.
    pub fn area_name(&self, area: law::words::AreaId, language: &str) -> &str {
        self.register.areas.get(&area).map_or("–", |area| self.name(area.name, language))
    }

    /// The name of a category.
    pub fn category_name(&self, category: &str, language: &str) -> &str {
        let category = self.register.categories.get(category);
        category.map_or("–", |category| self.name(category.name, language))
    }

    /// The name of a person with an account.
    pub fn person_name(&self, person: PersonId) -> &str {
        self.people.get(&person).map_or("–", |name| self.name(*name, "zh"))
    }

    /// The name of whoever holds a post on a day.
    pub fn post_holder(&self, post: law::words::PostId, day: Date) -> Option<&str> {
        let post = self.register.posts.get(&post)?;
        post.people(day).next().map(|person| self.person_name(person))
    }

    /// What a procedure in force calls a thing of its own, whichever procedure it is: for sentences
    /// that name a step or an act without its matter.
    pub fn term(&self, kind: &'static str, key: &str, language: &str) -> Option<&str> {
        let newest = self.register.definitions.iter().rev().filter(|d| d.what == "procedure");
        let mut procedures = newest.filter_map(|d| self.procedures.get(&d.hash));
        procedures.find_map(|p| p.name(kind, key)).map(|name| name.in_language(language))
    }

    /// For what somebody was shown who brought a matter, in words; the key stands in for a purpose
    /// that is no longer in the list.
    pub fn purpose<'s>(&'s self, key: &'s Code, language: &str) -> &'s str {
        match self.privacy.purpose(key.as_str()) {
            Some(purpose) if language == "en" => &purpose.en,
            Some(purpose) => &purpose.zh,
            None => key.as_str(),
        }
    }

    /// What a kind of activity is called; the key stands in for one that is not listed now.
    pub fn activity_kind<'s>(&'s self, key: &'s str, language: &str) -> &'s str {
        let kind = self.activities.kind(key);
        kind.map_or(key, |kind| if language == "en" { &kind.en } else { &kind.zh })
    }

    /// What a checklist, title or kind of helper is called; the key stands in as above.
    pub fn standard<'s>(&'s self, list: &str, key: &'s str, language: &str) -> &'s str {
        let found = self.standards.choices(list).into_iter().find(|(one, ..)| **one == *key);
        found.map_or(key, |(_, zh, en)| if language == "en" { en } else { zh })
    }

    /// The house's name in a language.
    pub fn house_name(&self, language: &str) -> &str {
        if language == "en" && !self.settings.name_en.is_empty() {
            &self.settings.name_en
        } else {
            &self.settings.name_zh
        }
    }
}
