//! The cumulative flow diagram: how many items have ever reached each state, day by day.

use crate::figure::Chart;
use crate::labels::FONT_SIZE;
use crate::over_time::{Rhythm, rhythm};
use crate::plot::{Annotation, Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{Days, Scale, date_words};
use crate::svg::{between, through};
use crate::table::Table;
use crate::text::{self, grouped};
use jiff::civil::Date;

/// The cumulative flow of a team.
///
/// ```
/// use chart::{Chart, CumulativeFlow};
/// let states = ["Doing".to_owned(), "Done".to_owned()];
/// let day = |day| jiff::civil::date(2026, 5, day);
/// let days = [(day(1), vec![2, 0]), (day(2), vec![3, 1])];
/// let chart = CumulativeFlow { states: &states, now: &[], days: &days, annotations: &[] };
/// assert!(chart.tables()[0].html("flow").contains("2 May 2026"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CumulativeFlow<'d> {
    /// The states in order; the last one is done.
    pub states: &'d [String],
    /// How many items are in each state now, where that is known otherwise than by the lines.
    pub now: &'d [Option<u32>],
    /// Per day, how many items had reached each state by its end.
    pub days: &'d [(Date, Vec<u32>)],
    /// Lines on the time axis.
    pub annotations: &'d [Annotation],
}

impl CumulativeFlow<'_> {
    fn rhythm(&self) -> Rhythm {
        rhythm(self.days.iter().map(|day| day.0))
    }

    /// Between the line of a state and the next: how many are in it now. The name gives way to the
    /// count where the room is too small for both.
    fn bands_now(&self, room: f64) -> Vec<(String, f64)> {
        let Some((_, now)) = self.days.last() else { return vec![] };
        let next = |state: usize| now.get(state + 1).copied().unwrap_or(0);
        let names = self.states.iter().enumerate();
        names
            .map(|(state, name)| {
                let between = now[state].saturating_sub(next(state));
                let count = self.now.get(state).copied().flatten().unwrap_or(between);
                let middle = f64::from(now[state] + next(state)) / 2.0;
                let count = format!(" · {}", grouped(u64::from(count)));
                let room = room - text::width(&count, FONT_SIZE);
                (format!("{}{count}", text::shortened(name, FONT_SIZE, room)), middle)
            })
            .collect()
    }

    fn draw_bands(&self, plot: &mut Plot, days: &Days, scale: &Scale) {
        let shown = self.rhythm().indices;
        let line = |state: usize| -> Vec<(f64, f64)> {
            let value = |day: &(Date, Vec<u32>)| day.1.get(state).copied().unwrap_or(0);
            shown
                .iter()
                .map(|index| &self.days[*index])
                .map(|day| (days.at(day.0), scale.at(f64::from(value(day)))))
                .collect()
        };
        for state in 0..self.states.len() {
            let (upper, lower) = (line(state), line(state + 1));
            let class = match self.states.len() - 1 - state {
                0 => "band done",
                other => ["band b2", "band b0", "band b1"][other % 3],
            };
            if !upper.is_empty() {
                plot.svg.path(class, &between(&upper, &lower));
                plot.svg.path("line", &through(upper));
            }
        }
        let top = |index: &usize| self.days[*index].1.first().copied().unwrap_or(0);
        plot.stops = shown
            .iter()
            .map(|index| (days.at(self.days[*index].0), scale.at(f64::from(top(index)))))
            .collect();
    }
}

impl Chart for CumulativeFlow<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let bands = self.bands_now(width.pick(220.0, 112.0));
        let most = self.days.last().and_then(|day| day.1.first()).copied().unwrap_or(0);
        let room = room_for(bands.iter().map(|band| band.0.as_str()));
        // State names are needed in a narrow drawing, too; they are all there is to know the bands.
        let right = room.max(40.0) + 14.0;
        let scale = |places| Scale::from_zero(f64::from(most), places);
        let left = room_for_values(&scale((0.0, 1.0)));
        let margins = Margins { left, right, top: 42.0, bottom: 34.0 };
        let mut plot =
            Plot::new(width, width.pick(400.0, 320.0), margins).with_room_for(self.annotations);
        let scale = scale(plot.upwards());
        let first = self.days.first().map_or(Date::ZERO, |day| day.0);
        let last = self.days.last().map_or(first, |day| day.0);
        let days = Days::new(first, last, plot.across());
        plot.caption("↑ items that have reached the state");
        plot.value_axis(&scale);
        self.draw_bands(&mut plot, &days, &scale);
        plot.day_axis(&days);
        let labels: Vec<_> = bands.into_iter().map(|(words, at)| (scale.at(at), words)).collect();
        plot.end_labels(&labels);
        plot.annotations(&days, self.annotations);
        plot.nothing_if(most == 0, "nothing started in these days");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let rhythm = self.rhythm();
        let columns: Vec<&str> =
            std::iter::once(rhythm.column).chain(self.states.iter().map(String::as_str)).collect();
        let mut table = Table::new("Items that had reached each state", &columns);
        for index in rhythm.indices {
            let (date, counts) = &self.days[index];
            let counts = counts.iter().map(|count| grouped(u64::from(*count)));
            table.row(std::iter::once(date_words(*date)).chain(counts));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        "The height of a band is how many items are in that state; it grows where work waits. The \
         width of a band, from left to right, is about how long items stay in it."
            .to_owned()
    }
}
