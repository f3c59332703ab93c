//! For the next meeting: which problems head the agenda, and why.

use super::super::shelf::{self, Known};
use super::super::view::{Card, Sight, answer_above};
use super::{Page, pages};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::shell::{Frame, Html};
use crate::wording::counted;
use askama::Template;
use axum::extract::State as Shared;
use flow::Instant;
use std::sync::Arc;

/// Why a problem is on the agenda; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nobody has replied in time.
    Unanswered,
    /// The table above has said something.
    AnsweredAbove,
    /// It is open longer than it should be.
    Unsolved,
    /// Three teams have it, or more.
    Common(usize),
    /// Somebody put it there.
    PutThere,
}

impl Reason {
    fn in_words(self) -> String {
        match self {
            Self::Unanswered => "No reply in time".to_owned(),
            Self::AnsweredAbove => "The table above has answered".to_owned(),
            Self::Unsolved => "Past the time to solve it".to_owned(),
            Self::Common(teams) => format!("{} have it", counted(teams as u64, "team")),
            Self::PutThere => "Put on the agenda by a peer".to_owned(),
        }
    }
}

/// Why a problem is on the agenda of the next meeting; nothing where it is not.
pub(crate) fn reasons(it: &Known, answered_at: Option<Instant>, now: Instant) -> Vec<Reason> {
    let standing = &it.standing;
    if !standing.state().is_open() {
        return vec![];
    }
    let discussed = standing.discussed_at;
    // What was talked about is off the agenda until something happens; silence stays on it.
    let is_new = |at: Option<Instant>| at.is_some_and(|at| discussed.is_none_or(|it| it < at));
    let spell = standing.spell();
    // What belongs to a former time of it is over.
    let is_now = |at: &Instant| *at >= spell.from;
    // What was offered to the table above waits there.
    let is_unsolved = it.is_unsolved(now) && spell.offered.is_none();
    let unsolved_at = is_unsolved.then_some(spell.clocks.solve_by);
    let all = [
        it.is_unanswered(now).then_some(Reason::Unanswered),
        is_new(answered_at.filter(is_now)).then_some(Reason::AnsweredAbove),
        is_new(unsolved_at).then_some(Reason::Unsolved),
        is_new(standing.common_at).then_some(Reason::Common(standing.teams.len())),
        is_new(standing.put_on_agenda_at).then_some(Reason::PutThere),
    ];
    all.into_iter().flatten().collect()
}

/// A problem on the agenda, why, and what was said about it at a table above, last.
pub(crate) struct OnAgenda {
    it: Arc<Known>,
    pub(crate) reasons: Vec<Reason>,
    answer: String,
}

/// The same as it is told.
struct Item {
    card: Card,
    reasons: Vec<String>,
    /// What was said about it above, last.
    answer: String,
    /// Whether it stays until somebody replies.
    is_silent: bool,
    /// Whether there is more than that to be talked about.
    can_be_discussed: bool,
}

#[derive(Template)]
#[template(path = "problem/meeting.html")]
struct MeetingPage {
    frame: Frame,
    url: String,
    pages: Vec<Page>,
    can_change: bool,
    items: Vec<Item>,
}

/// The problems on the agenda with their reasons: by reason, then the dearest, then the oldest.
pub(crate) async fn for_meeting(app: &App, member: &Member) -> Result<Vec<OnAgenda>, Error> {
    let all = shelf::of_team(app, &member.team.id).await?;
    let open: Vec<_> = all.into_iter().filter(|it| it.standing.state().is_open()).collect();
    let sight = Sight::new((app, member), &[]).await?;
    let mut agenda = vec![];
    for it in open {
        let (answered_at, answer) = answer_above(&sight, &it).await?.unzip();
        let reasons = reasons(&it, answered_at, sight.now);
        if !reasons.is_empty() {
            agenda.push(OnAgenda { it, reasons, answer: answer.unwrap_or_default() });
        }
    }
    agenda.sort_by_key(|OnAgenda { it, reasons, .. }| {
        let size = std::cmp::Reverse(it.standing.size);
        (reasons[0].rank(), size, it.standing.shared_at())
    });
    Ok(agenda)
}

impl Reason {
    /// Whether talking about it takes it off the agenda; silence stays until somebody replies.
    pub(super) fn can_be_discussed(&self) -> bool {
        *self != Self::Unanswered
    }

    fn rank(self) -> u8 {
        match self {
            Self::Unanswered => 0,
            Self::AnsweredAbove => 1,
            Self::Unsolved => 2,
            Self::Common(_) => 3,
            Self::PutThere => 4,
        }
    }
}

pub(super) async fn get_meeting(
    Shared(app): Shared<Arc<App>>,
    member: Member,
) -> Result<Html, Error> {
    let agenda = for_meeting(&app, &member).await?;
    let problems: Vec<Arc<Known>> = agenda.iter().map(|it| Arc::clone(&it.it)).collect();
    let sight = Sight::new((&app, &member), &problems).await?;
    let mut items = vec![];
    for OnAgenda { it, reasons, answer } in agenda {
        let is_answered = reasons.contains(&Reason::AnsweredAbove);
        items.push(Item {
            card: sight.card(&it),
            is_silent: reasons.contains(&Reason::Unanswered),
            can_be_discussed: reasons.iter().any(Reason::can_be_discussed),
            reasons: reasons.into_iter().map(Reason::in_words).collect(),
            answer: if is_answered { answer } else { String::new() },
        });
    }
    Html::of(&MeetingPage {
        frame: member.frame(&app, "/problems").await?,
        url: member.team.url(""),
        pages: pages(&member, "/problems/meeting"),
        can_change: member.can_change(),
        items,
    })
}
