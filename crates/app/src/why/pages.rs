//! The page of a why: one question, who can read it, one button.

use super::{Draft, REASONS, Why};
use crate::Error;
use crate::app::App;
use crate::people::Person;
use crate::shell::{Form, Html, SignedIn};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/why", get(get_why).post(post_why))
}

#[derive(Template)]
#[template(path = "why/why.html")]
struct WhyPage<'p> {
    name: &'p str,
    reasons: Vec<Reason>,
    words: &'p str,
    refusal: Option<String>,
    kept: Vec<Kept<'p>>,
}

struct Reason {
    key: &'static str,
    words: &'static str,
    is_ticked: bool,
}

/// A version as its author sees it.
struct Kept<'p> {
    kept_on: String,
    review_on: String,
    reasons: String,
    words: &'p str,
}

impl<'p> WhyPage<'p> {
    fn of(person: &'p Person, draft: Option<&'p Draft>, kept: &'p [Why]) -> Self {
        let reason = |(key, words): (&'static str, &'static str)| Reason {
            key,
            words,
            is_ticked: draft.is_some_and(|draft| draft.has(key)),
        };
        Self {
            name: &person.name,
            reasons: REASONS.into_iter().map(reason).collect(),
            words: draft.map_or("", |draft| draft.words.reveal()),
            refusal: None,
            kept: kept.iter().map(Kept::of).collect(),
        }
    }
}

impl<'p> Kept<'p> {
    fn of(why: &'p Why) -> Self {
        let date = jiff::Timestamp::from(why.kept_at).to_zoned(jiff::tz::TimeZone::UTC).date();
        let ticked = REASONS.iter().filter(|reason| why.draft.has(reason.0));
        Self {
            kept_on: chart::date_words(date),
            review_on: chart::date_words(why.review_on),
            reasons: ticked.map(|reason| reason.1).collect::<Vec<_>>().join(" · "),
            words: why.draft.words.reveal(),
        }
    }
}

async fn get_why(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    let kept = super::mine(&app, &me).await?;
    let latest = kept.first().map(|why| &why.draft);
    Html::of(&WhyPage::of(&me, latest, &kept))
}

async fn post_why(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Response, Error> {
    let draft = || Draft::new(form.all("reason"), form.one("words").to_owned());
    match super::keep(&app, &me, draft()).await {
        Ok(_) => Ok(Redirect::to("/").into_response()),
        Err(Error::Why(refusal)) => {
            let kept = super::mine(&app, &me).await?;
            let typed = draft();
            let mut page = WhyPage::of(&me, Some(&typed), &kept);
            page.refusal = Some(refusal.to_string());
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
