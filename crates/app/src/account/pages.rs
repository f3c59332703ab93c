//! The page of my account: how I show and read, my password, where I am signed in, what happened.

use crate::Error;
use crate::app::App;
use crate::event;
use crate::lost_access;
use crate::passkey;
use crate::peer_team;
use crate::people::{
    self, COLOURS, Colour, Person, Refusal, Role, SignedIn, Sitting, TypedProfile, time_zones,
};
use crate::private::PrivateText;
use crate::shell::{Done, Form, Frame, Html, LOCALES, Led, Locale, Session, Time, device_in_words};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/account", get(get_account).post(post_account))
        .route("/account/password", post(post_password))
        .route("/account/sessions/ending", post(post_ending))
        .merge(super::codes::routes())
        .merge(super::leaving::routes())
}

#[derive(Template)]
#[template(path = "account/account.html")]
struct AccountPage {
    frame: Frame,
    name: String,
    /// What was chosen for the short form, and what the name makes it otherwise.
    short: String,
    shown: String,
    colour: String,
    colours: [(Colour, &'static str); 8],
    locale: String,
    locales: [(Locale, &'static str); 2],
    time_zone: String,
    time_zones: &'static [String],
    email: String,
    is_operator: bool,
    codes_left: u64,
    /// My passkeys by their names; nothing where there can be none.
    passkeys: Option<Vec<String>>,
    /// Somebody said that I have lost access.
    is_lost: bool,
    /// Of which of the forms something was refused, and why.
    refusal: Option<Refusal>,
    sessions: Vec<Line>,
    happened: Vec<(String, Time)>,
}

/// A session in the list.
struct Line {
    key: String,
    device: String,
    begun_at: Time,
    seen_at: Time,
    is_this: bool,
}

impl AccountPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

async fn account_page(app: &App, me: &Person, session: &Session) -> Result<AccountPage, Error> {
    Ok(AccountPage {
        frame: peer_team::frame(app, me).await?,
        name: me.name.clone(),
        short: me.chosen_short.clone().unwrap_or_default(),
        shown: me.look.short.clone(),
        colour: me.look.colour.word().to_owned(),
        colours: COLOURS,
        locale: me.locale.word().to_owned(),
        locales: LOCALES,
        time_zone: me.time_zone.clone(),
        time_zones: time_zones(),
        email: me.email.clone(),
        is_operator: me.role == Role::Operator,
        codes_left: people::codes_left(app, me).await?,
        passkeys: passkeys(app, me).await?,
        is_lost: lost_access::is_under_way(app, &me.id).await?,
        refusal: None,
        sessions: lines(app, me, session).await?,
        happened: happened(app, me).await?,
    })
}

/// My passkeys, where they can be used or there are some.
async fn passkeys(app: &App, me: &Person) -> Result<Option<Vec<String>>, Error> {
    let mine = passkey::passkeys(app, me).await?;
    let names: Vec<String> = mine.into_iter().map(|it| it.name).collect();
    let is_told = app.address.host_of_passkeys().is_some() || !names.is_empty();
    Ok(is_told.then_some(names))
}

/// Where I am signed in.
async fn lines(app: &App, me: &Person, session: &Session) -> Result<Vec<Line>, Error> {
    let here = session.0.as_deref().unwrap_or_default();
    let time = |at| Time::told(at, app.clock.now(), me.reads());
    let line = |it: Sitting| Line {
        device: device_in_words(&it.device),
        begun_at: time(it.begun_at),
        seen_at: time(it.seen_at),
        is_this: it.is_this,
        key: it.key,
    };
    Ok(people::sessions(app, me, here).await?.into_iter().map(line).collect())
}

/// So much of what happened is shown.
const MOST_LINES: u64 = 12;

/// What happened to my account, whoever did it.
async fn happened(app: &App, me: &Person) -> Result<Vec<(String, Time)>, Error> {
    let events = event::of_person(app, &me.id, MOST_LINES).await?;
    let actors: Vec<&str> = events.iter().map(|event| event.actor.as_str()).collect();
    let names = people::names(app, &actors).await?;
    let told = events.iter().zip(names).map(|(event, name)| {
        let name = if event.actor == me.id { "You" } else { name.as_str() };
        (event.sentence(name, ""), Time::told(event.at, app.clock.now(), me.reads()))
    });
    Ok(told.collect())
}

async fn get_account(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
) -> Result<Html, Error> {
    Html::of(&account_page(&app, &me, &session).await?)
}

async fn post_account(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    form: Form,
) -> Result<Response, Error> {
    let [name, short, colour, locale, time_zone] =
        ["name", "short", "colour", "locale", "time_zone"].map(|field| form.one(field));
    let typed = TypedProfile { name, short, colour, locale, time_zone };
    match people::describe(&app, &me, &typed).await {
        Ok(()) => Ok(Led::to("/account", Done::Saved).into_response()),
        Err(Error::People(refusal)) => {
            let page = account_page(&app, &me, &session).await?;
            let [name, short, colour, locale, time_zone] =
                [name, short, colour, locale, time_zone].map(str::to_owned);
            let refusal = Some(refusal);
            let page = AccountPage { name, short, colour, locale, time_zone, refusal, ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}

async fn post_password(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    session: Session,
    form: Form,
) -> Result<Response, Error> {
    let typed = |field| PrivateText::new(form.one(field).to_owned());
    let here = session.0.as_deref().unwrap_or_default();
    match people::change_password(&app, &me, (&typed("present"), &typed("password")), here).await {
        Ok(()) => {
            // Whoever knows the password is in; a link that is on its way is not needed.
            lost_access::end_mine(&app, &me).await?;
            Ok(Led::to("/account", Done::PasswordTaken).into_response())
        }
        Err(Error::People(refusal)) => {
            let page = account_page(&app, &me, &session).await?;
            Html::refused(&AccountPage { refusal: Some(refusal), ..page })
                .map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

async fn post_ending(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Redirect, Error> {
    people::end_session(&app, &me, form.one("session")).await?;
    Ok(Redirect::to("/account"))
}
