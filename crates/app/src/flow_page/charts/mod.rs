//! The charts of the report, made from the figures of the summary and the items behind them.

mod futures;
mod of_days;
mod of_items;
mod of_weeks;
#[cfg(test)]
mod tests;

use super::figures::Figures;
use super::summary::Summary;
use crate::source::Record;
use crate::source::told;
use crate::wording::{counted, date_words, grouped, to_the_second};
use chart::{Annotation, Chart, DayKind, Figure, Level};
use flow::ageing::OpenItem;
use flow::cycle_time::FinishedItem;
use flow::lives::{Fate, Life};
use jiff::civil::Date;

/// What the charts are drawn from.
pub(super) struct Charts<'r> {
    record: &'r Record,
    summary: &'r Summary,
    /// By the day they finished.
    finished: Vec<FinishedItem>,
    /// Oldest first.
    open: Vec<OpenItem>,
    /// The Monday of each week, what was finished in it, and whether all of it is told.
    weeks: Vec<(Date, u32, bool)>,
    /// The days of the record.
    dates: Vec<Date>,
    annotations: Vec<Annotation>,
    /// What stands under every chart.
    footer: Vec<String>,
}

/// Takes a figure; the first argument is what question it belongs to.
pub(super) type Show<'s> = &'s mut dyn FnMut(Question, &Figure);

/// The questions that the report answers, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    HowLong,
    OpenNow,
    WhereItWaits,
    HowMuch,
    WhatNext,
}

impl Question {
    pub(super) const ALL: [Self; 5] =
        [Self::HowLong, Self::OpenNow, Self::WhereItWaits, Self::HowMuch, Self::WhatNext];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::HowLong => "How long does it take?",
            Self::OpenNow => "What is open, and how old is it?",
            Self::HowMuch => "How much gets finished?",
            Self::WhatNext => "What comes next?",
            Self::WhereItWaits => "Where does it wait?",
        }
    }
}

impl<'r> Charts<'r> {
    pub(super) fn of(figures: &Figures<'r>, summary: &'r Summary) -> Self {
        let record = figures.record;
        let mut finished = figures.finished.clone();
        finished.sort_by_key(|item| item.finished_on);
        let mut open = flow::ageing::open_items(&record.lives, record.workflow.rules.count);
        open.sort_by(|a, b| b.age_days.total_cmp(&a.age_days).then(a.item.cmp(&b.item)));
        let dates: Vec<Date> = record.range.days().map(|day| record.calendar.date(day)).collect();
        Self {
            record,
            summary,
            finished,
            open,
            weeks: figures.weeks.iter().map(|it| (it.monday, it.count, it.whole)).collect(),
            annotations: record.annotations_within().cloned().collect(),
            footer: footer(record, summary),
            dates,
        }
    }

    /// Every chart, in the order of the report.
    pub(super) fn figures(&self, show: Show<'_>) {
        self.how_long(show);
        self.open_now(show);
        self.where_it_waits(show);
        self.how_much(show);
        self.what_next(show);
    }

    /// The first and the last day shown.
    fn days(&self) -> (Date, Date) {
        let first = self.dates.first().copied().unwrap_or(Date::ZERO);
        // A day off is no day of the record, and yet something may stand at it.
        (first, self.record.today().max(first))
    }

    /// Which days the figures count.
    fn day_kind(&self) -> DayKind {
        match self.summary.rules.days {
            "working" => DayKind::Working,
            _ => DayKind::Calendar,
        }
    }

    /// Where an item is to be seen, if the workflow file says so.
    fn href(&self, id: &str) -> Option<String> {
        let number: String = id.chars().rev().take_while(char::is_ascii_digit).collect();
        let number: String = number.chars().rev().collect();
        let url = self.record.item_url.as_ref()?;
        let missing = number.is_empty() && url.contains("{number}");
        (!missing).then(|| url.replace("{id}", &encoded(id)).replace("{number}", &number))
    }

    /// The percentile lines, from the lowest.
    fn levels(&self) -> Vec<Level> {
        let told = &self.summary.cycle_time_days;
        let lines = [(told.p50, "half"), (told.p85, "85 in 100"), (told.p95, "95 in 100")];
        let level = |(days, share): (Option<super::summary::Days>, &str)| {
            let days = days?;
            Some(Level {
                days: days.0,
                words: format!("{share} within {}", super::wording::days(days)),
            })
        };
        lines.into_iter().filter_map(level).collect()
    }

    fn show(&self, show: Show<'_>, told: Told<'_>, chart: &dyn Chart) {
        let Told { question, id, finding, says } = told;
        let footer: Vec<String> = says.into_iter().chain(self.footer.iter().cloned()).collect();
        show(question, &Figure { id, finding: &finding, footer: &footer, chart });
    }
}

/// What is said of a chart: its question, its name for links, its finding, and what only its own
/// footer says.
struct Told<'t> {
    question: Question,
    id: &'t str,
    finding: String,
    says: Vec<String>,
}

/// The counts, rules and doubts that stand under every chart.
fn footer(record: &Record, summary: &Summary) -> Vec<String> {
    let mut said = vec![counts(record, summary)];
    if !summary.source.filters.is_empty() {
        said.push(format!("Only items with {}.", summary.source.filters.join(", ")));
    }
    if let Some(window) = &summary.window {
        let (first, last) = (date_words(&window.first), date_words(&window.last));
        said.push(format!("Only the days from {first} to {last}."));
    }
    said.push(format!("The clock {}.", told::clock(&summary.rules)));
    said.push(format!("It counts {}.", told::days(&summary.rules)));
    let as_of = to_the_second(&summary.as_of);
    let (date, time) = as_of.split_once('T').unwrap_or((&as_of, ""));
    let time = time.get(..5).unwrap_or_default();
    said.push(format!("Data until {} {time} UTC.", date_words(date)));
    let doubts: u64 = summary.source.warnings.iter().map(|it| it.count).sum();
    if doubts > 0 {
        let problems = counted(doubts, "data problem");
        said.push(format!("{problems}, named at the end of the page."));
    }
    said.extend(told::annotations(record));
    said
}

/// How many items there are of each end, in the days looked at.
fn counts(record: &Record, summary: &Summary) -> String {
    let dropped = |it: &Life| {
        it.fate == Fate::Dropped && it.end.is_some_and(|end| end.day >= record.range.first)
    };
    let dropped: Vec<Life> = record.lives.iter().filter(dropped).collect();
    let before = match dropped.iter().filter(|life| life.start.is_none()).count() {
        0 => String::new(),
        some => format!(" ({} before it was started)", grouped(some as u64)),
    };
    format!(
        "{} finished, {} open, {} dropped{before}.",
        grouped(summary.cycle_time_days.n as u64),
        grouped(summary.counts.in_progress as u64),
        grouped(dropped.len() as u64)
    )
}

/// A name as a part of an address.
fn encoded(id: &str) -> String {
    let mut text = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
