//! A proposal and what becomes of it: one proposes, another seconds, and three days later it is in
//! force unless somebody objected. Pure.

use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use std::fmt;

/// So long can anybody object to what was seconded.
const OBJECTING_SECONDS: i64 = 72 * 3600;
/// So long it waits for a second.
const WAITING_SECONDS: i64 = 14 * 86_400;
const MOST_CHARACTERS: usize = 300;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// That this peer's seat ends.
    Removal(PersonId),
    /// That the table can be read only.
    Archiving,
    /// That an archived table is a table again.
    Reopening,
}

impl Aim {
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Removal(_) => "removal",
            Self::Archiving => "archiving",
            Self::Reopening => "reopening",
        }
    }

    pub(crate) fn of_words(word: &str, about: &str) -> Option<Self> {
        match word {
            "removal" => Some(Self::Removal(PersonId::known(about))),
            "archiving" => Some(Self::Archiving),
            "reopening" => Some(Self::Reopening),
            _ => None,
        }
    }

    /// The verb under which it is recorded that somebody proposed it.
    pub(super) fn proposed(&self) -> &'static str {
        match self {
            Self::Removal(_) => "proposed removal",
            Self::Archiving => "proposed archiving",
            Self::Reopening => "proposed reopening",
        }
    }

    /// The peer it is about.
    pub(crate) fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Removal(person) => Some(person),
            Self::Archiving | Self::Reopening => None,
        }
    }
}

/// What has become of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    InForce,
    /// By whom, and what would go wrong.
    Objected(PersonId, String),
    Withdrawn,
    /// Nobody seconded it, or one of those it depends on has left.
    Lapsed,
}

/// Something proposed at a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) aim: Aim,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    pub(crate) seconded: Option<(PersonId, Instant)>,
    pub(crate) end: Option<(End, Instant)>,
}

impl Proposal {
    /// Whether it can still become something.
    fn open_at(&self, now: Instant) -> Result<(), Refusal> {
        match &self.end {
            Some(_) => Err(Refusal::Ended),
            None if now.as_micros() >= self.due_at().as_micros() => Err(Refusal::TooLate),
            None => Ok(()),
        }
    }

    /// When it comes into force; as long as nobody has seconded it, when it lapses.
    pub(crate) fn due_at(&self) -> Instant {
        let (from, seconds) = match &self.seconded {
            Some((_, at)) => (at, OBJECTING_SECONDS),
            None => (&self.at, WAITING_SECONDS),
        };
        Instant::from_micros(from.as_micros() + seconds * 1_000_000)
    }

    /// Another peer is for it, too.
    pub(crate) fn second(self, by: &PersonId, now: Instant) -> Result<Self, Refusal> {
        self.open_at(now)?;
        if self.seconded.is_some() {
            return Err(Refusal::Seconded);
        }
        if self.by == *by {
            return Err(Refusal::OwnProposal);
        }
        if self.aim.person() == Some(by) {
            return Err(Refusal::OwnSeat);
        }
        Ok(Self { seconded: Some((by.clone(), now)), ..self })
    }

    /// A peer sees what would go wrong: it is off the table.
    pub(crate) fn object(self, by: &PersonId, words: &str, now: Instant) -> Result<Self, Refusal> {
        self.open_at(now)?;
        let words = words.trim();
        if words.is_empty() {
            return Err(Refusal::NoWords);
        }
        if words.chars().count() > MOST_CHARACTERS {
            return Err(Refusal::TooLong(words.chars().count()));
        }
        Ok(self.ended(End::Objected(by.clone(), words.to_owned()), now))
    }

    /// Whoever proposed it thinks better of it.
    pub(crate) fn withdraw(self, by: &PersonId, now: Instant) -> Result<Self, Refusal> {
        self.open_at(now)?;
        if self.by != *by {
            return Err(Refusal::NotYours);
        }
        Ok(self.ended(End::Withdrawn, now))
    }

    /// What its time has made of it; nothing as long as it has not come. It needs those who
    /// proposed and seconded it, and whom it is about, to be there still.
    pub(crate) fn time_is_up(self, all_there: bool, now: Instant) -> Option<Self> {
        match self.open_at(now) {
            Err(Refusal::TooLate) if self.seconded.is_some() && all_there => {
                Some(self.ended(End::InForce, now))
            }
            Err(Refusal::TooLate) => Some(self.ended(End::Lapsed, now)),
            _ => None,
        }
    }

    fn ended(self, end: End, now: Instant) -> Self {
        Self { end: Some((end, now)), ..self }
    }

    /// Everybody who has to be at the table when it comes into force.
    pub(crate) fn those_it_needs(&self) -> Vec<&PersonId> {
        let second = self.seconded.iter().map(|it| &it.0);
        std::iter::once(&self.by).chain(second).chain(self.aim.person()).collect()
    }

    /// Whether this peer can second it.
    pub(crate) fn can_be_seconded_by(&self, peer: &PersonId, now: Instant) -> bool {
        self.clone().second(peer, now).is_ok()
    }
}

/// Why something of a proposal was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Ended,
    TooLate,
    Seconded,
    OwnProposal,
    OwnSeat,
    NotYours,
    NoWords,
    TooLong(usize),
    ProposedAlready,
    TooFew,
    NotSo,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ended => "This proposal has ended meanwhile. Look at the proposals again.",
            Self::TooLate => "The time of this proposal is up. Look at the proposals again.",
            Self::Seconded => "Somebody seconded it already. You can object until it is in force.",
            Self::OwnProposal => "You proposed it: another peer seconds.",
            Self::OwnSeat => "This is about your own seat: you can object, or leave by yourself.",
            Self::NotYours => "Whoever proposed it can withdraw it. You can object.",
            Self::NoWords => "Say in a sentence what would go wrong.",
            Self::TooLong(count) => {
                return write!(
                    f,
                    "These are {count} characters; {MOST_CHARACTERS} at most. A sentence will do."
                );
            }
            Self::ProposedAlready => "This is proposed already. Look at the proposals.",
            Self::TooFew => "Nobody could second that: it takes one more peer.",
            Self::NotSo => "There is nothing to propose: it is so already.",
        })
    }
}
