//! A sparkline: how a number came to be what it is, as small as a word. The number stands beside
//! it.

use crate::svg::{At, through};

/// A line through values, with a dot at the last one; decoration for a number that is told in
/// words. It is hidden from readers of the page's text.
///
/// ```
/// let line = chart::sparkline(&[3.0, 4.0, 2.0]);
/// assert!(line.contains("aria-hidden=\"true\""));
/// assert_eq!(chart::sparkline(&[]), "");
/// ```
#[must_use]
pub fn sparkline(values: &[f64]) -> String {
    const SIZE: (f64, f64) = (160.0, 36.0);
    const MOST: usize = 120;
    let Some(last) = values.len().checked_sub(1) else { return String::new() };
    let most = values.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let step = values.len().div_ceil(MOST);
    // The last value is always among those drawn.
    let shown: Vec<usize> = (0..=last).rev().step_by(step).collect();
    let x = |index: usize| 4.0 + (SIZE.0 - 8.0) * index as f64 / last.max(1) as f64;
    let y = |value: f64| SIZE.1 - 5.0 - (SIZE.1 - 10.0) * (value / most).clamp(0.0, 1.0);
    let path = through(shown.iter().rev().map(|index| (x(*index), y(values[*index]))));
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"><path class=\"series\" \
         d=\"{path}\"/><circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"3\"/></svg>",
        SIZE.0,
        SIZE.1,
        At(x(last)),
        At(y(values[last]))
    )
}
