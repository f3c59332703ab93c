//! The summary for people: sentences first, then aligned numbers, then what to doubt.

use super::figures::ENOUGH_WEEKS;
use super::rows::{figures, rules};
use super::summary::{CycleTime, Intervals, Summary};
use super::wording::{days, items, number};
use crate::source::told;
use crate::wording::{counted, grouped, paragraphs, visible};
use std::fmt::Write;

/// The summary as text, in lines of at most 80 characters where the names in it allow.
#[must_use]
pub fn text(summary: &Summary) -> String {
    let parts = [
        findings(summary),
        figures(summary),
        finished(summary),
        open(summary),
        rules(summary),
        withheld(summary) + &told::doubts(&summary.source.warnings),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    visible(&said.join("\n"))
}

/// What the figures say, as sentences.
fn findings(summary: &Summary) -> String {
    let mut sentences = time_to_finish(summary);
    sentences.extend(open_items(summary));
    sentences.extend(forecast(summary));
    sentences.extend(process(summary));
    sentences.extend(waiting(summary));
    if summary.rules.days == "working" {
        sentences.push("All days here are working days.".to_owned());
    }
    paragraphs(&sentences)
}

/// Open items are data: the first sentence is that of the curve that counts them. What the
/// finished ones say alone stands beside it.
fn time_to_finish(summary: &Summary) -> Vec<String> {
    let cycle = &summary.cycle_time_days;
    match cycle.n {
        0 => vec![
            "Nothing is finished yet, so there is nothing to say about how long work takes."
                .to_owned(),
        ],
        n if cycle.p50.is_none() => {
            vec![format!("{} finished: too few for figures. These are the items.", items(n))]
        }
        _ => std::iter::once(of_all(summary)).chain(of_finished(cycle)).collect(),
    }
}

fn of_all(summary: &Summary) -> String {
    let finish = &summary.time_to_finish;
    let half = if finish.dropped > 0 { "Unless it is dropped, half" } else { "Half" };
    let mut text = match (finish.median_days, finish.p85_days) {
        (Some(median), Some(most)) => format!(
            "{half} of what is started gets finished within {}, 85 in 100 within {}",
            days(median),
            days(most)
        ),
        (Some(median), None) => format!(
            "{half} of what is started gets finished within {}; fewer than 85 in 100 did in the \
             time seen",
            days(median)
        ),
        (None, _) => "Less than half of what is started got finished in the time seen".to_owned(),
    };
    let open = counted(finish.open as u64, "open item");
    let _ = match finish.dropped {
        0 => write!(text, " ({open} counted)."),
        dropped => write!(
            text,
            " ({open} counted, and {} until dropped).",
            counted(dropped as u64, "dropped one")
        ),
    };
    text
}

fn of_finished(cycle: &CycleTime) -> Option<String> {
    let (p50, p85) = cycle.p50.zip(cycle.p85)?;
    let n = grouped(cycle.n as u64);
    Some(match &cycle.interval {
        Some(Intervals { p50: half, p85: most, .. }) => format!(
            "The {n} finished ones alone: half within {} (somewhere between {} and {}), 85 in 100 \
             within {} (between {} and {}).",
            days(p50),
            number(half.0),
            number(half.1),
            days(p85),
            number(most.0),
            number(most.1),
        ),
        None => format!(
            "The {n} finished ones alone: half within {}, 85 in 100 within {}.",
            days(p50),
            days(p85)
        ),
    })
}

fn open_items(summary: &Summary) -> Option<String> {
    let ages = &summary.age_days;
    let oldest = ages.max?;
    let be = if ages.n == 1 { "is" } else { "are" };
    let mut text = format!("{} {be} in progress, the oldest for {}", items(ages.n), days(oldest));
    if let Some(level) = &summary.service_level {
        let already = days(level.days);
        let _ = match level.missed {
            0 => write!(text, "; none is older than {already}"),
            1 => write!(text, "; 1 is older than {already} already"),
            more => write!(text, "; {} are older than {already} already", grouped(more as u64)),
        };
        let _ = match level.at_risk {
            0 => Ok(()),
            1 => write!(text, ", and 1 more will more likely than not get there"),
            more => {
                write!(
                    text,
                    ", and {} more will more likely than not get there",
                    grouped(more as u64)
                )
            }
        };
    }
    Some(text + ".")
}

fn forecast(summary: &Summary) -> Option<String> {
    let forecast = &summary.forecast;
    let many = forecast.how_many.p85?;
    let to = forecast.history_to.as_ref()?;
    let sampled = counted(forecast.history_days as u64, "day");
    let ahead = counted(u64::from(forecast.how_many.days), "day");
    let mut text = if many == 0 {
        format!("If it goes on as in the {sampled} to {to}, the next {ahead} promise nothing")
    } else {
        format!(
            "If it goes on as in the {sampled} to {to}, the next {ahead} finish {} or more, with \
             a chance of 85 in 100",
            items(many as usize)
        )
    };
    let next = items(forecast.when.items as usize);
    let _ = match (forecast.when.p85, &forecast.when.p85_on) {
        (Some(by), Some(on)) => {
            let by = counted(u64::from(by), "day");
            write!(text, "; the next {next} are done within {by}, by {on}")
        }
        _ => write!(text, "; for the next {next} there is no day to promise"),
    };
    Some(text + ".")
}

/// The limits are those of the first weeks, so the sentence says which.
fn process(summary: &Summary) -> Option<String> {
    let process = &summary.process_behaviour;
    let (mean, upper) = process.mean.zip(process.upper)?;
    if summary.cycle_time_days.p50.is_none() || process.baseline_weeks < ENOUGH_WEEKS {
        return None;
    }
    let lower = process.lower.unwrap_or(0.0).ceil().max(0.0);
    let mut text = format!(
        "In the {} whole weeks from {} a week finished {} items, ordinarily {} to {}; ",
        process.baseline_weeks,
        process.baseline_from.as_deref().unwrap_or("the first"),
        number(super::summary::Days((mean * 10.0).round() / 10.0)),
        grouped(lower as u64),
        grouped(upper.floor().max(0.0) as u64)
    );
    let outside: Vec<_> =
        process.signals.iter().filter(|it| it.on == "value" && it.rule == 1).collect();
    let _ = match outside.last() {
        None => write!(text, "no week lies outside"),
        Some(last) => write!(
            text,
            "{} outside, the last that of {} ({})",
            match outside.len() {
                1 => "1 week lies".to_owned(),
                more => format!("{more} weeks lie"),
            },
            last.at,
            items(in_week(summary, &last.at))
        ),
    };
    if let Some(run) = process.signals.iter().rfind(|it| it.rule == 3) {
        let _ = write!(text, ". Eight in a row lay {} up to {}: it has moved", run.side, run.at);
    }
    Some(text + ".")
}

fn in_week(summary: &Summary, monday: &str) -> usize {
    let week = summary.throughput.per_week.iter().find(|week| week.0 == monday);
    week.map_or(0, |week| week.1 as usize)
}

fn waiting(summary: &Summary) -> Option<String> {
    let enough = summary.cycle_time_days.p50.is_some();
    let efficiency = summary.flow_efficiency.as_ref().filter(|_| enough);
    let share = efficiency.map(|it| {
        format!(
            "By what its states mean, {:.0} % of the time in progress is work and the rest is \
             waiting.",
            it.ratio * 100.0
        )
    });
    let blocked = summary.blocked.first().map(|it| {
        format!("“{}” blocked {}, for {} together.", it.reason, items(it.items), days(it.days))
    });
    let said: Vec<String> = share.into_iter().chain(blocked).collect();
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
fn withheld(summary: &Summary) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = vec![];
    for withheld in &summary.withheld {
        let figure = plain(withheld.figure);
        match reasons.iter_mut().find(|(reason, _)| *reason == withheld.reason) {
            Some((_, figures)) => figures.push(figure),
            None => reasons.push((&withheld.reason, vec![figure])),
        }
    }
    let withheld = reasons
        .into_iter()
        .map(|(reason, figures)| format!("Withheld ({reason}): {}.", figures.join(", ")));
    paragraphs(&withheld.collect::<Vec<_>>())
}
