//! The page of my passkeys, and what its script and that of signing in ask for.

use super::{Passkey, PasskeyId};
use crate::Error;
use crate::app::App;
use crate::peer_team;
use crate::people::{self, Person, SignInPage, SignedIn, came_in};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, Session, Time, date_words, device, local_path};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/passkeys", get(get_passkeys).post(post_passkeys))
        .route("/passkeys/challenge", post(post_challenge))
        .route("/passkeys/{id}/removal", post(post_removal))
        .route("/sign-in/passkey", post(post_sign_in))
        .route("/sign-in/passkey/challenge", post(post_sign_in_challenge))
}

#[derive(Template)]
#[template(path = "passkey/passkeys.html")]
struct PasskeysPage {
    frame: Frame,
    lines: Vec<Line>,
    /// Whether they can be used at this address.
    is_offered: bool,
    /// Whether adding one asks for the password.
    asks: bool,
    refusal: Option<String>,
}

/// A passkey in the list.
struct Line {
    id: String,
    name: String,
    made_at: Time,
    used_on: Option<String>,
}

async fn page(app: &App, me: &Person, session: &Session) -> Result<PasskeysPage, Error> {
    let line = |it: Passkey| Line {
        id: it.id.as_str().to_owned(),
        name: it.name,
        made_at: Time::told(it.made_at, app.clock.now(), me.reads()),
        used_on: it.used_on.map(|day| date_words(day, me.locale)),
    };
    Ok(PasskeysPage {
        frame: peer_team::frame(app, me).await?,
        lines: super::passkeys(app, me).await?.into_iter().map(line).collect(),
        is_offered: app.address.host_of_passkeys().is_some(),
        asks: !people::has_just_begun(app, token(session)).await?,
        refusal: None,
    })
}

fn token(session: &Session) -> &str {
    session.0.as_deref().unwrap_or_default()
}

async fn get_passkeys(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
) -> Result<Html, Error> {
    Html::of(&page(&app, &me, &session).await?)
}

async fn post_challenge(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    form: Form,
) -> Response {
    let present = PrivateText::new(form.one("present").to_owned());
    asked(super::ask_to_add(&app, &me, token(&session), &present).await)
}

async fn post_passkeys(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    match super::add(&app, &me, form.one("passkey"), &device(&headers)).await {
        Ok(()) => Ok(Redirect::to("/passkeys").into_response()),
        Err(Error::Passkey(refusal)) => {
            let page = page(&app, &me, &session).await?;
            let page = PasskeysPage { refusal: Some(refusal.to_string()), ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_removal(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    Path(id): Path<String>,
) -> Result<Redirect, Error> {
    super::remove(&app, &me, &PasskeyId::known(id)).await?;
    Ok(Redirect::to("/passkeys"))
}

async fn post_sign_in_challenge(State(app): State<Arc<App>>) -> Response {
    asked(super::ask_to_sign_in(&app).await)
}

async fn post_sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let (to, typed) = (local_path(form.one("to")), form.all("typed").next());
    match super::sign_in(&app, form.one("passkey"), &device(&headers)).await {
        Ok(session) => came_in(&app, &session, (to, typed)),
        Err(error @ (Error::Passkey(_) | Error::People(_))) => {
            let page = SignInPage::towards(&app, (to, typed));
            Ok(Html::refused(&page.without_passkey(error.to_string()))?.into_response())
        }
        Err(error) => Err(error),
    }
}

/// What the script hands to the browser, or the sentence that it shows.
fn asked(asked: Result<Value, Error>) -> Response {
    let (status, answer) = match asked {
        Ok(options) => (StatusCode::OK, options),
        Err(error @ (Error::Passkey(_) | Error::People(_))) => {
            (StatusCode::UNPROCESSABLE_ENTITY, json!({ "sentence": error.to_string() }))
        }
        Err(error) => return error.into_response(),
    };
    (status, [(CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}
