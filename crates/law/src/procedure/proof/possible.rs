//! What the file says of acts can be so: an act that the engine would never let anybody do must
//! not count as a way on.

use super::super::{ActRule, ClockRule, Do, Procedure, Seat, Term};
use super::Prover;
use super::graph::Graph;
use crate::words::Code;

impl Prover<'_> {
    pub(super) fn possible(&mut self) {
        let procedure = self.procedure;
        for (number, act) in procedure.acts.iter().enumerate() {
            let at = self.lines.acts[number];
            for (code, sentence) in impossible(procedure, act) {
                self.flaw(at, code, sentence);
            }
            if let Some(other) = procedure.acts[..number].iter().find(|other| hides(other, act)) {
                let sentence = if act.act == Do::Submit {
                    "matters are brought by the first `submit`; another one does nothing".to_owned()
                } else {
                    format!("{} stands here already for the same role and step", other.key)
                };
                self.flaw(at, "act.hidden", sentence);
            }
            if act.pauses && !self.goes_on_by_itself(act) {
                let sentence = format!(
                    "clocks stand still after {} and may never go on: a clock that starts by it \
                     must run wherever they run, end by nothing but acts that resume, and say \
                     `at_expiry = {{ resume = true }}`",
                    act.key
                );
                self.flaw(at, "pause.no-end", sentence);
            }
        }
        for (step, at) in procedure.steps.iter().zip(self.lines.steps.clone()) {
            if step.skip_after.is_empty() != step.skip_to.is_none() {
                let sentence =
                    format!("{} needs both `skip_after` and `skip_to`, or neither", step.key);
                self.flaw(at, "skip.half", sentence);
            }
        }
        for (clock, at) in procedure.clocks.iter().zip(self.lines.clocks.clone()) {
            let mut acts = procedure.acts.iter().filter(|act| clock.after.contains(&act.key));
            if clock.is_promise() && !acts.any(|act| act.act == Do::Reply) {
                let sentence = format!(
                    "the clock {} runs to a promised day, and only a `reply` promises one: name it \
                     in `after`",
                    clock.key
                );
                self.flaw(at, "clock.no-promise", sentence);
            }
        }
    }

    /// Whether the clocks that an act stops go on if nothing more comes.
    fn goes_on_by_itself(&self, act: &ActRule) -> bool {
        let (procedure, graph) = (self.procedure, Graph::of(self.procedure));
        let stays = act.at.iter().filter(|_| act.to.is_none() && act.route.is_none());
        let steps: Vec<&Code> = stays.chain(act.targets()).collect();
        let resumes = |key: &Code| {
            let mut rules = procedure.acts.iter().filter(|act| act.key == *key);
            rules.all(|act| act.resumes)
        };
        let wakes = |clock: &ClockRule| {
            clock.expiry_resumes
                && !clock.pausable
                && clock.after.contains(&act.key)
                && matches!(clock.term, Term::Runs(_))
                && clock.until.iter().all(resumes)
        };
        let stopped =
            |clock: &&ClockRule| clock.pausable && steps.iter().any(|step| clock.at.contains(step));
        procedure.clocks.iter().filter(stopped).all(|stopped| {
            let mut waking = procedure.clocks.iter().filter(|clock| wakes(clock));
            let runs = |clock: &ClockRule| {
                steps.iter().all(|step| clock.at.contains(step) || !stopped.at.contains(step))
            };
            // Away from where it runs the waking clock ends, and the other goes on standing still.
            let strays = |clock: &ClockRule| {
                graph.edges.iter().filter(|edge| !edge.begins_anew()).any(|edge| {
                    let (from, to) = (graph.key(edge.from), graph.key(edge.to));
                    let leaves = clock.at.contains(from) && !clock.at.contains(to);
                    leaves && stopped.at.contains(from) && stopped.at.contains(to)
                })
            };
            waking.any(|clock| runs(clock) && !strays(clock))
        })
    }
}

/// Whether nobody can ever come to the second rule, because the first one answers for it.
fn hides(first: &ActRule, second: &ActRule) -> bool {
    let by_key = matches!(first.act, Do::Step | Do::Convert);
    let same = first.act == second.act && (!by_key || first.key == second.key);
    let shared = |a: &[Code], b: &[Code]| a.iter().any(|one| b.contains(one));
    let begins = first.act == Do::Submit;
    same && (begins || (shared(&first.at, &second.at) && shared(&first.by, &second.by)))
}

fn impossible(procedure: &Procedure, act: &ActRule) -> Vec<(&'static str, String)> {
    let mut found = vec![];
    let key = &act.key;
    let seat = |role: &Code| procedure.role(role).and_then(|role| role.post.as_ref()).map(|p| p.1);
    if act.by.is_empty() && act.act != Do::DrawLookBack {
        found.push(("act.by-nobody", format!("{key} may be done by nobody")));
    }
    if act.at.is_empty() && act.act != Do::Submit {
        found.push(("act.nowhere", format!("{key} may be done at no step")));
    }
    let anew = match act.act {
        Do::Rate | Do::LookBack => true,
        Do::Step => act.to.is_none() && act.route.is_none(),
        _ => false,
    };
    if act.again.is_some() && !anew {
        let sentence = format!(
            "{key} begins no new round: `again` is for `rate`, `look-back` and a `step` that leads \
             nowhere else"
        );
        found.push(("act.never-again", sentence));
    }
    let has_parts = act.act == Do::Step && act.by.iter().all(|r| seat(r) == Some(Seat::Named));
    if (act.every || act.leaves) && !has_parts {
        let sentence =
            format!("{key}: `every` and `leaves` are for a `step` by roles with `at = \"named\"`");
        found.push(("act.no-part", sentence));
    }
    if act.leaves && !act.moves() && !waits_for_all(procedure, act) {
        let sentence = format!(
            "when the last one leaves by {key}, the matter stays and nobody has it: say `to`, or \
             let each do something there with `every = true`"
        );
        found.push(("act.nobody-left", sentence));
    }
    if !act.fields.is_empty() && !act.act.has_form() {
        found.push(("field.no-form", format!("{key} has no form of its own to fill in")));
    }
    let by_office = matches!(act.act, Do::Sign | Do::Return | Do::CoReply | Do::Reply);
    if by_office && act.by.iter().any(|role| seat(role).is_none()) {
        let sentence = format!("{key} is for officers: whoever has no post cannot do it");
        found.push(("act.officers-only", sentence));
    }
    let asks = |act: &ActRule| {
        act.route.is_some() || act.fields.iter().any(|f| f.names.is_some() && !f.optional)
    };
    if act.act == Do::Split && procedure.acts.iter().any(|a| a.act == Do::Submit && asks(a)) {
        let sentence = "the parts of a matter begin without a form, and here `submit` goes by \
                        what is filled in";
        found.push(("split.no-form", sentence.to_owned()));
    }
    found
}

/// Whether at each step of an act by which people leave, those who stay decide where it goes.
fn waits_for_all(procedure: &Procedure, act: &ActRule) -> bool {
    act.at.iter().all(|step| {
        let each = |other: &ActRule| {
            other.every && other.to.is_some() && act.by.iter().all(|role| other.by.contains(role))
        };
        procedure.acts_at(step).any(each)
    })
}
