//! Rounds of asks, together now or over days: all ask, all answer, all see the answers at once, all
//! look back. Whoever leads moves a round on; anyone may take over.

mod model;
mod pages;
mod store;

pub(super) use model::Round;
pub(crate) use model::{Debrief, Pace, Phase};
pub(super) use pages::{routes, that_need};

use super::model::Moment;
use super::store::Phases;
use super::{Refusal, letters};
use crate::Error;
use crate::app::App;
use crate::event::{self, Thing, for_team};
use crate::job::{self, Done, Kind, Work};
use crate::peer_team::{self, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::store::Tx;
use sea_orm::{ConnectionTrait, SqlErr};

const KIND: &str = "ask_round";

/// What has an end: the phases of a round that is held over days.
pub(super) fn job() -> Kind {
    Kind { word: KIND, work: Work::Change(time_is_up) }
}

/// The phases of a table's rounds, by the rounds' ids.
pub(super) async fn phases(c: &impl ConnectionTrait, team: &PeerTeamId) -> Result<Phases, Error> {
    let rounds = store::of_team(c, team).await?;
    Ok(rounds.into_iter().map(|it| (it.id, it.phase)).collect())
}

/// The rounds of a peer team, the latest first.
pub(super) async fn of_team(app: &App, team: &PeerTeam) -> Result<Vec<Round>, Error> {
    Ok(store::of_team(app.store.reader(), &team.id).await?)
}

/// The round that is asking now, in which an ask can be stated.
pub(super) async fn asking(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Option<Round>, Error> {
    let rounds = store::of_team(c, team).await?;
    Ok(rounds.into_iter().find(|it| it.phase == Phase::Asking))
}

/// Begins a round; whoever begins it leads it.
pub(crate) async fn begin(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    pace: Pace,
) -> Result<String, Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    peer_team::hold(&tx, &team.id).await?;
    if peer_team::peers(&tx, &team.id).await?.len() < 2 {
        return Err(Refusal::TooFew.into());
    }
    let mut it = Round {
        id: crate::ids::new(),
        team: team.id.clone(),
        pace,
        phase: Phase::Asking,
        begun_by: me.id.clone(),
        begun_at: now,
        led_by: me.id.clone(),
        due_at: None,
        shown_at: None,
        closed_at: None,
    };
    due(app, &tx, team, &mut it).await?;
    store::begin(&tx, &it).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::RoundOpen.into(),
        _ => Error::from(error),
    })?;
    record(app, &tx, (&it, &me.id), "begun").await?;
    letters::round_begun(app, &tx, team, &me.id).await?;
    tx.commit().await?;
    Ok(it.id)
}

/// Moves it on from the phase that was seen.
pub(crate) async fn move_on(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, from): (&str, Phase),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    // A job that runs holds itself before its thing.
    job::call_off(&tx, KIND, id).await?;
    let (it, asks, moment) = held(app, &tx, &team.id, id).await?;
    let it = it.moved_on(&me.id, from, &asks, moment.now)?;
    moved(app, &tx, team, (it, &me.id, "moved on")).await?;
    Ok(tx.commit().await?)
}

/// Takes the lead over.
pub(crate) async fn take_over(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    id: &str,
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let (it, ..) = held(app, &tx, &team.id, id).await?;
    let it = it.led_by(&me.id)?;
    store::save(&tx, &it).await?;
    record(app, &tx, (&it, &me.id), "took over").await?;
    Ok(tx.commit().await?)
}

/// Keeps what somebody wrote when looking back; `debrief.version` is the one that was read.
pub(crate) async fn look_back(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, debrief): (&str, Debrief),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let (it, _, moment) = held(app, &tx, &team.id, id).await?;
    let latest = store::debriefs(&tx, id).await?.first().map_or(0, |it| it.version);
    let debrief = debrief.checked(it.phase, latest)?;
    store::keep_debrief(&tx, id, &debrief, (&me.id, moment.now)).await?;
    record(app, &tx, (&it, &me.id), "looked back").await?;
    Ok(tx.commit().await?)
}

/// An answer may have been the last one that was waited for.
pub(super) async fn answered(app: &App, tx: &Tx, team: &PeerTeam, id: &str) -> Result<(), Error> {
    let (it, asks, moment) = held(app, tx, &team.id, id).await?;
    let by = it.led_by.clone();
    match it.all_in(&asks, &moment) {
        Some(it) => moved(app, tx, team, (it, &by, "went on")).await,
        None => Ok(()),
    }
}

/// The time of a phase is up.
fn time_is_up<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let Some(it) = store::by_id(tx, id).await? else { return Ok(()) };
        let Some(team) = peer_team::by_id(app.store.reader(), &it.team).await? else {
            return Ok(());
        };
        if team.archived_at.is_some() {
            return Ok(());
        }
        let (it, asks, moment) = held(app, tx, &it.team, id).await?;
        let by = it.led_by.clone();
        let Some(it) = it.time_is_up(&asks, moment.now) else { return Ok(()) };
        // The job that runs ends with its transaction; a new time is another job.
        moved(app, tx, &team, (it, &by, "went on")).await
    })
}

/// Writes down that it has moved, and when the new phase is over.
async fn moved(
    app: &App,
    tx: &Tx,
    team: &PeerTeam,
    (mut it, by, verb): (Round, &PersonId, &'static str),
) -> Result<(), Error> {
    due(app, tx, team, &mut it).await?;
    store::save(tx, &it).await?;
    let verb = match (it.phase, verb) {
        (Phase::Closed, "moved on") => "closed",
        (Phase::Closed, _) => "ran out",
        _ => verb,
    };
    record(app, tx, (&it, by), verb).await
}

/// The phases of a round over days have a time, the others have none.
async fn due(app: &App, tx: &Tx, team: &PeerTeam, it: &mut Round) -> Result<(), Error> {
    let now = app.clock.now();
    if it.pace == Pace::Days && it.phase < Phase::Shown {
        let at = super::in_three_mornings(team, now);
        it.due_at = Some(at);
        job::due(tx, KIND, &it.id, (at, now)).await?;
    }
    Ok(())
}

/// A round of this table with its asks; others wait until the transaction ends.
async fn held(
    app: &App,
    tx: &Tx,
    team: &PeerTeamId,
    id: &str,
) -> Result<(Round, Vec<super::model::Ask>, Moment), Error> {
    peer_team::hold(tx, team).await?;
    let found = store::by_id(tx, id).await?.filter(|it| it.team == *team);
    let it = found.ok_or(Error::NotFound)?;
    let moment = super::moment(app, tx, team).await?;
    let all = super::store::of_team(tx, team, &phases(tx, team).await?).await?;
    let its =
        |ask: &super::model::Ask| ask.latest().round.as_ref().is_some_and(|round| round.id == id);
    Ok((it, all.into_iter().filter(its).collect(), moment))
}

async fn record(
    app: &App,
    tx: &Tx,
    (it, by): (&Round, &PersonId),
    verb: &'static str,
) -> Result<(), Error> {
    let what = (Thing::Round, it.id.as_str(), verb);
    event::record(tx, for_team(&it.team, by, app.clock.now(), what)).await
}
