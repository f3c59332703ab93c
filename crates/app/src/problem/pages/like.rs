//! Problems like the one that somebody is typing: open and solved ones, of this table and of those
//! that are linked with it and that they sit at, too.

use super::super::shelf::{self, Known};
use super::super::view::Sight;
use crate::Error;
use crate::app::App;
use crate::peer_team::{self, Member, Peer, PeerTeam};
use crate::peer_team_link;
use crate::shell::{Form, Html};
use askama::Template;
use axum::extract::State;
use std::sync::Arc;

/// So many are shown.
const MOST: usize = 3;

/// One that is like it.
pub(super) struct Line {
    pub(super) number: i32,
    pub(super) words: String,
    /// Where it lies, and at which table, if at another.
    pub(super) url: String,
    pub(super) table: Option<String>,
    pub(super) meta: String,
    /// What solved it.
    pub(super) solution: String,
    /// Whether my teams can be added to those that have it.
    pub(super) can_be_joined: bool,
}

/// Those that are like it, the likest first.
pub(super) struct Likes {
    pub(super) lines: Vec<Line>,
    /// Whether one is so like that it should be looked at before another is shared.
    pub(super) is_very: bool,
}

/// The tables that are looked through: this one, and the linked ones at which this member sits or
/// which they observe.
async fn tables(app: &App, member: &Member) -> Result<Vec<PeerTeam>, Error> {
    let mut tables = vec![member.team.clone()];
    let links = peer_team_link::linked(app.store.reader(), &member.team.id).await?;
    for mine in peer_team::of_person(app, &member.me.id).await? {
        let linked = links.iter().any(|it| it.other_of(&member.team.id) == Some(&mine.id));
        if linked && mine.id != member.team.id {
            tables.push(mine);
        }
    }
    Ok(tables)
}

pub(super) async fn of(app: &App, member: &Member, words: &str) -> Result<Likes, Error> {
    let mut all = vec![];
    for table in tables(app, member).await? {
        let found = shelf::like(app, &table.id, (words, MOST)).await?;
        all.extend(found.into_iter().map(|(like, it)| (like, it, table.clone())));
    }
    // Of several tables the likest; of equals those of this one come first.
    all.sort_by(|a, b| b.0.likeness.total_cmp(&a.0.likeness));
    all.truncate(MOST);
    let is_very = all.first().is_some_and(|it| it.0.is_very());
    let problems: Vec<Arc<Known>> = all.iter().map(|it| Arc::clone(&it.1)).collect();
    let sight = Sight::new((app, member), &problems).await?;
    let lines = all.iter().map(|(_, it, table)| line(&sight, it, table)).collect();
    Ok(Likes { lines, is_very })
}

fn line(sight: &Sight<'_>, it: &Known, table: &PeerTeam) -> Line {
    let here = table.id == sight.member.team.id;
    let (standing, state) = (&it.standing, it.standing.state());
    let since = sight.time(standing.since()).words;
    let meta = format!("{}, {}", state.in_words(), since);
    let solution = standing.solution().filter(|_| !state.is_open());
    Line {
        number: it.problem.number,
        words: standing.words.clone(),
        url: table.url(&format!("/problems/{}", it.problem.number)),
        table: (!here).then(|| table.name().to_owned()),
        meta,
        solution: solution.map_or_else(String::new, |it| it.words.clone()),
        can_be_joined: here && state.is_open(),
    }
}

#[derive(Template)]
#[template(path = "problem/like.html")]
struct LikePage {
    url: String,
    likes: Likes,
}

/// What is typed is sent in the body: no address, and no line of a log, holds it.
pub(super) async fn post_like(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Html, Error> {
    let likes = of(&app, &member, form.one("words")).await?;
    Html::of(&LikePage { url: member.team.url(""), likes })
}
