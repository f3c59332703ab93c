//! Instants on a page: for people in words, for machines exactly.

use flow::Instant;
use flow::workflow::word;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The English that a reader reads: it decides how dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Locale {
    /// 3 May 2026.
    #[default]
    British,
    /// May 3, 2026.
    American,
}

/// All locales with their words.
pub(crate) const LOCALES: [(Locale, &str); 2] =
    [(Locale::British, "en-GB"), (Locale::American, "en-US")];

impl Locale {
    pub(crate) fn word(self) -> &'static str {
        word(&LOCALES, self)
    }

    /// The locale of a word, or the usual one.
    pub(crate) fn of_word(word: &str) -> Self {
        LOCALES.iter().find(|it| it.1 == word).map_or(Self::British, |it| it.0)
    }
}

/// How somebody reads times: where, by the name of a time zone, and in which English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'r> {
    pub(crate) zone: &'r str,
    pub(crate) locale: Locale,
}

/// An instant, told.
#[derive(Clone, Debug)]
pub(crate) struct Time {
    /// For the `datetime` attribute.
    pub(crate) exact: String,
    /// Today at 14:05, yesterday at 9:10, 3 May 2026.
    pub(crate) words: String,
}

impl Time {
    /// An instant as it is told at another one to somebody who reads so.
    pub(crate) fn told(at: Instant, now: Instant, reading: Reading<'_>) -> Self {
        let zone = reading.zone;
        let (exact, at, today) = (timestamp(at), zoned(at, zone), date_in(now, zone));
        let clock = format!("{}:{:02}", at.hour(), at.minute());
        let yesterday = today.yesterday().ok();
        let words = match at.date() {
            date if date == today => format!("today at {clock}"),
            date if Some(date) == yesterday => format!("yesterday at {clock}"),
            date => date_words(date, reading.locale),
        };
        Self { exact: exact.to_string(), words }
    }
}

/// An instant to come, to the minute: today at 14:05, 3 May 2026 at 9:10.
pub(crate) fn deadline(at: Instant, now: Instant, reading: Reading<'_>) -> Time {
    let (told, clock) = (Time::told(at, now, reading), zoned(at, reading.zone));
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

/// A date in words.
pub(crate) fn date_words(date: Date, locale: Locale) -> String {
    match locale {
        Locale::British => chart::date_words(date),
        Locale::American => date.strftime("%b %-d, %Y").to_string(),
    }
}

/// The date of an instant, in a time zone by its name.
pub(crate) fn date_in(at: Instant, zone: &str) -> Date {
    zoned(at, zone).date()
}
