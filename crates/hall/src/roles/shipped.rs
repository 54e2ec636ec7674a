//! What ships with the binary and a new house begins with: procedures and calendars. The house can
//! define others later.

use law::procedure::Procedure;
use law::ruling::code;
use law::words::Code;
use rust_embed::RustEmbed;
use store::Fault;
use store::fault::Context;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../procedures"]
#[include = "*/procedure.toml"]
struct Procedures;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
#[include = "*/calendar.toml"]
struct Calendars;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
#[include = "*/procedures/*.toml"]
struct Parameters;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
#[include = "*/privacy.toml"]
struct Privacies;

/// A definition as a new house takes it in: what it is, its name, its text.
pub struct Shipped {
    /// `procedure`, `calendar` or `privacy`.
    pub what: Code,
    /// Its name: what the procedure calls itself, or the folder of the pack.
    pub name: Code,
    /// The whole file.
    pub text: String,
}

/// Every definition that ships, calendars first: procedures count by them. Where a pack of a
/// jurisdiction is named, its parameters are written under the procedures that it has some for.
///
/// # Errors
/// A file that is not UTF-8, or a procedure that is not sound, which the tests keep from happening.
pub fn definitions(pack: Option<&str>) -> Result<Vec<Shipped>, Fault> {
    let mut shipped = vec![];
    for (path, text) in texts::<Calendars>()? {
        let folder = path.split('/').next().unwrap_or_default();
        let name = Code::new(folder).while_(|| format!("naming the calendar {path}"))?;
        shipped.push(Shipped { what: code("calendar"), name, text });
    }
    for (_, text) in texts::<Privacies>()? {
        shipped.push(Shipped { what: code("privacy"), name: code("privacy"), text });
    }
    for (name, text) in procedures()? {
        let packs = packs_of(&name)?;
        let given = packs.iter().find(|(known, _)| Some(known.as_str()) == pack);
        let given = given.map(|(_, given)| given.as_str());
        shipped.push(definition((&name, text), given)?.0);
    }
    Ok(shipped)
}

/// One procedure as a definition, with what it says, under the parameters that a pack gives it.
pub fn definition(
    (name, text): (&str, String),
    given: Option<&str>,
) -> Result<(Shipped, Procedure), Fault> {
    let text = given.map_or_else(|| text.clone(), |given| with(&text, given));
    let procedure = Procedure::read(&text).map_err(|flaws| {
        let flaws: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        Fault::new(format!("{name} is unsound:\n{}", flaws.join("\n")))
    })?;
    let (what, name) = (code("procedure"), procedure.id.clone());
    Ok((Shipped { what, name, text }, procedure))
}

/// A procedure with the parameters that a pack gives it: one text, which is kept whole.
pub fn with(procedure: &str, given: &str) -> String {
    format!("{}\n\n{}", procedure.trim_end(), given)
}

/// Names of the packs that give parameters to a procedure, each with what it gives.
pub fn packs_of(procedure: &str) -> Result<Vec<(String, String)>, Fault> {
    let end = format!("/procedures/{procedure}.toml");
    let found = texts::<Parameters>()?.into_iter().filter_map(|(path, text)| {
        let pack = path.strip_suffix(&end)?.to_owned();
        Some((pack, text))
    });
    Ok(found.collect())
}

/// Every procedure that ships: the name of its folder and its text.
pub fn procedures() -> Result<Vec<(String, String)>, Fault> {
    let name = |(path, text): (String, String)| {
        (path.split('/').next().unwrap_or_default().to_owned(), text)
    };
    Ok(texts::<Procedures>()?.into_iter().map(name).collect())
}

fn texts<E: RustEmbed>() -> Result<Vec<(String, String)>, Fault> {
    E::iter()
        .filter_map(|path| Some((path.to_string(), E::get(&path)?)))
        .map(|(path, file)| {
            let text = String::from_utf8(file.data.into_owned())
                .while_(|| format!("reading {path}, which ships with this binary"))?;
            Ok((path, text))
        })
        .collect()
}
