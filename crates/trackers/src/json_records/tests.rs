//! Records cut out of JSON, whatever the size of the pieces it comes in.

use super::{Records, keys};
use crate::bytes::Source;
use proptest::prelude::*;
use std::io::{Cursor, Read};

/// Gives at most so many bytes at once.
struct Slow(Cursor<Vec<u8>>, usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(self.1);
        self.0.read(&mut buffer[..most])
    }
}

fn records(text: &str, piece: usize) -> Result<Vec<(String, u64)>, String> {
    let text = Box::new(Slow(Cursor::new(text.as_bytes().to_vec()), piece));
    let mut records = Records::open(Source { name: "x".into(), text, head: vec![] });
    let mut found = vec![];
    while let Some(record) = records.next().map_err(|error| error.to_string())? {
        found.push((String::from_utf8_lossy(record.bytes).into_owned(), record.line));
    }
    Ok(found)
}

#[test]
fn arrays_lines_and_pages_give_their_records_with_their_lines() {
    let one = r#"{"a":"]}\"\\","b":[1,{"c":"{"}]}"#;
    for piece in [1, 2, 3, 7, 1000] {
        let expected =
            Ok(vec![(one.to_owned(), 1), ("{\"issues\":[]}".to_owned(), 2), ("12".into(), 2)]);
        assert_eq!(records(&format!("[{one},\n{{\"issues\":[]}} , 12]"), piece), expected);
        let page =
            format!("{{\"total\":2,\"x\":{{\"issues\":[1]}},\"issues\":[{one},\n{one}],\"y\":[]}}");
        assert_eq!(records(&page, piece), Ok(vec![(one.to_owned(), 1), (one.to_owned(), 2)]));
        let lines = format!("{one}\n{one}\n");
        assert_eq!(records(&lines, piece), Ok(vec![(one.to_owned(), 1), (one.to_owned(), 2)]));
    }
}

#[test]
fn the_lists_of_a_page_are_found_in_what_wraps_them_and_one_after_the_other() {
    let record = r#"{"a":{"nodes":[{"b":1}]},"actions":[2]}"#;
    let wrapped = format!(
        "{{\"x\":{{\"nodes\":[9]}},\"data\":{{\"issues\":{{\"y\":[{{}}],\"nodes\":[{record},\
         {record}],\"pageInfo\":{{\"z\":[]}}}},\"cards\":[{record}]}},\"lists\":[],\
         \"value\":[{record}]}}"
    );
    let lines = format!("{wrapped}\n{{\"issue\":{record}}}\n");
    for piece in [1, 2, 3, 7, 1000] {
        let found = records(&lines, piece).unwrap();
        let expected: Vec<_> = [record; 4].iter().map(|record| ((*record).to_owned(), 1)).collect();
        assert_eq!(found[..4], expected);
        // What wraps a record alone is part of it.
        assert_eq!(found.len(), 5);
    }
    assert_eq!(
        keys(b"{\"data\":{\"issues\":{\"nodes\":[{\"k\":1"),
        ["data", "issues", "nodes", "k"]
    );
    assert_eq!(keys(b"{\"issue\":{\"id\":1},\"events\":2}"), ["issue", "id", "events"]);
}

#[test]
fn a_damaged_line_takes_no_other_line_with_it() {
    let good = r#"{"n":1}"#;
    for bad in [
        r#"{"n":"2026-01-0"#,
        r#"{"n":2,"#,
        r#"{"n":2,"a":[{"b":3},"#,
        r#"{"n":2,"a":["#,
        r#"{"n":2,"a":"#,
        r#"{"n":[2}"#,
        r#"{"n":"\"#,
        r#""n"#,
    ] {
        for end in ["\n", "\r\n"] {
            let text = [good, bad, good, good, good, ""].join(end);
            let expected: Vec<_> = [good, bad, good, good, good]
                .iter()
                .zip(1..)
                .map(|(record, line)| ((*record).to_owned(), line))
                .collect();
            for piece in [1, 2, 3, 7, 1000] {
                let mut found = records(&text, piece).unwrap();
                found.iter_mut().for_each(|record| record.0.truncate(record.0.trim_end().len()));
                assert_eq!(found, expected, "{bad}");
            }
        }
    }
}

#[test]
fn a_record_of_many_lines_is_whole_though_lines_in_it_begin_like_records() {
    let one = "{\"a\":[\n{\"b\":1},\n{\"b\":2}\n],\"c\":\n{\n}\n}";
    let found = Ok(vec![(one.to_owned(), 1), (one.to_owned(), 8)]);
    for piece in [1, 2, 3, 7, 1000] {
        assert_eq!(records(&format!("{one}\n{one}\n"), piece), found);
    }
}

#[test]
fn a_file_that_ends_within_a_record_is_refused_though_lines_before_it_are_damaged() {
    let text = "{\"n\":1}\n{\"n\":\"2\n{\"n\":3}\n{\"n\":4";
    let refused = records(text, 1000).unwrap_err();
    assert!(refused.starts_with("x, line 4: the file ends in the middle of the record"));
}

#[test]
fn many_damaged_lines_and_one_that_never_ends_take_little_time() {
    let mut text = "{\"n\":\"2\n".repeat(100_000) + "{\"n\":[\n";
    assert_eq!(records(&(text.clone() + "{}\n{}\n"), 1 << 20).unwrap().len(), 100_003);
    text += &"{\"n\":2},\n".repeat(200_000);
    assert!(records(&text, 1 << 20).is_err());
}

#[test]
fn the_keys_of_the_first_record_are_found_though_the_text_is_cut() {
    assert_eq!(keys(br#"[{"a":{"x":1},"b":"c\"d:","e":[{"f":1"#), ["a", "b", "e"]);
    assert_eq!(keys(br#"{"total":1,"issues":[{"key":1}]}"#), ["total", "issues", "key"]);
    assert_eq!(keys(br#"{"a":1,"cards":[ ],"lists":[{"b":1}]}"#), ["a", "cards", "lists", "b"]);
    assert_eq!(keys(b"[1,2]"), Vec::<String>::new());
    assert_eq!(keys(b"[\n{\"a\":[\n{\"b\":1},\n{"), ["a"]);
}

#[test]
fn the_keys_are_those_of_the_first_line_that_is_not_damaged() {
    assert_eq!(keys(b"{\"x\":\"y\n{\"x\n{\"a\":1,\"b\":2}\n{\"c\":3}"), ["a", "b"]);
    assert_eq!(keys(b"{\"a\":1}\n{\"x\":\n{\"b\":1}"), ["a"]);
}

proptest! {
    #[test]
    fn the_pieces_make_no_difference(
        text in "(\n\\{|[\\[\\]{}\",:a\\\\ \n]){0,60}",
        piece in 1usize..5,
    ) {
        prop_assert_eq!(records(&text, piece), records(&text, 1000));
    }
}
