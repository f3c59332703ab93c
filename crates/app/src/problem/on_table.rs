//! What of problems lies on the table: all that are open, those that press most first.

use super::shelf;
use super::view::Sight;
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use std::cmp::Reverse;

/// An open problem as it lies on the table.
pub(crate) struct OnTable {
    pub(crate) words: String,
    pub(crate) url: String,
    /// The teams that have it, and what it costs, in words.
    pub(crate) meta: String,
    /// What it costs every week, in words, and from 0 to 3.
    pub(crate) cost: &'static str,
    pub(crate) size: usize,
    /// How far the time to solve it is used up, as a class of colours.
    pub(crate) class: &'static str,
}

pub(crate) async fn on_table(app: &App, member: &Member) -> Result<Vec<OnTable>, Error> {
    let mut all = shelf::of_team(app, &member.team.id).await?;
    all.retain(|it| it.standing.state().is_open());
    let sight = Sight::new((app, member), &[]).await?;
    all.sort_by_key(|it| {
        let standing = &it.standing;
        (Reverse(sight.age(it)), Reverse(standing.size), standing.shared_at(), it.problem.number)
    });
    let told = all.iter().map(|it| {
        let card = sight.card(it);
        OnTable {
            words: card.words,
            url: sight.url(it),
            meta: format!("{}, {} every week", card.teams, card.size),
            cost: card.size,
            size: it.standing.size as usize,
            class: card.class,
        }
    });
    Ok(told.collect())
}
