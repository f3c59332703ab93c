//! Live: what one peer does appears at the others, and who is here now. Open pages are woken by
//! words that hold ids alone; each then asks for itself, and is shown what it may see.

mod model;
#[cfg(test)]
mod tests;

use model::Here;
pub(crate) use model::{People, Word};

use crate::Error;
use crate::app::App;
use crate::event;
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// Whoever goes from one page to the next is not gone: so long they are still taken as here.
const LINGERS: Duration = Duration::from_secs(4);
/// How often a node says again who is there.
const SAYS_EVERY: Duration = Duration::from_secs(30);

/// Who is here, and whether this node is about to stop.
pub(crate) struct Live {
    node: String,
    here: Mutex<Here>,
    stopping: watch::Sender<bool>,
}

impl Live {
    pub(crate) fn new() -> Self {
        let (node, here) = (crate::ids::new(), Mutex::default());
        Self { node, here, stopping: watch::Sender::new(false) }
    }

    fn here(&self) -> MutexGuard<'_, Here> {
        self.here.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    /// Ends what waits on open pages: the product is about to stop.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Changes when the product is about to stop.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }
}

/// Who is at a table now.
pub(crate) fn at(app: &App, team: &PeerTeamId) -> People {
    app.live.here().at(team.as_str(), app.clock.now())
}

/// How a peer team looks to somebody, in short: another text when there is something new to see.
/// It counts what they may see and nothing else, so it betrays nothing.
pub(crate) async fn version(app: &App, team: &PeerTeamId, me: &PersonId) -> Result<String, Error> {
    let events = event::count(app, team).await?;
    let mut others = at(app, team);
    others.remove(me.as_str());
    if others.is_empty() {
        return Ok(events.to_string());
    }
    let mut hasher = DefaultHasher::new();
    others.hash(&mut hasher);
    Ok(format!("{events}.{:x}", hasher.finish()))
}

/// Somebody has a page open; when it is dropped they are soon gone.
pub(crate) struct Visit {
    app: Arc<App>,
    team: PeerTeamId,
    person: PersonId,
}

/// Somebody opened a page of a peer team.
pub(crate) async fn visit(
    app: &Arc<App>,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Visit, Error> {
    let is_new = app.live.here().come(team.as_str(), person.as_str());
    let visit = Visit { app: Arc::clone(app), team: team.clone(), person: person.clone() };
    if is_new {
        say(app, team.as_str()).await?;
    }
    Ok(visit)
}

impl Drop for Visit {
    fn drop(&mut self) {
        let (app, team) = (Arc::clone(&self.app), self.team.clone());
        let person = self.person.clone();
        tokio::spawn(async move {
            let later = tokio::time::Instant::now() + LINGERS;
            tokio::time::sleep_until(later).await;
            if app.live.here().go(team.as_str(), person.as_str()) {
                // Who does not hear it hears the next.
                let _ = say(&app, team.as_str()).await;
            }
        });
    }
}

/// Says to all nodes who is at a table on this one.
async fn say(app: &App, team: &str) -> Result<(), Error> {
    let people = app.live.here().on_this_node(team);
    let word = Word::Here { node: app.live.node.clone(), team: team.to_owned(), people };
    Ok(app.store.ring(&word.text()).await?)
}

/// Takes in a word that rang. What another node says of who is there is remembered at once, by
/// whoever hears it first.
pub(crate) fn heard(app: &App, text: &str) -> Word {
    let word = Word::heard(text);
    if let Word::Here { node, team, people } = &word
        && *node != app.live.node
    {
        app.live.here().said(node, team, people.clone(), app.clock.now());
    }
    word
}

/// Listens to what other nodes say, and says who is there on this one, until it is dropped.
pub(crate) async fn listen(app: Arc<App>) {
    let mut words = app.store.heard();
    let mut often = tokio::time::interval(SAYS_EVERY);
    loop {
        tokio::select! {
            word = words.recv() => match word {
                Ok(word) => drop(heard(&app, &word)),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
            _ = often.tick() => {
                let tables = app.live.here().tables();
                for team in tables {
                    // Who does not hear it hears the next.
                    let _ = say(&app, &team).await;
                }
            }
        }
    }
}
