//! The timeline: one line for each problem, from when it was shared to when it was solved, beside
//! each other over the last months. A list for whoever does not see it, links for whoever does.

use super::super::shelf::Known;
use super::super::view::Sight;
use flow::{Instant, MICROS_PER_DAY};
use std::sync::Arc;

/// So many days are shown at most.
const MOST_DAYS: i64 = 365;
/// A bar is so wide at least, in thousandths.
const LEAST_WIDTH: i64 = 4;
/// So many lines; older ones stand in the list.
const MOST_LINES: usize = 80;

/// The lines, and what the width stands for.
pub(super) struct Timeline {
    /// The first day in words, and the last.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) lines: Vec<Line>,
    pub(super) left_out: usize,
}

/// A problem as a line.
pub(super) struct Line {
    pub(super) url: String,
    pub(super) words: String,
    /// From when to when, in words.
    pub(super) told: String,
    pub(super) bars: Vec<Bar>,
}

/// A time in which it was there, in thousandths of the width.
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) width: i64,
    /// Where it was contained within, if it was.
    pub(super) contained: Option<(i64, i64)>,
    pub(super) class: &'static str,
}

pub(super) fn of(sight: &Sight<'_>, shown: &[Arc<Known>]) -> Timeline {
    let now = sight.now.as_micros();
    let earliest = shown.iter().map(|it| it.standing.shared_at().as_micros()).min().unwrap_or(now);
    let from = earliest.max(now - MOST_DAYS * MICROS_PER_DAY).min(now - MICROS_PER_DAY);
    let scale = |at: Instant| {
        let at = at.as_micros().clamp(from, now);
        (at - from) * 1000 / (now - from)
    };
    let mut within: Vec<&Arc<Known>> = shown
        .iter()
        .filter(|it| it.standing.spell().ended_at().is_none_or(|at| at.as_micros() > from))
        .collect();
    within.sort_by_key(|it| std::cmp::Reverse(it.standing.shared_at()));
    let left_out = shown.len() - within.len().min(MOST_LINES);
    within.truncate(MOST_LINES);
    let lines = within.into_iter().map(|it| line(sight, it, &scale)).collect();
    let words = |micros| sight.time(Instant::from_micros(micros)).words;
    Timeline { from: words(from), to: "today".to_owned(), lines, left_out }
}

fn line(sight: &Sight<'_>, it: &Known, scale: &dyn Fn(Instant) -> i64) -> Line {
    let bars = it.standing.spells.iter().map(|spell| {
        let end = spell.ended_at().unwrap_or(sight.now);
        let (x, until) = (scale(spell.from), scale(end));
        let contained = spell.contained.as_ref().map(|(at, _)| (scale(*at), until));
        let class = match (&spell.solved, &spell.dropped) {
            (Some(_), _) => "solved",
            (_, Some(_)) => "dropped",
            _ => sight.age(it).class(),
        };
        let contained = contained.map(|(from, until)| (from, (until - from).max(2)));
        // What is of today is seen, too.
        let x = x.min(1000 - LEAST_WIDTH);
        Bar { x, width: (until - x).max(LEAST_WIDTH), contained, class }
    });
    let from = sight.time(it.standing.shared_at()).words;
    let told = match it.standing.spell().ended_at() {
        Some(at) if it.standing.spell().solved.is_some() => {
            format!("{from}, solved {}", sight.time(at).words)
        }
        Some(at) => format!("{from}, dropped {}", sight.time(at).words),
        None => format!("{from}, {}", it.standing.state().in_words().to_lowercase()),
    };
    Line { url: sight.url(it), words: it.standing.words.clone(), told, bars: bars.collect() }
}
