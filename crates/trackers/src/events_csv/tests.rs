//! What an events file says, and what is said of a bad one.

use crate::testing::{code, read_text, refusal};

const HEADER: &str = "id,at,field,from,to\n";

#[test]
fn a_row_of_status_is_an_entry() {
    let reading = read_text(
        "e.csv",
        "id,at,field,from,to\n\
         A-1,2026-03-01T09:00:00Z,status,,Doing\n\
         A-1,2026-03-02T10:30:00.5+01:00,Status,Doing,Done\n",
    );
    let history = &reading.history;
    let item = history.items().next().unwrap();
    let entries: Vec<_> = history
        .entries(item)
        .map(|entry| (entry.at.to_string(), history.states()[entry.to.0 as usize].name.clone()))
        .collect();
    assert_eq!(
        entries,
        [
            ("2026-03-01T09:00:00Z".to_owned(), "Doing".to_owned()),
            ("2026-03-02T09:30:00.5Z".to_owned(), "Done".to_owned())
        ]
    );
    assert!(reading.warnings.is_empty());
}

#[test]
fn columns_may_come_in_any_order_and_case_and_others_are_ignored() {
    let reading =
        read_text("e.csv", "Who,TO,At,ID,Field\nana,Doing,2026-03-01T09:00:00Z,A-1,status\n");
    assert_eq!((reading.items, reading.events, reading.history.entry_count()), (1, 1, 1));
}

#[test]
fn a_flag_blocks_until_it_is_empty() {
    let reading = read_text(
        "e.csv",
        &format!(
            "{HEADER}A-1,2026-03-01T09:00:00Z,flagged,,waiting for data\n\
             A-1,2026-03-03T09:00:00Z,flagged,waiting for data,\n"
        ),
    );
    let block = reading.history.blocks()[0];
    assert_eq!(reading.history.reasons(), ["waiting for data"]);
    assert_eq!(block.until.unwrap().days_since(block.from), 2.0);
}

#[test]
fn an_item_that_left_an_unknown_state_first_is_counted() {
    let reading = read_text("e.csv", &format!("{HEADER}A-1,2026-03-01T09:00:00Z,status,A,B\n"));
    assert_eq!(code(&reading, "first_state_unknown"), 1);
    assert_eq!(reading.warnings[0].example, "A-1 left \"A\" at 2026-03-01T09:00:00Z");
}

#[test]
fn a_header_without_rows_is_refused() {
    assert_eq!(
        refusal("e.csv", HEADER),
        "e.csv: there is a header, or an empty list, and nothing in it. Check what was exported."
    );
}

#[test]
fn a_missing_id_is_counted_and_a_missing_id_column_refused() {
    let reading = read_text(
        "e.csv",
        &format!("{HEADER},2026-03-01T09:00:00Z,status,,B\nA-1,2026-03-01T09:00:00Z,status,,B\n"),
    );
    assert_eq!(code(&reading, "no_id"), 1);
    assert_eq!(reading.warnings[0].example, "e.csv, line 2: left out");
    assert_eq!(
        refusal("e.csv", "at,field,from,to\n2026-03-01T09:00:00Z,status,,B\n"),
        "e.csv, line 1: the column \"id\" is missing; the header is at,field,from,to. \
         An events file has the columns id,at,field,from,to."
    );
}

#[test]
fn a_cell_that_is_no_date_is_counted_with_its_place() {
    let reading = read_text(
        "e.csv",
        &format!("{HEADER}A-1,soon,status,,B\nA-1,2026-03-01T09:00:00Z,status,,B\n"),
    );
    assert_eq!(code(&reading, "not_a_date"), 1);
    assert_eq!(reading.warnings[0].example, "e.csv, line 2, column at: \"soon\"; row left out");
}

#[test]
fn dates_of_people_are_understood_when_the_column_fits_one_order() {
    let reading = read_text(
        "e.csv",
        &format!("{HEADER}A-1,3/4/2026 9:00 AM,status,,B\nA-1,3/31/2026,status,B,C\n"),
    );
    assert_eq!(reading.first_event_at.unwrap().to_string(), "2026-03-04T09:00:00Z");
    assert_eq!(code(&reading, "dates_month_first"), 2);
}

#[test]
fn a_file_split_in_two_reads_like_the_whole() {
    let rows: Vec<String> = (0..40)
        .map(|n| {
            format!("A-{},2026-03-{:02}T09:00:00Z,status,S{},S{}\n", n % 7, n % 28 + 1, n, n + 1)
        })
        .collect();
    let whole = read_text("e.csv", &format!("{HEADER}{}", rows.concat()));
    let (one, two) = rows.split_at(17);
    let parts = crate::testing::read_all(&[
        ("1.csv", &format!("{HEADER}{}", one.concat())),
        ("2.csv", &format!("{HEADER}{}", two.concat())),
    ])
    .unwrap();
    assert_eq!(format!("{:?}", whole.history), format!("{:?}", parts.history));
    assert_eq!((whole.items, whole.events), (parts.items, parts.events));
}

#[test]
fn more_states_than_a_workflow_can_have_are_refused() {
    let rows: String =
        (0..1100).map(|n| format!("A-1,2026-03-01T09:00:00Z,status,,S{n}\n")).collect();
    assert_eq!(
        refusal("e.csv", format!("{HEADER}{rows}")),
        "e.csv: there are more than 1000 different states, the last \"S1000\". \
         Check which column holds the state."
    );
}

#[test]
fn a_state_in_windows_1252_is_read_and_said() {
    let mut bytes = HEADER.as_bytes().to_vec();
    bytes.extend_from_slice(b"A-1,2026-03-01T09:00:00Z,status,,Gepr\xfcft\n");
    let reading = crate::testing::read_bytes("e.csv", bytes).unwrap();
    assert_eq!(reading.history.states()[0].name, "Geprüft");
    assert_eq!(code(&reading, "windows_1252"), 1);
}
