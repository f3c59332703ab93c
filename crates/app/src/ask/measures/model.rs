//! The figures of asks. Open ones are counted (Kaplan–Meier); nothing is by person. Pure.

use super::super::kind::{AskKind, KINDS};
use super::super::model::{Ask, Moment, State, Version};
use crate::peer_team::PeerSpell;
use crate::people::PersonId;
use flow::Instant;
use flow::survival::{Curve, Observation};

/// With fewer answers their percentiles say nothing.
pub(super) const FEWEST: usize = 8;
/// Within so many days of an ask, how many answers are in.
pub(super) const WITHIN_DAYS: [i64; 3] = [1, 3, 7];
const DAY_MICROS: f64 = 86_400_000_000.0;

/// How long answers take.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Waiting {
    pub(super) answered: usize,
    /// So many answers are waited for now.
    pub(super) open: usize,
    /// Days by which half are answered, open ones counted; none where it is not reached.
    pub(super) median_days: Option<f64>,
    /// The same of those alone that are answered.
    pub(super) answered_median_days: Option<f64>,
    /// The share answered within each of `WITHIN_DAYS`; none where nothing was watched so long.
    pub(super) within: [Option<f64>; 3],
}

/// Asks by where they stand.
pub(super) const STATES: [(State, &str); 7] = [
    (State::Waiting, "waiting"),
    (State::Returned, "too vague so far"),
    (State::Declined, "declined"),
    (State::Accepted, "accepted, fate open"),
    (State::Kept, "kept"),
    (State::NotKept, "not kept"),
    (State::Withdrawn, "withdrawn"),
];

/// The asks of a kind by where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OfKind {
    pub(super) kind: AskKind,
    pub(super) counts: [usize; 7],
}

/// Every time that somebody was asked: how long it was watched, and whether an answer came.
pub(super) fn observations(asks: &[Ask], moment: &Moment) -> Vec<Observation> {
    let mut all = vec![];
    for it in asks {
        let asker_left = left(moment, &it.by, &it.versions[0]);
        for (place, version) in it.versions.iter().enumerate() {
            let next = it.versions.get(place + 1).map(|next| next.at);
            let watched = |person: &PersonId| {
                let until = [asker_left, next, left(moment, person, version)].into_iter();
                let until = until.flatten().map(|at| at.as_micros());
                fated_since(it, until.fold(moment.now.as_micros(), Ord::min))
            };
            all.extend(version.asked.iter().map(|person| match version.answer_of(person) {
                Some(answer) => Observation::finished(days(version.at, answer.at.as_micros())),
                None => Observation::open(days(version.at, watched(person))),
            }));
        }
    }
    all
}

/// How many answers are waited for now.
pub(super) fn open(asks: &[Ask], moment: &Moment) -> usize {
    asks.iter().map(|it| it.waits_for(moment).len()).sum()
}

/// Since when an ask that had a fate at some time had had one, whichever: the first of those that
/// none had undone before it. Where it had none, that time.
fn fated_since(it: &Ask, micros: i64) -> i64 {
    let by_then = it.fates.iter().rev().skip_while(|it| it.at.as_micros() >= micros);
    let run = by_then.take_while(|it| it.fate.is_some());
    run.last().map_or(micros, |first| first.at.as_micros())
}

/// When somebody left who was here when a version was stated.
fn left(moment: &Moment, person: &PersonId, version: &Version) -> Option<Instant> {
    let at = version.at.as_micros();
    let until = |it: &PeerSpell| it.until.filter(|until| until.as_micros() > at);
    let mut theirs = moment.spells.iter().filter(|it| it.person == *person);
    theirs.find(|it| it.from.as_micros() <= at && until(it).is_some()).and_then(until)
}

/// Exact days; an answer at once counts as the shortest time there is.
fn days(from: Instant, to_micros: i64) -> f64 {
    (to_micros - from.as_micros()).max(1) as f64 / DAY_MICROS
}

impl Waiting {
    /// `open` are those that are waited for now; what is unanswered and waited for no longer was
    /// watched, too.
    pub(super) fn of(observations: &[Observation], open: usize) -> Self {
        let finished: Vec<Observation> =
            observations.iter().copied().filter(|it| it.ended).collect();
        let curve = Curve::new(observations);
        let longest = observations.iter().map(|it| it.exit).fold(0.0, f64::max);
        let within = |day: i64| {
            let (day, open) = (day as f64, curve.survival_at(day as f64));
            (longest >= day || open == 0.0).then_some(1.0 - open)
        };
        Self {
            answered: finished.len(),
            open,
            median_days: curve.median(),
            answered_median_days: Curve::new(&finished).median(),
            within: WITHIN_DAYS.map(within),
        }
    }

    /// Whether there are enough of them to say how long they take.
    pub(super) fn is_enough(&self) -> bool {
        self.answered >= FEWEST
    }
}

/// All asks by their kind and where they stand.
pub(super) fn by_kind(asks: &[Ask], moment: &Moment) -> Vec<OfKind> {
    let of = |kind: AskKind| {
        let its = asks.iter().filter(|it| it.kind == kind).map(|it| it.state(moment));
        let its: Vec<State> = its.collect();
        let counts = STATES.map(|(state, _)| its.iter().filter(|it| **it == state).count());
        OfKind { kind, counts }
    };
    KINDS.map(|it| of(it.0)).into()
}
