//! Tables with a start and a finish.

use crate::testing::{code, entries, read_text, read_with, refusal};
use crate::{DateOrder, Format, ReadOptions};
use flow::Filter;
use flow::workflow::Category;
use jiff::tz::TimeZone;

#[test]
fn a_row_starts_and_finishes_and_the_headers_name_the_states() {
    let reading = read_text("t.csv", "Closed Date;Activated;ID;Title\n2026-03-05;2026-03-02;7;x\n");
    assert_eq!(reading.format, Format::StartFinishCsv);
    assert!(reading.warnings.is_empty());
    assert_eq!(
        entries(&reading, "7"),
        ["2026-03-02T00:00:00Z Activated", "2026-03-05T00:00:00Z Closed Date"]
    );
    let states = reading.history.states();
    assert_eq!((states[0].category, states[0].position), (Some(Category::Active), Some(0)));
    assert_eq!((states[1].category, states[1].position), (Some(Category::Done), Some(1)));
}

#[test]
fn commas_semicolons_and_tabs_part_the_cells() {
    for separator in [",", ";", "\t"] {
        let text = "id,title,started,finished\n1,x,2026-03-02,2026-03-05\n".replace(',', separator);
        assert_eq!(read_text("t.csv", &text).history.entry_count(), 2);
    }
}

#[test]
fn the_start_is_rather_the_beginning_than_the_creation() {
    let reading = read_text(
        "t.csv",
        "id,title,createdAt,startDate,resolvedAt\n1,x,2026-03-01,2026-03-02,2026-03-05\n",
    );
    assert_eq!(entries(&reading, "1")[0], "2026-03-02T00:00:00Z startDate");
    let reading =
        read_text("t.csv", "Issue key,Summary,Created,Resolved\nA-1,x,23/Feb/24 4:05 PM,\n");
    assert_eq!(entries(&reading, "A-1"), ["2024-02-23T16:05:00Z Created"]);
}

#[test]
fn what_is_missing_or_backwards_is_counted() {
    let reading = read_text(
        "t.csv",
        "id,start,end\n1,2026-03-02,\n2,,2026-03-02\n3,2026-03-02,2026-03-01\n4,,\n\
         5,2026-03-02,2026-03-02\n5,2026-03-02,2026-03-02\n6,2026-03-02,later\n",
    );
    let counts = [
        "no_finish_date",
        "no_start",
        "finished_before_started",
        "duplicate_id",
        "not_a_date",
        "no_title_column",
    ]
    .map(|name| code(&reading, name));
    assert_eq!(counts, [1; 6]);
    assert_eq!((reading.items, reading.history.entry_count()), (3, 3));
}

#[test]
fn a_doubt_says_what_was_done_with_the_row() {
    let reading = read_text(
        "t.csv",
        "id,name,start,end\n1,x,2026-03-02,\n2,x,,2026-03-02\n3,x,2026-03-02,2026-03-01\n\
         1,x,2026-03-02,\n6,x,2026-03-02,later\n,x,2026-03-02,\n",
    );
    let mut said: Vec<_> = reading.warnings.iter().map(|warning| &*warning.example).collect();
    said.sort_unstable();
    let expected = [
        "t.csv, line 2, 1: kept open",
        "t.csv, line 3, 2: left out",
        "t.csv, line 4, 3: 2026-03-01T00:00:00Z before 2026-03-02T00:00:00Z; left out",
        "t.csv, line 5, 1: the first one was kept",
        "t.csv, line 6, column end: \"later\"; row left out",
        "t.csv, line 7: left out",
    ];
    assert_eq!(said, expected);
    let ids: Vec<_> = reading.history.items().map(|item| reading.history.id(item)).collect();
    assert_eq!(ids, ["1"]);
}

#[test]
fn a_table_without_an_id_is_refused() {
    assert_eq!(
        refusal("t.csv", "start,end\n2026-03-02,2026-03-03\n"),
        "t.csv, line 1: missing id: no column of start,end is one. \
         Name the column with the ids \"ID\"."
    );
}

#[test]
fn dates_that_fit_two_orders_are_refused_unless_told() {
    let text = "id,name,start,end\n1,x,3/4/2026,5/31/2026\n";
    assert_eq!(
        refusal("t.csv", text),
        "t.csv, line 2, column start: every date fits two orders: \"3/4/2026\" may be 2026-04-03 \
         or 2026-03-04. Say which with --date-order day-first or --date-order month-first."
    );
    let order = |order| ReadOptions { date_order: Some(order), ..ReadOptions::default() };
    let reading = read_with("t.csv", text, &order(DateOrder::MonthFirst)).unwrap();
    assert_eq!(entries(&reading, "1")[0], "2026-03-04T00:00:00Z start");
    assert_eq!(
        read_with("t.csv", text, &order(DateOrder::DayFirst)).unwrap_err().to_string(),
        "t.csv, line 2, column end: \"5/31/2026\" cannot be read day-first. \
         Leave --date-order out, or correct the cell."
    );
}

#[test]
fn a_column_with_dates_in_two_orders_is_refused_with_both_lines() {
    assert_eq!(
        refusal("t.csv", "id,start,end\n1,31/5/2026,\n2,5/31/2026,\n"),
        "t.csv, column start: dates in two orders: \"31/5/2026\" in line 2 can only have the day \
         first, \"5/31/2026\" in line 3 only the month. \
         Bring them into one order, best 2026-12-31."
    );
}

#[test]
fn the_order_recognised_is_said_with_an_example() {
    let reading = read_text("t.csv", "id,name,start,end\n1,x,5/31/2023 8:04:10 AM,\n");
    assert_eq!(code(&reading, "dates_month_first"), 1);
    assert_eq!(
        reading.warnings[0].example,
        "5/31/2023 8:04:10 AM read as 2023-05-31 (t.csv, line 2, column start)"
    );
    let reading = read_text("t.csv", "id,name,start,end\n1,x,31.5.2023,\n");
    assert_eq!(code(&reading, "dates_day_first"), 1);
}

#[test]
fn dates_without_a_zone_are_local() {
    let time_zone = TimeZone::get("Europe/Vienna").unwrap();
    let options = ReadOptions { time_zone, ..ReadOptions::default() };
    let text = "id,name,start,end\n1,x,2026-07-01,2026-07-02T10:00:00+05:00\n";
    let reading = read_with("t.csv", text, &options).unwrap();
    assert_eq!(entries(&reading, "1"), ["2026-06-30T22:00:00Z start", "2026-07-02T05:00:00Z end"]);
}

#[test]
fn headers_that_appear_twice_are_one_attribute_with_several_values() {
    let filter = Filter { column: "labels".into(), value: "red".into() };
    let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
    let text = "id,start,end,Labels,Labels\n1,2026-07-01,,blue,red\n2,2026-07-01,,blue,\n";
    let reading = read_with("t.csv", text, &options).unwrap();
    assert_eq!((reading.items, reading.history.len()), (2, 1));
}

#[test]
fn the_names_tell_the_layout_though_few_dates_can_be_read() {
    let text = "id,start,finish\nA,2026-02-30,2026-03-02\nB,2026-03-01,2026-03-03\n";
    for text in [text.to_owned(), text.replace("2026-02-30", "soon")] {
        let reading = read_text("t.csv", &text);
        assert_eq!((reading.format, reading.items), (Format::StartFinishCsv, 1));
        let bad = reading.warnings.iter().find(|warning| warning.code == "not_a_date").unwrap();
        assert_eq!(bad.count, 1);
        assert!(bad.example.starts_with("t.csv, line 2, column start: \""), "{}", bad.example);
    }
}

#[test]
fn where_no_date_can_be_read_the_first_bad_cell_is_named() {
    for (first, cell) in [("A,2026-02-30,2026-03-02", "2026-02-30"), ("A,soon,later", "soon")] {
        assert_eq!(
            refusal("t.csv", format!("id,start,finish\n{first}\nB,2026-03-01,2026-13-01\n")),
            format!(
                "t.csv, line 2, column start: \"{cell}\" is no date. \
                 No row can be used; correct the dates, best to 2026-12-31."
            )
        );
    }
}

#[test]
fn more_bad_dates_than_good_ones_leave_the_good_ones() {
    let text = "id,start,finish\nA,soon,\nB,later,\nC,2026-03-01,\n";
    let reading = read_text("t.csv", text);
    assert_eq!((reading.items, code(&reading, "not_a_date")), (1, 2));
}

#[test]
fn in_progress_and_done_are_a_start_and_a_finish_unless_they_are_states() {
    let table = |header: &str| {
        let row = "1,x,2026-03-02,2026-03-05";
        read_text("t.csv", &format!("{header}\n{row}\n")).format
    };
    assert_eq!(table("Key,Summary,In Progress,Done"), Format::StartFinishCsv);
    assert_eq!(table("ID,Name,In Progress,Done"), Format::DatesPerStateCsv);
}

#[test]
fn who_created_it_is_no_start() {
    let text = "id,Created by,Opened,Closed\n1,,2026-03-02,2026-03-05\n";
    assert_eq!(entries(&read_text("t.csv", text), "1")[0], "2026-03-02T00:00:00Z Opened");
}

#[test]
fn a_finish_without_a_time_is_not_before_a_start_with_one_on_the_same_day() {
    let text = "id,start,finish\nA,2026-03-01 10:00,2026-03-01\nB,2026-03-02 10:00,2026-03-01\n";
    let reading = read_text("t.csv", text);
    assert_eq!(
        entries(&reading, "A"),
        ["2026-03-01T10:00:00Z start", "2026-03-01T10:00:00Z finish"]
    );
    assert_eq!(code(&reading, "finished_before_started"), 1);
}
