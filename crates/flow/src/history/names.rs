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
    index: HashTable<Indexed>,
    /// The one asked for last: sources mostly tell an item's events in a row.
    last: u32,
}

/// A name's number beside its hash, so that a growing index need not read every name again.
#[derive(Clone, Copy, Debug)]
struct Indexed {
    hash: u32,
    number: u32,
}

impl Indexed {
    /// The table takes its places from the low bits and its tags from the high ones.
    fn spread(self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

impl Names {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text[start..self.ends[number]]
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        self.find(id, self.unknown(id)).is_some()
    }

    /// The number of a name, new or known.
    pub(super) fn number(&mut self, id: &str) -> u32 {
        if !self.ends.is_empty() && self.get(self.last) == id {
            return self.last;
        }
        let new = self.unknown(id);
        self.last = match self.find(id, new) {
            Some(known) => known,
            None => {
                self.index.insert_unique(new.spread(), new, |it| it.spread());
                self.text.push_str(id);
                self.ends.push(self.text.len());
                new.number
            }
        };
        self.last
    }

    /// What a name would be if it were new.
    fn unknown(&self, id: &str) -> Indexed {
        let hash = FxBuildHasher.hash_one(id);
        Indexed { hash: (hash ^ hash >> 32) as u32, number: self.ends.len() as u32 }
    }

    fn find(&self, id: &str, wanted: Indexed) -> Option<u32> {
        let same = |it: &Indexed| it.hash == wanted.hash && self.get(it.number) == id;
        self.index.find(wanted.spread(), same).map(|it| it.number)
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
