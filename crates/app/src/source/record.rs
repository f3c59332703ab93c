//! A request turned into a record: history, workflow, lives, and the days they cover.

use super::model::{Request, Window};
use super::workflow_file::WorkflowFile;
use crate::Error;
use chart::Annotation;
use flow::lives::Lives;
use flow::throughput::whole_days;
use flow::workflow::Workflow;
use flow::{Calendar, DayRange, History, Instant};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use trackers::{Format, ReadOptions, Reading};

/// Where the instant of the record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// It was given.
    Given,
    /// The export says when it was made.
    Export,
    /// It is the last event of the export.
    LastEvent,
}

/// What was left out or doubted: how often, and the first case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A stable name for programs.
    pub code: &'static str,
    /// How many cases.
    pub count: u64,
    /// The first of them.
    pub example: String,
}

/// A work history read by a workflow, as of an instant.
#[derive(Debug)]
pub struct Record {
    /// The layout that was read.
    pub format: Format,
    /// How many items the files hold, before any filter.
    pub items: u64,
    /// How many events the files hold.
    pub events: u64,
    /// The first and the last of them.
    pub extent: Option<(Instant, Instant)>,
    /// What was left out or doubted.
    pub warnings: Vec<Warning>,
    /// What happened.
    pub history: History,
    /// The rules by which it is read.
    pub workflow: Workflow,
    /// The team's days.
    pub calendar: Calendar,
    /// The team's time zone by name.
    pub time_zone: String,
    /// Every item under the rules.
    pub lives: Lives,
    /// The days worth a line on the time axis, by date.
    pub annotations: Vec<Annotation>,
    /// Only items with these attributes were looked at.
    pub filters: Vec<flow::Filter>,
    /// Where an item is to be seen, with `{id}` or `{number}` in place of its name.
    pub item_url: Option<String>,
    /// As of when, and where that comes from.
    pub as_of: (Instant, AsOf),
    /// The days that are told, from the first event (or the window's first day) to `as_of`.
    pub range: DayRange,
    /// Those of them that are over.
    pub whole: DayRange,
    /// Whether a window begins after the record does.
    pub begins_within: bool,
    /// The window that was asked for.
    pub window: Option<Window>,
    /// Whether the states were given by a workflow file; else they are guessed.
    pub states_given: bool,
}

/// Reads the files of a request. `progress` hears how many bytes and events there have been.
///
/// # Errors
/// [`Error`] when the files, the workflow file or what was asked cannot be used.
pub fn read(request: &Request, progress: &mut dyn FnMut(u64, u64)) -> Result<Record, Error> {
    read_by(request, &WorkflowFile::of(request.workflow.as_deref())?, progress)
}

/// Reads the files of a request by a workflow file that has been read already.
pub(super) fn read_by(
    request: &Request,
    file: &WorkflowFile,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Record, Error> {
    let time_zone =
        request.time_zone.clone().or(file.time_zone.clone()).unwrap_or_else(|| "UTC".to_owned());
    let zone = TimeZone::get(&time_zone).map_err(|_| Error::TimeZone(time_zone.clone()))?;
    let refused = |sentence: String| Error::Asked(sentence);
    let calendar = file.calendar(zone.clone()).map_err(refused)?;
    let states = file.states().map_err(refused)?;

    let options = ReadOptions {
        format: request.format,
        date_order: request.date_order,
        time_zone: zone,
        filters: request.filters.clone(),
        states: states.iter().flatten().map(|state| state.name.clone()).collect(),
    };
    let reading = trackers::read(trackers::open(&request.paths)?, &options, progress)?;

    let rules = file.rules().map_err(refused)?;
    let states_given = states.is_some();
    let mut workflow = match states {
        Some(states) => Workflow::new(states, rules)?,
        None if reading.history.entry_count() == 0 => return Err(nothing(request)),
        None => Workflow::proposed(&reading.history)?.with_rules(rules),
    };
    if let Some(start) = request.start.as_ref().or(file.start.as_ref()) {
        workflow = workflow.starting_on(start)?;
    }
    if let Some(finish) = request.finish.as_ref().or(file.finish.as_ref()) {
        workflow = workflow.finishing_on(finish)?;
    }
    let read_by = ReadBy { workflow, states_given, calendar, time_zone };
    let record = record(request, reading, read_by)?;
    let annotations = file.annotations().map_err(refused)?;
    let item_url = file.item_url().map_err(refused)?;
    let filters = request.filters.clone();
    Ok(Record { annotations, item_url, filters, ..record })
}

impl Record {
    /// The civil date of `as_of` where the team is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.calendar.civil_date(self.as_of.0)
    }

    /// The annotations that lie in the days looked at.
    pub fn annotations_within(&self) -> impl Iterator<Item = &Annotation> {
        let (first, last) = (self.calendar.date(self.range.first), self.today());
        self.annotations.iter().filter(move |it| (first..=last).contains(&it.on))
    }
}

/// What a reading is read by.
struct ReadBy {
    workflow: Workflow,
    states_given: bool,
    calendar: Calendar,
    time_zone: String,
}

fn record(
    request: &Request,
    reading: Reading,
    ReadBy { workflow, states_given, calendar, time_zone }: ReadBy,
) -> Result<Record, Error> {
    let kept = reading.history.extent();
    let all = reading.first_event_at.zip(reading.last_event_at);
    let Some((first_at, last_at)) = (if request.filters.is_empty() { all.or(kept) } else { kept })
    else {
        return Err(nothing(request));
    };
    let last_at = all.map_or(last_at, |(_, last)| last);
    let as_of = as_of(request, &reading, (first_at, last_at), &calendar)?;
    let window_first = request.window.and_then(|window| window.first);
    let last = calendar.latest_day(as_of.0);
    let first = calendar.day_of(first_at).min(last);
    let begins = window_first.map_or(first, |date| calendar.day_of_date(date).max(first));
    let range = DayRange { first: begins, last };
    if range.is_empty() {
        let first = calendar.date(begins);
        return Err(Error::Asked(format!(
            "The window begins on {first}, after the record ends on {}.",
            calendar.civil_date(as_of.0)
        )));
    }
    let lives = Lives::new(&reading.history, &workflow, &calendar, as_of.0);
    let mut warnings: Vec<Warning> = reading
        .warnings
        .into_iter()
        .map(|it| Warning { code: it.code, count: it.count, example: it.example })
        .collect();
    warnings.extend(super::model::stale(as_of, last_at));
    warnings.extend(super::model::doubts(&reading.history, &lives, &workflow));
    Ok(Record {
        format: reading.format,
        items: reading.items,
        events: reading.events,
        extent: all,
        warnings,
        whole: whole_days(range, &calendar, as_of.0),
        begins_within: begins > first,
        window: request.window,
        states_given,
        history: reading.history,
        workflow,
        calendar,
        time_zone,
        lives,
        annotations: vec![],
        filters: vec![],
        item_url: None,
        as_of,
        range,
    })
}

/// The instant as of which the record is told: what is given, else what the export says, else its
/// last event; never after the end of the window.
fn as_of(
    request: &Request,
    reading: &Reading,
    (first_at, last_at): (Instant, Instant),
    calendar: &Calendar,
) -> Result<(Instant, AsOf), Error> {
    let mut as_of = match (request.now, reading.exported_at) {
        (Some(now), _) => (now.instant(calendar), AsOf::Given),
        (None, Some(exported_at)) => (exported_at, AsOf::Export),
        (None, None) => (last_at, AsOf::LastEvent),
    };
    if let Some(last) = request.window.and_then(|window| window.last) {
        let end = super::Moment::EndOf(last).instant(calendar);
        if end < as_of.0 {
            as_of = (end, AsOf::Given);
        }
    }
    if as_of.0 < first_at {
        return Err(Error::Asked(format!(
            "{} lies before the data: the first event is of {first_at}. Give a later --now or \
             window.",
            as_of.0
        )));
    }
    Ok(as_of)
}

fn nothing(request: &Request) -> Error {
    let asked: Vec<String> =
        request.filters.iter().map(|it| format!("{}={}", it.column, it.value)).collect();
    if asked.is_empty() {
        Error::Asked(
            "The files tell of no item entering a state: there is nothing to say yet.".to_owned(),
        )
    } else {
        Error::Asked(format!("No item fits --where {}.", asked.join(" --where ")))
    }
}
