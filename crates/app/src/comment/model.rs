//! A comment and its versions. Pure.

use crate::event::Thing;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use std::fmt;

const MOST_CHARACTERS: usize = 5_000;

/// What somebody said about a thing.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) thing: Thing,
    pub(crate) thing_id: String,
    pub(crate) author: PersonId,
    pub(crate) said_at: Instant,
    /// Its versions, the latest first; of one that was deleted there are none.
    pub(crate) versions: Vec<Version>,
    pub(crate) deleted_at: Option<Instant>,
}

/// What a comment says, or said.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) number: i32,
    /// As they were typed, with the signs of CommonMark.
    pub(crate) words: String,
    pub(crate) kept_at: Instant,
    /// The event that made it.
    pub(crate) event: String,
}

impl Comment {
    /// What it says now.
    pub(crate) fn latest(&self) -> Result<&Version, Refusal> {
        self.versions.first().ok_or(Refusal::Gone)
    }

    /// Whether it once said something else.
    pub(crate) fn is_edited(&self) -> bool {
        self.versions.len() > 1
    }

    /// The version before that of an event, which has to be the latest: an earlier one would take
    /// with it what was written since.
    pub(super) fn before(&self, event: &str) -> Result<&Version, Refusal> {
        match self.versions.as_slice() {
            [latest, before, ..] if latest.event == event => Ok(before),
            _ => Err(Refusal::EditedSince),
        }
    }
}

/// What was typed as it is kept: no spaces around it, one kind of line ends, and none of the sign
/// that no database takes.
pub(super) fn checked(words: &str) -> Result<String, Refusal> {
    let words = words.replace("\r\n", "\n");
    let words = words.trim_end().trim_start_matches('\n');
    match words.chars().count() {
        _ if words.trim().is_empty() => Err(Refusal::Empty),
        count if count > MOST_CHARACTERS => Err(Refusal::TooLong(count)),
        _ => Ok(words.to_owned()),
    }
}

/// Why something of a comment was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    TooLong(usize),
    NotYours,
    Gone,
    EditedMeanwhile,
    EditedSince,
}

impl Refusal {
    /// Whether it is about what was typed.
    pub(super) fn is_about_words(self) -> bool {
        matches!(self, Self::Empty | Self::TooLong(_) | Self::EditedMeanwhile)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Write something first.",
            Self::TooLong(count) => {
                return write!(
                    f,
                    "These are {count} characters; {MOST_CHARACTERS} are kept at most. What you \
                     wrote is still here."
                );
            }
            Self::NotYours => "Only whoever wrote a comment changes it. You can write another.",
            Self::Gone => "This comment has been deleted.",
            Self::EditedMeanwhile => {
                "You edited it meanwhile in another window. Both are here: look, then keep one."
            }
            Self::EditedSince => {
                "This comment was edited again since. Only the latest edit can be undone."
            }
        })
    }
}
