//! The page of one problem: what was seen, who has it, where it stands and until when, what can be
//! done now, the way so far, what was said.

use super::super::Refusal;
use super::super::model::{Entry, HARMS, ROUTES, Standing, State, What};
use super::super::shelf::{self, Known};
use super::super::size::SIZES;
use super::super::store;
use super::super::view::{Disc, Sight, Step, Way};
use super::board;
use super::facts::facts;
use super::meeting::{self, Reason};
use super::moving::found;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, Member, history_of};
use crate::peer_team_link;
use crate::people::PersonId;
use crate::shell::{Form, Frame, Html, date_in, deadline};
use crate::{Error, team};
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

impl Typed {
    /// Where on the page its form stands, with what was typed; nowhere, if it stands there no more.
    fn place(&self) -> Option<&'static str> {
        const PLACES: [(&str, &str); 12] = [
            ("solution", "solve"),
            ("containment", "contain"),
            ("teams", "too"),
            ("answer", "tell"),
            ("return", "back"),
            ("thanks", "thank"),
            ("size", "estimate"),
            ("end", "drop"),
            ("cause", "name-cause"),
            ("links", "link"),
            ("words", "reword"),
            ("blocks", "teams"),
        ];
        let is_kept = !self.refusal.field().is_empty();
        PLACES.iter().find(|it| is_kept && it.0 == self.what).map(|it| it.1)
    }
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
    is_replied: bool,
    /// What the table above said last: which, and its words.
    answer: Option<(String, String)>,
    can_change: bool,
    reasons: Vec<Reason>,
    /// Short forms and names of the tables above, to one of which it can be offered.
    above: Vec<(String, String)>,
    causes: Vec<String>,
    thanks: Vec<(String, String)>,
    /// Whether I can give thanks for its solution, which I have not yet.
    can_thank: bool,
    steps: Vec<Step>,
    below: Option<String>,
    today: String,
    readers: String,
    thread: Thread,
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

    fn can_be_undone(&self) -> bool {
        self.steps.iter().any(|it| it.undo.is_some())
    }

    /// Whether there is more to talk about than that nobody has replied.
    fn can_be_discussed(&self) -> bool {
        self.reasons.iter().any(Reason::can_be_discussed)
    }

    /// Whether a team of mine does not have it yet.
    fn may_join(&self) -> bool {
        self.other_teams.iter().any(|it| it.2)
    }

    fn is_solved(&self) -> bool {
        matches!(self.state, State::Solved | State::Verified)
    }

    /// Whether what was refused was about this team.
    fn is_of_team(&self, team: &str) -> bool {
        self.refusal("blocks").is_some() && self.typed("blocks", "team", "") == team
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
    let about = (Thing::Problem, it.problem.id.as_str());
    let lines = history_of(app, member, about, &here).await?.lines.into_iter();
    let can = |line: &peer_team::Line| line.can_be_undone && it.problem.can_undo(&line.id);
    let undoable: Vec<String> = lines.filter(can).map(|it| it.id).collect();
    let way = Way::of(&sight, it, &undoable).await?;
    let all = shelf::of_team(app, &member.team.id).await?;
    let me = &member.me.id;
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
        facts: facts(app, member, (&sight, it)).await?,
        teams: teams(&sight, it),
        other_teams: others.collect(),
        solvers: standing.spell().solvers.iter().map(|it| sight.disc(it)).collect(),
        is_mine: standing.spell().solvers.contains(me),
        is_raiser: standing.raised_by.as_ref() == Some(me),
        is_replied: standing.spell().replied_at.is_some(),
        answer: answer(&way.steps),
        can_change: member.can_change(),
        reasons: meeting::reasons(it, way.answered_at, sight.now),
        above: tables_above(app, member).await?,
        causes: board::causes(&all),
        thanks: thanks.collect(),
        can_thank: standing.helped() != [me] && !has_thanked(it, me),
        steps: way.steps,
        below: it.problem.content.below.as_ref().map(|it| it.table_name.clone()),
        today: date_in(sight.now, &member.team.settings.time_zone).to_string(),
        thread: thread(app, member, about, &readers).await?,
        readers,
        here: member.team.url(&here),
        state,
        standing,
        typed,
    })
}

/// Whether somebody has given thanks for what solved it last.
fn has_thanked(it: &Known, me: &PersonId) -> bool {
    let since = it.standing.spell().solved.as_ref().map(|it| it.at.as_micros());
    let is_mine = |entry: &&Entry| {
        matches!(entry.what, What::Thanked { .. }) && entry.by.as_ref() == Some(me)
    };
    it.problem
        .valid()
        .filter(is_mine)
        .any(|entry| since.is_some_and(|since| entry.at.as_micros() >= since))
}

/// What a table above said last.
fn answer(steps: &[Step]) -> Option<(String, String)> {
    let said = steps.iter().rev().find(|it| it.elsewhere && !it.words.is_empty())?;
    Some((format!("{}, {}", said.sentence, said.at.words), said.words.clone()))
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

fn teams(sight: &Sight<'_>, it: &Known) -> Vec<Team> {
    let standing = &it.standing;
    let blocked = |team: &str| Some(sight.day(standing.block_of(team)?.from));
    let team = |has: &super::super::model::Has| Team {
        id: has.team.clone(),
        name: sight.team(&has.team).to_owned(),
        cost: has.size.map_or_else(String::new, |size| format!("{} every week", size.in_words())),
        blocked: blocked(&has.team),
    };
    standing.teams.iter().map(team).collect()
}
