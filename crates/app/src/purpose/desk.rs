//! A workshop on the desk of whoever changes it: locked, so that one changes it after the other,
//! then saved together with what happened and with when its time is up.

use super::model::{Answers, Moving, Pace, Phase, Refusal, Workshop};
use super::{PHASE, in_a_quarter, letters, store};
use crate::Error;
use crate::app::App;
use crate::event::{self, Thing, for_team};
use crate::job;
use crate::peer_team::{self, PeerTeam};
use crate::people::{self, PersonId};
use crate::shell::date_in;
use crate::store::Tx;
use flow::Instant;
use jiff::civil::Date;

/// What moves a workshop on: whoever leads, or that all are ready or the time is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    ByHand,
    ByItself,
}

pub(super) struct Desk<'d> {
    pub(super) app: &'d App,
    pub(super) tx: &'d Tx,
    pub(super) team: &'d PeerTeam,
    /// Who does it.
    pub(super) by: &'d PersonId,
    pub(super) peers: Vec<PersonId>,
    pub(super) now: Instant,
    /// The date there where the team works.
    pub(super) today: Date,
}

impl<'d> Desk<'d> {
    pub(super) async fn new(
        (app, tx): (&'d App, &'d Tx),
        team: &'d PeerTeam,
        by: &'d PersonId,
    ) -> Result<Self, Error> {
        let peers = peer_team::peers(tx, &team.id).await?;
        let now = app.clock.now();
        let today = date_in(now, &team.settings.time_zone);
        Ok(Self { app, tx, team, by, peers, now, today })
    }

    /// A workshop of this table, locked. Its job is held before it, as the job itself does.
    pub(super) async fn take(&self, id: &str) -> Result<Workshop, Error> {
        job::call_off(self.tx, PHASE, id).await?;
        let found = store::locked(self.tx, id).await?;
        found.filter(|it| it.team == self.team.id).ok_or(Error::NotFound)
    }

    pub(super) async fn record(&self, id: &str, verb: &'static str) -> Result<(), Error> {
        let what = (Thing::Purpose, id, verb);
        event::record(self.tx, for_team(&self.team.id, self.by, self.now, what)).await
    }

    /// When the time of a phase is up that begins now.
    pub(super) fn until(&self, pace: Pace, phase: Phase) -> Option<Instant> {
        self.team.settings.with_working_time(|time| pace.until(phase, self.now, time))
    }

    /// A little more time than there is.
    pub(super) fn more(&self, it: &Workshop) -> Option<Instant> {
        self.team.settings.with_working_time(|time| it.content.pace.more(it.until, self.now, time))
    }

    /// What is needed to move on. A reveal by hand opens the drafts of those who are ready; when
    /// the time is up, as all knew it would be, those of all.
    pub(super) async fn moving(&self, it: &Workshop, by: Moved) -> Result<Moving<'_>, Error> {
        let mut opened = vec![];
        let authors = it.content.drafts.iter().map(|draft| &draft.person);
        for person in authors.filter(|_| it.phase == Phase::Write) {
            if by == Moved::ByHand && !it.content.ready.contains(person) {
                continue;
            }
            // The keys of those who left for good are gone, and what they wrote with them.
            let key = people::key_of(self.tx, &self.app.key, person).await?;
            if let (Some(key), Some(sealed)) = (key, it.draft_of(person)) {
                let text = key.open(sealed, &it.place_of_draft(person))?;
                opened.push((person.clone(), Answers::of_sealed_text(&text)));
            }
        }
        let next = it.phase.next().unwrap_or(Phase::Consent);
        let until = self.until(it.content.pace, next);
        let (peers, now, today) = (&*self.peers, self.now, self.today);
        let review_on = in_a_quarter(today);
        Ok(Moving { peers, opened, until, review_on, today, now })
    }

    /// On to the next phase, with whoever is ready.
    pub(super) async fn move_on(&self, it: Workshop) -> Result<Workshop, Error> {
        let moving = self.moving(&it, Moved::ByHand).await?;
        let moved = it.move_on(&moving)?;
        self.told(&moved, Moved::ByHand).await?;
        Ok(moved)
    }

    /// On to the next phase where everybody is ready, and it takes nobody to choose.
    pub(super) async fn if_all_are_ready(&self, it: Workshop) -> Result<Workshop, Error> {
        if !it.are_all_ready(&self.peers) {
            return Ok(it);
        }
        let moving = self.moving(&it, Moved::ByItself).await?;
        match it.clone().move_on(&moving) {
            Ok(moved) => {
                self.told(&moved, Moved::ByItself).await?;
                Ok(moved)
            }
            Err(Refusal::NoStatement | Refusal::WhichStatement) => Ok(it),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Where it has come to.
    pub(super) async fn told(&self, it: &Workshop, by: Moved) -> Result<(), Error> {
        let verb = match (it.is_adopted(), it.phase) {
            (true, _) => {
                letters::comes_back(self.tx, self.team, it, self.now).await?;
                "adopted"
            }
            (false, Phase::Reveal) => "revealed",
            (false, _) if by == Moved::ByItself => "went on",
            (false, phase) => phase.word(),
        };
        self.record(&it.id, verb).await
    }

    /// Saves it, and waits for its time.
    pub(super) async fn put_back(&self, it: &Workshop) -> Result<(), Error> {
        if let Some(until) = it.until {
            job::due(self.tx, PHASE, &it.id, (until, self.now)).await?;
        }
        Ok(store::save(self.tx, it).await?)
    }
}
