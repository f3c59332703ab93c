//! Drawing with replacement against counting every possible draw.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn middle(values: &[i32]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    nearest_rank(&sorted, 0.5).map(f64::from)
}

/// Every sample of three that can be drawn from three values.
fn all_draws(sample: [i32; 3]) -> impl Iterator<Item = [i32; 3]> {
    (0..27).map(move |n| [n / 9, n / 3 % 3, n % 3].map(|i| sample[i]))
}

#[test]
fn the_median_of_three_values_falls_on_each_as_counting_says() {
    let mut counts = BTreeMap::new();
    for draw in all_draws([1, 2, 10]) {
        *counts.entry(middle(&draw).unwrap() as i32).or_insert(0) += 1;
    }
    assert_eq!(counts, BTreeMap::from([(1, 7), (2, 13), (10, 7)]));
}

#[test]
fn the_difference_of_two_medians_takes_each_value_as_counting_says() {
    let mut counts = BTreeMap::new();
    for before in all_draws([2, 3, 10]) {
        for after in all_draws([1, 2, 4]) {
            let difference = middle(&after).unwrap() - middle(&before).unwrap();
            *counts.entry(difference as i32).or_insert(0) += 1;
        }
    }
    let expected = [(-9, 49), (-8, 91), (-6, 49), (-2, 91), (-1, 218), (0, 91), (1, 91), (2, 49)];
    assert_eq!(counts, BTreeMap::from(expected));
}

#[test]
fn chance_draws_as_often_as_counting_says() {
    let mut counts = BTreeMap::new();
    let resampling = Resampling { replicates: 27_000, seed: 11 };
    let found = interval(&[1, 2, 10], resampling, |draw| {
        let median = middle(draw);
        *counts.entry(median.unwrap() as i32).or_insert(0_i32) += 1;
        median
    });
    assert_eq!(found.unwrap().interval, Interval { low: 1.0, high: 10.0 });
    for (median, expected) in [(1, 7_000), (2, 13_000), (10, 7_000)] {
        // Four standard deviations of the larger count.
        assert!((counts[&median] - expected).abs() < 4 * 83, "{counts:?}");
    }
}

#[test]
fn the_interval_of_a_difference_of_medians_ends_where_counting_says() {
    // Of 729 equally likely differences 49 are -9, the lowest, and 49 are 2, the highest; both
    // are more than 2.5 %.
    let found = difference(&[2, 3, 10], &[1, 2, 4], Resampling::seeded(3), middle).unwrap();
    assert_eq!(found.interval, Interval { low: -9.0, high: 2.0 });
}

#[test]
fn a_seed_always_draws_the_same() {
    let days: Vec<i32> = (0..100).map(|n| n * n % 97).collect();
    let of = |seed| interval(&days, Resampling::seeded(seed), |d| Some(mean(d))).unwrap();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1).interval, of(2).interval);
    assert_eq!((of(1).interval.low, of(1).interval.high), (40.46, 52.42), "stored figures");
}

fn mean(values: &[i32]) -> f64 {
    values.iter().map(|v| f64::from(*v)).sum::<f64>() / values.len() as f64
}

#[test]
fn at_least_a_thousand_replicates_are_drawn() {
    let mut drawn = 0;
    let found = interval(&[1, 2], Resampling { replicates: 10, seed: 1 }, |_| {
        drawn += 1;
        Some(0.0)
    });
    assert_eq!((drawn, found.unwrap().resampling.replicates), (1_000, 1_000));
}

#[test]
fn there_is_no_interval_of_nothing_or_of_mostly_nothing() {
    let resampling = Resampling::seeded(1);
    assert_eq!(interval(&[], resampling, middle), None);
    assert_eq!(difference(&[1], &[], resampling, middle), None);
    let rarely = |draw: &[i32]| draw.contains(&1).then_some(1.0);
    assert_eq!(interval(&[1, 2, 3], resampling, rarely), None);
    let mut seldom_not = 0;
    let found = interval(&[1, 2, 3], resampling, |_| {
        seldom_not += 1;
        (seldom_not % 50 != 0).then_some(1.0)
    });
    assert_eq!(found.unwrap().undefined, 40);
}

#[test]
fn items_that_share_the_luck_of_their_week_give_a_wider_interval() {
    let weeks: Vec<Vec<i32>> = (0..20).map(|week| vec![week % 5 * 10; 8]).collect();
    let items = weeks.concat();
    let width = |found: Option<Resampled>| {
        let interval = found.unwrap().interval;
        interval.high - interval.low
    };
    let by_item = width(interval(&items, Resampling::seeded(1), |d| Some(mean(d))));
    let by_week = width(interval_by_week(&weeks, Resampling::seeded(1), |d| Some(mean(d))));
    assert!(by_week > 2.0 * by_item, "{by_week} {by_item}");
}

#[test]
fn the_interval_of_a_mean_is_about_as_wide_as_the_normal_one() {
    let days: Vec<i32> = (0..200).map(|n| n * 37 % 101).collect();
    let found = interval(&days, Resampling::seeded(8), |d| Some(mean(d))).unwrap().interval;
    let center = mean(&days);
    let variance = days.iter().map(|d| (f64::from(*d) - center).powi(2)).sum::<f64>() / 200.0;
    let normal = Interval::normal(center, (variance / 200.0).sqrt());
    assert!((found.low - normal.low).abs() < 0.5 && (found.high - normal.high).abs() < 0.5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn shifting_and_scaling_the_items_shifts_and_scales_the_interval(
        items in prop::collection::vec(-50..50_i32, 1..20), seed: u64,
    ) {
        let moved: Vec<i32> = items.iter().map(|item| item * 4 + 3).collect();
        let found = interval(&items, Resampling::seeded(seed), middle).unwrap().interval;
        let shifted = interval(&moved, Resampling::seeded(seed), middle).unwrap().interval;
        prop_assert_eq!(shifted.low, found.low * 4.0 + 3.0);
        prop_assert_eq!(shifted.high, found.high * 4.0 + 3.0);
    }

    #[test]
    fn one_item_a_week_is_the_same_as_items(
        items in prop::collection::vec(-50..50_i32, 1..20), seed: u64,
    ) {
        let weeks: Vec<Vec<i32>> = items.iter().map(|item| vec![*item]).collect();
        let resampling = Resampling::seeded(seed);
        let by_item = interval(&items, resampling, middle);
        prop_assert_eq!(interval_by_week(&weeks, resampling, middle), by_item);
    }
}
