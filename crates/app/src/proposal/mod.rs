//! Proposals. All peers have the same rights, so nobody removes another or archives a table alone:
//! one proposes, another seconds, and it is in force three days later unless anybody objects. Whom
//! it is about sees who, and may object like everybody.

mod letters;
mod model;
mod one;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use one::commented;
pub(crate) use pages::{routes, that_need};

use crate::Error;
use crate::app::App;
use crate::event::{self, Thing, for_team};
use crate::job::{self, Done, Kind, Work};
use crate::peer_team::{self, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::store::Tx;
use crate::{invitation, peer_team_link, seat};
use flow::Instant;
pub(crate) use model::Aim;
use model::{End, Proposal};
use sea_orm::ConnectionTrait;

const KIND: &str = "proposal";

/// What has an end: proposals, which come into force or lapse.
pub(crate) fn jobs() -> Vec<Kind> {
    vec![Kind { word: KIND, work: Work::Change(time_is_up) }]
}

/// Whether this can be proposed here by this peer.
pub(crate) async fn can_be_proposed(
    c: &impl ConnectionTrait,
    team: &PeerTeam,
    peer: &Person,
    aim: &Aim,
) -> Result<(), Error> {
    let peers = peer_team::peers(c, &team.id).await?;
    match aim {
        Aim::Removal(person) if *person == peer.id => return Err(Refusal::OwnSeat.into()),
        Aim::Removal(person) if !peers.contains(person) => return Err(Error::NotFound),
        Aim::Archiving if team.archived_at.is_some() => return Err(Refusal::NotSo.into()),
        Aim::Reopening if team.archived_at.is_none() => return Err(Refusal::NotSo.into()),
        _ => {}
    }
    if !peers.iter().any(|it| *it != peer.id && Some(it) != aim.person()) {
        return Err(Refusal::TooFew.into());
    }
    let before = store::of_team(c, &team.id).await?;
    if before.iter().any(|it| it.end.is_none() && it.aim == *aim) {
        return Err(Refusal::ProposedAlready.into());
    }
    Ok(())
}

/// Proposes something; it waits for a second.
pub(crate) async fn propose(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    aim: Aim,
) -> Result<(), Error> {
    let now = app.clock.now();
    let (id, team_id, by) = (crate::ids::new(), team.id.clone(), peer.id.clone());
    let tx = app.store.write().await?;
    let current = peer_team::by_id(app.store.reader(), &team.id).await?.ok_or(Error::NotFound)?;
    can_be_proposed(&tx, &current, peer, &aim).await?;
    let it = Proposal { id, team: team_id, aim, by, at: now, seconded: None, end: None };
    job::due(&tx, KIND, &it.id, (it.due_at(), now)).await?;
    store::keep(&tx, &it).await?;
    record(&tx, &it, (&peer.id, it.aim.proposed()), now).await?;
    letters::proposed(app, &tx, team, &it).await?;
    Ok(tx.commit().await?)
}

/// Seconds a proposal: three days later it is in force, unless somebody objects.
pub(crate) async fn second(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    id: &str,
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let it = open(&tx, team, id).await?.second(&peer.id, now)?;
    job::due(&tx, KIND, &it.id, (it.due_at(), now)).await?;
    save(&tx, &it).await?;
    record(&tx, &it, (&peer.id, "seconded"), now).await?;
    letters::seconded(app, &tx, team, &it).await?;
    Ok(tx.commit().await?)
}

/// Objects to a proposal: it is off the table.
pub(crate) async fn object(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    (id, words): (&str, &str),
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let it = open(&tx, team, id).await?.object(&peer.id, words, now)?;
    end_early(&tx, &it, (&peer.id, "objected"), now).await?;
    Ok(tx.commit().await?)
}

/// Withdraws one's own proposal.
pub(crate) async fn withdraw(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    id: &str,
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let it = open(&tx, team, id).await?.withdraw(&peer.id, now)?;
    end_early(&tx, &it, (&peer.id, "withdrew"), now).await?;
    Ok(tx.commit().await?)
}

/// The proposals of a peer team, the latest first.
pub(crate) async fn of_team(app: &App, team: &PeerTeam) -> Result<Vec<Proposal>, Error> {
    Ok(store::of_team(app.store.reader(), &team.id).await?)
}

async fn open(tx: &Tx, team: &PeerTeam, id: &str) -> Result<Proposal, Error> {
    let found = store::by_id(tx, id).await?.filter(|it| it.team == team.id);
    found.ok_or(Error::NotFound)
}

async fn save(tx: &Tx, it: &Proposal) -> Result<(), Error> {
    let saved = match (&it.end, &it.seconded) {
        (Some((end, at)), _) => store::end(tx, it, (end, *at)).await?,
        (None, Some((by, at))) => store::second(tx, it, (by, *at)).await?,
        (None, None) => true,
    };
    if saved { Ok(()) } else { Err(Refusal::Ended.into()) }
}

async fn end_early(
    tx: &Tx,
    it: &Proposal,
    by: (&PersonId, &'static str),
    now: Instant,
) -> Result<(), Error> {
    job::call_off(tx, KIND, &it.id).await?;
    save(tx, it).await?;
    record(tx, it, by, now).await
}

async fn record(
    tx: &Tx,
    it: &Proposal,
    (by, verb): (&PersonId, &'static str),
    now: Instant,
) -> Result<(), Error> {
    event::record(tx, for_team(&it.team, by, now, (Thing::Proposal, &it.id, verb))).await
}

/// The time of a proposal is up: it comes into force, or it lapses.
fn time_is_up<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let now = app.clock.now();
        let Some(it) = store::by_id(tx, id).await? else { return Ok(()) };
        let peers = peer_team::peers(tx, &it.team).await?;
        let all_there = it.those_it_needs().into_iter().all(|person| peers.contains(person));
        let Some(it) = it.time_is_up(all_there, now) else { return Ok(()) };
        save(tx, &it).await?;
        match it.end.as_ref().map(|end| &end.0) {
            Some(End::InForce) => in_force(app, tx, &it, now).await,
            _ => record(tx, &it, (&it.by, "lapsed"), now).await,
        }
    })
}

/// Does what was proposed.
async fn in_force(app: &App, tx: &Tx, it: &Proposal, now: Instant) -> Result<(), Error> {
    match &it.aim {
        Aim::Removal(person) => {
            seat::end(tx, (&it.team, person), (&it.by, "removed"), now).await?;
            letters::removed(app, tx, it, person).await
        }
        Aim::Archiving => {
            peer_team::archive(tx, &it.team, (Some(now), &it.by), now).await?;
            invitation::revoke_all(tx, (&it.team, None), &it.by, now).await?;
            peer_team_link::revoke_all(tx, (&it.team, None), &it.by, now).await?;
            lapse_others(tx, &it.team, now).await
        }
        Aim::Reopening => peer_team::archive(tx, &it.team, (None, &it.by), now).await,
    }
}

/// At an archived table nothing changes; what else was proposed would.
async fn lapse_others(tx: &Tx, team: &PeerTeamId, now: Instant) -> Result<(), Error> {
    for it in store::of_team(tx, team).await?.into_iter().filter(|it| it.end.is_none()) {
        let it = Proposal { end: Some((End::Lapsed, now)), ..it };
        save(tx, &it).await?;
        record(tx, &it, (&it.by, "lapsed"), now).await?;
    }
    Ok(())
}
