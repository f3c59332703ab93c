//! The pages of recovery codes: making them, and coming in with one.

use super::Typed;
use crate::Error;
use crate::app::App;
use crate::peer_team;
use crate::people::{Person, Refusal, SignedIn, signed_in};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, device};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/account/recovery-codes", get(get_codes).post(post_codes))
        .route("/recovery", get(get_recovery).post(post_recovery))
}

#[derive(Template)]
#[template(path = "people/recovery/codes.html")]
struct CodesPage {
    frame: Frame,
    left: u64,
    /// Those that were just made; they are told once.
    codes: Vec<String>,
    refusal: Option<Refusal>,
}

async fn codes_page(app: &App, me: &Person) -> Result<CodesPage, Error> {
    let left = super::codes_left(app, me).await?;
    let frame = peer_team::frame(app, me, None, "").await?;
    Ok(CodesPage { frame, left, codes: vec![], refusal: None })
}

async fn get_codes(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    Html::of(&codes_page(&app, &me).await?)
}

async fn post_codes(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Html, Error> {
    let present = PrivateText::new(form.one("present").to_owned());
    match super::make_codes(&app, &me, &present).await {
        Ok(codes) => Html::of(&CodesPage { codes, ..codes_page(&app, &me).await? }),
        Err(Error::People(refusal)) => {
            let page = codes_page(&app, &me).await?;
            Html::refused(&CodesPage { refusal: Some(refusal), ..page })
        }
        Err(error) => Err(error),
    }
}

#[derive(Template, Default)]
#[template(path = "people/recovery/recovery.html")]
struct RecoveryPage<'p> {
    frame: Frame,
    email: &'p str,
    code: &'p str,
    refusal: Option<Refusal>,
}

impl RecoveryPage<'_> {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

async fn get_recovery(State(app): State<Arc<App>>) -> Result<Html, Error> {
    Html::of(&RecoveryPage { frame: Frame::of_nobody(&app), ..RecoveryPage::default() })
}

async fn post_recovery(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let (email, code) = (form.one("email"), form.one("code"));
    let password = PrivateText::new(form.one("password").to_owned());
    let typed = Typed { email, code, password };
    match super::recover(&app, &typed, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/account/recovery-codes")),
        Err(Error::People(refusal)) => {
            let frame = Frame::of_nobody(&app);
            let page = RecoveryPage { frame, email, code, refusal: Some(refusal) };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
