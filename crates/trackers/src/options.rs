//! What the caller may say about the files before they are read.

use flow::Filter;
use jiff::tz::TimeZone;
use std::fmt;
use std::str::FromStr;

/// What is known of the files beforehand. The default recognises everything from the content and
/// takes dates without a zone as UTC.
///
/// ```
/// use trackers::{Format, ReadOptions};
/// let options = ReadOptions { format: Some(Format::EventsCsv), ..ReadOptions::default() };
/// assert!(options.date_order.is_none());
/// ```
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The format; none recognises it.
    pub format: Option<Format>,
    /// The order of day, month and year in dates such as 3/4/2026; none recognises it per column
    /// and refuses a column that fits two.
    pub date_order: Option<DateOrder>,
    /// Where dates without a zone belong.
    pub time_zone: TimeZone,
    /// Only items that fit every filter are kept.
    pub filters: Vec<Filter>,
    /// The state names of a workflow: a GitHub label with such a name is a state.
    pub states: Vec<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            format: None,
            date_order: None,
            time_zone: TimeZone::UTC,
            filters: vec![],
            states: vec![],
        }
    }
}

/// The layouts that can be read.
///
/// ```
/// use trackers::Format;
/// let format: Format = "dates-per-state".parse().unwrap();
/// assert_eq!(format.name(), "dates per state csv");
/// let unknown = "excel".parse::<Format>().unwrap_err().to_string();
/// assert!(unknown.starts_with("there is no format \"excel\"; there are events, start-finish, "));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `id,at,field,from,to`, one event a row.
    EventsCsv,
    /// One item a row, with a start and a finish column.
    StartFinishCsv,
    /// One item a row, with a column per state holding the date it was entered.
    DatesPerStateCsv,
    /// Jira issues with their changelog.
    JiraJson,
    /// GitHub issues and pull requests with their timelines.
    GithubJson,
    /// Jira's issues as its search exports them, one a row.
    JiraCsv,
    /// Kanboard's task transitions, its tasks, or both.
    KanboardCsv,
    /// GitLab issues and merge requests with their state and label events.
    GitlabJson,
    /// A Trello board with its actions.
    TrelloJson,
    /// Azure DevOps work items with their updates or revisions.
    AzureDevopsJson,
    /// Linear issues with their history.
    LinearJson,
    /// Redmine issues with their journals.
    RedmineJson,
}

impl Format {
    const ALL: [(Self, &'static str, &'static str); 12] = [
        (Self::EventsCsv, "events", "events csv"),
        (Self::StartFinishCsv, "start-finish", "start and finish csv"),
        (Self::DatesPerStateCsv, "dates-per-state", "dates per state csv"),
        (Self::JiraJson, "jira", "jira json"),
        (Self::GithubJson, "github", "github json"),
        (Self::JiraCsv, "jira-csv", "jira csv"),
        (Self::KanboardCsv, "kanboard", "kanboard csv"),
        (Self::GitlabJson, "gitlab", "gitlab json"),
        (Self::TrelloJson, "trello", "trello json"),
        (Self::AzureDevopsJson, "azure-devops", "azure devops json"),
        (Self::LinearJson, "linear", "linear json"),
        (Self::RedmineJson, "redmine", "redmine json"),
    ];

    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.2)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        pick("format", name, Self::ALL.iter().map(|entry| (entry.0, entry.1)))
    }
}

/// Which of the numbers in a date is the day, the month and the year.
///
/// ```
/// use trackers::DateOrder;
/// assert_eq!("day-first".parse(), Ok(DateOrder::DayFirst));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-04-03
    YearFirst,
    /// 3/4/2026, 3.4.2026: the third of April
    DayFirst,
    /// 4/3/2026: the third of April
    MonthFirst,
}

impl DateOrder {
    const ALL: [(Self, &'static str); 3] = [
        (Self::YearFirst, "year-first"),
        (Self::DayFirst, "day-first"),
        (Self::MonthFirst, "month-first"),
    ];

    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }
}

impl FromStr for DateOrder {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        pick("date order", name, Self::ALL.into_iter())
    }
}

/// A name that none of the choices has; `Display` lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(String);

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownName {}

fn pick<T>(
    what: &str,
    asked: &str,
    choices: impl Iterator<Item = (T, &'static str)>,
) -> Result<T, UnknownName> {
    let mut names = vec![];
    for (choice, name) in choices {
        if name.eq_ignore_ascii_case(asked) {
            return Ok(choice);
        }
        names.push(name);
    }
    Err(UnknownName(format!("there is no {what} \"{asked}\"; there are {}", names.join(", "))))
}
