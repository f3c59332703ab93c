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
