//! The report of a comparison: the verdict, the curves of both periods, and the weeks.

use super::report::{Report as Comparison, Side};
use super::words;
use crate::Error;
use crate::shell::{Chapter, Page, Report, source_name};
use crate::source::told;
use crate::source::{Record, Request};
use crate::wording::{counted, date_words, grouped};
use chart::{
    Annotation, AnnotationKind, DayKind, Figure, RunChart, Survival, SurvivalCurve, SurvivalStep,
    SurvivalWords,
};
use jiff::civil::Date;

/// The report of a comparison that was made from this record.
pub(super) fn report(
    request: &Request,
    record: &Record,
    change: Date,
    told: &Comparison,
) -> Result<Report, Error> {
    let footer = footer(record, told);
    let mut how_long = Chapter::new("Does it take less time?");
    let curves: Vec<SurvivalCurve> = [("before", &told.before), ("after", &told.after)]
        .into_iter()
        .filter_map(|(name, side)| curve(name, side, told))
        .collect();
    let days = match told.rules.days {
        "working" => DayKind::Working,
        _ => DayKind::Calendar,
    };
    let chart = &Survival { curves: &curves, days, words: &SurvivalWords::ITEMS };
    let finding = words::medians(told).unwrap_or_else(|| words::verdict(told));
    how_long.show(&Figure { id: "time-to-finish", finding: &finding, footer: &footer, chart });

    let mut how_much = Chapter::new("Does more get finished?");
    let weeks = weeks(record, change, told);
    let mut annotations: Vec<Annotation> = record.annotations_within().cloned().collect();
    // What the team calls it says more than we could.
    if annotations.iter().all(|it| it.on != change) {
        let kind = AnnotationKind::Event;
        annotations.push(Annotation { on: change, text: "the change".to_owned(), kind });
    }
    let chart = &RunChart { weeks: &weeks, median: None, annotations: &annotations };
    let finding = words::throughput(told)
        .unwrap_or_else(|| "Too little is finished to compare the weeks.".to_owned());
    how_much.show(&Figure { id: "throughput", finding: &finding, footer: &footer, chart });

    Page {
        kind: "Whether a change made a difference",
        about: source_name(request),
        as_of: chart::date_words(record.today()),
        headline: words::headline(told),
        lead: [
            told.changed_definition.clone(),
            words::reach(told),
            words::throughput(told),
            words::control(told),
        ]
        .into_iter()
        .flatten()
        .collect(),
        facts: vec![],
        chapters: vec![how_long, how_much],
        rules: words::rows(told),
        notes: words::pitfalls(told),
        doubts: &told.source.warnings,
    }
    .report()
}

fn curve(name: &str, side: &Side, told: &Comparison) -> Option<SurvivalCurve> {
    let step = |it: &(f64, f64, f64, f64)| SurvivalStep {
        age_days: it.0,
        share: it.1,
        low: it.2,
        high: it.3,
    };
    let steps: Vec<SurvivalStep> = side.curve.iter().map(step).collect();
    let last = steps.last()?.age_days;
    Some(SurvivalCurve {
        name: name.to_owned(),
        steps,
        first_age_days: told.start_age_days,
        last_age_days: told.tau_days.unwrap_or(last),
        median_days: side.median_days,
    })
}

/// Whole weeks counted from the change, by their first day.
fn weeks(record: &Record, change: Date, told: &Comparison) -> Vec<(Date, u32, bool)> {
    let day = record.calendar.day_of_date(change).0;
    let length = record.calendar.days_per_week() as i32;
    let date = |weeks: i32| record.calendar.date(flow::Day(day + weeks * length));
    let before = told.before.finished_per_week.iter();
    let first = -(before.len() as i32);
    let counts = before.chain(&told.after.finished_per_week);
    counts.zip(first..).map(|(count, week)| (date(week), *count, true)).collect()
}

fn footer(record: &Record, told: &Comparison) -> Vec<String> {
    let side = |name: &str, side: &Side| {
        format!(
            "{name}: {} finished, {} open, {} dropped.",
            grouped(side.finished as u64),
            grouped(side.open as u64),
            grouped(side.dropped as u64)
        )
    };
    let mut said = vec![
        side("Before", &told.before),
        side("After", &told.after),
        format!(
            "Weeks are counted from the change on {}, not from Monday.",
            date_words(&told.change)
        ),
        format!("The clock {}.", told::clock(&told.rules)),
        format!("It counts {}.", told::days(&told.rules)),
    ];
    if !told.source.filters.is_empty() {
        said.push(format!("Only items with {}.", told.source.filters.join(", ")));
    }
    if told.start_age_days > 0.0 {
        let from = chart::days_words(told.start_age_days);
        said.push(format!("Before the age of {from} too few were watched, so nothing is drawn."));
    }
    said.extend(told::annotations(record));
    let doubts: u64 = told.source.warnings.iter().map(|it| it.count).sum();
    if doubts > 0 {
        let problems = counted(doubts, "data problem");
        said.push(format!("{problems}, named at the end of the page."));
    }
    said
}
