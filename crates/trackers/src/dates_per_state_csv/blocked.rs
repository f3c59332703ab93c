//! The blocked time of an item: ranges of dates where the table has them, or else their sum.

use crate::DateOrder;
use crate::collector::Collector;
use crate::dated_rows::Settled;
use crate::dates::DateCell;
use crate::warnings::{counted, excerpt};
use flow::{Calendar, Instant, ItemId};
use jiff::{Span, tz::TimeZone};

/// The columns that tell it, the better one first.
pub(super) const COLUMNS: [&str; 2] = ["Blocked Date Range", "Blocked Days"];
/// As many days are believed; a hundred years.
const MOST_DAYS: f64 = 36_500.0;

/// Reads an item's blocked time; `place` is its row, for warnings.
pub(super) fn read(item: ItemId, row: &Settled, place: &str, collector: &mut Collector) {
    let [ranges, days] = &*row.texts else { return };
    let last = row.dates.iter().flatten().max();
    match (ranges.trim_matches(['[', ']']), days.as_str(), last) {
        ("", "", _) | ("", _, None) => {}
        ("", days, Some(last)) => sum(item, days, (*last, place), collector),
        (ranges, ..) => between(item, ranges, place, collector),
    }
}

/// Reads `dd/MM/yyyy-dd/MM/yyyy|…`; the last range may still be open.
fn between(item: ItemId, ranges: &str, place: &str, collector: &mut Collector) {
    for range in ranges.split('|').filter(|range| !range.trim().is_empty()) {
        let (from, until) = range.split_once('-').unwrap_or((range, ""));
        let zone = &collector.options.time_zone;
        match (day_first(from, zone), day_first(until, zone), until.trim().is_empty()) {
            (Some(from), until @ Some(_), _) | (Some(from), until, true) => {
                let reason = collector.reason("blocked");
                collector.builder.blocked_between(item, from, until, reason);
            }
            _ => collector.warnings.add("not_a_date", || {
                format!("{place}, column {}: \"{}\"; ignored", COLUMNS[0], excerpt(range))
            }),
        }
    }
}

/// Places days of which only the sum is known: up to the item's last date, and that day too.
fn sum(item: ItemId, text: &str, (last, place): (Instant, &str), collector: &mut Collector) {
    let days = text.parse().ok().map(f64::ceil).filter(|days| (0.0..=MOST_DAYS).contains(days));
    let Some(days) = days.map(|days| days as i64) else {
        return collector.warnings.add("not_a_number", || {
            let text = excerpt(text);
            format!("{place}, column {}: \"{text}\" is no number of days; ignored", COLUMNS[1])
        });
    };
    if days == 0 {
        return;
    }
    let calendar = Calendar::every_day(collector.options.time_zone.clone());
    let date = calendar.civil_date(last);
    let from = calendar.start_of(date.saturating_sub(Span::new().days(days - 1)));
    let reason = collector.reason("blocked");
    collector.builder.blocked_between(item, from, Some(calendar.start_of(date)), reason);
    collector.warnings.add("blocked_days_without_dates", || {
        let days = counted(days.unsigned_abs(), "day");
        format!("{place}: {days}, placed before its last date; only their sum is known")
    });
}

fn day_first(text: &str, zone: &TimeZone) -> Option<Instant> {
    DateCell::parse(text.as_bytes())?.instant(DateOrder::DayFirst, zone)
}
