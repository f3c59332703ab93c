//! What a difference is worth saying.

use super::{FEWEST_FINISHED, Period};
use crate::interval::NORMAL_95;
use crate::survival::Difference;
use std::fmt;

/// A difference below this share of its standard error is practically none: a hundred times as
/// many items and more would not be enough to tell it from 0.
const PRACTICALLY_NONE: f64 = 0.1;

/// What can be said about a change.
///
/// Not enough data: a side has fewer than ten finished items, or the two sides share no ages that
/// enough items were watched at. A signal: the 95 % interval of the difference of the restricted
/// means leaves out 0, and the weekly throughput after the change shows no signal that contradicts
/// it. Otherwise: no signal yet. The second condition is not free: over 13 weeks after the change
/// it takes away about one true signal in eleven, over 26 weeks one in seven, because some week
/// of a stable series looks like a signal by chance. Set the day of the review beforehand: who
/// looks every day and stops when it looks good will in the end see a signal.
///
/// ```
/// use flow::effect::{Lack, Study, Verdict};
/// let why = Lack::FinishedBefore { finished: 0 };
/// assert_eq!(Study::new(0, 90, 179).measure(&[]).verdict, Verdict::NotEnoughData { why });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing can be said.
    NotEnoughData {
        /// What is lacking.
        why: Lack,
    },
    /// It changed.
    Signal(Direction),
    /// It may have changed, or this is chance.
    NoSignalYet {
        /// How many more finished items, both sides together, it would take for a difference
        /// of this size to show. None when the difference is below a tenth of its standard error
        /// and so practically none, or when it is the throughput that contradicts the signal.
        more_finished_items_needed: Option<u64>,
    },
}

/// Which way the time to finish changed.
///
/// ```
/// use flow::effect::{Direction, Verdict};
/// assert_ne!(Verdict::Signal(Direction::Shorter), Verdict::Signal(Direction::Longer));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Things finish sooner.
    Shorter,
    /// Things take longer.
    Longer,
}

/// Why there is not enough data. Its text is a sentence.
///
/// ```
/// let why = flow::effect::Lack::FinishedAfter { finished: 3 };
/// assert_eq!(why.to_string(), "Needs 10 items finished after the change; there are 3.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Too few items finished before the change.
    FinishedBefore {
        /// So many were.
        finished: usize,
    },
    /// Too few items finished after the change.
    FinishedAfter {
        /// So many were.
        finished: usize,
    },
    /// No age, or none up to the given τ, was watched by enough items on both sides.
    CommonAges,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (finished, side) = match self {
            Self::FinishedBefore { finished } => (finished, "before"),
            Self::FinishedAfter { finished } => (finished, "after"),
            Self::CommonAges => {
                return f.write_str("Too few items of the same age were watched on both sides.");
            }
        };
        write!(f, "Needs {FEWEST_FINISHED} items finished {side} the change; there are {finished}.")
    }
}

pub(super) fn judge(
    before: &Period,
    after: &Period,
    difference: Option<Difference>,
    contradicting: usize,
) -> Verdict {
    if before.finished < FEWEST_FINISHED {
        let why = Lack::FinishedBefore { finished: before.finished };
        return Verdict::NotEnoughData { why };
    }
    if after.finished < FEWEST_FINISHED {
        let why = Lack::FinishedAfter { finished: after.finished };
        return Verdict::NotEnoughData { why };
    }
    let Some(difference) = difference else {
        return Verdict::NotEnoughData { why: Lack::CommonAges };
    };
    if difference.interval_days.contains(0.0) {
        let finished = before.finished + after.finished;
        let more_finished_items_needed = more_finished_items_needed(finished, difference);
        return Verdict::NoSignalYet { more_finished_items_needed };
    }
    if contradicting > 0 {
        return Verdict::NoSignalYet { more_finished_items_needed: None };
    }
    let shorter = difference.days < 0.0;
    Verdict::Signal(if shorter { Direction::Shorter } else { Direction::Longer })
}

/// The standard error shrinks with the root of the number of items, so the number must grow with
/// the square of how far the interval reaches beyond 0.
fn more_finished_items_needed(finished: usize, difference: Difference) -> Option<u64> {
    let (size, error) = (difference.days.abs(), difference.standard_error_days);
    if size <= PRACTICALLY_NONE * error {
        return None;
    }
    let times_as_many = (NORMAL_95 * error / size).powi(2);
    Some((finished as f64 * (times_as_many - 1.0)).ceil().max(1.0) as u64)
}
