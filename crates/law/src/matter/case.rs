//! The case: where one matter stands, folded from its facts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::asks::{self, Ask};
use super::facts::{
    Change, ClockChange, ContactRef, Fact, Filled, Holder, Party, Submitted, Value, Visibility,
    What,
};
pub use super::parts::{Member, Proposal, Rating, Reply, Unit};
pub use super::running::{Clock, State};
use crate::activity::ActivityId;
use crate::clock::{Length, Time};
use crate::procedure::{Meaning, Procedure, Role, Seat};
use crate::record::{Officer, Record};
use crate::redaction::{Hidden, Marked};
use crate::register::Register;
use crate::ruling::code;
use crate::words::{AreaId, BodyId, Code, Hash, MatterId, PostId, TextId};

/// Where a matter stands. Everything a rule needs to know of it, and nothing that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as in the facts")]
pub struct Case {
    pub id: MatterId,
    pub procedure: Code,
    /// SHA-256 of the procedure file it keeps to.
    pub rules: Hash,
    pub received: Time,
    pub area: AreaId,
    /// The body or the person that it is about.
    pub about: Option<Party>,
    /// The activity of deputies at which it was taken down.
    pub activity: Option<ActivityId>,
    pub category: Code,
    pub channel: Code,
    /// The language to answer in.
    pub language: Code,
    /// The matter it was converted from.
    pub origin: Option<MatterId>,
    /// The matter it was split from.
    pub parent: Option<MatterId>,
    /// Who brought it as the own matter, by a post.
    pub raised_by: Option<Party>,
    pub place: Option<i64>,
    pub station: Option<BodyId>,
    pub deputy: Option<PostId>,
    pub visibility: Visibility,
    /// Whether the house's own office has no part in it.
    pub closed: bool,
    pub hidden: bool,
    pub assisted: bool,
    /// Whether the submitter has confirmed an own channel by a code.
    pub confirmed: bool,
    pub contact: Option<ContactRef>,
    /// Whether the submitter agreed that the unit in the lead learns who brought it.
    pub known_to_unit: bool,
    /// Who asked a second person to let them see who brought it.
    pub asks: Vec<Ask>,
    /// Keyed hash of the submitter's own receipt, as it was last given.
    pub receipt: Option<Hash>,
    pub step: Code,
    pub holder: Holder,
    pub round: u32,
    /// The acts done in this round, as the procedure calls them.
    pub done: BTreeSet<Code>,
    /// How often each act was done, in all rounds.
    pub counts: BTreeMap<Code, u32>,
    /// What was filled in last, by field.
    pub fields: BTreeMap<Code, Value>,
    /// Who was named to a role.
    pub named: BTreeMap<Code, Vec<Member>>,
    pub lead: Option<BodyId>,
    pub lead_post: Option<PostId>,
    pub co: Vec<Unit>,
    /// Every body that was ever given it.
    pub given: BTreeSet<BodyId>,
    /// Those of them that sent it back and were not given it again.
    pub sent_back: BTreeSet<BodyId>,
    /// The leader who supervises it.
    pub leader: Option<PostId>,
    /// How often it was sent back as "not ours".
    pub returns: u32,
    /// Whether the office decided that it stays where it is.
    pub stands: bool,
    pub clocks: Vec<Clock>,
    /// Whether the submitter is being asked something.
    pub question_open: bool,
    /// More time that was asked for and not yet decided on.
    pub time_asked: Option<Length>,
    /// Of whom it was asked last.
    pub time_of: Option<Party>,
    /// How often more time was granted in this round.
    pub time_granted: u32,
    /// What was proposed and waits for a second person.
    pub proposal: Option<Proposal>,
    pub replies: Vec<Reply>,
    pub rating: Option<Rating>,
    pub look_back: Option<bool>,
    pub merged_into: Option<MatterId>,
    /// Matters that were merged into it.
    pub absorbed: Vec<MatterId>,
    /// Other matters it is linked to.
    pub linked: Vec<MatterId>,
    /// What the submitter marked as not for the public.
    pub marked: Vec<Marked>,
    /// What of its texts was marked or decided not to be for the public.
    pub redactions: BTreeMap<TextId, Hidden>,
    /// Numbers of its records.
    pub records: Vec<u64>,
}

impl Case {
    /// Folds the facts of one matter, in their order. `None` where there are none, or where they
    /// do not begin with the submission.
    pub fn fold<'a>(
        id: MatterId,
        records: impl IntoIterator<Item = &'a Record<Fact>>,
    ) -> Option<Self> {
        let mut records = records.into_iter();
        let mut case = Self::begin(id, records.next()?)?;
        for record in records {
            case.take(record);
        }
        Some(case)
    }

    fn begin(id: MatterId, record: &Record<Fact>) -> Option<Self> {
        let What::Submitted(submitted) = &record.fact.what else { return None };
        let mut case = Self::nowhere(id, submitted);
        case.take(record);
        Some(case)
    }

    /// A case that has not begun: it stands nowhere and nobody holds it.
    pub fn nowhere(id: MatterId, submitted: &Submitted) -> Self {
        Self {
            id,
            procedure: submitted.procedure.clone(),
            rules: submitted.rules,
            received: submitted.received,
            area: submitted.area,
            about: submitted.about,
            activity: submitted.activity,
            category: submitted.category.clone(),
            channel: submitted.channel.clone(),
            language: submitted.language.clone(),
            origin: submitted.origin,
            parent: submitted.parent,
            raised_by: submitted.raised_by,
            place: submitted.place.map(|place| place.key),
            station: submitted.station,
            deputy: submitted.deputy,
            visibility: submitted.visibility,
            closed: submitted.closed,
            hidden: false,
            assisted: submitted.assisted,
            confirmed: false,
            contact: submitted.contact.clone(),
            known_to_unit: submitted.known_to_unit,
            asks: vec![],
            receipt: submitted.receipt,
            step: code("nowhere"),
            holder: Holder { body: None, post: None, role: code("nobody") },
            round: 1,
            done: BTreeSet::new(),
            counts: BTreeMap::new(),
            fields: BTreeMap::new(),
            named: BTreeMap::new(),
            lead: None,
            lead_post: None,
            co: vec![],
            given: submitted
                .raised_by
                .filter(|party| party.post.is_none())
                .map(|party| party.body)
                .into_iter()
                .collect(),
            sent_back: BTreeSet::new(),
            leader: None,
            returns: 0,
            stands: false,
            clocks: vec![],
            question_open: false,
            time_asked: None,
            time_of: None,
            time_granted: 0,
            proposal: None,
            replies: vec![],
            rating: None,
            look_back: None,
            merged_into: None,
            absorbed: vec![],
            linked: vec![],
            marked: submitted.marked.clone(),
            redactions: submitted
                .marked
                .iter()
                .map(|marked| (marked.text, Hidden::marked(marked.spans.clone())))
                .collect(),
            records: vec![],
        }
    }

    /// Takes one more record in.
    pub fn take(&mut self, record: &Record<Fact>) {
        self.records.push(record.seq());
        asks::take(&mut self.asks, record);
        self.happen(&record.fact.what, record.at());
        self.is_on_record(record);
        self.fill(&record.fact.fields);
        self.follow(&record.fact);
    }

    /// What was proposed has a record now.
    pub fn is_on_record(&mut self, record: &Record<Fact>) {
        if let (What::Proposed { .. }, Some(proposal)) = (&record.fact.what, &mut self.proposal) {
            proposal.record = record.seq();
            proposal.by = record.by().officer().cloned();
        }
    }

    /// What the effect of a fact changes.
    pub fn follow(&mut self, fact: &Fact) {
        let effect = &fact.effect;
        if let Some(round) = effect.round {
            self.round = round;
            self.done.clear();
            self.stands = false;
            self.time_asked = None;
            self.time_granted = 0;
            self.returns = 0;
            self.look_back = None;
            self.merged_into = None;
        } else if let Some(act) = fact.did() {
            self.done.insert(act);
        }
        if let Some(act) = fact.did() {
            *self.counts.entry(act).or_default() += 1;
        }
        if let Some(step) = &effect.step {
            // Where the matter has moved on, nobody needs to agree to anything any more.
            self.proposal = None;
            self.step = step.clone();
        }
        if let Some(holder) = &effect.holder {
            self.holder = holder.clone();
        }
        for change in &effect.clocks {
            self.turn(change);
        }
    }

    /// What was filled in: who was named to a role holds it in the place of whoever did before.
    pub fn fill(&mut self, fields: &[Filled]) {
        for field in fields {
            self.fields.insert(field.key.clone(), field.value.clone());
            let Some(role) = &field.names else { continue };
            let parties = match &field.value {
                Value::Bodies(bodies) => {
                    for body in bodies {
                        self.give(*body);
                    }
                    bodies.iter().map(|body| Party { body: *body, post: None }).collect()
                }
                Value::Posts(posts) => posts.clone(),
                _ => vec![],
            };
            let member = |party| Member { party, did: BTreeSet::new() };
            self.named.insert(role.clone(), parties.into_iter().map(member).collect());
        }
    }

    /// Where a request for more time stands.
    const fn more_time(&mut self, what: &What) {
        self.time_asked =
            if let What::TimeAsked { length, .. } = what { Some(*length) } else { None };
        match what {
            What::TimeAsked { of, .. } => self.time_of = *of,
            What::TimeGranted { .. } => self.time_granted += 1,
            _ => {}
        }
    }

    /// What a fact says by itself.
    pub fn happen(&mut self, what: &What, at: Time) {
        match what {
            What::HandedOver { lead, post, co, stands, .. } => {
                self.assign(*lead, *post, co);
                self.stands = *stands;
            }
            What::RespondedAtOnce { lead, post, .. } => self.assign(*lead, *post, &[]),
            // A unit may read what a ledger says that it answered.
            What::Imported(imported) | What::ImportedLater(imported) if imported.ended => {
                self.lead = imported.lead;
                self.given.extend(imported.lead);
            }
            What::Transferred { lead, post, .. } => {
                let co: Vec<BodyId> =
                    self.co.iter().map(|unit| unit.body).filter(|body| body != lead).collect();
                self.assign(*lead, *post, &co);
            }
            What::Signed { body } => self.unit(*body, |unit| unit.signed = true),
            What::CoReplied { body, .. } => self.unit(*body, |unit| unit.replied = true),
            What::Returned { body, .. } => {
                self.sent_back.insert(*body);
                self.returns += 1;
                self.assign_nobody();
            }
            What::Replied(reply) => {
                self.answer(at, reply.class.clone(), (reply.means, reply.promised));
            }
            What::Explained { class, .. } => {
                self.answer(at, class.clone(), (Meaning::Impossible, None));
            }
            What::Rated { rating, solved, assisted, round, .. } => {
                let (round, rating) = (*round, rating.clone());
                self.rating = Some(Rating { round, rating, solved: *solved, assisted: *assisted });
            }
            What::Asked { .. } => self.question_open = true,
            What::QuestionAnswered { .. } => self.question_open = false,
            What::TimeAsked { .. } | What::TimeGranted { .. } | What::TimeRefused { .. } => {
                self.more_time(what);
            }
            What::Hidden { .. } => self.hidden = true,
            What::Shown { .. } => self.hidden = false,
            What::Redacted { hidden, text, .. } => {
                self.redactions.insert(*text, Hidden::decided(hidden.clone()));
            }
            What::Classified { category } => self.category = category.clone(),
            What::ChannelConfirmed {} => self.confirmed = true,
            What::ReceiptReplaced { receipt, .. } => self.receipt = Some(*receipt),
            What::IdentityErased { text, .. } => {
                self.contact.take_if(|contact| contact.text.id == *text);
            }
            What::Proposed { act, draft, of } => {
                let (act, of) = (act.clone(), of.clone());
                self.proposal = Some(Proposal { act, by: None, draft: draft.id, of, record: 0 });
            }
            What::Agreed { .. } | What::Declined { .. } => self.proposal = None,
            What::Merged { into, .. } => self.merged_into = Some(*into),
            What::Absorbed { from } => self.absorbed.push(*from),
            What::Linked { to, .. } => self.linked.push(*to),
            What::LookedBack { solved, .. } => self.look_back = Some(*solved),
            What::Supervised { leader, .. } => self.leader = Some(*leader),
            What::Stepped { act, left, party: Some(party) } => {
                self.step(act, left.as_ref(), party);
            }
            What::HandedOn { deputy, lead, leader, to, from, .. } => {
                self.hand_parties_on(*from, *to);
                self.deputy = if *deputy { Some(*to) } else { self.deputy };
                self.lead_post = if *lead { Some(*to) } else { self.lead_post };
                self.leader = if *leader { Some(*to) } else { self.leader };
            }
            What::ClockExpired { clock } => self.question_expired(*clock),
            _ => {}
        }
    }

    /// Whoever was named to a role did an act, and leaves the role where it says so.
    fn step(&mut self, act: &Code, left: Option<&Code>, party: &Party) {
        for (role, members) in &mut self.named {
            if left == Some(role) {
                members.retain(|member| member.party != *party);
            }
            let own = members.iter_mut().filter(|member| member.party == *party);
            own.for_each(|member| _ = member.did.insert(act.clone()));
        }
    }

    fn hand_parties_on(&mut self, from: PostId, to: PostId) {
        let members = self.named.values_mut().flatten().map(|member| &mut member.party);
        let asked = self.proposal.as_mut().filter(|asked| asked.of.post == Some(from));
        if let Some(asked) = asked {
            asked.of.post = Some(to);
        }
        for party in members.chain(&mut self.raised_by).chain(&mut self.time_of) {
            if party.post == Some(from) {
                party.post = Some(to);
            }
        }
    }

    /// A question that nobody answered in time is no longer open.
    fn question_expired(&mut self, clock: u32) {
        let waited_for_submitter = self
            .clocks
            .get(clock as usize)
            .is_some_and(|clock| clock.on.body.is_none() && self.question_open);
        if waited_for_submitter {
            self.question_open = false;
        }
    }

    /// An answer; more time that was asked for until then is no longer needed.
    fn answer(&mut self, at: Time, class: Code, (means, promised): (Meaning, Option<Date>)) {
        self.replies.push(Reply { at, round: self.round, class, means, promised });
        self.time_asked = None;
    }

    fn assign(&mut self, lead: BodyId, post: Option<PostId>, co: &[BodyId]) {
        co.iter().chain([&lead]).for_each(|body| self.give(*body));
        self.lead = Some(lead);
        self.lead_post = post;
        // Whoever had it before asked for more time; who has it now has a clock of their own.
        self.time_asked = None;
        let unit = |body: &BodyId| Unit { body: *body, signed: false, replied: false };
        self.co = co.iter().map(unit).collect();
    }

    fn give(&mut self, body: BodyId) {
        self.given.insert(body);
        self.sent_back.remove(&body);
    }

    fn assign_nobody(&mut self) {
        self.lead = None;
        self.lead_post = None;
        self.co.clear();
    }

    fn unit(&mut self, body: BodyId, change: impl Fn(&mut Unit)) {
        self.co.iter_mut().filter(|unit| unit.body == body).for_each(change);
    }

    fn turn(&mut self, change: &ClockChange) {
        if let Change::Started(started) = &change.change {
            self.clocks.push(Clock::begin(change, started));
        } else if let Some(clock) = self.clocks.get_mut(change.clock as usize) {
            clock.turn(&change.change);
        }
    }

    /// The clocks that wait for something.
    pub fn alive(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(|clock| clock.is_alive())
    }

    /// What is known of the hiding of one of its texts.
    pub fn hidden_of(&self, text: TextId) -> Hidden {
        self.redactions.get(&text).cloned().unwrap_or_default()
    }

    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.visibility == Visibility::Public && !self.hidden
    }

    /// The last answer of the round.
    pub fn reply(&self) -> Option<&Reply> {
        self.replies.last().filter(|reply| reply.round == self.round)
    }

    /// Whether an officer has a part in the matter by the office that the procedure asks for:
    /// brought it, was named to a role, is asked for more time, or holds it.
    pub fn has_part(&self, procedure: &Procedure, officer: &Officer) -> bool {
        let seat = |role: &Code| procedure.role(role).and_then(|role| role.post.as_ref());
        let fits = |role: &Code| seat(role).is_some_and(|(office, _)| *office == officer.office);
        // Of an office that works as one, anybody goes on with what a colleague began.
        let as_one = !Register::is_personal(&officer.office);
        let is_post = |post: Option<PostId>| post.is_none_or(|post| as_one || post == officer.post);
        let is_mine = |party: &Party| party.body == officer.body && is_post(party.post);
        let held =
            |on: &Holder| fits(&on.role) && on.body == Some(officer.body) && is_post(on.post);
        let brings = |role: &Role| {
            let post = role.post.as_ref();
            post.is_some_and(|(office, seat)| *seat == Seat::Submitter && *office == officer.office)
        };
        let more_time = procedure.more_time.as_ref().filter(|_| self.time_asked.is_some());
        let grants = more_time.is_some_and(|more| fits(&more.granted_by));
        let mut named = self.named.iter().filter(|(role, _)| fits(role));
        named.any(|(_, members)| members.iter().any(|member| is_mine(&member.party)))
            || self.raised_by.as_ref().is_some_and(is_mine) && procedure.roles.iter().any(brings)
            || grants && self.time_of.as_ref().is_some_and(is_mine)
            || held(&self.holder)
            || self.alive().any(|clock| held(&clock.on))
    }

    /// Whether a body handles the matter, as lead or beside it.
    pub fn is_handled_by(&self, body: BodyId) -> bool {
        self.lead == Some(body) || self.co.iter().any(|unit| unit.body == body)
    }
}
