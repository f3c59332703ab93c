//! Gathers issues, statuses, boards and export dates from any number of files, and makes one
//! history of them when all are known.

use super::wire::{Board, Change, Changelog, FieldChange, Issue, Meta, Named, Status};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::json_records::Records;
use crate::json_values::{Text, time};
use crate::recognise::JiraFile;
use crate::statuses::{Authority, Statuses, is_dropped};
use crate::warnings::counted;
use flow::workflow::Category;
use flow::{Calendar, Instant, ItemId};
use serde::Deserialize;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Jira {
    statuses: Statuses,
    entries: Vec<Entry>,
    /// Issues without a changelog: when they were created, and whether the entry told is their end.
    bare: Vec<(ItemId, Instant, bool)>,
    /// Whether some issue has a changelog.
    told: bool,
    /// The names of the resolutions that drop an item.
    dropped: Vec<String>,
    /// Positions given so far by boards.
    positions: u16,
    /// The end of the export, and the file that says so.
    date_end: Option<(Instant, String)>,
    /// The id of the custom field called "Flagged".
    flagged_id: Option<String>,
}

/// An entry into a status; which state that is, is known at the end only.
#[derive(Debug)]
struct Entry {
    item: ItemId,
    at: Instant,
    from: Option<u16>,
    to: u16,
    /// The resolution that drops it, in [`Jira::dropped`], if this status means done.
    dropped: Option<u16>,
}

/// What an issue says of itself, beside its past.
struct Known {
    item: ItemId,
    created: Instant,
    current: Option<u16>,
}

impl Known {
    fn entry(&self, at: Instant, to: u16) -> Entry {
        Entry { item: self.item, at, from: None, to, dropped: None }
    }
}

impl Jira {
    /// Reads one file.
    pub(crate) fn read(
        &mut self,
        source: Source,
        kind: JiraFile,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut records = Records::open(source);
        let file = records.name.clone();
        while let Some(record) = records.next()? {
            let line = record.line;
            let place = || format!("{file}, line {line}");
            let read = match kind {
                JiraFile::Issues => {
                    collector.records += 1;
                    parse(record.bytes).map(|issue| self.issue(&issue, &place, collector))
                }
                JiraFile::Statuses => parse(record.bytes).map(|status: Status| {
                    self.status(&status, Authority::List);
                }),
                JiraFile::Board => parse(record.bytes).map(|board: Board| self.board(&board)),
                JiraFile::Meta => {
                    parse(record.bytes).map(|meta: Meta| self.meta(&meta, &file, collector))
                }
            };
            if let Err(error) = read {
                let example = || format!("{}: {error}; left out", place());
                collector.warnings.add("unreadable_record", example);
            }
        }
        Ok(())
    }

    fn issue(&mut self, issue: &Issue, place: &dyn Fn() -> String, collector: &mut Collector) {
        let Some(id) = issue.key.as_ref().or(issue.id.as_ref()).map(|id| &*id.0) else {
            return collector.warnings.add("no_id", || format!("{}: left out", place()));
        };
        let example = || format!("{}, {id}", place());
        if collector.builder.knows(id) {
            let example = || format!("{}: the first one was kept", example());
            return collector.warnings.add("duplicate_id", example);
        }
        let Some(created) = time(issue.fields.created.as_ref(), collector) else {
            return collector.warnings.add("no_creation", || format!("{}: left out", example()));
        };
        let item = collector.item(id);
        collector.saw(created);
        attributes(item, created, issue, collector);
        let current = issue.fields.status.as_ref();
        let current = current.and_then(|status| self.status(status, Authority::Item));
        let known = Known { item, created, current };
        match &issue.changelog {
            None => {
                collector.warnings.add("no_changelog", || {
                    format!("{}: kept with its current status alone", example())
                });
                self.without_changelog(&known, issue, collector);
            }
            Some(changelog) => {
                self.told = true;
                if let Some(told) = cut(changelog) {
                    let example = || format!("{}: {told}; kept with these", example());
                    collector.warnings.add("changelog_truncated", example);
                }
                let changes = in_order(&changelog.histories, &example, collector);
                self.changes(&known, &changes, collector);
                self.resolve_last(item, issue);
            }
        }
    }

    /// Creation enters the status that the first change leaves, or else the current one.
    fn changes(&mut self, known: &Known, changes: &[(Instant, &Change)], to: &mut Collector) {
        let first = self.entries.len();
        let mut resolution = None;
        for (at, field) in changes.iter().flat_map(|(at, it)| it.items.iter().map(|i| (*at, i))) {
            to.saw(at);
            let name = field.field.as_ref().map_or("", |name| &name.0);
            let to_name = field.to_string.as_ref().map_or("", |name| &name.0);
            if name.eq_ignore_ascii_case("status") {
                let (from, entered) = self.both_statuses(field);
                if self.entries.len() == first {
                    self.entries.push(known.entry(known.created, from));
                }
                let entry = known.entry(at, entered);
                self.entries.push(Entry { from: Some(from), dropped: resolution, ..entry });
            } else if name.eq_ignore_ascii_case("resolution") {
                resolution = self.drop_reason(to_name);
                // Set together with the status, whichever of the two is told first.
                let same = self.entries[first..].last_mut().filter(|entry| entry.at == at);
                same.into_iter().for_each(|entry| entry.dropped = resolution);
            } else if self.is_flag(name, field.field_id.as_ref()) {
                let reason = (!to_name.is_empty()).then(|| to.reason(to_name));
                to.builder.block(known.item, at, reason);
            }
        }
        match self.entries[first..].last_mut() {
            Some(last) => last.dropped = resolution,
            None => {
                let entry = |to| Entry { dropped: resolution, ..known.entry(known.created, to) };
                self.entries.extend(known.current.map(entry));
            }
        }
    }

    fn both_statuses(&mut self, field: &FieldChange) -> (u16, u16) {
        let mut number = |id: &Option<Text>, name: &Option<Text>| {
            let id = id.as_ref().map(|id| &*id.0);
            let name = name.as_ref().map_or("", |name| &name.0);
            self.statuses.number(id, name, Authority::Change)
        };
        (number(&field.from, &field.from_string), number(&field.to, &field.to_string))
    }

    /// Nothing is known but now: done since its resolution, or where it is since its creation.
    fn without_changelog(&mut self, known: &Known, issue: &Issue, collector: &mut Collector) {
        let Some(to) = known.current else { return };
        let is_done = self.statuses.all[usize::from(to)].category == Some(Category::Done);
        let resolved = time(issue.fields.resolutiondate.as_ref(), collector);
        let resolved = resolved.filter(|_| is_done);
        resolved.into_iter().for_each(|at| collector.saw(at));
        self.bare.push((known.item, known.created, resolved.is_some()));
        self.entries.push(known.entry(resolved.unwrap_or(known.created), to));
        self.resolve_last(known.item, issue);
    }

    /// The issue's own resolution, where it tells any, is that of its last entry.
    fn resolve_last(&mut self, item: ItemId, issue: &Issue) {
        let Some(resolution) = &issue.fields.resolution else { return };
        let name = resolution.as_ref().and_then(|resolution| resolution.name.as_ref());
        let dropped = name.and_then(|name| self.drop_reason(&name.0));
        if let Some(last) = self.entries.last_mut().filter(|entry| entry.item == item) {
            last.dropped = dropped;
        }
    }

    fn drop_reason(&mut self, resolution: &str) -> Option<u16> {
        if !is_dropped(resolution) {
            return None;
        }
        let known = self.dropped.iter().position(|known| known == resolution);
        let number = known.unwrap_or_else(|| {
            self.dropped.push(resolution.to_owned());
            self.dropped.len() - 1
        });
        u16::try_from(number).ok()
    }

    /// "Flagged", or what else the same custom field is called.
    fn is_flag(&mut self, name: &str, id: Option<&Text>) -> bool {
        let id = id.map(|id| &*id.0);
        if name == "Flagged" {
            if self.flagged_id.is_none() {
                self.flagged_id = id.map(str::to_owned);
            }
            return true;
        }
        id.is_some() && id == self.flagged_id.as_deref()
    }

    fn status(&mut self, status: &Status, authority: Authority) -> Option<u16> {
        let name = status.name.as_ref().map_or("", |name| &name.0);
        let id = status.id.as_ref().map(|id| &*id.0);
        if id.is_none() && name.is_empty() {
            return None;
        }
        let number = self.statuses.number(id, name, authority);
        let key = status.status_category.as_ref().and_then(|category| category.key.as_ref());
        let known = &mut self.statuses.all[usize::from(number)];
        known.category = key.and_then(|key| category(&key.0)).or(known.category);
        Some(number)
    }

    fn board(&mut self, board: &Board) {
        for status in board.column_config.columns.iter().flat_map(|column| &column.statuses) {
            let Some(number) = self.status(status, Authority::Change) else { continue };
            let known = &mut self.statuses.all[usize::from(number)];
            if known.position.is_none() {
                known.position = Some(self.positions);
                self.positions += 1;
            }
        }
    }

    /// The end of the export; a date alone means the end of that day.
    fn meta(&mut self, meta: &Meta, file: &str, collector: &Collector) {
        let Some(text) = meta.date_end.as_ref() else { return };
        let end = match text.0.trim().parse::<jiff::civil::Date>() {
            Ok(date) if text.0.trim().len() <= 10 => {
                let calendar = Calendar::every_day(collector.options.time_zone.clone());
                let next = calendar.start_of(date.saturating_add(jiff::Span::new().days(1)));
                Some(Instant::from_micros(next.as_micros() - 1))
            }
            _ => time(Some(text), collector),
        };
        self.date_end = end.map(|end| (end, file.to_owned()));
    }

    /// Without any changelog nothing is known of stages: the clock runs from creation to the end.
    fn start_at_creation(&mut self, collector: &mut Collector) -> Result<(), ReadError> {
        let state = collector.state("Jira", "Created")?;
        collector.builder.describe(state, Some(Category::Active), None);
        let mut ended = vec![];
        for (item, created, is_end) in &self.bare {
            collector.builder.enter(*item, *created, None, state);
            if *is_end {
                ended.push(*item);
            }
        }
        self.entries.retain(|entry| ended.binary_search(&entry.item).is_ok());
        Ok(())
    }

    /// Makes the history.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        if !self.told && !self.bare.is_empty() {
            self.start_at_creation(collector)?;
        }
        let names = self.statuses.names();
        for entry in &self.entries {
            let from = entry.from.map(|from| collector.state("Jira", &names[usize::from(from)]));
            let status = &self.statuses.all[usize::from(entry.to)];
            let name = &names[usize::from(entry.to)];
            let dropped = entry.dropped.filter(|_| status.category == Some(Category::Done));
            let state = match dropped {
                Some(reason) => {
                    let name = format!("{name} ({})", self.dropped[usize::from(reason)]);
                    let state = collector.state("Jira", &name)?;
                    collector.builder.describe(state, Some(Category::Dropped), status.position);
                    state
                }
                None => {
                    let state = collector.state("Jira", name)?;
                    collector.builder.describe(state, status.category, status.position);
                    state
                }
            };
            collector.builder.enter(entry.item, entry.at, from.transpose()?, state);
        }
        match (self.date_end, collector.last_event_at) {
            (Some((end, file)), Some(last)) if last > end => {
                let example = || {
                    format!("{file}: up to {end}, but an event is at {last}; its end is ignored")
                };
                collector.warnings.add("events_after_export_range", example);
            }
            (end, _) => collector.exported_at = end.map(|end| end.0),
        }
        Ok(())
    }
}

/// How many of its changes a changelog holds, if it was cut off. A search gives at most 40 of an
/// issue, and its total may count these alone.
fn cut(changelog: &Changelog) -> Option<String> {
    const MOST_IN_A_SEARCH: u64 = 40;
    let count = changelog.histories.len() as u64;
    let most = changelog.max_results;
    let is_full = count == MOST_IN_A_SEARCH && most.is_none_or(|most| most == count);
    match changelog.total {
        Some(total) if total > count => Some(format!("{count} of {}", counted(total, "change"))),
        Some(total) if total < count || most.is_none() => None,
        _ => is_full.then(|| format!("{count} changes, as many as a search gives")),
    }
}

/// What Jira's own category of a status means.
fn category(key: &str) -> Option<Category> {
    match key {
        "new" => Some(Category::Queue),
        "indeterminate" => Some(Category::Active),
        "done" => Some(Category::Done),
        _ => None,
    }
}

fn parse<'r, T: Deserialize<'r>>(bytes: &'r [u8]) -> serde_json::Result<T> {
    serde_json::from_slice(bytes)
}

/// The changes in order of time, the newest last; those without a time are counted.
fn in_order<'c, 'r>(
    histories: &'c [Change<'r>],
    example: &dyn Fn() -> String,
    collector: &mut Collector,
) -> Vec<(Instant, &'c Change<'r>)> {
    let mut changes = Vec::with_capacity(histories.len());
    for change in histories {
        match time(change.created.as_ref(), collector) {
            Some(at) => changes.push((at, change)),
            None => {
                collector.saw_untimed();
                let example = || format!("{}: left out", example());
                collector.warnings.add("event_without_time", example);
            }
        }
    }
    if changes.first().map(|change| change.0) > changes.last().map(|change| change.0) {
        changes.reverse();
    }
    changes.sort_by_key(|change| change.0);
    changes
}

fn attributes(item: ItemId, at: Instant, issue: &Issue, collector: &mut Collector) {
    let (fields, builder) = (&issue.fields, &mut collector.builder);
    fn name<'n>(named: Option<&'n Named>) -> Option<&'n str> {
        named?.name.as_ref().map(|name| &*name.0)
    }
    builder.attribute(item, at, "type", name(fields.issuetype.as_ref()));
    builder.attribute(item, at, "priority", name(fields.priority.as_ref()));
    let project = fields.project.as_ref().and_then(|project| project.key.as_ref());
    builder.attribute(item, at, "project", project.map(|key| &*key.0));
    let labels = fields.labels.iter().flatten();
    builder.attribute(item, at, "label", labels.map(|label| &*label.0));
    let components = fields.components.iter().flatten();
    builder.attribute(item, at, "component", components.filter_map(|it| name(Some(it))));
}
