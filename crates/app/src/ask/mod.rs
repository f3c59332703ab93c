//! Asks: what a peer wants from another, or from all. Four answers only: yes, no, I will try, and
//! whatever, which says that the ask is too vague to answer. To one, an answer is seen at once; to
//! all, and in a round, nobody sees any before all are in or the deadline has come. What became of
//! an accepted ask its asker says, and nobody counts by person.

mod asking;
mod draft;
mod kind;
mod letters;
mod line;
mod measures;
mod model;
mod needs;
mod offer;
mod one;
mod pages;
mod refusal;
mod round;
mod rules;
mod store;
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use draft::{Draft, destroy, keep};
pub(crate) use kind::AskKind;
pub(crate) use model::{Fate, SAYINGS, Saying};
pub(crate) use needs::that_need;
pub(crate) use offer::{offer, take_up};
pub(crate) use one::commented;
pub(crate) use pages::routes;
pub use refusal::Refusal;
pub(crate) use round::{Debrief, Pace, Phase, begin, look_back, move_on, take_over};
pub(crate) use rules::Given;

use crate::app::App;
use crate::event::{self, Event, Refusal as NotUndone, Thing, for_team};
use crate::job::{self, Done, Kind, Work};
use crate::peer_team::{self, Member, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::purpose::{self, Served, Serving};
use crate::shell::date_in;
use crate::store::Tx;
use crate::{Error, why};
use flow::Instant;
use jiff::civil::Date;
use model::{Ask, InRound, Moment, To};
use rules::Wording;
use sea_orm::ConnectionTrait;

const KIND: &str = "ask";

/// What has an end: asks to all, and rounds.
pub(crate) fn jobs() -> Vec<Kind> {
    vec![Kind { word: KIND, work: Work::Change(time_is_up) }, round::job()]
}

/// So many mornings of a table's working days are waited for answers.
const MORNINGS: usize = 3;

fn in_three_mornings(team: &PeerTeam, now: Instant) -> Instant {
    team.settings.with_working_time(|time| time.mornings_after(now, MORNINGS))
}

async fn moment(app: &App, c: &impl ConnectionTrait, team: &PeerTeamId) -> Result<Moment, Error> {
    let spells = peer_team::peer_spells(c, team).await?;
    Ok(Moment { now: app.clock.now(), spells })
}

/// The asks of a peer team, the latest first, and what their rules look at.
async fn of_team(app: &App, team: &PeerTeam) -> Result<(Vec<Ask>, Moment), Error> {
    let c = app.store.reader();
    let phases = round::phases(c, &team.id).await?;
    Ok((store::of_team(c, &team.id, &phases).await?, moment(app, c, &team.id).await?))
}

/// One of a peer team's.
async fn by_id(
    app: &App,
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    id: &str,
) -> Result<(Ask, Moment), Error> {
    let phases = round::phases(c, team).await?;
    let found = store::by_id(c, (team, id), &phases).await?;
    Ok((found.ok_or(Error::NotFound)?, moment(app, c, team).await?))
}

/// One that is about to change; others wait until the transaction ends.
async fn held(app: &App, tx: &Tx, team: &PeerTeamId, id: &str) -> Result<(Ask, Moment), Error> {
    peer_team::hold(tx, team).await?;
    by_id(app, tx, team, id).await
}

/// What was typed, as a page shows it once more: without what is empty.
fn kept(typed: &[&str]) -> Vec<String> {
    typed.iter().filter(|it| !it.trim().is_empty()).map(|it| (*it).to_owned()).collect()
}

/// The id of an ask that was stated, now or by the same form before.
enum Stated {
    Now(String),
    Before(String),
}

/// Asks what stands in a draft: the new ask's id.
pub(crate) async fn state(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (draft, before, in_round): (&Draft, &str, &str),
) -> Result<String, Error> {
    match state_once(app, team, me, (&crate::ids::new(), draft, before, in_round)).await? {
        Stated::Now(id) | Stated::Before(id) => Ok(id),
    }
}

/// Asks what stands in a draft, in the round with this id if one is named; the draft that was kept
/// before is gone with it. What I have asked under the same id is not asked a second time.
async fn state_once(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, draft, before, in_round): (&str, &Draft, &str, &str),
) -> Result<Stated, Error> {
    let now = app.clock.now();
    let (want, reason) = Wording::checked(draft.want.reveal(), draft.reason.reveal())?;
    let quote = quote(app, team, me, &draft.quote).await?;
    let parts = parts(app, team).await?;
    let tx = app.store.write().await?;
    peer_team::hold(&tx, &team.id).await?;
    let Some(id) = unused(&tx, (team, me, id), (&draft.to, &want, &reason)).await? else {
        return Ok(Stated::Before(id.to_owned()));
    };
    let peers = peer_team::peers(&tx, &team.id).await?;
    let others: Vec<PersonId> = peers.into_iter().filter(|it| *it != me.id).collect();
    let (to, asked) = addressed(&draft.to, others)?;
    let round = open_round(&tx, team, in_round).await?;
    let due_at = (to == To::All && round.is_none()).then(|| in_three_mornings(team, now));
    let wording = Wording { want, reason, quote, due_at, round };
    let it = Ask {
        id,
        team: team.id.clone(),
        by: me.id.clone(),
        to,
        kind: draft.kind,
        part: parts.into_iter().map(|it| it.0).find(|it| *it == draft.part),
        versions: vec![wording.into_version(1, asked, now)],
        fates: vec![],
    };
    store::keep(&tx, &it).await?;
    wait(&tx, &it, now).await?;
    store::throw_away(&tx, (&me.id, before)).await?;
    record(&tx, (&it, &me.id, "asked"), now).await?;
    letters::asked(app, &tx, team, &it).await?;
    tx.commit().await?;
    Ok(Stated::Now(it.id))
}

/// The id that a new ask gets; none where its author has asked just this under it already. Other
/// words, typed into the same form by going back to it, are another ask.
async fn unused(
    tx: &Tx,
    (team, me, id): (&PeerTeam, &Person, &str),
    typed: (&str, &str, &str),
) -> Result<Option<String>, Error> {
    if store::team_of(tx, id).await?.is_none() {
        return Ok(Some(id.to_owned()));
    }
    let there = store::by_id(tx, (&team.id, id), &store::Phases::new()).await?;
    let it = there.filter(|it| it.by == me.id).ok_or(Error::BadForm)?;
    let to = match &it.to {
        To::One(person) => person.as_str(),
        To::All => "all",
    };
    let first = &it.versions[0];
    let is_same = (to, first.want.as_str(), first.reason.as_str()) == typed;
    Ok((!is_same).then(crate::ids::new))
}

/// Whom it is put to, and who is asked by it.
fn addressed(to: &str, others: Vec<PersonId>) -> Result<(To, Vec<PersonId>), Refusal> {
    match to {
        "" => Err(Refusal::Nobody),
        "all" if others.is_empty() => Err(Refusal::TooFew),
        "all" => Ok((To::All, others)),
        one => {
            let person = others.into_iter().find(|it| it.as_str() == one);
            let person = person.ok_or(Refusal::NotAPeer)?;
            Ok((To::One(person.clone()), vec![person]))
        }
    }
}

/// The round that is asking, if it is the one that was meant.
async fn open_round(tx: &Tx, team: &PeerTeam, id: &str) -> Result<Option<InRound>, Error> {
    if id.is_empty() {
        return Ok(None);
    }
    let open = round::asking(tx, &team.id).await?.filter(|it| it.id == id);
    let open = open.ok_or(Refusal::RoundMoved)?;
    Ok(Some(InRound { id: open.id, phase: open.phase }))
}

/// A copy of what is to be quoted, as it is shared now.
async fn quote(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    what: &str,
) -> Result<Option<(&'static str, String)>, Error> {
    let words = match what {
        "why" => shared_why(app, team, me).await?,
        "purpose" => purpose::in_force(app, &team.id).await?.map(|it| it.statement),
        _ => None,
    };
    Ok(store::quoted(what).zip(words))
}

/// What I share with this table of my why, as it can be quoted.
async fn shared_why(app: &App, team: &PeerTeam, me: &Person) -> Result<Option<String>, Error> {
    let shared = why::shared(app, team).await?.into_iter().find(|it| it.person == me.id);
    Ok(shared.map(|it| match it.words.trim() {
        "" => why::reasons_in_words(&it.reasons),
        words => words.to_owned(),
    }))
}

/// Where there is a deadline, what is in is shown then.
async fn wait(tx: &Tx, it: &Ask, now: Instant) -> Result<(), Error> {
    match it.latest().due_at {
        Some(at) => job::due(tx, KIND, &it.id, (at, now)).await,
        None => Ok(()),
    }
}

/// Answers what was asked of me, or changes my answer as long as nobody sees it.
pub(crate) async fn answer(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, given): (&str, Given<'_>),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let (it, moment) = held(app, &tx, &team.id, id).await?;
    let is_first = it.latest().answer_of(&me.id).is_none();
    let it = it.answer(&me.id, given, &moment)?;
    let mine = it.latest().answer_of(&me.id).ok_or(Error::Ours("an answer was not taken"))?;
    store::answer(&tx, &it, mine).await?;
    // That somebody changed their mind before anybody saw it is told to nobody.
    if is_first {
        record(&tx, (&it, &me.id, "answered"), moment.now).await?;
    }
    if let Some(round) = &it.latest().round {
        round::answered(app, &tx, team, &round.id).await?;
    }
    Ok(tx.commit().await?)
}

/// The number of an ask's latest version.
pub(crate) async fn version(app: &App, team: &PeerTeam, id: &str) -> Result<i32, Error> {
    Ok(by_id(app, app.store.reader(), &team.id, id).await?.0.latest().number)
}

/// Puts an ask in other words to those who had said whatever; in the round with this id, if one is
/// named.
pub(crate) async fn reword(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, want, reason, in_round): (&str, &str, &str, &str),
) -> Result<(), Error> {
    let (want, reason) = Wording::checked(want, reason)?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    // A job that runs holds itself before its thing.
    job::call_off(&tx, KIND, id).await?;
    let (it, moment) = held(app, &tx, &team.id, id).await?;
    let round = open_round(&tx, team, in_round).await?;
    let due_at = (it.to == To::All && round.is_none()).then(|| in_three_mornings(team, now));
    let quote = it.latest().quote.clone();
    let before = it.versions.len();
    let it = it.reword(&me.id, Wording { want, reason, quote, due_at, round }, &moment)?;
    store::shown(&tx, &it, &it.versions[before - 1]).await?;
    store::keep_version(&tx, &it).await?;
    wait(&tx, &it, now).await?;
    record(&tx, (&it, &me.id, "reworded"), now).await?;
    letters::asked(app, &tx, team, &it).await?;
    Ok(tx.commit().await?)
}

/// Tells what became of my ask, and on which day.
pub(crate) async fn tell(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, fate, on): (&str, Fate, Date),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let (it, moment) = held(app, &tx, &team.id, id).await?;
    let days = [it.versions[0].at, moment.now].map(|at| date_in(at, &me.time_zone));
    let verb = match fate {
        Fate::Kept => "kept",
        Fate::NotKept => "not kept",
        Fate::Withdrawn => "withdrew",
    };
    let event = event_of(&it, &me.id, verb, moment.now);
    let it = it.told(&me.id, (fate, on, &event.id), days.into(), &moment)?;
    store::shown(&tx, &it, it.latest()).await?;
    let fated = it.fates.last().ok_or(Error::Ours("a fate was not taken"))?;
    store::told(&tx, id, (it.fates.len(), fated)).await?;
    event::record(&tx, event).await?;
    if let Some(round) = &it.latest().round {
        round::answered(app, &tx, team, &round.id).await?;
    }
    Ok(tx.commit().await?)
}

/// Undoes what was told: it stands as before.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let (team, me) = (&member.team.id, &member.me.id);
    let (it, moment) = held(app, tx, team, &undone.thing_id).await?;
    let before = it.fate_before(&undone.id).ok_or(NotUndone::ChangedSince)?;
    let event = event_of(&it, me, "told otherwise", moment.now).undoing(undone);
    let before = model::Fated { at: moment.now, event: event.id.clone(), ..before };
    store::told(tx, &it.id, (it.fates.len() + 1, &before)).await?;
    event::record(tx, event).await
}

/// The time to answer is up: what is in is seen from now on.
fn time_is_up<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let Some(team) = store::team_of(tx, id).await? else { return Ok(()) };
        let table = peer_team::by_id(app.store.reader(), &team).await?;
        // At an archived table nothing is noted; who looks sees that the time is up.
        if table.is_none_or(|it| it.archived_at.is_some()) {
            return Ok(());
        }
        let (mut it, moment) = held(app, tx, &team, id).await?;
        if it.latest().shown_at.is_some() || it.fate().is_some() {
            return Ok(());
        }
        if let Some(latest) = it.versions.last_mut() {
            latest.shown_at = Some(moment.now);
        }
        store::shown(tx, &it, it.latest()).await?;
        record(tx, (&it, &it.by, "was due"), moment.now).await
    })
}

fn event_of(it: &Ask, by: &PersonId, verb: &'static str, at: Instant) -> Event {
    for_team(&it.team, by, at, (Thing::Ask, &it.id, verb))
}

async fn record(
    tx: &Tx,
    (it, by, verb): (&Ask, &PersonId, &'static str),
    at: Instant,
) -> Result<(), Error> {
    event::record(tx, event_of(it, by, verb, at)).await
}

/// Asks can serve a part of the purpose.
pub(crate) fn serving() -> Serving {
    Serving { what: "ask", parts: served }
}

fn served<'a>(app: &'a App, team: &'a PeerTeam) -> Served<'a> {
    Box::pin(async move {
        let (all, _) = of_team(app, team).await?;
        let stated = |it: &Ask| it.versions.first().map_or(Instant::from_micros(0), |it| it.at);
        Ok(all.into_iter().map(|it| (it.part.clone(), stated(&it))).collect())
    })
}

/// The parts of the purpose in force that an ask can serve: their ids, and their words.
async fn parts(app: &App, team: &PeerTeam) -> Result<Vec<(String, String)>, Error> {
    let purpose = purpose::in_force(app, &team.id).await?;
    let parts = purpose.map_or_else(Vec::new, |it| it.parts);
    Ok(parts.into_iter().map(|it| (it.id, it.words)).collect())
}
