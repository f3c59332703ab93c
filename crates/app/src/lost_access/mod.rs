//! Lost access: somebody cannot get in and has no recovery code. A peer of theirs and an operator,
//! who are two, make a one-time link together; neither of them could do it alone. On the server it
//! is made by whoever has the server.

mod model;
mod pages;
mod server;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::{Hand, Lost};
pub(crate) use pages::{link, routes};
pub use server::reset;

use crate::Error;
use crate::app::{App, token};
use crate::event::{self, for_owner};
use crate::peer_team::{self, PeerTeam};
use crate::people::{self, Password, Person, PersonId};
use crate::private::PrivateText;
use crate::store::Tx;
use flow::Instant;

/// A peer says that somebody of their table has lost access. If an operator said so before, that
/// makes the link: its token, told once.
pub(crate) async fn said_by_peer(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    person: &PersonId,
) -> Result<Option<String>, Error> {
    let seats = peer_team::seats(app, &team.id).await?;
    if !seats.iter().any(|seat| seat.person == *person) {
        return Err(Error::NotFound);
    }
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let mut agreed = None;
    for lost in store::open(&tx, person, now).await? {
        if lost.waits_for() == Some(Hand::Peer) && lost.may_be_joined_by(&me.id) {
            let by = lost.operator.clone().ok_or(Error::Ours("nobody began it"))?;
            if people::is_operator(&tx, &by).await? {
                agreed = Some(lost);
            }
        }
    }
    let token = said(&tx, (Hand::Peer, &me.id, person), agreed, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// An operator says that somebody has lost access. If a peer of theirs said so before, that makes
/// the link: its token, told once.
pub(crate) async fn said_by_operator(
    app: &App,
    me: &Person,
    person: &PersonId,
) -> Result<Option<String>, Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let mut agreed = None;
    for lost in store::open(&tx, person, now).await? {
        if lost.waits_for() == Some(Hand::Operator) && lost.may_be_joined_by(&me.id) {
            let by = lost.peer.clone().ok_or(Error::Ours("nobody began it"))?;
            if peer_team::is_peer_of(&tx, &by, person).await? {
                agreed = Some(lost);
            }
        }
    }
    let token = said(&tx, (Hand::Operator, &me.id, person), agreed, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Joins what the other hand began, which makes the link; otherwise begins, once.
async fn said(
    tx: &Tx,
    (hand, by, person): (Hand, &PersonId, &PersonId),
    agreed: Option<Lost>,
    now: Instant,
) -> Result<Option<String>, Error> {
    if by == person {
        return Err(Refusal::Oneself.into());
    }
    people::can_come_in(tx, person).await?;
    if let Some(lost) = agreed {
        let token = token()?;
        let joined = lost.joined(hand, by, now);
        store::end_all(tx, person, now).await?;
        store::make(tx, &joined, &people::token_hash(&token)).await?;
        event::record(tx, for_owner(person, by, now, "link made")).await?;
        return Ok(Some(token));
    }
    let open = store::open(tx, person, now).await?;
    if !open.iter().any(|lost| lost.is_begun_by(by)) {
        store::begin(tx, &Lost::begun(hand, by, person, now)).await?;
        event::record(tx, for_owner(person, by, now, "lost access")).await?;
    }
    Ok(None)
}

/// All that wait for the second of the two.
pub(crate) async fn waiting(app: &App) -> Result<Vec<Lost>, Error> {
    let all = store::waiting(app.store.reader(), app.clock.now()).await?;
    Ok(all.into_iter().filter(|lost| lost.waits_for().is_some()).collect())
}

/// Whether there is something of mine under way that I can end: I am in after all.
pub(crate) async fn is_under_way(app: &App, me: &PersonId) -> Result<bool, Error> {
    Ok(!store::open(app.store.reader(), me, app.clock.now()).await?.is_empty())
}

/// Ends what others began for me, and the link if there is one.
pub(crate) async fn end_mine(app: &App, me: &Person) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if store::end_all(&tx, &me.id, now).await? > 0 {
        event::record(&tx, for_owner(&me.id, &me.id, now, "link ended")).await?;
    }
    Ok(tx.commit().await?)
}

/// Forgets what was under way for somebody who leaves, and what they began for others.
pub(crate) async fn forget(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    Ok(store::forget(tx, person).await?)
}

/// Whom a link is for, as long as it serves: their id, name and e-mail address.
pub(crate) async fn opened(app: &App, token: &str) -> Result<(Lost, String, String), Error> {
    let c = app.store.reader();
    let lost = store::by_hash(c, &people::token_hash(token)).await?.ok_or(Refusal::Unknown)?;
    lost.serves_at(app.clock.now())?;
    let (name, email) = people::can_come_in(c, &lost.person).await?;
    Ok((lost, name, email))
}

/// Comes in with a link and takes another password: the session's token. The link is used up, all
/// sessions before have ended.
pub(crate) async fn come_in(
    app: &App,
    token: &str,
    password: &PrivateText,
    device: &str,
) -> Result<String, Error> {
    let (lost, _, email) = opened(app, token).await?;
    let password = Password::prepared(password, &email).await?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    if !store::use_up(&tx, &lost.id, now).await? {
        return Err(Refusal::Used.into());
    }
    people::can_come_in(&tx, &lost.person).await?;
    let session = people::let_in(&tx, (&lost.person, &email), password, (device, now)).await?;
    let event = for_owner(&lost.person, &lost.person, now, "link used");
    event::record(&tx, event).await?;
    tx.commit().await?;
    Ok(session)
}
