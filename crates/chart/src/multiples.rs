//! Small multiples: one small panel for each of several things, all on one scale, so that they can
//! be compared by eye.

use crate::figure::Chart;
use crate::labels::{Anchor, FONT_SIZE, Label, Rect};
use crate::over_time::{Series, rhythm};
use crate::plot::{Annotation, AnnotationKind, Drawing, Margins, Plot, Width};
use crate::scale::{Days, Scale, date_words};
use crate::svg::{between, through};
use crate::table::Table;
use crate::text::{self, number};
use jiff::civil::Date;

/// Several series over the same days, each in a small panel, on one scale.
///
/// ```
/// use chart::{Chart, Multiples, Series};
/// let dates = [jiff::civil::date(2026, 5, 1), jiff::civil::date(2026, 5, 2)];
/// let panels = [Series { name: "Review".into(), values: vec![1.0, 4.0] }];
/// let chart = Multiples { dates: &dates, panels: &panels, caption: "items", annotations: &[] };
/// assert!(chart.tables()[0].html("states").contains("Review"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Multiples<'d> {
    /// The days, ascending.
    pub dates: &'d [Date],
    /// The panels, in reading order.
    pub panels: &'d [Series],
    /// What the height means.
    pub caption: &'d str,
    /// Lines on the time axes.
    pub annotations: &'d [Annotation],
}

const ROW: f64 = 132.0;
const BETWEEN: f64 = 30.0;

impl Multiples<'_> {
    fn most(&self) -> f64 {
        self.panels.iter().flat_map(|it| &it.values).copied().fold(0.0, f64::max)
    }

    fn panel(&self, width: Width, index: usize) -> Rect {
        let columns = self.columns(width);
        let (left, whole) = (28.0, width.units() - 28.0);
        let each = (whole - BETWEEN * (columns - 1) as f64) / columns as f64;
        let left = left + (index % columns) as f64 * (each + BETWEEN);
        let top = 46.0 + (index / columns) as f64 * ROW;
        Rect { left, right: left + each, top, bottom: top + ROW - 56.0 }
    }

    fn columns(&self, width: Width) -> usize {
        width.pick(self.panels.len().clamp(1, 3), 1)
    }

    fn draw_panel(&self, plot: &mut Plot, shown: &[usize], series: &Series, days: &Days) {
        let scale = Scale::from_zero(self.most(), plot.upwards());
        let Rect { left, right, top, bottom } = plot.area;
        plot.svg.line("axis", (left, top), (right, top));
        plot.svg.line("base", (left, bottom), (right, bottom));
        let line: Vec<(f64, f64)> = shown
            .iter()
            .filter_map(|index| {
                Some((days.at(self.dates[*index]), scale.at(*series.values.get(*index)?)))
            })
            .collect();
        let floor = [(left, bottom), (line.last().map_or(left, |it| it.0), bottom)];
        plot.svg.path("band b1", &between(&line, &floor));
        plot.svg.path("series", &through(line.iter().copied()));
        for it in self.annotations {
            let x = days.at(it.on);
            if (left..=right).contains(&x) {
                let definition = it.kind == AnnotationKind::Definition;
                let class = if definition { "note definition" } else { "note" };
                plot.svg.line(class, (x, top), (x, bottom));
            }
        }
        let now = series.values.last().map_or(String::new(), |it| format!("{} now", number(*it)));
        let room = right - left - text::width(&now, FONT_SIZE) - 10.0;
        let name = text::shortened(&series.name, FONT_SIZE, room).into_owned();
        let baseline = top - 7.0;
        plot.label(&Label { x: left, baseline, anchor: Anchor::Start, text: name, class: "t" });
        plot.label(&Label { x: right, baseline, anchor: Anchor::End, text: now, class: "v" });
        for (value, y) in [(self.most(), top), (0.0, bottom)] {
            let (x, baseline) = (left - 5.0, y + 4.5);
            let text = number(value);
            if left < 40.0 {
                plot.label(&Label { x, baseline, anchor: Anchor::End, text, class: "v" });
            }
        }
        if plot.stops.is_empty() {
            plot.stops = line;
        }
    }
}

impl Chart for Multiples<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let rows = self.panels.len().max(1).div_ceil(self.columns(width));
        let margins = Margins { left: 28.0, right: 0.0, top: 46.0, bottom: 34.0 };
        let mut plot = Plot::new(width, 40.0 + ROW * rows as f64, margins);
        let whole = plot.area;
        plot.area = Rect { top: 28.0, ..whole };
        plot.caption(&format!("↑ {}, all on one scale", self.caption));
        let shown = rhythm(self.dates.iter().copied()).indices;
        let first = self.dates.first().copied().unwrap_or(Date::ZERO);
        let last = self.dates.last().copied().unwrap_or(first);
        for (index, series) in self.panels.iter().enumerate() {
            plot.area = self.panel(width, index);
            let days = Days::new(first, last, plot.across());
            self.draw_panel(&mut plot, &shown, series, &days);
            plot.day_axis(&days);
        }
        plot.area = whole;
        plot.nothing_if(self.panels.is_empty(), "nothing to compare yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let rhythm = rhythm(self.dates.iter().copied());
        let names = self.panels.iter().map(|panel| panel.name.as_str());
        let columns: Vec<&str> = std::iter::once(rhythm.column).chain(names).collect();
        let mut table = Table::new(&format!("{} in each", self.caption), &columns);
        for index in rhythm.indices {
            let value = |it: &Series| it.values.get(index).map_or(String::new(), |it| number(*it));
            let values = self.panels.iter().map(value);
            table.row(std::iter::once(date_words(self.dates[index])).chain(values));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        "One small picture each, all on the same scale: compare their heights.".to_owned()
    }
}
