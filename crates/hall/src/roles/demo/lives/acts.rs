//! What is asked of the house when somebody does what was planned.

use super::*;

/// The body that calls back.
const CALL_BACK: &str = "k08";

/// The kind of a reason.
fn why(word: &str) -> Filling {
    Filling::from([(code("why"), word.to_owned())])
}

impl Stage {
    fn submission(&self, life: &Life, day: i64) -> (Actor, Act) {
        let voice = &self.topic(life).voices[life.voice];
        let gaps = self.gaps(life, day);
        let dice = &self.dice;
        // Who comes to an activity says there what would else have come another way.
        let on = self.gatherings.on.get(&life.station);
        let (by, channel) = match dice.below(100) {
            _ if on.is_some() => (self.officer(life.station, "station-staff"), "counter"),
            0..62 => (Actor::Resident, "online"),
            62..82 => (self.officer(life.station, "station-staff"), "counter"),
            82..93 => (self.officer(life.station, "station-staff"), "phone"),
            _ => (self.officer(life.station, "station-staff"), "slip"),
        };
        let slip = (channel == "slip").then(|| {
            let number = Hash::of(&[&dice.0.bytes::<8>()]).to_string()[..8].to_uppercase();
            Code::new(&format!("S-{number}")).expect("eight digits and two signs")
        });
        let claimed = slip.is_some().then(|| self.instant(day - dice.between(0, 3), 9 * 60));
        let contact = dice.once_in(720).then(|| Contact {
            name: self.county.name(dice.below(1400)).to_owned(),
            // Numbers of a block that is not given out to anybody.
            phone: if dice.once_in(600) {
                format!("1990000{:04}", dice.below(10_000))
            } else {
                String::new()
            },
            mail: format!("resident{}@example.org", dice.below(100_000)),
        });
        let confidential = dice.once_in(90);
        let submission = Submission {
            procedure: None,
            fields: Filling::new(),
            title: gaps.fill(&voice.title),
            body: gaps.fill(&voice.body),
            area: life.area,
            // With a house number, so that not every matter of a street is a relapse of another.
            place: Some(format!("{}{}号", life.place, dice.between(1, 60))),
            category: Code::new(&self.topic(life).category).expect("codes of the demo are sound"),
            visibility: if confidential { Visibility::Confidential } else { Visibility::Public },
            contact,
            files: vec![],
            known_to_unit: false,
            about: None,
            language: code("zh-CN"),
            station: None,
            slip,
            claimed,
            channel: Some(code(channel)),
            ledger: None,
            hide: vec![],
            deputy: None,
            activity: on.copied(),
            passed_on: false,
            place_key: None,
            receipt: None,
        };
        (by, Act::Submit(Box::new(submission)))
    }

    fn assignment(&self, life: &Life) -> Assignment {
        let co = life.co.filter(|co| *co != life.lead).into_iter().collect();
        Assignment {
            lead: life.lead,
            co,
            post: None,
            by: None,
            text: String::new(),
            fields: Filling::new(),
        }
    }

    /// The act of a deed, and whose it is; `None` where it makes no sense any more.
    pub(super) fn act(&mut self, index: usize, deed: Deed, day: i64) -> Option<(Actor, Act)> {
        match deed {
            Deed::Reply => return Some(self.reply(index, day)),
            Deed::Screen => return Some(self.sort(index, day)),
            Deed::HandOverAgain => self.lives[index].way = Way::HandedOver,
            Deed::Rate => return Some((Actor::Resident, self.rating(index))),
            _ => {}
        }
        let life = &self.lives[index];
        let congress = self.county.congress;
        let say = |list| self.say(life, list, day);
        let unit = || self.officer(life.lead, "handler");
        let office = || self.officer(congress, "congress-office");
        Some(match deed {
            Deed::Submit => self.submission(life, day),
            Deed::Accept => (self.officer(life.station, "deputy"), Act::Accept {}),
            Deed::HandOverAgain => (office(), Act::HandOver(self.assignment(life))),
            Deed::Sign => (unit(), Act::Sign {}),
            Deed::SendBack => {
                (unit(), Act::Return { duty: self.foreign_duty(life)?, reason: say("returned") })
            }
            Deed::Note => (unit(), Act::Note { text: say("progress"), open: true }),
            Deed::Ask => {
                let question = self.corpus.question(self.topic(life), life.voice, day as usize);
                (unit(), Act::Ask { question: self.gaps(life, day).fill(&question.ask) })
            }
            Deed::AnswerQuestion => {
                let question = self.corpus.question(self.topic(life), life.voice, day as usize);
                let text = self.gaps(life, day).fill(&question.answer);
                (Actor::Resident, Act::AnswerQuestion { text, files: vec![] })
            }
            Deed::AskForTime => {
                let working_days = self.dice.between(5, 15) as u16;
                let word = ["others", "funds", "season", "complex"][self.dice.below(4)];
                let (reason, fields) = (say("extensions"), why(word));
                (unit(), Act::AskForTime { working_days, reason, fields })
            }
            Deed::GrantTime => (office(), Act::GrantTime { reason: say("extensions") }),
            Deed::CoReply => {
                (self.officer(life.co?, "handler"), Act::CoReply { text: say("progress") })
            }
            Deed::FeedBack => {
                let way = ["phone", "visit", "message"][self.dice.below(3)];
                (
                    self.officer(life.station, "deputy"),
                    Act::FeedBack { way: code(way), text: say("explanations") },
                )
            }
            Deed::Deliver => (unit(), Act::Deliver { text: say("done") }),
            Deed::Urge => (office(), Act::Urge { text: say("progress") }),
            Deed::Supervise => {
                let leader = self.officers.get(&(congress, code("leader")))?.first()?.clone();
                let post = leader.post;
                (Actor::Officer(leader), Act::Supervise { leader: post, text: say("progress") })
            }
            Deed::Add => (Actor::Resident, Act::Add { text: say("additions"), files: vec![] }),
            Deed::Join => {
                (Actor::Resident, Act::Join(Joining { contact: None, receipt: Hash::default() }))
            }
            Deed::Withdraw => {
                let (reason, fields) = (say("withdrawals"), Filling::new());
                (Actor::Resident, Act::Withdraw { reason, fields })
            }
            Deed::CallBack => self.called_back(life)?,
            Deed::Agree => (self.asked(life.id)?, Act::Agree { draft: None }),
            Deed::LookBack => {
                (Actor::Resident, Act::LookBack { solved: life.answered_well, again: false })
            }
            Deed::Reply | Deed::Screen | Deed::Rate => unreachable!("made above"),
        })
    }

    /// The three ways of sorting, as often as offices use them.
    fn sort(&mut self, index: usize, day: i64) -> (Actor, Act) {
        let way = match self.dice.below(100) {
            0..9 => Way::Explained,
            9..18 => Way::AtOnce,
            _ => Way::HandedOver,
        };
        let town = &self.county.file.town[self.lives[index].town].code;
        let town = self.county.town_governments[town];
        let life = &mut self.lives[index];
        life.way = way;
        if way == Way::AtOnce {
            (life.lead, life.co) = (town, None);
        }
        let life = &self.lives[index];
        let act = match way {
            Way::Explained => Act::Explain {
                text: self.say(life, "impossible", day),
                basis: "《信访工作条例》".to_owned(),
                fields: why(["law", "powers", "means"][self.dice.below(3)]),
            },
            Way::AtOnce => Act::RespondAtOnce(self.assignment(life)),
            Way::HandedOver => Act::HandOver(self.assignment(life)),
        };
        (self.officer(self.county.congress, "congress-office"), act)
    }

    /// Who is asked to agree to what was proposed on a matter.
    fn asked(&self, matter: MatterId) -> Option<Actor> {
        let case = self.house.read(|db| desk::case(db, matter)).ok().flatten()?;
        let post = case.proposal?.of.post?;
        let mut officers = self.officers.values().flatten();
        officers.find(|officer| officer.post == post).cloned().map(Actor::Officer)
    }

    /// An entry of some other body's duty list.
    fn foreign_duty(&self, life: &Life) -> Option<Code> {
        let state = self.house.state();
        let others: Vec<&Code> = state
            .register
            .duties
            .values()
            .filter(|duty| duty.body != life.lead)
            .map(|duty| &duty.code)
            .collect();
        others.get(self.dice.below(others.len())).map(|duty| (*duty).clone())
    }

    /// What somebody says on the phone: kinder than in writing, if they are reached at all.
    fn called_back(&self, life: &Life) -> Option<(Actor, Act)> {
        let team = self.county.bodies.get(CALL_BACK)?;
        let reached = self.dice.once_in(640);
        let word = match self.dice.below(100) {
            0..70 => "satisfied",
            70..90 => "basically-satisfied",
            _ => "not-satisfied",
        };
        let rating = reached.then(|| code(word));
        let solved = reached.then_some(life.answered_well);
        Some((self.officer(*team, "handler"), Act::CallBack { reached, rating, solved }))
    }

    fn rating(&mut self, index: usize) -> Act {
        let life = &self.lives[index];
        let mood = self.dice.below(100) + if life.answered_well { 0 } else { 28 };
        let (rating, solved) = match mood {
            0..58 => ("satisfied", life.answered_well),
            58..84 => ("basically-satisfied", life.answered_well),
            _ => ("not-satisfied", false),
        };
        let again = rating == "not-satisfied" && life.round == 1 && self.dice.once_in(550);
        self.lives[index].again = again;
        Act::Rate { rating: code(rating), solved, again }
    }

    fn reply(&mut self, index: usize, day: i64) -> (Actor, Act) {
        let class = match self.dice.below(100) {
            0..63 => "done",
            63..82 => "promised",
            82..92 => "impossible",
            _ => "above",
        };
        let promise = (class == "promised").then(|| self.date(day + self.dice.between(20, 150)));
        let well = class == "done" && self.dice.once_in(860);
        let life = &mut self.lives[index];
        life.promise = promise;
        life.answered_well = well;
        let life = &self.lives[index];
        let answer = Answer {
            class: code(class),
            text: self.say(life, class, day),
            promised: promise,
            passed_to: if class == "above" { self.gaps(life, day).upper } else { String::new() },
            fields: Filling::new(),
            basis: if class == "impossible" {
                "《中华人民共和国预算法》".to_owned()
            } else {
                String::new()
            },
            files: vec![],
        };
        (self.officer(life.lead, "handler"), Act::Reply(Box::new(answer)))
    }
}
