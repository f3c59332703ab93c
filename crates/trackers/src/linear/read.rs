//! From an issue to an item: its creation, its changes of state, or its dates alone.

use super::wire::{Change as Told, Issue, Named, State};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::gathered::{Change, Gathered};
use crate::json_records::Records;
use crate::json_values::{Label, text, time};
use flow::workflow::Category;
use flow::{Instant, ItemId};
use std::collections::HashMap;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    gathered: Gathered,
    /// Where each state stands: by its type, then by its position within its team.
    places: HashMap<u16, (usize, f64)>,
    /// Whether some state does not say its position.
    is_unplaced: bool,
}

impl Linear {
    /// Reads one file.
    pub(crate) fn read(
        &mut self,
        source: Source,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut records = Records::open(source);
        let file = records.name.clone();
        while let Some(record) = records.next()? {
            collector.records += 1;
            let line = record.line;
            let place = || format!("{file}, line {line}");
            if let Some(issue) = record.parse::<Issue>(&file, collector) {
                self.issue(&issue.unwrapped(), &place, collector);
            }
        }
        Ok(())
    }

    fn issue(&mut self, issue: &Issue, place: &dyn Fn() -> String, collector: &mut Collector) {
        let Some(id) = text(issue.identifier.as_ref()) else {
            return collector.warnings.add("no_id", || format!("{}: left out", place()));
        };
        let example = || format!("{}, {id}", place());
        if collector.builder.knows(id) {
            let example = || format!("{}: the first one was kept", example());
            return collector.warnings.add("duplicate_id", example);
        }
        let Some(created_at) = time(issue.created_at.as_ref(), collector) else {
            return collector.warnings.add("no_creation", || format!("{}: left out", example()));
        };
        let item = collector.item(id);
        collector.saw(created_at);
        attributes(item, created_at, issue, collector);
        let current = issue.state.as_ref().and_then(|state| self.state(state));
        let Some(history) = &issue.history else {
            collector
                .warnings
                .add("no_history", || format!("{}: kept with its dates alone", example()));
            return self.dates(item, created_at, issue, collector);
        };
        if history.is_cut {
            let example = || format!("{}: there is another page; kept with this one", example());
            collector.warnings.add("history_truncated", example);
        }
        let changes = self.changes(&history.items, &example, collector);
        if self.gathered.past(item, created_at, current, changes) && !history.is_cut {
            collector.warnings.add("history_gap", example);
        }
    }

    fn changes(
        &mut self,
        told: &[Told],
        example: &dyn Fn() -> String,
        collector: &mut Collector,
    ) -> Vec<Change> {
        let mut changes = vec![];
        for change in told {
            let Some(at) = time(change.created_at.as_ref(), collector) else {
                collector.saw_untimed();
                let example = || format!("{}: left out", example());
                collector.warnings.add("event_without_time", example);
                continue;
            };
            collector.saw(at);
            let from = change.from_state.as_ref().and_then(|state| self.state(state));
            if let Some(to) = change.to_state.as_ref().and_then(|state| self.state(state)) {
                changes.push(Change { at, from, to });
            }
        }
        changes
    }

    /// Without a history: created, started, and completed or cancelled.
    fn dates(&mut self, item: ItemId, at: Instant, issue: &Issue, collector: &mut Collector) {
        let started_at = time(issue.started_at.as_ref(), collector);
        let completed_at = time(issue.completed_at.as_ref(), collector);
        let canceled_at = time(issue.canceled_at.as_ref(), collector);
        for seen in [started_at, completed_at, canceled_at].into_iter().flatten() {
            collector.saw(seen);
        }
        let ended = match (completed_at, canceled_at) {
            (Some(at), _) => Some((at, self.gathered.named("Completed", Some(Category::Done)))),
            (None, Some(at)) => {
                Some((at, self.gathered.named("Canceled", Some(Category::Dropped))))
            }
            (None, None) => None,
        };
        self.gathered.dates(item, at, Some(started_at), ended);
    }

    /// A state's number, by its name: teams that call a state the same mean the same.
    fn state(&mut self, state: &State) -> Option<u16> {
        let id = state.id.as_ref().map(|id| &*id.0).filter(|id| !id.is_empty());
        let name = text(state.name.as_ref()).or(id)?;
        let kind = text(state.kind.as_ref());
        let rank = kind.and_then(|kind| KINDS.iter().position(|known| known.0 == kind));
        let number = self.gathered.named(name, rank.map(|rank| KINDS[rank].1));
        match (rank, state.position) {
            (Some(rank), Some(position)) => {
                self.places.entry(number).or_insert((rank, position));
            }
            _ => self.is_unplaced = true,
        }
        Some(number)
    }

    /// Makes the history. The order of the states is Linear's where every state tells its place.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        if !self.is_unplaced {
            let mut order: Vec<_> = self.places.into_iter().collect();
            order.sort_by(|(one, a), (other, b)| {
                a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(one.cmp(other))
            });
            for (position, (number, _)) in order.into_iter().enumerate() {
                let known = &mut self.gathered.statuses.all[usize::from(number)];
                known.position = Some(position as u16);
            }
        }
        self.gathered.finish("Linear", collector)
    }
}

/// What the types of states mean, in their order.
const KINDS: [(&str, Category); 7] = [
    ("triage", Category::Queue),
    ("backlog", Category::Queue),
    ("unstarted", Category::Queue),
    ("started", Category::Active),
    ("completed", Category::Done),
    ("canceled", Category::Dropped),
    ("duplicate", Category::Dropped),
];

fn attributes(item: ItemId, at: Instant, issue: &Issue, collector: &mut Collector) {
    let builder = &mut collector.builder;
    builder.attribute(item, at, "label", issue.labels.items.iter().filter_map(Label::name));
    builder.attribute(item, at, "priority", text(issue.priority_label.as_ref()));
    let name = |named: &Option<Named>| {
        let named = named.as_ref()?;
        text(named.name.as_ref()).or(text(named.key.as_ref())).map(str::to_owned)
    };
    builder.attribute(item, at, "team", name(&issue.team).as_deref());
    builder.attribute(item, at, "project", name(&issue.project).as_deref());
}
