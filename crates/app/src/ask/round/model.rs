//! A round of asks: all ask, all answer, all see the answers at once, all look back. Pure.

use super::super::model::{Ask, Moment, Version};
use super::super::refusal::Refusal;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;

/// How far a round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Everybody states what they want.
    Asking,
    /// Everybody answers what is asked of them; nobody sees any answer of another.
    Answering,
    /// All answers are seen.
    Shown,
    /// What? So what? Now what?
    Debrief,
    Closed,
}

/// In their order, each with its word in the data and on the path.
pub(crate) const PHASES: [(Phase, &str, &str); 5] = [
    (Phase::Asking, "asking", "Ask"),
    (Phase::Answering, "answering", "Answer"),
    (Phase::Shown, "shown", "See the answers"),
    (Phase::Debrief, "debrief", "Look back"),
    (Phase::Closed, "closed", "Closed"),
];

impl Phase {
    pub(crate) fn word(self) -> &'static str {
        PHASES.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        PHASES.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    pub(crate) fn shows_answers(self) -> bool {
        self >= Self::Shown
    }

    fn next(self) -> Option<Self> {
        let place = PHASES.iter().position(|it| it.0 == self)?;
        PHASES.get(place + 1).map(|it| it.0)
    }
}

/// Whether all sit together now, or take their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    Together,
    Days,
}

pub(crate) const PACES: [(Pace, &str); 2] = [(Pace::Together, "together"), (Pace::Days, "days")];

/// A round of asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Round {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) pace: Pace,
    pub(crate) phase: Phase,
    pub(crate) begun_by: PersonId,
    pub(crate) begun_at: Instant,
    /// Who moves it on; with no more rights than the others, who may take over.
    pub(crate) led_by: PersonId,
    /// When it moves on by itself.
    pub(crate) due_at: Option<Instant>,
    pub(crate) shown_at: Option<Instant>,
    pub(crate) closed_at: Option<Instant>,
}

impl Round {
    /// Whoever leads moves it on, from the phase that they saw.
    pub(crate) fn moved_on(
        self,
        by: &PersonId,
        from: Phase,
        asks: &[Ask],
        now: Instant,
    ) -> Result<Self, Refusal> {
        if self.led_by != *by {
            return Err(Refusal::NotLeading);
        }
        if self.phase != from {
            return Err(Refusal::MovedOn);
        }
        if self.phase == Phase::Asking && nobody_asks(asks) {
            return Ok(self.at(Phase::Closed, now));
        }
        let next = self.phase.next().ok_or(Refusal::RoundClosed)?;
        Ok(self.at(next, now))
    }

    /// Another takes over.
    pub(crate) fn led_by(self, by: &PersonId) -> Result<Self, Refusal> {
        if self.phase == Phase::Closed {
            return Err(Refusal::RoundClosed);
        }
        if self.led_by == *by {
            return Err(Refusal::LeadsAlready);
        }
        Ok(Self { led_by: by.clone(), ..self })
    }

    /// All answers are in: it moves on by itself.
    pub(crate) fn all_in(self, asks: &[Ask], moment: &Moment) -> Option<Self> {
        let open = asks.iter().any(|it| !it.waits_for(moment).is_empty());
        let answers = asks.iter().any(|it| !it.latest().answers.is_empty());
        let is_over = self.phase == Phase::Answering && !open && answers;
        is_over.then(|| self.at(Phase::Shown, moment.now))
    }

    /// What its time has made of it; nothing where it has not come.
    pub(crate) fn time_is_up(self, asks: &[Ask], now: Instant) -> Option<Self> {
        let due = self.due_at.filter(|at| at.as_micros() <= now.as_micros())?;
        match self.phase {
            Phase::Asking if nobody_asks(asks) => Some(self.at(Phase::Closed, due)),
            Phase::Asking => Some(self.at(Phase::Answering, now)),
            Phase::Answering => Some(self.at(Phase::Shown, now)),
            _ => None,
        }
    }

    fn at(self, phase: Phase, now: Instant) -> Self {
        let shown_at = if phase == Phase::Shown { Some(now) } else { self.shown_at };
        let closed_at = if phase == Phase::Closed { Some(now) } else { self.closed_at };
        Self { phase, due_at: None, shown_at, closed_at, ..self }
    }
}

/// Whether there is nothing to answer: none asked, or all took back what they had asked.
pub(super) fn nobody_asks(asks: &[Ask]) -> bool {
    asks.iter().all(|it| it.fate().is_some())
}

/// An ask as it was put in a round, whatever other words came later; nothing where it was not.
pub(super) fn as_put_in(ask: &Ask, id: &str) -> Option<Ask> {
    let in_it = |it: &Version| it.round.as_ref().is_some_and(|round| round.id == id);
    let last = ask.versions.iter().rposition(in_it)?;
    Some(Ask { versions: ask.versions[..=last].to_vec(), ..ask.clone() })
}

/// What a round left behind, as it was kept by somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Debrief {
    pub(crate) version: i32,
    pub(crate) what: String,
    pub(crate) so_what: String,
    pub(crate) now_what: String,
    /// By whom and when; of what nobody has written yet there is neither.
    pub(crate) kept: Option<(PersonId, Instant)>,
}

const MOST_CHARACTERS: usize = 5_000;

impl Debrief {
    /// The next version of what was read, in a phase that can be looked back on.
    pub(crate) fn checked(self, phase: Phase, latest: i32) -> Result<Self, Refusal> {
        if !phase.shows_answers() {
            return Err(Refusal::NoDebrief);
        }
        if phase == Phase::Closed {
            return Err(Refusal::RoundClosed);
        }
        let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let [what, so_what, now_what] =
            [&self.what, &self.so_what, &self.now_what].map(|it| tidy(it));
        let longest = [&what, &so_what, &now_what].map(|it| it.chars().count());
        let longest = longest.into_iter().max().unwrap_or_default();
        if longest == 0 {
            return Err(Refusal::NothingSaid);
        }
        if longest > MOST_CHARACTERS {
            return Err(Refusal::TooLong(longest, MOST_CHARACTERS));
        }
        if self.version != latest {
            return Err(Refusal::EditedMeanwhile);
        }
        Ok(Self { version: latest + 1, what, so_what, now_what, kept: self.kept })
    }
}
