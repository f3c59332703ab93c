//! Blocked time against ticking off each blocked day on a calendar.

use super::*;
use crate::HistoryBuilder;
use crate::generated::{REASONS, calendar, history, hour, items, lives};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn days_are_those_ticked_off_on_a_calendar(told in items(), first in 0_i32..30) {
        let history = history(&told);
        let (lives, range) = lives(&history, hour(1_000));
        let range = DayRange { first: crate::Day(first), ..range };
        let blocked =
            blocked_time(&history, &lives, &calendar(), range, Count::InclusiveDays);
        for (why, reason) in REASONS.iter().enumerate() {
            let (mut days, mut items) = (0, 0);
            for (told, life) in told.iter().zip(lives.iter()) {
                let end = life.end.map_or(hour(1_000), |end| end.at);
                let ticked: BTreeSet<i64> = told.blocks.iter()
                    .filter(|(from, _, reason)| *reason == why && hour(*from) <= end)
                    .flat_map(|(from, until, _)| {
                        let until = hour(*until).min(end).as_micros() / 86_400_000_000;
                        from / 24..=until
                    })
                    .filter(|day| *day >= i64::from(first) && *day <= i64::from(range.last.0))
                    .collect();
                days += ticked.len();
                items += usize::from(!ticked.is_empty());
            }
            let found = blocked.iter().find(|it| it.reason == *reason);
            prop_assert_eq!(found.map_or(0, |it| it.items), items);
            prop_assert_eq!(found.map_or(0.0, |it| it.days), days as f64);
        }
    }
}

#[test]
fn exact_time_adds_up_hours_and_counts_what_overlaps_once() {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A");
    for (from, until) in [(0, 12), (6, 24), (48, 60)] {
        builder.blocked_between(item, hour(from), Some(hour(until)), "ill");
    }
    let history = builder.finish();
    let (lives, range) = lives(&history, hour(1_000));
    let blocked = blocked_time(&history, &lives, &calendar(), range, Count::ExactHours);
    assert_eq!(blocked, [BlockedTime { reason: "ill".into(), items: 1, days: 1.5 }]);
}

#[test]
fn a_flag_with_another_reason_ends_the_one_before() {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A");
    builder.block(item, hour(0), Some("ill"));
    builder.block(item, hour(48), Some("no test machine"));
    builder.block(item, hour(50), Some("no test machine"));
    builder.block(item, hour(72), None);
    let history = builder.finish();
    let (lives, range) = lives(&history, hour(1_000));
    let blocked = blocked_time(&history, &lives, &calendar(), range, Count::ExactHours);
    let found: Vec<_> = blocked.iter().map(|it| (it.reason.as_str(), it.days)).collect();
    assert_eq!(found, [("ill", 2.0), ("no test machine", 1.0)]);
}
