//! Runs the stories of the congress and its deputies (`stories`): told in pages, by who opens them
//! and fills them in, so that they hold for whatever stands behind the pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use gherkin::{Feature, GherkinEnv, Step};
use jiff::civil::DateTime;

use super::stories::{quoted, root};
use crate::fixture;
use crate::house::House;
use crate::roles::{tasks, verify};
use crate::rooms::counter::tests::{Browser, Page};
use crate::rooms::points;

/// Who acts in stories, and by which post where they hold one.
const PEOPLE: [(&str, Option<(&str, &str)>); 9] = [
    ("居民", None),
    ("人大办", Some(("congress-office", "congress"))),
    ("领导", Some(("leader", "congress"))),
    ("管理员", Some(("administrator", "congress"))),
    ("站务员", Some(("station-staff", "s1"))),
    ("松口站务员", Some(("station-staff", "s2"))),
    ("代表", Some(("deputy", "s1"))),
    ("松口代表", Some(("deputy", "s2"))),
    ("道路局", Some(("handler", "roads"))),
];

struct Told {
    house: Arc<House>,
    browsers: BTreeMap<&'static str, Browser>,
    /// The page that somebody looks at, and where it led to.
    page: Option<Page>,
    to: String,
    /// What was noted down, by its name.
    noted: BTreeMap<String, String>,
    /// Whether something was refused and no step has said so yet.
    refused: bool,
}

impl Told {
    fn new() -> Self {
        let house = fixture::house();
        let station = fixture::body(&house, "s1").to_string();
        let noted = BTreeMap::from([("站".to_owned(), station)]);
        let browsers = BTreeMap::new();
        Self { house, browsers, page: None, to: String::new(), noted, refused: false }
    }

    /// A text with what was noted down in the place of its names.
    fn filled(&self, text: &str) -> String {
        self.noted.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    fn browser(&mut self, who: &str) -> &mut Browser {
        let found = PEOPLE.iter().find(|(name, _)| *name == who);
        let (name, post) = found.unwrap_or_else(|| panic!("there is nobody called {who}"));
        let house = &self.house;
        self.browsers.entry(name).or_insert_with(|| {
            let browser = match post {
                Some((office, at)) => Browser::signed_in(house, office, at),
                None => Browser::new(house),
            };
            browser.in_chinese()
        })
    }

    fn page(&self) -> &Page {
        self.page.as_ref().expect("somebody looks at a page")
    }

    /// Keeps a page, or what it leads to.
    fn see(&mut self, who: &str, page: Page) {
        self.refused = page.status.is_client_error();
        assert!(!page.status.is_server_error(), "{}", page.text);
        let to = page.to.clone();
        let follows = page.status.is_redirection() && to.starts_with('/');
        self.page = Some(if follows { self.browser(who).get(&to) } else { page });
        self.to = to;
    }

    fn take(&mut self, step: &Step) {
        let (text, words) = (step.value.as_str(), quoted(&step.value));
        let words: Vec<String> = words.iter().map(|word| self.filled(word)).collect();
        if text.starts_with("系统说") {
            assert!(self.refused, "nothing was refused: {}", self.page().text);
            assert!(self.page().says(&words[0]), "{}: {}", words[0], self.page().text);
            self.refused = false;
            return;
        }
        assert!(!self.refused, "a step was refused and no step says so: {}", self.page().text);
        if text.starts_with("今天是") {
            assert!(text.contains(&self.house.today().to_string()), "{}", self.house.today());
        } else if text.starts_with("时间到") {
            self.pass_to(&words[0]);
        } else if text.starts_with("页面上有") {
            for word in &words {
                assert!(self.page().says(word), "{word}: {}", self.page().text);
            }
        } else if text.starts_with("页面上没有") {
            for word in &words {
                assert!(!self.page().says(word), "{word}: {}", self.page().text);
            }
        } else if text.contains("打开") {
            let page = self.browser(&words[0]).get(&words[1]);
            self.see(&words[0], page);
        } else if text.contains("填写") {
            self.fill_in(step, &words);
        } else if text.starts_with('把') {
            let value = self.noting(text, &words);
            self.noted.insert(words.last().expect("a name").clone(), value);
        } else {
            panic!("no step is written as: {text}");
        }
    }

    fn fill_in(&mut self, step: &Step, words: &[String]) {
        let rows = step.table.iter().flat_map(|table| &table.rows);
        let rows: Vec<(String, String)> =
            rows.map(|row| (row[0].clone(), self.filled(&row[1]))).collect();
        let form: Vec<(&str, &str)> =
            rows.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let page = self.browser(&words[0]).post(&words[1], &form);
        self.see(&words[0], page);
    }

    /// What a step notes down, by where it says that it stands.
    fn noting(&self, text: &str, words: &[String]) -> String {
        if text.starts_with("把地址里的编号") {
            let number = self.to.split('/').nth(2).and_then(|rest| rest.split('?').next());
            return number.expect("the page led to something with a number").to_owned();
        }
        if text.starts_with("把存折上的码") {
            return self.page().receipt().trim().replace(' ', "-");
        }
        if text.contains("的职务") || text.contains("的人员编号") {
            let (_, post) = PEOPLE.iter().find(|(name, _)| *name == words[0]).expect("known");
            let (office, at) = post.expect("somebody with a post");
            let officer = fixture::officer(&self.house, office, at);
            let is_post = text.contains("的职务");
            return if is_post { officer.post.to_string() } else { officer.person.to_string() };
        }
        // A hidden field of the page, the first of its name.
        let mark = format!("name=\"{}\" value=\"", words[0]);
        let found = self.page().text.split(&mark).nth(1).and_then(|rest| rest.split('"').next());
        found.unwrap_or_else(|| panic!("no field {}: {}", words[0], self.page().text)).to_owned()
    }

    /// Lets time pass day by day, as it passes.
    fn pass_to(&mut self, at: &str) {
        let at: DateTime = at.replace(' ', "T").parse().expect("a day and a time");
        let zone = self.house.state().zone.clone();
        while self.house.today() < at.date() {
            let next = self.house.today().tomorrow().expect("time goes on");
            self.house.clock.set(zone.start_of(next).plus_ms(9 * 3_600_000));
            tasks::tick(&self.house).expect("time passes");
        }
        let minutes = i64::from(at.hour()) * 60 + i64::from(at.minute());
        self.house.clock.set(zone.start_of(at.date()).plus_ms(minutes * 60_000));
        points::tasks::close_year(&self.house).expect("a year may end");
        // Sessions do not last over the night.
        self.browsers.clear();
    }
}

#[test]
fn every_story_of_the_congress_comes_true() {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("stories"))
        .expect("the folder of stories")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 8, "one for each point of what people do");
    for path in paths {
        let env = GherkinEnv::new("zh-CN").expect("Chinese keywords are known");
        let feature = Feature::parse_path(&path, env).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        let background = feature.background.iter().flat_map(|background| &background.steps);
        for scenario in &feature.scenarios {
            let mut told = Told::new();
            for step in background.clone().chain(&scenario.steps) {
                eprintln!("{} · {}: {}", feature.name, scenario.name, step.value);
                told.take(step);
            }
            assert!(!told.refused, "the last step was refused: {}", told.page().text);
            let (_, findings) = verify::check(&told.house).expect("it can be verified");
            assert_eq!(findings, [], "{}", scenario.name);
        }
    }
}
