//! The page of the teams that the peers of a table serve.

use super::Refusal;
use crate::app::App;
use crate::event::Thing;
use crate::peer_team::{Member, Peer};
use crate::shell::{Form, Frame, Html};
use crate::{Error, comment};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/teams", get(get_teams).post(post_teams))
        .route("/peer-teams/{team}/teams/{id}", get(super::one::get_team))
        .route("/peer-teams/{team}/teams/{id}/serving", post(post_serving))
}

#[derive(Template)]
#[template(path = "team/teams.html")]
struct TeamsPage {
    frame: Frame,
    url: String,
    can_change: bool,
    teams: Vec<Line>,
    name: String,
    refusal: Option<Refusal>,
}

/// A team in the list.
struct Line {
    id: String,
    name: String,
    servers: String,
    /// How much was said about it.
    comments: String,
    is_mine: bool,
}

async fn teams_page(app: &App, member: &Member) -> Result<TeamsPage, Error> {
    let teams = super::of(app, &member.team).await?;
    let counts = comment::counts(app, &member.team, Thing::Team).await?;
    let line = |(team, names): (super::Team, Vec<String>)| Line {
        is_mine: team.servers.contains(&member.me.id),
        comments: comment::in_words(counts.get(&team.id)),
        id: team.id,
        name: team.name,
        servers: names.join(", "),
    };
    Ok(TeamsPage {
        frame: member.frame(app, "/teams").await?,
        url: member.team.url(""),
        can_change: member.can_change(),
        teams: teams.into_iter().map(line).collect(),
        name: String::new(),
        refusal: None,
    })
}

async fn get_teams(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    Html::of(&teams_page(&app, &member).await?)
}

async fn post_teams(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    match super::name(&app, &member.team, &member.me, form.one("name")).await {
        Ok(()) => Ok(Redirect::to(&member.team.url("/teams")).into_response()),
        Err(Error::Team(refusal)) => {
            let page = teams_page(&app, &member).await?;
            let name = form.one("name").to_owned();
            Html::refused(&TeamsPage { name, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_serving(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Redirect, Error> {
    let serves = form.one("serves") == "yes";
    super::serve(&app, &member.team, &member.me, (&id, serves)).await?;
    Ok(Redirect::to(&member.team.url("/teams")))
}
