//! What trackers tell of states, gathered until all files are read: only then every state has its
//! name, and only then the history is made.

use crate::collector::Collector;
use crate::error::ReadError;
use crate::statuses::{Authority, Statuses};
use flow::workflow::Category;
use flow::{Instant, ItemId};

/// Entries into states that may still get another name.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) statuses: Statuses,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    item: ItemId,
    at: Instant,
    from: Option<u16>,
    to: u16,
}

/// A change of state; where it does not say what it left, it may be a creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) at: Instant,
    pub(crate) from: Option<u16>,
    pub(crate) to: u16,
}

impl Gathered {
    /// The state that has this name and no id.
    pub(crate) fn named(&mut self, name: &str, category: Option<Category>) -> u16 {
        let number = self.statuses.number(None, name, Authority::Item);
        self.describe(number, category);
        number
    }

    pub(crate) fn describe(&mut self, number: u16, category: Option<Category>) {
        let known = &mut self.statuses.all[usize::from(number)];
        known.category = category.or(known.category);
    }

    pub(crate) fn enter(&mut self, item: ItemId, at: Instant, to: u16) {
        self.entries.push(Entry { item, at, from: None, to });
    }

    /// An item's past, in whichever order it is told. Creation enters the state that the first
    /// change leaves, or without changes the current one. True where some change must be missing:
    /// one leaves, or the item is in, another state than the one entered last.
    pub(crate) fn past(
        &mut self,
        item: ItemId,
        created_at: Instant,
        current: Option<u16>,
        mut changes: Vec<Change>,
    ) -> bool {
        in_order(&mut changes, |change| change.at);
        let mut before = changes.first().map_or(current, |first| first.from);
        if let Some(first) = before {
            self.enter(item, created_at, first);
        }
        let mut has_gap = false;
        for Change { at, from, to } in changes {
            has_gap |= from.is_some() && before.is_some() && from != before;
            self.entries.push(Entry { item, at, from: from.or(before), to });
            before = Some(to);
        }
        has_gap || (current.is_some() && before != current)
    }

    /// An item of which only dates are known. The clock starts when it was started, or at its
    /// creation where the tracker does not tell that (`None`).
    pub(crate) fn dates(
        &mut self,
        item: ItemId,
        created_at: Instant,
        started_at: Option<Option<Instant>>,
        ended: Option<(Instant, u16)>,
    ) {
        let begun = if started_at.is_some() { Category::Queue } else { Category::Active };
        let created = self.named("Created", Some(begun));
        self.enter(item, created_at, created);
        if let Some(at) = started_at.flatten() {
            let started = self.named("Started", Some(Category::Active));
            if ended.is_none_or(|(end, _)| at <= end) {
                self.enter(item, at, started);
            }
        }
        if let Some((at, state)) = ended {
            self.enter(item, at, state);
        }
    }

    /// Makes the history. A state that has a place of its own is part of it, entered or not.
    pub(crate) fn finish(self, tracker: &str, collector: &mut Collector) -> Result<(), ReadError> {
        let names = self.statuses.names();
        let known = self.statuses.all.iter().zip(&names);
        let mut placed: Vec<_> = known.filter(|(known, _)| known.position.is_some()).collect();
        placed.sort_by_key(|(known, _)| known.position);
        for (known, name) in placed {
            let state = collector.state(tracker, name)?;
            collector.builder.describe(state, known.category, known.position);
        }
        for Entry { item, at, from, to } in self.entries {
            let from = from.map(|from| collector.state(tracker, &names[usize::from(from)]));
            let state = collector.state(tracker, &names[usize::from(to)])?;
            let known = &self.statuses.all[usize::from(to)];
            collector.builder.describe(state, known.category, known.position);
            collector.builder.enter(item, at, from.transpose()?, state);
        }
        Ok(())
    }
}

/// Sorts by time, whether the oldest or the newest was told first; of one instant what was told
/// first stays first, or last where the newest were.
pub(crate) fn in_order<T>(told: &mut [T], at: impl Fn(&T) -> Instant) {
    if told.first().map(&at) > told.last().map(&at) {
        told.reverse();
    }
    told.sort_by_key(at);
}
