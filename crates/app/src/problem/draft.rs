//! The private draft of a problem: sealed with its author's key, seen by nobody else, without a
//! number and without any trace at the table until it is shared.

use super::desk::Shared;
use super::model::{HARMS, OLDEST_YEARS, checked_words};
use super::size::Size;
use super::{Refusal, store};
use crate::Error;
use crate::app::App;
use crate::peer_team::PeerTeam;
use crate::people::{Person, PersonId};
use crate::private::PrivateText;
use crate::shell::date_in;
use crate::store::Tx;
use flow::Instant;
use jiff::civil::Date;

/// A problem as it is typed.
pub(crate) struct Draft {
    pub(crate) words: PrivateText,
    pub(crate) more: PrivateText,
    /// The ids of the teams that have it.
    pub(crate) teams: Vec<String>,
    /// The word of its size, or nothing yet.
    pub(crate) size: String,
    /// The word of whether its harm can be undone, or nothing.
    pub(crate) harm: String,
    /// The first and the last day on which it may have begun, or nothing.
    pub(crate) began: (String, String),
    /// The part of the purpose that it serves, or nothing.
    pub(crate) part: String,
}

const MOST_CHARACTERS: usize = 10_000;

impl Draft {
    /// What is shared, if it can be.
    pub(super) fn checked(&self, now: Instant, zone: &str) -> Result<Shared, Refusal> {
        let (words, more) = checked_words(self.words.reveal(), self.more.reveal())?;
        let size = Size::of_word(&self.size).ok_or(Refusal::NoSize)?;
        let harm = HARMS.iter().find(|it| it.1 == self.harm).map(|it| it.0);
        let today = date_in(now, zone);
        let is_odd = |(first, last): (Date, Date)| {
            last > today || first.year() < today.year() - OLDEST_YEARS
        };
        if self.began()?.is_some_and(is_odd) {
            return Err(Refusal::Began);
        }
        Ok(Shared { words, more, teams: self.teams.clone(), size, harm })
    }

    /// When it may have begun; of one day alone, on that day.
    pub(super) fn began(&self) -> Result<Option<(Date, Date)>, Refusal> {
        let day = |typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => typed.parse::<Date>().map(Some).map_err(|_| Refusal::Began),
        };
        let days = match (day(&self.began.0)?, day(&self.began.1)?) {
            (None, None) => return Ok(None),
            (Some(one), None) | (None, Some(one)) => (one, one),
            (Some(first), Some(last)) => (first, last),
        };
        if days.0 > days.1 { Err(Refusal::Began) } else { Ok(Some(days)) }
    }

    /// All of it as one text to be sealed: whose it is and what it costs is private, too.
    fn sealed_text(&self) -> PrivateText {
        let (words, more) = (self.words.reveal(), self.more.reveal());
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let lines = [
            line(&self.teams.join(" ")),
            line(&self.size),
            line(&self.harm),
            line(&self.began.0),
            line(&self.began.1),
            line(&self.part),
            words.len().to_string(),
        ];
        PrivateText::new(format!("{}\n{words}{more}", lines.join("\n")))
    }

    fn of_sealed_text(text: &PrivateText) -> Option<Self> {
        let mut parts = text.reveal().splitn(8, '\n');
        let mut next = || parts.next().map(str::to_owned);
        let teams = next()?.split_whitespace().map(str::to_owned).collect();
        let (size, harm, began, part) = (next()?, next()?, (next()?, next()?), next()?);
        let length: usize = next()?.parse().ok()?;
        let text = next()?;
        let (words, more) = text.split_at_checked(length)?;
        let text = |text: &str| PrivateText::new(text.to_owned());
        Some(Self { words: text(words), more: text(more), teams, size, harm, began, part })
    }
}

fn place(id: &str, person: &PersonId) -> String {
    format!("problem_draft|{id}|{}", person.as_str())
}

/// Keeps a draft, a new one or in the place of the one that was kept before. Nobody else learns
/// that there is one.
pub(crate) async fn keep(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (before, draft): (&str, &Draft),
) -> Result<(), Error> {
    let count = draft.words.reveal().chars().count() + draft.more.reveal().chars().count();
    if count > MOST_CHARACTERS {
        return Err(Refusal::TooLong(count, MOST_CHARACTERS).into());
    }
    if draft.words.reveal().trim().is_empty() && draft.more.reveal().trim().is_empty() {
        return Err(Refusal::NoWords.into());
    }
    let id = crate::ids::new();
    let sealed = me.key.seal(&draft.sealed_text(), &place(&id, &me.id))?;
    let tx = app.store.write().await?;
    store::throw_away(&tx, (&me.id, before)).await?;
    store::keep_draft(&tx, (&id, team, &me.id), sealed, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Throws a draft of mine away; of others' there is none.
pub(crate) async fn throw_away(app: &App, me: &Person, id: &str) -> Result<(), Error> {
    let tx = app.store.write().await?;
    store::throw_away(&tx, (&me.id, id)).await?;
    Ok(tx.commit().await?)
}

/// My drafts at a table with their ids, the latest first.
pub(crate) async fn mine(
    app: &App,
    team: &PeerTeam,
    me: &Person,
) -> Result<Vec<(String, Draft)>, Error> {
    let mut drafts = vec![];
    for row in store::drafts(app.store.reader(), (&team.id, &me.id)).await? {
        let text = me.key.open(&row.sealed, &place(&row.id, &me.id))?;
        drafts.extend(Draft::of_sealed_text(&text).map(|draft| (row.id, draft)));
    }
    Ok(drafts)
}

/// Destroys all drafts of somebody who leaves for good.
pub(crate) async fn destroy(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    Ok(store::destroy_drafts(tx, person).await?)
}
