//! The letters about a purpose: that a workshop has begun, and that the purpose has come back.

use super::model::{Pace, Workshop};
use super::{REVIEW, store};
use crate::Error;
use crate::app::App;
use crate::job::{self, Done};
use crate::peer_team::{self, PeerTeam, write_to};
use crate::people::PersonId;
use crate::store::Tx;
use flow::Instant;

/// Tells the others that a workshop has begun, where it goes on over days.
pub(super) async fn begun(
    app: &App,
    tx: &Tx,
    (team, it): (&PeerTeam, &Workshop),
    by: &PersonId,
) -> Result<(), Error> {
    if it.content.pace == Pace::Live {
        return Ok(());
    }
    let what = format!(
        "a workshop has begun at the table of “{}”: what are you there for together? There are \
         three questions. Nobody sees what the others write until all have written, or the time is \
         up.",
        team.name()
    );
    tell(app, tx, team, ("What is your table for?", &what, Some(by))).await
}

/// It comes back in the morning of its review date, or of the next working day.
pub(super) async fn comes_back(
    tx: &Tx,
    team: &PeerTeam,
    it: &Workshop,
    now: Instant,
) -> Result<(), Error> {
    let Some(on) = it.content.review_on else { return Ok(()) };
    let morning = team.settings.with_working_time(|time| time.morning_on_or_after(on));
    job::due(tx, REVIEW, &it.id, (morning, now)).await
}

/// Writes to the peers of a table whose purpose has come back; none that another took the place of.
pub(super) fn remind<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let Some(it) = store::locked(tx, id).await? else { return Ok(()) };
        let all = store::of_team(tx, &it.team).await?;
        let in_force = all.iter().find(|it| it.is_adopted()).map(|it| it.id.as_str());
        let team = peer_team::by_id(app.store.reader(), &it.team).await?.ok_or(Error::NotFound)?;
        if in_force != Some(id) || team.archived_at.is_some() {
            return Ok(());
        }
        let what = format!(
            "the purpose of “{}” has come back, as you agreed. Is it still what you are there for? \
             You can keep it for longer, or begin anew.",
            team.name()
        );
        tell(app, tx, &team, ("Is this still your purpose?", &what, None)).await
    })
}

async fn tell(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    (subject, what, but): (&'static str, &str, Option<&PersonId>),
) -> Result<(), Error> {
    for person in peer_team::peers(tx, &team.id).await?.iter().filter(|it| Some(*it) != but) {
        write_to(app, tx, person, (subject, what, Some(team.url("/purpose")))).await?;
    }
    Ok(())
}
