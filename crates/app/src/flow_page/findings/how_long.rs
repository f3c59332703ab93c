//! How long it takes: the sentences, also where too little is finished or a definition changed.

use crate::flow_page::summary::{Days, Summary};
use crate::flow_page::wording::{days, items, number};
use crate::wording::{counted, date_words, grouped};
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
    let age = summary.age_days.max.map(days).unwrap_or_default();
    let wait = if counts.not_started == 1 { "waits" } else { "wait" };
    match (summary.cycle_time_days.n, counts.in_progress) {
        (0, 0) if counts.not_started > 0 => {
            format!("Nothing is started yet: {} {wait} to begin.", items(counts.not_started))
        }
        (0, 0) => "Nothing is finished, and nothing is in progress.".to_owned(),
        (0, 1) => format!("Nothing is finished yet: the one started item is open, for {age} now."),
        (0, open) => format!(
            "Nothing is finished yet: all {} that were started are open, the oldest for {age}.",
            items(open)
        ),
        (1, _) => "1 item is finished: too few for figures, which need 8.".to_owned(),
        (n, _) => format!("{} are finished: too few for figures, which need 8.", items(n)),
    }
}

/// Whom the headline counts.
pub(in crate::flow_page) fn counted_in(summary: &Summary) -> String {
    let told = &summary.time_to_finish;
    let finished = told.n - told.open - told.dropped;
    let mut text = format!(
        "Counted: {} finished items, {} open ones up to their age",
        grouped(finished as u64),
        grouped(told.open as u64)
    );
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
            long_days(median),
            long_days(most)
        ),
        (Some(median), None) => format!(
            "{half} of what is started gets finished within {}; fewer than 85 in 100 did in the \
             time seen",
            long_days(median)
        ),
        (None, _) => "Less than half of what is started got finished in the time seen".to_owned(),
    })
}

/// How long the finished items took, by themselves; none with too few of them.
pub(in crate::flow_page) fn cycle_time(summary: &Summary) -> Option<String> {
    let cycle = &summary.cycle_time_days;
    let (p50, p85) = cycle.p50.zip(cycle.p85)?;
    let between =
        |(low, high): (Days, Days)| format!(" (between {} and {})", number(low), number(high));
    let interval = cycle.interval.as_ref();
    Some(format!(
        "Of the {} finished items alone, half took {} or less{}, 85 in 100 took {} or less{}.",
        grouped(cycle.n as u64),
        long_days(p50),
        interval.map_or(String::new(), |it| between(it.p50)),
        long_days(p85),
        interval.map_or(String::new(), |it| between(it.p85)),
    ))
}

/// Why the finished items alone look better than all of them; nothing where they do not.
pub(in crate::flow_page) fn flattered(summary: &Summary) -> Option<String> {
    let told = &summary.time_to_finish;
    let level = summary.service_level.as_ref().filter(|level| level.missed > 0)?;
    Some(format!(
        "The finished ones alone say {} instead: that flatters, for {} of the {} are older than \
         that already.",
        days(level.days),
        grouped(level.missed as u64),
        counted(told.open as u64, "open item")
    ))
}

/// How often each number of days occurred.
pub(in crate::flow_page) fn histogram(summary: &Summary) -> String {
    let counts = &summary.cycle_time_days.histogram;
    let Some((most_often, count)) = counts.iter().rev().max_by_key(|it| it.1) else {
        return "Nothing is finished yet, so no number of days occurred.".to_owned();
    };
    let longest = counts.last().map_or(0, |it| it.0);
    let day = |count: u32| counted(u64::from(count), "day");
    if counts.len() == 1 {
        return format!("All {} took {}.", items(*count as usize), day(longest));
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
pub(super) fn long_days(count: Days) -> String {
    let told = days(count);
    if count.0 < 730.0 { told } else { format!("{told} ({:.1} years)", count.0 / 365.25) }
}

/// That figures from before and after are not the same thing, where a definition changed.
pub(in crate::flow_page) fn changed_definition(summary: &Summary) -> Option<String> {
    let changes = summary.annotations.iter().filter(|it| it.kind == "definition");
    let on: Vec<String> = changes.map(|it| date_words(&it.on)).collect();
    let on = match on.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    Some(format!("The definition changed on {on}: before and after are not the same thing."))
}
