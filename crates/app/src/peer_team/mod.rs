//! Peer teams: managers who are peers and work as a team. Anyone founds one; whoever sits at its
//! table has the same rights; observers read and change nothing.

mod history;
mod letters;
mod live;
mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use history::{History, Line, history, history_of};
pub(crate) use letters::write_to;
pub use model::Refusal;
pub(crate) use model::{PeerSpell, PeerTeam, PeerTeamId, Role, Seat, Settings};
pub(crate) use pages::{Member, Peer, Seated, frame, routes, told};

use crate::Error;
use crate::app::App;
use crate::event::{self, Event, Thing, for_team};
use crate::people::{self, Look, Person, PersonId};
use crate::store::Tx;
use crate::wording::listed;
use sea_orm::ConnectionTrait;

/// Founds a peer team; whoever founds it takes the first seat.
pub(crate) async fn found(
    app: &App,
    founder: &Person,
    settings: Settings,
) -> Result<String, Error> {
    let settings = settings.checked()?;
    let now = app.clock.now();
    let id = PeerTeamId::new();
    let tx = app.store.write().await?;
    let taken = store::shorts(&tx).await?;
    let short = model::free_short(&settings.name, &taken);
    store::found(&tx, &id, &short, now).await?;
    store::settle(&tx, &id, 1, &settings, (&founder.id, now)).await?;
    store::sit(&tx, &id, &founder.id, Role::Peer, now).await?;
    event::record(&tx, for_team(&id, &founder.id, now, (Thing::PeerTeam, id.as_str(), "founded")))
        .await?;
    tx.commit().await?;
    Ok(short)
}

/// The peer teams somebody sits at or observes, those they joined last first.
pub(crate) async fn of_person(app: &App, person: &PersonId) -> Result<Vec<PeerTeam>, Error> {
    Ok(with_roles(app, person).await?.into_iter().map(|it| it.0).collect())
}

/// The same, each with what they are to it.
async fn with_roles(app: &App, person: &PersonId) -> Result<Vec<(PeerTeam, Role)>, Error> {
    let mut teams = store::of_person(app.store.reader(), person).await?;
    // What is archived comes last.
    teams.sort_by_key(|(team, _)| team.archived_at.is_some());
    Ok(teams)
}

/// The peer team with this short form, as this person sees it: their role, or nothing at all.
pub(crate) async fn seen_by(
    app: &App,
    person: &PersonId,
    short: &str,
) -> Result<Option<(PeerTeam, Role)>, Error> {
    let teams = with_roles(app, person).await?;
    Ok(teams.into_iter().find(|(team, _)| team.short == short))
}

/// Whether the first is a peer of a team at whose table the other sits or observes.
pub(crate) async fn is_peer_of(
    c: &impl ConnectionTrait,
    peer: &PersonId,
    other: &PersonId,
) -> Result<bool, Error> {
    for (team, role) in store::of_person(c, peer).await? {
        let theirs = store::seat_of(c, &team.id, other).await?;
        if theirs.is_some() && role == Role::Peer {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A peer team by its id, for whoever was invited to it.
pub(crate) async fn by_id(
    c: &impl ConnectionTrait,
    id: &PeerTeamId,
) -> Result<Option<PeerTeam>, Error> {
    Ok(store::by_id(c, id).await?)
}

/// Who sits at the table and who observes, in the order they came.
pub(crate) async fn seats(app: &App, team: &PeerTeamId) -> Result<Vec<Seat>, Error> {
    let spells = store::spells(app.store.reader(), team).await?;
    let spells: Vec<_> = spells.into_iter().filter(|spell| spell.left_at.is_none()).collect();
    let ids: Vec<&str> = spells.iter().map(|spell| spell.person_id.as_str()).collect();
    let known = people::looks(app, &ids).await?;
    let forms: Vec<String> = known.iter().map(|it| it.1.short.clone()).collect();
    let shorts = model::told_apart(&forms);
    let here = crate::live::at(app, team);
    let seat = |((spell, (name, look)), short): ((store::Spell, (String, Look)), String)| Seat {
        is_here: here.contains(&spell.person_id),
        person: PersonId::known(spell.person_id),
        name,
        short,
        colour: look.colour,
        role: Role::of_word(&spell.role),
        joined_at: flow::Instant::from_micros(spell.joined_at),
    };
    Ok(spells.into_iter().zip(known).zip(shorts).map(seat).collect())
}

/// Who can read what the peer team shares, by name; of what one role alone sees, those of it.
pub(crate) async fn readers(
    app: &App,
    team: &PeerTeam,
    only: Option<Role>,
) -> Result<String, Error> {
    let seats = seats(app, &team.id).await?;
    let read = seats.iter().filter(|seat| only.is_none_or(|role| seat.role == role));
    let name = |seat: &Seat| match seat.role {
        Role::Peer => seat.name.clone(),
        Role::Observer => format!("{} (observes)", seat.name),
    };
    let names: Vec<String> = read.map(name).collect();
    Ok(listed(&names).unwrap_or_default())
}

/// Who could read what the peer team shares between two instants: their names, each once.
pub(crate) async fn readers_between(
    app: &App,
    team: &PeerTeamId,
    (from, to): (flow::Instant, flow::Instant),
) -> Result<Vec<String>, Error> {
    let spells = store::spells(app.store.reader(), team).await?;
    let there = |spell: &&store::Spell| {
        spell.joined_at <= to.as_micros()
            && spell.left_at.is_none_or(|left| left >= from.as_micros())
    };
    let mut ids: Vec<&str> =
        spells.iter().filter(there).map(|spell| spell.person_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    people::names(app, &ids).await
}

/// Gives somebody a seat. It is the invitation's to say who may.
pub(crate) async fn join(
    tx: &Tx,
    team: &PeerTeamId,
    person: &PersonId,
    role: Role,
    now: flow::Instant,
) -> Result<(), Error> {
    if store::seat_of(tx, team, person).await?.is_some() {
        return Err(Refusal::SitsAlready.into());
    }
    store::sit(tx, team, person, role, now).await?;
    event::record(tx, for_team(team, person, now, (Thing::Seat, person.as_str(), "joined"))).await
}

/// Ends somebody's seat; false when they hold none. What they shared stays. `verb` says how it
/// came, `by` by whom.
pub(crate) async fn end_seat(
    tx: &Tx,
    team: &PeerTeamId,
    person: &PersonId,
    (by, verb): (&PersonId, &'static str),
    now: flow::Instant,
) -> Result<bool, Error> {
    let ended = store::stand_up(tx, team, person, now).await?;
    if ended {
        event::record(tx, for_team(team, by, now, (Thing::Seat, person.as_str(), verb))).await?;
    }
    Ok(ended)
}

/// What somebody is to a peer team now.
pub(crate) async fn role_of(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
    person: &PersonId,
) -> Result<Option<Role>, Error> {
    Ok(store::seat_of(c, team, person).await?)
}

/// Who the peers of a team are now.
pub(crate) async fn peers(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<PersonId>, Error> {
    let spells = store::spells(c, team).await?.into_iter();
    let here = spells.filter(|it| it.left_at.is_none() && Role::of_word(&it.role) == Role::Peer);
    Ok(here.map(|spell| PersonId::known(spell.person_id)).collect())
}

/// Who were peers of a team from when to when.
pub(crate) async fn peer_spells(
    c: &impl ConnectionTrait,
    team: &PeerTeamId,
) -> Result<Vec<PeerSpell>, Error> {
    let spells = store::spells(c, team).await?.into_iter();
    let of_peers = spells.filter(|it| Role::of_word(&it.role) == Role::Peer);
    let spell = |it: store::Spell| PeerSpell {
        person: PersonId::known(it.person_id),
        from: flow::Instant::from_micros(it.joined_at),
        until: it.left_at.map(flow::Instant::from_micros),
    };
    Ok(of_peers.map(spell).collect())
}

/// Until the transaction ends, others who hold the same team wait.
pub(crate) async fn hold(tx: &Tx, team: &PeerTeamId) -> Result<(), Error> {
    Ok(store::hold(tx, team).await?)
}

/// Archives a peer team, or opens it again; `by` is who proposed it.
pub(crate) async fn archive(
    tx: &Tx,
    team: &PeerTeamId,
    (since, by): (Option<flow::Instant>, &PersonId),
    now: flow::Instant,
) -> Result<(), Error> {
    store::archive(tx, team, since).await?;
    let verb = if since.is_some() { "archived" } else { "reopened" };
    event::record(tx, for_team(team, by, now, (Thing::PeerTeam, team.as_str(), verb))).await
}

/// Leaves all tables, for good.
pub(crate) async fn leave_all(tx: &Tx, person: &PersonId, now: flow::Instant) -> Result<(), Error> {
    for (team, _) in store::of_person(tx, person).await? {
        end_seat(tx, &team.id, person, (person, "left"), now).await?;
    }
    Ok(())
}

/// Changes the settings. `version` is the one that was read; who changed them meanwhile is told.
pub(crate) async fn settle(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    (settings, version): (Settings, i32),
) -> Result<(), Error> {
    let settings = settings.checked()?;
    let now = app.clock.now();
    let tx = app.store.write().await?;
    let current = store::by_id(&tx, &team.id).await?.ok_or(Error::NotFound)?;
    if current.version != version {
        return Err(Refusal::ChangedMeanwhile(current.settings.name).into());
    }
    store::settle(&tx, &team.id, version + 1, &settings, (&peer.id, now)).await?;
    event::record(
        &tx,
        for_team(&team.id, &peer.id, now, (Thing::PeerTeam, team.id.as_str(), "settled")),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Puts the settings back to the version before, within a week.
pub(crate) async fn put_back(
    app: &App,
    team: &PeerTeam,
    peer: &Person,
    version: i32,
) -> Result<(), Error> {
    let tx = app.store.write().await?;
    let events = event::of_thing(&tx, &team.id, (Thing::PeerTeam, team.id.as_str())).await?;
    // Only the latest version can be put back; the latest change made it.
    let mut changes = events.iter().filter(|it| ["settled", "put back"].contains(&&*it.verb));
    let latest = changes.next().ok_or(Refusal::NothingToPutBack)?;
    put_version_back(&tx, (&team.id, &peer.id), (version, latest), app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Undoes the latest change of the settings.
pub(crate) async fn undo(app: &App, tx: &Tx, member: &Member, undone: &Event) -> Result<(), Error> {
    let team = store::by_id(tx, &member.team.id).await?.ok_or(Error::NotFound)?;
    let (version, now) = (team.version, app.clock.now());
    put_version_back(tx, (&team.id, &member.me.id), (version, undone), now).await
}

async fn put_version_back(
    tx: &Tx,
    (team, peer): (&PeerTeamId, &PersonId),
    (version, undone): (i32, &Event),
    now: flow::Instant,
) -> Result<(), Error> {
    let versions = store::versions(tx, team).await?;
    let (before, after) = model::to_put_back(&versions, version, now)?;
    store::settle(tx, team, after.version + 1, &before.settings, (peer, now)).await?;
    let event = for_team(team, peer, now, (Thing::PeerTeam, team.as_str(), "put back"));
    event::record(tx, event.undoing(undone)).await
}

/// The versions of the settings, the latest first.
pub(crate) async fn versions(app: &App, team: &PeerTeamId) -> Result<Vec<model::Version>, Error> {
    Ok(store::versions(app.store.reader(), team).await?)
}

/// What happened here that I did not do, since I said I had seen it all; the latest first.
pub(crate) async fn moved(app: &App, team: &PeerTeam, me: &PersonId) -> Result<Vec<Event>, Error> {
    let seen = store::seen_at(app.store.reader(), &team.id, me).await?;
    let events = event::of_peer_team(app, &team.id, seen, 100).await?;
    Ok(events.into_iter().filter(|event| !event.is_done_by(me)).collect())
}

/// I have seen it all.
pub(crate) async fn seen(app: &App, team: &PeerTeam, me: &Person) -> Result<(), Error> {
    let tx = app.store.write().await?;
    store::seen(&tx, &team.id, &me.id, app.clock.now()).await?;
    Ok(tx.commit().await?)
}
