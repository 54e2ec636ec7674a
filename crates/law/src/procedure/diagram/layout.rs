//! Where the boxes of a diagram stand and how its arrows run, in whole pixels.

use super::super::Procedure;
use super::Point;

/// Width and height of a step.
pub(super) const BOX_WIDE: i32 = 148;
pub(super) const BOX_HIGH: i32 = 56;
/// From one column and one row to the next, and the margins.
const COLUMN: i32 = 236;
const ROW: i32 = 100;
const LEFT: i32 = 48;
const TOP: i32 = 56;
const BOTTOM: i32 = 24;
/// Half the width of a number with its circle.
const NUMBER: i32 = 20;
/// Widths of a letter: of a Chinese one, of another.
const WIDE_LETTER: i32 = 14;
const LETTER: i32 = 8;

/// A way between two steps, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub from: usize,
    pub to: usize,
    /// Whether it is gone when a clock runs out.
    pub dashed: bool,
}

/// The side of a box that an arrow touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

pub(super) struct Layout {
    pub wide: i32,
    pub high: i32,
    /// The upper left corner of each step.
    pub boxes: Vec<Point>,
    /// The path of each way.
    pub curves: Vec<String>,
    /// Where the number of each way stands.
    pub numbers: Vec<Point>,
}

impl Layout {
    pub fn of(procedure: &Procedure, ways: &[Way]) -> Self {
        let stages = procedure.stages();
        let mut heights = vec![0; stages.len()];
        let place = procedure.steps.iter().map(|step| {
            let column = stages.iter().position(|stage| **stage == step.stage).unwrap_or_default();
            heights[column] += 1;
            (column as i32, heights[column] - 1)
        });
        let places: Vec<Point> = place.collect();
        // Every other column stands half a row lower, so that arrows pass between its boxes.
        let boxes: Vec<Point> = places
            .iter()
            .map(|(x, y)| (LEFT + COLUMN * x, TOP + ROW * y + x % 2 * (ROW / 2)))
            .collect();
        let mut layout = Self {
            wide: LEFT * 2 + COLUMN * (stages.len() as i32 - 1).max(0) + BOX_WIDE + 48,
            high: boxes.iter().map(|(_, y)| y + BOX_HIGH).max().unwrap_or_default() + BOTTOM,
            boxes,
            curves: vec![],
            numbers: vec![],
        };
        let sides: Vec<(Side, Side)> =
            ways.iter().map(|way| sides(places[way.from], places[way.to])).collect();
        for number in 0..ways.len() {
            layout.curve(ways, &sides, number);
        }
        layout
    }

    /// Where the boxes of a column begin.
    pub fn column(&self, column: usize) -> i32 {
        LEFT + COLUMN * column as i32
    }

    /// Where an arrow touches a box: those on the same side stand apart.
    fn port(&self, ways: &[Way], sides: &[(Side, Side)], (number, end): (usize, bool)) -> Point {
        let step = if end { ways[number].to } else { ways[number].from };
        let side = if end { sides[number].1 } else { sides[number].0 };
        let (mut before, mut all) = (0, 0);
        for (other, way) in ways.iter().enumerate() {
            for (at, touches, comes) in
                [(way.from, sides[other].0, false), (way.to, sides[other].1, true)]
            {
                if at == step && touches == side {
                    before += i32::from((other, comes) < (number, end));
                    all += 1;
                }
            }
        }
        let (x, y) = self.boxes[step];
        let along = |length: i32| length * (before + 1) / (all + 1);
        match side {
            Side::Left => (x, y + along(BOX_HIGH)),
            Side::Right => (x + BOX_WIDE, y + along(BOX_HIGH)),
            Side::Top => (x + along(BOX_WIDE), y),
            Side::Bottom => (x + along(BOX_WIDE), y + BOX_HIGH),
        }
    }

    fn curve(&mut self, ways: &[Way], sides: &[(Side, Side)], number: usize) {
        let from = self.port(ways, sides, (number, false));
        let to = self.port(ways, sides, (number, true));
        let far = ((from.0 - to.0).abs() / COLUMN).max((from.1 - to.1).abs() / ROW);
        let bulge = |side: Side, (x, y): Point| {
            let far = 30 + 14 * far;
            match side {
                Side::Left => (x - far, y),
                Side::Right => (x + far, y),
                Side::Top => (x, y - far),
                Side::Bottom => (x, y + far),
            }
        };
        let (first, second) = (bulge(sides[number].0, from), bulge(sides[number].1, to));
        self.curves.push(format!(
            "M{} {}C{} {} {} {} {} {}",
            from.0, from.1, first.0, first.1, second.0, second.1, to.0, to.1
        ));
        // A point of the curve, in hundredths of the way.
        let at = |way: i32| {
            let rest = 100 - way;
            let weights =
                [rest * rest * rest, 3 * rest * rest * way, 3 * rest * way * way, way * way * way];
            let points = [from, first, second, to];
            let sum = |of: fn(&Point) -> i32| {
                weights.iter().zip(&points).map(|(weight, point)| weight * of(point)).sum::<i32>()
            };
            (sum(|point| point.0) / 1_000_000, sum(|point| point.1) / 1_000_000)
        };
        // Ways that go back run below the boxes: the drawing reaches down to them.
        let lowest = (1..20).map(|part| at(5 * part).1).max().unwrap_or_default();
        self.high = self.high.max(lowest + BOTTOM);
        let free = |(x, y): &Point| {
            let near = |other: &Point| (other.0 - x).abs() < NUMBER && (other.1 - y).abs() < NUMBER;
            let inside = |(left, top): &Point| {
                let beside = left - 10 < *x && *x < left + BOX_WIDE + 10;
                beside && top - 10 < *y && *y < top + BOX_HIGH + 10
            };
            !self.numbers.iter().any(near) && !self.boxes.iter().any(inside)
        };
        let place = [50, 40, 60, 30, 70, 22, 78].into_iter().map(at).find(free);
        self.numbers.push(place.unwrap_or_else(|| at(50)));
    }
}

/// On which sides an arrow leaves one box and comes to another.
fn sides(from: Point, to: Point) -> (Side, Side) {
    match (to.0 - from.0, to.1 - from.1) {
        (0, 0) => (Side::Top, Side::Right),
        (0, 1) => (Side::Bottom, Side::Top),
        (0, below) if below > 0 => (Side::Right, Side::Right),
        (0, _) => (Side::Left, Side::Left),
        (right, _) if right > 0 => (Side::Right, Side::Left),
        _ => (Side::Bottom, Side::Bottom),
    }
}

/// A name in lines that fit into a box: Chinese breaks anywhere, other words where they end.
pub(super) fn wrapped(name: &str) -> Vec<String> {
    let wide = |text: &str| -> i32 {
        text.chars().map(|c| if c.is_ascii() { LETTER } else { WIDE_LETTER }).sum()
    };
    let most = BOX_WIDE - 12;
    let mut lines: Vec<String> = vec![];
    let mut line = String::new();
    for word in name.split_inclusive(' ').flat_map(pieces) {
        if !line.is_empty() && wide(&line) + wide(word.trim_end()) > most {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The parts of a word between which a line may break.
fn pieces(word: &str) -> Vec<&str> {
    if word.is_ascii() {
        return vec![word];
    }
    word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]).collect()
}
