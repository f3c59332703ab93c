//! The page of today.

use super::table;
use crate::Error;
use crate::app::App;
use crate::event::Event;
use crate::peer_team::{self, Member, Role, Seat, told};
use crate::people::SignedIn;
use crate::purpose::OnToday;
use crate::shell::{Frame, Html, Time, date_in};
use crate::{ask, problem, proposal, purpose, team, why};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/", get(get_first)).route("/peer-teams/{team}", get(get_today))
}

/// The first page: my table; before there is one, the next of the questions.
async fn get_first(State(app): State<Arc<App>>, SignedIn(me): SignedIn) -> Result<Response, Error> {
    if let Some(team) = peer_team::of_person(&app, &me.id).await?.first() {
        return Ok(Redirect::to(&team.url("")).into_response());
    }
    let next = if why::mine(&app, &me).await?.is_empty() { "/why" } else { "/peer-teams" };
    Ok(Redirect::to(next).into_response())
}

/// Something that needs me: the sentence, what it is, where it leads.
struct Need {
    words: String,
    meta: String,
    url: String,
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    frame: Frame,
    url: String,
    name: String,
    /// What all of it is for, once that is agreed.
    purpose: Option<String>,
    seats: Vec<Seat>,
    can_change: bool,
    table: String,
    /// What lies on the table.
    pebbles: Vec<problem::OnTable>,
    needs: Vec<Need>,
    moved: Vec<Moved>,
}

/// Something that moved since I was here, and what it happened to: its words, and where it lies.
struct Moved {
    words: String,
    at: Time,
    about: Option<(String, String)>,
}

async fn get_today(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let seats = peer_team::seats(&app, &member.team.id).await?;
    let moved = peer_team::moved(&app, &member.team, &member.me.id).await?;
    let OnToday { statement, need } = purpose::on_today(&app, &member).await?;
    let url = member.team.url("");
    let can_change = member.can_change();
    let pebbles = problem::on_table(&app, &member).await?;
    Html::of(&TodayPage {
        frame: member.frame(&app, "").await?,
        table: table::drawn((&seats, &pebbles), &member.me.id, &url, can_change),
        name: member.team.name().to_owned(),
        purpose: statement,
        needs: needs(&app, &member, (&seats, need)).await?,
        moved: told_of(&app, &member, &moved).await?,
        seats,
        pebbles,
        can_change,
        url,
    })
}

async fn told_of(app: &App, member: &Member, events: &[Event]) -> Result<Vec<Moved>, Error> {
    let named = problem::named(app, member, events).await?;
    let told = told(app, member, events).await?.into_iter().zip(named);
    let moved = |((words, at), named): ((String, Time), Option<problem::Named>)| {
        let about = named.map(|it| (it.words, it.url));
        Moved { words, at, about }
    };
    Ok(told.map(moved).collect())
}

/// The proposals that I can second or object to.
async fn proposed(app: &App, member: &Member) -> Result<Vec<Need>, Error> {
    let needs = proposal::that_need(app, member).await?.into_iter();
    let url = member.team.url("/proposals");
    Ok(needs.map(|(words, meta)| Need { words, meta, url: url.clone() }).collect())
}

/// What needs me, the most pressing first.
async fn needs(
    app: &App,
    member: &Member,
    (seats, of_purpose): (&[Seat], Option<(String, String, String)>),
) -> Result<Vec<Need>, Error> {
    let mine = why::mine(app, &member.me).await?;
    let today = date_in(app.clock.now(), &member.me.time_zone);
    let shares = why::shared(app, &member.team).await?;
    let shares = shares.iter().any(|it| it.person == member.me.id);
    let need = |words: &str, meta: &str, url: String| Need {
        words: words.to_owned(),
        meta: meta.to_owned(),
        url,
    };
    let mut needs = proposed(app, member).await?;
    let asked = ask::that_need(app, member).await?.into_iter();
    needs.extend(asked.map(|(words, meta, url)| Need { words, meta, url }));
    let of_problems = problem::that_need(app, member).await?.into_iter();
    needs.extend(of_problems.map(|(words, meta, url)| Need { words, meta, url }));
    needs.extend(of_purpose.map(|(words, meta, url)| Need { words, meta, url }));
    match mine.first() {
        None => needs.push(need(
            "Why do you want to work with your peers?",
            "Yours alone until you share it, and the start of everything else",
            "/why".to_owned(),
        )),
        Some(why) if why.is_back(today) => needs.push(need(
            "Is this still why?",
            "Your why comes back after a quarter: keep it, rewrite it, or let it go",
            "/why".to_owned(),
        )),
        Some(_) if !shares && member.can_change() => needs.push(need(
            "Tell your peers why you are here",
            "A copy of what you wrote goes to the table; you see first who will read it",
            member.team.url("/whys"),
        )),
        Some(_) => {}
    }
    if member.can_change() && seats.iter().filter(|it| it.role == Role::Peer).count() < 2 {
        let meta = "A table needs two at least; a link brings them here";
        needs.push(need("Invite a peer", meta, member.team.url("/invitations")));
    }
    if member.can_change() && team::served_by(app, &member.team, &member.me.id).await?.is_empty() {
        let meta = "What helps them to finish is what this table is for";
        needs.push(need("Which teams do you serve?", meta, member.team.url("/teams")));
    }
    Ok(needs)
}
