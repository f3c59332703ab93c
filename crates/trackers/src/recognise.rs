//! Which format a file has, by its content: the keys of its first JSON record, or its header.

use crate::bytes::Source;
use crate::dated_rows::Sample;
use crate::dates_per_state_csv;
use crate::error::ReadError;
use crate::jira_csv;
use crate::json_records;
use crate::kanboard_csv::{self, KanboardFile};
use crate::options::Format;
use crate::start_finish_csv::{self, is_vocabulary};
use crate::warnings::excerpt;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Events,
    StartFinish,
    DatesPerState,
    Github,
    Jira(JiraFile),
    JiraCsv,
    Kanboard(KanboardFile),
}

/// The files that an export of Jira is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JiraFile {
    Issues,
    Statuses,
    Board,
    Meta,
}

impl Content {
    pub(crate) fn format(self) -> Format {
        match self {
            Self::Events => Format::EventsCsv,
            Self::StartFinish => Format::StartFinishCsv,
            Self::DatesPerState => Format::DatesPerStateCsv,
            Self::Github => Format::GithubJson,
            Self::Jira(_) => Format::JiraJson,
            Self::JiraCsv => Format::JiraCsv,
            Self::Kanboard(_) => Format::KanboardCsv,
        }
    }
}

/// Recognises a file, or takes the format asked for.
///
/// # Errors
/// When it is nothing known, or known and not readable yet, or not what was asked for.
pub(crate) fn content(source: &Source, asked: Option<Format>) -> Result<Content, ReadError> {
    let is_json = matches!(source.head.trim_ascii_start().first(), Some(b'{' | b'['));
    match (is_json, asked) {
        (true, None) => json(source),
        (true, Some(Format::GithubJson)) => Ok(Content::Github),
        (true, Some(Format::JiraJson)) => {
            let known = json(source).ok().filter(|known| known.format() == Format::JiraJson);
            Ok(known.unwrap_or(Content::Jira(JiraFile::Issues)))
        }
        (false, Some(Format::EventsCsv)) => Ok(Content::Events),
        (false, Some(Format::StartFinishCsv)) => Ok(Content::StartFinish),
        (false, Some(Format::DatesPerStateCsv)) => Ok(Content::DatesPerState),
        (false, Some(Format::JiraCsv)) => Ok(Content::JiraCsv),
        (false, Some(Format::KanboardCsv)) => {
            let found = kanboard_csv::file(&Sample::of(source)?.names);
            Ok(Content::Kanboard(found.unwrap_or(KanboardFile::Transitions)))
        }
        (false, None) => csv(source),
        (_, Some(asked)) => {
            let found = if is_json { "JSON" } else { "no JSON" };
            let problem = format!("this is {found}, but {asked} was asked for");
            Err(ReadError::new(&source.name, problem, "Leave --format out, or name another"))
        }
    }
}

fn json(source: &Source) -> Result<Content, ReadError> {
    let keys = json_records::keys(&source.head);
    let has = |name: &str| keys.iter().any(|key| key == name);
    let all = |names: &[&str]| names.iter().all(|name| has(name));
    let error = |problem: String, remedy: &str| ReadError::new(&source.name, problem, remedy);
    if let Some(tracker) = not_yet(&has) {
        let problem = format!("this looks like {tracker}, which is known but cannot be read yet");
        return Err(error(problem, "Bring it into the events layout id,at,field,from,to"));
    }
    if has("changelog") || all(&["fields", "key"]) || all(&["fields", "id"]) {
        return Ok(Content::Jira(JiraFile::Issues));
    }
    if has("columnConfig") {
        return Ok(Content::Jira(JiraFile::Board));
    }
    if all(&["statusCategory", "name", "id"]) {
        return Ok(Content::Jira(JiraFile::Statuses));
    }
    if has("date_end") {
        return Ok(Content::Jira(JiraFile::Meta));
    }
    if has("issue") || has("pull") || (has("number") && (has("created_at") || has("createdAt"))) {
        return Ok(Content::Github);
    }
    if keys.is_empty() || keys.iter().all(|key| PAGE_KEYS.contains(&key.as_str())) {
        return Err(error("there is no record in this JSON".into(), "Check what was exported"));
    }
    let found = excerpt(&keys.join(", "));
    let problem = format!("the layout of this JSON is not known; its first record has {found}");
    Err(error(problem, "Known are Jira issues with changelog and GitHub issues with timelines"))
}

/// What surrounds an empty list of results.
const PAGE_KEYS: [&str; 9] = [
    "issues",
    "values",
    "expand",
    "startAt",
    "maxResults",
    "total",
    "isLast",
    "nextPageToken",
    "warningMessages",
];

/// Trackers whose exports are recognised but not read.
fn not_yet(has: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    if has("iid") {
        Some("GitLab")
    } else if has("idBoard") || has("idList") || (has("cards") && has("lists")) {
        Some("Trello")
    } else if has("journals") || (has("tracker") && has("status")) {
        Some("Redmine")
    } else if has("revisedDate") || (has("fields") && has("rev")) {
        Some("Azure DevOps")
    } else if has("identifier") && !has("key") {
        Some("Linear")
    } else {
        None
    }
}

fn csv(source: &Source) -> Result<Content, ReadError> {
    let sample = Sample::of(source)?;
    let has = |name: &str| sample.names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if has("at") && has("field") && has("to") {
        return Ok(Content::Events);
    }
    if let Some(kind) = kanboard_csv::file(&sample.names) {
        return Ok(Content::Kanboard(kind));
    }
    if jira_csv::has_layout(&sample) {
        return Ok(Content::JiraCsv);
    }
    let names_both = start_finish_csv::names_both(&sample);
    let only_these = sample.date_columns().all(|column| is_vocabulary(&sample.names[column]));
    if dates_per_state_csv::has_layout(&sample) && !(names_both && only_these) {
        return Ok(Content::DatesPerState);
    }
    if start_finish_csv::names_tell(&sample) {
        return Ok(Content::StartFinish);
    }
    let names = excerpt(&sample.names.join(","));
    let problem = format!("the layout is not known; the header is {names}");
    let remedy = format!(
        "Known are id,at,field,from,to, a date per state behind the id and the name, and two \
         dates: {}; --format start-finish reads two date columns when their names tell; what Jira \
         and Kanboard export as CSV is known by its English names",
        start_finish_csv::accepted()
    );
    Err(ReadError::new(&source.name, problem, remedy).at_line(1))
}
