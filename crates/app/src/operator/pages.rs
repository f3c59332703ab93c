//! The page of accounts. To everybody but operators it is not there.

use crate::Error;
use crate::app::App;
use crate::lost_access::{self, Hand, Lost};
use crate::peer_team;
use crate::people::{self, KnownAccount, Person, PersonId, Role, SignedIn};
use crate::shell::{Form, Frame, Html, Time, date_words};
use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/accounts", get(get_accounts))
        .route("/accounts/{id}/state", post(post_state))
        .route("/accounts/{id}/role", post(post_role))
        .route("/accounts/{id}/lost-access", post(post_lost_access))
}

/// Somebody signed in who runs the installation.
struct Operator(Person);

impl FromRequestParts<Arc<App>> for Operator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let SignedIn(me) = SignedIn::from_request_parts(parts, app).await?;
        match me.role {
            Role::Operator => Ok(Self(me)),
            Role::Person => Err(Error::NotFound.into_response()),
        }
    }
}

#[derive(Template)]
#[template(path = "operator/accounts.html")]
struct AccountsPage {
    frame: Frame,
    /// The link that was just made; it is told once.
    link: Option<String>,
    refusal: Option<String>,
    lines: Vec<Line>,
    /// What is set up: the question and the answer.
    facts: Vec<(&'static str, String)>,
}

/// An account in the list.
struct Line {
    it: KnownAccount,
    since: Time,
    seen_on: String,
    is_me: bool,
    is_operator: bool,
    /// I said that they have lost access, and wait for a peer of theirs.
    waits: bool,
    /// Peers of theirs who said so.
    said_by: Vec<String>,
    /// Whether I can be the second who says so.
    can_make: bool,
}

async fn accounts_page(app: &App, me: &Person) -> Result<AccountsPage, Error> {
    let waiting = lost_access::waiting(app).await?;
    let mut lines = vec![];
    for it in people::accounts(app).await? {
        let lost: Vec<&Lost> = waiting.iter().filter(|lost| lost.person == it.id).collect();
        lines.push(line(app, me, it, &lost).await?);
    }
    Ok(AccountsPage {
        frame: peer_team::frame(app, me).await?,
        link: None,
        refusal: None,
        lines,
        facts: facts(app),
    })
}

async fn line(app: &App, me: &Person, it: KnownAccount, lost: &[&Lost]) -> Result<Line, Error> {
    let said: Vec<&str> = lost
        .iter()
        .filter(|lost| lost.waits_for() == Some(Hand::Operator))
        .filter_map(|lost| lost.begun_by().map(PersonId::as_str))
        .collect();
    let said_by = people::names(app, &said).await?;
    let can_make = lost
        .iter()
        .any(|lost| lost.waits_for() == Some(Hand::Operator) && lost.may_be_joined_by(&me.id));
    Ok(Line {
        since: Time::told(it.joined_at, app.clock.now(), me.reads()),
        seen_on: it.seen_on.map_or("never".to_owned(), |day| date_words(day, me.locale)),
        is_me: it.id == me.id,
        is_operator: it.role == Role::Operator,
        waits: lost
            .iter()
            .any(|lost| lost.waits_for() == Some(Hand::Peer) && lost.is_begun_by(&me.id)),
        said_by,
        can_make,
        it,
    })
}

/// What is set up, as far as the pages depend on it.
fn facts(app: &App) -> Vec<(&'static str, String)> {
    let reach = if app.address.is_only_here() { ", on this machine only" } else { "" };
    vec![
        ("Address", format!("{}{reach}", app.address.public_url)),
        ("Data", app.store.engine().to_owned()),
        ("Version", env!("CARGO_PKG_VERSION").to_owned()),
    ]
}

async fn get_accounts(State(app): State<Arc<App>>, Operator(me): Operator) -> Result<Html, Error> {
    Html::of(&accounts_page(&app, &me).await?)
}

/// The list again, or with the reason why not.
async fn answered(app: &App, me: &Person, done: Result<(), Error>) -> Result<Response, Error> {
    let refusal = match done {
        Ok(()) => return Ok(Redirect::to("/accounts").into_response()),
        Err(Error::People(refusal)) => refusal.to_string(),
        Err(Error::LostAccess(refusal)) => refusal.to_string(),
        Err(error) => return Err(error),
    };
    let page = AccountsPage { refusal: Some(refusal), ..accounts_page(app, me).await? };
    Ok(Html::refused(&page)?.into_response())
}

async fn post_state(
    State(app): State<Arc<App>>,
    Operator(me): Operator,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let enabled = match form.one("state") {
        "enabled" => true,
        "disabled" => false,
        _ => return Err(Error::BadForm),
    };
    let done = people::enable(&app, &me, (&PersonId::known(id), enabled)).await;
    answered(&app, &me, done).await
}

async fn post_role(
    State(app): State<Arc<App>>,
    Operator(me): Operator,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let role = match form.one("role") {
        "operator" => Role::Operator,
        "person" => Role::Person,
        _ => return Err(Error::BadForm),
    };
    let id = PersonId::known(id);
    match people::appoint(&app, &me, (&id, role)).await {
        // Whoever gave their own role on does not see this page any more.
        Ok(()) if id == me.id => Ok(Redirect::to("/account").into_response()),
        done => answered(&app, &me, done).await,
    }
}

async fn post_lost_access(
    State(app): State<Arc<App>>,
    Operator(me): Operator,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    match lost_access::said_by_operator(&app, &me, &PersonId::known(id)).await {
        Ok(Some(token)) => {
            let link = Some(lost_access::link(&app, &token));
            let page = AccountsPage { link, ..accounts_page(&app, &me).await? };
            Ok(Html::of(&page)?.into_response())
        }
        done => answered(&app, &me, done.map(drop)).await,
    }
}
