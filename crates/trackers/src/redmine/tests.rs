//! What Redmine's issues, journals and statuses mean.

use crate::Reading;
use crate::testing::{code, entries, read_all, read_text, read_with, shared_api_text};
use flow::Filter;
use flow::workflow::Category;

/// An issue created on the first of March, with these further fields.
fn issue(status: &str, fields: &str) -> String {
    format!(
        "{{\"id\":7,\"project\":{{\"id\":1,\"name\":\"P\"}},\"tracker\":{{\"id\":1,\"name\":\
         \"Bug\"}},\"status\":{status},\"author\":{{\"id\":5,\"name\":\"ana\"}},\"subject\":\"ä\",\
         \"created_on\":\"2026-03-01T00:00:00Z\",\"updated_on\":\"2026-03-09T00:00:00Z\"{fields}}}"
    )
}

fn status(id: u8, name: &str) -> String {
    format!("{{\"id\":{id},\"name\":\"{name}\"}}")
}

/// A journal on a day of March that changes a field.
fn journal(day: u8, name: &str, from: &str, to: &str) -> String {
    format!(
        "{{\"id\":{day},\"user\":{{\"id\":5,\"name\":\"ana\"}},\"notes\":\"\",\"private_notes\":\
         false,\"created_on\":\"2026-03-{day:02}T00:00:00Z\",\"details\":[{{\"property\":\"cf\",\
         \"name\":\"status_id\",\"old_value\":\"1\",\"new_value\":\"9\"}},{{\"property\":\"attr\",\
         \"name\":\"{name}\",\"old_value\":{from},\"new_value\":{to}}}]}}"
    )
}

fn journals(list: &[String]) -> String {
    format!(",\"journals\":[{}]", list.join(","))
}

const STATUSES: &str = "{\"issue_statuses\":[{\"id\":1,\"name\":\"New\",\"is_closed\":false},\
                        {\"id\":2,\"name\":\"In Progress\",\"is_closed\":false},{\"id\":5,\
                        \"name\":\"Closed\",\"is_closed\":true},{\"id\":6,\"name\":\"Rejected\",\
                        \"is_closed\":true,\"description\":\"\"}]}";

fn moves() -> [String; 3] {
    [
        journal(2, "status_id", "\"1\"", "\"2\""),
        journal(3, "done_ratio", "\"0\"", "\"50\""),
        journal(5, "status_id", "\"2\"", "\"5\""),
    ]
}

fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "#7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn the_ids_of_journals_get_their_names_from_the_list_of_statuses_wherever_it_stands() {
    let text = format!("{{\"issue\":{}}}", issue(&status(5, "Closed"), &journals(&moves())));
    for files in [
        [("i.json", &*text), ("issue_statuses.json", STATUSES)],
        [("issue_statuses.json", STATUSES), ("i.json", &*text)],
    ] {
        let reading = read_all(&files).unwrap();
        assert_eq!(
            story(&reading),
            ["2026-03-01 New", "2026-03-02 In Progress", "2026-03-05 Closed"]
        );
        assert_eq!((reading.format.name(), reading.events), ("redmine json", 4));
        assert_eq!(reading.warnings, []);
        let categories: Vec<_> = reading.history.states().iter().map(|it| it.category).collect();
        assert_eq!(categories, [None, None, Some(Category::Done)]);
    }
}

#[test]
fn without_the_list_the_names_are_those_that_issues_have_now() {
    let one = issue(&status(5, "Closed"), &journals(&moves()));
    let two = issue(&status(2, "Doing"), &journals(&[])).replace("\"id\":7", "\"id\":8");
    let reading = read_text("r.json", &format!("[{one},{two}]"));
    assert_eq!(story(&reading), ["2026-03-01 status 1", "2026-03-02 Doing", "2026-03-05 Closed"]);
    assert_eq!(code(&reading, "status_without_name"), 1);
    assert_eq!(
        reading.warnings[0].example,
        "r.json: called \"status 1\"; put issue_statuses.json beside the issues"
    );
}

#[test]
fn closed_is_done_and_rejected_is_dropped() {
    for (name, expected) in [("Closed", Category::Done), ("Rejected", Category::Dropped)] {
        let closed = format!("{{\"id\":5,\"name\":\"{name}\",\"is_closed\":true}}");
        let reading = read_text("r.json", &issue(&closed, &journals(&[])));
        assert_eq!(reading.history.states()[0].category, Some(expected));
    }
}

#[test]
fn without_journals_an_issue_is_created_and_closed() {
    let closed_on = ",\"closed_on\":\"2026-03-05T00:00:00Z\"";
    let list = format!("{{\"issues\":[{}],\"total_count\":1}}", issue(&status(5, "C"), closed_on));
    let reading = read_text("r.json", &list);
    assert_eq!(story(&reading), ["2026-03-01 Created", "2026-03-05 C"]);
    assert_eq!(reading.warnings[0].code, "no_journals");
    assert_eq!(reading.warnings[0].example, "r.json, line 1, #7: kept with its dates alone");
    let reading = read_text("r.json", &issue(&status(2, "Doing"), ",\"closed_on\":null"));
    assert_eq!(story(&reading), ["2026-03-01 Created"]);
    // The time of closing stays when an issue is opened again.
    let again = status(2, "Doing").replace('}', ",\"is_closed\":false}");
    assert_eq!(story(&read_text("r.json", &issue(&again, closed_on))), ["2026-03-01 Created"]);
}

#[test]
fn a_change_that_a_private_note_hides_is_a_gap() {
    let hidden = [journal(5, "status_id", "\"2\"", "\"5\"")];
    let reading = read_text("r.json", &issue(&status(5, "Closed"), &journals(&hidden)));
    assert_eq!(code(&reading, "history_gap"), 0);
    let [first, _, last] = moves();
    for shown in [[first.clone(), last.replace("\"2\"", "\"3\"")], [last, first]] {
        let reading = read_text("r.json", &issue(&status(4, "X"), &journals(&shown)));
        assert_eq!(code(&reading, "history_gap"), 1);
    }
}

#[test]
fn answers_lists_and_lines_read_the_same() {
    let one = issue(&status(2, "Doing"), &journals(&[]));
    let two = one.replace("\"id\":7", "\"id\":8");
    for text in [
        format!("{{\"issues\":[{one},{two}],\"total_count\":2,\"offset\":0,\"limit\":25}}"),
        format!("[{one},\r\n{two}]"),
        format!("{{\"issue\":{one}}}\r\n{{\"issue\":{two}}}\r\n"),
        format!("[{{\"issue\":{one}}},{{\"issue\":{two}}}]"),
    ] {
        let reading = read_text("r.json", &text);
        assert_eq!((reading.items, reading.warnings.len()), (2, 0), "{text}");
    }
    let reading = read_text("r.json", &format!("[{one},{one}]"));
    assert_eq!((reading.items, code(&reading, "duplicate_id")), (1, 1));
}

#[test]
fn what_makes_no_sense_is_counted_and_stops_nothing() {
    let good = issue(&status(2, "Doing"), &journals(&moves()[..1]));
    let bad = [
        good.replace("\"id\":7,", ""),
        good.replace("\"2026-03-01T00:00:00Z\"", "null").replace("\"id\":7", "\"id\":8"),
        good.replace(&status(2, "Doing"), "[1]"),
        good.replace("\"details\":[", "\"details\":{},\"x\":["),
        good.replace("2026-03-02T00:00:00Z", "").replace("\"id\":7", "\"id\":9"),
        good.replace("\"id\":7", "\"id\":18446744073709551615").replace("\"2\"", "[\"2\"]"),
        good,
    ];
    let reading = read_text("r.json", &bad.join("\n"));
    assert_eq!(story(&reading), ["2026-03-01 status 1", "2026-03-02 Doing"]);
    let codes = ["no_id", "no_creation", "unreadable_record", "event_without_time"];
    assert_eq!(codes.map(|name| code(&reading, name)), [1, 1, 2, 1]);
}

#[test]
fn trackers_projects_and_versions_can_be_filtered_by() {
    let fields = [",\"fixed_version\":{\"id\":3,\"name\":\"1.0\"}", &journals(&[])].concat();
    let text = issue(&status(2, "Doing"), &fields);
    for (column, value, kept) in
        [("tracker", "bug", 1), ("project", "p", 1), ("version", "1.0", 1), ("category", "x", 0)]
    {
        let filters = vec![Filter { column: column.into(), value: value.into() }];
        let options = crate::ReadOptions { filters, ..crate::ReadOptions::default() };
        let reading = read_with("r.json", text.clone(), &options).unwrap();
        assert_eq!(reading.history.len(), kept, "{column}");
    }
}

#[test]
fn every_field_that_is_read_is_in_the_description_of_the_interface() {
    let Some(api) = shared_api_text("redmine/openapi.yaml") else { return };
    let begin = api.find("\n    issue:\n").unwrap();
    let schema = &api[begin..];
    let schema = &schema[..schema.find("\n    project.summary:").unwrap()];
    for field in [
        "id",
        "project",
        "tracker",
        "status",
        "priority",
        "category",
        "fixed_version",
        "created_on",
        "closed_on",
        "journals",
        "details",
        "property",
        "name",
        "old_value",
        "new_value",
    ] {
        assert!(schema.contains(&format!(" {field}:\n")), "{field}");
    }
    let status = &api[api.find("\n    issue_status:\n").unwrap()..];
    assert!(status[..600].contains("is_closed:"));
}
