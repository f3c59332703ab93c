//! Survival curves: how many in 100 are still unfinished at each age, open items counted. With two
//! periods, each with its interval.

use crate::figure::Chart;
use crate::labels::{Anchor, LINE};
use crate::plot::{Drawing, Margins, Plot, Width};
use crate::scale::{DayKind, Kind, Scale, days_words};
use crate::svg::{between, steps};
use crate::table::Table;

/// A point where a curve goes down.
///
/// ```
/// let step = chart::SurvivalStep { age_days: 3.0, share: 0.7, low: 0.5, high: 0.9 };
/// assert!(step.low < step.share && step.share < step.high);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalStep {
    /// The age in days.
    pub age_days: f64,
    /// The share still unfinished after it, 0 to 1.
    pub share: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The curve of a period.
///
/// ```
/// use chart::SurvivalCurve;
/// let (first_age_days, last_age_days, median_days) = (0.0, 30.0, None);
/// let (name, steps) = ("before".to_owned(), vec![]);
/// let curve = SurvivalCurve { name, steps, first_age_days, last_age_days, median_days };
/// assert_eq!(curve.share_at(5.0), 1.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalCurve {
    /// Which period, in a word or two.
    pub name: String,
    /// Where it goes down, by age.
    pub steps: Vec<SurvivalStep>,
    /// The age from which it holds, in days; before it too few were watched.
    pub first_age_days: f64,
    /// The age up to which it can be trusted, in days.
    pub last_age_days: f64,
    /// The age by which half are finished, if that is ever reached; it may lie beyond the line.
    pub median_days: Option<f64>,
}

impl SurvivalCurve {
    /// The share still unfinished after an age in days.
    ///
    /// ```
    /// use chart::{SurvivalCurve, SurvivalStep};
    /// let step = SurvivalStep { age_days: 3.0, share: 0.7, low: 0.5, high: 0.9 };
    /// let (first_age_days, last_age_days, median_days) = (0.0, 9.0, None);
    /// let (name, steps) = (String::new(), vec![step]);
    /// let curve = SurvivalCurve { name, steps, first_age_days, last_age_days, median_days };
    /// assert_eq!((curve.share_at(2.0), curve.share_at(3.0)), (1.0, 0.7));
    /// ```
    #[must_use]
    pub fn share_at(&self, age_days: f64) -> f64 {
        self.step_at(age_days).map_or(1.0, |step| step.share)
    }

    fn step_at(&self, age_days: f64) -> Option<&SurvivalStep> {
        let passed = self.steps.partition_point(|step| step.age_days <= age_days);
        passed.checked_sub(1).map(|index| &self.steps[index])
    }

    /// The median, where the line reaches it.
    fn median(&self) -> Option<f64> {
        self.median_days.filter(|it| *it <= self.last_age_days)
    }
}

/// What a survival curve is about, in words.
///
/// ```
/// use chart::SurvivalWords;
/// let words = SurvivalWords { of: "problem", begun: "shared", open: "not solved" };
/// assert_ne!(words, SurvivalWords::ITEMS);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurvivalWords<'d> {
    /// One of what is counted: "item".
    pub of: &'d str,
    /// What it is from age zero on: "started".
    pub begun: &'d str,
    /// What it is as long as it is counted: "unfinished".
    pub open: &'d str,
}

impl SurvivalWords<'static> {
    /// Those of a team's work.
    pub const ITEMS: Self = Self { of: "item", begun: "started", open: "unfinished" };
}

/// The share of items unfinished by age, for one period or two.
///
/// ```
/// use chart::{Chart, DayKind, Survival, SurvivalCurve, SurvivalStep, SurvivalWords};
/// let steps = vec![SurvivalStep { age_days: 3.0, share: 0.4, low: 0.2, high: 0.6 }];
/// let (first_age_days, last_age_days, median_days) = (0.0, 9.0, Some(3.0));
/// let (name, words) = ("all".to_owned(), &SurvivalWords::ITEMS);
/// let curve = SurvivalCurve { name, steps, first_age_days, last_age_days, median_days };
/// let chart = Survival { curves: &[curve], days: DayKind::Calendar, words };
/// assert!(chart.tables()[0].html("finish").contains("40 in 100"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Survival<'d> {
    /// The curves, the earlier period first.
    pub curves: &'d [SurvivalCurve],
    /// Which days are counted.
    pub days: DayKind,
    /// What it is about.
    pub words: &'d SurvivalWords<'d>,
}

/// The ages, in days, that the table tells.
const AGES: [f64; 23] = [
    HOUR / 4.0,
    HOUR / 2.0,
    HOUR,
    2.0 * HOUR,
    4.0 * HOUR,
    8.0 * HOUR,
    1.0,
    2.0,
    3.0,
    5.0,
    7.0,
    10.0,
    14.0,
    21.0,
    30.0,
    45.0,
    60.0,
    91.0,
    182.0,
    365.0,
    730.0,
    1_826.0,
    3_653.0,
];

/// An hour, in days.
const HOUR: f64 = 1.0 / 24.0;

fn in_100(share: f64) -> String {
    let in_100 = share * 100.0;
    if share > 0.0 && in_100 < 0.5 {
        "fewer than 1 in 100".to_owned()
    } else {
        format!("{in_100:.0} in 100")
    }
}

impl Survival<'_> {
    fn last(&self) -> f64 {
        let last = self.curves.iter().map(|curve| curve.last_age_days).fold(0.0, f64::max);
        if last > 0.0 { last } else { 1.0 }
    }

    fn scale(&self, places: (f64, f64)) -> Scale {
        let medians = self.curves.iter().filter_map(SurvivalCurve::median);
        let usual = medians.fold(f64::INFINITY, f64::min);
        let usual = if usual.is_finite() { usual } else { self.last() };
        Scale::of_durations(usual, self.last(), places).in_days(self.days)
    }

    /// Draws a curve's interval, and gives its line, to be drawn above all intervals.
    fn draw_interval(&self, plot: &mut Plot, index: usize, across: &Scale, up: &Scale) -> String {
        let curve = &self.curves[index];
        // One value for each place that can be told apart: a curve may have 100,000 steps.
        let mut shown: Vec<&SurvivalStep> = vec![];
        for step in curve.steps.iter().filter(|it| it.age_days <= curve.last_age_days) {
            let near = |it: &&SurvivalStep| across.at(step.age_days) - across.at(it.age_days) < 0.5;
            if shown.last().is_some_and(near) {
                shown.pop();
            }
            shown.push(step);
        }
        let end = across.at(curve.last_age_days);
        let line = |value: &dyn Fn(&SurvivalStep) -> f64| {
            let mut points = vec![(across.at(curve.first_age_days), up.at(100.0))];
            points
                .extend(shown.iter().map(|it| (across.at(it.age_days), up.at(value(it) * 100.0))));
            let last = points[points.len() - 1].1;
            points.push((end, last));
            points
        };
        let stepped = |points: Vec<(f64, f64)>| -> Vec<(f64, f64)> {
            let pairs = points.windows(2).flat_map(|it| [it[0], (it[1].0, it[0].1)]);
            pairs.chain(points.last().copied()).collect()
        };
        let latest = index + 1 == self.curves.len();
        let class = if latest { "interval" } else { "interval earlier" };
        let (high, low) = (stepped(line(&|it| it.high)), stepped(line(&|it| it.low)));
        plot.svg.path(class, &between(&high, &low));
        let class = if latest { "series" } else { "series earlier" };
        format!("<path class=\"{class}\" d=\"{}\"/>", steps(line(&|it| it.share)))
    }

    /// Each curve is named beside itself: the upper one above, the lower one below; at its median
    /// where there is room.
    fn name_curves(&self, plot: &mut Plot, across: &Scale, up: &Scale) {
        for (index, curve) in self.curves.iter().enumerate() {
            let latest = index + 1 == self.curves.len();
            let (dot, class) = match (latest, self.curves.len()) {
                (true, 1) => ("dot", "t halo"),
                (true, _) => ("dot", "n halo"),
                (false, _) => ("dot earlier", "t halo earlier"),
            };
            let words = match curve.median_days {
                Some(median) => format!("{}: half within {}", curve.name, days_words(median)),
                None => format!("{}: half not reached", curve.name),
            };
            if let Some(median) = curve.median() {
                let (x, y) = (crate::svg::At(across.at(median)), crate::svg::At(up.at(50.0)));
                plot.svg
                    .raw(format_args!("<circle class=\"{dot}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"));
            }
            let places: Vec<_> = self.places_beside(index, across, up);
            plot.label_at_one_of(&words, class, places);
        }
    }

    /// Places for the name of a curve along it, the one at its median first.
    fn places_beside(&self, index: usize, across: &Scale, up: &Scale) -> Vec<(f64, f64, Anchor)> {
        let curve = &self.curves[index];
        let middle = curve.median().unwrap_or(curve.last_age_days / 2.0);
        let at = |share: f64| {
            let reached = |step: &&SurvivalStep| step.share <= share;
            curve.steps.iter().find(reached).map(|step| step.age_days)
        };
        let ages = [0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9].into_iter().filter_map(at);
        let ages = std::iter::once(middle).chain(ages.filter(|age| *age <= curve.last_age_days));
        let others = || self.curves.iter().enumerate().filter(|(other, _)| *other != index);
        let corner =
            (across.at(self.last()), up.at(100.0) + 14.0 + LINE * index as f64, Anchor::End);
        let beside = ages.flat_map(|age| {
            let share = curve.share_at(age);
            let lower = others().any(|(_, other)| other.share_at(age) > share);
            let (x, y) = (across.at(age), up.at(share * 100.0));
            let beside = |away: f64| {
                if lower {
                    (x - 8.0, y + 18.0 + away, Anchor::End)
                } else {
                    (x + 9.0, y - 8.0 - away, Anchor::Start)
                }
            };
            [beside(0.0), beside(LINE), beside(2.0 * LINE)]
        });
        beside.chain([corner]).collect()
    }

    fn ages(&self) -> impl Iterator<Item = f64> {
        let last = self.last();
        let any = !self.curves.is_empty();
        // Parts of a day only where there is little else.
        AGES.into_iter().filter(move |age| any && *age <= last && (*age >= 1.0 || last < 3.0))
    }
}

impl Chart for Survival<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let margins = Margins { left: 38.0, right: 20.0, top: 42.0, bottom: 34.0 };
        let mut plot = Plot::new(width, width.pick(380.0, 320.0), margins);
        let up = Scale::new(Kind::Straight, (0.0, 100.0), plot.upwards());
        let across = self.scale(plot.across());
        let SurvivalWords { begun, open, .. } = self.words;
        plot.caption(&format!("↑ {open}, of 100 {begun}   → age in days"));
        plot.value_axis(&up);
        let curves = 0..self.curves.len();
        let lines: Vec<String> =
            curves.map(|index| self.draw_interval(&mut plot, index, &across, &up)).collect();
        plot.svg.0.extend(lines);
        let (left, right) = plot.across();
        if !self.curves.is_empty() {
            plot.svg.line("level", (left, up.at(50.0)), (right, up.at(50.0)));
        }
        plot.value_axis_below(&across);
        self.name_curves(&mut plot, &across, &up);
        if let Some(curve) = self.curves.last() {
            plot.stops = self
                .ages()
                .map(|age| (across.at(age), up.at(curve.share_at(age) * 100.0)))
                .collect();
        }
        plot.nothing_if(self.curves.is_empty(), "too few are finished for a curve");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let open = self.words.open;
        let columns: Vec<String> = self
            .curves
            .iter()
            .flat_map(|curve| [format!("{}: {open}", curve.name), "Between".to_owned()])
            .collect();
        let columns: Vec<&str> =
            std::iter::once("Age").chain(columns.iter().map(String::as_str)).collect();
        let mut table =
            Table::new(&format!("Still {open} at each age (interval: 95 in 100)"), &columns);
        for age in self.ages() {
            let cells = self.curves.iter().flat_map(|curve| match curve.step_at(age) {
                _ if age > curve.last_age_days || age < curve.first_age_days => {
                    ["–".to_owned(), "–".to_owned()]
                }
                None => [in_100(1.0), String::new()],
                Some(step) => [
                    in_100(step.share),
                    format!("{:.0} and {:.0}", step.low * 100.0, step.high * 100.0),
                ],
            });
            table.row(std::iter::once(days_words(age)).chain(cells));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let SurvivalWords { of, begun, open } = self.words;
        let mut text = format!(
            "Of 100 {of}s that are {begun}, the line tells how many are still {open} as they get \
             older; {of}s still open count, too. The true line probably lies within the shade."
        );
        if self.scale((0.0, 1.0)).kind() == Kind::Stretched {
            text += " The scale of ages is stretched: each step is about three times as long as \
                     the one before.";
        }
        text
    }
}
