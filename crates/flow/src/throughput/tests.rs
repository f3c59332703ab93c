//! Throughput against counting on fingers, in calendar days and in working days.

use super::*;
use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn working_week() -> Calendar {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    let week = [Monday, Tuesday, Wednesday, Thursday, Friday];
    Calendar::working_days(TimeZone::UTC, &week, vec![date(2026, 12, 25)]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn weeks_add_up_what_the_days_hold(
        first in 20_000_i32..20_400,
        per_day in prop::collection::vec(0_u32..5, 0..100),
        working in any::<bool>(),
    ) {
        let calendar =
            if working { working_week() } else { Calendar::every_day(TimeZone::UTC) };
        let first = calendar.day_of_date(
            date(1970, 1, 1).saturating_add(i64::from(first).days()));
        let range = DayRange { first, last: Day(first.0 + per_day.len() as i32 - 1) };
        let weeks = count_per_week(&per_day, range, range, &calendar);
        let total: u32 = weeks.iter().map(|week| week.count).sum();
        prop_assert_eq!(total, per_day.iter().sum::<u32>());
        for week in &weeks {
            let in_week = |day: &Day| monday_of(calendar.date(*day)) == week.monday;
            let slow: u32 = range.days().zip(&per_day)
                .filter(|(day, _)| in_week(day)).map(|(_, count)| count).sum();
            prop_assert_eq!(week.count, slow);
            let works = |day: &Date| calendar.date(calendar.day_of_date(*day)) == *day;
            let all: Vec<Date> = (0..7_i64)
                .map(|it| week.monday.saturating_add(it.days())).filter(works).collect();
            let inside = |day: &Date| range.contains(calendar.day_of_date(*day));
            prop_assert_eq!(week.whole, all.iter().all(inside));
        }
        let mondays: Vec<_> = weeks.iter().map(|week| week.monday).collect();
        prop_assert!(mondays.windows(2).all(|pair| pair[1] == pair[0].saturating_add(7.days())));
    }
}

#[test]
fn on_a_day_off_the_last_working_day_is_over() {
    let calendar = working_week();
    let friday = calendar.day_of_date(date(2026, 11, 20));
    let monday = calendar.day_of_date(date(2026, 11, 23));
    let range = DayRange { first: friday, last: monday };
    let sunday: Instant = "2026-11-22T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
    assert_eq!(whole_days(range, &calendar, sunday).last, friday);
}
