//! The figures of asks, each a second time by the slowest and plainest means.

use super::super::kind::AskKind;
use super::super::model::{Answer, Ask, Fate, Fated, Moment, Saying, To};
use super::super::rules::Wording;
use super::model::{STATES, WITHIN_DAYS, Waiting, by_kind, observations, open};
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
        let found = Waiting::of(&all, 2);
        let finished: Vec<Observation> = all.iter().copied().filter(|it| it.ended).collect();
        assert_eq!(found.answered, finished.len(), "seed {seed}");
        assert_eq!(found.open, 2, "what is waited for is counted by itself");
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
    let here = ["ana", "ben", "dina"].map(|name| spell(name, None));
    let spells = here.into_iter().chain([spell("cho", Some(5))]).collect();
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
    // Dina in the first, Ben in the last: not Cho, who left, nor Ben in what was withdrawn.
    assert_eq!(open(&asks, &moment), 2);
}

/// An ask and its table as they were on a day.
fn on(day: i64, it: &Ask, moment: &Moment) -> (Ask, Moment) {
    let by_then = |at: &Instant| at.as_micros() <= day * DAY;
    let (mut it, mut moment) = (it.clone(), moment.clone());
    it.versions.retain(|version| by_then(&version.at));
    it.versions.iter_mut().for_each(|it| it.answers.retain(|answer| by_then(&answer.at)));
    it.fates.retain(|fated| by_then(&fated.at));
    moment.spells.retain(|spell| by_then(&spell.from));
    moment.spells.iter_mut().for_each(|it| it.until = it.until.filter(by_then));
    moment.now = at(day);
    (it, moment)
}

/// Whether on a day an answer of somebody to a version was waited for.
fn waited(day: i64, (it, moment): (&Ask, &Moment), (number, person): (i32, &PersonId)) -> bool {
    let (it, moment) = on(day, it, moment);
    it.latest().number == number && it.waits_for(&moment).contains(&person)
}

const NOW: i64 = 20;

/// An ask that chance writes: who leaves and comes back, what is reworded, told and undone.
fn story(chance: &mut Pcg64Mcg) -> (Ask, Moment) {
    let mut spells = vec![];
    for name in ["ana", "ben", "cho", "dina"] {
        let leaves = chance.random_range(2..40);
        let until = (leaves < NOW).then(|| at(leaves));
        spells.push(PeerSpell { person: who(name), from: at(0), until });
        let back = leaves + chance.random_range(0..20);
        if back < NOW {
            spells.push(PeerSpell { person: who(name), from: at(back), until: None });
        }
    }
    let moment = Moment { now: at(NOW), spells };
    let mut it = ask(To::All, &[], &[]);
    let first = it.versions[0].clone();
    let days = [1, chance.random_range(3..10), chance.random_range(11..30)];
    it.versions = vec![];
    let mut day = chance.random_range(2..30);
    while day < NOW {
        let fate = [None, Some(Fate::Kept), Some(Fate::NotKept)][chance.random_range(0..3)];
        let (on, event) = (date(2026, 3, 2), String::new());
        it.fates.push(Fated { fate, on, at: at(day), event });
        day += chance.random_range(1..12);
    }
    for day in days.into_iter().filter(|day| *day < NOW) {
        let (mut version, (before, then)) = (first.clone(), on(day, &it, &moment));
        // What has a fate is not put in other words.
        if before.fate().is_some() {
            continue;
        }
        let number = it.versions.last().map_or(1, |last| last.number + 1);
        let asked = ["ben", "cho", "dina"].map(who);
        (version.number, version.at) = (number, at(day));
        version.asked = asked.into_iter().filter(|it| then.is_here(it, at(day))).collect();
        for by in version.asked.clone() {
            let (said, words) = (at(day + chance.random_range(0..8)), String::new());
            if chance.random_range(0..3) == 0 && said.as_micros() <= NOW * DAY {
                version.answers.push(Answer { by, saying: Saying::Whatever, words, at: said });
            }
        }
        it.versions.push(version);
    }
    (it, moment)
}

#[test]
fn somebody_is_watched_as_long_as_day_by_day_they_are_waited_for() {
    let mut still = 0;
    for seed in 0..2_000 {
        let (it, moment) = story(&mut Pcg64Mcg::seed_from_u64(seed));
        let (mut slow, mut waits) = (vec![], 0);
        for version in &it.versions {
            let from = version.at.as_micros() / DAY;
            for person in &version.asked {
                let is_waited = |day: &i64| waited(*day, (&it, &moment), (version.number, person));
                waits += usize::from(is_waited(&NOW));
                let last = (from..NOW).rev().find(is_waited).map_or(0, |day| day + 1 - from);
                slow.push(match version.answer_of(person) {
                    Some(answer) => (answer.at.as_micros() - version.at.as_micros(), true),
                    None => (last * DAY, false),
                });
            }
        }
        let exact = |(micros, ended): (i64, bool)| (micros.max(1) as f64 / DAY as f64, ended);
        let slow: Vec<(f64, bool)> = slow.into_iter().map(exact).collect();
        let asks = [it];
        let found = observations(&asks, &moment);
        let found: Vec<(f64, bool)> = found.iter().map(|it| (it.exit, it.ended)).collect();
        assert_eq!(found, slow, "seed {seed}");
        assert_eq!(open(&asks, &moment), waits, "seed {seed}");
        still += waits;
    }
    assert!(still > 100, "{still}");
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
        let id = crate::ids::new();
        let form = [("to", "all"), ("want", "Please"), ("kind", "faster"), ("id", &*id)];
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
