//! The page of the purpose: what holds, or the workshop that makes it, or what it is for.

use super::model::{PACES, Pace, Part, Phase, Piece, QUESTIONS, Says, Workshop};
use super::view::{Body, Refused, View};
use super::{InForce, Serving, in_a_quarter};
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member};
use crate::shell::{Frame, Html, Time, date_in, date_words, deadline};
use crate::wording::{counted, how_many, listed};
use askama::Template;
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Extension, Router};
use flow::Instant;
use std::sync::Arc;

/// What can serve a purpose, as `serve` gives it.
type Servings = Extension<Arc<[Serving]>>;

pub(crate) fn routes(serving: &[Serving]) -> Router<Arc<App>> {
    use super::posts;
    Router::new()
        .route("/peer-teams/{team}/purpose", get(get_purpose).post(posts::post_purpose))
        .route("/peer-teams/{team}/purpose/{id}", get(super::one::get_one))
        .route("/peer-teams/{team}/purpose/{id}/answers", post(posts::post_answers))
        .route("/peer-teams/{team}/purpose/{id}/readiness", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/lead", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/phase", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/time", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/stopping", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/groups", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/group-names", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/dots", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/statements", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/consent", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/objection", post(posts::post_change))
        .route("/peer-teams/{team}/purpose/{id}/review", post(posts::post_review))
        .layer(Extension(Arc::<[Serving]>::from(serving)))
}

#[derive(Template)]
#[template(path = "purpose/workshop.html")]
struct WorkshopPage {
    frame: Frame,
    view: View,
    /// What holds until another statement is adopted.
    in_force: Option<String>,
    readers: String,
    fields: [(&'static str, &'static str); 3],
}

#[derive(Template)]
#[template(path = "purpose/purpose.html")]
struct PurposePage {
    frame: Frame,
    url: String,
    holds: Option<Holds>,
    can_change: bool,
    /// Where one asks a peer for something.
    asking: String,
    paces: [(Pace, &'static str, &'static str); 3],
    /// Those that ended before: where they lie, and what became of them.
    former: Vec<Former>,
    /// The review date that is proposed, or that was typed.
    review_on: String,
    refused: Option<Refused>,
}

/// The purpose in force, as it is shown.
struct Holds {
    url: String,
    statement: String,
    adopted: Time,
    review_on: String,
    is_back: bool,
    /// Adopted within the last hours.
    is_new: bool,
    /// Each question with the parts that answer it, and what serves each.
    questions: Vec<(&'static str, Vec<(Part, String)>)>,
    /// How much serves none of them, in sentences.
    none: Vec<String>,
}

/// A workshop that ended before.
struct Former {
    url: String,
    words: String,
    at: Time,
}

/// The page as this member sees it now; with what could not be taken, if anything.
pub(super) async fn page(
    app: &App,
    member: &Member,
    refused: Option<Refused>,
) -> Result<Html, Error> {
    shown(app, member, (refused, &[])).await
}

/// The same, with what serves the purpose.
async fn shown(
    app: &App,
    member: &Member,
    (refused, serving): (Option<Refused>, &[Serving]),
) -> Result<Html, Error> {
    let all = super::workshops(app, &member.team.id).await?;
    let Some(open) = all.iter().find(|it| it.is_open()) else {
        let mut page = purpose_page(app, member, (&all, serving)).await?;
        return match refused {
            Some(it) => {
                if it.at == "review" {
                    page.review_on = it.form.one("review_on").to_owned();
                }
                page.refused = Some(it);
                Html::refused(&page)
            }
            None => Html::of(&page),
        };
    };
    let is_refused = refused.is_some();
    let view = View::of(app, member, open).await?.with(refused);
    let page = WorkshopPage {
        frame: member.frame(app, "/purpose").await?,
        view,
        in_force: all.iter().find_map(InForce::of).map(|it| it.statement),
        readers: peer_team::readers(app, &member.team, None).await?,
        fields: super::Answers::fields(),
    };
    if is_refused { Html::refused(&page) } else { Html::of(&page) }
}

async fn purpose_page(
    app: &App,
    member: &Member,
    (all, serving): (&[Workshop], &[Serving]),
) -> Result<PurposePage, Error> {
    let today = date_in(app.clock.now(), &member.team.settings.time_zone);
    let in_force = all.iter().find_map(InForce::of);
    let is_former = |it: &&Workshop| Some(&it.id) != in_force.as_ref().map(|it| &it.id);
    let former = all.iter().filter(is_former).filter_map(|it| {
        let (_, at) = it.end?;
        Some(Former {
            url: member.team.url(&format!("/purpose/{}", it.id)),
            words: match it.is_adopted() {
                true => it.chosen().map_or("", |it| it.words()).to_owned(),
                false => "A workshop that was stopped".to_owned(),
            },
            at: member.time(at, app),
        })
    });
    let former = former.collect();
    let holds = match in_force {
        Some(it) => Some(holds(app, member, (it, serving)).await?),
        None => None,
    };
    Ok(PurposePage {
        frame: member.frame(app, "/purpose").await?,
        url: member.team.url("/purpose"),
        former,
        holds,
        can_change: member.can_change(),
        asking: member.team.url("/asks/asking"),
        paces: PACES,
        review_on: in_a_quarter(today).to_string(),
        refused: None,
    })
}

/// So long an adoption is told of as news.
const NEW_MICROS: i64 = 6 * 3_600_000_000;

async fn holds(
    app: &App,
    member: &Member,
    (it, serving): (InForce, &[Serving]),
) -> Result<Holds, Error> {
    let now = app.clock.now();
    let today = date_in(now, &member.team.settings.time_zone);
    let (served, none) = served(app, member, (&it, serving)).await?;
    let parts = it.parts.iter().zip(served);
    let of = |question: usize| {
        let its = parts.clone().filter(|(part, _)| part.question == question);
        (QUESTIONS[question], its.map(|(part, served)| (part.clone(), served)).collect())
    };
    Ok(Holds {
        url: member.team.url(&format!("/purpose/{}", it.id)),
        adopted: member.time(it.adopted_at, app),
        review_on: date_words(it.review_on, member.me.locale),
        is_back: it.review_on <= today,
        is_new: now.as_micros() - it.adopted_at.as_micros() < NEW_MICROS,
        questions: (0..QUESTIONS.len()).map(of).collect(),
        none,
        statement: it.statement,
    })
}

/// What serves each part since the purpose was adopted, in words; and in sentences how much serves
/// none.
async fn served(
    app: &App,
    member: &Member,
    (purpose, serving): (&InForce, &[Serving]),
) -> Result<(Vec<String>, Vec<String>), Error> {
    let (mut served, mut none) = (vec![vec![]; purpose.parts.len()], vec![]);
    for it in serving {
        let all = (it.parts)(app, &member.team).await?;
        let since = |at: &Instant| at.as_micros() >= purpose.adopted_at.as_micros();
        let named: Vec<_> = all.into_iter().filter(|it| since(&it.1)).map(|it| it.0).collect();
        let mut left = named.len();
        for (part, words) in purpose.parts.iter().zip(&mut served) {
            let count = named.iter().filter(|it| it.as_ref() == Some(&part.id)).count();
            left -= count;
            if count > 0 {
                words.push(counted(count as u64, it.what));
            }
        }
        if !named.is_empty() {
            let all = counted(named.len() as u64, it.what);
            none.push(format!("Of {all} since then, {left} serve no part of it."));
        }
    }
    let served = served.iter().map(|words| listed(words).unwrap_or_default());
    Ok((served.collect(), none))
}

pub(super) async fn get_purpose(
    State(app): State<Arc<App>>,
    Extension(serving): Servings,
    member: Member,
) -> Result<Html, Error> {
    shown(&app, &member, (None, &serving)).await
}

/// The purpose on Today: what holds, and what of it needs me, which is the sentence, what it is,
/// and where it is done.
pub(crate) struct OnToday {
    pub(crate) statement: Option<String>,
    pub(crate) need: Option<(String, String, String)>,
}

/// The purpose as Today shows it to this member.
pub(crate) async fn on_today(app: &App, member: &Member) -> Result<OnToday, Error> {
    let all = super::workshops(app, &member.team.id).await?;
    let in_force = all.iter().find_map(InForce::of);
    let today = date_in(app.clock.now(), &member.team.settings.time_zone);
    let needed = match (all.iter().find(|it| it.is_open()), &in_force) {
        _ if !member.can_change() => None,
        (Some(it), _) => in_workshop(app, member, it),
        (None, None) => Some((
            "What is this table for?".to_owned(),
            "Three questions, answered by each of you in silence, then made one".to_owned(),
        )),
        (None, Some(it)) if it.review_on <= today => Some((
            "Is this still your purpose?".to_owned(),
            "It has come back, as you agreed: keep it, or begin anew".to_owned(),
        )),
        (None, Some(_)) => None,
    };
    let need = needed.map(|(words, meta)| (words, meta, member.team.url("/purpose")));
    Ok(OnToday { statement: in_force.map(|it| it.statement), need })
}

/// What an open workshop wants of me.
fn in_workshop(app: &App, member: &Member, it: &Workshop) -> Option<(String, String)> {
    let me = &member.me.id;
    let until = it.until.map_or_else(String::new, |until| {
        format!(", until {}", deadline(until, app.clock.now(), member.me.reads()).words)
    });
    let question = it.phase.question().to_owned();
    if !it.has_written(me) {
        let meta = match it.phase {
            Phase::Write => format!("The purpose: each writes alone{until}"),
            _ => "The others have revealed theirs: write yours, then you see them".to_owned(),
        };
        return Some((Phase::Write.question().to_owned(), meta));
    }
    let is_done = match it.phase {
        Phase::Consent => it.stance_of(me).is_some_and(|stance| {
            // Whoever objected is asked again when the words have changed.
            let words = it.chosen().map_or(0, |it| it.versions.len());
            stance.says == Says::Consents || stance.version == words
        }),
        _ => it.content.ready.contains(me),
    };
    let ready = match it.content.ready.len() {
        0 => "nobody is ready yet".to_owned(),
        1 => "one is ready".to_owned(),
        count => format!("{} are ready", how_many(count).to_lowercase()),
    };
    let meta = match it.phase {
        Phase::Consent => format!("The purpose: consent, or say which harm you see{until}"),
        _ => format!("The purpose: {ready}{until}"),
    };
    (!is_done).then_some((question, meta))
}
