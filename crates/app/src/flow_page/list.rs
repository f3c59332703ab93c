//! Every item with its dates and days, as CSV: what the figures are made of, to check by hand.

use crate::source::Record;
use flow::cycle_time::cycle_time_days;
use flow::lives::{Fate, Life};

/// A line for each item that is there. Days are counted by the rule of the workflow; of an open
/// item they are its age, of a dropped one the days until it was dropped.
pub(super) fn list(record: &Record) -> String {
    let mut text =
        String::from("id,state,fate,started_on,ended_on,days,straight_to_done,moved_back\n");
    for life in record.lives.iter().filter(|life| life.fate != Fate::NotYet) {
        text.push_str(&line(record, life));
        text.push('\n');
    }
    text
}

fn line(record: &Record, life: Life) -> String {
    let state = life.state.map_or("", |state| record.workflow.states()[state].name.as_str());
    let fate = match life.fate {
        Fate::NotStarted | Fate::NotYet => "not started",
        Fate::InProgress => "in progress",
        Fate::Finished => "finished",
        Fate::Dropped => "dropped",
    };
    let date = |moment: Option<flow::lives::Moment>| {
        moment.map_or(String::new(), |it| record.calendar.date(it.day).to_string())
    };
    let days = life.start.map(|start| {
        let end = life.end.unwrap_or(record.lives.today());
        cycle_time_days(start, end, record.workflow.rules.count).to_string()
    });
    [
        cell(record.history.id(life.item)),
        cell(state),
        fate.to_owned(),
        date(life.start),
        date(life.end),
        days.unwrap_or_default(),
        life.straight_to_done.to_string(),
        life.moved_back.to_string(),
    ]
    .join(",")
}

/// A cell that no spreadsheet takes for a formula, in quotes where it needs them.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    let guarded = crate::wording::visible(&guarded);
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}
