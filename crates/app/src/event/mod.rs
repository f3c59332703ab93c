//! The append-only record: which thing, which verb, who, when, and for whom to see. Never a text.
//!
//! Every verb that changes something writes one in its own transaction. History, what moved since I
//! was here, undo and the measures read them.

mod model;
mod store;
#[cfg(test)]
mod tests;
mod undoing;

pub(crate) use model::{Audience, Event, Thing};
pub use undoing::Refusal;

use crate::Error;
use crate::app::App;
use crate::live::Word;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use crate::store::Tx;
use flow::Instant;
use sea_orm::{ConnectionTrait, SqlErr};

/// Writes one down, and wakes whoever may see it once that is committed. What is written stays. Of
/// two that undo the same thing at once, the second is refused.
pub(crate) async fn record(tx: &Tx, event: Event) -> Result<(), Error> {
    store::record(tx, &event).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::UndoneAlready.into(),
        _ => Error::from(error),
    })?;
    let word = match event.audience {
        Audience::PeerTeam(team) => Word::PeerTeam(team.as_str().to_owned()),
        Audience::Person(person) => Word::Person(person.as_str().to_owned()),
    };
    Ok(tx.ring(&word.text()).await?)
}

/// How much happened in a peer team that all of it may see.
pub(crate) async fn count(app: &App, team: &PeerTeamId) -> Result<u64, Error> {
    Ok(store::count(app.store.reader(), team).await?)
}

/// What happened in a peer team that all of it may see, the latest first.
pub(crate) async fn of_peer_team(
    app: &App,
    team: &PeerTeamId,
    since: Instant,
    most: u64,
) -> Result<Vec<Event>, Error> {
    let rows = store::of_peer_team(app.store.reader(), team, since, most).await?;
    Ok(rows.into_iter().filter_map(Event::of_row).collect())
}

/// What happened to a thing of a peer team, the latest first.
pub(crate) async fn of_thing(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    (thing, id): (Thing, &str),
) -> Result<Vec<Event>, Error> {
    let rows = store::of_thing(c, team, (thing, id)).await?;
    Ok(rows.into_iter().filter_map(Event::of_row).collect())
}

/// An event of a peer team, and what happened to the same thing since, the latest first.
pub(crate) async fn with_later(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    id: &str,
) -> Result<Option<(Event, Vec<Event>)>, Error> {
    let row = store::by_id(c, team, id).await?;
    let Some(event) = row.and_then(Event::of_row) else { return Ok(None) };
    let all = of_thing(c, team, (event.thing, &event.thing_id)).await?;
    let later = all.into_iter().take_while(|it| it.id != event.id).collect();
    Ok(Some((event, later)))
}

/// What happened that one person alone may see, the latest first.
pub(crate) async fn of_person(
    app: &App,
    person: &PersonId,
    most: u64,
) -> Result<Vec<Event>, Error> {
    let rows = store::of_person(app.store.reader(), person, most).await?;
    Ok(rows.into_iter().filter_map(Event::of_row).collect())
}

/// An event about an account, by somebody, now, that its owner alone may see.
pub(crate) fn for_owner(
    owner: &PersonId,
    actor: &PersonId,
    at: Instant,
    verb: &'static str,
) -> Event {
    Event {
        id: crate::ids::new(),
        at,
        actor: actor.clone(),
        thing: Thing::Account,
        thing_id: owner.as_str().to_owned(),
        verb: verb.to_owned(),
        audience: Audience::Person(owner.clone()),
        undoes: None,
    }
}

/// An event by somebody, now, that a whole peer team may see.
pub(crate) fn for_team(
    team: &PeerTeamId,
    actor: &PersonId,
    at: Instant,
    (thing, thing_id, verb): (Thing, &str, &'static str),
) -> Event {
    Event {
        id: crate::ids::new(),
        at,
        actor: actor.clone(),
        thing,
        thing_id: thing_id.to_owned(),
        verb: verb.to_owned(),
        audience: Audience::PeerTeam(team.clone()),
        undoes: None,
    }
}
