//! A moment in time, as every event of a history carries it.

use std::fmt;

/// Microseconds since 1970-01-01T00:00:00Z.
///
/// ```
/// use flow::Instant;
/// let at: Instant = "2026-03-01T12:00:00+01:00".parse::<jiff::Timestamp>().unwrap().into();
/// assert_eq!(at.to_string(), "2026-03-01T11:00:00Z");
/// assert_eq!(at.as_micros(), 1_772_362_800_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// An instant from microseconds since the Unix epoch, UTC.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch, UTC.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The same moment as jiff's type, for civil dates. Moments beyond jiff's years -9999 to 9999
    /// become the nearest one it can hold.
    #[must_use]
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// Days from `earlier` to this instant, exact, with fractions; negative when it lies before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> f64 {
        (self.0 - earlier.0) as f64 / MICROS_PER_DAY as f64
    }
}

/// Microseconds in a day of 24 hours.
pub const MICROS_PER_DAY: i64 = 86_400_000_000;

impl From<jiff::Timestamp> for Instant {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

/// RFC 3339, in UTC.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}
