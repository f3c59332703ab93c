//! Whole files: the real ones where this machine has them, and the ways in which a file is bad.

use crate::testing::{code, real_data};
use crate::{Format, ReadOptions, open, read};

#[test]
fn the_real_github_history_is_read_with_every_known_doubt_counted() {
    let Some(path) = real_data("github-issues/items.jsonl") else { return };
    let reading = read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
    assert_eq!(reading.format, Format::GithubJson);
    assert_eq!(reading.items, 1825);
    let expected = [
        ("issue_closed_event_disagrees", 53),
        ("pull_closed_event_disagrees", 111),
        ("issue_closed_without_event", 11),
        ("issue_reopened", 13),
        ("pull_reopened", 21),
        ("timeline_out_of_order", 5),
        ("event_without_time", 140),
    ];
    for (name, count) in expected {
        assert_eq!(code(&reading, name), count, "{name}");
    }
    assert_eq!(code(&reading, "no_timeline") + code(&reading, "closed_without_a_time"), 0);
    // 38,759 creations and events of timelines, and the 11 closings without an event.
    assert_eq!(reading.events, 38_770);
}

#[test]
fn the_real_jira_exports_are_read_with_their_statuses_board_and_dates() {
    for (folder, code_expected) in [
        ("jira-changelog/complete_sample", "events_after_export_range"),
        ("jira-changelog/testdata", "file_passed_over"),
    ] {
        let Some(path) = real_data(folder) else { return };
        let reading =
            read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
        assert_eq!((reading.format, reading.items), (Format::JiraJson, 6));
        assert_eq!(code(&reading, code_expected), 1);
        let names: Vec<_> = reading.history.states().iter().map(|state| &*state.name).collect();
        assert_eq!(names, ["Backlog", "Selected for Development", "In Progress", "Review", "Done"]);
        assert_eq!(reading.exported_at.is_some(), code_expected == "file_passed_over");
    }
}

#[test]
fn the_real_table_of_starts_and_finishes_is_read() {
    let Some(path) = real_data("dates-csv/ExampleFile.csv") else { return };
    let reading = read(open(&[path]).unwrap(), &ReadOptions::default(), &mut |_, _| ()).unwrap();
    assert_eq!((reading.format, reading.items), (Format::StartFinishCsv, 266));
    assert_eq!(code(&reading, "no_finish_date"), 5);
    assert_eq!(code(&reading, "no_title_column"), 1);
    assert_eq!(code(&reading, "dates_month_first"), 527);
}

mod no_figures_about_people {
    use crate::testing::{read_bytes, read_with};
    use crate::{Input, ReadOptions, read};
    use flow::Filter;

    fn filter(column: &str) -> ReadOptions {
        let filter = Filter { column: column.into(), value: "x".into() };
        ReadOptions { filters: vec![filter], ..ReadOptions::default() }
    }

    #[test]
    fn a_filter_by_person_is_refused_before_anything_is_read() {
        for column in ["Owner", "assigned_to", "AssignedTo", "CREATED BY", "Main Developer"] {
            let text = std::io::Read::take(std::io::repeat(0), u64::MAX);
            let input = Input::new("e.csv", text);
            assert_eq!(
                read(vec![input], &filter(column), &mut |_, _| ()).unwrap_err().to_string(),
                format!(
                    "Roundtable makes no figures about people, \
                     so it does not filter by \"{column}\"."
                )
            );
        }
    }

    #[test]
    fn columns_of_people_are_not_among_the_attributes() {
        let table = "ID,Name,Ready,Doing,Owner,Ownership,Size\n\
                     A-1,x,2026-03-01,2026-03-02,ana,shared,3\n";
        let events = "id,at,field,from,to\nA-1,2026-03-01T09:00:00Z,Reporter,,ana\n\
                      A-1,2026-03-01T09:00:00Z,Size,,3\n";
        for (text, known) in [(table, "Name, Ownership, Size"), (events, "Size")] {
            assert_eq!(
                read_with("t.csv", text, &filter("colour")).unwrap_err().to_string(),
                format!("t.csv: no item has an attribute \"colour\". There are: {known}.")
            );
            assert!(read_bytes("t.csv", text).is_ok());
        }
        let kept = read_with("t.csv", table, &filter("ownership")).unwrap();
        assert_eq!((kept.items, kept.history.len()), (1, 0));
    }
}

mod bad_input {
    use crate::testing::{code, read_all, read_bytes, read_text, refusal};
    use crate::{Format, Input, ReadOptions, open, read};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    const EVENTS: &str = "id,at,field,from,to\nA-1,2026-03-01T09:00:00Z,status,,Doing\n";

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(vec![], Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn an_empty_file_is_refused() {
        let expected = "e.csv: the file is empty. Export it again.";
        assert_eq!(refusal("e.csv", ""), expected);
        assert_eq!(refusal("e.csv", " \r\n\n"), expected);
        assert_eq!(refusal("e.csv", packed(b"")), expected);
    }

    #[test]
    fn no_file_at_all_is_refused() {
        assert_eq!(
            read_all(&[]).unwrap_err().to_string(),
            "input: no file was given. Name an exported file."
        );
    }

    #[test]
    fn an_old_workbook_a_database_and_a_pdf_are_named() {
        assert_eq!(
            refusal("t.xls", b"\xd0\xcf\x11\xe0rest".to_vec()),
            "t.xls: this is an old Excel workbook, or one with a password, which cannot be read \
             here. Save it as .xlsx without a password, or its first sheet as CSV."
        );
        assert!(refusal("t.pdf", "%PDF-1.7").contains("a PDF"));
        assert!(refusal("t.db", "SQLite format 3\0").contains("a SQLite database"));
    }

    #[test]
    fn a_nul_byte_is_refused_with_its_line() {
        let text = format!("{EVENTS}A-2,2026-03-01T09:00:00Z,status,,Do\0ing\n");
        assert_eq!(
            refusal("e.csv", text),
            "e.csv, line 3: there is a NUL byte. The file is damaged, or no text; \
             export it again as UTF-8."
        );
    }

    #[test]
    fn utf_16_and_a_byte_order_mark_read_like_plain_text() {
        let little: Vec<u8> = EVENTS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = EVENTS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xff, 0xfe], &little[..]].concat();
        let utf_8 = [b"\xef\xbb\xbf", EVENTS.as_bytes()].concat();
        for bytes in [little, big, marked, utf_8, packed(EVENTS.as_bytes())] {
            let reading = read_bytes("e.csv", bytes).unwrap();
            assert_eq!((reading.items, reading.warnings.len()), (1, 0));
        }
    }

    #[test]
    fn gzip_that_is_cut_off_or_damaged_is_refused() {
        let whole = packed(EVENTS.repeat(50).as_bytes());
        assert_eq!(
            refusal("e.csv.gz", &whole[..whole.len() / 2]),
            "e.csv.gz: the gzip file is cut off before its end. Copy or download it again."
        );
        let mut damaged = whole;
        damaged[12..24].fill(0xff);
        assert_eq!(
            refusal("e.csv.gz", damaged),
            "e.csv.gz: the gzip file is damaged. Copy or download it again."
        );
    }

    #[test]
    fn a_gzip_bomb_is_refused_with_its_limit() {
        let row = format!("A-1,{}\n", "x".repeat(4 << 20));
        let bomb = [packed(EVENTS.as_bytes()), packed(row.as_bytes()).repeat(70)].concat();
        assert_eq!(
            refusal("bomb.gz", bomb),
            "bomb.gz: it unpacks to more than 200 times its size and more than 256 MB. \
             Unpack it yourself if you trust it, and read the unpacked file."
        );
    }

    #[test]
    fn an_unclosed_quote_is_refused_with_the_place_where_it_opened() {
        let text = format!("{EVENTS}A-2,2026-03-01T09:00:00Z,status,\"Do,ing\nA-3,,,,\n");
        assert_eq!(
            refusal("e.csv", text),
            "e.csv, line 3, column from: a quote opens here and is never closed. \
             Close it, or double the quotes inside the text."
        );
        let after_two_lines = format!("{EVENTS}\"A\n2\",\"2026\n,status,,Doing\n");
        assert!(refusal("e.csv", after_two_lines).starts_with("e.csv, line 4, column at: a quote"));
    }

    #[test]
    fn quotes_may_hold_separators_quotes_and_line_breaks() {
        let text = format!(
            "{EVENTS}\"A-2\",2026-03-01T09:00:00Z,\"status\",,\
             \"In \"\"deep\"\", long\r\nReview\"\r\n\
             A-3,soon,status,,5\" disk\r\n"
        );
        let reading = read_text("e.csv", &text);
        assert_eq!(reading.history.states()[1].name, "In \"deep\", long\r\nReview");
        assert_eq!(reading.warnings[0].example, "e.csv, line 5, column at: \"soon\"; row left out");
    }

    #[test]
    fn a_cell_of_ten_megabytes_is_left_out_with_its_place() {
        for quote in ["", "\""] {
            let long = "x".repeat(10 << 20);
            let text = format!("{EVENTS}A-2,2026-03-01T09:00:00Z,status,,{quote}{long}{quote}\n");
            let reading = read_text("e.csv", &text);
            assert_eq!((reading.items, code(&reading, "cell_too_long")), (1, 1));
            assert_eq!(
                reading.warnings[0].example,
                "e.csv, line 3, column to: 10485760 bytes, more than 1 MB; row left out"
            );
        }
    }

    #[test]
    fn a_row_without_end_is_refused_before_it_fills_the_memory() {
        for quote in ["", "\""] {
            let endless = std::io::repeat(b'x');
            let text =
                std::io::Read::chain(std::io::Cursor::new(format!("{EVENTS}{quote}")), endless);
            let error =
                read(vec![Input::new("e.csv", text)], &ReadOptions::default(), &mut |_, _| ());
            assert_eq!(
                error.unwrap_err().to_string(),
                "e.csv, line 3: the row is longer than 64 MB. \
                 Look for a quote that opens in it and is never closed."
            );
        }
    }

    #[test]
    fn json_that_is_cut_off_is_refused() {
        let text = "[{\"number\":1,\"created_at\":\"2026-03-01T09:00:00Z\"},\n{\"number\":2,\"crea";
        assert_eq!(
            refusal("g.json", text),
            "g.json, line 2: the file ends in the middle of the record that begins or goes on \
             here. Export or download it again."
        );
        assert!(refusal("g.json", &text[..50]).contains("the middle of the list"));
    }

    #[test]
    fn json_however_deep_neither_overflows_nor_stops_the_others() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        let text = format!(
            "{{\"number\":1,\"created_at\":\"2026-03-01T09:00:00Z\",\"labels\":{deep}}}\n\
             {{\"number\":2,\"created_at\":\"2026-03-01T09:00:00Z\",\"body\":{deep}}}\n"
        );
        let reading = read_text("g.json", &text);
        assert_eq!((reading.items, code(&reading, "unreadable_record")), (1, 1));
        assert!(reading.warnings[0].example.contains("recursion limit exceeded"));
        assert!(refusal("g.json", deep).starts_with("g.json: there is no record in this JSON"));
    }

    #[test]
    fn a_broken_record_among_good_ones_is_counted() {
        let text = "{\"number\":1,\"created_at\":\"2026-03-01T09:00:00Z\"}\noops\n\
                    {\"number\":\"x\"}\n{\"number\":2,\"created_at\":\"2026-03-01T09:00:00Z\"}";
        let reading = read_text("g.jsonl", text);
        assert_eq!((reading.items, code(&reading, "unreadable_record")), (2, 2));
        let found = reading.warnings.iter().find(|found| found.code == "unreadable_record");
        let example = &found.unwrap().example;
        assert!(example.starts_with("g.jsonl, line 2: ") && example.ends_with("; left out"));
    }

    #[test]
    fn a_damaged_json_line_is_counted_with_its_line_and_the_others_are_read() {
        let line = |number: u8| {
            format!("{{\"number\":{number},\"created_at\":\"2026-03-01T09:00:00Z\"}}\n")
        };
        let text = [&*line(1), &line(2)[..30], "\n", &line(3), &line(4)].concat();
        let reading = read_text("g.jsonl", &text);
        assert_eq!((reading.items, code(&reading, "unreadable_record")), (3, 1));
        let found = reading.warnings.iter().find(|found| found.code == "unreadable_record");
        assert!(found.unwrap().example.starts_with("g.jsonl, line 2: "));
        let reading = read_text("g.jsonl", &[&line(2)[..20], "\n", &line(3)].concat());
        assert_eq!((reading.items, code(&reading, "unreadable_record")), (1, 1));
    }

    #[test]
    fn two_formats_at_once_are_refused() {
        let github = "{\"number\":1,\"created_at\":\"2026-03-01T09:00:00Z\"}";
        assert_eq!(
            read_all(&[("e.csv", EVENTS), ("g.json", github)]).unwrap_err().to_string(),
            "g.json: this is github json, but e.csv is events csv. \
             Read files of one format at a time."
        );
    }

    #[test]
    fn a_format_asked_for_that_does_not_fit_is_refused() {
        let options = ReadOptions { format: Some(Format::JiraJson), ..ReadOptions::default() };
        assert_eq!(
            crate::testing::read_with("e.csv", EVENTS, &options).unwrap_err().to_string(),
            "e.csv: this is no JSON, but jira json was asked for. \
             Leave --format out, or name another."
        );
    }

    #[test]
    fn an_unknown_layout_is_refused_with_what_was_found() {
        assert!(refusal("x.json", "{\"a\":1,\"b\":{\"c\":2}}").starts_with(
            "x.json: the layout of this JSON is not known; its first record has a, b."
        ));
        assert_eq!(
            refusal("x.csv", "a,b\n1,2\n"),
            "x.csv, line 1: the layout is not known; the header is a,b. Known are \
             id,at,field,from,to, a date per state behind the id and the name, and two dates: a \
             start (called started, start, activated, active, begun, began, begin, in progress, \
             committed, created, opened, requested) and a finish (called finished, finish, done, \
             completed, complete, closed, resolved, delivered, ended, end, deployed); --format \
             start-finish reads two date columns when their names tell; what Jira and Kanboard \
             export as CSV is known by its English names."
        );
    }

    #[test]
    fn a_directory_with_nothing_known_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().display().to_string();
        let refused = open(&[folder.path().into()]).err().unwrap();
        assert_eq!(
            refused.to_string(),
            format!(
                "{name}: there is no exported file in this directory. \
                 Name a directory with .json, .jsonl, .csv or .xlsx files, or a file."
            )
        );
        std::fs::write(folder.path().join("x.json"), "{\"a\":1}").unwrap();
        let inputs = open(&[folder.path().into()]).unwrap();
        let refused = read(inputs, &ReadOptions::default(), &mut |_, _| ()).unwrap_err();
        assert!(
            refused.to_string().starts_with("input: no file here has a known layout; the first")
        );
    }

    #[test]
    fn files_of_a_directory_that_are_no_export_are_passed_over_and_said() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.pdf", "e.csv", "notes.txt", ".hidden", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), EVENTS).unwrap();
        }
        std::fs::create_dir(folder.path().join("pictures")).unwrap();
        let inputs = open(&[folder.path().into()]).unwrap();
        let reading = read(inputs, &ReadOptions::default(), &mut |_, _| ()).unwrap();
        assert_eq!((reading.events, code(&reading, "file_passed_over")), (1, 2));
        let name = folder.path().join("a.pdf").display().to_string();
        assert_eq!(
            reading.warnings[0].example,
            format!(
                "{name}: not read, its name has none of .csv, .tsv, .xlsx, .json, .jsonl, .ndjson"
            )
        );
    }

    #[test]
    fn a_file_one_may_not_read_is_refused() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert_eq!(
            crate::ReadError::from_io("e.csv", denied).to_string(),
            "e.csv: you are not permitted to read it. \
             Change its permissions, or run as somebody who may."
        );
    }

    #[test]
    fn the_bytes_and_events_read_are_reported() {
        let mut last = (0, 0);
        let input = Input::new("e.csv", EVENTS.as_bytes());
        let mut progress = |bytes, events| last = (bytes, events);
        read(vec![input], &ReadOptions::default(), &mut progress).unwrap();
        assert_eq!(last, (EVENTS.len() as u64, 1));
    }
}

mod long_and_deep {
    use crate::testing::{code, read_text};

    /// Of each tracker an item, in which `LIST` stands for its past, and a change of it.
    const TRACKERS: [(&str, &str); 7] = [
        (
            "{\"key\":\"A-1\",\"fields\":{\"created\":\"2026-01-01T00:00:00Z\"},\"changelog\":\
             {\"histories\":[LIST]}}",
            "{\"created\":\"DATE\",\"items\":[{\"field\":\"status\",\"fromString\":\"FROM\",\
             \"toString\":\"TO\"}]}",
        ),
        (
            "{\"issue\":{\"number\":1,\"created_at\":\"2026-01-01T00:00:00Z\"},\"events\":[LIST]}",
            "{\"event\":\"project_v2_item_status_changed\",\"created_at\":\"DATE\",\"status\":\
             \"TO\"}",
        ),
        (
            "{\"iid\":1,\"created_at\":\"2026-01-01T00:00:00Z\",\"resource_state_events\":[],\
             \"resource_label_events\":[LIST]}",
            "{\"action\":\"add\",\"created_at\":\"DATE\",\"label\":{\"name\":\"state::TO\"}}",
        ),
        (
            "{\"id\":\"1\",\"name\":\"B\",\"actions\":[LIST]}",
            "{\"id\":\"2\",\"data\":{\"card\":{\"id\":\"6955b9000000000000000001\",\"idShort\":1},\
             \"listBefore\":{\"id\":\"FROM\"},\"listAfter\":{\"id\":\"TO\"}},\"type\":\
             \"updateCard\",\"date\":\"DATE\"}",
        ),
        (
            "{\"id\":1,\"updates\":[LIST]}",
            "{\"rev\":1,\"fields\":{\"System.ChangedDate\":{\"newValue\":\"DATE\"},\
             \"System.State\":{\"oldValue\":\"FROM\",\"newValue\":\"TO\"}}}",
        ),
        (
            "{\"data\":{\"issues\":{\"nodes\":[{\"identifier\":\"E-1\",\"createdAt\":\
             \"2026-01-01T00:00:00Z\",\"history\":{\"nodes\":[LIST]}}]}}}",
            "{\"createdAt\":\"DATE\",\"fromState\":{\"name\":\"FROM\"},\"toState\":{\"name\":\
             \"TO\"}}",
        ),
        (
            "{\"issue\":{\"id\":1,\"created_on\":\"2026-01-01T00:00:00Z\",\"journals\":[LIST]}}",
            "{\"created_on\":\"DATE\",\"details\":[{\"property\":\"attr\",\"name\":\
             \"status_id\",\"old_value\":\"FROM\",\"new_value\":\"TO\"}]}",
        ),
    ];

    /// A change every second, the newest first.
    fn changes(change: &str, count: u32) -> String {
        let one = |number: u32| {
            let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60);
            let date =
                format!("2026-02-{:02}T{:02}:{minute:02}:{second:02}Z", hour / 24 + 1, hour % 24);
            let states = if number.is_multiple_of(2) { ["A", "B"] } else { ["B", "A"] };
            change.replace("DATE", &date).replace("FROM", states[0]).replace("TO", states[1])
        };
        (0..count).rev().map(one).collect::<Vec<_>>().join(",\n")
    }

    #[test]
    fn an_item_may_have_ever_so_many_changes() {
        const COUNT: u32 = 10_000;
        for (item, change) in TRACKERS {
            let text = item.replace("LIST", &changes(change, COUNT));
            let reading = read_text("x.json", &text);
            assert_eq!(reading.items, 1, "{item}");
            let entries = reading.history.entry_count();
            assert!((COUNT as usize..=COUNT as usize + 1).contains(&entries), "{item}: {entries}");
            assert!(code(&reading, "history_gap") == 0, "{item}");
        }
    }

    #[test]
    fn what_is_not_looked_at_may_be_ever_so_deep_and_what_is_leaves_out_its_record() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let objects = "{\"x\":".repeat(100_000) + "1" + &"}".repeat(100_000);
        for (item, change) in TRACKERS {
            let whole = item.replace("LIST", &changes(change, 2));
            for deep in [&deep, &objects] {
                let passed_over = format!("{},\"title\":{deep}}}", &whole[..whole.len() - 1]);
                let reading = read_text("x.json", &passed_over);
                assert_eq!(reading.items, 1, "{item}");
                assert_eq!(code(&reading, "unreadable_record"), 0, "{item}");
                let part = changes(change, 2).replacen("\"2026", "DEEP,\"z\":\"2026", 1);
                let damaged = item.replace("LIST", &part.replace("DEEP", deep));
                let reading = crate::testing::read_bytes("x.json", format!("{whole}\n{damaged}"));
                let left_out = ["unreadable_record", "event_without_time"]
                    .map(|name| code(reading.as_ref().unwrap(), name));
                assert_eq!(left_out.iter().sum::<u64>(), 1, "{item}");
            }
        }
    }
}

mod no_reader_panics {
    use crate::testing::read_bytes;
    use proptest::prelude::*;
    use proptest::sample::Index;

    const SEEDS: [&str; 12] = [
        "id,at,field,from,to\nA-1,2026-03-01T09:00:00Z,status,,Doing\nA-1,3/4/2026,flagged,,x\n",
        "ID;Started;Closed\n1;5/31/2023 8:04:10 AM;6/1/2023 9:00 PM\n2;\"1/2/2023\";\n",
        "ID,Link,Name,Ready,Doing,Done,Blocked Date Range,Blocked Days\n1,x,\"a,b\",2026-01-02,,\
         2026-01-05,[01/02/2026-03/02/2026|04/02/2026-],2\n2,x,y,2026-01-02,,2026-01-05,,9.5\n",
        "{\"issues\":[{\"key\":\"A-1\",\"fields\":{\"created\":\"2026-01-01T00:00:00.000+0000\",\
         \"status\":{\"id\":\"1\",\"name\":\"Done\",\"statusCategory\":{\"key\":\"done\"}}},\
         \"changelog\":{\"total\":9,\"histories\":[{\"created\":\"2026-01-02T00:00:00.000+0000\",\
         \"items\":[{\"field\":\"status\",\"from\":\"2\",\"fromString\":\"Do\\\"ing\",\"to\":\"1\",\
         \"toString\":\"Done\"}]}]}}],\"total\":1}",
        "{\"type\":\"issue\",\"issue\":{\"number\":1,\"state\":\"closed\",\"created_at\":\
         \"2026-01-01T00:00:00Z\",\"labels\":[{\"name\":\"x\"}]},\"events\":[{\"event\":\"closed\",\
         \"created_at\":\"2026-01-03T00:00:00Z\"}]}\n",
        "[{\"id\":\"1\",\"name\":\"Done\",\"statusCategory\":{\"key\":\"done\"}}]",
        include_str!("../../../fuzz/seeds/gitlab/items.jsonl"),
        include_str!("../../../fuzz/seeds/trello/board.json"),
        include_str!("../../../fuzz/seeds/azure_devops/items.jsonl"),
        include_str!("../../../fuzz/seeds/linear/page.json"),
        include_str!("../../../fuzz/seeds/redmine/issues.json"),
        "{\"issue_statuses\":[{\"id\":1,\"name\":\"New\",\"is_closed\":true}]}",
    ];

    proptest! {
        #[test]
        fn on_random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_bytes("x", bytes);
        }

        #[test]
        fn on_files_with_changes(
            seed in 0..SEEDS.len(),
            changes in prop::collection::vec((any::<Index>(), any::<u8>(), 0..4u8), 1..6),
        ) {
            let mut bytes = SEEDS[seed].as_bytes().to_vec();
            for (place, byte, kind) in changes {
                let at = place.index(bytes.len());
                match kind {
                    0 => bytes[at] = byte,
                    1 => { bytes.remove(at); }
                    2 => bytes.insert(at, b"\",\n[]{}:-/\\"[usize::from(byte) % 11]),
                    _ => bytes.truncate(at.max(1)),
                }
                if bytes.is_empty() { bytes.push(byte); }
            }
            let _ = read_bytes("x", bytes);
        }
    }
}
