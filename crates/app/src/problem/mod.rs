//! Problems: what holds one or several teams back. Noted in seconds, shared, taken up, contained,
//! solved, and watched for a while; silence escalates, and what was solved once is offered to
//! whoever meets it again.

mod desk;
mod draft;
mod letters;
mod like;
mod measures;
mod model;
mod needs;
mod on_table;
mod pages;
mod refusal;
mod shelf;
mod size;
mod store;
mod tables;
#[cfg(test)]
mod tests;
mod times;
mod view;

pub(crate) use draft::{Draft, destroy, keep};
pub(crate) use model::{Change, Harm, Route};
pub(crate) use needs::that_need;
pub(crate) use on_table::{OnTable, on_table};
pub(crate) use pages::{commented, routes};
pub use refusal::Refusal;
pub(crate) use shelf::Shelves;
pub(crate) use size::Size;
pub(crate) use times::Times;

use crate::app::App;
use crate::comment::{Said, Sayer};
use crate::event::{self, Event, Refusal as NotUndone, Thing, for_team};
use crate::job::{self, Done, Kind, Work};
use crate::peer_team::{self, Member, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::purpose::{self, Served, Serving};
use crate::store::Tx;
use crate::{Error, team};
use desk::Desk;
use flow::Instant;
use model::{Content, Standing, Undone};
use sea_orm::ConnectionTrait;
use std::collections::{HashMap, HashSet};

const CLOCK: &str = "problem";

/// What its time is up for: a reply, a solution, and that it has not come back.
pub(crate) fn jobs() -> Vec<Kind> {
    vec![Kind { word: CLOCK, work: Work::Change(time_is_up) }]
}

/// The times of a table.
async fn times_in_force(c: &impl ConnectionTrait, team: &PeerTeamId) -> Result<Times, Error> {
    let latest = store::times(c, team).await?.into_iter().next();
    Ok(latest.map_or_else(Times::default, |it| it.0))
}

/// The names of the teams that have a problem.
async fn team_names(
    c: &impl ConnectionTrait,
    table: &PeerTeamId,
    standing: &Standing,
) -> Result<Vec<String>, Error> {
    let known = team::names(c, table).await?;
    let name = |id: &String| known.iter().find(|it| it.0 == *id).map(|it| it.1.clone());
    Ok(standing.teams.iter().filter_map(|it| name(&it.team)).collect())
}

/// Those of some teams that are teams of this table.
async fn of_table(
    c: &impl ConnectionTrait,
    table: &PeerTeamId,
    teams: &[String],
) -> Result<Vec<String>, Error> {
    let known = team::names(c, table).await?;
    let is_known = |it: &&String| known.iter().any(|team| team.0 == **it);
    Ok(teams.iter().filter(is_known).cloned().collect())
}

/// Shares what stands in a draft: the new problem's number. The draft that was kept before is gone
/// with it. What I have shared under the same id is not shared a second time.
pub(crate) async fn share(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, draft, before): (&str, &Draft, &str),
) -> Result<i32, Error> {
    let shared = draft.checked(app.clock.now(), &team.settings.time_zone)?;
    let part = part(app, team, &draft.part).await?;
    let tx = app.store.write().await?;
    let desk = Desk::new((app, &tx), team).await?;
    if let Some(there) = store::by_id(&tx, id).await? {
        let is_mine = there.team == team.id && there.content.raised_by.as_ref() == Some(&me.id);
        return if is_mine { Ok(there.number) } else { Err(Error::BadForm) };
    }
    let teams = of_table(&tx, &team.id, &shared.teams).await?;
    let shared = desk::Shared { teams, ..shared };
    let began = draft.began()?;
    let content = Content { raised_by: None, below: None, began, part, log: vec![] };
    let it = desk.share((&me.id, id.to_owned()), (content, shared)).await?;
    store::throw_away(&tx, (&me.id, before)).await?;
    tx.commit().await?;
    Ok(it.number)
}

/// Does something about a problem.
pub(crate) async fn change(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (number, change): (i32, Change<'_>),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let id = store::id_of(&tx, (&team.id, number)).await?.ok_or(Error::NotFound)?;
    // A job that runs holds itself before its table.
    job::call_off(&tx, CLOCK, &id).await?;
    let desk = Desk::new((app, &tx), team).await?;
    let change = match change {
        Change::AlsoHave(teams, size) => {
            Change::AlsoHave(of_table(&tx, &team.id, &teams).await?, size)
        }
        change => change,
    };
    desk.change(desk.problem(&id).await?, &me.id, change).await?;
    Ok(tx.commit().await?)
}

/// Offers a problem to a table above, by its short form; to the first, if none is named.
pub(crate) async fn offer(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (number, table): (i32, &str),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let id = store::id_of(&tx, (&team.id, number)).await?.ok_or(Error::NotFound)?;
    job::call_off(&tx, CLOCK, &id).await?;
    let desk = Desk::new((app, &tx), team).await?;
    desk.offer(desk.problem(&id).await?, &me.id, table).await?;
    Ok(tx.commit().await?)
}

/// What follows from a comment on a problem.
fn said<'a>(app: &'a App, tx: &'a Tx, sayer: Sayer<'a>, id: &'a str) -> Said<'a> {
    Box::pin(answered(app, tx, sayer, id))
}

/// Somebody has commented on a problem: to another than who raised it, that is a reply.
async fn answered(app: &App, tx: &Tx, (team, me): Sayer<'_>, id: &str) -> Result<(), Error> {
    job::call_off(tx, CLOCK, id).await?;
    let desk = Desk::new((app, tx), team).await?;
    let it = desk.problem(id).await?;
    let standing = it.standing();
    let is_silent = standing.spell().replied_at.is_none() && standing.state().is_open();
    let raised_by = standing.spell().raised_by.as_ref();
    if is_silent && raised_by.is_some_and(|it| *it != me.id) {
        return desk.change(it, &me.id, Change::Answer).await;
    }
    desk.put_back(&it).await
}

/// Undoes what was done about a problem, or a change of the times.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    if undone.verb == "times" {
        return put_times_back(app, tx, member, undone).await;
    }
    let id = undone.thing_id.as_str();
    job::call_off(tx, CLOCK, id).await?;
    let desk = Desk::new((app, tx), &member.team).await?;
    let it = desk.problem(id).await?;
    let by = Undone { at: desk.now, by: member.me.id.clone() };
    let told = it.told_below().into_iter().any(|entry| entry.event == undone.id);
    let it = it.without(&undone.id, by).map_err(|_| NotUndone::ChangedSince)?;
    desk.put_back(&it).await?;
    event::record(tx, desk.event(id, &member.me.id, "undid").undoing(undone)).await?;
    let entry = it.content.log.iter().find(|entry| entry.event == undone.id);
    if entry.is_some_and(|it| it.what.begins_or_ends()) {
        desk.tell_above(&it).await?;
    }
    if told { desk.tell_below(&it, desk::WENT_ON).await } else { Ok(()) }
}

/// Changes a table's times. `version` is the one that was read. Clocks that run already run on.
pub(crate) async fn set_times(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (times, version): (Times, i32),
) -> Result<(), Error> {
    let times = times.checked()?;
    let tx = app.store.write().await?;
    peer_team::hold(&tx, &team.id).await?;
    let latest = store::times(&tx, &team.id).await?.first().map_or(0, |it| it.1.version);
    if latest != version {
        return Err(Refusal::TimesChanged.into());
    }
    let event = times_event(app, &team.id, &me.id);
    keep_times(&tx, (&team.id, version + 1), &times, event).await?;
    Ok(tx.commit().await?)
}

fn times_event(app: &App, team: &PeerTeamId, me: &PersonId) -> Event {
    for_team(team, me, app.clock.now(), (Thing::Problem, team.as_str(), "times"))
}

async fn keep_times(
    tx: &Tx,
    (team, version): (&PeerTeamId, i32),
    times: &Times,
    event: Event,
) -> Result<(), Error> {
    let by = (&event.actor, event.at, event.id.as_str());
    store::keep_times(tx, (team, version), times, by).await?;
    event::record(tx, event).await
}

async fn put_times_back(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    peer_team::hold(tx, &member.team.id).await?;
    let versions = store::times(tx, &member.team.id).await?;
    let latest = versions.first().filter(|it| it.1.event_id == undone.id);
    let version = latest.ok_or(NotUndone::ChangedSince)?.1.version;
    let before = versions.get(1).map_or_else(Times::default, |it| it.0);
    let event = times_event(app, &member.team.id, &member.me.id).undoing(undone);
    keep_times(tx, (&member.team.id, version + 1), &before, event).await
}

/// Its time is up.
fn time_is_up<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let Some(it) = store::by_id(tx, id).await? else { return Ok(()) };
        let team = peer_team::by_id(tx, &it.team).await?.ok_or(Error::NotFound)?;
        if team.archived_at.is_some() {
            // Nothing changes there; should it be opened again, it is looked at then.
            let tomorrow = app.clock.now().as_micros() + flow::MICROS_PER_DAY;
            let at = (Instant::from_micros(tomorrow), app.clock.now());
            return job::due(tx, CLOCK, id, at).await;
        }
        let desk = Desk::new((app, tx), &team).await?;
        desk.time_is_up(desk.problem(id).await?).await
    })
}

/// A problem that something happened to: its words, where it lies, and whether that can be undone.
pub(crate) struct Named {
    pub(crate) words: String,
    pub(crate) url: String,
    pub(crate) can_be_undone: bool,
}

/// The problems that some events of a table are about; nothing for what is about none.
pub(crate) async fn named(
    app: &App,
    member: &Member,
    events: &[Event],
) -> Result<Vec<Option<Named>>, Error> {
    let asked = |event: &&Event| event.thing == Thing::Problem;
    let asked: HashSet<&str> = events.iter().filter(asked).map(|it| it.thing_id.as_str()).collect();
    let all = shelf::of_team(app, &member.team.id).await?;
    let all: HashMap<&str, &shelf::Known> = all
        .iter()
        .filter(|it| asked.contains(it.problem.id.as_str()))
        .map(|it| (it.problem.id.as_str(), it.as_ref()))
        .collect();
    let named = |event: &Event| {
        let it = all.get(event.thing_id.as_str())?;
        Some(Named {
            words: it.standing.words.clone(),
            url: member.team.url(&format!("/problems/{}", it.problem.number)),
            can_be_undone: it.problem.can_undo(&event.id) || event.verb == "comment edited",
        })
    };
    Ok(events.iter().map(named).collect())
}

/// The part of the purpose in force that a problem serves, if it is one.
async fn part(app: &App, team: &PeerTeam, part: &str) -> Result<Option<String>, Error> {
    let purpose = purpose::in_force(app, &team.id).await?;
    let parts = purpose.map_or_else(Vec::new, |it| it.parts);
    Ok(parts.into_iter().map(|it| it.id).find(|it| it == part))
}

/// Problems can serve a part of the purpose.
pub(crate) fn serving() -> Serving {
    Serving { what: "problem", parts: served }
}

fn served<'a>(app: &'a App, team: &'a PeerTeam) -> Served<'a> {
    Box::pin(async move {
        let all = shelf::of_team(app, &team.id).await?;
        let part = |it: &shelf::Known| (it.problem.content.part.clone(), it.standing.shared_at());
        Ok(all.iter().map(|it| part(it)).collect())
    })
}
