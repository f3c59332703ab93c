//! The summary for people: sentences first, then aligned numbers, then what to doubt.

use super::rows::{figures, rules};
use super::summary::{Summary, Warning};
use super::wording::{days, items, number};
use crate::wording::{grouped, paragraphs};
use std::fmt::Write;

/// The summary as text, lines of at most 100 characters where the names in it allow.
#[must_use]
pub fn text(summary: &Summary) -> String {
    let mut text = String::new();
    for part in [findings(summary), figures(summary), oldest(summary), rules(summary)] {
        if !part.is_empty() {
            text.push_str(&part);
            text.push('\n');
        }
    }
    text.push_str(&doubts(summary));
    text.trim_end().to_owned() + "\n"
}

/// What the figures say, as sentences.
fn findings(summary: &Summary) -> String {
    let mut sentences = vec![time_to_finish(summary)];
    sentences.extend(open_items(summary));
    sentences.extend(forecast(summary));
    sentences.extend(process(summary));
    sentences.extend(waiting(summary));
    paragraphs(&sentences)
}

/// Open items are data: the sentence is that of the curve that counts them. What the finished
/// ones say alone stands beside it.
fn time_to_finish(summary: &Summary) -> String {
    let cycle = &summary.cycle_time_days;
    let finish = &summary.time_to_finish;
    let (Some(p50), Some(p85)) = (cycle.p50, cycle.p85) else {
        return if cycle.n == 0 {
            "Nothing is finished yet, so there is nothing to say about how long work takes."
                .to_owned()
        } else {
            format!("{} finished: too few for figures. These are the items.", items(cycle.n))
        };
    };
    let mut text = match (finish.median_days, finish.p85_days) {
        (Some(half), Some(most)) => format!(
            "Half of what is started gets finished within {}, 85 in 100 within {}",
            days(half),
            days(most)
        ),
        (Some(half), None) => format!(
            "Half of what is started gets finished within {}; 85 in 100 never did in the time seen",
            days(half)
        ),
        (None, _) => "Less than half of what is started got finished in the time seen".to_owned(),
    };
    let _ = write!(text, " (open items counted: {}).", finish.open);
    let _ = match &cycle.interval {
        Some(interval) => write!(
            text,
            " The {} finished ones alone: half took {} or less (somewhere between {} and {}), 85 in \
             100 {} or less (between {} and {}).",
            cycle.n,
            days(p50),
            number(interval.p50.0),
            number(interval.p50.1),
            days(p85),
            number(interval.p85.0),
            number(interval.p85.1),
        ),
        None => write!(
            text,
            " The {} finished ones alone: {} and {}.",
            grouped(cycle.n as u64),
            days(p50),
            days(p85)
        ),
    };
    text
}

fn open_items(summary: &Summary) -> Option<String> {
    let ages = &summary.age_days;
    let oldest = ages.max?;
    let be = if ages.n == 1 { "is" } else { "are" };
    let mut text = format!("{} {be} in progress, the oldest for {}", items(ages.n), days(oldest));
    if let Some(level) = &summary.service_level {
        let _ = write!(text, "; {} older than {} already", level.missed, days(level.days));
        if level.at_risk > 0 {
            let _ = write!(text, ", and {} more will probably get there", level.at_risk);
        }
    }
    Some(text + ".")
}

fn forecast(summary: &Summary) -> Option<String> {
    let forecast = &summary.forecast;
    let many = forecast.how_many.p85?;
    let mut text = format!(
        "In the next {} days {many} items or more get finished, with a chance of 85 in 100",
        forecast.how_many.days
    );
    match (forecast.when.p85, &forecast.when.p85_on) {
        (Some(by), Some(on)) => {
            let _ = write!(
                text,
                "; the next {} items are done within {by} days, by {on}",
                forecast.when.items
            );
        }
        _ => {
            let _ = write!(
                text,
                "; nothing can be promised for the next {} items",
                forecast.when.items
            );
        }
    }
    Some(text + ".")
}

fn process(summary: &Summary) -> Option<String> {
    let process = &summary.process_behaviour;
    let (mean, upper) = (process.mean?, process.upper?);
    let lower = process.lower.unwrap_or(0.0);
    let mut text = format!(
        "A usual week finishes {mean:.1} items, and anything from {} to {} is ordinary variation; ",
        lower.ceil().max(0.0),
        upper.floor()
    );
    match process.signals.iter().rev().find(|signal| signal.on == "value") {
        None => text.push_str("no week stands out."),
        Some(last) => {
            let _ =
                write!(text, "the last week to stand out, {}, began on {}.", last.side, last.at);
        }
    }
    Some(text)
}

fn waiting(summary: &Summary) -> Option<String> {
    let efficiency =
        summary.flow_efficiency.as_ref().filter(|_| summary.cycle_time_days.p50.is_some());
    let blocked = summary.blocked.first();
    let mut text = efficiency.map_or(String::new(), |it| {
        format!("Of the time in progress {:.0} % is work, the rest is waiting.", it.ratio * 100.0)
    });
    if let Some(blocked) = blocked {
        if !text.is_empty() {
            text.push(' ');
        }
        let _ = write!(
            text,
            "“{}” blocked {} for {} altogether, more than any other reason.",
            blocked.reason,
            items(blocked.items),
            days(blocked.days)
        );
    }
    (!text.is_empty()).then_some(text)
}

/// The items themselves where there are too few for figures, and the oldest open ones.
fn oldest(summary: &Summary) -> String {
    let mut text = String::new();
    let finished = &summary.cycle_time_days.items;
    if !finished.is_empty() {
        text.push_str("Finished\n");
        for item in finished {
            let _ = writeln!(
                text,
                "  {:<14} {:>9}  on {}",
                item.id,
                days(item.cycle_time_days),
                item.finished_on
            );
        }
    }
    if !summary.ageing.oldest.is_empty() {
        text.push_str(if finished.is_empty() { "Oldest in progress\n" } else { "In progress\n" });
        for item in &summary.ageing.oldest {
            let risk = item.risk.map_or(String::new(), |risk| match risk {
                risk if risk >= 1.0 => "  past the expectation".to_owned(),
                risk => format!("  {:.0} in 100 to miss it", risk * 100.0),
            });
            let _ = writeln!(
                text,
                "  {:<14} {:>9}  {}{risk}",
                item.id,
                days(item.age_days),
                item.state
            );
        }
    }
    text
}

/// What was left out or doubted.
fn doubts(summary: &Summary) -> String {
    let mut text = String::new();
    for withheld in &summary.withheld {
        let _ = writeln!(text, "Withheld: {} ({}).", withheld.figure, withheld.reason);
    }
    if summary.source.warnings.is_empty() {
        return text;
    }
    let widest =
        summary.source.warnings.iter().map(|it| grouped(it.count).len()).max().unwrap_or(0);
    text.push_str("To doubt\n");
    for Warning { code, count, example } in &summary.source.warnings {
        let _ =
            writeln!(text, "  {:>widest$}  {}: {example}", grouped(*count), code.replace('_', " "));
    }
    text
}
