//! A link between two peer teams: offered, accepted, ended. Pure.

use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use std::fmt;

/// How long an offer stays open.
const DAYS: i64 = 7;
const DAY_MICROS: i64 = 86_400 * 1_000_000;

/// Where a team stands, seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    Above,
    Below,
}

impl Stands {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        if word == "below" { Self::Below } else { Self::Above }
    }

    /// The same seen from the other team.
    pub(crate) fn seen_from_there(self) -> Self {
        match self {
            Self::Above => Self::Below,
            Self::Below => Self::Above,
        }
    }
}

/// For which team an offer was accepted, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
}

/// A link, or the offer of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) id: String,
    /// The team that offers it, and its peer who did.
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
    /// Where the other stands, seen from the team that offers.
    pub(crate) stands: Stands,
    pub(crate) expires_at: Instant,
    pub(crate) revoked_at: Option<Instant>,
    pub(crate) accepted: Option<Accepted>,
    pub(crate) ended_at: Option<Instant>,
}

impl Link {
    /// A new offer.
    pub(super) fn offered(team: &PeerTeamId, by: &PersonId, stands: Stands, now: Instant) -> Self {
        Self {
            id: crate::ids::new(),
            team: team.clone(),
            by: by.clone(),
            stands,
            expires_at: Instant::from_micros(now.as_micros() + DAYS * DAY_MICROS),
            revoked_at: None,
            accepted: None,
            ended_at: None,
        }
    }

    /// Whether the offer can still be accepted.
    pub(crate) fn open_at(&self, now: Instant) -> Result<(), Refusal> {
        match (&self.accepted, self.revoked_at) {
            (Some(_), _) => Err(Refusal::Used),
            (_, Some(_)) => Err(Refusal::Revoked),
            _ if now.as_micros() >= self.expires_at.as_micros() => Err(Refusal::Expired),
            _ => Ok(()),
        }
    }

    /// Whether the two are linked.
    pub(crate) fn holds(&self) -> bool {
        self.accepted.is_some() && self.ended_at.is_none()
    }

    /// The other team, and its peer who made the link; none where there is no link yet.
    pub(crate) fn other_side(&self, team: &PeerTeamId) -> Option<(&PeerTeamId, &PersonId)> {
        let accepted = self.accepted.as_ref()?;
        if self.team == *team {
            Some((&accepted.team, &accepted.by))
        } else {
            Some((&self.team, &self.by))
        }
    }

    /// The other team.
    pub(crate) fn other_of(&self, team: &PeerTeamId) -> Option<&PeerTeamId> {
        self.other_side(team).map(|side| side.0)
    }

    /// Where the other team stands, seen from this one.
    pub(crate) fn stands_seen_from(&self, team: &PeerTeamId) -> Stands {
        if self.team == *team { self.stands } else { self.stands.seen_from_there() }
    }
}

/// Why two teams are not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Unknown,
    Expired,
    Used,
    Revoked,
    NoTable,
    LinkedAlready,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "This is no offer. Perhaps the link was cut off; ask for it again.",
            Self::Expired => "This offer has expired. Ask for a new one.",
            Self::Used => "This offer has been used. Each serves once; ask for a new one.",
            Self::Revoked => "This offer was taken back. Ask whoever sent it.",
            Self::NoTable => "Choose a table at which you are a peer; it cannot be the same one.",
            Self::LinkedAlready => "These two tables are linked already.",
        })
    }
}
