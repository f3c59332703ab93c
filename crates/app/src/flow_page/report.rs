//! The report of flow: what the figures say, and every chart.

use super::charts::{Charts, Question};
use super::figures::Figures;
use super::summary::Summary;
use super::{Horizon, findings, measure, rows, words};
use crate::Error;
use crate::shell::{Chapter, Fact, Page, Report, source_name};
use crate::source::{self, Request};

/// Reads the files of a request, sums up how work flows in them, and draws it.
///
/// # Errors
/// [`Error`] when the files cannot be read or what was asked makes no sense.
pub fn report(
    request: &Request,
    horizon: Horizon,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Summary, Report), Error> {
    let record = source::read(request, progress)?;
    let mut figures = Figures::of(&record);
    let summary = measure::summary(&mut figures, horizon);
    let mut chapters = Question::ALL.map(|question| Chapter::new(question.words()));
    Charts::of(&figures, &summary).figures(&mut |question, figure| {
        let chapter = chapters.iter_mut().find(|it| it.question() == question.words());
        chapter.into_iter().for_each(|chapter| chapter.show(figure));
    });
    let page = Page {
        kind: "How work flows",
        about: source_name(request),
        as_of: chart::date_words(record.today()),
        headline: findings::headline(&summary),
        lead: lead(&summary),
        facts: facts(&summary),
        chapters: chapters.into(),
        rules: rows::rules_and_laws(&summary),
        notes: words::withheld(&summary),
        doubts: &summary.source.warnings,
    };
    let report = page.report()?;
    Ok((summary, report))
}

fn lead(summary: &Summary) -> Vec<String> {
    let mut lead = vec![];
    // The headline leaves out whom it counts.
    if summary.cycle_time_days.p50.is_some() {
        lead.push(findings::counted_in(summary));
        lead.extend(findings::flattered(summary));
    }
    lead.extend(findings::flow_efficiency(summary));
    lead.extend(summary.changed_definition.clone());
    lead
}

fn facts(summary: &Summary) -> Vec<Fact> {
    let wip: Vec<f64> = summary.wip.at_end_of_day.iter().map(|day| f64::from(day.1)).collect();
    let weeks = summary.throughput.per_week.iter();
    let weeks: Vec<f64> = weeks.map(|week| f64::from(week.1)).collect();
    let open = findings::open_items(summary).map(|words| ("Open items", wip, words));
    let finished = ("Finished in a week", weeks, findings::throughput(summary));
    let next = findings::how_many(summary).map(|words| ("Ahead", vec![], words));
    let facts = open.into_iter().chain([finished]).chain(next);
    let fact = |(label, values, words): (&'static str, Vec<f64>, String)| Fact {
        label,
        spark: chart::sparkline(&values),
        words,
    };
    facts.map(fact).collect()
}
