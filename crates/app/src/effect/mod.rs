//! Whether a change made a difference: before and after, with open items counted, and a verdict
//! in words. Optionally beside a control: work that the change did not touch.

mod charts;
mod report;
#[cfg(test)]
mod tests;
mod words;

pub use report::Report;
pub use words::text;

use crate::Error;
use crate::source::{self, Record, Request};
use flow::effect::{Spell, Study};
use flow::lives::Fate;
use jiff::civil::Date;
use std::path::PathBuf;

/// Compares the days before a change with the days from it on. `control` names files of work that
/// the change did not touch; they are read as the request says, in the same way.
///
/// # Errors
/// [`Error`] when the files cannot be read, or the change lies outside the record.
pub fn compare(
    request: &Request,
    change: Date,
    control: Option<PathBuf>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, Error> {
    compared(request, change, control, progress).map(|(_, report)| report)
}

/// The same, and a page that shows it.
///
/// # Errors
/// [`Error`] as for [`compare`].
pub fn report(
    request: &Request,
    change: Date,
    control: Option<PathBuf>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Report, crate::Report), Error> {
    let (record, told) = compared(request, change, control, progress)?;
    let page = charts::report(request, &record, change, &told)?;
    Ok((told, page))
}

fn compared(
    request: &Request,
    change: Date,
    control: Option<PathBuf>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Record, Report), Error> {
    let record = source::read(request, progress)?;
    let study = study(&record, change)?;
    let spells = spells(&record);
    let control = match control {
        None => None,
        Some(path) => {
            let request = Request { paths: vec![path], ..request.clone() };
            let other = source::read(&request, progress)?;
            Some(study.against_control(&spells, &self::spells(&other)))
        }
    };
    let told = report::report(&record, change, &study.measure(&spells), control);
    Ok((record, told))
}

/// The report as one JSON object on a line of its own.
#[must_use]
pub fn json(report: &Report) -> String {
    // Every key is text and every value a number, a text or a list: nothing can fail to be written.
    serde_json::to_string(report).map_or_else(|_| String::new(), |json| json + "\n")
}

fn study(record: &Record, change: Date) -> Result<Study, Error> {
    let day = record.calendar.day_of_date(change);
    let (first, last) = (record.range.first, record.range.last);
    if day <= first || day > last {
        return Err(Error::Asked(format!(
            "The change on {change} lies outside the record, which runs from {} to {}. Give a day \
             in between.",
            record.calendar.date(first),
            record.calendar.date(last)
        )));
    }
    let days_per_week = record.calendar.days_per_week();
    Ok(Study { days_per_week, ..Study::new(first.0, day.0, last.0) })
}

/// Every started item from its first day to its last, or to the last day of the record.
fn spells(record: &Record) -> Vec<Spell> {
    let today = record.lives.today().day;
    let lives = record.lives.iter();
    lives
        .filter_map(|life| {
            let finished = life.fate == Fate::Finished;
            let end = life.end.map_or(today, |end| end.day);
            Some(Spell { start: life.start?.day.0, end: end.0, finished })
        })
        .collect()
}
