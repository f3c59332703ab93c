//! Today: what needs me. In its first form, whether I have written why.

use crate::Error;
use crate::app::App;
use crate::shell::{Html, SignedIn};
use crate::why;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/", get(get_today))
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage<'p> {
    name: &'p str,
    /// The words of my why, and when it comes back.
    why: Option<(&'p str, String)>,
}

async fn get_today(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    let kept = why::mine(&app, &me).await?;
    let why = kept.first().map(|why| (why.draft.words.reveal(), chart::date_words(why.review_on)));
    Html::of(&TodayPage { name: &me.name, why })
}
