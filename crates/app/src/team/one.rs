//! The page of one delivery team: who serves it, what was said about it, what happened to it.

use super::Team;
use crate::Error;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, history_of};
use crate::shell::{Frame, Html};
use crate::wording::listed;
use askama::Template;
use axum::extract::{Path, State};
use std::sync::Arc;

/// Teams can be commented on, by whoever sees them.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Team, seen, said: None }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        let Some((team, _)) = found(app, member, id).await? else { return Ok(None) };
        Ok(Some(Commented {
            name: team.name,
            url: member.team.url(&format!("/teams/{id}")),
            readers: peer_team::readers(app, &member.team, None).await?,
        }))
    })
}

/// A team of this table, and the names of who serves it.
async fn found(app: &App, member: &Member, id: &str) -> Result<Option<(Team, Vec<String>)>, Error> {
    let teams = super::of(app, &member.team).await?;
    Ok(teams.into_iter().find(|it| it.0.id == id))
}

#[derive(Template)]
#[template(path = "team/team.html")]
struct TeamPage {
    frame: Frame,
    url: String,
    id: String,
    name: String,
    /// Who serves it, in a line.
    servers: Option<String>,
    is_mine: bool,
    can_change: bool,
    thread: Thread,
    history: History,
}

pub(super) async fn get_team(
    State(app): State<Arc<App>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    let (team, servers) = found(&app, &member, &id).await?.ok_or(Error::NotFound)?;
    let readers = peer_team::readers(&app, &member.team, None).await?;
    Html::of(&TeamPage {
        frame: member.frame(&app, "/teams").await?,
        url: member.team.url(""),
        is_mine: team.servers.contains(&member.me.id),
        name: team.name,
        servers: listed(&servers),
        can_change: member.can_change(),
        thread: thread(&app, &member, (Thing::Team, &id), &readers).await?,
        history: history_of(&app, &member, (Thing::Team, &id), &format!("/teams/{id}")).await?,
        id,
    })
}
