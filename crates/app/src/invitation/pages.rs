//! The pages of invitations: making and taking back links, and what a link leads to.

use super::model::{DAYS, End, Invitation, Wanted};
use super::{Refusal, as_what};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member, Peer, PeerTeam, Role};
use crate::people::{self, Account, MaybeSignedIn, Person, SignedIn, sign_in_url, signed_in};
use crate::shell::{Done, Form, Frame, Html, Led, Locale, Reading, Time, date_in, device};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/invitations", get(get_invitations).post(post_invitations))
        .route("/peer-teams/{team}/invitations/{id}/revocation", post(post_revocation))
        .route("/invitation", get(get_invitation))
        .route("/invitation/seat", post(post_seat))
        .route("/invitation/account", post(post_account))
}

#[derive(Template)]
#[template(path = "invitation/invitations.html")]
struct InvitationsPage {
    frame: Frame,
    url: String,
    name: String,
    can_change: bool,
    /// The link that was just made; it is told once.
    link: Option<String>,
    /// Whom it is sent to by mail.
    mailed_to: Option<String>,
    only_here: bool,
    days: [i64; 3],
    email: String,
    refusal: Option<Refusal>,
    lines: Vec<Line>,
}

/// An invitation in the list.
struct Line {
    id: String,
    words: String,
    state: String,
    is_open: bool,
}

impl Line {
    fn of(it: &Invitation, app: &App, member: &Member) -> Self {
        let who = it.email.clone().unwrap_or_else(|| "whoever has the link".to_owned());
        let is_open = it.open_at(app.clock.now()).is_ok();
        let at = |instant| member.time(instant, app).words;
        let state = match &it.end {
            Some(End::Used(when, _)) => format!("used {}", at(*when)),
            Some(End::Revoked(when)) => format!("taken back {}", at(*when)),
            None if is_open => format!("open until {}", at(it.expires_at)),
            None => format!("expired {}", at(it.expires_at)),
        };
        Self { id: it.id.clone(), words: format!("{who}, {}", as_what(it.role)), state, is_open }
    }
}

async fn invitations_page(app: &App, member: &Member) -> Result<InvitationsPage, Error> {
    let invitations = super::of_team(app, &member.team).await?;
    Ok(InvitationsPage {
        frame: member.frame(app, "/seats").await?,
        url: member.team.url(""),
        name: member.team.name().to_owned(),
        can_change: member.can_change(),
        link: None,
        mailed_to: None,
        only_here: app.address.is_only_here(),
        days: DAYS,
        email: String::new(),
        refusal: None,
        lines: invitations.iter().map(|it| Line::of(it, app, member)).collect(),
    })
}

async fn get_invitations(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    Html::of(&invitations_page(&app, &member).await?)
}

async fn post_invitations(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Html, Error> {
    let wanted = Wanted {
        role: Role::of_word(form.one("role")),
        email: form.one("email").to_owned(),
        days: form.one("days").parse().unwrap_or(DAYS[0]),
    };
    let to = wanted.email.trim().to_owned();
    match super::invite(&app, &member.team, &member.me, wanted).await {
        Ok(token) => {
            let page = invitations_page(&app, &member).await?;
            let mailed_to = Some(to).filter(|to| app.mail.is_some() && !to.is_empty());
            let link = Some(link_of(&app, &token));
            Html::of(&InvitationsPage { link, mailed_to, ..page })
        }
        Err(Error::Invitation(refusal)) => {
            let page = invitations_page(&app, &member).await?;
            let email = form.one("email").to_owned();
            Html::refused(&InvitationsPage { refusal: Some(refusal), email, ..page })
        }
        Err(error) => Err(error),
    }
}

async fn post_revocation(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::revoke(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&member.team.url("/invitations"), Done::Revoked))
}

#[derive(Template)]
#[template(path = "invitation/letter.txt")]
struct LetterText<'l> {
    by: &'l str,
    team: &'l str,
    as_what: &'static str,
    until: String,
    link: String,
}

/// What is written to whoever is invited.
pub(super) fn letter(
    app: &App,
    team: &PeerTeam,
    by: &str,
    (invitation, token): (&Invitation, &str),
) -> Result<String, Error> {
    let until = date_in(invitation.expires_at, &team.settings.time_zone);
    let letter = LetterText {
        by,
        team: team.name(),
        as_what: as_what(invitation.role),
        until: chart::date_words(until),
        link: link_of(app, token),
    };
    letter.render().map_err(|_| Error::Ours("a letter could not be written"))
}

/// The address that leads to a seat.
fn link_of(app: &App, token: &str) -> String {
    format!("{}/invitation?token={token}", app.address.public_url)
}

#[derive(Template)]
#[template(path = "invitation/invitation.html")]
struct InvitationPage<'p> {
    frame: Frame,
    token: &'p str,
    by: String,
    team: String,
    as_what: &'static str,
    until: Time,
    /// Where somebody with an account signs in first.
    sign_in: String,
    name: &'p str,
    email: &'p str,
    refusal: Option<people::Refusal>,
}

impl InvitationPage<'_> {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

async fn invitation_page<'p>(
    app: &App,
    token: &'p str,
    me: Option<&Person>,
) -> Result<InvitationPage<'p>, Error> {
    let (invitation, by, team) = super::opened(app, token).await?;
    if let Some(me) = me {
        invitation.is_for(&me.email)?;
    }
    let frame = match me {
        Some(me) => peer_team::frame(app, me).await?,
        None => Frame::of_nobody(app),
    };
    let there = Reading { zone: &team.settings.time_zone, locale: Locale::default() };
    let reading = me.map_or(there, Person::reads);
    Ok(InvitationPage {
        frame,
        token,
        by,
        team: team.name().to_owned(),
        as_what: as_what(invitation.role),
        until: Time::told(invitation.expires_at, app.clock.now(), reading),
        sign_in: sign_in_url(&format!("/invitation?token={token}")),
        name: "",
        email: "",
        refusal: None,
    })
}

async fn get_invitation(
    State(app): State<Arc<App>>,
    MaybeSignedIn(me): MaybeSignedIn,
    Query(link): Query<Link>,
) -> Result<Html, Error> {
    Html::of(&invitation_page(&app, &link.token, me.as_ref()).await?)
}

async fn post_seat(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Redirect, Error> {
    let team = super::accept(&app, form.one("token"), &me).await?;
    Ok(Redirect::to(&team.url("")))
}

async fn post_account(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let token = form.one("token");
    let account = Account::typed(&form);
    match super::accept_as_newcomer(&app, token, account, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/why")),
        Err(Error::People(refusal)) => {
            let page = invitation_page(&app, token, None).await?;
            let (name, email) = (form.one("name"), form.one("email"));
            let page = InvitationPage { name, email, refusal: Some(refusal), ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
