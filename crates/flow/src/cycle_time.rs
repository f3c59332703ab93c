//! How long finished items took, from their start to their finish.

#[cfg(test)]
mod tests;

use crate::calendar::DayRange;
use crate::lives::{Fate, Life, Lives, Moment};
use crate::workflow::Count;
use crate::{Day, ItemId};

/// The cycle time of an item that started and finished at these moments, in days:
/// `finish date − start date + 1`, unless the rule says otherwise.
///
/// Definition: Daniel S. Vacanti, "Kanban calculations: how to calculate cycle time"; an item
/// finished on the day it started took one day, not none.
///
/// ```
/// use flow::{Calendar, Instant, cycle_time::cycle_time_days, lives::Moment, workflow::Count};
/// let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
/// let moment = |text: &str| {
///     let at: Instant = text.parse::<jiff::Timestamp>().unwrap().into();
///     Moment { at, day: calendar.day_of(at) }
/// };
/// let (start, finish) = (moment("2026-01-01T18:00:00Z"), moment("2026-01-02T06:00:00Z"));
/// assert_eq!(cycle_time_days(start, finish, Count::InclusiveDays), 2.0);
/// assert_eq!(cycle_time_days(start, finish, Count::ElapsedDays), 1.0);
/// assert_eq!(cycle_time_days(start, finish, Count::ExactHours), 0.5);
/// ```
#[must_use]
pub fn cycle_time_days(start: Moment, finish: Moment, count: Count) -> f64 {
    match count {
        Count::InclusiveDays => f64::from(finish.day.0 - start.day.0 + 1),
        Count::ElapsedDays => f64::from(finish.day.0 - start.day.0),
        Count::ExactHours => finish.at.days_since(start.at),
    }
}

/// A finished item and how long it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FinishedItem {
    /// Which item.
    pub item: ItemId,
    /// The day it finished.
    pub finished_on: Day,
    /// Its cycle time in days.
    pub cycle_time_days: f64,
}

/// The items finished in a range of days, with their cycle times, in the order of the history.
/// Items that finished without a start (left out by rule) have none and do not appear.
#[must_use]
pub fn finished_items(lives: &Lives, range: DayRange, count: Count) -> Vec<FinishedItem> {
    let finished = |life: Life| {
        let (start, end) = (life.start?, life.end?);
        (life.fate == Fate::Finished && range.contains(end.day)).then(|| FinishedItem {
            item: life.item,
            finished_on: end.day,
            cycle_time_days: cycle_time_days(start, end, count),
        })
    };
    lives.iter().filter_map(finished).collect()
}
