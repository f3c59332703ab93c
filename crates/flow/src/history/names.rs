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
    /// Built when a name first comes out of order: most exports are sorted by id, and as long as
    /// each new name is greater than all before it, none of them can be it.
    index: Option<HashTable<Indexed>>,
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

    pub(super) fn knows(&mut self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// The number of a name, new or known.
    pub(super) fn number(&mut self, id: &str) -> u32 {
        if !self.ends.is_empty() && self.get(self.last) == id {
            return self.last;
        }
        self.last = match self.find(id) {
            Some(known) => known,
            None => self.add(id),
        };
        self.last
    }

    fn add(&mut self, id: &str) -> u32 {
        let new = Indexed { hash: hash(id), number: self.ends.len() as u32 };
        if let Some(index) = &mut self.index {
            index.insert_unique(new.spread(), new, |it| it.spread());
        }
        self.text.push_str(id);
        self.ends.push(self.text.len());
        new.number
    }

    fn find(&mut self, id: &str) -> Option<u32> {
        if self.index.is_none() {
            if self.is_greatest(id) {
                return None;
            }
            let all = (0..self.len() as u32)
                .map(|number| Indexed { hash: hash(self.get(number)), number });
            let mut index = HashTable::with_capacity(self.len());
            for known in all {
                index.insert_unique(known.spread(), known, |it| it.spread());
            }
            self.index = Some(index);
        }
        let wanted = Indexed { hash: hash(id), number: 0 };
        let same = |it: &Indexed| it.hash == wanted.hash && self.get(it.number) == id;
        self.index.as_ref()?.find(wanted.spread(), same).map(|it| it.number)
    }

    /// Whether the name is greater than the last one added; a longer one is, so that A-10 comes
    /// after A-9.
    fn is_greatest(&self, id: &str) -> bool {
        let Some(last) = self.len().checked_sub(1) else { return true };
        let last = self.get(last as u32);
        (id.len(), id) > (last.len(), last)
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

fn hash(id: &str) -> u32 {
    let hash = FxBuildHasher.hash_one(id);
    (hash ^ hash >> 32) as u32
}
