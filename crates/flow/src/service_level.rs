//! How likely an item of some age is to miss a service level expectation.

#[cfg(test)]
mod tests;

use crate::survival::Curve;

/// The probability that an item misses the expectation "done in `sle_days` or less", given that
/// it has lived `age_days` whole days without finishing (0 for an item about to start): S(SLE) over
/// S(age), on the curve of past items. An item that has outlived the expectation has missed it: 1.
///
/// None when no past item lived so long unfinished, so that there is nothing to go by, or when an
/// argument is not a number.
///
/// Method: conditional survival from the Kaplan–Meier curve; the expectation itself is that of the
/// Kanban Guide.
///
/// ```
/// use flow::service_level::conditional_risk;
/// use flow::survival::{Curve, Observation};
/// // Half done within 4 days, 85 % within 8.
/// let ages = [vec![4.0; 10], vec![8.0; 7], vec![20.0; 3]].concat();
/// let past: Vec<Observation> = ages.into_iter().map(Observation::finished).collect();
/// let curve = Curve::new(&past);
/// let at = |age| (conditional_risk(&curve, 8.0, age).unwrap() * 100.0).round();
/// assert_eq!((at(0.0), at(4.0), at(8.0)), (15.0, 30.0, 100.0));
/// ```
#[must_use]
pub fn conditional_risk(curve: &Curve, sle_days: f64, age_days: f64) -> Option<f64> {
    if sle_days.is_nan() || age_days.is_nan() {
        return None;
    }
    if age_days >= sle_days {
        return Some(1.0);
    }
    let still_open = curve.survival_at(age_days);
    (still_open > 0.0).then(|| curve.survival_at(sle_days) / still_open)
}
