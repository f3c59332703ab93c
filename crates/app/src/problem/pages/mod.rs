//! The pages of problems, and what stands above each of them.

mod board;
mod facts;
mod like;
mod meeting;
mod moving;
mod noting;
mod one;
mod posts;
mod solved;
mod timeline;
mod times;

pub(crate) use meeting::{Reason, for_meeting};
pub(crate) use one::commented;

use crate::app::App;
use crate::peer_team::Member;
use axum::Router;
use axum::routing::{get, post};
use posts::post_change;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/problems", get(board::get_problems))
        .route(
            "/peer-teams/{team}/problems/noting",
            get(noting::get_noting).post(noting::post_noting),
        )
        .route("/peer-teams/{team}/problems/like", post(like::post_like))
        .route("/peer-teams/{team}/problems/meeting", get(meeting::get_meeting))
        .route("/peer-teams/{team}/problems/solved", get(solved::get_solved))
        .route("/peer-teams/{team}/problems/times", get(times::get_times).post(times::post_times))
        .route("/peer-teams/{team}/problems/{number}", get(one::get_problem))
        .route(
            "/peer-teams/{team}/problems/{number}/moving",
            get(moving::get_moving).post(moving::post_moving),
        )
        .route("/peer-teams/{team}/problems/{number}/words", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/teams", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/size", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/route", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/solvers", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/containment", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/solution", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/return", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/end", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/answer", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/cause", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/blocks", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/agenda", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/offer", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/links", post(post_change))
        .route("/peer-teams/{team}/problems/{number}/thanks", post(post_change))
        .merge(super::measures::routes())
}

/// A link to a page of problems beside the views.
pub(super) struct Page {
    pub(super) url: String,
    pub(super) words: &'static str,
    pub(super) is_here: bool,
}

const PAGES: [(&str, &str); 5] = [
    ("/problems", "All problems"),
    ("/problems/meeting", "For the next meeting"),
    ("/problems/solved", "Has anyone solved this?"),
    ("/problems/measures", "Measures"),
    ("/problems/times", "Times"),
];

/// The links above a page of problems; `here` is its place below the address of the table.
pub(super) fn pages(member: &Member, here: &str) -> Vec<Page> {
    let page = |(page, words): (&str, &'static str)| Page {
        url: member.team.url(page),
        words,
        is_here: page == here,
    };
    PAGES.into_iter().map(page).collect()
}
