//! Dates against jiff, which is slower and right.

use super::{DateCell, timestamp};
use crate::DateOrder;
use flow::Instant;
use jiff::tz::TimeZone;
use proptest::prelude::*;

#[test]
fn instants_of_trackers_are_read() {
    for (text, expected) in [
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T12:00:00.5+01:00", "2026-03-01T11:00:00.5Z"),
        ("2021-06-18T18:43:34.793+0000", "2021-06-18T18:43:34.793Z"),
        ("2024-02-29T23:59:59-0330", "2024-03-01T03:29:59Z"),
        ("1900-03-01T00:00:00Z", "1900-03-01T00:00:00Z"),
    ] {
        assert_eq!(timestamp(text.as_bytes()).map(|at| at.to_string()).as_deref(), Some(expected));
    }
    for text in [
        "",
        "2026-02-29T00:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T12:00:00",
        "soon",
        "9999-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
    ] {
        assert_eq!(timestamp(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn dates_of_people_are_read_in_their_order() {
    use DateOrder::{DayFirst, MonthFirst, YearFirst};
    for (text, order, expected) in [
        ("2026-04-03", YearFirst, "2026-04-03T00:00:00Z"),
        ("2026/4/3 07:08", YearFirst, "2026-04-03T07:08:00Z"),
        ("2026-04-03 07:08:09", YearFirst, "2026-04-03T07:08:09Z"),
        ("2026-04-03t07:08:09z", YearFirst, "2026-04-03T07:08:09Z"),
        ("2026-04-03 07:08:09 UTC", YearFirst, "2026-04-03T07:08:09Z"),
        ("4/3/2026 12:05 AM", MonthFirst, "2026-04-03T00:05:00Z"),
        ("4/3/26 12:05:06 pm", MonthFirst, "2026-04-03T12:05:06Z"),
        ("3.4.2026", DayFirst, "2026-04-03T00:00:00Z"),
        ("3-4-2026 16:00", DayFirst, "2026-04-03T16:00:00Z"),
        ("03/Apr/26 4:05 PM", DayFirst, "2026-04-03T16:05:00Z"),
    ] {
        let cell = DateCell::parse(text.as_bytes()).expect(text);
        let at = cell.instant(order, &TimeZone::UTC).map(|at| at.to_string());
        assert_eq!(at.as_deref(), Some(expected), "{text}");
    }
    for text in
        ["", "5", "1.5", "2026", "31/31/2026", "3/4/2026 25:00", "3/4/2026 13:00 PM", "v1.2.3"]
    {
        assert_eq!(DateCell::parse(text.as_bytes()), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_instant_reads_as_jiff_reads_it(seconds in -2_208_988_800_i64..7_289_654_400) {
        let at = Instant::from_micros(seconds * 1_000_000 + seconds.rem_euclid(1_000_000));
        prop_assert_eq!(timestamp(at.to_string().as_bytes()), Some(at));
    }

    #[test]
    fn whatever_is_read_as_an_instant_jiff_reads_alike(
        date in "20[0-9]{2}-[0-1][0-9]-[0-3][0-9]",
        time in "[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,9})?",
        zone in "(Z|[+-][0-1][0-9]:[0-5][0-9])",
    ) {
        let text = format!("{date}T{time}{zone}");
        if let Some(at) = timestamp(text.as_bytes()) {
            let expected: jiff::Timestamp = text.parse().unwrap();
            let expected = expected.as_nanosecond().div_euclid(1000);
            prop_assert_eq!(i128::from(at.as_micros()), expected);
        }
    }
}
