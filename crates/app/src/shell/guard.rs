//! The headers of every answer, and the refusal of requests that come from elsewhere. One place.

use crate::app::{App, token};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What a page may load and do: of scripts, those alone that know this answer's nonce.
pub(crate) fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types htmx"
    )
}

tokio::task_local! {
    /// What the answer that is being made is known by, and whether it was asked for by reading.
    static ANSWER: (String, bool);
}

/// The nonce of the answer that is being made; outside of one there is none.
pub(super) fn nonce() -> String {
    ANSWER.try_with(|answer| answer.0.clone()).unwrap_or_default()
}

/// Whether the answer that is being made changes nothing.
pub(super) fn asked_to_read() -> bool {
    ANSWER.try_with(|answer| answer.1).unwrap_or_default()
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
    let reads = request.method().is_safe();
    let mut response = if allowed {
        ANSWER.scope((nonce.clone(), reads), next.run(request)).await
    } else {
        let sentence = "This came from another site, so nothing was done. Open Roundtable and try \
                        again.";
        (StatusCode::FORBIDDEN, Body::from(sentence)).into_response()
    };
    let headers = response.headers_mut();
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
