//! The figures of problems: against published numbers, against slow and obvious ways, and by laws
//! that they have to obey.

use super::super::size::Size;
use super::life::{Life, Spell};
use super::model::{
    Clock, Taken, blocked_days_of, by_size, causes, lags, median, months, recurrence,
};
use super::pages::csv;
use flow::{Instant, MICROS_PER_DAY};
use jiff::civil::{Date, date};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::BTreeSet;

fn at(days: f64) -> Instant {
    Instant::from_micros((days * MICROS_PER_DAY as f64) as i64)
}

/// A time that began at a day, and was solved so many days later.
fn spell(from: f64, solved: Option<f64>) -> Spell {
    Spell {
        from: at(from),
        replied_at: None,
        contained_at: None,
        solved_at: solved.map(|days| at(from + days)),
        verified_at: None,
        dropped_at: None,
    }
}

fn life(spells: Vec<Spell>) -> Life {
    Life {
        number: 1,
        words: "Builds fail".to_owned(),
        began: None,
        spells,
        size_when_seen: Size::AFewDays,
        size_when_solved: None,
        cause: None,
        blocked: vec![],
    }
}

/// Problems that took so many days; open ones are as old as that at day 200.
fn of(done: &[f64], open: &[f64]) -> Vec<Life> {
    let done = done.iter().map(|days| life(vec![spell(10.0, Some(*days))]));
    done.chain(open.iter().map(|age| life(vec![spell(200.0 - age, None)]))).collect()
}

fn solution(lives: &[Life]) -> Taken {
    Taken::of(lives, Clock::Solution, at(200.0))
}

#[test]
fn open_problems_are_data_as_published_numbers_say() {
    // R's survival::aml: the medians are 31 and 23; of the finished ones alone both are 23.
    let maintained = of(&[9.0, 13.0, 18.0, 23.0, 31.0, 34.0, 48.0], &[13.0, 28.0, 45.0, 161.0]);
    let not = of(&[5.0, 5.0, 8.0, 8.0, 12.0, 23.0, 27.0, 30.0, 33.0, 43.0, 45.0], &[16.0]);
    for (lives, median) in [(maintained, 31.0), (not, 23.0)] {
        let taken = solution(&lives);
        assert!((taken.median_days.expect("reached") - median).abs() < 1e-6, "{taken:?}");
        assert!((taken.done_median_days.expect("some are done") - 23.0).abs() < 1e-6);
    }
    let product = of(&[2.0, 3.0, 3.0, 5.0, 8.0, 13.0], &[21.0, 30.0, 30.0, 30.0]);
    let taken = solution(&product);
    let mean = taken.curve.restricted_mean(14.0);
    assert!((mean.mean_days - 9.0).abs() < 1e-6, "{mean:?}");
    assert!((taken.median_days.expect("reached") - 8.0).abs() < 1e-6);
    assert_eq!((taken.done, taken.open, taken.dropped), (6, 4, 0));
    assert!((taken.within[0].expect("watched") - 0.4).abs() < 1e-9, "{:?}", taken.within);
}

#[test]
fn what_is_dropped_is_an_end_of_its_own_and_shortens_nothing() {
    let mut chance = Pcg64Mcg::seed_from_u64(3);
    for _ in 0..200 {
        let done: Vec<f64> = (0..12).map(|_| chance.random_range(1.0..40.0)).collect();
        let open: Vec<f64> = (0..6).map(|_| chance.random_range(1.0..90.0)).collect();
        let mut lives = of(&done, &open);
        let before = solution(&lives);
        // Dropping what is open, now, changes no figure but the counts.
        for it in lives.iter_mut().filter(|it| it.spells[0].solved_at.is_none()) {
            it.spells[0].dropped_at = Some(at(200.0));
        }
        let after = solution(&lives);
        assert_eq!(before.median_days, after.median_days);
        assert_eq!((after.open, after.dropped), (0, 6));
        // One more open one never makes the median shorter.
        lives.push(life(vec![spell(100.0, None)]));
        let more = solution(&lives).median_days.unwrap_or(f64::INFINITY);
        assert!(more >= after.median_days.unwrap_or(f64::INFINITY));
    }
}

#[test]
fn each_time_runs_for_itself_and_its_clocks_in_their_order() {
    let mut first = spell(10.0, Some(6.0));
    (first.replied_at, first.contained_at) = (Some(at(11.0)), Some(at(12.0)));
    let lives = vec![life(vec![first, spell(30.0, Some(2.0)), spell(40.0, None)])];
    let of = |clock| Taken::of(&lives, clock, at(50.0));
    assert_eq!((of(Clock::Solution).done, of(Clock::Solution).open), (2, 1));
    // The second was solved without having been contained.
    assert_eq!(of(Clock::Containment).done, 2);
    let reply = of(Clock::Reply);
    assert_eq!((reply.done, reply.open), (1, 2));
    assert!(of(Clock::Containment).median_days <= of(Clock::Solution).median_days);
}

#[test]
fn by_size_all_are_counted_once() {
    let mut chance = Pcg64Mcg::seed_from_u64(5);
    let sizes = [Size::UnderADay, Size::AFewDays, Size::APersonWeek, Size::More];
    let mut lives = of(&[3.0; 40], &[9.0; 20]);
    for it in &mut lives {
        it.size_when_seen = sizes[chance.random_range(0..4)];
    }
    let whole = solution(&lives);
    let parts = by_size(&lives, at(200.0));
    let sum = |of: fn(&Taken) -> usize| parts.iter().map(|it| of(&it.1)).sum::<usize>();
    assert_eq!((sum(|it| it.done), sum(|it| it.open)), (whole.done, whole.open));
}

#[test]
fn blocked_days_are_the_days_on_which_any_block_holds() {
    let mut chance = Pcg64Mcg::seed_from_u64(9);
    let (first, today) = (date(2026, 1, 1), date(2026, 6, 30));
    let day = |days: i32| first.saturating_add(jiff::ToSpan::days(i64::from(days)));
    for _ in 0..500 {
        let mut it = life(vec![spell(1.0, None)]);
        let mut slow: BTreeSet<(String, Date)> = BTreeSet::new();
        for _ in 0..chance.random_range(0..8) {
            let team = ["web", "mobile"][chance.random_range(0..2)].to_owned();
            let from = chance.random_range(0..150);
            let until = (chance.random_range(0..4) > 0).then(|| from + chance.random_range(0..30));
            let mut on = day(from);
            while on <= until.map_or(today, day) {
                slow.insert((team.clone(), on));
                on = on.tomorrow().expect("not the last day of all");
            }
            it.blocked.push((team, day(from), until.map(day)));
        }
        assert_eq!(blocked_days_of(&it, today), slow.len(), "{:?}", it.blocked);
    }
}

#[test]
fn causes_come_by_what_they_cost_and_the_unnamed_last() {
    let with = |cause: Option<&str>, days: i8| {
        let mut it = life(vec![spell(1.0, None)]);
        it.cause = cause.map(str::to_owned);
        it.blocked = vec![("web".to_owned(), date(2026, 3, 1), Some(date(2026, 3, days)))];
        it
    };
    let lives = [
        with(None, 30),
        with(Some("Test data"), 4),
        with(Some("test data"), 3),
        with(Some("tooling"), 9),
    ];
    let all = causes(&lives, date(2026, 6, 1));
    let told: Vec<_> =
        all.iter().map(|it| (it.name.as_deref(), it.problems, it.blocked_days)).collect();
    let expected = [(Some("tooling"), 1, 9), (Some("Test data"), 2, 7), (None, 1, 30)];
    assert_eq!(told, expected);
}

#[test]
fn the_lag_is_an_interval_and_every_month_is_there() {
    let mut it = life(vec![spell(20_000.0, None)]);
    it.began = Some((date(2024, 9, 20), date(2024, 9, 30)));
    let other = life(vec![spell(20_100.5, None)]);
    let lives = [it, other];
    let seen = lags(&lives, "UTC");
    assert_eq!(seen.len(), 1, "of those without a guess nothing is said");
    assert_eq!((seen[0].on, seen[0].days), (date(2024, 10, 4), (4.0, 14.0)));
    let months = months(&lives, "UTC", date(2025, 3, 2));
    let counts: Vec<u32> = months.iter().map(|it| it.1[1]).collect();
    assert_eq!(months[0].0, date(2024, 10, 1));
    assert_eq!(counts, [1, 0, 0, 1, 0, 0], "months without any are there, too");
    assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), Some(2.0));
    assert_eq!(median(vec![]), None);
}

#[test]
fn neither_what_came_back_nor_what_is_verified_exceeds_what_was_solved() {
    let mut verified = spell(10.0, Some(2.0));
    verified.verified_at = Some(at(26.0));
    let back = life(vec![spell(10.0, Some(2.0)), spell(15.0, Some(1.0)), spell(40.0, None)]);
    let lives = [life(vec![verified]), back, life(vec![spell(50.0, None)])];
    let it = recurrence(&lives, at(100.0));
    assert_eq!((it.solved, it.back, it.verified), (3, 2, 1));
    assert!(it.back <= it.solved && it.verified <= it.solved);
    // Of three one was back after 3 days, one after 24.
    let away = it.away.map(|share| share.map(|share| (share * 100.0).round()));
    assert_eq!(away, [Some(67.0), Some(33.0), None]);
}

#[test]
fn the_csv_holds_every_time_and_no_formula() {
    let mut it = life(vec![spell(0.0, Some(1.0)), spell(5.0, None)]);
    it.words = "=SUM(A1) \"quoted\", and more".to_owned();
    let text = csv(&[it], &[3]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("1,1,\"'=SUM(A1) \"\"quoted\"\", and more\",,,1970-01-01T00:00:00Z,")
    );
    assert!(lines[1].contains("1970-01-02T00:00:00Z") && lines[1].ends_with(",a-few-days,,\"\",3"));
    assert!(lines[2].contains("1970-01-06T00:00:00Z") && lines[2].ends_with("\"\","));
}
