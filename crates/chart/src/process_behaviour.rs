//! The process behaviour chart: values with their natural limits, and the ranges between them.

use crate::figure::Chart;
use crate::labels::Rect;
use crate::over_time::panels;
use crate::plot::{Annotation, Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{Days, Scale, date_words};
use crate::svg::{At, Svg, through};
use crate::table::Table;
use crate::text::number;
use jiff::civil::Date;

/// The natural limits, computed from the weeks of the baseline.
///
/// ```
/// use chart::Limits;
/// let limits = Limits { mean: 2.2, upper: 6.1, lower: None, range_upper: 4.8, mean_range: 1.5 };
/// assert!(limits.lower.is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The centre line.
    pub mean: f64,
    /// Values above it are signals.
    pub upper: f64,
    /// Values below it are signals; none where it would lie below 0.
    pub lower: Option<f64>,
    /// Ranges above it are signals.
    pub range_upper: f64,
    /// The mean of the ranges.
    pub mean_range: f64,
}

/// A value that the usual ups and downs do not explain.
///
/// ```
/// let rule = "outside the limits".to_owned();
/// let signal = chart::Signal { index: 3, on_range: false, run: false, rule };
/// assert_eq!(signal.index, 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Which week.
    pub index: usize,
    /// Whether it is the range that signals, and not the value.
    pub on_range: bool,
    /// Whether it ends a run of weeks, each of which is usual by itself.
    pub run: bool,
    /// What makes it one.
    pub rule: String,
}

/// Weekly values against their natural limits.
///
/// ```
/// use chart::{Chart, ProcessBehaviour};
/// let monday = |day| jiff::civil::date(2026, 5, day);
/// let weeks = [(monday(4), 3.0), (monday(11), 1.0)];
/// let chart = ProcessBehaviour {
///     weeks: &weeks, baseline: 2, limits: None, signals: &[], annotations: &[],
/// };
/// assert_eq!(chart.tables().len(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ProcessBehaviour<'d> {
    /// The Monday of each whole week and its value.
    pub weeks: &'d [(Date, f64)],
    /// How many of the first weeks the limits come from.
    pub baseline: usize,
    /// The limits; none where there are too few weeks.
    pub limits: Option<Limits>,
    /// What is out of the ordinary.
    pub signals: &'d [Signal],
    /// Lines on the time axis.
    pub annotations: &'d [Annotation],
}

/// With more weeks than this only the line is drawn, and the signals.
const MOST_DOTS: usize = 120;

/// A line across with its words.
struct Line {
    at: f64,
    words: String,
    class: &'static str,
}

/// The distance of each week's value from the one before; the first week has none.
fn ranges(weeks: &[(Date, f64)]) -> Vec<(Date, f64)> {
    weeks.windows(2).map(|pair| (pair[1].0, (pair[1].1 - pair[0].1).abs())).collect()
}

impl ProcessBehaviour<'_> {
    fn value_lines(&self) -> Vec<Line> {
        let Some(it) = self.limits else { return vec![] };
        let upper = Line {
            at: it.upper,
            words: format!("usually at most {}", number(it.upper)),
            class: "limit",
        };
        let mean =
            Line { at: it.mean, words: format!("{} on average", number(it.mean)), class: "level" };
        let lower = it.lower.map(|at| Line {
            at,
            words: format!("usually at least {}", number(at)),
            class: "limit",
        });
        [upper, mean].into_iter().chain(lower).collect()
    }

    fn range_lines(&self) -> Vec<Line> {
        let Some(it) = self.limits else { return vec![] };
        let words = format!("usually at most {}", number(it.range_upper));
        let upper = Line { at: it.range_upper, words, class: "limit" };
        let words = format!("{} on average", number(it.mean_range));
        vec![upper, Line { at: it.mean_range, words, class: "level" }]
    }

    fn scale(points: &[(Date, f64)], lines: &[Line], places: (f64, f64)) -> Scale {
        let values = points.iter().map(|it| it.1).chain(lines.iter().map(|it| it.at));
        Scale::from_zero(values.fold(0.0, f64::max) * 1.06, places)
    }

    fn draw_panel(&self, plot: &mut Plot, days: &Days, on_range: bool) {
        let (points, lines, caption) = if on_range {
            (ranges(self.weeks), self.range_lines(), "↑ change from one week to the next")
        } else {
            (self.weeks.to_vec(), self.value_lines(), "↑ items finished in a week")
        };
        let scale = Self::scale(&points, &lines, plot.upwards());
        plot.caption(caption);
        plot.value_axis(&scale);
        let (left, right) = plot.across();
        for line in &lines {
            let y = scale.at(line.at);
            plot.svg.line(line.class, (left, y), (right, y));
        }
        let place = |it: &(Date, f64)| (days.at(it.0), scale.at(it.1));
        plot.svg.path("series", &through(points.iter().map(place)));
        // The first week has no range.
        let skipped = usize::from(on_range);
        let few = points.len() <= MOST_DOTS;
        for (index, point) in points.iter().enumerate() {
            let (x, y) = place(point);
            let here = self
                .signals
                .iter()
                .filter(|it| it.on_range == on_range && it.index == index + skipped);
            match here.map(|signal| signal.run).min() {
                Some(run) => draw_signal(&mut plot.svg, (x, y), run),
                None if few => {
                    let (x, y) = (At(x), At(y));
                    let dot =
                        format_args!("<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"2.6\"/>");
                    plot.svg.raw(dot);
                }
                None => {}
            }
        }
        if !on_range {
            plot.stops = points.iter().map(place).collect();
        }
        let words = lines.into_iter().map(|line| (scale.at(line.at), line.words));
        plot.end_labels(&words.collect::<Vec<_>>());
    }

    fn draw_baseline(&self, plot: &mut Plot, days: &Days) {
        let last = self.baseline.min(self.weeks.len()).checked_sub(1);
        let Some((first, last)) = self.weeks.first().zip(last.map(|it| self.weeks[it])) else {
            return;
        };
        let (left, right) = (days.at(first.0), days.at(last.0));
        let Rect { top, bottom, .. } = plot.area;
        plot.svg.raw(format_args!(
            "<path class=\"ground\" d=\"M{} {}H{}V{}H{}Z\"/>",
            At(left),
            At(top),
            At(right),
            At(bottom),
            At(left)
        ));
    }
}

/// A diamond; a hollow one where it ends a run.
fn draw_signal(svg: &mut Svg, (x, y): (f64, f64), run: bool) {
    let size = if run { 4.5 } else { 5.5 };
    let (top, bottom, left, right) = (At(y - size), At(y + size), At(x - size), At(x + size));
    let (x, y) = (At(x), At(y));
    let class = if run { "signal run" } else { "signal" };
    svg.path(class, &format!("M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z"));
}

impl Chart for ProcessBehaviour<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let lines: Vec<Line> = self.value_lines().into_iter().chain(self.range_lines()).collect();
        let room = room_for(lines.iter().map(|line| line.words.as_str()));
        let values = Self::scale(self.weeks, &lines, (0.0, 1.0));
        let margins = Margins {
            left: room_for_values(&values),
            right: width.pick(room.clamp(0.0, 220.0) + 16.0, 10.0),
            top: 42.0,
            bottom: 34.0,
        };
        let mut plot =
            Plot::new(width, width.pick(430.0, 380.0), margins).with_room_for(self.annotations);
        let first = self.weeks.first().map_or(Date::ZERO, |week| week.0);
        let last = self.weeks.last().map_or(first, |week| week.0);
        let days = Days::new(first, last, plot.across());
        let whole = plot.area;
        plot.day_axis(&days);
        self.draw_baseline(&mut plot, &days);
        for (index, panel) in panels(whole, 2).into_iter().enumerate() {
            plot.area = panel;
            self.draw_panel(&mut plot, &days, index == 1);
        }
        plot.area = whole;
        plot.annotations(&days, self.annotations);
        plot.nothing_if(self.weeks.is_empty(), "no whole week yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["Week from", "Items finished", "Change", "Out of the ordinary"];
        let mut table = Table::new("Week by week", &columns);
        let ranges = ranges(self.weeks);
        for (index, (monday, value)) in self.weeks.iter().enumerate() {
            let range = index.checked_sub(1).map_or(String::new(), |it| number(ranges[it].1));
            let here = self.signals.iter().filter(|signal| signal.index == index);
            let rules: Vec<&str> = here.map(|signal| signal.rule.as_str()).collect();
            table.row([date_words(*monday), number(*value), range, rules.join("; ")]);
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let week = if self.weeks.len() > MOST_DOTS { "Each point of the line" } else { "Each dot" };
        format!(
            "{week} is a week. Between the dashed lines the ups and downs are the usual ones and \
             mean nothing by themselves. A filled diamond is a week outside them; a hollow one \
             ends a run that chance hardly makes. The limits come from the shaded weeks."
        )
    }
}
