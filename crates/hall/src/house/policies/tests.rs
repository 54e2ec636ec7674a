//! The policies themselves: they keep to their schema, and each statement says why. And the doors
//! by which trials look at them and change them.

use std::collections::BTreeSet;

use cedar_policy::{ValidationMode, Validator};

use super::*;

/// The names of all actions of the schema.
pub fn actions() -> BTreeSet<&'static str> {
    SHIPPED.actions.keys().map(String::as_str).collect()
}

/// The name of an action as the schema has it.
pub fn known(name: &str) -> &'static str {
    let found = SHIPPED.actions.get_key_value(name);
    found.unwrap_or_else(|| panic!("the schema knows no action {name}")).0
}

/// Other policies than those that ship, for as long as the process runs.
pub fn with(matters: PolicySet, house: PolicySet) -> &'static Policies {
    Box::leak(Box::new(Policies { matters, house, actions: SHIPPED.actions.clone() }))
}

/// The policies that ship, of matters and of the house.
pub fn shipped() -> [PolicySet; 2] {
    [SHIPPED.matters.clone(), SHIPPED.house.clone()]
}

fn schema() -> Schema {
    Schema::from_cedarschema_str(SCHEMA).expect("the schema is sound").0
}

#[test]
fn the_policies_keep_to_their_schema_and_every_statement_says_why() {
    let validator = Validator::new(schema());
    for set in shipped() {
        let result = validator.validate(&set, ValidationMode::Strict);
        let told: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{told:#?}");
        let told: Vec<String> = result.validation_warnings().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{told:#?}");
        for policy in set.policies() {
            let why = policy.annotation("why").unwrap_or_default();
            assert!(!why.is_empty(), "{} does not say why", policy.id());
        }
    }
}
