//! Work in progress and its total age, day by day.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::lives::Span;

/// The items in progress on each day of the range; an item counts on the day it starts and on the
/// day it ends. This is the count that fits inclusive cycle times: its sum over the days is the sum
/// of all items' days.
///
/// Definition: *The Kanban Pocket Guide*, "WIP". Linear in items and days.
///
/// ```
/// use flow::{Day, DayRange, lives::Span, wip::wip_per_day};
/// let spans = [
///     Span { start: Day(1), end: Some(Day(2)) },
///     Span { start: Day(2), end: None },
/// ];
/// let range = DayRange { first: Day(0), last: Day(3) };
/// assert_eq!(wip_per_day(spans, range), [0, 1, 2, 1]);
/// ```
#[must_use]
pub fn wip_per_day(spans: impl IntoIterator<Item = Span>, range: DayRange) -> Vec<u32> {
    in_progress(spans.into_iter().map(|span| (span, 1)), range, 1)
        .into_iter()
        .map(|count| count as u32)
        .collect()
}

/// The items in progress at the end of each day of the range: those that end on it do not count.
///
/// ```
/// use flow::{Day, DayRange, lives::Span, wip::wip_at_end_of_day};
/// let spans = [Span { start: Day(1), end: Some(Day(2)) }];
/// let range = DayRange { first: Day(0), last: Day(3) };
/// assert_eq!(wip_at_end_of_day(spans, range), [0, 1, 0, 0]);
/// ```
#[must_use]
pub fn wip_at_end_of_day(spans: impl IntoIterator<Item = Span>, range: DayRange) -> Vec<u32> {
    in_progress(spans.into_iter().map(|span| (span, 1)), range, 0)
        .into_iter()
        .map(|count| count as u32)
        .collect()
}

/// The sum of the ages, in inclusive days, of all items open at the end of each day of the range.
///
/// It obeys `total(d+1) = total(d) + WIP at the end of d + new on d+1 − cycle times ended on d+1`.
///
/// ```
/// use flow::{Day, DayRange, lives::Span, wip::total_age_days_per_day};
/// let spans = [Span { start: Day(1), end: None }, Span { start: Day(2), end: Some(Day(3)) }];
/// let range = DayRange { first: Day(1), last: Day(3) };
/// assert_eq!(total_age_days_per_day(spans, range), [1, 3, 3]);
/// ```
#[must_use]
pub fn total_age_days_per_day(spans: impl IntoIterator<Item = Span>, range: DayRange) -> Vec<u64> {
    let spans: Vec<Span> = spans.into_iter().collect();
    let open = in_progress(spans.iter().map(|span| (*span, 1)), range, 0);
    let starts = in_progress(spans.iter().map(|span| (*span, i64::from(span.start.0))), range, 0);
    range
        .days()
        .zip(open.iter().zip(starts))
        .map(|(day, (open, starts))| (open * i64::from(day.0 + 1) - starts) as u64)
        .collect()
}

/// The sum of weights of the spans that cover each day; a span covers its last day if
/// `including_end` is 1, and not if it is 0.
fn in_progress(
    spans: impl Iterator<Item = (Span, i64)>,
    range: DayRange,
    including_end: i32,
) -> Vec<i64> {
    let days = range.len();
    let mut change = vec![0; days + 1];
    let place = |day: i32| (day - range.first.0).clamp(0, days as i32) as usize;
    for (span, weight) in spans {
        change[place(span.start.0)] += weight;
        if let Some(end) = span.end {
            change[place(end.0 + including_end)] -= weight;
        }
    }
    change.truncate(days);
    let mut sum = 0;
    for day in &mut change {
        sum += *day;
        *day = sum;
    }
    change
}
