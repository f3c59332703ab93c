//! Cumulative flow against counting each line on each day.

use super::*;
use crate::Day;
use crate::generated::{calendar, history, hour, items, lives, workflow};
use crate::workflow::{Category, MovingBack, Rules};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_line_counts_what_had_come_by_then(told in items(), first in 0_i32..30) {
        let history = history(&told);
        let (lives, range) = lives(&history, hour(1_000));
        let range = DayRange { first: crate::Day(first), ..range };
        let flow = cumulative_flow(&lives, range);
        for (state, line) in flow.lines.iter().enumerate() {
            for (day, count) in range.days().zip(line) {
                let by_then = |item: &crate::ItemId| {
                    lives.entered(*item, state).is_some_and(|entered| entered <= day)
                };
                prop_assert_eq!(*count as usize, history.items().filter(by_then).count());
            }
        }
        let by_end = lives.iter()
            .filter(|life| life.fate == Fate::Dropped && life.start.is_some()).count();
        prop_assert_eq!(*flow.dropped.last().unwrap() as usize, by_end);
    }

    #[test]
    fn no_line_rises_above_the_one_before_it_or_falls(told in items(), keep in any::<bool>()) {
        let moving_back = if keep { MovingBack::KeepFirst } else { MovingBack::WipeLater };
        let workflow = workflow(Rules { moving_back, ..Rules::default() });
        let lives = Lives::new(&history(&told), &workflow, &calendar(), hour(1_000));
        let range = DayRange { first: Day(0), last: lives.today().day };
        let flow = cumulative_flow(&lives, range);
        for pair in flow.lines.windows(2) {
            prop_assert!(pair[0].iter().zip(&pair[1]).all(|(upper, lower)| upper >= lower));
        }
        prop_assert!(flow.lines.iter().all(|line| line.is_sorted()));
    }

    #[test]
    fn with_the_dropped_added_the_lines_are_as_far_apart_as_items_are_open_now(told in items()) {
        let history = history(&told);
        let (lives, range) = lives(&history, hour(1_000));
        let workflow = workflow(Rules::default());
        let done = workflow.states().iter().position(|it| it.category == Category::Done);
        let flow = cumulative_flow(&lives, range);
        let now = range.len() - 1;
        let line = |state: usize| flow.lines[state][now] + flow.dropped_before[state][now];
        for state in workflow.started()..done.unwrap() {
            let here = lives.iter()
                .filter(|life| life.fate == Fate::InProgress && life.state == Some(state));
            prop_assert_eq!((line(state) - line(state + 1)) as usize, here.count());
        }
    }
}
