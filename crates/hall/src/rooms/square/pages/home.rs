//! The home page: say it, look it up, and how the house keeps its word.

use askama::Template;
use law::clock::Length;
use law::procedure::{Do, Procedure};

use super::shown::{Standing, length};
use crate::kit::{Reply, Shell, Visit, page};
use crate::rights::{Read, Who};
use crate::rooms::figures::{Tile, Wanted, tiles, whole};
use crate::rooms::matters::views::Item;
use crate::rooms::square::views;

/// How many answers the home page shows.
const ANSWERS: u32 = 6;
/// The figures of the home page.
const FIGURES: [&str; 4] = ["received", "on-time", "solved", "late"];

#[derive(Template)]
#[template(path = "rooms/square/pages/home.html")]
struct Home {
    shell: Shell,
    promise: Option<Promise>,
    tiles: Vec<Tile>,
    answers: Vec<Answer>,
}

/// What the procedure promises, with its own lengths of time.
struct Promise {
    procedure: String,
    accept: String,
    answer: String,
    rate: String,
}

struct Answer {
    item: Item,
    standing: Standing,
    day: String,
    area: String,
    lead: String,
}

/// Shows the home page.
pub async fn show(visit: Visit) -> Reply {
    let shell = visit.shell.clone();
    let wanted = Wanted::this_year(shell.today);
    let (ground, asked) = (shell.clone(), wanted.clone());
    let read = move |db: store::Db<'_>| {
        let answers = views::newest_answers(db, ANSWERS)?;
        let answers = answers.checked::<Read>(db, ground.ground(), &Who::Public)?;
        Ok((whole(db, &ground, &asked, &FIGURES)?, answers))
    };
    let (parts, items) = visit.read(read).await?;
    let mut tiles = tiles(&shell, &wanted, &parts);
    tiles.retain(|tile| FIGURES.contains(&tile.key));
    tiles.sort_by_key(|tile| FIGURES.iter().position(|key| *key == tile.key));
    let answers = items.into_iter().map(|item| answer(&shell, item)).collect();
    let procedure = shell.state.front_procedure(shell.today);
    let promise = procedure.and_then(|procedure| promise(&shell, procedure));
    page(&Home { shell, promise, tiles, answers })
}

fn answer(shell: &Shell, item: Item) -> Answer {
    Answer {
        standing: Standing::of(shell, &item),
        day: item.answered.map_or_else(String::new, |at| shell.day_of(at)),
        area: shell.area_path(item.area),
        lead: shell.body(item.lead).to_owned(),
        item,
    }
}

/// The lengths of the clocks for taking a matter up and for answering it, and how long it can be
/// rated; nothing where the procedure has no such clocks.
fn promise(shell: &Shell, procedure: &Procedure) -> Option<Promise> {
    let accepting =
        procedure.clocks.iter().find(|clock| clock.until.contains(&Do::Accept.key()))?;
    let answering = procedure.clocks.iter().find(|clock| clock.answers)?;
    let rating = Length::Days(procedure.rating.changeable_days);
    Some(Promise {
        procedure: procedure.id.to_string(),
        accept: length(shell, accepting.length()?),
        answer: length(shell, answering.length()?),
        rate: length(shell, rating),
    })
}
