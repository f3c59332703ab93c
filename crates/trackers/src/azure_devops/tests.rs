//! What the updates and revisions of Azure DevOps mean.

use crate::Reading;
use crate::testing::{code, entries, read_all, read_text, read_with, shared_api};
use flow::Filter;
use flow::workflow::Category;

/// An update on a day of March: fields with their old and new values.
fn update(number: u8, day: u8, fields: &[(&str, &str, &str)]) -> String {
    let fields: String = fields
        .iter()
        .map(|(name, old, new)| format!(",\"{name}\":{{\"oldValue\":{old},\"newValue\":{new}}}"))
        .collect();
    // The date at which it was revised is that of the next update, and lies far ahead in the last.
    format!(
        "{{\"id\":{number},\"workItemId\":7,\"rev\":{number},\"revisedBy\":{{\"displayName\":\
         \"ana\"}},\"revisedDate\":\"9999-01-01T00:00:00Z\",\"fields\":{{\"System.Rev\":\
         {{\"newValue\":{number}}},\"System.ChangedDate\":{{\"newValue\":\
         \"2026-03-{day:02}T00:00:00Z\"}}{fields}}}}}"
    )
}

/// A revision on a day of March, with all its fields.
fn revision(item: u8, number: u8, day: u8, fields: &str) -> String {
    format!(
        "{{\"id\":{item},\"rev\":{number},\"fields\":{{\"System.CreatedDate\":\
         \"2026-03-01T00:00:00Z\",\"System.ChangedDate\":\"2026-03-{day:02}T00:00:00Z\"{fields}}}}}"
    )
}

fn state(name: &str) -> String {
    format!(",\"System.State\":\"{name}\"")
}

const STATE: &str = "System.State";

fn moves() -> [String; 3] {
    [
        update(1, 1, &[(STATE, "null", "\"New\"")]),
        update(2, 3, &[(STATE, "\"New\"", "\"Active\"")]),
        update(3, 5, &[(STATE, "\"Active\"", "\"Closed\""), ("System.Title", "\"ä\"", "\"b\"")]),
    ]
}

fn answer(parts: &[String]) -> String {
    format!("{{\"count\":{},\"value\":[{}]}}", parts.len(), parts.join(","))
}

fn story(reading: &Reading) -> Vec<String> {
    entries(reading, "#7").iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn updates_are_dated_by_when_the_item_changed_and_not_by_when_it_was_revised() {
    let reading = read_text("a.json", &answer(&moves()));
    assert_eq!(story(&reading), ["2026-03-01 New", "2026-03-03 Active", "2026-03-05 Closed"]);
    assert_eq!((reading.format.name(), reading.events), ("azure devops json", 3));
    assert_eq!(reading.last_event_at.unwrap().to_string(), "2026-03-05T00:00:00Z");
    assert_eq!(reading.warnings, []);
    let categories: Vec<_> = reading.history.states().iter().map(|it| it.category).collect();
    assert_eq!(categories, [Category::Queue, Category::Active, Category::Done].map(Some));
}

#[test]
fn joined_items_answers_lists_and_lines_read_the_same() {
    let updates = moves().join(",");
    let item = revision(7, 3, 5, &state("Closed"));
    let joined = |inner: &str| item.replacen('{', &format!("{{\"updates\":{inner},"), 1);
    let [first, second, third] = moves();
    for text in [
        answer(&moves()),
        joined(&format!("[{updates}]")),
        format!("[{}]", joined(&answer(&moves()))),
        format!("\u{feff}{}\r\n", joined(&format!("[{updates}]"))),
        format!("{{\"id\":7,\"updates\":[{updates}]}}"),
        format!("{third}\n{first}\n{second}\n"),
        format!(
            "{}\n{}",
            answer(&[first.clone(), second.clone()]),
            answer(std::slice::from_ref(&third))
        ),
    ] {
        let reading = read_text("a.json", &text);
        assert_eq!(
            story(&reading),
            ["2026-03-01 New", "2026-03-03 Active", "2026-03-05 Closed"],
            "{text}"
        );
        assert_eq!((reading.items, reading.warnings.len()), (1, 0), "{text}");
    }
    let twice = [("a.json", &*answer(&moves())), ("b.json", &*answer(&moves()))];
    assert_eq!(story(&read_all(&twice).unwrap()).len(), 3);
}

#[test]
fn revisions_tell_the_same_whatever_item_they_are_of() {
    let parts = [
        revision(7, 1, 1, &state("New")),
        revision(8, 1, 2, &state("New")),
        revision(7, 2, 3, &state("Active")),
        revision(7, 3, 4, &(state("Active") + ",\"System.Tags\":\"x\"")),
        revision(7, 4, 5, &state("Closed")),
    ];
    let parts = parts.join(",");
    for text in [
        format!("{{\"values\":[{parts}],\"nextLink\":\"x\",\"isLastBatch\":true}}"),
        format!("{{\"count\":5,\"value\":[{parts}]}}"),
        format!("[{parts}]"),
    ] {
        let reading = read_text("a.json", &text);
        assert_eq!(story(&reading), ["2026-03-01 New", "2026-03-03 Active", "2026-03-05 Closed"]);
        assert_eq!((reading.items, reading.warnings.len()), (2, 0));
    }
}

#[test]
fn a_column_of_the_board_goes_before_the_state_and_its_second_half_waits() {
    let column = "System.BoardColumn";
    let updates = [
        update(1, 1, &[(STATE, "null", "\"New\""), (column, "null", "\"New\"")]),
        update(2, 2, &[(STATE, "\"New\"", "\"Active\""), (column, "\"New\"", "\"Build\"")]),
        update(3, 3, &[("System.BoardColumnDone", "false", "true")]),
        update(
            4,
            4,
            &[(column, "\"Build\"", "\"Check\""), ("System.BoardColumnDone", "true", "false")],
        ),
        update(5, 5, &[(STATE, "\"Active\"", "\"Closed\""), (column, "\"Check\"", "\"Shipped\"")]),
        update(6, 6, &[(STATE, "\"Closed\"", "\"Removed\""), (column, "\"Shipped\"", "null")]),
    ];
    let reading = read_text("a.json", &answer(&updates));
    assert_eq!(
        story(&reading),
        [
            "2026-03-01 New",
            "2026-03-02 Build",
            "2026-03-03 Build (done)",
            "2026-03-04 Check",
            "2026-03-05 Shipped",
            "2026-03-06 Removed"
        ]
    );
    let categories: Vec<_> = reading.history.states().iter().map(|it| it.category).collect();
    assert_eq!(
        categories,
        [
            Some(Category::Queue),
            None,
            Some(Category::Waiting),
            None,
            Some(Category::Done),
            Some(Category::Dropped)
        ]
    );
}

#[test]
fn removed_deleted_and_closed_for_a_reason_that_finishes_nothing_are_dropped() {
    let last = |fields: &str| {
        let parts = [revision(7, 1, 1, &state("New")), revision(7, 2, 3, fields)];
        let reading = read_text("a.json", &answer(&parts));
        let last = reading.history.states().last().unwrap().clone();
        (story(&reading)[1].clone(), last.category)
    };
    let reason = |reason: &str| state("Closed") + &format!(",\"System.Reason\":\"{reason}\"");
    for (fields, expected, category) in [
        (state("Removed"), "Removed", Category::Dropped),
        (state("Done") + ",\"System.IsDeleted\":true", "Deleted", Category::Dropped),
        (reason("Duplicate"), "Closed (Duplicate)", Category::Dropped),
        (reason("Cannot Reproduce"), "Closed (Cannot Reproduce)", Category::Dropped),
        (reason("Fixed"), "Closed", Category::Done),
    ] {
        assert_eq!(last(&fields), (format!("2026-03-03 {expected}"), Some(category)));
    }
}

#[test]
fn a_field_or_a_tag_called_blocked_blocks() {
    for (name, on, off) in [
        ("Microsoft.VSTS.CMMI.Blocked", "\"Yes\"", "\"No\""),
        ("Custom.Blocked", "true", "false"),
        ("System.Tags", "\"beauty; Blocked\"", "\"beauty\""),
        ("System.Tags", "\"blocked\"", "null"),
    ] {
        let updates = [
            update(1, 1, &[(STATE, "null", "\"New\"")]),
            update(2, 3, &[(name, off, on)]),
            update(3, 4, &[(STATE, "\"New\"", "\"Active\"")]),
            update(4, 6, &[(name, on, off)]),
        ];
        let reading = read_text("a.json", &answer(&updates));
        let blocks: Vec<_> = reading.history.blocks().iter().collect();
        assert_eq!(blocks.len(), 1, "{name}");
        assert_eq!(blocks[0].until.unwrap().days_since(blocks[0].from), 3.0);
    }
}

#[test]
fn a_history_whose_beginning_is_missing_is_counted() {
    let [_, second, third] = moves();
    let reading = read_text("a.json", &answer(&[second, third]));
    assert_eq!(story(&reading), ["2026-03-03 New", "2026-03-03 Active", "2026-03-05 Closed"]);
    assert_eq!(
        (reading.warnings[0].code, &*reading.warnings[0].example),
        (
            "history_truncated",
            "a.json, line 1, #7: 1 revision before the first that is told; kept with the others"
        )
    );
}

#[test]
fn a_revision_that_is_missing_in_between_is_a_gap() {
    let [first, _, third] = moves();
    let reading = read_text("a.json", &answer(&[first, third]));
    assert_eq!(story(&reading), ["2026-03-01 New", "2026-03-05 Closed"]);
    assert_eq!(code(&reading, "history_gap"), 1);
}

#[test]
fn an_item_that_is_told_as_it_is_now_was_created_and_perhaps_closed() {
    let closed = state("Closed") + ",\"Microsoft.VSTS.Common.ClosedDate\":\"2026-03-04T00:00:00Z\"";
    for (fields, expected) in [
        (closed, vec!["2026-03-01 Created", "2026-03-04 Closed"]),
        (state("Closed"), vec!["2026-03-01 Created", "2026-03-09 Closed"]),
        (state("Active"), vec!["2026-03-01 Created"]),
    ] {
        let reading = read_text("a.json", &answer(&[revision(7, 9, 9, &fields)]));
        assert_eq!(story(&reading), expected);
        assert_eq!(code(&reading, "history_truncated"), 1);
    }
}

#[test]
fn what_makes_no_sense_is_counted_and_stops_nothing() {
    let [first, second, third] = moves();
    let bad = [
        first,
        second.replace("System.ChangedDate", "x"),
        third.replace("\"fields\":{", "\"fields\":7,\"y\":{"),
        third.replace("\"workItemId\":7", "\"workItemId\":null").replace("\"id\":3,", ""),
        third.replace("\"rev\":3", "\"rev\":-1"),
        third.replace("\"newValue\":\"Closed\"", "\"newValue\":{\"a\":[1]}"),
        "{\"id\":3,\"workItemId\":7,\"rev\":2,\"relations\":{\"added\":[]}}".to_owned(),
    ];
    let reading = read_text("a.json", &format!("[{}]", bad.join(",")));
    assert_eq!(story(&reading), ["2026-03-01 New"]);
    let codes = ["event_without_time", "unreadable_record", "no_id", "history_gap"];
    assert_eq!(codes.map(|name| code(&reading, name)), [1, 2, 1, 1]);
}

#[test]
fn types_areas_and_tags_can_be_filtered_by() {
    let fields = state("New")
        + ",\"System.WorkItemType\":\"Bug\",\"System.AreaPath\":\"A\\\\B\",\"System.Tags\":\
           \"x; y\",\"Microsoft.VSTS.Common.Priority\":2";
    let text = answer(&[revision(7, 1, 1, &fields)]);
    for (column, value, kept) in [
        ("type", "bug", 1),
        ("area", "a\\b", 1),
        ("tag", "y", 1),
        ("priority", "2", 1),
        ("tag", "z", 0),
    ] {
        let filters = vec![Filter { column: column.into(), value: value.into() }];
        let options = crate::ReadOptions { filters, ..crate::ReadOptions::default() };
        let reading = read_with("a.json", text.clone(), &options).unwrap();
        assert_eq!(reading.history.len(), kept, "{column}");
    }
}

#[test]
fn the_vendors_own_examples_are_read() {
    let file = "azure-devops/workItemTracking-7.1.examples-inlined.json";
    let Some(api) = shared_api(file) else { return };
    let example = |path: &str| {
        let path = format!("/{{organization}}/{{project}}/_apis/wit/{path}");
        api["paths"][path]["get"]["responses"]["200"]["examples"]["application/json"].to_string()
    };
    let reading = read_text("updates.json", &example("workItems/{id}/updates"));
    assert_eq!(
        entries(&reading, "#1"),
        ["2017-09-04T02:08:16.6Z New", "2017-09-04T02:36:18.75Z Active"]
    );
    // Of 13 updates three change links alone.
    assert_eq!((reading.events, reading.warnings.len()), (9, 0));
    let reading = read_text("revisions.json", &example("workItems/{id}/revisions"));
    assert_eq!(
        entries(&reading, "#1"),
        ["2017-09-04T02:08:16.6Z New", "2017-09-04T02:36:18.75Z Active"]
    );
    let reading = read_text("reporting.json", &example("reporting/workitemrevisions"));
    assert_eq!((reading.items, code(&reading, "history_truncated")), (2, 1));
    assert_eq!(
        entries(&reading, "#3"),
        ["2014-03-18T17:17:06.857Z Created", "2014-03-18T17:19:02.093Z Done"]
    );
    assert_eq!(entries(&reading, "#350"), ["2015-08-25T21:54:46.06Z New"]);
}
