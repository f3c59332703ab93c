//! Why I want to work with my peers: mine, dated, version by version, private until I share it.
//! Sharing copies one version into a peer team; taking it back removes the copy. The private one
//! never changes hands.

mod model;
mod one;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use model::Refusal;
pub(crate) use model::{Draft, Overlap, REASONS, Shared, Why, reasons_in_words};
pub(crate) use one::commented;
pub(crate) use pages::routes;

use crate::Error;
use crate::app::App;
use crate::event::{self, Event, Refusal as NotUndone, Thing, for_team};
use crate::job::{self, Done, Kind, MONDAY_TO_FRIDAY, Work, WorkingTime};
use crate::mail::{self, Letter};
use crate::peer_team::{Member, PeerTeam};
use crate::people::{self, Person, PersonId};
use crate::private::Key;
use crate::shell::date_in;
use crate::store::Tx;
use flow::Instant;
use jiff::ToSpan;
use jiff::civil::Date;
use sea_orm::DatabaseConnection;

/// Keeps what somebody wrote as their next version. Nobody else learns that there is one.
pub(crate) async fn keep(app: &App, person: &Person, draft: Draft) -> Result<Why, Error> {
    let draft = draft.checked()?;
    let now = app.clock.now();
    let review_on = in_a_quarter(now, person);
    let tx = app.store.write().await?;
    comes_back(&tx, person, (review_on, now)).await?;
    let version = store::latest_version(&tx, &person.id).await? + 1;
    let id = crate::ids::new();
    let sealed = person.key.seal(&draft.sealed_text(), &model::place(&id, &person.id))?;
    let why = Why { version, kept_at: now, review_on, is_let_go: false, draft };
    store::keep(&tx, (&id, &person.id), &why, sealed).await?;
    tx.commit().await?;
    Ok(why)
}

const REVIEW: &str = "why_review";

/// What comes back: whys, on their day.
pub(crate) fn jobs() -> Vec<Kind> {
    vec![Kind { word: REVIEW, work: Work::Change(remind) }]
}

/// It comes back in the morning of its day, or of the next that most people work on.
async fn comes_back(
    tx: &Tx,
    person: &Person,
    (review_on, now): (Date, Instant),
) -> Result<(), Error> {
    let time_zone = &*person.time_zone;
    let time = WorkingTime { time_zone, days: &MONDAY_TO_FRIDAY, holidays: &[] };
    let morning = time.morning_on_or_after(review_on);
    job::due(tx, REVIEW, person.id.as_str(), (morning, now)).await
}

/// Writes to somebody whose why has come back. What they wrote stays where it is.
fn remind<'w>(app: &'w App, tx: &'w Tx, person: &'w str) -> Done<'w> {
    Box::pin(async move {
        let person = PersonId::known(person);
        let Some(to) = people::addressee(tx, &person).await? else { return Ok(()) };
        let body = pages::letter(app, &to.name)?;
        let letter = Letter { address: to.email, subject: "Is this still why?", body };
        mail::post(tx, app, letter).await
    })
}

/// When a why that is kept now comes back: is this still why?
fn in_a_quarter(now: Instant, person: &Person) -> Date {
    date_in(now, &person.time_zone).saturating_add(3.months())
}

/// What somebody wrote so far, the latest first. It asks for the person who wrote it, whose key
/// alone opens it; there is no other way to it.
pub(crate) async fn mine(app: &App, person: &Person) -> Result<Vec<Why>, Error> {
    opened(app.store.reader(), (&person.id, &person.key)).await
}

/// Destroys all that somebody wrote for themselves. What they shared are copies, which stay.
pub(crate) async fn destroy(tx: &Tx, person: &PersonId) -> Result<(), Error> {
    Ok(store::destroy(tx, person).await?)
}

/// The same from a copy of the data, with the key of whoever wrote it.
pub(crate) async fn opened(
    c: &DatabaseConnection,
    (person, key): (&PersonId, &Key),
) -> Result<Vec<Why>, Error> {
    let rows = store::of(c, person).await?;
    let open = |row: store::Row| {
        let text = key.open(&row.sealed, &model::place(&row.id, person))?;
        Ok(Why {
            version: row.version,
            kept_at: Instant::from_micros(row.kept_at),
            review_on: row.review_on.parse().unwrap_or(Date::ZERO),
            is_let_go: row.let_go_at.is_some(),
            draft: Draft::of_sealed_text(&text),
        })
    };
    rows.into_iter().map(open).collect()
}

/// It is still why: it comes back in a quarter.
pub(crate) async fn still(app: &App, person: &Person) -> Result<(), Error> {
    let now = app.clock.now();
    let review_on = in_a_quarter(now, person);
    let tx = app.store.write().await?;
    comes_back(&tx, person, (review_on, now)).await?;
    store::review_again(&tx, &person.id, review_on).await?;
    Ok(tx.commit().await?)
}

/// It is why no longer: it is kept among the earlier ones and does not come back.
pub(crate) async fn let_go(app: &App, person: &Person) -> Result<(), Error> {
    let tx = app.store.write().await?;
    job::call_off(&tx, REVIEW, person.id.as_str()).await?;
    store::let_go(&tx, &person.id, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Copies a version of my why into a peer team's space; one I shared there before is taken back.
pub(crate) async fn share(
    app: &App,
    team: &PeerTeam,
    person: &Person,
    version: i32,
) -> Result<(), Error> {
    let mine = mine(app, person).await?;
    let why = mine.iter().find(|why| why.version == version).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let id = crate::ids::new();
    let tx = app.store.write().await?;
    store::take_back_all(&tx, (&team.id, &person.id), now).await?;
    store::share(&tx, (&id, &team.id, &person.id), why, now).await?;
    event::record(&tx, for_team(&team.id, &person.id, now, (Thing::Why, &id, "shared"))).await?;
    Ok(tx.commit().await?)
}

/// Removes what I shared with a peer team.
pub(crate) async fn take_back(app: &App, team: &PeerTeam, person: &Person) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let taken = store::take_back_all(&tx, (&team.id, &person.id), now).await?;
    if let Some(id) = taken {
        let what = (Thing::Why, id.as_str(), "took back");
        event::record(&tx, for_team(&team.id, &person.id, now, what)).await?;
    }
    Ok(tx.commit().await?)
}

/// Undoes that I shared a why, or that I took it back. What is shown again is the version that was
/// shown before, from what I keep for myself; and with it what was said about it.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let (team, me, now) = (&member.team.id, &member.me, app.clock.now());
    let id = undone.thing_id.as_str();
    let shared = store::shared_now(tx, (team, &me.id)).await?;
    let verb = match (undone.verb.as_str(), shared) {
        ("shared", Some(current)) if current == id => {
            store::take_back_all(tx, (team, &me.id), now).await?;
            "took back"
        }
        ("took back", None) => {
            let version = store::version_of(tx, (team, &me.id), id).await?;
            let mine = mine(app, me).await?;
            let why = mine.iter().find(|why| Some(why.version) == version);
            store::share_again(tx, id, &why.ok_or(NotUndone::ChangedSince)?.draft).await?;
            "shared"
        }
        _ => return Err(NotUndone::ChangedSince.into()),
    };
    let event = for_team(team, &me.id, now, (Thing::Why, id, verb));
    event::record(tx, event.undoing(undone)).await
}

/// What the members of a peer team share with it, in the order they shared it.
pub(crate) async fn shared(app: &App, team: &PeerTeam) -> Result<Vec<Shared>, Error> {
    let shared = store::shared(app.store.reader(), &team.id).await?;
    let ids: Vec<&str> = shared.iter().map(|it| it.person.as_str()).collect();
    let names = people::names(app, &ids).await?;
    Ok(shared.into_iter().zip(names).map(|(it, name)| Shared { name, ..it }).collect())
}

/// What I shared with a peer team and took back: from when to when.
pub(crate) async fn taken_back(
    app: &App,
    team: &PeerTeam,
    person: &Person,
) -> Result<Vec<(Instant, Instant)>, Error> {
    Ok(store::taken_back(app.store.reader(), &team.id, &person.id).await?)
}
