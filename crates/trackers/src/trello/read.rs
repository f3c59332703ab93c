//! Gathers actions, cards and lists from any number of files, and makes one history of them when
//! all are known.

use super::cards::{Card, Lists, Move, Step, Story, story};
use super::done;
use super::wire::{Data, Named, Place, Thing};
use crate::bytes::Source;
use crate::collector::Collector;
use crate::error::ReadError;
use crate::gathered::{Change, Gathered};
use crate::json_records::Records;
use crate::json_values::{Label, text, time};
use crate::statuses::Authority;
use crate::warnings::counted;
use flow::Instant;
use flow::workflow::Category;
use std::collections::HashMap;

/// As many actions as an export or one answer holds at most.
const MOST_ACTIONS: u64 = 1000;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Trello {
    gathered: Gathered,
    files: Vec<String>,
    numbers: HashMap<String, u32>,
    cards: Vec<Card>,
    moves: Vec<Move>,
    /// Where the lists stand, and whether each is archived.
    places: HashMap<u16, (f64, bool)>,
    /// When lists were archived last.
    archived: HashMap<u16, Instant>,
    /// Before this the actions were cut off.
    cut_before: Option<Instant>,
}

impl Trello {
    /// Reads one file.
    pub(crate) fn read(
        &mut self,
        source: Source,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let mut records = Records::open(source);
        let file = records.name.clone();
        self.files.push(file.clone());
        let (mut actions, mut oldest) = (0, None);
        while let Some(record) = records.next()? {
            collector.records += 1;
            let line = record.line;
            let place = || format!("{file}, line {line}");
            let Some(thing) = record.parse::<Thing>(&file, collector) else { continue };
            if let Some(data) = &thing.data {
                actions += 1;
                let Some(at) = time(thing.date.as_ref(), collector) else {
                    collector.saw_untimed();
                    let example = || format!("{}: left out", place());
                    collector.warnings.add("event_without_time", example);
                    continue;
                };
                collector.saw(at);
                oldest = oldest.map_or(Some(at), |oldest: Instant| Some(oldest.min(at)));
                self.action(&thing, data, at, line);
            } else if thing.id_list.is_some() {
                self.card(&thing, line, &place, collector);
            } else {
                self.list(&thing);
            }
        }
        if actions >= MOST_ACTIONS {
            self.cut_before = self.cut_before.max(oldest);
        }
        Ok(())
    }

    fn action(&mut self, thing: &Thing, data: &Data, at: Instant, line: u64) {
        let mut list = |list: &Option<Named>| self.known_list(list.as_ref());
        let (before, after) = (list(&data.list_before), list(&data.list_after));
        let within = list(&data.list);
        let closed = |named: &Option<Named>| named.as_ref().and_then(|it| it.closed);
        let was_closed = data.old.as_ref().and_then(|old| old.closed);
        let step = match text(thing.kind.as_ref()).unwrap_or_default() {
            "createCard"
            | "copyCard"
            | "convertToCardFromCheckItem"
            | "emailCard"
            | "moveCardToBoard" => within.map(Step::Into),
            "updateCard" => match (before, after, was_closed, closed(&data.card)) {
                (Some(from), Some(to), ..) => Some(Step::Moved(from, to)),
                (.., Some(false), Some(true)) => Some(Step::Archived),
                (.., Some(true), Some(false)) => Some(Step::Restored),
                _ => None,
            },
            "moveCardFromBoard" => Some(Step::MovedAway(within)),
            "deleteCard" => Some(Step::Deleted(within)),
            "updateList" if was_closed == Some(false) && closed(&data.list) == Some(true) => {
                let archived = within.map(|list| self.archived.entry(list).or_insert(at));
                archived.into_iter().for_each(|known| *known = at.max(*known));
                None
            }
            _ => None,
        };
        let card = data.card.as_ref();
        let id = card.and_then(|card| text(card.id.as_ref()));
        if let (Some(step), Some(id)) = (step, id) {
            let number = self.number(id, line);
            let known = &mut self.cards[number as usize];
            known.number = known.number.or(card.and_then(|card| card.id_short));
            self.moves.push(Move { card: number, at, step });
        }
    }

    fn card(
        &mut self,
        thing: &Thing,
        line: u64,
        place: &dyn Fn() -> String,
        collector: &mut Collector,
    ) {
        let Some(id) = text(thing.id.as_ref()) else {
            return collector.warnings.add("no_id", || format!("{}: left out", place()));
        };
        let number = self.number(id, line);
        let list = text(thing.id_list.as_ref());
        let list = list.map(|id| self.gathered.statuses.number(Some(id), "", Authority::Change));
        let card = &mut self.cards[number as usize];
        card.number = thing.id_short.or(card.number);
        card.list = list;
        card.is_archived = thing.closed == Some(true);
        if !collector.options.filters.is_empty() {
            let labels = thing.labels.items.iter().filter_map(Label::name);
            card.labels = labels.map(str::to_owned).collect();
        }
    }

    fn list(&mut self, thing: &Thing) {
        let (Some(id), Some(name)) = (text(thing.id.as_ref()), text(thing.name.as_ref())) else {
            return;
        };
        let number = self.gathered.statuses.number(Some(id), name, Authority::List);
        let place = match thing.pos {
            Some(Place::Number(place)) => place,
            _ => f64::MAX,
        };
        self.places.insert(number, (place, thing.closed == Some(true)));
    }

    fn known_list(&mut self, list: Option<&Named>) -> Option<u16> {
        let list = list?;
        let name = text(list.name.as_ref()).unwrap_or_default();
        let id = text(list.id.as_ref());
        let is_named = id.is_some() || !name.is_empty();
        is_named.then(|| self.gathered.statuses.number(id, name, Authority::Change))
    }

    fn number(&mut self, id: &str, line: u64) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.cards.len() as u32;
        self.numbers.insert(id.to_owned(), number);
        let place = (self.files.len() as u32 - 1, line);
        let created_at = created_at(id);
        self.cards.push(Card { id: id.to_owned(), created_at, place, ..Card::default() });
        number
    }

    /// Makes the history.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        // What is archived has no place on the board any more.
        let open = self.places.iter().filter(|(_, (_, is_archived))| !is_archived);
        let mut order: Vec<_> = open.map(|(list, (place, _))| (*list, *place)).collect();
        order.sort_by(|(one, a), (other, b)| a.total_cmp(b).then(one.cmp(other)));
        for (position, (list, _)) in order.into_iter().enumerate() {
            self.gathered.statuses.all[usize::from(list)].position = Some(position as u16);
        }
        let done = done::lists(&self.gathered.statuses);
        let (places, archived) =
            (std::mem::take(&mut self.places), std::mem::take(&mut self.archived));
        let lists = Lists { done, places: &places, archived: &archived };
        let mut moves = std::mem::take(&mut self.moves);
        // The order within a card stays.
        moves.sort_by_key(|step| step.card);
        let mut rest = &mut moves[..];
        for (number, card) in std::mem::take(&mut self.cards).into_iter().enumerate() {
            let count = rest.iter().take_while(|step| step.card as usize == number).count();
            let (own, others) = rest.split_at_mut(count);
            rest = others;
            let story = story(&card, own, &lists, &mut self.gathered);
            self.keep(card, story, collector);
        }
        self.gathered.finish("Trello", collector)
    }

    fn keep(&mut self, card: Card, mut story: Story, collector: &mut Collector) {
        let (file, line) = card.place;
        let place = format!("{}, line {line}", self.files[file as usize]);
        let mut name = card.number.map_or_else(|| card.id.clone(), |number| format!("#{number}"));
        if collector.builder.knows(&name) {
            // The same number on another board.
            name = card.id;
        }
        let example = || format!("{place}, {name}");
        story.changes.dedup();
        let begun_at = story.changes.first().map(|first| first.at);
        let created_at = match (card.created_at, begun_at) {
            (Some(created_at), _) => created_at,
            (None, Some(begun_at)) if !story.lacks_beginning => begun_at,
            _ => {
                return collector
                    .warnings
                    .add("no_creation", || format!("{}: left out", example()));
            }
        };
        if story.lacks_beginning {
            collector.saw(created_at);
            if let Some(cut) = self.cut_before.filter(|cut| created_at < *cut) {
                collector.warnings.add("actions_truncated", || {
                    let most = counted(MOST_ACTIONS, "action");
                    format!("{}: created before {cut}, the oldest of {most} or more", example())
                });
            }
        }
        if story.is_dropped {
            collector.warnings.add("archived_before_done", example);
        }
        if story.is_untimed {
            collector.warnings.add("closed_without_a_time", || {
                format!("{}: archived, but nothing says when; kept open", example())
            });
        }
        let item = collector.item(&name);
        let labels = card.labels.iter().map(String::as_str);
        collector.builder.attribute(item, created_at, "label", labels);
        // A card that was put away is not in its list, whatever it says.
        let is_put_away = |last: &Change| {
            self.gathered.statuses.all[usize::from(last.to)].category == Some(Category::Dropped)
        };
        let current = card.list.filter(|_| !story.changes.last().is_some_and(is_put_away));
        if self.gathered.past(item, created_at, current, story.changes) && self.cut_before.is_none()
        {
            collector.warnings.add("history_gap", example);
        }
    }
}

/// When a card was created: the first eight digits of its id are the seconds since 1970.
fn created_at(id: &str) -> Option<Instant> {
    let is_id = id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let seconds = u32::from_str_radix(id.get(..8).filter(|_| is_id)?, 16).ok()?;
    Some(Instant::from_micros(i64::from(seconds) * 1_000_000))
}
