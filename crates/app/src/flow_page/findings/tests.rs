//! The sentences, case by case: too few, nothing finished, everything open, and one of a thing.

use super::*;
use crate::flow_page::{Horizon, Summary, summarise};
use crate::testing::{Folder, events, request};

/// The summary of items begun one a day that take so many days; 0 leaves one open.
fn of(days: &[i64]) -> Summary {
    let folder = Folder::new();
    let path = folder.file("events.csv", &events(days));
    summarise(&request(path), Horizon::default(), &mut |_, _| ()).expect("events can be read")
}

#[test]
fn nothing_finished_and_everything_open_is_said() {
    let three = headline(&of(&[0, 0, 0]));
    assert_eq!(three, "Nothing is finished yet: 3 items are open, the oldest for 3 days.");
    let one = headline(&of(&[0]));
    assert_eq!(one, "Nothing is finished yet: 1 item is open, the oldest for 1 day.");
}

#[test]
fn nothing_started_is_said() {
    let folder = Folder::new();
    let text = "id,at,field,from,to\nA,2026-01-01T08:00:00Z,status,,Backlog\n\
                B,2026-01-02T08:00:00Z,status,,Backlog\n";
    let path = folder.file("events.csv", text);
    let workflow = folder.file(
        "flow.toml",
        "[[state]]\nname = \"Backlog\"\ncategory = \"queue\"\n[[state]]\nname = \"Doing\"\n\
         category = \"active\"\n[[state]]\nname = \"Done\"\ncategory = \"done\"\n",
    );
    let request = crate::source::Request { workflow: Some(workflow), ..request(path) };
    let summary = summarise(&request, Horizon::default(), &mut |_, _| ()).expect("it can be read");
    assert_eq!(headline(&summary), "Nothing is started yet: 2 items wait to begin.");
    let said = "0 items are open now; at the end of an average day it was 0.";
    assert_eq!(in_progress(&summary), said);
    assert_eq!(states(&summary), "Nothing is in progress now.");
}

#[test]
fn too_few_is_said_with_what_it_needs() {
    let one = of(&[4]);
    assert_eq!(headline(&one), "1 item is finished: too few for figures, which need 8.");
    assert_eq!(cycle_time(&one), None);
    assert_eq!(histogram(&one), "The 1 item took 4 days.");
    let seven = of(&[1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(headline(&seven), "7 items are finished: too few for figures, which need 8.");
}

#[test]
fn few_items_are_told_with_how_sure_one_can_be() {
    let said = cycle_time(&of(&[2, 3, 3, 4, 5, 6, 7, 8, 9, 20])).expect("ten are enough");
    assert!(said.starts_with("Of the 10 finished items alone, half took 5 days or less (between "));
    assert!(said.contains("85 in 100 took 9 days or less (between "), "{said}");
}

#[test]
fn with_enough_items_the_sentence_is_plain() {
    let summary = of(&[5; 30]);
    let said = cycle_time(&summary).expect("thirty are enough");
    let plain = "Of the 30 finished items alone, half took 5 days or less, 85 in 100 took 5 days \
                 or less.";
    assert_eq!(said, plain);
    assert_eq!(
        headline(&summary),
        "Half of what is started gets finished within 5 days, 85 in 100 \
                                    within 5 days."
    );
    assert_eq!(histogram(&summary), "All 30 items took 5 days.");
}

#[test]
fn days_that_nobody_can_picture_are_told_in_years_too() {
    let mut days = vec![3; 20];
    days.extend([1_500; 20]);
    let said = headline(&of(&days));
    assert!(said.contains("85 in 100 within 1,500 days (4.1 years)."), "{said}");
}

#[test]
fn weeks_without_anything_are_data() {
    assert_eq!(weeks(&[]), "No whole week is told yet.");
    let said = "2 of 5 weeks finished nothing; the most in one was 4 items.";
    assert_eq!(weeks(&[(0, 2), (1, 2), (4, 1)]), said);
    let every = weeks(&[(1, 2)]);
    assert_eq!(every, "Every one of 2 weeks finished something; the most in one was 1 item.");
}
