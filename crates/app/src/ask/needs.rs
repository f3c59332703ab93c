//! What of asks needs somebody: an answer, other words, a fate, a round that waits.

use super::model::{Ask, Moment, State};
use super::{pages, round};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::people;
use crate::shell::Time;
use crate::wording::how_many;

/// After so long an accepted ask comes back to its asker: was it kept?
const TWO_WEEKS_MICROS: i64 = 14 * 86_400 * 1_000_000;

/// What needs this member: the sentence, what it is, where it leads.
pub(crate) async fn that_need(
    app: &App,
    member: &Member,
) -> Result<Vec<(String, String, String)>, Error> {
    if !member.can_change() {
        return Ok(vec![]);
    }
    let (asks, moment) = super::of_team(app, &member.team).await?;
    let mut needs = round::that_need(app, member, &asks, &moment).await?;
    // What is asked in a round is answered on its page, until the answers are shown.
    let is_apart =
        |it: &&Ask| it.latest().round.as_ref().is_none_or(|round| round.phase.shows_answers());
    for it in asks.iter().filter(is_apart) {
        if pages::wants(it, member, &moment) {
            let name = people::names(app, &[it.by.as_str()]).await?.remove(0);
            let at = member.time(it.latest().at, app);
            needs.push((quoted(it), asked(&name, &at), url(member, it)));
        }
    }
    needs.extend(asks.iter().filter_map(|it| of_mine(it, member, &moment)));
    Ok(needs)
}

fn asked(name: &str, at: &Time) -> String {
    format!("{name} asks, {}. Yes, no, I will try, or whatever", at.words)
}

fn url(member: &Member, it: &Ask) -> String {
    member.team.url(&format!("/asks/{}", it.id))
}

fn quoted(it: &Ask) -> String {
    format!("“{}”", it.latest().want)
}

/// What an ask of mine wants of me.
fn of_mine(it: &Ask, member: &Member, moment: &Moment) -> Option<(String, String, String)> {
    if it.by != member.me.id {
        return None;
    }
    let returned = it.returned_by(moment);
    let meta = match it.state(moment) {
        State::Returned => format!(
            "{} said whatever: too vague to answer. Put it in other words",
            how_many(returned.len())
        ),
        State::Accepted => {
            let since = it.accepted_at(moment)?;
            let waited = moment.now.as_micros() - since.as_micros();
            let is_due = waited >= TWO_WEEKS_MICROS;
            let meta = "Accepted two weeks ago or more: was it kept?";
            is_due.then(|| meta.to_owned())?
        }
        _ => return None,
    };
    Some((quoted(it), meta, url(member, it)))
}
