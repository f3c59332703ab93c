//! The comparison for people: the verdict first, then what it rests on, then what to beware of.

use super::report::{Interval, Report, Side, VerdictWord};
use crate::wording::{aligned, paragraphs};

/// The report as text.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut sentences = vec![verdict(report)];
    sentences.extend(throughput(report));
    sentences.extend(control(report));
    let mut rows = vec![
        ("Before", side(&report.before, &format!("from {}", report.from))),
        ("After", side(&report.after, &format!("from {}", report.change))),
    ];
    if let (Some(difference), Some(tau)) = (report.difference, report.tau_days) {
        rows.push((
            "Difference",
            format!("{} days on average, counting at most {tau} days an item", signed(difference)),
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
    rows.push(("As of", report.as_of.clone()));
    format!("{}\n{}\n{}", paragraphs(&sentences), aligned(&rows), paragraphs(&pitfalls(report)))
}

fn verdict(report: &Report) -> String {
    let difference = report.difference.map(|it| {
        format!(
            "an item takes {:.1} days {} than before (between {:.1} and {:.1})",
            it.days.abs(),
            if it.days < 0.0 { "less" } else { "more" },
            magnitude(it).0,
            magnitude(it).1
        )
    });
    match (report.verdict, difference) {
        (VerdictWord::SignalShorter, Some(it)) => format!("Signal: things finish sooner; {it}."),
        (VerdictWord::SignalLonger, Some(it)) => format!("Signal: things take longer; {it}."),
        (VerdictWord::NotEnoughData, _) | (_, None) => {
            let why = report.reason.as_deref().unwrap_or("Too little is known.");
            format!("Not enough data. {why}")
        }
        (VerdictWord::NoSignalYet, Some(_)) if report.contradicting_weeks > 0 => {
            "No signal yet: the time to finish changed, but the weekly throughput points the other \
             way."
                .to_owned()
        }
        (VerdictWord::NoSignalYet, Some(_)) => match report.more_finished_items_needed {
            Some(more) => format!(
                "No signal yet: what difference there is may be chance. If it stays as it is, about \
                 {more} more finished items would show it."
            ),
            None => "No difference seen.".to_owned(),
        },
    }
}

/// The ends of the interval as sizes, the smaller first, in the direction of the difference.
fn magnitude(it: Interval) -> (f64, f64) {
    if it.days < 0.0 { (-it.high, -it.low) } else { (it.low, it.high) }
}

fn throughput(report: &Report) -> Option<String> {
    let it = report.throughput_ratio?;
    let (low, high) =
        (it.by_weeks_low.unwrap_or(it.exact_low), it.by_weeks_high.unwrap_or(it.exact_high));
    Some(format!(
        "A week finishes {:.2} times as many items as before (between {low:.2} and {high:.2}; 1 means \
         no change).",
        it.ratio
    ))
}

fn control(report: &Report) -> Option<String> {
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
    format!("{:+.1} ({:+.1} to {:+.1})", it.days, it.low, it.high)
}

fn side(side: &Side, from: &str) -> String {
    let median = side.median_days.map_or("not reached".to_owned(), |days| format!("{days} days"));
    let mean = side
        .restricted_mean_days
        .zip(side.se_days)
        .map_or(String::new(), |(mean, se)| format!(", mean {mean:.1} (± {:.1})", 1.96 * se));
    format!(
        "{from}: {} finished, {} open, {} dropped; median {median}{mean}; {} whole weeks",
        side.finished,
        side.open,
        side.dropped,
        side.finished_per_week.len()
    )
}

/// What the reader should beware of here.
fn pitfalls(report: &Report) -> Vec<String> {
    let mut pitfalls = vec![
        "Open items are counted on both sides; those that straddle the change count on each side \
         for the time they spent there."
            .to_owned(),
        "Teams that begin to change when things are bad improve anyway; a control and a review date \
         set beforehand guard against that. Looking every day until it looks good will show a \
         signal in the end."
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
