//! Stacked columns: how many of each kind there were, month by month. At most four kinds, from the
//! least to the greatest, in tones of one colour.

use crate::figure::Chart;
use crate::labels::{Anchor, Label};
use crate::plot::{Drawing, Margins, Plot, Width, room_for_values};
use crate::scale::Scale;
use crate::svg::At;
use crate::table::Table;
use crate::text::grouped;
use jiff::civil::Date;

/// The counts of a month.
///
/// ```
/// let month = chart::Column { from: jiff::civil::date(2026, 5, 1), counts: vec![3, 1] };
/// assert_eq!(month.total(), 4);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The first day of the month.
    pub from: Date,
    /// How many there were of each kind.
    pub counts: Vec<u32>,
}

impl Column {
    /// How many there were of all kinds.
    ///
    /// ```
    /// let month = chart::Column { from: jiff::civil::date(2026, 5, 1), counts: vec![] };
    /// assert_eq!(month.total(), 0);
    /// ```
    #[must_use]
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// How many of each kind there were, month by month.
///
/// ```
/// use chart::{Chart, Column, Columns};
/// let columns = [Column { from: jiff::civil::date(2026, 5, 1), counts: vec![3, 1] }];
/// let chart = Columns { columns: &columns, kinds: &["small", "large"], of: "problem" };
/// assert!(chart.tables()[0].html("sizes").contains("May 2026"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Columns<'d> {
    /// The months, one after the other; those without any among them.
    pub columns: &'d [Column],
    /// The names of the kinds, the least first; at most four.
    pub kinds: &'d [&'d str],
    /// What is counted.
    pub of: &'d str,
}

/// The tones of the kinds, the lightest first.
const TONES: [&str; 4] = ["b0", "b1", "b2", "bar"];
const GAP: f64 = 0.28;
/// The height of a row of the key.
const ROW: f64 = 20.0;

impl Columns<'_> {
    fn draw_column(
        &self,
        plot: &mut Plot,
        (x, width): (f64, f64),
        (column, up): (&Column, &Scale),
    ) {
        let mut below = 0;
        for (count, tone) in column.counts.iter().zip(TONES).filter(|it| *it.0 > 0) {
            let (bottom, top) = (up.at(f64::from(below)), up.at(f64::from(below + count)));
            plot.svg.raw(format_args!(
                "<rect class=\"{tone}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                At(x),
                At(top),
                At(width),
                At(bottom - top)
            ));
            below += count;
        }
        plot.stops.push((x + width / 2.0, up.at(f64::from(below))));
    }

    /// How much of a row what a tone means takes.
    fn room(&self, kind: &str) -> f64 {
        crate::text::width(kind, crate::labels::FONT_SIZE) + 34.0
    }

    /// What the tones mean, above the columns, the least first.
    fn draw_key(&self, plot: &mut Plot) {
        let (mut x, mut y) = (plot.area.left, 4.0);
        for (kind, tone) in self.kinds.iter().zip(TONES) {
            if x + self.room(kind) > plot.area.right && x > plot.area.left {
                (x, y) = (plot.area.left, y + ROW);
            }
            plot.svg.raw(format_args!(
                "<rect class=\"{tone}\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" rx=\"2\"/>",
                At(x),
                At(y)
            ));
            let text = (*kind).to_owned();
            plot.label(&Label {
                x: x + 17.0,
                baseline: y + 11.0,
                anchor: Anchor::Start,
                text,
                class: "t",
            });
            x += self.room(kind);
        }
    }
}

impl Chart for Columns<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let most = self.columns.iter().map(Column::total).max().unwrap_or(0);
        let up = |places| Scale::from_zero(f64::from(most), places);
        let left = room_for_values(&up((0.0, 1.0)));
        let margins = Margins { left, right: 14.0, top: width.pick(72.0, 92.0), bottom: 34.0 };
        let mut plot = Plot::new(width, width.pick(320.0, 280.0), margins);
        let up = up(plot.upwards());
        plot.caption(&format!("↑ {}s, by the month in which they were seen", self.of));
        plot.value_axis(&up);
        self.draw_key(&mut plot);
        let (from, to) = plot.across();
        let each = (to - from) / self.columns.len().max(1) as f64;
        // Each month is named where there is room for its name.
        let every = (width.pick(46.0, 58.0) / each).ceil().max(1.0) as usize;
        for (place, column) in self.columns.iter().enumerate() {
            let x = from + each * (place as f64 + GAP / 2.0);
            self.draw_column(&mut plot, (x, each * (1.0 - GAP)), (column, &up));
            if place % every == 0 {
                let (text, baseline) = (short(column.from), plot.area.bottom + 20.0);
                let middle = x + each * (1.0 - GAP) / 2.0;
                plot.label(&Label {
                    x: middle,
                    baseline,
                    anchor: Anchor::Middle,
                    text,
                    class: "v",
                });
            }
        }
        plot.nothing_if(most == 0, "nothing to count yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let head: Vec<&str> =
            ["Month"].into_iter().chain(self.kinds.iter().copied()).chain(["All"]).collect();
        let mut table = Table::new("How many in each month", &head);
        for column in self.columns {
            let counts = column.counts.iter().map(|count| grouped(u64::from(*count)));
            let all = grouped(u64::from(column.total()));
            table.row([long(column.from)].into_iter().chain(counts).chain([all]));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        format!(
            "Each column is a month; its parts are how many {}s of each kind there were, the \
             darker the greater.",
            self.of
        )
    }
}

fn short(month: Date) -> String {
    let name = month.strftime("%b").to_string();
    if month.month() == 1 { format!("{name} {}", month.year()) } else { name }
}

fn long(month: Date) -> String {
    month.strftime("%b %Y").to_string()
}
