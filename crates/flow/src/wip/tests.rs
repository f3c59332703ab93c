//! Work in progress: Vacanti's thought experiment, the area identity, and counting day by day.

use super::*;
use crate::Day;
use proptest::prelude::*;

/// Two arrivals a day and one departure, first in, first out, from an empty board.
fn two_in_one_out(days: i32) -> Vec<Span> {
    (0..2 * days)
        .map(|item| {
            let end = (item < days).then_some(Day(item + 1));
            Span { start: Day(item / 2 + 1), end }
        })
        .collect()
}

fn range(first: i32, last: i32) -> DayRange {
    DayRange { first: Day(first), last: Day(last) }
}

fn sum(counts: &[u32]) -> u32 {
    counts.iter().sum()
}

#[test]
fn the_thought_experiment_comes_out_as_published() {
    let spans = two_in_one_out(10);
    let by_day = wip_per_day(spans.iter().copied(), range(1, 10));
    let at_end = wip_at_end_of_day(spans.iter().copied(), range(1, 10));
    assert_eq!((sum(&by_day), sum(&at_end)), (65, 55));
    let cycle_times: i32 =
        spans.iter().filter_map(|span| Some(span.end?.0 - span.start.0 + 1)).sum();
    let ages: i32 =
        spans.iter().filter(|span| span.end.is_none()).map(|span| 10 - span.start.0 + 1).sum();
    assert_eq!((cycle_times, ages), (35, 30));

    let twenty = two_in_one_out(20);
    assert_eq!(sum(&wip_per_day(twenty.iter().copied(), range(1, 20))), 230);
    assert_eq!(sum(&wip_at_end_of_day(twenty, range(1, 20))), 210);
}

#[test]
fn the_total_age_grows_as_the_recurrence_says() {
    let spans = two_in_one_out(10);
    let total = total_age_days_per_day(spans.iter().copied(), range(1, 10));
    let at_end = wip_at_end_of_day(spans, range(1, 10));
    assert_eq!((total[8], at_end[8], total[9]), (25, 9, 30));
    assert_eq!(total[8] + u64::from(at_end[8]) + 2 - 6, total[9]);
}

prop_compose! {
    fn spans()(raw in prop::collection::vec((0_i32..60, prop::option::of(0_i32..30)), 0..40))
        -> Vec<Span> {
        raw.into_iter()
            .map(|(start, days)| Span { start: Day(start), end: days.map(|it| Day(start + it)) })
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_day_counts_what_a_finger_would(spans in spans(), first in 0_i32..40, days in 0_i32..50) {
        let range = range(first, first + days);
        let by_day = wip_per_day(spans.iter().copied(), range);
        let at_end = wip_at_end_of_day(spans.iter().copied(), range);
        let total = total_age_days_per_day(spans.iter().copied(), range);
        for (index, day) in range.days().enumerate() {
            let on = spans.iter()
                .filter(|it| it.start <= day && it.end.is_none_or(|end| day <= end)).count();
            let open: Vec<_> = spans.iter()
                .filter(|it| it.start <= day && it.end.is_none_or(|end| day < end)).collect();
            let ages: i32 = open.iter().map(|it| day.0 - it.start.0 + 1).sum();
            prop_assert_eq!(by_day[index] as usize, on);
            prop_assert_eq!(at_end[index] as usize, open.len());
            prop_assert_eq!(total[index], ages as u64);
        }
    }

    #[test]
    fn the_area_is_the_sum_of_cycle_times_and_ages(spans in spans()) {
        let today = Day(100);
        let days: i32 = spans.iter().map(|it| it.end.unwrap_or(today).0 - it.start.0 + 1).sum();
        let area = sum(&wip_per_day(spans.iter().copied(), range(0, today.0)));
        prop_assert_eq!(area as i32, days);
    }

    #[test]
    fn shifting_time_shifts_the_days_and_nothing_else(spans in spans(), by in -500_i32..500) {
        let shifted = spans.iter().map(|it| Span {
            start: Day(it.start.0 + by),
            end: it.end.map(|end| Day(end.0 + by)),
        });
        prop_assert_eq!(
            wip_per_day(shifted, range(by, 80 + by)),
            wip_per_day(spans.iter().copied(), range(0, 80))
        );
    }
}
