//! Cycle times, by Vacanti's two examples and across a change of clocks.

use super::*;
use crate::{Calendar, Instant};
use jiff::tz::TimeZone;

fn moment(calendar: &Calendar, text: &str) -> Moment {
    let at: Instant = text.parse::<jiff::Timestamp>().unwrap().into();
    Moment { at, day: calendar.day_of(at) }
}

#[test]
fn an_item_finished_the_day_it_started_took_one_day() {
    let utc = Calendar::every_day(TimeZone::UTC);
    let december_15 = moment(&utc, "2026-12-15T09:00:00Z");
    assert_eq!(cycle_time_days(december_15, december_15, Count::InclusiveDays), 1.0);
    let january_1 = moment(&utc, "2026-01-01T23:59:00Z");
    let january_2 = moment(&utc, "2026-01-02T00:01:00Z");
    assert_eq!(cycle_time_days(january_1, january_2, Count::InclusiveDays), 2.0);
}

#[test]
fn days_are_those_of_the_team_and_clock_changes_do_not_matter() {
    let berlin = Calendar::every_day(TimeZone::get("Europe/Berlin").unwrap());
    let evening = moment(&berlin, "2026-03-28T22:30:00Z"); // 23:30 on the 28th
    let night = moment(&berlin, "2026-03-28T23:30:00Z"); // 00:30 on the 29th, the short day
    let after = moment(&berlin, "2026-03-29T22:30:00Z"); // 00:30 on the 30th
    assert_eq!(cycle_time_days(evening, night, Count::InclusiveDays), 2.0);
    assert_eq!(cycle_time_days(night, after, Count::InclusiveDays), 2.0);
    assert_eq!(cycle_time_days(night, after, Count::ExactHours), 23.0 / 24.0);
}
