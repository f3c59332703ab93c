//! A form that outlived its session: what was typed goes back into the page that asks to sign in,
//! and from there into one that asks whether to send it after all. Nothing of it is stored.

use crate::Error;
use crate::app::App;
use crate::people::pages::SignInPage;
use crate::shell::{Frame, Html, local_path};
use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Longer forms are not carried along.
const MOST_BYTES: usize = 256 * 1024;
/// A form with one of these is not carried along: no page holds a password.
const PASSWORDS: [&str; 2] = ["password", "present"];

/// Gives a form back to whoever is signed out, instead of the sentence that it was not kept.
pub(crate) async fn carried(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !is_short_form(request.headers()) {
        return next.run(request).await;
    }
    let to = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
    let (parts, body) = request.into_parts();
    let Ok(typed) = to_bytes(body, MOST_BYTES).await else {
        return Error::BadForm.into_response();
    };
    let request = Request::from_parts(parts, Body::from(typed.clone()));
    let answer = next.run(request).await;
    if answer.status() != StatusCode::UNAUTHORIZED {
        return answer;
    }
    match page(&app, &to, &typed) {
        Some(Ok(page)) => page.into_response(),
        Some(Err(error)) => error.into_response(),
        None => answer,
    }
}

fn is_short_form(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = text(CONTENT_TYPE).starts_with("application/x-www-form-urlencoded");
    is_form && text(CONTENT_LENGTH).parse().is_ok_and(|length: usize| length < MOST_BYTES)
}

/// The fields of a form that may be carried along; none of one with a password.
fn fields(typed: &[u8]) -> Option<Vec<(String, String)>> {
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(typed).ok()?;
    let has_password = fields.iter().any(|field| PASSWORDS.contains(&field.0.as_str()));
    (!has_password).then_some(fields)
}

fn page(app: &App, to: &str, typed: &Bytes) -> Option<Result<Html, Error>> {
    fields(typed)?;
    let typed = std::str::from_utf8(typed).ok()?;
    Some(Html::signed_out(&SignInPage::towards(app, (to, Some(typed)))))
}

#[derive(Template)]
#[template(path = "people/lapsed/again.html")]
struct AgainPage<'p> {
    frame: Frame,
    to: &'p str,
    fields: Vec<(String, String)>,
}

impl AgainPage<'_> {
    /// What a person typed, rather than what a form says for itself.
    fn words(&self) -> impl Iterator<Item = &str> {
        let values = self.fields.iter().map(|field| field.1.trim());
        values.filter(|value| value.contains(char::is_whitespace))
    }
}

/// Asks somebody who has signed in again whether to send what they had typed.
pub(super) fn again(app: &App, to: &str, typed: &str) -> Result<Html, Error> {
    let fields = fields(typed.as_bytes()).ok_or(Error::BadForm)?;
    Html::of(&AgainPage { frame: Frame::of_nobody(app), to: local_path(to), fields })
}
