//! The memory: what was solved once, by what, and who gave thanks for it.

use super::super::shelf::{self, Known};
use super::super::view::Sight;
use super::{Page, pages};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::shell::{Frame, Html, Time};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::sync::Arc;

/// So many are shown at once.
const MOST: usize = 40;

/// Something that was solved.
struct Line {
    url: String,
    words: String,
    solution: String,
    by: String,
    at: Time,
    /// That it came back since.
    is_back: bool,
    thanks: usize,
}

#[derive(Template)]
#[template(path = "problem/solved.html")]
struct SolvedPage {
    frame: Frame,
    url: String,
    pages: Vec<Page>,
    find: String,
    lines: Vec<Line>,
    more: usize,
    any: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    find: String,
}

pub(super) async fn get_solved(
    State(app): State<Arc<App>>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Html, Error> {
    let all = shelf::of_team(&app, &member.team.id).await?;
    let solved: Vec<Arc<Known>> =
        all.into_iter().filter(|it| it.standing.solution().is_some()).collect();
    let any = !solved.is_empty();
    let mut found: Vec<Arc<Known>> = match asked.find.trim() {
        "" => {
            let mut latest = solved;
            latest.sort_by_key(|it| it.standing.solution().map(|it| std::cmp::Reverse(it.at)));
            latest
        }
        words => {
            let like = shelf::like(&app, &member.team.id, (words, 4 * MOST)).await?.into_iter();
            like.map(|it| it.1).filter(|it| it.standing.solution().is_some()).collect()
        }
    };
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    let sight = Sight::new((&app, &member), &found).await?;
    Html::of(&SolvedPage {
        frame: member.frame(&app, "/problems").await?,
        url: member.team.url(""),
        pages: pages(&member, "/problems/solved"),
        find: asked.find,
        lines: found.iter().filter_map(|it| line(&sight, it)).collect(),
        more,
        any,
    })
}

fn line(sight: &Sight<'_>, it: &Known) -> Option<Line> {
    let solution = it.standing.solution()?;
    Some(Line {
        url: sight.url(it),
        words: it.standing.words.clone(),
        solution: solution.words.clone(),
        by: sight.named(it.standing.helped()),
        at: sight.time(solution.at),
        is_back: it.standing.state().is_open(),
        thanks: it.standing.thanks.len(),
    })
}
