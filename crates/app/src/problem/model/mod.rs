//! A problem: what somebody saw, and a log of all that was done about it. Whatever is asked of it
//! is read off the log; nothing in it is ever changed or taken away. Pure.

mod change;
mod rules;
mod standing;
mod told;

pub(crate) use change::{Change, MOST_WORDS, Moment, OLDEST_YEARS, checked_words};
pub(crate) use standing::{Block, Has, Offer, Spell, Standing};

use super::Refusal;
use super::size::Size;
use crate::micros;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A problem that is shared with a peer team.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    /// Given without gaps when it is shared; a draft has none.
    pub(crate) number: i32,
    pub(crate) content: Content,
}

/// All that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Content {
    /// Who raised it; nobody of this table where a table below offered it.
    pub(crate) raised_by: Option<PersonId>,
    pub(crate) below: Option<Below>,
    /// The first and the last day on which it may have begun.
    pub(crate) began: Option<(Date, Date)>,
    /// The part of the purpose that solving it serves.
    pub(crate) part: Option<String>,
    /// What was done, in order; first that it was shared.
    pub(crate) log: Vec<Entry>,
}

/// Whose problem it was before it was offered upward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Below {
    pub(crate) table: PeerTeamId,
    pub(crate) table_name: String,
    pub(crate) problem: String,
    /// The peer of this table who made the link by which it came.
    pub(crate) host: PersonId,
    /// The names of the teams that had it.
    pub(crate) team_names: Vec<String>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    #[serde(with = "micros")]
    pub(crate) at: Instant,
    /// Nobody where its time was up.
    pub(crate) by: Option<PersonId>,
    /// The event that tells of it.
    pub(crate) event: String,
    pub(crate) what: What,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) undone: Option<Undone>,
}

/// That something was undone. It stays in the log, and counts no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undone {
    #[serde(with = "micros")]
    pub(crate) at: Instant,
    pub(crate) by: PersonId,
}

/// When silence about a problem of its size escalates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clocks {
    #[serde(with = "micros")]
    pub(crate) reply_by: Instant,
    #[serde(with = "micros")]
    pub(crate) solve_by: Instant,
}

/// Whether what it does can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Harm {
    Undoable,
    Lasting,
}

/// Each with its word in forms, and the words for it.
pub(crate) const HARMS: [(Harm, &str, &str); 2] =
    [(Harm::Undoable, "undoable", "can be undone"), (Harm::Lasting, "lasting", "cannot be undone")];

/// Who can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Route {
    Team,
    Peers,
    Organization,
}

/// Each with its word in forms, and the words for it.
pub(crate) const ROUTES: [(Route, &str, &str); 3] = [
    (Route::Team, "team", "the team can fix it"),
    (Route::Peers, "peers", "peers must help"),
    (Route::Organization, "organization", "the organization must change"),
];

/// What was done about a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub(crate) enum What {
    Shared {
        words: String,
        more: String,
        teams: Vec<String>,
        size: Size,
        harm: Option<Harm>,
        clocks: Clocks,
    },
    Reworded {
        words: String,
        more: String,
    },
    /// Other teams have it, too, and what it costs them a week.
    AlsoHad {
        teams: Vec<String>,
        size: Option<Size>,
        clocks: Option<Clocks>,
    },
    /// A new estimate; the former stay.
    Estimated {
        size: Size,
        harm: Option<Harm>,
        clocks: Option<Clocks>,
    },
    Routed {
        route: Route,
    },
    TookUp,
    LetGo,
    Contained {
        words: String,
    },
    /// It holds teams up again.
    BrokeLoose,
    Solved {
        words: String,
        /// What it cost a week when it was solved.
        size: Size,
        #[serde(with = "micros")]
        watched_until: Instant,
    },
    Verified,
    CameBack {
        words: String,
        clocks: Clocks,
    },
    Dropped {
        why: String,
    },
    /// A peer said something about it, in a comment.
    Answered,
    /// What the table that offered it is told.
    Told {
        words: String,
    },
    Caused {
        cause: String,
    },
    /// It keeps a team from working since a day.
    Blocked {
        team: String,
        from: Date,
    },
    Unblocked {
        team: String,
        until: Date,
    },
    PutOnAgenda,
    Discussed,
    /// The time to reply was up.
    WasUnanswered,
    /// The time to solve it was up, and there was no table above to offer it to.
    WasUnsolved,
    /// Offered to the table above, where it is a problem of its own.
    Offered {
        table: PeerTeamId,
        table_name: String,
        problem: String,
    },
    Linked {
        url: String,
        words: String,
    },
    Thanked {
        words: String,
    },
}

/// Where a problem stands: a column of the board, or an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    Shared,
    TakenUp,
    Contained,
    Solved,
    Verified,
    Dropped,
}

/// Each with its word in addresses, and the words for it.
pub(crate) const STATES: [(State, &str, &str); 6] = [
    (State::Shared, "shared", "Shared"),
    (State::TakenUp, "taken-up", "Taken up"),
    (State::Contained, "contained", "Contained"),
    (State::Solved, "solved", "Solved, being watched"),
    (State::Verified, "verified", "Solved for good"),
    (State::Dropped, "dropped", "Dropped"),
];

impl State {
    pub(crate) fn word(self) -> &'static str {
        STATES.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        STATES.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    pub(crate) fn in_words(self) -> &'static str {
        STATES.iter().find(|it| it.0 == self).map_or("", |it| it.2)
    }

    /// Whether it still holds somebody back.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Shared | Self::TakenUp | Self::Contained)
    }
}

impl Problem {
    /// What can be read off its log.
    pub(crate) fn standing(&self) -> Standing {
        Standing::of(&self.content)
    }

    /// The same with something done about it, if that can be done.
    fn then(mut self, entry: Entry) -> Result<Self, Refusal> {
        self.standing().allows(&entry.what, entry.by.as_ref())?;
        // Of two nodes one clock may be behind: a log never runs backwards.
        let last = self.content.log.last().map_or(entry.at, |it| it.at);
        self.content.log.push(Entry { at: entry.at.max(last), ..entry });
        Ok(self)
    }

    /// The same without what an event told of, which stays in the log as undone. What was done
    /// since has to be possible without it.
    pub(crate) fn without(mut self, event: &str, undone: Undone) -> Result<Self, Refusal> {
        let log = &mut self.content.log;
        let its = |it: &&mut Entry| it.event == event && it.undone.is_none();
        let it = log.iter_mut().skip(1).find(its).ok_or(Refusal::ChangedSince)?;
        it.undone = Some(undone);
        let mut again = Standing::before(&self.content);
        for (place, entry) in self.valid().enumerate() {
            if place > 0 {
                let possible = again.allows(&entry.what, entry.by.as_ref());
                possible.map_err(|_| Refusal::ChangedSince)?;
            }
            again.take_in(entry);
        }
        Ok(self)
    }

    /// Whether what an event told of can be undone.
    pub(crate) fn can_undo(&self, event: &str) -> bool {
        let log = self.content.log.iter().skip(1);
        let by = log.filter(|it| it.event == event).find_map(|it| it.by.clone());
        by.is_some_and(|by| {
            self.clone().without(event, Undone { at: Instant::from_micros(0), by }).is_ok()
        })
    }

    /// The entries that were not undone.
    pub(crate) fn valid(&self) -> impl Iterator<Item = &Entry> {
        self.content.log.iter().filter(|entry| entry.undone.is_none())
    }

    /// What its time is up for at an instant, the earliest first; nothing while it has time.
    pub(crate) fn due(&self, now: Instant) -> Option<Due> {
        let pending = self.standing().pending();
        pending.filter(|it| it.0.as_micros() <= now.as_micros()).map(|it| it.1)
    }

    /// When its time is up next.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.standing().pending().map(|it| it.0)
    }
}

/// What the time brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    Reply,
    Solution,
    Verification,
}
