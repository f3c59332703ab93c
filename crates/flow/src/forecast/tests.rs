//! Forecasts against computed examples and against enumerating every sequence of days.

use super::*;
use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::collections::BTreeMap;

const A_MONTH: [u32; 31] =
    [2, 0, 0, 5, 1, 3, 2, 4, 0, 0, 1, 1, 2, 4, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0];
const LEVELS: [f64; 4] = [0.5, 0.7, 0.85, 0.95];

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn two_days_of_nothing_one_or_two_give_these_sums() {
    let outcomes = how_many(&[0, 1, 2], 2).unwrap();
    let ninths: Vec<f64> = (0..5).map(|items| outcomes.chance_of(items) * 9.0).collect();
    for (found, expected) in ninths.iter().zip([1.0, 2.0, 3.0, 2.0, 1.0]) {
        near(*found, expected, 1e-12);
    }
    assert_eq!(outcomes.at_least(0.85), Some(1));
    near(outcomes.chance_of_at_least(1), 8.0 / 9.0, 1e-12);
}

#[test]
fn two_items_at_nothing_one_or_two_a_day_take_these_days() {
    let two_items = when(&[0, 1, 2], 2);
    let expected = [1.0 / 3.0, 2.0 / 3.0, 23.0 / 27.0, 76.0 / 81.0, 79.0 / 81.0, 722.0 / 729.0];
    for (day, expected) in (1..).zip(expected) {
        near(two_items.chance_by(day), expected, 1e-12);
    }
    assert_eq!([0.5, 0.85, 0.95].map(|p| two_items.by(p)), [Some(2), Some(3), Some(5)]);
}

#[test]
fn a_month_forecasts_these_numbers_of_items() {
    let in_days = |days| LEVELS.map(|p| how_many(&A_MONTH, days).unwrap().at_least(p).unwrap());
    assert_eq!(in_days(10), [10, 8, 6, 4]);
    assert_eq!(in_days(30), [31, 27, 23, 19]);
    let ten_days = how_many(&A_MONTH, 10).unwrap();
    near(ten_days.chance_of_at_least(10), 0.545_557, 5e-7);
}

#[test]
fn a_month_forecasts_these_days() {
    let for_items = |items| LEVELS.map(|p| when(&A_MONTH, items).by(p).unwrap());
    assert_eq!(for_items(28), [27, 31, 35, 41]);
    assert_eq!(for_items(35), [34, 38, 43, 49]);
    near(chance(&A_MONTH, 28, 30), 0.664_052, 5e-7);
    near(how_many(&A_MONTH, 30).unwrap().chance_of_at_least(28), 0.664_052, 5e-7);
}

#[test]
fn simulated_results_are_read_the_cautious_way() {
    let simulated = Outcomes::of(&[3, 4, 4, 5, 5, 5, 5, 7, 7, 9]).unwrap();
    assert_eq!(simulated.at_least(0.5), Some(5));
    assert_eq!(simulated.at_least(0.85), Some(4));
}

#[test]
fn a_hundred_items_at_a_published_weekly_pace_take_about_half_a_year() {
    let weekly = [1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2];
    let weeks = [100, 120].map(|items| when(&weekly, items).by(0.85).unwrap());
    assert!((26..=31).contains(&weeks[0]) && (32..=37).contains(&weeks[1]), "{weeks:?}");
}

#[test]
fn what_never_finishes_has_no_day() {
    assert_eq!(when(&[0; 90], 1).by(0.01), None);
    assert_eq!(when(&[], 1).by(0.5), None);
    assert_eq!(chance(&[0; 90], 1, 1_000), 0.0);
    assert_eq!(how_many(&[0; 90], 30).unwrap().at_least(0.85), Some(0));
    assert_eq!(how_many(&[], 30), None);
    let mut rare = vec![0; 400];
    rare[0] = 1;
    let hundred = when(&rare, 100);
    assert_eq!(hundred.by(0.85), None, "beyond the horizon");
    assert!(hundred.chance_by(HORIZON_DAYS) > 0.1);
}

#[test]
fn nothing_to_finish_is_finished_today() {
    assert_eq!(when(&[0, 3], 0).by(0.95), Some(0));
    assert_eq!(when(&[], 0).by(0.95), Some(0));
    assert_eq!(all_done(&[]).by(1.0), Some(0));
    assert_eq!(how_many(&[1, 2], 0).unwrap().at_least(0.85), Some(0));
}

#[test]
fn what_no_forecast_can_hold_is_refused() {
    assert_eq!(how_many(&[1, u32::MAX], 30), None);
    assert_eq!(how_many(&[1, 2], u32::MAX), None);
    assert_eq!(when(&[1, u32::MAX], 30).by(0.5), None);
    assert_eq!(how_many(&[1], 1).unwrap().at_least(f64::NAN), None);
    assert_eq!(how_many(&[1], 1).unwrap().at_least(1.5), None);
    assert_eq!(when(&[1], 1).by(f64::NAN), None);
}

#[test]
fn several_teams_together_are_later_than_the_latest_of_them() {
    let (one, other) = (when(&A_MONTH, 28), when(&[0, 1, 2], 30));
    let both = all_done(&[one.clone(), other.clone()]);
    let latest = one.by(0.85).max(other.by(0.85));
    assert!(both.by(0.85) > latest);
    for day in 0..90 {
        near(both.chance_by(day), one.chance_by(day) * other.chance_by(day), 1e-15);
    }
    let never = when(&[0], 1);
    assert_eq!(all_done(&[one, never]).by(0.5), None);
}

#[test]
fn a_forecast_in_working_days_passes_over_weekends_and_holidays() {
    let monday_to_friday =
        [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    let holidays = vec![date(2026, 12, 25), date(2027, 1, 1)];
    let work = Calendar::working_days(TimeZone::UTC, &monday_to_friday, holidays).unwrap();
    let wednesday = work.day_of_date(date(2026, 12, 23));
    let dates = [0, 1, 2, 6, 7].map(|days| date_after(&work, wednesday, days).to_string());
    assert_eq!(dates, ["2026-12-23", "2026-12-24", "2026-12-28", "2027-01-04", "2027-01-05"]);
    let all = Calendar::every_day(TimeZone::UTC);
    let from = all.day_of_date(date(2026, 12, 23));
    assert_eq!(date_after(&all, from, 9), date(2027, 1, 1));
}

#[test]
fn the_probabilities_of_a_long_forecast_add_up_to_one() {
    let history: Vec<u32> = (0..90).map(|day| day * day * 7 % 41).collect();
    for days in [1, 30, 365] {
        let outcomes = how_many(&history, days).unwrap();
        near(outcomes.iter().map(|(_, probability)| probability).sum(), 1.0, 1e-12);
        let mean = f64::from(history.iter().sum::<u32>()) / 90.0;
        near(outcomes.mean(), mean * f64::from(days), 1e-6);
    }
    let done = when(&history, 2_000);
    near(*done.chances().last().unwrap(), 1.0, 1e-12);
}

/// How many of all sequences of days drawn from the history end at each sum: whole numbers only.
fn sequences(history: &[u32], days: u32) -> BTreeMap<u32, u128> {
    let mut ways = BTreeMap::from([(0, 1_u128)]);
    for _ in 0..days {
        let mut next = BTreeMap::new();
        for (sum, count) in &ways {
            for finished in history {
                *next.entry(sum + finished).or_insert(0) += count;
            }
        }
        ways = next;
    }
    ways
}

proptest! {
    #[test]
    fn it_agrees_with_counting_all_sequences(
        history in prop::collection::vec(0..6_u32, 1..9), days in 0..9_u32, items in 0..30_u32,
    ) {
        let ways = sequences(&history, days);
        let all = ways.values().sum::<u128>();
        let or_more = |k: u32| ways.range(k..).map(|(_, count)| count).sum::<u128>();
        let outcomes = how_many(&history, days).unwrap();
        let exact = or_more(items) as f64 / all as f64;
        prop_assert!((outcomes.chance_of_at_least(items) - exact).abs() < 1e-12);
        prop_assert!((chance(&history, items, days) - exact).abs() < 1e-12);
        for percent in [50, 70, 85, 95_u128] {
            let slow = (0..60).rev().find(|k| or_more(*k) * 100 >= percent * all);
            prop_assert_eq!(outcomes.at_least(percent as f64 / 100.0), slow);
        }
    }

    #[test]
    fn the_day_is_the_first_on_which_enough_sequences_are_done(
        history in prop::collection::vec(0..6_u32, 1..6), items in 0..12_u32,
    ) {
        let found = when(&history, items);
        for percent in [50, 70, 85, 95_u128] {
            let slow = (0..12).find(|days| {
                let ways = sequences(&history, *days);
                let done: u128 = ways.range(items..).map(|(_, count)| count).sum();
                done * 100 >= percent * ways.values().sum::<u128>()
            });
            let within = found.by(percent as f64 / 100.0).filter(|day| *day < 12);
            prop_assert_eq!(within, slow);
        }
    }

    #[test]
    fn the_order_and_the_repetition_of_the_history_do_not_matter(
        (history, shuffled) in prop::collection::vec(0..9_u32, 1..20)
            .prop_flat_map(|h| (Just(h.clone()), Just(h).prop_shuffle())),
        items in 1..40_u32,
    ) {
        let twice = [history.clone(), shuffled].concat();
        let (one, other) = (when(&history, items), when(&twice, items));
        prop_assert_eq!(LEVELS.map(|p| one.by(p)), LEVELS.map(|p| other.by(p)));
    }

    #[test]
    fn more_confidence_means_fewer_items_and_later_days(
        history in prop::collection::vec(0..9_u32, 1..20), items in 1..40_u32, days in 1..40_u32,
    ) {
        let outcomes = how_many(&history, days).unwrap();
        let numbers = LEVELS.map(|p| outcomes.at_least(p).unwrap());
        prop_assert!(numbers.is_sorted_by(|more, fewer| more >= fewer));
        let found = when(&history, items);
        prop_assert!(found.chances().is_sorted());
        let days = LEVELS.map(|p| found.by(p).unwrap_or(u32::MAX));
        prop_assert!(days.is_sorted());
    }
}
