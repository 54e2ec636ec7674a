//! The policies of the folder `policies/`, read once, and the engine that decides by them. Who asks
//! what of it is told by `rights`.

#[cfg(test)]
pub mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, Policy, PolicyId, PolicySet, Request, Schema,
};

/// The policies as they ship, by what they are about, and the schema that they keep to.
const MATTERS: &[&str] = &[include_str!("../../../../policies/matters.cedar")];
const HOUSE: &[&str] = &[
    include_str!("../../../../policies/house.cedar"),
    include_str!("../../../../policies/administration.cedar"),
];
const SCHEMA: &str = include_str!("../../../../policies/schema.cedarschema");

/// The policies, read once.
pub struct Policies {
    matters: PolicySet,
    house: PolicySet,
    /// Every action with the groups it belongs to.
    actions: HashMap<String, Entity>,
}

// Made once and kept: a test makes a house for each trial.
static SHIPPED: LazyLock<Policies> = LazyLock::new(|| Policies::read(MATTERS, HOUSE));
static ALLOWING: LazyLock<Policies> = LazyLock::new(|| {
    let all = &["@id(\"all\") permit (principal, action, resource);"];
    Policies::read(all, all)
});

impl Policies {
    /// The policies that are in the binary.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Policies that allow everything to everybody: what the price of the others is measured by.
    pub fn allowing() -> &'static Self {
        &ALLOWING
    }

    fn read(matters: &[&str], house: &[&str]) -> Self {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).expect("the schema that ships");
        let actions = schema.action_entities().expect("the actions of the schema that ships");
        let by_name = |action: &Entity| (action.uid().id().unescaped().to_owned(), action.clone());
        Self {
            matters: policies(matters),
            house: policies(house),
            actions: actions.iter().map(by_name).collect(),
        }
    }

    /// Whether the policies permit it. A policy that cannot be evaluated permits nothing.
    pub fn permit(&self, asked: &Question<'_>) -> bool {
        let Some(action) = self.actions.get(asked.action) else { return false };
        let (principal, resource) = (asked.principal[0].uid(), asked.resource[0].uid());
        let set = if asked.of_matter { &self.matters } else { &self.house };
        let mut known = asked.principal.to_vec();
        for entity in std::iter::once(action).chain(asked.resource) {
            // Areas are named by both who asks and what is asked for.
            if known.iter().all(|other| other.uid() != entity.uid()) {
                known.push(entity.clone());
            }
        }
        let request = Request::new(principal, action.uid(), resource, Context::empty(), None);
        let (Ok(request), Ok(entities)) = (request, Entities::from_entities(known, None)) else {
            tracing::error!(action = asked.action, "a question could not be put to the policies");
            return false;
        };
        let answer = Authorizer::new().is_authorized(&request, set, &entities);
        for error in answer.diagnostics().errors() {
            tracing::error!(%error, action = asked.action, "a policy cannot be evaluated");
        }
        let is_whole = answer.diagnostics().errors().next().is_none();
        is_whole && answer.decision() == Decision::Allow
    }
}

/// Policies under the names that they have in their files.
fn policies(files: &[&str]) -> PolicySet {
    let read = |text: &&str| text.parse::<PolicySet>().expect("the policies that ship are sound");
    let named = |policy: &Policy| {
        policy.new_id(PolicyId::new(policy.annotation("id").expect("every statement has a name")))
    };
    let all: Vec<Policy> = files
        .iter()
        .map(read)
        .flat_map(|set| set.policies().map(named).collect::<Vec<_>>())
        .collect();
    PolicySet::from_policies(all).expect("no two statements have one name")
}

/// What is put to the policies; of who asks and what is asked for the first entity is the thing
/// itself, the others are what it hangs on.
pub struct Question<'a> {
    /// Who asks.
    pub principal: &'a [Entity],
    /// The name of the action.
    pub action: &'a str,
    /// Of what.
    pub resource: &'a [Entity],
    /// Whether that is a matter: then the policies of matters are asked, else those of the house.
    pub of_matter: bool,
}
