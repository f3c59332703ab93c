//! One cell that holds a date: its three numbers and what they may mean.

use super::{fraction, offset_seconds};
use crate::DateOrder;
use flow::Instant;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use std::ops::RangeInclusive;

/// A date of which it may not be known yet which number is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateCell {
    numbers: [u16; 3],
    orders: Orders,
    second_of_day: u32,
    micros: u32,
    /// Seconds east of UTC; none where the date is local.
    offset: Option<i32>,
}

/// The orders in which a date's numbers make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orders(u8);

impl Orders {
    pub(super) const BOTH: Self = Self(6);

    pub(super) fn of(order: DateOrder) -> Self {
        Self(match order {
            DateOrder::YearFirst => 1,
            DateOrder::DayFirst => 2,
            DateOrder::MonthFirst => 4,
        })
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn has(self, order: DateOrder) -> bool {
        self.0 & Self::of(order).0 != 0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl DateCell {
    /// Reads `2026-04-03`, `2026/04/03`, `3/4/2026`, `3.4.2026`, `3-4-26` or `3/Apr/26`, each with
    /// a time behind it or without. None where the cell is no date.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        Self::shape(text).filter(|cell| !cell.orders.is_none())
    }

    /// Whether a cell is written as a date, be it one that no calendar has, such as 2026-02-30.
    pub(crate) fn is_meant(text: &[u8]) -> bool {
        Self::shape(text).is_some()
    }

    fn shape(text: &[u8]) -> Option<Self> {
        let text = text.trim_ascii();
        let (first, rest) = number(text)?;
        let (separator, rest) = rest.split_first()?;
        if !matches!(separator, b'-' | b'/' | b'.') {
            return None;
        }
        let (second, rest) = number(rest).or_else(|| month_name(rest))?;
        let rest = rest.strip_prefix(&[*separator])?;
        let (third, rest) = number(rest)?;
        let (second_of_day, micros, offset) = time(rest)?;
        let mut cell = Self {
            numbers: [first.value, second.value, third.value],
            orders: Orders(0),
            second_of_day,
            micros,
            offset,
        };
        if first.digits != 4 && !matches!(third.digits, 2 | 4) {
            return None;
        }
        if third.digits == 2 && first.digits != 4 {
            cell.numbers[2] += 2000;
        }
        let candidates: &[DateOrder] = match (first.digits, separator, second.digits) {
            (4, ..) => &[DateOrder::YearFirst],
            (_, b'.', _) | (.., NAMED) => &[DateOrder::DayFirst],
            _ => &[DateOrder::DayFirst, DateOrder::MonthFirst],
        };
        for order in candidates {
            if cell.date(*order).is_some() {
                cell.orders.0 |= Orders::of(*order).0;
            }
        }
        Some(cell)
    }

    pub(super) fn orders(&self) -> Orders {
        self.orders
    }

    pub(crate) fn is_year_first(&self) -> bool {
        self.orders.has(DateOrder::YearFirst)
    }

    /// Whether day and month are the same number, so that the order says nothing.
    pub(super) fn reads_the_same(&self) -> bool {
        self.numbers[0] == self.numbers[1]
    }

    /// The civil date, read in this order.
    pub(crate) fn date(&self, order: DateOrder) -> Option<Date> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match order {
            DateOrder::YearFirst => (first, second, third),
            DateOrder::DayFirst => (third, second, first),
            DateOrder::MonthFirst => (third, first, second),
        };
        if !YEARS.contains(&u32::from(year)) {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(i16::try_from(year).ok()?, month, day).ok()
    }

    /// The instant, read in this order (a year that comes first stays first); a date without a
    /// zone is local, and without a time its first moment.
    pub(crate) fn instant(&self, order: DateOrder, zone: &TimeZone) -> Option<Instant> {
        let order = if self.is_year_first() { DateOrder::YearFirst } else { order };
        let date = self.date(order)?;
        if let Some(offset) = self.offset {
            let (year, month) = (u32::try_from(date.year()).ok()?, date.month().unsigned_abs());
            let day = epoch_day(year, u32::from(month), u32::from(date.day().unsigned_abs()))?;
            let seconds = day * 86_400 + i64::from(self.second_of_day) - i64::from(offset);
            return Some(Instant::from_micros(seconds * 1_000_000 + i64::from(self.micros)));
        }
        let second = self.second_of_day;
        let time = Time::new(
            i8::try_from(second / 3600).ok()?,
            i8::try_from(second / 60 % 60).ok()?,
            i8::try_from(second % 60).ok()?,
            i32::try_from(self.micros * 1000).ok()?,
        );
        let local = DateTime::from_parts(date, time.ok()?);
        Some(zone.to_ambiguous_timestamp(local).compatible().ok()?.into())
    }
}

/// The years in which work happens. Trackers write others where they have no date (9999-01-01), and
/// a record told day by day must not run to them.
const YEARS: RangeInclusive<u32> = 1900..=2200;

/// Days from 1970-01-01 to a date of the Gregorian calendar; none where there is no such date.
#[inline]
pub(super) fn epoch_day(year: u32, month: u32, day: u32) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if day == 0 || day > length || !YEARS.contains(&year) {
        return None;
    }
    // Years that begin in March have their leap day last, which makes the months regular.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year + 399, month + 9) };
    let shift = if month > 9 { 146_097 } else { 0 };
    let in_year = (153 * month + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + in_year;
    Some(i64::from(days) - shift - 719_468)
}

/// Digits and what they come to. A month's name has [`NAMED`] digits.
struct Number {
    value: u16,
    digits: usize,
}

const NAMED: usize = 0;

fn number(text: &[u8]) -> Option<(Number, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let value = text[..digits].iter().fold(0, |value, byte| value * 10 + u16::from(byte - b'0'));
    Some((Number { value, digits }, &text[digits..]))
}

/// The name of a month, short or whole, in the languages that trackers are mostly used in; a point
/// may end it, as in `23/Okt./24`.
fn month_name(text: &[u8]) -> Option<(Number, &[u8])> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "januar", "janv", "ene", "gen"],
        &["feb", "february", "februar", "febr", "févr", "fev"],
        &["mar", "march", "mär", "märz", "mrz", "mars", "mrt"],
        &["apr", "april", "avr", "abr"],
        &["may", "mai", "mei", "mag", "maj"],
        &["jun", "june", "juni", "juin", "giu"],
        &["jul", "july", "juli", "juil", "lug"],
        &["aug", "august", "août", "ago"],
        &["sep", "sept", "september", "set"],
        &["oct", "october", "okt", "oktober", "ott", "out"],
        &["nov", "november"],
        &["dec", "december", "dez", "dezember", "déc", "dic"],
    ];
    let length = text.iter().take_while(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let (name, rest) = text.split_at(length.count());
    let name = std::str::from_utf8(name).ok()?.to_lowercase();
    let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
    let rest = rest.strip_prefix(b".").filter(|rest| !rest.is_empty()).unwrap_or(rest);
    Some((Number { value: month as u16 + 1, digits: NAMED }, rest))
}

/// The second of the day, the microseconds and the offset of ` 4:05`, ` 4:05:06 PM`,
/// `T16:05:06.789+01:00` and the like; of nothing, midnight.
fn time(text: &[u8]) -> Option<(u32, u32, Option<i32>)> {
    let Some((b'T' | b't' | b' ', rest)) = text.split_first() else {
        return text.is_empty().then_some((0, 0, None));
    };
    let (hour, rest) = number(rest.trim_ascii_start())?;
    let (minute, mut rest) = number(rest.strip_prefix(b":")?)?;
    let (mut second, mut micros) = (0, 0);
    if let Some(after) = rest.strip_prefix(b":") {
        let (seconds, after) = number(after)?;
        (second, rest) = (seconds.value, after);
        if let Some((b'.' | b',', digits)) = rest.split_first() {
            let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
            micros = u32::try_from(fraction(&digits[..count])?).ok()?;
            rest = &digits[count..];
        }
    }
    let mut hour = hour.value;
    rest = after_space(rest);
    for (half, noon) in [(&b"am"[..], 0), (b"pm", 12), (b"a.m.", 0), (b"p.m.", 12)] {
        let Some((mark, after)) = rest.split_at_checked(half.len()) else { continue };
        if mark.eq_ignore_ascii_case(half) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            (hour, rest) = (hour % 12 + noon, after.trim_ascii_start());
        }
    }
    let offset = match rest {
        [] => None,
        b"UTC" | b"GMT" => Some(0),
        rest => Some(i32::try_from(offset_seconds(rest)?).ok()?),
    };
    let (hour, minute, second) = (u32::from(hour), u32::from(minute.value), u32::from(second));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some((hour * 3600 + minute * 60 + second, micros, offset))
}

/// What follows spaces, those included that do not break a line: Java and browsers write them
/// before "PM".
fn after_space(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii();
    let rest = ["\u{202f}", "\u{a0}"].iter().find_map(|space| text.strip_prefix(space.as_bytes()));
    rest.unwrap_or(text).trim_ascii()
}
