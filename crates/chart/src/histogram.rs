//! The histogram: how often each number of days, or of items, occurred. Whole numbers, never
//! smoothed.

use crate::figure::Chart;
use crate::labels::{Anchor, FONT_SIZE, LINE};
use crate::plot::{Drawing, Margins, Plot, Width, room_for_values};
use crate::scale::{Kind, Scale, count_words};
use crate::scatterplot::Level;
use crate::svg::At;
use crate::table::Table;
use crate::text::{self, grouped};
use std::fmt::Write;

/// How often each whole number occurred.
///
/// ```
/// use chart::{Chart, Histogram};
/// let counts = [(1, 4), (2, 7), (5, 1)];
/// let (of, unit, verb) = ("item", "day", "took");
/// let chart = Histogram { counts: &counts, levels: &[], of, unit, verb };
/// assert!(chart.tables()[0].html("histogram").contains("2 days"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Histogram<'d> {
    /// A number and how often it occurred, ascending; numbers that did not occur are left out.
    pub counts: &'d [(u32, u32)],
    /// Lines of percentiles, from the lowest.
    pub levels: &'d [Level],
    /// What is counted: "item", "week".
    pub of: &'d str,
    /// What the number is one of: "day", "item".
    pub unit: &'d str,
    /// What the ones do with the others: "took", "finished".
    pub verb: &'d str,
}

impl Histogram<'_> {
    /// The largest number with a bar of its own: a few that took very long would press all others
    /// against the axis, so they share the last bar.
    fn largest_shown(&self) -> u32 {
        let largest = self.counts.last().map_or(0, |it| it.0);
        // Where even these differ a hundredfold, the lower ones are what can be seen.
        let seen = |it: &&Level| it.days <= 20.0 * self.levels[0].days;
        let usual = self.levels.iter().rfind(seen);
        let usual = usual.map_or(f64::from(largest), |level| level.days);
        let room = (usual * 1.3).ceil().max(20.0) as u32;
        if largest > room { room } else { largest }
    }

    /// The count beyond the last bar.
    fn beyond(&self) -> u32 {
        let most = self.largest_shown();
        self.counts.iter().filter(|it| it.0 > most).map(|it| it.1).sum()
    }

    fn draw_bars(&self, plot: &mut Plot, across: &Scale, up: &Scale) {
        let bar = across.at(1.0) - across.at(0.0);
        let gap = if bar > 4.0 { 1.0 } else { 0.0 };
        let mut path = String::new();
        for (number, count) in self.counts.iter().filter(|it| it.0 <= self.largest_shown()) {
            let left = across.at(f64::from(*number)) - bar / 2.0;
            let (right, top) = (left + bar - gap, up.at(f64::from(*count)));
            let bottom = At(plot.area.bottom);
            let _ = write!(path, "M{} {bottom}V{}H{}V{bottom}", At(left), At(top), At(right));
            plot.stops.push((across.at(f64::from(*number)), top));
        }
        plot.svg.path("bar", &path);
    }

    /// How many lie beyond the last bar, in words at its place.
    fn say_beyond(&self, plot: &mut Plot) {
        if let (beyond @ 1.., Some((largest, _))) = (self.beyond(), self.counts.last()) {
            let largest = count_words(u64::from(*largest), self.unit);
            let words = format!("{} more, up to {largest} →", grouped(u64::from(beyond)));
            // Above the bars that it stands over.
            let (right, from) = (plot.area.right, plot.area.right - text::width(&words, FONT_SIZE));
            let below = plot.stops.iter().filter(|stop| stop.0 >= from - 8.0).map(|stop| stop.1);
            let y = below.fold(plot.area.bottom, f64::min) - 8.0;
            let rows = [0.0, 1.0, 2.0, 3.0].map(|row| (right, y - row * LINE, Anchor::End));
            plot.label_at_one_of(&words, "n halo", rows);
        }
    }

    fn draw_levels(&self, plot: &mut Plot, across: &Scale) {
        for level in self.levels.iter().filter(|it| it.days <= f64::from(self.largest_shown())) {
            let x = across.at(level.days);
            plot.svg.line("level", (x, plot.area.top), (x, plot.area.bottom));
            let words = text::shortened(&level.words, FONT_SIZE, 220.0);
            let rows = || (0..4).map(|row| plot.area.top + 10.0 + f64::from(row) * LINE);
            let right = rows().map(|y| (x + 6.0, y, Anchor::Start));
            let places: Vec<_> = right.chain(rows().map(|y| (x - 6.0, y, Anchor::End))).collect();
            plot.label_at_one_of(&words, "t halo", places);
        }
    }
}

impl Chart for Histogram<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let most = self.counts.iter().map(|it| it.1).max().unwrap_or(0);
        let up = |places| Scale::from_zero(f64::from(most), places);
        let left = room_for_values(&up((0.0, 1.0)));
        let margins = Margins { left, right: 14.0, top: 36.0, bottom: 34.0 };
        let mut plot = Plot::new(width, width.pick(300.0, 260.0), margins);
        let up = up(plot.upwards());
        let last = f64::from(self.largest_shown()) + 0.6;
        let across = Scale::new(Kind::Straight, (-0.6, last), plot.across());
        plot.caption(&format!("↑ {}s   → {}s", self.of, self.unit));
        plot.value_axis(&up);
        self.draw_bars(&mut plot, &across, &up);
        plot.value_axis_below(&across);
        self.draw_levels(&mut plot, &across);
        self.say_beyond(&mut plot);
        plot.nothing_if(most == 0, "nothing to count yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let (of, unit) = (capital(self.of), capital(self.unit));
        let columns = [format!("{unit}s"), format!("{of}s")];
        let columns = columns.each_ref().map(String::as_str);
        let mut table = Table::new("How often each occurred", &columns);
        for (number, count) in self.counts {
            let number = count_words(u64::from(*number), self.unit);
            table.row([number, grouped(u64::from(*count))]);
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let Self { of, unit, verb, .. } = self;
        format!(
            "Each bar is a number of {unit}s; the higher it is, the more {of}s {verb} that many \
             {unit}s."
        )
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
