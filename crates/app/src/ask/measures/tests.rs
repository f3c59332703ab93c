//! The figures of asks, each a second time by the slowest and plainest means.

use super::super::kind::AskKind;
use super::super::model::{Answer, Ask, Fate, Fated, Moment, Saying, To};
use super::super::rules::Wording;
use super::model::{STATES, WITHIN_DAYS, Waiting, by_kind, observations};
use crate::peer_team::{PeerSpell, PeerTeamId};
use crate::people::PersonId;
use crate::testing::House;
use flow::Instant;
use flow::survival::Observation;
use jiff::civil::date;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

const DAY: i64 = 86_400_000_000;

/// Of those still waited for at each age, the share that is not answered then: multiplied up.
fn slow_share_open(all: &[Observation], age: f64) -> f64 {
    let mut ages: Vec<f64> = all.iter().filter(|it| it.ended).map(|it| it.exit).collect();
    ages.sort_by(f64::total_cmp);
    ages.dedup();
    let mut open = 1.0;
    for at in ages.into_iter().filter(|at| *at <= age) {
        let watched = all.iter().filter(|it| it.exit >= at).count() as f64;
        let answered = all.iter().filter(|it| it.ended && it.exit == at).count() as f64;
        open *= (watched - answered) / watched;
    }
    open
}

fn slow_median(all: &[Observation]) -> Option<f64> {
    let mut ages: Vec<f64> = all.iter().filter(|it| it.ended).map(|it| it.exit).collect();
    ages.sort_by(f64::total_cmp);
    ages.into_iter().find(|age| slow_share_open(all, *age) <= 0.5 + 1e-9)
}

#[test]
fn how_long_answers_take_is_what_the_slow_way_finds() {
    for seed in 0..300 {
        let mut chance = Pcg64Mcg::seed_from_u64(seed);
        let count = chance.random_range(1..30);
        let all: Vec<Observation> = (0..count)
            .map(|_| {
                let days = f64::from(chance.random_range(1..40)) / 4.0;
                let ended = chance.random_range(0..3) > 0;
                if ended { Observation::finished(days) } else { Observation::open(days) }
            })
            .collect();
        let found = Waiting::of(&all);
        let finished: Vec<Observation> = all.iter().copied().filter(|it| it.ended).collect();
        assert_eq!(found.answered, finished.len(), "seed {seed}");
        assert_eq!(found.open, all.len() - finished.len(), "seed {seed}");
        assert_eq!(found.median_days, slow_median(&all), "seed {seed}");
        // Of finished ones alone it is the middle one, the lower of two.
        let mut days: Vec<f64> = finished.iter().map(|it| it.exit).collect();
        days.sort_by(f64::total_cmp);
        let middle = days.get((days.len().max(1) - 1) / 2).copied();
        assert_eq!(found.answered_median_days, middle, "seed {seed}");
        for (day, within) in WITHIN_DAYS.into_iter().zip(found.within) {
            let open = slow_share_open(&all, day as f64);
            let known = all.iter().any(|it| it.exit >= day as f64) || open == 0.0;
            match within {
                Some(share) => assert!((share - (1.0 - open)).abs() < 1e-9, "seed {seed}"),
                None => assert!(!known, "seed {seed}"),
            }
        }
    }
}

fn who(name: &str) -> PersonId {
    PersonId::known(name)
}

fn at(days: i64) -> Instant {
    Instant::from_micros(days * DAY)
}

fn ask(to: To, asked: &[&str], answers: &[(&str, Saying, i64)]) -> Ask {
    let (want, reason) = ("want".to_owned(), String::new());
    let wording = Wording { want, reason, quote: None, due_at: None, round: None };
    let mut version = wording.into_version(1, asked.iter().map(|it| who(it)).collect(), at(1));
    version.shown_at = Some(at(1));
    version.answers = answers
        .iter()
        .map(|(by, saying, day)| Answer {
            by: who(by),
            saying: *saying,
            words: String::new(),
            at: at(*day),
        })
        .collect();
    Ask {
        id: "ask".to_owned(),
        team: PeerTeamId::known("north"),
        by: who("ana"),
        to,
        kind: AskKind::Faster,
        part: None,
        versions: vec![version],
        fates: vec![],
    }
}

#[test]
fn each_who_is_asked_counts_once_until_they_answer_leave_or_it_ends() {
    let spell = |name: &str, until: Option<i64>| PeerSpell {
        person: who(name),
        from: at(0),
        until: until.map(at),
    };
    let spells = vec![spell("ana", None), spell("ben", None), spell("cho", Some(5))];
    let moment = Moment { now: at(11), spells };
    let to_all = ask(To::All, &["ben", "cho", "dina"], &[("ben", Saying::No, 3)]);
    let mut withdrawn = ask(To::One(who("ben")), &["ben"], &[]);
    let event = String::new();
    let on = date(2026, 3, 2);
    withdrawn.fates.push(Fated { fate: Some(Fate::Withdrawn), on, at: at(4), event });
    let mut reworded = ask(To::One(who("ben")), &["ben"], &[("ben", Saying::Whatever, 2)]);
    let mut second = reworded.versions[0].clone();
    (second.number, second.at, second.answers) = (2, at(8), vec![]);
    reworded.versions.push(second);
    let asks = [to_all, withdrawn, reworded];
    let found: Vec<(f64, bool)> =
        observations(&asks, &moment).iter().map(|it| (it.exit, it.ended)).collect();
    let expected =
        [(2.0, true), (4.0, false), (10.0, false), (3.0, false), (1.0, true), (3.0, false)];
    assert_eq!(found, expected);
}

#[test]
fn asks_are_counted_by_kind_and_each_stands_somewhere() {
    let spells =
        ["ana", "ben"].map(|name| PeerSpell { person: who(name), from: at(0), until: None });
    let moment = Moment { now: at(9), spells: spells.into() };
    let to_ben = |answers: &[(&str, Saying, i64)]| ask(To::One(who("ben")), &["ben"], answers);
    let mut kept = to_ben(&[("ben", Saying::Try, 2)]);
    let (on, event) = (date(2026, 3, 2), String::new());
    kept.fates.push(Fated { fate: Some(Fate::Kept), on, at: at(4), event });
    let asks = [
        to_ben(&[]),
        to_ben(&[("ben", Saying::No, 2)]),
        to_ben(&[("ben", Saying::Yes, 2)]),
        to_ben(&[("ben", Saying::Whatever, 2)]),
        kept,
    ];
    let kinds = by_kind(&asks, &moment);
    let all: usize = kinds.iter().map(|it| it.counts.iter().sum::<usize>()).sum();
    assert_eq!(all, asks.len());
    let faster = kinds.iter().find(|it| it.kind == AskKind::Faster).expect("a kind");
    for ((state, _), count) in STATES.iter().zip(faster.counts) {
        let plain = asks.iter().filter(|it| it.state(&moment) == *state).count();
        assert_eq!(count, plain, "{state:?}");
    }
    assert_eq!(faster.counts, [1, 1, 1, 1, 1, 0, 0]);
}

#[tokio::test]
async fn with_few_answers_it_says_so_and_no_figure_is_by_person() {
    const ASKS: &str = "/peer-teams/north-group/asks";
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let mut answered = async |ana: &mut crate::testing::Browser, number: usize| {
        let form = [("to", "all"), ("want", "Please"), ("kind", "faster")];
        ana.post(&format!("{ASKS}/asking"), &form).await;
        let id = ana.get(&format!("{ASKS}?show=from-me")).await.id_after("/asks/");
        house.app.clock.advance(3_600 * number as i64);
        let form = [("answer", "yes"), ("version", "1")];
        ben.post(&format!("{ASKS}/{id}/answer"), &form).await;
    };
    for number in 1..=7 {
        answered(&mut ana, number).await;
    }
    let page = ana.get(&format!("{ASKS}/measures")).await;
    page.says("it needs 8; you have 7.");
    page.is_silent_about("Half are answered within");
    answered(&mut ana, 8).await;
    let page = ana.get(&format!("{ASKS}/measures")).await;
    page.says("Half of the answers come within 4 hours.");
    page.says("100 in 100");
    page.says("No figure is by person.");
    let csv = ana.get(&format!("{ASKS}/measures.csv")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.text.contains("median_days,open counted,0.1666"), "{}", csv.text);
    let main = page.text.split("<main").nth(1).expect("a page");
    for text in [main, csv.text.as_str()] {
        assert!(!text.contains("Ben") && !text.contains("Ana"), "{text}");
    }
}
