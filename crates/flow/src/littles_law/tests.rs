//! The law against worked queues, item by item.

use super::*;
use proptest::prelude::*;

type Item = (usize, Option<usize>);

/// Items as (day begun, day finished), with every series counted by looking at each item each day.
struct Queue {
    items: Vec<Item>,
    arrivals: Vec<u32>,
    departures: Vec<u32>,
    wip: Vec<u32>,
    total_age_days: Vec<u64>,
}

impl Queue {
    fn of(items: Vec<Item>, days: usize) -> Self {
        let count = |holds: &dyn Fn(&Item, usize) -> bool| {
            let on = |day| items.iter().filter(|item| holds(item, day)).count() as u32;
            (1..=days).map(on).collect::<Vec<_>>()
        };
        let ages = |day: usize| {
            let open = items.iter().filter(|i| i.0 <= day && i.1.is_none_or(|end| end > day));
            open.map(|item| (day - item.0 + 1) as u64).sum()
        };
        Self {
            arrivals: count(&|item, day| item.0 == day),
            departures: count(&|item, day| item.1 == Some(day)),
            wip: count(&|item, day| item.0 <= day && item.1.is_none_or(|end| end >= day)),
            total_age_days: (1..=days).map(ages).collect(),
            items,
        }
    }

    /// So many begin each day and so many of the oldest are finished.
    fn first_come_first_served(begin: usize, end: usize, days: usize) -> Self {
        let item = |number: usize| {
            let finished = number / end + 1;
            (number / begin + 1, (finished <= days).then_some(finished))
        };
        Self::of((0..begin * days).map(item).collect(), days)
    }

    fn cycle_times(&self) -> Vec<usize> {
        self.items.iter().filter_map(|item| item.1.map(|end| end - item.0 + 1)).collect()
    }

    fn judged(&self) -> LittlesLaw {
        let times = self.cycle_times();
        let mean = times.iter().sum::<usize>() as f64 / times.len() as f64;
        judge(Window {
            arrivals: &self.arrivals,
            departures: &self.departures,
            wip: &self.wip,
            total_age_days: &self.total_age_days,
            mean_cycle_time_days: (!times.is_empty()).then_some(mean),
            dropped: &vec![0; self.wip.len()],
        })
        .unwrap()
    }
}

#[test]
fn the_days_in_progress_are_the_cycle_times_and_the_ages_together() {
    for (days, area, mean_cycle_time, mean_age) in [(10, 65, 3.5, 3.0), (20, 230, 6.0, 5.5)] {
        let queue = Queue::first_come_first_served(2, 1, days);
        let finished: usize = queue.cycle_times().iter().sum();
        let open = *queue.total_age_days.last().unwrap();
        assert_eq!(queue.wip.iter().sum::<u32>(), area);
        assert_eq!(finished as u64 + open, u64::from(area));
        assert_eq!(finished as f64 / days as f64, mean_cycle_time);
        assert_eq!(open as f64 / days as f64, mean_age, "as many are open as were finished");
        assert_eq!(queue.judged().mean_wip, f64::from(area) / days as f64);
    }
}

#[test]
fn a_growing_queue_breaks_three_conditions() {
    let law = Queue::first_come_first_served(2, 1, 10).judged();
    assert_eq!(law.by_departures_days, Some(6.5));
    assert_eq!(law.mean_cycle_time_days, Some(3.5));
    assert_eq!(law.by_arrivals_days, Some(3.25), "65 days in progress over 20 items");
    assert_eq!(law.ratio, Some(6.5 / 3.5));
    let holds = law.conditions.each_ref().map(|condition| condition.holds);
    assert_eq!(holds, [false, true, false, false, true]);
    let details = law.conditions.map(|condition| condition.detail);
    assert_eq!(details[0], "2.00 items started per day and 1.00 finished.");
    assert_eq!(details[2], "0 items were open before the first day, 10 after the last.");
    assert_eq!(details[3], "The mean age was 1.2 days in the first third and 2.8 in the last.");
}

#[test]
fn the_ages_of_the_open_items_follow_from_the_day_before() {
    let queue = Queue::first_come_first_served(2, 1, 10);
    assert_eq!(queue.total_age_days[8..], [25, 30]);
    assert_eq!(queue.wip[8] - queue.departures[8], 9);
    // 25 + 9 open a day older + 2 new − the 6 days of the one finished.
    assert_eq!(queue.total_age_days[9], 25 + 9 + 2 - 6);
}

#[test]
fn twelve_open_decisions_and_three_decided_a_week_are_four_weeks() {
    assert_eq!(mean_stay(12.0, 3.0), Some(4.0));
    assert_eq!(mean_stay(12.0, 0.0), None);
}

#[test]
fn a_steady_queue_fulfils_the_law() {
    // Everything takes five days; the window begins when the queue is full.
    let items: Vec<_> = (0..60).map(|day| (day + 1, Some(day + 5))).collect();
    let queue = Queue::of(items, 60);
    let window = Window {
        arrivals: &queue.arrivals[10..50],
        departures: &queue.departures[10..50],
        wip: &queue.wip[10..50],
        total_age_days: &queue.total_age_days[10..50],
        mean_cycle_time_days: Some(5.0),
        dropped: &[0; 40],
    };
    let law = judge(window).unwrap();
    assert_eq!((law.ratio, law.by_arrivals_days), (Some(1.0), Some(5.0)));
    assert!(law.conditions.iter().all(|condition| condition.holds), "{law:?}");
    let mut dropped = [0; 40];
    dropped[39] = 1;
    let law = judge(Window { dropped: &dropped, ..window }).unwrap();
    let before = judge(window).unwrap();
    assert_ne!(law.conditions[2].detail, before.conditions[2].detail); // one less is left open
    assert_eq!(law.conditions[1].detail, "1 started item was dropped.");
    assert!(!law.conditions[1].holds);
    let law = judge(Window { mean_cycle_time_days: None, ..window }).unwrap();
    assert_eq!(law.ratio, None);
}

#[test]
fn a_window_without_days_or_with_holes_is_not_judged() {
    let empty = Window {
        arrivals: &[],
        departures: &[],
        wip: &[],
        total_age_days: &[],
        mean_cycle_time_days: None,
        dropped: &[],
    };
    assert_eq!(judge(empty), None);
    assert_eq!(judge(Window { wip: &[1], ..empty }), None);
    let idle = Window {
        arrivals: &[0],
        departures: &[0],
        wip: &[0],
        total_age_days: &[0],
        dropped: &[0],
        ..empty
    };
    let law = judge(idle).unwrap();
    assert_eq!((law.by_arrivals_days, law.by_departures_days), (None, None));
    assert!(law.conditions.iter().all(|condition| condition.holds));
}

proptest! {
    #[test]
    fn the_form_of_arrivals_is_the_mean_over_all_items_of_an_empty_start(
        items in prop::collection::vec((1..20_usize, prop::option::of(0..30_usize)), 1..40),
    ) {
        let days = 20;
        let end = |begun: usize, lasts: usize| Some(begun + lasts).filter(|end| *end <= days);
        let items: Vec<_> = items.into_iter()
            .map(|(begun, lasts)| (begun, lasts.and_then(|lasts| end(begun, lasts)))).collect();
        let stay = |item: &Item| item.1.unwrap_or(days) - item.0 + 1;
        let mean = items.iter().map(stay).sum::<usize>() as f64 / items.len() as f64;
        let law = Queue::of(items, days).judged();
        prop_assert!((law.by_arrivals_days.unwrap() - mean).abs() < 1e-9);
    }
}
