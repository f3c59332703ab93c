//! The texts that the cells of a workbook share, kept one behind the other.

use super::archive::Archive;
use super::xml::{Piece, Xml};
use crate::error::ReadError;

/// What the shared texts of a workbook may unpack to. In memory they take no more than that: where
/// a text is, is told in fewer bytes than the shortest has.
const MOST_BYTES: u64 = 128 << 20;

/// The shared texts, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The n-th text.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }
}

/// Reads the part with the shared texts, where there is one.
pub(super) fn read(archive: &Archive, part: Option<&str>) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let Some(part) = part else { return Ok(strings) };
    let mut xml = Xml::open(archive, part, MOST_BYTES)?;
    let mut text = InText::default();
    while let Some(piece) = xml.next()? {
        if text.takes(&piece) {
            if let Piece::Text(piece) = &piece {
                strings.text.push_str(piece);
            }
        } else if matches!(&piece, Piece::End(end) if end.name() == "si") {
            strings.ends.push(strings.text.len() as u32);
        }
    }
    Ok(strings)
}

/// Whether one is within a text that is shown: in a `t`, but not in that of a reading aid (`rPh`).
#[derive(Debug, Default)]
pub(super) struct InText {
    shown: bool,
    aid: bool,
}

impl InText {
    /// Takes note of a piece, and says whether it is text that is shown.
    pub(super) fn takes(&mut self, piece: &Piece) -> bool {
        match piece {
            Piece::Start(element) if element.name() == "rPh" => self.aid = true,
            Piece::Start(element) if element.name() == "t" => self.shown = true,
            Piece::End(end) if end.name() == "rPh" => self.aid = false,
            Piece::End(end) if end.name() == "t" => self.shown = false,
            Piece::Text(_) => return self.shown && !self.aid,
            _ => {}
        }
        false
    }
}
