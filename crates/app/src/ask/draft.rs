//! The private draft of an ask: sealed with its author's key, seen by nobody else, and without any
//! trace at the table until it is stated.

use super::kind::AskKind;
use super::{Refusal, store};
use crate::Error;
use crate::app::App;
use crate::peer_team::PeerTeam;
use crate::people::{Person, PersonId};
use crate::private::PrivateText;
use crate::store::Tx;

/// An ask as it is typed.
pub(crate) struct Draft {
    /// A person's id, `all`, or nothing yet.
    pub(crate) to: String,
    pub(crate) kind: AskKind,
    /// What is to be quoted: `why`, `purpose`, or nothing.
    pub(crate) quote: String,
    /// The part of the purpose that it serves, or nothing.
    pub(crate) part: String,
    pub(crate) want: PrivateText,
    pub(crate) reason: PrivateText,
}

const MOST_CHARACTERS: usize = 10_000;

impl Draft {
    /// One to begin with.
    pub(crate) fn of_kind(kind: AskKind) -> Self {
        let (want, reason) = kind.template();
        let text = |text: &str| PrivateText::new(text.to_owned());
        let (to, quote, part) = (String::new(), String::new(), String::new());
        Self { to, kind, quote, part, want: text(want), reason: text(reason) }
    }

    /// The same as one of a kind, with words to begin with where nothing was typed yet.
    pub(super) fn begun_as(self, kind: AskKind) -> Self {
        let begun = Self::of_kind(kind);
        let or = |typed: PrivateText, begun| match typed.reveal().trim() {
            "" => begun,
            _ => typed,
        };
        let (want, reason) = (or(self.want, begun.want), or(self.reason, begun.reason));
        Self { kind, want, reason, ..self }
    }

    /// All of it as one text to be sealed: to whom it is and of which kind is private, too.
    fn sealed_text(&self) -> PrivateText {
        let (want, reason) = (self.want.reveal(), self.reason.reveal());
        let (kind, length) = (self.kind.word(), want.len());
        PrivateText::new(format!(
            "{}\n{kind}\n{}\n{}\n{length}\n{want}{reason}",
            self.to, self.quote, self.part
        ))
    }

    fn of_sealed_text(text: &PrivateText) -> Option<Self> {
        let mut parts = text.reveal().splitn(6, '\n');
        let mut next = || parts.next().map(str::to_owned);
        let (to, kind, quote, part) = (next()?, next()?, next()?, next()?);
        let length: usize = next()?.parse().ok()?;
        let words = next()?;
        let (want, reason) = words.split_at_checked(length)?;
        let text = |text: &str| PrivateText::new(text.to_owned());
        let (want, reason) = (text(want), text(reason));
        Some(Self { to, kind: AskKind::of_word(&kind), quote, part, want, reason })
    }
}

/// One line, for what stands on lines of its own in the sealed text.
pub(super) fn line(typed: &str) -> String {
    typed.split(['\n', '\r']).next().unwrap_or_default().to_owned()
}

fn place(id: &str, person: &PersonId) -> String {
    format!("ask_draft|{id}|{}", person.as_str())
}

/// Keeps a draft, a new one or in the place of the one that was kept before. Nobody else learns
/// that there is one.
pub(crate) async fn keep(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (before, draft): (&str, &Draft),
) -> Result<(), Error> {
    let count = draft.want.reveal().chars().count() + draft.reason.reveal().chars().count();
    if count > MOST_CHARACTERS {
        return Err(Refusal::TooLong(count, MOST_CHARACTERS).into());
    }
    if draft.want.reveal().trim().is_empty() && draft.reason.reveal().trim().is_empty() {
        return Err(Refusal::NoWant.into());
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
