//! The rules of lives, each by hand, and all of them against a slow obvious second reading.

use super::*;
use crate::HistoryBuilder;
use crate::generated::{STATES, workflow};
use crate::instant::MICROS_PER_DAY;
use crate::workflow::StraightToDone;
use crate::workflow::{DroppedRule, FinishRule, MovingBack, Rules, StartRule};
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn at(day: i64) -> Instant {
    Instant::from_micros(day * MICROS_PER_DAY)
}

/// The life of one item that entered these states on these days.
fn life_of(path: &[(i64, &str)], rules: Rules) -> Life {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A-1");
    for (day, name) in path {
        let state = builder.state(name);
        builder.enter(item, at(*day), None, state);
    }
    let calendar = Calendar::every_day(TimeZone::UTC);
    Lives::new(&builder.finish(), &workflow(rules), &calendar, at(1_000)).get(item)
}

fn days(life: &Life) -> (Option<i32>, Option<i32>) {
    (life.start.map(|it| it.day.0), life.end.map(|it| it.day.0))
}

#[test]
fn a_move_back_to_the_queue_starts_the_clock_anew() {
    let path = [(1, "Backlog"), (2, "Doing"), (4, "Backlog"), (7, "Doing"), (9, "Done")];
    let life = life_of(&path, Rules::default());
    assert_eq!((life.fate, days(&life)), (Fate::Finished, (Some(7), Some(9))));
    assert!(life.moved_back);

    let first_ever = Rules { start: StartRule::FirstEver, ..Rules::default() };
    assert_eq!(days(&life_of(&path, first_ever)), (Some(2), Some(9)));
    let keep_first = Rules { moving_back: MovingBack::KeepFirst, ..Rules::default() };
    assert_eq!(days(&life_of(&path, keep_first)), (Some(2), Some(9)));
}

#[test]
fn a_move_back_within_the_work_keeps_its_start() {
    let path = [(1, "Backlog"), (2, "Doing"), (4, "Review"), (6, "Doing"), (9, "Done")];
    assert_eq!(days(&life_of(&path, Rules::default())), (Some(2), Some(9)));
}

#[test]
fn a_skipped_state_takes_the_date_of_the_next_one_reached() {
    let life = life_of(&[(1, "Backlog"), (3, "Review"), (5, "Done")], Rules::default());
    assert_eq!(days(&life), (Some(3), Some(5)));
    assert!(!life.straight_to_done);
}

#[test]
fn straight_from_the_queue_to_done_is_one_day_or_left_out() {
    let path = [(1, "Backlog"), (5, "Done")];
    let life = life_of(&path, Rules::default());
    assert_eq!((days(&life), life.straight_to_done), ((Some(5), Some(5)), true));

    let left_out = Rules { straight_to_done: StraightToDone::LeftOut, ..Rules::default() };
    let life = life_of(&path, left_out);
    assert_eq!((days(&life), life.fate), ((None, Some(5)), Fate::Finished));
}

#[test]
fn the_finish_is_the_first_since_the_item_last_left_done() {
    let path = [(2, "Doing"), (4, "Done"), (6, "Doing"), (8, "Done"), (9, "Released")];
    assert_eq!(days(&life_of(&path, Rules::default())), (Some(2), Some(8)));
    let last = Rules { finish: FinishRule::LastEntry, ..Rules::default() };
    assert_eq!(days(&life_of(&path, last)), (Some(2), Some(9)));
    let first = Rules { finish: FinishRule::FirstEver, ..Rules::default() };
    assert_eq!(days(&life_of(&path, first)), (Some(2), Some(4)));
}

#[test]
fn the_first_finish_ever_has_the_start_that_stood_then() {
    let path = [(2, "Doing"), (6, "Done"), (8, "Backlog"), (12, "Doing"), (20, "Done")];
    let first = Rules { finish: FinishRule::FirstEver, ..Rules::default() };
    assert_eq!(days(&life_of(&path, first)), (Some(2), Some(6)));
}

#[test]
fn straight_to_done_is_one_day_also_after_it_was_dropped() {
    let path = [(1, "Backlog"), (5, "Done"), (6, "Won't do"), (9, "Done")];
    assert_eq!(days(&life_of(&path, Rules::default())), (Some(9), Some(9)));
}

#[test]
fn work_after_the_first_finish_ever_does_not_start_what_came_before() {
    let path = [(1, "Backlog"), (5, "Done"), (8, "Doing"), (12, "Done")];
    let ever =
        Rules { start: StartRule::FirstEver, finish: FinishRule::FirstEver, ..Rules::default() };
    let life = life_of(&path, ever);
    assert_eq!((days(&life), life.straight_to_done), ((Some(5), Some(5)), true));
}

#[test]
fn a_reopened_item_is_in_progress_again() {
    let life = life_of(&[(2, "Doing"), (4, "Done"), (6, "Doing")], Rules::default());
    assert_eq!((life.fate, days(&life)), (Fate::InProgress, (Some(2), None)));
}

#[test]
fn dropping_is_an_end_of_its_own() {
    let path = [(2, "Doing"), (4, "Won't do")];
    let life = life_of(&path, Rules::default());
    assert_eq!((life.fate, days(&life)), (Fate::Dropped, (Some(2), Some(4))));

    let finished = Rules { dropped: DroppedRule::Finished, ..Rules::default() };
    assert_eq!(life_of(&path, finished).fate, Fate::Finished);

    let taken_up_again = [(2, "Doing"), (4, "Won't do"), (6, "Doing"), (7, "Done")];
    let life = life_of(&taken_up_again, Rules::default());
    assert_eq!((life.fate, days(&life)), (Fate::Finished, (Some(2), Some(7))));
}

#[test]
fn a_wiped_done_state_does_not_put_the_start_after_the_finish() {
    let life = life_of(&[(1, "Backlog"), (5, "Released"), (7, "Done")], Rules::default());
    assert_eq!(days(&life), (Some(5), Some(5)));
}

#[test]
fn what_lies_after_the_day_of_the_record_has_not_happened() {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A-1");
    for (day, name) in [(1, "Backlog"), (2, "Doing"), (9, "Done")] {
        let state = builder.state(name);
        builder.enter(item, at(day), None, state);
    }
    let calendar = Calendar::every_day(TimeZone::UTC);
    let lives = Lives::new(&builder.finish(), &workflow(Rules::default()), &calendar, at(5));
    assert_eq!(lives.get(crate::ItemId(0)).fate, Fate::InProgress);
}

#[test]
fn an_item_that_comes_later_is_not_there_yet() {
    let mut builder = HistoryBuilder::new(vec![]);
    for (id, day) in [("A", 1), ("B", 7)] {
        let (item, state) = (builder.item(id), builder.state("Backlog"));
        builder.enter(item, at(day), None, state);
    }
    builder.item("C"); // known, with nothing said of it
    let calendar = Calendar::every_day(TimeZone::UTC);
    let lives = Lives::new(&builder.finish(), &workflow(Rules::default()), &calendar, at(5));
    let counts = lives.counts();
    assert_eq!((counts.not_started, counts.not_yet), (2, 1));
}

#[test]
fn on_a_day_off_it_is_still_the_last_working_day() {
    use jiff::civil::Weekday::{Friday, Monday};
    let calendar = Calendar::working_days(TimeZone::UTC, &[Monday, Friday], vec![]).unwrap();
    let mut builder = HistoryBuilder::new(vec![]);
    // 2 January 1970 was a Friday; the second item begins on the Sunday.
    for (id, day) in [("A", 1), ("B", 3)] {
        let (item, state) = (builder.item(id), builder.state("Doing"));
        builder.enter(item, at(day), None, state);
    }
    let history = builder.finish();
    let ages = |as_of| {
        let lives = Lives::new(&history, &workflow(Rules::default()), &calendar, at(as_of));
        let today = lives.today().day.0;
        lives.spans().map(|span| today - span.start.0 + 1).collect::<Vec<_>>()
    };
    assert_eq!((ages(1), ages(3), ages(4)), (vec![1], vec![1, 1], vec![2, 1]));
}

#[test]
fn entries_into_states_that_the_workflow_does_not_name_are_counted() {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A-1");
    for (day, name) in [(1, "Doing"), (2, "Limbo"), (9, "Done")] {
        let state = builder.state(name);
        builder.enter(item, at(day), None, state);
    }
    let calendar = Calendar::every_day(TimeZone::UTC);
    let lives = Lives::new(&builder.finish(), &workflow(Rules::default()), &calendar, at(50));
    assert_eq!(lives.unknown_entries(), 1);
    assert_eq!(days(&lives.get(crate::ItemId(0))), (Some(1), Some(9)));
}

/// The surviving date of a state, read another way: only what came after the last entry into an
/// earlier state can have survived, and of that the first entry did.
fn surviving_slowly(path: &[(i64, usize)], state: usize) -> Option<i64> {
    // Being dropped wipes what is done, too.
    let wipes = |entered: usize| entered < state || (entered == 5 && state >= 3);
    let wiped = path.iter().rposition(|(_, entered)| wipes(*entered));
    let after = &path[wiped.map_or(0, |index| index + 1)..];
    after.iter().find(|(_, entered)| *entered == state).map(|(day, _)| *day)
}

fn filled_slowly(path: &[(i64, usize)], state: usize) -> Option<i64> {
    (state..5).find_map(|later| surviving_slowly(path, later))
}

fn finish_slowly(path: &[(i64, usize)]) -> Option<i64> {
    let left = path.iter().rposition(|(_, state)| ![3, 4].contains(state));
    path[left.map_or(0, |index| index + 1)..].first().map(|(day, _)| *day)
}

prop_compose! {
    /// Days in order and the states entered on them.
    fn path()(steps in prop::collection::vec((0_i64..4, 0_usize..6), 0..12)) -> Vec<(i64, usize)> {
        let mut day = 0;
        steps.into_iter().map(|(gap, state)| { day += gap; (day, state) }).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn lives_agree_with_the_slow_reading(path in path()) {
        let mut builder = HistoryBuilder::new(vec![]);
        let item = builder.item("A-1");
        // With the state left in each event, even what happened at one instant has an order.
        let mut left = None;
        let mut told = vec![];
        for (step, (day, state)) in path.iter().enumerate() {
            let entered = builder.state(STATES[*state].0);
            let instant = Instant::from_micros(day * MICROS_PER_DAY + step as i64);
            builder.enter(item, instant, left, entered);
            left = Some(entered);
            told.push((*day, *state));
        }
        let calendar = Calendar::every_day(TimeZone::UTC);
        let workflow = workflow(Rules::default());
        let lives = Lives::new(&builder.finish(), &workflow, &calendar, at(1_000));
        let life = lives.get(crate::ItemId(0));
        for state in 0..5 {
            let day = lives.entered(item, state).map(|day| i64::from(day.0));
            prop_assert_eq!(day, filled_slowly(&told, state));
        }
        let finish = finish_slowly(&path);
        let dropped = path.last().is_some_and(|(_, state)| *state == 5);
        let worked = (1..3).any(|state| surviving_slowly(&told, state).is_some());
        let start = match finish {
            Some(finish) if !worked => Some(finish),
            _ => filled_slowly(&told, 1).map(|start| start.min(finish.unwrap_or(start))),
        };
        let fate = match (finish, dropped, start) {
            (Some(_), ..) => Fate::Finished,
            (_, true, _) => Fate::Dropped,
            (_, _, Some(_)) => Fate::InProgress,
            _ => Fate::NotStarted,
        };
        prop_assert_eq!(life.fate, fate);
        prop_assert_eq!(life.start.map(|it| i64::from(it.day.0)), start);
        if fate == Fate::Finished {
            prop_assert_eq!(life.end.map(|it| i64::from(it.day.0)), finish);
        }
    }
}
