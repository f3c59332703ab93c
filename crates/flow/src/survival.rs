//! How long things take when some are not finished yet: the Kaplan–Meier curve.

mod restricted_mean;
mod tally;
#[cfg(test)]
mod tests;

pub use restricted_mean::{Difference, RestrictedMean};

use crate::interval::{Interval, NORMAL_95};
use tally::tally;

/// Products of fractions stand a rounding error away from one half; that is still one half.
const ROUNDING: f64 = 1e-9;

/// One item's time under observation, in days of age. It is at risk of finishing at every age t
/// with `entry` < t ≤ `exit`. An observation that does not last (`exit` ≤ `entry`) or has an age
/// that is not a finite number was never at risk and is left out of everything.
///
/// ```
/// use flow::survival::Observation;
/// let finished_on_day_5 = Observation::finished(5.0);
/// let open_for_21_days = Observation { entry: 0.0, exit: 21.0, ended: false };
/// assert!(finished_on_day_5.ended);
/// assert_eq!(open_for_21_days, Observation::open(21.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The age at which watching it began: 0, or later for an item that was already under way.
    pub entry: f64,
    /// The age at which it finished, or at which it was last seen open.
    pub exit: f64,
    /// Whether it finished at `exit`.
    pub ended: bool,
}

impl Observation {
    /// An item watched from its start that finished at this age in days.
    ///
    /// ```
    /// use flow::survival::Observation;
    /// assert_eq!(Observation::finished(3.0).exit, 3.0);
    /// ```
    #[must_use]
    pub const fn finished(age: f64) -> Self {
        Self { entry: 0.0, exit: age, ended: true }
    }

    /// An item watched from its start that was still open at this age in days.
    ///
    /// ```
    /// use flow::survival::Observation;
    /// assert!(!Observation::open(3.0).ended);
    /// ```
    #[must_use]
    pub const fn open(age: f64) -> Self {
        Self { entry: 0.0, exit: age, ended: false }
    }

    fn was_at_risk(&self) -> bool {
        self.entry.is_finite() && self.exit.is_finite() && self.exit > self.entry
    }
}

/// A point where the curve goes down.
///
/// ```
/// use flow::survival::{Curve, Observation};
/// let curve = Curve::new(&[Observation::finished(3.0), Observation::open(3.0)]);
/// let step = curve.steps()[0];
/// assert_eq!((step.time, step.at_risk, step.ended, step.survival), (3.0, 2, 1, 0.5));
/// assert_eq!(step.variance, 0.125);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The age in days.
    pub time: f64,
    /// Items at risk just before this age, those last seen at it included.
    pub at_risk: usize,
    /// Items that finished at this age.
    pub ended: usize,
    /// The share not finished after this age.
    pub survival: f64,
    /// Greenwood's variance of `survival`; 0 where the curve has reached 0.
    pub variance: f64,
}

impl Step {
    /// The 95 % interval of the share not finished, on the logarithmic scale and within 0 and 1
    /// (the default of R's `survfit`); 0 to 0 where the curve has reached 0.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[1.0, 2.0, 3.0, 4.0].map(Observation::finished));
    /// let interval = curve.steps()[0].interval();
    /// assert!((interval.low - 0.426).abs() < 1e-3 && interval.high == 1.0);
    /// ```
    #[must_use]
    pub fn interval(&self) -> Interval {
        let within = NORMAL_95 * self.variance.sqrt() / self.survival.max(f64::MIN_POSITIVE);
        let limit = |sign: f64| (self.survival * (sign * within).exp()).min(1.0);
        Interval { low: limit(-1.0), high: limit(1.0) }
    }
}

/// The share of items still unfinished at each age, open items counted as what they are: not
/// finished *yet*. An item last seen open at an age counts as at risk at that age.
///
/// Method: the product-limit estimator (Kaplan and Meier, "Nonparametric Estimation from Incomplete
/// Observations", 1958) with Greenwood's variance; delayed entry as in Nemes et al. 2020.
///
/// ```
/// use flow::survival::{Curve, Observation};
/// let finished = [2.0, 3.0, 3.0, 5.0, 8.0, 13.0].map(Observation::finished);
/// let open = [21.0, 30.0, 30.0, 30.0].map(Observation::open);
/// let curve = Curve::new(&[finished.as_slice(), open.as_slice()].concat());
/// assert!((curve.survival_at(4.0) - 0.7).abs() < 1e-12);
/// assert_eq!(curve.median(), Some(8.0)); // of the finished items alone it would be 3 or 5
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    start: f64,
    steps: Vec<Step>,
    /// At each age where anything happens: how many are at risk from the age before up to it.
    at_risk: Vec<(f64, usize)>,
}

impl Curve {
    /// The curve from age 0. In O(n log n); in O(n) when all ages are whole days.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[Observation::finished(1.0), Observation::open(4.0)]);
    /// assert_eq!(curve.survival_at(1.0), 0.5);
    /// assert_eq!(curve.steps().len(), 1);
    /// ```
    #[must_use]
    pub fn new(observations: &[Observation]) -> Self {
        Self::from_age(observations, 0.0)
    }

    /// The curve of the items that reach the age `start` (in days): what ends at or before it is
    /// skipped. With delayed entry hardly anyone may be at risk at the young ages, and a single
    /// finish would then pull the whole curve down; [`Curve::first_age_with`] finds where to begin.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let items = [1.0, 2.0, 4.0].map(Observation::finished);
    /// assert_eq!(Curve::from_age(&items, 1.0).survival_at(2.0), 0.5);
    /// ```
    #[must_use]
    pub fn from_age(observations: &[Observation], start: f64) -> Self {
        let mut curve = Self { start, steps: Vec::new(), at_risk: Vec::new() };
        let (mut at_risk, mut survival, mut greenwood) = (0, 1.0, 0.0);
        for tally in tally(observations) {
            curve.at_risk.push((tally.time, at_risk));
            if tally.ended > 0 && tally.time > start {
                let left = at_risk - tally.ended;
                survival *= left as f64 / at_risk as f64;
                if left > 0 {
                    greenwood += tally.ended as f64 / (at_risk as f64 * left as f64);
                }
                let variance = survival * survival * greenwood;
                let (time, ended) = (tally.time, tally.ended);
                curve.steps.push(Step { time, at_risk, ended, survival, variance });
            }
            at_risk = at_risk + tally.entered - tally.ended - tally.left;
        }
        curve
    }

    /// The age in days from which the curve holds; before it everything counts as unfinished.
    ///
    /// ```
    /// use flow::survival::Curve;
    /// assert_eq!(Curve::new(&[]).start(), 0.0);
    /// ```
    #[must_use]
    pub fn start(&self) -> f64 {
        self.start
    }

    /// The points where the curve goes down, by age.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[2.0, 2.0, 3.0].map(Observation::finished));
    /// assert_eq!(curve.steps()[0].ended, 2);
    /// assert_eq!(curve.steps()[0].at_risk, 3);
    /// ```
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share of items not finished by the age of `time` days, that age included.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[2.0, 4.0].map(Observation::finished));
    /// assert_eq!(curve.survival_at(1.9), 1.0);
    /// assert_eq!(curve.survival_at(2.0), 0.5);
    /// ```
    #[must_use]
    pub fn survival_at(&self, time: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.time <= time);
        if passed == 0 { 1.0 } else { self.steps[passed - 1].survival }
    }

    /// The age in days by which the share `p` (0 to 1) is finished; none when the curve never
    /// gets there, which is never to be replaced by the largest age seen.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let mut items = vec![Observation::open(9.0)];
    /// items.extend([1.0, 2.0, 4.0].map(Observation::finished));
    /// let curve = Curve::new(&items);
    /// assert_eq!(curve.age_by_which(0.75), Some(4.0));
    /// assert_eq!(curve.age_by_which(0.85), None);
    /// ```
    #[must_use]
    pub fn age_by_which(&self, p: f64) -> Option<f64> {
        let reached = |step: &&Step| step.survival <= 1.0 - p + ROUNDING;
        self.steps.iter().find(reached).map(|step| step.time)
    }

    /// The smallest age in days with at most half of the items unfinished; none: not reached.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[Observation::finished(3.0), Observation::open(9.0)]);
    /// assert_eq!(curve.median(), Some(3.0));
    /// ```
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.age_by_which(0.5)
    }

    /// The 95 % limits of the median in days, by the interval of the curve on the logarithmic
    /// scale (Brookmeyer and Crowley 1982; the default of R's `survfit`); none: not reached.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[1.0, 2.0, 3.0, 4.0].map(Observation::finished));
    /// let (low, _high) = curve.median_limits();
    /// assert_eq!(low, Some(1.0));
    /// ```
    #[must_use]
    pub fn median_limits(&self) -> (Option<f64>, Option<f64>) {
        self.limits_of(0.5)
    }

    /// The same limits of the age by which a share has ended.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[1.0, 2.0, 3.0, 4.0].map(Observation::finished));
    /// assert_eq!(curve.limits_of(0.5), curve.median_limits());
    /// ```
    #[must_use]
    pub fn limits_of(&self, share: f64) -> (Option<f64>, Option<f64>) {
        let limit = |sign: f64| {
            let reached = |step: &&Step| {
                let relative_error = step.variance.sqrt() / step.survival.max(f64::MIN_POSITIVE);
                step.survival * (sign * NORMAL_95 * relative_error).exp() <= 1.0 - share + ROUNDING
            };
            self.steps.iter().find(reached).map(|step| step.time)
        };
        (limit(-1.0), limit(1.0))
    }

    /// How many items are at risk at the age of `time` days: entered before, not yet left.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[Observation::finished(3.0), Observation::open(9.0)]);
    /// assert_eq!([3.0, 3.5, 9.5].map(|age| curve.at_risk(age)), [2, 1, 0]);
    /// ```
    #[must_use]
    pub fn at_risk(&self, time: f64) -> usize {
        let earlier = self.at_risk.partition_point(|(until, _)| *until < time);
        self.at_risk.get(earlier).map_or(0, |(_, count)| *count)
    }

    /// The largest age in days at which at least `count` items are at risk: as far as a restricted
    /// mean should reach. None when there never are so many.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = Curve::new(&[1.0, 4.0, 9.0].map(Observation::finished));
    /// assert_eq!(curve.last_age_with(2), Some(4.0));
    /// assert_eq!(curve.last_age_with(4), None);
    /// ```
    #[must_use]
    pub fn last_age_with(&self, count: usize) -> Option<f64> {
        let enough = self.at_risk.iter().rev().find(|(_, at_risk)| *at_risk >= count.max(1));
        enough.map(|(until, _)| *until)
    }

    /// The smallest age in days right after which at least `count` items are at risk: where a
    /// curve with delayed entry should start. None when there never are so many.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let old = Observation { entry: 7.0, exit: 11.0, ended: true };
    /// let curve = Curve::new(&[old, Observation::open(12.0)]);
    /// assert_eq!(curve.first_age_with(1), Some(0.0));
    /// assert_eq!(curve.first_age_with(2), Some(7.0));
    /// ```
    #[must_use]
    pub fn first_age_with(&self, count: usize) -> Option<f64> {
        // Nobody is at risk before the first age where anything happens, so it has a predecessor.
        let pairs = self.at_risk.windows(2);
        let mut enough = pairs.filter(|pair| pair[1].1 >= count.max(1));
        enough.next().map(|pair| pair[0].0)
    }
}
