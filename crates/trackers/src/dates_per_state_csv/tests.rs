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
    assert!(reading.warnings.is_empty());
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
        "t.csv, line 2, A-1: 2026-03-02T00:00:00Z after 2026-03-04T00:00:00Z; left out"
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

/// A table with a number of blocked days in the last column.
fn blocked_days(days: &str) -> String {
    format!(
        "ID,Name,Ready,Doing,Done,Blocked Days\nA-1,x,2026-03-01,2026-03-02,2026-03-09,{days}\n"
    )
}

fn blocks(reading: &crate::Reading) -> Vec<String> {
    let reason = |block: &flow::Block| &reading.history.reasons()[usize::from(block.reason)];
    let blocks = reading.history.blocks().iter();
    let until = |block: &flow::Block| block.until.unwrap();
    blocks.map(|it| format!("{} {} {}", it.from, until(it), reason(it))).collect()
}

#[test]
fn a_number_of_blocked_days_is_a_block_that_ends_on_the_last_date_and_is_said() {
    let reading = read_text("t.csv", &blocked_days("3"));
    assert_eq!(reading.history.states().len(), 3);
    assert_eq!(blocks(&reading), ["2026-03-07T00:00:00Z 2026-03-09T00:00:00Z blocked"]);
    assert_eq!(code(&reading, "blocked_days_without_dates"), 1);
    assert_eq!(
        reading.warnings[0].example,
        "t.csv, line 2, A-1: 3 days, placed before its last date; only their sum is known"
    );
    let reading = read_text("t.csv", &blocked_days("1"));
    assert_eq!(blocks(&reading), ["2026-03-09T00:00:00Z 2026-03-09T00:00:00Z blocked"]);
    assert!(reading.warnings[0].example.contains("A-1: 1 day, placed"));
}

#[test]
fn blocked_days_are_days_of_the_time_zone() {
    let time_zone = jiff::tz::TimeZone::get("Europe/Vienna").unwrap();
    let options = ReadOptions { time_zone, ..ReadOptions::default() };
    let text = "ID,Ready,Doing,Blocked Days\nA-1,2026-03-01,2026-03-30 09:00,2\n";
    let reading = read_with("t.csv", text, &options).unwrap();
    assert_eq!(blocks(&reading), ["2026-03-28T23:00:00Z 2026-03-29T22:00:00Z blocked"]);
}

#[test]
fn no_blocked_days_are_nothing_and_what_is_no_number_is_counted() {
    for nothing in ["", "0"] {
        let reading = read_text("t.csv", &blocked_days(nothing));
        assert!(reading.history.blocks().is_empty() && reading.warnings.is_empty());
    }
    for text in ["some", "-1", "NaN", "1e300"] {
        let reading = read_text("t.csv", &blocked_days(text));
        assert_eq!((reading.history.blocks().len(), code(&reading, "not_a_number")), (0, 1));
        assert_eq!(
            reading.warnings[0].example,
            format!(
                "t.csv, line 2, A-1, column Blocked Days: \"{text}\" is no number of days; ignored"
            )
        );
    }
}

#[test]
fn blocked_ranges_go_before_blocked_days_and_an_item_without_dates_has_neither() {
    let text = "ID,Ready,Doing,Blocked Days,Blocked Date Range\n\
                A-1,2026-03-01,2026-03-09,7,[03/03/2026-05/03/2026]\nA-2,,,7,\n";
    let reading = read_text("t.csv", text);
    assert_eq!(blocks(&reading), ["2026-03-03T00:00:00Z 2026-03-05T00:00:00Z blocked"]);
    assert_eq!((reading.items, reading.warnings.len()), (2, 0));
}

#[test]
fn as_many_blocked_days_as_are_believed_fit_before_the_earliest_date() {
    let text = "ID,Ready,Doing,Blocked Days\nA-1,1900-01-01,1900-01-02,36500\n";
    let reading = read_text("t.csv", text);
    assert_eq!(reading.history.blocks()[0].until.unwrap().to_string(), "1900-01-02T00:00:00Z");
    assert!(blocks(&reading)[0].starts_with("1800-"), "{:?}", blocks(&reading));
    let reading = read_text("t.csv", &blocked_days("1.5"));
    assert_eq!(blocks(&reading), ["2026-03-08T00:00:00Z 2026-03-09T00:00:00Z blocked"]);
}
