//! The page of my recovery codes: how many are left, and making new ones.

use crate::Error;
use crate::app::App;
use crate::peer_team;
use crate::people::{self, Person, Refusal, SignedIn};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/account/recovery-codes", get(get_codes).post(post_codes))
}

#[derive(Template)]
#[template(path = "account/codes.html")]
struct CodesPage {
    frame: Frame,
    left: u64,
    /// Those that were just made; they are told once.
    codes: Vec<String>,
    refusal: Option<Refusal>,
}

async fn codes_page(app: &App, me: &Person) -> Result<CodesPage, Error> {
    let left = people::codes_left(app, me).await?;
    let frame = peer_team::frame(app, me).await?;
    Ok(CodesPage { frame, left, codes: vec![], refusal: None })
}

async fn get_codes(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    Html::of(&codes_page(&app, &me).await?)
}

async fn post_codes(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Html, Error> {
    let present = PrivateText::new(form.one("present").to_owned());
    match people::make_codes(&app, &me, &present).await {
        Ok(codes) => Html::of(&CodesPage { codes, ..codes_page(&app, &me).await? }),
        Err(Error::People(refusal)) => {
            let page = codes_page(&app, &me).await?;
            Html::refused(&CodesPage { refusal: Some(refusal), ..page })
        }
        Err(error) => Err(error),
    }
}
