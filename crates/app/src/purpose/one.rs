//! The page of one workshop that has ended: what was adopted, by which way it came about, what was
//! said about it.

use super::model::{Piece, Workshop};
use super::view::{Column, Consent, Named, Names, columns};
use crate::Error;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, Role, Seat, history_of};
use crate::shell::{Frame, Html, Time, date_words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// Purposes can be commented on once their workshop has ended; before, all talk in it.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Purpose, seen, said: None }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        let found = found(app, member, id).await?.filter(|it| !it.is_open());
        let Some(_) = found else { return Ok(None) };
        Ok(Some(Commented {
            name: "the purpose".to_owned(),
            url: member.team.url(&format!("/purpose/{id}")),
            readers: peer_team::readers(app, &member.team, None).await?,
        }))
    })
}

/// A workshop of this table.
async fn found(app: &App, member: &Member, id: &str) -> Result<Option<Workshop>, Error> {
    let all = super::workshops(app, &member.team.id).await?;
    Ok(all.into_iter().find(|it| it.id == id))
}

#[derive(Template)]
#[template(path = "purpose/ended.html")]
struct EndedPage {
    frame: Frame,
    url: String,
    is_adopted: bool,
    ended: Time,
    consent: Consent,
    review_on: String,
    /// Other statements that were proposed.
    others: Vec<Named>,
    columns: Vec<Column>,
    closings: Vec<String>,
    /// Objections that were raised and settled, with who raised them.
    settled: Vec<(String, String, String)>,
    readers: String,
    thread: Thread,
    history: History,
}

pub(super) async fn get_one(
    State(app): State<Arc<App>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let it = found(&app, &member, &id).await?.ok_or(Error::NotFound)?;
    let Some((_, at)) = it.end else {
        return Ok(Redirect::to(&member.team.url("/purpose")).into_response());
    };
    let seats = peer_team::seats(&app, &member.team.id).await?;
    let seats: Vec<Seat> = seats.into_iter().filter(|it| it.role == Role::Peer).collect();
    let peers: Vec<_> = seats.iter().map(|seat| seat.person.clone()).collect();
    let names = Names::of(&app, &it, &seats).await?;
    let readers = peer_team::readers(&app, &member.team, None).await?;
    let chosen = it.content.chosen.as_deref();
    let others = it.content.statements.iter().filter(|it| Some(&*it.id) != chosen);
    let review_on = it.content.review_on.map(|on| date_words(on, member.me.locale));
    let here = format!("/purpose/{id}");
    let page = EndedPage {
        frame: member.frame(&app, "/purpose").await?,
        url: member.team.url("/purpose"),
        is_adopted: it.is_adopted(),
        ended: member.time(at, &app),
        review_on: review_on.unwrap_or_default(),
        consent: Consent::of(&it, &member, (&peers, &names)),
        others: others.map(|it| Named::of(it, &names)).collect(),
        columns: columns(&it, &member.me.id, &names),
        closings: names.closings(&it),
        settled: super::view::settled(&it, &names),
        thread: thread(&app, &member, (Thing::Purpose, &id), &readers).await?,
        history: history_of(&app, &member, (Thing::Purpose, &id), &here).await?,
        readers,
    };
    Ok(Html::of(&page)?.into_response())
}
