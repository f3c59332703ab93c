//! Which tracker a file of JSON is from, each told apart from all the others.

use super::{Content, JiraFile, RedmineFile, content};
use crate::Format;
use crate::bytes::Source;

/// A record of each file that is read, as small as one may be and as the tracker gives it.
const RECORDS: [(Content, &str); 21] = [
    (Content::Gitlab, r#"{"id":1,"iid":1,"state":"opened","created_at":"x","labels":[]}"#),
    (Content::Gitlab, r#"{"iid":1,"resource_state_events":[],"resource_label_events":[]}"#),
    (Content::Trello, r#"{"id":"1","cards":[],"lists":[]}"#),
    (Content::Trello, r#"{"id":"1","name":"B","labelNames":{},"actions":[],"cards":"#),
    (
        Content::Trello,
        r#"{"id":"1","idMemberCreator":"2","data":{"card":{}},"type":"x","date":"y"}"#,
    ),
    (Content::Trello, r#"{"id":"1","badges":{},"idBoard":"2","idList":"3","closed":false}"#),
    (Content::Trello, r#"{"id":"1","name":"To do","closed":false,"pos":1}"#),
    (Content::Redmine(RedmineFile::Issues), r#"{"issue":{"id":1,"created_on":"x"}}"#),
    (Content::Redmine(RedmineFile::Issues), r#"{"id":1,"tracker":{},"status":{},"journals":[]}"#),
    (Content::Redmine(RedmineFile::Statuses), r#"{"id":1,"name":"New","is_closed":false}"#),
    (Content::AzureDevops, r#"{"id":1,"workItemId":1,"rev":1,"revisedDate":"x","fields":{}}"#),
    (Content::AzureDevops, r#"{"id":1,"rev":1,"fields":{},"url":"x"}"#),
    (Content::AzureDevops, r#"{"id":1,"updates":[{"rev":1}]}"#),
    (Content::Linear, r#"{"identifier":"E-1","createdAt":"x","state":{},"history":{"nodes":[]}}"#),
    (Content::Jira(JiraFile::Issues), r#"{"id":"1","key":"A-1","fields":{},"changelog":{}}"#),
    (Content::Jira(JiraFile::Issues), r#"{"id":"1","fields":{"status":{},"created":"x"}}"#),
    (Content::Jira(JiraFile::Statuses), r#"{"id":"1","name":"Done","statusCategory":{}}"#),
    (Content::Jira(JiraFile::Board), r#"{"id":1,"columnConfig":{"columns":[]}}"#),
    (Content::Github, r#"{"type":"issue","issue":{"number":1,"created_at":"x"},"events":[]}"#),
    (Content::Github, r#"{"pull":{"number":1},"events":[]}"#),
    (Content::Github, r#"{"id":1,"number":1,"state":"open","created_at":"x","labels":[]}"#),
];

fn recognised(text: &str, asked: Option<Format>) -> Result<Content, String> {
    let head = text.as_bytes().to_vec();
    let source = Source { name: "x".into(), text: Box::new(std::io::empty()), head };
    content(&source, asked).map_err(|error| error.to_string())
}

#[test]
fn each_record_gives_its_tracker_away_alone_in_lists_in_lines_and_in_pages() {
    for (expected, record) in RECORDS {
        for text in [
            record.to_owned(),
            format!("[{record},{record}]"),
            format!("{record}\r\n{record}"),
            format!("[\n  {record}"),
            format!(" {record}").replace(":", " :\n\t"),
        ] {
            assert_eq!(recognised(&text, None), Ok(expected), "{text}");
        }
    }
}

#[test]
fn pages_of_records_are_told_by_what_is_in_them() {
    for (expected, record) in RECORDS {
        for page in ["{\"count\":1,\"value\":[R]}", "{\"data\":{\"issues\":{\"nodes\":[R]}}}"] {
            let text = page.replace('R', record);
            // What wraps a single record is not looked for within a page.
            if !record.starts_with("{\"issue\"") {
                assert_eq!(recognised(&text, None), Ok(expected), "{text}");
            }
        }
    }
    for (text, expected) in [
        ("{\"issue_statuses\":[{\"id\":1}]}", Content::Redmine(RedmineFile::Statuses)),
        ("{\"issues\":[{\"id\":1,\"tracker\":{},\"status\":{}}]}", RECORDS[7].0),
        ("{\"values\":[{\"id\":3,\"rev\":8,\"fields\":{}}],\"nextLink\":1}", Content::AzureDevops),
        ("{\"issues\":[{\"key\":\"A-1\",\"fields\":{}}]}", Content::Jira(JiraFile::Issues)),
    ] {
        assert_eq!(recognised(text, None), Ok(expected), "{text}");
    }
}

#[test]
fn an_empty_page_is_no_tracker() {
    for text in [
        "{\"count\":0,\"value\":[]}",
        "{\"data\":{\"issues\":{\"nodes\":[],\"pageInfo\":{}}}}",
        "{\"issues\":[],\"total_count\":0,\"offset\":0,\"limit\":25}",
        "[]",
        "{}",
    ] {
        let refused = recognised(text, None).unwrap_err();
        assert!(refused.starts_with("x: there is no record in this JSON"), "{text}: {refused}");
    }
}

#[test]
fn the_format_asked_for_is_taken_whatever_the_record_says() {
    for (content, record) in RECORDS {
        let asked = content.format();
        assert_eq!(recognised(record, Some(asked)), Ok(content));
        let other = recognised("{\"a\":1}", Some(asked)).unwrap();
        assert_eq!(other.format(), asked);
    }
    assert_eq!(
        recognised("{\"a\":1}", Some(Format::EventsCsv)).unwrap_err(),
        "x: this is JSON, but events csv was asked for. Leave --format out, or name another."
    );
}
