//! Offers, the mirror image of asks: "I can lend…". Said to all; others take them up in words;
//! whoever offered withdraws.

mod model;
mod pages;
mod store;

pub(super) use model::Offer;
pub(super) use pages::{Offers, routes, shown};

use super::Refusal;
use crate::Error;
use crate::app::App;
use crate::event::{self, Thing, for_team};
use crate::peer_team::{self, PeerTeam};
use crate::people::Person;
use crate::store::Tx;
use sea_orm::SqlErr;

/// Says what I can lend.
pub(crate) async fn offer(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    words: &str,
) -> Result<String, Error> {
    let (id, at) = (crate::ids::new(), app.clock.now());
    let (team, by, words) = (team.id.clone(), me.id.clone(), model::checked(words)?);
    let it = Offer { id, team, by, words, at, withdrawn_at: None, taken: vec![] };
    let tx = app.store.write().await?;
    store::keep(&tx, &it).await?;
    record(app, &tx, (&it, me), "offered").await?;
    tx.commit().await?;
    Ok(it.id)
}

/// Takes an offer up.
pub(crate) async fn take_up(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, words): (&str, &str),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let it = held(&tx, team, id).await?;
    let taking = it.take_up(&me.id, words, app.clock.now())?;
    store::take_up(&tx, id, &taking).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::TakenAlready.into(),
        _ => Error::from(error),
    })?;
    record(app, &tx, (&it, me), "took up").await?;
    Ok(tx.commit().await?)
}

/// Withdraws an offer of one's own. What was taken up stays readable.
pub(crate) async fn withdraw(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    id: &str,
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let it = held(&tx, team, id).await?;
    it.withdrawn(&me.id)?;
    store::withdraw(&tx, id, app.clock.now()).await?;
    record(app, &tx, (&it, me), "withdrew").await?;
    Ok(tx.commit().await?)
}

/// The offers of a peer team, the latest first.
pub(super) async fn of_team(app: &App, team: &PeerTeam) -> Result<Vec<Offer>, Error> {
    Ok(store::of_team(app.store.reader(), &team.id).await?)
}

async fn held(tx: &Tx, team: &PeerTeam, id: &str) -> Result<Offer, Error> {
    peer_team::hold(tx, &team.id).await?;
    let all = store::of_team(tx, &team.id).await?;
    all.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

async fn record(
    app: &App,
    tx: &Tx,
    (it, by): (&Offer, &Person),
    verb: &'static str,
) -> Result<(), Error> {
    let what = (Thing::Offer, it.id.as_str(), verb);
    event::record(tx, for_team(&it.team, &by.id, app.clock.now(), what)).await
}
