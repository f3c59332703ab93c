//! How long it takes: the sentences, also where too little is finished or a definition changed.

use crate::flow_page::summary::{Days, Summary};
use crate::flow_page::wording::{days, items, number};
use crate::wording::{counted, grouped};
use std::fmt::Write;

/// How long it takes, open items counted. They are data, so this sentence comes first.
pub(in crate::flow_page) fn time_to_finish(summary: &Summary) -> String {
    let Some(curve) = curve(summary) else { return too_little(summary) };
    let finish = &summary.time_to_finish;
    let open = counted(finish.open as u64, "open item");
    match finish.dropped {
        0 => format!("{curve} ({open} counted)."),
        dropped => format!(
            "{curve} ({open} counted, and {} until dropped).",
            counted(dropped as u64, "dropped one")
        ),
    }
}

/// The same without whom it counts, for a title.
pub(in crate::flow_page) fn headline(summary: &Summary) -> String {
    curve(summary).map_or_else(|| too_little(summary), |curve| curve + ".")
}

/// What can be said with too few finished items, or none.
fn too_little(summary: &Summary) -> String {
    let counts = &summary.counts;
    let wait = if counts.not_started == 1 { "waits" } else { "wait" };
    let when = if summary.window.is_some() { "in these days" } else { "yet" };
    match (summary.cycle_time_days.n, summary.age_days.max) {
        (0, None) if counts.not_started > 0 && counts.finished + counts.dropped == 0 => {
            format!("Nothing is started {when}: {} {wait} to begin.", items(counts.not_started))
        }
        (0, None) => format!("Nothing is finished {when}, and nothing is open."),
        (0, Some(oldest)) => {
            let open = counts.in_progress;
            let be = if open == 1 { "is" } else { "are" };
            let mut text = format!(
                "Nothing is finished {when}: {} {be} open, the oldest for {}",
                items(open),
                days(oldest)
            );
            let dropped = summary.time_to_finish.dropped;
            if dropped > 0 {
                let _ = write!(text, ", and {} dropped", counted(dropped as u64, "item"));
            }
            text + "."
        }
        (1, _) => "1 item is finished: too few for figures, which need 8.".to_owned(),
        (n, _) => format!("{} are finished: too few for figures, which need 8.", items(n)),
    }
}

/// Whom the headline counts.
pub(in crate::flow_page) fn counted_in(summary: &Summary) -> String {
    let told = &summary.time_to_finish;
    let finished = told.n - told.open - told.dropped;
    let mut text = format!("Counted: {} finished items", grouped(finished as u64));
    let _ = match told.open {
        0 => Ok(()),
        1 => write!(text, ", 1 open one up to its age"),
        more => write!(text, ", {} open ones up to their age", grouped(more as u64)),
    };
    if told.dropped > 0 {
        let dropped = grouped(told.dropped as u64);
        let _ = write!(text, ", and {dropped} dropped ones until they were dropped");
    }
    text + "."
}

/// The curve in words; none with too few finished items.
fn curve(summary: &Summary) -> Option<String> {
    summary.cycle_time_days.p50?;
    let finish = &summary.time_to_finish;
    let half = if finish.dropped > 0 { "Unless it is dropped, half" } else { "Half" };
    Some(match (finish.median_days, finish.p85_days) {
        (Some(median), Some(most)) => format!(
            "{half} of what is started gets finished within {}, 85 in 100 within {}",
            long_days(summary, median),
            long_days(summary, most)
        ),
        (Some(median), None) => format!(
            "{half} of what is started gets finished within {}; fewer than 85 in 100 did in the \
             time seen",
            long_days(summary, median)
        ),
        (None, _) => "Less than half of what is started got finished in the time seen".to_owned(),
    })
}

/// How long the finished items took, by themselves; none with too few of them.
pub(in crate::flow_page) fn cycle_time(summary: &Summary) -> Option<String> {
    let cycle = &summary.cycle_time_days;
    let (p50, p85) = cycle.p50.zip(cycle.p85)?;
    let between = |(low, high): (Days, Days)| {
        // Parts of a day are told in hours, which need their unit.
        let low = if low.0 < 1.0 { days(low) } else { number(low) };
        let high = if high.0 < 1.0 { days(high) } else { number(high) };
        format!(" (between {low} and {high})")
    };
    let interval = cycle.interval.as_ref();
    Some(format!(
        "Of the {} finished items alone, half took {} or less{}, 85 in 100 took {} or less{}.",
        grouped(cycle.n as u64),
        long_days(summary, p50),
        interval.map_or(String::new(), |it| between(it.p50)),
        long_days(summary, p85),
        interval.map_or(String::new(), |it| between(it.p85)),
    ))
}

/// Why the finished items alone look better than all of them; nothing where they do not.
pub(in crate::flow_page) fn flattered(summary: &Summary) -> Option<String> {
    let told = &summary.time_to_finish;
    let level = summary.service_level.as_ref().filter(|level| level.missed > 0)?;
    if told.p85_days.is_some_and(|all| all <= level.days) {
        return None;
    }
    let older = match (level.missed, told.open) {
        (1, 1) => "the open item is".to_owned(),
        (1, all) => format!("1 of the {} open items is", grouped(all as u64)),
        (some, all) => {
            format!("{} of the {} open items are", grouped(some as u64), grouped(all as u64))
        }
    };
    Some(format!(
        "The finished ones alone say {} instead: that flatters, for {older} older than that \
         already.",
        days(level.days)
    ))
}

/// How often each number of days occurred.
pub(in crate::flow_page) fn histogram(summary: &Summary) -> String {
    let counts = &summary.cycle_time_days.histogram;
    let Some((most_often, count)) = counts.iter().rev().max_by_key(|it| it.1) else {
        return "Nothing is finished yet, so no number of days occurred.".to_owned();
    };
    let longest = counts.last().map_or(0, |it| it.0);
    // Exact times are rounded up to whole days.
    let less = if summary.rules.count == "exact_hours" { " or less" } else { "" };
    let day = |count: u32| counted(u64::from(count), "day") + less;
    if counts.len() == 1 {
        let all = if *count == 1 { "The" } else { "All" };
        return format!("{all} {} took {}.", items(*count as usize), day(longest));
    }
    format!(
        "Most often it takes {} ({} of {}); the longest took {}.",
        day(*most_often),
        grouped(u64::from(*count)),
        items(summary.cycle_time_days.n),
        day(longest)
    )
}

/// Days, in years as well where there are so many that nobody can picture them.
pub(super) fn long_days(summary: &Summary, count: Days) -> String {
    let told = days(count);
    // Of working days nobody counts years.
    if count.0 < 730.0 || summary.rules.days == "working" {
        told
    } else {
        format!("{told} ({:.1} years)", count.0 / 365.25)
    }
}
