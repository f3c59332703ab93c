//! Jira's own CSV.

use crate::testing::{code, entries, read_bytes, read_text, read_with, refusal};
use crate::{Format, ReadOptions, Reading};
use flow::Filter;
use flow::workflow::Category;

const HEADER: &str = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Resolution,\
                      Assignee,Created,Updated,Resolved,Labels,Labels,Sprint,Sprint,\
                      Custom field (Story Points),Comment,Comment,Status Category,\
                      Status Category Changed\n";

/// A row of the table: its key, status, resolution, dates, category and when that changed.
fn row(key: &str, [status, resolution, created, resolved, category, changed]: [&str; 6]) -> String {
    format!(
        "\"a, b\",{key},10001,Bug,{status},TERN,High,{resolution},ana,{created},{created},\
         {resolved},red,green,1,2,3,\"{created};ana;line\nline\",,{category},{changed}\n"
    )
}

const DONE: [&str; 6] =
    ["Done", "Done", "23/Feb/24 4:05 PM", "29/Feb/24 9:00 AM", "Done", "29/Feb/24 9:00 AM"];

fn read(rows: &[(&str, [&str; 6])]) -> Reading {
    let rows: String = rows.iter().map(|(key, cells)| row(key, *cells)).collect();
    read_text("j.csv", &format!("{HEADER}{rows}"))
}

#[test]
fn an_issue_runs_from_its_creation_to_its_resolution_and_that_is_said() {
    let open = ["In Progress", "", "23/Feb/24 4:05 PM", "", "In Progress", "24/Feb/24 4:05 PM"];
    let reading = read(&[("A-1", DONE), ("A-2", open)]);
    assert_eq!((reading.format, reading.items), (Format::JiraCsv, 2));
    assert_eq!(
        entries(&reading, "A-1"),
        ["2024-02-23T16:05:00Z Created", "2024-02-29T09:00:00Z Done"]
    );
    assert_eq!(entries(&reading, "A-2"), ["2024-02-23T16:05:00Z Created"]);
    let categories: Vec<_> = reading.history.states().iter().map(|state| state.category).collect();
    assert_eq!(categories, [Some(Category::Active), Some(Category::Done)]);
    assert_eq!(code(&reading, "no_stages"), 2);
    let said = reading.warnings.iter().find(|it| it.code == "no_stages").unwrap();
    assert_eq!(said.example, "j.csv, line 2, A-1: only its creation and its resolution are known");
}

#[test]
fn a_resolution_that_says_nothing_was_done_drops_the_issue_as_in_jiras_json() {
    let [_, _, created, resolved, category, changed] = DONE;
    let reading = read(&[
        ("A-1", ["Closed", "Won't Do", created, resolved, category, changed]),
        ("A-2", DONE),
    ]);
    assert_eq!(entries(&reading, "A-1")[1], "2024-02-29T09:00:00Z Closed (Won't Do)");
    assert_eq!(reading.history.states()[1].category, Some(Category::Dropped));
}

#[test]
fn the_category_of_the_status_says_whether_it_is_done() {
    let [_, _, created, resolved, _, changed] = DONE;
    let reading = read(&[
        ("A-1", ["Done", "", created, "", "Done", changed]),
        ("A-2", ["Open", "Done", created, resolved, "To Do", changed]),
        ("A-3", ["Done", "", created, "", "Done", ""]),
        ("A-4", ["Erledigt", "Fertig", created, resolved, "Fertig", changed]),
    ]);
    assert_eq!(entries(&reading, "A-1")[1], "2024-02-29T09:00:00Z Done");
    assert_eq!(entries(&reading, "A-2").len(), 1);
    assert_eq!(entries(&reading, "A-4").len(), 2);
    assert_eq!((reading.items, code(&reading, "done_without_date")), (3, 1));
    let said = reading.warnings.iter().find(|it| it.code == "done_without_date").unwrap();
    assert_eq!(said.example, "j.csv, line 6, A-3: nothing says since when; left out");
}

#[test]
fn columns_of_one_name_are_a_list_and_custom_fields_have_their_own_names() {
    let text = format!("{HEADER}{}", row("A-1", DONE));
    let kept = |column: &str, value: &str| {
        let filter = Filter { column: column.into(), value: value.into() };
        let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
        read_with("j.csv", text.as_bytes(), &options).map(|reading| reading.history.len())
    };
    for (column, value) in [
        ("label", "red"),
        ("label", "green"),
        ("sprint", "2"),
        ("type", "bug"),
        ("project", "TERN"),
        ("priority", "high"),
        ("Story Points", "3"),
        ("status", "Done"),
    ] {
        assert_eq!(kept(column, value), Ok(1), "{column}={value}");
    }
    assert_eq!(kept("sprint", "3"), Ok(0));
    let refused = kept("colour", "x").unwrap_err().to_string();
    assert!(!refused.contains("Assignee") && !refused.contains("Comment"), "{refused}");
    for person in ["Assignee", "Comment", "Reporter", "Creator", "Watchers", "Watchers Id"] {
        assert!(kept(person, "ana").unwrap_err().to_string().contains("no figures about people"));
    }
}

#[test]
fn dates_are_read_as_jira_shows_them() {
    for (shown, expected) in [
        ("23/Feb/24 4:05 PM", "2024-02-23T16:05:00Z"),
        ("23/Feb/24 4:05\u{202f}PM", "2024-02-23T16:05:00Z"),
        ("23/Feb/24 4:05 p.m.", "2024-02-23T16:05:00Z"),
        ("23/Feb/2024 16:05", "2024-02-23T16:05:00Z"),
        ("2024-02-23 16:05", "2024-02-23T16:05:00Z"),
        ("2024-02-23T16:05:06.000+0100", "2024-02-23T15:05:06Z"),
        ("23.02.2024 16:05", "2024-02-23T16:05:00Z"),
        ("02/23/2024 4:05 PM", "2024-02-23T16:05:00Z"),
        ("23/févr./24 16:05", "2024-02-23T16:05:00Z"),
        ("5/März/24 16:05", "2024-03-05T16:05:00Z"),
        ("05/dic/23 16:05", "2023-12-05T16:05:00Z"),
    ] {
        let reading = read(&[("A-1", ["Open", "", shown, "", "To Do", ""])]);
        assert_eq!(entries(&reading, "A-1"), [format!("{expected} Created")], "{shown}");
    }
}

#[test]
fn jiras_own_table_is_told_from_one_with_a_start_and_a_finish() {
    let told = |header: &str| {
        let row = "A-1,1,x,Done,2024-02-20,2024-02-21,2024-02-22\n";
        read_text("j.csv", &format!("{header}\n{row}")).format
    };
    let jira = "Issue key,Issue id,Summary,Status,Created,Due date,Resolved";
    assert_eq!(told(jira), Format::JiraCsv);
    assert_eq!(told(&jira.to_uppercase()), Format::JiraCsv);
    let by_hand = "Issue key,Points,Summary,Status,Created,Started,Resolved";
    assert_eq!(told(by_hand), Format::StartFinishCsv);
}

#[test]
fn what_is_missing_is_counted_or_refused_with_what_to_do() {
    let [status, resolution, created, resolved, category, changed] = DONE;
    let reading = read(&[
        ("", DONE),
        ("A-1", [status, resolution, "", resolved, category, changed]),
        ("A-2", [status, resolution, resolved, created, category, changed]),
        ("A-3", [status, resolution, created, "soon", category, changed]),
        ("A-4", DONE),
        ("A-4", DONE),
    ]);
    let counts = ["no_id", "no_creation", "finished_before_started", "not_a_date", "duplicate_id"]
        .map(|name| code(&reading, name));
    assert_eq!((reading.items, counts), (1, [1; 5]));
    let header = "Issue key,Issue id,Status,Created\nA-1,1,Open,2024-02-20\n";
    assert_eq!(
        refusal("j.csv", header),
        "j.csv, line 1: the column \"Resolved\" is missing; the header is Issue key,Issue \
         id,Status,Created. Export the issues with all fields, with Jira set to English."
    );
}

#[test]
fn byte_order_marks_line_ends_and_odd_texts_do_no_harm() {
    let text = format!("\u{feff}{HEADER}{}", row("ÄÖ-1", DONE)).replace('\n', "\r\n");
    assert_eq!(read_bytes("j.csv", text).unwrap().items, 1);
    let cut = format!("{HEADER}\"a, b\",A-1");
    assert!(refusal("j.csv", cut).contains("(no_creation)"));
    let open = format!("{HEADER}\"a, b");
    assert!(refusal("j.csv", open).contains("a quote opens here"));
    assert!(refusal("j.csv", HEADER).contains("nothing in it"));
}
