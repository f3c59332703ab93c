//! Pages as answers, and the page of an error with a way on.

use super::Frame;
use super::guard::answer_id;
use super::log::Fault;
use crate::Error;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A page, made.
pub(crate) struct Html(StatusCode, String);

impl Html {
    /// A page as it should be.
    pub(crate) fn of(page: &impl Template) -> Result<Self, Error> {
        Self::with(StatusCode::OK, page)
    }

    /// The page again, because what was sent could not be taken.
    pub(crate) fn refused(page: &impl Template) -> Result<Self, Error> {
        Self::with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A page for somebody who has to sign in first.
    pub(crate) fn signed_out(page: &impl Template) -> Result<Self, Error> {
        Self::with(StatusCode::UNAUTHORIZED, page)
    }

    fn with(status: StatusCode, page: &impl Template) -> Result<Self, Error> {
        let text = page.render().map_err(|_| Error::Ours("a page could not be written"))?;
        Ok(Self(status, text))
    }
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        (self.0, axum::response::Html(self.1)).into_response()
    }
}

#[derive(Template)]
#[template(path = "shell/error.html")]
struct ErrorPage<'p> {
    frame: Frame,
    sentence: &'p str,
    /// Where it stands in the log.
    id: Option<String>,
    way_on: (&'static str, &'static str),
}

/// The page of an error: what happened, and a way on.
pub(crate) fn error_page(
    status: StatusCode,
    sentence: &str,
    way_on: (&'static str, &'static str),
) -> Response {
    errors((status, None), sentence, way_on)
}

/// The page of an error that is ours, and the error on its way to the log.
pub(crate) fn fault_page(error: &Error, way_on: (&'static str, &'static str)) -> Response {
    let sentence = "Something went wrong on our side. What you saved before is safe.";
    let mut page = errors((StatusCode::INTERNAL_SERVER_ERROR, answer_id()), sentence, way_on);
    page.extensions_mut().insert(Fault(error.for_log()));
    page
}

fn errors(
    (status, id): (StatusCode, Option<String>),
    sentence: &str,
    way_on: (&'static str, &'static str),
) -> Response {
    let page = ErrorPage { frame: Frame::default(), sentence, id, way_on };
    match Html::with(status, &page) {
        Ok(html) => html.into_response(),
        Err(_) => (status, sentence.to_owned()).into_response(),
    }
}
