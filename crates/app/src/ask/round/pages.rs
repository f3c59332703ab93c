//! The pages of rounds: beginning one, and the one page on which all of it happens.

use super::super::Refusal;
use super::super::line::{Line, Teller};
use super::super::model::{Ask, Moment};
use super::super::pages::{Chip, chips, wants};
use super::model::{Debrief, PHASES, Pace, Phase, Round, as_put_in, nobody_asks};
use super::store;
use crate::Error;
use crate::app::App;
use crate::event::Thing;
use crate::peer_team::{self, History, Member, Peer, Role, history_of};
use crate::people;
use crate::shell::{Form, Frame, Html, Time, deadline};
use crate::wording::{counted, how_many, listed};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/asks/rounds", get(get_rounds).post(post_rounds))
        .route("/peer-teams/{team}/asks/rounds/{id}", get(get_round))
        .route("/peer-teams/{team}/asks/rounds/{id}/phase", post(post_phase))
        .route("/peer-teams/{team}/asks/rounds/{id}/lead", post(post_lead))
        .route("/peer-teams/{team}/asks/rounds/{id}/debrief", post(post_debrief))
}

/// A round in the list of them.
struct Entry {
    url: String,
    words: String,
    asks: String,
    at: Time,
    now_what: String,
}

#[derive(Template)]
#[template(path = "ask/round/rounds.html")]
struct RoundsPage {
    frame: Frame,
    url: String,
    chips: Vec<Chip>,
    rounds: Vec<Entry>,
    can_begin: bool,
}

async fn get_rounds(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let (asks, _) = super::super::of_team(&app, &member.team).await?;
    let mut rounds = vec![];
    let all = super::of_team(&app, &member.team).await?;
    for it in &all {
        let name = people::names(&app, &[it.begun_by.as_str()]).await?.remove(0);
        let count = asks.iter().filter(|ask| belongs(ask, &it.id)).count();
        let debriefs = store::debriefs(app.store.reader(), &it.id).await?;
        rounds.push(Entry {
            url: member.team.url(&format!("/asks/rounds/{}", it.id)),
            words: match it.closed_at {
                Some(_) => format!("A round that {name} began"),
                None => format!("The round that {name} began"),
            },
            asks: counted(count as u64, "ask"),
            at: member.time(it.begun_at, &app),
            now_what: debriefs.into_iter().next().map_or_else(String::new, |it| it.now_what),
        });
    }
    Html::of(&RoundsPage {
        frame: member.frame(&app, "/asks").await?,
        url: member.team.url(""),
        chips: chips(&app, &member, "rounds").await?,
        can_begin: member.can_change() && all.iter().all(|it| it.closed_at.is_some()),
        rounds,
    })
}

async fn post_rounds(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Redirect, Error> {
    let pace = if form.one("pace") == "together" { Pace::Together } else { Pace::Days };
    let id = super::begin(&app, &member.team, &member.me, pace).await?;
    Ok(Redirect::to(&member.team.url(&format!("/asks/rounds/{id}"))))
}

/// Whether any version of an ask was put in a round.
fn belongs(ask: &Ask, id: &str) -> bool {
    ask.versions.iter().any(|it| it.round.as_ref().is_some_and(|round| round.id == id))
}

/// A step of the path.
struct Step {
    words: &'static str,
    is_done: bool,
    is_now: bool,
}

#[derive(Template)]
#[template(path = "ask/round/round.html")]
struct RoundPage {
    frame: Frame,
    url: String,
    id: String,
    phase: &'static str,
    steps: Vec<Step>,
    headline: &'static str,
    /// What could not be done, and what was typed for it.
    refused: Option<(Refusal, Vec<String>)>,
    /// What to do now, what nobody sees yet, and until when.
    facts: Vec<String>,
    lead: String,
    leads: bool,
    can_take_over: bool,
    can_ask: bool,
    /// The words on the button that moves it on, and who would be missing.
    next: Option<&'static str>,
    missing: Option<String>,
    mine: Vec<Line>,
    others: Vec<Line>,
    can_look_back: bool,
    has_debrief: bool,
    debrief: Debrief,
    /// What somebody else kept meanwhile.
    theirs: Option<Debrief>,
    kept: String,
    /// What it said before.
    former: Vec<(Debrief, String)>,
    refusal: Option<Refusal>,
    readers: String,
    history: History,
}

const HEADLINES: [(Phase, &str, Option<&str>); 5] = [
    (Phase::Asking, "What do you want?", Some("All have asked: now we answer")),
    (Phase::Answering, "What do you answer?", Some("Show the answers")),
    (Phase::Shown, "What we answered", Some("Now we look back")),
    (Phase::Debrief, "What did it teach us?", Some("Close the round")),
    (Phase::Closed, "What we asked, and what we answered", None),
];

async fn round_page(app: &App, member: &Member, id: &str) -> Result<RoundPage, Error> {
    let found = store::by_id(app.store.reader(), id).await?;
    let it = found.filter(|it| it.team == member.team.id).ok_or(Error::NotFound)?;
    let (all, moment) = super::super::of_team(app, &member.team).await?;
    let asks: Vec<Ask> = all.into_iter().filter(|ask| belongs(ask, id)).collect();
    let teller = Teller::new((app, member), &asks, &moment).await?;
    let here = format!("/asks/rounds/{id}");
    let back = member.team.url(&here);
    let (mine, others) = lines(&teller, (&it, &asks), &back);
    let mut debriefs = store::debriefs(app.store.reader(), id).await?;
    let former = if debriefs.is_empty() { vec![] } else { debriefs.split_off(1) };
    let kept = kept(app, member, &debriefs).await?;
    let kept_before = kept_of(app, member, &former).await?;
    let lead = people::names(app, &[it.led_by.as_str()]).await?.remove(0);
    let (leads, can_change) = (it.led_by == member.me.id, member.can_change());
    let is_open = it.phase != Phase::Closed && can_change;
    let place = HEADLINES.iter().find(|row| row.0 == it.phase).unwrap_or(&HEADLINES[4]);
    Ok(RoundPage {
        frame: member.frame(app, "/asks").await?,
        url: member.team.url(""),
        id: id.to_owned(),
        phase: it.phase.word(),
        steps: steps(it.phase),
        headline: place.1,
        refused: None,
        facts: facts(app, member, (&it, &asks, &moment)),
        can_ask: is_open && it.phase == Phase::Asking,
        can_take_over: is_open && !leads,
        next: next(&it, &asks).filter(|_| is_open && leads),
        missing: missing(&teller, (&it, &asks)),
        leads,
        lead,
        mine,
        others,
        can_look_back: is_open && it.phase.shows_answers(),
        has_debrief: !debriefs.is_empty(),
        debrief: debriefs.pop().unwrap_or_default(),
        theirs: None,
        kept,
        former: former.into_iter().zip(kept_before).collect(),
        refusal: None,
        readers: peer_team::readers(app, &member.team, None).await?,
        history: history_of(app, member, (Thing::Round, id), &here).await?,
    })
}

/// What can be answered on this page, and what else was asked, both in their order. What was put
/// in other words after the round, and all of a closed one, is told as it was put here.
fn lines(teller: &Teller<'_>, (it, asks): (&Round, &[Ask]), back: &str) -> (Vec<Line>, Vec<Line>) {
    let all = asks.iter().rev().filter_map(|ask| {
        let here = as_put_in(ask, &it.id)?;
        let is_past = it.phase == Phase::Closed || here.versions.len() < ask.versions.len();
        Some(if is_past { teller.past_line(&here, ask) } else { teller.line(ask, back) })
    });
    all.partition(|line| line.form.is_some())
}

/// What the button says that moves it on.
fn next(it: &Round, asks: &[Ask]) -> Option<&'static str> {
    if it.phase == Phase::Asking && nobody_asks(asks) {
        return Some("Nobody asks: close the round");
    }
    HEADLINES.iter().find(|row| row.0 == it.phase).and_then(|row| row.2)
}

fn steps(phase: Phase) -> Vec<Step> {
    let step = |(its, _, words): (Phase, &str, &'static str)| Step {
        words,
        is_done: its < phase,
        is_now: its == phase,
    };
    PHASES.map(step).into()
}

/// By whom and when the first of these was kept, in words; nothing where there is none.
async fn kept(app: &App, member: &Member, debriefs: &[Debrief]) -> Result<String, Error> {
    let first = &debriefs[..debriefs.len().min(1)];
    Ok(kept_of(app, member, first).await?.pop().unwrap_or_default())
}

async fn kept_of(app: &App, member: &Member, all: &[Debrief]) -> Result<Vec<String>, Error> {
    let mut words = vec![];
    for (by, at) in all.iter().filter_map(|it| it.kept.as_ref()) {
        let name = people::names(app, &[by.as_str()]).await?.remove(0);
        words.push(format!("{name}, {}", member.time(*at, app).words));
    }
    Ok(words)
}

fn facts(app: &App, member: &Member, (it, asks, moment): (&Round, &[Ask], &Moment)) -> Vec<String> {
    let mut facts = vec![];
    match it.phase {
        Phase::Asking => facts.push(
            "Each of you asks for what you want, of one peer or of all. Everybody reads what is \
             asked; answers come when all have asked."
                .to_owned(),
        ),
        Phase::Answering => {
            let peers = moment.peers().count();
            let done = moment.peers().filter(|who| is_done(who, asks, moment)).count();
            facts.push(format!(
                "Nobody sees an answer of another before all are in. {} of {peers} have answered \
                 all that is asked of them.",
                how_many(done)
            ));
        }
        Phase::Shown => facts.push("All answers are on this page.".to_owned()),
        Phase::Debrief => facts.push("Three questions, for any of you to write into.".to_owned()),
        Phase::Closed => {}
    }
    if let Some(at) = it.due_at {
        let until = deadline(at, app.clock.now(), member.me.reads()).words;
        facts.push(format!("By itself it moves on at the latest {until}."));
    }
    facts
}

fn is_done(who: &people::PersonId, asks: &[Ask], moment: &Moment) -> bool {
    asks.iter().all(|it| !it.waits_for(moment).contains(&who))
}

/// Who has not answered something that was asked of them, by name.
fn missing(teller: &Teller<'_>, (it, asks): (&Round, &[Ask])) -> Option<String> {
    if matches!(it.phase, Phase::Asking | Phase::Closed) {
        return None;
    }
    let in_it = |ask: &&Ask| ask.latest().round.as_ref().is_some_and(|round| round.id == it.id);
    let open = asks.iter().filter(in_it).flat_map(|ask| ask.waits_for(teller.moment));
    let mut names: Vec<String> = open.map(|who| teller.name(who)).collect();
    names.sort();
    names.dedup();
    listed(&names)
}

async fn get_round(
    State(app): State<Arc<App>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    Html::of(&round_page(&app, &member, &id).await?)
}

fn back(member: &Member, id: &str) -> Redirect {
    Redirect::to(&member.team.url(&format!("/asks/rounds/{id}")))
}

async fn post_phase(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let page = round_page(&app, &member, &id).await?;
    let from = Phase::of_word(form.one("from")).ok_or(Error::BadForm)?;
    match super::move_on(&app, &member.team, &member.me, (&page.id, from)).await {
        Ok(()) => Ok(back(&member, &id).into_response()),
        Err(Error::Ask(refusal @ Refusal::MovedOn)) => {
            refused(&app, &member, &id, (refusal, vec![])).await
        }
        Err(error) => Err(error),
    }
}

/// The round as it stands, with why something could not be done, and what was typed for it.
async fn refused(
    app: &App,
    member: &Member,
    id: &str,
    refused: (Refusal, Vec<String>),
) -> Result<Response, Error> {
    let page = round_page(app, member, id).await?;
    Html::refused(&RoundPage { refused: Some(refused), ..page }).map(IntoResponse::into_response)
}

async fn post_lead(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    super::take_over(&app, &member.team, &member.me, &id).await?;
    Ok(back(&member, &id))
}

async fn post_debrief(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let text = |name: &str| form.one(name).to_owned();
    let debrief = Debrief {
        version: form.one("version").parse().unwrap_or(0),
        what: text("what"),
        so_what: text("so_what"),
        now_what: text("now_what"),
        kept: None,
    };
    let typed = debrief.clone();
    match super::look_back(&app, &member.team, &member.me, (&id, debrief)).await {
        Ok(()) => Ok(back(&member, &id).into_response()),
        Err(Error::Ask(refusal)) => {
            let page = round_page(&app, &member, &id).await?;
            if !page.can_look_back {
                let kept = super::super::kept(&[&typed.what, &typed.so_what, &typed.now_what]);
                return refused(&app, &member, &id, (refusal, kept)).await;
            }
            let theirs = (refusal == Refusal::EditedMeanwhile).then(|| page.debrief.clone());
            // What was typed stays, on what is there by now.
            let debrief = Debrief { version: page.debrief.version, ..typed };
            let page = RoundPage { debrief, theirs, refusal: Some(refusal), ..page };
            Html::refused(&page).map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

/// The round that waits for this member.
pub(crate) async fn that_need(
    app: &App,
    member: &Member,
    asks: &[Ask],
    moment: &Moment,
) -> Result<Vec<(String, String, String)>, Error> {
    let all = super::of_team(app, &member.team).await?;
    let Some(it) = all.into_iter().find(|it| it.phase < Phase::Closed) else { return Ok(vec![]) };
    let its: Vec<&Ask> = asks.iter().filter(|ask| belongs(ask, &it.id)).collect();
    let leads = it.led_by == member.me.id;
    let wanted = its.iter().filter(|ask| wants(ask, member, moment)).count();
    let asked = its.iter().any(|ask| ask.by == member.me.id);
    let need = match it.phase {
        Phase::Asking if !asked && member.role == Role::Peer => {
            Some(("What do you want?", "A round of asks has begun".to_owned()))
        }
        Phase::Answering if wanted > 0 => {
            let count = counted(wanted as u64, "ask");
            Some(("What do you answer?", format!("In the round, {count} of your peers wait")))
        }
        Phase::Shown if leads => Some(("Look back at the round", "You lead it".to_owned())),
        Phase::Debrief if leads => Some(("Close the round", "You lead it".to_owned())),
        _ => None,
    };
    let url = member.team.url(&format!("/asks/rounds/{}", it.id));
    Ok(need.map(|(words, meta)| (words.to_owned(), meta, url)).into_iter().collect())
}
