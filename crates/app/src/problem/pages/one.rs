//! The page of one problem: what was seen, who has it, where it stands and until when, what can be
//! done now, the way so far, what was said.

use super::super::Refusal;
use super::super::model::{HARMS, ROUTES, Standing, State};
use super::super::shelf::{self, Known};
use super::super::size::SIZES;
use super::super::store;
use super::super::view::{Disc, Sight, Step, Way, days, route_in_words};
use super::moving::found;
use super::{board, meeting};
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, history_of};
use crate::peer_team_link;
use crate::shell::{Form, Frame, Html, date_in, date_words, deadline};
use crate::wording::listed;
use crate::{Error, purpose, team};
use askama::Template;
use axum::extract::{Path, State as Shared};
use std::sync::Arc;

/// Problems can be commented on, by whoever sees them.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Problem, seen, said: Some(super::super::said) }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        let found = store::by_id(app.store.reader(), id).await?;
        let Some(it) = found.filter(|it| it.team == member.team.id) else { return Ok(None) };
        Ok(Some(Commented {
            name: "a problem".to_owned(),
            url: member.team.url(&format!("/problems/{}", it.number)),
            readers: peer_team::readers(app, &member.team, None).await?,
        }))
    })
}

/// What was sent and could not be taken.
pub(super) struct Typed {
    /// The form that it came from.
    pub(super) what: String,
    pub(super) form: Form,
    pub(super) refusal: Refusal,
}

/// A team that has it, and what it costs it.
struct Team {
    id: String,
    name: String,
    cost: String,
    /// Since when it keeps the team from working, if it does.
    blocked: Option<String>,
}

#[derive(Template)]
#[template(path = "problem/problem.html")]
struct ProblemPage {
    frame: Frame,
    url: String,
    /// Where it lies.
    here: String,
    number: i32,
    state: State,
    lead: String,
    standing: Standing,
    /// What its time will be up for next, in a sentence.
    clock: String,
    facts: Vec<(&'static str, String)>,
    teams: Vec<Team>,
    /// Teams of the table that do not have it yet: their ids, names, and whether I serve them.
    other_teams: Vec<(String, String, bool)>,
    solvers: Vec<Disc>,
    is_mine: bool,
    is_raiser: bool,
    can_change: bool,
    reasons: usize,
    /// Short forms and names of the tables above, to one of which it can be offered.
    above: Vec<(String, String)>,
    causes: Vec<String>,
    thanks: Vec<(String, String)>,
    steps: Vec<Step>,
    below: Option<String>,
    today: String,
    readers: String,
    thread: Thread,
    history: History,
    typed: Option<Typed>,
}

impl ProblemPage {
    /// Why what was sent by this form could not be taken.
    fn refusal(&self, what: &str) -> Option<Refusal> {
        self.typed.as_ref().filter(|it| it.what == what).map(|it| it.refusal)
    }

    /// What was typed into a field of a form; otherwise what usually stands there.
    fn typed<'t>(&'t self, what: &str, field: &str, usual: &'t str) -> &'t str {
        let typed = self.typed.as_ref().filter(|it| it.what == what);
        typed.map_or(usual, |it| it.form.one(field))
    }

    fn is_open(&self) -> bool {
        self.state.is_open()
    }

    fn sizes(&self, what: &str, usual: &str) -> Vec<(&'static str, &'static str, bool)> {
        let chosen = self.typed(what, "size", usual).to_owned();
        SIZES.iter().map(|(_, word, words)| (*word, *words, *word == chosen)).collect()
    }

    fn routes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let chosen = |route| self.standing.route == Some(route);
        ROUTES.iter().map(|(route, word, words)| (*word, *words, chosen(*route))).collect()
    }

    fn harms(&self) -> Vec<(&'static str, &'static str, bool)> {
        let chosen = |harm| self.standing.harm == Some(harm);
        HARMS.iter().map(|(harm, word, words)| (*word, *words, chosen(*harm))).collect()
    }
}

pub(super) async fn get_problem(
    Shared(app): Shared<Arc<App>>,
    member: Member,
    Path((_, number)): Path<(String, String)>,
) -> Result<Html, Error> {
    let it = found(&app, &member, &number).await?;
    Html::of(&page(&app, &member, (&it, None)).await?)
}

pub(super) async fn page(
    app: &App,
    member: &Member,
    (it, typed): (&Arc<Known>, Option<Typed>),
) -> Result<impl Template, Error> {
    let sight = Sight::new((app, member), std::slice::from_ref(it)).await?;
    let (standing, state) = (it.standing.clone(), it.standing.state());
    let here = format!("/problems/{}", it.problem.number);
    let readers = peer_team::readers(app, &member.team, None).await?;
    let served = team::served_by(app, &member.team, &member.me.id).await?;
    let way = Way::of(&sight, it).await?;
    let all = shelf::of_team(app, &member.team.id).await?;
    let me = &member.me.id;
    let about = (Thing::Problem, it.problem.id.as_str());
    let has = |id: &str| standing.teams.iter().any(|it| it.team == id);
    let others = sight
        .teams
        .iter()
        .filter(|it| !has(&it.0))
        .map(|(id, name)| (id.clone(), name.clone(), served.contains(id)));
    let thanks = standing.thanks.iter().map(|(by, words)| (sight.who(Some(by)), words.clone()));
    Ok(ProblemPage {
        frame: member.frame(app, "/problems").await?,
        url: member.team.url(""),
        number: it.problem.number,
        lead: lead(&sight, it),
        clock: clock(app, &sight, it).await?,
        facts: facts(&sight, it).into_iter().chain(serves(app, member, it).await?).collect(),
        teams: teams(&sight, it),
        other_teams: others.collect(),
        solvers: standing.spell().solvers.iter().map(|it| sight.disc(it)).collect(),
        is_mine: standing.spell().solvers.contains(me),
        is_raiser: standing.raised_by.as_ref() == Some(me),
        can_change: member.can_change(),
        reasons: meeting::reasons(it, way.answered_at, sight.now).len(),
        above: tables_above(app, member).await?,
        causes: board::causes(&all),
        thanks: thanks.collect(),
        steps: way.steps,
        below: it.problem.content.below.as_ref().map(|it| it.table_name.clone()),
        today: date_in(sight.now, &member.team.settings.time_zone).to_string(),
        thread: thread(app, member, about, &readers).await?,
        readers,
        history: history_of(app, member, about, &here).await?,
        here: member.team.url(&here),
        state,
        standing,
        typed,
    })
}

async fn tables_above(app: &App, member: &Member) -> Result<Vec<(String, String)>, Error> {
    let c = app.store.reader();
    let mut tables = vec![];
    for (id, _) in peer_team_link::above(c, &member.team.id).await? {
        let found = peer_team::by_id(c, &id).await?.filter(|it| it.archived_at.is_none());
        tables.extend(found.map(|it| (it.short.clone(), it.name().to_owned())));
    }
    Ok(tables)
}

fn lead(sight: &Sight<'_>, it: &Known) -> String {
    let at = sight.time(it.standing.shared_at()).words;
    match &it.problem.content.below {
        Some(below) => format!("Offered by {}, a table below, {at}", below.table_name),
        None => format!("{} shared it, {at}", sight.who(it.standing.raised_by.as_ref())),
    }
}

/// What happens by itself, and when, unless somebody does something.
async fn clock(app: &App, sight: &Sight<'_>, it: &Known) -> Result<String, Error> {
    let (spell, reads) = (it.standing.spell(), sight.member.me.reads());
    let at = |at| deadline(at, sight.now, reads).words;
    if let Some(solved) = spell.solved.as_ref().filter(|_| it.standing.state() == State::Solved) {
        return Ok(format!(
            "If it does not come back by {}, it counts as solved for good.",
            at(solved.watched_until)
        ));
    }
    if !it.standing.state().is_open() {
        return Ok(String::new());
    }
    let reply = match spell.replied_at {
        Some(_) => None,
        None if it.is_unanswered(sight.now) => {
            Some("Nobody has replied in time: it heads the next meeting.".to_owned())
        }
        None => Some(format!(
            "Without a reply by {} it heads the next meeting.",
            at(spell.clocks.reply_by)
        )),
    };
    let above = tables_above(app, sight.member).await?;
    let solution = match (&spell.offered, above.first()) {
        (Some(offer), _) => Some(format!("It was offered to {}.", offer.table_name)),
        (None, _) if it.is_unsolved(sight.now) => {
            Some("It is past the time to solve it.".to_owned())
        }
        (None, Some((_, name))) => Some(format!(
            "If it is not solved by {}, it is offered to {name}.",
            at(spell.clocks.solve_by)
        )),
        (None, None) => Some(format!(
            "If it is not solved by {}, it heads the next meeting.",
            at(spell.clocks.solve_by)
        )),
    };
    Ok([reply, solution].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn facts(sight: &Sight<'_>, it: &Known) -> Vec<(&'static str, String)> {
    let standing = &it.standing;
    let size = match standing.size == standing.size_when_seen {
        true => format!("{} a week, all teams together", standing.size.in_words()),
        false => format!(
            "{} a week, all teams together; {} when it was seen",
            standing.size.in_words(),
            standing.size_when_seen.in_words()
        ),
    };
    let harm = HARMS.iter().find(|it| standing.harm == Some(it.0));
    let size = harm.map_or(size.clone(), |it| format!("{size}; what it does {}", it.2));
    let day = |date| date_words(date, sight.member.me.locale);
    let began = it.problem.content.began.map(|(first, last)| match first == last {
        true => format!("about {}", day(first)),
        false => format!("between {} and {}", day(first), day(last)),
    });
    let spell = standing.spell();
    let solvers = match spell.solvers.len() {
        0 => None,
        _ => Some(sight.named(&spell.solvers)),
    };
    let contained = spell.contained.as_ref().map(|(at, words)| match words.is_empty() {
        true => sight.time(*at).words,
        false => format!("{}: {words}", sight.time(*at).words),
    });
    let age = days(standing.shared_at(), sight.now);
    let here = days(standing.since(), sight.now);
    let age =
        standing.state().is_open().then(|| format!("{age} days, {here} of them as it stands"));
    let all = [
        ("Costs", Some(size)),
        ("Age", age),
        ("On it", solvers),
        ("Contained", contained),
        ("Who can act", standing.route.map(|it| route_in_words(it).to_owned())),
        ("Cause", standing.cause.clone()),
        ("Began", began),
        ("Below", it.problem.content.below.as_ref().and_then(|it| listed(&it.team_names))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The part of the purpose that solving it serves.
async fn serves(
    app: &App,
    member: &Member,
    it: &Known,
) -> Result<Option<(&'static str, String)>, Error> {
    let Some(part) = &it.problem.content.part else { return Ok(None) };
    let purpose = purpose::in_force(app, &member.team.id).await?;
    let parts = purpose.map_or_else(Vec::new, |it| it.parts);
    Ok(parts.into_iter().find(|it| it.id == *part).map(|it| ("Serves", it.words)))
}

fn teams(sight: &Sight<'_>, it: &Known) -> Vec<Team> {
    let standing = &it.standing;
    let day = |date| date_words(date, sight.member.me.locale);
    let blocked = |team: &str| Some(day(standing.block_of(team)?.from));
    let team = |has: &super::super::model::Has| Team {
        id: has.team.clone(),
        name: sight.team(&has.team).to_owned(),
        cost: has.size.map_or_else(String::new, |size| format!("{} a week", size.in_words())),
        blocked: blocked(&has.team),
    };
    standing.teams.iter().map(team).collect()
}
