//! The cycle time scatterplot: a dot for each finished item, and the lines most of them lie below.

use crate::dots::{Linked, Look, MOST_LINKS, screen, singled_out};
use crate::figure::Chart;
use crate::plot::{Annotation, Drawing, Margins, Plot, Width, room_for, room_for_values};
use crate::scale::{DayKind, Days, Kind, Scale, date_words, days_words};
use crate::table::Table;
use jiff::civil::Date;

/// A finished item.
///
/// ```
/// let on = jiff::civil::date(2026, 5, 3);
/// let dot = chart::Dot { on, days: 12.0, name: "TERN-41", href: None };
/// assert_eq!(dot.words(), "TERN-41: 12 days, finished on 3 May 2026");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot<'d> {
    /// The day it finished.
    pub on: Date,
    /// How long it took, in days.
    pub days: f64,
    /// The item's name.
    pub name: &'d str,
    /// Where it leads; without, to its row in the table.
    pub href: Option<&'d str>,
}

impl Dot<'_> {
    /// The dot in words.
    ///
    /// ```
    /// let on = jiff::civil::date(2026, 5, 3);
    /// let dot = chart::Dot { on, days: 1.0, name: "A", href: None };
    /// assert_eq!(dot.words(), "A: 1 day, finished on 3 May 2026");
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}: {}, finished on {}", self.name, days_words(self.days), date_words(self.on))
    }
}

/// A line that a share of the items lies at or below.
///
/// ```
/// let level = chart::Level { days: 14.0, words: "85 in 100 within 14 days".into() };
/// assert_eq!(level.days, 14.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its height in days.
    pub days: f64,
    /// What it means, in a few words.
    pub words: String,
}

/// Finished items by the day they finished and the days they took.
///
/// ```
/// use chart::{Chart, DayKind, Dot, Scatterplot, Width};
/// let on = jiff::civil::date(2026, 5, 3);
/// let dots = [Dot { on, days: 12.0, name: "A", href: None }];
/// let (days, kind) = ((on, on), DayKind::Calendar);
/// let chart = Scatterplot { dots: &dots, levels: &[], days, kind, annotations: &[] };
/// assert_eq!(chart.tables().len(), 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Scatterplot<'d> {
    /// The finished items, by the day they finished.
    pub dots: &'d [Dot<'d>],
    /// Lines of percentiles, from the lowest; none where there are too few items for them.
    pub levels: &'d [Level],
    /// The first and the last day shown.
    pub days: (Date, Date),
    /// Which days are counted.
    pub kind: DayKind,
    /// Lines on the time axis.
    pub annotations: &'d [Annotation],
}

impl Scatterplot<'_> {
    fn scale(&self, places: (f64, f64)) -> Scale {
        let longest = self.dots.iter().map(|dot| dot.days).fold(0.0, f64::max);
        let usual = self.levels.first().map_or(longest, |level| level.days);
        let highest = self.levels.iter().map(|level| level.days).fold(longest, f64::max);
        Scale::of_durations(usual, highest, places).in_days(self.kind)
    }

    /// Above the second line, as for open items.
    fn late_above(&self) -> f64 {
        self.levels.get(1).map_or(f64::INFINITY, |level| level.days)
    }

    fn values(&self) -> Vec<f64> {
        self.dots.iter().map(|dot| dot.days).collect()
    }

    fn draw_dots(&self, plot: &mut Plot, days: &Days, scale: &Scale) {
        let chosen = singled_out(&self.values());
        // Dots are given by day, so most share the place of the one before.
        let mut last = (self.days.0, days.at(self.days.0));
        let mut at = |dot: &Dot| {
            if dot.on != last.0 {
                last = (dot.on, days.at(dot.on));
            }
            (last.1, scale.at(dot.days))
        };
        if self.dots.len() > MOST_LINKS {
            let mut single = vec![false; self.dots.len()];
            chosen.iter().for_each(|index| single[*index] = true);
            let others = self.dots.iter().zip(single).filter(|(_, single)| !single);
            screen(&mut plot.svg, plot.area, others.map(|(dot, _)| at(dot)));
        }
        for (row, index) in chosen.iter().enumerate() {
            let dot = &self.dots[*index];
            let (at, late) = (at(dot), dot.days > self.late_above());
            let look = Look::of(late, self.dots.len());
            let (words, href) = (dot.words(), dot.href);
            Linked { at, look, row: row + 1, href, words: &words }.draw(&mut plot.svg);
            plot.stops.push(at);
        }
    }

    /// Month by month, where there are too many items to list.
    fn months(&self) -> Table {
        let columns = ["Month", "Items finished", "Half within", "85 in 100 within", "Longest"];
        let mut table = Table::new("Month by month", &columns);
        let month = |dot: &Dot| (dot.on.year(), dot.on.month());
        for dots in self.dots.chunk_by(|a, b| month(a) == month(b)) {
            let mut days: Vec<f64> = dots.iter().map(|dot| dot.days).collect();
            days.sort_unstable_by(f64::total_cmp);
            let rank = |share: f64| days[((share * days.len() as f64).ceil() as usize).max(1) - 1];
            let name = date_words(dots[0].on);
            let name = name.split_once(' ').map_or(name.as_str(), |(_, month)| month);
            // Percentiles of a handful would be those items again.
            let shown =
                |share| if days.len() < 8 { "–".to_owned() } else { days_words(rank(share)) };
            table.row([
                name.to_owned(),
                crate::text::grouped(days.len() as u64),
                shown(0.5),
                shown(0.85),
                days_words(rank(1.0)),
            ]);
        }
        table
    }
}

impl Chart for Scatterplot<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let words = self.levels.iter().map(|level| level.words.as_str());
        let right = width.pick(room_for(words).clamp(20.0, 220.0) + 16.0, 12.0);
        let left = room_for_values(&self.scale((0.0, 1.0)));
        let margins = Margins { left, right, top: 42.0, bottom: 34.0 };
        let mut plot =
            Plot::new(width, width.pick(430.0, 340.0), margins).with_room_for(self.annotations);
        let scale = self.scale(plot.upwards());
        let days = Days::new(self.days.0, self.days.1, plot.across());
        plot.caption("↑ days from start to finish");
        plot.value_axis(&scale);
        plot.day_axis(&days);
        self.draw_dots(&mut plot, &days, &scale);
        let (left, right) = plot.across();
        for level in self.levels {
            let y = scale.at(level.days);
            plot.svg.line("level", (left, y), (right, y));
        }
        let levels = self.levels.iter().map(|it| (scale.at(it.days), it.words.clone()));
        plot.end_labels(&levels.collect::<Vec<_>>());
        plot.annotations(&days, self.annotations);
        plot.nothing_if(self.dots.is_empty(), "nothing finished in these days");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let chosen = singled_out(&self.values());
        let caption = if self.dots.len() > MOST_LINKS {
            format!("The {} that took longest", chosen.len())
        } else {
            "Finished items by the day they finished".to_owned()
        };
        let mut items = Table::new(&caption, &["Item", "Finished on", "Took"]);
        for dot in chosen.iter().map(|index| &self.dots[*index]) {
            let cells = [dot.name.to_owned(), date_words(dot.on), days_words(dot.days)];
            items.linked_row(cells, dot.href.map(str::to_owned));
        }
        let mut tables = vec![items];
        if self.dots.len() > MOST_LINKS {
            tables.push(self.months());
        }
        tables.extend(level_table(self.levels));
        tables
    }

    fn how_to_read(&self) -> String {
        let mut text =
            "Each dot is a finished item: the further right, the later it finished; the \
                        higher, the longer it took."
                .to_owned();
        if let Some(level) = self.levels.get(1) {
            text += &format!(" Red ones took more than {}.", days_words(level.days));
        }
        if self.dots.len() > MOST_LINKS {
            text += " Where many lie together, a bigger dot stands for more of them.";
        }
        if self.scale((0.0, 1.0)).kind() == Kind::Stretched {
            text += STRETCHED;
        }
        text
    }
}

/// What a reader must know of a stretched scale.
pub(crate) const STRETCHED: &str =
    " The scale is stretched: each step up is about three times as long as the one below.";

fn level_table(levels: &[Level]) -> Option<Table> {
    let mut table = Table::new("The lines", &["Line", "At"]);
    for level in levels {
        table.row([level.words.clone(), days_words(level.days)]);
    }
    (!table.is_empty()).then_some(table)
}
