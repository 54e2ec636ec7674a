//! Of which confidential matters a desk is told, seat by seat.

use law::words::Code;

use super::{Item, Seat, Wish};
use crate::rights::Listed;

impl Wish {
    /// The confidential procedures of which a seat is told.
    pub(super) fn told_to(&self, seat: Seat) -> impl Iterator<Item = &Code> {
        self.told.get(seat.office()).into_iter().flatten()
    }

    /// Those of which a seat is told that sees everything.
    pub(super) fn told_to_all(&self) -> Vec<&Code> {
        let seats = self.seats.iter().filter(|seat| seat.sees_all());
        seats.flat_map(|seat| self.told_to(*seat)).collect()
    }

    /// What of confidential procedures lies with those of the seats that do not see everything, as
    /// conditions on a matter.
    pub(super) fn besides(&self) -> Vec<String> {
        let lies = |seat: &Seat| match seat {
            Seat::Deputy(body, _) | Seat::Station(body) => {
                let told: Vec<String> =
                    self.told_to(*seat).map(|code| format!("'{code}'")).collect();
                (!told.is_empty()).then(|| {
                    let body = body.int();
                    format!("(m.station = {body} AND m.procedure IN ({}))", told.join(", "))
                })
            }
            Seat::Unit(body) => Some(format!(
                "m.matter IN (SELECT u.matter FROM unit u WHERE u.house = $1 AND u.body = {} \
                 AND u.returned = 0)",
                body.int()
            )),
            Seat::Office(_) | Seat::Leader(_) => None,
        };
        self.seats.iter().filter_map(lies).collect()
    }

    /// The same of a row.
    pub(super) fn is_besides(&self, item: &Item) -> bool {
        let facts = item.facts();
        self.seats.iter().any(|seat| match seat {
            Seat::Deputy(body, _) | Seat::Station(body) => {
                let is_told = self.told_to(*seat).any(|told| *told == *item.procedure);
                facts.station == Some(*body) && is_told
            }
            Seat::Unit(body) => facts.kept.contains(body),
            Seat::Office(_) | Seat::Leader(_) => false,
        })
    }
}
