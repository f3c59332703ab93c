//! What will be finished by when, computed exactly: no simulation, so no noise and no seed.

mod outcomes;
#[cfg(test)]
mod tests;

pub use outcomes::{MOST_ITEMS, Outcomes};

use crate::{Calendar, Day};
use jiff::civil::Date;

/// A forecast looks no further ahead than this many days: a hundred years.
pub const HORIZON_DAYS: u32 = 36_525;

/// Two probabilities this close are the same one: the sums of many terms are no more exact.
const ROUNDING: f64 = 1e-12;

/// Once less than this is left to happen nothing any percentile could show is left.
const NEGLIGIBLE: f64 = 1e-15;

/// How many items will be finished in so many days, if every day to come is like a day drawn at
/// random from `history`: the items finished on each past day, days with none included. Ask it for
/// [`Outcomes::at_least`]. None for an empty history, for more days than [`HORIZON_DAYS`], or when
/// a day has more than [`MOST_ITEMS`].
///
/// The days are those of the calendar the history was counted in. A month from a quarter's
/// history takes about a millisecond; the time grows with the square of the days.
///
/// Method: the distribution that Monte Carlo sampling of throughput (Magennis, Vacanti) tends to,
/// by repeated convolution.
///
/// ```
/// use flow::forecast::how_many;
/// let outcomes = how_many(&[0, 1, 2], 2).unwrap();
/// assert!((outcomes.chance_of(2) - 3.0 / 9.0).abs() < 1e-12);
/// assert_eq!(outcomes.at_least(0.85), Some(1)); // eight chances in nine
/// ```
#[must_use]
pub fn how_many(history: &[u32], days: u32) -> Option<Outcomes> {
    let one_day = Outcomes::of(history).filter(|_| days <= HORIZON_DAYS)?;
    let mut sum = Outcomes::nothing();
    for _ in 0..days {
        sum = sum.plus(&one_day);
    }
    Some(sum.normalised())
}

/// When so many items will be finished, if every day to come is like a day drawn at random from
/// `history` (items finished on each past day, days with none included). An empty history, or one
/// in which nothing was finished, gives a distribution in which it never happens; so does one with
/// more than [`MOST_ITEMS`] on a day.
///
/// The days are those of the calendar the history was counted in, the first being the day after
/// the last one counted.
///
/// Method: as [`how_many`]; the days until the sum first reaches `items`.
///
/// ```
/// use flow::forecast::when;
/// let two_items = when(&[0, 1, 2], 2);
/// assert_eq!([0.5, 0.85, 0.95].map(|p| two_items.by(p)), [Some(2), Some(3), Some(5)]);
/// assert_eq!(when(&[0, 0, 0], 1).by(0.5), None);
/// ```
#[must_use]
pub fn when(history: &[u32], items: u32) -> When {
    if items == 0 {
        return When { done_by: vec![1.0] };
    }
    let mut done_by = vec![0.0];
    let Some(one_day) = Outcomes::of(history).filter(|day| day.largest() > 0) else {
        return When { done_by };
    };
    let mut unfinished = Outcomes::nothing();
    let mut done = 0.0_f64;
    while 1.0 - done > NEGLIGIBLE && done_by.len() <= HORIZON_DAYS as usize {
        unfinished = unfinished.plus(&one_day).below(items);
        // The probability only grows; what rounding takes away again is not to be seen.
        done = done.max(1.0 - unfinished.total()).min(1.0);
        done_by.push(done);
    }
    When { done_by }
}

/// The probability that `items` are finished within `days` days, 0 to 1, from the items finished
/// on each past day.
///
/// ```
/// use flow::forecast::chance;
/// assert!((chance(&[0, 1, 2], 2, 3) - 23.0 / 27.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn chance(history: &[u32], items: u32, days: u32) -> f64 {
    when(history, items).chance_by(days)
}

/// When all the teams are done, each working independently of the others: the chance that all are
/// is, on each day, the product of theirs. It is lower than any single team's, and neither their
/// minimum nor their mean. No team at all is done at once.
///
/// ```
/// use flow::forecast::{all_done, when};
/// let team = when(&[0, 1], 1); // done by the first day: 1/2, by the second: 3/4
/// let both = all_done(&[team.clone(), team]);
/// assert_eq!([1, 2].map(|day| both.chance_by(day)), [0.25, 0.5625]);
/// ```
#[must_use]
pub fn all_done(teams: &[When]) -> When {
    let days = teams.iter().map(|team| team.done_by.len()).max().unwrap_or(1);
    let product = |day| teams.iter().map(|team| team.chance_by(day)).product();
    When { done_by: (0..days as u32).map(product).collect() }
}

/// The probability of being done by each day.
///
/// ```
/// let three_items = flow::forecast::when(&[1, 1], 3);
/// assert_eq!([2, 3].map(|day| three_items.chance_by(day)), [0.0, 1.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// `done_by[d]`: the probability of being done by the end of day d; day 0 is today. It never
    /// falls, and beyond its end it stays as it is.
    done_by: Vec<f64>,
}

impl When {
    /// The promise that holds with the probability `p`: the first day by which all is done with at
    /// least that probability, in days from the last counted day. None when the probability is
    /// never reached, or not within [`HORIZON_DAYS`], or when `p` is not a number.
    ///
    /// ```
    /// let two_items = flow::forecast::when(&[0, 1, 2], 2);
    /// assert_eq!(two_items.by(0.85), Some(3)); // by the third day or before
    /// ```
    #[must_use]
    pub fn by(&self, p: f64) -> Option<u32> {
        let day = self.done_by.iter().position(|done| *done >= p - ROUNDING);
        day.map(|day| day as u32)
    }

    /// The probability, 0 to 1, that all is done by the end of the `day`-th day.
    ///
    /// ```
    /// assert_eq!(flow::forecast::when(&[0, 1], 1).chance_by(2), 0.75);
    /// ```
    #[must_use]
    pub fn chance_by(&self, day: u32) -> f64 {
        let last = self.done_by.len() - 1;
        self.done_by[last.min(day as usize)]
    }

    /// The probability of being done by each day from day 0 on, up to the day when it is as good
    /// as certain or the horizon is reached.
    ///
    /// ```
    /// assert_eq!(flow::forecast::when(&[1], 2).chances(), [0.0, 0.0, 1.0]);
    /// ```
    #[must_use]
    pub fn chances(&self) -> &[f64] {
        &self.done_by
    }
}

/// The civil date that lies so many days of the calendar after the last counted day: in a
/// calendar of working days, weekends and holidays are passed over.
///
/// ```
/// use flow::{Calendar, forecast};
/// use jiff::civil::{Weekday, date};
/// use jiff::tz::TimeZone;
/// let working = [
///     Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday,
/// ];
/// let holidays = vec![date(2026, 12, 25)];
/// let calendar = Calendar::working_days(TimeZone::UTC, &working, holidays).unwrap();
/// let thursday = calendar.day_of_date(date(2026, 12, 24));
/// assert_eq!(forecast::date_after(&calendar, thursday, 1), date(2026, 12, 28));
/// ```
#[must_use]
pub fn date_after(calendar: &Calendar, last_counted: Day, days: u32) -> Date {
    calendar.date(Day(last_counted.0.saturating_add_unsigned(days)))
}
