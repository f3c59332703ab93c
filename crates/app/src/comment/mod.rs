//! Comments: what peers say about anything that is shared, under the thing itself. Whoever sees a
//! thing sees its comments, and nobody else. One's own can be edited, marked as such, and deleted,
//! which leaves a gap that says so.
//!
//! The room knows no capability: each that shows things to be commented on gives it a [`Kind`].

mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use pages::{Thread, routes, thread};

use crate::Error;
use crate::app::App;
use crate::event::{self, Event, Thing, for_team};
use crate::peer_team::{Member, PeerTeam, PeerTeamId};
use crate::people::Person;
use crate::store::Tx;
use crate::wording::counted;
use model::{Comment, Version};
use sea_orm::{ConnectionTrait, SqlErr};
use std::collections::HashMap;
use std::pin::Pin;

/// A thing that can be commented on, as somebody sees it who may.
pub(crate) struct Commented {
    /// What it is called on its own page.
    pub(crate) name: String,
    /// Where that page lies.
    pub(crate) url: String,
    /// Who can read it, by name.
    pub(crate) readers: String,
}

/// A thing by its id, as this member sees it; nothing where they do not.
pub(crate) type Seen<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Commented>, Error>> + Send + 'a>>;

/// What follows from a comment for the thing it is about.
pub(crate) type Said<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// What a capability does, in the same transaction, when one of its things is commented on.
pub(crate) type Says = for<'a> fn(&'a App, &'a Tx, Sayer<'a>, &'a str) -> Said<'a>;

/// Who says it, and at which table.
pub(crate) type Sayer<'a> = (&'a PeerTeam, &'a Person);

/// A kind of thing that can be commented on, given by its capability.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) thing: Thing,
    pub(crate) seen: for<'a> fn(&'a App, &'a Member, &'a str) -> Seen<'a>,
    pub(crate) said: Option<Says>,
}

/// What is commented on: what it is, and its id.
pub(crate) type About<'a> = (Thing, &'a str);

/// Says something about a thing: the comment's id. Whether the thing can be seen is asked before;
/// `said` is what its capability does then.
pub(crate) async fn say(
    app: &App,
    (team, me): Sayer<'_>,
    (about, words): (About<'_>, &str),
    said: Option<Says>,
) -> Result<String, Error> {
    let words = model::checked(words)?;
    let now = app.clock.now();
    let event = for_team(&team.id, &me.id, now, (about.0, about.1, "commented"));
    let id = crate::ids::new();
    let tx = app.store.write().await?;
    if let Some(said) = said {
        said(app, &tx, (team, me), about.1).await?;
    }
    store::say(&tx, (&id, &team.id), (about, &me.id), now).await?;
    let version = Version { number: 1, words, kept_at: now, event: event.id.clone() };
    store::keep(&tx, &id, &version).await?;
    event::record(&tx, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// Edits one's own comment; the former words are kept. `version` is the one that was read.
pub(crate) async fn edit(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, words, version): (&str, &str, i32),
) -> Result<(), Error> {
    let words = model::checked(words)?;
    let tx = app.store.write().await?;
    let comment = mine(&tx, team, me, id).await?;
    if comment.latest()?.number != version {
        return Err(Refusal::EditedMeanwhile.into());
    }
    if comment.latest()?.words == words {
        return Ok(());
    }
    let event = edited(app, &comment, me);
    keep(&tx, &comment, words, event).await?;
    Ok(tx.commit().await?)
}

/// Deletes one's own comment for good: the words and all former ones. A gap says so.
pub(crate) async fn delete(app: &App, team: &PeerTeam, me: &Person, id: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let comment = mine(&tx, team, me, id).await?;
    store::delete(&tx, id, now).await?;
    let what = (comment.thing, comment.thing_id.as_str(), "comment deleted");
    event::record(&tx, for_team(&team.id, &me.id, now, what)).await?;
    Ok(tx.commit().await?)
}

/// Undoes an edit: the former words are in force again.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let id = store::edited_by(tx, &undone.id).await?.ok_or(Refusal::Gone)?;
    let comment = mine(tx, &member.team, &member.me, &id).await?;
    let words = comment.before(&undone.id)?.words.clone();
    let event = edited(app, &comment, &member.me);
    keep(tx, &comment, words, event.undoing(undone)).await
}

/// The event of an edit, now.
fn edited(app: &App, it: &Comment, me: &Person) -> Event {
    let what = (it.thing, it.thing_id.as_str(), "comment edited");
    for_team(&it.team, &me.id, app.clock.now(), what)
}

/// Keeps the next version, known by the event that made it. Two at once write the same number, and
/// the second is refused.
async fn keep(tx: &Tx, comment: &Comment, words: String, event: Event) -> Result<(), Error> {
    let number = comment.latest()?.number + 1;
    let version = Version { number, words, kept_at: event.at, event: event.id.clone() };
    store::keep(tx, &comment.id, &version).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::EditedMeanwhile.into(),
        _ => Error::from(error),
    })?;
    event::record(tx, event).await
}

/// My own comment, as long as it is there. Another's is none of mine.
async fn mine(
    c: &impl ConnectionTrait,
    team: &PeerTeam,
    me: &Person,
    id: &str,
) -> Result<Comment, Error> {
    let comment = by_id(c, &team.id, id).await?.ok_or(Error::NotFound)?;
    if comment.author != me.id {
        return Err(Refusal::NotYours.into());
    }
    comment.latest()?;
    Ok(comment)
}

/// A comment of a peer team. Who may see it is decided by what it is about.
async fn by_id(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    id: &str,
) -> Result<Option<Comment>, Error> {
    Ok(store::by_id(c, id).await?.filter(|it| it.team == *team))
}

/// How many comments there are on each thing of a kind, by the things' ids.
pub(crate) async fn counts(
    app: &App,
    team: &PeerTeam,
    thing: Thing,
) -> Result<HashMap<String, usize>, Error> {
    let mut counts = HashMap::new();
    for id in store::commented(app.store.reader(), &team.id, thing).await? {
        *counts.entry(id).or_default() += 1;
    }
    Ok(counts)
}

/// Whether anything was ever said about a thing.
pub(crate) async fn any(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    about: About<'_>,
) -> Result<bool, Error> {
    Ok(!store::about(c, team, about).await?.is_empty())
}

/// A count of comments in words; of none there is nothing to say.
pub(crate) fn in_words(count: Option<&usize>) -> String {
    match count {
        None | Some(0) => String::new(),
        Some(count) => counted(*count as u64, "comment"),
    }
}
