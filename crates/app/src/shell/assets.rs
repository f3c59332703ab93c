//! What pages load: one style sheet, one script, two fonts, an icon. Each address names the
//! content, so that a browser may keep it for good; compressed once, at the first request.

use axum::Router;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, VARY,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::LazyLock;

/// Something that pages load.
pub(crate) struct Asset {
    kind: &'static str,
    bytes: Vec<u8>,
    /// Nothing where it is compressed already.
    gzipped: Option<Vec<u8>>,
    /// Where it lies, by its content.
    url: String,
}

/// The colours of people.
pub(crate) const DISCS: &str = include_str!("discs.css");

macro_rules! brought {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/web/", $file))
    };
}

pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let fonts = [("Source Sans 3", &*SANS), ("Source Serif 4", &*SERIF)];
    let faces = fonts.map(|(name, font)| {
        format!(
            "@font-face{{font-family:\"{name}\";src:url(\"{}\") format(\"woff2\");\
             font-weight:200 900;font-display:swap}}",
            font.url
        )
    });
    let tokens = chart::tokens_css();
    let rooms = [
        include_str!("../comment/comment.css"),
        include_str!("../ask/ask.css"),
        include_str!("../problem/problem.css"),
        include_str!("../purpose/purpose.css"),
    ]
    .concat();
    let base = include_str!("base.css");
    let charts = format!("@layer parts{{{}}}", chart::CSS);
    let css = [&faces.concat(), ":root{", &tokens, "}", base, DISCS, &charts, &rooms].concat();
    Asset::text("/assets/style.css", "text/css; charset=utf-8", css.as_bytes())
});

pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let parts: [&[u8]; 8] = [
        brought!("htmx.js"),
        brought!("hx-csp.js"),
        brought!("hx-sse.js"),
        include_bytes!("live.js"),
        chart::SCRIPT.as_bytes(),
        include_bytes!("../passkey/passkey.js"),
        include_bytes!("../problem/problem.js"),
        include_bytes!("../purpose/purpose.js"),
    ];
    Asset::text("/assets/script.js", "text/javascript; charset=utf-8", &parts.join(&b"\n;"[..]))
});

pub(crate) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::text("/assets/icon.svg", "image/svg+xml", include_bytes!("icon.svg")));

pub(crate) static SANS: LazyLock<Asset> =
    LazyLock::new(|| Asset::font("/assets/sans.woff2", brought!("sans.woff2")));

pub(crate) static SERIF: LazyLock<Asset> =
    LazyLock::new(|| Asset::font("/assets/serif.woff2", brought!("serif.woff2")));

impl Asset {
    fn text(path: &str, kind: &'static str, bytes: &[u8]) -> Self {
        let mut gzip = GzEncoder::new(vec![], Compression::best());
        let gzipped = gzip.write_all(bytes).and_then(|()| gzip.finish()).ok();
        Self { kind, gzipped, ..Self::font(path, bytes) }
    }

    fn font(path: &str, bytes: &[u8]) -> Self {
        let hash: String =
            Sha256::digest(bytes)[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let url = format!("{path}?v={hash}");
        Self { kind: "font/woff2", bytes: bytes.to_owned(), gzipped: None, url }
    }

    /// Where it lies.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let accepts = asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let takes_gzip = accepts.is_some_and(|names| names.contains("gzip"));
        let header = |name: HeaderName, value| (name, HeaderValue::from_static(value));
        let kept = header(CACHE_CONTROL, "public, max-age=31536000, immutable");
        let headers = [header(CONTENT_TYPE, self.kind), kept, header(VARY, "accept-encoding")];
        match self.gzipped.as_ref().filter(|_| takes_gzip) {
            Some(gzipped) => {
                let encoded = [header(CONTENT_ENCODING, "gzip")];
                (headers, encoded, gzipped.clone()).into_response()
            }
            None => (headers, self.bytes.clone()).into_response(),
        }
    }
}

/// Their addresses.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/style.css", get(async |asked: HeaderMap| STYLE.answer(&asked)))
        .route("/assets/script.js", get(async |asked: HeaderMap| SCRIPT.answer(&asked)))
        .route("/assets/icon.svg", get(async |asked: HeaderMap| ICON.answer(&asked)))
        .route("/assets/sans.woff2", get(async |asked: HeaderMap| SANS.answer(&asked)))
        .route("/assets/serif.woff2", get(async |asked: HeaderMap| SERIF.answer(&asked)))
}
