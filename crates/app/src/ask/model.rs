//! An ask: a want in its asker's words, four answers as equals, and what becomes of it. Its rules
//! lie in `rules`. Pure.

use super::round::Phase;
use crate::peer_team::{PeerSpell, PeerTeamId};
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;

/// What can be answered, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    Yes,
    No,
    Try,
    /// Too vague to answer: it goes back to be reworded.
    Whatever,
}

/// The four as equals: each with its word in the data, on a button, and in a sentence.
pub(crate) const SAYINGS: [(Saying, &str, &str, &str); 4] = [
    (Saying::Yes, "yes", "Yes", "yes"),
    (Saying::No, "no", "No", "no"),
    (Saying::Try, "try", "I will try", "I will try"),
    (Saying::Whatever, "whatever", "Whatever", "whatever"),
];

impl Saying {
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        SAYINGS.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    pub(crate) fn word(self) -> &'static str {
        SAYINGS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    pub(crate) fn in_words(self) -> &'static str {
        SAYINGS.iter().find(|it| it.0 == self).map_or("", |it| it.3)
    }

    pub(super) fn accepts(self) -> bool {
        matches!(self, Self::Yes | Self::Try)
    }
}

/// What somebody who was asked answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) by: PersonId,
    pub(crate) saying: Saying,
    pub(crate) words: String,
    /// When they first gave it.
    pub(crate) at: Instant,
}

/// Whom an ask is put to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum To {
    One(PersonId),
    All,
}

/// The round that a version belongs to, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InRound {
    pub(crate) id: String,
    pub(crate) phase: Phase,
}

/// How an ask is put: as it was stated, or reworded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) number: i32,
    pub(crate) want: String,
    pub(crate) reason: String,
    /// What is quoted, and its words, which are a copy.
    pub(crate) quote: Option<(&'static str, String)>,
    pub(crate) at: Instant,
    /// Who was asked by it; by other words not those again who had said yes, no or I will try.
    pub(crate) asked: Vec<PersonId>,
    pub(crate) answers: Vec<Answer>,
    /// When what is in is shown, whoever is missing.
    pub(crate) due_at: Option<Instant>,
    /// Since when everybody sees the answers, as far as it was noted.
    pub(crate) shown_at: Option<Instant>,
    pub(crate) round: Option<InRound>,
}

impl Version {
    pub(crate) fn answer_of(&self, person: &PersonId) -> Option<&Answer> {
        self.answers.iter().find(|it| it.by == *person)
    }
}

/// What became of an accepted ask, in its asker's judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    NotKept,
    /// The asker wants it no longer.
    Withdrawn,
}

/// Each with its word.
pub(crate) const FATES: [(Fate, &str); 3] =
    [(Fate::Kept, "kept"), (Fate::NotKept, "not kept"), (Fate::Withdrawn, "withdrawn")];

impl Fate {
    pub(crate) fn word(self) -> &'static str {
        flow::workflow::word(&FATES, self)
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        FATES.iter().find(|it| it.1 == word).map(|it| it.0)
    }
}

/// A fate as it was told; an undone one is followed by the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fated {
    pub(crate) fate: Option<Fate>,
    pub(crate) on: Date,
    pub(crate) at: Instant,
    /// The event that tells of it.
    pub(crate) event: String,
}

/// An ask, from its first version to its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
    pub(crate) to: To,
    pub(crate) kind: super::kind::AskKind,
    /// The part of the purpose that it serves.
    pub(crate) part: Option<String>,
    /// The first first; there is one at least.
    pub(crate) versions: Vec<Version>,
    pub(crate) fates: Vec<Fated>,
}

/// What the rules look at besides the ask: the time, and who sat at the table from when to when.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Instant,
    pub(crate) spells: Vec<PeerSpell>,
}

impl Moment {
    /// Whether a peer has sat here ever since. Who left and came back was not asked.
    pub(crate) fn is_here(&self, person: &PersonId, since: Instant) -> bool {
        let its = |it: &&PeerSpell| it.person == *person && it.until.is_none();
        self.spells.iter().find(its).is_some_and(|it| it.from.as_micros() <= since.as_micros())
    }

    /// The peers who are here now.
    pub(crate) fn peers(&self) -> impl Iterator<Item = &PersonId> {
        self.spells.iter().filter(|it| it.until.is_none()).map(|it| &it.person)
    }
}

/// Where an ask stands, as everybody sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    /// Somebody said whatever: it waits for other words.
    Returned,
    Accepted,
    Declined,
    Kept,
    NotKept,
    Withdrawn,
}
