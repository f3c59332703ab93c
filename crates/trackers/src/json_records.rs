//! JSON, record by record: the elements of an array, of JSON lines, or of the lists inside a page
//! of results. Only one record is held at a time, so a file may be larger than the memory.

mod scanner;
mod seams;
#[cfg(test)]
mod tests;

pub(crate) use scanner::keys;

use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use scanner::{Scanner, Step};
use seams::Seams;
use serde::{Deserialize, Deserializer};
use std::io::Read;

/// Reads a field that may be null, so that null differs from a field that is not there.
pub(crate) fn given<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(from).map(Some)
}

/// How much is read at once.
const CHUNK: usize = 256 << 10;
/// The longest record that is read.
const LONGEST: usize = 256 << 20;

/// The records of a file.
pub(crate) struct Records {
    pub(crate) name: String,
    text: Box<dyn Read>,
    /// The bytes read and not yet used up are `window[start..end]`.
    window: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    line: u64,
    place: Place,
}

/// One record's bytes, and the line on which it begins.
pub(crate) struct Record<'r> {
    pub(crate) bytes: &'r [u8],
    pub(crate) line: u64,
}

impl<'r> Record<'r> {
    /// The record in its tracker's shape; one that has another is counted, and left out.
    pub(crate) fn parse<T>(&self, file: &str, collector: &mut Collector) -> Option<T>
    where
        T: Deserialize<'r>,
    {
        let read = serde_json::from_slice(self.bytes);
        let unreadable = |error: &serde_json::Error| {
            let example = || format!("{file}, line {}: {error}; left out", self.line);
            collector.warnings.add("unreadable_record", example);
        };
        read.inspect_err(unreadable).ok()
    }
}

/// What the next record is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Of nothing: JSON lines, or a single record.
    Top,
    /// Of an array.
    Array,
    /// Of a list inside a page of results, so deep.
    Page(usize),
    /// The list is over, and the page's objects, of which there are so many around it, are not.
    PageEnd(usize),
}

impl Records {
    pub(crate) fn open(source: Source) -> Self {
        Self {
            name: source.name,
            text: source.text,
            window: vec![],
            start: 0,
            end: 0,
            at_end: false,
            line: 1,
            place: Place::Top,
        }
    }

    /// The next record; it is a whole JSON value as far as its brackets and quotes say, or a
    /// damaged line among JSON lines.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, ReadError> {
        loop {
            let Some(first) = self.skip_to_value()? else { return Ok(None) };
            match (first, self.place) {
                (b'[', Place::Top) => {
                    self.place = Place::Array;
                    self.use_up(1);
                }
                (b']', Place::Array) => {
                    self.place = Place::Top;
                    self.use_up(1);
                }
                (b']', Place::Page(depth)) => {
                    self.place = Place::PageEnd(depth);
                    self.use_up(1);
                }
                (_, Place::PageEnd(depth)) => {
                    let (length, place) = match self.scan(Scanner::behind_list(depth))? {
                        Found::Value(length) => (length, Place::Top),
                        Found::List(length, depth) => (length, Place::Page(depth)),
                    };
                    self.place = place;
                    self.use_up(length);
                }
                (first, place) => match self.scan(Scanner::at(first, place == Place::Top))? {
                    Found::List(length, depth) => {
                        self.place = Place::Page(depth);
                        self.use_up(length);
                    }
                    Found::Value(length) => {
                        let (from, line) = (self.start, self.line);
                        self.use_up(length);
                        let bytes = &self.window[from..from + length];
                        return Ok(Some(Record { bytes, line }));
                    }
                },
            }
        }
    }

    /// The first byte of the next value, past spaces and commas.
    fn skip_to_value(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            let rest = &self.window[self.start..self.end];
            let skip = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',');
            let skip = skip.count();
            let first = rest.get(skip).copied();
            self.use_up(skip);
            if first.is_some() {
                return Ok(first);
            }
            if !self.refill()? {
                let open = self.place != Place::Top;
                return if open { Err(self.cut(self.line, "list")) } else { Ok(None) };
            }
        }
    }

    /// Looks for the end of the value at the window's start, reading as much as it needs.
    fn scan(&mut self, mut scanner: Scanner) -> Result<Found, ReadError> {
        let mut seams = Seams::default();
        loop {
            let text = &self.window[self.start..self.end];
            let is_line = self.place == Place::Top;
            let (until, is_seam) = if is_line { seams.next(text) } else { (text.len(), false) };
            match scanner.go_on(&text[..until]) {
                Step::Value(length) => {
                    let cut = seams.first_if_broken(&text[..length]);
                    return Ok(Found::Value(cut.unwrap_or(length)));
                }
                Step::List(length, depth) => return Ok(Found::List(length, depth)),
                Step::More => {}
            }
            if is_seam && let Some(length) = seams.cut(text, until) {
                return Ok(Found::Value(length));
            }
            if is_seam || until < text.len() || self.refill()? {
                continue;
            }
            let text = &self.window[self.start..self.end];
            let length = scanner.at_end(text.len()).or_else(|| seams.first_if_broken(text));
            return length.map(Found::Value).ok_or_else(|| self.cut(self.line, "record"));
        }
    }

    fn use_up(&mut self, count: usize) {
        let used = &self.window[self.start..self.start + count];
        self.line += memchr::memchr_iter(b'\n', used).count() as u64;
        self.start += count;
    }

    /// Reads more behind what is still unused; false at the end.
    fn refill(&mut self) -> Result<bool, ReadError> {
        if self.at_end {
            return Ok(false);
        }
        self.window.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end >= LONGEST {
            let problem = format!("a record that begins here is longer than {} MB", LONGEST >> 20);
            let error = ReadError::new(&self.name, problem, "Split the file, or leave fields out");
            return Err(error.at_line(self.line));
        }
        if self.window.len() < self.end + CHUNK / 2 {
            self.window.resize((self.window.len() * 2).max(CHUNK), 0);
        }
        let count = loop {
            match self.text.read(&mut self.window[self.end..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::from_io(&self.name, error)),
                Ok(count) => break count,
            }
        };
        self.at_end = count == 0;
        self.end += count;
        Ok(count > 0)
    }

    fn cut(&self, line: u64, what: &str) -> ReadError {
        let problem =
            format!("the file ends in the middle of the {what} that begins or goes on here");
        ReadError::new(&self.name, problem, "Export or download it again").at_line(line)
    }
}

enum Found {
    Value(usize),
    List(usize, usize),
}
