//! Histories: the same from events in any order, in any number of parts, with and without filters.

use super::*;
use crate::generated::{Told, history, hour, items};
use proptest::prelude::*;

/// An event as it is told: item, hour, the state left, the state entered.
type Event = (usize, i64, Option<usize>, usize);

fn events(told: &[Told]) -> Vec<Event> {
    let mut events = vec![];
    for (item, told) in told.iter().enumerate() {
        let mut left = None;
        for (at, state) in &told.steps {
            events.push((item, *at, left, *state));
            left = Some(*state);
        }
    }
    events
}

fn built(events: &[Event], filters: Vec<Filter>) -> History {
    let mut builder = HistoryBuilder::new(filters);
    // States are numbered alike, whatever comes first.
    let states: Vec<StateId> = (0..6).map(|state| builder.state(&format!("S{state}"))).collect();
    for (item, at, left, state) in events {
        let id = builder.item(&format!("T-{item}"));
        let parity = if item % 2 == 0 { "even" } else { "odd" };
        builder.attribute(id, hour(*at), "Number", [parity]);
        builder.enter(id, hour(*at), left.map(|left| states[left]), states[*state]);
    }
    builder.finish()
}

/// Every item's name with its entries, sorted by name.
fn contents(history: &History) -> Vec<(String, Vec<Entry>)> {
    let mut all: Vec<_> = history
        .items()
        .map(|item| (history.id(item).to_owned(), history.entries(item).collect()))
        .collect();
    all.sort_by(|a: &(String, Vec<Entry>), b| a.0.cmp(&b.0));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_order_of_the_events_does_not_matter(
        (told, shuffled) in items().prop_flat_map(|told| {
            let shuffled = Just(events(&told)).prop_shuffle();
            (Just(told), shuffled)
        })
    ) {
        let in_order = contents(&built(&events(&told), vec![]));
        prop_assert_eq!(contents(&built(&shuffled, vec![])), in_order);
    }

    #[test]
    fn a_filter_keeps_the_items_that_fit_whole_and_nothing_else(
        shuffled in items().prop_flat_map(|told| Just(events(&told)).prop_shuffle()),
    ) {
        let filter = Filter { column: "number".into(), value: "EVEN".into() };
        let mut expected = contents(&built(&shuffled, vec![]));
        expected.retain(|(id, _)| id[2..].parse::<u32>().unwrap() % 2 == 0);
        prop_assert_eq!(contents(&built(&shuffled, vec![filter])), expected);
    }

    #[test]
    fn blocks_are_sorted_by_item_and_beginning(told in items()) {
        let history = history(&told);
        let order: Vec<_> = history.blocks().iter().map(|it| (it.item, it.from)).collect();
        prop_assert!(order.is_sorted());
        prop_assert_eq!(order.len(), told.iter().map(|told| told.blocks.len()).sum::<usize>());
    }
}

#[test]
fn what_happened_at_one_instant_follows_from_the_states_that_were_left() {
    // Four moves in one instant, told newest first, third first, in any order.
    let chain = [(None, 0), (Some(0), 1), (Some(1), 2), (Some(2), 3)];
    for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let told: Vec<Event> = order.map(|place| (0, 5, chain[place].0, chain[place].1)).to_vec();
        let states: Vec<u16> =
            built(&told, vec![]).entries(ItemId(0)).map(|entry| entry.to.0).collect();
        assert_eq!(states, [0, 1, 2, 3], "{order:?}");
    }
}

#[test]
fn one_filter_does_not_take_the_values_from_another() {
    let filter = |value: &str| Filter { column: "label".into(), value: value.into() };
    let mut builder = HistoryBuilder::new(vec![filter("bug"), filter("ui")]);
    for (id, labels) in [("A", ["ui", "bug"]), ("B", ["bug", "ui"]), ("C", ["bug", "api"])] {
        let item = builder.item(id);
        builder.attribute(item, hour(0), "label", labels);
    }
    let history = builder.finish();
    assert_eq!(history.items().map(|item| history.id(item)).collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn flags_of_one_instant_make_sense_in_any_order() {
    let flags = [(1, Some("x")), (5, None), (5, Some("y")), (9, None)];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 2, 0, 3]] {
        let mut builder = HistoryBuilder::new(vec![]);
        let item = builder.item("A");
        for (at, reason) in order.map(|place| flags[place]) {
            builder.block(item, hour(at), reason);
        }
        let history = builder.finish();
        let found: Vec<_> = history
            .blocks()
            .iter()
            .map(|it| (history.reasons()[usize::from(it.reason)].as_str(), it.from, it.until))
            .collect();
        let expected = [("x", hour(1), Some(hour(5))), ("y", hour(5), Some(hour(9)))];
        assert_eq!(found, expected, "{order:?}");
    }
}

#[test]
fn the_columns_that_nobody_has_are_named() {
    let filter = |column: &str| Filter { column: column.into(), value: "x".into() };
    let mut builder = HistoryBuilder::new(vec![filter("TYPE"), filter("colour")]);
    let item = builder.item("A");
    builder.attribute(item, hour(0), "Type", ["bug"]);
    assert_eq!(builder.unknown_columns().collect::<Vec<_>>(), ["colour"]);
    assert_eq!(builder.columns().collect::<Vec<_>>(), ["Type"]);
}

#[test]
fn a_hundred_thousand_entries_at_one_instant_keep_their_order() {
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("A");
    let states = [builder.state("Doing"), builder.state("Review")];
    for index in 0..100_000 {
        let (from, to) = (states[(index + 1) % 2], states[index % 2]);
        builder.enter(item, Instant::from_micros(7), Some(from), to);
    }
    let history = builder.finish();
    let entered: Vec<_> = history.entries(item).map(|entry| entry.to).collect();
    assert_eq!(entered.len(), 100_000);
    assert!(entered.windows(2).all(|pair| pair[0] != pair[1]), "each leaves the one before it");
}
