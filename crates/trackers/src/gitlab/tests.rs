//! What GitLab's issues, merge requests and events mean.

use crate::ReadOptions;
use crate::Reading;
use crate::testing::{code, entries, read_text, read_with, shared_api_text};
use flow::Filter;
use flow::workflow::Category;

/// An issue created on the first of March, with these fields, state events and label events.
fn issue(fields: &str, states: &[String], labels: &[String]) -> String {
    format!(
        "{{\"id\":70,\"iid\":7,\"project_id\":3,\"title\":\"ä\",\"created_at\":\
         \"2026-03-01T00:00:00.000Z\",\"type\":\"ISSUE\",\"issue_type\":\"issue\",\"author\":\
         {{\"username\":\"ana\"}}{fields},\"resource_state_events\":[{}],\
         \"resource_label_events\":[{}]}}",
        states.join(","),
        labels.join(",")
    )
}

fn at(day: u8) -> String {
    format!("\"created_at\":\"2026-03-{day:02}T00:00:00.000Z\"")
}

fn state(day: u8, state: &str) -> String {
    format!("{{\"id\":{day},\"user\":{{\"id\":1}},{},\"state\":\"{state}\"}}", at(day))
}

fn label(day: u8, action: &str, name: &str) -> String {
    let label = format!("{{\"id\":73,\"name\":\"{name}\",\"color\":\"#34495E\"}}");
    format!("{{\"id\":{day},{},\"label\":{label},\"action\":\"{action}\"}}", at(day))
}

const OPEN: &str = ",\"state\":\"opened\",\"closed_at\":null";
const CLOSED: &str = ",\"state\":\"closed\",\"closed_at\":\"2026-03-05T00:00:00.000Z\"";

fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "#7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn creation_opens_though_no_event_tells_it_and_closing_finishes() {
    let reading = read_text("g.json", &issue(CLOSED, &[state(5, "closed")], &[]));
    assert_eq!(story(&reading), ["2026-03-01 opened", "2026-03-05 closed"]);
    assert_eq!((reading.format.name(), reading.events), ("gitlab json", 2));
    assert_eq!(reading.warnings, []);
    let categories: Vec<_> = reading.history.states().iter().map(|it| it.category).collect();
    assert_eq!(categories, [Category::Active, Category::Done].map(Some));
}

#[test]
fn a_scoped_label_is_a_state_and_takes_the_place_of_the_one_before() {
    let labels = [
        label(2, "add", "workflow::doing"),
        label(2, "add", "priority::high"),
        label(3, "add", "workflow::review"),
        label(3, "remove", "workflow::doing"),
        label(4, "remove", "workflow::review"),
    ];
    let reading = read_text("g.json", &issue(CLOSED, &[state(5, "closed")], &labels));
    assert_eq!(
        story(&reading),
        [
            "2026-03-01 opened",
            "2026-03-02 workflow::doing",
            "2026-03-03 workflow::review",
            "2026-03-04 opened",
            "2026-03-05 closed"
        ]
    );
    // What has no label yet waits for one.
    assert_eq!(reading.history.states()[0].category, Some(Category::Queue));
    assert_eq!(reading.warnings, []);
}

#[test]
fn a_label_that_the_workflow_names_is_that_state() {
    let labels = [label(2, "add", "DOING"), label(3, "add", "team::review")];
    let states = vec!["Doing".to_owned(), "Review".to_owned()];
    let options = ReadOptions { states, ..ReadOptions::default() };
    let fields = format!("{OPEN},\"labels\":[\"DOING\",\"team::review\"]");
    let reading = read_with("g.json", issue(&fields, &[], &labels), &options).unwrap();
    assert_eq!(story(&reading), ["2026-03-01 opened", "2026-03-02 Doing", "2026-03-03 Review"]);
    assert_eq!(reading.warnings, []);
}

#[test]
fn a_deleted_label_is_null_and_counted() {
    let deleted = label(2, "add", "x").replace("\"label\":{", "\"label\":null,\"y\":{");
    let reading = read_text("g.json", &issue(OPEN, &[], &[deleted]));
    assert_eq!(story(&reading), ["2026-03-01 opened"]);
    assert_eq!(
        (reading.warnings[0].code, &*reading.warnings[0].example),
        ("label_deleted", "g.json, line 1, #7: 2026-03-02T00:00:00Z; left out")
    );
}

#[test]
fn a_label_from_before_there_were_events_is_taken_as_there_since_creation() {
    let removed = [label(3, "remove", "workflow::ready"), label(3, "add", "workflow::doing")];
    let reading = read_text("g.json", &issue(OPEN, &[], &removed));
    assert_eq!(story(&reading), ["2026-03-01 workflow::ready", "2026-03-03 workflow::doing"]);
    assert_eq!(code(&reading, "first_state_unknown"), 1);
    let fields = format!("{OPEN},\"labels\":[\"workflow::ready\"]");
    let reading = read_text("g.json", &issue(&fields, &[], &[]));
    assert_eq!(story(&reading), ["2026-03-01 workflow::ready"]);
    assert_eq!(code(&reading, "first_state_unknown"), 1);
}

#[test]
fn a_label_called_blocked_blocks() {
    let labels = [
        label(2, "add", "blocked::vendor"),
        label(4, "remove", "blocked::vendor"),
        label(5, "add", "Blocked"),
    ];
    let reading = read_text("g.json", &issue(OPEN, &[], &labels));
    let blocks = reading.history.blocks();
    assert_eq!(reading.history.reasons(), ["blocked::vendor", "Blocked"]);
    assert_eq!(blocks[0].until.unwrap().days_since(blocks[0].from), 2.0);
    assert_eq!(blocks[1].until, None);
}

#[test]
fn a_reopened_issue_goes_back_to_its_label() {
    let states = [state(3, "closed"), state(4, "reopened"), state(5, "closed")];
    let labels = [label(2, "add", "workflow::doing"), label(5, "remove", "workflow::doing")];
    let reading = read_text("g.json", &issue(CLOSED, &states, &labels));
    assert_eq!(
        story(&reading)[1..],
        [
            "2026-03-02 workflow::doing",
            "2026-03-03 closed",
            "2026-03-04 workflow::doing",
            "2026-03-05 closed"
        ]
    );
    assert_eq!(code(&reading, "issue_reopened"), 1);
}

#[test]
fn of_two_closings_in_a_row_the_first_stands_and_a_difference_is_counted() {
    let states = [state(5, "closed"), state(9, "closed")];
    let reading = read_text("g.json", &issue(CLOSED, &states, &[]));
    assert_eq!(story(&reading), ["2026-03-01 opened", "2026-03-05 closed"]);
    assert_eq!(
        reading.warnings[0].example,
        "g.json, line 1, #7: closed at 2026-03-05T00:00:00Z, by its last event at \
         2026-03-09T00:00:00Z; its events are followed"
    );
    assert_eq!(reading.warnings[0].code, "issue_closed_event_disagrees");
    let near = [state(5, "closed").replace("00.000Z", "00.107Z")];
    assert_eq!(read_text("g.json", &issue(CLOSED, &near, &[])).warnings, []);
}

#[test]
fn closings_that_only_one_side_tells_are_counted() {
    let reading = read_text("g.json", &issue(CLOSED, &[], &[]));
    assert_eq!(story(&reading), ["2026-03-01 opened", "2026-03-05 closed"]);
    assert_eq!(code(&reading, "issue_closed_without_event"), 1);
    let reading = read_text("g.json", &issue(OPEN, &[state(5, "closed")], &[]));
    assert_eq!(story(&reading), ["2026-03-01 opened"]);
    assert_eq!(code(&reading, "open_though_closed"), 1);
    let reading = read_text("g.json", &issue(",\"state\":\"closed\"", &[], &[]));
    assert_eq!(story(&reading), ["2026-03-01 opened"]);
    assert_eq!(code(&reading, "closed_without_a_time"), 1);
}

#[test]
fn moved_and_duplicate_issues_are_dropped() {
    for (fields, expected) in [
        (",\"moved_to_id\":77", "moved"),
        (",\"_links\":{\"closed_as_duplicate_of\":\"u\"}", "closed as duplicate"),
    ] {
        let text = issue(&[CLOSED, fields].concat(), &[state(5, "closed")], &[]);
        let reading = read_text("g.json", &text);
        assert_eq!(story(&reading)[1], format!("2026-03-05 {expected}"));
        assert_eq!(reading.history.states()[1].category, Some(Category::Dropped));
    }
}

#[test]
fn a_merge_request_is_merged_or_closed_unmerged() {
    let request = |fields: &str, states: &[String]| {
        let fields = [fields, ",\"source_branch\":\"b\""].concat();
        let reading = read_text("g.json", &issue(&fields, states, &[]));
        entries(&reading, "!7")[1].clone()
    };
    let merged = ",\"state\":\"merged\",\"merged_at\":\"2026-03-05T00:00:00.000Z\"";
    assert_eq!(request(merged, &[state(5, "merged")]), "2026-03-05T00:00:00Z merged");
    assert_eq!(request(merged, &[]), "2026-03-05T00:00:00Z merged");
    assert_eq!(request(CLOSED, &[state(5, "closed")]), "2026-03-05T00:00:00Z closed unmerged");
}

#[test]
fn without_events_an_issue_is_created_and_closed() {
    let text = issue(CLOSED, &[], &[]).replace("resource_", "x_");
    let reading = read_text("g.json", &format!("[{text}]"));
    assert_eq!(story(&reading), ["2026-03-01 opened", "2026-03-05 closed"]);
    assert_eq!((reading.warnings.len(), code(&reading, "no_timeline")), (1, 1));
}

#[test]
fn the_same_number_in_another_project_is_another_item() {
    let one = issue(OPEN, &[], &[]);
    let two = one.replace(
        "\"project_id\":3",
        "\"project_id\":4,\"references\":{\"short\":\"#7\",\"full\":\"b/y#7\"}",
    );
    let reading = read_text("g.json", &format!("{one}\r\n{two}\r\n{one}"));
    assert_eq!((reading.items, code(&reading, "duplicate_id")), (2, 1));
    assert_eq!(entries(&reading, "b/y#7").len(), 1);
    assert_eq!(
        reading.warnings[0].example,
        "g.json, line 2: called b/y#7; #7 alone means project 3"
    );
}

#[test]
fn what_makes_no_sense_is_counted_and_stops_nothing() {
    let good = issue(OPEN, &[state(40, "closed")], &[label(2, "add", "")]);
    let bad = [
        good.replace("\"iid\":7", "\"iid\":null"),
        good.replace("\"2026-03-01T00:00:00.000Z\"", "null").replace("\"iid\":7", "\"iid\":8"),
        good.replace("\"labels\":", "\"x\":").replace("\"state\":\"opened\"", "\"state\":[]"),
        good.replace("\"iid\":7", "\"iid\":{\"a\":7}"),
        good,
    ];
    let reading = read_text("g.json", &bad.join("\n"));
    assert_eq!(story(&reading), ["2026-03-01 opened"]);
    let codes = ["no_id", "no_creation", "unreadable_record", "event_without_time"];
    assert_eq!(codes.map(|name| code(&reading, name)), [2, 1, 1, 1]);
}

#[test]
fn labels_milestones_and_types_can_be_filtered_by() {
    let fields = format!("{OPEN},\"labels\":[\"bug\"],\"milestone\":{{\"title\":\"M\"}}");
    for (column, value, kept) in
        [("label", "Bug", 1), ("milestone", "m", 1), ("type", "issue", 1), ("state", "closed", 0)]
    {
        let filters = vec![Filter { column: column.into(), value: value.into() }];
        let options = ReadOptions { filters, ..ReadOptions::default() };
        let reading = read_with("g.json", issue(&fields, &[], &[]), &options).unwrap();
        assert_eq!(reading.history.len(), kept, "{column}");
    }
}

#[test]
fn every_field_that_is_read_is_in_the_description_of_the_interface() {
    let Some(api) = shared_api_text("gitlab/gitlab-community.yaml") else { return };
    let schema = &api[api.find("\n    Issue:\n").unwrap()..];
    let schema = &schema[..schema.find("\n    IssueType:").unwrap()];
    for field in [
        "iid",
        "project_id",
        "state",
        "created_at",
        "closed_at",
        "labels",
        "milestone",
        "issue_type",
        "moved_to_id",
        "references",
        "_links",
    ] {
        assert!(schema.contains(&format!("\n        {field}:\n")), "{field}");
    }
}
