//! Who is told of what went on record about a matter.

use law::matter::Fact;
use law::words::MatterId;
use store::Fault;

use super::views;
use crate::desk::Hearing;
use crate::rooms::notices::{self, views::Told};

/// Puts facts on record, and tells those who follow their matters of them.
pub fn put_all(
    hearing: &mut Hearing<'_, '_, '_>,
    facts: Vec<(MatterId, Fact)>,
) -> Result<(), Fault> {
    for (matter, fact) in facts {
        let told = notices::told(&fact);
        let record = hearing.put(matter.int(), fact)?;
        if let Some((kind, for_submitter)) = told {
            tell(hearing, (record.seq(), kind), for_submitter, matter)?;
        }
    }
    Ok(())
}

/// Tells everybody who follows a matter of a fact about it, in the same transaction: who brought
/// or joined it, one that was merged into it, or the one that it was split from.
fn tell(
    hearing: &mut Hearing<'_, '_, '_>,
    (record, kind): (u64, &'static str),
    for_submitter: bool,
    matter: MatterId,
) -> Result<(), Fault> {
    // Each with what it is to its followers, and whether whoever joined it may know.
    let (mut seen, mut next) = (vec![], vec![(matter, "own", true)]);
    while let Some((own, part, is_open)) = next.pop() {
        if seen.contains(&own) {
            continue;
        }
        seen.push(own);
        let Some(case) = hearing.case(own)? else { continue };
        // One whose merger did not stand goes its own way again.
        let still = case.merged_into.is_some_and(|into| seen.contains(&into));
        if part == "merged" && !still {
            continue;
        }
        for follower in views::followers(hearing.db(), own)? {
            let part = if follower.joined && part == "own" { "joined" } else { part };
            if follower.joined && !is_open {
                continue;
            }
            if for_submitter && (follower.joined || part == "merged") {
                continue;
            }
            let (contact, ways) = (follower.contact, follower.ways.as_str());
            let told = Told { kind, record, matter, own, part, contact, ways };
            let now = hearing.now;
            notices::views::tell(hearing.tx(), &told, now)?;
        }
        next.extend(case.absorbed.iter().map(|from| (*from, "merged", is_open)));
        if part == "merged" {
            continue;
        }
        // A part that was split off has no receipt of its own: its submitter holds the whole's.
        next.extend(case.parent.map(|whole| (whole, "split", is_open)));
        // Nor has one that goes on by another procedure: whoever brought it first is told, but for
        // what its new submitter alone can do; whoever joined it, where it goes on in public.
        let origin = case.origin.filter(|_| !for_submitter || case.raised_by.is_none());
        next.extend(origin.map(|origin| (origin, "converted", is_open && case.is_public())));
    }
    Ok(())
}
