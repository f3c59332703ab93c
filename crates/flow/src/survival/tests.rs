//! The curve against textbook data, against a slow definition, and against the laws it must keep.

use super::*;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn maintained() -> Vec<Observation> {
    let finished = [9.0, 13.0, 18.0, 23.0, 31.0, 34.0, 48.0].map(Observation::finished);
    let open = [13.0, 28.0, 45.0, 161.0].map(Observation::open);
    [finished.as_slice(), open.as_slice()].concat()
}

fn not_maintained() -> Vec<Observation> {
    let finished = [5.0, 5.0, 8.0, 8.0, 12.0, 23.0, 27.0, 30.0, 33.0, 43.0, 45.0];
    let mut items = finished.map(Observation::finished).to_vec();
    items.push(Observation::open(16.0));
    items
}

fn product_like() -> Vec<Observation> {
    let finished = [2.0, 3.0, 3.0, 5.0, 8.0, 13.0].map(Observation::finished);
    let open = [21.0, 30.0, 30.0, 30.0].map(Observation::open);
    [finished.as_slice(), open.as_slice()].concat()
}

#[test]
fn kaplan_meier_agrees_with_the_aml_data() {
    let curve = Curve::new(&maintained());
    let expected = [
        (9.0, 0.9091),
        (13.0, 0.8182),
        (18.0, 0.7159),
        (23.0, 0.6136),
        (31.0, 0.4909),
        (34.0, 0.3682),
        (48.0, 0.1841),
    ];
    for (age, share) in expected {
        near(curve.survival_at(age), share, 5e-5);
    }
    let at_31 = curve.steps().iter().find(|step| step.time == 31.0).unwrap();
    near(at_31.variance.sqrt(), 0.1642, 5e-5);
    assert_eq!(curve.median(), Some(31.0));
    assert_eq!(curve.median_limits(), (Some(18.0), None));

    let curve = Curve::new(&not_maintained());
    let expected = [
        (5.0, 0.8333),
        (8.0, 0.6667),
        (12.0, 0.5833),
        (23.0, 0.4861),
        (27.0, 0.3889),
        (30.0, 0.2917),
        (33.0, 0.1944),
        (43.0, 0.0972),
        (45.0, 0.0),
    ];
    for (age, share) in expected {
        near(curve.survival_at(age), share, 5e-5);
    }
    assert_eq!(curve.median(), Some(23.0));
    assert_eq!(curve.median_limits().0, Some(8.0));
}

#[test]
fn the_median_of_the_finished_hides_what_the_curve_shows() {
    let finished_only = |items: Vec<Observation>| {
        let mut ages: Vec<f64> = items.iter().filter(|i| i.ended).map(|i| i.exit).collect();
        ages.sort_by(f64::total_cmp);
        crate::percentile::nearest_rank(&ages, 0.5)
    };
    assert_eq!(finished_only(maintained()), Some(23.0));
    assert_eq!(finished_only(not_maintained()), Some(23.0));
    let medians = [maintained(), not_maintained()].map(|items| Curve::new(&items).median());
    assert_eq!(medians, [Some(31.0), Some(23.0)]);
}

#[test]
fn ten_items_of_which_four_are_open_take_eight_days_in_the_median() {
    let curve = Curve::new(&product_like());
    for (age, share) in [(2.0, 0.9), (3.0, 0.7), (5.0, 0.6), (8.0, 0.5), (13.0, 0.4)] {
        near(curve.survival_at(age), share, 1e-12);
    }
    assert_eq!(curve.median(), Some(8.0));
    let mean = curve.restricted_mean(14.0);
    near(mean.mean_days, 9.0, 1e-12);
    near(mean.standard_error_days, 1.594, 5e-4);
    near(curve.restricted_mean(30.0).mean_days, 15.4, 1e-12);
}

#[test]
fn restricted_means_agree_with_the_aml_data() {
    let (before, after) = (Curve::new(&maintained()), Curve::new(&not_maintained()));
    let (one, two) = (before.restricted_mean(30.0), after.restricted_mean(30.0));
    near(one.mean_days, 24.6023, 5e-5);
    near(one.standard_error_days, 2.3131, 5e-5);
    near(two.mean_days, 19.6944, 5e-5);
    near(two.standard_error_days, 3.0542, 5e-5);
    let difference = two.minus(&one);
    near(difference.days, -4.908, 5e-4);
    near(difference.interval_days.low, -12.417, 5e-4);
    near(difference.interval_days.high, 2.602, 1e-3);

    let (one, two) = (before.restricted_mean(40.0), after.restricted_mean(40.0));
    near(one.mean_days, 28.8977, 5e-5);
    near(one.standard_error_days, 3.4676, 5e-5);
    near(two.mean_days, 21.9306, 5e-5);
    near(two.standard_error_days, 3.8356, 5e-5);
    let difference = two.minus(&one);
    near(difference.days, -6.967, 5e-4);
    near(difference.interval_days.low, -17.102, 5e-4);
    near(difference.interval_days.high, 3.167, 5e-4);
}

#[test]
fn an_item_that_straddles_the_change_enters_the_risk_set_late() {
    let before = [Observation::finished(4.0), Observation::open(7.0), Observation::open(2.0)];
    near(Curve::new(&before).survival_at(4.0), 0.5, 1e-12);
    let after = [
        Observation { entry: 7.0, exit: 11.0, ended: true },
        Observation { entry: 2.0, exit: 12.0, ended: false },
        Observation::finished(3.0),
        Observation::finished(1.0),
    ];
    let curve = Curve::new(&after);
    for (age, share) in [(1.0, 0.5), (3.0, 0.25), (11.0, 0.125)] {
        near(curve.survival_at(age), share, 1e-12);
    }
    assert_eq!(curve.median(), Some(1.0));
}

#[test]
fn an_item_last_seen_open_at_an_age_is_at_risk_at_that_age() {
    let curve = Curve::new(&[Observation::open(3.0), Observation::finished(3.0)]);
    assert_eq!(curve.steps()[0].at_risk, 2);
    assert_eq!(curve.survival_at(3.0), 0.5);
    let late = Observation { entry: 3.0, exit: 5.0, ended: true };
    let curve = Curve::new(&[late, Observation::finished(3.0)]);
    assert_eq!(curve.steps()[0].at_risk, 1, "who enters at 3 is not yet at risk at 3");
}

#[test]
fn a_curve_that_stays_above_one_half_has_no_median() {
    let items = [Observation::finished(1.0), Observation::open(5.0), Observation::open(9.0)];
    assert_eq!(Curve::new(&items).median(), None);
    assert_eq!(Curve::new(&[]).median(), None);
    assert_eq!(Curve::new(&[]).restricted_mean(5.0).mean_days, 5.0);
}

#[test]
fn an_observation_that_does_not_last_is_left_out() {
    let odd = [
        Observation { entry: 4.0, exit: 4.0, ended: true },
        Observation { entry: 5.0, exit: 4.0, ended: true },
        Observation { entry: f64::NAN, exit: 4.0, ended: true },
        Observation { entry: 0.0, exit: f64::INFINITY, ended: false },
    ];
    assert_eq!(Curve::new(&odd), Curve::new(&[]));
}

#[test]
fn the_quickly_fixed_ones_make_a_suspiciously_good_median() {
    // Half of the bugs are simple (median 8 days), half are hard (median 272 days); they begin
    // throughout a year and are looked at when it ends.
    let mut chance = rand_pcg::Pcg64Mcg::seed_from_u64(5);
    let mut uniform = || ((chance.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    let mut items = Vec::new();
    for number in 0..20_000 {
        let median = if number % 2 == 0 { 8.0 } else { 272.0 };
        let (lasts, watched) = (-median * uniform().log2(), 365.0 * uniform());
        let (exit, ended) = (f64::min(lasts, watched), lasts <= watched);
        items.push(Observation { entry: 0.0, exit, ended });
    }
    let mut finished: Vec<f64> = items.iter().filter(|i| i.ended).map(|i| i.exit).collect();
    finished.sort_by(f64::total_cmp);
    let of_the_finished = crate::percentile::nearest_rank(&finished, 0.5).unwrap();
    assert!((9.0..15.0).contains(&of_the_finished), "{of_the_finished}");
    let median = Curve::new(&items).median().unwrap();
    assert!((27.0..37.0).contains(&median), "{median}");
}

/// Straight from the definition: for every age, count who is at risk.
fn slow_survival(items: &[Observation], start: f64, time: f64) -> f64 {
    let mut ages: Vec<f64> = items.iter().filter(|i| i.ended).map(|i| i.exit).collect();
    ages.sort_by(f64::total_cmp);
    ages.dedup();
    let mut share = 1.0;
    for age in ages.into_iter().filter(|age| start < *age && *age <= time) {
        let at_risk = slow_at_risk(items, age);
        let ended = items.iter().filter(|i| i.ended && i.exit == age && i.entry < age).count();
        if at_risk > 0 {
            share *= 1.0 - ended as f64 / at_risk as f64;
        }
    }
    share
}

fn slow_at_risk(items: &[Observation], age: f64) -> usize {
    items.iter().filter(|i| i.entry < age && age <= i.exit).count()
}

/// Ages in whole days, or in quarters of a day when `part` is 4.
fn items(part: i32) -> impl Strategy<Value = Vec<Observation>> {
    let item = (0..30_i32, 0..60_i32, any::<bool>()).prop_map(move |(entry, exit, ended)| {
        let day = |age: i32| f64::from(age) / f64::from(part);
        Observation { entry: day(entry.saturating_sub(15).max(0)), exit: day(exit), ended }
    });
    prop::collection::vec(item, 0..40)
}

proptest! {
    #[test]
    fn it_agrees_with_the_definition(
        (part, items) in prop_oneof![Just(1), Just(4)].prop_flat_map(|p| (Just(p), items(p))),
        start in 0..20,
    ) {
        let curve = Curve::from_age(&items, f64::from(start));
        for quarter in 0..260 {
            let age = f64::from(quarter) / 4.0 / f64::from(part);
            let slow = slow_survival(&items, f64::from(start), age);
            prop_assert!((curve.survival_at(age) - slow).abs() < 1e-9);
            prop_assert_eq!(curve.at_risk(age), slow_at_risk(&items, age));
        }
    }

    #[test]
    fn the_restricted_mean_is_the_area_under_the_curve(items in items(1), tau in 0..70) {
        let curve = Curve::new(&items);
        let slow: f64 = (0..tau).map(|day| slow_survival(&items, 0.0, f64::from(day))).sum();
        let mean = curve.restricted_mean(f64::from(tau));
        prop_assert!((mean.mean_days - slow).abs() < 1e-9);
        let variance: f64 = curve.steps().iter().filter(|s| s.time <= f64::from(tau)).map(|s| {
            let area = slow - (0..s.time as i32)
                .map(|day| slow_survival(&items, 0.0, f64::from(day))).sum::<f64>();
            let (n, d) = (s.at_risk as f64, s.ended as f64);
            if n == d { 0.0 } else { area * area * d / (n * (n - d)) }
        }).sum();
        prop_assert!((mean.standard_error_days - variance.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn whole_days_and_moments_are_counted_alike(items in items(1)) {
        // One far-off observation makes the table of days too long, so that ages are sorted.
        let mut far = items.clone();
        far.push(Observation { entry: 1e6, exit: 1e6 + 1.0, ended: false });
        let (table, sorted) = (Curve::new(&items), Curve::new(&far));
        prop_assert_eq!(table.steps(), sorted.steps());
    }

    #[test]
    fn the_order_of_the_items_does_not_matter(
        (items, shuffled) in items(4).prop_flat_map(|i| (Just(i.clone()), Just(i).prop_shuffle())),
    ) {
        prop_assert_eq!(Curve::new(&items), Curve::new(&shuffled));
    }

    #[test]
    fn counting_in_other_units_scales_the_ages_and_keeps_the_shares(items in items(1)) {
        let scale = |i: &Observation| {
            Observation { entry: i.entry * 24.0, exit: i.exit * 24.0, ended: i.ended }
        };
        let (days, hours) = (Curve::new(&items), items.iter().map(scale).collect::<Vec<_>>());
        let hours = Curve::new(&hours);
        prop_assert_eq!(days.median().map(|median| median * 24.0), hours.median());
        let (days, hours) = (days.restricted_mean(20.0), hours.restricted_mean(480.0));
        prop_assert!((days.mean_days * 24.0 - hours.mean_days).abs() < 1e-9);
        prop_assert!((days.standard_error_days * 24.0 - hours.standard_error_days).abs() < 1e-9);
    }

    #[test]
    fn the_ends_of_the_risk_set_agree_with_counting(items in items(1), count in 1..12_usize) {
        let curve = Curve::new(&items);
        let enough = |age: &i32| slow_at_risk(&items, f64::from(*age)) >= count;
        let last = (0..70).rev().find(enough).map(f64::from);
        let first = (0..70).find(enough).map(|age| f64::from(age - 1));
        prop_assert_eq!(curve.last_age_with(count), last);
        prop_assert_eq!(curve.first_age_with(count), first);
    }

    #[test]
    fn without_open_items_the_curve_is_the_share_that_took_longer(
        ages in prop::collection::vec(1..40_i32, 1..40),
    ) {
        let items: Vec<_> = ages.iter().map(|a| Observation::finished(f64::from(*a))).collect();
        let curve = Curve::new(&items);
        for age in 0..41 {
            let longer = ages.iter().filter(|a| **a > age).count() as f64 / ages.len() as f64;
            prop_assert!((curve.survival_at(f64::from(age)) - longer).abs() < 1e-9);
        }
        let mean = f64::from(ages.iter().sum::<i32>()) / ages.len() as f64;
        prop_assert!((curve.restricted_mean(99.0).mean_days - mean).abs() < 1e-9);
    }
}
