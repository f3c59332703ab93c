//! What Linear's issues and histories mean.

use crate::Reading;
use crate::testing::{code, entries, read_text, read_with, shared_api_text};
use flow::Filter;
use flow::workflow::Category;

fn state(name: &str, kind: &str) -> String {
    format!("{{\"name\":\"{name}\",\"type\":\"{kind}\"}}")
}

/// A change on a day of March, from one state to another.
fn change(day: u8, from: &str, to: &str) -> String {
    format!(
        "{{\"createdAt\":\"2026-03-{day:02}T00:00:00.000Z\",\"fromState\":{from},\"toState\":{to}}}"
    )
}

/// An issue created on the first of March, in this state, with these further fields.
fn issue(state: &str, fields: &str) -> String {
    format!(
        "{{\"identifier\":\"ENG-7\",\"title\":\"ä\",\"createdAt\":\"2026-03-01T00:00:00.000Z\",\
         \"state\":{state},\"labels\":{{\"nodes\":[{{\"name\":\"Bug\"}}]}}{fields}}}"
    )
}

fn history(changes: &[String]) -> String {
    let nodes = changes.join(",");
    format!(",\"history\":{{\"nodes\":[{nodes}],\"pageInfo\":{{\"hasNextPage\":false}}}}")
}

fn page(issues: &str) -> String {
    format!(
        "{{\"data\":{{\"issues\":{{\"nodes\":[{issues}],\"pageInfo\":\
         {{\"hasNextPage\":false}}}}}}}}"
    )
}

fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "ENG-7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn creation_enters_what_the_first_change_leaves_and_the_types_are_the_categories() {
    let (todo, doing, done) =
        (state("Todo", "unstarted"), state("In Progress", "started"), state("Done", "completed"));
    let changes = [change(5, &doing, &done), change(4, "null", "null"), change(2, &todo, &doing)];
    let reading = read_text("l.json", &page(&issue(&done, &history(&changes))));
    assert_eq!(story(&reading), ["2026-03-01 Todo", "2026-03-02 In Progress", "2026-03-05 Done"]);
    assert_eq!((reading.format.name(), reading.events), ("linear json", 4));
    assert_eq!(reading.warnings, []);
    let categories: Vec<_> = reading.history.states().iter().map(|it| it.category).collect();
    let expected = [Category::Queue, Category::Active, Category::Done].map(Some);
    assert_eq!(categories, expected);
}

#[test]
fn every_type_of_state_has_its_category() {
    for (kind, expected) in [
        ("triage", Some(Category::Queue)),
        ("backlog", Some(Category::Queue)),
        ("unstarted", Some(Category::Queue)),
        ("started", Some(Category::Active)),
        ("completed", Some(Category::Done)),
        ("canceled", Some(Category::Dropped)),
        ("duplicate", Some(Category::Dropped)),
        ("unheard of", None),
    ] {
        let reading = read_text("l.json", &issue(&state("S", kind), &history(&[])));
        assert_eq!(story(&reading), ["2026-03-01 S"]);
        assert_eq!(reading.history.states()[0].category, expected, "{kind}");
    }
}

#[test]
fn positions_within_the_types_are_the_order_where_every_state_has_one() {
    let place = |name, kind, place: f64| {
        state(name, kind).replace('}', &format!(",\"position\":{place}}}"))
    };
    let review = place("Review", "started", 1002.5);
    let doing = place("Doing", "started", -3.0);
    let backlog = place("Backlog", "backlog", 2000.0);
    let changes = [change(2, &backlog, &review), change(3, &review, &doing)];
    let text = issue(&doing, &history(&changes));
    let placed = |text: &str| {
        let reading = read_text("l.json", text);
        let states = reading.history.states().iter();
        let mut states: Vec<_> = states.map(|state| (state.name.clone(), state.position)).collect();
        states.sort_by_key(|state| state.1);
        states
    };
    let expected = [("Backlog", Some(0)), ("Doing", Some(1)), ("Review", Some(2))];
    assert_eq!(placed(&text), expected.map(|(name, place)| (name.to_owned(), place)));
    let text = text.replace(",\"position\":2000", "");
    assert!(placed(&text).iter().all(|state| state.1.is_none()));
}

#[test]
fn without_a_history_the_dates_tell() {
    let dates = |fields: &str| {
        let reading = read_text("l.json", &issue(&state("Done", "completed"), fields));
        assert_eq!(code(&reading, "no_history"), 1);
        story(&reading)
    };
    let started = ",\"startedAt\":\"2026-03-02T00:00:00.000Z\"";
    let completed = ",\"completedAt\":\"2026-03-05T00:00:00.000Z\",\"canceledAt\":null";
    assert_eq!(dates(""), ["2026-03-01 Created"]);
    assert_eq!(dates(started), ["2026-03-01 Created", "2026-03-02 Started"]);
    assert_eq!(dates(completed), ["2026-03-01 Created", "2026-03-05 Completed"]);
    assert_eq!(
        dates(&[started, completed].concat()),
        ["2026-03-01 Created", "2026-03-02 Started", "2026-03-05 Completed"]
    );
    let canceled = completed.replace("canceledAt\":null", "x\":1").replace("completed", "canceled");
    assert_eq!(dates(&canceled)[1], "2026-03-05 Canceled");
}

#[test]
fn a_history_with_another_page_is_cut_off() {
    let doing = state("Doing", "started");
    let text = issue(&doing, &history(&[])).replace("Page\":false", "Page\":true");
    let reading = read_text("l.json", &text);
    assert_eq!(code(&reading, "history_truncated"), 1);
    assert_eq!(
        reading.warnings[0].example,
        "l.json, line 1, ENG-7: there is another page; kept with this one"
    );
}

#[test]
fn a_state_that_no_change_entered_is_a_gap() {
    let (todo, doing) = (state("Todo", "unstarted"), state("Doing", "started"));
    let gap = |current: &str, changes: &[String]| {
        code(&read_text("l.json", &issue(current, &history(changes))), "history_gap")
    };
    assert_eq!(gap(&doing, &[change(2, &todo, &doing)]), 0);
    assert_eq!(gap(&todo, &[change(2, &todo, &doing)]), 1);
    assert_eq!(gap(&doing, &[change(2, &todo, &doing), change(3, &todo, &doing)]), 1);
}

#[test]
fn pages_lines_lists_and_single_issues_read_the_same() {
    let doing = state("Doing", "started");
    let one = issue(&doing, &history(&[]));
    let two = one.replace("ENG-7", "ENG-8");
    for text in [
        page(&format!("{one},\r\n{two}")),
        format!("{}\n{}\n", page(&one), page(&two)),
        format!("[{one},{two}]"),
        format!("\u{feff}{one}\r\n{two}\r\n"),
        format!("{{\"issues\":{{\"nodes\":[{one},{two}]}}}}"),
        format!("{{\"data\":{{\"issue\":{one}}}}}\n{{\"data\":{{\"issue\":{two}}}}}"),
    ] {
        let reading = read_text("l.json", &text);
        assert_eq!((reading.items, reading.warnings.len()), (2, 0), "{text}");
    }
    let reading = read_text("l.json", &page(&format!("{one},{one}")));
    assert_eq!((reading.items, code(&reading, "duplicate_id")), (1, 1));
}

#[test]
fn what_makes_no_sense_is_counted_and_stops_nothing() {
    let doing = state("Doing", "started");
    let good = issue(&doing, &history(&[change(40, &doing, &doing)]));
    let bad = [
        good.replace("ENG-7", ""),
        good.replace("2026-03-01", "2026-13-01").replace("ENG-7", "ENG-8"),
        good.replace("\"ENG-7\"", "[]"),
        good.replace("{\"nodes\":[{\"name\":\"Bug\"}]}", "7"),
        good.clone(),
    ];
    let reading = read_text("l.json", &bad.join("\n"));
    assert_eq!(story(&reading), ["2026-03-01 Doing"]);
    let codes = ["no_id", "no_creation", "unreadable_record", "event_without_time"];
    assert_eq!(codes.map(|name| code(&reading, name)), [1, 1, 2, 1]);
}

#[test]
fn labels_teams_projects_and_priorities_can_be_filtered_by() {
    let fields = ",\"team\":{\"key\":\"ENG\",\"name\":\"Engine\"},\"project\":null,\
                  \"priorityLabel\":\"High\",\"assignee\":{\"name\":\"ana\"}";
    let text = issue(&state("Doing", "started"), &[fields, &history(&[])].concat());
    for (column, value, kept) in
        [("label", "bug", 1), ("team", "engine", 1), ("priority", "high", 1), ("project", "x", 0)]
    {
        let filters = vec![Filter { column: column.into(), value: value.into() }];
        let options = crate::ReadOptions { filters, ..crate::ReadOptions::default() };
        let reading = read_with("l.json", text.clone(), &options).unwrap();
        assert_eq!(reading.history.len(), kept, "{column}");
    }
}

#[test]
fn every_field_that_is_read_is_in_the_vendors_schema() {
    let Some(schema) = shared_api_text("linear/schema.graphql") else { return };
    let fields = |name: &str| {
        let begin = schema.find(&format!("\ntype {name} ")).unwrap();
        let text = &schema[begin..];
        let text = text[..text.find("\n}").unwrap()].to_owned();
        move |field: &str| text.contains(&format!("\n  {field}")) && !field.is_empty()
    };
    for (kind, read) in [
        (
            "Issue",
            &[
                "identifier: ",
                "createdAt: ",
                "startedAt: ",
                "completedAt: ",
                "canceledAt: ",
                "state: WorkflowState",
                "history(",
                "labels(",
                "priorityLabel: ",
                "team: ",
                "project: ",
            ][..],
        ),
        ("IssueHistory", &["createdAt: ", "fromState: WorkflowState", "toState: WorkflowState"]),
        ("WorkflowState", &["id: ", "name: ", "type: ", "position: "]),
        ("IssueHistoryConnection", &["nodes: ", "pageInfo: PageInfo"]),
        ("IssueConnection", &["nodes: ", "pageInfo: PageInfo"]),
        ("PageInfo", &["hasNextPage: "]),
    ] {
        let has = fields(kind);
        for field in read {
            assert!(has(field), "{kind} has no {field}");
        }
    }
    for (kind, _) in [("duplicate", 0), ("triage", 0), ("canceled", 0)] {
        assert!(schema.contains(&format!("\"{kind}\"")), "{kind}");
    }
}
