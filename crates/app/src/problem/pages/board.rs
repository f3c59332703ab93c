//! All problems: as a board, a list, a timeline, by team and by cause.

use super::super::model::State;
use super::super::shelf::{self, Known};
use super::super::view::{By, Card, Chip, Filter, Sight, View};
use super::timeline::{self, Timeline};
use super::{Page, pages};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::shell::{Frame, Html};
use crate::wording::{counted, how_many};
use askama::Template;
use axum::extract::{Query, State as Shared};
use std::sync::Arc;

/// Cards under a heading: a column of the board, the problems of a team or of a cause.
struct Group {
    /// What it is known by in addresses; nothing where nothing is moved to it.
    word: &'static str,
    name: String,
    count: usize,
    cards: Vec<Card>,
}

/// A draft of mine in the list.
struct Kept {
    url: String,
    words: String,
}

#[derive(Template)]
#[template(path = "problem/problems.html")]
struct ProblemsPage {
    frame: Frame,
    url: String,
    pages: Vec<Page>,
    can_change: bool,
    finding: String,
    views: Vec<Chip>,
    only: Vec<Chip>,
    filter: Filter,
    /// Ids and names of the teams, and the causes, to filter by.
    teams: Vec<(String, String)>,
    causes: Vec<String>,
    drafts: Vec<Kept>,
    /// The columns, where it is a board.
    board: Option<Vec<Group>>,
    groups: Vec<Group>,
    timeline: Option<Timeline>,
    nothing: &'static str,
}

const COLUMNS: [State; 4] = [State::Shared, State::TakenUp, State::Contained, State::Solved];

pub(super) async fn get_problems(
    Shared(app): Shared<Arc<App>>,
    member: Member,
    Query(filter): Query<Filter>,
) -> Result<Html, Error> {
    let all = shelf::of_team(&app, &member.team.id).await?;
    let by = By { me: &member.me.id, now: app.clock.now() };
    let view = filter.view();
    let shown = all.iter().filter(|it| filter.keeps(it, by));
    let shown: Vec<Arc<Known>> = match view {
        View::Board | View::ByTeam => shown.filter(|it| it.is_on_board()).cloned().collect(),
        _ => shown.cloned().collect(),
    };
    let sight = Sight::new((&app, &member), &shown).await?;
    let (views, only) = filter.chips(|page| member.team.url(page));
    Html::of(&ProblemsPage {
        frame: member.frame(&app, "/problems").await?,
        url: member.team.url(""),
        pages: pages(&member, "/problems"),
        can_change: member.can_change(),
        finding: finding(&all, by),
        views,
        only,
        teams: sight.teams.clone(),
        causes: causes(&all),
        drafts: drafts(&app, &member).await?,
        board: (view == View::Board).then(|| board(&sight, &shown)),
        groups: groups(&sight, view, &shown),
        timeline: (view == View::Timeline).then(|| timeline::of(&sight, &shown)),
        nothing: match all.is_empty() {
            true => "Nothing is noted yet. What held one of your teams back this week?",
            false => "None of these at the moment.",
        },
        filter,
    })
}

impl ProblemsPage {
    fn drafts_in_words(&self) -> String {
        match self.drafts.len() {
            1 => "You have a draft.".to_owned(),
            many => format!("You have {many} drafts."),
        }
    }
}

async fn drafts(app: &App, member: &Member) -> Result<Vec<Kept>, Error> {
    let drafts = super::super::draft::mine(app, &member.team, &member.me).await?.into_iter();
    let url = |id: &str| member.team.url(&format!("/problems/noting?draft={id}"));
    let words = |text: &str| match text.trim() {
        "" => "(no words yet)".to_owned(),
        words => words.to_owned(),
    };
    Ok(drafts.map(|(id, it)| Kept { url: url(&id), words: words(it.words.reveal()) }).collect())
}

/// How it stands, in a sentence or two.
fn finding(all: &[Arc<Known>], by: By<'_>) -> String {
    let open = all.iter().filter(|it| it.standing.state().is_open());
    let (mut count, mut past, mut silent) = (0, 0, 0);
    for it in open {
        count += 1;
        past += usize::from(it.is_unsolved(by.now));
        silent += usize::from(it.is_unanswered(by.now));
    }
    if count == 0 {
        return "Nothing is open.".to_owned();
    }
    let late = match (silent, past) {
        (0, 0) => "All are within their time.".to_owned(),
        (0, past) => format!("{} past the time to solve it.", is_or_are(past)),
        (silent, 0) => format!("{} without a reply in time.", is_or_are(silent)),
        (silent, past) => format!(
            "{} without a reply in time, {} past the time to solve it.",
            is_or_are(silent),
            how_many(past).to_lowercase()
        ),
    };
    format!("{} open. {late}", how_many(count))
}

fn is_or_are(count: usize) -> String {
    format!("{} {}", how_many(count), if count == 1 { "is" } else { "are" })
}

/// All causes that were named, each once.
pub(super) fn causes(all: &[Arc<Known>]) -> Vec<String> {
    let mut causes: Vec<String> = all.iter().filter_map(|it| it.standing.cause.clone()).collect();
    causes.sort_by_key(|it| it.to_lowercase());
    causes.dedup_by_key(|it| it.to_lowercase());
    causes
}

/// The columns; in each what stands there longest comes first, as it does in the list.
fn board(sight: &Sight<'_>, shown: &[Arc<Known>]) -> Vec<Group> {
    let column = |state: State| {
        let of_state = shown.iter().filter(|it| it.standing.state() == state);
        let cards = cards(sight, of_state);
        Group { word: state.word(), name: state.in_words().to_owned(), count: cards.len(), cards }
    };
    COLUMNS.map(column).into()
}

fn cards<'k>(sight: &Sight<'_>, all: impl Iterator<Item = &'k Arc<Known>>) -> Vec<Card> {
    let mut all: Vec<&Arc<Known>> = all.collect();
    all.sort_by_key(|it| (it.standing.shared_at(), it.problem.number));
    all.into_iter().map(|it| sight.card(it)).collect()
}

fn groups(sight: &Sight<'_>, view: View, shown: &[Arc<Known>]) -> Vec<Group> {
    let group =
        |name: String, cards: Vec<Card>| Group { word: "", name, count: cards.len(), cards };
    let mut groups: Vec<Group> = match view {
        View::Board | View::Timeline => vec![],
        View::List => {
            let (open, ended): (Vec<_>, Vec<_>) =
                shown.iter().partition(|it| it.standing.state().is_open());
            let mut ended = cards(sight, ended.into_iter());
            ended.reverse();
            vec![
                group("Open".to_owned(), cards(sight, open.into_iter())),
                group("Solved or dropped".to_owned(), ended),
            ]
        }
        View::ByTeam => {
            let of = |id: &str| {
                let has = |it: &&Arc<Known>| it.standing.teams.iter().any(|it| it.team == id);
                cards(sight, shown.iter().filter(has))
            };
            let named = sight.teams.iter().map(|(id, name)| group(name.clone(), of(id)));
            let none = shown.iter().filter(|it| it.standing.teams.is_empty());
            named.chain([group("No team of this table".to_owned(), cards(sight, none))]).collect()
        }
        View::ByCause => {
            let of = |cause: &str| {
                let has = |it: &&Arc<Known>| {
                    let its = it.standing.cause.as_deref().unwrap_or_default();
                    its.to_lowercase() == cause.to_lowercase()
                };
                cards(sight, shown.iter().filter(has))
            };
            let all = causes(shown);
            let mut named: Vec<Group> =
                all.into_iter().map(|cause| group(cause.clone(), of(&cause))).collect();
            named.sort_by_key(|it| std::cmp::Reverse(it.count));
            named.push(group("No cause named yet".to_owned(), of("")));
            named
        }
    };
    groups.retain(|it| it.count > 0);
    groups
}

impl Group {
    fn counted(&self) -> String {
        counted(self.count as u64, "problem")
    }
}
