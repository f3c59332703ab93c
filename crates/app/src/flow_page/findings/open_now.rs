//! What is open, how old it is, and where it waits.

use super::how_long::long_days;
use crate::flow_page::summary::{Days, Summary};
use crate::flow_page::wording::{days, items, number};
use crate::wording::grouped;
use std::fmt::Write;

/// What is open, and how much of it is late.
pub(in crate::flow_page) fn open_items(summary: &Summary) -> Option<String> {
    let ages = &summary.age_days;
    let oldest = ages.max?;
    let be = if ages.n == 1 { "is" } else { "are" };
    let mut text =
        format!("{} {be} open, the oldest for {}", items(ages.n), long_days(summary, oldest));
    if let Some(level) = &summary.service_level {
        let already = days(level.days);
        let _ = match level.missed {
            0 => write!(text, "; none is older than {already}"),
            1 => write!(text, "; 1 is older than {already} already"),
            more => write!(text, "; {} are older than {already} already", grouped(more as u64)),
        };
        let others = ages.n - level.missed;
        let _ = match level.at_risk {
            0 => Ok(()),
            all if all == others => write!(text, ", and the others probably will be"),
            more => {
                let (more, others) = (grouped(more as u64), grouped(others as u64));
                write!(text, ", and {more} of the other {others} probably will be")
            }
        };
    }
    Some(text + ".")
}

/// How much is open, beside an average day.
pub(in crate::flow_page) fn in_progress(summary: &Summary) -> String {
    let days = &summary.wip.at_end_of_day;
    let sum: u64 = days.iter().map(|day| u64::from(day.1)).sum();
    let mean = sum as f64 / days.len().max(1) as f64;
    let usual = number(Days((mean * 10.0).round() / 10.0));
    let now = counted_open(summary.wip.now);
    format!("{now} open now; at the end of an average day it was {usual}.")
}

fn counted_open(count: usize) -> String {
    format!("{} {}", items(count), if count == 1 { "is" } else { "are" })
}

/// What was begun in these days and what became of it.
pub(in crate::flow_page) fn cumulative_flow(summary: &Summary) -> String {
    let told = &summary.time_to_finish;
    let mut text = format!(
        "{} in progress in these days: {} finished",
        items(told.n),
        grouped((told.n - told.open - told.dropped) as u64)
    );
    if told.dropped > 0 {
        let _ = write!(text, ", {} dropped", grouped(told.dropped as u64));
    }
    format!("{text}, {} open.", grouped(told.open as u64))
}

/// Where the open items are.
pub(in crate::flow_page) fn states(summary: &Summary) -> String {
    let states = &summary.ageing.states;
    let Some(most) = states.iter().max_by_key(|state| state.open) else {
        return "There is no state between the start and the finish.".to_owned();
    };
    match (most.open, summary.wip.now) {
        (0, _) => "Nothing is in progress now.".to_owned(),
        (here, all) => format!(
            "{} of the {} are in “{}” now.",
            grouped(here as u64),
            if all == 1 {
                "1 open item".to_owned()
            } else {
                format!("{} open items", grouped(all as u64))
            },
            most.state
        ),
    }
}

/// How much of the time in progress is work, and which states count as waiting.
pub(in crate::flow_page) fn flow_efficiency(summary: &Summary) -> Option<String> {
    let enough = summary.cycle_time_days.p50.is_some();
    let efficiency = summary.flow_efficiency.as_ref().filter(|_| enough)?;
    let started = |name: &str| summary.ageing.states.iter().any(|state| state.state == name);
    let states = summary.rules.states.iter().filter(|it| it.category != "active");
    let waiting: Vec<String> =
        states.filter(|it| started(&it.name)).map(|it| format!("“{}”", it.name)).collect();
    Some(format!(
        "Items are worked on for {:.0} % of their time in progress, and wait for the rest ({} \
         counts as waiting).",
        efficiency.ratio * 100.0,
        waiting.join(", ")
    ))
}

/// The reason that blocked for the most days.
pub(in crate::flow_page) fn blocked(summary: &Summary) -> Option<String> {
    summary.blocked.first().map(|it| {
        format!("“{}” blocked {}, for {} together.", it.reason, items(it.items), days(it.days))
    })
}
