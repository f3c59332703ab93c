//! How a record is told beside its figures: the source, the rules, and what to doubt. Every page
//! that shows figures of a record shows these.

use super::{AsOf, Record, Warning};
use crate::wording::{WIDTH, counted, grouped, listed, to_the_second, wrapped};
use chart::{Annotation, AnnotationKind};
use flow::workflow::{
    Category, Count, DroppedRule, FinishRule, MovingBack, StartRule, StraightToDone, word,
};
use serde::Serialize;
use std::fmt::Write;

/// Fewer finished items than this have no figures but themselves, on any page.
pub(crate) const FEWEST_FOR_FIGURES: usize = 8;

#[derive(Clone, Debug, Serialize)]
pub(crate) struct SourceUsed {
    pub(crate) format: String,
    pub(crate) items: u64,
    pub(crate) events: u64,
    pub(crate) first_event_at: Option<String>,
    pub(crate) last_event_at: Option<String>,
    /// Only items with these attributes were looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) filters: Vec<String>,
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct RulesUsed {
    pub(crate) states: Vec<StateUsed>,
    pub(crate) started_on_entering: String,
    pub(crate) finished_on_entering: String,
    pub(crate) moving_back: &'static str,
    pub(crate) start: &'static str,
    pub(crate) finish: &'static str,
    pub(crate) straight_to_done: &'static str,
    pub(crate) count: &'static str,
    pub(crate) dropped: &'static str,
    pub(crate) time_zone: String,
    /// Calendar days or working days.
    pub(crate) days: &'static str,
    /// Whether the states' meanings were given, are the source's own, or were guessed.
    pub(crate) states_are: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct StateUsed {
    pub(crate) name: String,
    pub(crate) category: &'static str,
}

/// What was read.
pub(crate) fn source(record: &Record) -> SourceUsed {
    SourceUsed {
        format: record.format.name().to_owned(),
        items: record.items,
        events: record.events,
        first_event_at: record.extent.map(|(first, _)| first.to_string()),
        last_event_at: record.extent.map(|(_, last)| last.to_string()),
        filters: record.filters.iter().map(|it| format!("{}={}", it.column, it.value)).collect(),
        warnings: record.warnings.clone(),
    }
}

/// The annotations as sentences for a footer, and what a changed definition means for the figures.
pub(crate) fn annotations(record: &Record) -> Vec<String> {
    let within: Vec<&Annotation> = record.annotations_within().collect();
    let named = within.iter().map(|it| it.words().trim_end_matches('.').to_owned() + ".");
    named.chain(changed_definition(record)).collect()
}

/// That figures from before and after are not the same thing, where a definition changed.
pub(crate) fn changed_definition(record: &Record) -> Option<String> {
    let changes = record.annotations_within().filter(|it| it.kind == AnnotationKind::Definition);
    let on: Vec<String> = changes.map(|it| chart::date_words(it.on)).collect();
    let on = listed(&on)?;
    Some(format!("The definition changed on {on}: before and after are not the same thing."))
}

/// The rules it was read by.
pub(crate) fn rules(record: &Record) -> RulesUsed {
    let workflow = &record.workflow;
    let rules = workflow.rules;
    let state = |it: &flow::workflow::State| StateUsed {
        name: it.name.clone(),
        category: word(&Category::WORDS, it.category),
    };
    RulesUsed {
        states: workflow.states().iter().map(state).collect(),
        started_on_entering: workflow.started_on_entering().to_owned(),
        finished_on_entering: workflow.finished_on_entering().to_owned(),
        moving_back: word(&MovingBack::WORDS, rules.moving_back),
        start: word(&StartRule::WORDS, rules.start),
        finish: word(&FinishRule::WORDS, rules.finish),
        straight_to_done: word(&StraightToDone::WORDS, rules.straight_to_done),
        count: word(&Count::WORDS, rules.count),
        dropped: word(&DroppedRule::WORDS, rules.dropped),
        time_zone: record.time_zone.clone(),
        days: if record.calendar.counts_working_days() { "working" } else { "calendar" },
        states_are: states_are(record),
    }
}

/// Who says what the states mean: a workflow file, the source itself, or nobody.
fn states_are(record: &Record) -> &'static str {
    let own = record.history.states().iter().all(|state| state.category.is_some());
    match (record.states_given, own) {
        (true, _) => "given",
        (false, true) => "the source's own",
        (false, false) => "guessed",
    }
}

/// Where the instant of the record comes from, in words.
pub(crate) fn as_of_is(record: &Record) -> &'static str {
    match record.as_of.1 {
        AsOf::Given => "given",
        AsOf::Export => "the export's own time",
        AsOf::LastEvent => "the last event",
    }
}

/// The source and the rules as rows of text.
pub(crate) fn rows(
    source: &SourceUsed,
    rules: &RulesUsed,
    as_of: &str,
    as_of_is: &str,
) -> Vec<(&'static str, String)> {
    let day = |instant: &String| instant.split('T').next().unwrap_or_default().to_owned();
    let span = match (&source.first_event_at, &source.last_event_at) {
        (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
        _ => String::new(),
    };
    let (items, events) = (counted(source.items, "item"), counted(source.events, "event"));
    let mut rows = vec![
        ("Source", format!("{}: {items}, {events}{span}", source.format)),
        ("Only", source.filters.join(", ")),
        ("As of", format!("{} ({as_of_is})", to_the_second(as_of))),
        ("Clock", clock(rules)),
        ("Days", days(rules)),
    ];
    rows.retain(|row| !row.1.is_empty());
    let states: Vec<String> =
        rules.states.iter().map(|it| format!("{} ({})", it.name, it.category)).collect();
    rows.push(("States", states.join(" → ")));
    if rules.states_are == "guessed" {
        let hint = "guessed from moves and names; --suggest-workflow prints a file to correct";
        rows.push(("", hint.to_owned()));
    }
    rows
}

pub(crate) fn clock(rules: &RulesUsed) -> String {
    let done = rules.states.iter().filter(|it| it.category == "done");
    let done: Vec<String> = done.map(|it| format!("“{}”", it.name)).collect();
    format!(
        "starts on entering “{}”, stops on entering {}",
        rules.started_on_entering,
        done.join(" or ")
    )
}

pub(crate) fn days(rules: &RulesUsed) -> String {
    let count = match rules.count {
        "inclusive_days" => "first and last day included",
        "elapsed_days" => "elapsed days",
        _ => "exact time",
    };
    format!("{} days in {}, {count}", rules.days, rules.time_zone)
}

/// What was left out or doubted, under a heading; nothing where there is nothing.
pub(crate) fn doubts(warnings: &[Warning]) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let widest = warnings.iter().map(|it| grouped(it.count).len()).max().unwrap_or(0);
    let mut text = String::from("To doubt\n");
    for Warning { code, count, example } in warnings {
        let said = format!("{}: {example}", code.replace('_', " "));
        let mut count = grouped(*count);
        for line in wrapped(&said, WIDTH - widest - 4) {
            let _ = writeln!(text, "  {count:>widest$}  {line}");
            count.clear();
        }
    }
    text
}
