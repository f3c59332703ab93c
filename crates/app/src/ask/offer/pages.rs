//! What peers offer to lend, on the page of asks.

use super::super::Refusal;
use super::super::pages::{Chip, chips};
use super::Offer;
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Peer};
use crate::people;
use crate::shell::{Done, Form, Frame, Html, Led, Time};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/asks/offers", post(post_offers))
        .route("/peer-teams/{team}/asks/offers/{id}/taking", post(post_taking))
        .route("/peer-teams/{team}/asks/offers/{id}/withdrawal", post(post_withdrawal))
}

/// An offer on the page.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) short: String,
    pub(crate) colour: &'static str,
    pub(crate) words: String,
    pub(crate) at: Time,
    pub(crate) is_mine: bool,
    pub(crate) is_withdrawn: bool,
    /// By whom it was taken up, in which words, and when.
    pub(crate) taken: Vec<(String, String, Time)>,
    pub(crate) can_be_taken: bool,
    pub(crate) can_be_withdrawn: bool,
    /// The words that were typed and could not be taken, and why.
    pub(crate) typed: String,
    pub(crate) refusal: Option<Refusal>,
}

impl Line {
    /// What was typed and cannot stand in a form any more.
    pub(crate) fn kept(&self) -> Vec<String> {
        super::super::kept(&[&self.typed])
    }
}

/// What peers offer, and the form to offer something.
pub(crate) struct Offers {
    pub(crate) lines: Vec<Line>,
    pub(crate) can_change: bool,
    pub(crate) typed: String,
    pub(crate) refusal: Option<Refusal>,
}

/// What is offered here, what holds first.
pub(crate) async fn shown(app: &App, member: &Member) -> Result<Offers, Error> {
    let mut lines = vec![];
    for it in super::of_team(app, &member.team).await? {
        lines.push(line(app, member, it).await?);
    }
    lines.sort_by_key(|it| it.is_withdrawn);
    let can_change = member.can_change();
    Ok(Offers { lines, can_change, typed: String::new(), refusal: None })
}

async fn line(app: &App, member: &Member, it: Offer) -> Result<Line, Error> {
    let ids: Vec<&str> = std::iter::once(&it.by)
        .chain(it.taken.iter().map(|taking| &taking.by))
        .map(people::PersonId::as_str)
        .collect();
    let mut looks = people::looks(app, &ids).await?;
    let takers = looks.split_off(1);
    let (name, look) = looks.remove(0);
    let me = &member.me.id;
    let takings = it.taken.iter().zip(takers);
    let taken =
        takings.map(|(taking, taker)| (taker.0, taking.words.clone(), member.time(taking.at, app)));
    Ok(Line {
        taken: taken.collect(),
        can_be_taken: member.can_change() && it.take_up(me, "", app.clock.now()).is_ok(),
        can_be_withdrawn: member.can_change() && it.withdrawn(me).is_ok(),
        is_mine: it.by == *me,
        is_withdrawn: it.withdrawn_at.is_some(),
        at: member.time(it.at, app),
        name,
        short: look.short,
        colour: look.colour.word(),
        id: it.id,
        words: it.words,
        typed: String::new(),
        refusal: None,
    })
}

#[derive(Template)]
#[template(path = "ask/offer/offering.html")]
struct OfferingPage {
    frame: Frame,
    url: String,
    chips: Vec<Chip>,
    offers: Offers,
}

/// The page again, with what could not be taken.
async fn refused(app: &App, member: &Member, offers: Offers) -> Result<Response, Error> {
    let page = OfferingPage {
        frame: member.frame(app, "/asks").await?,
        url: member.team.url(""),
        chips: chips(app, member, "offers").await?,
        offers,
    };
    Html::refused(&page).map(IntoResponse::into_response)
}

fn back(member: &Member) -> String {
    member.team.url("/asks?show=offers")
}

async fn post_offers(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let words = form.one("words");
    match super::offer(&app, &member.team, &member.me, words).await {
        Ok(_) => Ok(Led::to(&back(&member), Done::Offered).into_response()),
        Err(Error::Ask(refusal)) => {
            let offers = shown(&app, &member).await?;
            let typed = words.to_owned();
            refused(&app, &member, Offers { typed, refusal: Some(refusal), ..offers }).await
        }
        Err(error) => Err(error),
    }
}

async fn post_taking(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let words = form.one("words");
    match super::take_up(&app, &member.team, &member.me, (&id, words)).await {
        Ok(()) => Ok(Led::to(&back(&member), Done::TakenUp).into_response()),
        // Where nothing was typed, nothing can be lost.
        Err(Error::Ask(refusal)) if !words.trim().is_empty() => {
            let mut offers = shown(&app, &member).await?;
            for line in offers.lines.iter_mut().filter(|line| line.id == id) {
                (line.typed, line.refusal) = (words.to_owned(), Some(refusal));
            }
            refused(&app, &member, offers).await
        }
        Err(error) => Err(error),
    }
}

async fn post_withdrawal(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
) -> Result<Led, Error> {
    super::withdraw(&app, &member.team, &member.me, &id).await?;
    Ok(Led::to(&back(&member), Done::Withdrawn))
}
