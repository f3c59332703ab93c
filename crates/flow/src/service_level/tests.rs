//! The risk of missing an expectation against the published one and against counting.

use super::*;
use crate::survival::Observation;
use proptest::prelude::*;

fn curve(ages: &[(f64, usize)]) -> Curve {
    let items: Vec<Observation> =
        ages.iter().flat_map(|(age, count)| vec![Observation::finished(*age); *count]).collect();
    Curve::new(&items)
}

#[test]
fn the_risk_has_doubled_when_half_the_items_are_outlived() {
    let curve = curve(&[(4.0, 50), (8.0, 35), (20.0, 15)]);
    let risk = |age| conditional_risk(&curve, 8.0, age).unwrap();
    assert!((risk(0.0) - 0.15).abs() < 1e-12);
    assert!((risk(4.0) - 0.30).abs() < 1e-12);
    assert!(risk(5.0) > risk(3.0), "five days old is to be attended before three days old");
}

#[test]
fn an_item_that_outlived_the_expectation_has_missed_it() {
    let curve = curve(&[(4.0, 5), (20.0, 5)]);
    assert_eq!(conditional_risk(&curve, 8.0, 8.0), Some(1.0));
    assert_eq!(conditional_risk(&curve, 8.0, 99.0), Some(1.0));
}

#[test]
fn an_item_older_than_any_before_it_has_nothing_to_go_by() {
    let curve = curve(&[(4.0, 5)]);
    assert_eq!(conditional_risk(&curve, 8.0, 4.0), None);
    assert_eq!(conditional_risk(&curve, 8.0, 3.0), Some(0.0));
    assert_eq!(conditional_risk(&curve, f64::NAN, 3.0), None);
}

proptest! {
    #[test]
    fn it_is_the_share_of_the_survivors_that_missed(
        ages in prop::collection::vec(1..30_i32, 1..50), sle in 1..30_i32, age in 0..30_i32,
    ) {
        let items: Vec<_> = ages.iter().map(|a| Observation::finished(f64::from(*a))).collect();
        let older_than = |days: i32| ages.iter().filter(|age| **age > days).count() as f64;
        let slow = if age >= sle {
            Some(1.0)
        } else {
            (older_than(age) > 0.0).then(|| older_than(sle) / older_than(age))
        };
        let risk = conditional_risk(&Curve::new(&items), f64::from(sle), f64::from(age));
        prop_assert_eq!(risk.is_some(), slow.is_some());
        prop_assert!((risk.unwrap_or(0.0) - slow.unwrap_or(0.0)).abs() < 1e-9);
    }
}
