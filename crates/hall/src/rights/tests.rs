//! The doors by which trials ask without a type for each action.

use std::collections::BTreeSet;

use super::*;

/// An action by its name.
pub fn ask_named(ground: Ground<'_>, who: &Who, asked: (&str, &Case, &[MatterId])) -> bool {
    let (action, case, within) = asked;
    ask_of(ground, who, action, (case, within)).is_some()
}

#[test]
fn what_is_asked_for_is_what_the_schema_knows() {
    let groups = ["as-public", "as-submitter", "as-handler", "administration"];
    let known: BTreeSet<&str> = crate::house::policies::tests::actions();
    let mut asked: BTreeSet<&str> = ON_MATTERS.iter().copied().collect();
    for (_, reading, sending) in ROUTES {
        for asks in [reading, sending] {
            match asks {
                Asks::Nothing => {}
                Asks::House(a) | Asks::Named(a) | Asks::List(a, _) | Asks::Post(a) => {
                    asked.insert(a);
                }
            }
        }
    }
    let unasked: Vec<_> = known.difference(&asked).filter(|name| !groups.contains(name)).collect();
    assert_eq!(unasked, Vec::<&&str>::new(), "nothing asks for these");
    let unknown: Vec<_> = asked.difference(&known).collect();
    assert_eq!(unknown, Vec::<&&str>::new(), "the schema lacks what is asked for");
}

/// Rows are told apart by that alone: see [`Facts::seen_by`].
#[test]
fn the_policies_of_matters_ask_of_a_body_only_whether_it_is_that_of_who_asks() {
    let text = include_str!("../../../../policies/matters.cedar");
    let plain: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.starts_with("@why"))
        .collect();
    for named in ["Area", "Body::", "Matter::", "Post::"] {
        assert!(!plain.contains(named), "{named}: a row is not told apart by it");
    }
    for (attribute, alike) in [
        ("resource.station", " == principal.body"),
        ("resource.units", ".contains(principal.body)"),
        ("resource.kept", ".contains(principal.body)"),
        ("resource.given", ".contains(principal.body)"),
    ] {
        let mut uses = plain.split(attribute).skip(1);
        assert!(plain.contains(attribute), "{attribute} is asked for nowhere");
        assert!(uses.all(|rest| rest.starts_with(alike)), "{attribute} is asked for otherwise");
    }
}
