//! The page by which somebody leaves for good: it says before what cannot be undone.

use crate::Error;
use crate::app::App;
use crate::peer_team;
use crate::people::{self, FormerName, Person, Refusal, SignedIn, signed_out};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/account/leaving", get(get_leaving).post(post_leaving))
}

#[derive(Template)]
#[template(path = "account/leaving.html")]
struct LeavingPage {
    frame: Frame,
    name: String,
    /// Nobody else runs the installation.
    is_last: bool,
    is_former: bool,
    refusal: Option<Refusal>,
}

impl LeavingPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

#[derive(Template)]
#[template(path = "account/left.html")]
struct LeftPage {
    frame: Frame,
}

async fn leaving_page(app: &App, me: &Person) -> Result<LeavingPage, Error> {
    Ok(LeavingPage {
        frame: peer_team::frame(app, me).await?,
        name: me.name.clone(),
        is_last: people::is_last_operator(app, me).await?,
        is_former: false,
        refusal: None,
    })
}

async fn get_leaving(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Html, Error> {
    Html::of(&leaving_page(&app, &me).await?)
}

async fn post_leaving(
    State(app): State<Arc<App>>,
    SignedIn(me): SignedIn,
    form: Form,
) -> Result<Response, Error> {
    let is_former = form.one("name") == "former";
    let name = if is_former { FormerName::Forgotten } else { FormerName::Stays };
    let present = PrivateText::new(form.one("present").to_owned());
    let left = match form.one("sure") {
        "yes" => super::leave(&app, &me, (&present, name)).await,
        _ => Err(Refusal::NotSure.into()),
    };
    match left {
        Ok(()) => Ok(signed_out(&app, Html::of(&LeftPage { frame: Frame::of_nobody(&app) })?)),
        Err(Error::People(refusal)) => {
            let page = leaving_page(&app, &me).await?;
            let page = LeavingPage { is_former, refusal: Some(refusal), ..page };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
