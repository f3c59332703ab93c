//! An invitation and what can have become of it. Pure.

use crate::peer_team::{PeerTeam, PeerTeamId, Role};
use crate::people::{PersonId, email_key};
use flow::Instant;
use std::fmt;

/// An invitation to a seat of a peer team.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
    pub(crate) role: Role,
    /// Whoever holds this address may use it; without one, whoever holds the link.
    pub(crate) email: Option<String>,
    pub(crate) expires_at: Instant,
    pub(crate) end: Option<End>,
}

/// What has become of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Used(Instant, PersonId),
    Revoked(Instant),
}

/// What somebody typed to invite.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) role: Role,
    /// Empty for a link that anybody may use who has it.
    pub(crate) email: String,
    pub(crate) days: i64,
}

/// How long a link may stay open, in days.
pub(crate) const DAYS: [i64; 3] = [7, 1, 30];
const DAY_MICROS: i64 = 86_400 * 1_000_000;

impl Wanted {
    /// The wish, if it can be granted.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        let email = email_key(&self.email);
        if !email.is_empty() && (!email.contains('@') || email.contains(' ')) {
            return Err(Refusal::Email);
        }
        let days = if DAYS.contains(&self.days) { self.days } else { DAYS[0] };
        Ok(Self { email, days, ..self })
    }
}

impl Invitation {
    pub(super) fn new(team: &PeerTeam, by: &PersonId, wanted: Wanted, now: Instant) -> Self {
        Self {
            id: crate::ids::new(),
            team: team.id.clone(),
            by: by.clone(),
            role: wanted.role,
            email: (!wanted.email.is_empty()).then_some(wanted.email),
            expires_at: Instant::from_micros(now.as_micros() + wanted.days * DAY_MICROS),
            end: None,
        }
    }

    /// Whether it can still be used.
    pub(crate) fn open_at(&self, now: Instant) -> Result<(), Refusal> {
        match &self.end {
            Some(End::Used(..)) => Err(Refusal::Used),
            Some(End::Revoked(_)) => Err(Refusal::Revoked),
            None if now.as_micros() >= self.expires_at.as_micros() => Err(Refusal::Expired),
            None => Ok(()),
        }
    }

    /// Whether whoever holds this address may use it.
    pub(crate) fn is_for(&self, email: &str) -> Result<(), Refusal> {
        match &self.email {
            Some(only) if *only != email_key(email) => Err(Refusal::SomebodyElse(only.clone())),
            _ => Ok(()),
        }
    }
}

/// Why an invitation cannot be made or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Email,
    Unknown,
    Expired,
    Used,
    Revoked,
    SomebodyElse(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email => "Give an e-mail address like ben@example.org, or none at all.",
            Self::Unknown => {
                "This is no invitation. Perhaps the link was cut off; ask for it again."
            }
            Self::Expired => "This invitation has expired. Ask for a new one.",
            Self::Used => "This invitation has been used. Each serves once; ask for a new one.",
            Self::Revoked => "This invitation was taken back. Ask whoever invited you.",
            Self::SomebodyElse(email) => {
                let sentence = "This invitation is for somebody with another address:";
                return write!(f, "{sentence} {}.", hidden(email));
            }
        })
    }
}

/// An address of which its owner recognises enough and others learn little.
fn hidden(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{host}")
}
