//! Moving a problem to another column: by a menu, which does what dragging does.

use super::super::model::{STATES, State};
use super::super::shelf::{self, Known};
use super::super::{Change, Refusal};
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Peer};
use crate::shell::{Form, Frame, Html, local_path};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "problem/moving.html")]
struct MovingPage {
    frame: Frame,
    url: String,
    number: i32,
    words: String,
    /// Where it stands.
    here: &'static str,
    /// The columns to which it can be moved: the word and the words for each.
    to: Vec<(&'static str, &'static str)>,
    refusal: Option<Refusal>,
}

/// A problem of this table by the number of the address.
pub(super) async fn found(app: &App, member: &Member, number: &str) -> Result<Arc<Known>, Error> {
    let number = number.parse().map_err(|_| Error::NotFound)?;
    shelf::by_number(app, &member.team.id, number).await?.ok_or(Error::NotFound)
}

async fn moving_page(
    app: &App,
    member: &Member,
    (it, refusal): (&Known, Option<Refusal>),
) -> Result<MovingPage, Error> {
    let (standing, me) = (&it.standing, &member.me.id);
    let can = |state: State| {
        let dies = state == State::Dropped && standing.state().is_open();
        let ends = state == State::Solved && standing.state().is_open();
        let is_open = standing.state().is_open();
        let moves = Change::to(state, standing, me).is_some() && standing.state() != state;
        dies || ends || moves && (is_open || state == State::Shared)
    };
    let columns = STATES.iter().filter(|it| can(it.0));
    Ok(MovingPage {
        frame: member.frame(app, "/problems").await?,
        url: member.team.url(""),
        number: it.problem.number,
        words: standing.words.clone(),
        here: standing.state().in_words(),
        to: columns.map(|(_, word, words)| (*word, *words)).collect(),
        refusal,
    })
}

pub(super) async fn get_moving(
    Shared(app): Shared<Arc<App>>,
    Peer(member): Peer,
    Path((_, number)): Path<(String, String)>,
) -> Result<Html, Error> {
    let it = found(&app, &member, &number).await?;
    Html::of(&moving_page(&app, &member, (&it, None)).await?)
}

pub(super) async fn post_moving(
    Shared(app): Shared<Arc<App>>,
    Peer(member): Peer,
    Path((_, number)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let it = found(&app, &member, &number).await?;
    let to = State::of_word(form.one("to")).ok_or(Error::BadForm)?;
    let url = member.team.url(&format!("/problems/{}", it.problem.number));
    // What needs words is asked for them first.
    let asks = match to {
        State::Solved => Some("#solve"),
        State::Dropped => Some("#drop"),
        _ => None,
    };
    if let Some(place) = asks.filter(|_| it.standing.state().is_open()) {
        return Ok(Redirect::to(&format!("{url}{place}")).into_response());
    }
    let moved = match Change::to(to, &it.standing, &member.me.id) {
        Some(change) => {
            let number = it.problem.number;
            super::super::change(&app, &member.team, &member.me, (number, change)).await
        }
        None => Err(Refusal::SoAlready.into()),
    };
    match moved {
        Ok(()) => {
            let back = match form.one("back") {
                "" => member.team.url("/problems"),
                back => local_path(back).to_owned(),
            };
            Ok(Redirect::to(&back).into_response())
        }
        Err(Error::Problem(refusal)) => {
            let it = found(&app, &member, &number).await?;
            let page = moving_page(&app, &member, (&it, Some(refusal))).await?;
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
