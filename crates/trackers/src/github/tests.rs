//! What GitHub's issues, pull requests and timelines mean.

use crate::testing::{code, entries, read_all, read_text, read_with};
use crate::{ReadOptions, Reading};
use flow::Filter;
use flow::workflow::Category;

/// An issue opened on the first of March with these further fields and events.
fn issue(fields: &str, events: &str) -> String {
    format!(
        "{{\"type\":\"issue\",\"issue\":{{\"number\":7,\"created_at\":\"2026-03-01T00:00:00Z\"\
         {fields}}},\"events\":[{events}]}}\n"
    )
}

fn pull(fields: &str, events: &str) -> String {
    issue(fields, events).replace("issue", "pull")
}

fn event(kind: &str, day: u8) -> String {
    format!("{{\"event\":\"{kind}\",\"created_at\":\"2026-03-{day:02}T00:00:00Z\"}}")
}

/// What happened to the one item, as `day state`.
fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "#7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

const CLOSED: &str = ",\"state\":\"closed\",\"closed_at\":\"2026-03-05T00:00:00Z\"";

#[test]
fn creation_opens_and_closing_finishes() {
    let text = issue(CLOSED, &event("closed", 5));
    let reading = read_text("g.jsonl", &text);
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 closed"]);
    assert_eq!((reading.items, reading.events), (1, 2));
    assert!(reading.warnings.is_empty());
}

#[test]
fn of_two_closings_in_a_row_the_first_stands_and_the_difference_is_counted() {
    let text = issue(CLOSED, &[event("closed", 5), event("closed", 9)].join(","));
    let reading = read_text("g.jsonl", &text);
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 closed"]);
    assert_eq!(code(&reading, "issue_closed_event_disagrees"), 1);
    assert_eq!(
        reading.warnings[0].example,
        "g.jsonl, line 1, #7: closed at 2026-03-05T00:00:00Z, \
         by its last event at 2026-03-09T00:00:00Z; its events are followed"
    );
}

#[test]
fn a_reopened_issue_opens_again() {
    let events = [event("closed", 2), event("reopened", 3), event("closed", 5)].join(",");
    let reading = read_text("g.jsonl", &issue(CLOSED, &events));
    let expected = ["2026-03-01 open", "2026-03-02 closed", "2026-03-03 open", "2026-03-05 closed"];
    assert_eq!(story(&reading), expected);
    assert_eq!(code(&reading, "issue_reopened"), 1);
}

#[test]
fn an_issue_closed_without_an_event_is_closed_when_it_says() {
    let reading = read_text("g.jsonl", &issue(CLOSED, ""));
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 closed"]);
    assert_eq!(code(&reading, "issue_closed_without_event"), 1);
}

#[test]
fn a_closing_that_no_event_tells_is_an_event_and_may_be_the_last() {
    let reading = read_text("g.jsonl", &issue(CLOSED, &event("labeled", 3)));
    assert_eq!(reading.last_event_at.unwrap().to_string(), "2026-03-05T00:00:00Z");
    assert_eq!((reading.events, code(&reading, "no_timeline")), (3, 0));
    let closed = [event("labeled", 3), event("closed", 5)].join(",");
    assert_eq!(read_text("g.jsonl", &issue(CLOSED, &closed)).events, 3);
    let fields = format!("{CLOSED},\"merged_at\":\"2026-03-05T00:00:00Z\"");
    assert_eq!(read_text("g.jsonl", &pull(&fields, "")).events, 2);
    assert_eq!(read_text("g.jsonl", &pull(&fields, &event("closed", 5))).events, 2);
}

#[test]
fn not_planned_and_duplicate_are_dropped() {
    for reason in ["not_planned", "duplicate"] {
        let fields = format!("{CLOSED},\"state_reason\":\"{reason}\"");
        let reading = read_text("g.jsonl", &issue(&fields, &event("closed", 5)));
        assert_eq!(story(&reading)[1], "2026-03-05 closed as not planned");
        assert_eq!(reading.history.states()[1].category, Some(Category::Dropped));
    }
}

#[test]
fn the_reason_of_an_event_goes_before_that_of_the_issue() {
    let fields = format!("{CLOSED},\"state_reason\":\"not_planned\"");
    let event = "{\"event\":\"closed\",\"created_at\":\"2026-03-05T00:00:00Z\",\
                 \"state_reason\":\"completed\"}";
    let reading = read_text("g.jsonl", &issue(&fields, event));
    assert_eq!(story(&reading)[1], "2026-03-05 closed");
}

#[test]
fn a_pull_is_merged_or_closed_unmerged() {
    let merged = [event("merged", 5), event("closed", 5)].join(",");
    let reading = read_text("g.jsonl", &pull(CLOSED, &merged));
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 merged"]);
    let reading = read_text("g.jsonl", &pull(CLOSED, &event("closed", 5)));
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 closed unmerged"]);
    let fields = format!("{CLOSED},\"merged_at\":\"2026-03-05T00:00:00Z\"");
    let reading = read_text("g.jsonl", &pull(&fields, &event("closed", 5)));
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-05 merged"]);
}

#[test]
fn an_open_issue_whose_last_event_closed_it_stays_open_and_is_counted() {
    let reading = read_text("g.jsonl", &issue(",\"state\":\"open\"", &event("closed", 5)));
    assert_eq!(story(&reading), ["2026-03-01 open"]);
    assert_eq!(code(&reading, "open_though_closed"), 1);
}

#[test]
fn a_timeline_out_of_order_is_sorted_and_counted_and_so_is_an_event_without_a_time() {
    let events = [event("closed", 5), event("labeled", 2), "{\"event\":\"x\"}".into()].join(",");
    let reading = read_text("g.jsonl", &issue(CLOSED, &events));
    assert_eq!(code(&reading, "timeline_out_of_order"), 1);
    assert_eq!(code(&reading, "event_without_time"), 1);
    assert_eq!(reading.events, 4);
}

#[test]
fn board_moves_are_states_in_both_shapes_and_so_are_labels_that_the_workflow_names() {
    let events = [
        "{\"event\":\"labeled\",\"created_at\":\"2026-03-02T00:00:00Z\",\"label\":{\"name\":\
         \"DOING\"}}",
        "{\"event\":\"labeled\",\"created_at\":\"2026-03-02T00:00:00Z\",\"label\":{\"name\":\
         \"bug\"}}",
        "{\"__typename\":\"ProjectV2ItemStatusChangedEvent\",\"createdAt\":\
         \"2026-03-03T00:00:00Z\",\"previousStatus\":\"Doing\",\"status\":\"Review\"}",
        "{\"event\":\"moved_columns_in_project\",\"created_at\":\"2026-03-04T00:00:00Z\",\
         \"project_card\":{\"column_name\":\"Ready to ship\"}}",
    ];
    let options = ReadOptions { states: vec!["Doing".into()], ..ReadOptions::default() };
    let reading = read_with("g.jsonl", issue("", &events.join(",")), &options).unwrap();
    let expected =
        ["2026-03-01 open", "2026-03-02 Doing", "2026-03-03 Review", "2026-03-04 Ready to ship"];
    assert_eq!(story(&reading), expected);
}

#[test]
fn plain_rest_issues_are_read_with_pulls_among_them() {
    let text = "[{\"number\":7,\"state\":\"closed\",\"created_at\":\"2026-03-01T00:00:00Z\",\
                \"closed_at\":\"2026-03-02T00:00:00Z\",\"type\":{\"name\":\"Bug\"},\
                \"pull_request\":{\"merged_at\":\"2026-03-02T00:00:00Z\"}},\
                {\"number\":8,\"state\":\"open\",\"created_at\":\"2026-03-01T00:00:00Z\"}]";
    let reading = read_text("g.json", text);
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-02 merged"]);
    assert_eq!((reading.items, reading.warnings.len()), (2, 1));
    assert_eq!(code(&reading, "no_timeline"), 2);
    assert_eq!(
        reading.warnings[0].example,
        "g.json, line 1, #7: kept; whether it was reopened is unknown"
    );
}

#[test]
fn the_state_may_be_in_capitals() {
    let open = issue(",\"state\":\"OPEN\"", &event("ClosedEvent", 5));
    let reading = read_text("g.jsonl", &open);
    assert_eq!(story(&reading), ["2026-03-01 open"]);
    assert_eq!(code(&reading, "open_though_closed"), 1);
    for events in ["", &event("ClosedEvent", 5)] {
        let closed = pull(CLOSED, events).replace("\"closed\"", "\"MERGED\"");
        assert_eq!(story(&read_text("g.jsonl", &closed))[1], "2026-03-05 merged");
    }
}

#[test]
fn what_is_closed_and_does_not_say_when_stays_open_and_is_counted() {
    for state in ["closed", "CLOSED", "MERGED"] {
        let reading = read_text("g.jsonl", &issue(&format!(",\"state\":\"{state}\""), ""));
        assert_eq!(story(&reading), ["2026-03-01 open"]);
        assert_eq!(
            (reading.warnings[0].code, &*reading.warnings[0].example),
            (
                "closed_without_a_time",
                "g.jsonl, line 1, #7: closed, but nothing says when; kept open"
            )
        );
    }
    let closed = issue(",\"state\":\"CLOSED\"", &event("closed", 5));
    assert!(read_text("g.jsonl", &closed).warnings.is_empty());
}

#[test]
fn labels_are_a_list_or_nodes_or_null() {
    let filter = Filter { column: "label".into(), value: "bug".into() };
    let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
    for (labels, kept) in [
        ("null", 0),
        ("[]", 0),
        ("[\"Bug\"]", 1),
        ("{\"nodes\":[{\"id\":1,\"name\":\"Bug\"}],\"totalCount\":1}", 1),
        ("{\"totalCount\":0}", 0),
    ] {
        let text = issue(&format!(",\"labels\":{labels}"), "");
        let reading = read_with("g.jsonl", text, &options).unwrap();
        assert_eq!((reading.warnings.len(), reading.history.len()), (0, kept), "{labels}");
    }
}

#[test]
fn what_only_pulls_tell_makes_a_pull() {
    for (fields, expected) in [
        ("\"closed_at\":\"2026-03-03T00:00:00Z\",\"merged_at\":null", "closed unmerged"),
        ("\"closedAt\":\"2026-03-03T00:00:00Z\",\"mergedAt\":null", "closed unmerged"),
        ("\"closedAt\":\"2026-03-03T00:00:00Z\",\"isDraft\":false", "closed unmerged"),
        ("\"closed_at\":\"2026-03-03T00:00:00Z\",\"draft\":null", "closed unmerged"),
        ("\"closed_at\":\"2026-03-03T00:00:00Z\",\"head\":{\"ref\":\"x\"}", "closed unmerged"),
        ("\"closed_at\":\"2026-03-03T00:00:00Z\",\"head\":null", "closed unmerged"),
        ("\"mergedAt\":\"2026-03-03T00:00:00Z\"", "merged"),
        ("\"closed_at\":\"2026-03-03T00:00:00Z\"", "closed"),
    ] {
        let plain = format!(
            "{{\"number\":7,\"state\":\"CLOSED\",\"created_at\":\"2026-03-01T00:00:00Z\",{fields}}}"
        );
        let wrapped = format!("{{\"issue\":{plain},\"events\":[]}}");
        for text in [plain, wrapped] {
            let reading = read_text("g.json", &text);
            assert_eq!(story(&reading)[1], format!("2026-03-03 {expected}"), "{fields}");
        }
    }
}

#[test]
fn the_same_number_in_another_repository_is_another_item() {
    let first = [
        "\"repository_url\":\"https://api.github.com/repos/a/x\"",
        "\"html_url\":\"https://github.com/a/x/issues/7\"",
        "\"url\":\"https://git.example.org/api/v3/repos/A/X/issues/7\"",
        "\"url\":\"https://github.com/a/x/pull/7\"",
        "\"url\":\"https://github.com/a/x/discussions/7\"",
    ];
    let item = |fields: &str| issue(&format!(",{fields}"), "");
    for fields in first {
        let other = fields.replace("a/x", "b/y").replace("A/X", "b/y");
        let texts = [item(first[0]), item(&other)];
        let reading = read_all(&[("a.jsonl", &texts[0]), ("b.jsonl", &texts[1])]).unwrap();
        let names_none = fields.contains("discussions");
        let found = (reading.items, code(&reading, "duplicate_id"));
        assert_eq!(found, if names_none { (1, 1) } else { (2, 0) }, "{fields}");
        assert_eq!(story(&reading), ["2026-03-01 open"]);
        if !names_none {
            assert_eq!(entries(&reading, "b/y#7"), ["2026-03-01T00:00:00Z open"]);
            assert_eq!(
                (reading.warnings[0].code, &*reading.warnings[0].example),
                ("several_repositories", "b.jsonl, line 1: called b/y#7; #7 alone means a/x")
            );
        }
        let reading = read_text("g.jsonl", &(item(first[0]) + &item(fields)));
        assert_eq!((reading.items, code(&reading, "several_repositories")), (1, 0), "{fields}");
    }
}

#[test]
fn the_address_of_a_pull_makes_a_pull() {
    let fields = format!("{CLOSED},\"url\":\"https://github.com/a/x/pull/7\"");
    let reading = read_text("g.jsonl", &issue(&fields, ""));
    assert_eq!(story(&reading)[1], "2026-03-05 closed unmerged");
}

#[test]
fn a_timeline_may_be_nodes() {
    let text = "{\"number\":7,\"state\":\"OPEN\",\"createdAt\":\"2026-03-01T00:00:00Z\",\
                \"timelineItems\":{\"nodes\":[{\"__typename\":\"ClosedEvent\",\"createdAt\":\
                \"2026-03-02T00:00:00Z\"},{\"__typename\":\"ReopenedEvent\",\"createdAt\":\
                \"2026-03-03T00:00:00Z\"}]}}";
    let reading = read_text("g.json", text);
    assert_eq!(story(&reading), ["2026-03-01 open", "2026-03-02 closed", "2026-03-03 open"]);
    assert_eq!((code(&reading, "issue_reopened"), code(&reading, "no_timeline")), (1, 0));
}

#[test]
fn a_timeline_that_has_another_page_is_cut_off() {
    let text = "{\"number\":7,\"state\":\"OPEN\",\"createdAt\":\"2026-03-01T00:00:00Z\",\
                \"timelineItems\":{\"nodes\":[],\"pageInfo\":{\"hasNextPage\":true}}}";
    let reading = read_text("g.json", text);
    assert_eq!(code(&reading, "history_truncated"), 1);
    let whole = text.replace("true", "false");
    assert_eq!(code(&read_text("g.json", &whole), "history_truncated"), 0);
}

#[test]
fn the_same_number_twice_is_counted_and_the_first_kept() {
    let text = issue("", "").repeat(2);
    let reading = read_text("g.jsonl", &text);
    assert_eq!((reading.items, code(&reading, "duplicate_id")), (1, 1));
    assert_eq!(reading.warnings[0].example, "g.jsonl, line 2, #7: the first one was kept");
}

#[test]
fn a_filter_keeps_what_has_the_label() {
    let with = issue(",\"labels\":[{\"name\":\"Bug\"}]", "");
    let without = issue("", "").replace("\"number\":7", "\"number\":8");
    let filter = Filter { column: "label".into(), value: "bug".into() };
    let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
    let reading = read_with("g.jsonl", with + &without, &options).unwrap();
    assert_eq!((reading.items, reading.history.len()), (2, 1));
}
