//! Dates as people and trackers write them: one cell, and the order of its numbers per column.

mod cell;
mod column;
#[cfg(test)]
mod tests;

pub(crate) use cell::DateCell;
pub(crate) use column::{DateColumn, Kind};

use flow::Instant;
use jiff::tz::TimeZone;

/// Microseconds since the epoch of `YYYY-MM-DDTHH:MM:SS[.frac](Z|+hh:mm|+hhmm)`, the one form that
/// machines write; none for anything else. Written out by hand because an import reads hundreds of
/// thousands of these.
pub(crate) fn timestamp(text: &[u8]) -> Option<Instant> {
    let (date, rest) = text.split_first_chunk::<10>()?;
    let (time, mut rest) = rest.split_first_chunk::<9>()?;
    if date[4] != b'-' || date[7] != b'-' || time[3] != b':' || time[6] != b':' {
        return None;
    }
    if !matches!(time[0], b'T' | b't' | b' ') {
        return None;
    }
    let year = two(date[0], date[1])? * 100 + two(date[2], date[3])?;
    let days = cell::epoch_day(year, two(date[5], date[6])?, two(date[8], date[9])?)?;
    let (hour, minute) = (two(time[1], time[2])?, two(time[4], time[5])?);
    let second = two(time[7], time[8])?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut micros = 0;
    if let Some((b'.' | b',', digits)) = rest.split_first() {
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        micros = fraction(&digits[..count])?;
        rest = &digits[count..];
    }
    let seconds = days * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    Some(Instant::from_micros((seconds - offset_seconds(rest)?) * 1_000_000 + micros))
}

/// An instant as trackers write it, or a date (with or without a time) in the zone.
pub(crate) fn instant(text: &str, zone: &TimeZone) -> Option<Instant> {
    timestamp(text.as_bytes()).or_else(|| {
        let cell = DateCell::parse(text.as_bytes())?;
        cell.is_year_first().then(|| cell.instant(crate::DateOrder::YearFirst, zone)).flatten()
    })
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// Microseconds of the digits after the decimal point; further digits are cut.
fn fraction(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    let digit = |place: usize| digits.get(place).map_or(0, |byte| i64::from(byte - b'0'));
    Some((0..6).fold(0, |micros, place| micros * 10 + digit(place)))
}

/// Seconds east of UTC of `Z`, `+hh:mm`, `+hhmm` or `+hh`.
fn offset_seconds(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'Z' | b'z'] => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits {
        [a, b, b':', c, d] | [a, b, c, d] => (two(*a, *b)?, two(*c, *d)?),
        [a, b] => (two(*a, *b)?, 0),
        _ => return None,
    };
    (hours <= 23 && minutes <= 59).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}
