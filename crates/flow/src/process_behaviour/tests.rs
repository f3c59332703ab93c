//! Limits against published charts, rules against worked examples and a slow reading of them.

use super::*;
use proptest::prelude::*;

const JETS: [f64; 20] = [
    78.4, 80.1, 84.4, 79.1, 80.4, 83.5, 73.8, 83.5, 75.0, 76.8, 70.5, 80.3, 82.4, 79.4, 86.4, 90.5,
    77.7, 82.5, 79.9, 83.2,
];
const BASELINE: [f64; 8] = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 12.0];

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn after_the_baseline(later: &[f64]) -> Vec<Signal> {
    Chart::new(&[&BASELINE, later].concat(), BASELINE.len()).unwrap().signals
}

fn on_values(index: usize, rule: Rule, side: Side) -> Signal {
    Signal { index, rule, on: On::Value, side }
}

#[test]
fn the_limits_agree_with_the_jets() {
    let chart = Chart::new(&JETS, 20).unwrap();
    near(chart.limits.mean, 80.39, 1e-9);
    near(chart.limits.mean_moving_range, 5.326_316, 5e-7);
    near(chart.limits.lower.unwrap(), 66.2220, 5e-5);
    near(chart.limits.upper, 94.5580, 5e-5);
    near(chart.limits.range_upper, 17.4064, 5e-5);
    assert!(chart.signals.iter().all(|signal| signal.rule != Rule::OutsideLimit));
}

#[test]
fn the_limits_agree_with_the_flow_rates() {
    let rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    let limits = Limits::of(&rates).unwrap();
    near(limits.mean, 50.81, 1e-9);
    near(limits.mean_moving_range, 1.877_778, 5e-7);
    near(limits.lower.unwrap(), 45.8151, 5e-5);
    near(limits.upper, 55.8049, 5e-5);
}

#[test]
fn each_rule_is_seen_after_the_baseline() {
    let limits = Limits::of(&BASELINE).unwrap();
    near(limits.mean, 11.375, 1e-12);
    near(limits.mean_moving_range, 1.428_571, 5e-7);
    near(limits.lower.unwrap(), 7.575, 1e-9);
    near(limits.upper, 15.175, 1e-9);
    near(limits.range_upper, 4.6686, 5e-5);
    assert_eq!(after_the_baseline(&[]), []);
    assert_eq!(after_the_baseline(&[16.0]), [on_values(8, Rule::OutsideLimit, Side::Above)]);
    assert_eq!(
        after_the_baseline(&[14.0, 14.0, 11.0, 14.0]),
        [on_values(11, Rule::NearLimit, Side::Above)]
    );
    let eight_of_eleven = after_the_baseline(&[11.0; 8]);
    assert_eq!(eight_of_eleven, [on_values(15, Rule::OneSide, Side::Below)]);
}

#[test]
fn the_mid_lines_separate_near_from_far() {
    // They lie at 9.475 and 13.275.
    assert_eq!(after_the_baseline(&[13.27, 13.27, 13.27]), []);
    assert_eq!(after_the_baseline(&[13.28, 13.28, 13.28]).len(), 1);
    assert_eq!(after_the_baseline(&[9.48, 9.48, 9.48]), []);
    let below = [on_values(10, Rule::NearLimit, Side::Below)];
    assert_eq!(after_the_baseline(&[9.47, 9.47, 9.47]), below);
    assert_eq!(after_the_baseline(&[9.47, 13.28, 9.47, 13.28]), [], "not on the same side");
}

#[test]
fn a_limit_below_nothing_is_not_drawn() {
    let limits = Limits::of(&[10.0, 20.0, 30.0, 40.0]).unwrap();
    near(limits.upper, 51.6, 1e-9);
    near(limits.computed_lower, -1.6, 1e-9);
    assert_eq!(limits.lower, None);
    let chart = Chart::new(&[10.0, 20.0, 30.0, 40.0, -5.0], 4).unwrap();
    assert!(chart.signals.iter().all(|signal| signal.on == On::Range));
    // The computed limit still says what is near: the mid-line lies at 11.7.
    let chart = Chart::new(&[10.0, 20.0, 30.0, 40.0, 11.0, 11.0, 11.0], 4).unwrap();
    assert!(chart.signals.contains(&on_values(6, Rule::NearLimit, Side::Below)));
}

#[test]
fn a_pattern_is_reported_once_until_it_is_broken() {
    let signals = after_the_baseline(&[11.0; 20]);
    assert_eq!(signals, [on_values(15, Rule::OneSide, Side::Below)]);
    let signals = after_the_baseline(&[14.0; 6]);
    assert_eq!(signals, [on_values(10, Rule::NearLimit, Side::Above)]);
}

#[test]
fn a_point_on_the_mean_breaks_the_run() {
    let mut later = [11.0; 9];
    later[4] = 11.375;
    assert_eq!(after_the_baseline(&later), []);
}

#[test]
fn a_jump_is_seen_in_the_ranges_only_when_both_ends_lie_inside() {
    let signals = after_the_baseline(&[8.0, 13.0]);
    let jump = Signal { index: 9, rule: Rule::OutsideLimit, on: On::Range, side: Side::Above };
    assert_eq!(signals, [jump]);
}

#[test]
fn a_process_that_never_varies_gives_no_signal_by_rounding() {
    for value in [0.0, 0.1, 1.1, 1e9 / 3.0] {
        assert_eq!(Chart::new(&[value; 30], 26).unwrap().signals, []);
    }
    let chart = Chart::new(&[0.1, 0.1, 0.1, 0.2], 3).unwrap();
    assert_eq!(chart.signals[0], on_values(3, Rule::OutsideLimit, Side::Above));
}

#[test]
fn there_are_no_limits_of_one_value_or_of_what_is_no_number() {
    assert_eq!(Limits::of(&[1.0]), None);
    assert_eq!(Limits::of(&[1.0, f64::NAN]), None);
    assert_eq!(Chart::new(&[1.0, 2.0, f64::INFINITY], 2), None);
    assert_eq!(Chart::new(&[1.0, 2.0, 3.0], 9).unwrap().baseline, 3);
}

/// The rules read literally, from whole numbers so that no rounding is in play: everything is
/// multiplied by the counts that the means divide by.
fn slow_signals(values: &[i64], baseline: usize) -> Vec<(usize, u8, bool)> {
    let (n, gaps) = (baseline as i64, baseline as i64 - 1);
    let sum: i64 = values[..baseline].iter().sum();
    let ranges: i64 = values[..baseline].windows(2).map(|p| (p[1] - p[0]).abs()).sum();
    // A value's distance from the mean, and the limit's, both times 1000 · n · (n - 1).
    let away = |value: i64| 1_000 * gaps * (value * n - sum);
    let limit = 2_660 * n * ranges;
    let lower_is_drawn = 1_000 * gaps * sum >= limit;
    let mut found = Vec::new();
    for (i, value) in values.iter().enumerate() {
        if away(*value) > limit || (lower_is_drawn && away(*value) < -limit) {
            found.push((i, 1, false));
        }
        if i > 0 && (value - values[i - 1]).abs() * 1_000 * gaps > 3_268 * ranges {
            found.push((i, 1, true));
        }
        for side in [1, -1] {
            let near = |i: usize| {
                let four = values[i.saturating_sub(3)..=i].iter();
                four.filter(|v| 2 * side * away(**v) > limit).count() >= 3
            };
            let run = |i: usize| i >= 7 && values[i - 7..=i].iter().all(|v| side * away(*v) > 0);
            if near(i) && !(i > 0 && near(i - 1)) {
                found.push((i, 2, false));
            }
            if run(i) && !(i > 0 && run(i - 1)) {
                found.push((i, 3, false));
            }
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #[test]
    fn it_agrees_with_the_rules_read_literally(
        values in prop::collection::vec(0..12_i64, 2..60), baseline in 2..30_usize,
    ) {
        let baseline = baseline.min(values.len());
        let floats: Vec<f64> = values.iter().map(|value| *value as f64).collect();
        let chart = Chart::new(&floats, baseline).unwrap();
        let mut found: Vec<_> = chart.signals.iter()
            .map(|s| (s.index, s.rule.number(), s.on == On::Range)).collect();
        found.sort_unstable();
        prop_assert_eq!(found, slow_signals(&values, baseline));
    }

    #[test]
    fn other_units_move_the_limits_and_keep_the_signals(
        values in prop::collection::vec(0..40_i32, 4..40), scale in 1..9_i32,
    ) {
        let plain: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
        let scaled: Vec<f64> = values.iter().map(|v| f64::from(*v * scale)).collect();
        let (plain, scaled) = (Chart::new(&plain, 10).unwrap(), Chart::new(&scaled, 10).unwrap());
        prop_assert_eq!(plain.signals, scaled.signals);
        let expected = plain.limits.upper * f64::from(scale);
        prop_assert!((scaled.limits.upper - expected).abs() < 1e-9);
    }

    #[test]
    fn the_mirrored_series_has_the_mirrored_signals(
        values in prop::collection::vec(0..40_i32, 4..40),
    ) {
        // Far enough from 0 that the lower limit is always drawn.
        let up: Vec<f64> = values.iter().map(|v| f64::from(1_000 + v)).collect();
        let down: Vec<f64> = values.iter().map(|v| f64::from(1_000 - v)).collect();
        let (up, down) = (Chart::new(&up, 10).unwrap(), Chart::new(&down, 10).unwrap());
        let key = |s: &Signal, turned: bool| {
            let above = (s.side == Side::Above) != turned;
            (s.index, s.rule.number(), s.on == On::Range, s.on == On::Range || above)
        };
        let mut one: Vec<_> = up.signals.iter().map(|s| key(s, false)).collect();
        let mut other: Vec<_> = down.signals.iter().map(|s| key(s, true)).collect();
        one.sort_unstable();
        other.sort_unstable();
        prop_assert_eq!(one, other);
    }
}
