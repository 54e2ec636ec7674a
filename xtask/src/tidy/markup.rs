//! HTML stands in templates, and templates obey the strict content policy (rule 19).

use super::Finding;
use super::html::{Tag, tags, without_comments};
use super::rust::Kind;
use crate::tree::Tree;

/// Files that draw SVG, which no template could.
const SVG_HELPERS: &[&str] = &["svg.rs"];

/// Tags whose opening in a string literal is markup.
const TAGS: &[&str] = &[
    "a", "article", "aside", "b", "body", "br", "button", "circle", "dd", "details", "div", "dl",
    "dt", "em", "fieldset", "figure", "footer", "form", "g", "h1", "h2", "h3", "h4", "head",
    "header", "hr", "html", "i", "img", "input", "label", "legend", "li", "line", "link", "main",
    "meta", "nav", "ol", "option", "p", "path", "rect", "script", "section", "select", "small",
    "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "textarea", "th", "thead",
    "tr", "ul",
];

/// Rule 19: no markup in string literals outside tests and the SVG helpers.
pub fn in_rust(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let helper = |name: &str| SVG_HELPERS.contains(&name);
    for file in tree.under("crates/").filter(|file| file.is(".rs") && !helper(file.name())) {
        for token in file.code().iter().filter(|token| token.kind == Kind::Text) {
            if let Some(tag) = opened_tag(&token.text) {
                let sentence =
                    format!("markup (<{tag}) belongs into an .html file beside its pages.rs");
                findings.push(Finding::new(&file.path, token.line, 19, sentence));
            }
        }
    }
    findings
}

fn opened_tag(text: &str) -> Option<&'static str> {
    text.split('<').skip(1).find_map(|after| {
        let after = after.strip_prefix('/').unwrap_or(after);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let ends_well = after[end..].is_empty() || after[end..].starts_with(['>', ' ', '/', '\n']);
        TAGS.iter().find(|tag| ends_well && **tag == &after[..end]).copied()
    })
}

/// Rule 19: templates hold no SQL, no inline style and no inline script.
pub fn in_templates(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("crates/").filter(|file| file.is(".html")) {
        for (at, line) in without_comments(&file.text).lines().enumerate() {
            if holds_sql(line) {
                let sentence = "templates hold no SQL; query in views.rs and hand the rows in";
                findings.push(Finding::new(&file.path, at + 1, 19, sentence));
            }
        }
        for tag in tags(&file.text) {
            let found = complaints(&tag);
            findings
                .extend(found.into_iter().map(|text| Finding::new(&file.path, tag.line, 19, text)));
        }
    }
    findings
}

fn holds_sql(line: &str) -> bool {
    let words: Vec<_> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    words.contains(&"SELECT")
        || words.windows(2).any(|two| matches!(two, ["INSERT", "INTO"] | ["DELETE", "FROM"]))
        || words.windows(3).any(|three| three[0] == "UPDATE" && three[2] == "SET")
}

fn complaints(tag: &Tag) -> Vec<String> {
    let mut found = Vec::new();
    let has = |name: &str| tag.attributes.iter().any(|(attribute, _)| attribute == name);
    if tag.name == "script" && !has("src") {
        found.push("no inline script: put it into a .ts file and name it in `src`".into());
    }
    if tag.name == "style" || has("style") {
        found.push("no inline style: add a class to the kit's style.css".into());
    }
    for (name, value) in &tag.attributes {
        if name.starts_with("on") && name.len() > 2 {
            found.push(format!("no `{name}` handler: listen in a .ts file"));
        }
        if value.trim_start().to_lowercase().starts_with("javascript:") {
            found.push(format!("no script in `{name}`: listen in a .ts file"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_clean, assert_finds};

    #[test]
    fn markup_in_rust_is_found() {
        let path = "crates/hall/src/kit/a.rs";
        assert_clean(in_rust, &[(path, "/// A <div>.\nconst A: &str = \"<DIR> a <b, c < d\";")]);
        assert_clean(in_rust, &[(path, "#[test] fn t() { f(\"<p>\") }")]);
        assert_clean(in_rust, &[("crates/hall/src/kit/svg.rs", "f(\"<svg>\")")]);
        for bad in ["f(\"<div class=x>\")", "f(\"a</p>\")", "f(r#\"<a href=\"#)", "f(\"<br/>\")"] {
            assert_finds(in_rust, &[(path, bad)], "crates/hall/src/kit/a.rs:1: rule 19: markup");
        }
    }

    #[test]
    fn templates_obey_the_content_policy() {
        let path = "crates/hall/src/rooms/a/show.html";
        let good = "{# style= SELECT #}<script src=\"/a.js\"></script>\n\
                    <select name=\"one\">on=1</select>";
        assert_clean(in_templates, &[(path, good)]);
        for (bad, want) in [
            ("<p {% if a %}style=\"b\"{% endif %}>", "no inline style"),
            ("<style>", "no inline style"),
            ("<script>", "no inline script"),
            ("<button\n onClick='x()'>", "no `onclick` handler"),
            ("<a href=\"javascript:x()\">", "no script in `href`"),
            ("{{ db(\"SELECT a FROM b\") }}", "no SQL"),
            ("{{ db(\"UPDATE a SET b\") }}", "no SQL"),
        ] {
            assert_finds(in_templates, &[(path, bad)], want);
        }
    }
}
