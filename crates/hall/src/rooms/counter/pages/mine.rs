//! What is kept of whoever holds a receipt: taken away as a package, and erased.

use std::io::{Cursor, Write};

use law::matter::acts::Contact;
use law::ruling::Refusal;
use law::words::FileRef;
use serde::Serialize;
use store::Fault;
use store::db::Db;
use store::fault::Context;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::receipt::{Opened, opened};
use crate::house::House;
use crate::kit::{Form, Reply, Shell, Visit, download, see_other, visit};
use crate::rooms::ledgers::guarded;
use crate::rooms::matters;
use crate::rooms::matters::sheet::{self, Entry, Sheet};

/// A matter as the package tells it to programs.
#[derive(Serialize)]
struct Told<'a> {
    number: &'a str,
    title: &'a str,
    body: &'a [String],
    area: &'a str,
    place: &'a str,
    category: &'a str,
    received: &'a str,
    step: &'a str,
    public: bool,
    /// Whether the unit in the lead may know who brought it.
    known_to_unit: bool,
    about: &'a str,
    contact: Option<&'a Contact>,
    course: Vec<Line<'a>>,
}

/// A line of its course, looks at the contact among them.
#[derive(Serialize)]
struct Line<'a> {
    record: u64,
    at: &'a str,
    who: &'a str,
    what: &'a str,
    details: &'a [(String, String)],
    said: &'a [String],
    files: Vec<String>,
}

impl<'a> Line<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self {
            record: entry.record,
            at: &entry.at,
            who: &entry.who,
            what: &entry.what,
            details: &entry.lines,
            said: &entry.said,
            files: entry.files.iter().map(name_of).collect(),
        }
    }
}

/// Everything that is kept of the matter and its holder, as JSON, as a table and with the files.
pub async fn take(visit: Visit, _form: Form) -> Reply {
    let Some(own) = opened(&visit).await? else { return Ok(see_other("/receipt")) };
    let (house, shell) = (visit.house().clone(), visit.shell.clone());
    let packed = visit.read(move |db| pack(&house, db, (&shell, &own))).await?;
    let (number, bytes) = packed.ok_or(Refusal::missing("matter.unknown"))?;
    Ok(download(&format!("huiyin-{number}.zip"), "application/zip", bytes))
}

fn pack(
    house: &House,
    db: Db<'_>,
    (shell, own): (&Shell, &Opened),
) -> Result<Option<(String, Vec<u8>)>, Fault> {
    let Some(whole) = sheet::compose(db, shell, &own.who(), own.matter)? else {
        return Ok(None);
    };
    let contact = match own.receipt.contact {
        Some(text) => matters::contact(house, db, text)?,
        None => None,
    };
    let mut package = ZipWriter::new(Cursor::new(vec![]));
    let number = whole.case.id.to_string();
    let mut next = vec![whole];
    while let Some(sheet) = next.pop() {
        put_matter(house, &mut package, shell, (&sheet, contact.as_ref()))?;
        // Whoever joined holds a receipt of no part.
        for part in sheet.parts.iter().filter(|_| !own.receipt.joined) {
            next.extend(sheet::compose(db, shell, &own.who(), part.matter)?);
        }
    }
    let bytes = package.finish().while_(|| "packing a matter".to_owned())?.into_inner();
    Ok(Some((number, bytes)))
}

type Package = ZipWriter<Cursor<Vec<u8>>>;

fn put_matter(
    house: &House,
    package: &mut Package,
    shell: &Shell,
    (sheet, contact): (&Sheet, Option<&Contact>),
) -> Result<(), Fault> {
    let told = Told {
        number: &sheet.number,
        title: &sheet.title,
        body: &sheet.body,
        area: &sheet.area,
        place: &sheet.place,
        category: &sheet.category,
        received: &sheet.received,
        step: &sheet.step,
        public: sheet.case.is_public(),
        known_to_unit: sheet.case.known_to_unit,
        about: &sheet.about,
        contact,
        course: sheet.entries.iter().map(Line::of).collect(),
    };
    let folder = sheet.case.id.to_string();
    let json = serde_json::to_vec_pretty(&told).while_(|| "writing a matter".to_owned())?;
    put(package, &format!("{folder}/matter.json"), &json)?;
    put(package, &format!("{folder}/course.csv"), &table(shell, &sheet.entries))?;
    let answers = sheet.entries.iter().flat_map(|entry| &entry.files);
    for file in sheet.files.iter().chain(answers) {
        let bytes = house.files.get(file.hash)?;
        put(package, &format!("{folder}/files/{}", name_of(file)), &bytes)?;
    }
    Ok(())
}

fn put(package: &mut Package, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let options = SimpleFileOptions::default();
    package.start_file(name, options).while_(|| format!("packing {name}"))?;
    package.write_all(bytes).while_(|| format!("packing {name}"))
}

fn name_of(file: &FileRef) -> String {
    format!("{}.{}", file.id, file.format)
}

/// The course as CSV that spreadsheet programs read rightly and take for no formula.
fn table(shell: &Shell, entries: &[Entry]) -> Vec<u8> {
    const WRITTEN: &str = "writing to memory does not fail";
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let headings = ["record", "at", "who", "what", "details"];
    let headings = headings.map(|heading| shell.code("counter-data-heading", heading));
    writer.write_record(headings).expect(WRITTEN);
    for entry in entries {
        let lines = entry.lines.iter().map(|(name, value)| format!("{name} {value}"));
        let details: Vec<String> = lines.chain(entry.said.iter().cloned()).collect();
        let record = entry.record.to_string();
        let cells = [&record, &entry.at, &entry.who, &entry.what, &details.join("\n")];
        writer.write_record(cells.map(|cell| guarded(cell).into_owned())).expect(WRITTEN);
    }
    writer.into_inner().expect(WRITTEN)
}

/// Erases how the holder can be reached, once they have said that they are sure.
pub async fn erase(visit: Visit, form: Form) -> Reply {
    let Some(own) = opened(&visit).await? else { return Ok(see_other("/receipt")) };
    if !form.is_ticked("sure") {
        return Err(Refusal::invalid("counter.erase-not-sure").at("sure").into());
    }
    let id = form.act(&visit.house().chance);
    let (house, of) = (visit.house(), (own.who(), own.mac));
    let matter = own.receipt.matter;
    visit::answered(|reply| matters::ask_to_erase(house, id, of, matter, reply)).await?;
    Ok(see_other("/receipt/matter?done=erase"))
}
