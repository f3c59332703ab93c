//! What of problems needs somebody: a reply, a solution that is overdue, a meeting.

use super::pages::{Reason, for_meeting};
use super::shelf;
use super::view::Sight;
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::wording::counted;

/// So many that wait for a reply are named; the others stand in the list.
const MOST: usize = 2;

/// What needs this member: the sentence, what it is, where it leads.
pub(crate) async fn that_need(
    app: &App,
    member: &Member,
) -> Result<Vec<(String, String, String)>, Error> {
    if !member.can_change() {
        return Ok(vec![]);
    }
    let mut all = shelf::of_team(app, &member.team.id).await?;
    all.retain(|it| it.standing.state().is_open());
    let sight = Sight::new((app, member), &all).await?;
    let me = &member.me.id;
    let quoted = |words: &str| format!("“{words}”");
    let mut needs = vec![];
    for it in all.iter().filter(|it| it.standing.spell().solvers.contains(me)) {
        if it.is_unsolved(sight.now) {
            let meta = "You are on it, and it is past the time to solve it".to_owned();
            needs.push((quoted(&it.standing.words), meta, sight.url(it)));
        }
    }
    let is_silent = |it: &&std::sync::Arc<shelf::Known>| {
        let standing = &it.standing;
        let is_open = standing.state().is_open() && standing.spell().replied_at.is_none();
        is_open && standing.spell().raised_by.as_ref() != Some(me)
    };
    let mut silent: Vec<_> = all.iter().filter(is_silent).collect();
    silent.sort_by_key(|it| it.standing.spell().clocks.reply_by);
    for it in silent.iter().take(MOST) {
        let spell = it.standing.spell();
        let (who, since) = (sight.who(spell.raised_by.as_ref()), sight.time(spell.from).words);
        let meta = format!("{who} saw it, {since}. No reply yet");
        needs.push((quoted(&it.standing.words), meta, sight.url(it)));
    }
    let agenda = for_meeting(app, member).await?;
    if !agenda.is_empty() {
        let unanswered =
            agenda.iter().filter(|it| it.reasons.contains(&Reason::Unanswered)).count();
        let meta = match unanswered {
            0 => "What heads the agenda, and why".to_owned(),
            1 => "One of them had no reply in time".to_owned(),
            many => format!("{many} of them had no reply in time"),
        };
        let words = format!("For the next meeting: {}", counted(agenda.len() as u64, "problem"));
        needs.push((words, meta, member.team.url("/problems/meeting")));
    }
    Ok(needs)
}
