//! What the measures look at of a problem: its instants, its sizes, its causes; no person. Pure.

use super::super::size::Size;
use flow::Instant;
use jiff::civil::Date;

/// A time of a problem, from when it was shared or came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spell {
    pub(crate) from: Instant,
    /// Taken up by anybody; routed, dropped or answered in words by another than who raised it.
    pub(crate) replied_at: Option<Instant>,
    pub(crate) contained_at: Option<Instant>,
    pub(crate) solved_at: Option<Instant>,
    /// It had not come back after the days in which it was watched.
    pub(crate) verified_at: Option<Instant>,
    /// An end of its own: neither solved, nor open.
    pub(crate) dropped_at: Option<Instant>,
}

/// A shared problem as the measures see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    /// Its number at the table.
    pub(crate) number: i32,
    pub(crate) words: String,
    /// The first and the last day on which it may have begun, if anybody guessed.
    pub(crate) began: Option<(Date, Date)>,
    /// The first time, and one more for each time that it came back.
    pub(crate) spells: Vec<Spell>,
    pub(crate) size_when_seen: Option<Size>,
    pub(crate) size_when_solved: Option<Size>,
    /// What causes it, in the words of the peers.
    pub(crate) cause: Option<String>,
    /// For which team it blocked work from which day to which, both counted; none while it does.
    pub(crate) blocked: Vec<(String, Date, Option<Date>)>,
}
