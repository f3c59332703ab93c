//! Consent: nobody sees a harm in trying it. An objection says which harm, and what would make it
//! safe enough. Pure.

use super::{Closing, End, Phase, Refusal, Workshop};
use crate::micros;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

const LONGEST: usize = 600;

/// What somebody said to a statement as it was worded then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stance {
    pub(crate) person: PersonId,
    pub(crate) statement: String,
    /// Which version they had read, counted from 1.
    pub(crate) version: usize,
    /// Until when it was to be adopted.
    pub(crate) review_on: Option<Date>,
    pub(crate) says: Says,
    #[serde(with = "micros")]
    pub(crate) at: Instant,
}

/// One of the two things that can be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Says {
    Consents,
    Objects {
        /// The harm they see.
        harm: String,
        /// What would make it safe enough to try.
        remedy: String,
    },
}

impl Workshop {
    /// What counts of what somebody said to the statement: their objection until they consent;
    /// their consent to the wording there is now.
    pub(crate) fn stance_of(&self, person: &PersonId) -> Option<&Stance> {
        let statement = self.chosen()?;
        let mut stances = self.content.stances.iter().rev();
        let last = stances.find(|it| it.person == *person && it.statement == statement.id)?;
        let is_same =
            last.version == statement.versions.len() && last.review_on == self.content.review_on;
        let counts = is_same || last.says != Says::Consents;
        counts.then_some(last)
    }

    /// The objections that stand. Those of who has left the table do so no longer.
    pub(crate) fn objections(&self, peers: &[PersonId]) -> Vec<&Stance> {
        let stances = peers.iter().filter_map(|peer| self.stance_of(peer));
        stances.filter(|it| it.says != Says::Consents).collect()
    }

    /// Whether all consent to the statement as it is worded now.
    pub(crate) fn do_all_consent(&self, peers: &[PersonId]) -> bool {
        let consents = |peer| self.stance_of(peer).is_some_and(|it| it.says == Says::Consents);
        self.phase == Phase::Consent && peers.iter().all(consents)
    }

    /// Says that it is good enough to try; an objection of mine is settled by it.
    pub(crate) fn consent(
        self,
        by: &PersonId,
        (asked, now): (&str, Instant),
    ) -> Result<Self, Refusal> {
        self.says(by, (asked, now), Says::Consents)
    }

    /// Objects: it says what harm, and what would make it safe enough.
    pub(crate) fn object(
        self,
        by: &PersonId,
        (asked, now): (&str, Instant),
        (harm, remedy): (&str, &str),
    ) -> Result<Self, Refusal> {
        let (harm, remedy) = (harm.trim().to_owned(), remedy.trim().to_owned());
        self.in_phase(&[Phase::Consent])?;
        if harm.is_empty() {
            return Err(Refusal::NoHarm);
        }
        if remedy.is_empty() {
            return Err(Refusal::NoRemedy);
        }
        match harm.chars().count().max(remedy.chars().count()) {
            longest if longest > LONGEST => Err(Refusal::ObjectionTooLong(longest)),
            _ => self.says(by, (asked, now), Says::Objects { harm, remedy }),
        }
    }

    fn says(
        mut self,
        by: &PersonId,
        (asked, at): (&str, Instant),
        says: Says,
    ) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Consent])?;
        self.takes_part(by)?;
        self.is_still_asked(asked)?;
        let statement = self.chosen().ok_or(Refusal::NoStatement)?;
        let (version, review_on) = (statement.versions.len(), self.content.review_on);
        let (statement, person) = (statement.id.clone(), by.clone());
        self.content.stances.push(Stance { person, statement, version, review_on, says, at });
        Ok(self)
    }

    /// What consent is asked for: which statement, in which version, until when. Whoever answers
    /// says what they have read.
    pub(crate) fn asked(&self) -> String {
        let statement = self.chosen().map_or("", |it| it.id.as_str());
        let versions = self.chosen().map_or(0, |it| it.versions.len());
        let until = self.content.review_on.map_or_else(String::new, |on| on.to_string());
        format!("{statement}.{versions}.{until}")
    }

    pub(crate) fn is_still_asked(&self, asked: &str) -> Result<(), Refusal> {
        self.in_phase(&[Phase::Consent])?;
        if self.asked() == asked { Ok(()) } else { Err(Refusal::AskedOtherwise) }
    }

    /// Adopts the statement: at least one consents, and nobody's objection stands. Whoever said
    /// nothing is named.
    pub(super) fn adopted(mut self, peers: &[PersonId], now: Instant) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Consent])?;
        if !self.objections(peers).is_empty() {
            return Err(Refusal::ObjectionStands);
        }
        let missing = self.missing(peers);
        if missing.len() == peers.len() {
            return Err(Refusal::NobodyConsents);
        }
        if !missing.is_empty() {
            self.content.closings.push(Closing { phase: Phase::Consent, missing });
        }
        Ok(Self { until: None, end: Some((End::Adopted, now)), ..self })
    }
}
