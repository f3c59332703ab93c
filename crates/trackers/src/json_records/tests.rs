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
fn the_keys_of_the_first_record_are_found_though_the_text_is_cut() {
    assert_eq!(keys(br#"[{"a":{"x":1},"b":"c\"d:","e":[{"f":1"#), ["a", "b", "e"]);
    assert_eq!(keys(br#"{"total":1,"issues":[{"key":1}]}"#), ["total", "issues", "key"]);
    assert_eq!(keys(b"[1,2]"), Vec::<String>::new());
}

proptest! {
    #[test]
    fn the_pieces_make_no_difference(text in "[\\[\\]{}\",:a\\\\ \n]{0,60}", piece in 1usize..5) {
        prop_assert_eq!(records(&text, piece), records(&text, 1000));
    }
}
