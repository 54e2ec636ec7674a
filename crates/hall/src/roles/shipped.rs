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

/// A definition as a new house takes it in: what it is, its name, its text.
pub struct Shipped {
    /// `procedure` or `calendar`.
    pub what: Code,
    /// Its name: what the procedure calls itself, or the folder of the pack.
    pub name: Code,
    /// The whole file.
    pub text: String,
}

/// Every definition that ships, calendars first: procedures count by them.
///
/// # Errors
/// A file that is not UTF-8, or a procedure that is not sound, which the tests keep from happening.
pub fn definitions() -> Result<Vec<Shipped>, Fault> {
    let mut shipped = vec![];
    for (path, text) in texts::<Calendars>()? {
        let folder = path.split('/').next().unwrap_or_default();
        let name = Code::new(folder).while_(|| format!("naming the calendar {path}"))?;
        shipped.push(Shipped { what: code("calendar"), name, text });
    }
    for (path, text) in texts::<Procedures>()? {
        let procedure = Procedure::read(&text).map_err(|flaws| {
            let flaws: Vec<String> = flaws.iter().map(ToString::to_string).collect();
            Fault::new(format!("{path} is unsound: {}", flaws.join("; ")))
        })?;
        shipped.push(Shipped { what: code("procedure"), name: procedure.id, text });
    }
    Ok(shipped)
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
