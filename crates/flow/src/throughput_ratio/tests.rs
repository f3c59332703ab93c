//! The ratio against a computed example, and its probabilities against adding up binomial terms.

use super::*;
use proptest::prelude::*;

fn finished(items: u32, weeks: f64) -> Finished {
    Finished { items, weeks }
}

#[test]
fn twenty_in_ten_weeks_and_then_thirty_two_may_still_be_chance() {
    let found = exact(finished(20, 10.0), finished(32, 10.0)).unwrap();
    assert!((found.ratio - 1.6).abs() < 1e-12);
    assert!((found.p_value - 0.1263).abs() < 5e-5, "{found:?}");
    assert!((found.interval.low - 0.887).abs() < 5e-4, "{found:?}");
    assert!((found.interval.high - 2.952).abs() < 5e-4, "{found:?}");
}

#[test]
fn nothing_finished_after_is_a_ratio_and_nothing_before_is_not() {
    let none_after = exact(finished(9, 5.0), finished(0, 5.0)).unwrap();
    assert_eq!((none_after.ratio, none_after.interval.low), (0.0, 0.0));
    assert!((none_after.p_value - 2.0 * 0.5_f64.powi(9)).abs() < 1e-12);
    assert!(none_after.interval.high < 1.0);
    assert_eq!(exact(finished(0, 5.0), finished(9, 5.0)), None);
    assert_eq!(exact(finished(3, 0.0), finished(9, 5.0)), None);
    assert_eq!(exact(finished(3, f64::NAN), finished(9, 5.0)), None);
    assert_eq!(by_weeks(&[0, 0], &[1, 2], Resampling::seeded(1)), None);
    assert_eq!(by_weeks(&[], &[1, 2], Resampling::seeded(1)), None);
}

#[test]
fn a_very_small_chance_is_not_rounded_to_none() {
    let found = exact(finished(100, 1.0), finished(0, 1.0)).unwrap();
    assert!((found.p_value / (2.0 * 0.5_f64.powi(100)) - 1.0).abs() < 1e-9);
}

#[test]
fn the_weeks_of_an_uneven_team_tell_less_than_as_many_items() {
    let (before, after) = ([0, 0, 12, 0, 0, 10, 0, 0], [0, 14, 0, 0, 16, 0, 0, 0]);
    let sober = by_weeks(&before, &after, Resampling { replicates: 1_000, seed: 4 });
    let optimistic = exact(Finished::in_weeks(&before), Finished::in_weeks(&after)).unwrap();
    // Weeks with nothing at all are drawn often enough that no interval is honest.
    assert_eq!(sober, None);
    assert!(optimistic.interval.low > 0.7);

    let (before, after) = ([1, 0, 6, 1, 9, 1, 0, 2], [0, 9, 1, 1, 12, 0, 7, 2]);
    let sober = by_weeks(&before, &after, Resampling::seeded(4)).unwrap().interval;
    let optimistic = exact(Finished::in_weeks(&before), Finished::in_weeks(&after)).unwrap();
    assert!(sober.low < optimistic.interval.low && sober.high > optimistic.interval.high);
}

/// The binomial probabilities of 0..=n, term by term.
fn binomial(n: u32, p: f64) -> Vec<f64> {
    let mut terms = vec![1.0];
    for _ in 0..n {
        let mut next = vec![0.0; terms.len() + 1];
        for (k, term) in terms.iter().enumerate() {
            next[k] += term * (1.0 - p);
            next[k + 1] += term * p;
        }
        terms = next;
    }
    terms
}

#[test]
fn large_counts_stay_exact() {
    for (a, b) in [(5_000.0, 5_001.0), (3.0, 20_000.0), (20_000.0, 0.5)] {
        let mean = a / (a + b);
        let middle = regularised_beta(a, b, mean);
        assert!((0.3..0.7).contains(&middle), "{a} {b} {middle}");
        let x = inverse_regularised_beta(a, b, 0.975);
        assert!((regularised_beta(a, b, x) - 0.975).abs() < 1e-9);
    }
}

proptest! {
    #[test]
    fn the_p_value_is_the_doubled_smaller_tail(
        before in 1..60_u32, after in 0..60_u32, weeks in 1..20_u32, weeks_after in 1..20_u32,
    ) {
        let found = exact(
            finished(before, f64::from(weeks)), finished(after, f64::from(weeks_after)),
        ).unwrap();
        let share = f64::from(weeks_after) / f64::from(weeks + weeks_after);
        let terms = binomial(before + after, share);
        let at_most: f64 = terms[..=after as usize].iter().sum();
        let at_least: f64 = terms[after as usize..].iter().sum();
        prop_assert!((found.p_value - (2.0 * at_most.min(at_least)).min(1.0)).abs() < 1e-10);
        let far_from_1 = (found.p_value - 0.05).abs() > 1e-6;
        prop_assert!(!far_from_1 || (found.p_value < 0.05) != found.interval.contains(1.0));
    }

    #[test]
    fn at_the_ends_of_the_interval_a_tail_holds_two_and_a_half_percent(
        before in 1..40_u32, after in 1..40_u32,
    ) {
        let found = exact(finished(before, 4.0), finished(after, 6.0)).unwrap();
        let share = |ratio: f64| ratio * 6.0 / (4.0 + ratio * 6.0);
        let low = binomial(before + after, share(found.interval.low));
        let high = binomial(before + after, share(found.interval.high));
        prop_assert!((low[after as usize..].iter().sum::<f64>() - 0.025).abs() < 1e-9);
        prop_assert!((high[..=after as usize].iter().sum::<f64>() - 0.025).abs() < 1e-9);
    }

    #[test]
    fn swapping_before_and_after_turns_the_ratio_round(
        before in 1..90_u32, after in 1..90_u32, weeks in 1..20_u32,
    ) {
        let (one, other) = (finished(before, f64::from(weeks)), finished(after, 9.0));
        let (there, back) = (exact(one, other).unwrap(), exact(other, one).unwrap());
        prop_assert!((there.ratio * back.ratio - 1.0).abs() < 1e-9);
        prop_assert!((there.interval.low * back.interval.high - 1.0).abs() < 1e-7);
        prop_assert!((there.p_value - back.p_value).abs() < 1e-9);
    }

    #[test]
    fn the_weeks_may_be_counted_in_days(before in 1..90_u32, after in 0..90_u32) {
        let weeks = exact(finished(before, 4.0), finished(after, 6.0)).unwrap();
        let days = exact(finished(before, 28.0), finished(after, 42.0)).unwrap();
        prop_assert!((weeks.ratio - days.ratio).abs() < 1e-12);
        prop_assert!((weeks.p_value - days.p_value).abs() < 1e-12);
    }
}
