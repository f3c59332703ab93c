//! Counts what happens at each age: who comes under observation, finishes, or is lost sight of.

use super::Observation;

/// What happens at one age.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub(super) time: f64,
    pub(super) entered: usize,
    pub(super) ended: usize,
    pub(super) left: usize,
}

/// The ages where anything happens, ascending, each once.
pub(super) fn tally(observations: &[Observation]) -> Vec<Tally> {
    // Beyond this many days per observation a table of all days costs more than sorting.
    let longest = 4 * observations.len() + 4_096;
    let whole = |age: f64| age >= 0.0 && age <= longest as f64 && age.fract() == 0.0;
    let at_risk = || observations.iter().filter(|observation| observation.was_at_risk());
    if at_risk().all(|observation| whole(observation.entry) && whole(observation.exit)) {
        let oldest = at_risk().fold(0.0, |oldest: f64, observation| oldest.max(observation.exit));
        by_whole_days(at_risk(), oldest as usize)
    } else {
        by_sorting(at_risk())
    }
}

fn by_whole_days<'a>(
    observations: impl Iterator<Item = &'a Observation>,
    oldest: usize,
) -> Vec<Tally> {
    let mut days = vec![Tally::default(); oldest + 1];
    for observation in observations {
        days[observation.entry as usize].entered += 1;
        days[observation.exit as usize].count_exit(observation.ended);
    }
    for (day, tally) in days.iter_mut().enumerate() {
        tally.time = day as f64;
    }
    days.retain(|tally| tally.entered + tally.ended + tally.left > 0);
    days
}

fn by_sorting<'a>(observations: impl Iterator<Item = &'a Observation>) -> Vec<Tally> {
    let mut moments: Vec<(f64, Option<bool>)> =
        observations.flat_map(|seen| [(seen.entry, None), (seen.exit, Some(seen.ended))]).collect();
    moments.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut tallies: Vec<Tally> = Vec::new();
    for (time, exit) in moments {
        if tallies.last().is_none_or(|tally| tally.time != time) {
            tallies.push(Tally { time, ..Tally::default() });
        }
        let Some(tally) = tallies.last_mut() else { continue };
        match exit {
            None => tally.entered += 1,
            Some(ended) => tally.count_exit(ended),
        }
    }
    tallies
}

impl Tally {
    fn count_exit(&mut self, ended: bool) {
        if ended { self.ended += 1 } else { self.left += 1 }
    }
}
