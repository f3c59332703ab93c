//! Thousands of random stories of a problem, and what has to hold after each step.

use super::super::model::{Change, Due, Harm, Problem, Route, State, Undone, What};
use super::{Size, at_instant, changed, instant, shared, who};
use jiff::civil::date;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::collections::HashMap;

const PEERS: [&str; 4] = ["raiser", "ben", "cho", "dina"];
const SIZES: [Size; 4] = [Size::UnderADay, Size::AFewDays, Size::APersonWeek, Size::More];

/// A story that chance writes.
struct Story {
    chance: Pcg64Mcg,
    it: Problem,
    now: i64,
}

impl Story {
    fn new(seed: u64) -> Self {
        Self { chance: Pcg64Mcg::seed_from_u64(seed), it: shared(Some("raiser"), 1), now: 1 }
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.chance.random_range(0..of.len())].clone()
    }

    fn change(&mut self) -> Change<'static> {
        let size = self.pick(&SIZES);
        let team = self.pick(&["mobile", "search", "web"]);
        match self.chance.random_range(0..21) {
            0 => Change::Reword("In other words", ""),
            1 => Change::AlsoHave(vec![team.to_owned()], Some(size)),
            2 => Change::Estimate(size, Some(Harm::Undoable)),
            3 => Change::Route(self.pick(&[Route::Team, Route::Peers, Route::Organization])),
            4..=6 => Change::TakeUp,
            7 => Change::LetGo,
            8..=9 => Change::Contain(""),
            10 => Change::BreakLoose,
            11..=12 => Change::Solve("Something", size),
            13..=14 => Change::ComeBack("Again"),
            15 => Change::Drop("Not now"),
            16 => Change::Answer,
            17 => Change::Cause(self.pick(&["test data", "tooling"])),
            18 => Change::Block(team, date(2026, 3, 1)),
            19 => Change::Unblock(team, date(2026, 3, 2)),
            _ => Change::Thank("Well done"),
        }
    }

    fn step(&mut self) {
        // One clock in ten is behind, as that of another node may be.
        self.now +=
            self.chance.random_range(0..9) - i64::from(self.chance.random_range(0..10) == 0);
        let before = self.it.clone();
        match self.chance.random_range(0..12) {
            0 => self.undoes(),
            1 | 2 => self.time_passes(),
            _ => {
                let (by, change) = (self.pick(&PEERS), self.change());
                if let Ok(after) = changed(before.clone(), (self.now, by), change) {
                    assert_eq!(after.content.log.len(), before.content.log.len() + 1);
                    self.it = after;
                }
            }
        }
        self.nothing_is_lost(&before);
        self.all_adds_up();
    }

    fn undoes(&mut self) {
        let place = self.chance.random_range(0..self.it.content.log.len());
        let event = self.it.content.log[place].event.clone();
        let undone = Undone { at: instant(self.now), by: who("ben") };
        if let Ok(after) = self.it.clone().without(&event, undone) {
            self.it = after;
        }
    }

    fn time_passes(&mut self) {
        self.now += self.chance.random_range(0..60);
        let mut rounds = 0;
        while let Some(due) = self.it.due(instant(self.now)) {
            let event = format!("event {}", self.it.content.log.len());
            let it = self.it.clone();
            let after =
                at_instant((self.now, None, &event), |it_is| it.time_is_up((due, None), it_is));
            self.it = after.expect("what is due can happen");
            rounds += 1;
            assert!(rounds < 4, "{due:?} is due again and again");
        }
        assert!(self.it.next_due().is_none_or(|next| next.as_micros() > self.now));
    }

    /// Whatever was in the log is in it, in its place and as it was, but for being undone.
    fn nothing_is_lost(&self, before: &Problem) {
        assert!(self.it.content.log.len() >= before.content.log.len());
        for (was, is) in before.content.log.iter().zip(&self.it.content.log) {
            assert_eq!((was.at, &was.by, &was.what), (is.at, &is.by, &is.what));
            assert!(was.undone.is_none() || was.undone == is.undone);
        }
        let times: Vec<i64> = self.it.content.log.iter().map(|it| it.at.as_micros()).collect();
        assert!(times.is_sorted(), "the log runs backwards: {times:?}");
    }

    /// What is read off the log is what a plain count of it says.
    fn all_adds_up(&self) {
        let log: Vec<_> = self.it.content.log.iter().filter(|it| it.undone.is_none()).collect();
        let count = |is: &dyn Fn(&What) -> bool| log.iter().filter(|it| is(&it.what)).count();
        let standing = self.it.standing();
        assert_eq!(standing.spells.len(), 1 + count(&|it| matches!(it, What::CameBack { .. })));
        let solved = standing.spells.iter().filter(|it| it.solved.is_some()).count();
        assert_eq!(solved, count(&|it| matches!(it, What::Solved { .. })), "a solution is lost");
        assert_eq!(standing.size_when_seen, Size::AFewDays, "the size when seen was changed");
        // Whoever took it up, contained or solved it in a spell is among those who helped in it.
        let mut spell = 0;
        for entry in &log {
            spell += usize::from(matches!(entry.what, What::CameBack { .. }));
            let works =
                matches!(entry.what, What::TookUp | What::Contained { .. } | What::Solved { .. });
            let by = entry.by.as_ref();
            let helped = &standing.spells[spell].helped;
            assert!(!works || by.is_some_and(|by| helped.contains(by)), "a solver is lost");
        }
        for (spell, next) in standing.spells.iter().zip(standing.spells.iter().skip(1)) {
            assert!(spell.from.as_micros() <= next.from.as_micros());
            assert!(spell.solved.is_some() || spell.dropped.is_some(), "back without an end");
        }
        for spell in &standing.spells {
            let ends = [
                spell.replied_at,
                spell.contained.as_ref().map(|it| it.0),
                spell.solved.as_ref().map(|it| it.at),
                spell.verified_at,
                spell.dropped.as_ref().map(|it| it.0),
            ];
            let from = spell.from.as_micros();
            assert!(ends.iter().flatten().all(|it| it.as_micros() >= from), "{spell:?}");
            assert!(spell.solved.is_none() || spell.dropped.is_none());
            assert!(spell.verified_at.is_none() || spell.solved.is_some());
        }
    }
}

#[test]
fn whatever_happens_no_time_no_size_and_no_solver_is_lost() {
    let mut ends: HashMap<String, usize> = HashMap::new();
    for seed in 0..4_000 {
        let told = std::panic::catch_unwind(|| {
            let mut story = Story::new(seed);
            (0..40).for_each(|_| story.step());
            format!("{:?}", story.it.standing().state())
        });
        match told {
            Ok(end) => *ends.entry(end).or_default() += 1,
            Err(_) => panic!("seed {seed}"),
        }
    }
    for state in [State::Shared, State::TakenUp, State::Contained, State::Solved, State::Dropped] {
        assert!(ends.get(&format!("{state:?}")).is_some_and(|it| *it > 50), "{state:?}: {ends:?}");
    }
    assert!(ends.get("Verified").is_some_and(|it| *it > 20), "{ends:?}");
}

#[test]
fn what_is_due_comes_in_its_order() {
    let it = shared(Some("raiser"), 0);
    assert_eq!(it.next_due(), Some(instant(30)));
    assert_eq!(it.due(instant(29)), None);
    assert_eq!(it.due(instant(500)), Some(Due::Reply), "of two that are due, the earlier");
}
