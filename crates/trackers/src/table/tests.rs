//! Rows cut out of separated values, whatever the size of the pieces they come in.

use super::Table;
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

type Rows = Vec<(u64, Vec<String>)>;

fn rows(text: &str, piece: usize) -> Result<Rows, String> {
    let head = text.as_bytes().to_vec();
    let text = Box::new(Slow(Cursor::new(head.clone()), piece));
    let source = Source { name: "x".into(), text, head };
    let mut table = Table::open(source).map_err(|error| error.to_string())?;
    let mut rows = vec![(0, table.header.clone())];
    while let Some(row) = table.next_row().map_err(|error| error.to_string())? {
        let cells = (0..row.ends.len()).map(|cell| super::text(row.cell(cell)).into_owned());
        rows.push((row.line, cells.collect()));
    }
    Ok(rows)
}

#[test]
fn rows_know_their_lines() {
    let found = rows("a;b\r\n1;\"x\n\"\"y\"\"\"\r\n\r\n2;3\n;\n4", 3).unwrap();
    let lines: Vec<_> = found.iter().map(|row| row.0).collect();
    assert_eq!(lines, [0, 2, 5, 6, 7]);
    assert_eq!(found[1].1, ["1", "x\n\"y\""]);
    assert_eq!(found[3].1, ["", ""]);
    assert_eq!(found[4].1, ["4"]);
}

proptest! {
    #[test]
    fn the_pieces_make_no_difference(text in "[ab\",\r\n]{0,60}", piece in 1usize..5) {
        prop_assert_eq!(rows(&text, piece), rows(&text, 1000));
    }

    #[test]
    fn quoted_and_plain_cells_read_the_same(cells in prop::collection::vec("[a-c;x]{1,3}", 1..8)) {
        let plain = format!("h\n{}\n", cells.join(","));
        let quoted = format!("h\n\"{}\"\n", cells.join("\",\""));
        prop_assert_eq!(rows(&plain, 1000), rows(&quoted, 1000));
    }
}
