//! What all readers fill: the history, the counts and the warnings.

use crate::error::ReadError;
use crate::options::ReadOptions;
use crate::warnings::{Warnings, excerpt};
use flow::{HistoryBuilder, Instant, ItemId, StateId};
use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

/// Events between two reports of progress.
const PROGRESS_EVERY: u64 = 1 << 16;
/// A workflow has a dozen states; more than this, and the column holds something else.
const MOST_STATES: usize = 1000;
/// As many reasons of blocks are told apart.
const MOST_REASONS: usize = 1000;

/// Told now and then how many bytes were taken from the files and how many events were read.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(u64, u64);

pub(crate) struct Collector<'p> {
    pub(crate) options: &'p ReadOptions,
    pub(crate) builder: HistoryBuilder,
    pub(crate) warnings: Warnings,
    /// Rows or JSON records seen, good or bad.
    pub(crate) records: u64,
    pub(crate) items: u64,
    pub(crate) events: u64,
    pub(crate) first_event_at: Option<Instant>,
    pub(crate) last_event_at: Option<Instant>,
    pub(crate) exported_at: Option<Instant>,
    /// GitHub's repository whose items need no name before their number: the first one named.
    pub(crate) repository: Option<String>,
    states: usize,
    reasons: HashSet<String>,
    progress: Progress<'p>,
    /// Bytes taken from the files so far.
    bytes: Rc<Cell<u64>>,
}

impl<'p> Collector<'p> {
    pub(crate) fn new(options: &'p ReadOptions, progress: Progress<'p>) -> Self {
        Self {
            options,
            builder: HistoryBuilder::new(options.filters.clone()),
            warnings: Warnings::default(),
            records: 0,
            items: 0,
            events: 0,
            first_event_at: None,
            last_event_at: None,
            exported_at: None,
            repository: None,
            states: 0,
            reasons: HashSet::new(),
            progress,
            bytes: Rc::default(),
        }
    }

    pub(crate) fn bytes(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.bytes)
    }

    /// The item with this id, new or known.
    pub(crate) fn item(&mut self, id: &str) -> ItemId {
        let item = self.builder.item(id);
        self.items = self.items.max(u64::from(item.0) + 1);
        item
    }

    /// The state with this name, new or known.
    ///
    /// # Errors
    /// When there are so many that the file cannot mean states.
    pub(crate) fn state(&mut self, file: &str, name: &str) -> Result<StateId, ReadError> {
        let state = self.builder.state(name);
        self.states = self.states.max(usize::from(state.0) + 1);
        if self.states > MOST_STATES {
            let problem = format!(
                "there are more than {MOST_STATES} different states, the last \"{}\"",
                excerpt(name)
            );
            return Err(ReadError::new(file, problem, "Check which column holds the state"));
        }
        Ok(state)
    }

    /// A block's reason, of which so many are told apart.
    pub(crate) fn reason<'r>(&mut self, reason: &'r str) -> &'r str {
        if self.reasons.contains(reason) {
            return reason;
        }
        if self.reasons.len() >= MOST_REASONS {
            self.warnings.add("many_block_reasons", || {
                format!("after {MOST_REASONS} reasons, \"{}\" is \"other\"", excerpt(reason))
            });
            return "other";
        }
        self.reasons.insert(reason.to_owned());
        reason
    }

    /// Counts an event.
    #[inline]
    pub(crate) fn saw(&mut self, at: Instant) {
        self.saw_untimed();
        self.extend(at);
    }

    /// Counts an event of which the source does not say when it was.
    #[inline]
    pub(crate) fn saw_untimed(&mut self) {
        self.events += 1;
        if self.events.is_multiple_of(PROGRESS_EVERY) {
            self.report();
        }
    }

    #[inline]
    fn extend(&mut self, at: Instant) {
        if self.first_event_at.is_none_or(|first| at < first) {
            self.first_event_at = Some(at);
        }
        if self.last_event_at.is_none_or(|last| at > last) {
            self.last_event_at = Some(at);
        }
    }

    pub(crate) fn report(&mut self) {
        (self.progress)(self.bytes.get(), self.events);
    }
}
