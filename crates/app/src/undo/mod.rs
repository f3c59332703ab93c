//! The history of a table, and undo: what was done is undone from it, or from that of the thing.
//! What can be is a list in `event`; how is a verb of each capability. An undo is an event that
//! names what it undoes.

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::event::{self, Refusal, Thing};
use crate::peer_team::{self, History, Member, Peer};
use crate::shell::{Done, Form, Frame, Html, Led, local_path};
use crate::{Error, ask, comment, invitation, problem, team, why};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/history", get(get_history))
        .route("/peer-teams/{team}/history/{id}/undoing", post(post_undoing))
}

#[derive(Template)]
#[template(path = "undo/history.html")]
struct HistoryPage {
    frame: Frame,
    history: History,
}

async fn get_history(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let (events, mut history) = peer_team::history(&app, &member).await?;
    let named = problem::named(&app, &member, &events).await?;
    for (line, named) in history.lines.iter_mut().zip(named) {
        if let Some(it) = named {
            line.can_be_undone = line.can_be_undone && it.can_be_undone;
            line.about = Some((it.words, it.url));
        }
    }
    Html::of(&HistoryPage { frame: member.frame(&app, "/history").await?, history })
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
) -> Result<Led, Error> {
    undo(&app, &member, (&id, form.one("readers"))).await?;
    let history = member.team.url("/history");
    let back = form.one("back");
    let to = if back.is_empty() { history.as_str() } else { local_path(back) };
    Ok(Led::to(to, Done::Undone))
}
