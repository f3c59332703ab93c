//! The page by which somebody comes in with a recovery code.

use super::Typed;
use crate::Error;
use crate::app::App;
use crate::people::{Refusal, signed_in};
use crate::private::PrivateText;
use crate::shell::{Form, Frame, Html, device};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/recovery", get(get_recovery).post(post_recovery))
}

#[derive(Template, Default)]
#[template(path = "people/recovery/recovery.html")]
struct RecoveryPage<'p> {
    frame: Frame,
    email: &'p str,
    code: &'p str,
    refusal: Option<Refusal>,
}

impl RecoveryPage<'_> {
    fn is_wrong(&self, field: &str) -> bool {
        self.refusal.is_some_and(|refusal| refusal.field() == field)
    }
}

async fn get_recovery(State(app): State<Arc<App>>) -> Result<Html, Error> {
    Html::of(&RecoveryPage { frame: Frame::of_nobody(&app), ..RecoveryPage::default() })
}

async fn post_recovery(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let (email, code) = (form.one("email"), form.one("code"));
    let password = PrivateText::new(form.one("password").to_owned());
    let typed = Typed { email, code, password };
    match super::recover(&app, &typed, &device(&headers)).await {
        Ok(session) => Ok(signed_in(&app, &session, "/account/recovery-codes")),
        Err(Error::People(refusal)) => {
            let frame = Frame::of_nobody(&app);
            let page = RecoveryPage { frame, email, code, refusal: Some(refusal) };
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
