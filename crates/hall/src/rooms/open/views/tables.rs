//! CSV by the schema that `docs/reference/open-data.json` says, and the description of a package.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use law::words::Hash;
use serde_json::{Value, json};

use super::{Basis, about};

/// The tables with their columns.
const SCHEMA: &str = include_str!("../../../../../../docs/reference/open-data.json");

static TABLES: LazyLock<Vec<Value>> =
    LazyLock::new(|| serde_json::from_str(SCHEMA).expect("the schema that ships is sound"));

/// A table that is being written: lines of CSV, without the first.
pub struct Table {
    name: &'static str,
    columns: Vec<&'static str>,
    lines: Vec<String>,
}

impl Table {
    /// A table of the schema.
    ///
    /// # Panics
    /// A name that the schema does not have: a mistake in this program.
    pub fn begin(name: &'static str) -> Self {
        let table = TABLES.iter().find(|table| table["name"] == name).expect("it is in the schema");
        let fields = table["schema"]["fields"].as_array().expect("a table has fields");
        let columns = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        Self { name, columns, lines: vec![] }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// A row of another width than the table: a mistake in this program.
    pub fn row(&mut self, cells: &[&str]) {
        assert_eq!(cells.len(), self.columns.len(), "a row of {} has all columns", self.name);
        self.lines.push(line(cells));
    }

    /// The table in the order of its lines, so that the order tells nothing.
    pub fn sorted(mut self) -> Self {
        self.lines.sort_unstable();
        self
    }

    /// The name of its file, and the file.
    pub fn finish(self) -> (String, Vec<u8>) {
        let mut bytes = line(&self.columns).into_bytes();
        for line in self.lines {
            bytes.extend(line.into_bytes());
        }
        (format!("{}.csv", self.name), bytes)
    }
}

/// A line of CSV (RFC 4180, ended by a line feed).
fn line(cells: &[&str]) -> String {
    let mut line = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }
    line.push('\n');
    line
}

/// The description of a package: a Data Package with a JSON Table Schema for each file.
pub fn descriptor(basis: &Basis<'_>, files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let resource = |table: &Value| {
        let mut table = table.clone();
        let path = table["path"].as_str().unwrap_or_default();
        if let Some(bytes) = files.get(path) {
            table["hash"] = format!("sha256:{}", Hash::of(&[bytes])).into();
            table["bytes"] = bytes.len().into();
        }
        table
    };
    let names = ["zh", "en"].map(|language| basis.state.house_name(language).to_owned());
    let described = json!({
        "profile": "tabular-data-package",
        "name": format!("huiyin-{}-{}", basis.house.code, basis.name),
        "title": names.join(" · "),
        "created": basis.at.timestamp().to_string(),
        "huiyin": about(basis),
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&described).expect("a value can be written");
    text.push('\n');
    text.into_bytes()
}

/// The names of the tables with those of their columns, as the reference explains them.
#[cfg(test)]
pub fn columns() -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value["name"].as_str().expect("it has a name").to_owned();
    let of = |table: &Value| {
        let fields = table["schema"]["fields"].as_array().expect("a table has fields");
        (text(table), fields.iter().map(text).collect())
    };
    TABLES.iter().map(of).collect()
}
