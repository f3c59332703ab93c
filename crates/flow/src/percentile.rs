//! Percentiles by nearest rank: always a value that really occurred.

#[cfg(test)]
mod tests;

/// The position, counted from 1, of the `p` percentile among `n` sorted values: the smallest k
/// with k / n ≥ p. `p` is a share from 0 to 1 and counts in millionths, so that 0.85 of 20 is
/// exactly 17 although 0.85 has no exact binary form; shares beyond 0 and 1 mean 0 and 1.
///
/// None when there are no values, or when `p` is not a number.
///
/// ```
/// use flow::percentile::rank;
/// assert_eq!(rank(20, 0.85), Some(17));
/// assert_eq!(rank(10, 0.85), Some(9));
/// assert_eq!(rank(10, 0.0), Some(1));
/// assert_eq!(rank(0, 0.5), None);
/// ```
#[must_use]
pub fn rank(n: usize, p: f64) -> Option<usize> {
    if n == 0 || p.is_nan() {
        return None;
    }
    let millionths = (p.clamp(0.0, 1.0) * 1e6).round() as u128;
    let k = (millionths * n as u128).div_ceil(1_000_000) as usize;
    Some(k.clamp(1, n))
}

/// The `p` percentile of values sorted in ascending order, by nearest rank: at least the share
/// `p` of the values lies at or below it, so "85 % took this long or less" is literally true of
/// the sample. In the values' own unit.
///
/// None when there are no values, or when `p` is not a number.
///
/// Method: the inverse of the empirical distribution function (Hyndman and Fan, "Sample Quantiles
/// in Statistical Packages", 1996, type 1).
///
/// ```
/// use flow::percentile::nearest_rank;
/// let cycle_times_days = [3, 4, 4, 5, 5, 6, 6, 6, 7, 7];
/// assert_eq!(nearest_rank(&cycle_times_days, 0.5), Some(5));
/// assert_eq!(nearest_rank(&cycle_times_days, 0.85), Some(7));
/// assert_eq!(nearest_rank::<i32>(&[], 0.85), None);
/// ```
#[must_use]
pub fn nearest_rank<T: Copy>(sorted: &[T], p: f64) -> Option<T> {
    rank(sorted.len(), p).map(|k| sorted[k - 1])
}
