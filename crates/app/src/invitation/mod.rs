//! Invitations: a link by which somebody takes a seat. It says who invites and to what; it expires,
//! can be taken back, and serves once.

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use pages::routes;

use crate::Error;
use crate::app::{App, token};
use crate::event::{self, Event, Thing, for_team};
use crate::mail::{self, Letter};
use crate::peer_team::{self, Member, PeerTeam, PeerTeamId, Role};
use crate::people::{self, Account, Newcomer, Person, PersonId};
use crate::store::Tx;
use flow::Instant;
use model::Invitation;
pub(crate) use model::Wanted;

/// Invites somebody to a table: the token of the link, which is told once.
pub(crate) async fn invite(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    wanted: Wanted,
) -> Result<String, Error> {
    let wanted = wanted.checked()?;
    let token = token()?;
    let now = app.clock.now();
    let invitation = Invitation::new(team, &peer.id, wanted, now);
    let tx = app.store.write().await?;
    store::keep(&tx, &invitation, (&people::token_hash(&token), now)).await?;
    if let Some(email) = &invitation.email {
        let body = pages::letter(app, team, &peer.name, (&invitation, &token))?;
        let subject = "An invitation to a table";
        mail::post(&tx, app, Letter { address: email.clone(), subject, body }).await?;
    }
    let what = (Thing::Invitation, invitation.id.as_str(), "invited");
    event::record(&tx, for_team(&team.id, &peer.id, now, what)).await?;
    tx.commit().await?;
    Ok(token)
}

/// Takes an invitation back.
pub(crate) async fn revoke(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    id: &str,
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let what = (Thing::Invitation, id, "revoked");
    revoke_one(&tx, for_team(&team.id, &peer.id, app.clock.now(), what), &team.id).await?;
    Ok(tx.commit().await?)
}

/// Undoes that somebody was invited: the invitation is taken back.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let what = (Thing::Invitation, undone.thing_id.as_str(), "revoked");
    let event = for_team(&member.team.id, &member.me.id, app.clock.now(), what);
    let event = event.undoing(undone);
    revoke_one(tx, event, &member.team.id).await
}

/// Takes back the invitation that an event is about, as long as it is open.
async fn revoke_one(tx: &Tx, event: Event, team: &PeerTeamId) -> Result<(), Error> {
    let invitation = store::by_id(tx, team, &event.thing_id).await?.ok_or(Error::NotFound)?;
    invitation.open_at(event.at)?;
    if !store::revoke(tx, &event.thing_id, event.at).await? {
        return Err(Refusal::Used.into());
    }
    event::record(tx, event).await
}

/// Takes back all open invitations that somebody made who leaves for good, and all that were for
/// their address, which is forgotten.
pub(crate) async fn withdraw_all(tx: &Tx, person: &Person, now: Instant) -> Result<(), Error> {
    for invitation in store::open_of(tx, person).await? {
        if store::revoke(tx, &invitation.id, now).await? {
            let what = (Thing::Invitation, invitation.id.as_str(), "revoked");
            event::record(tx, for_team(&invitation.team, &person.id, now, what)).await?;
        }
    }
    Ok(store::forget_email(tx, &person.email).await?)
}

/// Takes back all that are open, of one peer or of a whole team.
pub(crate) async fn revoke_all(
    tx: &Tx,
    (team, of): (&PeerTeamId, Option<&PersonId>),
    by: &PersonId,
    now: Instant,
) -> Result<(), Error> {
    for id in store::open(tx, (team, of), now).await? {
        if store::revoke(tx, &id, now).await? {
            let what = (Thing::Invitation, id.as_str(), "revoked");
            event::record(tx, for_team(team, by, now, what)).await?;
        }
    }
    Ok(())
}

/// The invitations of a peer team, the latest first.
pub(crate) async fn of_team(app: &App, team: &PeerTeam) -> Result<Vec<Invitation>, Error> {
    Ok(store::of_team(app.store.reader(), &team.id).await?)
}

/// What a link leads to, as long as it is open: the invitation, who invites, and to which team.
pub(crate) async fn opened(
    app: &App,
    token: &str,
) -> Result<(Invitation, String, PeerTeam), Error> {
    let found = store::by_hash(app.store.reader(), &people::token_hash(token)).await?;
    let invitation = found.ok_or(Refusal::Unknown)?;
    invitation.open_at(app.clock.now())?;
    let by = people::names(app, &[invitation.by.as_str()]).await?.remove(0);
    let team =
        peer_team::by_id(app.store.reader(), &invitation.team).await?.ok_or(Error::NotFound)?;
    Ok((invitation, by, team))
}

/// Somebody with an account takes the seat.
pub(crate) async fn accept(app: &App, token: &str, person: &Person) -> Result<PeerTeam, Error> {
    let (invitation, _, team) = opened(app, token).await?;
    invitation.is_for(&person.email)?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if !store::use_up(&tx, &invitation.id, &person.id, now).await? {
        return Err(Refusal::Used.into());
    }
    peer_team::join(&tx, &team.id, &person.id, invitation.role, now).await?;
    tx.commit().await?;
    Ok(team)
}

/// Somebody new makes an account and takes the seat: the session's token.
pub(crate) async fn accept_as_newcomer(
    app: &App,
    token: &str,
    account: Account,
    device: &str,
) -> Result<String, Error> {
    let (invitation, _, team) = opened(app, token).await?;
    invitation.is_for(&account.email)?;
    let newcomer = Newcomer::prepared(app, account).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let session = people::open_account(&tx, &newcomer, people::Role::Person, (device, now)).await?;
    if !store::use_up(&tx, &invitation.id, &newcomer.id, now).await? {
        return Err(Refusal::Used.into());
    }
    peer_team::join(&tx, &team.id, &newcomer.id, invitation.role, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// The word for a role in an invitation.
pub(crate) fn as_what(role: Role) -> &'static str {
    match role {
        Role::Peer => "as a peer",
        Role::Observer => "to observe",
    }
}
