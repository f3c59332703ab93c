//! What Jira's issues and changelogs mean.

use crate::testing::{code, entries, read_all, read_text};
use flow::workflow::Category;

/// An issue with this status and these changes, newest first.
fn issue(key: &str, status: &str, changes: &[&str]) -> String {
    format!(
        "{{\"key\":\"{key}\",\"fields\":{{\"created\":\"2026-03-01T00:00:00.000+0000\",\
         \"status\":{status}}},\"changelog\":{{\"total\":{},\"histories\":[{}]}}}}",
        changes.len(),
        changes.join(",")
    )
}

fn status(id: u32, name: &str, category: &str) -> String {
    format!("{{\"id\":\"{id}\",\"name\":\"{name}\",\"statusCategory\":{{\"key\":\"{category}\"}}}}")
}

/// A change of a field on a day of March: (field, from id, from, to id, to).
fn change(day: u8, field: &str, from: (&str, &str), to: (&str, &str)) -> String {
    let text = |text: &str| match text {
        "null" => "null".to_owned(),
        text => format!("\"{text}\""),
    };
    format!(
        "{{\"created\":\"2026-03-{day:02}T00:00:00.000+0000\",\"items\":[{{\"field\":\"{field}\",\
         \"fieldId\":\"f_{field}\",\"from\":{},\"fromString\":{},\"to\":{},\"toString\":{}}}]}}",
        text(from.0),
        text(from.1),
        text(to.0),
        text(to.1)
    )
}

const TO_DO: (&str, &str) = ("1", "To Do");
const DOING: (&str, &str) = ("2", "Doing");
const DONE: (&str, &str) = ("3", "Done");
const NONE: (&str, &str) = ("null", "null");

fn story(reading: &crate::Reading, key: &str) -> Vec<String> {
    entries(reading, key).iter().map(|entry| entry.replace("T00:00:00Z", "")).collect()
}

#[test]
fn creation_enters_what_the_first_change_leaves_though_the_newest_comes_first() {
    let changes = [change(5, "status", DOING, DONE), change(2, "status", TO_DO, DOING)];
    let text = issue("A-1", &status(3, "Done", "done"), &[&changes[0], &changes[1]]);
    let reading = read_text("j.json", &text);
    assert_eq!(story(&reading, "A-1"), ["2026-03-01 To Do", "2026-03-02 Doing", "2026-03-05 Done"]);
    assert_eq!((reading.items, reading.events), (1, 3));
    assert!(reading.warnings.is_empty());
    let categories: Vec<_> = reading.history.states().iter().map(|state| state.category).collect();
    assert_eq!(categories, [None, None, Some(Category::Done)]);
}

#[test]
fn an_issue_that_never_moved_is_where_it_is_since_its_creation() {
    let reading = read_text("j.json", &issue("A-1", &status(1, "To Do", "new"), &[]));
    assert_eq!(story(&reading, "A-1"), ["2026-03-01 To Do"]);
    assert_eq!(reading.history.states()[0].category, Some(Category::Queue));
}

#[test]
fn a_renamed_status_is_one_state_and_two_of_one_name_are_told_apart() {
    let changes = [change(2, "status", ("2", "Old name"), ("9", "Doing"))];
    let text = format!(
        "[{},{}]",
        issue("A-1", &status(9, "Doing", "indeterminate"), &[&changes[0]]),
        issue("A-2", &status(2, "Doing", "indeterminate"), &[])
    );
    let reading = read_text("j.json", &text);
    assert_eq!(story(&reading, "A-1"), ["2026-03-01 Doing (2)", "2026-03-02 Doing (9)"]);
}

#[test]
fn a_flag_blocks_until_it_is_cleared_by_null_or_by_nothing() {
    let flag = ("[1]", "Impediment");
    let changes = [
        change(9, "Flagged", flag, ("", "")),
        change(7, "Flagged", NONE, flag),
        change(5, "Flagged", flag, NONE),
        change(2, "Flagged", NONE, flag),
    ];
    let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
    let reading = read_text("j.json", &issue("A-1", &status(1, "To Do", "new"), &changes));
    let days: Vec<_> = reading
        .history
        .blocks()
        .iter()
        .map(|block| block.until.unwrap().days_since(block.from))
        .collect();
    assert_eq!(days, [3.0, 2.0]);
    assert_eq!(reading.history.reasons(), ["Impediment"]);
}

#[test]
fn a_resolution_that_means_nothing_was_done_makes_a_state_of_its_own() {
    let changes = [
        change(9, "status", TO_DO, DONE),
        change(7, "status", DONE, TO_DO),
        change(7, "resolution", ("7", "Won't Do"), NONE),
        change(5, "resolution", NONE, ("7", "Won't Do")),
        change(5, "status", TO_DO, DONE),
    ];
    let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
    let reading = read_text("j.json", &issue("A-1", &status(3, "Done", "done"), &changes));
    assert_eq!(
        story(&reading, "A-1"),
        ["2026-03-01 To Do", "2026-03-05 Done (Won't Do)", "2026-03-07 To Do", "2026-03-09 Done"]
    );
    assert_eq!(reading.history.states()[1].category, Some(Category::Dropped));
}

#[test]
fn what_the_changelog_says_of_the_resolution_stands_unless_the_issue_tells_its_own() {
    let resolved = change(5, "resolution", NONE, ("7", "Won't Do"));
    let later = change(6, "resolution", NONE, ("7", "Won't Do"));
    let done = change(5, "status", TO_DO, DONE);
    for changes in [[&*done, &*resolved], [&*later, &*done]] {
        let text = issue("A-1", &status(3, "Done", "done"), &changes);
        let told = |resolution: &str| {
            let fields = format!("\"fields\":{{\"resolution\":{resolution},");
            story(&read_text("j.json", &text.replace("\"fields\":{", &fields)), "A-1").remove(1)
        };
        assert_eq!(story(&read_text("j.json", &text), "A-1")[1], "2026-03-05 Done (Won't Do)");
        assert_eq!(told("null"), "2026-03-05 Done");
        assert_eq!(told("{\"name\":\"Fixed\"}"), "2026-03-05 Done");
        assert_eq!(told("{\"name\":\"Duplicate\"}"), "2026-03-05 Done (Duplicate)");
    }
}

#[test]
fn a_changelog_that_is_cut_off_is_counted() {
    let text = issue("A-1", &status(1, "To Do", "new"), &[]).replace("\"total\":0", "\"total\":9");
    let reading = read_text("j.json", &text);
    assert_eq!(code(&reading, "changelog_truncated"), 1);
    assert_eq!(reading.warnings[0].example, "j.json, line 1, A-1: 0 of 9 changes; kept with these");
}

#[test]
fn forty_changes_are_as_many_as_a_search_gives_whatever_total_it_tells() {
    let labelled = change(2, "labels", NONE, NONE);
    let cut = |count: usize, told: &str| {
        let many = vec![&*labelled; count];
        let text = issue("A-1", &status(1, "To Do", "new"), &many);
        read_text("j.json", &text.replace(&format!("\"total\":{count},"), told))
    };
    for (count, told, expected) in [
        (40, "", 1),
        (40, "\"startAt\":0,\"maxResults\":40,\"total\":40,", 1),
        (40, "\"startAt\":0,\"maxResults\":40,\"total\":73,", 1),
        (40, "\"startAt\":0,\"maxResults\":40,", 1),
        (40, "\"startAt\":0,\"maxResults\":100,\"total\":40,", 0),
        (40, "\"total\":40,", 0),
        (41, "", 0),
        (39, "\"startAt\":0,\"maxResults\":40,\"total\":39,", 0),
    ] {
        assert_eq!(code(&cut(count, told), "changelog_truncated"), expected, "{count} {told}");
    }
    assert_eq!(
        cut(40, "").warnings[0].example,
        "j.json, line 1, A-1: 40 changes, as many as a search gives; kept with these"
    );
}

#[test]
fn the_vendors_own_changelog_is_read() {
    let Some(api) = crate::testing::shared_api("jira/swagger-v3.examples-parsed.json") else {
        return;
    };
    let answer = &api["paths"]["/rest/api/3/issue/{issueIdOrKey}/changelog/list"]["post"];
    let answer = &answer["responses"]["200"]["content"]["application/json"]["example"];
    let text = issue("A-1", &status(1, "To Do", "new"), &[]);
    let text = text.replace("{\"total\":0,\"histories\":[]}", &answer.to_string());
    let reading = read_text("j.json", &text);
    assert_eq!((reading.events, reading.warnings.len()), (3, 0));
    assert_eq!(reading.first_event_at.unwrap().to_string(), "1970-01-18T06:27:50.429Z");
}

#[test]
fn without_any_changelog_the_clock_runs_from_creation_to_the_resolution() {
    let text = "{\"key\":\"A-1\",\"fields\":{\"created\":\"2026-03-01T00:00:00.000+0000\",\
                \"resolutiondate\":\"2026-03-04T00:00:00.000+0000\",\"status\":{\"id\":\"3\",\
                \"name\":\"Done\",\"statusCategory\":{\"key\":\"done\"}}}}";
    let reading = read_text("j.json", text);
    assert_eq!(story(&reading, "A-1"), ["2026-03-01 Created", "2026-03-04 Done"]);
    assert_eq!(code(&reading, "no_changelog"), 1);
    assert_eq!(reading.last_event_at.unwrap().to_string(), "2026-03-04T00:00:00Z");
    assert_eq!(reading.events, 2);
}

#[test]
fn pages_lines_and_lists_of_issues_read_the_same() {
    let (one, two) = (
        issue("A-1", &status(1, "To Do", "new"), &[]),
        issue("A-2", &status(1, "To Do", "new"), &[]),
    );
    for text in [
        format!("{{\"startAt\":0,\"issues\":[{one},\n{two}],\"names\":{{\"a\":[]}}}}"),
        format!("[{one},{two}]"),
        format!("{one}\n{two}\n"),
    ] {
        assert_eq!(read_text("j.json", &text).items, 2);
    }
    let reading = read_text("j.json", &format!("[{one},{one}]"));
    assert_eq!((reading.items, code(&reading, "duplicate_id")), (1, 1));
    assert_eq!(reading.warnings[0].example, "j.json, line 1, A-1: the first one was kept");
}

const BOARD: &str = "{\"id\":1,\"columnConfig\":{\"columns\":[{\"name\":\"A\",\"statuses\":\
                     [{\"id\":\"1\"}]},{\"name\":\"B\",\"statuses\":[{\"id\":\"3\"},\
                     {\"id\":\"2\"}]}]}}";

#[test]
fn the_statuses_and_the_board_beside_the_issues_give_categories_and_positions() {
    let statuses = format!("[{},{}]", status(1, "Waiting", "new"), status(2, "Doing", "x"));
    let changes = [change(2, "status", TO_DO, DOING)];
    let text = issue("A-1", &status(2, "Doing", "indeterminate"), &[&changes[0]]);
    let reading = read_all(&[("i.json", &text), ("b.json", BOARD), ("s.json", &statuses)]).unwrap();
    let states: Vec<_> = reading
        .history
        .states()
        .iter()
        .map(|state| (&*state.name, state.category, state.position))
        .collect();
    assert_eq!(
        states,
        [("Waiting", Some(Category::Queue), Some(0)), ("Doing", Some(Category::Active), Some(2))]
    );
}

#[test]
fn the_export_ends_with_the_day_it_names_unless_an_event_is_later() {
    let changes = [change(5, "status", TO_DO, DOING)];
    let text = issue("A-1", &status(2, "Doing", "indeterminate"), &[&changes[0]]);
    let meta = |day| format!("{{\"date_start\":\"2026-01-01\",\"date_end\":\"2026-03-{day:02}\"}}");
    let reading = read_all(&[("i.json", &text), ("m.json", &meta(5))]).unwrap();
    assert_eq!(reading.exported_at.unwrap().to_string(), "2026-03-05T23:59:59.999999Z");
    let reading = read_all(&[("i.json", &text), ("m.json", &meta(4))]).unwrap();
    assert_eq!(reading.exported_at, None);
    assert_eq!(code(&reading, "events_after_export_range"), 1);
}

#[test]
fn one_change_is_singular_and_one_record_too() {
    let text = issue("A-1", &status(1, "To Do", "new"), &[]).replace("\"total\":0", "\"total\":1");
    let reading = read_text("j.json", &text);
    assert_eq!(reading.warnings[0].example, "j.json, line 1, A-1: 0 of 1 change; kept with these");
    assert_eq!(
        crate::testing::refusal("j.json", "{\"key\":\"A-1\",\"fields\":{}}"),
        "j.json: its only record cannot be used: j.json, line 1, A-1: left out (no_creation). \
         Check what was exported."
    );
}
