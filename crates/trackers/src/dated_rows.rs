//! What the tables with one item a row share: which columns hold dates, and the rows with them.

use crate::bytes::Source;
use crate::collector::Collector;
use crate::column_names::is_person;
use crate::dates::{DateCell, DateColumn, Kind};
use crate::error::ReadError;
use crate::table::Table;
use crate::warnings::excerpt;
use flow::{Instant, ItemId};
use jiff::tz::TimeZone;
use std::io::Cursor;

/// The header of a table, and whether the cells of its first rows are dates.
pub(crate) struct Sample {
    pub(crate) names: Vec<String>,
    cells: Vec<Cells>,
}

/// How many cells of a column are written as dates, and how many are something else.
#[derive(Clone, Copy, Default)]
struct Cells {
    dates: u32,
    others: u32,
}

impl Sample {
    /// Looks at the rows in the head of the file.
    pub(crate) fn of(source: &Source) -> Result<Self, ReadError> {
        const ROWS: usize = 500;
        let head = &source.head[..];
        let whole = memchr::memrchr(b'\n', head).map_or(head.len(), |newline| newline + 1);
        let head = head[..whole].to_vec();
        let text = Box::new(Cursor::new(head.clone()));
        let mut table = Table::open(Source { name: source.name.clone(), text, head })?;
        let names = table.header.clone();
        let mut cells = vec![Cells::default(); names.len()];
        // The head may end within quotes, which is nothing to complain of.
        for _ in 0..ROWS {
            let Ok(Some(row)) = table.next_row() else { break };
            for (column, count) in cells.iter_mut().enumerate() {
                match row.cell(column).trim_ascii() {
                    // A workbook's formula without a value, or with an error for one, says nothing.
                    [] | [b'=', ..] | [b'#', b'A'..=b'Z', ..] => {}
                    cell if DateCell::is_meant(cell) => count.dates += 1,
                    _ => count.others += 1,
                }
            }
        }
        Ok(Self { names, cells })
    }

    /// Whether most cells of a column are dates.
    pub(crate) fn is_date(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cells| cells.dates > cells.others)
    }

    /// Whether a column has no cell that speaks against dates.
    pub(crate) fn may_be_date(&self, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cells| cells.others == 0 || cells.dates > cells.others)
    }

    pub(crate) fn date_columns(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.names.len()).filter(|column| self.is_date(*column))
    }
}

/// Which columns are what.
pub(crate) struct Columns {
    pub(crate) id: usize,
    pub(crate) dates: Vec<usize>,
    /// The columns whose texts the layout needs, too.
    pub(crate) texts: Vec<Option<usize>>,
}

/// One item's row: its dates, first as cells, and as instants once their order is known.
pub(crate) struct Row<Date> {
    line: u64,
    id: String,
    pub(crate) dates: Vec<Option<Date>>,
    /// The texts that the layout needs, too, in the order of their columns.
    pub(crate) texts: Box<[String]>,
    /// The other columns' texts, where a filter asks for any.
    attributes: Vec<(usize, String)>,
}

/// A row whose dates are understood.
pub(crate) type Settled = Row<Instant>;

/// Reads all rows and recognises the order of the dates in each column. Rows without an id, with
/// an id that came before, or with a cell that is no date, are counted and left out.
///
/// # Errors
/// When the dates fit no order or two, and when every row was left out and a cell is the reason.
pub(crate) fn settle(
    table: &mut Table,
    columns: &Columns,
    collector: &mut Collector,
) -> Result<Vec<Settled>, ReadError> {
    let file = table.name.clone();
    let mut dates: Vec<DateColumn> =
        columns.dates.iter().map(|column| DateColumn::new(&table.header[*column])).collect();
    let rows = gather(table, columns, &mut dates, collector)?;
    let mut orders = vec![];
    for column in &dates {
        let order = column.decide(&file, collector.options.date_order)?;
        column.say(&file, order, &mut collector.warnings);
        orders.push(order);
    }
    let zone = &collector.options.time_zone;
    let settled = |row: Row<DateCell>| {
        let Row { line, id, dates, texts, attributes } = row;
        let cells = dates.into_iter().zip(&orders);
        let dates = cells.map(|(cell, order)| cell.and_then(|cell| cell.instant(*order, zone)));
        let mut dates: Vec<_> = dates.collect();
        days_are_no_earlier(&mut dates, zone);
        Row { line, id, dates, texts, attributes }
    };
    Ok(rows.into_iter().map(settled).collect())
}

/// A day without a time is its midnight. Behind a time of the same day it is as late as that.
fn days_are_no_earlier(dates: &mut [Option<Instant>], zone: &TimeZone) {
    let mut latest: Option<Instant> = None;
    for date in dates.iter_mut().flatten() {
        if let Some(before) = latest.filter(|before| *date < *before) {
            let midnight = before.timestamp().to_zoned(zone.clone()).start_of_day();
            if midnight.is_ok_and(|midnight| Instant::from(midnight.timestamp()) == *date) {
                *date = before;
            }
        }
        latest = Some(*date);
    }
}

fn gather(
    table: &mut Table,
    columns: &Columns,
    dates: &mut [DateColumn],
    collector: &mut Collector,
) -> Result<Vec<Row<DateCell>>, ReadError> {
    let file = table.name.clone();
    let wants_attributes = !collector.options.filters.is_empty();
    let others = (0..table.header.len()).filter(|column| wants_attributes && *column != columns.id);
    let others = others.filter(|column| !columns.dates.contains(column));
    let others: Vec<_> = others.filter(|column| !is_person(&table.header[*column])).collect();
    let mut rows = vec![];
    let mut first_bad = None;
    while let Some(row) = table.next(collector)? {
        let id = row.text(columns.id);
        if id.is_empty() {
            collector.warnings.add("no_id", || format!("{file}, line {}: left out", row.line));
            continue;
        }
        let mut cells = Vec::with_capacity(dates.len());
        let mut bad = None;
        for (index, column) in dates.iter_mut().zip(&columns.dates) {
            match index.add(row.line, row.cell(*column)) {
                Kind::Date(date) => cells.push(Some(date)),
                Kind::Empty => cells.push(None),
                Kind::Other => bad = bad.or(Some((index.name.clone(), row.text(*column)))),
            }
        }
        if let Some((name, text)) = bad {
            collector.warnings.add("not_a_date", || {
                format!(
                    "{file}, line {}, column {name}: \"{}\"; row left out",
                    row.line,
                    excerpt(&text)
                )
            });
            first_bad.get_or_insert_with(|| {
                let problem = format!("\"{}\" is no date", excerpt(&text));
                let remedy = "No row can be used; correct the dates, best to 2026-12-31";
                ReadError::new(&file, problem, remedy).at_line(row.line).in_column(name)
            });
            continue;
        }
        let text = |column| row.text(column).into_owned();
        let attributes = others.iter().map(|column| (*column, text(*column))).collect();
        let texts = columns.texts.iter().map(|column| column.map(text).unwrap_or_default());
        let texts = texts.collect();
        let (line, id) = (row.line, id.into_owned());
        rows.push(Row { line, id, dates: cells, texts, attributes });
    }
    match first_bad {
        Some(error) if rows.is_empty() => Err(error),
        _ => Ok(rows),
    }
}

impl Settled {
    /// The row's item, unless one with its id came before, which is counted.
    pub(crate) fn item(&self, table: &Table, collector: &mut Collector) -> Option<ItemId> {
        if collector.builder.knows(&self.id) {
            let example = || format!("{}: the first one was kept", self.example(&table.name));
            collector.warnings.add("duplicate_id", example);
            return None;
        }
        let item = collector.item(&self.id);
        for at in self.dates.iter().flatten() {
            collector.saw(*at);
        }
        // Columns with one name are one attribute with several values.
        for (index, (column, text)) in self.attributes.iter().enumerate() {
            let name = &table.header[*column];
            let same = |other: &&(usize, String)| table.header[other.0].eq_ignore_ascii_case(name);
            if !self.attributes[..index].iter().any(|other| same(&other)) {
                let all = std::iter::once((*column, text.clone()));
                let all = all.chain(self.attributes[index + 1..].iter().filter(same).cloned());
                let all: Vec<_> = all.collect();
                let values = all.iter().flat_map(|(_, text)| list(text));
                collector.builder.attribute(item, BEGINNING, name, values);
            }
        }
        Some(item)
    }

    /// The row's place and id, for a warning.
    pub(crate) fn example(&self, file: &str) -> String {
        format!("{file}, line {}, {}", self.line, self.id)
    }
}

/// Attributes of a table hold at all times.
const BEGINNING: Instant = Instant::from_micros(i64::MIN);

/// The values of `[a|b]`, or the one value of a cell.
fn list(text: &str) -> impl Iterator<Item = &str> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let values = inner.unwrap_or(text).split(move |c| inner.is_some() && c == '|');
    values.map(str::trim).filter(|value| !value.is_empty())
}
