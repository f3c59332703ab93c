//! The verdict against simulated teams, the cut at the change against watching day by day.

use super::*;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

fn spell(start: i32, end: i32, finished: bool) -> Spell {
    Spell { start, end, finished }
}

#[test]
fn five_lives_around_a_change_split_as_computed_by_hand() {
    // In durations without the extra day, which inclusive days have on the last one.
    let spells = [
        spell(1, 4, true),
        spell(3, 13, true),
        spell(8, 19, false),
        spell(12, 14, true),
        spell(13, 13, true),
    ];
    let [before, after] = lives(&spells, &Study::new(0, 10, 19));
    let seen = |lives: &Lives| {
        lives.observations.iter().map(|o| (o.entry, o.exit, o.ended)).collect::<Vec<_>>()
    };
    assert_eq!(seen(&before), [(0.0, 4.0, true), (0.0, 7.0, false), (0.0, 2.0, false)]);
    let expected = [(7.0, 11.0, true), (2.0, 12.0, false), (0.0, 3.0, true), (0.0, 1.0, true)];
    assert_eq!(seen(&after), expected);
    assert!((Curve::new(&before.observations).survival_at(4.0) - 0.5).abs() < 1e-12);
    let after = Curve::new(&after.observations);
    for (age, share) in [(1.0, 0.5), (3.0, 0.25), (11.0, 0.125)] {
        assert!((after.survival_at(age) - share).abs() < 1e-12);
    }
}

/// A team whose items take log-normal times (σ = 0.9, median 8 days), watched for the days of the
/// study; the time left to live from the change on is multiplied by `factor`.
fn team(study: &Study, seed: u64, items_a_side: u32, factor: f64) -> Vec<Spell> {
    let mut chance = Pcg64Mcg::seed_from_u64(seed);
    let mut uniform = || ((chance.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    let (change, last) = (f64::from(study.change_day), study.last_day);
    // The team has been at work for as long as a side lasts when it is first watched.
    let spells = (0..items_a_side * 3).map(|_| {
        let start = change * (3.0 * uniform() - 1.0);
        let normal = (-2.0 * uniform().ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
        let end = start + 8.0 * (0.9 * normal).exp();
        let untouched = f64::max(change, start);
        let end = if end > change { untouched + (end - untouched) * factor } else { end };
        let (start, end) = (start.floor() as i32, end.floor() as i32);
        spell(start, end.min(last), end <= last)
    });
    spells.collect()
}

const A_QUARTER_EACH: Study = Study::new(0, 90, 179);
const HALF_A_YEAR_EACH: Study = Study::new(0, 180, 359);

/// How many of so many simulated teams get a signal, and how many of those say shorter.
fn signals(study: &Study, teams: u64, items_a_side: u32, factor: f64) -> (u64, u64) {
    let verdicts =
        (0..teams).map(|seed| study.measure(&team(study, seed, items_a_side, factor)).verdict);
    verdicts.fold((0, 0), |(all, shorter), verdict| match verdict {
        Verdict::Signal(Direction::Shorter) => (all + 1, shorter + 1),
        Verdict::Signal(Direction::Longer) => (all + 1, shorter),
        _ => (all, shorter),
    })
}

/// In how many of so many simulated teams the interval of the difference leaves out 0.
fn differences_seen(study: &Study, teams: u64, items_a_side: u32, factor: f64) -> usize {
    let seen = |seed: &u64| {
        let effect = study.measure(&team(study, *seed, items_a_side, factor));
        effect.difference.is_some_and(|found| !found.interval_days.contains(0.0))
    };
    (0..teams).filter(seen).count()
}

#[test]
fn where_nothing_changed_about_one_team_in_twenty_gets_a_signal() {
    for study in [A_QUARTER_EACH, HALF_A_YEAR_EACH] {
        let (all, shorter) = signals(&study, 400, 250, 1.0);
        assert!((8..=36).contains(&all), "{all} of 400");
        assert!(shorter > 0 && shorter < all, "both ways: {shorter} of {all}");
    }
}

#[test]
fn the_interval_leaves_out_no_change_as_seldom_as_it_says() {
    let seen = differences_seen(&HALF_A_YEAR_EACH, 400, 250, 1.0);
    assert!((8..=36).contains(&seen), "{seen} of 400");
}

#[test]
fn a_shortening_by_thirty_percent_is_nearly_always_seen() {
    let seen = differences_seen(&HALF_A_YEAR_EACH, 200, 250, 0.7);
    assert!(seen >= 190, "{seen} of 200");
    let (all, shorter) = signals(&A_QUARTER_EACH, 400, 250, 0.7);
    assert!(all >= 340 && shorter == all, "{shorter} and {all} of 400");
}

#[test]
fn the_more_weeks_the_more_often_chance_contradicts_a_true_shortening() {
    // Of 26 stable weeks about one series in seven has a signal downwards by the three rules.
    let (all, _) = signals(&HALF_A_YEAR_EACH, 200, 250, 0.7);
    assert!((155..=180).contains(&all), "{all} of 200");
}

#[test]
fn with_sixty_items_a_side_it_is_seen_in_about_half() {
    let seen = differences_seen(&HALF_A_YEAR_EACH, 200, 60, 0.7);
    assert!((80..=120).contains(&seen), "{seen} of 200");
}

#[test]
fn the_items_still_needed_suffice_on_average() {
    // The same team over again, as often as it takes, is seen with just the needed number.
    let one = team(&HALF_A_YEAR_EACH, 7, 60, 0.8);
    let study = HALF_A_YEAR_EACH;
    let effect = study.measure(&one);
    let Verdict::NoSignalYet { more_finished_items_needed: Some(more) } = effect.verdict else {
        panic!("{:?}", effect.verdict)
    };
    let finished = (effect.before.finished + effect.after.finished) as u64;
    let times = more.div_ceil(finished) as usize + 2;
    let tau_days = effect.before.restricted_mean.map(|mean| mean.tau_days);
    let study = Study { tau_days, ..study };
    let verdict = study.measure(&one.repeat(times)).verdict;
    let found = effect.difference.unwrap();
    assert!(found.days < 0.0);
    assert_eq!(verdict, Verdict::Signal(Direction::Shorter), "{more} more of {finished}");
}

/// One item a day, each lasting so many days by the day it begins.
fn daily(days: i32, lasts: impl Fn(i32) -> i32) -> Vec<Spell> {
    let end = |day: i32| day + lasts(day) - 1;
    (0..days).map(|day| spell(day, end(day).min(days - 1), end(day) < days)).collect()
}

#[test]
fn nine_finished_items_are_not_enough() {
    let study = Study::new(0, 100, 199);
    let mut spells = daily(200, |_| 5);
    spells.retain(|item| item.end >= 100 || item.start < 9);
    let why = Lack::FinishedBefore { finished: 9 };
    assert_eq!(study.measure(&spells).verdict, Verdict::NotEnoughData { why });
    let mut spells = daily(200, |_| 5);
    spells.retain(|item| item.end < 109);
    let why = Lack::FinishedAfter { finished: 9 };
    assert_eq!(study.measure(&spells).verdict, Verdict::NotEnoughData { why });
    assert_eq!(why.to_string(), "Needs 10 items finished after the change; there are 9.");
}

#[test]
fn a_tau_beyond_what_was_watched_is_refused() {
    let spells = daily(200, |day| 4 + day % 3);
    let with = |tau| Study { tau_days: Some(tau), ..Study::new(0, 100, 199) };
    let why = Lack::CommonAges;
    assert_eq!(with(6.5).measure(&spells).verdict, Verdict::NotEnoughData { why });
    assert_eq!(with(f64::NAN).measure(&spells).verdict, Verdict::NotEnoughData { why });
    assert!(with(6.0).measure(&spells).difference.is_some());
    assert!(with(6.5).against_control(&spells, &spells).is_none());
}

#[test]
fn the_curves_start_where_enough_items_are_watched_on_both_sides() {
    // After the change nothing new is begun for long: only old items are watched.
    let mut spells = daily(200, |day| 30 + day % 5);
    spells.retain(|item| item.start < 100);
    let effect = Study::new(0, 100, 199).measure(&spells);
    assert_eq!(effect.start_age_days, 5.0, "the fifth youngest was five days old at the change");
    assert_eq!(effect.after.curve.start(), effect.before.curve.start());
    assert!(effect.after.curve.at_risk(6.0) >= FEWEST_AT_RISK);
}

#[test]
fn a_shortening_bought_with_less_finished_work_is_no_signal() {
    // New items take less time, but only a third as many are begun and finished.
    let study = Study::new(0, 140, 279);
    let item = |day: i32| {
        let lasts = if day < 140 { 9 + day % 4 } else { 3 + day % 2 };
        spell(day, day + lasts - 1, true)
    };
    let all: Vec<Spell> = (0..280).map(item).filter(|item| item.end <= 279).collect();
    assert_eq!(study.measure(&all).verdict, Verdict::Signal(Direction::Shorter));
    let fewer: Vec<Spell> =
        all.iter().filter(|item| item.start < 140 || item.start % 3 == 0).copied().collect();
    let effect = study.measure(&fewer);
    assert!(effect.difference.unwrap().interval_days.high < 0.0);
    assert!(!effect.contradicting.is_empty());
    let undecided = Verdict::NoSignalYet { more_finished_items_needed: None };
    assert_eq!(effect.verdict, undecided);
    assert!(effect.throughput_ratio.unwrap().ratio < 0.6);
}

#[test]
fn a_change_that_everybody_saw_is_not_the_teams() {
    let both = |factor| -> Vec<Spell> {
        [
            team(&HALF_A_YEAR_EACH, 1, 250, factor),
            team(&HALF_A_YEAR_EACH, 2, 250, factor),
            team(&HALF_A_YEAR_EACH, 3, 250, factor),
        ]
        .concat()
    };
    let control = [
        team(&HALF_A_YEAR_EACH, 4, 250, 0.7),
        team(&HALF_A_YEAR_EACH, 5, 250, 0.7),
        team(&HALF_A_YEAR_EACH, 6, 250, 0.7),
    ]
    .concat();
    let study = HALF_A_YEAR_EACH;
    let same = study.against_control(&both(0.7), &control).unwrap();
    assert!(same.team.interval_days.high < 0.0 && same.control.interval_days.high < 0.0);
    assert!(same.difference.interval_days.contains(0.0), "{same:?}");
    let unlike = study.against_control(&both(0.4), &control).unwrap();
    assert!(unlike.difference.interval_days.high < 0.0, "{unlike:?}");
    let expected = unlike.team.standard_error_days.hypot(unlike.control.standard_error_days);
    assert!((unlike.difference.standard_error_days - expected).abs() < 1e-12);
}

#[test]
fn a_practically_equal_pair_asks_for_no_more_items() {
    let effect = Study::new(0, 105, 209).measure(&daily(210, |day| 5 + day % 3));
    assert_eq!(effect.verdict, Verdict::NoSignalYet { more_finished_items_needed: None });
}

#[test]
fn weeks_are_counted_from_the_change_and_a_rest_is_left_out() {
    let spells: Vec<Spell> = (0..30).map(|day| spell(day, day, true)).collect();
    let per_week = |study: Study| finished_per_week(&spells, &study);
    assert_eq!(per_week(Study::new(0, 15, 29)), [vec![7, 7], vec![7, 7]]);
    let working = Study { days_per_week: 5, ..Study::new(0, 15, 29) };
    assert_eq!(per_week(working), [vec![5, 5, 5], vec![5, 5, 5]]);
    assert_eq!(per_week(Study::new(5, 3, 1)), [vec![], vec![]], "the days are the wrong way round");
    assert_eq!(per_week(Study::new(-20, 1, 29))[0], [0, 0, 1]);
}

#[test]
fn days_at_the_ends_of_the_numbers_do_no_harm() {
    let spells = [spell(i32::MIN, i32::MAX, true), spell(i32::MAX, i32::MIN, true)];
    let study = Study { days_per_week: 0, ..Study::new(i32::MIN, 0, i32::MAX) };
    let why = Lack::FinishedBefore { finished: 0 };
    assert_eq!(study.measure(&spells).verdict, Verdict::NotEnoughData { why });
}

fn spells() -> impl Strategy<Value = Vec<Spell>> {
    let one = (-20..60_i32, 0..40_i32, any::<bool>());
    let one = one.prop_map(|(start, lasts, finished)| spell(start, start + lasts, finished));
    prop::collection::vec(one, 0..60)
}

/// Watches every day: who is at risk at which age, and who finishes.
fn watched(spells: &[Spell], first: i32, last: i32, age: i32) -> (usize, usize) {
    let (mut at_risk, mut finished) = (0, 0);
    for day in first..=last {
        for spell in spells.iter().filter(|s| day - s.start + 1 == age && s.end >= day) {
            at_risk += 1;
            finished += usize::from(spell.finished && spell.end == day);
        }
    }
    (at_risk, finished)
}

proptest! {
    #[test]
    fn every_day_of_every_life_is_watched_on_one_side(spells in spells(), change in 0..50_i32) {
        let [before, after] = lives(&spells, &Study::new(0, change, 49));
        for (side, first, last) in [(&before, 0, change - 1), (&after, change, 49)] {
            let curve = Curve::new(&side.observations);
            for age in 1..70 {
                let (at_risk, finished) = watched(&spells, first, last, age);
                prop_assert_eq!(curve.at_risk(f64::from(age)), at_risk);
                let step = curve.steps().iter().find(|step| step.time == f64::from(age));
                prop_assert_eq!(step.map_or(0, |step| step.ended), finished);
            }
            let finished = spells.iter()
                .filter(|s| s.finished && (first..=last).contains(&s.end)).count();
            prop_assert_eq!(side.finished, finished);
            prop_assert_eq!(side.finished + side.open + side.dropped, side.observations.len());
        }
    }

    #[test]
    fn moving_everything_in_time_and_shuffling_changes_nothing(
        (spells, shuffled) in spells().prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
        by in -500..500_i32,
    ) {
        let moved: Vec<Spell> = shuffled.iter()
            .map(|s| spell(s.start + by, s.end + by, s.finished)).collect();
        let here = Study::new(0, 25, 49).measure(&spells);
        prop_assert_eq!(here, Study::new(by, 25 + by, 49 + by).measure(&moved));
    }

    #[test]
    fn the_weeks_agree_with_counting(spells in spells(), change in 0..50_i32) {
        let [before, after] = finished_per_week(&spells, &Study::new(0, change, 49));
        let between = |first: i32| {
            let week = first..first + 7;
            spells.iter().filter(|s| s.finished && week.contains(&s.end)).count() as u32
        };
        let weeks = |from: i32, count: usize| {
            (0..count as i32).map(|week| between(from + 7 * week)).collect::<Vec<_>>()
        };
        prop_assert_eq!(&before, &weeks(change - 7 * (change / 7), (change / 7) as usize));
        prop_assert_eq!(&after, &weeks(change, ((50 - change) / 7) as usize));
    }
}
