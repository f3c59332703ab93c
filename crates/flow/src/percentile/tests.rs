//! Percentiles against published samples and against counting.

use super::*;
use proptest::prelude::*;

#[test]
fn ten_published_cycle_times_have_these_percentiles() {
    let mut days = [5, 6, 6, 7, 7, 6, 5, 4, 4, 3];
    days.sort_unstable();
    assert_eq!([0.5, 0.7, 0.85, 0.95].map(|p| nearest_rank(&days, p)), [5, 6, 7, 7].map(Some));
}

#[test]
fn twenty_published_cycle_times_have_these_percentiles() {
    let days = [1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 12];
    assert_eq!([0.5, 0.7, 0.85, 0.95].map(|p| nearest_rank(&days, p)), [4, 5, 6, 8].map(Some));
}

#[test]
fn low_percentiles_follow_the_same_rule() {
    let days = [0, 2, 4, 4, 5, 6, 7, 8, 8, 10];
    assert_eq!([0.3, 0.5, 0.7, 0.85].map(|p| nearest_rank(&days, p)), [4, 5, 7, 8].map(Some));
}

#[test]
fn the_long_tails_of_a_before_and_an_after_have_these_percentiles() {
    let before = [3, 5, 6, 8, 9, 12, 14, 21, 30, 55];
    let after = [2, 3, 4, 4, 6, 7, 8, 11, 16, 40];
    assert_eq!((nearest_rank(&before, 0.85), nearest_rank(&after, 0.85)), (Some(30), Some(16)));
}

#[test]
fn a_share_without_an_exact_binary_form_does_not_slip_a_rank() {
    for n in 1..2_000_usize {
        for percent in 1..=100_usize {
            let exact = (percent * n).div_ceil(100);
            assert_eq!(rank(n, percent as f64 / 100.0), Some(exact), "{percent} % of {n}");
        }
    }
}

#[test]
fn there_is_no_percentile_of_nothing() {
    assert_eq!(nearest_rank::<f64>(&[], 0.5), None);
    assert_eq!(nearest_rank(&[1.0], f64::NAN), None);
}

proptest! {
    #[test]
    fn it_is_the_smallest_value_that_covers_the_share(
        mut values in prop::collection::vec(0..50_i32, 1..60), percent in 1..=100_usize,
    ) {
        values.sort_unstable();
        let covers = |x: i32| values.iter().filter(|v| **v <= x).count() * 100
            >= percent * values.len();
        let slow = (0..50).find(|x| covers(*x));
        prop_assert_eq!(nearest_rank(&values, percent as f64 / 100.0), slow);
    }

    #[test]
    fn shifting_and_scaling_the_values_shifts_and_scales_it(
        mut values in prop::collection::vec(-50..50_i32, 1..60), p in 0.0..=1.0, by in 1..9_i32,
    ) {
        values.sort_unstable();
        let moved: Vec<i32> = values.iter().map(|v| v * by + 7).collect();
        let expected = nearest_rank(&values, p).map(|v| v * by + 7);
        prop_assert_eq!(nearest_rank(&moved, p), expected);
    }
}
