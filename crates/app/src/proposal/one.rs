//! The page of one proposal: what it is, what was said about it, what happened to it.

use super::pages::{Line, line, words};
use crate::Error;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, Role, Seated, history_of};
use crate::shell::{Frame, Html};
use askama::Template;
use axum::extract::{Path, State};
use std::sync::Arc;

/// Proposals can be commented on by peers, who alone see them.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Proposal, seen, said: None }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        let all = super::of_team(app, &member.team).await?;
        let it = all.into_iter().find(|it| it.id == id && member.role == Role::Peer);
        let Some(it) = it else { return Ok(None) };
        let name = words(app, &it.aim, &member.me.id).await?;
        Ok(Some(Commented {
            name: format!("“{}”", name.trim_end_matches('.')),
            url: member.team.url(&format!("/proposals/{id}")),
            readers: peer_team::readers(app, &member.team, Some(Role::Peer)).await?,
        }))
    })
}

#[derive(Template)]
#[template(path = "proposal/proposal.html")]
struct ProposalPage {
    frame: Frame,
    url: String,
    line: Line,
    is_open: bool,
    thread: Thread,
    history: History,
}

pub(super) async fn get_proposal(
    State(app): State<Arc<App>>,
    Seated(member): Seated,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    let all = super::of_team(&app, &member.team).await?;
    let it = all.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    let readers = peer_team::readers(&app, &member.team, Some(Role::Peer)).await?;
    let here = format!("/proposals/{id}");
    Html::of(&ProposalPage {
        frame: member.frame(&app, "/seats").await?,
        url: member.team.url(""),
        line: line(&app, &member, &it).await?,
        is_open: it.end.is_none(),
        thread: thread(&app, &member, (Thing::Proposal, &id), &readers).await?,
        history: history_of(&app, &member, (Thing::Proposal, &id), &here).await?,
    })
}
