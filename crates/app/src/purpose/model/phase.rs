//! The phases of a workshop, in their order, and how much time each is given. Pure.

use flow::Instant;
use flow::workflow::word;
use serde::{Deserialize, Serialize};

use crate::job::WorkingTime;

/// What the peers do at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Phase {
    /// Each answers for themselves; nobody sees what.
    Write,
    /// All answers are there; all read.
    Reveal,
    /// Like answers are put together.
    Group,
    /// Each has five dots.
    Choose,
    /// Anybody proposes a statement, or rewords one.
    Word,
    /// One statement: does anybody see a harm in it?
    Consent,
}

/// All of them, in order.
pub(crate) const PHASES: [Phase; 6] =
    [Phase::Write, Phase::Reveal, Phase::Group, Phase::Choose, Phase::Word, Phase::Consent];

const WORDS: [(Phase, &str); 6] = [
    (Phase::Write, "write"),
    (Phase::Reveal, "reveal"),
    (Phase::Group, "group"),
    (Phase::Choose, "choose"),
    (Phase::Word, "word"),
    (Phase::Consent, "consent"),
];

impl Phase {
    pub(crate) fn word(self) -> &'static str {
        word(&WORDS, self)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    /// As it stands on the path.
    pub(crate) fn name(self) -> &'static str {
        ["Write", "Reveal", "Group", "Choose", "Word", "Consent"][self.place()]
    }

    /// What the page asks in it.
    pub(crate) fn question(self) -> &'static str {
        match self {
            Self::Write => "What are we here for?",
            Self::Reveal => "This is what all of you wrote.",
            Self::Group => "What belongs together?",
            Self::Choose => "What matters most of this?",
            Self::Word => "Say it in a sentence or two.",
            Self::Consent => "Is this good enough to try?",
        }
    }

    pub(crate) fn place(self) -> usize {
        PHASES.iter().position(|it| *it == self).unwrap_or(0)
    }

    pub(crate) fn next(self) -> Option<Self> {
        PHASES.get(self.place() + 1).copied()
    }

    pub(crate) fn before(self) -> Option<Self> {
        self.place().checked_sub(1).map(|place| PHASES[place])
    }
}

/// How a workshop is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pace {
    /// All at the table at once: minutes.
    Live,
    /// Each when they find the time: working days.
    Days,
    /// Without limits: whoever leads moves on.
    Open,
}

/// Each with its word and what it means.
pub(crate) const PACES: [(Pace, &str, &str); 3] = [
    (Pace::Live, "live", "Together now, in about 45 minutes"),
    (Pace::Days, "days", "Over days, each when they find the time"),
    (Pace::Open, "open", "Without time limits: whoever leads moves on"),
];

/// The minutes of each phase when all are there.
const MINUTES: [i64; 6] = [7, 4, 8, 4, 14, 8];
/// Until the morning of which working day, counted from the next, a phase goes on over days.
const MORNINGS: [usize; 6] = [2, 1, 2, 1, 3, 2];

impl Pace {
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        PACES.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    /// When the time of a phase that begins now is up.
    pub(crate) fn until(
        self,
        phase: Phase,
        now: Instant,
        time: &WorkingTime<'_>,
    ) -> Option<Instant> {
        let place = phase.place();
        match self {
            Self::Live => Some(later(now, MINUTES[place])),
            Self::Days => Some(time.mornings_after(now, MORNINGS[place])),
            Self::Open => None,
        }
    }

    /// A little more time than it has, or than now where its time is up.
    pub(crate) fn more(
        self,
        until: Option<Instant>,
        now: Instant,
        time: &WorkingTime<'_>,
    ) -> Option<Instant> {
        let from = until.filter(|it| it.as_micros() > now.as_micros()).unwrap_or(now);
        match self {
            Self::Live => Some(later(from, 5)),
            Self::Days => Some(time.next_morning(from)),
            Self::Open => None,
        }
    }
}

fn later(from: Instant, minutes: i64) -> Instant {
    Instant::from_micros(from.as_micros() + minutes * 60_000_000)
}
