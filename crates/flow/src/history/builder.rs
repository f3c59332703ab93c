//! Collects events in whatever order a source has them, and sorts them once at the end.

use super::names::Names;
use super::{Block, History, ItemId, KnownState, StateId, UNKNOWN};
use crate::Instant;
use crate::workflow::Category;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Keeps only the items whose attribute has this value (`--where column=value`). Names and values
/// are compared regardless of case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The attribute's name, as the source writes it.
    pub column: String,
    /// The value asked for.
    pub value: String,
}

/// Takes events in any order and makes a [`History`].
///
/// Ties in time keep the order in which they came, unless the states that were left say otherwise.
///
/// ```
/// use flow::{HistoryBuilder, Instant};
/// let mut builder = HistoryBuilder::new(vec![]);
/// let item = builder.item("SP-1");
/// let (doing, done) = (builder.state("Doing"), builder.state("Done"));
/// builder.enter(item, Instant::from_micros(9_000_000), Some(doing), done);
/// builder.enter(item, Instant::from_micros(5_000_000), None, doing);
/// let history = builder.finish();
/// let states: Vec<_> = history.entries(item).map(|entry| entry.to).collect();
/// assert_eq!(states, [doing, done]);
/// ```
#[derive(Debug)]
pub struct HistoryBuilder {
    ids: Names,
    states: Vec<KnownState>,
    reasons: Vec<String>,
    item: Vec<u32>,
    at: Vec<Instant>,
    from: Vec<u16>,
    to: Vec<u16>,
    /// (item, at, reason or UNKNOWN where the block ends)
    flags: Vec<(u32, Instant, u16)>,
    blocks: Vec<Block>,
    filters: Vec<FilterColumn>,
    columns: BTreeSet<String>,
}

/// A filter and, per item, since when its attribute stands and whether it fits.
#[derive(Debug)]
struct FilterColumn {
    filter: Filter,
    latest: FxHashMap<u32, (Instant, bool)>,
}

impl HistoryBuilder {
    /// An empty history that will keep only the items that fit every filter.
    #[must_use]
    pub fn new(filters: Vec<Filter>) -> Self {
        let filters = filters
            .into_iter()
            .map(|filter| FilterColumn { filter, latest: FxHashMap::default() })
            .collect();
        Self {
            ids: Names::default(),
            states: Vec::new(),
            reasons: Vec::new(),
            item: Vec::new(),
            at: Vec::new(),
            from: Vec::new(),
            to: Vec::new(),
            flags: Vec::new(),
            blocks: Vec::new(),
            filters,
            columns: BTreeSet::new(),
        }
    }

    /// The item with this id, new or known.
    pub fn item(&mut self, id: &str) -> ItemId {
        ItemId(self.ids.number(id))
    }

    /// Whether an item with this id is known already.
    #[must_use]
    pub fn knows(&mut self, id: &str) -> bool {
        self.ids.knows(id)
    }

    /// The state with this name, new or known; names are compared exactly.
    pub fn state(&mut self, name: &str) -> StateId {
        if let Some(known) = self.states.iter().position(|state| state.name == name) {
            return StateId(known as u16);
        }
        self.states.push(KnownState { name: name.to_owned(), category: None, position: None });
        StateId(self.states.len() as u16 - 1)
    }

    /// What the source itself says of a state: its category, its place on the board.
    pub fn describe(&mut self, state: StateId, category: Option<Category>, position: Option<u16>) {
        let known = &mut self.states[state.0 as usize];
        known.category = category.or(known.category);
        known.position = position.or(known.position);
    }

    /// The item enters a state. `from` is the state it left, where the source says so.
    pub fn enter(&mut self, item: ItemId, at: Instant, from: Option<StateId>, to: StateId) {
        self.item.push(item.0);
        self.at.push(at);
        self.from.push(from.map_or(UNKNOWN, |state| state.0));
        self.to.push(to.0);
    }

    /// The item is blocked for a reason, or (`None`) goes on.
    pub fn block(&mut self, item: ItemId, at: Instant, reason: Option<&str>) {
        let reason = reason.map_or(UNKNOWN, |reason| self.reason(reason));
        self.flags.push((item.0, at, reason));
    }

    /// The item is blocked from one instant to another, or still.
    pub fn blocked_between(
        &mut self,
        item: ItemId,
        from: Instant,
        until: Option<Instant>,
        reason: &str,
    ) {
        let reason = self.reason(reason);
        self.blocks.push(Block { item, from, until, reason });
    }

    /// The item's attribute has these values from `at` on. Only what a filter asks for is kept.
    pub fn attribute<'v>(
        &mut self,
        item: ItemId,
        at: Instant,
        column: &str,
        values: impl IntoIterator<Item = &'v str>,
    ) {
        if self.filters.is_empty() {
            return;
        }
        if !self.columns.contains(column) {
            self.columns.insert(column.to_owned());
        }
        let values: Vec<String> = values.into_iter().map(str::to_lowercase).collect();
        for filter in &mut self.filters {
            if !filter.filter.column.eq_ignore_ascii_case(column) {
                continue;
            }
            let fits = values.contains(&filter.filter.value.to_lowercase());
            let latest = filter.latest.entry(item.0).or_insert((at, fits));
            if at >= latest.0 {
                *latest = (at, fits);
            }
        }
    }

    /// The attributes seen so far, for the sentence that names them when a filter's column is not
    /// among them. Empty when there is no filter.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// The filters' columns that no item had.
    pub fn unknown_columns(&self) -> impl Iterator<Item = &str> {
        self.filters
            .iter()
            .map(|filter| filter.filter.column.as_str())
            .filter(|name| !self.columns.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    /// Sorts everything by item and time. Items that a filter leaves out are gone.
    #[must_use]
    pub fn finish(mut self) -> History {
        let mut blocks = self.take_blocks();
        if !self.filters.is_empty() {
            self.leave_out_what_does_not_fit(&mut blocks);
        }
        let offsets = offsets(&self.item, self.ids.len());
        if !self.item.is_sorted() {
            self.sort_by_item(&offsets);
        }
        let mut history = History {
            ids: self.ids,
            states: self.states,
            reasons: self.reasons,
            offsets,
            at: self.at,
            from: self.from,
            to: self.to,
            blocks,
        };
        history.sort_each_item();
        history
    }

    /// Moves each event to its item's place; what came first stays first.
    fn sort_by_item(&mut self, offsets: &[u32]) {
        let mut next = offsets.to_vec();
        let mut place = vec![0; self.item.len()];
        for (place, item) in place.iter_mut().zip(&self.item) {
            *place = next[*item as usize];
            next[*item as usize] += 1;
        }
        self.at = moved(&self.at, &place);
        self.from = moved(&self.from, &place);
        self.to = moved(&self.to, &place);
    }

    /// Drops the items that a filter leaves out, their events and blocks, and numbers the others
    /// anew.
    fn leave_out_what_does_not_fit(&mut self, blocks: &mut Vec<Block>) {
        let new_number = self.renumbering();
        let kept = |item: u32| new_number[item as usize] != GONE;
        self.ids.retain(kept);
        blocks.retain(|block| kept(block.item.0));
        for block in blocks {
            block.item = ItemId(new_number[block.item.0 as usize]);
        }
        let keep: Vec<bool> = self.item.iter().map(|item| kept(*item)).collect();
        retain(&mut self.at, &keep);
        retain(&mut self.from, &keep);
        retain(&mut self.to, &keep);
        retain(&mut self.item, &keep);
        for item in &mut self.item {
            *item = new_number[*item as usize];
        }
    }

    /// The blocks given whole and those between two flags, by item and beginning. A flag with
    /// another reason ends the block before it; the same reason again changes nothing.
    fn take_blocks(&mut self) -> Vec<Block> {
        let mut blocks = std::mem::take(&mut self.blocks);
        let mut flags = std::mem::take(&mut self.flags);
        flags.sort_by_key(|(item, at, _)| (*item, *at));
        for of_item in flags.chunk_by(|a, b| a.0 == b.0) {
            let mut open: Option<Block> = None;
            for at_once in of_item.chunk_by(|a, b| a.1 == b.1) {
                for (item, at, reason) in in_turn(at_once, open.is_some()) {
                    if open.is_some_and(|block| block.reason == reason) {
                        continue;
                    }
                    blocks.extend(open.take().map(|block| Block { until: Some(at), ..block }));
                    let begun = Block { item: ItemId(item), from: at, until: None, reason };
                    open = Some(begun).filter(|_| reason != UNKNOWN);
                }
            }
            blocks.extend(open);
        }
        blocks.sort_by_key(|block| (block.item, block.from));
        blocks
    }

    /// The new number of each item, or GONE where a filter leaves it out.
    fn renumbering(&self) -> Vec<u32> {
        let mut next = 0;
        (0..self.ids.len() as u32)
            .map(|item| {
                let fits = |filter: &FilterColumn| filter.latest.get(&item).is_some_and(|it| it.1);
                if !self.filters.iter().all(fits) {
                    return GONE;
                }
                next += 1;
                next - 1
            })
            .collect()
    }

    fn reason(&mut self, name: &str) -> u16 {
        if let Some(known) = self.reasons.iter().position(|reason| reason == name) {
            return known as u16;
        }
        self.reasons.push(name.to_owned());
        self.reasons.len() as u16 - 1
    }
}

/// Flags of one instant in an order that makes sense, however they were told: what is open ends
/// before something else begins, and what is not open begins before it ends.
fn in_turn(
    flags: &[(u32, Instant, u16)],
    open: bool,
) -> impl Iterator<Item = (u32, Instant, u16)> + '_ {
    let ends = |flag: &&(u32, Instant, u16)| flag.2 == UNKNOWN;
    let (first, second) =
        (move |flag: &&_| ends(flag) == open, move |flag: &&_| ends(flag) != open);
    flags.iter().filter(first).chain(flags.iter().filter(second)).copied()
}

/// Stands for an item that a filter leaves out.
const GONE: u32 = u32::MAX;

/// Where each item's entries begin, and one more for the end.
fn offsets(item: &[u32], items: usize) -> Vec<u32> {
    let mut offsets = vec![0; items + 1];
    for item in item {
        offsets[*item as usize + 1] += 1;
    }
    for index in 1..offsets.len() {
        offsets[index] += offsets[index - 1];
    }
    offsets
}

fn moved<T: Copy>(values: &[T], place: &[u32]) -> Vec<T> {
    let mut moved = values.to_vec();
    for (value, place) in values.iter().zip(place) {
        moved[*place as usize] = *value;
    }
    moved
}

fn retain<T>(values: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    values.retain(|_| keep.next().is_some_and(|keep| *keep));
}

impl History {
    fn sort_each_item(&mut self) {
        let mut entries = vec![];
        for item in 0..self.ids.len() {
            let range = self.offsets[item] as usize..self.offsets[item + 1] as usize;
            if self.at[range.clone()].is_sorted_by(|a, b| a < b) {
                continue;
            }
            entries.clear();
            entries.extend(range.clone().map(|i| (self.at[i], self.from[i], self.to[i])));
            // Trackers that tell the newest first: keep what happened at one instant in order.
            if entries.first().map(|entry| entry.0) > entries.last().map(|entry| entry.0) {
                entries.reverse();
            }
            entries.sort_by_key(|entry| entry.0);
            follow_the_chain(&mut entries);
            for (index, (at, from, to)) in range.zip(entries.iter().copied()) {
                (self.at[index], self.from[index], self.to[index]) = (at, from, to);
            }
        }
    }
}

/// So many entries of one instant are looked at to find the next. More than these at once are a
/// broken clock, whose order nobody knows.
const MOST_TIED: usize = 64;

/// Orders what happened at one instant so that each entry leaves the state entered before it.
fn follow_the_chain(entries: &mut [(Instant, u16, u16)]) {
    for index in 0..entries.len() {
        let at = entries[index].0;
        let ties =
            entries[index..].iter().take(MOST_TIED).take_while(|entry| entry.0 == at).count();
        if ties < 2 {
            continue;
        }
        let current = if index == 0 { UNKNOWN } else { entries[index - 1].2 };
        let tied = &entries[index..index + ties];
        let follows = if current == UNKNOWN {
            // Nothing came before: begin with the one that no other of them leads to.
            tied.iter().position(|entry| tied.iter().all(|other| other.2 != entry.1))
        } else {
            tied.iter().position(|entry| entry.1 == current)
        };
        entries[index..=index + follows.unwrap_or(0)].rotate_right(1);
    }
}
