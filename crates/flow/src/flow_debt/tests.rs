//! Flow debt against worked examples and against queues worked off item by item.

use super::*;
use proptest::prelude::*;

#[test]
fn finishing_todays_items_first_takes_on_five_days_of_debt() {
    let debt = flow_debt(0, &[2; 10], &[1; 10], 1.0).unwrap();
    assert_eq!((debt.approximate_days, debt.debt_days), (6.0, 5.0));
}

#[test]
fn finishing_the_oldest_first_takes_on_none() {
    assert_eq!(flow_debt(0, &[2; 10], &[1; 10], 6.0).unwrap().debt_days, 0.0);
}

#[test]
fn the_twenty_first_to_the_twenty_fifth_are_five_days() {
    // The lower line reaches on the 25th what the upper line stood at on the 21st.
    let (arrivals, departures) = ([3, 0, 0, 0, 0], [0, 0, 0, 0, 3]);
    assert_eq!(approximate_cycle_time_days(0, &arrivals, &departures), Some(5));
}

#[test]
fn a_diagram_that_does_not_show_the_arrival_says_nothing() {
    assert_eq!(approximate_cycle_time_days(5, &[1, 1], &[2, 3]), None);
    assert_eq!(approximate_cycle_time_days(5, &[1, 1], &[2, 4]), Some(2));
    assert_eq!(approximate_cycle_time_days(0, &[1, 1], &[0, 0]), None);
    assert_eq!(approximate_cycle_time_days(0, &[1, 1], &[2, 3]), None);
    assert_eq!(approximate_cycle_time_days(0, &[1, 1], &[1]), None);
    assert_eq!(flow_debt(0, &[1], &[1], f64::NAN), None);
}

proptest! {
    #[test]
    fn with_the_oldest_first_it_is_the_age_of_the_last_one_finished(
        days in prop::collection::vec((0..5_u32, 0..5_u32), 1..40), open_before in 0..5_u64,
    ) {
        let mut queue: std::collections::VecDeque<Option<usize>> =
            (0..open_before).map(|_| None).collect();
        let (arrivals, mut departures, mut last) = (days.iter().map(|d| d.0), Vec::new(), None);
        let arrivals: Vec<u32> = arrivals.collect();
        for (day, (begin, end)) in days.iter().enumerate() {
            queue.extend((0..*begin).map(|_| Some(day)));
            let ending = (*end as usize).min(queue.len());
            last = queue.drain(..ending).next_back().or(last);
            departures.push(ending as u32);
        }
        let slow = last.flatten().map(|began| days.len() - began);
        let found = approximate_cycle_time_days(open_before, &arrivals, &departures);
        prop_assert_eq!(found, slow);
    }
}
