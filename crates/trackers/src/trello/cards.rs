//! What became of one card: from list to list, archived, deleted, moved to another board.

use crate::gathered::{Change, Gathered, in_order};
use flow::Instant;
use flow::workflow::Category;
use std::collections::HashMap;

/// What an action does to a card, kept small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is created in, copied to or brought from elsewhere into a list.
    Into(u16),
    Moved(u16, u16),
    Archived,
    Restored,
    MovedAway(Option<u16>),
    Deleted(Option<u16>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) card: u32,
    pub(super) at: Instant,
    pub(super) step: Step,
}

/// A card as the board tells it now, as far as it does.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) id: String,
    /// Its number on the board.
    pub(super) number: Option<u64>,
    pub(super) created_at: Option<Instant>,
    /// The list it is in.
    pub(super) list: Option<u16>,
    pub(super) is_archived: bool,
    pub(super) labels: Vec<String>,
    /// The file and line that first told of it.
    pub(super) place: (u32, u64),
}

/// The changes of a card, and what is to be said of them.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) changes: Vec<Change>,
    /// Whether it was archived in a list that does not mean done, and still is.
    pub(super) is_dropped: bool,
    /// Whether it is archived, and nothing says when.
    pub(super) is_untimed: bool,
    /// Whether nothing tells how it came onto the board.
    pub(super) lacks_beginning: bool,
}

/// What is known of the lists.
pub(super) struct Lists<'l> {
    /// Whether each means done.
    pub(super) done: Vec<bool>,
    /// Where each stands, and whether it is archived.
    pub(super) places: &'l HashMap<u16, (f64, bool)>,
    /// When lists were archived last.
    pub(super) archived: &'l HashMap<u16, Instant>,
}

impl Lists<'_> {
    fn is_done(&self, list: u16) -> bool {
        self.done.get(usize::from(list)).copied().unwrap_or(false)
    }

    fn is_archived(&self, list: u16) -> bool {
        self.places.get(&list).is_some_and(|place| place.1)
    }
}

/// Where a card is while its story is told.
#[derive(Clone, Copy, Debug)]
struct Now {
    list: Option<u16>,
    is_archived: bool,
}

/// Tells a card's story from its actions.
pub(super) fn story(
    card: &Card,
    moves: &mut [Move],
    lists: &Lists,
    states: &mut Gathered,
) -> Story {
    in_order(moves, |step| step.at);
    let is_begun = matches!(moves.first(), Some(Move { step: Step::Into(_), .. }));
    let mut story = Story { lacks_beginning: !is_begun, ..Story::default() };
    let mut now = Now { list: None, is_archived: false };
    for Move { at, step, .. } in moves {
        let at = *at;
        // Archiving is told without the list, and the first list perhaps by the card alone.
        let here = now.list.or(card.list);
        let unfinished = here.filter(|list| !lists.is_done(*list));
        let mut change = |from, to| story.changes.push(Change { at, from, to });
        match *step {
            Step::Into(list) => change(None, list),
            Step::Moved(from, to) => {
                let from = if now.is_archived { None } else { Some(from) };
                change(from, to);
            }
            Step::Archived => {
                if let Some(list) = unfinished.filter(|_| !now.is_archived) {
                    change(Some(list), archived(list, states));
                }
            }
            Step::Restored => {
                if let Some(list) = unfinished.filter(|_| now.is_archived) {
                    change(Some(archived(list, states)), list);
                }
            }
            // What is done stays done, wherever it is put away to.
            Step::MovedAway(list) | Step::Deleted(list)
                if here.or(list).is_none_or(|list| !lists.is_done(list)) =>
            {
                let name = match step {
                    Step::Deleted(_) => "Deleted",
                    _ => "Moved to another board",
                };
                let from = here.or(list).filter(|_| !now.is_archived);
                change(from, states.named(name, Some(Category::Dropped)));
            }
            Step::MovedAway(_) | Step::Deleted(_) => {}
        }
        now.list = match *step {
            Step::Into(list) | Step::Moved(_, list) => Some(list),
            Step::MovedAway(_) | Step::Deleted(_) => None,
            _ => now.list,
        };
        now.is_archived = match *step {
            Step::Archived => true,
            Step::Moved(..) => now.is_archived,
            _ => false,
        };
    }
    end(card, now, lists, states, &mut story);
    story
}

/// What is archived now and was by no action of its own: the card, or the list it is in.
fn end(card: &Card, now: Now, lists: &Lists, states: &mut Gathered, story: &mut Story) {
    let Some(list) = card.list.filter(|list| !lists.is_done(*list)) else { return };
    if now.is_archived {
        story.is_dropped = card.is_archived;
    } else if card.is_archived {
        story.is_untimed = true;
    } else if lists.is_archived(list) {
        match lists.archived.get(&list) {
            Some(at) => {
                let last = story.changes.last().map_or(*at, |last| last.at.max(*at));
                let to = archived(list, states);
                story.changes.push(Change { at: last, from: Some(list), to });
                story.is_dropped = true;
            }
            None => story.is_untimed = true,
        }
    }
}

/// The state of what lies archived and is not done.
fn archived(list: u16, states: &mut Gathered) -> u16 {
    let name = format!("{} (archived)", states.statuses.all[usize::from(list)].name());
    states.named(&name, Some(Category::Dropped))
}
