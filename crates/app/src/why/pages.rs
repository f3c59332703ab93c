//! The pages of whys: mine alone, and those that a peer team shares.

use super::{Draft, Overlap, REASONS, Why, reasons_in_words};
use crate::app::App;
use crate::event::Thing;
use crate::peer_team::{self, Member, Peer};
use crate::people::{Person, SignedIn};
use crate::shell::{Done, Form, Frame, Html, Led, Time, date_in, date_words};
use crate::wording::listed;
use crate::{Error, comment};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/why", get(get_why).post(post_why))
        .route("/why/review", post(post_review))
        .route("/peer-teams/{team}/whys", get(get_whys))
        .route("/peer-teams/{team}/whys/sharing", get(get_sharing).post(post_sharing))
        .route("/peer-teams/{team}/whys/{id}", get(super::one::get_shared))
        .route("/peer-teams/{team}/whys/taking-back", post(post_taking_back))
}

#[derive(Template)]
#[template(path = "why/why.html")]
struct WhyPage<'p> {
    frame: Frame,
    is_first: bool,
    is_back: bool,
    reasons: Vec<Reason>,
    words: &'p str,
    refusal: Option<String>,
    kept: Vec<Kept<'p>>,
    /// Where a version can be shared: addresses and names of my tables.
    tables: Vec<(String, String)>,
}

struct Reason {
    key: &'static str,
    words: &'static str,
    is_ticked: bool,
}

/// A version as its author sees it.
struct Kept<'p> {
    version: i32,
    kept_on: String,
    comes_back: String,
    reasons: String,
    words: &'p str,
}

impl<'p> Kept<'p> {
    fn of(why: &'p Why, person: &Person) -> Self {
        let review = date_words(why.review_on, person.locale);
        Self {
            version: why.version,
            kept_on: date_words(date_in(why.kept_at, &person.time_zone), person.locale),
            comes_back: match why.is_let_go {
                true => "let go".to_owned(),
                false => format!("comes back on {review}"),
            },
            reasons: why.draft.reasons_in_words(),
            words: why.draft.words.reveal(),
        }
    }
}

async fn why_page<'p>(
    app: &App,
    me: &Person,
    draft: Option<&'p Draft>,
    kept: &'p [Why],
) -> Result<WhyPage<'p>, Error> {
    // In no table's frame, all of mine are others.
    let frame = peer_team::frame(app, me).await?;
    let reason = |(key, words): (&'static str, &'static str)| Reason {
        key,
        words,
        is_ticked: draft.is_some_and(|draft| draft.has(key)),
    };
    let today = date_in(app.clock.now(), &me.time_zone);
    Ok(WhyPage {
        is_first: frame.others.is_empty() && kept.is_empty(),
        is_back: kept.first().is_some_and(|why| why.is_back(today)),
        reasons: REASONS.into_iter().map(reason).collect(),
        words: draft.map_or("", |draft| draft.words.reveal()),
        refusal: None,
        kept: kept.iter().map(|why| Kept::of(why, me)).collect(),
        tables: frame.others.clone(),
        frame,
    })
}

async fn get_why(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    let kept = super::mine(&app, &me).await?;
    let latest = kept.first().map(|why| &why.draft);
    Html::of(&why_page(&app, &me, latest, &kept).await?)
}

async fn post_why(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Response, Error> {
    let draft = || Draft::new(form.all("reason"), form.one("words").to_owned());
    match super::keep(&app, &me, draft()).await {
        Ok(why) if why.version == 1 && peer_team::of_person(&app, &me.id).await?.is_empty() => {
            Ok(Led::to("/peer-teams", Done::WhyKept).into_response())
        }
        Ok(_) => Ok(Led::to("/", Done::WhyKept).into_response()),
        Err(Error::Why(refusal)) => {
            let kept = super::mine(&app, &me).await?;
            let typed = draft();
            let mut page = why_page(&app, &me, Some(&typed), &kept).await?;
            page.refusal = Some(refusal.to_string());
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_review(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Led, Error> {
    let done = match form.one("answer") {
        "still" => super::still(&app, &me).await.map(|()| Done::WhyKept)?,
        "let go" => super::let_go(&app, &me).await.map(|()| Done::WhyLetGo)?,
        _ => return Err(Error::BadForm),
    };
    Ok(Led::to("/", done))
}

#[derive(Template)]
#[template(path = "why/letter.txt")]
struct LetterText<'l> {
    name: &'l str,
    link: String,
}

/// What is written to somebody whose why has come back.
pub(super) fn letter(app: &App, name: &str) -> Result<String, Error> {
    let letter = LetterText { name, link: format!("{}/why", app.address.public_url) };
    letter.render().map_err(|_| Error::Ours("a letter could not be written"))
}

#[derive(Template)]
#[template(path = "why/whys.html")]
struct WhysPage {
    frame: Frame,
    url: String,
    /// What others and I share.
    shared: Vec<SharedWhy>,
    overlap: Option<Overlap>,
    /// What most of those who shared have in common.
    finding: String,
    /// The latest version of mine that could be shared.
    mine: Option<i32>,
    i_share: bool,
    can_change: bool,
    readers: String,
    /// What I took back: who could read it from when to when.
    taken_back: Vec<String>,
}

/// A shared why on the page.
struct SharedWhy {
    id: String,
    /// How much was said about it.
    comments: String,
    name: String,
    words: String,
    reasons: String,
    shared_at: Time,
}

async fn get_whys(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let all = super::shared(&app, &member.team).await?;
    let counts = comment::counts(&app, &member.team, Thing::Why).await?;
    let shared = all.iter().map(|it| SharedWhy {
        id: it.id.clone(),
        comments: comment::in_words(counts.get(&it.id)),
        name: it.name.clone(),
        words: it.words.clone(),
        reasons: reasons_in_words(&it.reasons),
        shared_at: member.time(it.shared_at, &app),
    });
    let overlap = Overlap::of(&all);
    Html::of(&WhysPage {
        finding: overlap.as_ref().map_or_else(String::new, Overlap::finding),
        frame: member.frame(&app, "/whys").await?,
        url: member.team.url(""),
        shared: shared.collect(),
        overlap,
        mine: super::mine(&app, &member.me).await?.first().map(|why| why.version),
        i_share: all.iter().any(|it| it.person == member.me.id),
        can_change: member.can_change(),
        readers: peer_team::readers(&app, &member.team, None).await?,
        taken_back: taken_back(&app, &member).await?,
    })
}

async fn taken_back(app: &App, member: &Member) -> Result<Vec<String>, Error> {
    let mut told = vec![];
    for (from, until) in super::taken_back(app, &member.team, &member.me).await? {
        let names = peer_team::readers_between(app, &member.team.id, (from, until)).await?;
        let (from, until) = (member.time(from, app).words, member.time(until, app).words);
        let names = listed(&names).unwrap_or_default();
        told.push(format!("{names} could read one from {from} to {until}."));
    }
    Ok(told)
}

#[derive(Template)]
#[template(path = "why/sharing.html")]
struct SharingPage<'p> {
    frame: Frame,
    url: String,
    team: String,
    version: i32,
    words: &'p str,
    reasons: String,
    readers: String,
    /// Others can read it by now than were shown.
    more_readers: bool,
    /// It takes the place of one that I share already.
    replaces: bool,
}

#[derive(Deserialize)]
struct Chosen {
    version: i32,
}

async fn sharing_page(
    app: &App,
    member: &Member,
    (version, more_readers): (i32, bool),
) -> Result<Html, Error> {
    let mine = super::mine(app, &member.me).await?;
    let why = mine.iter().find(|why| why.version == version).ok_or(Error::NotFound)?;
    let shared = super::shared(app, &member.team).await?;
    let page = SharingPage {
        replaces: shared.iter().any(|it| it.person == member.me.id),
        frame: member.frame(app, "/whys").await?,
        url: member.team.url(""),
        team: member.team.name().to_owned(),
        version,
        words: why.draft.words.reveal(),
        reasons: why.draft.reasons_in_words(),
        readers: peer_team::readers(app, &member.team, None).await?,
        more_readers,
    };
    if more_readers { Html::refused(&page) } else { Html::of(&page) }
}

async fn get_sharing(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Query(Chosen { version }): Query<Chosen>,
) -> Result<Html, Error> {
    sharing_page(&app, &member, (version, false)).await
}

async fn post_sharing(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let version = form.one("version").parse().map_err(|_| Error::BadForm)?;
    // Nobody shares with people whom they were not shown.
    if form.one("readers") != peer_team::readers(&app, &member.team, None).await? {
        return Ok(sharing_page(&app, &member, (version, true)).await?.into_response());
    }
    super::share(&app, &member.team, &member.me, version).await?;
    Ok(Led::to(&member.team.url("/whys"), Done::Shared).into_response())
}

async fn post_taking_back(State(app): State<Arc<App>>, member: Member) -> Result<Led, Error> {
    super::take_back(&app, &member.team, &member.me).await?;
    Ok(Led::to(&member.team.url("/whys"), Done::TakenBack))
}
