//! What lies on the table: a pebble for each open problem, the dearer the greater, the older the
//! warmer. Where each lies is found by trying places from the middle outwards. Pure.

use super::table::{HEIGHT, TABLE, WIDTH};
use crate::problem::OnTable;
use std::fmt::Write;

/// The radii of the four sizes.
const RADII: [f64; 4] = [7.5, 12.0, 17.5, 25.0];
/// So much room is between two pebbles, and between one and the rim: the first that there is.
const ROOMS: [f64; 5] = [30.0, 24.0, 18.0, 13.0, 9.0];
/// So many are drawn; all stand in the list.
const MOST: usize = 60;
/// Between one place that is tried and the next on the spiral, in radians and in length.
const TURN: f64 = 2.399_963;
const STEP: f64 = 4.2;
const PLACES: u32 = 900;

/// Where a pebble lies, as seen from the middle, and how great it is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pebble {
    x: f64,
    y: f64,
    radius: f64,
}

impl Pebble {
    /// Whether it lies within the rim and beside all others.
    fn fits(&self, others: &[(usize, Self)], room: f64) -> bool {
        let is_beside = |other: &Self| {
            let apart = (self.x - other.x).hypot(self.y - other.y);
            apart >= self.radius + other.radius + room
        };
        let reach = self.x.hypot(self.y) + self.radius + room;
        reach <= TABLE && others.iter().all(|other| is_beside(&other.1))
    }
}

/// Where pebbles of these sizes lie, in their order; all are smaller where there are many.
fn laid(sizes: &[usize]) -> Vec<Pebble> {
    let sizes = &sizes[..sizes.len().min(MOST)];
    let wide = ROOMS.iter().map(|room| (1.0, *room));
    let small = std::iter::successors(Some(0.9), |scale| Some(scale * 0.9)).take(30);
    let narrow = small.map(|scale| (scale, scale * ROOMS[ROOMS.len() - 1]));
    wide.chain(narrow).find_map(|it| laid_at(sizes, it)).unwrap_or_default()
}

/// The same at a scale and with some room between them, if they fit: the greatest first, nearest to
/// the middle.
fn laid_at(sizes: &[usize], (scale, room): (f64, f64)) -> Option<Vec<Pebble>> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|which| std::cmp::Reverse(sizes[*which]));
    let mut laid: Vec<(usize, Pebble)> = vec![];
    for which in order {
        let radius = scale * RADII[sizes[which].min(RADII.len() - 1)];
        let places = (0..PLACES).map(f64::from).map(|place| {
            let (away, turn) = (STEP * place.sqrt(), TURN * place);
            Pebble { x: away * turn.cos(), y: away * turn.sin(), radius }
        });
        laid.push((which, places.into_iter().find(|it| it.fits(&laid, room))?));
    }
    laid.sort_by_key(|it| it.0);
    Some(laid.into_iter().map(|it| it.1).collect())
}

/// Pebbles, each in its place; those that press most come first.
pub(super) struct Lying<'p>(Vec<(&'p OnTable, Pebble)>);

impl<'p> Lying<'p> {
    pub(super) fn of(all: &'p [OnTable]) -> Self {
        let sizes: Vec<usize> = all.iter().map(|it| it.size).collect();
        let middle = |it: Pebble| Pebble { x: it.x + WIDTH / 2.0, y: it.y + HEIGHT / 2.0, ..it };
        Self(all.iter().zip(laid(&sizes).into_iter().map(middle)).collect())
    }

    pub(super) fn draw(&self, svg: &mut String) {
        for (it, Pebble { x, y, radius }) in &self.0 {
            let _ = write!(
                svg,
                "<a class=\"pebble {}\" href=\"{}\"><title>{}: {}</title>\
                 <ellipse cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{radius:.1}\" ry=\"{:.1}\"/></a>",
                it.class,
                chart::escape(&it.url),
                chart::escape(&it.words),
                chart::escape(&it.meta),
                radius * 0.93,
            );
        }
    }

    /// Names the two that press most: the one that lies further up on the left above the table, the
    /// other below it on the right, where no seat is.
    pub(super) fn name(&self, svg: &mut String) {
        let mut named: Vec<&(&OnTable, Pebble)> = self.0.iter().take(2).collect();
        named.sort_by(|a, b| (a.1.x + a.1.y).total_cmp(&(b.1.x + b.1.y)));
        let places = [(0.0, 14.0, 38.0, "start"), (WIDTH, HEIGHT - 24.0, HEIGHT - 42.0, "end")];
        for ((it, pebble), (x, y, line_y, anchor)) in named.into_iter().zip(places) {
            let way = if anchor == "start" { 1.0 } else { -1.0 };
            let line_x = x + way * 40.0;
            let bend = (
                f64::midpoint(line_x, pebble.x) + way * 30.0,
                f64::midpoint(line_y, pebble.y) - way * 30.0,
            );
            let _ = write!(
                svg,
                "<g class=\"named\" aria-hidden=\"true\"><path d=\"M{line_x:.1} {line_y:.1}Q{:.1} \
                 {:.1} {:.1} {:.1}\"/><text class=\"what\" x=\"{x}\" y=\"{y}\" \
                 text-anchor=\"{anchor}\">{}</text><text x=\"{x}\" y=\"{:.1}\" \
                 text-anchor=\"{anchor}\">{} every week</text></g>",
                bend.0,
                bend.1,
                pebble.x,
                pebble.y,
                chart::escape(&short(&it.words)),
                y + 17.0,
                it.cost,
            );
        }
    }
}

/// The beginning of what it is, as far as there is room for it.
fn short(words: &str) -> String {
    const MOST_LETTERS: usize = 27;
    if words.chars().count() <= MOST_LETTERS {
        return words.to_owned();
    }
    let cut: String = words.chars().take(MOST_LETTERS - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |it| it.0);
    format!("{whole}…")
}

#[cfg(test)]
mod tests;
