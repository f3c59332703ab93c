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
#[inline]
pub(crate) fn timestamp(text: &[u8]) -> Option<Instant> {
    let (head, mut rest) = text.split_first_chunk::<19>()?;
    let [a, b, c, d, _, e, f, _] = like(b"0000-00-", head, 0)?;
    let [g, h, ..] = like(b"00T00:00", head, 8)?;
    let [i, j, _, k, l, _, m, n] = like(b"00:00:00", head, 11)?;
    let two = |tens: u8, ones: u8| u32::from(tens) * 10 + u32::from(ones);
    let days = cell::epoch_day(two(a, b) * 100 + two(c, d), two(e, f), two(g, h))?;
    let (hour, minute, second) = (two(i, j), two(k, l), two(m, n));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut micros = 0;
    if let Some((b'.' | b',', digits)) = rest.split_first() {
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        micros = fraction(&digits[..count])?;
        rest = &digits[count..];
    }
    let offset = if rest == b"Z" { 0 } else { offset_seconds(rest)? };
    let seconds = days * 86_400 + i64::from(hour * 3600 + minute * 60 + second) - offset;
    Some(Instant::from_micros(seconds * 1_000_000 + micros))
}

/// The digits of eight bytes of a text that has digits where the pattern has zeros, and the same
/// bytes elsewhere; all eight are checked at once.
#[inline]
fn like(pattern: &[u8; 8], text: &[u8; 19], from: usize) -> Option<[u8; 8]> {
    let eight = text[from..].first_chunk()?;
    // A digit leaves 0 to 9, which goes over 127 from 10 on; anything else must leave 0.
    let headroom = pattern.map(|byte| if byte == b'0' { 0x76 } else { 0x7f });
    let left = u64::from_le_bytes(*eight) ^ u64::from_le_bytes(*pattern);
    let over = left | left.wrapping_add(u64::from_le_bytes(headroom));
    (over & 0x8080_8080_8080_8080 == 0).then_some(left.to_le_bytes())
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
    const WORTH: [i64; 6] = [100_000, 10_000, 1000, 100, 10, 1];
    let worth = digits.iter().zip(WORTH).map(|(digit, worth)| i64::from(digit - b'0') * worth);
    (!digits.is_empty()).then(|| worth.sum())
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
