//! A workshop in which a peer team finds its purpose: six phases, who leads, and who is ready. What
//! people write in it is never taken away again. Pure.

mod consent;
mod notes;
mod phase;
mod refusal;
mod statement;

pub(crate) use consent::{Says, Stance};
pub(crate) use notes::{Answers, Dot, Draft, Group, MOST_DOTS, Note, Part, Pile, QUESTIONS};
pub(crate) use phase::{PACES, PHASES, Pace, Phase};
pub use refusal::Refusal;
pub(crate) use statement::{Piece, Statement, Version, differences};

use crate::micros;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A workshop, open or ended. One that ended with an adoption is a purpose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Workshop {
    pub(crate) id: String,
    pub(crate) team: PeerTeamId,
    pub(crate) begun_at: Instant,
    pub(crate) phase: Phase,
    /// When the time of the phase is up, if it has one.
    pub(crate) until: Option<Instant>,
    pub(crate) end: Option<(End, Instant)>,
    pub(crate) content: Content,
}

/// What has become of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Adopted,
    Stopped,
}

pub(crate) const ENDS: [(End, &str); 2] = [(End::Adopted, "adopted"), (End::Stopped, "stopped")];

/// All that was said and done in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) pace: Pace,
    pub(crate) naming: Naming,
    pub(crate) leader: PersonId,
    /// Who is ready for the next phase.
    pub(crate) ready: Vec<PersonId>,
    /// What was written and not revealed yet, sealed.
    pub(crate) drafts: Vec<Draft>,
    pub(crate) notes: Vec<Note>,
    /// One that has lost its notes keeps its name, should they come back.
    pub(crate) groups: Vec<Group>,
    pub(crate) dots: Vec<Dot>,
    pub(crate) statements: Vec<Statement>,
    /// The statement that consent is asked for.
    pub(crate) chosen: Option<String>,
    /// All that was said to it, in order; of each person the last counts.
    pub(crate) stances: Vec<Stance>,
    /// Until when the statement is adopted.
    pub(crate) review_on: Option<Date>,
    /// Who was missing when a phase was closed.
    pub(crate) closings: Vec<Closing>,
}

/// Whether revealed answers stand with the names of who wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Naming {
    Hidden,
    Shown,
}

/// A phase that was closed, and who was missing then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Closing {
    pub(crate) phase: Phase,
    pub(crate) missing: Vec<PersonId>,
}

/// How a workshop is to be: its pace, and whether answers stand with names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) pace: Pace,
    pub(crate) naming: Naming,
}

/// What a move to another phase needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Moving<'m> {
    pub(crate) peers: &'m [PersonId],
    /// The drafts that are to be revealed, opened.
    pub(crate) opened: Vec<(PersonId, Answers)>,
    /// When the time of the next phase is up.
    pub(crate) until: Option<Instant>,
    /// Until when a statement is adopted, where nobody said otherwise.
    pub(crate) review_on: Date,
    pub(crate) today: Date,
    pub(crate) now: Instant,
}

impl Workshop {
    /// A new one, in which everybody writes.
    pub(crate) fn begun(
        id: String,
        team: PeerTeamId,
        by: &PersonId,
        setting: Setting,
        (now, until): (Instant, Option<Instant>),
    ) -> Self {
        let Setting { pace, naming } = setting;
        let content = Content {
            pace,
            naming,
            leader: by.clone(),
            ready: vec![],
            drafts: vec![],
            notes: vec![],
            groups: vec![],
            dots: vec![],
            statements: vec![],
            chosen: None,
            stances: vec![],
            review_on: None,
            closings: vec![],
        };
        Self { id, team, begun_at: now, phase: Phase::Write, until, end: None, content }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.end.is_none()
    }

    pub(crate) fn is_adopted(&self) -> bool {
        matches!(self.end, Some((End::Adopted, _)))
    }

    fn in_phase(&self, phases: &[Phase]) -> Result<(), Refusal> {
        match self.end {
            Some(_) => Err(Refusal::Ended),
            None if phases.contains(&self.phase) => Ok(()),
            None => Err(Refusal::OtherPhase(self.phase.name())),
        }
    }

    /// Whoever leads sets the pace. They have no more rights: anybody may take over.
    pub(crate) fn led_by(&self, person: &PersonId) -> Result<(), Refusal> {
        self.in_phase(&PHASES)?;
        if self.content.leader == *person { Ok(()) } else { Err(Refusal::NotLeading) }
    }

    /// Whether this peer has written: while all write, anything; later, what all can read.
    pub(crate) fn has_written(&self, person: &PersonId) -> bool {
        let draft = self.phase == Phase::Write && self.draft_of(person).is_some();
        draft || self.content.notes.iter().any(|it| it.person == *person)
    }

    /// Whether this peer sees what was written: after the reveal, once they wrote themselves.
    pub(crate) fn shows_to(&self, peer: &PersonId) -> bool {
        !self.is_open() || (self.phase != Phase::Write && self.has_written(peer))
    }

    fn takes_part(&self, peer: &PersonId) -> Result<(), Refusal> {
        if self.shows_to(peer) { Ok(()) } else { Err(Refusal::WriteFirst) }
    }

    /// Takes over the lead.
    pub(crate) fn take_lead(mut self, by: &PersonId) -> Result<Self, Refusal> {
        self.in_phase(&PHASES)?;
        if self.content.leader == *by {
            return Err(Refusal::LeadsAlready);
        }
        self.content.leader = by.clone();
        Ok(self)
    }

    /// Somebody is ready for the next phase, or no longer.
    pub(crate) fn say_ready(mut self, by: &PersonId, is_ready: bool) -> Result<Self, Refusal> {
        use Phase::{Choose, Group, Reveal, Word, Write};
        self.in_phase(&[Write, Reveal, Group, Choose, Word])?;
        if !self.has_written(by) {
            return Err(Refusal::WriteFirst);
        }
        self.content.ready.retain(|it| it != by);
        if is_ready {
            self.content.ready.push(by.clone());
        }
        Ok(self)
    }

    /// Whether everybody is ready. One alone waits for others.
    pub(crate) fn are_all_ready(&self, peers: &[PersonId]) -> bool {
        peers.len() > 1 && self.missing(peers).is_empty()
    }

    /// Those who are not ready; of a statement, those who have not said anything to it.
    pub(crate) fn missing(&self, peers: &[PersonId]) -> Vec<PersonId> {
        let missing = peers.iter().filter(|peer| match self.phase {
            Phase::Consent => self.stance_of(peer).is_none(),
            _ => !self.content.ready.contains(peer),
        });
        missing.cloned().collect()
    }

    /// Those whose part in the phase would be missing if it ended now.
    fn left_out(&self, peers: &[PersonId]) -> Vec<PersonId> {
        let missing = peers.iter().filter(|peer| match self.phase {
            Phase::Write => !self.content.notes.iter().any(|it| it.person == **peer),
            Phase::Choose => self.dots_left(peer) == MOST_DOTS,
            Phase::Consent => self.stance_of(peer).is_none(),
            Phase::Reveal | Phase::Group | Phase::Word => false,
        });
        missing.cloned().collect()
    }

    /// On to the next phase, with whoever is ready.
    pub(crate) fn move_on(self, moving: &Moving<'_>) -> Result<Self, Refusal> {
        self.in_phase(&PHASES)?;
        let (until, now) = (moving.until, moving.now);
        let mut moved = match self.phase {
            Phase::Write => self.revealed(&moving.opened, (moving.peers, now))?,
            Phase::Word => self.put_to_consent((moving.review_on, moving.today))?,
            Phase::Consent => return self.adopted(moving.peers, now),
            Phase::Reveal | Phase::Group | Phase::Choose => self,
        };
        let missing = moved.left_out(moving.peers);
        if !missing.is_empty() {
            moved.content.closings.push(Closing { phase: moved.phase, missing });
        }
        let next = moved.phase.next().ok_or(Refusal::Ended)?;
        Ok(moved.entered(next, until))
    }

    /// Back to the phase before. Nothing that was written or chosen goes.
    pub(crate) fn step_back(mut self, until: Option<Instant>) -> Result<Self, Refusal> {
        self.in_phase(&PHASES)?;
        let before = self.phase.before().ok_or(Refusal::FirstPhase)?;
        // Of several statements somebody chooses one anew, and who was missing may be there now.
        self.content.chosen = None;
        self.content.closings.retain(|it| it.phase.place() < before.place());
        Ok(self.entered(before, until))
    }

    fn entered(mut self, phase: Phase, until: Option<Instant>) -> Self {
        self.content.ready.clear();
        Self { phase, until, ..self }
    }

    /// Gives the phase another time, or none.
    pub(crate) fn take_time(self, until: Option<Instant>) -> Result<Self, Refusal> {
        self.in_phase(&PHASES)?;
        Ok(Self { until, ..self })
    }

    /// What its time has made of it; nothing as long as it has not come. Where it takes a person to
    /// go on, it waits for one.
    pub(crate) fn time_is_up(self, moving: &Moving<'_>) -> Option<Self> {
        let is_up = self.until.is_some_and(|until| until.as_micros() <= moving.now.as_micros());
        if !self.is_open() || !is_up {
            return None;
        }
        let waiting = Self { until: None, ..self.clone() };
        Some(self.move_on(moving).unwrap_or(waiting))
    }

    /// Ends it without a purpose; what was written stays readable.
    pub(crate) fn stop(self, now: Instant) -> Result<Self, Refusal> {
        self.in_phase(&PHASES)?;
        Ok(Self { until: None, end: Some((End::Stopped, now)), ..self })
    }

    /// Keeps an adopted statement for longer.
    pub(crate) fn keep(mut self, (review_on, today): (Date, Date)) -> Result<Self, Refusal> {
        if !self.is_adopted() {
            return Err(Refusal::NotAdopted);
        }
        self.content.review_on = Some(checked_review(review_on, today)?);
        Ok(self)
    }

    /// Sets until when the statement is to be adopted; that is part of what one consents to.
    pub(crate) fn adopt_until(mut self, (on, today): (Date, Date)) -> Result<Self, Refusal> {
        self.in_phase(&[Phase::Word])?;
        self.content.review_on = Some(checked_review(on, today)?);
        Ok(self)
    }
}

/// A review date lies ahead, and not further than five years.
fn checked_review(on: Date, today: Date) -> Result<Date, Refusal> {
    use jiff::ToSpan;
    let latest = today.saturating_add(5.years());
    if on > today && on <= latest { Ok(on) } else { Err(Refusal::ReviewDate) }
}
