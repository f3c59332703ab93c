//! Whole files: the real ones where this machine has them, and the ways in which a file is bad.

use crate::testing::{code, real_data};
use crate::{Format, ReadOptions, open, read};

#[test]
fn the_real_github_history_is_read_with_every_known_doubt_counted() {
    let Some(path) = real_data("github-issues/items.jsonl") else { return };
    let reading = read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
    assert_eq!(reading.format, Format::GithubJson);
    assert_eq!(reading.items, 1825);
    for warning in &reading.warnings {
        println!("{} {}: {}", warning.code, warning.count, warning.example);
    }
    let expected = [
        ("issue_closed_event_disagrees", 53),
        ("pull_closed_event_disagrees", 111),
        ("issue_closed_without_event", 11),
        ("issue_reopened", 13),
        ("pull_reopened", 21),
        ("timeline_out_of_order", 5),
        ("event_without_time", 140),
    ];
    for (name, count) in expected {
        assert_eq!(code(&reading, name), count, "{name}");
    }
    assert!(reading.starts_at_creation);
    println!("{} events, {:?}", reading.events, reading.history.states());
}

#[test]
fn the_real_jira_exports_are_read_with_their_statuses_board_and_dates() {
    for (folder, code_expected) in [
        ("jira-changelog/complete_sample", "events_after_export_range"),
        ("jira-changelog/testdata", "file_passed_over"),
    ] {
        let Some(path) = real_data(folder) else { return };
        let reading =
            read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
        assert_eq!((reading.format, reading.items), (Format::JiraJson, 6));
        assert_eq!(code(&reading, code_expected), 1);
        let names: Vec<_> =
            reading.history.states().iter().map(|state| (&state.name, state.position)).collect();
        println!("{folder}: {names:?} {:?}", reading.warnings);
        println!("{:?} {} events", reading.exported_at, reading.events);
        for item in reading.history.items() {
            println!("{:?}", crate::testing::entries(&reading, reading.history.id(item)));
        }
        println!("{:?}", reading.history.blocks());
    }
}

#[test]
fn the_real_table_of_starts_and_finishes_is_read() {
    let Some(path) = real_data("dates-csv/ExampleFile.csv") else { return };
    let reading = read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
    println!("{:?}", reading.warnings);
    assert_eq!((reading.format, reading.items), (Format::StartFinishCsv, 266));
    assert_eq!(code(&reading, "no_finish_date"), 5);
    assert_eq!(code(&reading, "no_title_column"), 1);
    assert_eq!(code(&reading, "dates_month_first"), 527);
}
