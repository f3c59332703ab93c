//! How much gets finished, whether that is out of the ordinary, and what comes next.

use crate::flow_page::figures::ENOUGH_WEEKS;
use crate::flow_page::summary::{Days, Summary};
use crate::flow_page::wording::{items, number};
use crate::wording::{counted, date_words, grouped};
use std::fmt::Write;

/// How much gets finished in a week.
pub(in crate::flow_page) fn throughput(summary: &Summary) -> String {
    let Some(median) = summary.throughput.median_per_week else {
        return "No whole week is told yet.".to_owned();
    };
    let half = match median {
        0 => "Half of the weeks or more finished nothing".to_owned(),
        count => format!("Half of the weeks finished {} or fewer", items(count as usize)),
    };
    match summary.throughput.most_per_week.unwrap_or(0) {
        0 => "Nothing was finished in any whole week.".to_owned(),
        most => format!("{half}, the best one {}.", grouped(u64::from(most))),
    }
}

/// How the weeks differ in what they finished: (items, weeks), ascending.
pub(in crate::flow_page) fn weeks(counts: &[(u32, u32)]) -> String {
    let all: u32 = counts.iter().map(|it| it.1).sum();
    let (Some(first), Some(last)) = (counts.first(), counts.last()) else {
        return "No whole week is told yet.".to_owned();
    };
    let without = if first.0 == 0 { first.1 } else { 0 };
    let finished = match without {
        0 => format!("Every one of {} finished something", counted(u64::from(all), "week")),
        some => format!(
            "{} of {} finished nothing",
            grouped(u64::from(some)),
            counted(u64::from(all), "week")
        ),
    };
    format!("{finished}; the most in one was {}.", items(last.0 as usize))
}

/// Whether the weeks differ from the usual ups and downs. The limits are those of the first weeks,
/// so the sentence says which.
pub(in crate::flow_page) fn process(summary: &Summary) -> Option<String> {
    let process = &summary.process_behaviour;
    let (mean, upper) = process.mean.zip(process.upper)?;
    if summary.cycle_time_days.p50.is_none() || process.baseline_weeks < ENOUGH_WEEKS {
        return None;
    }
    let lower = process.lower.unwrap_or(0.0).max(0.0);
    // Whole numbers, unless there is none between the limits.
    let (least, most) = match (lower.ceil(), upper.floor().max(0.0)) {
        (least, most) if least <= most => (grouped(least as u64), grouped(most as u64)),
        _ => (tenths(lower), tenths(upper)),
    };
    let whole = summary.throughput.whole_weeks;
    let mut text = format!(
        "The first {} whole weeks, from {} on, finished {} items each, ordinarily {} to {}; ",
        process.baseline_weeks,
        process.baseline_from.as_deref().map_or("the beginning".to_owned(), date_words),
        tenths(mean),
        least,
        most
    );
    let outside: Vec<_> =
        process.signals.iter().filter(|it| it.on == "value" && it.rule == 1).collect();
    let all = grouped(whole as u64);
    let _ = match outside.last() {
        None => write!(text, "none of the {all} weeks lies outside"),
        Some(last) => {
            let (on, count) = (date_words(&last.at), items(in_week(summary, &last.at)));
            match outside.len() {
                1 => write!(text, "1 of the {all} weeks lies outside: that of {on} ({count})"),
                more => write!(
                    text,
                    "{more} of the {all} weeks lie outside, the last that of {on} ({count})"
                ),
            }
        }
    };
    if let Some(run) = process.signals.iter().rfind(|it| it.rule == 3) {
        let _ = write!(
            text,
            ". Eight weeks in a row {} the average, up to that of {}, say that it has changed",
            run.side,
            date_words(&run.at)
        );
    }
    Some(text + ".")
}

fn tenths(value: f64) -> String {
    number(Days((value * 10.0).round() / 10.0))
}

/// Why there is nothing to say about the usual ups and downs.
pub(in crate::flow_page) fn no_process(summary: &Summary) -> String {
    let finished = summary.cycle_time_days.n;
    if summary.cycle_time_days.p50.is_none() {
        return format!("No limits: they need 8 finished items; you have {finished}.");
    }
    let weeks = counted(summary.throughput.whole_weeks as u64, "whole week");
    format!("No limits: they need {ENOUGH_WEEKS} whole weeks; you have {weeks}.")
}

fn in_week(summary: &Summary, monday: &str) -> usize {
    let week = summary.throughput.per_week.iter().find(|week| week.0 == monday);
    week.map_or(0, |week| week.1 as usize)
}

/// What comes next, if it goes on as it did.
pub(in crate::flow_page) fn forecast(summary: &Summary) -> Option<String> {
    let forecast = &summary.forecast;
    let many = forecast.how_many.p85?;
    let to = forecast.history_to.as_ref()?;
    let sampled = counted(forecast.history_days as u64, "day");
    let ahead = counted(u64::from(forecast.how_many.days), "day");
    let to = date_words(to);
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
            let (by, on) = (counted(u64::from(by), "day"), date_words(on));
            write!(text, "; the next {next} are done within {by}, by {on}")
        }
        _ => write!(text, "; for the next {next} there is no day to promise"),
    };
    Some(text + ".")
}

/// How many futures of twenty finish so many items or more.
pub(in crate::flow_page) fn how_many(summary: &Summary) -> Option<String> {
    let told = &summary.forecast.how_many;
    let promised = told.p85?;
    let kept = told.futures.iter().filter(|it| **it >= promised).count();
    let ahead = counted(u64::from(told.days), "day");
    let as_it_did = as_it_did(summary);
    Some(match promised {
        0 => format!("{as_it_did}, nothing can be counted on in the next {ahead}."),
        _ => format!(
            "{as_it_did}, the next {ahead} finish {} or more in {kept} of 20 futures.",
            items(promised as usize)
        ),
    })
}

/// How many futures of twenty have so many items done by a day.
pub(in crate::flow_page) fn when(summary: &Summary) -> Option<String> {
    let told = &summary.forecast.when;
    summary.cycle_time_days.p50.as_ref()?;
    let next = items(told.items as usize);
    let (Some(promised), Some(on)) = (told.p85, &told.p85_on) else {
        return Some(format!("For the next {next} no day can be counted on."));
    };
    let kept = told.futures.iter().filter(|it| **it <= promised).count();
    let (as_it_did, on) = (as_it_did(summary), date_words(on));
    Some(format!("{as_it_did}, the next {next} are done by {on} in {kept} of 20 futures."))
}

fn as_it_did(summary: &Summary) -> String {
    let days = counted(summary.forecast.history_days as u64, "day");
    format!("If it goes on as in the last {days}")
}
