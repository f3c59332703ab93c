//! Undo: what was done is undone from the history of the thing or of the table. What can be is a
//! list in `event`; how is a verb of each capability. An undo is an event that names what it
//! undoes.

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::event::{self, Refusal, Thing};
use crate::peer_team::{self, Member, Peer};
use crate::shell::{Form, local_path};
use crate::{Error, ask, comment, invitation, problem, team, why};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::routing::post;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/peer-teams/{team}/history/{id}/undoing", post(post_undoing))
}

/// Undoes what an event says. `readers` are those whom the page named who undoes it.
async fn undo(app: &App, member: &Member, (id, readers): (&str, &str)) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let found = event::with_later(&tx, &member.team.id, id).await?;
    let (undone, later) = found.ok_or(Error::NotFound)?;
    let later: Vec<_> = later.iter().collect();
    undone.may_be_undone(&later, &member.me.id, app.clock.now())?;
    // Nobody shares with people whom they were not shown.
    if undone.shows_again() && readers != peer_team::readers(app, &member.team, None).await? {
        return Err(Refusal::MoreReaders.into());
    }
    match (undone.thing, undone.verb.as_str()) {
        (_, "comment edited") => comment::undo(app, &tx, member, &undone).await?,
        (Thing::Ask, _) => ask::undo(app, &tx, member, &undone).await?,
        (Thing::PeerTeam, _) => peer_team::undo(app, &tx, member, &undone).await?,
        (Thing::Invitation, _) => invitation::undo(app, &tx, member, &undone).await?,
        (Thing::Problem, _) => problem::undo(app, &tx, member, &undone).await?,
        (Thing::Team, _) => team::undo(app, &tx, member, &undone).await?,
        (Thing::Why, _) => why::undo(app, &tx, member, &undone).await?,
        _ => return Err(Refusal::Never.into()),
    }
    Ok(tx.commit().await?)
}

async fn post_undoing(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Redirect, Error> {
    undo(&app, &member, (&id, form.one("readers"))).await?;
    let history = member.team.url("/history");
    let back = form.one("back");
    Ok(Redirect::to(if back.is_empty() { &history } else { local_path(back) }))
}
