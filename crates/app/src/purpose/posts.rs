//! What is sent from the pages of a workshop. What cannot be taken comes back with the page as it
//! is now, with what was typed and the reason.

use super::model::{Naming, Pace, Phase};
use super::pages::page;
use super::view::{Refused, answers};
use super::{Change, Setting};
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Peer};
use crate::shell::{Done, Form, Led, local_path};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use std::sync::Arc;

/// The workshop of the address.
type Of = Path<(String, String)>;

pub(super) async fn post_purpose(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let pace = Pace::of_word(form.one("pace")).ok_or(Error::BadForm)?;
    let naming = if form.one("names") == "shown" { Naming::Shown } else { Naming::Hidden };
    let begun = super::begin(&app, &member.team, &member.me, Setting { pace, naming }).await;
    answered(&app, &member, ("top", form), begun).await
}

pub(super) async fn post_answers(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let from = phase(&form)?;
    let typed = answers(&form);
    let mut written = super::write(&app, &member.team, &member.me, (&id, from, typed)).await;
    if written.is_ok() && from == Phase::Write && form.one("then") == "ready" {
        let ready = Change::Ready(from, true);
        written = super::change(&app, &member.team, &member.me, (&id, ready)).await;
    }
    match written {
        Ok(()) => Ok(Led::to(&member.team.url("/purpose"), Done::Written).into_response()),
        refused => answered(&app, &member, ("answers", form), refused).await,
    }
}

pub(super) async fn post_readiness(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let is_ready = form.one("ready") == "yes";
    let change = Change::Ready(phase(&form)?, is_ready);
    changed(&app, &member, (&id, change), ("top", &form)).await
}

pub(super) async fn post_lead(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    changed(&app, &member, (&id, Change::Lead), ("top", &form)).await
}

pub(super) async fn post_phase(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let from = phase(&form)?;
    let statement = form.one("statement");
    let change = match (form.one("way"), statement) {
        ("back", _) => Change::Back(from),
        ("on", "") if from == Phase::Consent => Change::Adopt(form.one("asked")),
        ("on", "") => Change::On(from, None),
        ("on", statement) => {
            // A day that cannot be read is none to come.
            let on = form.one("review_on").parse().unwrap_or(Date::ZERO);
            Change::On(from, Some((statement, on)))
        }
        _ => return Err(Error::BadForm),
    };
    let at = if statement.is_empty() { "top".to_owned() } else { format!("ask-{statement}") };
    changed(&app, &member, (&id, change), (&at, &form)).await
}

pub(super) async fn post_time(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    changed(&app, &member, (&id, Change::MoreTime), ("top", &form)).await
}

pub(super) async fn post_stopping(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    changed(&app, &member, (&id, Change::Stop), ("top", &form)).await
}

pub(super) async fn post_groups(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let change = match form.one("with") {
        "" => Change::TakeOut(form.one("note")),
        with => Change::PutTogether(form.one("note"), with),
    };
    changed(&app, &member, (&id, change), ("top", &form)).await
}

pub(super) async fn post_group_names(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let group = form.one("group");
    let change = Change::Name(group, form.one("was"), form.one("name"));
    changed(&app, &member, (&id, change), (&format!("name-{group}"), &form)).await
}

pub(super) async fn post_dots(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let change = match form.one("does") {
        "take" => Change::TakeDot(form.one("note")),
        _ => Change::GiveDot(form.one("note")),
    };
    changed(&app, &member, (&id, change), ("top", &form)).await
}

pub(super) async fn post_statements(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let (statement, words) = (form.one("statement"), form.one("words"));
    let change = match statement {
        "" => Change::Propose(words),
        statement => Change::Reword(statement, read(&form), words),
    };
    changed(&app, &member, (&id, change), (&format!("words-{statement}"), &form)).await
}

pub(super) async fn post_consent(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    changed(&app, &member, (&id, Change::Consent(form.one("asked"))), ("top", &form)).await
}

pub(super) async fn post_objection(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let change = Change::Object(form.one("asked"), form.one("harm"), form.one("remedy"));
    changed(&app, &member, (&id, change), ("objection", &form)).await
}

pub(super) async fn post_review(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    form: Form,
) -> Result<Response, Error> {
    let on = form.one("review_on").parse().unwrap_or(Date::ZERO);
    match super::change(&app, &member.team, &member.me, (&id, Change::Keep(on))).await {
        Ok(()) => Ok(Led::to(&member.team.url("/purpose"), Done::PurposeKept).into_response()),
        refused => answered(&app, &member, ("review", form), refused).await,
    }
}

/// The phase that somebody had read.
fn phase(form: &Form) -> Result<Phase, Error> {
    Phase::of_word(form.one("from")).ok_or(Error::BadForm)
}

/// How many versions somebody had read.
fn read(form: &Form) -> usize {
    form.one("version").parse().unwrap_or(0)
}

/// Makes a change, and leads back to the page.
async fn changed(
    app: &App,
    member: &Member,
    change: (&str, Change<'_>),
    (at, form): (&str, &Form),
) -> Result<Response, Error> {
    let done = super::change(app, &member.team, &member.me, change).await;
    answered(app, member, (at, form.clone()), done).await
}

/// Leads back to the page; where something was refused, it is the page with the reason.
async fn answered(
    app: &App,
    member: &Member,
    (at, form): (&str, Form),
    done: Result<(), Error>,
) -> Result<Response, Error> {
    match done {
        Ok(()) => {
            let place = form.one("place");
            let place = if place.is_empty() { String::new() } else { format!("#{place}") };
            let to = member.team.url(&format!("/purpose{place}"));
            Ok(Redirect::to(local_path(&to)).into_response())
        }
        Err(Error::Purpose(refusal)) => {
            let refused = Refused { at: at.to_owned(), form, refusal };
            Ok(page(app, member, Some(refused)).await?.into_response())
        }
        Err(error) => Err(error),
    }
}
