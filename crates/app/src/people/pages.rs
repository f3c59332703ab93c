//! The pages of people: the first account, signing in and out.

use super::{Account, Refusal};
use crate::Error;
use crate::app::App;
use crate::private::PrivateText;
use crate::shell::{Form, Html, SESSION, Session, device, session_cookie};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/set-up", get(get_set_up).post(post_set_up))
        .route("/sign-in", get(get_sign_in).post(post_sign_in))
        .route("/sign-out", post(post_sign_out))
}

#[derive(Template, Default)]
#[template(path = "people/set_up.html")]
struct SetUpPage<'p> {
    token: &'p str,
    name: &'p str,
    email: &'p str,
    refusal: Option<Refusal>,
}

impl SetUpPage<'_> {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

#[derive(Template, Default)]
#[template(path = "people/sign_in.html")]
struct SignInPage<'p> {
    email: &'p str,
    refusal: Option<Refusal>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

async fn get_set_up(State(app): State<Arc<App>>, Query(link): Query<Link>) -> Result<Html, Error> {
    if !app.is_set_up_token(&link.token) {
        return Err(Refusal::SetUpLinkUsed.into());
    }
    Html::of(&SetUpPage { token: &link.token, ..SetUpPage::default() })
}

async fn post_set_up(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let account = Account {
        name: form.one("name").to_owned(),
        email: form.one("email").to_owned(),
        password: PrivateText::new(form.one("password").to_owned()),
    };
    let token = form.one("token");
    match super::set_up(&app, token, account, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/why")),
        Err(Error::People(refusal)) if refusal != Refusal::SetUpLinkUsed => {
            let (name, email) = (form.one("name"), form.one("email"));
            let page = SetUpPage { token, name, email, refusal: Some(refusal) };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn get_sign_in() -> Result<Html, Error> {
    Html::of(&SignInPage::default())
}

async fn post_sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let email = form.one("email");
    let password = PrivateText::new(form.one("password").to_owned());
    match super::sign_in(&app, email, &password, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/")),
        Err(Error::People(refusal)) => {
            let page = SignInPage { email, refusal: Some(refusal) };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_sign_out(State(app): State<Arc<App>>, session: Session) -> Result<Response, Error> {
    if let Some(session) = session.0 {
        super::sign_out(&app, &session).await?;
    }
    let ended = [
        (SET_COOKIE, session_cookie(&app.address, SESSION, "", 0)),
        ("clear-site-data".parse().expect("a header's name"), "\"cache\", \"storage\"".to_owned()),
    ];
    Ok((ended, Redirect::to("/sign-in")).into_response())
}

fn signed_in(app: &App, session: &str, to: &str) -> Response {
    let cookie = session_cookie(&app.address, SESSION, session, 60 * 86_400);
    ([(SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}
