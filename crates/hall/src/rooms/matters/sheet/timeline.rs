//! The course of a matter, line by line, in words that its reader may see.

use law::matter::acts::Act;
use law::matter::facts::{Filled, Party, Value, Visibility};
use law::procedure::FieldKind;
use law::words::TextRef;

use super::*;
use crate::rooms::matters::drafted;

impl Composer<'_> {
    pub(super) fn who(&self, by: &Actor) -> String {
        match by {
            Actor::Resident => self.shell.t("role-submitter"),
            Actor::House => self.shell.t("role-house"),
            Actor::Officer(officer) if officer.office == "deputy" => {
                let name = self.shell.state.person_name(officer.person);
                format!("{} {name}", self.shell.body(officer.body))
            }
            Actor::Officer(officer) => self.shell.body(officer.body).to_owned(),
        }
    }

    /// Who did it; of a look at an identity, also by which office.
    fn who_did(&self, record: &Record<Fact>) -> String {
        let who = self.who(record.by());
        match (&record.fact.what, record.by()) {
            (what, Actor::Officer(officer)) if looked::is_of_look(what) => {
                format!("{who} · {}", self.shell.code("office", &officer.office))
            }
            _ => who,
        }
    }

    /// A line of the timeline; `None` for what the viewer is not shown.
    pub(super) fn entry(&self, record: &Record<Fact>) -> Result<Option<Entry>, Fault> {
        let what = &record.fact.what;
        if !self.is_shown(what) || !self.may_name(what)? {
            return Ok(None);
        }
        let kind = what.kind().trim_end_matches("/1").replace('.', "-");
        let mut entry = Entry {
            record: record.seq(),
            at: self.shell.minute(record.at()),
            who: self.who_did(record),
            is_look: looked::is_of_look(what),
            what: self.sentence(&kind, record),
            ..Entry::default()
        };
        if let Some(round) = record.fact.effect.round.filter(|round| *round > 1) {
            let begun = self.shell.t1("sheet-round-begun", "round", round);
            self.line(&mut entry, "sheet-round", begun);
        }
        self.tell(what, &mut entry)?;
        if entry.is_look && self.viewer != Viewer::Receipt {
            entry.said = looked::masked(&entry.said);
        }
        self.tell_fields(record, &mut entry)?;
        Ok(Some(entry))
    }

    fn is_shown(&self, what: &What) -> bool {
        let own = self.viewer == Viewer::Receipt;
        match what {
            // How one rated no page shows, so that nobody can be made to show it; that a second
            // round is wanted, to all.
            What::Rated { again, .. } => *again,
            What::LookedBack { again, .. } => own || *again,
            What::RatingCast { .. } => own,
            What::Joined { .. }
            | What::RatingInvited { .. }
            | What::CalledBack { .. }
            | What::ClockWarned { .. }
            | What::ReceiptReplaced { .. }
            | What::IdentitySeen(_)
            | What::IdentityAsked(_)
            | What::IdentityGranted(_)
            | What::IdentityRefused(_)
            | What::IdentityErased { .. }
            | What::ChannelConfirmed {} => own || self.is_inside(),
            What::Noted { open, .. } => *open || self.is_inside(),
            What::Submitted(_) => true,
            What::Hidden { .. } | What::Shown { .. } | What::Returned { .. } => true,
            _ => self.readable,
        }
    }

    /// Whether it is told among those who handle it.
    fn is_inside(&self) -> bool {
        self.viewer == Viewer::Officers && self.whole
    }

    /// Whether the viewer may learn of the other matter that a fact names: of a confidential one,
    /// its number too is for those who handle it, and for whoever's own matter goes on in it.
    fn may_name(&self, what: &What) -> Result<bool, Fault> {
        let (What::Linked { to: other, .. }
        | What::Absorbed { from: other }
        | What::Converted { into: other, .. }
        | What::Merged { into: other, .. }) = what
        else {
            return Ok(true);
        };
        let Some(other) = desk::case(self.db, *other)? else { return Ok(false) };
        Ok(match self.viewer {
            _ if other.visibility == Visibility::Public => true,
            Viewer::Public => false,
            Viewer::Receipt => matches!(what, What::Merged { .. }),
            Viewer::Officers => handles(self.shell.ground(), self.who, &other),
        })
    }

    fn sentence(&self, kind: &str, record: &Record<Fact>) -> String {
        let shell = self.shell;
        let own = |key: &Code| self.called("act", key);
        match (&record.fact.what, &record.fact.effect.did) {
            (What::Stepped { act, .. }, _) => return own(act),
            (What::Replied(_) | What::Submitted(_), _) | (_, None) => {}
            (_, Some(key)) => return own(key),
        }
        match &record.fact.what {
            What::ClockWarned { clock } | What::ClockExpired { clock } => {
                let name = self.case.clocks.get(*clock as usize).map(|clock| &clock.key);
                let name = name.map_or_else(String::new, |name| self.called("clock", name));
                shell.t1(&format!("fact-{kind}"), "clock", &name)
            }
            What::Replied(reply) => {
                format!("{} · {}", shell.t("fact-reply-given"), self.called("answer", &reply.class))
            }
            _ => shell.code("fact", kind),
        }
    }

    /// What was filled in, field by field, as far as the viewer may read it.
    fn tell_fields(&self, record: &Record<Fact>, entry: &mut Entry) -> Result<(), Fault> {
        let fact = &record.fact;
        let (Some(act), true) = (fact.did(), self.readable) else { return Ok(()) };
        let rule = self.procedure.acts.iter().find(|rule| rule.key == act);
        for filled in &fact.fields {
            let sensitive =
                rule.and_then(|r| r.field(filled.key.as_str())).is_none_or(|f| f.sensitive);
            if sensitive && !self.is_inside() {
                continue;
            }
            let name = self.called("field", format!("{act}.{}", filled.key));
            let said = self.filled(&act, filled)?;
            if !said.is_empty() {
                entry.lines.push((name, said));
            }
        }
        Ok(())
    }

    fn filled(&self, act: &Code, filled: &Filled) -> Result<String, Fault> {
        let shell = self.shell;
        Ok(match &filled.value {
            Value::Text { text, .. } => self.text(text.id)?.join(" "),
            Value::Choice(word) => self.called("choice", format!("{act}.{}.{word}", filled.key)),
            Value::Day(day) => shell.day(*day),
            Value::Number(number) => {
                let rule = self.procedure.acts.iter().find(|rule| rule.key == *act);
                let field = rule.and_then(|rule| rule.field(filled.key.as_str()));
                match field.map(|field| &field.kind) {
                    Some(FieldKind::Money) => {
                        let sum = format!("{}.{:02}", number / 100, number % 100);
                        shell.tn("sheet-yuan", &[("sum", &sum)])
                    }
                    _ => number.to_string(),
                }
            }
            Value::Tick(yes) => shell.t(if *yes { "yes" } else { "no" }),
            Value::Bodies(bodies) => {
                let names: Vec<&str> = bodies.iter().map(|body| shell.body(*body)).collect();
                names.join(", ")
            }
            Value::Posts(posts) => {
                let name = |party: &Party| {
                    let person = party.post.and_then(|p| shell.state.post_holder(p, shell.today));
                    format!("{} {}", shell.body(party.body), person.unwrap_or("–"))
                };
                posts.iter().map(name).collect::<Vec<_>>().join(", ")
            }
        })
    }

    fn line(&self, entry: &mut Entry, key: &str, value: String) {
        if !value.is_empty() {
            entry.lines.push((self.shell.t(key), value));
        }
    }

    /// What a fact says, as lines and as words that were said.
    fn tell(&self, what: &What, entry: &mut Entry) -> Result<(), Fault> {
        let shell = self.shell;
        let said = match what {
            What::Submitted(submitted) => {
                self.line(entry, "sheet-channel", shell.code("channel", &submitted.channel));
                if let Some(slip) = &submitted.slip {
                    self.line(entry, "sheet-slip", slip.to_string());
                }
                if let Some(claimed) = submitted.claimed {
                    self.line(entry, "sheet-claimed", shell.minute(claimed));
                }
                None
            }
            What::Imported(imported) | What::ImportedLater(imported) => {
                return self.tell_imported(imported, entry);
            }
            What::HandedOver { lead, co, text, stands, .. } => {
                self.line(entry, "sheet-lead", shell.body(*lead).to_owned());
                let co: Vec<&str> = co.iter().map(|body| shell.body(*body)).collect();
                self.line(entry, "sheet-co", co.join(", "));
                if *stands {
                    self.line(entry, "sheet-stands", shell.t("yes"));
                }
                *text
            }
            What::RespondedAtOnce { lead, text, .. } => {
                self.line(entry, "sheet-lead", shell.body(*lead).to_owned());
                *text
            }
            What::Transferred { lead, reason, .. } => {
                self.line(entry, "sheet-lead", shell.body(*lead).to_owned());
                Some(*reason)
            }
            // Deputies are known by name; of other officers the body speaks.
            What::HandedOn { deputy: true, to, .. } => {
                let name = shell.state.post_holder(*to, shell.today).unwrap_or("–").to_owned();
                self.line(entry, "sheet-handed-on", name);
                None
            }
            What::Returned { duty, reason, .. } => {
                if let Some(duty) = shell.state.register.duties.get(duty) {
                    let item = shell.state.name(duty.item, shell.language.key()).to_owned();
                    let owner = shell.body(duty.body);
                    self.line(entry, "sheet-duty", format!("{} {item} ({owner})", duty.code));
                }
                Some(*reason)
            }
            What::TimeAsked { length, reason, .. } | What::TimeGranted { length, reason } => {
                self.line(entry, "sheet-time", self.length(*length));
                Some(*reason)
            }
            What::ClockExpired { .. } => {
                entry.is_late = true;
                None
            }
            _ => return self.tell_between(what, entry),
        };
        self.say(said, entry)
    }

    fn say(&self, said: Option<TextRef>, entry: &mut Entry) -> Result<(), Fault> {
        if let Some(text) = said {
            entry.said = self.text(text.id)?;
        }
        Ok(())
    }

    /// What stands between matters, and what is said of one from outside its handling.
    fn tell_between(&self, what: &What, entry: &mut Entry) -> Result<(), Fault> {
        let shell = self.shell;
        let said = match what {
            What::Merged { into, reason } => {
                self.line(entry, "sheet-merged-into", into.grouped());
                Some(*reason)
            }
            What::Converted { into, procedure } => {
                let name = shell.called(procedure.as_str(), "procedure", "");
                entry.lines.push((name, into.grouped()));
                None
            }
            What::Absorbed { from } => {
                self.line(entry, "sheet-absorbed", from.grouped());
                None
            }
            What::Linked { how, to } => {
                entry.lines.push((shell.code("link", how), to.grouped()));
                None
            }
            what if looked::is_of_look(what) => self.tell_look(what, entry),
            What::IdentityErased { ground, .. } => {
                self.line(entry, "sheet-ground", shell.code("ground", ground));
                None
            }
            What::Classified { category } => {
                let name = shell.category(category.as_str()).to_owned();
                self.line(entry, "sheet-category", name);
                None
            }
            What::Supervised { leader, text } => {
                let name = shell.state.post_holder(*leader, shell.today).unwrap_or("–").to_owned();
                self.line(entry, "sheet-leader", name);
                Some(*text)
            }
            What::Corrected { record, text } => {
                self.line(entry, "sheet-corrects", record.to_string());
                Some(*text)
            }
            What::Redacted { hidden, part, .. } => {
                self.line(entry, "sheet-redacted-part", shell.code("text-kind", part));
                let told = redaction::told(shell, hidden);
                self.line(entry, "sheet-redacted", told);
                None
            }
            What::FedBack { way, text } => {
                self.line(entry, "sheet-way", shell.code("way", way));
                Some(*text)
            }
            What::RatingInvited { ways, .. } => {
                let ways: Vec<String> = ways.iter().map(|way| shell.code("invited", way)).collect();
                self.line(entry, "sheet-invited", ways.join(", "));
                None
            }
            // What was said then is counted, and shown nowhere.
            What::CalledBack { reached, .. } => {
                let reached = shell.t(if *reached { "yes" } else { "no" });
                self.line(entry, "sheet-reached", reached);
                None
            }
            What::Proposed { act, draft, of } => {
                self.line(entry, "sheet-proposed", self.called("act", act));
                if let Some(body) = of.body {
                    self.line(entry, "sheet-asked", shell.body(body).to_owned());
                }
                return if self.is_inside() { self.tell_draft(*draft, entry) } else { Ok(()) };
            }
            What::Declined { reason, .. } => Some(*reason),
            _ => return self.tell_reply(what, entry),
        };
        self.say(said, entry)
    }

    /// What exactly was proposed: who is asked to agree must know all of it.
    fn tell_draft(&self, draft: TextRef, entry: &mut Entry) -> Result<(), Fault> {
        let Some(text) = store::vault::text(self.db, draft.id)? else { return Ok(()) };
        let act = drafted(&text.text)?;
        let mut said = |text: &str| entry.said.extend(text.lines().map(str::to_owned));
        match &act {
            Act::Merge { reason, .. } | Act::Hide { reason, .. } => said(reason),
            Act::Transfer { reason, .. } => said(reason),
            Act::Explain { text, .. } | Act::Correct { text, .. } => said(text),
            _ => {}
        }
        match &act {
            Act::Merge { into, .. } => self.line(entry, "sheet-merged-into", into.grouped()),
            Act::Explain { basis, .. } => self.line(entry, "sheet-basis", basis.clone()),
            Act::Transfer { lead, .. } => {
                self.line(entry, "sheet-lead", self.shell.body(*lead).to_owned());
            }
            Act::Correct { record, .. } => {
                self.line(entry, "sheet-corrects", record.to_string());
            }
            _ => {}
        }
        let key = act.key().cloned().unwrap_or_else(|| act.kind().key());
        let rule = self.procedure.acts.iter().find(|rule| rule.key == key);
        for (field, value) in act.filling().into_iter().flatten() {
            let name = self.called("field", format!("{key}.{field}"));
            let is_choice = rule.and_then(|rule| rule.field(field.as_str()));
            let is_choice = is_choice.is_some_and(|f| matches!(f.kind, FieldKind::Choice(_)));
            let value = if is_choice {
                self.called("choice", format!("{key}.{field}.{value}"))
            } else {
                value.clone()
            };
            entry.lines.push((name, value));
        }
        Ok(())
    }

    /// What a ledger says: its word, told as such.
    fn tell_imported(&self, imported: &Imported, entry: &mut Entry) -> Result<(), Fault> {
        let shell = self.shell;
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| shell.day(day));
        self.line(entry, "sheet-lead", shell.body(imported.lead).to_owned());
        self.line(entry, "sheet-told-due", day(imported.due));
        self.line(entry, "sheet-told-answered", day(imported.answered));
        if let Some(class) = &imported.class {
            self.line(entry, "sheet-told-class", self.called("answer", class));
        }
        // How one rated is known to oneself alone, whoever wrote it down.
        if let Some(rating) = imported.rating.as_ref().filter(|_| self.viewer == Viewer::Receipt) {
            self.line(entry, "sheet-told-rating", self.called("rating", rating));
        }
        if let Some(reply) = imported.reply {
            entry.said = self.text(reply.id)?;
        }
        if self.is_inside() {
            let row = self.text(imported.row.id)?;
            self.line(entry, "sheet-told-row", row.join("\n"));
        }
        Ok(())
    }

    fn tell_reply(&self, what: &What, entry: &mut Entry) -> Result<(), Fault> {
        let said = match what {
            What::Replied(reply) => {
                entry.is_reply = true;
                entry.files.clone_from(&reply.files);
                if let Some(day) = reply.promised {
                    self.line(entry, "sheet-promised", self.shell.day(day));
                }
                for (key, text) in
                    [("sheet-basis", reply.basis), ("sheet-passed-to", reply.passed_to)]
                {
                    if let Some(text) = text {
                        let text = self.text(text.id)?.join(" ");
                        self.line(entry, key, text);
                    }
                }
                reply.text
            }
            What::Explained { basis, text, .. } => {
                entry.is_reply = true;
                let basis = self.text(basis.id)?.join(" ");
                self.line(entry, "sheet-basis", basis);
                *text
            }
            What::Added { body, files } => {
                entry.files.clone_from(files);
                *body
            }
            What::QuestionAnswered { files, text } => {
                entry.files.clone_from(files);
                *text
            }
            What::Withdrawn { reason }
            | What::Hidden { reason }
            | What::Shown { reason }
            | What::TimeRefused { reason } => *reason,
            What::Noted { text, .. }
            | What::CoReplied { text, .. }
            | What::Delivered { text }
            | What::Urged { text } => *text,
            What::Asked { question } => *question,
            _ => return Ok(()),
        };
        entry.said = self.text(said.id)?;
        Ok(())
    }
}
