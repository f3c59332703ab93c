//! How far a figure would move by chance alone: draw the sample again from itself, many times.

#[cfg(test)]
mod tests;

use crate::interval::Interval;
use crate::percentile::nearest_rank;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Fewer replicates than this leave the ends of the interval themselves to chance.
pub const FEWEST_REPLICATES: usize = 1_000;

/// How to draw. The same numbers give the same interval on every machine.
///
/// ```
/// use flow::bootstrap::Resampling;
/// assert_eq!(Resampling::seeded(7), Resampling { replicates: 2_000, seed: 7 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    /// How often the sample is drawn anew; at least [`FEWEST_REPLICATES`] are, whatever this says.
    pub replicates: usize,
    /// Where the chance begins. Store it with the result.
    pub seed: u64,
}

impl Resampling {
    /// 2,000 replicates from this seed.
    ///
    /// ```
    /// assert_eq!(flow::bootstrap::Resampling::seeded(1).seed, 1);
    /// ```
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self { replicates: 2_000, seed }
    }
}

/// A bootstrapped interval and what is needed to draw it again.
///
/// ```
/// use flow::bootstrap::{Resampling, interval};
/// let found = interval(&[4, 4], Resampling::seeded(9), |_| Some(1.0)).unwrap();
/// assert_eq!((found.resampling.seed, found.undefined), (9, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampled {
    /// The 2.5th to the 97.5th percentile of the replicates, in the unit of the statistic.
    pub interval: Interval,
    /// How the replicates were drawn, and how many.
    pub resampling: Resampling,
    /// How many replicates had no value (a median not reached, say) and were left out.
    pub undefined: usize,
}

/// The 95 % interval of a statistic of one sample, by drawing its items with replacement.
///
/// None when the sample is empty, or when more than one replicate in twenty has no value: an
/// interval of the lucky ones would be too narrow.
///
/// Method: the percentile bootstrap (Efron 1979; Howell, "Bootstrapping Medians").
///
/// ```
/// use flow::bootstrap::{interval, Resampling};
/// let mean = |days: &[f64]| Some(days.iter().sum::<f64>() / days.len() as f64);
/// let found = interval(&[1.0, 2.0, 3.0, 4.0, 5.0], Resampling::seeded(1), mean).unwrap();
/// assert!(found.interval.contains(3.0) && !found.interval.contains(5.0));
/// ```
pub fn interval<T: Copy>(
    sample: &[T],
    resampling: Resampling,
    mut statistic: impl FnMut(&[T]) -> Option<f64>,
) -> Option<Resampled> {
    let mut drawn = Vec::with_capacity(sample.len());
    replicate(resampling, sample.is_empty(), |chance| {
        draw(sample, chance, &mut drawn);
        statistic(&drawn)
    })
}

/// The 95 % interval of a statistic of two samples together, such as a ratio, each drawn anew from
/// itself. None as for [`interval`].
///
/// ```
/// use flow::bootstrap::{two_samples, Resampling};
/// let per_week = |weeks: &[u32]| f64::from(weeks.iter().sum::<u32>()) / weeks.len() as f64;
/// let ratio = |before: &[u32], after: &[u32]| Some(per_week(after) / per_week(before));
/// let (before, after) = ([2, 3, 2, 3], [5, 6, 5, 6]);
/// let found = two_samples(&before, &after, Resampling::seeded(1), ratio).unwrap();
/// assert!(found.interval.low > 1.5 && found.interval.high < 3.0);
/// ```
pub fn two_samples<T: Copy>(
    before: &[T],
    after: &[T],
    resampling: Resampling,
    mut statistic: impl FnMut(&[T], &[T]) -> Option<f64>,
) -> Option<Resampled> {
    let mut drawn = (Vec::with_capacity(before.len()), Vec::with_capacity(after.len()));
    replicate(resampling, before.is_empty() || after.is_empty(), |chance| {
        draw(before, chance, &mut drawn.0);
        draw(after, chance, &mut drawn.1);
        statistic(&drawn.0, &drawn.1)
    })
}

/// The 95 % interval of how much a statistic is larger after than before, such as the difference of
/// two medians. Give it the open items too, and take the statistic from their survival curve. None
/// as for [`interval`].
///
/// ```
/// use flow::bootstrap::{difference, Resampling};
/// let largest = |days: &[u32]| days.iter().max().copied().map(f64::from);
/// let found = difference(&[7, 7, 7], &[4, 4], Resampling::seeded(1), largest).unwrap();
/// assert_eq!((found.interval.low, found.interval.high), (-3.0, -3.0));
/// ```
pub fn difference<T: Copy>(
    before: &[T],
    after: &[T],
    resampling: Resampling,
    mut statistic: impl FnMut(&[T]) -> Option<f64>,
) -> Option<Resampled> {
    two_samples(before, after, resampling, |before, after| {
        Some(statistic(after)? - statistic(before)?)
    })
}

/// As [`interval`], but drawing whole weeks, each with all its items: for items that share the
/// luck of their week and are therefore not independent.
///
/// Method: the block bootstrap with the week as the block (Künsch 1989, without overlap).
///
/// ```
/// use flow::bootstrap::{interval_by_week, Resampling};
/// let weeks = [vec![1.0, 2.0], vec![], vec![9.0]];
/// let finished = |days: &[f64]| Some(days.len() as f64);
/// let found = interval_by_week(&weeks, Resampling::seeded(1), finished).unwrap();
/// assert_eq!((found.interval.low, found.interval.high), (0.0, 6.0));
/// ```
pub fn interval_by_week<T: Copy>(
    weeks: &[Vec<T>],
    resampling: Resampling,
    mut statistic: impl FnMut(&[T]) -> Option<f64>,
) -> Option<Resampled> {
    let weeks: Vec<&[T]> = weeks.iter().map(Vec::as_slice).collect();
    interval(&weeks, resampling, |weeks| statistic(&weeks.concat()))
}

/// As [`difference`], but drawing whole weeks, each with all its items.
///
/// ```
/// use flow::bootstrap::{difference_by_week, Resampling};
/// let (before, after) = ([vec![5.0], vec![5.0, 5.0]], [vec![3.0], vec![3.0, 3.0]]);
/// let first = |days: &[f64]| days.first().copied();
/// let found = difference_by_week(&before, &after, Resampling::seeded(1), first).unwrap();
/// assert_eq!(found.interval.high, -2.0);
/// ```
pub fn difference_by_week<T: Copy>(
    before: &[Vec<T>],
    after: &[Vec<T>],
    resampling: Resampling,
    mut statistic: impl FnMut(&[T]) -> Option<f64>,
) -> Option<Resampled> {
    let before: Vec<&[T]> = before.iter().map(Vec::as_slice).collect();
    let after: Vec<&[T]> = after.iter().map(Vec::as_slice).collect();
    difference(&before, &after, resampling, |weeks| statistic(&weeks.concat()))
}

fn replicate(
    resampling: Resampling,
    nothing_to_draw: bool,
    mut statistic: impl FnMut(&mut Pcg64Mcg) -> Option<f64>,
) -> Option<Resampled> {
    if nothing_to_draw {
        return None;
    }
    let replicates = resampling.replicates.max(FEWEST_REPLICATES);
    let mut chance = Pcg64Mcg::seed_from_u64(resampling.seed);
    let mut values: Vec<f64> = (0..replicates)
        .filter_map(|_| statistic(&mut chance))
        .filter(|value| !value.is_nan())
        .collect();
    let undefined = replicates - values.len();
    if undefined * 20 > replicates {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let (low, high) = (nearest_rank(&values, 0.025)?, nearest_rank(&values, 0.975)?);
    Some(Resampled {
        interval: Interval { low, high },
        resampling: Resampling { replicates, ..resampling },
        undefined,
    })
}

/// Draws as many items as there are, with replacement. The position comes from the upper half of a
/// product, not from a library's range, whose method may change between versions.
fn draw<T: Copy>(sample: &[T], chance: &mut Pcg64Mcg, drawn: &mut Vec<T>) {
    let n = sample.len() as u128;
    drawn.clear();
    drawn.extend(sample.iter().map(|_| {
        let position = (u128::from(chance.next_u64()) * n) >> 64;
        sample[position as usize]
    }));
}
