//! A sheet's cells as comma-separated values, row by row as they are asked for.

use super::archive::Archive;
use super::book::Book;
use super::numbers::{Epoch, Shows, text};
use super::strings::{InText, Strings};
use super::xml::{Element, Piece, Xml};
use super::{damaged, too_large};
use crate::error::ReadError;
use crate::warnings::excerpt;
use std::borrow::Cow;
use std::io::{self, Read};

/// What the part with the cells may unpack to.
const MOST_BYTES: u64 = 1 << 30;
/// Excel's own limits.
const MOST_ROWS: u64 = 1 << 20;
const MOST_COLUMNS: usize = 1 << 14;
/// No row, and so no cell, comes to more.
const LONGEST_ROW: usize = 16 << 20;

/// The text of a sheet. Row 7 stands in line 7, for the doubts that name a line.
pub(super) struct Text {
    file: String,
    xml: Xml,
    strings: Strings,
    styles: Vec<Shows>,
    epoch: Epoch,
    cell: Cell,
    /// Whole rows that nobody took yet, from `taken` on.
    rows: Vec<u8>,
    taken: usize,
    /// The number of the row being read, and of the commas written of it.
    row: u64,
    column: usize,
    /// How much text there may still be.
    left: u64,
    most: u64,
    at_end: bool,
}

/// The cell being read.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    /// The first column that no cell of the row has taken.
    next: usize,
    kind: String,
    shows: Shows,
    value: String,
    formula: Option<String>,
    place: Place,
    inline: InText,
}

/// In which of its elements one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Between,
    Value,
    Formula,
    Inline,
}

impl Text {
    pub(super) fn open(
        archive: &Archive,
        book: &Book,
        strings: Strings,
        most: u64,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            file: archive.file.clone(),
            xml: Xml::open(archive, &book.cells, MOST_BYTES)?,
            strings,
            styles: book.styles.clone(),
            epoch: book.epoch,
            cell: Cell::default(),
            rows: vec![],
            taken: 0,
            row: 0,
            column: 0,
            left: most,
            most,
            at_end: false,
        })
    }

    /// Reads on until some rows are whole.
    fn more(&mut self) -> Result<(), ReadError> {
        const ENOUGH: usize = 64 << 10;
        self.rows.clear();
        self.taken = 0;
        while let Some(piece) = self.xml.next()? {
            let inline = self.cell.inline.takes(&piece) && self.cell.place == Place::Inline;
            match piece {
                Piece::Start(element) => match element.name() {
                    "row" => {
                        begin_row(&element, &mut self.row, &mut self.rows, &self.file)?;
                        (self.column, self.cell.next) = (0, 0);
                    }
                    "c" => self.cell.begin(&element, &self.styles, &self.file)?,
                    "v" => self.cell.place = Place::Value,
                    "is" => self.cell.place = Place::Inline,
                    "f" => {
                        self.cell.formula = Some(String::new());
                        self.cell.place = Place::Formula;
                    }
                    _ => {}
                },
                Piece::Text(text) => self.cell.take(&text, inline, &self.file)?,
                Piece::End(end) => match end.name() {
                    "v" | "is" | "f" => self.cell.place = Place::Between,
                    "c" => self.end_cell()?,
                    "row" => {
                        self.rows.push(b'\n');
                        if self.rows.len() >= ENOUGH {
                            return self.spend();
                        }
                    }
                    "sheetData" => {
                        // The rest has no cells, but only at its end is the whole part checked.
                        while self.xml.next()?.is_some() {}
                        break;
                    }
                    _ => {}
                },
                Piece::Other => {}
            }
        }
        self.at_end = true;
        self.spend()
    }

    /// Writes the cell just read, behind commas for the empty ones before it.
    fn end_cell(&mut self) -> Result<(), ReadError> {
        let cell = &mut self.cell;
        let value = match (&*cell.kind, &cell.formula) {
            (_, Some(formula)) if cell.value.is_empty() => format!("={formula}"),
            _ if cell.value.is_empty() => String::new(),
            ("b", _) => if cell.value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            ("" | "n", _) => text(&cell.value, cell.shows, self.epoch),
            ("s", _) => {
                let number = cell.value.trim().parse().ok();
                let text = number.and_then(|number| self.strings.get(number));
                let what =
                    || format!("row {} has a text {} that is not there", self.row, cell.value);
                text.ok_or_else(|| damaged(&self.file, what()))?.to_owned()
            }
            _ => std::mem::take(&mut cell.value),
        };
        if !value.is_empty() {
            let commas = cell.column - self.column;
            self.rows.extend(std::iter::repeat_n(b',', commas));
            self.column = cell.column;
            write_cell(&value, &mut self.rows);
            if self.rows.len() > LONGEST_ROW {
                let most = LONGEST_ROW >> 20;
                let problem = format!("row {} has more than {most} MB of text", self.row);
                return Err(too_large(&self.file, problem));
            }
        }
        Ok(())
    }

    /// Counts the text written against what there may be.
    fn spend(&mut self) -> Result<(), ReadError> {
        match self.left.checked_sub(self.rows.len() as u64) {
            Some(left) => self.left = left,
            None => {
                let problem =
                    format!("its first sheet has more than {} MB of text", self.most >> 20);
                return Err(too_large(&self.file, problem));
            }
        }
        Ok(())
    }
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.rows.len() && !self.at_end {
            self.more().map_err(ReadError::into_io)?;
        }
        let count = (&self.rows[self.taken..]).read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

/// Writes the empty lines of rows that the sheet leaves out.
fn begin_row(
    element: &Element,
    row: &mut u64,
    rows: &mut Vec<u8>,
    file: &str,
) -> Result<(), ReadError> {
    let told = element.attribute("r");
    let number = told.as_ref().map_or(Some(*row + 1), |number| number.trim().parse().ok());
    match number {
        Some(number) if number > MOST_ROWS => {
            let problem = format!("its first sheet has more than {MOST_ROWS} rows, Excel's limit");
            return Err(too_large(file, problem));
        }
        Some(number) if number > *row => {
            rows.extend((*row + 1..number).map(|_| b'\n'));
            *row = number;
        }
        _ => return Err(damaged(file, format!("what follows row {row} is out of order"))),
    }
    Ok(())
}

impl Cell {
    fn begin(&mut self, element: &Element, styles: &[Shows], file: &str) -> Result<(), ReadError> {
        let place = element.attribute("r");
        // Cells that do not say where they are follow each other.
        let column = place.as_ref().map_or(Some(self.next), |place| column(place));
        self.column = match column {
            Some(column) if column >= MOST_COLUMNS => {
                let problem =
                    format!("its first sheet has more than {MOST_COLUMNS} columns, Excel's limit");
                return Err(too_large(file, problem));
            }
            Some(column) if column >= self.next => column,
            _ => {
                let place = excerpt(&place.unwrap_or_default());
                return Err(damaged(file, format!("the cell {place} is out of order")));
            }
        };
        self.next = self.column + 1;
        let style = element.attribute("s").and_then(|style| style.parse::<usize>().ok());
        self.shows = style.and_then(|style| styles.get(style).copied()).unwrap_or_default();
        self.kind.clear();
        self.kind.push_str(&element.attribute("t").unwrap_or_default());
        self.value.clear();
        self.formula = None;
        self.place = Place::Between;
        Ok(())
    }

    /// Takes text; what lies within `is` only where it is shown.
    fn take(&mut self, text: &str, shown: bool, file: &str) -> Result<(), ReadError> {
        let to = match (self.place, &mut self.formula) {
            // A cell with a text of its own may repeat it as a value.
            (Place::Value, _) if self.kind != "inlineStr" => &mut self.value,
            (Place::Inline, _) if shown => &mut self.value,
            (Place::Formula, Some(formula)) => formula,
            _ => return Ok(()),
        };
        to.push_str(text);
        if to.len() > LONGEST_ROW {
            let problem = format!("a cell has more than {} MB of text", LONGEST_ROW >> 20);
            return Err(too_large(file, problem));
        }
        Ok(())
    }
}

/// The column of a cell such as `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |number, letter| {
        number
            .saturating_mul(26)
            .saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

/// Writes a cell on one line, in quotes where it holds what could be taken for something else.
fn write_cell(value: &str, rows: &mut Vec<u8>) {
    let value = unescaped(value);
    let special = |byte: u8| byte.is_ascii_control() || b",;\t\"{[".contains(&byte);
    if !value.bytes().any(special) {
        rows.extend(value.as_bytes());
        return;
    }
    rows.push(b'"');
    for byte in value.bytes() {
        match byte {
            b'"' => rows.extend(b"\"\""),
            byte if byte.is_ascii_control() => rows.push(b' '),
            byte => rows.push(byte),
        }
    }
    rows.push(b'"');
}

/// `_x000D_` is how a workbook writes the characters that XML cannot hold.
fn unescaped(value: &str) -> Cow<'_, str> {
    let mut rest = value;
    let mut plain = String::new();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                plain.push_str(&rest[..at]);
                plain.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    if rest.len() == value.len() {
        return Cow::Borrowed(value);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
