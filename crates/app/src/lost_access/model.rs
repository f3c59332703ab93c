//! Somebody who has lost access: who said so, who agreed, and how long the link serves. Pure.

use crate::people::PersonId;
use flow::Instant;
use std::fmt;

/// The two who make a link together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// A peer of whoever has lost access.
    Peer,
    /// An operator.
    Operator,
}

/// Somebody who has lost access.
#[derive(Clone, Debug)]
pub(crate) struct Lost {
    pub(crate) id: String,
    pub(crate) person: PersonId,
    /// Who said so as a peer of theirs.
    pub(crate) peer: Option<PersonId>,
    /// Who said so as an operator.
    pub(crate) operator: Option<PersonId>,
    pub(crate) begun_at: Instant,
    /// Until when it waits for the second; once there is a link, until when that serves.
    pub(crate) expires_at: Instant,
    pub(crate) has_link: bool,
    pub(crate) is_used: bool,
}

const DAY_MICROS: i64 = 86_400 * 1_000_000;
/// So long one waits for the other.
const WAITS: i64 = 7 * DAY_MICROS;
/// So long a link serves.
const SERVES: i64 = DAY_MICROS;

fn after(now: Instant, micros: i64) -> Instant {
    Instant::from_micros(now.as_micros() + micros)
}

impl Lost {
    /// The first of the two says so.
    pub(super) fn begun(hand: Hand, by: &PersonId, person: &PersonId, now: Instant) -> Self {
        let said = |it| (it == hand).then(|| by.clone());
        Self {
            id: crate::ids::new(),
            person: person.clone(),
            peer: said(Hand::Peer),
            operator: said(Hand::Operator),
            begun_at: now,
            expires_at: after(now, WAITS),
            has_link: false,
            is_used: false,
        }
    }

    /// Whoever has the server says so, and needs nobody else.
    pub(super) fn on_server(person: &PersonId, now: Instant) -> Self {
        let begun = Self::begun(Hand::Peer, person, person, now);
        Self { peer: None, has_link: true, expires_at: after(now, SERVES), ..begun }
    }

    /// The second says so, too: now there is a link.
    pub(super) fn joined(self, hand: Hand, by: &PersonId, now: Instant) -> Self {
        let said = |it, before| if it == hand { Some(by.clone()) } else { before };
        Self {
            peer: said(Hand::Peer, self.peer),
            operator: said(Hand::Operator, self.operator),
            expires_at: after(now, SERVES),
            has_link: true,
            ..self
        }
    }

    /// Which of the two is missing; none when there is a link.
    pub(crate) fn waits_for(&self) -> Option<Hand> {
        match (&self.peer, &self.operator) {
            _ if self.has_link => None,
            (Some(_), None) => Some(Hand::Operator),
            (None, Some(_)) => Some(Hand::Peer),
            _ => None,
        }
    }

    /// Who began it, while it waits for the other.
    pub(crate) fn begun_by(&self) -> Option<&PersonId> {
        self.waits_for().and(self.peer.as_ref().or(self.operator.as_ref()))
    }

    /// Whether it was this person who began it, and it still waits.
    pub(crate) fn is_begun_by(&self, person: &PersonId) -> bool {
        self.begun_by() == Some(person)
    }

    /// Whether this person can be the second: two are needed, and nobody is two.
    pub(crate) fn may_be_joined_by(&self, person: &PersonId) -> bool {
        self.waits_for().is_some() && !self.is_begun_by(person) && self.person != *person
    }

    /// Whether its link still serves.
    pub(super) fn serves_at(&self, now: Instant) -> Result<(), Refusal> {
        if self.is_used {
            return Err(Refusal::Used);
        }
        if now.as_micros() >= self.expires_at.as_micros() {
            return Err(Refusal::Ended);
        }
        Ok(())
    }
}

/// Why a link cannot be made or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Oneself,
    Unknown,
    Used,
    Ended,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Oneself => "You are in. Change your password on the page of your account.",
            Self::Unknown => "This is no link for a new password. Perhaps it was cut off.",
            Self::Used => "This link has been used. Each serves once; ask for a new one.",
            Self::Ended => {
                "This link serves no more: a day has passed, a newer one was made, or its owner \
                 ended it. Ask for a new one."
            }
        })
    }
}
