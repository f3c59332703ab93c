//! How much more gets finished: one rate of finishing over another, with what chance allows.

mod beta;
#[cfg(test)]
mod tests;

use crate::bootstrap::{Resampled, Resampling, two_samples};
use crate::interval::Interval;
use beta::{inverse_regularised_beta, regularised_beta};

/// How often something finished in how much time.
///
/// ```
/// use flow::throughput_ratio::{Finished, exact};
/// let in_days = |items, days| Finished { items, weeks: days / 7.0 };
/// assert_eq!(exact(in_days(20, 70.0), in_days(10, 35.0)).unwrap().ratio, 1.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finished {
    /// Items finished.
    pub items: u32,
    /// Over how many weeks (or any other unit, the same on both sides); above 0.
    pub weeks: f64,
}

impl Finished {
    /// Adds up whole weeks; weeks with nothing finished count.
    ///
    /// ```
    /// use flow::throughput_ratio::Finished;
    /// assert_eq!(Finished::in_weeks(&[3, 0, 2]), Finished { items: 5, weeks: 3.0 });
    /// ```
    #[must_use]
    pub fn in_weeks(per_week: &[u32]) -> Self {
        let items = per_week.iter().fold(0, |sum: u32, items| sum.saturating_add(*items));
        Self { items, weeks: per_week.len() as f64 }
    }
}

/// The throughput after a change over the throughput before it.
///
/// ```
/// use flow::throughput_ratio::{Finished, exact};
/// let found = exact(Finished::in_weeks(&[8, 9, 7]), Finished::in_weeks(&[9, 8, 8])).unwrap();
/// assert!(found.p_value > 0.8 && found.interval.contains(1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThroughputRatio {
    /// Finished per week after, over finished per week before; 1 is no change.
    pub ratio: f64,
    /// How probable a ratio at least so far from 1 on its side is without any change, doubled for
    /// the two sides. It is below 0.05 just when the interval leaves out 1.
    pub p_value: f64,
    /// The 95 % interval of the ratio.
    pub interval: Interval,
}

/// The ratio with its exact interval, as if items finished independently of each other. Real
/// throughput varies more than that, so this is the optimistic bound and [`by_weeks`] the sober
/// one.
///
/// None when nothing was finished before (a ratio to nothing), or when a time is not above 0.
///
/// Method: given the total, the count after is binomial; two-sided p by doubling, interval of
/// Clopper and Pearson (1934), turned into a ratio (Przyborowski and Wilenski 1940).
///
/// ```
/// use flow::throughput_ratio::{Finished, exact};
/// let before = Finished { items: 20, weeks: 10.0 };
/// let found = exact(before, Finished { items: 32, weeks: 10.0 }).unwrap();
/// assert_eq!(found.ratio, 1.6);
/// assert!((found.p_value - 0.1263).abs() < 5e-5);
/// ```
#[must_use]
pub fn exact(before: Finished, after: Finished) -> Option<ThroughputRatio> {
    let times_last = before.weeks > 0.0 && after.weeks > 0.0;
    if !times_last || before.items == 0 || !(before.weeks + after.weeks).is_finite() {
        return None;
    }
    let (x, rest) = (f64::from(after.items), f64::from(before.items));
    let share = after.weeks / (before.weeks + after.weeks);
    let at_most = tail(rest, x + 1.0, 1.0 - share);
    let at_least = tail(x, rest + 1.0, share);
    let low = if x == 0.0 { 0.0 } else { inverse_regularised_beta(x, rest + 1.0, 0.025) };
    let high = inverse_regularised_beta(x + 1.0, rest, 0.975);
    let as_ratio = |share: f64| share / (1.0 - share) * before.weeks / after.weeks;
    Some(ThroughputRatio {
        ratio: x / after.weeks / (rest / before.weeks),
        p_value: (2.0 * f64::min(at_most, at_least)).min(1.0),
        interval: Interval { low: as_ratio(low), high: as_ratio(high) },
    })
}

/// The probability of at least `a` of `a + b - 1` when each has this chance.
fn tail(a: f64, b: f64, chance: f64) -> f64 {
    if a <= 0.0 { 1.0 } else { regularised_beta(a, b, chance) }
}

/// The 95 % interval of the ratio by drawing whole weeks, from the items finished in each week of
/// either side; weeks with none count. None when a side has no weeks, or when too many draws from
/// before have nothing finished in them.
///
/// Method: the block bootstrap with the week as the block.
///
/// ```
/// use flow::bootstrap::Resampling;
/// use flow::throughput_ratio::by_weeks;
/// let found = by_weeks(&[2, 3, 1, 2], &[4, 4, 5, 3], Resampling::seeded(1)).unwrap();
/// assert!(found.interval.low > 1.2 && found.interval.contains(2.0));
/// ```
#[must_use]
pub fn by_weeks(before: &[u32], after: &[u32], resampling: Resampling) -> Option<Resampled> {
    two_samples(before, after, resampling, |before, after| {
        let (before, after) = (Finished::in_weeks(before), Finished::in_weeks(after));
        let rate = |side: Finished| f64::from(side.items) / side.weeks;
        (before.items > 0).then(|| rate(after) / rate(before))
    })
}
