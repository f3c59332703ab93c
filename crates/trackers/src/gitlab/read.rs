//! From an issue or merge request to an item: its creation, its events, its attributes.

use super::labels;
use super::timeline::{End, Place, Step, Timeline};
use super::wire::{LabelEvent, StateEvent, Thing};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::gathered::in_order;
use crate::json_records::Records;
use crate::json_values::{Label, Text, id, text, time};
use flow::workflow::Category;
use flow::{Instant, ItemId};
use std::collections::HashSet;

/// What is known across the files.
#[derive(Debug, Default)]
pub(crate) struct Gitlab {
    /// Whether labels are states: then what is merely opened waits.
    has_labels: bool,
    /// The state of what is merely opened, once there is something.
    opened: Option<flow::StateId>,
}

/// Where something stands, for a warning.
type Example<'e> = &'e dyn Fn() -> String;

impl Gitlab {
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
            if let Some(thing) = record.parse::<Thing>(&file, collector) {
                self.thing(&thing, &place, collector)?;
            }
        }
        Ok(())
    }

    fn thing(
        &mut self,
        thing: &Thing,
        place: Example,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let Some(id) = name(thing, place, collector) else {
            collector.warnings.add("no_id", || format!("{}: left out", place()));
            return Ok(());
        };
        let example = || format!("{}, {id}", place());
        if collector.builder.knows(&id) {
            let example = || format!("{}: the first one was kept", example());
            collector.warnings.add("duplicate_id", example);
            return Ok(());
        }
        let Some(created_at) = time(thing.created_at.as_ref(), collector) else {
            collector.warnings.add("no_creation", || format!("{}: left out", example()));
            return Ok(());
        };
        let item = collector.item(&id);
        collector.saw(created_at);
        if thing.resource_state_events.is_none() && thing.resource_label_events.is_none() {
            collector.warnings.add("no_timeline", || {
                format!("{}: kept; whether it was reopened is unknown", example())
            });
        }
        let mut steps = self.label_steps(thing, item, &example, collector);
        let unknown = labels_before(thing, &steps, collector);
        if let Some(label) = unknown.first() {
            collector.warnings.add("first_state_unknown", || {
                format!("{}: \"{label}\", taken as since its creation", example())
            });
        }
        steps.extend(state_steps(thing, &example, collector));
        steps.sort_by_key(|step| step.0);
        let mut timeline = Timeline::new(created_at, unknown, &steps);
        doubt(thing, &steps, &example, collector);
        self.end(thing, &mut timeline, &example, collector);
        attributes(thing, item, created_at, collector);
        self.enter(thing, item, timeline.moves, collector)
    }

    /// The labels that mean states; those that block are told to the builder.
    fn label_steps(
        &mut self,
        thing: &Thing,
        item: ItemId,
        example: Example,
        collector: &mut Collector,
    ) -> Vec<(Instant, Step)> {
        let told = thing.resource_label_events.as_ref();
        let told = told.map_or(&[][..], |events| &events.items);
        let told = timed(told, |event: &LabelEvent| event.created_at.as_ref(), example, collector);
        let mut steps = vec![];
        for (at, event) in told {
            let Some(label) = event.label.as_ref().and_then(Label::name) else {
                collector
                    .warnings
                    .add("label_deleted", || format!("{}: {at}; left out", example()));
                continue;
            };
            let is_added = text(event.action.as_ref()) == Some("add");
            if let Some(state) = labels::state(label, &collector.options.states) {
                let state = state.to_owned();
                steps.push((at, if is_added { Step::On(state) } else { Step::Off(state) }));
            } else if labels::blocks(label) {
                let reason = is_added.then(|| collector.reason(label));
                collector.builder.block(item, at, reason);
            }
        }
        steps
    }

    /// Makes the end that the timeline tells and the one that the item tells one.
    fn end(
        &self,
        thing: &Thing,
        timeline: &mut Timeline,
        example: Example,
        collector: &mut Collector,
    ) {
        let state = text(thing.state.as_ref()).unwrap_or_default();
        if ["opened", "locked"].contains(&state) {
            if timeline.ended.is_some() {
                let example = || format!("{}: kept open", example());
                collector.warnings.add("open_though_closed", example);
                timeline.take_back();
            }
            return;
        }
        let merged_at = time(thing.merged_at.as_ref(), collector);
        let closed_at = time(thing.closed_at.as_ref(), collector);
        let is_merged = merged_at.is_some() || state == "merged";
        let end = if is_merged { End::Merged } else { End::Closed };
        match merged_at.or(closed_at) {
            _ if timeline.ended.is_some() => {}
            Some(at) => {
                collector.saw(at);
                timeline.end(at, end);
            }
            None if is_merged || state == "closed" => {
                collector.warnings.add("closed_without_a_time", || {
                    format!("{}: closed, but nothing says when; kept open", example())
                });
            }
            None => {}
        }
    }

    fn enter(
        &mut self,
        thing: &Thing,
        item: ItemId,
        moves: Vec<(Instant, Place)>,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut last = None;
        for (at, place) in moves {
            let (name, category) = match &place {
                Place::Opened => ("opened", None),
                Place::Label(name) => (&**name, None),
                Place::Ended(end) => ended(thing, *end),
            };
            let state = collector.state("GitLab", name)?;
            self.has_labels |= matches!(place, Place::Label(_));
            if place == Place::Opened {
                self.opened = Some(state);
            }
            collector.builder.describe(state, category, None);
            collector.builder.enter(item, at, last, state);
            last = Some(state);
        }
        Ok(())
    }

    /// What is merely opened waits for a label, where labels are states.
    pub(crate) fn finish(self, collector: &mut Collector) {
        let Some(opened) = self.opened else { return };
        let category = if self.has_labels { Category::Queue } else { Category::Active };
        // Without a board of states it is the first of them.
        let position = (!self.has_labels).then_some(0);
        collector.builder.describe(opened, Some(category), position);
    }
}

/// The states in which something ends.
fn ended(thing: &Thing, end: End) -> (&'static str, Option<Category>) {
    let links = thing.links.as_ref();
    let duplicate = links.and_then(|links| text(links.closed_as_duplicate_of.as_ref()));
    match end {
        End::Merged => ("merged", Some(Category::Done)),
        End::Closed if thing.source_branch.is_some() => {
            ("closed unmerged", Some(Category::Dropped))
        }
        End::Closed if id(thing.moved_to_id.as_ref()).is_some() => {
            ("moved", Some(Category::Dropped))
        }
        End::Closed if duplicate.is_some() => ("closed as duplicate", Some(Category::Dropped)),
        End::Closed => ("closed", Some(Category::Done)),
    }
}

/// Its number, with its project before it unless that is the first one named.
fn name(thing: &Thing, place: Example, collector: &mut Collector) -> Option<String> {
    let sign = if thing.source_branch.is_some() { '!' } else { '#' };
    let number = format!("{sign}{}", id(thing.iid.as_ref())?);
    let Some(project) = id(thing.project_id.as_ref()) else { return Some(number) };
    let first = collector.repository.get_or_insert_with(|| project.to_owned());
    if first == project {
        return Some(number);
    }
    let full = thing.references.as_ref().and_then(|references| text(references.full.as_ref()));
    let called = full.map_or_else(|| format!("project {project}{number}"), str::to_owned);
    collector.warnings.add("several_repositories", || {
        format!("{}: called {called}; {number} alone means project {first}", place())
    });
    Some(called)
}

/// The closings and openings.
fn state_steps(thing: &Thing, example: Example, collector: &mut Collector) -> Vec<(Instant, Step)> {
    let told = thing.resource_state_events.as_ref().map_or(&[][..], |events| &events.items);
    let told = timed(told, |event: &StateEvent| event.created_at.as_ref(), example, collector);
    let mut steps = vec![];
    for (at, event) in told {
        let step = match text(event.state.as_ref()) {
            Some("closed") => Step::Ended(End::Closed),
            Some("merged") => Step::Ended(End::Merged),
            Some("reopened") => Step::Reopened,
            _ => continue,
        };
        steps.push((at, step));
    }
    steps
}

/// Compares the closing that the events tell with the one that the item tells.
fn doubt(thing: &Thing, steps: &[(Instant, Step)], example: Example, collector: &mut Collector) {
    let is_merge = thing.source_branch.is_some();
    let [disagrees, without, reopened] = if is_merge {
        ["pull_closed_event_disagrees", "pull_closed_without_event", "pull_reopened"]
    } else {
        ["issue_closed_event_disagrees", "issue_closed_without_event", "issue_reopened"]
    };
    if steps.iter().any(|(_, step)| *step == Step::Reopened) {
        collector.warnings.add(reopened, example);
    }
    let Some(closed_at) = time(thing.closed_at.as_ref(), collector) else { return };
    let last = steps.iter().rfind(|(_, step)| matches!(step, Step::Ended(_)));
    match last {
        // Both are written one after the other, so that they may differ by a second.
        Some((at, _)) if (at.as_micros() - closed_at.as_micros()).abs() > 1_000_000 => {
            collector.warnings.add(disagrees, || {
                let both = format!("closed at {closed_at}, by its last event at {at}");
                format!("{}: {both}; its events are followed", example())
            });
        }
        None if thing.resource_state_events.is_some() => collector.warnings.add(without, example),
        _ => {}
    }
}

/// The labels meaning states that were on it before any event tells of them: their first event
/// takes them off, or they are on it now without any.
fn labels_before(thing: &Thing, steps: &[(Instant, Step)], collector: &Collector) -> Vec<String> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut before = vec![];
    for (_, step) in steps {
        let (Step::On(label) | Step::Off(label)) = step else { continue };
        if seen.insert(label) && matches!(step, Step::Off(_)) {
            before.push(label.clone());
        }
    }
    for label in thing.labels.items.iter().filter_map(Label::name) {
        let state = labels::state(label, &collector.options.states);
        if let Some(state) = state.filter(|state| !seen.contains(state)) {
            before.push(state.to_owned());
        }
    }
    before
}

/// The events with a time, in order of time.
fn timed<'e, T>(
    told: &'e [T],
    at: impl Fn(&T) -> Option<&Text>,
    example: Example,
    collector: &mut Collector,
) -> Vec<(Instant, &'e T)> {
    let mut timed = Vec::with_capacity(told.len());
    for event in told {
        match time(at(event), collector) {
            Some(at) => {
                collector.saw(at);
                timed.push((at, event));
            }
            None => {
                collector.saw_untimed();
                let example = || format!("{}: left out", example());
                collector.warnings.add("event_without_time", example);
            }
        }
    }
    in_order(&mut timed, |event| event.0);
    timed
}

fn attributes(thing: &Thing, item: ItemId, at: Instant, collector: &mut Collector) {
    let builder = &mut collector.builder;
    let kind = match text(thing.issue_type.as_ref()) {
        _ if thing.source_branch.is_some() => "merge request".to_owned(),
        Some(kind) => kind.to_lowercase(),
        None => "issue".to_owned(),
    };
    builder.attribute(item, at, "type", [&*kind]);
    builder.attribute(item, at, "label", thing.labels.items.iter().filter_map(Label::name));
    let milestone = thing.milestone.as_ref().and_then(|it| text(it.title.as_ref()));
    builder.attribute(item, at, "milestone", milestone);
    builder.attribute(item, at, "state", text(thing.state.as_ref()));
}
