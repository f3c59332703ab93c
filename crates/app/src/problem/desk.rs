//! A problem on the desk of whoever changes it: its table held, so that one changes it after the
//! other, then saved together with what happened and with when its time is up next.

use super::model::{Below, Change, Clocks, Content, Due, Entry, Moment, Problem, What};
use super::size::Size;
use super::times::Times;
use super::{CLOCK, Refusal, letters, store};
use crate::Error;
use crate::app::App;
use crate::event::{self, Event, Thing, for_team};
use crate::job;
use crate::peer_team::{self, PeerTeam, PeerTeamId};
use crate::peer_team_link;
use crate::people::PersonId;
use crate::shell::date_in;
use crate::store::Tx;
use flow::Instant;

/// What a table below is told: that the one above did something, or that time went by there.
const ANSWERED: &str = "was answered above";
pub(super) const WENT_ON: &str = "went on above";
/// What a table above is told: that what it was offered is over below, or there again.
const ENDED_BELOW: &str = "went on below";

pub(super) struct Desk<'d> {
    app: &'d App,
    tx: &'d Tx,
    team: &'d PeerTeam,
    times: Times,
    pub(super) now: Instant,
}

impl<'d> Desk<'d> {
    /// Holds the table until the transaction ends.
    pub(super) async fn new(
        (app, tx): (&'d App, &'d Tx),
        team: &'d PeerTeam,
    ) -> Result<Self, Error> {
        peer_team::hold(tx, &team.id).await?;
        let times = super::times_in_force(tx, &team.id).await?;
        Ok(Self { app, tx, team, times, now: app.clock.now() })
    }

    /// A problem of this table.
    pub(super) async fn problem(&self, id: &str) -> Result<Problem, Error> {
        let found = store::by_id(self.tx, id).await?.filter(|it| it.team == self.team.id);
        found.ok_or(Error::NotFound)
    }

    fn clocks(&self, size: Size, from: Instant) -> Clocks {
        self.team.settings.with_working_time(|time| self.times.clocks(size, from, time))
    }

    /// Does something at this moment, which an event will tell of.
    fn at_this_moment<T>(
        &self,
        (by, event): (Option<&PersonId>, &str),
        does: impl FnOnce(&Moment<'_>) -> T,
    ) -> T {
        does(&Moment {
            now: self.now,
            today: date_in(self.now, &self.team.settings.time_zone),
            by,
            event,
            clocks: &|size, from| self.clocks(size, from),
            watched_until: self.times.watched_until(self.now),
        })
    }

    /// An event about a problem of this table, now.
    pub(super) fn event(&self, id: &str, by: &PersonId, verb: &'static str) -> Event {
        for_team(&self.team.id, by, self.now, (Thing::Problem, id, verb))
    }

    /// Shares what somebody saw.
    pub(super) async fn share(
        &self,
        (by, id): (&PersonId, String),
        (content, shared): (Content, Shared),
    ) -> Result<Problem, Error> {
        let event = self.event(&id, by, "shared");
        let entry = self.first(Some(by), &event, shared);
        let content = Content { raised_by: Some(by.clone()), log: vec![entry], ..content };
        let it = Problem { id, team: self.team.id.clone(), number: 0, content };
        let it = self.keep_new(it).await?;
        event::record(self.tx, event).await?;
        Ok(it)
    }

    fn first(&self, by: Option<&PersonId>, event: &Event, shared: Shared) -> Entry {
        let Shared { words, more, teams, size, harm } = shared;
        let clocks = self.clocks(size, self.now);
        let what = What::Shared { words, more, teams, size, harm, clocks };
        Entry { at: self.now, by: by.cloned(), event: event.id.clone(), what, undone: None }
    }

    async fn keep_new(&self, it: Problem) -> Result<Problem, Error> {
        let it = store::share(self.tx, it).await?;
        self.wait(&it).await?;
        Ok(it)
    }

    /// Does what somebody asks.
    pub(super) async fn change(
        &self,
        it: Problem,
        by: &PersonId,
        change: Change<'_>,
    ) -> Result<(), Error> {
        let event = self.event(&it.id, by, change.verb());
        // A comment has told of itself.
        let tells = !matches!(change, Change::Answer);
        let at = (Some(by), event.id.as_str());
        let it = self.at_this_moment(at, |moment| it.change(change, moment))?;
        self.put_back(&it).await?;
        let event_id = event.id.clone();
        if tells {
            event::record(self.tx, event).await?;
        }
        if it.content.log.last().is_some_and(|it| it.what.begins_or_ends()) {
            self.tell_above(&it).await?;
        }
        let told = it.told_below().into_iter().find(|entry| entry.event == event_id);
        match told.map(|entry| entry.what.answers()) {
            Some(true) => self.tell_below(&it, ANSWERED).await,
            Some(false) => self.tell_below(&it, WENT_ON).await,
            None => Ok(()),
        }
    }

    /// Offers it to the table above; of several, to the one that was linked first, or to the one
    /// that is named.
    pub(super) async fn offer(&self, it: Problem, by: &PersonId, table: &str) -> Result<(), Error> {
        let offered = self.offered(&it, table).await?.ok_or(Refusal::NoTableAbove)?;
        let event = self.event(&it.id, by, "offered");
        let at = (Some(by), event.id.as_str());
        let it = self.at_this_moment(at, |moment| it.offer(offered, moment))?;
        self.put_back(&it).await?;
        event::record(self.tx, event).await?;
        self.tell_below(&it, WENT_ON).await
    }

    /// Puts it on the table above, where it is a problem of its own; nothing without such a table.
    async fn offered(&self, it: &Problem, table: &str) -> Result<Option<What>, Error> {
        let standing = it.standing();
        if standing.spell().offered.is_some() {
            return Err(Refusal::SoAlready.into());
        }
        let above = peer_team_link::above(self.tx, &self.team.id).await?;
        // Never back to where it came from.
        let came_from = self.came_from(it).await?;
        let is_new = |id: &PeerTeamId| !came_from.iter().any(|it| it.team == *id);
        for (id, host) in above.into_iter().filter(|it| is_new(&it.0)) {
            let found = peer_team::by_id(self.tx, &id).await?;
            let open = found.filter(|it| it.archived_at.is_none());
            let Some(above) = open.filter(|it| table.is_empty() || it.short == table) else {
                continue;
            };
            let table_name = above.name().to_owned();
            if let Some(offer) = it.offers().into_iter().find(|it| it.table == id) {
                self.offer_again(&above, &offer.problem, &host).await?;
                return Ok(Some(What::Offered { table: id, table_name, problem: offer.problem }));
            }
            let names = super::team_names(self.tx, &self.team.id, &standing).await?;
            let desk = Box::pin(Desk::new((self.app, self.tx), &above)).await?;
            let problem = crate::ids::new();
            let event = desk.event(&problem, &host, "came from below");
            let shared = Shared {
                words: standing.words.clone(),
                more: standing.more.clone(),
                teams: vec![],
                size: standing.size,
                harm: standing.harm,
            };
            let below = Below {
                table: self.team.id.clone(),
                table_name: self.team.name().to_owned(),
                problem: it.id.clone(),
                host,
                team_names: names,
            };
            let content = Content {
                raised_by: None,
                below: Some(below),
                began: it.content.began,
                part: None,
                log: vec![desk.first(None, &event, shared)],
            };
            let there = Problem { id: problem, team: id.clone(), number: 0, content };
            let there = desk.keep_new(there).await?;
            event::record(self.tx, event).await?;
            return Ok(Some(What::Offered { table: id, table_name, problem: there.id }));
        }
        Ok(None)
    }

    /// What was offered before is there once more: the same problem, opened again if it had ended.
    async fn offer_again(
        &self,
        above: &PeerTeam,
        problem: &str,
        host: &PersonId,
    ) -> Result<(), Error> {
        // A job that runs holds itself before its table.
        job::call_off(self.tx, CLOCK, problem).await?;
        let desk = Box::pin(Desk::new((self.app, self.tx), above)).await?;
        let mut there = desk.problem(problem).await?;
        let event = desk.event(problem, host, "came from below");
        if !there.standing().state().is_open() {
            let back = Change::ComeBack("");
            let at = (None, event.id.as_str());
            there = desk.at_this_moment(at, |moment| there.change(back, moment))?;
        }
        desk.put_back(&there).await?;
        event::record(self.tx, event).await
    }

    /// What it is at the tables below from which it came, the nearest first.
    async fn came_from(&self, it: &Problem) -> Result<Vec<Problem>, Error> {
        let mut all = vec![];
        let mut below = it.content.below.clone();
        while let Some(one) = below {
            let Some(theirs) = store::by_id(self.tx, &one.problem).await? else { break };
            below = theirs.content.below.clone();
            all.push(theirs);
        }
        Ok(all)
    }

    /// Notes all that its time is up for.
    pub(super) async fn time_is_up(&self, mut it: Problem) -> Result<(), Error> {
        let mut any = false;
        while let Some(due) = it.due(self.now) {
            any = true;
            // What is over below goes no further up.
            let is_over = |it: &Problem| !it.standing().state().is_open();
            let offered = match due {
                Due::Solution if self.came_from(&it).await?.first().is_some_and(is_over) => None,
                Due::Solution => self.offered(&it, "").await?,
                _ => None,
            };
            let verb = match (due, &offered) {
                (Due::Reply, _) => "was unanswered",
                (Due::Solution, Some(_)) => "was offered",
                (Due::Solution, None) => "was unsolved",
                (Due::Verification, _) => "was verified",
            };
            let by = self.stands_for(&it);
            let event = self.event(&it.id, &by, verb);
            let at = (None, event.id.as_str());
            it = self.at_this_moment(at, |moment| it.time_is_up((due, offered), moment))?;
            event::record(self.tx, event).await?;
            if verb == "was offered" {
                letters::went_up(self.app, self.tx, self.team, &it).await?;
            }
        }
        self.put_back(&it).await?;
        if any { self.tell_below(&it, WENT_ON).await } else { Ok(()) }
    }

    /// Who stands in the record for what nobody did: who raised it, or who made the link by which
    /// it came.
    fn stands_for(&self, it: &Problem) -> PersonId {
        let host = it.content.below.as_ref().map(|below| below.host.clone());
        it.content.raised_by.clone().or(host).unwrap_or_else(|| PersonId::known(""))
    }

    /// Tells the table below, as long as the two are linked, that something was done.
    pub(super) async fn tell_below(&self, it: &Problem, verb: &'static str) -> Result<(), Error> {
        let mut here: PeerTeamId = self.team.id.clone();
        for theirs in self.came_from(it).await? {
            let above = peer_team_link::above(self.tx, &theirs.team).await?;
            if !above.iter().any(|it| it.0 == here) {
                break;
            }
            let by = self.stands_for(&theirs);
            let what = (Thing::Problem, theirs.id.as_str(), verb);
            event::record(self.tx, for_team(&theirs.team, &by, self.now, what)).await?;
            let table = peer_team::by_id(self.tx, &theirs.team).await?;
            if let Some(table) = table.filter(|_| verb == ANSWERED) {
                letters::came_down(self.app, self.tx, &table, &theirs).await?;
            }
            here = theirs.team;
        }
        Ok(())
    }

    /// Tells the tables to which it was offered, as long as they are linked, that it is over here,
    /// or there again.
    pub(super) async fn tell_above(&self, it: &Problem) -> Result<(), Error> {
        let above = peer_team_link::above(self.tx, &self.team.id).await?;
        for offer in it.offers() {
            if let Some((_, host)) = above.iter().find(|it| it.0 == offer.table) {
                let what = (Thing::Problem, offer.problem.as_str(), ENDED_BELOW);
                event::record(self.tx, for_team(&offer.table, host, self.now, what)).await?;
            }
        }
        Ok(())
    }

    /// Saves it, and waits for its time.
    pub(super) async fn put_back(&self, it: &Problem) -> Result<(), Error> {
        store::save(self.tx, it).await?;
        self.wait(it).await
    }

    async fn wait(&self, it: &Problem) -> Result<(), Error> {
        match it.next_due() {
            Some(at) => job::due(self.tx, CLOCK, &it.id, (at, self.now)).await,
            None => Ok(()),
        }
    }
}

/// What is shared, checked.
pub(super) struct Shared {
    pub(super) words: String,
    pub(super) more: String,
    pub(super) teams: Vec<String>,
    pub(super) size: Size,
    pub(super) harm: Option<super::model::Harm>,
}
