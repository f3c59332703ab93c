//! The headers of every answer, and the refusal of requests that come from elsewhere. One place.

use super::done::Done;
use super::log::{Asked, Fault};
use super::request::{cookie, session_cookie};
use crate::Error;
use crate::app::{App, token};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    SET_COOKIE, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::time::Instant;

/// What a page may load and do: of scripts, those alone that know this answer's nonce.
pub(crate) fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types htmx"
    )
}

/// The answer that is being made.
struct Answer {
    /// What it is called in the log.
    id: String,
    /// What it is known by.
    nonce: String,
    /// Whether it was asked for by reading.
    reads: bool,
    /// What was done before it, as long as no page has said so.
    done: Cell<Option<Done>>,
}

tokio::task_local! {
    static ANSWER: Answer;
}

/// The nonce of the answer that is being made; outside of one there is none.
pub(super) fn nonce() -> String {
    ANSWER.try_with(|answer| answer.nonce.clone()).unwrap_or_default()
}

/// What the answer that is being made is called in the log.
pub(super) fn answer_id() -> Option<String> {
    ANSWER.try_with(|answer| answer.id.clone()).ok()
}

/// Whether the answer that is being made changes nothing.
pub(super) fn asked_to_read() -> bool {
    ANSWER.try_with(|answer| answer.reads).unwrap_or_default()
}

/// What was just done; whoever asks says it, once.
pub(super) fn done() -> Option<Done> {
    ANSWER.try_with(|answer| answer.done.take()).unwrap_or_default()
}

/// The cookie that tells the next page what was done.
const DONE: &str = "done";
/// It is told soon or not at all.
const DONE_SECONDS: i64 = 20;

/// What a script says of a form that it sends: the page that comes back is to tell what was done.
const TELLS: &str = "tells-done";

/// What was done before this request; a page that asks for itself again says it no more.
fn done_before(app: &App, headers: &HeaderMap) -> Option<Done> {
    let tells = !headers.contains_key("hx-request") || headers.contains_key(TELLS);
    let value = cookie(&app.address, headers, DONE).filter(|_| tells);
    value.and_then(Done::of_word)
}

/// Makes an answer, and has the next page told what was done.
async fn answered(app: &App, [id, nonce]: [&str; 2], request: Request, next: Next) -> Response {
    let before = done_before(app, request.headers());
    let reads = request.method().is_safe();
    let (id, nonce) = (id.to_owned(), nonce.to_owned());
    let answer = Answer { id, nonce, reads, done: Cell::new(before) };
    let (mut response, is_said) = ANSWER
        .scope(answer, async {
            // A panic is one request's; the others go on.
            let made = AssertUnwindSafe(next.run(request)).catch_unwind().await;
            let response = made.unwrap_or_else(|_| Error::Ours("a panic").into_response());
            (response, before.is_some() && done().is_none())
        })
        .await;
    let word = match response.extensions().get::<Done>() {
        Some(done) => Some((done.word(), DONE_SECONDS)),
        None => is_said.then_some(("", 0)),
    };
    if let Some((word, seconds)) = word {
        let cookie = session_cookie(&app.address, DONE, word, seconds);
        let cookie = HeaderValue::from_str(&cookie).expect("our own words are ASCII");
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

const HEADERS: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (CACHE_CONTROL, "no-store"),
];

/// Refuses what another site asks for, and puts the headers on every answer, refusals included.
pub(crate) async fn guarded(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let allowed = is_allowed(request.method(), request.headers(), app.address.is_https());
    let Ok(nonce) = token() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let asked = Asked::of(crate::ids::new(), &request);
    let began = Instant::now();
    let mut response = if allowed {
        answered(&app, [&asked.id, &nonce], request, next).await
    } else {
        let sentence = "This came from another site, so nothing was done. Open Roundtable and try \
                        again.";
        (StatusCode::FORBIDDEN, Body::from(sentence)).into_response()
    };
    let fault = response.extensions_mut().remove::<Fault>();
    asked.went(response.status(), began.elapsed().as_millis(), fault.as_ref());
    let headers = response.headers_mut();
    let id = HeaderValue::from_str(&asked.id).expect("an id is letters and digits");
    headers.insert(HeaderName::from_static("x-request-id"), id);
    let policy = HeaderValue::from_str(&policy(&nonce)).expect("a nonce is letters and digits");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in HEADERS {
        // What may be kept says so itself.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.address.is_https() {
        let lasting = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(STRICT_TRANSPORT_SECURITY, lasting);
    }
    response
}

/// Whether a request may be answered: reading always may, as long as no other site embeds it; a
/// change only from our own pages.
pub(crate) fn is_allowed(method: &Method, headers: &HeaderMap, https: bool) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(method);
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some("same-origin"), _) => true,
        (Some("none"), _) if reads => true,
        // Somebody follows a link from elsewhere to us.
        (Some(_), _) if reads => text("sec-fetch-mode") == Some("navigate"),
        (Some(_), _) => false,
        (None, _) if reads => true,
        (None, Some(origin)) => {
            let host = text(HOST.as_str()).unwrap_or_default();
            let of = |scheme: &str| origin.strip_prefix(scheme).is_some_and(|it| it == host);
            of("https://") || (!https && of("http://"))
        }
        // Neither is told: an old browser, or a program. With a session over https, no.
        (None, None) => !(https && headers.contains_key("cookie")),
    }
}
