//! A forecast as twenty dots: each is one future out of twenty, all of them equally likely.

use crate::figure::Chart;
use crate::labels::Anchor;
use crate::plot::{Drawing, Margins, Plot, Width};
use crate::scale::{Kind, Scale};
use crate::svg::At;
use crate::table::Table;

/// Twenty equally likely futures.
///
/// Method: the quantile dotplot (Kay, Kola, Hullman and Munson, "When (ish) is My Bus?", 2016).
///
/// ```
/// use chart::{Chart, QuantileDots};
/// let future = |n: u32| (f64::from(n), format!("{n} items"));
/// let futures: Vec<(f64, String)> = (1..=20).map(future).collect();
/// let promise = Some((4.0, "4 items or more"));
/// let chart = QuantileDots { futures: &futures, promise, kept_from: true, of: "items" };
/// assert!(chart.how_to_read().contains("17 of the 20, the filled ones"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct QuantileDots<'d> {
    /// The outcome of each future and its words, ascending.
    pub futures: &'d [(f64, String)],
    /// What is promised, with its words.
    pub promise: Option<(f64, &'d str)>,
    /// Whether a future keeps the promise from this value on ("so many or more"); else up to it
    /// ("by this day or before").
    pub kept_from: bool,
    /// What the values are, for the axis.
    pub of: &'d str,
}

impl QuantileDots<'_> {
    fn kept(&self, value: f64) -> bool {
        self.promise.is_some_and(|(it, _)| if self.kept_from { value >= it } else { value <= it })
    }

    /// How many of the futures keep the promise.
    fn count_kept(&self) -> usize {
        self.futures.iter().filter(|future| self.kept(future.0)).count()
    }

    /// The values in columns: `width` of them share one, as many as a dot is wide.
    fn columns(&self, most: usize) -> (f64, f64) {
        let first = self.futures.first().map_or(0.0, |future| future.0);
        let last = self.futures.last().map_or(first, |future| future.0);
        let width = ((last - first + 1.0) / (most - 1).max(1) as f64).ceil().max(1.0);
        // The promise is at the edge of its column, so that no column holds both sorts of futures.
        let edge = self.promise.map_or(first, |(it, _)| if self.kept_from { it } else { it + 1.0 });
        (edge - ((edge - first) / width).ceil() * width, width)
    }

    /// Where the promise begins, or ends, with its words.
    fn draw_promise(&self, plot: &mut Plot, edge: &dyn Fn(f64) -> f64) {
        let Some((promise, words)) = self.promise.filter(|_| !self.futures.is_empty()) else {
            return;
        };
        let x = edge(promise);
        plot.svg.line("note", (x, plot.area.top - 2.0), (x, plot.area.bottom));
        let y = plot.area.top + 8.0;
        let sides = [(x + 6.0, y, Anchor::Start), (x - 6.0, y, Anchor::End)];
        let places = if self.kept_from { sides } else { [sides[1], sides[0]] };
        plot.label_at_one_of(words, "n halo", places);
    }

    /// Words for the first and the last outcome, and one in the middle.
    fn value_words(&self, plot: &mut Plot, at: &dyn Fn(f64) -> f64) {
        let bottom = plot.area.bottom;
        let middle = self.futures.get(self.futures.len() / 2);
        for (value, words) in
            [self.futures.first(), self.futures.last(), middle].into_iter().flatten()
        {
            let x = at(*value);
            let half = crate::text::width(words, crate::labels::FONT_SIZE) / 2.0;
            let middle = x.clamp(half + 2.0, (plot.width.units() - half - 2.0).max(half + 2.0));
            plot.label_at_one_of(words, "v", [(middle, bottom + 21.0, Anchor::Middle)]);
        }
    }
}

impl Chart for QuantileDots<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let margins = Margins { left: 12.0, right: 12.0, top: 52.0, bottom: 30.0 };
        let radius = width.pick(11.0, 7.0);
        let room = width.units() - margins.left - margins.right;
        let most = (room / (2.0 * radius + 2.0)).floor() as usize;
        let (first, step) = self.columns(most);
        let column = |value: f64| ((value - first) / step).floor();
        let mut heights = std::collections::BTreeMap::<i64, usize>::new();
        self.futures.iter().for_each(|it| *heights.entry(column(it.0) as i64).or_default() += 1);
        let highest = heights.values().copied().max().unwrap_or(1);
        let dots = (2.0 * radius + 2.0) * highest as f64 + 22.0;
        let height = margins.top + margins.bottom + dots;
        let mut plot = Plot::new(width, height.max(120.0), margins);
        let columns = heights.keys().last().map_or(1.0, |last| *last as f64 + 1.0);
        let pitch = (room / columns).min(width.pick(64.0, 32.0));
        let left = plot.area.left + (room - pitch * columns) / 2.0;
        let scale = Scale::new(Kind::Straight, (0.0, columns), (left, left + pitch * columns));
        let at = |value: f64| scale.at(column(value) + 0.5);
        plot.area.top -= 24.0;
        plot.caption(&format!("→ {}", self.of));
        plot.area.top += 24.0;
        let (from, to) = plot.across();
        plot.svg.line("base", (from, plot.area.bottom), (to, plot.area.bottom));
        let mut stacked = std::collections::BTreeMap::<i64, usize>::new();
        for (value, words) in self.futures {
            let below = stacked.entry(column(*value) as i64).or_default();
            let y = plot.area.bottom - (radius + 2.0) - *below as f64 * (2.0 * radius + 2.0);
            *below += 1;
            let class = if self.kept(*value) { "future kept" } else { "future" };
            plot.svg.raw(format_args!(
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}</title></circle>",
                At(at(*value)),
                At(y),
                At(radius - 1.0),
                crate::text::escape(words)
            ));
            plot.stops.push((at(*value), y));
        }
        let beside = if self.kept_from { 0.0 } else { 1.0 };
        self.draw_promise(&mut plot, &|value| scale.at(column(value) + beside));
        self.value_words(&mut plot, &at);
        plot.nothing_if(self.futures.is_empty(), "too little to forecast from");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let mut table =
            Table::new("Twenty equally likely futures", &["Future", "Outcome", "Promise"]);
        for (index, (value, words)) in self.futures.iter().enumerate() {
            let kept = if self.kept(*value) { "yes" } else { "no" };
            table.row([(index + 1).to_string(), words.clone(), kept.to_owned()]);
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let mut text =
            "Twenty futures, all equally likely if things go on as they did; each dot is \
                        what happens in one of them."
                .to_owned();
        if self.promise.is_some() && !self.futures.is_empty() {
            text +=
                &format!(" {} of the 20, the filled ones, can be counted on.", self.count_kept());
        }
        if let beyond @ 1..20 = 20_usize.saturating_sub(self.futures.len()) {
            text += &format!(" {beyond} of the 20 lie too far ahead to be drawn.");
        }
        text
    }
}
