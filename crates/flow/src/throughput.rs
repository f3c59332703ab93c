//! Finished items per day and per week; days and weeks without any are data.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::{Calendar, Day, Instant};
use jiff::ToSpan;
use jiff::civil::Date;

/// How many of these days of finishing fall on each day of the range.
///
/// Definition: *The Kanban Pocket Guide*, "Throughput".
///
/// ```
/// use flow::{Day, DayRange, throughput::count_per_day};
/// let range = DayRange { first: Day(1), last: Day(3) };
/// assert_eq!(count_per_day([Day(3), Day(1), Day(3), Day(9)], range), [1, 0, 2]);
/// ```
#[must_use]
pub fn count_per_day(days: impl IntoIterator<Item = Day>, range: DayRange) -> Vec<u32> {
    let mut counts = vec![0; range.len()];
    for index in days.into_iter().filter_map(|day| range.index_of(day)) {
        counts[index] += 1;
    }
    counts
}

/// A week, which starts on Monday, and what was counted in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// What was counted on its days that lie in the range.
    pub count: u32,
    /// Whether all its days lie in the range and are over.
    pub whole: bool,
}

/// Adds up daily counts, one for each day of the range, by week. Days from `over` on are not over
/// yet (see [`whole_days`]), so that their week is not whole.
///
/// ```
/// use flow::{Calendar, throughput::{count_per_week, whole_days}, DayRange};
/// use jiff::{civil::date, tz::TimeZone};
/// let calendar = Calendar::every_day(TimeZone::UTC);
/// // Thursday to the Monday eleven days later, at noon
/// let (first, last) = (date(2026, 11, 12), date(2026, 11, 23));
/// let range = DayRange { first: calendar.day_of_date(first), last: calendar.day_of_date(last) };
/// let as_of = "2026-11-23T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
/// let weeks = count_per_week(&[1; 12], range, whole_days(range, &calendar, as_of), &calendar);
/// let seen: Vec<_> = weeks.iter().map(|week| (week.count, week.whole)).collect();
/// assert_eq!(seen, [(4, false), (7, true), (1, false)]);
/// ```
#[must_use]
pub fn count_per_week(
    per_day: &[u32],
    range: DayRange,
    whole: DayRange,
    calendar: &Calendar,
) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    let mut next_monday = Day(i32::MIN);
    for (day, count) in range.days().zip(per_day) {
        if day >= next_monday {
            let monday = monday_of(calendar.date(day));
            next_monday = calendar.day_of_date(monday.saturating_add(7.days()));
            let all =
                DayRange { first: calendar.day_of_date(monday), last: Day(next_monday.0 - 1) };
            let whole = whole.contains(all.first) && whole.contains(all.last);
            weeks.push(Week { monday, count: 0, whole });
        }
        if let Some(week) = weeks.last_mut() {
            week.count += count;
        }
    }
    weeks
}

/// The days of the range that are over at an instant: a day is whole when the instant lies in its
/// last minute or later.
///
/// ```
/// use flow::{Calendar, DayRange, Instant, throughput::whole_days};
/// use jiff::{civil::date, tz::TimeZone};
/// let calendar = Calendar::every_day(TimeZone::UTC);
/// let today = calendar.day_of_date(date(2026, 11, 22));
/// let range = DayRange { first: today, last: today };
/// let at = |text: &str| Instant::from(text.parse::<jiff::Timestamp>().unwrap());
/// assert!(whole_days(range, &calendar, at("2026-11-22T23:58:59Z")).is_empty());
/// assert_eq!(whole_days(range, &calendar, at("2026-11-22T23:59:00Z")), range);
/// ```
#[must_use]
pub fn whole_days(range: DayRange, calendar: &Calendar, as_of: Instant) -> DayRange {
    let in_a_minute = Instant::from_micros(as_of.as_micros().saturating_add(60_000_000));
    let over = Day(calendar.day_of(in_a_minute).0 - 1);
    DayRange { first: range.first, last: range.last.min(over) }
}

/// The Monday of a date's week.
///
/// ```
/// use flow::throughput::monday_of;
/// use jiff::civil::date;
/// assert_eq!(monday_of(date(2026, 11, 22)), date(2026, 11, 16));
/// assert_eq!(monday_of(date(2026, 11, 23)), date(2026, 11, 23));
/// ```
#[must_use]
pub fn monday_of(date: Date) -> Date {
    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
}
