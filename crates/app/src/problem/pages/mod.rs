//! The pages of problems, and what stands above each of them.

mod board;
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
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    let of_one = [
        "words",
        "teams",
        "size",
        "route",
        "solvers",
        "containment",
        "solution",
        "return",
        "end",
        "answer",
        "cause",
        "blocks",
        "agenda",
        "offer",
        "links",
        "thanks",
    ];
    let changes = of_one.into_iter().fold(Router::new(), |router, what| {
        let address = format!("/peer-teams/{{team}}/problems/{{number}}/{what}");
        router.route(&address, post(posts::post_change))
    });
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
        .merge(changes)
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
