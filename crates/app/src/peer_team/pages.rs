//! The pages of a peer team: mine, founding one, who sits there, the settings, the history.

use super::model::{WEEK, can_be_put_back};
use super::{PeerTeam, Refusal, Role, Seat, Settings};
use crate::Error;
use crate::app::App;
use crate::event;
use crate::live;
use crate::people::{self, Person, PersonId, SignedIn};
use crate::shell::{Done, Entry, Form, Frame, Html, Led, Me, Table, Time, date_in};
use crate::wording::counted;
use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, Path, RawPathParams, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use flow::Instant;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams", get(get_peer_teams).post(post_peer_teams))
        .route("/peer-teams/{team}/seats", get(get_seats))
        .route("/peer-teams/{team}/settings", get(get_settings).post(post_settings))
        .route("/peer-teams/{team}/settings/{version}/undoing", post(post_undoing))
        .route("/peer-teams/{team}/seen", post(post_seen))
        .merge(super::live::routes())
}

/// Somebody signed in who belongs to the peer team of the address. To others it is not there.
pub(crate) struct Member {
    pub(crate) me: Person,
    pub(crate) team: PeerTeam,
    pub(crate) role: Role,
    /// Addresses and names of my other tables.
    others: Vec<(String, String)>,
}

impl Member {
    /// The frame of a page of this peer team; `here` is the page's place below its address.
    pub(crate) async fn frame(&self, app: &App, here: &str) -> Result<Frame, Error> {
        let seen = live::version(app, &self.team.id, &self.me.id).await?;
        let noting = self.can_change().then(|| self.team.url("/problems/noting"));
        let table = Table { noting, ..table(&self.team, here, seen) };
        Ok(around(app, &self.me, Some(table), self.others.clone()))
    }

    /// Whether this member may change things of the table.
    pub(crate) fn can_change(&self) -> bool {
        self.role == Role::Peer && self.team.archived_at.is_none()
    }

    /// An instant as this reader tells time.
    pub(crate) fn time(&self, at: Instant, app: &App) -> Time {
        Time::told(at, app.clock.now(), self.me.reads())
    }
}

impl FromRequestParts<Arc<App>> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let SignedIn(me) = SignedIn::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(IntoResponse::into_response)?;
        let short = params.iter().find(|param| param.0 == "team").map_or("", |param| param.1);
        let mut teams =
            super::with_roles(app, &me.id).await.map_err(IntoResponse::into_response)?;
        let Some(here) = teams.iter().position(|(team, _)| team.short == short) else {
            return Err(Error::NotFound.into_response());
        };
        let (team, role) = teams.remove(here);
        let others = teams.iter().map(|(team, _)| (team.url(""), team.name().to_owned())).collect();
        Ok(Self { me, team, role, others })
    }
}

/// A member who is a peer and may change things.
pub(crate) struct Peer(pub(crate) Member);

impl FromRequestParts<Arc<App>> for Peer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Seated(member) = Seated::from_request_parts(parts, app).await?;
        match member.team.archived_at {
            None => Ok(Self(member)),
            Some(_) => Err(Error::from(Refusal::Archived).into_response()),
        }
    }
}

/// A member who is a peer, be the table archived or not.
pub(crate) struct Seated(pub(crate) Member);

impl FromRequestParts<Arc<App>> for Seated {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let member = Member::from_request_parts(parts, app).await?;
        match member.role {
            Role::Peer => Ok(Self(member)),
            Role::Observer => Err(Error::from(Refusal::ObserversRead).into_response()),
        }
    }
}

/// The pages of a peer team: their places below its address, and the words for them.
const PAGES: [(&str, &str); 9] = [
    ("", "Today"),
    ("/whys", "Why"),
    ("/purpose", "Purpose"),
    ("/asks", "Asks"),
    ("/problems", "Problems"),
    ("/seats", "Peers"),
    ("/teams", "Teams"),
    ("/history", "History"),
    ("/settings", "Settings"),
];

/// The frame of a page that belongs to no peer team.
pub(crate) async fn frame(app: &App, me: &Person) -> Result<Frame, Error> {
    let teams = super::of_person(app, &me.id).await?;
    let others = teams.iter().map(|team| (team.url(""), team.name().to_owned()));
    Ok(around(app, me, None, others.collect()))
}

/// A peer team around one of its pages.
fn table(team: &PeerTeam, here: &str, seen: String) -> Table {
    let entry = |(page, words): (&str, &'static str)| Entry {
        url: team.url(page),
        words,
        is_here: page == here,
    };
    let on = |at| chart::date_words(date_in(at, &team.settings.time_zone));
    Table {
        name: team.name().to_owned(),
        url: team.url(""),
        archived: team.archived_at.map(on),
        pages: PAGES.into_iter().map(entry).collect(),
        noting: None,
        seen,
    }
}

fn around(app: &App, me: &Person, table: Option<Table>, others: Vec<(String, String)>) -> Frame {
    let me =
        Me { name: me.name.clone(), short: me.look.short.clone(), colour: me.look.colour.word() };
    Frame { me: Some(me), others, table, ..Frame::of_nobody(app) }
}

#[derive(Template)]
#[template(path = "peer_team/peer_teams.html")]
struct PeerTeamsPage {
    frame: Frame,
    /// Addresses and names of mine.
    mine: Vec<(String, String)>,
    name: String,
    refusal: Option<Refusal>,
}

async fn peer_teams_page(app: &App, me: &Person) -> Result<PeerTeamsPage, Error> {
    let frame = frame(app, me).await?;
    let mine = frame.others.clone();
    Ok(PeerTeamsPage { frame, mine, name: String::new(), refusal: None })
}

async fn get_peer_teams(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Html, Error> {
    Html::of(&peer_teams_page(&app, &me).await?)
}

async fn post_peer_teams(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Response, Error> {
    let typed = Settings::new(form.one("name").to_owned(), me.time_zone.clone());
    match super::found(&app, &me, typed).await {
        Ok(short) => Ok(Redirect::to(&format!("/peer-teams/{short}/invitations")).into_response()),
        Err(Error::PeerTeam(refusal)) => {
            let name = form.one("name").to_owned();
            let page = peer_teams_page(&app, &me).await?;
            Html::refused(&PeerTeamsPage { name, refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "peer_team/seats.html")]
struct SeatsPage {
    frame: Frame,
    url: String,
    name: String,
    can_change: bool,
    peers: Vec<(Seat, Time)>,
    observers: Vec<(Seat, Time)>,
    /// Whom I can propose to remove, if there are others to second it.
    others: Vec<(PersonId, String)>,
    is_peer: bool,
}

async fn get_seats(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let seats = super::seats(&app, &member.team.id).await?;
    let seats = seats.into_iter().map(|seat| {
        let since = member.time(seat.joined_at, &app);
        (seat, since)
    });
    let (peers, observers): (Vec<_>, Vec<_>) = seats.partition(|seat| seat.0.role == Role::Peer);
    let is_peer = member.role == Role::Peer;
    let others = peers.iter().filter(|seat| seat.0.person != member.me.id);
    let others = others.map(|seat| (seat.0.person.clone(), seat.0.name.clone())).collect();
    Html::of(&SeatsPage {
        frame: member.frame(&app, "/seats").await?,
        url: member.team.url(""),
        name: member.team.name().to_owned(),
        can_change: member.can_change(),
        others: if peers.len() > 2 && member.can_change() { others } else { vec![] },
        is_peer,
        peers,
        observers,
    })
}

#[derive(Template)]
#[template(path = "peer_team/settings.html")]
struct SettingsPage {
    frame: Frame,
    url: String,
    can_change: bool,
    version: i32,
    name: String,
    time_zone: String,
    /// Key, words, whether it is ticked.
    days: Vec<(&'static str, &'static str, bool)>,
    /// One on each line.
    holidays: String,
    refusal: Option<Refusal>,
    former: Vec<Former>,
    /// What can be proposed about the table as a whole.
    aim: Option<&'static str>,
}

/// A version of the settings in the list of them.
struct Former {
    version: i32,
    words: String,
    by: String,
    at: Time,
    can_be_put_back: bool,
}

impl SettingsPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.as_ref().is_some_and(|refusal| refusal.field() == field)
    }
}

/// The page with these settings in its form, kept ones or typed ones.
async fn settings_page(
    app: &App,
    member: &Member,
    (settings, version): (&Settings, i32),
) -> Result<SettingsPage, Error> {
    let versions = super::versions(app, &member.team.id).await?;
    let ids: Vec<&str> = versions.iter().map(|version| version.by.as_str()).collect();
    let names = people::names(app, &ids).await?;
    let former = versions.iter().zip(names).map(|(version, by)| Former {
        version: version.version,
        words: words(&version.settings),
        by,
        at: member.time(version.at, app),
        can_be_put_back: can_be_put_back(version, member.team.version, app.clock.now()),
    });
    let day = |(day, key, words)| (key, words, settings.working_days.contains(&day));
    Ok(SettingsPage {
        frame: member.frame(app, "/settings").await?,
        url: member.team.url(""),
        can_change: member.can_change(),
        version,
        name: settings.name.clone(),
        time_zone: settings.time_zone.clone(),
        days: WEEK.into_iter().map(day).collect(),
        holidays: settings.holidays.join("\n"),
        refusal: None,
        former: former.collect(),
        aim: (member.role == Role::Peer).then_some(match member.team.archived_at {
            None => "archiving",
            Some(_) => "reopening",
        }),
    })
}

/// Settings in a line.
fn words(settings: &Settings) -> String {
    let days = WEEK.iter().filter(|day| settings.working_days.contains(&day.0));
    let days: Vec<&str> = days.map(|day| &day.2[..3]).collect();
    let line = format!("{} · {} · {}", settings.name, settings.time_zone, days.join(" "));
    match settings.holidays.len() {
        0 => line,
        many => format!("{line} · {}", counted(many as u64, "holiday")),
    }
}

async fn get_settings(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let current = (&member.team.settings, member.team.version);
    Html::of(&settings_page(&app, &member, current).await?)
}

async fn post_settings(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let typed = Settings {
        name: form.one("name").to_owned(),
        time_zone: form.one("time_zone").trim().to_owned(),
        working_days: Settings::days_of(form.all("working_day")),
        holidays: Settings::lines(form.one("holidays")),
    };
    let version = form.one("version").parse().unwrap_or(0);
    match super::settle(&app, &member.team, &member.me, (typed.clone(), version)).await {
        Ok(()) => Ok(Led::to(&member.team.url("/settings"), Done::Settled).into_response()),
        Err(Error::PeerTeam(refusal)) => {
            let page = settings_page(&app, &member, (&typed, member.team.version)).await?;
            Html::refused(&SettingsPage { refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_undoing(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, version)): Path<(String, i32)>,
) -> Result<Led, Error> {
    super::put_back(&app, &member.team, &member.me, version).await?;
    Ok(Led::to(&member.team.url("/settings"), Done::PutBack))
}

/// Events as sentences, with their times.
pub(crate) async fn told(
    app: &App,
    member: &Member,
    events: &[event::Event],
) -> Result<Vec<(String, Time)>, Error> {
    // Some events are about somebody.
    let actors = events.iter().map(|event| event.actor.as_str());
    let abouts = events.iter().map(|event| event.thing_id.as_str());
    let mut names = people::names(app, &actors.chain(abouts).collect::<Vec<_>>()).await?;
    let abouts = names.split_off(events.len());
    let line = |((event, name), about): ((&event::Event, String), String)| {
        (event.sentence(&name, &about), member.time(event.at, app))
    };
    Ok(events.iter().zip(names).zip(abouts).map(line).collect())
}

async fn post_seen(State(app): State<Arc<App>>, member: Member) -> Result<Redirect, Error> {
    super::seen(&app, &member.team, &member.me).await?;
    Ok(Redirect::to(&member.team.url("")))
}
