//! The summary for people: sentences first, then aligned numbers, then what to doubt.

use super::findings;
use super::rows::{figures, rules};
use super::summary::Summary;
use super::wording::days;
use crate::source::told;
use crate::wording::{paragraphs, visible};

/// The summary as text, in lines of at most 80 characters where the names in it allow.
#[must_use]
pub fn text(summary: &Summary) -> String {
    let parts = [
        sentences(summary),
        figures(summary),
        finished(summary),
        open(summary),
        rules(summary),
        paragraphs(&withheld(summary)) + &told::doubts(&summary.source.warnings),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    visible(&said.join("\n"))
}

/// What the figures say, as sentences.
fn sentences(summary: &Summary) -> String {
    let mut sentences = vec![findings::time_to_finish(summary)];
    sentences.extend(findings::cycle_time(summary));
    sentences.extend(findings::open_items(summary));
    sentences.extend(findings::forecast(summary));
    sentences.extend(findings::process(summary));
    sentences.extend(waiting(summary));
    sentences.extend(summary.changed_definition.clone());
    if summary.rules.days == "working" {
        sentences.push("All days here are working days.".to_owned());
    }
    paragraphs(&sentences)
}

/// How much of the time is waiting, and what the dearest reason of blocks is.
fn waiting(summary: &Summary) -> Option<String> {
    let said: Vec<String> =
        findings::flow_efficiency(summary).into_iter().chain(findings::blocked(summary)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The finished items themselves, where there are too few for figures.
fn finished(summary: &Summary) -> String {
    let finished = &summary.cycle_time_days.items;
    let rows = finished.iter().map(|it| {
        let on = format!("on {}", it.finished_on);
        [it.id.clone(), days(it.cycle_time_days), on, String::new()]
    });
    list("Finished", &rows.collect::<Vec<_>>())
}

/// The oldest open items, and how likely each is to miss the service level.
fn open(summary: &Summary) -> String {
    let level = summary.service_level.as_ref().map(|level| days(level.days));
    let rows = summary.ageing.oldest.iter().map(|it| {
        let risk = match (it.risk, &level) {
            (Some(risk), Some(level)) if risk >= 1.0 => format!("past {level}"),
            (Some(risk), Some(level)) => {
                format!("{:.0} in 100 to take longer than {level}", risk * 100.0)
            }
            _ => String::new(),
        };
        [it.id.clone(), days(it.age_days), it.state.clone(), risk]
    });
    list("Oldest in progress", &rows.collect::<Vec<_>>())
}

/// Rows of four cells under a heading: names to the left, days to the right.
fn list(heading: &str, rows: &[[String; 4]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let widest =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (id, took, where_now) = (widest(0), widest(1), widest(2));
    let mut text = format!("{heading}\n");
    for [name, days, state, risk] in rows {
        let line = format!("  {name:<id$}  {days:>took$}  {state:<where_now$}  {risk}");
        text.push_str(line.replace(['\n', '\r'], " ").trim_end());
        text.push('\n');
    }
    text
}

/// A figure's name in plain words: `cycle_time_days.p70, p95` is "cycle time at 70 and 95 %".
fn plain(figure: &str) -> String {
    let name = figure.split(['.', ',']).next().unwrap_or(figure).trim_end_matches("_days");
    let name = name.replace('_', " ").replace("littles", "Little's");
    if figure.contains("p70") { format!("{name} at 70 and 95 %") } else { name }
}

/// What was withheld for want of data.
pub(super) fn withheld(summary: &Summary) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<String>)> = vec![];
    for withheld in &summary.withheld {
        let figure = plain(withheld.figure);
        match reasons.iter_mut().find(|(reason, _)| *reason == withheld.reason) {
            Some((_, figures)) => figures.push(figure),
            None => reasons.push((&withheld.reason, vec![figure])),
        }
    }
    let withheld = |(reason, figures): (&str, Vec<String>)| {
        format!("Withheld ({reason}): {}.", figures.join(", "))
    };
    reasons.into_iter().map(withheld).collect()
}
