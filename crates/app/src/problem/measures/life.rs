//! What the measures look at of a problem: its instants, its sizes, its causes; no person.

use super::super::model;
use super::super::shelf::{self, Known};
use super::super::size::Size;
use crate::app::App;
use crate::peer_team::PeerTeam;
use crate::shell::date_in;
use crate::{Error, team};
use flow::Instant;
use jiff::civil::Date;

/// A time of a problem, from when it was shared or came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spell {
    pub(crate) from: Instant,
    /// Taken up by anybody; routed, dropped or answered in words by another than who raised it.
    pub(crate) replied_at: Option<Instant>,
    pub(crate) contained_at: Option<Instant>,
    pub(crate) solved_at: Option<Instant>,
    /// It had not come back after the days in which it was watched.
    pub(crate) verified_at: Option<Instant>,
    /// An end of its own: neither solved, nor open.
    pub(crate) dropped_at: Option<Instant>,
}

/// A shared problem as the measures see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    /// Its number at the table.
    pub(crate) number: i32,
    pub(crate) words: String,
    /// The first and the last day on which it may have begun, if anybody guessed.
    pub(crate) began: Option<(Date, Date)>,
    /// The first time, and one more for each time that it came back.
    pub(crate) spells: Vec<Spell>,
    pub(crate) size_when_seen: Size,
    pub(crate) size_when_solved: Option<Size>,
    /// What causes it, in the words of the peers.
    pub(crate) cause: Option<String>,
    /// For which team it blocked work from which day to which, both counted; none while it does.
    pub(crate) blocked: Vec<(String, Date, Option<Date>)>,
}

/// All shared problems of a table as the measures see them.
pub(crate) async fn lives(app: &App, team: &PeerTeam) -> Result<Vec<Life>, Error> {
    let names = team::names(app.store.reader(), &team.id).await?;
    let all = shelf::of_team(app, &team.id).await?;
    let zone = team.settings.time_zone.as_str();
    Ok(all.iter().map(|it| life(it, &names, zone)).collect())
}

fn life(it: &Known, names: &[(String, String)], zone: &str) -> Life {
    let standing = &it.standing;
    let spell = |spell: &model::Spell| Spell {
        from: spell.from,
        replied_at: spell.replied_at,
        contained_at: spell.contained.as_ref().map(|it| it.0),
        solved_at: spell.solved.as_ref().map(|it| it.at),
        verified_at: spell.verified_at,
        dropped_at: spell.dropped.as_ref().map(|it| it.0),
    };
    // What is solved or dropped keeps nobody from working any more.
    let end = |place: usize| Some(date_in(standing.spells.get(place)?.ended_at()?, zone));
    let last = |it: &model::Block| it.until.into_iter().chain(end(it.spell)).min();
    let name = |id: &str| {
        let known = names.iter().find(|it| it.0 == id);
        known.map_or_else(|| id.to_owned(), |it| it.1.clone())
    };
    let block = |it: &model::Block| (name(&it.team), it.from, last(it));
    Life {
        number: it.problem.number,
        words: standing.words.clone(),
        // How long it waited at a table below is no lag of this one.
        began: it.problem.content.began.filter(|_| it.problem.content.below.is_none()),
        spells: standing.spells.iter().map(spell).collect(),
        size_when_seen: standing.size_when_seen,
        size_when_solved: standing.solution().map(|it| it.size),
        cause: standing.cause.clone(),
        blocked: standing.blocks.iter().map(block).collect(),
    }
}
