//! The figures of problems. Open ones are counted (Kaplan–Meier); what was dropped is an end of its
//! own; nothing is by person. Pure.

use super::super::size::{SIZES, Size};
use super::life::{Life, Spell};
use crate::shell::date_in;
use flow::Instant;
use flow::survival::{Curve, Observation};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// With fewer that are done their percentiles say nothing.
pub(super) const FEWEST: usize = 8;

/// With fewer a percentile is told with its interval.
pub(super) const PLENTY: usize = 20;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Reply,
    Containment,
    Solution,
}

/// The three clocks: each with its word, how it is called, and what it has come to.
pub(super) const CLOCKS: [(Clock, &str, &str, &str); 3] = [
    (Clock::Solution, "solution", "until they are solved", "solved"),
    (Clock::Containment, "containment", "until they are contained", "contained"),
    (Clock::Reply, "reply", "until somebody replies", "replied to"),
];

impl Clock {
    /// When it stopped. What is solved without having been contained is contained by being solved.
    fn stopped(self, spell: &Spell) -> Option<Instant> {
        match self {
            Self::Reply => spell.replied_at,
            Self::Containment => spell.contained_at.or(spell.solved_at),
            Self::Solution => spell.solved_at,
        }
    }

    /// After so many days it is asked how many are done.
    pub(super) fn days(self) -> [i64; 4] {
        match self {
            Self::Reply => [1, 3, 7, 14],
            _ => [7, 14, 30, 60],
        }
    }
}

/// How long something takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taken {
    pub(super) done: usize,
    pub(super) open: usize,
    pub(super) dropped: usize,
    /// Days by which half are done, open ones counted; none where it is not reached.
    pub(super) median_days: Option<f64>,
    /// The same of those alone that are done.
    pub(super) done_median_days: Option<f64>,
    /// The share done within each of the clock's days; none where nothing was watched so long.
    pub(super) within: [Option<f64>; 4],
    pub(super) curve: Curve,
}

/// Each time of each problem: how long it was watched, and whether it came to its end. One that was
/// dropped was watched until then.
pub(super) fn observations(lives: &[Life], clock: Clock, now: Instant) -> Vec<Observation> {
    let spells = lives.iter().flat_map(|it| &it.spells);
    spells.map(|spell| observed(spell, clock, now)).collect()
}

fn observed(spell: &Spell, clock: Clock, now: Instant) -> Observation {
    match clock.stopped(spell) {
        Some(at) => Observation::finished(days(spell.from, at)),
        None => Observation::open(days(spell.from, ended(spell).unwrap_or(now))),
    }
}

/// When nothing more could come: what is solved without a reply had none.
fn ended(spell: &Spell) -> Option<Instant> {
    spell.dropped_at.or(spell.solved_at)
}

/// Exact days; what is done at once took the shortest time there is.
pub(super) fn days(from: Instant, to: Instant) -> f64 {
    let micros = (to.as_micros() - from.as_micros()).max(1);
    micros as f64 / flow::MICROS_PER_DAY as f64
}

impl Taken {
    pub(super) fn of(lives: &[Life], clock: Clock, now: Instant) -> Self {
        let spells: Vec<&Spell> = lives.iter().flat_map(|it| &it.spells).collect();
        let all = observations(lives, clock, now);
        let done: Vec<Observation> = all.iter().copied().filter(|it| it.ended).collect();
        let dropped = |it: &&&Spell| clock.stopped(it).is_none() && it.dropped_at.is_some();
        let dropped = spells.iter().filter(dropped).count();
        let curve = Curve::new(&all);
        let longest = all.iter().map(|it| it.exit).fold(0.0, f64::max);
        let within = |day: i64| {
            let (day, open) = (day as f64, curve.survival_at(day as f64));
            (longest >= day || open == 0.0).then_some(1.0 - open)
        };
        Self {
            done: done.len(),
            open: all.len() - done.len() - dropped,
            dropped,
            median_days: curve.median(),
            done_median_days: Curve::new(&done).median(),
            within: clock.days().map(within),
            curve,
        }
    }

    /// Days between which the age by which a share is done probably lies (95 in 100), where so few
    /// are done that it has to be said; the later end is not always reached.
    pub(super) fn between(&self, share: f64) -> Option<(f64, Option<f64>)> {
        let (low, high) = self.curve.limits_of(share);
        low.filter(|_| self.done < PLENTY && low != high).map(|low| (low, high))
    }

    /// Whether there are enough of them to say how long they take.
    pub(super) fn is_enough(&self) -> bool {
        self.done >= FEWEST
    }
}

/// How long problems of each size take until they are solved; mixed, the mix could change instead.
pub(super) fn by_size(lives: &[Life], now: Instant) -> Vec<(Size, Taken)> {
    let of = |size: Size| {
        let its = lives.iter().filter(|it| it.size_when_seen == size).cloned();
        (size, Taken::of(&its.collect::<Vec<_>>(), Clock::Solution, now))
    };
    SIZES.map(|it| of(it.0)).into()
}

/// How long a problem was there before it was shared: the shortest and the longest it can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen<'l> {
    pub(super) life: &'l Life,
    pub(super) on: Date,
    pub(super) days: (f64, f64),
}

/// Of those whose beginning somebody guessed, by the day they were shared.
pub(super) fn lags<'l>(lives: &'l [Life], zone: &str) -> Vec<Seen<'l>> {
    let seen = |life: &'l Life| {
        let (first, last) = life.began?;
        let on = date_in(life.spells.first()?.from, zone);
        let until = |from: Date| f64::from((on - from).get_days().max(0));
        Some(Seen { life, on, days: (until(last), until(first)) })
    };
    let mut all: Vec<Seen<'l>> = lives.iter().filter_map(seen).collect();
    all.sort_by_key(|it| (it.on, it.life.number));
    all
}

/// The nearest-rank median.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len().div_ceil(2).checked_sub(1)?).copied()
}

/// How many problems of each size were shared in each month, from the first to this one.
pub(super) fn months(lives: &[Life], zone: &str, today: Date) -> Vec<(Date, [u32; 4])> {
    let month =
        |it: &Life| it.spells.first().map(|spell| date_in(spell.from, zone).first_of_month());
    let mut counts: BTreeMap<Date, [u32; 4]> = BTreeMap::new();
    for it in lives {
        if let Some(month) = month(it) {
            counts.entry(month).or_default()[it.size_when_seen as usize] += 1;
        }
    }
    let Some(first) = counts.keys().next().copied() else { return vec![] };
    let mut all = vec![];
    let mut month = first;
    while month <= today.first_of_month() {
        all.push((month, counts.get(&month).copied().unwrap_or_default()));
        month = month.saturating_add(jiff::ToSpan::months(1));
    }
    all
}

/// Whether what was solved stays away.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recurrence {
    pub(super) solved: usize,
    pub(super) back: usize,
    pub(super) verified: usize,
    /// The share that is still away after 14, 30 and 90 days, those that are watched still counted;
    /// none where nothing was watched so long.
    pub(super) away: [Option<f64>; 3],
}

/// After so many days it is asked how many have stayed away.
pub(super) const AWAY_DAYS: [i64; 3] = [14, 30, 90];

pub(super) fn recurrence(lives: &[Life], now: Instant) -> Recurrence {
    let mut watched = vec![];
    let mut verified = 0;
    for life in lives {
        for (place, spell) in life.spells.iter().enumerate() {
            let Some(solved) = spell.solved_at else { continue };
            verified += usize::from(spell.verified_at.is_some());
            watched.push(match life.spells.get(place + 1) {
                Some(next) => Observation::finished(days(solved, next.from)),
                None => Observation::open(days(solved, now)),
            });
        }
    }
    let curve = Curve::new(&watched);
    let longest = watched.iter().map(|it| it.exit).fold(0.0, f64::max);
    let away = |day: i64| (longest >= day as f64).then(|| curve.survival_at(day as f64));
    Recurrence {
        solved: watched.len(),
        back: watched.iter().filter(|it| it.ended).count(),
        verified,
        away: AWAY_DAYS.map(away),
    }
}

/// What a cause cost.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cause {
    /// As it was named first; nothing where none was named.
    pub(super) name: Option<String>,
    pub(super) problems: usize,
    /// Days on which a problem of it kept a team from working: of each team and problem the union,
    /// so that no day counts twice; added over teams and problems.
    pub(super) blocked_days: usize,
}

/// The causes by what they cost, the dearest first; those without a name come last.
pub(super) fn causes(lives: &[Life], today: Date) -> Vec<Cause> {
    let mut all: BTreeMap<String, Cause> = BTreeMap::new();
    for life in lives {
        let key = life.cause.as_deref().unwrap_or_default().to_lowercase();
        let (name, problems, blocked_days) = (life.cause.clone(), 0, 0);
        let cause = all.entry(key).or_insert(Cause { name, problems, blocked_days });
        cause.problems += 1;
        cause.blocked_days += blocked_days_of(life, today);
    }
    let mut all: Vec<Cause> = all.into_values().collect();
    all.sort_by_key(|it| (it.name.is_none(), std::cmp::Reverse(it.blocked_days)));
    all
}

/// The days on which it kept a team from working, added over the teams.
pub(super) fn blocked_days_of(life: &Life, today: Date) -> usize {
    let mut of_teams: BTreeMap<&str, Vec<(Date, Date)>> = BTreeMap::new();
    for (team, from, until) in &life.blocked {
        of_teams.entry(team).or_default().push((*from, until.unwrap_or(today).max(*from)));
    }
    of_teams.into_values().map(union_days).sum()
}

/// How many days lie in any of the intervals, their ends counted.
fn union_days(mut intervals: Vec<(Date, Date)>) -> usize {
    intervals.sort_unstable();
    let (mut count, mut counted_to): (i32, Option<Date>) = (0, None);
    for (from, until) in intervals {
        let from = match counted_to {
            Some(day) if day >= until => continue,
            Some(day) if day >= from => day.saturating_add(jiff::ToSpan::day(1)),
            _ => from,
        };
        count += (until - from).get_days() + 1;
        counted_to = Some(until);
    }
    usize::try_from(count).unwrap_or(0)
}
