//! The mean time to finish, counting at most so many days, and how two such means differ.

use super::{Curve, Step};
use crate::interval::Interval;

/// "Average days open, counting at most τ days": the area under the curve up to τ. Unlike the mean
/// of the finished items it counts the open ones, and unlike the median it always exists.
///
/// ```
/// use flow::survival::{Curve, Observation};
/// let items = [Observation::finished(2.0), Observation::open(30.0)];
/// let mean = Curve::new(&items).restricted_mean(10.0);
/// assert_eq!(mean.mean_days, 6.0); // one lasted 2 days, the other at least 10
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestrictedMean {
    /// τ: the age in days up to which time is counted.
    pub tau_days: f64,
    /// The mean in days.
    pub mean_days: f64,
    /// Its standard error in days.
    pub standard_error_days: f64,
}

/// How far one restricted mean lies above another.
///
/// ```
/// use flow::survival::{Curve, Observation};
/// let mean = Curve::new(&[2.0, 4.0].map(Observation::finished)).restricted_mean(9.0);
/// assert_eq!(mean.minus(&mean).days, 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference in days.
    pub days: f64,
    /// Its standard error in days.
    pub standard_error_days: f64,
    /// The 95 % normal interval, in days.
    pub interval_days: Interval,
}

impl Curve {
    /// The mean age at finishing, nobody's age counting beyond `tau_days`; for a curve that starts
    /// later than 0, of the items that reach its start. Beyond the last observation the curve
    /// stays level, so τ should not exceed [`Curve::last_age_with`] a handful of items.
    ///
    /// Method: area under the curve (Irwin 1949), variance by the delta method with Greenwood's
    /// terms (Klein and Moeschberger, Survival Analysis, section 4.5).
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let mean = Curve::new(&[2.0, 3.0, 4.0].map(Observation::finished)).restricted_mean(9.0);
    /// assert!((mean.mean_days - 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn restricted_mean(&self, tau_days: f64) -> RestrictedMean {
        let within = self.steps.partition_point(|step| step.time <= tau_days);
        let steps = &self.steps[..within];
        let (mut area_after, mut until, mut variance) = (0.0, tau_days, 0.0);
        for step in steps.iter().rev() {
            area_after += step.survival * (until - step.time);
            until = step.time;
            variance += area_after * area_after * greenwood_term(step);
        }
        RestrictedMean {
            tau_days,
            mean_days: area_after + until,
            standard_error_days: variance.sqrt(),
        }
    }
}

/// Where everybody finishes nothing can follow, so such a step adds no uncertainty.
fn greenwood_term(step: &Step) -> f64 {
    let (at_risk, ended) = (step.at_risk as f64, step.ended as f64);
    if step.ended == step.at_risk { 0.0 } else { ended / (at_risk * (at_risk - ended)) }
}

impl RestrictedMean {
    /// This mean less another with the same τ, of other items, with its 95 % normal interval.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let before = Curve::new(&[4.0, 6.0].map(Observation::finished)).restricted_mean(9.0);
    /// let after = Curve::new(&[2.0, 4.0].map(Observation::finished)).restricted_mean(9.0);
    /// assert_eq!(after.minus(&before).days, -2.0);
    /// ```
    #[must_use]
    pub fn minus(&self, other: &Self) -> Difference {
        Difference::new(
            self.mean_days - other.mean_days,
            self.standard_error_days.hypot(other.standard_error_days),
        )
    }
}

impl Difference {
    fn new(days: f64, standard_error_days: f64) -> Self {
        let interval_days = Interval::normal(days, standard_error_days);
        Self { days, standard_error_days, interval_days }
    }

    /// This difference less another one found in other items: how much more a team changed than a
    /// control group over the same time, with the 95 % normal interval.
    ///
    /// ```
    /// use flow::survival::{Curve, Observation};
    /// let curve = |ages: [f64; 2]| Curve::new(&ages.map(Observation::finished));
    /// let mean = |ages| curve(ages).restricted_mean(9.0);
    /// let team = mean([2.0, 4.0]).minus(&mean([4.0, 6.0]));
    /// let control = mean([4.0, 5.0]).minus(&mean([4.0, 6.0]));
    /// assert_eq!(team.minus(&control).days, -1.5);
    /// ```
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self::new(self.days - other.days, self.standard_error_days.hypot(other.standard_error_days))
    }
}
