//! Plays matters of any procedure from its data alone: somebody who may do something does it, with
//! forms filled in by chance.

use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;
use law::matter::acts::{Act, Answer, Assignment, Filling, Submission};
use law::matter::facts::{Visibility, What};
use law::matter::{Case, Setting, rules};
use law::procedure::{ActRule, Do, Field, FieldKind, Meaning, Openness, Procedure, Seat};
use law::record::{ActId, Actor, Officer};
use law::register::{Post, Register};
use law::ruling::code;
use law::words::{BodyId, Code, MatterId, PostId};
use store::db::No;
use store::{Chance, Fault};

use crate::desk;
use crate::house::{House, State};
use crate::rights::Who;
use crate::rooms::matters;

/// What is said where words must be said. Everything here is invented.
const SAID: &str = "（演示数据）已按规程办理。";

/// Somebody's chance to play with.
pub struct Driver<'h> {
    house: &'h Arc<House>,
    chance: Chance,
}

impl<'h> Driver<'h> {
    /// A driver of a house, with a seed of its own.
    pub fn new(house: &'h Arc<House>, seed: u64) -> Self {
        Self { house, chance: Chance::seeded(seed) }
    }

    fn below(&self, bound: usize) -> usize {
        (u64::from_le_bytes(self.chance.bytes()) % bound.max(1) as u64) as usize
    }

    fn one<'a, T>(&self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// Begins a matter of a procedure; `None` where nobody here could bring one.
    ///
    /// # Errors
    /// The machine failed, or a matter that should be sound is refused: then the procedure and
    /// this driver understand each other wrongly.
    pub fn begin(&self, procedure: &Procedure) -> Result<Option<MatterId>, Fault> {
        let state = self.house.state();
        let Some(rule) = procedure.acts.iter().find(|rule| rule.act == Do::Submit) else {
            return Ok(None);
        };
        let Some(by) = self.bringer(&state, procedure, rule) else { return Ok(None) };
        let areas: Vec<_> = state.register.areas.keys().copied().collect();
        let categories: Vec<_> = state.register.categories.keys().cloned().collect();
        let visibility = match procedure.visibility {
            Openness::Confidential => Visibility::Confidential,
            Openness::Public | Openness::Submitter => Visibility::Public,
        };
        let Some((area, category)) = self.one(&areas).zip(self.one(&categories)) else {
            return Ok(None);
        };
        let name = procedure.name("procedure", "").map_or("", |name| name.zh.as_str());
        let own = by.officer().map(|officer| officer.post);
        let Some(fields) = self.fill(&state, (rule, own)) else { return Ok(None) };
        let submission = Submission {
            procedure: Some(procedure.id.clone()),
            fields,
            title: format!("{name}：{}", state.category_name(category.as_str(), "zh")),
            body: SAID.to_owned(),
            area: *area,
            place: None,
            category: category.clone(),
            visibility,
            contact: None,
            files: vec![],
            known_to_unit: false,
            about: None,
            language: code("zh"),
            station: None,
            slip: None,
            claimed: None,
            channel: self.channel(&state, procedure, &by),
            ledger: None,
            hide: vec![],
            deputy: None,
            activity: None,
            passed_on: false,
            place_key: None,
            receipt: None,
        };
        let act = ActId(self.chance.bytes());
        let matter = matters::matter_of(self.house, act);
        let asked = (matter, Act::Submit(Box::new(submission)));
        matters::ask_and_wait(self.house, act, by, asked).map_err(|no| told(&procedure.id, no))?;
        Ok(Some(matter))
    }

    /// How an officer who brings somebody else's matter got hold of it.
    fn channel(&self, state: &State, procedure: &Procedure, by: &Actor) -> Option<Code> {
        by.officer()?;
        let setting = matters::beginning(state, Some(&procedure.id), (self.house.now(), by));
        let own = setting.is_ok_and(|setting| rules::raiser(&setting).is_some());
        (!own).then(|| code("visit"))
    }

    fn bringer(&self, state: &State, procedure: &Procedure, rule: &ActRule) -> Option<Actor> {
        let mut able = vec![];
        for role in rule.by.iter().filter_map(|role| procedure.role(role)) {
            let Some((office, seat)) = &role.post else {
                able.push(Actor::Resident);
                continue;
            };
            let register = &state.register;
            let sort = |post: &Post| register.bodies.get(&post.body).map(|b| b.sort.clone());
            let sits = |post: &&Post| match seat {
                Seat::Area | Seat::Sort => sort(post) == role.sort,
                Seat::Station | Seat::AnyStation => sort(post).is_some_and(|s| s == "station"),
                _ => true,
            };
            let posts: Vec<&Post> =
                held(register, office, self.house.today()).into_iter().filter(sits).collect();
            able.extend(self.one(&posts).map(|post| Actor::Officer(officer(post))));
        }
        self.one(&able).cloned()
    }

    /// Has somebody do something that is open to them now, and tells what. `None` where nobody can
    /// do anything that this driver knows how to do.
    ///
    /// # Errors
    /// As in [`Driver::begin`].
    pub fn step(&self, matter: MatterId) -> Result<Option<Code>, Fault> {
        let Some(case) = self.house.read(|db| desk::case(db, matter))? else { return Ok(None) };
        let state = self.house.state();
        let Some(procedure) = state.procedures.get(&case.rules) else { return Ok(None) };
        if procedure.step(&case.step).is_none_or(|step| step.outcome.is_some()) {
            return Ok(None);
        }
        let mut open = self.open(&state, procedure, &case);
        // What moves the matter comes first; what only adds to it, now and then.
        let moves = open.iter().any(|(rule, _)| rule.moves() || rule.every);
        if moves && self.below(4) > 0 {
            open.retain(|(rule, _)| rule.moves() || rule.every);
        }
        while !open.is_empty() {
            let (rule, by) = open.swap_remove(self.below(open.len()));
            let Some(act) = self.act(&state, rule, &case) else { continue };
            let id = ActId(self.chance.bytes());
            let who = Who::playing(&by, (matter, &act));
            return match matters::ask_and_wait(self.house, id, who, (matter, act)) {
                Ok(_) => Ok(Some(rule.key.clone())),
                Err(no) => Err(told(&procedure.id, no).while_doing(&rule.key)),
            };
        }
        Ok(None)
    }

    /// The matter that one goes on as by its last act, where that was a conversion.
    ///
    /// # Errors
    /// The machine failed.
    pub fn converted(&self, matter: MatterId) -> Result<Option<MatterId>, Fault> {
        let records = self.house.read(|db| desk::records(db, matter))?;
        Ok(match records.last().map(|record| &record.fact.what) {
            Some(What::Converted { into, .. }) => Some(*into),
            _ => None,
        })
    }

    /// The acts that are open, each with somebody to whom it is.
    fn open<'p>(
        &self,
        state: &State,
        procedure: &'p Procedure,
        case: &'p Case,
    ) -> Vec<(&'p ActRule, Actor)> {
        let mut open = vec![];
        for rule in procedure.acts_at(&case.step).filter(|rule| !SKIPPED.contains(&rule.act)) {
            let mut able = vec![];
            for role in &rule.by {
                let Some(role) = procedure.role(role) else { continue };
                let Some((office, _)) = &role.post else {
                    able.push(Actor::Resident);
                    continue;
                };
                for post in held(&state.register, office, self.house.today()) {
                    able.push(Actor::Officer(officer(post)));
                }
            }
            let asks = |by: &Actor, fits: &dyn Fn(&Setting<'_>) -> bool| {
                let setting = matters::setting(state, Some(case), (self.house.now(), by));
                setting.is_ok_and(|setting| fits(&setting))
            };
            able.retain(|by| asks(by, &|s| rule.by.iter().any(|role| rules::fills(s, case, role))));
            while !able.is_empty() {
                let by = able.swap_remove(self.below(able.len()));
                if asks(&by, &|s| rules::open_to(s, case).iter().any(|o| o.key == rule.key)) {
                    open.push((rule, by));
                    break;
                }
            }
        }
        open
    }

    fn act(&self, state: &State, rule: &ActRule, case: &Case) -> Option<Act> {
        let said = || SAID.to_owned();
        let procedure = state.procedures.get(&case.rules)?;
        let fields = self.fill(state, (rule, case.raised_by.and_then(|party| party.post)))?;
        Some(match rule.act {
            Do::Step => Act::Step { key: rule.key.clone(), fields },
            Do::Convert => {
                // As often as real offices do: now and then.
                (self.below(5) == 0).then_some(())?;
                let title = "（演示数据）由另一件事转来".to_owned();
                Act::Convert { key: rule.key.clone(), title, body: said(), fields }
            }
            Do::HandOver | Do::RespondAtOnce => {
                let assignment = Assignment {
                    lead: self.unit(state, None)?,
                    co: vec![],
                    post: None,
                    by: None,
                    text: said(),
                    fields,
                };
                if rule.act == Do::HandOver {
                    Act::HandOver(assignment)
                } else {
                    Act::RespondAtOnce(assignment)
                }
            }
            Do::Reply => Act::Reply(Box::new(self.answer(procedure, fields)?)),
            Do::CallBack => Act::CallBack { reached: false, rating: None, solved: None },
            Do::Agree => Act::Agree { draft: None },
            Do::Decline => Act::Decline { reason: said() },
            Do::Accept => Act::Accept {},
            Do::Sign => Act::Sign {},
            Do::FeedBack => Act::FeedBack { way: code("phone"), text: said() },
            Do::Explain => {
                Act::Explain { text: said(), basis: "本级规程（虚构）".to_owned(), fields }
            }
            Do::Return => {
                let lead = case.lead?;
                let duties: Vec<_> =
                    state.register.duties.values().filter(|d| d.body != lead).collect();
                Act::Return { duty: self.one(&duties)?.code.clone(), reason: said() }
            }
            Do::Note => Act::Note { text: said(), open: true },
            Do::Ask => Act::Ask { question: said() },
            Do::AnswerQuestion => Act::AnswerQuestion { text: said(), files: vec![] },
            Do::Add => Act::Add { text: said(), files: vec![] },
            Do::AskForTime => Act::AskForTime { working_days: 1, reason: said(), fields },
            Do::GrantTime => Act::GrantTime { reason: said() },
            Do::RefuseTime => Act::RefuseTime { reason: said() },
            Do::CoReply => Act::CoReply { text: said() },
            Do::Deliver => Act::Deliver { text: said() },
            Do::Urge => Act::Urge { text: said() },
            Do::Supervise => {
                let leaders = held(&state.register, &code("leader"), self.house.today());
                Act::Supervise { leader: self.one(&leaders)?.id, text: said() }
            }
            Do::Rate => {
                let rating = self.one(&procedure.rating.scale)?.clone();
                let can = procedure.rating.asks_again.contains(&rating) && rule.again.is_some();
                let again = can && case.round == 1 && self.below(3) == 0;
                Act::Rate { solved: !again, rating, again }
            }
            Do::LookBack => Act::LookBack { solved: true, again: false },
            _ => return None,
        })
    }

    fn answer(&self, procedure: &Procedure, fields: Filling) -> Option<Answer> {
        let classes: Vec<_> =
            procedure.answers.iter().filter(|class| class.only.is_none()).collect();
        let class = if self.below(3) > 0 { classes.first()? } else { self.one(&classes)? };
        let later = self.house.today().checked_add(Span::new().days(45)).ok();
        Some(Answer {
            class: class.key.clone(),
            text: SAID.to_owned(),
            promised: later.filter(|_| class.means == Meaning::Promised),
            passed_to: "上一级机关（虚构）".to_owned(),
            basis: "本级规程（虚构）".to_owned(),
            fields,
            files: vec![],
        })
    }

    /// A body at which somebody can take a matter.
    fn unit(&self, state: &State, sort: Option<&Code>) -> Option<BodyId> {
        let today = self.house.today();
        let posts = held(&state.register, &code("handler"), today);
        let fits = |post: &&&Post| {
            let body = state.register.bodies.get(&post.body);
            body.is_some_and(|body| match sort {
                Some(sort) => body.sort == *sort,
                None => body.sort == "department",
            })
        };
        let posts: Vec<_> = posts.iter().filter(fits).collect();
        self.one(&posts).map(|post| post.body)
    }

    /// Fills a form in; `None` where there is nobody whom it could name. Whoever has the post by
    /// which the matter was brought is not named.
    fn fill(&self, state: &State, (rule, own): (&ActRule, Option<PostId>)) -> Option<Filling> {
        let mut filling = Filling::new();
        for field in &rule.fields {
            if field.optional && self.below(2) == 0 {
                continue;
            }
            match self.value(state, field, own) {
                Some(value) => _ = filling.insert(field.key.clone(), value),
                None if field.optional => {}
                None => return None,
            }
        }
        Some(filling)
    }

    fn value(&self, state: &State, field: &Field, own: Option<PostId>) -> Option<String> {
        Some(match &field.kind {
            FieldKind::Text { most, .. } => SAID.chars().take(*most as usize).collect(),
            FieldKind::Choice(choices) => self.one(choices)?.to_string(),
            FieldKind::Day => {
                let days = 30 + self.below(30) as i64;
                let day: Date = self.house.today().checked_add(Span::new().days(days)).ok()?;
                day.to_string()
            }
            FieldKind::Number { least, most } => {
                let span = most.saturating_sub(*least).clamp(0, 100) as usize;
                (least + self.below(span + 1) as i64).to_string()
            }
            FieldKind::Money => (self.below(500_000) + 1000).to_string(),
            FieldKind::Tick => "on".to_owned(),
            FieldKind::Bodies { sort, .. } => self.unit(state, sort.as_ref())?.to_string(),
            FieldKind::Posts { office, .. } => {
                let posts = &state.register.posts;
                let person = own.and_then(|own| posts.get(&own)).map(|post| post.person);
                let mut others = held(&state.register, office, self.house.today());
                others.retain(|post| Some(post.person) != person);
                self.one(&others)?.id.to_string()
            }
        })
    }
}

/// What ends a matter at somebody's whim, or needs another matter or words of its own.
const SKIPPED: [Do; 13] = [
    Do::Withdraw,
    Do::Merge,
    Do::Split,
    Do::Link,
    Do::Hide,
    Do::Show,
    Do::Transfer,
    Do::Correct,
    Do::Classify,
    Do::Join,
    Do::ReplaceReceipt,
    Do::ConfirmChannel,
    Do::DrawLookBack,
];

fn held<'r>(register: &'r Register, office: &Code, today: Date) -> Vec<&'r Post> {
    register.posts.values().filter(|post| post.office == *office && post.is_held(today)).collect()
}

fn officer(post: &Post) -> Officer {
    let (body, office) = (post.body, post.office.clone());
    Officer { body, office, person: post.person, post: post.id }
}

struct Told(Fault);

impl From<Told> for Fault {
    fn from(told: Told) -> Self {
        told.0
    }
}

impl Told {
    fn while_doing(self, key: &Code) -> Fault {
        Fault::new(format!("doing {key}: {}", self.0.chain()))
    }
}

fn told(procedure: &Code, no: No) -> Told {
    Told(match no {
        No::Fault(fault) => fault,
        No::Refusal(refusal) => Fault::new(format!("playing {procedure}: refused: {refusal}")),
    })
}
