//! From a value to a place: straight scales, stretched ones for durations, and days.

use crate::text::{grouped, number};
use jiff::civil::Date;

/// How values spread over a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Twice the value is twice as far.
    Straight,
    /// Ten times the value is one step farther (a logarithm); for durations of a day and more.
    Stretched,
}

/// Which days are counted, for the words of long times.
///
/// ```
/// assert_ne!(chart::DayKind::Calendar, chart::DayKind::Working);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Every day: 7 of them are a week, 365 a year.
    Calendar,
    /// Working days, which nobody counts in years.
    Working,
}

/// A scale from values to places in the drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    kind: Kind,
    days: DayKind,
    /// Whether there are values between whole numbers.
    fractions: bool,
    values: (f64, f64),
    places: (f64, f64),
}

impl Scale {
    pub(crate) fn new(kind: Kind, values: (f64, f64), places: (f64, f64)) -> Self {
        let (days, fractions) = (DayKind::Calendar, false);
        Self { kind, days, fractions, values, places }
    }

    /// A straight scale from 0 to somewhat above the largest value.
    pub(crate) fn from_zero(largest: f64, places: (f64, f64)) -> Self {
        Self::new(Kind::Straight, (0.0, if largest > 0.0 { largest } else { 1.0 }), places)
    }

    /// For durations: straight, unless half of them would be crowded into its lowest thirtieth.
    /// `usual` is the median.
    pub(crate) fn of_durations(usual: f64, longest: f64, places: (f64, f64)) -> Self {
        let scale = if usual >= 1.0 && longest > 30.0 * usual {
            Self::new(Kind::Stretched, (0.8, longest * 1.1), places)
        } else {
            Self::from_zero(longest * 1.02, places)
        };
        Self { fractions: true, ..scale }
    }

    /// The same with the words for these days.
    pub(crate) fn in_days(self, days: DayKind) -> Self {
        Self { days, ..self }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The place of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = match self.kind {
            Kind::Straight => (value - self.values.0) / (self.values.1 - self.values.0),
            Kind::Stretched => {
                let value = value.max(self.values.0);
                (value / self.values.0).ln() / (self.values.1 / self.values.0).ln()
            }
        };
        self.places.0 + share * (self.places.1 - self.places.0)
    }

    /// Values to mark, with their words. `most` is how many fit at most.
    pub(crate) fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        match self.kind {
            Kind::Straight => straight_ticks(self.values.1, most, self.fractions),
            Kind::Stretched => {
                let (low, high) = self.values;
                let shown = DURATIONS.iter().filter(|it| it.0 >= low && it.0 <= high);
                let words = |(days, words): &(f64, &str)| match self.days {
                    DayKind::Calendar => (*days, (*words).to_owned()),
                    DayKind::Working => (*days, days_words(*days)),
                };
                shown.map(words).collect()
            }
        }
    }
}

/// Durations in days that people have words for.
const DURATIONS: [(f64, &str); 8] = [
    (1.0, "1 day"),
    (3.0, "3 days"),
    (7.0, "1 week"),
    (30.0, "1 month"),
    (91.0, "3 months"),
    (365.0, "1 year"),
    (1_096.0, "3 years"),
    (3_653.0, "10 years"),
];

/// Steps, in minutes, of a scale that is shorter than a day.
const MINUTES: [f64; 9] = [1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 240.0, 360.0, 720.0];

/// Multiples of 1, 2 or 5 times a power of ten, 0 among them; of durations that stay within a day,
/// minutes and hours, and tenths of the few days that follow.
fn straight_ticks(largest: f64, most: usize, fractions: bool) -> Vec<(f64, String)> {
    let rough = (largest / most.max(1) as f64).max(1e-9);
    if fractions && largest < 1.0 {
        // Nobody says 1.3 hours.
        let least = if largest > 1.0 / 24.0 { rough.max(30.0 / 1440.0) } else { rough };
        let step = MINUTES.into_iter().map(|it| it / 1440.0).find(|it| *it >= least);
        let step = step.unwrap_or(1.0);
        let within = (1..=50).map(|index| f64::from(index) * step).filter(|it| *it <= largest);
        let within = within.map(|it| (it, days_words(it)));
        return std::iter::once((0.0, "0".to_owned())).chain(within).collect();
    }
    let smallest = if fractions && largest < 2.0 { 0.1 } else { 1.0 };
    let power = 10_f64.powf(rough.log10().floor()).max(smallest);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|it| it * power).find(|it| *it >= rough);
    let step = step.unwrap_or(10.0 * power);
    let count = (largest / step).floor() as usize;
    (0..=count.min(50)).map(|index| index as f64 * step).map(|it| (it, number(it))).collect()
}

/// Days from left to right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    first: Date,
    scale: Scale,
    places: (f64, f64),
    length: i32,
}

impl Days {
    pub(crate) fn new(first: Date, last: Date, places: (f64, f64)) -> Self {
        let length = days_between(first, last).max(1);
        let scale = Scale::new(Kind::Straight, (0.0, f64::from(length)), places);
        Self { first, scale, places, length }
    }

    pub(crate) fn at(&self, date: Date) -> f64 {
        self.scale.at(f64::from(days_between(self.first, date)))
    }

    /// Days to mark with their words, at least `room` apart.
    pub(crate) fn ticks(&self, room: f64) -> Vec<(f64, String)> {
        let width = self.places.1 - self.places.0;
        let most = (width / room).max(1.0);
        let days = f64::from(self.length) / most;
        let ticks = match days {
            days if days <= 1.0 => self.every_days(1),
            days if days <= 2.0 => self.every_days(2),
            days if days <= 7.0 => self.every_days(7),
            days if days <= 14.0 => self.every_days(14),
            days if days <= 31.0 => self.every_months(1),
            days if days <= 61.0 => self.every_months(2),
            days if days <= 92.0 => self.every_months(3),
            days if days <= 183.0 => self.every_months(6),
            days => self.every_months(12 * (days / 366.0).ceil() as i16),
        };
        ticks.into_iter().map(|(date, words)| (self.at(date), words)).collect()
    }

    fn every_days(&self, step: i32) -> Vec<(Date, String)> {
        let monday_first = i32::from(self.first.weekday().to_monday_zero_offset());
        let from = if step >= 7 { (7 - monday_first) % 7 } else { 0 };
        let days = (from..=self.length).step_by(step as usize);
        days.map(|day| later(self.first, day)).map(|date| (date, day_words(date))).collect()
    }

    fn every_months(&self, step: i16) -> Vec<(Date, String)> {
        let start = i32::from(self.first.year()) * 12 + i32::from(self.first.month()) - 1;
        let last = later(self.first, self.length);
        let end = i32::from(last.year()) * 12 + i32::from(last.month()) - 1;
        let step = i32::from(step);
        let aligned = (start + step - 1).div_euclid(step) * step;
        let months = (0..).map(|index| aligned + index * step).take_while(|month| *month <= end);
        let mut ticks = vec![];
        for month in months {
            let (year, month) = (month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1);
            let Ok(date) = Date::new(year, month, 1) else { continue };
            if date >= self.first && date <= last {
                let alone = step >= 12 || month == 1;
                let words = if alone { year.to_string() } else { month_words(date).to_owned() };
                ticks.push((date, words));
            }
        }
        ticks
    }
}

/// How many days the second date lies after the first.
pub(crate) fn days_between(first: Date, second: Date) -> i32 {
    day_number(second) - day_number(first)
}

/// Days since 1 March of the year 0: a year that begins in March ends with its leap day.
///
/// Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`. (The
/// library's way goes over spans, and a chart asks 100,000 times.)
fn day_number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

/// The date so many days later, or the last there is.
pub(crate) fn later(date: Date, days: i32) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_words(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

fn day_words(date: Date) -> String {
    format!("{} {}", date.day(), month_words(date))
}

/// A date in words: 3 May 2026.
///
/// ```
/// assert_eq!(chart::date_words(jiff::civil::date(2026, 5, 3)), "3 May 2026");
/// ```
#[must_use]
pub fn date_words(date: Date) -> String {
    format!("{} {}", day_words(date), date.year())
}

/// So many days in words: 1 day, 12 days, 1.5 days; less than one in hours or minutes.
///
/// ```
/// assert_eq!(chart::days_words(1.0), "1 day");
/// assert_eq!(chart::days_words(0.25), "6 hours");
/// assert_eq!(chart::days_words(4242.0), "4,242 days");
/// ```
#[must_use]
pub fn days_words(days: f64) -> String {
    let (size, unit) = match days {
        0.0.. if days < 1.0 / 24.0 => ((days * 1440.0).round(), "minute"),
        0.0..1.0 => (days * 24.0, "hour"),
        _ => (days, "day"),
    };
    match number(size).as_str() {
        "0" => "0 days".to_owned(),
        "1" => format!("1 {unit}"),
        number => format!("{number} {unit}s"),
    }
}

/// So many of something in words: 1 item, 1,200 items.
///
/// ```
/// assert_eq!(chart::count_words(1, "item"), "1 item");
/// assert_eq!(chart::count_words(1200, "item"), "1,200 items");
/// ```
#[must_use]
pub fn count_words(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}
