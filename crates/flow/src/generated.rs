//! Work histories made up for tests, beside the plain steps they were made of.

use crate::calendar::DayRange;
use crate::lives::Lives;
use crate::workflow::{Category, Rules, State, Workflow};
use crate::{Calendar, Day, History, HistoryBuilder, Instant};
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// The states that generated items go through, in order.
pub(crate) const STATES: [(&str, Category); 6] = [
    ("Backlog", Category::Queue),
    ("Doing", Category::Active),
    ("Review", Category::Waiting),
    ("Done", Category::Done),
    ("Released", Category::Done),
    ("Won't do", Category::Dropped),
];

/// What blocks generated items.
pub(crate) const REASONS: [&str; 3] = ["no test machine", "waiting for the vendor", "ill"];

pub(crate) fn workflow(rules: Rules) -> Workflow {
    let states = STATES.map(|(name, category)| State { name: name.into(), category });
    Workflow::new(states.to_vec(), rules).unwrap()
}

pub(crate) fn hour(hours: i64) -> Instant {
    Instant::from_micros(hours * 3_600_000_000)
}

/// One item as plain data: (hour, state) in order, and blocks (from hour, to hour, reason).
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) steps: Vec<(i64, usize)>,
    pub(crate) blocks: Vec<(i64, i64, usize)>,
}

prop_compose! {
    fn told()(
        begin in 0_i64..800,
        steps in prop::collection::vec((1_i64..90, 0_usize..6), 1..8),
        blocks in prop::collection::vec((0_i64..900, 1_i64..120, 0_usize..3), 0..4),
    ) -> Told {
        let mut at = begin;
        let steps = steps.into_iter().map(|(gap, state)| { at += gap; (at, state) }).collect();
        let until = |(from, hours, why)| (from, from + hours, why);
        let blocks = blocks.into_iter().map(until).collect();
        Told { steps, blocks }
    }
}

/// Up to 25 items.
pub(crate) fn items() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec(told(), 1..25)
}

pub(crate) fn history(items: &[Told]) -> History {
    let mut builder = HistoryBuilder::new(vec![]);
    for (number, told) in items.iter().enumerate() {
        let item = builder.item(&format!("T-{number}"));
        let mut left = None;
        for (at, state) in &told.steps {
            let state = builder.state(STATES[*state].0);
            builder.enter(item, hour(*at), left, state);
            left = Some(state);
        }
        for (from, until, why) in &told.blocks {
            builder.blocked_between(item, hour(*from), Some(hour(*until)), REASONS[*why]);
        }
    }
    builder.finish()
}

pub(crate) fn calendar() -> Calendar {
    Calendar::every_day(TimeZone::UTC)
}

/// The lives of generated items under the default rules, and all days of their record.
pub(crate) fn lives(history: &History, as_of: Instant) -> (Lives, DayRange) {
    let lives = Lives::new(history, &workflow(Rules::default()), &calendar(), as_of);
    (lives, DayRange { first: Day(0), last: calendar().day_of(as_of) })
}
