//! Which format a file has, by its content: the keys of its first JSON record, or its header.

#[cfg(test)]
mod tests;

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
    Gitlab,
    Trello,
    AzureDevops,
    Linear,
    Redmine(RedmineFile),
}

/// The files that an export of Jira is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JiraFile {
    Issues,
    Statuses,
    Board,
    Meta,
}

/// The files that an export of Redmine is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RedmineFile {
    Issues,
    Statuses,
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
            Self::Gitlab => Format::GitlabJson,
            Self::Trello => Format::TrelloJson,
            Self::AzureDevops => Format::AzureDevopsJson,
            Self::Linear => Format::LinearJson,
            Self::Redmine(_) => Format::RedmineJson,
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
        (true, Some(asked)) => {
            let known = json(source).ok().filter(|known| known.format() == asked);
            known.or(json_content(asked)).ok_or_else(|| mismatch(source, "JSON", asked))
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
        (false, Some(asked)) => Err(mismatch(source, "no JSON", asked)),
    }
}

fn mismatch(source: &Source, found: &str, asked: Format) -> ReadError {
    let problem = format!("this is {found}, but {asked} was asked for");
    ReadError::new(&source.name, problem, "Leave --format out, or name another")
}

/// What a file of this format holds first of all, if the format is JSON.
fn json_content(format: Format) -> Option<Content> {
    match format {
        Format::GithubJson => Some(Content::Github),
        Format::JiraJson => Some(Content::Jira(JiraFile::Issues)),
        Format::GitlabJson => Some(Content::Gitlab),
        Format::TrelloJson => Some(Content::Trello),
        Format::AzureDevopsJson => Some(Content::AzureDevops),
        Format::LinearJson => Some(Content::Linear),
        Format::RedmineJson => Some(Content::Redmine(RedmineFile::Issues)),
        Format::EventsCsv
        | Format::StartFinishCsv
        | Format::DatesPerStateCsv
        | Format::JiraCsv
        | Format::KanboardCsv => None,
    }
}

fn json(source: &Source) -> Result<Content, ReadError> {
    let keys = json_records::keys(&source.head);
    let has = |name: &str| keys.iter().any(|key| key == name);
    let all = |names: &[&str]| names.iter().all(|name| has(name));
    let error = |problem: String, remedy: &str| ReadError::new(&source.name, problem, remedy);
    if let Some(content) = by_own_keys(&has) {
        return Ok(content);
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
    let remedy = "Known are issues of Jira with changelog, of GitHub with timelines, of GitLab \
                  with events, of Linear with history and of Redmine with journals, work items of \
                  Azure DevOps with updates, and boards of Trello";
    Err(error(problem, remedy))
}

/// What surrounds an empty list of results.
const PAGE_KEYS: [&str; 19] = [
    "issues",
    "values",
    "value",
    "nodes",
    "data",
    "pageInfo",
    "count",
    "total_count",
    "offset",
    "limit",
    "nextLink",
    "isLastBatch",
    "expand",
    "startAt",
    "maxResults",
    "total",
    "isLast",
    "nextPageToken",
    "warningMessages",
];

/// The trackers whose records have keys of their own, each asked before those that could be
/// mistaken for it.
fn by_own_keys(has: &dyn Fn(&str) -> bool) -> Option<Content> {
    let all = |names: &[&str]| names.iter().all(|name| has(name));
    let any = |names: &[&str]| names.iter().any(|name| has(name));
    if has("iid") {
        Some(Content::Gitlab)
    } else if any(&["idBoard", "idList"]) || TRELLO.iter().any(|keys| all(keys)) {
        Some(Content::Trello)
    } else if any(&["issue_statuses", "is_closed"]) {
        Some(Content::Redmine(RedmineFile::Statuses))
    } else if any(&["journals", "created_on"]) || all(&["tracker", "status"]) {
        Some(Content::Redmine(RedmineFile::Issues))
    } else if any(&["revisedDate", "workItemId"])
        || all(&["fields", "rev"])
        || (has("id") && any(&["updates", "revisions"]))
    {
        Some(Content::AzureDevops)
    } else if has("identifier") && !has("key") {
        Some(Content::Linear)
    } else {
        None
    }
}

/// What Trello's boards, actions and lists have, however the board was asked for.
const TRELLO: [&[&str]; 4] = [
    &["cards", "lists"],
    &["actions", "id", "name"],
    &["id", "data", "type", "date"],
    &["id", "name", "pos", "closed"],
];

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
