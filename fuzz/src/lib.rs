//! What every reader's target does: reads bytes as a format, and holds the history to its promises.

mod archive;

pub use archive::zip;
use flow::lives::{Lives, Span};
use flow::wip::wip_per_day;
use flow::workflow::Workflow;
use flow::{Calendar, DayRange, History};
use std::io::Cursor;
use trackers::{Format, Input, ReadOptions, read};

/// Reads the bytes as this format. It may refuse them; what it takes must be sound.
pub fn read_as(format: Format, bytes: &[u8]) {
    read_files(Some(format), &[bytes]);
}

/// The same with several files, and with a format that may have to be recognised.
pub fn read_files(format: Option<Format>, files: &[&[u8]]) {
    let input = |bytes: &&[u8]| Input::new("fuzzed", Cursor::new(bytes.to_vec()));
    let options = ReadOptions { format, ..ReadOptions::default() };
    if let Ok(reading) = read(files.iter().map(input).collect(), &options, &mut |_, _| ()) {
        for warning in &reading.warnings {
            assert!(warning.count > 0, "a warning has happened at least once");
        }
        sound(&reading.history);
    }
}

/// A history has entries in order of time, and its items can be told under a proposed workflow.
pub fn sound(history: &History) {
    for item in history.items() {
        let entries: Vec<_> = history.entries(item).collect();
        assert!(entries.is_sorted_by_key(|entry| entry.at), "entries stand in order of time");
        let known = |state: flow::StateId| usize::from(state.0) < history.states().len();
        assert!(entries.iter().all(|entry| known(entry.to)), "every state is known");
    }
    for block in history.blocks() {
        assert!(block.until.is_none_or(|until| block.from <= until), "a block ends after it began");
        assert!(usize::from(block.reason) < history.reasons().len(), "every reason is known");
    }
    if let (Ok(workflow), Some((_, last))) = (Workflow::proposed(history), history.extent()) {
        let calendar = Calendar::every_day(jiff::tz::TimeZone::UTC);
        let lives = Lives::new(history, &workflow, &calendar, last);
        assert_eq!(lives.iter().count(), history.len(), "every item has a life");
        area_is_the_sum_of_days(&lives);
    }
}

/// The daily work in progress adds up to the days of all items.
fn area_is_the_sum_of_days(lives: &Lives) {
    let today = lives.today().day;
    let Some(first) = lives.spans().map(|span| span.start).min() else { return };
    let range = DayRange { first, last: today };
    if range.len() > 100_000 {
        return;
    }
    let area: u64 = wip_per_day(lives.spans(), range).into_iter().map(u64::from).sum();
    let days = |span: Span| u64::from((span.end.unwrap_or(today).0 - span.start.0 + 1) as u32);
    assert_eq!(
        area,
        lives.spans().map(days).sum::<u64>(),
        "work in progress and ages fit together"
    );
}
