//! Ageing work: a dot for each open item, by the state it is in and its age, on the ground of how
//! old finished items were when they left that state.

use crate::dots::{Linked, Look, MOST_LINKS, screen, singled_out};
use crate::figure::Chart;
use crate::labels::{Anchor, FONT_SIZE, Label, Rect};
use crate::plot::{Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{DayKind, Kind, Scale, days_words};
use crate::scatterplot::STRETCHED;
use crate::table::Table;
use crate::text;

/// A column of the chart.
///
/// ```
/// let review = chart::StateColumn { name: "Review".into(), bands: [Some(4.0), Some(9.0), None] };
/// assert_eq!(review.bands[0], Some(4.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StateColumn {
    /// The state.
    pub name: String,
    /// The ages in days at which half, 85 and 95 in 100 of the finished items had left it; none
    /// where there are too few.
    pub bands: [Option<f64>; 3],
}

/// An open item.
///
/// ```
/// let item = chart::OpenItem { name: "A-1", column: 0, age_days: 26.0, href: None };
/// assert_eq!(item.age_days, 26.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenItem<'d> {
    /// The item's name.
    pub name: &'d str,
    /// Which column it is in.
    pub column: usize,
    /// Its age in days since its start.
    pub age_days: f64,
    /// Where it leads; without, to its row in the table.
    pub href: Option<&'d str>,
}

/// Open items by state and age.
///
/// ```
/// use chart::{Ageing, Chart, DayKind, OpenItem, StateColumn};
/// let columns = [StateColumn { name: "Review".into(), bands: [None; 3] }];
/// let items = [OpenItem { name: "A-1", column: 0, age_days: 26.0, href: None }];
/// let (columns, items, late_above) = (&columns, &items, Some(14.0));
/// let chart = Ageing { columns, items, late_above, kind: DayKind::Calendar };
/// assert!(chart.tables()[0].html("ageing").contains("26 days"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Ageing<'d> {
    /// The states in order.
    pub columns: &'d [StateColumn],
    /// The open items, oldest first.
    pub items: &'d [OpenItem<'d>],
    /// The age in days that most finished items stay below; older ones are drawn as late.
    pub late_above: Option<f64>,
    /// Which days are counted.
    pub kind: DayKind,
}

/// What the upper edge of each band means.
const BANDS: [&str; 3] = ["half had left", "85 in 100 had left", "95 in 100 had left"];

impl Ageing<'_> {
    fn scale(&self, places: (f64, f64)) -> Scale {
        let ages = self.items.iter().map(|item| item.age_days);
        let bands = self.columns.iter().flat_map(|column| column.bands.into_iter().flatten());
        let longest = ages.chain(bands).fold(0.0, f64::max);
        let longest = if longest > 0.0 { longest } else { 1.0 };
        let medians = self.columns.iter().filter_map(|column| column.bands[0]);
        let usual = medians.fold(0.0, f64::max);
        let usual = if usual > 0.0 { usual } else { longest };
        Scale::of_durations(usual, longest, places).in_days(self.kind)
    }

    fn column(&self, plot: &Plot, column: usize) -> Rect {
        let width = plot.area.width() / self.columns.len().max(1) as f64;
        let left = plot.area.left + width * column as f64;
        Rect { left, right: left + width, ..plot.area }
    }

    fn draw_columns(&self, plot: &mut Plot, scale: &Scale) {
        for (index, column) in self.columns.iter().enumerate() {
            let Rect { left, right, top, bottom } = self.column(plot, index);
            let mut from = bottom;
            for (band, age) in column.bands.iter().enumerate() {
                let Some(age) = age else { continue };
                let to = scale.at(*age).max(top);
                let class = ["pace p0", "pace p1", "pace p2"][band];
                let rect = [(left + 3.0, from), (right - 3.0, to)];
                plot.svg.raw(format_args!(
                    "<path class=\"{class}\" d=\"M{} {}H{}V{}H{}Z\"/>",
                    crate::svg::At(rect[0].0),
                    crate::svg::At(rect[0].1),
                    crate::svg::At(rect[1].0),
                    crate::svg::At(rect[1].1),
                    crate::svg::At(rect[0].0),
                ));
                plot.svg.line("edge", (left + 3.0, to), (right - 3.0, to));
                from = to;
            }
            let count = self.items.iter().filter(|item| item.column == index).count();
            let room = right - left - 6.0;
            let x = (left + right) / 2.0;
            let name = text::shortened(&column.name, FONT_SIZE, room).into_owned();
            let count = text::grouped(count as u64);
            for (text, below, class) in [(name, 21.0, "t"), (count, 38.0, "v")] {
                let baseline = bottom + below;
                plot.label(&Label { x, baseline, anchor: Anchor::Middle, text, class });
            }
        }
    }

    /// Places beside each other for dots that would cover each other.
    fn places(&self, plot: &Plot, scale: &Scale, chosen: &[usize]) -> Vec<(f64, f64)> {
        let mut placed: Vec<(f64, f64)> = vec![];
        for index in chosen {
            let item = &self.items[*index];
            let column = self.column(plot, item.column);
            let (middle, most) = ((column.left + column.right) / 2.0, column.width() / 2.0 - 8.0);
            let y = scale.at(item.age_days).clamp(plot.area.top, plot.area.bottom);
            let offsets =
                (0..).map(|step| f64::from((step + 1) / 2) * 8.0 * [1.0, -1.0][step as usize % 2]);
            let mut offsets = offsets.take_while(|offset| offset.abs() <= most.max(0.0));
            let near = |x: f64| placed.iter().any(|it| (it.0 - x).hypot(it.1 - y) < 7.4);
            let x = offsets.find(|offset| !near(middle + offset)).map_or(middle, |it| middle + it);
            placed.push((x, y));
        }
        placed
    }

    fn draw_items(&self, plot: &mut Plot, scale: &Scale) {
        let ages: Vec<f64> = self.items.iter().map(|item| item.age_days).collect();
        let chosen = singled_out(&ages);
        if self.items.len() > MOST_LINKS {
            let mut single = vec![false; self.items.len()];
            chosen.iter().for_each(|index| single[*index] = true);
            for column in 0..self.columns.len() {
                let here = self.items.iter().zip(&single);
                let here = here.filter(|(item, single)| item.column == column && !**single);
                let area = self.column(plot, column);
                // A column is a crowd of one width: the dots are strewn over it evenly.
                let strewn = |(place, (item, _)): (usize, (&OpenItem, &bool))| {
                    let share = (place as f64 * 0.618_033_988_75).fract();
                    (area.left + 10.0 + share * (area.width() - 20.0), scale.at(item.age_days))
                };
                screen(&mut plot.svg, area, here.enumerate().map(strewn));
            }
        }
        let places = self.places(plot, scale, &chosen);
        for (row, (index, at)) in chosen.iter().zip(&places).enumerate() {
            let item = &self.items[*index];
            let late = self.late_above.is_some_and(|most| item.age_days > most);
            let look = if late { Look::Late } else { Look::OnGround };
            let words = format!("{}: {} old", item.name, days_words(item.age_days));
            let href = item.href;
            Linked { at: *at, look, row: row + 1, href, words: &words }.draw(&mut plot.svg);
            plot.stops.push(*at);
        }
        self.name_the_oldest(plot, &chosen, &places);
    }

    fn name_the_oldest(&self, plot: &mut Plot, chosen: &[usize], places: &[(f64, f64)]) {
        for (x, y) in places.iter().take(60) {
            plot.keep_free(Rect { left: x - 3.0, right: x + 3.0, top: y - 3.0, bottom: y + 3.0 });
        }
        // Of those that are not late nobody needs to know the name at a glance.
        let late = |item: &OpenItem| self.late_above.is_none_or(|most| item.age_days > most);
        for (index, (x, y)) in chosen.iter().zip(places).take(plot.width.pick(5, 3)) {
            let item = &self.items[*index];
            if !late(item) {
                break;
            }
            let text = format!("{} · {}", item.name, days_words(item.age_days));
            let column = self.column(plot, item.column);
            let text = text::shortened(&text, FONT_SIZE, plot.area.width() * 0.7).into_owned();
            let inside = |wide: f64| x + 9.0 + wide <= column.right.max(plot.area.right);
            let wide = text::width(&text, FONT_SIZE);
            let right = (x + 8.0, y + 4.5, Anchor::Start);
            let left = (x - 8.0, y + 4.5, Anchor::End);
            let places = if inside(wide) { [right, left] } else { [left, right] };
            plot.label_at_one_of(&text, "n halo", places);
        }
    }

    /// The bands of the last column that has any, which is nearest to the words.
    fn band_words(&self, scale: &Scale) -> Vec<(f64, String)> {
        let column = self.columns.last().map(|column| column.bands).unwrap_or_default();
        let edges =
            column.iter().zip(BANDS).filter_map(|(age, words)| Some((age.as_ref()?, words)));
        edges.map(|(age, words)| (scale.at(*age), words.to_owned())).collect()
    }
}

impl Chart for Ageing<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let right = width.pick(room_for(BANDS) + 16.0, 6.0);
        let left = room_for_values(&self.scale((0.0, 1.0)));
        let margins = Margins { left, right, top: 36.0, bottom: 48.0 };
        let mut plot = Plot::new(width, width.pick(430.0, 360.0), margins);
        let scale = self.scale(plot.upwards());
        plot.caption("↑ age in days since the start");
        plot.value_axis(&scale);
        self.draw_columns(&mut plot, &scale);
        self.draw_items(&mut plot, &scale);
        plot.end_labels(&self.band_words(&scale));
        plot.nothing_if(self.items.is_empty(), "nothing is in progress");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let ages: Vec<f64> = self.items.iter().map(|item| item.age_days).collect();
        let chosen = singled_out(&ages);
        let caption = if self.items.len() > chosen.len() {
            format!("The {} oldest open items", chosen.len())
        } else {
            "Open items, oldest first".to_owned()
        };
        let mut items = Table::new(&caption, &["Item", "State", "Age"]);
        for item in chosen.iter().map(|index| &self.items[*index]) {
            let state = self.columns.get(item.column).map_or("", |column| &column.name);
            let cells = [item.name.to_owned(), state.to_owned(), days_words(item.age_days)];
            items.linked_row(cells, item.href.map(str::to_owned));
        }
        let columns = ["State", "Half had left by", "85 in 100 by", "95 in 100 by"];
        let mut paces = Table::new("How old finished items were when they left", &columns);
        for column in self.columns {
            let ages = column.bands.map(|age| age.map_or("–".to_owned(), days_words));
            paces.row(std::iter::once(column.name.clone()).chain(ages));
        }
        vec![items, paces]
    }

    fn how_to_read(&self) -> String {
        let mut text = "Each dot is an open item: the higher, the longer ago it was started. The \
                        shaded steps tell how old finished items were when they left the state: a \
                        dot above the shade is slower than 95 in 100 of them."
            .to_owned();
        if self.columns.iter().all(|column| column.bands[2].is_none()) {
            text =
                "Each dot is an open item: the higher, the longer ago it was started.".to_owned();
        }
        if self.scale((0.0, 1.0)).kind() == Kind::Stretched {
            text += STRETCHED;
        }
        text
    }
}
