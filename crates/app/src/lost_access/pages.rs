//! The pages of lost access: a peer says so, an operator does, and what the link leads to.

use super::{Hand, Lost};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member, Peer, Seat};
use crate::people::{self, PersonId, SignedIn, signed_in};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, device};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/lost-access", get(get_peers).post(post_peers))
        .route("/lost-access", get(get_link).post(post_link))
        .route("/account/lost-access/ending", post(post_ending))
}

#[derive(Template)]
#[template(path = "lost_access/peers.html")]
struct PeersPage {
    frame: Frame,
    url: String,
    /// The link that was just made; it is told once.
    link: Option<String>,
    lines: Vec<Line>,
}

/// Somebody of the table, and what is under way for them.
struct Line {
    seat: Seat,
    /// I said so, and wait for an operator.
    waits: bool,
    /// An operator said so, and waits for a peer.
    agreed: bool,
}

impl Line {
    fn of(seat: Seat, me: &PersonId, waiting: &[Lost]) -> Self {
        let theirs = || waiting.iter().filter(|lost| lost.person == seat.person);
        let waits = theirs().any(|lost| lost.is_begun_by(me));
        let is_agreed =
            |lost: &Lost| lost.waits_for() == Some(Hand::Peer) && lost.may_be_joined_by(me);
        let agreed = theirs().any(is_agreed);
        Self { seat, waits, agreed }
    }
}

async fn peers_page(app: &App, member: &Member) -> Result<PeersPage, Error> {
    let waiting = super::waiting(app).await?;
    let seats = peer_team::seats(app, &member.team.id).await?;
    let others = seats.into_iter().filter(|seat| seat.person != member.me.id);
    Ok(PeersPage {
        frame: member.frame(app, "/seats").await?,
        url: member.team.url(""),
        link: None,
        lines: others.map(|seat| Line::of(seat, &member.me.id, &waiting)).collect(),
    })
}

async fn get_peers(State(app): State<Arc<App>>, Peer(member): Peer) -> Result<Html, Error> {
    Html::of(&peers_page(&app, &member).await?)
}

async fn post_peers(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let person = PersonId::known(form.one("person"));
    match super::said_by_peer(&app, &member.team, &member.me, &person).await? {
        Some(token) => {
            let link = Some(link(&app, &token));
            let page = PeersPage { link, ..peers_page(&app, &member).await? };
            Ok(Html::of(&page)?.into_response())
        }
        None => Ok(Redirect::to(&member.team.url("/lost-access")).into_response()),
    }
}

/// The address that a token makes.
pub(crate) fn link(app: &App, token: &str) -> String {
    format!("{}/lost-access?token={token}", app.address.public_url)
}

#[derive(Template)]
#[template(path = "lost_access/link.html")]
struct LinkPage<'p> {
    frame: Frame,
    token: &'p str,
    name: String,
    email: String,
    refusal: Option<people::Refusal>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

async fn link_page<'p>(app: &App, token: &'p str) -> Result<LinkPage<'p>, Error> {
    let (_, name, email) = super::opened(app, token).await?;
    Ok(LinkPage { frame: Frame::of_nobody(app), token, name, email, refusal: None })
}

async fn get_link(State(app): State<Arc<App>>, Query(link): Query<Link>) -> Result<Html, Error> {
    Html::of(&link_page(&app, &link.token).await?)
}

async fn post_link(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let token = form.one("token");
    let password = PrivateText::new(form.one("password").to_owned());
    match super::come_in(&app, token, &password, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/account")),
        Err(Error::People(refusal)) if refusal.field() == "password" => {
            let page = link_page(&app, token).await?;
            Ok(Html::refused(&LinkPage { refusal: Some(refusal), ..page })?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_ending(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Redirect, Error> {
    super::end_mine(&app, &me).await?;
    Ok(Redirect::to("/account"))
}
