//! The numbers and the rules as rows of text, their names aligned.

use super::summary::{Days, Summary};
use super::wording::{days, items, number};
use crate::source::told;
use crate::source::told::FEWEST_FOR_FIGURES;
use crate::wording::{aligned, counted, grouped};
use std::fmt::Write;

/// A row: its name, and what stands beside it.
type Row = (&'static str, String);

/// The numbers, one row each, aligned.
pub(super) fn figures(summary: &Summary) -> String {
    let mut rows = vec![counts(summary), cycle_time(summary)];
    rows.extend(time_to_finish(summary));
    rows.extend(age(summary));
    let wip = &summary.wip;
    let in_progress = format!("{} now, {:.1} on average, {} at most", wip.now, wip.mean, wip.max);
    rows.push(("In progress", in_progress));
    let per_day = &summary.throughput.per_day;
    let finished: u64 = per_day.iter().map(|day| u64::from(day.1)).sum();
    let mean = finished as f64 / per_day.len().max(1) as f64;
    let over = counted(per_day.len() as u64, "day");
    rows.push(("Throughput", format!("{mean:.2} a day over {over}")));
    rows.extend(laws(summary));
    for it in summary.blocked.iter().take(5) {
        let value = format!("{} by “{}” ({})", self::days(it.days), it.reason, items(it.items));
        rows.push(("Blocked", value));
    }
    aligned(&rows)
}

fn counts(summary: &Summary) -> Row {
    let counts = &summary.counts;
    let mut value = format!(
        "{} finished, {} in progress, {} not started, {} dropped; {} in all",
        grouped(counts.finished as u64),
        grouped(counts.in_progress as u64),
        grouped(counts.not_started as u64),
        grouped(counts.dropped as u64),
        grouped(counts.items as u64),
    );
    if counts.not_yet > 0 {
        let later = grouped(counts.not_yet as u64);
        let _ = write!(value, "; {later} that came later left out");
    }
    ("Items", value)
}

fn cycle_time(summary: &Summary) -> Row {
    let cycle = &summary.cycle_time_days;
    match cycle.p50 {
        Some(_) => ("Cycle time", percentiles([cycle.p50, cycle.p70, cycle.p85, cycle.p95])),
        None => ("Cycle time", format!("needs 8 finished; you have {}", cycle.n)),
    }
}

fn time_to_finish(summary: &Summary) -> Option<Row> {
    let finish = &summary.time_to_finish;
    let (mean, se) = finish.restricted_mean_days.zip(finish.se_days)?;
    let median = finish.median_days.map_or("not reached".to_owned(), days);
    let value = format!(
        "median {median}; counting at most {} an item, {mean:.1} on average (between {:.1} and \
         {:.1}); {} counted",
        days(finish.tau_days?),
        mean - 1.96 * se,
        mean + 1.96 * se,
        counted(finish.open as u64, "open item")
    );
    Some(("Time to finish", value))
}

/// Percentiles of a handful of ages would be those items again.
fn age(summary: &Summary) -> Option<Row> {
    let ages = &summary.age_days;
    let together = days(ages.total);
    let value = match ages.n {
        0 => return None,
        n if n < FEWEST_FOR_FIGURES => {
            format!("the oldest {}; {together} together", days(ages.max?))
        }
        _ => {
            let all = percentiles([ages.p50, None, ages.p85, ages.p95]);
            format!("{all}; {together} together")
        }
    };
    Some(("Age", value))
}

/// Both speak of averages, so they wait for enough finished items.
fn laws(summary: &Summary) -> Vec<Row> {
    let mut rows = vec![];
    if summary.cycle_time_days.p50.is_none() {
        return rows;
    }
    let conditions = summary.littles_law.conditions.iter();
    let broken: Vec<&str> =
        conditions.filter(|it| !it.holds).map(|it| it.detail.as_str()).collect();
    if !broken.is_empty() {
        rows.push(("Little's law", format!("does not hold here. {}", broken.join(" "))));
    }
    let debt = summary.flow_debt.as_ref().filter(|debt| debt.debt_days.abs() >= 1.0);
    if let Some(debt) = debt.filter(|_| summary.wip.now > 0) {
        let who = if debt.debt_days > 0.0 {
            "young items jump past old ones"
        } else {
            "old items get finished"
        };
        let value = format!(
            "{:+.0}: by the diagram work takes {:.0} days, what finished in the last 30 days took \
             {:.0}; {who}",
            debt.debt_days, debt.approximate_days, debt.exact_days
        );
        rows.push(("Flow debt", value));
    }
    rows
}

/// By which rules the figures were made.
pub(super) fn rules(summary: &Summary) -> String {
    aligned(&rules_rows(summary))
}

/// The same as rows, with the laws that the averages obey or not.
pub(super) fn rules_and_laws(summary: &Summary) -> Vec<Row> {
    let named = rules_rows(summary).into_iter().map(|(name, value)| {
        let name = if name.is_empty() { "Their meaning" } else { name };
        (name, value)
    });
    named.chain(laws(summary)).collect()
}

fn rules_rows(summary: &Summary) -> Vec<Row> {
    let (as_of, as_of_is) = (&summary.as_of, summary.as_of_is);
    let mut rows = told::rows(&summary.source, &summary.rules, as_of, as_of_is);
    if let Some(window) = &summary.window {
        let value = format!(
            "{} to {}: what finished in it; counts and ages are those at its end",
            window.first, window.last
        );
        rows.push(("Window", value));
    }
    rows
}

fn percentiles(values: [Option<Days>; 4]) -> String {
    let names = ["50", "70", "85", "95"];
    let shown = names
        .into_iter()
        .zip(values)
        .filter_map(|(name, value)| Some(format!("{name} % ≤ {}", number(value?))));
    shown.collect::<Vec<_>>().join(", ") + " days"
}
