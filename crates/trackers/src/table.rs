//! Separated values, row by row: finds the separator in the header, knows every row's line, and
//! holds one row (of at most 64 MB) at a time.

#[cfg(test)]
mod tests;

use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use csv_core::{ReadRecordResult, Terminator};
use std::borrow::Cow;
use std::io::Read;

/// How much is read at once.
const CHUNK: usize = 256 << 10;
/// The longest row that is read.
const LONGEST_ROW: usize = 64 << 20;
/// The longest cell that is not worth a warning.
const LONGEST_CELL: usize = 1 << 20;

/// A table with a header. Rows without a quote are cut where they lie in the window, which most
/// rows are; a row with a quote goes through `csv_core`.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) header: Vec<String>,
    text: Box<dyn Read>,
    separator: u8,
    /// The bytes read and not yet used up are `window[start..end]`.
    window: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    /// The line on which the next row begins.
    line: u64,
    quoted: csv_core::Reader,
    /// The unquoted text of a row that had quotes, up to the last of `ends`.
    unquoted: Vec<u8>,
    /// The end of each cell of the current row, in the window or in `unquoted`.
    ends: Vec<usize>,
}

/// A row of a [`Table`]; cells are bytes in the file's encoding, without quotes.
pub(crate) struct Row<'t> {
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    text: &'t [u8],
    ends: &'t [usize],
    /// Cells are parted by one separator each, or by nothing.
    gap: usize,
}

/// Where the separators, line ends and quotes of a text are. They lie so close together that
/// looking through eight bytes at a time takes half as long as a search made for long texts.
struct Marks<'t> {
    text: &'t [u8],
    /// The separator eight times.
    separator: u64,
    /// Where the eight bytes begin that `found` is about.
    at: usize,
    /// The highest bit of each byte that is one.
    found: u64,
}

impl<'t> Marks<'t> {
    fn new(separator: u8, text: &'t [u8]) -> Self {
        let mut marks = Self { text, separator: eight_times(separator), at: 0, found: 0 };
        marks.look();
        marks
    }

    #[inline]
    fn look(&mut self) {
        const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            last
        });
        let eight = u64::from_le_bytes(eight);
        // A byte of the difference is zero where the two are the same.
        let differs = |byte: u64| {
            let difference = eight ^ byte;
            ((difference & LOW) + LOW) | difference
        };
        let all = differs(self.separator) & differs(eight_times(b'\n'));
        self.found = !(all & differs(eight_times(b'"')) | LOW);
    }
}

const fn eight_times(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.at += 8;
            if self.at >= self.text.len() {
                return None;
            }
            self.look();
        }
        let byte = (self.found.trailing_zeros() / 8) as usize;
        self.found &= self.found - 1;
        Some(self.at + byte)
    }
}

/// Where the text of the row just read lies.
enum Place {
    Window { from: usize, until: usize },
    Unquoted,
}

impl Row<'_> {
    /// The n-th cell; of a row that is too short, an empty one.
    pub(crate) fn cell(&self, column: usize) -> &[u8] {
        let Some(end) = self.ends.get(column) else { return &[] };
        let start = if column == 0 { 0 } else { self.ends[column - 1] + self.gap };
        &self.text[start..*end]
    }

    /// The n-th cell as text; see [`text`].
    pub(crate) fn text(&self, column: usize) -> Cow<'_, str> {
        text(self.cell(column).trim_ascii())
    }

    /// Whether there is nothing in it at all.
    fn is_empty(&self) -> bool {
        self.ends.len() < 2 && self.text.trim_ascii().is_empty()
    }

    fn longest_cell(&self) -> Option<(usize, usize)> {
        if self.text.len() <= LONGEST_CELL {
            return None;
        }
        (0..self.ends.len())
            .map(|column| (column, self.cell(column).len()))
            .find(|(_, length)| *length > LONGEST_CELL)
    }
}

/// A cell's text: UTF-8, and where it is none, Windows-1252, which fits any bytes.
pub(crate) fn text(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

/// The separator that parts most cells of the header: a comma, a semicolon or a tab.
pub(crate) fn separator(head: &[u8]) -> u8 {
    let head = head.trim_ascii_start();
    let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut in_quotes = false;
    for byte in line {
        in_quotes ^= *byte == b'"';
        if let Some(entry) = counts.iter_mut().find(|entry| !in_quotes && entry.0 == *byte) {
            entry.1 += 1;
        }
    }
    // Of equals the first stands: a comma before a semicolon.
    counts.into_iter().rev().max_by_key(|entry| entry.1).map_or(b',', |entry| entry.0)
}

impl Table {
    /// Reads the header.
    pub(crate) fn open(source: Source) -> Result<Self, ReadError> {
        let separator = separator(&source.head);
        let mut table = Self {
            name: source.name,
            header: vec![],
            text: source.text,
            separator,
            window: vec![],
            start: 0,
            end: 0,
            at_end: false,
            line: 1,
            quoted: csv_core::ReaderBuilder::new()
                .delimiter(separator)
                .terminator(Terminator::Any(b'\n'))
                .build(),
            unquoted: vec![],
            ends: vec![],
        };
        let mut header = vec![];
        if let Some(row) = table.next_row()? {
            header = (0..row.ends.len()).map(|column| row.text(column).into_owned()).collect();
        }
        table.header = header;
        Ok(table)
    }

    /// The column with this name, regardless of case.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header.eq_ignore_ascii_case(name))
    }

    /// The next row that is not empty, without cells too long to be meant; these are counted.
    pub(crate) fn next(&mut self, collector: &mut Collector) -> Result<Option<Row<'_>>, ReadError> {
        loop {
            let Some(found) = self.find()? else { return Ok(None) };
            let row = self.row(&found);
            if let Some((column, length)) = row.longest_cell() {
                let line = row.line;
                collector.records += 1;
                collector.warnings.add("cell_too_long", || {
                    let column = self.header.get(column).map_or("?", String::as_str);
                    format!(
                        "{}, line {line}, column {column}: {length} bytes, more than 1 MB; \
                         row left out",
                        self.name
                    )
                });
            } else if !row.is_empty() {
                collector.records += 1;
                return Ok(Some(self.row(&found)));
            }
        }
    }

    /// The next row that is not empty, whatever is in it.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row<'_>>, ReadError> {
        loop {
            let Some(found) = self.find()? else { return Ok(None) };
            if !self.row(&found).is_empty() {
                return Ok(Some(self.row(&found)));
            }
        }
    }

    fn row(&self, found: &(u64, Place)) -> Row<'_> {
        let (text, gap) = match found.1 {
            Place::Window { from, until } => (&self.window[from..until], 1),
            Place::Unquoted => (&self.unquoted[..self.ends.last().copied().unwrap_or(0)], 0),
        };
        Row { line: found.0, text, ends: &self.ends, gap }
    }

    /// Finds the next row, and steps over it.
    #[inline]
    fn find(&mut self) -> Result<Option<(u64, Place)>, ReadError> {
        let line = self.line;
        loop {
            self.ends.clear();
            let window = &self.window[self.start..self.end];
            let mut newline = None;
            for at in Marks::new(self.separator, window) {
                match window[at] {
                    b'"' => return self.find_quoted().map(|()| Some((line, Place::Unquoted))),
                    b'\n' => {
                        newline = Some(at);
                        break;
                    }
                    _ => self.ends.push(at),
                }
            }
            let length = match newline {
                Some(newline) => newline,
                None if !self.at_end => {
                    self.refill(line)?;
                    continue;
                }
                None if window.is_empty() => return Ok(None),
                None => window.len(),
            };
            let trimmed = length - usize::from(window[..length].ends_with(b"\r"));
            self.ends.push(trimmed);
            let from = self.start;
            self.start += (length + 1).min(window.len());
            self.line += 1;
            return Ok(Some((line, Place::Window { from, until: from + trimmed })));
        }
    }

    /// Reads the row at the window's start with all its quotes.
    #[cold]
    fn find_quoted(&mut self) -> Result<(), ReadError> {
        let line = self.line;
        if self.unquoted.is_empty() {
            self.unquoted.resize(1024, 0);
        }
        self.ends.resize(self.header.len().max(16), 0);
        let (mut written, mut cells) = (0, 0);
        loop {
            let mut closing: &[u8] = b"\n";
            let input = if self.start < self.end || !self.at_end {
                &self.window[self.start..self.end]
            } else {
                std::mem::take(&mut closing)
            };
            let (result, used, wrote, ended) = self.quoted.read_record(
                input,
                &mut self.unquoted[written..],
                &mut self.ends[cells..],
            );
            let past_end = closing.is_empty();
            self.line += memchr::memchr_iter(b'\n', &input[..used]).count() as u64;
            self.start += if past_end { 0 } else { used };
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::OutputFull if written < LONGEST_ROW => {
                    self.unquoted.resize(self.unquoted.len() * 2, 0);
                }
                ReadRecordResult::OutputFull => return Err(self.too_long(line)),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if past_end => {
                    return Err(self.unclosed(line, written, cells));
                }
                ReadRecordResult::InputEmpty => self.refill(line)?,
            }
        }
        self.ends.truncate(cells);
        if let Some((last, before)) = self.ends.split_last_mut() {
            let from = before.last().copied().unwrap_or(0);
            *last = written - usize::from(self.unquoted[from..written].ends_with(b"\r"));
        }
        Ok(())
    }

    /// Reads more behind what is still unused.
    fn refill(&mut self, line: u64) -> Result<(), ReadError> {
        if self.at_end {
            return Ok(());
        }
        self.window.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end >= LONGEST_ROW {
            return Err(self.too_long(line));
        }
        if self.window.len() < self.end + CHUNK / 2 {
            self.window.resize((self.window.len() * 2).max(CHUNK), 0);
        }
        // To the brim: a row that is not whole is looked through again after each refill.
        while self.end < self.window.len() && !self.at_end {
            match self.text.read(&mut self.window[self.end..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::from_io(&self.name, error)),
                Ok(count) => {
                    self.at_end = count == 0;
                    self.end += count;
                }
            }
        }
        Ok(())
    }

    fn too_long(&self, line: u64) -> ReadError {
        let problem = format!("the row is longer than {} MB", LONGEST_ROW >> 20);
        let remedy = "Look for a quote that opens in it and is never closed";
        ReadError::new(&self.name, problem, remedy).at_line(line)
    }

    /// The file ended within quotes: they were opened in the cell after the last whole one.
    fn unclosed(&self, line: u64, written: usize, cells: usize) -> ReadError {
        let whole = cells.checked_sub(1).map_or(0, |last| self.ends[last]).min(written);
        let newlines = memchr::memchr_iter(b'\n', &self.unquoted[..whole]).count() as u64;
        let column = self.header.get(cells).cloned().unwrap_or_else(|| (cells + 1).to_string());
        let problem = "a quote opens here and is never closed";
        let remedy = "Close it, or double the quotes inside the text";
        ReadError::new(&self.name, problem, remedy).at_line(line + newlines).in_column(column)
    }
}
