//! Which day an instant belongs to: the team's time zone, its working days and its holidays.

use crate::Instant;
use crate::instant::MICROS_PER_DAY;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use std::cell::Cell;

/// The n-th counted day of a [`Calendar`]. Two days next to each other differ by one, whatever
/// the calendar leaves out between them, so day arithmetic is integer arithmetic everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Days from a first to a last one, both included; empty when the last lies before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl DayRange {
    /// Whether the day lies in the range.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// How many days there are.
    #[must_use]
    pub fn len(self) -> usize {
        usize::try_from(self.last.0 - self.first.0 + 1).unwrap_or(0)
    }

    /// Whether there is no day at all.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Every day, in order.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> + ExactSizeIterator {
        (self.first.0..self.first.0 + self.len() as i32).map(Day)
    }

    /// The place of a day in the range, counted from 0; none outside.
    #[must_use]
    pub fn index_of(self, day: Day) -> Option<usize> {
        self.contains(day).then(|| (day.0 - self.first.0) as usize)
    }
}

/// Turns instants into days. Either every day counts, or only the working days; then what happens
/// on a day off belongs to the next working day, so that the day counts of items, of work in
/// progress and of throughput keep fitting together.
///
/// ```
/// use flow::{Calendar, Instant};
/// use jiff::civil::{Weekday, date};
/// use jiff::tz::TimeZone;
///
/// let all = Calendar::every_day(TimeZone::UTC);
/// let from_monday_to_friday = [
///     Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday,
/// ];
/// let work = Calendar::working_days(TimeZone::UTC, &from_monday_to_friday, vec![]).unwrap();
/// let (friday, monday) = (date(2026, 11, 20), date(2026, 11, 23));
/// assert_eq!(all.day_of_date(monday).0 - all.day_of_date(friday).0, 3);
/// assert_eq!(work.day_of_date(monday).0 - work.day_of_date(friday).0, 1);
/// assert_eq!(work.day_of_date(date(2026, 11, 21)), work.day_of_date(monday));
/// assert_eq!(work.date(work.day_of_date(monday)), monday);
/// ```
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    weekly: Option<Weekly>,
    /// The offset in force around the last instant asked for: (from, until, offset), microseconds.
    span: Cell<(i64, i64, i64)>,
}

/// The working days of a week, Monday first, and the holidays among them.
#[derive(Clone, Debug)]
struct Weekly {
    works: [bool; 7],
    per_week: i32,
    /// Days since 1970-01-01, sorted, only those that would otherwise be worked.
    holidays: Vec<i32>,
}

/// A calendar in which nobody ever works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWorkingDay;

impl std::fmt::Display for NoWorkingDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a calendar needs at least one working day a week")
    }
}

impl std::error::Error for NoWorkingDay {}

impl Calendar {
    /// Every day counts, weekends included (the default of all figures).
    #[must_use]
    pub fn every_day(zone: TimeZone) -> Self {
        Self { zone, weekly: None, span: Cell::new((0, 0, 0)) }
    }

    /// Only `weekdays` count, less the `holidays`.
    ///
    /// # Errors
    /// [`NoWorkingDay`] when `weekdays` is empty.
    pub fn working_days(
        zone: TimeZone,
        weekdays: &[Weekday],
        holidays: Vec<Date>,
    ) -> Result<Self, NoWorkingDay> {
        let mut works = [false; 7];
        for day in weekdays {
            works[day.to_monday_zero_offset() as usize] = true;
        }
        let per_week = works.iter().filter(|works| **works).count() as i32;
        if per_week == 0 {
            return Err(NoWorkingDay);
        }
        let mut holidays: Vec<i32> = holidays.into_iter().map(epoch_day).collect();
        holidays.retain(|day| works[weekday_index(*day)]);
        holidays.sort_unstable();
        holidays.dedup();
        let weekly = Some(Weekly { works, per_week, holidays });
        Ok(Self { zone, weekly, span: Cell::new((0, 0, 0)) })
    }

    /// The team's time zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether only working days count.
    #[must_use]
    pub fn counts_working_days(&self) -> bool {
        self.weekly.is_some()
    }

    /// How many days of a week count, holidays aside.
    #[must_use]
    pub fn days_per_week(&self) -> u32 {
        self.weekly.as_ref().map_or(7, |weekly| weekly.per_week as u32)
    }

    /// The counted day an instant falls on; on a day off, the next working day.
    #[must_use]
    pub fn day_of(&self, at: Instant) -> Day {
        let local = at.as_micros() + self.offset_micros(at);
        self.counted(local.div_euclid(MICROS_PER_DAY) as i32)
    }

    /// The latest counted day at an instant: its own, and on a day off the one before.
    ///
    /// ```
    /// use flow::{Calendar, Instant};
    /// use jiff::{civil::{Weekday, date}, tz::TimeZone};
    /// let mondays = Calendar::working_days(TimeZone::UTC, &[Weekday::Monday], vec![]).unwrap();
    /// let sunday = Instant::from("2026-11-22T12:00:00Z".parse::<jiff::Timestamp>().unwrap());
    /// assert_eq!(mondays.date(mondays.latest_day(sunday)), date(2026, 11, 16));
    /// assert_eq!(mondays.date(mondays.day_of(sunday)), date(2026, 11, 23));
    /// ```
    #[must_use]
    pub fn latest_day(&self, at: Instant) -> Day {
        let local = at.as_micros() + self.offset_micros(at);
        Day(self.counted(local.div_euclid(MICROS_PER_DAY) as i32 + 1).0 - 1)
    }

    /// The counted day of a civil date; of a day off, the next working day.
    #[must_use]
    pub fn day_of_date(&self, date: Date) -> Day {
        self.counted(epoch_day(date))
    }

    /// The civil date of a counted day.
    #[must_use]
    pub fn date(&self, day: Day) -> Date {
        match &self.weekly {
            None => date_of(day.0),
            Some(weekly) => date_of(weekly.nth(day.0)),
        }
    }

    /// The civil date at an instant in the team's time zone, working day or not.
    #[must_use]
    pub fn civil_date(&self, at: Instant) -> Date {
        let local = at.as_micros() + self.offset_micros(at);
        date_of(local.div_euclid(MICROS_PER_DAY) as i32)
    }

    /// The first instant of a civil date in the team's time zone.
    #[must_use]
    pub fn start_of(&self, date: Date) -> Instant {
        date.to_zoned(self.zone.clone())
            .map_or(Instant::from_micros(i64::from(epoch_day(date)) * MICROS_PER_DAY), |zoned| {
                zoned.timestamp().into()
            })
    }

    fn counted(&self, epoch_day: i32) -> Day {
        match &self.weekly {
            None => Day(epoch_day),
            Some(weekly) => Day(weekly.worked_before(epoch_day)),
        }
    }

    /// The zone's offset from UTC at an instant. The span in which it holds is remembered: events
    /// come close together in time, and asking the time zone anew costs ten times as much.
    fn offset_micros(&self, at: Instant) -> i64 {
        let (from, until, offset) = self.span.get();
        if (from..until).contains(&at.as_micros()) {
            return offset;
        }
        let timestamp = at.timestamp();
        let offset = i64::from(self.zone.to_offset(timestamp).seconds()) * 1_000_000;
        let before = self.zone.preceding(timestamp).next();
        let after = self.zone.following(timestamp).next();
        let from = before.map_or(i64::MIN, |change| change.timestamp().as_microsecond());
        let until = after.map_or(i64::MAX, |change| change.timestamp().as_microsecond());
        // `preceding` leaves out a change at this very instant; the span then starts here.
        let from = if self.zone.to_offset(timestamp - jiff::SignedDuration::from_micros(1))
            == self.zone.to_offset(timestamp)
        {
            from
        } else {
            timestamp.as_microsecond()
        };
        self.span.set((from, until, offset));
        offset
    }
}

impl Weekly {
    /// Working days from the epoch up to, and not including, this day; so a day off has the number
    /// of the next working day.
    fn worked_before(&self, epoch_day: i32) -> i32 {
        // 1970-01-01 was a Thursday: shift to weeks that begin on Monday 1969-12-29.
        let since_monday = epoch_day + 3;
        let (weeks, rest) = (since_monday.div_euclid(7), since_monday.rem_euclid(7) as usize);
        let in_week = self.works[..rest].iter().filter(|works| **works).count() as i32;
        let holidays = self.holidays.partition_point(|day| *day < epoch_day) as i32;
        weeks * self.per_week + in_week - holidays
    }

    /// The civil day (since the epoch) of the n-th working day: the last one before which n were
    /// worked and which is itself worked.
    fn nth(&self, number: i32) -> i32 {
        let mut low = number.div_euclid(self.per_week) * 7 - 14;
        let mut high = low + 42 + 7 * (self.holidays.len() as i32 + 1);
        // The smallest day before which `number` + 1 days end: worked_before(day + 1) > number.
        while low < high {
            let middle = low + (high - low).div_euclid(2);
            if self.worked_before(middle + 1) > number { high = middle } else { low = middle + 1 }
        }
        low
    }
}

fn weekday_index(epoch_day: i32) -> usize {
    (epoch_day + 3).rem_euclid(7) as usize
}

/// Days from 1970-01-01 to a civil date.
fn epoch_day(date: Date) -> i32 {
    let since = date.since(Date::constant(1970, 1, 1)).expect("two civil dates have a distance");
    since.get_days()
}

/// The civil date so many days after 1970-01-01, held within jiff's years.
fn date_of(epoch_day: i32) -> Date {
    let days = jiff::Span::new().try_days(epoch_day).unwrap_or_default();
    Date::constant(1970, 1, 1).saturating_add(days)
}
