//! What pages take out of a request: a form's fields, the session, and who asks.

use crate::Error;
use crate::app::{Address, App};
use axum::extract::{FromRequest, FromRequestParts, RawForm, Request};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::sync::Arc;

/// The session's cookie. Over https it gets the prefix that ties it to this host.
pub(crate) const SESSION: &str = "s";

/// What the browser sent of a cookie of ours.
pub(super) fn cookie<'h>(address: &Address, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let prefix = if address.is_https() { "__Host-" } else { "" };
    let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let ours = |name_there: &str| name_there.strip_prefix(prefix) == Some(name);
    pairs.find(|pair| ours(pair.0)).map(|pair| pair.1)
}

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
        let field = self.0.iter().find(|field| field.0 == name);
        field.map_or("", |field| &field.1)
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
        let mut fields: Vec<(String, String)> =
            serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadForm)?;
        for (_, value) in fields.iter_mut().filter(|it| it.1.contains('\0')) {
            // PostgreSQL keeps no text with this sign; one that shows stands for it.
            *value = value.replace('\0', "\u{fffd}");
        }
        Ok(Self(fields))
    }
}

/// The token of the session, if the browser sent one.
pub(crate) struct Session(pub(crate) Option<String>);

impl FromRequestParts<Arc<App>> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(cookie(&app.address, &parts.headers, SESSION).map(str::to_owned)))
    }
}

/// What a session is used from, in the browser's words.
pub(crate) fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    agent.unwrap_or("unknown").to_owned()
}

/// A browser and its system as people call them.
pub(crate) fn device_in_words(agent: &str) -> String {
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

/// A path on this very site, or the first page: nobody is sent elsewhere.
pub(crate) fn local_path(path: &str) -> &str {
    let is_plain = path.chars().all(|sign| sign.is_ascii_graphic() && sign != '\\');
    let here = path.starts_with('/') && !path.starts_with("//") && is_plain;
    if here { path } else { "/" }
}
