//! How long something was there before it was seen: as the beginning is a guess, a line from the
//! shortest to the longest it can have been, and a dot in the middle.

use crate::dots::{Linked, Look};
use crate::figure::Chart;
use crate::plot::{Drawing, Margins, Plot, Width, room_for_values};
use crate::scale::{Days, Kind, Scale, date_words, days_words};
use crate::scatterplot::STRETCHED;
use crate::table::Table;
use jiff::civil::Date;

/// How long one was there before it was seen.
///
/// ```
/// let on = jiff::civil::date(2026, 5, 3);
/// let lag = chart::Lag { on, days: (2.0, 6.0), name: "A", href: None };
/// assert_eq!(lag.middle_days(), 4.0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Lag<'d> {
    /// The day it was seen.
    pub on: Date,
    /// The shortest and the longest it can have been there, in days.
    pub days: (f64, f64),
    /// Its name.
    pub name: &'d str,
    /// Where it leads; without, to its row in the table.
    pub href: Option<&'d str>,
}

impl Lag<'_> {
    /// The middle of the two, in days.
    ///
    /// ```
    /// let on = jiff::civil::date(2026, 5, 3);
    /// assert_eq!(chart::Lag { on, days: (0.0, 1.0), name: "A", href: None }.middle_days(), 0.5);
    /// ```
    #[must_use]
    pub fn middle_days(&self) -> f64 {
        (self.days.0 + self.days.1) / 2.0
    }

    fn words(&self) -> String {
        let (from, to) = (days_words(self.days.0), days_words(self.days.1));
        format!("{}: {from} to {to} before it was seen on {}", self.name, date_words(self.on))
    }
}

/// All of them, by the day they were seen.
///
/// ```
/// use chart::{Chart, Lag, Lags};
/// let on = jiff::civil::date(2026, 5, 3);
/// let lags = [Lag { on, days: (2.0, 6.0), name: "A", href: None }];
/// let chart = Lags { lags: &lags, days: (on, on) };
/// assert!(chart.tables()[0].html("lag").contains("2 days"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Lags<'d> {
    /// By the day they were seen, the earliest first.
    pub lags: &'d [Lag<'d>],
    /// The first and the last day shown.
    pub days: (Date, Date),
}

impl Lags<'_> {
    fn scale(&self, places: (f64, f64)) -> Scale {
        let longest = self.lags.iter().map(|lag| lag.days.1).fold(0.0, f64::max);
        let mut middles: Vec<f64> = self.lags.iter().map(Lag::middle_days).collect();
        middles.sort_unstable_by(f64::total_cmp);
        let usual = middles.get(middles.len() / 2).copied().unwrap_or(1.0);
        Scale::of_durations(usual, longest, places)
    }
}

impl Chart for Lags<'_> {
    fn draw(&self, width: Width) -> Drawing {
        let left = room_for_values(&self.scale((0.0, 1.0)));
        let margins = Margins { left, right: 14.0, top: 42.0, bottom: 34.0 };
        let mut plot = Plot::new(width, width.pick(340.0, 300.0), margins);
        let scale = self.scale(plot.upwards());
        let days = Days::new(self.days.0, self.days.1, plot.across());
        plot.caption("↑ days from its beginning to the day it was seen");
        plot.value_axis(&scale);
        plot.day_axis(&days);
        for (row, lag) in self.lags.iter().enumerate() {
            let x = days.at(lag.on);
            let at = (x, scale.at(lag.middle_days()));
            plot.svg.line("line", (x, scale.at(lag.days.0)), (x, scale.at(lag.days.1)));
            let (words, look) = (lag.words(), Look::of(false, self.lags.len()));
            Linked { at, look, row: row + 1, href: lag.href, words: &words }.draw(&mut plot.svg);
            plot.stops.push(at);
        }
        plot.nothing_if(self.lags.is_empty(), "nobody has guessed a beginning yet");
        plot.finish()
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["Problem", "Seen on", "There for at least", "At most"];
        let mut table = Table::new("How long each was there before it was seen", &columns);
        for lag in self.lags {
            let (from, to) = (days_words(lag.days.0), days_words(lag.days.1));
            let cells = [lag.name.to_owned(), date_words(lag.on), from, to];
            table.linked_row(cells, lag.href.map(str::to_owned));
        }
        vec![table]
    }

    fn how_to_read(&self) -> String {
        let text = "Each line is a problem: from the shortest to the longest that it can have been \
                    there before somebody shared it; the dot is the middle.";
        match self.scale((0.0, 1.0)).kind() {
            Kind::Stretched => format!("{text}{STRETCHED}"),
            _ => text.to_owned(),
        }
    }
}
