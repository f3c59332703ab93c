//! The pages of links: the peer teams around a table, and what an offer leads to.

use super::model::{Link, Stands};
use super::{Refusal, could_accept};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member, Peer};
use crate::people::{Person, SignedIn};
use crate::shell::{Done, Form, Frame, Html, Led, Time};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/links", get(get_links).post(post_links))
        .route("/peer-teams/{team}/links/{id}/revocation", post(post_revocation))
        .route("/peer-teams/{team}/links/{id}/ending", post(post_ending))
        .route("/link", get(get_link))
        .route("/link/acceptance", post(post_acceptance))
}

#[derive(Template)]
#[template(path = "peer_team_link/links.html")]
struct LinksPage {
    frame: Frame,
    url: String,
    name: String,
    can_change: bool,
    above: Vec<Other>,
    below: Vec<Other>,
    /// What was offered and is open: its id, where the other would stand, until when.
    offers: Vec<(String, &'static str, Time)>,
    /// The address that was just made; it is told once.
    link: Option<String>,
}

/// A linked team: nothing of it but its name.
struct Other {
    id: String,
    name: String,
}

async fn links_page(app: &App, member: &Member) -> Result<LinksPage, Error> {
    let team = &member.team.id;
    let (mut above, mut below) = (vec![], vec![]);
    for it in super::linked(app.store.reader(), team).await? {
        let Some(other) = it.other_of(team) else { continue };
        let Some(other) = peer_team::by_id(app.store.reader(), other).await? else { continue };
        let others = match it.stands_seen_from(team) {
            Stands::Above => &mut above,
            Stands::Below => &mut below,
        };
        others.push(Other { name: other.name().to_owned(), id: it.id });
    }
    let can_change = member.can_change();
    let offers = if can_change { super::offers(app, &member.team).await? } else { vec![] };
    let offer = |it: Link| (it.id, it.stands.word(), member.time(it.expires_at, app));
    Ok(LinksPage {
        frame: member.frame(app, "/settings").await?,
        url: member.team.url(""),
        name: member.team.name().to_owned(),
        can_change,
        above,
        below,
        offers: offers.into_iter().map(offer).collect(),
        link: None,
    })
}

async fn get_links(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    Html::of(&links_page(&app, &member).await?)
}

async fn post_links(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Html, Error> {
    let stands = Stands::of_word(form.one("stands"));
    let token = super::offer(&app, &member.team, &member.me, stands).await?;
    let link = Some(format!("{}/link?token={token}", app.address.public_url));
    Html::of(&LinksPage { link, ..links_page(&app, &member).await? })
}

async fn post_revocation(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::revoke(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&member.team.url("/links"), Done::Revoked))
}

async fn post_ending(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::end(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&member.team.url("/links"), Done::LinkEnded))
}

#[derive(Template)]
#[template(path = "peer_team_link/link.html")]
struct LinkPage {
    frame: Frame,
    token: String,
    team: String,
    /// Where the team that offers stands, seen from mine.
    stands: &'static str,
    /// My tables that could be linked: their short forms and names.
    mine: Vec<(String, String)>,
    refusal: Option<Refusal>,
}

async fn link_page(app: &App, token: &str, me: &Person) -> Result<LinkPage, Error> {
    let (it, team) = super::opened(app, token).await?;
    let mine = could_accept(app, &it, me).await?.into_iter();
    Ok(LinkPage {
        frame: peer_team::frame(app, me).await?,
        token: token.to_owned(),
        team: team.name().to_owned(),
        stands: it.stands.seen_from_there().word(),
        mine: mine.map(|team| (team.short.clone(), team.name().to_owned())).collect(),
        refusal: None,
    })
}

#[derive(Deserialize)]
struct Offer {
    #[serde(default)]
    token: String,
}

async fn get_link(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    Query(offer): Query<Offer>,
) -> Result<Html, Error> {
    Html::of(&link_page(&app, &offer.token, &me).await?)
}

async fn post_acceptance(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Response, Error> {
    let token = form.one("token");
    match super::accept(&app, token, &me, form.one("table")).await {
        Ok(team) => Ok(Redirect::to(&team.url("/links")).into_response()),
        Err(Error::PeerTeamLink(refusal)) => {
            // Where the offer itself is not open, its page says so.
            let page = link_page(&app, token, &me).await?;
            let page = LinkPage { refusal: Some(refusal), ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
