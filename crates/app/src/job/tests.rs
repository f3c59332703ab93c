//! Jobs: once, whoever runs them and however often they are begun; and when a morning is.

use super::model::{MONDAY_TO_FRIDAY, instant};
use super::*;
use crate::testing::House;
use jiff::civil::{Date, date, time};
use sea_orm::{ConnectionTrait, Statement};

/// The change of these tests: a row with the id of the thing. It cannot be there twice, and what is
/// done twice is noticed.
fn write<'w>(_: &'w App, tx: &'w Tx, thing: &'w str) -> Done<'w> {
    Box::pin(async move {
        let row = format!("INSERT INTO sign_in_try VALUES ('{thing}', 'a@b', 1)");
        tx.execute_unprepared(&row).await?;
        Ok(())
    })
}

/// It does what it should not, and then fails, until ten minutes have gone.
fn stumble<'w>(app: &'w App, tx: &'w Tx, thing: &'w str) -> Done<'w> {
    Box::pin(async move {
        write(app, tx, thing).await?;
        let minutes = (app.clock.now().as_micros() - crate::testing::BEGIN_MICROS) / 60_000_000;
        if minutes < 6 { Err(Error::Ours("it stumbled")) } else { Ok(()) }
    })
}

fn panic<'w>(_: &'w App, _: &'w Tx, _: &'w str) -> Done<'w> {
    Box::pin(async { panic!("on purpose") })
}

const KINDS: [Kind; 3] = [
    Kind { word: "writing", work: Work::Change(write) },
    Kind { word: "stumbling", work: Work::Change(stumble) },
    Kind { word: "panicking", work: Work::Change(panic) },
];

async fn wanted(app: &App, kind: &str, things: &[&str], in_seconds: i64) {
    let now = app.clock.now();
    let tx = app.store.write().await.expect("a transaction");
    for thing in things {
        due(&tx, kind, thing, (model::later(now, in_seconds), now)).await.expect("a job");
    }
    tx.commit().await.expect("a commit");
}

async fn run(app: &Arc<App>) -> Vec<String> {
    let told = std::sync::Mutex::new(vec![]);
    let tell = |line: &str| told.lock().expect("no panic").push(line.to_owned());
    run_due(app, &KINDS, tell).await.expect("the data can be used");
    told.into_inner().expect("no panic")
}

async fn written(app: &App) -> Vec<String> {
    let c = app.store.reader();
    let all = "SELECT id FROM sign_in_try ORDER BY id";
    let rows = c.query_all_raw(Statement::from_string(c.get_database_backend(), all)).await;
    rows.expect("rows").iter().map(|row| row.try_get("", "id").expect("a text")).collect()
}

#[tokio::test]
async fn what_is_due_is_done_once_and_not_before() {
    let house = House::new().await;
    wanted(&house.app, "writing", &["a"], 60).await;
    run(&house.app).await;
    assert!(written(&house.app).await.is_empty());
    house.app.clock.advance(60);
    run(&house.app).await;
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["a"]);
}

#[tokio::test]
async fn the_same_thing_is_waited_for_once_at_the_later_word() {
    let house = House::new().await;
    wanted(&house.app, "writing", &["a"], 10).await;
    wanted(&house.app, "writing", &["a"], 90).await;
    house.app.clock.advance(60);
    run(&house.app).await;
    assert!(written(&house.app).await.is_empty());
    house.app.clock.advance(60);
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["a"]);
}

#[tokio::test]
async fn what_was_called_off_is_never_done() {
    let house = House::new().await;
    wanted(&house.app, "writing", &["a", "b"], 60).await;
    let tx = house.app.store.write().await.expect("a transaction");
    call_off(&tx, "writing", "a").await.expect("it is called off");
    tx.commit().await.expect("a commit");
    house.app.clock.advance(60);
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["b"]);
}

#[tokio::test]
async fn what_a_transaction_takes_back_was_never_to_be_done() {
    let house = House::new().await;
    let (tx, now) = (house.app.store.write().await.expect("a transaction"), house.app.clock.now());
    due(&tx, "writing", "a", (now, now)).await.expect("a job");
    drop(tx);
    run(&house.app).await;
    assert!(written(&house.app).await.is_empty());
}

#[tokio::test]
async fn what_is_due_is_done_after_a_restart() {
    let house = House::new().await;
    wanted(&house.app, "writing", &["a"], 60).await;
    let again = house.restarted().await;
    again.app.clock.advance(60);
    run(&again.app).await;
    house.app.clock.advance(60);
    run(&house.app).await;
    assert_eq!(written(&again.app).await, ["a"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_at_the_same_time_do_each_job_once() {
    let house = House::new().await;
    let other = house.restarted().await;
    let things: Vec<String> = (10..40).map(|number| number.to_string()).collect();
    let things: Vec<&str> = things.iter().map(String::as_str).collect();
    wanted(&house.app, "writing", &things, 0).await;
    let nodes = [Arc::clone(&house.app), Arc::clone(&other.app)];
    let nodes = nodes.map(|app| tokio::spawn(async move { run(&app).await }));
    for node in nodes {
        assert!(node.await.expect("it ends").is_empty());
    }
    // One that the other node held was left to it; should both have stopped early, none is lost.
    run(&house.app).await;
    assert_eq!(written(&house.app).await, things);
}

#[tokio::test]
async fn one_that_fails_is_tried_again_and_stops_no_other() {
    let house = House::new().await;
    wanted(&house.app, "stumbling", &["a"], 0).await;
    wanted(&house.app, "panicking", &["p"], 0).await;
    wanted(&house.app, "writing", &["b"], 0).await;
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["b"], "what it began is undone");
    house.app.clock.advance(60);
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["b"], "a minute later it fails again");
    house.app.clock.advance(300);
    run(&house.app).await;
    assert_eq!(written(&house.app).await, ["a", "b"], "five minutes later it does not");
}

#[tokio::test]
async fn one_that_fails_for_a_day_is_given_up_and_told() {
    let house = House::new().await;
    wanted(&house.app, "panicking", &["p"], 0).await;
    let mut told = vec![];
    for hours in 0..24 {
        told.extend(run(&house.app).await.into_iter().map(|line| (hours, line)));
        house.app.clock.advance(3600);
    }
    let line = "Given up: the job panicking of p (it panicked).".to_owned();
    assert_eq!(told, [(13, line)]);
}

/// An errand that leaves a row behind.
fn carry<'w>(app: &'w App, its: Try<'w>) -> Done<'w> {
    Box::pin(async move {
        let tx = app.store.write().await?;
        write(app, &tx, its.thing_id).await?;
        Ok(tx.commit().await?)
    })
}

#[tokio::test]
async fn an_errand_that_was_taken_is_left_alone_until_whoever_took_it_must_be_gone() {
    let house = House::new().await;
    let errands = [Kind { word: "carrying", work: Work::Errand(carry) }];
    wanted(&house.app, "carrying", &["a"], 0).await;
    let (tx, now) = (house.app.store.write().await.expect("a transaction"), house.app.clock.now());
    let job = store::take(&tx, &["carrying"], now).await.expect("an answer").expect("a job");
    store::hold(&tx, &job, model::later(now, model::LEASE_SECONDS)).await.expect("it is held");
    tx.commit().await.expect("a commit");
    // The node that took it goes down here.
    run_due(&house.app, &errands, |_| {}).await.expect("the data can be used");
    assert!(written(&house.app).await.is_empty());
    house.app.clock.advance(model::LEASE_SECONDS);
    for _ in 0..2 {
        run_due(&house.app, &errands, |_| {}).await.expect("the data can be used");
    }
    assert_eq!(written(&house.app).await, ["a"]);
}

#[tokio::test]
async fn who_runs_the_jobs_does_what_is_due_and_ends_when_told() {
    let house = House::new().await;
    wanted(&house.app, "writing", &["a"], 0).await;
    let (end, ended) = oneshot::channel();
    drop(end);
    run_until(ended, &house.app, &KINDS, |_| {}).await;
    assert_eq!(written(&house.app).await, ["a"]);
}

fn utc(text: &str) -> Instant {
    let timestamp: jiff::Timestamp = text.parse().expect("an instant");
    Instant::from_micros(timestamp.as_microsecond())
}

#[test]
fn a_time_that_comes_twice_is_the_first_and_one_that_never_comes_is_later() {
    let (gap, overlap) = (date(2026, 3, 29), date(2026, 10, 25));
    let apia = date(2011, 12, 30);
    let cases = [
        (gap, time(1, 59, 0, 0), "Europe/Berlin", Some("2026-03-29T00:59:00Z")),
        (gap, time(2, 30, 0, 0), "Europe/Berlin", Some("2026-03-29T01:30:00Z")),
        (gap, time(8, 30, 0, 0), "Europe/Berlin", Some("2026-03-29T06:30:00Z")),
        (overlap, time(2, 30, 0, 0), "Europe/Berlin", Some("2026-10-25T00:30:00Z")),
        (overlap, time(8, 30, 0, 0), "Europe/Berlin", Some("2026-10-25T07:30:00Z")),
        // Samoa moved across the date line and had no such day.
        (apia, time(8, 30, 0, 0), "Pacific/Apia", None),
    ];
    for (date, time, zone, expected) in cases {
        assert_eq!(instant(date, time, zone), expected.map(utc), "{date} {time} {zone}");
    }
}

#[test]
fn the_next_working_morning_is_half_past_eight_where_people_are() {
    let christmas: [Date; 2] = [date(2026, 12, 25), date(2026, 12, 26)];
    let cases = [
        ("before the morning", "2026-03-02T05:00:00Z", "Europe/Berlin", "2026-03-02T07:30:00Z"),
        ("at the very time", "2026-03-02T07:30:00Z", "Europe/Berlin", "2026-03-03T07:30:00Z"),
        ("in the evening", "2026-03-02T18:00:00Z", "Europe/Berlin", "2026-03-03T07:30:00Z"),
        ("on a Friday", "2026-03-06T12:00:00Z", "Europe/Berlin", "2026-03-09T07:30:00Z"),
        ("summer time begins", "2026-03-27T12:00:00Z", "Europe/Berlin", "2026-03-30T06:30:00Z"),
        ("summer time ends", "2026-10-23T12:00:00Z", "Europe/Berlin", "2026-10-26T07:30:00Z"),
        ("holidays", "2026-12-24T12:00:00Z", "Europe/Berlin", "2026-12-28T07:30:00Z"),
        ("another day there", "2026-03-01T22:00:00Z", "Asia/Tokyo", "2026-03-01T23:30:00Z"),
        ("a day left out", "2011-12-30T06:00:00Z", "Pacific/Apia", "2012-01-01T18:30:00Z"),
    ];
    for (what, after, time_zone, expected) in cases {
        let time = WorkingTime { time_zone, days: &MONDAY_TO_FRIDAY, holidays: &christmas };
        assert_eq!(time.next_morning(utc(after)), utc(expected), "{what}");
    }
}

#[test]
fn somebody_who_never_works_is_told_on_the_day_itself() {
    let time = WorkingTime { time_zone: "UTC", days: &[], holidays: &[] };
    assert_eq!(time.morning_on_or_after(date(2026, 3, 1)), utc("2026-03-01T08:30:00Z"));
}
