//! From a record to an item: its creation, its timeline, its attributes.

use super::timeline::{Move, Timeline};
use super::wire::{Event, Line, Thing};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::json_records::Records;
use crate::json_values::{Label, List, time};
use flow::workflow::Category;
use flow::{Instant, ItemId};

/// Reads one file.
pub(crate) fn read(source: Source, collector: &mut Collector) -> Result<(), ReadError> {
    let mut records = Records::open(source);
    let file = records.name.clone();
    while let Some(record) = records.next()? {
        collector.records += 1;
        let line = record.line;
        match Item::parse(record.bytes, &file) {
            Ok(item) => item.keep(line, collector)?,
            Err(error) => collector
                .warnings
                .add("unreadable_record", || format!("{file}, line {line}: {error}; left out")),
        }
    }
    Ok(())
}

/// An issue or pull request with its events.
struct Item<'r> {
    file: &'r str,
    thing: Thing<'r>,
    events: Option<List<Event<'r>>>,
    is_pull: bool,
}

impl<'r> Item<'r> {
    fn parse(bytes: &'r [u8], file: &'r str) -> Result<Self, serde_json::Error> {
        let (thing, events, is_pull) = match serde_json::from_slice(bytes)? {
            Line { issue: Some(thing), events, .. } => (thing, events, false),
            Line { pull: Some(thing), events, .. } => (thing, events, true),
            Line { .. } => {
                let mut thing: Thing = serde_json::from_slice(bytes)?;
                let events = thing.events.take();
                (thing, events, false)
            }
        };
        let is_pull = is_pull || thing.is_pull();
        Ok(Self { file, thing, events, is_pull })
    }

    /// Its number, with its repository before it unless that is the first one named.
    fn id(&self, line: u64, collector: &mut Collector) -> String {
        let number = self.thing.number;
        let Some(own) = self.thing.repository() else { return format!("#{number}") };
        let first = collector.repository.get_or_insert_with(|| own.to_owned());
        if first.eq_ignore_ascii_case(own) {
            return format!("#{number}");
        }
        collector.warnings.add("several_repositories", || {
            let place = format!("{}, line {line}", self.file);
            format!("{place}: called {own}#{number}; #{number} alone means {first}")
        });
        format!("{own}#{number}")
    }

    fn keep(mut self, line: u64, collector: &mut Collector) -> Result<(), ReadError> {
        let id = self.id(line, collector);
        let example = || format!("{}, line {line}, {id}", self.file);
        let Some(created_at) = time(self.thing.created_at.as_ref(), collector) else {
            collector.warnings.add("no_creation", || format!("{}: left out", example()));
            return Ok(());
        };
        if collector.builder.knows(&id) {
            let example = || format!("{}: the first one was kept", example());
            collector.warnings.add("duplicate_id", example);
            return Ok(());
        }
        let item = collector.item(&id);
        collector.saw(created_at);
        let events = self.events.take();
        let has_timeline = events.is_some();
        let events = events.unwrap_or_default();
        if events.is_cut {
            collector.warnings.add("history_truncated", || {
                format!("{}: its timeline has another page; kept with this one", example())
            });
        }
        let (events, is_sorted) = timed(events.items, &example, collector);
        if !is_sorted {
            let example = || format!("{}: sorted by time", example());
            collector.warnings.add("timeline_out_of_order", example);
        }
        self.doubt(&events, has_timeline, &example, collector);
        let timeline = self.timeline(&events, &example, collector);
        self.attributes(item, created_at, collector);
        self.enter(item, created_at, timeline, collector)
    }

    /// Compares the closing that the timeline tells with the one that the item tells.
    fn doubt(
        &self,
        events: &[(Instant, Event)],
        has_timeline: bool,
        example: &dyn Fn() -> String,
        collector: &mut Collector,
    ) {
        let [disagrees, without, reopened] = if self.is_pull {
            ["pull_closed_event_disagrees", "pull_closed_without_event", "pull_reopened"]
        } else {
            ["issue_closed_event_disagrees", "issue_closed_without_event", "issue_reopened"]
        };
        if !has_timeline {
            collector.warnings.add("no_timeline", || {
                format!("{}: kept; whether it was reopened is unknown", example())
            });
        }
        let is = |event: &Event, names: [&str; 2]| {
            event.event.as_ref().is_some_and(|kind| names.contains(&&*kind.0))
        };
        if events.iter().any(|(_, event)| is(event, ["reopened", "ReopenedEvent"])) {
            collector.warnings.add(reopened, example);
        }
        let Some(closed_at) = time(self.thing.closed_at.as_ref(), collector) else { return };
        let last = events.iter().rev().find(|(_, event)| is(event, ["closed", "ClosedEvent"]));
        match last {
            Some((at, _)) if *at != closed_at => collector.warnings.add(disagrees, || {
                let both = format!("closed at {closed_at}, by its last event at {at}");
                format!("{}: {both}; its events are followed", example())
            }),
            None if has_timeline => collector.warnings.add(without, example),
            _ => {}
        }
    }

    /// The changes of state, with what only the item itself knows of them.
    fn timeline(
        &self,
        events: &[(Instant, Event)],
        example: &dyn Fn() -> String,
        collector: &mut Collector,
    ) -> Timeline {
        let mut timeline = Timeline::default();
        for (at, event) in events {
            timeline.take(*at, event, &collector.options.states);
        }
        if self.thing.is("open") {
            if timeline.is_closed {
                let example = || format!("{}: kept open", example());
                collector.warnings.add("open_though_closed", example);
                timeline.moves.pop();
            }
            return timeline;
        }
        let merged_at = time(self.thing.merged_at(), collector);
        let closed_at = time(self.thing.closed_at.as_ref(), collector);
        let is_merged = merged_at.is_some() || self.thing.is("merged");
        let how = if is_merged { Move::Merged } else { Move::Closed(None) };
        match merged_at.or(closed_at) {
            _ if timeline.is_closed && is_merged => timeline.name_closing(how),
            _ if timeline.is_closed => {}
            Some(at) => {
                collector.saw(at);
                timeline.close(at, how);
            }
            None if is_merged || self.thing.is("closed") => {
                collector.warnings.add("closed_without_a_time", || {
                    format!("{}: closed, but nothing says when; kept open", example())
                });
            }
            None => {}
        }
        // Events seldom tell the reason; the item's own is that of the closing that stands.
        if let Some((_, Move::Closed(None))) = timeline.moves.last() {
            let reason = self.thing.state_reason.as_ref().map(|reason| reason.0.to_string());
            timeline.name_closing(Move::Closed(reason));
        }
        timeline
    }

    fn enter(
        &self,
        item: ItemId,
        created_at: Instant,
        timeline: Timeline,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut last = None;
        let created = (created_at, Move::Open);
        for (at, step) in std::iter::once(created).chain(timeline.moves) {
            let (name, category) = self.meaning(&step);
            let state = collector.state(self.file, name)?;
            let position = (name == OPEN).then_some(0);
            collector.builder.describe(state, category, position);
            if last != Some(state) {
                collector.builder.enter(item, at, last, state);
            }
            last = Some(state);
        }
        Ok(())
    }

    /// The state that a step leads to, and what GitHub itself says it means.
    fn meaning<'m>(&self, step: &'m Move) -> (&'m str, Option<Category>) {
        match step {
            Move::Open => (OPEN, Some(Category::Active)),
            Move::Merged => ("merged", Some(Category::Done)),
            Move::Closed(_) if self.is_pull => ("closed unmerged", Some(Category::Dropped)),
            Move::Closed(Some(reason))
                if ["not_planned", "duplicate"].iter().any(|r| r.eq_ignore_ascii_case(reason)) =>
            {
                ("closed as not planned", Some(Category::Dropped))
            }
            Move::Closed(_) => ("closed", Some(Category::Done)),
            Move::To(name) => (name, None),
        }
    }

    fn attributes(&self, item: ItemId, at: Instant, collector: &mut Collector) {
        let builder = &mut collector.builder;
        let kind = if self.is_pull { "pull" } else { "issue" };
        builder.attribute(item, at, "type", [kind]);
        builder.attribute(
            item,
            at,
            "label",
            self.thing.labels.items.iter().filter_map(Label::name),
        );
        let milestone = self.thing.milestone.as_ref().and_then(|it| it.title.as_ref());
        builder.attribute(item, at, "milestone", milestone.map(|title| &*title.0));
        builder.attribute(item, at, "state", self.thing.state.as_ref().map(|state| &*state.0));
    }
}

const OPEN: &str = "open";

/// The events with a time, in order of time, and whether they came in that order.
fn timed<'r>(
    events: Vec<Event<'r>>,
    example: &dyn Fn() -> String,
    collector: &mut Collector,
) -> (Vec<(Instant, Event<'r>)>, bool) {
    let mut timed = Vec::with_capacity(events.len());
    for event in events {
        match time(event.created_at.as_ref().or(event.submitted_at.as_ref()), collector) {
            Some(at) => {
                collector.saw(at);
                timed.push((at, event));
            }
            None => {
                collector.saw_untimed();
                collector.warnings.add("event_without_time", || {
                    let kind = event.event.as_ref().map_or("?", |kind| &kind.0);
                    format!("{}: {kind}; left out", example())
                });
            }
        }
    }
    let is_sorted = timed.is_sorted_by_key(|(at, _)| *at);
    timed.sort_by_key(|(at, _)| *at);
    (timed, is_sorted)
}
