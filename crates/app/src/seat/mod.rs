//! How a seat ends: one gives one's own up, a peer ends an observer's, a proposal ends a peer's.
//! With the seat end the invitations and offers that its holder made.

mod pages;
#[cfg(test)]
mod tests;

pub(crate) use pages::routes;

use crate::Error;
use crate::app::App;
use crate::peer_team::{self, PeerTeam, PeerTeamId, Role};
use crate::people::{Person, PersonId};
use crate::store::Tx;
use crate::{invitation, peer_team_link};
use flow::Instant;
use sea_orm::ConnectionTrait;
use std::fmt;

/// Why a seat is not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody could come back to the table.
    Last,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Last => f.write_str("You are the last peer here. Look at what that means first."),
        }
    }
}

/// Whether somebody is the last peer of a table.
pub(crate) async fn is_last(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<bool, Error> {
    Ok(peer_team::peers(c, team).await? == [person.clone()])
}

/// Gives one's own seat up; what was shared stays. The last peer says that they know.
pub(crate) async fn leave(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    knows_to_be_last: bool,
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if !knows_to_be_last && is_last(&tx, &team.id, &me.id).await? {
        return Err(Refusal::Last.into());
    }
    end(&tx, (&team.id, &me.id), (&me.id, "left"), now).await?;
    Ok(tx.commit().await?)
}

/// Asks an observer to leave: any peer may, at once.
pub(crate) async fn end_observers(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    observer: &PersonId,
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if peer_team::role_of(&tx, &team.id, observer).await? != Some(Role::Observer) {
        return Err(Error::NotFound);
    }
    end(&tx, (&team.id, observer), (&peer.id, "ended"), now).await?;
    Ok(tx.commit().await?)
}

/// Ends a seat, and the invitations of whoever held it. `by` did it; `verb` is the record's word.
pub(crate) async fn end(
    tx: &Tx,
    (team, person): (&PeerTeamId, &PersonId),
    (by, verb): (&PersonId, &'static str),
    now: Instant,
) -> Result<(), Error> {
    if peer_team::end_seat(tx, team, person, (by, verb), now).await? {
        invitation::revoke_all(tx, (team, Some(person)), by, now).await?;
        peer_team_link::revoke_all(tx, (team, Some(person)), by, now).await?;
    }
    Ok(())
}
