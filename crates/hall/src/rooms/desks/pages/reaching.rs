//! What is sent about who brought a matter: a look, and a request to a second person for one.

use axum::extract::Path;
use law::matter::Case;
use law::ruling::Refusal;
use store::Fault;
use store::db::No;

use super::matter::{Asked, case_of, render};
use super::number;
use super::reach::ASKED;
use crate::kit::visit::answered;
use crate::kit::{Form, Reply, Visit, see_other};
use crate::rights::Know;
use crate::rooms::matters::{self, SeeRequest, Way};

/// Shows how the resident can be reached, to who handles the matter and says for what; that it was
/// shown is on record before it is. What a second person let is shown to whoever proved again that
/// it is they.
pub async fn show(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let matter = number(&id)?;
    let case = case_of::<Know>(&visit, matter).await?;
    let house = visit.house().clone();
    let asked = match way(&visit, case).await? {
        // Of who has not been let, the law says so.
        Way::Alone(officer) | Way::Ask(officer, ..) => Ok(officer),
        Way::Granted(officer, _) => {
            visit.must_be_fresh()?;
            Ok(officer)
        }
        Way::No(refusal) => Err(No::from(refusal)),
    };
    let asked = match asked {
        Ok(officer) => {
            let asked = (matter, form.text("purpose").to_owned());
            answered(|reply| matters::see(&house, officer, asked, reply)).await
        }
        Err(no) => Err(no),
    };
    let asked = match asked {
        Ok(seen) => {
            let contact = visit.read(move |db| seen.open(&house, db)).await?;
            let refusal = contact.is_none().then_some(Refusal::conflict("contact.none"));
            Asked { form, refusal, contact }
        }
        Err(No::Refusal(refusal)) => Asked { form, refusal: Some(refusal), contact: None },
        Err(fault) => return Err(fault.into()),
    };
    render(&visit, matter, asked).await
}

/// Asks a second person to let who looks be shown it.
pub async fn ask(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let matter = number(&id)?;
    let case = case_of::<Know>(&visit, matter).await?;
    let house = visit.house();
    let asked = match way(&visit, case).await? {
        Way::Alone(officer) | Way::Granted(officer, _) | Way::Ask(officer, ..) => {
            let text = |name| form.text(name).to_owned();
            let asked = SeeRequest { matter, purpose: text("purpose"), reason: text("reason") };
            let by = (form.act(&house.chance), officer);
            answered(|reply| matters::ask_to_see(house, by, asked, reply)).await
        }
        Way::No(refusal) => Err(refusal.into()),
    };
    match asked {
        Ok(_) => Ok(see_other(&format!("/desk/matters/{matter}?done={ASKED}#contact"))),
        Err(No::Refusal(refusal)) => {
            render(&visit, matter, Asked { form, refusal: Some(refusal), contact: None }).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// How who visits comes to be shown who brought a matter.
async fn way(visit: &Visit, case: Case) -> Result<Way, Fault> {
    let (state, now) = (visit.shell.state.clone(), visit.house().now());
    let officers = visit.officers.clone();
    visit.read(move |db| matters::way(db, (&state, now), &case, &officers)).await
}
