//! Teams: the delivery teams that the peers of a peer team serve. A team may be served by several.

mod model;
mod one;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::Team;
pub(crate) use one::commented;
pub(crate) use pages::routes;

use crate::app::App;
use crate::event::{self, Event, Refusal as NotUndone, Thing, for_team};
use crate::peer_team::{self, Member, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::store::Tx;
use crate::{Error, comment};
use sea_orm::ConnectionTrait;

/// Names a team that I serve.
pub(crate) async fn name(
    app: &App,
    table: &PeerTeam,
    me: &Person,
    name: &str,
) -> Result<(), Error> {
    let name = model::checked_name(name)?;
    let now = app.clock.now();
    let id = crate::ids::new();
    let tx = app.store.write().await?;
    let known = store::of(&tx, &table.id).await?;
    if known.iter().any(|team| team.name.to_lowercase() == name.to_lowercase()) {
        return Err(Refusal::Known(name).into());
    }
    store::name(&tx, (&id, &table.id), &name, now).await?;
    store::serve(&tx, &id, &me.id, now).await?;
    event::record(&tx, for_team(&table.id, &me.id, now, (Thing::Team, &id, "named"))).await?;
    Ok(tx.commit().await?)
}

/// I serve this team, too; or no longer, if I did.
pub(crate) async fn serve(
    app: &App,
    table: &PeerTeam,
    me: &Person,
    (id, serves): (&str, bool),
) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let known = store::of(&tx, &table.id).await?;
    let team = known.into_iter().find(|team| team.id == id).ok_or(Error::NotFound)?;
    let served = team.servers.contains(&me.id);
    let verb = match (served, serves) {
        (false, true) => {
            store::serve(&tx, id, &me.id, now).await?;
            "served"
        }
        (true, false) => {
            store::leave(&tx, id, &me.id).await?;
            "left"
        }
        // Asked twice: it is so already.
        _ => return Ok(()),
    };
    event::record(&tx, for_team(&table.id, &me.id, now, (Thing::Team, id, verb))).await?;
    Ok(tx.commit().await?)
}

/// Undoes that a team was named, or that somebody said they serve it, or no longer.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let (table, me, id) = (&member.team.id, &member.me.id, undone.thing_id.as_str());
    let known = store::of(tx, table).await?.into_iter().find(|team| team.id == id);
    let team = known.ok_or(NotUndone::ChangedSince)?;
    let serves = team.servers.contains(me);
    let verb = match undone.verb.as_str() {
        "named" => {
            let by_others = team.servers.iter().any(|it| *it != undone.actor);
            if by_others || comment::any(tx, table, (Thing::Team, id)).await? {
                return Err(NotUndone::ChangedSince.into());
            }
            store::take_out(tx, id).await?;
            "taken out"
        }
        "served" if serves => {
            store::leave(tx, id, me).await?;
            "left"
        }
        "left" if !serves => {
            store::serve(tx, id, me, app.clock.now()).await?;
            "served"
        }
        _ => return Err(NotUndone::ChangedSince.into()),
    };
    let event = for_team(table, me, app.clock.now(), (Thing::Team, id, verb));
    event::record(tx, event.undoing(undone)).await
}

/// The teams of a peer team by name: their ids and names.
pub(crate) async fn names(
    c: &impl ConnectionTrait,
    table: &PeerTeamId,
) -> Result<Vec<(String, String)>, Error> {
    let teams = store::of(c, table).await?.into_iter();
    Ok(teams.map(|team| (team.id, team.name)).collect())
}

/// The ids of the teams of a peer team that somebody serves.
pub(crate) async fn served_by(
    app: &App,
    table: &PeerTeam,
    person: &PersonId,
) -> Result<Vec<String>, Error> {
    let teams = store::of(app.store.reader(), &table.id).await?.into_iter();
    Ok(teams.filter(|team| team.servers.contains(person)).map(|team| team.id).collect())
}

/// The teams of a peer team by name, each with the names of those who sit at its table and serve
/// it.
pub(crate) async fn of(app: &App, table: &PeerTeam) -> Result<Vec<(Team, Vec<String>)>, Error> {
    let teams = store::of(app.store.reader(), &table.id).await?;
    let seats = peer_team::seats(app, &table.id).await?;
    let with_names = |team: Team| {
        let serve = seats.iter().filter(|seat| team.servers.contains(&seat.person));
        let names = serve.map(|seat| seat.name.clone()).collect();
        (team, names)
    };
    Ok(teams.into_iter().map(with_names).collect())
}
