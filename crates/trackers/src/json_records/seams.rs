//! Among JSON lines: finds the end of a damaged line, so that it takes no other with it.

use memchr::memmem;
use serde::de::IgnoredAny;

/// As much is searched for a line's beginning at once.
const PIECE: usize = 4 << 10;

/// The places inside one record where a line begins as a record does. Most records have none;
/// where the text so far could not go on like that, the record is damaged and ends at the first.
#[derive(Debug, Default)]
pub(super) struct Seams {
    first: Option<usize>,
    searched: usize,
    /// Checked again when the text is longer than this, so that no text is checked too often.
    trusted: usize,
}

impl Seams {
    /// Up to where to go on next, and whether a seam is there.
    pub(super) fn next(&mut self, text: &[u8]) -> (usize, bool) {
        let until = text.len().min(self.searched + PIECE);
        let found = memmem::find(&text[self.searched..until], b"\n{");
        let found = found.map(|at| self.searched + at);
        // The last byte may be half a seam.
        self.searched = found.map_or(until.saturating_sub(1), |at| at + 1);
        self.first = self.first.or(found);
        (found.unwrap_or(until), found.is_some())
    }

    /// Where a record that does not end before this seam is cut off, if it is damaged.
    pub(super) fn cut(&mut self, text: &[u8], seam: usize) -> Option<usize> {
        if seam < self.trusted {
            return None;
        }
        self.trusted = seam * 2;
        self.first_if_broken(&text[..seam + 2])
    }

    /// The first seam in the text, if the text is no beginning of JSON.
    pub(super) fn first_if_broken(&self, text: &[u8]) -> Option<usize> {
        self.first.filter(|first| *first < text.len() && is_broken(text))
    }
}

/// Whether no JSON begins like this.
pub(super) fn is_broken(text: &[u8]) -> bool {
    let read = serde_json::from_slice::<IgnoredAny>(text);
    read.is_err_and(|error| !error.is_eof())
}
