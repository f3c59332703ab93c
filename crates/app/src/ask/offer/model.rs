//! An offer, the mirror image of an ask: what a peer can lend. Pure.

use super::super::refusal::Refusal;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;

const MOST_CHARACTERS: usize = 1_000;

/// Something that a peer can lend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) by: PersonId,
    pub(crate) words: String,
    pub(crate) at: Instant,
    pub(crate) withdrawn_at: Option<Instant>,
    pub(crate) taken: Vec<Taking>,
}

/// That somebody took it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taking {
    pub(crate) by: PersonId,
    pub(crate) words: String,
    pub(crate) at: Instant,
}

/// The words of an offer as they are kept.
pub(super) fn checked(words: &str) -> Result<String, Refusal> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    match words.chars().count() {
        0 => Err(Refusal::NoOffer),
        count if count > MOST_CHARACTERS => Err(Refusal::TooLong(count, MOST_CHARACTERS)),
        _ => Ok(words),
    }
}

impl Offer {
    /// Another takes it up.
    pub(crate) fn take_up(
        &self,
        by: &PersonId,
        words: &str,
        at: Instant,
    ) -> Result<Taking, Refusal> {
        if self.withdrawn_at.is_some() {
            return Err(Refusal::OfferWithdrawn);
        }
        if self.by == *by {
            return Err(Refusal::OwnOffer);
        }
        if self.taken.iter().any(|it| it.by == *by) {
            return Err(Refusal::TakenAlready);
        }
        let words = words.trim().to_owned();
        match words.chars().count() {
            count if count > 500 => Err(Refusal::WordsTooLong(count)),
            _ => Ok(Taking { by: by.clone(), words, at }),
        }
    }

    /// Whether whoever offered it can withdraw it.
    pub(crate) fn withdrawn(&self, by: &PersonId) -> Result<(), Refusal> {
        match (self.by == *by, self.withdrawn_at) {
            (false, _) => Err(Refusal::NotYours),
            (true, Some(_)) => Err(Refusal::OfferWithdrawn),
            (true, None) => Ok(()),
        }
    }
}
