//! Instants on a page: for people in words, for machines exactly.

use flow::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// An instant, told.
#[derive(Clone, Debug)]
pub(crate) struct Time {
    /// For the `datetime` attribute.
    pub(crate) exact: String,
    /// Today at 14:05, yesterday at 9:10, 3 May 2026.
    pub(crate) words: String,
}

impl Time {
    /// An instant as it is told at another one, in a time zone by its name.
    pub(crate) fn told(at: Instant, now: Instant, zone: &str) -> Self {
        let (exact, at, today) = (timestamp(at), zoned(at, zone), date_in(now, zone));
        let clock = format!("{}:{:02}", at.hour(), at.minute());
        let yesterday = today.yesterday().ok();
        let words = match at.date() {
            date if date == today => format!("today at {clock}"),
            date if Some(date) == yesterday => format!("yesterday at {clock}"),
            date => chart::date_words(date),
        };
        Self { exact: exact.to_string(), words }
    }
}

/// An instant to come, to the minute: today at 14:05, 3 May 2026 at 9:10.
pub(crate) fn deadline(at: Instant, now: Instant, zone: &str) -> Time {
    let (told, clock) = (Time::told(at, now, zone), zoned(at, zone));
    let words = match told.words.contains(" at ") {
        true => told.words,
        false => format!("{} at {}:{:02}", told.words, clock.hour(), clock.minute()),
    };
    Time { words, ..told }
}

fn timestamp(at: Instant) -> Timestamp {
    Timestamp::from_microsecond(at.as_micros()).unwrap_or_default()
}

fn zoned(at: Instant, zone: &str) -> Zoned {
    timestamp(at).to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC))
}

/// The date of an instant, in a time zone by its name.
pub(crate) fn date_in(at: Instant, zone: &str) -> Date {
    zoned(at, zone).date()
}
