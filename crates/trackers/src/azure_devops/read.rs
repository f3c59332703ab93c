//! Gathers the revisions or updates of work items, in whichever order they come, and makes one
//! history of them when all are known.

use super::revisions::{Revision, category};
use super::wire::{Field, Fields, Record};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::dates;
use crate::error::ReadError;
use crate::gathered::Gathered;
use crate::json_records::Records;
use crate::json_values::id;
use crate::warnings::counted;
use flow::workflow::Category;
use flow::{Instant, ItemId};
use std::collections::HashMap;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct AzureDevops {
    gathered: Gathered,
    numbers: HashMap<String, u32>,
    items: Vec<Item>,
    revisions: Vec<Revision>,
}

/// A work item, and what it says beside its revisions.
#[derive(Debug)]
struct Item {
    item: ItemId,
    place: String,
    created_at: Option<Instant>,
    closed_at: Option<Instant>,
}

impl AzureDevops {
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
            if let Some(record) = record.parse::<Record>(&file, collector) {
                self.record(&record, &place, collector);
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &Record, place: &dyn Fn() -> String, collector: &mut Collector) {
        let Some(id) = id(record.work_item_id.as_ref()).or(id(record.id.as_ref())) else {
            return collector.warnings.add("no_id", || format!("{}: left out", place()));
        };
        let number = self.number(id, place, collector);
        let parts = [(&record.updates, false), (&record.revisions, true)];
        let parts =
            parts.into_iter().filter_map(|(list, is_whole)| Some((list.as_ref()?, is_whole)));
        let mut is_joined = false;
        for (list, is_whole) in parts {
            is_joined = true;
            for part in &list.items {
                self.part(part, (number, is_whole), place, collector);
            }
        }
        match &record.fields {
            Some(fields) if is_joined => self.dates(number, fields, collector),
            _ => {
                let is_whole = record.work_item_id.is_none();
                self.part(record, (number, is_whole), place, collector);
            }
        }
    }

    /// One revision, which is whole, or one update, of the work item with this number.
    fn part(
        &mut self,
        part: &Record,
        (number, is_whole): (u32, bool),
        place: &dyn Fn() -> String,
        collector: &mut Collector,
    ) {
        // An update of links alone has no fields.
        let Some(fields) = &part.fields else { return };
        self.dates(number, fields, collector);
        let Some(at) = time(fields, Field::ChangedAt, collector) else {
            collector.saw_untimed();
            let example = || format!("{}: left out", place());
            return collector.warnings.add("event_without_time", example);
        };
        collector.saw(at);
        attributes(self.items[number as usize].item, at, fields, collector);
        let key = (number, part.rev.unwrap_or(0), at);
        self.revisions.push(Revision::new(key, fields, is_whole, &mut self.gathered));
    }

    fn number(&mut self, id: &str, place: &dyn Fn() -> String, collector: &mut Collector) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.numbers.insert(id.to_owned(), number);
        let id = format!("#{id}");
        let place = format!("{}, {id}", place());
        let item = collector.item(&id);
        self.items.push(Item { item, place, created_at: None, closed_at: None });
        number
    }

    /// The dates that a work item says of itself.
    fn dates(&mut self, number: u32, fields: &Fields, collector: &Collector) {
        let item = &mut self.items[number as usize];
        item.created_at = time(fields, Field::CreatedAt, collector).or(item.created_at);
        if fields.value(Field::ClosedAt).is_some() {
            item.closed_at = time(fields, Field::ClosedAt, collector);
        }
    }

    /// Makes the history.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        let mut revisions = std::mem::take(&mut self.revisions);
        revisions.sort_by_key(|revision| (revision.item, revision.number, revision.at));
        for revisions in revisions.chunk_by(|one, other| one.item == other.item) {
            self.item(revisions, collector);
        }
        self.gathered.finish("Azure DevOps", collector)
    }

    fn item(&mut self, revisions: &[Revision], collector: &mut Collector) {
        let Some(first) = revisions.first() else { return };
        let Item { item, place, created_at, closed_at } = &self.items[first.item as usize];
        let (item, place, created_at, closed_at) = (*item, place.clone(), *created_at, *closed_at);
        if first.number > 1 {
            let missing = first.number - 1;
            collector.warnings.add("history_truncated", || {
                let missing = counted(missing, "revision");
                format!("{place}: {missing} before the first that is told; kept with the others")
            });
        }
        if revisions.windows(2).any(|pair| pair[1].number > pair[0].number.saturating_add(1)) {
            collector.warnings.add("history_gap", || place.clone());
        }
        let created_at = created_at.unwrap_or(first.at).min(first.at);
        let alone = first.number > 1 && revisions.len() == 1;
        if alone {
            let state = Standing::default().after(first).state(&mut self.gathered);
            let is_end = state.is_some_and(|state| self.is_end(state));
            let ended = closed_at.unwrap_or(first.at);
            let ended = state.filter(|_| is_end).map(|state| (ended, state));
            return self.gathered.dates(item, created_at, None, ended);
        }
        // What the first update leaves, it was in since its creation.
        if let Some(left) = first.left {
            self.gathered.enter(item, created_at, left);
        }
        let (mut standing, mut before, mut was_blocked) = (Standing::default(), first.left, false);
        for (index, revision) in revisions.iter().enumerate() {
            standing = standing.after(revision);
            let state = standing.state(&mut self.gathered);
            if let Some(state) = state.filter(|state| before != Some(*state)) {
                let at = if index == 0 && revision.number <= 1 { created_at } else { revision.at };
                self.gathered.enter(item, at, state);
                before = Some(state);
            }
            let is_blocked = standing.blocked || standing.blocked_tag;
            if is_blocked != was_blocked {
                collector.builder.block(item, revision.at, is_blocked.then_some("Blocked"));
                was_blocked = is_blocked;
            }
        }
    }

    fn is_end(&self, state: u16) -> bool {
        let category = self.gathered.statuses.all[usize::from(state)].category;
        matches!(category, Some(Category::Done | Category::Dropped))
    }
}

/// A work item's fields after some of its revisions.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    state: Option<u16>,
    column: Option<u16>,
    column_done: bool,
    dropped: Option<u16>,
    is_deleted: bool,
    blocked: bool,
    blocked_tag: bool,
}

impl Standing {
    fn after(self, revision: &Revision) -> Self {
        let is =
            |told: super::revisions::Told<bool>, before| told.after(Some(before)) == Some(true);
        Self {
            state: revision.state.after(self.state),
            column: revision.column.after(self.column),
            column_done: is(revision.column_done, self.column_done),
            dropped: revision.dropped.after(self.dropped),
            is_deleted: is(revision.is_deleted, self.is_deleted),
            blocked: is(revision.blocked, self.blocked),
            blocked_tag: is(revision.blocked_tag, self.blocked_tag),
        }
    }

    /// Where it is: in a column of the board where it has one, or else in its state.
    fn state(&self, states: &mut Gathered) -> Option<u16> {
        if self.is_deleted {
            return Some(states.named("Deleted", Some(Category::Dropped)));
        }
        fn name(states: &Gathered, number: u16) -> &str {
            states.statuses.all[usize::from(number)].name()
        }
        let meant = self.state.and_then(|state| category(name(states, state)));
        match (self.state, self.column, meant) {
            (Some(state), _, Some(Category::Dropped)) => Some(state),
            (Some(state), column, Some(Category::Done)) => {
                let place = column.unwrap_or(state);
                let Some(reason) = self.dropped else {
                    states.describe(place, meant);
                    return Some(place);
                };
                let name = format!("{} ({})", name(states, place), name(states, reason));
                Some(states.named(&name, Some(Category::Dropped)))
            }
            (_, Some(column), _) if self.column_done => {
                // The second half of a split column: done here, and waiting for the next.
                let name = format!("{} (done)", name(states, column));
                Some(states.named(&name, Some(Category::Waiting)))
            }
            (_, Some(column), Some(Category::Queue)) => {
                states.describe(column, meant);
                Some(column)
            }
            (_, Some(column), _) => Some(column),
            (state, None, _) => state,
        }
    }
}

fn attributes(item: ItemId, at: Instant, fields: &Fields, collector: &mut Collector) {
    for (column, field) in [
        ("type", Field::Type),
        ("area", Field::Area),
        ("iteration", Field::Iteration),
        ("priority", Field::Priority),
    ] {
        if let Some(value) = fields.value(field) {
            collector.builder.attribute(item, at, column, value.new.as_deref());
        }
    }
    if let Some(tags) = fields.value(Field::Tags) {
        let tags = tags.new.as_deref().unwrap_or_default();
        collector.builder.attribute(item, at, "tag", tags.split(';').map(str::trim));
    }
}

fn time(fields: &Fields, field: Field, collector: &Collector) -> Option<Instant> {
    dates::instant(fields.text(field)?, &collector.options.time_zone)
}
