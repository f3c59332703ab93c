//! The forms to ask something, and to put it in other words.

use super::draft::{self, Draft, line};
use super::kind::{AskKind, KINDS};
use super::model::Ask;
use super::{Refusal, Stated, round};
use crate::app::App;
use crate::peer_team::{self, Member, Peer, Role};
use crate::private::PrivateText;
use crate::shell::{Done, Form, Frame, Html, Led};
use crate::{Error, purpose};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "ask/asking.html")]
struct AskingPage {
    frame: Frame,
    url: String,
    /// The id that the ask will have: asked twice by a double click, it is one.
    id: String,
    draft: Draft,
    /// The id of the draft that this one takes the place of.
    before: String,
    /// The round that it is asked in.
    round: String,
    /// Ids and names of my peers.
    peers: Vec<(String, String)>,
    /// What I share of my why, which can be quoted.
    why: Option<String>,
    /// The statement of the purpose, which can be quoted instead.
    purpose: Option<String>,
    /// Ids and words of the parts of the purpose.
    parts: Vec<(String, String)>,
    readers: String,
    refusal: Option<Refusal>,
}

impl AskingPage {
    fn kinds(&self) -> [(&'static str, &'static str, bool); 4] {
        KINDS.map(|(kind, word, words)| (word, words, kind == self.draft.kind))
    }

    /// The kinds that there are words for to begin with.
    fn templates(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let kinds = KINDS.into_iter().filter(|it| it.0 != AskKind::Other);
        kinds.map(|(_, word, words)| (word, words))
    }

    fn is_wrong(&self, field: &str) -> bool {
        match self.refusal {
            Some(Refusal::Nobody | Refusal::NotAPeer | Refusal::TooFew) => field == "to",
            Some(Refusal::NoWant | Refusal::TooLong(..)) => field == "want",
            _ => false,
        }
    }
}

async fn asking_page(
    app: &App,
    member: &Member,
    (draft, before, round): (Draft, &str, &str),
) -> Result<AskingPage, Error> {
    let seats = peer_team::seats(app, &member.team.id).await?.into_iter();
    let others = seats.filter(|it| it.role == Role::Peer && it.person != member.me.id);
    Ok(AskingPage {
        frame: member.frame(app, "/asks").await?,
        url: member.team.url(""),
        id: crate::ids::new(),
        draft,
        before: before.to_owned(),
        round: round.to_owned(),
        peers: others.map(|it| (it.person.as_str().to_owned(), it.name)).collect(),
        why: super::shared_why(app, &member.team, &member.me).await?,
        purpose: purpose::in_force(app, &member.team.id).await?.map(|it| it.statement),
        parts: super::parts(app, &member.team).await?,
        readers: peer_team::readers(app, &member.team, None).await?,
        refusal: None,
    })
}

/// What a form begins with.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    round: String,
}

pub(super) async fn get_asking(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Query(chosen): Query<Chosen>,
) -> Result<Html, Error> {
    let (draft, before) = if chosen.draft.is_empty() {
        (Draft::of_kind(AskKind::of_word(&chosen.kind)), String::new())
    } else {
        let mine = draft::mine(&app, &member.team, &member.me).await?.into_iter();
        let found = mine.into_iter().find(|it| it.0 == chosen.draft).ok_or(Error::NotFound)?;
        (found.1, found.0)
    };
    let open = round::asking(app.store.reader(), &member.team.id).await?;
    let round = open.filter(|it| it.id == chosen.round).map_or_else(String::new, |it| it.id);
    Html::of(&asking_page(&app, &member, (draft, &before, &round)).await?)
}

fn typed(form: &Form) -> Draft {
    let text = |name: &str| PrivateText::new(form.one(name).to_owned());
    Draft {
        to: line(form.one("to")),
        kind: AskKind::of_word(form.one("kind")),
        quote: line(form.one("quote")),
        part: line(form.one("part")),
        want: text("want"),
        reason: text("reason"),
    }
}

pub(super) async fn post_asking(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let (team, me, draft) = (&member.team, &member.me, typed(&form));
    let (before, in_round) = (form.one("draft"), form.one("round"));
    if !form.one("template").is_empty() {
        let begun = draft.begun_as(AskKind::of_word(form.one("template")));
        return Ok(Html::of(&asking_page(&app, &member, (begun, before, in_round)).await?)?
            .into_response());
    }
    let id = crate::ids::typed(form.one("id"));
    let mine = team.url("/asks?show=from-me");
    let done = match form.one("what") {
        "keep" => draft::keep(&app, team, me, (before, &draft)).await.map(|()| Done::DraftKept),
        "throw away" => draft::throw_away(&app, me, before).await.map(|()| Done::ThrownAway),
        _ => {
            let id = id.as_deref().ok_or(Error::BadForm)?;
            match super::state_once(&app, team, me, (id, &draft, before, in_round)).await {
                Ok(Stated::Now(_)) => Ok(Done::Asked),
                Ok(Stated::Before(id)) => {
                    let page = team.url(&format!("/asks/{id}"));
                    return Ok(Led::to(&page, Done::Asked).into_response());
                }
                Err(error) => Err(error),
            }
        }
    };
    match done {
        Ok(Done::Asked) if !in_round.is_empty() => {
            let page = team.url(&format!("/asks/rounds/{in_round}"));
            Ok(Led::to(&page, Done::Asked).into_response())
        }
        Ok(done) => Ok(Led::to(&mine, done).into_response()),
        Err(Error::Ask(refusal)) if refusal.is_about_words() => {
            let page = asking_page(&app, &member, (draft, before, in_round)).await?;
            let round = if refusal == Refusal::RoundMoved { String::new() } else { page.round };
            let id = id.unwrap_or(page.id);
            Html::refused(&AskingPage { id, round, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "ask/rewording.html")]
struct RewordingPage {
    frame: Frame,
    url: String,
    id: String,
    /// What those said who could not answer.
    words: Vec<(String, String)>,
    /// Who is asked again.
    asked: String,
    typed: (String, String),
    /// The round that is asking now.
    round: Option<String>,
    refusal: Option<Refusal>,
}

async fn rewording_page(
    app: &App,
    member: &Member,
    id: &str,
) -> Result<(RewordingPage, Ask), Error> {
    let (it, moment) = super::by_id(app, app.store.reader(), &member.team.id, id).await?;
    let asks = std::slice::from_ref(&it);
    let teller = super::line::Teller::new((app, member), asks, &moment).await?;
    let returned = it.returned_by(&moment);
    let names: Vec<String> = returned.iter().map(|it| teller.name(it)).collect();
    let answers = it.answers(&moment).into_iter().filter(|it| returned.contains(&it.by));
    let words = answers.map(|answer| (teller.name(&answer.by), answer.words.clone()));
    let page = RewordingPage {
        frame: member.frame(app, "/asks").await?,
        url: member.team.url(""),
        id: id.to_owned(),
        words: words.filter(|it| !it.1.is_empty()).collect(),
        asked: crate::wording::listed(&names).unwrap_or_default(),
        typed: (it.latest().want.clone(), it.latest().reason.clone()),
        round: round::asking(app.store.reader(), &member.team.id).await?.map(|it| it.id),
        refusal: None,
    };
    Ok((page, it))
}

pub(super) async fn get_rewording(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    let (page, it) = rewording_page(&app, &member, &id).await?;
    if it.by != member.me.id {
        return Err(Refusal::NotYours.into());
    }
    if page.asked.is_empty() {
        return Err(Refusal::NotReturned.into());
    }
    Html::of(&page)
}

pub(super) async fn post_rewording(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (want, reason) = (form.one("want"), form.one("reason"));
    let put = (&*id, want, reason, form.one("round"));
    match super::reword(&app, &member.team, &member.me, put).await {
        Ok(()) => {
            let page = member.team.url(&format!("/asks/{id}"));
            Ok(Led::to(&page, Done::Reworded).into_response())
        }
        Err(Error::Ask(refusal)) if refusal.is_about_words() => {
            let (page, _) = rewording_page(&app, &member, &id).await?;
            let typed = (want.to_owned(), reason.to_owned());
            Html::refused(&RewordingPage { typed, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(Error::Ask(refusal @ (Refusal::NotReturned | Refusal::Ended))) => {
            super::one::refused(&app, &member, (&id, refusal), &[want, reason]).await
        }
        Err(error) => Err(error),
    }
}
