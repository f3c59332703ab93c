//! What can be undone, by whom, and for how long: one list. How it is undone is each capability's
//! own verb. Pure.

use super::model::{Event, Thing};
use crate::people::PersonId;
use flow::Instant;
use std::fmt;

/// Who may undo something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Any peer: it is the table's.
    AnyPeer,
    /// Whoever did it: it is theirs.
    WhoDidIt,
}

/// The verb of an edited comment, be it about what it may.
const COMMENT_EDITED: &str = "comment edited";
/// The verbs of a comment, which change nothing of what it is about.
const OF_COMMENTS: [&str; 3] = ["commented", COMMENT_EDITED, "comment deleted"];

/// All that can be undone. What is not here says so where it is done.
const UNDOABLE: [(Option<Thing>, &str, By); 31] = [
    (Some(Thing::Ask), "kept", By::WhoDidIt),
    (Some(Thing::Ask), "not kept", By::WhoDidIt),
    (Some(Thing::Ask), "withdrew", By::WhoDidIt),
    (Some(Thing::PeerTeam), "settled", By::AnyPeer),
    (Some(Thing::PeerTeam), "put back", By::AnyPeer),
    (Some(Thing::Invitation), "invited", By::AnyPeer),
    (Some(Thing::Problem), "reworded", By::WhoDidIt),
    (Some(Thing::Problem), "has it too", By::WhoDidIt),
    (Some(Thing::Problem), "estimated", By::AnyPeer),
    (Some(Thing::Problem), "routed", By::WhoDidIt),
    (Some(Thing::Problem), "took up", By::WhoDidIt),
    (Some(Thing::Problem), "let go", By::WhoDidIt),
    (Some(Thing::Problem), "contained", By::WhoDidIt),
    (Some(Thing::Problem), "broke loose", By::WhoDidIt),
    (Some(Thing::Problem), "solved", By::WhoDidIt),
    (Some(Thing::Problem), "came back", By::WhoDidIt),
    (Some(Thing::Problem), "dropped", By::WhoDidIt),
    (Some(Thing::Problem), "caused", By::AnyPeer),
    (Some(Thing::Problem), "blocked", By::AnyPeer),
    (Some(Thing::Problem), "unblocked", By::AnyPeer),
    (Some(Thing::Problem), "put on the agenda", By::AnyPeer),
    (Some(Thing::Problem), "discussed", By::AnyPeer),
    (Some(Thing::Problem), "linked", By::AnyPeer),
    (Some(Thing::Problem), "thanked", By::WhoDidIt),
    (Some(Thing::Problem), "times", By::AnyPeer),
    (Some(Thing::Team), "named", By::AnyPeer),
    (Some(Thing::Team), "served", By::WhoDidIt),
    (Some(Thing::Team), "left", By::WhoDidIt),
    (Some(Thing::Why), "shared", By::WhoDidIt),
    (Some(Thing::Why), "took back", By::WhoDidIt),
    (None, COMMENT_EDITED, By::WhoDidIt),
];

const WEEK_MICROS: i64 = 7 * 86_400 * 1_000_000;

impl Event {
    /// Whether this person may undo it. `later` is what happened to the same thing since.
    pub(crate) fn may_be_undone(
        &self,
        later: &[&Event],
        me: &PersonId,
        now: Instant,
    ) -> Result<(), Refusal> {
        let its = |it: &&(Option<Thing>, &str, By)| {
            it.1 == self.verb && it.0.is_none_or(|thing| thing == self.thing)
        };
        let (_, _, by) = UNDOABLE.iter().find(its).ok_or(Refusal::Never)?;
        if self.is_undone(later) {
            return Err(Refusal::UndoneAlready);
        }
        if *by == By::WhoDidIt && self.actor != *me {
            return Err(Refusal::NotYours);
        }
        if now.as_micros() - self.at.as_micros() > WEEK_MICROS {
            return Err(Refusal::TooLate);
        }
        if later.iter().any(|it| self.is_overtaken_by(it)) {
            return Err(Refusal::ChangedSince);
        }
        Ok(())
    }

    /// Whether it was undone since.
    pub(crate) fn is_undone(&self, later: &[&Event]) -> bool {
        later.iter().any(|it| it.undoes.as_deref() == Some(&self.id))
    }

    /// Whether undoing it shows something again, of which one sees before who will read it.
    pub(crate) fn shows_again(&self) -> bool {
        self.thing == Thing::Why && self.verb == "took back"
    }

    /// Whether a later event of the same thing changed what this one did.
    fn is_overtaken_by(&self, later: &Event) -> bool {
        let either = |verbs: [&str; 2]| verbs.contains(&&*later.verb);
        match self.verb.as_str() {
            // Which comment it was its room knows.
            COMMENT_EDITED => false,
            // What was done since the room itself looks through.
            _ if self.thing == Thing::Problem => false,
            "settled" | "put back" => either(["settled", "put back"]),
            "served" | "left" => later.actor == self.actor && either(["served", "left"]),
            // That somebody answered late takes nothing from what was told.
            "kept" | "not kept" | "withdrew" if later.verb == "answered" => false,
            // With the team would go what others said about it.
            "named" => true,
            _ => !OF_COMMENTS.contains(&&*later.verb),
        }
    }
}

/// Why something is not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Never,
    UndoneAlready,
    NotYours,
    TooLate,
    ChangedSince,
    MoreReaders,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "This cannot be undone.",
            Self::UndoneAlready => "This has been undone already. Look at the history again.",
            Self::NotYours => "Only whoever did this can undo it. Talk to them.",
            Self::TooLate => "Things can be undone for a week. Change it instead.",
            Self::ChangedSince => {
                "Something changed since that would be lost. Look at the history again."
            }
            Self::MoreReaders => {
                "Others can read it by now than were shown to you. Look at the history again."
            }
        })
    }
}
