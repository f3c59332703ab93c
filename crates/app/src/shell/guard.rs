//! The headers of every answer, and the refusal of requests that come from elsewhere. One place.

use crate::app::App;
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

/// What a page may load and do. There is no script on these pages, so none is allowed.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
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
    let mut response = if allowed {
        next.run(request).await
    } else {
        let sentence = "This came from another site, so nothing was done. Open Roundtable and try \
                        again.";
        (StatusCode::FORBIDDEN, Body::from(sentence)).into_response()
    };
    let headers = response.headers_mut();
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
