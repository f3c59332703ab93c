//! Pebbles lie on the table and beside each other, however many there are.

use super::{Lying, MOST, TABLE, laid, short};
use crate::problem::OnTable;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

#[test]
fn they_lie_within_the_rim_and_none_on_another() {
    for seed in 0..300 {
        let mut chance = Pcg64Mcg::seed_from_u64(seed);
        let count = chance.random_range(0..90);
        let sizes: Vec<usize> = (0..count).map(|_| chance.random_range(0..4)).collect();
        let all = laid(&sizes);
        assert_eq!(all.len(), count.min(MOST), "seed {seed}: each has a place");
        for (place, one) in all.iter().enumerate() {
            assert!(one.x.hypot(one.y) + one.radius < TABLE, "seed {seed}: on the table");
            for (other, it) in all.iter().enumerate().filter(|it| it.0 != place) {
                let apart = (one.x - it.x).hypot(one.y - it.y);
                assert!(apart > one.radius + it.radius, "seed {seed}: beside each other");
                let is_greater = sizes[other] > sizes[place];
                assert!(!is_greater || it.radius > one.radius, "seed {seed}: dearer is greater");
            }
        }
    }
}

#[test]
fn each_leads_to_its_problem_and_says_what_it_is() {
    let it = |number: usize| OnTable {
        words: format!("Builds <fail> no. {number}"),
        url: format!("/problems/{number}"),
        meta: "5 teams, a few days every week".to_owned(),
        cost: "a few days",
        size: number % 4,
        class: "a2",
    };
    let drawn = |all: &[OnTable]| {
        let (mut svg, lying) = (String::new(), Lying::of(all));
        lying.name(&mut svg);
        lying.draw(&mut svg);
        svg
    };
    let svg = drawn(&[it(1), it(2), it(3)]);
    assert_eq!(svg.matches("class=\"pebble a2\"").count(), 3);
    assert!(
        svg.contains("href=\"/problems/3\"><title>Builds &lt;fail&gt; no. 3: 5 teams"),
        "{svg}"
    );
    assert_eq!(svg.matches("class=\"named\"").count(), 2, "two are named beside the table");
    assert_eq!(drawn(&[]), "");
}

#[test]
fn a_long_name_ends_with_a_whole_word() {
    assert_eq!(short("Builds fail at random"), "Builds fail at random");
    assert_eq!(short("Nobody may say which partner comes first"), "Nobody may say which…");
}
