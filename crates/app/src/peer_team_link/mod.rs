//! Links between peer teams: one stands above the other, and both want to know of each other. A
//! peer of one offers it, a peer of the other accepts, either ends it. Nothing of a team becomes
//! visible by it but its name.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use pages::routes;

use crate::Error;
use crate::app::{App, token};
use crate::event::{self, Thing, for_team};
use crate::peer_team::{self, PeerTeam, PeerTeamId, Role};
use crate::people::{self, Person, PersonId};
use crate::store::Tx;
use flow::Instant;
pub(crate) use model::Stands;
use model::{Accepted, Link};
use sea_orm::ConnectionTrait;

/// Offers a link: the token of the address to send, which is told once.
pub(crate) async fn offer(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    stands: Stands,
) -> Result<String, Error> {
    let token = token()?;
    let now = app.clock.now();
    let it = Link::offered(&team.id, &peer.id, stands, now);
    let tx = app.store.write().await?;
    store::keep(&tx, &it, (&people::token_hash(&token), now)).await?;
    record(&tx, &it, (&team.id, &peer.id, "offered"), now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Takes an offer back.
pub(crate) async fn revoke(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    id: &str,
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let it = store::by_id(&tx, id).await?.filter(|it| it.team == team.id);
    let it = it.ok_or(Error::NotFound)?;
    it.open_at(now)?;
    if !store::revoke(&tx, id, now).await? {
        return Err(Refusal::Used.into());
    }
    record(&tx, &it, (&team.id, &peer.id, "revoked"), now).await?;
    Ok(tx.commit().await?)
}

/// Takes back all offers that are open, of one peer or of a whole team.
pub(crate) async fn revoke_all(
    tx: &Tx,
    (team, of): (&PeerTeamId, Option<&PersonId>),
    by: &PersonId,
    now: Instant,
) -> Result<(), Error> {
    let all = store::of_team(tx, team).await?.into_iter();
    let theirs = all.filter(|it| it.team == *team && of.is_none_or(|of| it.by == *of));
    for it in theirs.filter(|it| it.open_at(now).is_ok()) {
        if store::revoke(tx, &it.id, now).await? {
            record(tx, &it, (team, by, "revoked"), now).await?;
        }
    }
    Ok(())
}

/// What an address leads to, as long as it is open: the offer, and the team that makes it.
pub(crate) async fn opened(app: &App, token: &str) -> Result<(Link, PeerTeam), Error> {
    let found = store::by_hash(app.store.reader(), &people::token_hash(token)).await?;
    let it = found.ok_or(Refusal::Unknown)?;
    it.open_at(app.clock.now())?;
    let team = peer_team::by_id(app.store.reader(), &it.team).await?.ok_or(Error::NotFound)?;
    Ok((it, team))
}

/// The tables at which somebody could accept it: where they are a peer, and it is another.
pub(crate) async fn could_accept(
    app: &App,
    it: &Link,
    me: &Person,
) -> Result<Vec<PeerTeam>, Error> {
    let mut teams = vec![];
    for team in peer_team::of_person(app, &me.id).await? {
        let role = peer_team::role_of(app.store.reader(), &team.id, &me.id).await?;
        if role == Some(Role::Peer) && team.id != it.team && team.archived_at.is_none() {
            teams.push(team);
        }
    }
    Ok(teams)
}

/// Accepts an offer for one of one's own tables.
pub(crate) async fn accept(
    app: &App,
    token: &str,
    me: &Person,
    short: &str,
) -> Result<PeerTeam, Error> {
    let (it, _) = opened(app, token).await?;
    let mine = could_accept(app, &it, me).await?.into_iter().find(|team| team.short == short);
    let mine = mine.ok_or(Refusal::NoTable)?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if linked(&tx, &mine.id).await?.iter().any(|link| link.other_of(&mine.id) == Some(&it.team)) {
        return Err(Refusal::LinkedAlready.into());
    }
    let accepted = Accepted { team: mine.id.clone(), by: me.id.clone() };
    if !store::accept(&tx, &it.id, &accepted, now).await? {
        return Err(Refusal::Used.into());
    }
    // Neither team learns a name of the other's peers.
    record(&tx, &it, (&mine.id, &me.id, "linked"), now).await?;
    record(&tx, &it, (&it.team, &it.by, "was linked"), now).await?;
    tx.commit().await?;
    Ok(mine)
}

/// Ends a link; either side may, at any time.
pub(crate) async fn end(app: &App, team: &PeerTeam, peer: &Person, id: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let it = linked(&tx, &team.id).await?.into_iter().find(|it| it.id == id);
    let it = it.ok_or(Error::NotFound)?;
    store::end(&tx, id, now).await?;
    record(&tx, &it, (&team.id, &peer.id, "ended"), now).await?;
    if let Some((other, theirs)) = it.other_side(&team.id) {
        record(&tx, &it, (other, theirs, "was ended"), now).await?;
    }
    Ok(tx.commit().await?)
}

/// The links of a peer team that hold.
pub(crate) async fn linked(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<Link>, Error> {
    let all = store::of_team(c, team).await?;
    Ok(all.into_iter().filter(Link::holds).collect())
}

/// The tables above a peer team, the first linked first, each with its own peer who made the link.
pub(crate) async fn above(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<(PeerTeamId, PersonId)>, Error> {
    let mut links = linked(c, team).await?;
    links.sort_by(|a, b| a.id.cmp(&b.id));
    let is_above = |it: &&Link| it.stands_seen_from(team) == Stands::Above;
    let side = |it: &Link| it.other_side(team).map(|(id, peer)| (id.clone(), peer.clone()));
    Ok(links.iter().filter(is_above).filter_map(side).collect())
}

/// The offers of a peer team that are open.
pub(crate) async fn offers(app: &App, team: &PeerTeam) -> Result<Vec<Link>, Error> {
    let now = app.clock.now();
    let all = store::of_team(app.store.reader(), &team.id).await?;
    Ok(all.into_iter().filter(|it| it.team == team.id && it.open_at(now).is_ok()).collect())
}

async fn record(
    tx: &Tx,
    it: &Link,
    (team, by, verb): (&PeerTeamId, &PersonId, &'static str),
    now: Instant,
) -> Result<(), Error> {
    event::record(tx, for_team(team, by, now, (Thing::PeerTeamLink, &it.id, verb))).await
}
