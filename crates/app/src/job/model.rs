//! When things are to happen: pauses between tries, working days, mornings in a time zone. Pure.

use flow::Instant;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

/// How long an errand is kept from others; whoever took it is gone by then.
pub(super) const LEASE_SECONDS: i64 = 300;

/// What is waited after each try that failed, in seconds.
const PAUSES: [i64; 5] = [60, 5 * 60, 30 * 60, 2 * 3600, 8 * 3600];

/// When a job that failed now, after so many failures before, is tried again; none to give it up.
pub(super) fn next_try(failures: i32, now: Instant) -> Option<Instant> {
    let pause = PAUSES.get(usize::try_from(failures).ok()?)?;
    Some(later(now, *pause))
}

/// So many seconds later.
pub(super) fn later(now: Instant, seconds: i64) -> Instant {
    Instant::from_micros(now.as_micros() + seconds * 1_000_000)
}

/// When people begin to work: what is told in the morning is told then.
const MORNING: Time = Time::constant(8, 30, 0, 0);

/// Where and when people work.
#[derive(Clone, Debug)]
pub(crate) struct WorkingTime<'t> {
    /// A name of the IANA database.
    pub(crate) time_zone: &'t str,
    pub(crate) days: &'t [Weekday],
    pub(crate) holidays: &'t [Date],
}

/// Monday to Friday.
pub(crate) const MONDAY_TO_FRIDAY: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// Nobody is on holiday for longer, in days; and no loop runs for ever.
const LONGEST_HOLIDAY: i64 = 400;

impl WorkingTime<'_> {
    /// 8:30 on the first working day on or after a date.
    pub(crate) fn morning_on_or_after(&self, date: Date) -> Instant {
        let dates = (0..LONGEST_HOLIDAY).map(|days| date.saturating_add(days.days()));
        let mut mornings = dates.filter(|date| self.is_worked_on(*date));
        let found = mornings.find_map(|date| instant(date, MORNING, self.time_zone));
        let on_the_day = || instant(date, MORNING, self.time_zone);
        found.or_else(on_the_day).unwrap_or(Instant::from_micros(0))
    }

    /// The so manieth 8:30 of a working day after an instant.
    pub(crate) fn mornings_after(&self, from: Instant, count: usize) -> Instant {
        (0..count).fold(from, |at, _| self.next_morning(at))
    }

    /// The next 8:30 of a working day after an instant.
    pub(crate) fn next_morning(&self, after: Instant) -> Instant {
        let today = crate::shell::date_in(after, self.time_zone);
        let first = self.morning_on_or_after(today);
        if first.as_micros() > after.as_micros() {
            return first;
        }
        self.morning_on_or_after(today.saturating_add(1.day()))
    }

    fn is_worked_on(&self, date: Date) -> bool {
        self.days.contains(&date.weekday()) && !self.holidays.contains(&date)
    }
}

/// A time of a date as an instant: of two (the clock is put back) the first; of none (it is put on)
/// as much later as it was put on. None where the whole day is left out.
pub(super) fn instant(date: Date, time: Time, time_zone: &str) -> Option<Instant> {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let zoned = date.to_datetime(time).to_zoned(zone).ok()?;
    let micros = zoned.timestamp().as_microsecond();
    (zoned.date() == date).then(|| Instant::from_micros(micros))
}
