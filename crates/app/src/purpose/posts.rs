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
use axum::extract::{MatchedPath, Path, State};
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

/// What else is sent from a workshop: a change each, told apart by the last part of its address.
pub(super) async fn post_change(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Of,
    address: MatchedPath,
    form: Form,
) -> Result<Response, Error> {
    let what = address.as_str().rsplit('/').next().unwrap_or_default();
    let (change, at) = asked(what, &form)?;
    let done = super::change(&app, &member.team, &member.me, (&id, change)).await;
    answered(&app, &member, (&at, form), done).await
}

/// The change that a form asks for, and how the form is known on the page.
fn asked<'f>(what: &str, form: &'f Form) -> Result<(Change<'f>, String), Error> {
    let top = |change| Ok((change, "top".to_owned()));
    match what {
        "readiness" => top(Change::Ready(phase(form)?, form.one("ready") == "yes")),
        "lead" => top(Change::Lead),
        "time" => top(Change::MoreTime),
        "stopping" => top(Change::Stop),
        "phase" => moved(form),
        "groups" if form.one("with").is_empty() => top(Change::TakeOut(form.one("note"))),
        "groups" => top(Change::PutTogether(form.one("note"), form.one("with"))),
        "group-names" => {
            let group = form.one("group");
            let change = Change::Name(group, form.one("was"), form.one("name"));
            Ok((change, format!("name-{group}")))
        }
        "dots" if form.one("does") == "take" => top(Change::TakeDot(form.one("note"))),
        "dots" => top(Change::GiveDot(form.one("note"))),
        "statements" => {
            let (statement, words) = (form.one("statement"), form.one("words"));
            let read = form.one("version").parse().unwrap_or(0);
            let change = match statement {
                "" => Change::Propose(words),
                statement => Change::Reword(statement, read, words),
            };
            Ok((change, format!("words-{statement}")))
        }
        "consent" => top(Change::Consent(form.one("asked"))),
        "objection" => {
            let (harm, remedy) = (form.one("harm"), form.one("remedy"));
            Ok((Change::Object(form.one("asked"), harm, remedy), "objection".to_owned()))
        }
        _ => Err(Error::NotFound),
    }
}

/// On, back, or adopted; with a statement, consent is asked for it.
fn moved(form: &Form) -> Result<(Change<'_>, String), Error> {
    let from = phase(form)?;
    let (change, at) = match (form.one("way"), form.one("statement")) {
        ("back", _) => (Change::Back(from), "top".to_owned()),
        ("on", "") if from == Phase::Consent => {
            (Change::Adopt(form.one("asked")), "top".to_owned())
        }
        ("on", "") => (Change::On(from, None), "top".to_owned()),
        ("on", statement) => {
            // A day that cannot be read is none to come.
            let on = form.one("review_on").parse().unwrap_or(Date::ZERO);
            (Change::On(from, Some((statement, on))), format!("ask-{statement}"))
        }
        _ => return Err(Error::BadForm),
    };
    Ok((change, at))
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
