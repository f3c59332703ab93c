//! From an issue to an item: its creation and the changes of its status, or its dates alone.

use super::wire::{Issue, Journal, Named, Status};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::gathered::{Change, Gathered};
use crate::json_records::Records;
use crate::json_values::{id, text, time};
use crate::statuses::{Authority, is_dropped};
use flow::workflow::Category;
use flow::{Instant, ItemId};

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Redmine {
    gathered: Gathered,
    /// The first file, for what is said of all.
    file: String,
}

impl Redmine {
    /// Reads a file of issues.
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
        if self.file.is_empty() {
            self.file = file;
        }
        Ok(())
    }

    /// Reads the list of statuses.
    pub(crate) fn read_statuses(
        &mut self,
        source: Source,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut records = Records::open(source);
        let file = records.name.clone();
        while let Some(record) = records.next()? {
            if let Some(status) = record.parse::<Status>(&file, collector) {
                self.status(&status, Authority::List);
            }
        }
        Ok(())
    }

    fn issue(&mut self, issue: &Issue, place: &dyn Fn() -> String, collector: &mut Collector) {
        let Some(number) = id(issue.id.as_ref()) else {
            return collector.warnings.add("no_id", || format!("{}: left out", place()));
        };
        let id = format!("#{number}");
        let example = || format!("{}, {id}", place());
        if collector.builder.knows(&id) {
            let example = || format!("{}: the first one was kept", example());
            return collector.warnings.add("duplicate_id", example);
        }
        let Some(created_at) = time(issue.created_on.as_ref(), collector) else {
            return collector.warnings.add("no_creation", || format!("{}: left out", example()));
        };
        let item = collector.item(&id);
        collector.saw(created_at);
        attributes(item, created_at, issue, collector);
        let current = issue.status.as_ref();
        let current = current.and_then(|status| self.status(status, Authority::Item));
        let Some(journals) = &issue.journals else {
            collector
                .warnings
                .add("no_journals", || format!("{}: kept with its dates alone", example()));
            let closed_at = time(issue.closed_on.as_ref(), collector);
            closed_at.into_iter().for_each(|at| collector.saw(at));
            // A time of closing stays though the issue was opened again.
            let is_open = issue.status.as_ref().and_then(|it| it.is_closed) == Some(false);
            let ended = closed_at.zip(current.filter(|_| !is_open));
            return self.gathered.dates(item, created_at, None, ended);
        };
        let changes = self.changes(journals, &example, collector);
        if self.gathered.past(item, created_at, current, changes) {
            collector.warnings.add("history_gap", example);
        }
    }

    fn changes(
        &mut self,
        journals: &[Journal],
        example: &dyn Fn() -> String,
        collector: &mut Collector,
    ) -> Vec<Change> {
        let mut changes = vec![];
        for journal in journals {
            let Some(at) = time(journal.created_on.as_ref(), collector) else {
                collector.saw_untimed();
                let example = || format!("{}: left out", example());
                collector.warnings.add("event_without_time", example);
                continue;
            };
            collector.saw(at);
            for detail in journal.details.iter().filter(|detail| detail.is_of_the_status()) {
                let from = id(detail.old_value.as_ref()).map(|id| self.number(id));
                if let Some(to) = id(detail.new_value.as_ref()).map(|id| self.number(id)) {
                    changes.push(Change { at, from, to });
                }
            }
        }
        changes
    }

    /// A status of which only the id is told.
    fn number(&mut self, id: &str) -> u16 {
        self.gathered.statuses.number(Some(id), "", Authority::Change)
    }

    fn status(&mut self, status: &Status, authority: Authority) -> Option<u16> {
        let name = text(status.name.as_ref()).unwrap_or_default();
        let id = id(status.id.as_ref());
        if id.is_none() && name.is_empty() {
            return None;
        }
        let number = self.gathered.statuses.number(id, name, authority);
        let category = status
            .is_closed
            .filter(|is_closed| *is_closed)
            .map(|_| if is_dropped(name) { Category::Dropped } else { Category::Done });
        self.gathered.describe(number, category);
        Some(number)
    }

    /// Makes the history.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        let file = &self.file;
        for status in &mut self.gathered.statuses.all {
            if let Some(id) = status.nameless() {
                let name = format!("status {id}");
                collector.warnings.add("status_without_name", || {
                    format!("{file}: called \"{name}\"; put issue_statuses.json beside the issues")
                });
                status.rename(name);
            }
        }
        self.gathered.finish("Redmine", collector)
    }
}

fn attributes(item: ItemId, at: Instant, issue: &Issue, collector: &mut Collector) {
    for (column, named) in [
        ("tracker", &issue.tracker),
        ("priority", &issue.priority),
        ("project", &issue.project),
        ("category", &issue.category),
        ("version", &issue.fixed_version),
    ] {
        let named: &Option<Named> = named;
        let name = named.as_ref().and_then(|named| text(named.name.as_ref()));
        collector.builder.attribute(item, at, column, name);
    }
}
