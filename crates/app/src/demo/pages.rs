//! The start page of the demo: sit down as any of the cast.

use super::cast::CAST;
use crate::Error;
use crate::app::App;
use crate::people;
use crate::shell::{Form, Frame, Html, device};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/demo", get(get_demo))
        .route("/demo/gallery", get(super::gallery::get_gallery))
        .route("/demo/seat", post(post_seat))
}

#[derive(Template)]
#[template(path = "demo/demo.html")]
struct DemoPage {
    frame: Frame,
    /// The place in the cast, the name, and who they are.
    cast: Vec<(usize, &'static str, &'static str)>,
}

async fn get_demo(State(app): State<Arc<App>>) -> Result<Html, Error> {
    if !app.is_demo {
        return Err(Error::NotFound);
    }
    let player = |(place, it): (usize, &super::cast::Player)| (place, it.name, it.who);
    let cast = CAST.iter().enumerate().map(player).collect();
    Html::of(&DemoPage { frame: Frame::of_nobody(&app), cast })
}

async fn post_seat(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    if !app.is_demo {
        return Err(Error::NotFound);
    }
    let place = form.one("player").parse::<usize>();
    let player = place.ok().and_then(|place| CAST.get(place)).ok_or(Error::NotFound)?;
    let session = people::sit_down_as(&app, player.email, &device(&headers)).await?;
    Ok(people::signed_in(&app, &session, "/"))
}
