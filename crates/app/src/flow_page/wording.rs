//! How numbers and sentences are written.

use super::summary::Days;
use crate::wording::counted;

pub(super) fn items(count: usize) -> String {
    counted(count as u64, "item")
}

pub(super) fn days(days: Days) -> String {
    chart::days_words(days.0)
}

/// Whole days without a fraction, others with one digit.
pub(super) fn number(days: Days) -> String {
    chart::number(days.0)
}
