//! Tables with a column per state.

use crate::testing::{code, entries, read_text, read_with};
use crate::{Format, ReadOptions};
use flow::Filter;

const TABLE: &str = "ID,Link,Name,Ready,Doing,Review,Done,Type,Labels\n\
                     A-1,http://x,\"a, b\",2026-03-01,2026-03-02,,2026-03-05,Bug,[red|green]\n\
                     A-2,http://x,c,2026-03-01,,,,Story,[green]\n";

#[test]
fn each_date_is_an_entry_and_the_columns_are_the_order() {
    let reading = read_text("t.csv", TABLE);
    assert_eq!(reading.format, Format::DatesPerStateCsv);
    assert!(!reading.starts_at_creation && reading.warnings.is_empty());
    assert_eq!(
        entries(&reading, "A-1"),
        ["2026-03-01T00:00:00Z Ready", "2026-03-02T00:00:00Z Doing", "2026-03-05T00:00:00Z Done"]
    );
    let states: Vec<_> =
        reading.history.states().iter().map(|state| (&*state.name, state.position)).collect();
    let expected = [("Ready", Some(0)), ("Doing", Some(1)), ("Review", Some(2)), ("Done", Some(3))];
    assert_eq!(states, expected);
}

#[test]
fn lists_in_brackets_are_several_values() {
    let filter = Filter { column: "labels".into(), value: "red".into() };
    let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
    let reading = read_with("t.csv", TABLE, &options).unwrap();
    assert_eq!((reading.items, reading.history.len()), (2, 1));
}

#[test]
fn dates_that_run_backwards_leave_the_row_out() {
    let text = "ID,Ready,Doing,Done\nA-1,2026-03-04,2026-03-02,\nA-2,2026-03-01,2026-03-01,\n";
    let reading = read_text("t.csv", text);
    assert_eq!((reading.items, code(&reading, "dates_run_backwards")), (1, 1));
    assert_eq!(
        reading.warnings[0].example,
        "t.csv, line 2, A-1: 2026-03-02T00:00:00Z after 2026-03-04T00:00:00Z"
    );
}

#[test]
fn ranges_of_blocked_dates_are_blocks() {
    let text = "Id,Name,Ready,Doing,Shipping,Blocked Date Range\n\
                1,x,2026-03-01,2026-03-02,,[03/03/2026-05/03/2026|07/03/2026-]\n\
                2,y,2026-03-01,,,[soon]\n";
    let reading = read_text("t.csv", text);
    let blocks = reading.history.blocks();
    assert_eq!(blocks[0].until.unwrap().days_since(blocks[0].from), 2.0);
    assert_eq!((blocks.len(), blocks[1].until), (2, None));
    assert_eq!(code(&reading, "not_a_date"), 1);
}

#[test]
fn an_empty_last_column_is_a_state_only_if_its_name_says_so() {
    let states = |header: &str| {
        let text = format!("{header}\nA-1,2026-03-01,2026-03-02,\n");
        read_text("t.csv", &text).history.states().len()
    };
    assert_eq!(states("ID,Ready,Doing,Done"), 3);
    assert_eq!(states("ID,Ready,Doing,Parent"), 2);
}

#[test]
fn two_dates_called_start_and_finish_are_no_states() {
    let text = "ID,Name,Created,Started,Closed\n1,x,2026-03-01,2026-03-02,2026-03-03\n";
    assert_eq!(read_text("t.csv", text).format, Format::StartFinishCsv);
}
