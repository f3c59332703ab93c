//! A column of dates: which order of day and month fits all of its cells.

use super::cell::{DateCell, Orders};
use crate::DateOrder;
use crate::error::ReadError;
use crate::warnings::{Warnings, excerpt};

/// What a cell turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// There is nothing in it.
    Empty,
    /// A date, in whichever order.
    Date(DateCell),
    /// Something else.
    Other,
}

/// Collects what the cells of one column allow, and decides at the end.
#[derive(Debug)]
pub(crate) struct DateColumn {
    pub(crate) name: String,
    fits_all: Orders,
    /// The first cell that only fits day first, and the first that only fits month first.
    only: [Option<Example>; 2],
    /// The first cell that would be another day in the other order.
    open: Option<Example>,
    year_last: u64,
}

#[derive(Clone, Debug)]
struct Example {
    line: u64,
    text: String,
    cell: DateCell,
}

impl DateColumn {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            fits_all: Orders::BOTH,
            only: [None, None],
            open: None,
            year_last: 0,
        }
    }

    /// Looks at one cell.
    pub(crate) fn add(&mut self, line: u64, text: &[u8]) -> Kind {
        if text.trim_ascii().is_empty() {
            return Kind::Empty;
        }
        let Some(cell) = DateCell::parse(text) else { return Kind::Other };
        if cell.is_year_first() {
            return Kind::Date(cell);
        }
        self.year_last += 1;
        self.fits_all = self.fits_all.and(cell.orders());
        let example =
            || Some(Example { line, text: excerpt(&String::from_utf8_lossy(text)), cell });
        let (day, month) =
            (cell.orders().has(DateOrder::DayFirst), cell.orders().has(DateOrder::MonthFirst));
        let slot = match (day, month) {
            (true, false) => &mut self.only[0],
            (false, true) => &mut self.only[1],
            _ if cell.reads_the_same() => return Kind::Date(cell),
            _ => &mut self.open,
        };
        if slot.is_none() {
            *slot = example();
        }
        Kind::Date(cell)
    }

    /// The order that fits every cell.
    ///
    /// # Errors
    /// When two orders fit and make a difference, when none fits, and when the order asked for
    /// does not.
    pub(crate) fn decide(
        &self,
        file: &str,
        asked: Option<DateOrder>,
    ) -> Result<DateOrder, ReadError> {
        if self.year_last == 0 {
            return Ok(DateOrder::YearFirst);
        }
        let [day, month] = &self.only;
        match (asked, day, month) {
            (Some(DateOrder::DayFirst), _, Some(other)) => {
                Err(self.contradicts(file, DateOrder::DayFirst, other))
            }
            (Some(DateOrder::MonthFirst), Some(other), _) => {
                Err(self.contradicts(file, DateOrder::MonthFirst, other))
            }
            (Some(order @ (DateOrder::DayFirst | DateOrder::MonthFirst)), ..) => Ok(order),
            (_, Some(day), Some(month)) => {
                let problem = format!(
                    "dates in two orders: \"{}\" in line {} can only have the day first, \"{}\" in \
                     line {} only the month",
                    day.text, day.line, month.text, month.line
                );
                Err(self.error(file, problem, "Bring them into one order, best 2026-12-31"))
            }
            (_, Some(_), None) => Ok(DateOrder::DayFirst),
            (_, None, Some(_)) => Ok(DateOrder::MonthFirst),
            (_, None, None) => match &self.open {
                None => Ok(DateOrder::DayFirst),
                Some(open) => Err(self.ambiguous(file, open)),
            },
        }
    }

    /// Says which order was recognised, where there was anything to recognise.
    pub(crate) fn say(&self, file: &str, order: DateOrder, warnings: &mut Warnings) {
        let (code, told) = match order {
            DateOrder::YearFirst => return,
            DateOrder::DayFirst => ("dates_day_first", &self.only[0]),
            DateOrder::MonthFirst => ("dates_month_first", &self.only[1]),
        };
        warnings.add_many(code, self.year_last, || {
            let Some(Example { line, text, cell }) = told.as_ref().or(self.open.as_ref()) else {
                return format!("{file}, column {}", self.name);
            };
            let date = cell.date(order).map(|date| date.to_string()).unwrap_or_default();
            format!("{text} read as {date} ({file}, line {line}, column {})", self.name)
        });
    }

    fn contradicts(&self, file: &str, asked: DateOrder, example: &Example) -> ReadError {
        let problem = format!("\"{}\" cannot be read {}", example.text, asked.name());
        let remedy = "Leave --date-order out, or correct the cell";
        self.error(file, problem, remedy).at_line(example.line)
    }

    fn ambiguous(&self, file: &str, open: &Example) -> ReadError {
        let read = |order| open.cell.date(order).map(|date| date.to_string()).unwrap_or_default();
        let problem = format!(
            "every date fits two orders: \"{}\" may be {} or {}",
            open.text,
            read(DateOrder::DayFirst),
            read(DateOrder::MonthFirst)
        );
        let remedy = "Say which with --date-order day-first or --date-order month-first";
        self.error(file, problem, remedy).at_line(open.line)
    }

    fn error(&self, file: &str, problem: String, remedy: &str) -> ReadError {
        ReadError::new(file, problem, remedy).in_column(&self.name)
    }
}
