//! Flow efficiency against a clock that ticks every hour, and published examples.

use super::*;
use crate::generated::{STATES, history, hour, items, lives, workflow};
use crate::workflow::{Rules, State};
use proptest::prelude::*;

#[test]
fn published_examples_come_out() {
    let ratio = |active_days, waiting_days| FlowEfficiency { active_days, waiting_days }.ratio();
    assert_eq!(ratio(2.0, 8.0), Some(0.2));
    assert!((ratio(8.0, 112.0).unwrap() - 0.0667).abs() < 1e-4);
    let decision = ratio(0.5 + 0.1 + 0.1, 5.0 + 14.0).unwrap();
    assert!((decision - 0.0355).abs() < 1e-4);
    assert_eq!(ratio(0.0, 0.0), None);
}

#[test]
fn a_workflow_without_waiting_has_no_flow_efficiency() {
    let states = vec![
        State { name: "Doing".into(), category: Category::Active },
        State { name: "Done".into(), category: Category::Done },
    ];
    let workflow = Workflow::new(states, Rules::default()).unwrap();
    let history = crate::HistoryBuilder::new(vec![]).finish();
    let (lives, range) = lives(&history, hour(10));
    assert_eq!(flow_efficiency(&history, &workflow, &lives, range), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn hours_add_up_as_a_clock_would_count_them(told in items()) {
        let history = history(&told);
        let (lives, range) = lives(&history, hour(2_000));
        let efficiency =
            flow_efficiency(&history, &workflow(Rules::default()), &lives, range).unwrap();
        let (mut active, mut waiting) = (0, 0);
        for life in lives.iter().filter(|life| life.fate == Fate::Finished) {
            let hours = |at: Instant| at.as_micros() / 3_600_000_000;
            let (start, end) = (hours(life.start.unwrap().at), hours(life.end.unwrap().at));
            for tick in start..end {
                let steps = &told[life.item.0 as usize].steps;
                let state = steps.iter().rfind(|(at, _)| *at <= tick).map(|(_, state)| *state);
                match state.map(|state| STATES[state].1) {
                    Some(Category::Active) => active += 1,
                    Some(Category::Waiting | Category::Queue) => waiting += 1,
                    _ => {}
                }
            }
        }
        prop_assert!((efficiency.active_days - f64::from(active) / 24.0).abs() < 1e-9);
        prop_assert!((efficiency.waiting_days - f64::from(waiting) / 24.0).abs() < 1e-9);
    }
}
