//! Names, each stored once, in one long text.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Names numbered in order of first appearance. A million short ids are one allocation here, and
/// two million as strings of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Where each name ends in the text.
    ends: Vec<usize>,
    index: HashTable<u32>,
    /// The one asked for last: sources mostly tell an item's events in a row.
    last: u32,
}

impl Names {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: u32) -> &str {
        name(&self.text, &self.ends, number)
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        let same = |number: &u32| self.get(*number) == id;
        self.index.find(FxBuildHasher.hash_one(id), same).is_some()
    }

    /// The number of a name, new or known.
    pub(super) fn number(&mut self, id: &str) -> u32 {
        if !self.ends.is_empty() && self.get(self.last) == id {
            return self.last;
        }
        let (text, ends) = (&self.text, &self.ends);
        let same = |number: &u32| name(text, ends, *number) == id;
        let hash = |number: &u32| FxBuildHasher.hash_one(name(text, ends, *number));
        let entry = self.index.entry(FxBuildHasher.hash_one(id), same, hash);
        self.last = *entry.or_insert(self.ends.len() as u32).get();
        if self.last as usize == self.ends.len() {
            self.text.push_str(id);
            self.ends.push(self.text.len());
        }
        self.last
    }

    /// Only the names that are to be kept, numbered anew in the same order.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let mut kept = Self::default();
        for number in (0..self.len() as u32).filter(|number| keep(*number)) {
            kept.number(self.get(number));
        }
        *self = kept;
    }
}

fn name<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &text[start..ends[number]]
}
