//! The purpose of a peer team: who benefits from its work, which problems it solves for them, and
//! why they care. It is made in a workshop, live or over days: all write in silence, all is
//! revealed at once, like answers are put together, each gives five dots, anybody words a
//! statement, and it is adopted until its review date when nobody sees a harm in trying it.

mod desk;
mod letters;
mod model;
mod one;
mod pages;
mod posts;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use model::Refusal;
pub(crate) use model::{Answers, Naming, Note, Pace, Part, Phase, Setting, Workshop};
pub(crate) use one::commented;
pub(crate) use pages::{OnToday, on_today, routes};

use crate::Error;
use crate::app::App;
use crate::job::{self, Done, Kind, Work};
use crate::peer_team::{self, PeerTeam, PeerTeamId};
use crate::people::{Person, PersonId};
use crate::store::Tx;
use desk::{Desk, Moved};
use flow::Instant;
use jiff::ToSpan;
use jiff::civil::Date;
use sea_orm::SqlErr;
use std::pin::Pin;

const PHASE: &str = "purpose_phase";
const REVIEW: &str = "purpose_review";

/// What has a time: the phases of a workshop, and a purpose, which comes back.
pub(crate) fn jobs() -> Vec<Kind> {
    let phase = Kind { word: PHASE, work: Work::Change(time_is_up) };
    vec![phase, Kind { word: REVIEW, work: Work::Change(letters::remind) }]
}

/// What can serve a part of a purpose, given by its capability.
#[derive(Clone, Copy)]
pub(crate) struct Serving {
    /// What one of it is called.
    pub(crate) what: &'static str,
    /// Of a peer team: the part that each names, if any, and when it began.
    pub(crate) parts: for<'a> fn(&'a App, &'a PeerTeam) -> Served<'a>,
}

type Parts = Vec<(Option<String>, Instant)>;

/// The parts that are served.
pub(crate) type Served<'a> = Pin<Box<dyn Future<Output = Result<Parts, Error>> + Send + 'a>>;

/// What a peer team has agreed on.
#[derive(Clone, Debug)]
pub(crate) struct InForce {
    pub(crate) id: String,
    pub(crate) statement: String,
    /// What it is made of; what is done may name which part of it it serves.
    pub(crate) parts: Vec<Part>,
    pub(crate) adopted_at: Instant,
    pub(crate) review_on: Date,
}

/// The purpose that a peer team adopted last.
pub(crate) async fn in_force(app: &App, team: &PeerTeamId) -> Result<Option<InForce>, Error> {
    let all = store::of_team(app.store.reader(), team).await?;
    Ok(all.iter().find_map(InForce::of))
}

impl InForce {
    fn of(it: &Workshop) -> Option<Self> {
        let (_, adopted_at) = it.end.filter(|_| it.is_adopted())?;
        Some(Self {
            id: it.id.clone(),
            statement: it.chosen()?.words().to_owned(),
            parts: it.parts(),
            adopted_at,
            review_on: it.content.review_on.unwrap_or(Date::ZERO),
        })
    }
}

/// All workshops of a peer team, the latest first.
pub(crate) async fn workshops(app: &App, team: &PeerTeamId) -> Result<Vec<Workshop>, Error> {
    Ok(store::of_team(app.store.reader(), team).await?)
}

/// What I wrote so far and nobody else can read, as I typed it.
pub(crate) fn my_draft(it: &Workshop, me: &Person) -> Result<[String; 3], Error> {
    let Some(sealed) = it.draft_of(&me.id) else { return Ok(Default::default()) };
    let text = me.key.open(sealed, &it.place_of_draft(&me.id))?;
    Ok(Answers::typed(&text))
}

/// Begins a workshop; there is one at a time.
pub(crate) async fn begin(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    setting: Setting,
) -> Result<(), Error> {
    let me = &me.id;
    let tx = app.store.write().await?;
    let desk = Desk::new((app, &tx), team, me).await?;
    let until = desk.until(setting.pace, Phase::Write);
    let (id, team_id) = (crate::ids::new(), team.id.clone());
    let it = Workshop::begun(id, team_id, me, setting, (desk.now, until));
    store::begin(&tx, &it).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::OpenAlready.into(),
        _ => Error::from(error),
    })?;
    desk.put_back(&it).await?;
    desk.record(&it.id, "began").await?;
    letters::begun(app, &tx, (team, &it), me).await?;
    Ok(tx.commit().await?)
}

/// Keeps what I write. Until the reveal it is sealed, and that I have written is all the others
/// learn; after it, it stands with theirs.
pub(crate) async fn write(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, from, typed): (&str, Phase, [&str; 3]),
) -> Result<(), Error> {
    let answers = Answers::checked(typed)?;
    let tx = app.store.write().await?;
    let desk = Desk::new((app, &tx), team, &me.id).await?;
    let it = desk.take(id).await?;
    // Nobody shows to all what they meant to keep for themselves.
    if from == Phase::Write && it.phase != Phase::Write && it.is_open() {
        return Err(Refusal::RevealedMeanwhile.into());
    }
    let (it, verb) = match it.phase {
        Phase::Write => {
            let text = Answers::to_sealed_text(typed);
            let sealed = me.key.seal(&text, &it.place_of_draft(&me.id))?;
            // That somebody wrote is told once, and how often they did not at all.
            let verb = (!it.has_written(&me.id)).then_some("wrote");
            (it.write(&me.id, sealed)?, verb)
        }
        _ => (it.add(&me.id, (&answers, desk.now))?, Some("added")),
    };
    if let Some(verb) = verb {
        desk.record(id, verb).await?;
    }
    desk.put_back(&it).await?;
    Ok(tx.commit().await?)
}

/// A change of a workshop by one of its peers.
#[derive(Clone, Copy)]
pub(crate) enum Change<'c> {
    /// Ready for what follows the phase that was read, or not any more.
    Ready(Phase, bool),
    /// Leads from now on.
    Lead,
    /// On from the phase that was read; of several statements, with this one, adopted until a day.
    On(Phase, Option<(&'c str, Date)>),
    /// Back from the phase that was read.
    Back(Phase),
    MoreTime,
    Stop,
    /// A note, and what it is put with.
    PutTogether(&'c str, &'c str),
    TakeOut(&'c str),
    /// A group, the name that was read, and the new one.
    Name(&'c str, &'c str, &'c str),
    GiveDot(&'c str),
    TakeDot(&'c str),
    Propose(&'c str),
    /// A statement, how many versions were read, and the new words.
    Reword(&'c str, usize, &'c str),
    /// What was read that consent is asked for.
    Consent(&'c str),
    /// The same, the harm, and what would make it safe enough.
    Object(&'c str, &'c str, &'c str),
    /// Adopts what was read, whoever has not answered.
    Adopt(&'c str),
    /// Keeps what was adopted until another day.
    Keep(Date),
}

/// Does something in a workshop. Each change is made alone, and with it what follows from it.
pub(crate) async fn change(
    app: &App,
    team: &PeerTeam,
    me: &Person,
    (id, change): (&str, Change<'_>),
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let desk = Desk::new((app, &tx), team, &me.id).await?;
    if let Change::Keep(_) = change {
        // As the job of the review does: the job first, then the purpose.
        job::call_off(&tx, REVIEW, id).await?;
    }
    let it = desk.take(id).await?;
    let (it, verb) = match change {
        Change::On(from, chosen) => (moved_on(&desk, it, (from, chosen)).await?, None),
        Change::Adopt(asked) => {
            it.led_by(desk.by)?;
            it.is_still_asked(asked)?;
            (desk.move_on(it).await?, None)
        }
        Change::Keep(_) if !is_in_force(&desk, id).await? => {
            return Err(Refusal::NotAdopted.into());
        }
        change => changed(&desk, it, change)?,
    };
    if let Some(verb) = verb {
        desk.record(id, verb).await?;
    }
    let it = match change {
        Change::Ready(_, true) => desk.if_all_are_ready(it).await?,
        Change::Consent(_) if it.do_all_consent(&desk.peers) => desk.move_on(it).await?,
        Change::Keep(_) => {
            letters::comes_back(&tx, team, &it, desk.now).await?;
            it
        }
        _ => it,
    };
    desk.put_back(&it).await?;
    Ok(tx.commit().await?)
}

/// Whether it is the purpose that was adopted last.
async fn is_in_force(desk: &Desk<'_>, id: &str) -> Result<bool, Error> {
    let all = store::of_team(desk.tx, &desk.team.id).await?;
    Ok(all.iter().find(|it| it.is_adopted()).is_some_and(|it| it.id == id))
}

/// What a change makes of a workshop, and the verb to tell of it, if any.
fn changed(
    desk: &Desk<'_>,
    it: Workshop,
    change: Change<'_>,
) -> Result<(Workshop, Option<&'static str>), Refusal> {
    let (by, now) = (desk.by, desk.now);
    let leads = |it: &Workshop| it.led_by(by);
    Ok(match change {
        Change::Ready(from, is_ready) => {
            is_still(&it, from)?;
            // How often somebody says so is nobody's to know.
            let is_new = it.content.ready.contains(by) != is_ready;
            let verb = if is_ready { "is ready" } else { "is ready no longer" };
            (it.say_ready(by, is_ready)?, is_new.then_some(verb))
        }
        Change::Lead => (it.take_lead(by)?, Some("took the lead")),
        Change::Back(from) => {
            leads(&it)?;
            is_still(&it, from)?;
            let until = it.phase.before().and_then(|phase| desk.until(it.content.pace, phase));
            (it.step_back(until)?, Some("stepped back"))
        }
        Change::MoreTime => {
            leads(&it)?;
            let until = desk.more(&it);
            (it.take_time(until)?, Some("gave time"))
        }
        Change::Stop => {
            leads(&it)?;
            (it.stop(now)?, Some("stopped"))
        }
        Change::PutTogether(note, with) => {
            (it.put_together(by, (note, with))?, Some("put together"))
        }
        Change::TakeOut(note) => (it.take_out(by, note)?, Some("took out of a group")),
        Change::Name(group, was, name) => {
            (it.name_group(by, (group, was, name))?, Some("named a group"))
        }
        // Where the dots are is nobody's to know before all have given them.
        Change::GiveDot(note) => (it.give_dot(by, note)?, None),
        Change::TakeDot(note) => (it.take_dot(by, note)?, None),
        Change::Propose(words) => (it.propose(by, (words, now))?, Some("proposed")),
        Change::Reword(statement, read, words) => {
            let it = it.reword(by, (statement, read), (words, now))?;
            // All are asked again, and have the time for it.
            let until = match it.phase {
                Phase::Consent => desk.until(it.content.pace, it.phase).max(it.until),
                _ => it.until,
            };
            (Workshop { until, ..it }, Some("reworded"))
        }
        Change::Consent(asked) => (it.consent(by, (asked, now))?, Some("consented")),
        Change::Object(asked, harm, remedy) => {
            (it.object(by, (asked, now), (harm, remedy))?, Some("objected"))
        }
        Change::Keep(on) => (it.keep((on, desk.today))?, Some("kept")),
        Change::On(..) | Change::Adopt(_) => (it, None),
    })
}

/// Of two who press at once, or one who presses twice, one moves.
fn is_still(it: &Workshop, phase: Phase) -> Result<(), Refusal> {
    if it.phase == phase { Ok(()) } else { Err(Refusal::MovedMeanwhile) }
}

async fn moved_on(
    desk: &Desk<'_>,
    it: Workshop,
    (from, chosen): (Phase, Option<(&str, Date)>),
) -> Result<Workshop, Error> {
    it.led_by(desk.by)?;
    is_still(&it, from)?;
    let it = match chosen {
        Some((statement, on)) => it.choose(statement)?.adopt_until((on, desk.today))?,
        None => it,
    };
    desk.move_on(it).await
}

/// When a statement that is adopted now comes back, where nobody says otherwise.
pub(crate) fn in_a_quarter(today: Date) -> Date {
    today.saturating_add(3.months())
}

/// The time of a phase is up: it moves on by itself where it can.
fn time_is_up<'w>(app: &'w App, tx: &'w Tx, id: &'w str) -> Done<'w> {
    Box::pin(async move {
        let Some(it) = store::locked(tx, id).await? else { return Ok(()) };
        let team = peer_team::by_id(app.store.reader(), &it.team).await?.ok_or(Error::NotFound)?;
        let by: PersonId = it.content.leader.clone();
        let desk = Desk::new((app, tx), &team, &by).await?;
        if team.archived_at.is_some() && it.is_open() {
            // Nothing changes there; once it is opened again, the phase has its whole time.
            let until = desk.until(it.content.pace, it.phase);
            return desk.put_back(&Workshop { until, ..it }).await;
        }
        let moving = desk.moving(&it, Moved::ByItself).await?;
        let before = (it.phase, it.is_open());
        let Some(it) = it.time_is_up(&moving) else { return Ok(()) };
        if (it.phase, it.is_open()) != before {
            desk.told(&it, Moved::ByItself).await?;
        }
        desk.put_back(&it).await
    })
}
