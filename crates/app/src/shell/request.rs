//! What pages take out of a request: a form's fields, the session, and who asks.

use crate::Error;
use crate::app::{Address, App};
use crate::people::{self, Person};
use axum::extract::{FromRequest, FromRequestParts, RawForm, Request};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use std::convert::Infallible;
use std::sync::Arc;

/// The session's cookie. Over https it gets the prefix that ties it to this host.
pub(crate) const SESSION: &str = "s";

/// A cookie that lives so many seconds; 0 ends it.
pub(crate) fn session_cookie(address: &Address, name: &str, value: &str, seconds: i64) -> String {
    let (prefix, secure) = if address.is_https() { ("__Host-", "; Secure") } else { ("", "") };
    format!("{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// The fields of a form, in the order they were sent; a field may come several times.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// The first value of a field, or nothing.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// All values of a field.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |field| field.0 == name).map(|field| field.1.as_str())
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = RawForm::from_request(request, state).await;
        let RawForm(bytes) = bytes.map_err(|_| Error::BadForm)?;
        let fields = serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadForm)?;
        Ok(Self(fields))
    }
}

/// The token of the session, if the browser sent one.
pub(crate) struct Session(pub(crate) Option<String>);

impl FromRequestParts<Arc<App>> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let name = if app.address.is_https() { "__Host-s" } else { SESSION };
        let cookies = parts.headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut pairs =
            cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        Ok(Self(pairs.find(|pair| pair.0 == name).map(|pair| pair.1.to_owned())))
    }
}

/// Somebody who is signed in; others are sent to sign in.
pub(crate) struct SignedIn(pub(crate) Person);

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Ok(session) = Session::from_request_parts(parts, app).await;
        let person = match session.0 {
            Some(session) => people::who(app, &session).await,
            None => Ok(None),
        };
        match person {
            Ok(Some(person)) => Ok(Self(person)),
            Ok(None) => Err(Redirect::to("/sign-in").into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// What a session is used from, in the browser's words.
pub(crate) fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    agent.unwrap_or("unknown").to_owned()
}
