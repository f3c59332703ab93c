//! The pages of people: the first account, signing in and out.

use super::{Account, Person, Refusal};
use crate::Error;
use crate::app::App;
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, SESSION, Session, device, local_path, session_cookie};
use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/set-up", get(get_set_up).post(post_set_up))
        .route("/sign-in", get(get_sign_in).post(post_sign_in))
        .route("/sign-out", post(post_sign_out))
        .merge(super::recovery::routes())
}

/// Somebody who is signed in; others are sent to sign in.
pub(crate) struct SignedIn(pub(crate) Person);

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let person = MaybeSignedIn::from_request_parts(parts, app).await;
        match person {
            Ok(MaybeSignedIn(Some(person))) => Ok(Self(person)),
            Ok(MaybeSignedIn(None)) => {
                if !parts.method.is_safe() {
                    return Err(Error::from(Refusal::SignedOut).into_response());
                }
                if app.is_demo {
                    return Err(Redirect::to("/demo").into_response());
                }
                let to = parts.uri.path_and_query().map_or("/", |it| it.as_str());
                Err(Redirect::to(&sign_in_url(to)).into_response())
            }
            Err(error) => Err(error.into_response()),
        }
    }
}

/// Who is signed in, if anybody is.
pub(crate) struct MaybeSignedIn(pub(crate) Option<Person>);

impl FromRequestParts<Arc<App>> for MaybeSignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let Ok(session) = Session::from_request_parts(parts, app).await;
        match session.0 {
            Some(session) => Ok(Self(super::who(app, &session).await?)),
            None => Ok(Self(None)),
        }
    }
}

/// Where somebody signs in to go on to this page.
pub(crate) fn sign_in_url(to: &str) -> String {
    let to: String = to.replace('%', "%25").replace('&', "%26").replace('#', "%23");
    format!("/sign-in?to={}", to.replace('+', "%2B").replace('=', "%3D").replace('?', "%3F"))
}

impl Account {
    /// An account as it was typed into a form.
    pub(crate) fn typed(form: &Form) -> Self {
        Self {
            name: form.one("name").to_owned(),
            email: form.one("email").to_owned(),
            password: PrivateText::new(form.one("password").to_owned()),
            time_zone: form.one("time_zone").to_owned(),
        }
    }
}

#[derive(Template, Default)]
#[template(path = "people/set_up.html")]
struct SetUpPage<'p> {
    frame: Frame,
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
pub(crate) struct SignInPage<'p> {
    frame: Frame,
    /// Where to go then.
    to: &'p str,
    /// A form that waits to be sent there.
    typed: Option<&'p str>,
    email: &'p str,
    refusal: Option<Refusal>,
    /// Whether passkeys can be used at this address.
    passkeys: bool,
    /// Why a passkey was refused.
    passkey_refusal: Option<String>,
}

impl<'p> SignInPage<'p> {
    /// The page that leads there, with a form that waits to be sent.
    pub(crate) fn towards(app: &App, (to, typed): (&'p str, Option<&'p str>)) -> Self {
        let passkeys = app.address.host_of_passkeys().is_some();
        let (frame, to) = (Frame::of_nobody(app), local_path(to));
        Self { frame, to, typed, passkeys, ..Self::default() }
    }

    /// The page again, because a passkey was refused.
    pub(crate) fn without_passkey(self, words: String) -> Self {
        Self { passkey_refusal: Some(words), ..self }
    }
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
struct Then {
    #[serde(default)]
    to: String,
}

async fn get_set_up(State(app): State<Arc<App>>, Query(link): Query<Link>) -> Result<Html, Error> {
    if !app.is_set_up_token(&link.token) {
        return Err(Refusal::SetUpLinkUsed.into());
    }
    let frame = Frame::of_nobody(&app);
    Html::of(&SetUpPage { frame, token: &link.token, ..SetUpPage::default() })
}

async fn post_set_up(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let account = Account::typed(&form);
    let token = form.one("token");
    match super::set_up(&app, token, account, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/why")),
        Err(Error::People(refusal)) if refusal != Refusal::SetUpLinkUsed => {
            let (name, email) = (form.one("name"), form.one("email"));
            let refusal = Some(refusal);
            let page = SetUpPage { frame: Frame::of_nobody(&app), token, name, email, refusal };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn get_sign_in(State(app): State<Arc<App>>, Query(then): Query<Then>) -> Result<Html, Error> {
    Html::of(&SignInPage::towards(&app, (&then.to, None)))
}

async fn post_sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let (email, to) = (form.one("email"), local_path(form.one("to")));
    let typed = form.all("typed").next();
    let password = PrivateText::new(form.one("password").to_owned());
    match super::sign_in(&app, email, &password, &device(&headers)).await {
        Ok(session) => came_in(&app, &session, (to, typed)),
        Err(Error::People(refusal)) => {
            let page = SignInPage::towards(&app, (to, typed));
            let page = SignInPage { email, refusal: Some(refusal), ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_sign_out(State(app): State<Arc<App>>, session: Session) -> Result<Response, Error> {
    if let Some(session) = session.0 {
        super::sign_out(&app, &session).await?;
    }
    Ok(signed_out(&app, Redirect::to("/sign-in")))
}

/// The answer to somebody who is signed in no more.
pub(crate) fn signed_out(app: &App, answer: impl IntoResponse) -> Response {
    let ended = [
        (SET_COOKIE, session_cookie(&app.address, SESSION, "", 0)),
        ("clear-site-data".parse().expect("a header's name"), "\"cache\", \"storage\"".to_owned()),
    ];
    (ended, answer).into_response()
}

/// The answer to somebody who has signed in: where they wanted to go, or the form that waits.
pub(crate) fn came_in(
    app: &App,
    session: &str,
    (to, typed): (&str, Option<&str>),
) -> Result<Response, Error> {
    let Some(typed) = typed else { return Ok(signed_in(app, session, to)) };
    let cookie = session_cookie(&app.address, SESSION, session, 60 * 86_400);
    Ok(([(SET_COOKIE, cookie)], super::lapsed::again(app, to, typed)?).into_response())
}

/// The answer to somebody who has just come in.
pub(crate) fn signed_in(app: &App, session: &str, to: &str) -> Response {
    let cookie = session_cookie(&app.address, SESSION, session, 60 * 86_400);
    ([(SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}
