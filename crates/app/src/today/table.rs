//! The table, drawn: a seat for each who sits there, mine nearest, one empty chair that invites,
//! and in the middle what lies on it.

use super::pebbles::Lying;
use crate::peer_team::{Role, Seat};
use crate::people::PersonId;
use crate::problem::OnTable;
use std::fmt::Write;

pub(super) const WIDTH: f64 = 560.0;
pub(super) const HEIGHT: f64 = 460.0;
/// The radius of the table's edge, of the ring of seats, and of a seat.
pub(super) const TABLE: f64 = 140.0;
const RING: f64 = 178.0;
const SEAT: f64 = 20.0;

/// The drawing. Seats are links to who sits there, so it can be walked by keys.
pub(crate) fn drawn(
    (seats, pebbles): (&[Seat], &[OnTable]),
    me: &PersonId,
    url: &str,
    with_empty_chair: bool,
) -> String {
    let peers: Vec<&Seat> = seats.iter().filter(|seat| seat.role == Role::Peer).collect();
    let mine = peers.iter().position(|seat| seat.person == *me).unwrap_or(0);
    let chairs = peers.len() + usize::from(with_empty_chair);
    let mut svg = format!(
        "<svg class=\"table\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" \
         aria-labelledby=\"table\"><circle class=\"edge\" cx=\"{}\" cy=\"{}\" r=\"{TABLE}\"/>\
         <circle class=\"rim\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
        WIDTH / 2.0,
        HEIGHT / 2.0,
        WIDTH / 2.0,
        HEIGHT / 2.0,
        TABLE - 7.0,
    );
    let lying = Lying::of(pebbles);
    // The lines run below the seats and the pebbles.
    lying.name(&mut svg);
    for (place, seat) in peers.iter().cycle().skip(mine).take(peers.len()).enumerate() {
        let first = first_name(&seat.name);
        let (whose, here) = match seat {
            mine if mine.person == *me => (" me", ""),
            here if here.is_here => (" here", "here"),
            _ => ("", ""),
        };
        let class = format!("seat{whose} tint-{}", seat.colour.word());
        let chair = Chair { class, url: format!("{url}/seats#{}", seat.short) };
        chair.draw(&mut svg, (place, chairs), [&seat.short, &first, here]);
    }
    if with_empty_chair {
        let chair = Chair { class: "seat empty".to_owned(), url: format!("{url}/invitations") };
        chair.draw(&mut svg, (chairs - 1, chairs), ["+", "invite", ""]);
    }
    lying.draw(&mut svg);
    svg + "</svg>"
}

fn first_name(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or(name);
    match first.chars().count() {
        0..=8 => first.to_owned(),
        _ => first.chars().take(7).chain(['…']).collect(),
    }
}

struct Chair {
    class: String,
    url: String,
}

impl Chair {
    /// Draws it at its place, counted clockwise from mine at the bottom.
    fn draw(&self, svg: &mut String, (place, chairs): (usize, usize), words: [&str; 3]) {
        let turn = std::f64::consts::TAU * place as f64 / chairs.max(1) as f64;
        let (x, y) = (WIDTH / 2.0 - RING * turn.sin(), HEIGHT / 2.0 + RING * turn.cos());
        // Names stand outside the ring, beside the seat; below or above it where there is no side.
        let side = turn.sin();
        let (text_x, text_y, anchor) = match side {
            side if side > 0.3 => (x - SEAT - 12.0, y + 5.0, "end"),
            side if side < -0.3 => (x + SEAT + 12.0, y + 5.0, "start"),
            _ if turn.cos() > 0.0 => (x, y + SEAT + 26.0, "middle"),
            _ => (x, y - SEAT - 14.0, "middle"),
        };
        let (class, url) = (&self.class, chart::escape(&self.url));
        let [short, name, here] = words.map(chart::escape);
        // That somebody is here stands below the name, which moves up where both are above a seat.
        let up = if anchor == "middle" && !here.is_empty() { " dy=\"-1.1em\"" } else { "" };
        let here = match here.is_empty() {
            true => String::new(),
            false => format!(",<tspan x=\"{text_x:.1}\" dy=\"1.1em\"> {here}</tspan>"),
        };
        let _ = write!(
            svg,
            "<a class=\"{class}\" href=\"{url}\">\
             <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{SEAT}\"/>\
             <text class=\"short\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" \
             aria-hidden=\"true\">{short}</text>\
             <text x=\"{text_x:.1}\" y=\"{text_y:.1}\" text-anchor=\"{anchor}\">\
             <tspan{up}>{name}</tspan>{here}</text></a>",
            y + 4.5,
        );
    }
}
