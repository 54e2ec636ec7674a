//! Small procedures made by chance, as text: most are broken in some way, some are sound.

use std::fmt::Write;

/// Chance that can be had again: splitmix64.
pub(super) struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

const HEAD: &str = r#"
id = "made"
name = ["甲", "A"]
about = ["甲", "A"]
version = 1
valid_from = "2024-01-01"
calendar = "cn"
[[role]]
key = "submitter"
name = ["甲", "A"]
[[role]]
key = "office"
name = ["甲", "A"]
office = "congress-office"
at = "house"
[[role]]
key = "lead"
name = ["甲", "A"]
office = "handler"
at = "lead"
[[role]]
key = "expert"
name = ["甲", "A"]
office = "deputy"
at = "named"
[[answer]]
key = "done"
name = ["甲", "A"]
means = "done"
[[answer]]
key = "explained"
name = ["甲", "A"]
means = "impossible"
only = "explain"
[rating]
scale = [["good", "甲", "A"], ["bad", "乙", "B"]]
asks_again = ["bad"]
changeable_days = 30
group_least = 5
[stages]
all = ["甲", "A"]
"#;

/// A verb of which each procedure has one act at most.
const VERBS: [&str; 9] = [
    "hand-over",
    "respond-at-once",
    "return",
    "reply",
    "explain",
    "withdraw",
    "rate",
    "transfer",
    "merge",
];

struct Made<'c> {
    chance: &'c mut Chance,
    /// Whether steps are passed over and acts require others.
    rich: bool,
    /// Whether every step has the ways on that a sound procedure needs.
    tame: bool,
    waiting: usize,
    ends: usize,
    keys: Vec<String>,
    text: String,
}

/// A procedure made by chance.
pub(super) fn procedure(chance: &mut Chance, rich: bool) -> String {
    let (waiting, ends) = (2 + chance.below(4), 1 + chance.below(2));
    let tame = chance.happens(60);
    let (keys, text) = (vec![], String::new());
    let mut made = Made { chance, rich, tame, waiting, ends, keys, text };
    made.text += HEAD;
    let acts = made.acts();
    made.steps();
    made.text += &acts;
    made.clocks();
    made.text
}

impl Made<'_> {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect("texts can be written");
    }

    fn waiting_step(&mut self) -> String {
        format!("s{}", self.chance.below(self.waiting))
    }

    fn any_step(&mut self) -> String {
        let step = self.chance.below(self.waiting + self.ends);
        if step < self.waiting { format!("s{step}") } else { format!("e{}", step - self.waiting) }
    }

    fn steps(&mut self) {
        for step in 0..self.waiting {
            let holder = if self.tame {
                "office"
            } else {
                self.chance.one_of(&["office", "office", "lead", "expert", "submitter"])
            };
            self.add(format_args!(
                "[[step]]\nkey = \"s{step}\"\nname = [\"甲\", \"A\"]\nstage = \"all\"\n\
                holder = \"{holder}\"\n"
            ));
            if self.chance.happens(12) {
                let to = self.waiting_step();
                self.add(format_args!("without_holder = \"{to}\"\n"));
            }
            if self.rich && self.chance.happens(25) {
                let (act, to) = (self.chance.below(self.keys.len()), self.any_step());
                let act = self.keys[act].clone();
                self.add(format_args!("skip_after = [\"{act}\"]\nskip_to = \"{to}\"\n"));
            }
        }
        for end in 0..self.ends {
            self.add(format_args!(
                "[[step]]\nkey = \"e{end}\"\nname = [\"甲\", \"A\"]\nstage = \"all\"\n\
                outcome = \"o{end}\"\n"
            ));
        }
    }

    /// The acts, as text that comes after the steps.
    fn acts(&mut self) -> String {
        let before = std::mem::take(&mut self.text);
        let names = self.chance.happens(25);
        self.add(format_args!("[[act]]\ndo = \"submit\"\nby = [\"submitter\"]\nto = \"s0\"\n"));
        if names {
            self.text += NAMING;
        }
        let mut verbs = VERBS.to_vec();
        let count = self.waiting + self.chance.below(5);
        let bounds = (self.chance.happens(85), 1 + self.chance.below(2));
        if self.tame {
            self.ladder();
            verbs.retain(|verb| !["explain", "merge"].contains(verb));
        }
        for number in 0..count {
            let verb = if self.chance.happens(55) && !verbs.is_empty() {
                let place = self.chance.below(verbs.len());
                verbs.remove(place)
            } else {
                "step"
            };
            let from = if number < self.waiting { number } else { self.chance.below(self.waiting) };
            self.act(verb, from, number);
        }
        self.add(format_args!("[returns]\nmost = {}\narbiter = \"office\"\n", bounds.1));
        if bounds.0 {
            self.add(format_args!("[rounds]\nmost = {}\narbiter = \"office\"\n", bounds.1));
        }
        std::mem::replace(&mut self.text, before)
    }

    /// From each step to the next, and from the last to an end with an answer: what is sound by
    /// itself, before chance adds to it.
    fn ladder(&mut self) {
        for step in 0..self.waiting {
            let (verb, to) = if step + 1 == self.waiting {
                ("explain".to_owned(), "e0".to_owned())
            } else {
                (
                    format!("step\"\nkey = \"up{step}\"\nname = [\"甲\", \"A"),
                    format!("s{}", step + 1),
                )
            };
            let close = if verb == "explain" { "\"" } else { "\"]" };
            self.add(format_args!(
                "[[act]]\ndo = \"{verb}{close}\nat = [\"s{step}\"]\nby = [\"office\"]\n\
                to = \"{to}\"\n"
            ));
            self.keys.push(if verb == "explain" { verb } else { format!("up{step}") });
        }
        if self.ends > 1 {
            let all: Vec<String> = (0..self.waiting).map(|step| format!("\"s{step}\"")).collect();
            self.add(format_args!(
                "[[act]]\ndo = \"merge\"\nat = [{}]\nby = [\"office\"]\nto = \"e1\"\n",
                all.join(", ")
            ));
        }
    }

    fn act(&mut self, verb: &str, from: usize, number: usize) {
        let by = match verb {
            "reply" | "return" => self.chance.one_of(&["office", "lead"]),
            "rate" | "withdraw" => "submitter",
            _ => self.chance.one_of(&["office", "office", "lead", "expert"]),
        };
        let mut at = vec![format!("\"s{from}\"")];
        if self.chance.happens(25) {
            let other = format!("\"{}\"", self.waiting_step());
            if !at.contains(&other) {
                at.push(other);
            }
        }
        let key = match verb {
            "step" => format!("k{}", if self.chance.happens(20) { number / 2 } else { number }),
            other => other.to_owned(),
        };
        self.add(format_args!(
            "[[act]]\ndo = \"{verb}\"\nat = [{}]\nby = [\"{by}\"]\n",
            at.join(", ")
        ));
        if verb == "step" {
            self.add(format_args!("key = \"{key}\"\nname = [\"甲\", \"A\"]\n"));
        }
        let again = verb == "rate" || (verb == "step" && self.chance.happens(12));
        if again {
            let to = self.waiting_step();
            self.add(format_args!("again = \"{to}\"\n"));
        }
        if self.chance.happens(90) && (verb == "rate" || !again) {
            let waits = self.tame && !matches!(verb, "reply" | "withdraw");
            let to = if waits { self.waiting_step() } else { self.any_step() };
            self.add(format_args!("to = \"{to}\"\n"));
        }
        if self.chance.happens(if self.tame { 80 } else { 40 }) {
            let most = 1 + self.chance.below(2);
            self.add(format_args!("most = {most}\n"));
        }
        if self.rich && self.chance.happens(30) && !self.keys.is_empty() {
            let other = self.chance.below(self.keys.len());
            let other = self.keys[other].clone();
            self.add(format_args!("requires = [\"{other}\"]\n"));
        }
        if verb == "step" && self.chance.happens(35) {
            self.text += NAMING;
        }
        self.keys.push(key);
    }

    fn clocks(&mut self) {
        for step in 0..self.waiting {
            let days = 1 + self.chance.below(9);
            let expiry = if self.chance.happens(20) {
                // A tame clock moves forward, so that nothing goes round by waiting alone.
                let on = format!("s{}", (step + 1).min(self.waiting - 1));
                format!("move = \"{}\"", if self.tame { on } else { self.any_step() })
            } else {
                "show = true".to_owned()
            };
            let on = self.chance.one_of(&["holder", "holder", "office"]);
            let until = if self.chance.happens(15) {
                // What fulfils it leaves the matter where it is.
                self.add(format_args!(
                    "[[act]]\ndo = \"step\"\nkey = \"w{step}\"\nname = [\"甲\", \"A\"]\n\
                     at = [\"s{step}\"]\nby = [\"office\"]\n"
                ));
                format!("w{step}")
            } else if self.tame && step + 1 == self.waiting {
                "explain".to_owned()
            } else if self.tame {
                format!("up{step}")
            } else {
                self.keys[0].clone()
            };
            self.clock(&format!("c{step}"), on, &[step], (&until, days, &expiry));
        }
        let at: Vec<usize> = if self.chance.happens(60) {
            (0..self.waiting).collect()
        } else {
            (0..self.waiting).filter(|_| self.chance.happens(70)).collect()
        };
        let days = 3 + self.chance.below(40);
        let until = if self.tame { "explain" } else { &self.keys[0].clone() };
        self.clock("answer", "holder", &at, (until, days, "show = true"));
        self.text += "answers = true\n";
        for number in 0..self.chance.below(3) {
            self.further_clock(number);
        }
    }

    /// A clock over several steps, which an act may start and an act may fulfil that only adds.
    fn further_clock(&mut self, number: usize) {
        let at: Vec<usize> = (0..self.waiting).filter(|_| self.chance.happens(60)).collect();
        let keys = self.keys.clone();
        let (until, after) = (self.chance.below(keys.len() + 1), self.chance.below(keys.len()));
        let until = keys.get(until).map_or("explain", String::as_str);
        let on = self.chance.one_of(&["holder", "office", "office", "lead", "expert"]);
        let days = 1 + self.chance.below(9);
        self.clock(&format!("x{number}"), on, &at, (until, days, "show = true"));
        if self.chance.happens(50) {
            self.add(format_args!("after = [\"{}\"]\n", keys[after]));
        }
    }

    fn clock(
        &mut self,
        key: &str,
        on: &str,
        at: &[usize],
        (until, days, expiry): (&str, usize, &str),
    ) {
        let at: Vec<String> = at.iter().map(|step| format!("\"s{step}\"")).collect();
        self.add(format_args!(
            "[[clock]]\nkey = \"{key}\"\nname = [\"甲\", \"A\"]\non = \"{on}\"\nat = [{}]\n\
             until = [\"{until}\"]\nlength = {{ days = {days} }}\nwarn = 0\n\
             at_expiry = {{ {expiry} }}\nsource = {{ local = true }}\n",
            at.join(", ")
        ));
    }
}

const NAMING: &str = "[[act.field]]\nkey = \"who\"\nname = [\"甲\", \"A\"]\nkind = \"posts\"\n\
                      office = \"deputy\"\nnames = \"expert\"\n";
