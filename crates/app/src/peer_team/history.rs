//! What happened: at a table, or to one thing of it, each line with its undo where there is one.

use super::{Member, readers};
use crate::Error;
use crate::app::App;
use crate::event::{self, Event, Thing};
use crate::shell::Time;
use flow::Instant;

/// So many lines of the history are shown.
const MOST_LINES: u64 = 200;

/// Lines of a history, and where they stand.
pub(crate) struct History {
    pub(crate) lines: Vec<Line>,
    /// The address of the table, and that of the page.
    pub(crate) url: String,
    pub(crate) back: String,
}

/// Something that happened.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) at: Time,
    pub(crate) is_undone: bool,
    pub(crate) can_be_undone: bool,
    /// Who will read what undoing shows again, by name.
    pub(crate) readers: Option<String>,
    /// What it happened to: its words, and where it lies.
    pub(crate) about: Option<(String, String)>,
}

/// What happened to a thing; `here` is the place of the page below the address of the table.
pub(crate) async fn history_of(
    app: &App,
    member: &Member,
    (thing, id): (Thing, &str),
    here: &str,
) -> Result<History, Error> {
    let events = event::of_thing(app.store.reader(), &member.team.id, (thing, id)).await?;
    told(app, member, &events, here).await
}

async fn told(app: &App, member: &Member, events: &[Event], here: &str) -> Result<History, Error> {
    let sentences = super::told(app, member, events).await?;
    let mut lines = vec![];
    for (place, (event, (words, at))) in events.iter().zip(sentences).enumerate() {
        let same = |it: &&Event| it.thing == event.thing && it.thing_id == event.thing_id;
        // The latest come first.
        let later: Vec<&Event> = events[..place].iter().filter(same).collect();
        let now = app.clock.now();
        let may = event.may_be_undone(&later, &member.me.id, now).is_ok();
        let can_be_undone = may && member.can_change();
        let readers = match can_be_undone && event.shows_again() {
            true => Some(readers(app, &member.team, None).await?),
            false => None,
        };
        let (id, is_undone) = (event.id.clone(), event.is_undone(&later));
        lines.push(Line { id, words, at, is_undone, can_be_undone, readers, about: None });
    }
    Ok(History { lines, url: member.team.url(""), back: member.team.url(here) })
}

/// What happened at a table: the events, the latest first, and the lines about them.
pub(crate) async fn history(app: &App, member: &Member) -> Result<(Vec<Event>, History), Error> {
    let since = Instant::from_micros(0);
    let events = event::of_peer_team(app, &member.team.id, since, MOST_LINES).await?;
    let history = told(app, member, &events, "/history").await?;
    Ok((events, history))
}
