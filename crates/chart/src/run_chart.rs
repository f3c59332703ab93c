//! The run chart: how many items were finished, week by week.

use crate::figure::Chart;
use crate::plot::{Annotation, Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{Days, Scale, date_words, later};
use crate::svg::At;
use crate::table::Table;
use crate::text::grouped;
use jiff::civil::Date;
use std::fmt::Write;

/// Items finished week by week.
///
/// ```
/// use chart::{Chart, RunChart};
/// let monday = |day| jiff::civil::date(2026, 5, day);
/// let weeks = [(monday(4), 3, true), (monday(11), 0, false)];
/// let chart = RunChart { weeks: &weeks, median: Some(3.0), annotations: &[] };
/// assert!(chart.tables()[0].html("throughput").contains("part of a week"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RunChart<'d> {
    /// The Monday of each week, the items finished in it, and whether all of it is told.
    pub weeks: &'d [(Date, u32, bool)],
    /// What half of the whole weeks stay at or below.
    pub median: Option<f64>,
    /// Lines on the time axis.
    pub annotations: &'d [Annotation],
}

impl RunChart<'_> {
    fn median_words(&self) -> Option<String> {
        let median = self.median?;
        Some(format!("half of the weeks: {} or fewer", crate::text::number(median)))
    }

    fn draw_weeks(&self, plot: &mut Plot, days: &Days, scale: &Scale) {
        let week = days.at(later(Date::ZERO, 7)) - days.at(Date::ZERO);
        let gap = if week > 4.0 { 1.5 } else { 0.0 };
        let (mut whole, mut partial) = (String::new(), String::new());
        for (monday, count, is_whole) in self.weeks {
            let (left, top) = (days.at(*monday), scale.at(f64::from(*count)));
            let right = days.at(later(*monday, 7)).min(plot.area.right) - gap;
            let left = left.max(plot.area.left);
            plot.stops.push(((left + right) / 2.0, top));
            if *count > 0 && right > left {
                let path = if *is_whole { &mut whole } else { &mut partial };
                let (left, right, bottom) = (At(left), At(right), At(plot.area.bottom));
                let _ = write!(path, "M{left} {bottom}V{}H{right}V{bottom}", At(top));
            }
        }
        plot.svg.path("bar", &whole);
        plot.svg.path("bar partial", &partial);
    }
}

impl Chart for RunChart<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let words = self.median_words();
        let room = room_for(words.as_deref()).clamp(0.0, 220.0);
        let most = self.weeks.iter().map(|week| week.1).max().unwrap_or(0);
        let scale = |places| Scale::from_zero(f64::from(most), places);
        let margins = Margins {
            left: room_for_values(&scale((0.0, 1.0))),
            right: width.pick(room + 16.0, 10.0),
            top: 42.0,
            bottom: 34.0,
        };
        let mut plot =
            Plot::new(width, width.pick(300.0, 260.0), margins).with_room_for(self.annotations);
        let scale = scale(plot.upwards());
        let first = self.weeks.first().map_or(Date::ZERO, |week| week.0);
        let last = self.weeks.last().map_or(first, |week| later(week.0, 7));
        let days = Days::new(first, last, plot.across());
        plot.caption("↑ items finished in a week");
        plot.value_axis(&scale);
        self.draw_weeks(&mut plot, &days, &scale);
        plot.day_axis(&days);
        let median = self.median.map(|median| scale.at(median));
        if let Some(y) = median {
            let (left, right) = plot.across();
            plot.svg.line("level", (left, y), (right, y));
        }
        if let Some((y, words)) = median.zip(words) {
            plot.end_labels(&[(y, words)]);
        }
        plot.annotations(&days, self.annotations);
        plot.nothing_if(most == 0, "nothing finished in these weeks");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["Week from", "Items finished", "Note"];
        let mut table = Table::new("Items finished week by week", &columns);
        for (monday, count, whole) in self.weeks {
            let note = if *whole { "" } else { "part of a week" };
            table.row([date_words(*monday), grouped(u64::from(*count)), note.to_owned()]);
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let mut text = "Each bar is a week; its height is how many items were finished in it. A \
                        week without a bar finished nothing."
            .to_owned();
        if self.weeks.iter().any(|week| !week.2) {
            text += " A hollow bar is a week of which only a part is known.";
        }
        text
    }
}
