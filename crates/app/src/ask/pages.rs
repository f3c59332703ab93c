//! The list of asks: to me, from me, all, and what peers offer.

use super::line::{Line, Teller};
use super::model::{Ask, Moment, State, To};
use super::{Draft, draft, offer, round};
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Role};
use crate::shell::{Frame, Html};
use crate::wording::how_many;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State as Shared};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    use super::{asking, one};
    Router::new()
        .route("/peer-teams/{team}/asks", get(get_asks))
        .route("/peer-teams/{team}/asks/asking", get(asking::get_asking).post(asking::post_asking))
        .route("/peer-teams/{team}/asks/{id}", get(one::get_ask))
        .route("/peer-teams/{team}/asks/{id}/answer", post(one::post_answer))
        .route(
            "/peer-teams/{team}/asks/{id}/rewording",
            get(asking::get_rewording).post(asking::post_rewording),
        )
        .route("/peer-teams/{team}/asks/{id}/fate", post(one::post_fate))
        .merge(offer::routes())
        .merge(round::routes())
        .merge(super::measures::routes())
}

/// Which asks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    ToMe,
    FromMe,
    All,
    Offers,
}

/// Each with its word in the address, and on its chip.
const SHOWS: [(Show, &str, &str); 4] = [
    (Show::ToMe, "to-me", "To me"),
    (Show::FromMe, "from-me", "From me"),
    (Show::All, "all", "All"),
    (Show::Offers, "offers", "Offers"),
];

impl Show {
    /// What is asked for; an observer, of whom nothing is asked, sees all.
    fn chosen(word: &str, member: &Member) -> Self {
        let usual = if member.role == Role::Peer { Self::ToMe } else { Self::All };
        SHOWS.iter().find(|it| it.1 == word).map_or(usual, |it| it.0)
    }
}

/// A filter, as a link.
pub(super) struct Chip {
    pub(super) url: String,
    pub(super) words: &'static str,
    pub(super) is_here: bool,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    show: String,
}

/// A draft of mine in the list.
struct Kept {
    url: String,
    draft: Draft,
}

#[derive(Template)]
#[template(path = "ask/asks.html")]
struct AsksPage {
    frame: Frame,
    url: String,
    finding: String,
    chips: Vec<Chip>,
    can_change: bool,
    drafts: Vec<Kept>,
    open: Vec<Line>,
    ended: Vec<Line>,
    ended_words: &'static str,
    nothing: &'static str,
    offers: Option<offer::Offers>,
}

/// The chips; `here` is the word of the one that is shown.
pub(super) async fn chips(app: &App, member: &Member, here: &str) -> Result<Vec<Chip>, Error> {
    let url = |page: &str| member.team.url(&format!("/asks{page}"));
    let shows = SHOWS
        .iter()
        .filter(|it| member.role == Role::Peer || matches!(it.0, Show::All | Show::Offers));
    let mut chips: Vec<Chip> = shows
        .map(|(_, word, words)| Chip {
            url: url(&format!("?show={word}")),
            words,
            is_here: *word == here,
        })
        .collect();
    let open =
        round::of_team(app, &member.team).await?.into_iter().any(|it| it.closed_at.is_none());
    let words = match (open, member.can_change()) {
        (true, _) => "The round",
        (false, true) => "Begin a round",
        (false, false) => "Rounds",
    };
    chips.push(Chip { url: url("/rounds"), words, is_here: here == "rounds" });
    chips.push(Chip { url: url("/measures"), words: "Measures", is_here: here == "measures" });
    Ok(chips)
}

async fn get_asks(
    Shared(app): Shared<Arc<App>>,
    member: Member,
    Query(chosen): Query<Chosen>,
) -> Result<Html, Error> {
    let show = Show::chosen(&chosen.show, &member);
    let word = SHOWS.iter().find(|it| it.0 == show).map_or("", |it| it.1);
    let (asks, moment) = super::of_team(&app, &member.team).await?;
    let teller = Teller::new((&app, &member), &asks, &moment).await?;
    let wanted = asks.iter().filter(|it| wants(it, &member, &moment)).count();
    let shown = asks.iter().filter(|it| is_shown(it, show, &member));
    let (mut open, ended): (Vec<&Ask>, Vec<&Ask>) =
        shown.partition(|it| is_open(it, show, &member, &moment));
    open.sort_by_key(|it| it.latest().answer_of(&member.me.id).is_some());
    let back = member.team.url(&format!("/asks?show={word}"));
    let lines = |asks: Vec<&Ask>| asks.into_iter().map(|it| teller.line(it, &back)).collect();
    Html::of(&AsksPage {
        frame: member.frame(&app, "/asks").await?,
        url: member.team.url(""),
        finding: finding(wanted),
        chips: chips(&app, &member, word).await?,
        can_change: member.can_change(),
        drafts: if show == Show::FromMe { drafts(&app, &member).await? } else { vec![] },
        open: lines(open),
        ended: lines(ended),
        ended_words: if show == Show::ToMe { "Answered" } else { "Answered, or ended" },
        nothing: match show {
            Show::ToMe => "Nothing is asked of you at the moment.",
            Show::FromMe => "Nothing that you asked is open.",
            Show::All | Show::Offers => "Nothing that anybody asked is open.",
        },
        offers: match show {
            Show::Offers => Some(offer::shown(&app, &member).await?),
            _ => None,
        },
    })
}

fn finding(wanted: usize) -> String {
    match wanted {
        0 => "No ask wants an answer from you.".to_owned(),
        1 => "One wants an answer from you.".to_owned(),
        many => format!("{} want an answer from you.", how_many(many)),
    }
}

async fn drafts(app: &App, member: &Member) -> Result<Vec<Kept>, Error> {
    let drafts = draft::mine(app, &member.team, &member.me).await?.into_iter();
    let url = |id: &str| member.team.url(&format!("/asks/asking?draft={id}"));
    Ok(drafts.map(|(id, draft)| Kept { url: url(&id), draft }).collect())
}

/// Whether it was asked of somebody, by any of its versions.
fn is_to(it: &Ask, member: &Member) -> bool {
    it.versions[0].asked.contains(&member.me.id)
}

fn is_shown(it: &Ask, show: Show, member: &Member) -> bool {
    match show {
        Show::ToMe => is_to(it, member),
        Show::FromMe => it.by == member.me.id,
        Show::All => true,
        Show::Offers => false,
    }
}

/// Whether it wants an answer of this member.
pub(super) fn wants(it: &Ask, member: &Member, moment: &Moment) -> bool {
    let me = &member.me.id;
    it.waits_for(moment).contains(&me) && it.can_be_answered_by(me, moment)
}

/// Whether something can still come of it: to me, that I can answer, or change what I answered.
fn is_open(it: &Ask, show: Show, member: &Member, moment: &Moment) -> bool {
    let state = it.state(moment);
    let waits = matches!(state, State::Waiting | State::Returned);
    match show {
        Show::ToMe => {
            let me = &member.me.id;
            let to_come =
                waits && it.latest().round.is_some() && it.waits_for(moment).contains(&me);
            to_come || it.can_be_answered_by(me, moment)
        }
        _ => waits && !(matches!(it.to, To::One(_)) && state == State::Waiting && gone(it, moment)),
    }
}

/// Whether nobody is left whom it was put to.
fn gone(it: &Ask, moment: &Moment) -> bool {
    it.waits_for(moment).is_empty()
}
