//! Cuts the lives of the items at the change, and counts what was finished in which week.

use super::{Spell, Study};
use crate::survival::Observation;

/// Weeks further than a century from the change are not counted.
const MOST_WEEKS: i64 = 5_218;

/// What was seen of the items on one side of the change.
#[derive(Debug, Default)]
pub(super) struct Lives {
    pub(super) observations: Vec<Observation>,
    pub(super) finished: usize,
    pub(super) open: usize,
    pub(super) dropped: usize,
}

/// The lives before the change and from it on.
pub(super) fn lives(spells: &[Spell], study: &Study) -> [Lives; 2] {
    let day = i64::from;
    let change = day(study.change_day);
    [within(spells, day(study.first_day), change - 1), within(spells, change, day(study.last_day))]
}

/// What is seen of the items from one day to another, both included.
fn within(spells: &[Spell], first: i64, last: i64) -> Lives {
    let mut lives = Lives::default();
    for spell in spells {
        let (start, end) = (i64::from(spell.start), i64::from(spell.end));
        if end < start || start > last || end < first || last < first {
            continue;
        }
        let ended = spell.finished && end <= last;
        match ended {
            true => lives.finished += 1,
            false if end < last => lives.dropped += 1,
            false => lives.open += 1,
        }
        lives.observations.push(Observation {
            entry: (first - start).max(0) as f64,
            exit: (end.min(last) - start + 1) as f64,
            ended,
        });
    }
    lives
}

/// The items finished in each whole week before the change and from it on, in the order of time.
/// Weeks are counted from the change, so that none of them lies on both sides.
pub(super) fn finished_per_week(spells: &[Spell], study: &Study) -> [Vec<u32>; 2] {
    let week = i64::from(study.days_per_week.max(1));
    let change = i64::from(study.change_day);
    let whole = |days: i64| days.div_euclid(week).clamp(0, MOST_WEEKS);
    let before = whole(change - i64::from(study.first_day));
    let after = whole(i64::from(study.last_day) - change + 1);
    let mut counts = vec![0_u32; (before + after) as usize];
    for spell in spells.iter().filter(|spell| spell.finished && spell.end >= spell.start) {
        let number = before + (i64::from(spell.end) - change).div_euclid(week);
        let count = usize::try_from(number).ok().and_then(|number| counts.get_mut(number));
        if let Some(count) = count {
            *count += 1;
        }
    }
    let after = counts.split_off(before as usize);
    [counts, after]
}
