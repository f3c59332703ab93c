//! How numbers and sentences are written.

use super::summary::Days;
use crate::wording::{counted, grouped};

pub(super) fn items(count: usize) -> String {
    counted(count as u64, "item")
}

pub(super) fn days(days: Days) -> String {
    let number = number(days);
    if number == "1" { "1 day".to_owned() } else { format!("{number} days") }
}

/// Whole days without a fraction, others with one digit.
pub(super) fn number(days: Days) -> String {
    if days.0.fract() == 0.0 && days.0 >= 0.0 {
        grouped(days.0 as u64)
    } else {
        format!("{:.1}", days.0)
    }
}
