//! What stands about a problem in a word or a line each: what it costs, its age, who is on it.

use super::super::model::{HARMS, State};
use super::super::shelf::Known;
use super::super::store;
use super::super::view::{Sight, days, route_in_words};
use crate::app::App;
use crate::peer_team::Member;
use crate::peer_team_link;
use crate::wording::{counted, listed};
use crate::{Error, purpose};

/// A name, and what there is to it.
type Fact = (&'static str, String);

/// All there is to say.
pub(super) async fn facts(
    app: &App,
    member: &Member,
    (sight, it): (&Sight<'_>, &Known),
) -> Result<Vec<Fact>, Error> {
    let below = stands_below(sight, it).await?;
    Ok(own(sight, it).into_iter().chain(below).chain(serves(app, member, it).await?).collect())
}

fn own(sight: &Sight<'_>, it: &Known) -> Vec<Fact> {
    let standing = &it.standing;
    let size = match standing.size == standing.size_when_seen {
        true => format!("{} every week, all teams together", standing.size.in_words()),
        false => format!(
            "{} every week, all teams together; {} when it was seen",
            standing.size.in_words(),
            standing.size_when_seen.in_words()
        ),
    };
    let harm = HARMS.iter().find(|it| standing.harm == Some(it.0));
    let size = harm.map_or(size.clone(), |it| format!("{size}; what it does {}", it.2));
    let day = |date| sight.day(date);
    let began = it.problem.content.began.map(|(first, last)| match first == last {
        true => format!("about {}", day(first)),
        false => format!("between {} and {}", day(first), day(last)),
    });
    let spell = standing.spell();
    let solvers = match spell.solvers.len() {
        0 => None,
        _ => Some(sight.named(&spell.solvers)),
    };
    let contained = spell.contained.as_ref().map(|(at, words)| match words.is_empty() {
        true => sight.time(*at).words,
        false => format!("{}: {words}", sight.time(*at).words),
    });
    let age = days(standing.shared_at(), sight.now);
    let here = days(standing.since(), sight.now);
    let age = standing.state().is_open().then(|| match (age, here) {
        (0, _) => "since today".to_owned(),
        (age, here) if age == here => counted(age as u64, "day"),
        (age, here) => format!("{}, {here} of them as it stands", counted(age as u64, "day")),
    });
    let dropped =
        spell.dropped.as_ref().map(|(at, why)| format!("{}: {why}", sight.time(*at).words));
    let all = [
        ("Costs", Some(size)),
        ("Dropped", dropped),
        ("Age", age),
        ("On it", solvers),
        ("Contained", contained),
        ("Who can act", standing.route.map(|it| route_in_words(it).to_owned())),
        ("Cause", standing.cause.clone()),
        ("Began", began),
        ("Below", it.problem.content.below.as_ref().and_then(|it| listed(&it.team_names))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// How it stands at the table below from which it came, as long as the two are linked.
async fn stands_below(sight: &Sight<'_>, it: &Known) -> Result<Option<Fact>, Error> {
    let Some(below) = &it.problem.content.below else { return Ok(None) };
    let c = sight.app.store.reader();
    let above = peer_team_link::above(c, &below.table).await?;
    let is_linked = above.iter().any(|it| it.0 == sight.member.team.id);
    let there = store::by_id(c, &below.problem).await?.filter(|_| is_linked);
    Ok(there.map(|there| {
        let standing = there.standing();
        let over = standing.spell().ended_at().map(|at| sight.time(at).words);
        let words = match (standing.state(), over) {
            (State::Dropped, Some(at)) => format!("{} dropped it, {at}", below.table_name),
            (_, Some(at)) => format!("{} solved it, {at}", below.table_name),
            _ => format!("{} still has it", below.table_name),
        };
        ("There", words)
    }))
}

/// The part of the purpose that solving it serves.
async fn serves(app: &App, member: &Member, it: &Known) -> Result<Option<Fact>, Error> {
    let Some(part) = &it.problem.content.part else { return Ok(None) };
    let purpose = purpose::in_force(app, &member.team.id).await?;
    let parts = purpose.map_or_else(Vec::new, |it| it.parts);
    Ok(parts.into_iter().find(|it| it.id == *part).map(|it| ("Serves", it.words)))
}
