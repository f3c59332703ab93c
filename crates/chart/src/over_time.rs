//! Values over time, one panel each on the same days: work in progress, total age.

use crate::figure::Chart;
use crate::labels::{Anchor, Rect};
use crate::plot::{Annotation, Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{Days, Scale, date_words};
use crate::svg::through;
use crate::table::Table;
use crate::text::number;
use jiff::civil::Date;

/// A value for each day.
///
/// ```
/// use chart::Series;
/// let series = Series { name: "Items in progress".into(), values: vec![3.0, 4.0] };
/// assert_eq!(series.values.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is, with its unit.
    pub name: String,
    /// A value per day, as many as there are days.
    pub values: Vec<f64>,
}

/// Values over the same days, each in a panel of its own.
///
/// ```
/// use chart::{Chart, OverTime, Series};
/// let dates = [jiff::civil::date(2026, 5, 1), jiff::civil::date(2026, 5, 2)];
/// let series = [Series { name: "Items".into(), values: vec![3.0, 4.0] }];
/// let chart = OverTime { dates: &dates, series: &series, annotations: &[] };
/// assert!(chart.tables()[0].html("wip").contains("<td>4</td>"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OverTime<'d> {
    /// The days, ascending.
    pub dates: &'d [Date],
    /// The values, a panel each.
    pub series: &'d [Series],
    /// Lines on the time axis.
    pub annotations: &'d [Annotation],
}

/// Which of many days are drawn: all, or the last of each week or month. A table has a row for
/// each, so there are never more than can be read.
pub(crate) struct Rhythm {
    pub(crate) indices: Vec<usize>,
    /// The name of the column of dates.
    pub(crate) column: &'static str,
}

/// More days than this are told by the week, ...
const MOST_DAYS: usize = 400;
/// ... and more than this by the month.
const MOST_DAYS_BY_WEEK: usize = 2_800;

pub(crate) fn rhythm(dates: impl ExactSizeIterator<Item = Date>) -> Rhythm {
    let count = dates.len();
    if count <= MOST_DAYS {
        return Rhythm { indices: (0..count).collect(), column: "Day" };
    }
    let by_week = count <= MOST_DAYS_BY_WEEK;
    let bucket = |date: Date| {
        if by_week {
            let week = date.iso_week_date();
            (week.year(), week.week())
        } else {
            (date.year(), date.month())
        }
    };
    let buckets: Vec<_> = dates.map(bucket).collect();
    let ends = |index: &usize| buckets.get(index + 1) != Some(&buckets[*index]);
    let indices = (0..count).filter(ends).collect();
    Rhythm { indices, column: if by_week { "Week to" } else { "Month to" } }
}

/// Panels below each other, and the caption above each.
pub(crate) fn panels(area: Rect, count: usize) -> Vec<Rect> {
    const BETWEEN: f64 = 44.0;
    let count = count.max(1);
    let height = (area.height() - BETWEEN * (count - 1) as f64) / count as f64;
    let panel = |index: usize| {
        let top = area.top + index as f64 * (height + BETWEEN);
        Rect { top, bottom: top + height, ..area }
    };
    (0..count).map(panel).collect()
}

impl OverTime<'_> {
    fn scale(&self, series: &Series, places: (f64, f64)) -> Scale {
        Scale::from_zero(series.values.iter().copied().fold(0.0, f64::max), places)
    }

    fn draw_panel(&self, plot: &mut Plot, panel: Rect, days: &Days, series: &Series) {
        plot.area = panel;
        let scale = self.scale(series, plot.upwards());
        plot.caption(&format!("↑ {}", series.name));
        plot.value_axis(&scale);
        let shown = rhythm(self.dates.iter().copied()).indices;
        let places: Vec<(f64, f64)> = shown
            .iter()
            .filter_map(|index| {
                let value = series.values.get(*index)?;
                Some((days.at(self.dates[*index]), scale.at(*value)))
            })
            .collect();
        plot.svg.path("series", &through(places.iter().copied()));
        if let (Some((x, y)), Some(value)) = (places.last(), series.values.last()) {
            plot.svg.raw(format_args!(
                "<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                crate::svg::At(*x),
                crate::svg::At(*y)
            ));
            let words = format!("{} now", number(*value));
            let beside = (x + 9.0, y + 4.5, Anchor::Start);
            let above = (x + 4.0, y - 9.0, Anchor::End);
            let below = (x + 4.0, y + 19.0, Anchor::End);
            plot.label_at_one_of(&words, "t halo", [beside, above, below]);
        }
        if plot.stops.is_empty() {
            plot.stops = places;
        }
    }
}

impl Chart for OverTime<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let now = self.series.iter().filter_map(|it| it.values.last());
        let now: Vec<String> = now.map(|value| format!("{} now", number(*value))).collect();
        let right = width.pick(room_for(now.iter().map(String::as_str)) + 16.0, 10.0);
        let values = self.series.iter().map(|it| room_for_values(&self.scale(it, (0.0, 1.0))));
        let margins = Margins { left: values.fold(20.0, f64::max), right, top: 42.0, bottom: 34.0 };
        let panel = width.pick(170.0, 130.0);
        let count = self.series.len().max(1) as f64;
        let height = 42.0 + 34.0 + panel * count + 44.0 * (count - 1.0);
        let mut plot = Plot::new(width, height, margins).with_room_for(self.annotations);
        let first = self.dates.first().copied().unwrap_or(Date::ZERO);
        let last = self.dates.last().copied().unwrap_or(first);
        let days = Days::new(first, last, plot.across());
        let whole = plot.area;
        plot.day_axis(&days);
        for (panel, series) in panels(whole, self.series.len()).into_iter().zip(self.series) {
            self.draw_panel(&mut plot, panel, &days, series);
        }
        plot.area = whole;
        plot.annotations(&days, self.annotations);
        plot.nothing_if(self.dates.is_empty(), "no day to show yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let rhythm = rhythm(self.dates.iter().copied());
        let names = self.series.iter().map(|series| series.name.as_str());
        let columns: Vec<&str> = std::iter::once(rhythm.column).chain(names).collect();
        let mut table = Table::new("The values at the end of each", &columns);
        for index in rhythm.indices {
            let value = |it: &Series| it.values.get(index).map_or(String::new(), |it| number(*it));
            let values = self.series.iter().map(value);
            table.row(std::iter::once(date_words(self.dates[index])).chain(values));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        "Each line is a count, day by day. The words at its end say where it stands now.".to_owned()
    }
}
