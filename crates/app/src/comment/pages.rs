//! The thread under a thing, and the page of one comment: its history, editing and deleting it.

use super::model::Comment;
use super::{About, Commented, Kind, Refusal};
use crate::Error;
use crate::app::App;
use crate::event::Thing;
use crate::peer_team::{Member, Peer};
use crate::people;
use crate::shell::{Form, Frame, Html, Markdown, Time, date_in, date_words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use std::sync::Arc;

/// Everything that can be commented on, as `serve` gives it.
type Kinds = Extension<Arc<[Kind]>>;

pub(crate) fn routes(kinds: &[Kind]) -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/comments", post(post_comments))
        .route("/peer-teams/{team}/comments/{id}", get(get_comment).post(post_comment))
        .route("/peer-teams/{team}/comments/{id}/deletion", post(post_deletion))
        .layer(Extension(Arc::<[Kind]>::from(kinds)))
}

/// The place of these pages below the address of a table; no entry of the navigation leads there.
const HERE: &str = "/comments";

/// A thing as this member sees it; one that they do not see is not there.
async fn seen(
    app: &App,
    kinds: &[Kind],
    member: &Member,
    about: About<'_>,
) -> Result<Commented, Error> {
    (kind(kinds, about.0)?.seen)(app, member, about.1).await?.ok_or(Error::NotFound)
}

fn kind(kinds: &[Kind], thing: Thing) -> Result<Kind, Error> {
    kinds.iter().find(|kind| kind.thing == thing).copied().ok_or(Error::NotFound)
}

/// What was said about a thing, and the form to say more.
pub(crate) struct Thread {
    pub(crate) lines: Vec<Line>,
    pub(crate) form: SayForm,
    pub(crate) can_change: bool,
}

/// The form to comment on a thing.
pub(crate) struct SayForm {
    pub(crate) url: String,
    pub(crate) thing: &'static str,
    pub(crate) about: String,
    pub(crate) readers: String,
    /// What was typed and could not be taken, and why.
    pub(crate) typed: String,
    pub(crate) refusal: Option<Refusal>,
}

/// A comment on the page.
pub(crate) struct Line {
    pub(crate) id: String,
    /// Where it stands alone, with its history.
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) short: String,
    pub(crate) colour: &'static str,
    pub(crate) at: Time,
    pub(crate) is_edited: bool,
    pub(crate) is_mine: bool,
    /// What it says; of one that was deleted, nothing.
    pub(crate) words: Option<Markdown>,
    /// That it was deleted, by whom and on which day.
    pub(crate) gap: String,
}

/// The thread of a thing that this member sees.
pub(crate) async fn thread(
    app: &App,
    member: &Member,
    about: About<'_>,
    readers: &str,
) -> Result<Thread, Error> {
    let comments = super::store::about(app.store.reader(), &member.team.id, about).await?;
    let form = SayForm {
        url: member.team.url(""),
        thing: about.0.word(),
        about: about.1.to_owned(),
        readers: readers.to_owned(),
        typed: String::new(),
        refusal: None,
    };
    let lines = lines(app, member, &comments).await?;
    Ok(Thread { lines, form, can_change: member.can_change() })
}

async fn lines(app: &App, member: &Member, comments: &[Comment]) -> Result<Vec<Line>, Error> {
    let ids: Vec<&str> = comments.iter().map(|it| it.author.as_str()).collect();
    let looks = people::looks(app, &ids).await?;
    let line = |(it, (name, look)): (&Comment, (String, people::Look))| Line {
        id: it.id.clone(),
        url: member.team.url(&format!("/comments/{}", it.id)),
        gap: gap(member, &name, it),
        name,
        short: look.short,
        colour: look.colour.word(),
        at: member.time(it.said_at, app),
        is_edited: it.is_edited(),
        is_mine: it.author == member.me.id,
        words: it.latest().ok().map(|latest| Markdown::of(&latest.words)),
    };
    Ok(comments.iter().zip(looks).map(line).collect())
}

fn gap(member: &Member, name: &str, it: &Comment) -> String {
    let Some(at) = it.deleted_at else { return String::new() };
    let day = date_words(date_in(at, &member.me.time_zone), member.me.locale);
    format!("{name} deleted a comment, {day}")
}

#[derive(Template)]
#[template(path = "comment/commenting.html")]
struct CommentingPage {
    frame: Frame,
    back: (String, String),
    form: SayForm,
}

async fn post_comments(
    State(app): State<Arc<App>>,
    Extension(kinds): Kinds,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let thing = Thing::of_word(form.one("thing")).ok_or(Error::NotFound)?;
    let about = (thing, form.one("about"));
    let commented = seen(&app, &kinds, &member, about).await?;
    let said = kind(&kinds, thing)?.said;
    match super::say(&app, (&member.team, &member.me), (about, form.one("words")), said).await {
        Ok(id) => Ok(Redirect::to(&format!("{}#{id}", commented.url)).into_response()),
        Err(Error::Comment(refusal)) => {
            let empty = thread(&app, &member, about, &commented.readers).await?.form;
            let typed = form.one("words").to_owned();
            let page = CommentingPage {
                frame: member.frame(&app, HERE).await?,
                back: (commented.url, commented.name),
                form: SayForm { typed, refusal: Some(refusal), ..empty },
            };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "comment/comment.html")]
struct CommentPage {
    frame: Frame,
    back: (String, String),
    readers: String,
    line: Line,
    can_change: bool,
    version: i32,
    /// What stands in the form: what it says, or what was typed.
    typed: String,
    refusal: Option<Refusal>,
    /// What it said before, the latest first, and until when.
    former: Vec<(Markdown, Time)>,
}

/// The page of a comment for somebody who sees what it is about.
async fn comment_page(
    app: &App,
    kinds: &[Kind],
    member: &Member,
    id: &str,
) -> Result<CommentPage, Error> {
    let found = super::by_id(app.store.reader(), &member.team.id, id).await?;
    let it = found.ok_or(Error::NotFound)?;
    let commented = seen(app, kinds, member, (it.thing, &it.thing_id)).await?;
    let line = lines(app, member, std::slice::from_ref(&it)).await?.pop().ok_or(Error::NotFound)?;
    let latest = it.latest().ok();
    // Each was in force until the next was kept.
    let ends = it.versions.iter().map(|version| member.time(version.kept_at, app));
    let former = it.versions.iter().skip(1).map(|version| Markdown::of(&version.words));
    Ok(CommentPage {
        frame: member.frame(app, HERE).await?,
        back: (commented.url, commented.name),
        readers: commented.readers,
        can_change: line.is_mine && latest.is_some() && member.can_change(),
        version: latest.map_or(0, |latest| latest.number),
        typed: latest.map_or_else(String::new, |latest| latest.words.clone()),
        line,
        refusal: None,
        former: former.zip(ends).collect(),
    })
}

async fn get_comment(
    State(app): State<Arc<App>>,
    Extension(kinds): Kinds,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    Html::of(&comment_page(&app, &kinds, &member, &id).await?)
}

async fn post_comment(
    State(app): State<Arc<App>>,
    Extension(kinds): Kinds,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let page = comment_page(&app, &kinds, &member, &id).await?;
    let version = form.one("version").parse().unwrap_or(0);
    let typed = form.one("words");
    match super::edit(&app, &member.team, &member.me, (&id, typed, version)).await {
        Ok(()) => Ok(Redirect::to(&format!("{}#{id}", page.back.0)).into_response()),
        Err(Error::Comment(refusal)) if refusal.is_about_words() => {
            let typed = typed.to_owned();
            // What it says by now stands beside what was typed.
            let page = comment_page(&app, &kinds, &member, &id).await?;
            Html::refused(&CommentPage { typed, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_deletion(
    State(app): State<Arc<App>>,
    Extension(kinds): Kinds,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    let page = comment_page(&app, &kinds, &member, &id).await?;
    super::delete(&app, &member.team, &member.me, &id).await?;
    Ok(Redirect::to(&format!("{}#{id}", page.back.0)))
}
