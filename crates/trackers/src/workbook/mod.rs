//! Excel workbooks (.xlsx): the first sheet, turned into the text of a table.
//!
//! What comes out is read like any other table, so every layout of a table may come in a workbook.
//! A workbook is a zip archive of XML parts, and both can be made to unpack to anything: whatever
//! is taken from the file is bounded here, by what it declares of itself and again as it unpacks.
//! Nothing is written to a disk, and no entity of the XML is expanded.

mod archive;
mod book;
mod numbers;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;
mod xml;

use crate::error::ReadError;
use archive::Archive;
use std::io::Read;

/// The largest workbook: it is held in memory, for its directory is at its end.
const LARGEST_FILE: u64 = 64 << 20;
/// The text of a first sheet may have this size whatever the workbook's own, ...
const TEXT_ALWAYS: u64 = 64 << 20;
/// ... and beyond that so many times the workbook's.
const TEXT_RATIO: u64 = 20;

/// The first sheet of a workbook.
pub(crate) struct FirstSheet {
    /// Its rows as comma-separated values, each on the line of its number.
    pub(crate) text: Box<dyn Read>,
    /// How many other sheets there are, and a sentence about them.
    pub(crate) others: Option<(u64, String)>,
}

/// Opens the first sheet of a workbook.
///
/// # Errors
/// When it is no workbook, damaged, locked or too large.
pub(crate) fn first_sheet(file: &str, mut reader: impl Read) -> Result<FirstSheet, ReadError> {
    let mut bytes = vec![];
    let read = reader.by_ref().take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| ReadError::from_io(file, error))?;
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(too_large(file, format!("it is larger than {} MB", LARGEST_FILE >> 20)));
    }
    let archive = Archive::open(file, bytes)?;
    let book = book::read(&archive)?;
    let strings = strings::read(&archive, book.strings.as_deref())?;
    let most_text = TEXT_ALWAYS.max(size * TEXT_RATIO);
    let text = sheet::Text::open(&archive, &book, strings, most_text)?;
    let others = (!book.others.is_empty()).then(|| {
        let others = book.others.join("\", \"");
        let example = format!("{file}: \"{}\" was read, and not \"{others}\"", book.sheet);
        (book.others.len() as u64, example)
    });
    Ok(FirstSheet { text: Box::new(text), others })
}

fn damaged(file: &str, what: impl std::fmt::Display) -> ReadError {
    let problem = format!("the workbook is damaged: {what}");
    ReadError::new(file, problem, "Open it and save it again, or save the first sheet as CSV")
}

fn too_large(file: &str, problem: impl Into<String>) -> ReadError {
    ReadError::new(file, problem, "Save the first sheet as CSV if you trust the file")
}
