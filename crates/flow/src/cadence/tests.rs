//! Waiting for meetings against worked examples, simulation and plain search.

use super::*;
use proptest::prelude::*;

#[test]
fn two_meetings_every_two_weeks_cost_three_weeks() {
    assert_eq!(mean_wait_days(14.0, 2), 21.0);
    assert_eq!(mean_wait_days(7.0, 2), 10.5);
    assert_eq!(mean_wait_days(1.0, 2), 1.5);
    assert_eq!(mean_wait_days(14.0, 1), 7.0);
    assert_eq!(mean_wait_days(14.0, 0), 0.0);
}

#[test]
fn a_wait_that_ends_before_it_begins_is_left_out() {
    let found = waits_ended_at_a_meeting(&[Wait { from: 2.0, until: 1.0 }], &[1.0], 0.5);
    assert_eq!(found, EndedAtMeeting::default());
    assert_eq!(found.share_of_time(), None);
}

proptest! {
    #[test]
    fn it_is_the_mean_over_all_moments_of_becoming_ready(every in 1..30_u32, meetings in 1..5_u32) {
        let moments = 1_000;
        let waits = (0..moments).map(|moment| {
            let ready = (f64::from(moment) + 0.5) / f64::from(moments) * f64::from(every);
            f64::from(every * meetings) - ready
        });
        let slow = waits.sum::<f64>() / f64::from(moments);
        prop_assert!((mean_wait_days(f64::from(every), meetings) - slow).abs() < 1e-9);
    }

    #[test]
    fn it_finds_the_same_meetings_as_trying_each(
        waits in prop::collection::vec((0..50_i32, 0..50_i32), 0..20),
        mut meetings in prop::collection::vec(0..60_i32, 0..10), within in 0..3_i32,
    ) {
        meetings.sort_unstable();
        let near = |until: i32| meetings.iter().any(|m| (m - until).abs() <= within);
        let ended = waits.iter().filter(|(from, until)| until >= from && near(*until));
        let days: i32 = ended.clone().map(|(from, until)| until - from).sum();
        let found = waits_ended_at_a_meeting(
            &waits.iter()
                .map(|w| Wait { from: f64::from(w.0), until: f64::from(w.1) }).collect::<Vec<_>>(),
            &meetings.iter().map(|m| f64::from(*m)).collect::<Vec<_>>(),
            f64::from(within),
        );
        prop_assert_eq!(found.at_meeting, ended.count());
        prop_assert_eq!(found.waited_days_at_meeting, f64::from(days));
    }
}
