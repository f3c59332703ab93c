//! The page of one ask: how it was put, what was answered, what became of it, what was said.

use super::line::{AnswerForm, Teller, Told};
use super::model::{Ask, Fate, Moment, Saying, State, To};
use super::{Given, Refusal, kind::AskKind};
use crate::Error;
use crate::app::App;
use crate::comment::{Commented, Kind, Seen, Thread, thread};
use crate::event::Thing;
use crate::peer_team::{self, History, Member, Peer, history_of};
use crate::shell::{Done, Form, Frame, Html, Led, Time, date_in, local_path};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Asks can be commented on, by whoever sees them.
pub(crate) fn commented() -> Kind {
    Kind { thing: Thing::Ask, seen, said: None }
}

fn seen<'a>(app: &'a App, member: &'a Member, id: &'a str) -> Seen<'a> {
    Box::pin(async move {
        match super::by_id(app, app.store.reader(), &member.team.id, id).await {
            Ok(_) => Ok(Some(Commented {
                name: "an ask".to_owned(),
                url: member.team.url(&format!("/asks/{id}")),
                readers: peer_team::readers(app, &member.team, None).await?,
            })),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    })
}

/// How it was put before.
struct Former {
    want: String,
    reason: String,
    at: Time,
    answers: Vec<Told>,
}

/// The form to tell what became of it.
struct FateForm {
    can_be_kept: bool,
    can_be_not_kept: bool,
    can_be_withdrawn: bool,
    on: String,
    refusal: Option<Refusal>,
}

#[derive(Template)]
#[template(path = "ask/ask.html")]
struct AskPage {
    frame: Frame,
    url: String,
    id: String,
    lead: String,
    /// What could not be done, and what was typed for it.
    refused: Option<(Refusal, Vec<String>)>,
    want: String,
    reason: String,
    quote: Option<(&'static str, String)>,
    at: Time,
    facts: Vec<String>,
    round: Option<String>,
    answers: Vec<Told>,
    form: Option<AnswerForm>,
    can_be_reworded: bool,
    fate: Option<FateForm>,
    former: Vec<Former>,
    readers: String,
    thread: Thread,
    history: History,
}

async fn ask_page(app: &App, member: &Member, id: &str) -> Result<AskPage, Error> {
    let (it, moment) = super::by_id(app, app.store.reader(), &member.team.id, id).await?;
    let asks = std::slice::from_ref(&it);
    let teller = Teller::new((app, member), asks, &moment).await?;
    let readers = peer_team::readers(app, &member.team, None).await?;
    let here = format!("/asks/{id}");
    let (latest, state) = (it.latest(), it.state(&moment));
    let earlier = it.versions[..it.versions.len() - 1].iter().rev();
    let former = earlier.map(|version| Former {
        want: version.want.clone(),
        reason: version.reason.clone(),
        at: member.time(version.at, app),
        answers: teller.former(&it, version),
    });
    let is_mine = it.by == member.me.id && member.can_change();
    Ok(AskPage {
        frame: member.frame(app, "/asks").await?,
        url: member.team.url(""),
        id: id.to_owned(),
        lead: teller.lead(&it),
        refused: None,
        want: latest.want.clone(),
        reason: latest.reason.clone(),
        quote: latest.quote.clone(),
        at: member.time(latest.at, app),
        facts: facts(&teller, &it, state),
        round: latest.round.as_ref().map(|it| it.id.clone()),
        answers: it.answers(&moment).into_iter().map(|answer| teller.told(&it, answer)).collect(),
        form: teller.form(&it, &member.team.url(&here)),
        can_be_reworded: is_mine && can_be_reworded(&it, &moment),
        fate: if is_mine { fate_form(app, member, state) } else { None },
        former: former.collect(),
        thread: thread(app, member, (Thing::Ask, id), &readers).await?,
        readers,
        history: history_of(app, member, (Thing::Ask, id), &here).await?,
    })
}

fn facts(teller: &Teller<'_>, it: &Ask, state: State) -> Vec<String> {
    let kind = (it.kind != AskKind::Other).then(|| format!("Kind: {}.", it.kind.in_words()));
    let standing = teller.standing(it, state);
    let waits = match (&it.to, state) {
        (To::One(_), State::Waiting) if standing.is_empty() => "No answer yet.".to_owned(),
        _ => standing,
    };
    let facts = kind.into_iter().chain(teller.serves(it)).chain([waits]);
    facts.filter(|it| !it.is_empty()).collect()
}

fn can_be_reworded(it: &Ask, moment: &Moment) -> bool {
    let shown = it.shows(it.latest(), moment);
    it.fate().is_none() && shown && !it.returned_by(moment).is_empty()
}

fn fate_form(app: &App, member: &Member, state: State) -> Option<FateForm> {
    let form = FateForm {
        can_be_kept: matches!(state, State::Accepted | State::NotKept),
        can_be_not_kept: matches!(state, State::Accepted | State::Kept),
        can_be_withdrawn: matches!(state, State::Waiting | State::Returned | State::Accepted),
        on: date_in(app.clock.now(), &member.me.time_zone).to_string(),
        refusal: None,
    };
    let any = form.can_be_kept || form.can_be_not_kept || form.can_be_withdrawn;
    any.then_some(form)
}

/// The ask as it stands, with why something could not be done, and what was typed for it. Where
/// nothing was typed, the refusal alone.
pub(super) async fn refused(
    app: &App,
    member: &Member,
    (id, refusal): (&str, Refusal),
    typed: &[&str],
) -> Result<Response, Error> {
    let kept = super::kept(typed);
    if kept.is_empty() {
        return Err(refusal.into());
    }
    let page = ask_page(app, member, id).await?;
    Html::refused(&AskPage { refused: Some((refusal, kept)), ..page })
        .map(IntoResponse::into_response)
}

pub(super) async fn get_ask(
    Shared(app): Shared<Arc<App>>,
    member: Member,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html, Error> {
    Html::of(&ask_page(&app, &member, &id).await?)
}

pub(super) async fn post_answer(
    Shared(app): Shared<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let words = form.one("words");
    let saying = Saying::of_word(form.one("answer"));
    let version = form.one("version").parse().map_err(|_| Error::BadForm);
    let given = match (saying, version) {
        (Some(saying), Ok(version)) => Given { version, saying, words },
        // Of what is not there nothing is said.
        _ => {
            super::by_id(&app, app.store.reader(), &member.team.id, &id).await?;
            return Err(Error::BadForm);
        }
    };
    match super::answer(&app, &member.team, &member.me, (&id, given)).await {
        Ok(()) => Ok(Led::to(local_path(form.one("back")), Done::Answered).into_response()),
        Err(Error::Ask(refusal)) => {
            let page = ask_page(&app, &member, &id).await?;
            let (Some(answers), true) = (page.form, refusal.is_about_words()) else {
                return refused(&app, &member, (&id, refusal), &[words]).await;
            };
            let typed = words.to_owned();
            let form = Some(AnswerForm { typed, refusal: Some(refusal), ..answers });
            Html::refused(&AskPage { form, ..page }).map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_fate(
    Shared(app): Shared<Arc<App>>,
    Peer(member): Peer,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let page = ask_page(&app, &member, &id).await?;
    let fate = Fate::of_word(form.one("fate")).ok_or(Error::BadForm)?;
    let told = match form.one("on").trim().parse() {
        Ok(on) => super::tell(&app, &member.team, &member.me, (&id, fate, on)).await,
        Err(_) => Err(Refusal::NoDay.into()),
    };
    match told {
        Ok(()) => {
            let page = member.team.url(&format!("/asks/{id}"));
            Ok(Led::to(&page, Done::Told).into_response())
        }
        Err(Error::Ask(refusal)) if refusal.is_about_words() => {
            let Some(fate) = page.fate else { return Err(refusal.into()) };
            let on = form.one("on").to_owned();
            let fate = Some(FateForm { on, refusal: Some(refusal), ..fate });
            Html::refused(&AskPage { fate, ..page }).map(IntoResponse::into_response)
        }
        Err(error) => Err(error),
    }
}
