//! What is logged: that something was asked for and how it went, with an id. Never who asked, never
//! an address, which can hold a token, and never what anybody wrote.

#[cfg(test)]
mod tests;

use super::guard::answer_id;
use crate::config::Log;
use axum::extract::MatchedPath;
use axum::http::{Method, StatusCode};
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry};

/// Whose lines are logged: ours alone, for those of libraries can hold anything.
const OURS: &str = "roundtable";

/// An error that is ours, on its way to the log.
#[derive(Clone)]
pub(crate) struct Fault(pub(crate) String);

/// Has lines written on standard error, as JSON.
pub(crate) fn begin(log: Log) {
    let most = match log {
        Log::Requests => LevelFilter::INFO,
        Log::Errors => LevelFilter::WARN,
        Log::Off => LevelFilter::OFF,
    };
    // Where lines are written already, they stay as they are.
    let _ = tracing_subscriber::registry().with(lines(std::io::stderr, most)).try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let id = answer_id().unwrap_or_default();
        tracing::error!(target: OURS, id, "A panic at {place}.");
    }));
}

/// Our lines, as JSON.
fn lines<W>(to: W, most: LevelFilter) -> impl Layer<Registry>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_current_span(false)
        .with_span_list(false)
        .with_writer(to)
        .with_filter(most)
        .with_filter(filter_fn(|line| line.target() == OURS))
}

/// Has all lines of a test's program written elsewhere.
#[cfg(test)]
pub(crate) fn written_to<W>(to: W)
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let all = tracing_subscriber::registry().with(lines(to, LevelFilter::INFO));
    tracing::subscriber::set_global_default(all).expect("once");
    // Another thread may have logged a moment before.
    tracing::callsite::rebuild_interest_cache();
}

/// A line about something that should not be.
pub(crate) fn complain(sentence: &str) {
    tracing::error!(target: OURS, "{sentence}");
}

/// What was asked for.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) method: String,
    /// The pattern of the address, which holds nothing of the address itself.
    pub(super) route: String,
}

impl Asked {
    pub(super) fn of(id: String, request: &axum::extract::Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let route = route.unwrap_or("none").to_owned();
        // A method can be any word, too.
        let known = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
        let method = known.iter().find(|it| *it == request.method());
        let method = method.map_or("other", Method::as_str).to_owned();
        Self { id, method, route }
    }

    /// A line about how it went.
    pub(super) fn went(&self, status: StatusCode, milliseconds: u128, fault: Option<&Fault>) {
        let Self { id, method, route } = self;
        let (status, milliseconds) = (status.as_u16(), u64::try_from(milliseconds).unwrap_or(0));
        if let Some(Fault(sentence)) = fault {
            tracing::error!(target: OURS, id, method, route, status, milliseconds, "{sentence}");
        } else if status >= 500 {
            tracing::error!(target: OURS, id, method, route, status, milliseconds, "asked");
        } else {
            tracing::info!(target: OURS, id, method, route, status, milliseconds, "asked");
        }
    }
}
