//! Reading: the one way from files to a history.

use crate::azure_devops::AzureDevops;
use crate::bytes;
use crate::collector::{Collector, Progress};
use crate::column_names::is_person;
use crate::dates_per_state_csv;
use crate::error::ReadError;
use crate::events_csv;
use crate::github;
use crate::gitlab::Gitlab;
use crate::jira::Jira;
use crate::jira_csv;
use crate::kanboard_csv::Kanboard;
use crate::linear::Linear;
use crate::open::Input;
use crate::options::{Format, ReadOptions};
use crate::recognise::{self, Content, RedmineFile};
use crate::redmine::Redmine;
use crate::start_finish_csv;
use crate::trello::Trello;
use crate::warnings::Warning;
use flow::{History, Instant};

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The format that was recognised, or asked for.
    pub format: Format,
    /// The items with their state entries and blocks.
    pub history: History,
    /// What was left out or doubted, and which order of dates was recognised.
    pub warnings: Vec<Warning>,
    /// Items in the files, before the filters.
    pub items: u64,
    /// Events in the files: rows of an events file, dates of the other tables, changes of fields
    /// (Jira and the like) or timeline events (GitHub), creations, and closings that no event
    /// tells.
    pub events: u64,
    /// The earliest event of any kind.
    pub first_event_at: Option<Instant>,
    /// The latest event of any kind.
    pub last_event_at: Option<Instant>,
    /// Up to when the files tell everything, where they say so and no event contradicts it.
    pub exported_at: Option<Instant>,
}

/// Reads files of one format into one history. Nothing but the readers given is touched.
///
/// `progress` is told the bytes taken from the files and the events read so far, about every
/// 65,536 events and at the end.
///
/// # Errors
/// [`ReadError`] when a file as a whole cannot be read: unreadable, damaged, of no known format
/// or of another than the files before it, without the columns it needs, with dates that fit two
/// orders, or without any record that can be used; and a filter on an attribute that names a
/// person.
///
/// ```
/// use trackers::{Input, ReadOptions, read};
/// let text = "id,at,field,from,to\nA-1,2026-03-01T09:00:00Z,status,,Doing\n";
/// let input = Input::new("events.csv", text.as_bytes());
/// let reading = read(vec![input], &ReadOptions::default(), &mut |_, _| ()).unwrap();
/// assert_eq!(reading.format.name(), "events csv");
/// assert_eq!((reading.items, reading.events), (1, 1));
/// ```
pub fn read(
    inputs: Vec<Input>,
    options: &ReadOptions,
    progress: Progress<'_>,
) -> Result<Reading, ReadError> {
    if let Some(person) = options.filters.iter().find(|filter| is_person(&filter.column)) {
        let problem = format!(
            "Roundtable makes no figures about people, so it does not filter by \"{}\"",
            person.column
        );
        return Err(ReadError::new("", problem, ""));
    }
    let mut collector = Collector::new(options, progress);
    let mut session = Session::default();
    for input in inputs {
        session.take(input, &mut collector)?;
    }
    session.finish(collector)
}

/// What is known across the files of one reading.
#[derive(Default)]
struct Session {
    /// The first file and what it was recognised as.
    first: Option<(String, Format)>,
    jira: Jira,
    kanboard: Kanboard,
    gitlab: Gitlab,
    trello: Trello,
    azure_devops: AzureDevops,
    linear: Linear,
    redmine: Redmine,
}

impl Session {
    fn take(&mut self, input: Input, collector: &mut Collector) -> Result<(), ReadError> {
        if let Some(example) = input.passed_over() {
            collector.warnings.add("file_passed_over", || example);
            return Ok(());
        }
        let source = bytes::source(input.name, input.reader, collector)?;
        let content = match recognise::content(&source, collector.options.format) {
            Err(error) if input.optional => {
                collector.warnings.add("file_passed_over", || error.to_string());
                return Ok(());
            }
            content => content?,
        };
        self.agree(&source.name, content.format())?;
        match content {
            Content::Events => events_csv::read(source, collector),
            Content::Github => github::read(source, collector),
            Content::Jira(kind) => self.jira.read(source, kind, collector),
            Content::JiraCsv => jira_csv::read(source, collector),
            Content::Kanboard(kind) => self.kanboard.read(source, kind, collector),
            Content::Gitlab => self.gitlab.read(source, collector),
            Content::Trello => self.trello.read(source, collector),
            Content::AzureDevops => self.azure_devops.read(source, collector),
            Content::Linear => self.linear.read(source, collector),
            Content::Redmine(RedmineFile::Issues) => self.redmine.read(source, collector),
            Content::Redmine(RedmineFile::Statuses) => {
                self.redmine.read_statuses(source, collector)
            }
            Content::StartFinish => start_finish_csv::read(source, collector),
            Content::DatesPerState => dates_per_state_csv::read(source, collector),
        }
    }

    /// All files must be of one format.
    fn agree(&mut self, name: &str, format: Format) -> Result<(), ReadError> {
        let (first, expected) = self.first.get_or_insert_with(|| (name.to_owned(), format));
        if *expected == format {
            return Ok(());
        }
        let problem = format!("this is {format}, but {first} is {expected}");
        Err(ReadError::new(name, problem, "Read files of one format at a time"))
    }

    fn finish(self, mut collector: Collector) -> Result<Reading, ReadError> {
        let Some((first, format)) = self.first else {
            let passed_over = collector.warnings.first().map(|first| first.example.clone());
            let problem = passed_over.map_or("no file was given".to_owned(), |example| {
                format!("no file here has a known layout; the first: {example}")
            });
            return Err(ReadError::new("input", problem, "Name an exported file"));
        };
        self.jira.finish(&mut collector)?;
        self.kanboard.finish(&mut collector)?;
        self.gitlab.finish(&mut collector);
        self.trello.finish(&mut collector)?;
        self.azure_devops.finish(&mut collector)?;
        self.linear.finish(&mut collector)?;
        self.redmine.finish(&mut collector)?;
        collector.report();
        if collector.items == 0 {
            return Err(nothing(&first, &collector));
        }
        if let Some(column) = collector.builder.unknown_columns().next() {
            let known = collector.builder.columns().filter(|column| !is_person(column));
            let known: Vec<&str> = known.collect();
            let problem = format!("no item has an attribute \"{column}\"");
            let remedy = match known.len() {
                0 => "There are no attributes to filter by".to_owned(),
                _ => format!("There are: {}", known.join(", ")),
            };
            return Err(ReadError::new(&first, problem, remedy));
        }
        let history = collector.builder.finish();
        if matches!(format, Format::EventsCsv | Format::KanboardCsv) {
            events_csv::doubt_beginnings(&history, &mut collector.warnings);
        }
        Ok(Reading {
            format,
            history,
            warnings: collector.warnings.into_vec(),
            items: collector.items,
            events: collector.events,
            first_event_at: collector.first_event_at,
            last_event_at: collector.last_event_at,
            exported_at: collector.exported_at,
        })
    }
}

fn nothing(file: &str, collector: &Collector) -> ReadError {
    let problem = match (collector.records, collector.warnings.first()) {
        (0, _) => "there is a header, or an empty list, and nothing in it".to_owned(),
        (_, None) => "there is no item in it".to_owned(),
        (1, Some(first)) => {
            format!("its only record cannot be used: {} ({})", first.example, first.code)
        }
        (count, Some(first)) => format!(
            "none of its {count} records can be used; the first: {} ({})",
            first.example, first.code
        ),
    };
    ReadError::new(file, problem, "Check what was exported")
}
