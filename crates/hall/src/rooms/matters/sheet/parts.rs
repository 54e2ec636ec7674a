//! What came out of a matter, as far as the viewer may know of it: the parts that it was split
//! into, and what it goes on as; and whom it names: its submitter by a code name, and whom it is
//! about.

use law::matter::facts::Party;

use super::*;

/// A part of a matter that goes on as a matter of its own.
#[expect(missing_docs, reason = "the names say it")]
pub struct Part {
    pub matter: MatterId,
    pub number: String,
    pub title: String,
    /// What its procedure is called, where that is another one.
    pub procedure: String,
    pub step: String,
    /// Words for whoever has to do the next thing; empty when nothing is waited for.
    pub holder: String,
    /// Where the resident's own date stands, where one was ever set.
    pub due: Option<Due>,
}

impl Composer<'_> {
    /// The parts that the records of a matter tell of, in the order in which they began; for
    /// whoever holds its receipt also what it goes on as by another procedure.
    pub(super) fn parts(&self) -> Result<Vec<Part>, Fault> {
        let mut made: Vec<MatterId> = vec![];
        for record in self.records {
            match &record.fact.what {
                What::Split { into } => made.extend(into),
                // Everybody else is shown the whole thread.
                What::Converted { into, .. } if matches!(self.viewer, Viewer::Receipt) => {
                    made.push(*into);
                }
                _ => {}
            }
        }
        let mut parts = vec![];
        for id in made {
            let records = desk::records(self.db, id)?;
            let Some(case) = Case::fold(id, &records) else { continue };
            // Whoever holds the receipt of the whole holds those of its parts.
            let within = rights::within(self.db, self.who, &case)?;
            if rights::ask::<Read>(self.shell.ground(), self.who, (&case, &within)).is_none() {
                continue;
            }
            parts.push(self.part(&case, &records)?);
        }
        Ok(parts)
    }

    fn part(&self, case: &Case, records: &[Record<Fact>]) -> Result<Part, Fault> {
        let (db, shell, who, viewer) = (self.db, self.shell, self.who, self.viewer);
        let procedure = shell.state.procedures.get(&case.rules);
        let procedure = procedure.map_or(self.procedure, |procedure| procedure);
        let names = redaction::names(db, case)?;
        let readable = true;
        let within = rights::within(db, who, case)?;
        let whole = rights::ask::<ReadWhole>(shell.ground(), who, (case, &within)).is_some();
        let composer =
            Composer { db, shell, who, viewer, procedure, case, records, readable, whole, names };
        let What::Submitted(submitted) = &records[0].fact.what else {
            return Err(Fault::new("a matter does not begin with its submission"));
        };
        let clock = case.clocks.iter().rfind(|clock| clock.answers);
        Ok(Part {
            matter: case.id,
            number: case.id.grouped(),
            title: composer.text(submitted.title.id)?.join(" "),
            procedure: if case.procedure == self.case.procedure {
                String::new()
            } else {
                composer.called("procedure", "")
            },
            step: shell.code("step", &case.step),
            holder: composer.holder(),
            due: clock.map(|clock| shell.due(&clock.due.to_string(), standing(clock.state))),
        })
    }
}

/// What a submitter is called where the name is not told: of the matter, so that two matters of one
/// person have nothing in common.
pub fn pseudonym(shell: &Shell, matter: MatterId) -> String {
    // The number of a matter ends with chance, whatever its day.
    let number = matter.int().unsigned_abs();
    let sign = shell.code("sheet-sign", number % 10);
    let number = format!("{:03X}", number / 10 % 0x1000);
    shell.tn("sheet-pseudonym", &[("sign", &sign), ("number", &number)])
}

/// Whom a matter is about, in words.
pub fn about_whom(shell: &Shell, about: Party) -> String {
    let holder = about.post.and_then(|post| shell.state.post_holder(post, shell.today));
    let body = shell.body(about.body);
    holder.map_or_else(|| body.to_owned(), |name| format!("{body} {name}"))
}
