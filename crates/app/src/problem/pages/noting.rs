//! Noting a problem: in less than half a minute, from any page.

use super::super::Refusal;
use super::super::draft::{self, Draft};
use super::super::model::{HARMS, MOST_WORDS};
use super::super::size::SIZES;
use super::like::{self, Likes};
use crate::app::App;
use crate::peer_team::{self, Member, Seated};
use crate::private::PrivateText;
use crate::shell::{Done, Form, Frame, Html, Led, local_path};
use crate::{Error, purpose, team};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "problem/noting.html")]
struct NotingPage {
    frame: Frame,
    url: String,
    /// The id that the problem will have: shared twice by a double click, it is one.
    id: String,
    draft: Draft,
    /// The id of the draft that this one takes the place of.
    before: String,
    /// Where it leads on to; to the problem itself, where nothing is said.
    back: String,
    /// So many characters tell what was seen; there is room for more below.
    most: usize,
    can_change: bool,
    /// Ids and names of the teams.
    teams: Vec<(String, String)>,
    /// Ids and words of the parts of the purpose.
    parts: Vec<(String, String)>,
    likes: Option<Likes>,
    /// Whether I have been shown what is like it.
    has_looked: bool,
    readers: String,
    refusal: Option<Refusal>,
}

impl NotingPage {
    fn sizes(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        SIZES.iter().map(|(_, word, words)| (*word, *words, *word == self.draft.size))
    }

    fn harms(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        HARMS.iter().map(|(_, word, words)| (*word, *words, *word == self.draft.harm))
    }

    fn has(&self, team: &str) -> bool {
        self.draft.teams.iter().any(|it| it == team)
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|it| it.field() == field)
    }

    /// Whether something is said that is not asked at first.
    fn says_more(&self) -> bool {
        let draft = &self.draft;
        let more = [draft.more.reveal(), &draft.harm, &draft.began.0, &draft.began.1, &draft.part];
        more.iter().any(|it| !it.is_empty()) || self.is_wrong("began")
    }
}

async fn noting_page(
    app: &App,
    member: &Member,
    (draft, before, back): (Draft, &str, &str),
) -> Result<NotingPage, Error> {
    let purpose = purpose::in_force(app, &member.team.id).await?;
    let parts = purpose.map_or_else(Vec::new, |it| it.parts);
    Ok(NotingPage {
        frame: member.frame(app, "/problems").await?,
        url: member.team.url(""),
        id: crate::ids::new(),
        draft,
        before: before.to_owned(),
        back: back.to_owned(),
        most: MOST_WORDS,
        can_change: member.can_change(),
        teams: team::names(app.store.reader(), &member.team.id).await?,
        parts: parts.into_iter().map(|it| (it.id, it.words)).collect(),
        likes: None,
        has_looked: false,
        readers: peer_team::readers(app, &member.team, None).await?,
        refusal: None,
    })
}

/// What a form begins with: a draft of mine, or what a bookmark or a chat says. Teams may be told
/// by their names, several after each other with commas.
#[derive(Deserialize)]
pub(super) struct Prefilled {
    #[serde(default)]
    draft: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    more: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    size: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn get_noting(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Query(it): Query<Prefilled>,
) -> Result<Html, Error> {
    if !it.draft.is_empty() {
        let mine = draft::mine(&app, &member.team, &member.me).await?.into_iter();
        let (id, draft) =
            mine.into_iter().find(|kept| kept.0 == it.draft).ok_or(Error::NotFound)?;
        return Html::of(&noting_page(&app, &member, (draft, &id, "")).await?);
    }
    changes(&member)?;
    let text = |text: &str| PrivateText::new(text.replace('\0', ""));
    let teams = match it.team.as_str() {
        "" => team::served_by(&app, &member.team, &member.me.id).await?,
        named => by_name(&app, &member, named).await?,
    };
    let draft = Draft {
        words: text(&it.words),
        more: text(&it.more),
        teams,
        size: it.size.clone(),
        harm: String::new(),
        began: (it.since.clone(), String::new()),
        part: String::new(),
    };
    let page = noting_page(&app, &member, (draft, "", &it.back)).await?;
    let likes = match it.words.trim() {
        "" => None,
        words => Some(like::of(&app, &member, words).await?),
    };
    let has_looked = likes.is_some();
    Html::of(&NotingPage { likes, has_looked, ..page })
}

/// Nothing is changed at an archived table.
fn changes(member: &Member) -> Result<(), Error> {
    match member.can_change() {
        true => Ok(()),
        false => Err(peer_team::Refusal::Archived.into()),
    }
}

async fn by_name(app: &App, member: &Member, named: &str) -> Result<Vec<String>, Error> {
    let names: Vec<String> = named.split(',').map(|it| it.trim().to_lowercase()).collect();
    let known = team::names(app.store.reader(), &member.team.id).await?.into_iter();
    Ok(known.filter(|it| names.contains(&it.1.to_lowercase())).map(|it| it.0).collect())
}

fn typed(form: &Form) -> Draft {
    let text = |name: &str| PrivateText::new(form.one(name).to_owned());
    Draft {
        words: text("words"),
        more: text("more"),
        teams: form.all("team").map(str::to_owned).collect(),
        size: form.one("size").to_owned(),
        harm: form.one("harm").to_owned(),
        began: (form.one("first").to_owned(), form.one("last").to_owned()),
        part: form.one("part").to_owned(),
    }
}

/// Where a form leads on to once the problem is shared.
fn back(member: &Member, form: &Form, number: i32) -> String {
    match form.one("back") {
        "" => member.team.url(&format!("/problems/{number}")),
        back => local_path(back).to_owned(),
    }
}

pub(super) async fn post_noting(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    form: Form,
) -> Result<Response, Error> {
    let (team, me, draft, before) = (&member.team, &member.me, typed(&form), form.one("draft"));
    let problems = team.url("/problems");
    let to = |done| Led::to(&problems, done).into_response();
    let id = crate::ids::typed(form.one("id")).ok_or(Error::BadForm)?;
    // What I kept is mine: I throw it away, be the table archived.
    if form.one("what") != "throw away" {
        changes(&member)?;
    }
    let refusal = match form.one("what") {
        "keep" => match draft::keep(&app, team, me, (before, &draft)).await {
            Ok(()) => return Ok(to(Done::DraftKept)),
            Err(Error::Problem(refusal)) => Some(refusal),
            Err(error) => return Err(error),
        },
        "throw away" => {
            draft::throw_away(&app, me, before).await?;
            return Ok(to(Done::ThrownAway));
        }
        "look" => None,
        _ => match shared(&app, &member, (&id, &draft), &form).await {
            Ok(number) => {
                return Ok(Led::to(&back(&member, &form, number), Done::Noted).into_response());
            }
            Err(Error::Problem(refusal)) => Some(refusal),
            Err(error) => return Err(error),
        },
    };
    again(&app, &member, (&form, id), refusal).await
}

/// The form once more with what was typed and what is like it, and why it could not be taken.
pub(super) async fn again(
    app: &App,
    member: &Member,
    (form, id): (&Form, String),
    refusal: Option<Refusal>,
) -> Result<Response, Error> {
    let draft = typed(form);
    let likes = like::of(app, member, draft.words.reveal()).await?;
    let page = noting_page(app, member, (draft, form.one("draft"), form.one("back"))).await?;
    let page = NotingPage { id, likes: Some(likes), has_looked: true, refusal, ..page };
    match refusal {
        Some(_) => Ok(Html::refused(&page)?.into_response()),
        None => Ok(Html::of(&page)?.into_response()),
    }
}

/// Shares it, once I have seen what is very like it.
async fn shared(
    app: &App,
    member: &Member,
    (id, draft): (&str, &Draft),
    form: &Form,
) -> Result<i32, Error> {
    let has_looked = form.one("looked") == "yes";
    if !has_looked && like::of(app, member, draft.words.reveal()).await?.is_very {
        return Err(Refusal::LookFirst.into());
    }
    let before = form.one("draft");
    super::super::share(app, &member.team, &member.me, (id, draft, before)).await
}
