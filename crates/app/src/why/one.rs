//! The page of one shared why: its words, what was said about it, what happened to it.

use super::{Shared, reasons_in_words};
use crate::Error;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, history_of};
use crate::shell::{Frame, Html, Time};
use askama::Template;
use axum::extract::{Path, State};
use std::sync::Arc;

/// Shared whys can be commented on, by whoever sees them.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Why, seen, said: None }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        let Some(why) = shared(app, member, id).await? else { return Ok(None) };
        Ok(Some(Commented {
            name: format!("the why of {}", why.name),
            url: member.team.url(&format!("/whys/{id}")),
            readers: peer_team::readers(app, &member.team, None).await?,
        }))
    })
}

/// One that is shared now.
async fn shared(app: &App, member: &Member, id: &str) -> Result<Option<Shared>, Error> {
    let all = super::shared(app, &member.team).await?;
    Ok(all.into_iter().find(|why| why.id == id))
}

#[derive(Template)]
#[template(path = "why/shared.html")]
struct SharedPage {
    frame: Frame,
    url: String,
    name: String,
    is_mine: bool,
    words: String,
    reasons: String,
    at: Time,
    readers: String,
    thread: Thread,
    history: History,
}

pub(super) async fn get_shared(
    State(app): State<Arc<App>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    let why = shared(&app, &member, &id).await?.ok_or(Error::NotFound)?;
    let readers = peer_team::readers(&app, &member.team, None).await?;
    Html::of(&SharedPage {
        frame: member.frame(&app, "/whys").await?,
        url: member.team.url(""),
        is_mine: why.person == member.me.id,
        reasons: reasons_in_words(&why.reasons),
        at: member.time(why.shared_at, &app),
        name: why.name,
        words: why.words,
        thread: thread(&app, &member, (Thing::Why, &id), &readers).await?,
        readers,
        history: history_of(&app, &member, (Thing::Why, &id), &format!("/whys/{id}")).await?,
    })
}
