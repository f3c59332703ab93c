//! What can be asked of a source: files, formats, times, windows and filters. Pure.

use super::{AsOf, Warning};
use flow::lives::{Fate, Life, Lives};
use flow::workflow::{MovingBack, StraightToDone, Workflow, word};
use flow::{Block, Calendar, Filter, History, Instant};
use jiff::ToSpan;
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;
use trackers::{DateOrder, Format};

/// Which files to read, and what is known of them. The default recognises everything.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files, directories, or `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// The layout; none recognises it.
    pub format: Option<Format>,
    /// A workflow file.
    pub workflow: Option<PathBuf>,
    /// The state on whose entry the clock starts.
    pub start: Option<String>,
    /// The state on whose entry the clock stops.
    pub finish: Option<String>,
    /// The order of day, month and year in dates that leave it open.
    pub date_order: Option<DateOrder>,
    /// The IANA name of the team's time zone; none takes the workflow file's, else UTC.
    pub time_zone: Option<String>,
    /// As of when to tell; none takes the export's own time, else its last event.
    pub now: Option<Moment>,
    /// Only these days.
    pub window: Option<Window>,
    /// Only items with these attributes.
    pub filters: Vec<Filter>,
}

/// A moment as people give it: an instant, or a day, meaning its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An exact instant.
    At(Instant),
    /// The end of a civil day in the team's time zone.
    EndOf(Date),
}

impl Moment {
    /// The instant that is meant, in the calendar's time zone.
    #[must_use]
    pub fn instant(self, calendar: &Calendar) -> Instant {
        match self {
            Self::At(at) => at,
            Self::EndOf(date) => {
                let next = calendar.start_of(date.saturating_add(1.day()));
                Instant::from_micros(next.as_micros() - 1)
            }
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(at) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::At(at.into()));
        }
        day(text).map(Self::EndOf).map_err(|_| {
            format!("“{text}” is no day (2026-03-31) and no instant (2026-03-31T18:00:00Z)")
        })
    }
}

/// The days to look at, both included; either end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day; none begins with the record.
    pub first: Option<Date>,
    /// The last day; none ends with the record.
    pub last: Option<Date>,
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is no window; give it as 2026-01-01..2026-03-31");
        let (first, last) = text.split_once("..").ok_or_else(wrong)?;
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => day(text).map(Some),
        };
        let window = Self { first: end(first)?, last: end(last)? };
        if let (Some(first), Some(last)) = (window.first, window.last)
            && last < first
        {
            return Err(format!("the window “{text}” ends before it begins"));
        }
        Ok(window)
    }
}

/// A day as it is typed: 2026-03-31.
///
/// # Errors
/// A sentence, when there is no such day.
pub fn day(text: &str) -> Result<Date, String> {
    let parsed = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    parsed.ok_or_else(|| format!("there is no day “{text}”; write days as 2026-03-31"))
}

/// A filter as it is typed: `column=value`.
///
/// # Errors
/// A sentence, when there is no `=` or nothing before it.
pub fn filter(text: &str) -> Result<Filter, String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => {
            Ok(Filter { column: column.trim().to_owned(), value: value.trim().to_owned() })
        }
        _ => Err(format!("“{text}” is no filter; give it as column=value")),
    }
}

/// An export that ends long before the instant it is told for: what came after would look like a
/// standstill.
pub(super) fn stale(as_of: (Instant, AsOf), last_at: Instant) -> Option<Warning> {
    const A_WEEK: f64 = 7.0;
    let days = as_of.0.days_since(last_at);
    (as_of.1 == AsOf::Given && days > A_WEEK).then(|| Warning {
        code: "record_ends_before_now",
        count: days as u64,
        example: format!(
            "days: the last event is of {last_at}; if work went on, export again, for everything \
             since looks like a standstill"
        ),
    })
}

/// What the history itself makes doubtful: each kind once, counted, with its first item.
pub(super) fn doubts(history: &History, lives: &Lives, workflow: &Workflow) -> Vec<Warning> {
    let mut doubts = vec![];
    let mut add = |code, doubtful: &dyn Fn(&Life) -> bool, what: &dyn Fn(&str) -> String| {
        let mut items = lives.iter().filter(|life| doubtful(life));
        if let Some(first) = items.next() {
            let example = what(history.id(first.item));
            doubts.push(Warning { code, count: 1 + items.count() as u64, example });
        }
    };
    add("moved_back", &|life| life.moved_back, &|id| {
        let rule = word(&MovingBack::WORDS, workflow.rules.moving_back);
        format!("item {id} moved back to an earlier state (rule: {rule})")
    });
    add("finished_without_start", &|life| life.straight_to_done, &|id| {
        let rule = word(&StraightToDone::WORDS, workflow.rules.straight_to_done);
        format!("item {id} went straight from a queue to done (rule: {rule})")
    });
    let open: Vec<&Block> = history.blocks().iter().filter(|it| it.until.is_none()).collect();
    let still_blocked = |life: &Life| {
        let begun = open.binary_search_by_key(&life.item, |it| it.item).map(|at| open[at].from);
        life.end.is_some_and(|end| begun.is_ok_and(|begun| begun <= end.at))
    };
    add(
        "finished_while_blocked",
        &|life| life.fate == Fate::Finished && still_blocked(life),
        &|id| format!("item {id} was finished, but its block was never lifted"),
    );
    if lives.unknown_entries() > 0 {
        let names: Vec<&str> = history
            .states()
            .iter()
            .map(|state| state.name.as_str())
            .filter(|name| workflow.position_of(name).is_err())
            .collect();
        doubts.push(Warning {
            code: "unknown_state",
            count: lives.unknown_entries(),
            example: format!("the workflow does not name: {}", names.join(", ")),
        });
    }
    doubts
}
