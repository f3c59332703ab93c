//! The pages of proposals: what is proposed, what became of it, and the rule before one proposes.

use super::model::{Aim, End, Proposal};
use super::{Refusal, can_be_proposed};
use crate::app::App;
use crate::event::Thing;
use crate::peer_team::{Member, Role, Seated};
use crate::people::{self, PersonId};
use crate::shell::{Done, Form, Frame, Html, Led, deadline};
use crate::{Error, comment};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/proposals", get(get_proposals))
        .route("/peer-teams/{team}/proposals/proposing", get(get_proposing).post(post_proposing))
        .route("/peer-teams/{team}/proposals/{id}", get(super::one::get_proposal))
        .route("/peer-teams/{team}/proposals/{id}/seconding", post(post_seconding))
        .route("/peer-teams/{team}/proposals/{id}/objection", post(post_objection))
        .route("/peer-teams/{team}/proposals/{id}/withdrawal", post(post_withdrawal))
}

#[derive(Template)]
#[template(path = "proposal/proposals.html")]
struct ProposalsPage {
    frame: Frame,
    url: String,
    open: Vec<Line>,
    ended: Vec<Line>,
}

/// A proposal on the page.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) words: String,
    /// Who proposed, who seconded, and until when one can object.
    pub(super) story: Vec<String>,
    /// What somebody sees going wrong.
    pub(super) objection: Option<String>,
    pub(super) can_second: bool,
    pub(super) can_withdraw: bool,
    /// The objection that was typed and could not be taken, and why.
    pub(super) typed: String,
    pub(super) refusal: Option<Refusal>,
    /// How much was said about it.
    pub(super) comments: String,
}

/// What is proposed, as a sentence to whoever reads it.
pub(super) async fn words(app: &App, aim: &Aim, me: &PersonId) -> Result<String, Error> {
    Ok(match aim {
        Aim::Removal(person) if person == me => "Your seat should end.".to_owned(),
        Aim::Removal(person) => format!("The seat of {} should end.", name(app, person).await?),
        Aim::Archiving => "This table should be archived.".to_owned(),
        Aim::Reopening => "This table should be opened again.".to_owned(),
    })
}

async fn name(app: &App, person: &PersonId) -> Result<String, Error> {
    Ok(people::names(app, &[person.as_str()]).await?.remove(0))
}

pub(super) async fn line(app: &App, member: &Member, it: &Proposal) -> Result<Line, Error> {
    let (me, now) = (&member.me.id, app.clock.now());
    let mut story = vec![format!(
        "Proposed by {} {}.",
        name(app, &it.by).await?,
        member.time(it.at, app).words
    )];
    if let Some((by, at)) = &it.seconded {
        let at = member.time(*at, app).words;
        story.push(format!("Seconded by {} {at}.", name(app, by).await?));
    }
    let mut objection = None;
    story.push(match &it.end {
        None => coming(app, member, it),
        Some((End::InForce, at)) => format!("In force since {}.", member.time(*at, app).words),
        Some((End::Withdrawn, at)) => format!("Withdrawn {}.", member.time(*at, app).words),
        Some((End::Lapsed, at)) => format!("Lapsed {}.", member.time(*at, app).words),
        Some((End::Objected(by, words), at)) => {
            objection = Some(words.clone());
            let at = member.time(*at, app).words;
            format!("{} objected {at}.", name(app, by).await?)
        }
    });
    Ok(Line {
        id: it.id.clone(),
        words: words(app, &it.aim, me).await?,
        story,
        objection,
        can_second: it.can_be_seconded_by(me, now),
        can_withdraw: it.by == *me,
        typed: String::new(),
        refusal: None,
        comments: String::new(),
    })
}

/// What becomes of an open proposal, and when.
fn coming(app: &App, member: &Member, it: &Proposal) -> String {
    let at = deadline(it.due_at(), app.clock.now(), member.me.reads()).words;
    match it.seconded {
        Some(_) => format!("In force on {at}, unless somebody objects before."),
        None => format!("It needs a second by {at}, or it lapses."),
    }
}

/// What this member can second or object to: what it is, and what becomes of it.
pub(crate) async fn that_need(app: &App, member: &Member) -> Result<Vec<(String, String)>, Error> {
    let mut needs = vec![];
    if member.role != Role::Peer {
        return Ok(needs);
    }
    let me = &member.me.id;
    for it in super::of_team(app, &member.team).await? {
        let is_mine = it.by == *me || it.seconded.as_ref().is_some_and(|it| it.0 == *me);
        if it.end.is_none() && !is_mine {
            let by = name(app, &it.by).await?;
            let meta = format!("{by} proposes it. {}", coming(app, member, &it));
            needs.push((words(app, &it.aim, me).await?, meta));
        }
    }
    Ok(needs)
}

async fn proposals_page(app: &App, member: &Member) -> Result<ProposalsPage, Error> {
    let (mut open, mut ended) = (vec![], vec![]);
    let counts = comment::counts(app, &member.team, Thing::Proposal).await?;
    for it in super::of_team(app, &member.team).await? {
        let lines = if it.end.is_none() { &mut open } else { &mut ended };
        let comments = comment::in_words(counts.get(&it.id));
        lines.push(Line { comments, ..line(app, member, &it).await? });
    }
    let frame = member.frame(app, "/seats").await?;
    Ok(ProposalsPage { frame, url: member.team.url(""), open, ended })
}

async fn get_proposals(State(app): State<Arc<App>>, Seated(member): Seated) -> Result<Html, Error> {
    Html::of(&proposals_page(&app, &member).await?)
}

#[derive(Template)]
#[template(path = "proposal/proposing.html")]
struct ProposingPage {
    frame: Frame,
    url: String,
    aim: Aim,
    words: String,
}

/// What is chosen to be proposed.
#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    aim: String,
    #[serde(default)]
    about: String,
}

async fn get_proposing(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Query(chosen): Query<Chosen>,
) -> Result<Html, Error> {
    let aim = Aim::of_words(&chosen.aim, &chosen.about).ok_or(Error::NotFound)?;
    can_be_proposed(app.store.reader(), &member.team, &member.me, &aim).await?;
    Html::of(&ProposingPage {
        frame: member.frame(&app, "/seats").await?,
        url: member.team.url(""),
        words: words(&app, &aim, &member.me.id).await?,
        aim,
    })
}

async fn post_proposing(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    form: Form,
) -> Result<Led, Error> {
    let aim = Aim::of_words(form.one("aim"), form.one("about")).ok_or(Error::BadForm)?;
    super::propose(&app, &member.team, &member.me, aim).await?;
    Ok(Led::to(&member.team.url("/proposals"), Done::Proposed))
}

async fn post_seconding(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::second(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&member.team.url("/proposals"), Done::Seconded))
}

async fn post_objection(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    match super::object(&app, &member.team, &member.me, (&id, form.one("words"))).await {
        Ok(()) => Ok(Led::to(&member.team.url("/proposals"), Done::Objected).into_response()),
        Err(Error::Proposal(refusal)) => {
            let mut page = proposals_page(&app, &member).await?;
            if let Some(line) = page.open.iter_mut().find(|line| line.id == id) {
                line.typed = form.one("words").to_owned();
                line.refusal = Some(refusal);
                return Ok(Html::refused(&page)?.into_response());
            }
            Err(refusal.into())
        }
        Err(error) => Err(error),
    }
}

async fn post_withdrawal(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::withdraw(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&member.team.url("/proposals"), Done::Withdrawn))
}
