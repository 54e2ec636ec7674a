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
