//! Figures turned into words: for each subject the one honest sentence, also where there is too
//! little to say, nothing is finished, everything is open, or a definition changed.

use super::figures::ENOUGH_WEEKS;
use super::summary::{Days, Intervals, Summary};
use super::wording::{days, items, number};
use crate::wording::{counted, date_words, grouped};
use std::fmt::Write;

/// How long it takes, open items counted. They are data, so this sentence comes first.
pub(super) fn time_to_finish(summary: &Summary) -> String {
    let counts = &summary.counts;
    let age = summary.age_days.max.map(days);
    match (summary.cycle_time_days.n, counts.in_progress, age) {
        (0, 0, _) if counts.not_started > 0 => {
            format!("Nothing is started yet: {} to begin.", wait(counts.not_started))
        }
        (0, 0, _) => "Nothing is finished, and nothing is in progress.".to_owned(),
        (0, 1, Some(age)) => {
            format!(
                "Nothing is finished yet: the one item that was started is open, for {age} now."
            )
        }
        (0, open, Some(age)) => format!(
            "Nothing is finished yet: all {} that were started are open, the oldest for {age}.",
            items(open)
        ),
        (n, ..) if summary.cycle_time_days.p50.is_none() => {
            let be = if n == 1 { "is" } else { "are" };
            format!("{} {be} finished: too few for figures, which need 8.", items(n))
        }
        _ => of_all(summary),
    }
}

fn wait(count: usize) -> String {
    format!("{} {}", items(count), if count == 1 { "waits" } else { "wait" })
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

/// What the finished items say by themselves.
pub(super) fn of_finished(summary: &Summary) -> Option<String> {
    let cycle = &summary.cycle_time_days;
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

/// What is in progress, and how much of it is late.
pub(super) fn open_items(summary: &Summary) -> Option<String> {
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

/// What comes next, if it goes on as it did.
pub(super) fn forecast(summary: &Summary) -> Option<String> {
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

/// Whether the weeks differ from the usual ups and downs. The limits are those of the first weeks,
/// so the sentence says which.
pub(super) fn process(summary: &Summary) -> Option<String> {
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
        number(Days((mean * 10.0).round() / 10.0)),
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

/// How much of the time in progress is work.
pub(super) fn flow_efficiency(summary: &Summary) -> Option<String> {
    let enough = summary.cycle_time_days.p50.is_some();
    let efficiency = summary.flow_efficiency.as_ref().filter(|_| enough)?;
    Some(format!(
        "By what its states mean, {:.0} % of the time in progress is work and the rest is waiting.",
        efficiency.ratio * 100.0
    ))
}

/// The reason that blocked for the most days.
pub(super) fn blocked(summary: &Summary) -> Option<String> {
    summary.blocked.first().map(|it| {
        format!("“{}” blocked {}, for {} together.", it.reason, items(it.items), days(it.days))
    })
}

/// That figures from before and after are not the same thing, where a definition changed.
pub(super) fn changed_definition(summary: &Summary) -> Option<String> {
    let changes = summary.annotations.iter().filter(|it| it.kind == "definition");
    let on: Vec<String> = changes.map(|it| date_words(&it.on)).collect();
    let on = match on.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    Some(format!("The definition changed on {on}: before and after are not the same thing."))
}

/// How often each number of days occurred.
pub(super) fn histogram(summary: &Summary) -> String {
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
        "{} is the most frequent ({} of {}); the longest took {}.",
        day(*most_often),
        grouped(u64::from(*count)),
        grouped(summary.cycle_time_days.n as u64),
        day(longest)
    )
}

/// How much gets finished in a week.
pub(super) fn throughput(summary: &Summary) -> String {
    let Some(median) = summary.throughput.median_per_week else {
        return "No whole week is told yet.".to_owned();
    };
    let weeks = &summary.throughput.per_week;
    let most = weeks.iter().map(|week| week.1).max().unwrap_or(0);
    let fewer = if median == 0 { "nothing" } else { "or fewer" };
    let half = match median {
        0 => "Half of the weeks or more finished nothing".to_owned(),
        count => format!("Half of the weeks finished {} {fewer}", items(count as usize)),
    };
    match most {
        0 => "Nothing was finished in any week.".to_owned(),
        most => format!("{half}, the best one {}.", grouped(u64::from(most))),
    }
}

/// How many futures of twenty keep the promise of so many items.
pub(super) fn how_many(summary: &Summary) -> Option<String> {
    let told = &summary.forecast.how_many;
    let promised = told.p85?;
    let kept = told.futures.iter().filter(|it| **it >= promised).count();
    let ahead = counted(u64::from(told.days), "day");
    let goes_on = "If it goes on like this, ";
    Some(match promised {
        0 => format!("{goes_on}the next {ahead} promise nothing."),
        _ => format!(
            "{goes_on}the next {ahead} finish {} or more in {kept} of 20 futures.",
            items(promised as usize)
        ),
    })
}

/// How many futures of twenty have so many items done by a day.
pub(super) fn when(summary: &Summary) -> Option<String> {
    let told = &summary.forecast.when;
    summary.cycle_time_days.p50.as_ref()?;
    let next = items(told.items as usize);
    let (Some(promised), Some(on)) = (told.p85, &told.p85_on) else {
        return Some(format!("For the next {next} there is no day to promise."));
    };
    let kept = told.futures.iter().filter(|it| **it <= promised).count();
    Some(format!(
        "The next {next} are done by {} or before in {kept} of 20 futures.",
        date_words(on)
    ))
}

/// How much is in progress, and how old it is together.
pub(super) fn in_progress(summary: &Summary) -> String {
    let wip = &summary.wip;
    let compared = match wip.now as f64 - wip.mean {
        more if more > wip.mean * 0.1 => "more than",
        less if less < -wip.mean * 0.1 => "fewer than",
        _ => "about",
    };
    let usual = number(Days((wip.mean * 10.0).round() / 10.0));
    let be = if wip.now == 1 { "is" } else { "are" };
    let mut text =
        format!("{} {be} in progress, {compared} the {usual} of an average day", items(wip.now));
    if wip.now > 0 {
        let _ = write!(text, "; together they are {} old", days(summary.age_days.total));
    }
    text + "."
}

/// What was begun in these days and what became of it.
pub(super) fn cumulative_flow(summary: &Summary) -> String {
    let counts = &summary.counts;
    let begun = counts.finished + counts.in_progress + counts.dropped;
    let mut text =
        format!("{} started, {} finished", grouped(begun as u64), grouped(counts.finished as u64));
    if counts.dropped > 0 {
        let _ = write!(text, ", {} dropped", grouped(counts.dropped as u64));
    }
    format!("{text}: {} open.", grouped(counts.in_progress as u64))
}

/// Where the open items are.
pub(super) fn states(summary: &Summary) -> String {
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

/// How the weeks differ in what they finished: (items, weeks), ascending.
pub(super) fn weeks(counts: &[(u32, u32)]) -> String {
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
