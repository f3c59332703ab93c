//! Problems, tested: their rules as a table and under chance, their pages, their clocks.

mod chance;
mod rules;

use super::model::{Change, Clocks, Content, Entry, Moment, Problem, What};
use super::{Refusal, Size};
use crate::peer_team::PeerTeamId;
use crate::people::PersonId;
use flow::Instant;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 3, 2);

fn who(name: &str) -> PersonId {
    PersonId::known(name)
}

fn at(micros: i64) -> Instant {
    Instant::from_micros(micros)
}

/// What costs more gets less time, in plain numbers.
fn clocks(size: Size, from: Instant) -> Clocks {
    let size = size as i64;
    Clocks {
        reply_by: at(from.as_micros() + 40 - 10 * size),
        solve_by: at(from.as_micros() + 100 - 20 * size),
    }
}

/// Does something at an instant; a solution is watched for 30.
fn at_instant<T>(
    (now, by, event): (i64, Option<&str>, &str),
    does: impl FnOnce(&Moment<'_>) -> T,
) -> T {
    let by = by.map(who);
    does(&Moment {
        now: at(now),
        today: TODAY,
        by: by.as_ref(),
        event,
        clocks: &clocks,
        watched_until: at(now + 30),
    })
}

fn shared(by: Option<&str>, now: i64) -> Problem {
    let what = What::Shared {
        words: "Builds fail at random".to_owned(),
        more: String::new(),
        teams: vec!["web".to_owned()],
        size: Size::AFewDays,
        harm: None,
        clocks: clocks(Size::AFewDays, at(now)),
    };
    let by = by.map(who);
    let entry =
        Entry { at: at(now), by: by.clone(), event: "shared".to_owned(), what, undone: None };
    Problem {
        id: "problem".to_owned(),
        team: PeerTeamId::known("north"),
        number: 1,
        content: Content { raised_by: by, below: None, began: None, part: None, log: vec![entry] },
    }
}

fn changed(it: Problem, (now, by): (i64, &str), change: Change<'_>) -> Result<Problem, Refusal> {
    let event = format!("event {}", it.content.log.len());
    at_instant((now, Some(by), &event), |moment| it.change(change, moment))
}
