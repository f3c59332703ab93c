//! What happened to a team's items: state changes and blocks, in columns, sorted by item and time.

mod builder;
mod names;
#[cfg(test)]
mod tests;

pub use builder::{Filter, HistoryBuilder};

use crate::Instant;
use crate::workflow::Category;

/// The n-th item of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u32);

/// The n-th state of a history, in order of first appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u16);

/// One entry of an item into a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When the state was entered.
    pub at: Instant,
    /// The state that was left, where the source says so.
    pub from: Option<StateId>,
    /// The state that was entered.
    pub to: StateId,
}

/// A time during which an item could not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which item.
    pub item: ItemId,
    /// When the block began.
    pub from: Instant,
    /// When it ended; none while it lasts.
    pub until: Option<Instant>,
    /// Why, as an index into [`History::reasons`].
    pub reason: u16,
}

/// What a source knows of a state beyond its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownState {
    /// The name as the source writes it.
    pub name: String,
    /// The category, where the source says it (a tracker's own status category).
    pub category: Option<Category>,
    /// The position on the board or among the columns, where the source has one.
    pub position: Option<u16>,
}

/// A team's work history. Build it with [`HistoryBuilder`].
#[derive(Clone, Debug)]
pub struct History {
    ids: names::Names,
    states: Vec<KnownState>,
    reasons: Vec<String>,
    /// The entries of item i are `offsets[i]..offsets[i + 1]`, in order of time.
    offsets: Vec<u32>,
    at: Vec<Instant>,
    from: Vec<u16>,
    to: Vec<u16>,
    blocks: Vec<Block>,
}

/// Stands in the `from` column where the source does not say which state was left.
const UNKNOWN: u16 = u16::MAX;

impl History {
    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no item at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.len() == 0
    }

    /// Every item, in order of first appearance.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.ids.len() as u32).map(ItemId)
    }

    /// The item's name in its tracker.
    #[must_use]
    pub fn id(&self, item: ItemId) -> &str {
        self.ids.get(item.0)
    }

    /// The states, in order of first appearance; a [`StateId`] is an index into it.
    #[must_use]
    pub fn states(&self) -> &[KnownState] {
        &self.states
    }

    /// The reasons of the blocks.
    #[must_use]
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }

    /// An item's entries, in order of time.
    pub fn entries(&self, item: ItemId) -> impl DoubleEndedIterator<Item = Entry> + '_ {
        let range =
            self.offsets[item.0 as usize] as usize..self.offsets[item.0 as usize + 1] as usize;
        range.map(|index| self.entry(index))
    }

    /// How many entries all items have together.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.at.len()
    }

    /// Every block, sorted by item and beginning.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The earliest and the latest instant of any entry or block; none for an empty history.
    #[must_use]
    pub fn extent(&self) -> Option<(Instant, Instant)> {
        let blocks = self.blocks.iter().flat_map(|block| [Some(block.from), block.until]);
        let instants = self.at.iter().copied().chain(blocks.flatten());
        instants.fold(None, |extent, at| match extent {
            None => Some((at, at)),
            Some((first, last)) => Some((at.min(first), at.max(last))),
        })
    }

    fn entry(&self, index: usize) -> Entry {
        let from = self.from[index];
        Entry {
            at: self.at[index],
            from: (from != UNKNOWN).then_some(StateId(from)),
            to: StateId(self.to[index]),
        }
    }
}
