//! The pages of a seat's end: leaving a table, and asking an observer to leave.

use super::Refusal;
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Peer};
use crate::people::PersonId;
use crate::shell::{Done, Form, Frame, Html, Led};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/leaving", get(get_leaving).post(post_leaving))
        .route("/peer-teams/{team}/seats/{id}/ending", post(post_ending))
}

#[derive(Template)]
#[template(path = "seat/leaving.html")]
struct LeavingPage {
    frame: Frame,
    url: String,
    name: String,
    is_last: bool,
    can_invite: bool,
}

async fn get_leaving(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    Html::of(&LeavingPage {
        frame: member.frame(&app, "/seats").await?,
        url: member.team.url(""),
        name: member.team.name().to_owned(),
        can_invite: member.can_change(),
        is_last: super::is_last(app.store.reader(), &member.team.id, &member.me.id).await?,
    })
}

async fn post_leaving(
    State(app): State<Arc<App>>,
    member: Member,
    form: Form,
) -> Result<Response, Error> {
    let knows = form.one("knows") == "last";
    match super::leave(&app, &member.team, &member.me, knows).await {
        Ok(()) => Ok(Led::to("/peer-teams", Done::Left).into_response()),
        Err(Error::Seat(Refusal::Last)) => {
            Ok(Redirect::to(&member.team.url("/leaving")).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_ending(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::end_observers(&app, &member.team, &member.me, &PersonId::known(id)).await?;
    Ok(Led::to(&member.team.url("/seats"), Done::Ended))
}
