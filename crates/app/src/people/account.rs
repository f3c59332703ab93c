//! The page of my account: how I am called, my password, and where I am signed in.

use super::{Person, Refusal, SignedIn, Sitting};
use crate::Error;
use crate::app::App;
use crate::peer_team;
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, Session, Time};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/account", get(get_account).post(post_account))
        .route("/account/password", post(post_password))
        .route("/account/sessions/ending", post(post_ending))
}

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    frame: Frame,
    name: String,
    time_zone: String,
    email: String,
    /// Of which of the forms something was refused, and why.
    refusal: Option<Refusal>,
    sessions: Vec<Line>,
}

/// A session in the list.
struct Line {
    key: String,
    device: String,
    begun_at: Time,
    seen_at: Time,
    is_this: bool,
}

impl AccountPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

async fn account_page(app: &App, me: &Person, session: &Session) -> Result<AccountPage, Error> {
    let here = session.0.as_deref().unwrap_or_default();
    let time = |at| Time::told(at, app.clock.now(), &me.time_zone);
    let line = |it: Sitting| Line {
        device: device_in_words(&it.device),
        begun_at: time(it.begun_at),
        seen_at: time(it.seen_at),
        is_this: it.is_this,
        key: it.key,
    };
    Ok(AccountPage {
        frame: peer_team::frame(app, me, None, "").await?,
        name: me.name.clone(),
        time_zone: me.time_zone.clone(),
        email: me.email.clone(),
        refusal: None,
        sessions: super::sessions(app, me, here).await?.into_iter().map(line).collect(),
    })
}

async fn get_account(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
) -> Result<Html, Error> {
    Html::of(&account_page(&app, &me, &session).await?)
}

async fn post_account(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    form: Form,
) -> Result<Response, Error> {
    let (name, time_zone) = (form.one("name").to_owned(), form.one("time_zone").to_owned());
    match super::call_me(&app, &me, &name, &time_zone).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Error::People(refusal)) => {
            let page = account_page(&app, &me, &session).await?;
            Html::refused(&AccountPage { name, time_zone, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_password(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    form: Form,
) -> Result<Response, Error> {
    let typed = |field| PrivateText::new(form.one(field).to_owned());
    let here = session.0.as_deref().unwrap_or_default();
    match super::change_password(&app, &me, (typed("present"), typed("password")), here).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Error::People(refusal)) => {
            let page = account_page(&app, &me, &session).await?;
            Html::refused(&AccountPage { refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_ending(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Redirect, Error> {
    super::end(&app, &me, form.one("session")).await?;
    Ok(Redirect::to("/account"))
}

/// A browser and its system as people call them.
fn device_in_words(agent: &str) -> String {
    // Each claims to be most of those after it.
    let browsers = ["Firefox", "Edg", "OPR", "Chrome", "Safari"];
    let systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
    let known = |names: &[&'static str]| names.iter().copied().find(|name| agent.contains(name));
    let browser = match known(&browsers) {
        Some("Edg") => "Edge",
        Some("OPR") => "Opera",
        Some(name) => name,
        None => "A program",
    };
    known(&systems).map_or_else(|| browser.to_owned(), |system| format!("{browser} on {system}"))
}
