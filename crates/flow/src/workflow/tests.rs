//! The workflow: start and finish, proposals from names, and what is refused.

use super::*;
use crate::{HistoryBuilder, Instant};

fn state(name: &str, category: Category) -> State {
    State { name: name.into(), category }
}

fn board() -> Workflow {
    let states = vec![
        state("Backlog", Category::Queue),
        state("Doing", Category::Active),
        state("Won't do", Category::Dropped),
        state("Review", Category::Waiting),
        state("Done", Category::Done),
    ];
    Workflow::new(states, Rules::default()).unwrap()
}

fn categories(workflow: &Workflow) -> Vec<Category> {
    workflow.states().iter().map(|state| state.category).collect()
}

#[test]
fn dropped_states_stand_last() {
    let workflow = board();
    let names: Vec<_> = workflow.states().iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["Backlog", "Doing", "Review", "Done", "Won't do"]);
    assert_eq!(workflow.ordered_len(), 4);
}

#[test]
fn a_later_start_turns_what_comes_before_into_queues() {
    use Category::*;
    let workflow = board().starting_on("review").unwrap();
    assert_eq!(workflow.started_on_entering(), "Review");
    assert_eq!(categories(&workflow), [Queue, Queue, Waiting, Done, Dropped]);
}

#[test]
fn an_earlier_start_makes_the_queue_count() {
    use Category::*;
    let workflow = board().starting_on("Backlog").unwrap();
    assert_eq!(workflow.started_on_entering(), "Backlog");
    assert_eq!(categories(&workflow), [Active, Active, Waiting, Done, Dropped]);
}

#[test]
fn an_earlier_finish_makes_what_follows_done() {
    use Category::*;
    let workflow = board().finishing_on("Review").unwrap();
    assert_eq!(workflow.finished_on_entering(), "Review");
    assert_eq!(categories(&workflow), [Queue, Active, Done, Done, Dropped]);
}

#[test]
fn what_makes_no_sense_is_refused_with_the_names_there_are() {
    let unknown = board().starting_on("Testing").unwrap_err().to_string();
    assert_eq!(
        unknown,
        "There is no state “Testing”. The states are: Backlog, Doing, Review, Done, Won't do."
    );
    let backwards = board().starting_on("Review").unwrap().finishing_on("Doing").unwrap_err();
    assert_eq!(
        backwards.to_string(),
        "Work cannot finish on “Doing”: that lies before its start, “Review”."
    );
    let twice = vec![state("A", Category::Active), state("A", Category::Done)];
    assert!(matches!(
        Workflow::new(twice, Rules::default()),
        Err(WorkflowError::TwiceTheSame(name)) if name == "A"
    ));
    let endless = vec![state("A", Category::Active)];
    assert_eq!(Workflow::new(endless, Rules::default()), Err(WorkflowError::NoDone));
    assert_eq!(Workflow::new(vec![], Rules::default()), Err(WorkflowError::NoState));
}

/// A workflow proposed from items that went through these states, in these orders.
fn proposed(paths: &[&[&str]]) -> Workflow {
    let mut builder = HistoryBuilder::new(vec![]);
    for (number, path) in paths.iter().enumerate() {
        let item = builder.item(&number.to_string());
        for (hour, name) in path.iter().enumerate() {
            let state = builder.state(name);
            let at = Instant::from_micros((number * 100 + hour) as i64 * 3_600_000_000);
            builder.enter(item, at, None, state);
        }
    }
    Workflow::proposed(&builder.finish()).unwrap()
}

#[test]
fn names_and_transitions_make_a_proposal() {
    use Category::*;
    let workflow = proposed(&[
        &["Review", "Done", "Doing", "Review", "Done"],
        &["To Do", "Doing", "Ready for test", "Review", "Done"],
        &["To Do", "Doing", "Cancelled"],
    ]);
    let names: Vec<_> = workflow.states().iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["To Do", "Doing", "Ready for test", "Review", "Done", "Cancelled"]);
    assert_eq!(categories(&workflow), [Queue, Active, Waiting, Waiting, Done, Dropped]);
}

#[test]
fn without_a_name_that_means_finished_the_last_state_does() {
    let workflow = proposed(&[&["Alpha", "Beta", "Gamma"]]);
    assert_eq!(workflow.started_on_entering(), "Alpha");
    assert_eq!(workflow.finished_on_entering(), "Gamma");
}

#[test]
fn a_queue_after_the_work_has_begun_is_waiting() {
    use Category::*;
    let workflow = proposed(&[&["Backlog", "Doing", "Ready", "Released"]]);
    assert_eq!(categories(&workflow), [Queue, Active, Waiting, Done]);
}

#[test]
fn while_nothing_is_finished_work_in_progress_is_not_taken_for_done() {
    use Category::*;
    let workflow = proposed(&[&["Backlog", "In progress"]]);
    assert_eq!(categories(&workflow), [Queue, Active, Done]);
    assert_eq!(workflow.finished_on_entering(), "Done");
}

/// States that the source describes, and items that went through them.
fn described(states: &[(&str, Option<Category>, Option<u16>)], path: &[&str]) -> Workflow {
    let mut builder = HistoryBuilder::new(vec![]);
    for (name, category, position) in states {
        let state = builder.state(name);
        builder.describe(state, *category, *position);
    }
    let item = builder.item("A");
    for (hour, name) in path.iter().enumerate() {
        let state = builder.state(name);
        builder.enter(item, Instant::from_micros(hour as i64 * 3_600_000_000), None, state);
    }
    Workflow::proposed(&builder.finish()).unwrap()
}

#[test]
fn what_the_source_calls_open_is_not_done_though_nothing_else_was_seen() {
    let workflow = described(&[("open", Some(Category::Active), Some(0))], &["open"]);
    assert_eq!(categories(&workflow), [Category::Active, Category::Done]);
}

#[test]
fn a_state_that_is_not_on_the_board_does_not_undo_the_board() {
    let board = [("Review", Some(0)), ("Doing", Some(1)), ("Done", Some(2)), ("Idea", None)];
    let board = board.map(|(name, position)| (name, None, position));
    let workflow = described(&board, &["Idea", "Doing", "Review", "Done"]);
    let names: Vec<_> = workflow.states().iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["Idea", "Review", "Doing", "Done"]);
}

#[test]
fn a_state_that_nothing_entered_is_no_part_of_a_proposal() {
    let states = [("merged", Some(Category::Done), None), ("open", Some(Category::Active), None)];
    let workflow = described(&states, &["open", "closed"]);
    let names: Vec<_> = workflow.states().iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["open", "closed"]);
}

#[test]
fn a_state_without_transitions_stands_where_its_meaning_belongs() {
    let workflow = proposed(&[&["On hold"], &["To do", "Doing", "Done"]]);
    let names: Vec<_> = workflow.states().iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["To do", "Doing", "On hold", "Done"]);
}

#[test]
fn a_word_within_a_word_does_not_speak() {
    use Category::*;
    let workflow = proposed(&[&["Renewal", "Delivery", "Not started", "Gone live"]]);
    assert_eq!(categories(&workflow), [Active, Active, Waiting, Done]);
}
