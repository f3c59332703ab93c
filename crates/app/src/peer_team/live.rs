//! What open pages of a peer team listen to: that something moved, and that one may be here no
//! longer. Never what moved; each page then asks for itself.

use super::PeerTeamId;
use crate::app::App;
use crate::live::{self, Visit};
use crate::people::{self, PersonId};
use crate::shell::Session;
use crate::{Error, peer_team};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::unfold;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// How often a page is told that the line still stands, and whether it still may.
const BEATS_EVERY: Duration = Duration::from_secs(20);

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/peer-teams/{team}/live", get(get_live))
}

#[derive(Deserialize)]
struct Asked {
    /// What the page shows, as its frame says.
    #[serde(default)]
    seen: String,
}

async fn get_live(
    State(app): State<Arc<App>>,
    member: super::Member,
    session: Session,
    (Path(short), Query(asked)): (Path<String>, Query<Asked>),
    headers: HeaderMap,
) -> Result<Response, Error> {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let seen = last.map_or(asked.seen, str::to_owned);
    // It listens before it looks, so that nothing falls between the two.
    let (heard, stopping) = (app.store.heard(), app.live.stopping());
    let visit = live::visit(&app, &member.team.id, &member.me.id).await?;
    let (team, me) = (member.team.id, member.me.id);
    let session = session.0.unwrap_or_default();
    let line = Line { app, session, short, team, me, seen, heard, stopping, step: Step::Begun };
    let stream = unfold((line, visit), told);
    let stream = Sse::new(stream).keep_alive(KeepAlive::new().interval(BEATS_EVERY));
    Ok(([(CACHE_CONTROL, "no-store")], stream).into_response())
}

/// An open page.
struct Line {
    app: Arc<App>,
    session: String,
    short: String,
    team: PeerTeamId,
    me: PersonId,
    /// What the page shows.
    seen: String,
    heard: Receiver<Arc<str>>,
    stopping: watch::Receiver<bool>,
    step: Step,
}

enum Step {
    /// Nothing was said yet.
    Begun,
    /// It listens.
    Listens,
    /// It may no longer.
    Over,
}

/// The next that an open page is told; nothing more once it is over.
async fn told(open: (Line, Visit)) -> Option<(Result<Event, Infallible>, (Line, Visit))> {
    let (mut line, visit) = open;
    loop {
        match line.step {
            Step::Over => return None,
            // The first word opens the line, whether there is something to say or not.
            Step::Begun => {
                line.step = Step::Listens;
                let event = line.looked().await.unwrap_or_else(|| Event::default().comment("on"));
                return Some((Ok(event), (line, visit)));
            }
            Step::Listens => line.waited().await?,
        }
        if let Some(event) = line.looked().await {
            return Some((Ok(event), (line, visit)));
        }
    }
}

impl Line {
    /// What is to be said now, if anything.
    async fn looked(&mut self) -> Option<Event> {
        match self.version().await {
            // The data are not there for a moment; the next beat asks again.
            Err(_) => None,
            Ok(Some(version)) if version == self.seen => None,
            Ok(Some(version)) => {
                self.seen.clone_from(&version);
                Some(Event::default().event("moved").id(version))
            }
            Ok(None) => {
                self.step = Step::Over;
                Some(Event::default().event("over"))
            }
        }
    }

    /// How the table looks; nothing when this page may not see it any more.
    async fn version(&self) -> Result<Option<String>, Error> {
        let person = people::holder(&self.app, &self.session).await?;
        if person.as_ref() != Some(&self.me) {
            return Ok(None);
        }
        match peer_team::seen_by(&self.app, &self.me, &self.short).await? {
            Some(_) => Ok(Some(live::version(&self.app, &self.team, &self.me).await?)),
            None => Ok(None),
        }
    }

    /// Waits until something may have changed; nothing when the product is about to stop.
    async fn waited(&mut self) -> Option<()> {
        let beat = tokio::time::Instant::now() + BEATS_EVERY;
        loop {
            let word = tokio::select! {
                word = self.heard.recv() => word,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                () = tokio::time::sleep_until(beat) => return Some(()),
            };
            match word {
                Ok(word) => {
                    let word = live::heard(&self.app, &word);
                    if word.concerns(self.team.as_str(), self.me.as_str()) {
                        return Some(());
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(()),
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
