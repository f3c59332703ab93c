//! Ages and paces, against the plain steps they come from.

use super::*;
use crate::generated::{history, hour, items, lives, workflow};
use crate::workflow::Rules;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn on_the_day_it_finishes_the_age_of_an_item_is_its_cycle_time(told in items()) {
        let history = history(&told);
        let (at_the_end, _) = lives(&history, hour(2_000));
        for life in at_the_end.iter() {
            let (Fate::Finished, Some(start), Some(end)) = (life.fate, life.start, life.end)
            else { continue };
            let steps = &told[life.item.0 as usize].steps;
            // Only items that never left a done state, so that they were open just before.
            if steps.iter().filter(|(_, state)| *state >= 3).count() != 1
                || life.straight_to_done { continue }
            let just_before = crate::Instant::from_micros(end.at.as_micros() - 1);
            if crate::generated::calendar().day_of(just_before) != end.day { continue }
            let (before, _) = lives(&history, just_before);
            let age = open_items(&before, Count::InclusiveDays).into_iter()
                .find(|open| open.item == life.item).map(|open| open.age_days);
            prop_assert_eq!(age, Some(cycle_time_days(start, end, Count::InclusiveDays)));
        }
    }

    #[test]
    fn open_items_are_those_in_progress_and_age_a_day_a_day(told in items()) {
        let history = history(&told);
        let (today, _) = lives(&history, hour(2_000));
        let (tomorrow, _) = lives(&history, hour(2_024));
        let open = open_items(&today, Count::InclusiveDays);
        prop_assert_eq!(open.len(), today.counts().in_progress);
        for (now, then) in open.iter().zip(open_items(&tomorrow, Count::InclusiveDays)) {
            prop_assert_eq!(now.age_days + 1.0, then.age_days);
        }
    }

    #[test]
    fn paces_rise_from_state_to_state_and_end_at_the_cycle_time(mut told in items()) {
        // Taken up again after it was dropped, an item left its states before it finished.
        told.retain(|told| told.steps.iter().all(|(_, state)| *state != 5));
        let history = history(&told);
        let (lives, range) = lives(&history, hour(2_000));
        let paces = pace(&lives, &workflow(Rules::default()), range);
        let names: Vec<usize> = paces.iter().map(|pace| pace.state).collect();
        prop_assert_eq!(names, [1, 2]);
        let mut cycle_times: Vec<i32> = lives.iter()
            .filter(|life| life.fate == Fate::Finished)
            .map(|life| life.end.unwrap().day.0 - life.start.unwrap().day.0 + 1).collect();
        cycle_times.sort_unstable();
        prop_assert_eq!(&paces[1].ages_days, &cycle_times);
        let earlier = paces[0].ages_days.iter().zip(&paces[1].ages_days);
        prop_assert!(earlier.clone().all(|(left_doing, left_review)| left_doing <= left_review));
    }
}
