//! Checks JSON against a schema of an `OpenAPI` 3.1 document, and names every field that is wrong.

use law::ruling::Refusal;
use serde_json::{Map, Value};

/// What is wrong with a value: everything, each with the name of its field. Fields that the schema
/// does not know are wrong too, so that nothing is dropped in silence.
pub fn check(document: &'static Value, schema: &'static Value, value: &Value) -> Vec<Refusal> {
    let mut checker = Checker { document, found: vec![] };
    checker.look(schema, value, None);
    checker.found
}

/// The schema of a name in a document.
pub fn named(document: &'static Value, name: &str) -> Option<&'static Value> {
    document.get("components")?.get("schemas")?.get(name)
}

struct Checker {
    document: &'static Value,
    found: Vec<Refusal>,
}

type Field = Option<&'static str>;

impl Checker {
    fn say(&mut self, mut refusal: Refusal, field: Field) {
        refusal.field = field;
        self.found.push(refusal);
    }

    fn look(&mut self, schema: &'static Value, value: &Value, field: Field) {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.rsplit('/').next().unwrap_or_default();
            return match named(self.document, name) {
                Some(schema) => self.look(schema, value, field),
                None => self.say(Refusal::invalid("field.unreadable"), field),
            };
        }
        if let Some(ways) = schema.get("oneOf").and_then(Value::as_array) {
            return self.choose(ways, value, field);
        }
        if !has_type(schema, value) {
            return self.say(Refusal::invalid("field.unreadable"), field);
        }
        if let Some(list) = schema.get("enum").and_then(Value::as_array)
            && !list.contains(value)
        {
            let choices: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            let refusal = Refusal::invalid("field.choice").with("choices", choices.join(", "));
            return self.say(refusal, field);
        }
        match value {
            Value::Object(object) => self.look_inside(schema, object),
            Value::Array(list) => {
                let Some(items) = schema.get("items") else { return };
                for item in list {
                    self.look(items, item, field);
                }
            }
            _ => {}
        }
    }

    fn look_inside(&mut self, schema: &'static Value, object: &Map<String, Value>) {
        let known = schema.get("properties").and_then(Value::as_object);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = name.as_str() else { continue };
            if !object.contains_key(name) {
                self.say(Refusal::invalid("field.empty"), Some(name));
            }
        }
        if known.is_none() && others.is_none() {
            // Whatever there is in such an object, nothing is told of it.
            return;
        }
        for (name, value) in object {
            match (known.and_then(|known| known.get_key_value(name)), others) {
                (Some((name, schema)), _) => self.look(schema, value, Some(name)),
                (None, Some(schema)) => self.look(schema, value, None),
                (None, None) => {
                    self.say(Refusal::invalid("field.unknown").with("name", name), None);
                }
            }
        }
    }

    /// One schema of several: the one whose fixed field (`do`) is the value's, or the first that
    /// fits.
    fn choose(&mut self, ways: &'static [Value], value: &Value, field: Field) {
        if let Some((name, choices)) = told_apart(ways) {
            let chosen = value.get(name);
            let way = ways.iter().find(|way| fixed(way, name) == chosen && chosen.is_some());
            return match (way, chosen) {
                (Some(way), _) => self.look(way, value, field),
                (None, None) if value.is_object() => {
                    self.say(Refusal::invalid("field.empty"), Some(name));
                }
                (None, None) => self.say(Refusal::invalid("field.unreadable"), field),
                (None, Some(_)) => {
                    let refusal = Refusal::invalid("field.choice");
                    self.say(refusal.with("choices", choices.join(", ")), Some(name));
                }
            };
        }
        let mut complaints = vec![];
        for way in ways {
            let found = check(self.document, way, value);
            if found.is_empty() {
                return;
            }
            // Nothing is allowed beside a thing; what is wrong with the thing is worth telling.
            if way.get("type").and_then(Value::as_str) != Some("null") {
                complaints = found;
            }
        }
        for mut complaint in complaints {
            complaint.field = complaint.field.or(field);
            self.found.push(complaint);
        }
    }
}

/// The field with one fixed value in each of several schemas, and these values.
fn told_apart(ways: &'static [Value]) -> Option<(&'static str, Vec<&'static str>)> {
    let properties = ways.first()?.get("properties")?.as_object()?;
    properties.keys().find_map(|name| {
        let values: Option<Vec<_>> =
            ways.iter().map(|way| fixed(way, name).and_then(Value::as_str)).collect();
        values.map(|values| (name.as_str(), values))
    })
}

fn fixed(way: &'static Value, name: &str) -> Option<&'static Value> {
    match way.get("properties")?.get(name)?.get("enum")?.as_array()?.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn has_type(schema: &Value, value: &Value) -> bool {
    let fits = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    match schema.get("type") {
        None => true,
        Some(Value::String(name)) => fits(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(fits),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> &'static Value {
        let act = |name: &str, field: &str| {
            json!({ "type": "object", "required": ["do", field], "properties": {
                "do": { "type": "string", "enum": [name] },
                field: { "type": "string" } } })
        };
        Box::leak(Box::new(json!({ "components": { "schemas": {
            "Act": { "oneOf": [act("add", "text"), act("withdraw", "reason")] },
            "Contact": { "type": "object", "properties": { "mail": { "type": "string" } } },
            "Matter": { "type": "object", "required": ["title", "seen"], "properties": {
                "title": { "type": "string" },
                "seen": { "type": "string", "enum": ["public", "confidential"] },
                "place": { "type": ["string", "null"] },
                "contact": { "oneOf": [{ "type": "null" }, { "$ref": "#/x/Contact" }] },
                "parts": { "type": "array", "items": { "type": "integer" } } } } } } })))
    }

    fn wrong(name: &str, value: Value) -> Vec<(Option<&'static str>, &'static str)> {
        let document = document();
        let schema = named(document, name).expect("the specimen has it");
        let found = check(document, schema, &value);
        found.iter().map(|refusal| (refusal.field, refusal.code)).collect()
    }

    #[test]
    fn what_fits_is_left_alone_and_everything_else_named() {
        let good = json!({ "title": "a", "seen": "public", "place": null, "contact": null });
        assert_eq!(wrong("Matter", good), []);
        let bad = json!({ "seen": "x", "place": 3, "contact": { "mail": 1, "fax": "" },
            "parts": [1, "2"], "more": true });
        let mut found = wrong("Matter", bad);
        found.sort_unstable();
        assert_eq!(
            found,
            [
                (None, "field.unknown"),
                (Some("contact"), "field.unknown"),
                (Some("mail"), "field.unreadable"),
                (Some("parts"), "field.unreadable"),
                (Some("place"), "field.unreadable"),
                (Some("seen"), "field.choice"),
                (Some("title"), "field.empty"),
            ]
        );
    }

    #[test]
    fn of_several_schemas_the_one_with_the_fixed_word_is_asked() {
        assert_eq!(wrong("Act", json!({ "do": "add", "text": "x" })), []);
        assert_eq!(wrong("Act", json!({ "do": "withdraw" })), [(Some("reason"), "field.empty")]);
        assert_eq!(wrong("Act", json!({ "do": "fly" })), [(Some("do"), "field.choice")]);
        assert_eq!(wrong("Act", json!({ "text": "x" })), [(Some("do"), "field.empty")]);
        assert_eq!(wrong("Act", json!("add")), [(None, "field.unreadable")]);
    }
}
