//! The comparison for people: the verdict first, then what it rests on, then what to beware of.

use super::report::{Interval, Report, Side, VerdictWord};
use crate::source::told;
use crate::wording::{aligned, counted, date_words, grouped, paragraphs, visible};

/// The report as text.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut sentences = vec![verdict(report)];
    if report.rules.days == "working" {
        sentences.push("All days here are working days.".to_owned());
    }
    sentences.extend(report.changed_definition.clone());
    sentences.extend(throughput(report));
    sentences.extend(control(report));
    let parts = [
        paragraphs(&sentences),
        aligned(&rows(report)),
        paragraphs(&pitfalls(report)),
        told::doubts(&report.source.warnings),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    visible(&said.join("\n"))
}

/// Both sides, what lies between them, and the rules, name by name.
pub(super) fn rows(report: &Report) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        ("Before", side(&report.before, &format!("from {}", report.from))),
        ("After", side(&report.after, &format!("from {}", report.change))),
    ];
    if let (Some(difference), Some(tau)) = (report.difference, report.tau_days) {
        rows.push((
            "Difference",
            format!("{} days, counting at most {} an item", signed(difference), days(tau)),
        ));
    }
    if report.start_age_days > 0.0 {
        rows.push((
            "From age",
            format!(
                "{} days: of younger items too few were seen, so they are not compared",
                report.start_age_days
            ),
        ));
    }
    rows.extend(told::rows(&report.source, &report.rules, &report.as_of, report.as_of_is));
    rows
}

/// The answer as a sentence.
pub(super) fn verdict(report: &Report) -> String {
    let difference = report.difference.zip(report.tau_days).map(|(it, tau)| {
        let (low, high) = magnitude(it);
        format!(
            "counting at most {} each, an item takes {:.1} days {} than before (between {low:.1} \
             and {high:.1})",
            days(tau),
            it.days.abs(),
            if it.days < 0.0 { "less" } else { "more" },
        )
    });
    let reason = report.reason.as_deref();
    match (report.verdict, difference) {
        (VerdictWord::SignalShorter, Some(it)) => format!("Signal: things finish sooner; {it}."),
        (VerdictWord::SignalLonger, Some(it)) => format!("Signal: things take longer; {it}."),
        (VerdictWord::NotEnoughData, _) | (_, None) => {
            format!("Not enough data. {}", reason.unwrap_or("Too little is known."))
        }
        (VerdictWord::NoSignalYet, Some(_)) => {
            reason.map_or_else(|| no_difference(report), |why| format!("No signal yet. {why}"))
        }
    }
}

/// The answer for people who do not know the rules, for a title.
pub(super) fn headline(report: &Report) -> String {
    let sooner = match report.verdict {
        VerdictWord::SignalShorter => "sooner",
        VerdictWord::SignalLonger => "later",
        VerdictWord::NoSignalYet | VerdictWord::NotEnoughData => return verdict(report),
    };
    let Some(it) = report.difference else { return verdict(report) };
    let (low, high) = magnitude(it);
    format!(
        "Items finish {sooner} since {}: by about {:.1} days (between {low:.1} and {high:.1}).",
        date_words(&report.change),
        it.days.abs()
    )
}

/// What the difference leaves out.
pub(super) fn reach(report: &Report) -> Option<String> {
    report.difference?;
    let tau = days(report.tau_days?);
    Some(format!(
        "Counted are at most {tau} an item, as far as enough items were watched on both sides; so \
         how the {} fare beyond that does not show here.",
        counted(report.after.open as u64, "open item")
    ))
}

/// What half of the items took before and after; none where a curve does not get there.
pub(super) fn medians(report: &Report) -> Option<String> {
    let (before, after) = report.before.median_days.zip(report.after.median_days)?;
    Some(format!(
        "Before the change, half were finished within {}; since then, within {}.",
        days(before),
        days(after)
    ))
}

fn no_difference(report: &Report) -> String {
    let mut text = String::from(
        "No signal yet in how long items take: no difference seen that chance alone could not \
         make.",
    );
    if let Some(more) = report.more_finished_items_needed {
        let more = counted(more, "more finished item");
        text += &format!(" To tell one as small as it looks now, it would need {more}.");
    }
    text
}

fn days(count: f64) -> String {
    if (count - 1.0).abs() < f64::EPSILON { "1 day".to_owned() } else { format!("{count} days") }
}

/// The ends of the interval as sizes, the smaller first, in the direction of the difference.
fn magnitude(it: Interval) -> (f64, f64) {
    if it.days < 0.0 { (-it.high, -it.low) } else { (it.low, it.high) }
}

/// How much more gets finished in a week.
pub(super) fn throughput(report: &Report) -> Option<String> {
    let it = report.throughput_ratio?;
    let (low, high) =
        (it.by_weeks_low.unwrap_or(it.exact_low), it.by_weeks_high.unwrap_or(it.exact_high));
    let times = format!("a week finishes {:.2} times as many items as before", it.ratio);
    Some(if (low..=high).contains(&1.0) {
        format!(
            "Whether more gets finished is not clear: {times}, and anything from {low:.2} to \
             {high:.2} times fits what was seen."
        )
    } else {
        let more = if it.ratio > 1.0 { "More" } else { "Less" };
        format!("{more} gets finished: {times} (between {low:.2} and {high:.2}).")
    })
}

/// What changed where the change was not made.
pub(super) fn control(report: &Report) -> Option<String> {
    let control = report.control?;
    Some(match (control.difference, control.difference_of_differences) {
        (Some(other), Some(left)) => format!(
            "The work that the change did not touch: {} days. What is left for the change to \
             explain: {} days.",
            signed(other),
            signed(left)
        ),
        _ => "The control holds too little to compare with.".to_owned(),
    })
}

fn signed(it: Interval) -> String {
    // Adding 0 keeps a minus away from nothing.
    format!("{:+.1} ({:+.1} to {:+.1})", it.days + 0.0, it.low + 0.0, it.high + 0.0)
}

fn side(side: &Side, from: &str) -> String {
    let few = side.restricted_mean_days.is_none();
    let unknown = if few { "not known" } else { "not reached" };
    let median = side.median_days.map_or(unknown.to_owned(), days);
    let mean = side.restricted_mean_days.zip(side.se_days).map_or(String::new(), |(mean, se)| {
        let (low, high) = (mean - 1.96 * se, mean + 1.96 * se);
        format!(", {mean:.1} on average (between {low:.1} and {high:.1})")
    });
    format!(
        "{from}: {} finished, {} open, {} dropped; median {median}{mean}; {}",
        grouped(side.finished as u64),
        grouped(side.open as u64),
        grouped(side.dropped as u64),
        counted(side.finished_per_week.len() as u64, "whole week")
    )
}

/// What the reader should beware of here.
pub(super) fn pitfalls(report: &Report) -> Vec<String> {
    let mut pitfalls = vec![
        "Open items are counted on both sides; those that straddle the change count on each side \
         for the time they spent there."
            .to_owned(),
        "Teams that begin to change when things are bad improve anyway; a control and a review \
         date set beforehand guard against that. Looking every day until it looks good will show \
         a signal in the end."
            .to_owned(),
    ];
    if report.control.is_some() {
        pitfalls.truncate(1);
    }
    if report.before.dropped + report.after.dropped > 0 {
        pitfalls.push(
            "Dropped items count as open until the day they were dropped: dropping the hard ones \
             flatters the figures."
                .to_owned(),
        );
    }
    pitfalls
}
