//! Reads `id,at,field,from,to`, the columns in any order.

use crate::bytes::Source;
use crate::collector::Collector;
use crate::dates::{self, DateCell, DateColumn, Kind};
use crate::error::ReadError;
use crate::table::{Row, Table, text};
use crate::warnings::{Warnings, excerpt};
use flow::{History, Instant, ItemId, StateId};
use std::borrow::Cow;

/// Reads one file.
pub(crate) fn read(source: Source, collector: &mut Collector) -> Result<(), ReadError> {
    let mut table = Table::open(source)?;
    let file = table.name.clone();
    let mut rows = Rows {
        columns: Columns::of(&table)?,
        at: DateColumn::new("at"),
        file: &file,
        last: None,
        last_id: vec![],
        states: vec![],
        last_state: 0,
        later: vec![],
    };
    while let Some(row) = table.next(collector)? {
        rows.take(&row, collector)?;
    }
    rows.settle(collector)
}

/// Items whose first known entry left another state: since when they were in that one is unknown.
pub(crate) fn doubt_beginnings(history: &History, warnings: &mut Warnings) {
    for item in history.items() {
        let Some(first) = history.entries(item).next() else { continue };
        if let Some(from) = first.from {
            warnings.add("first_state_unknown", || {
                let state = &history.states()[usize::from(from.0)].name;
                format!("{} left \"{state}\" at {}", history.id(item), first.at)
            });
        }
    }
}

/// Where the columns are.
struct Columns {
    id: usize,
    at: usize,
    field: usize,
    from: Option<usize>,
    to: usize,
}

impl Columns {
    fn of(table: &Table) -> Result<Self, ReadError> {
        let find = |name: &str| {
            table.column(name).ok_or_else(|| {
                let problem = format!(
                    "the column \"{name}\" is missing; the header is {}",
                    excerpt(&table.header.join(","))
                );
                let remedy = "An events file has the columns id,at,field,from,to";
                ReadError::new(&table.name, problem, remedy).at_line(1)
            })
        };
        Ok(Self {
            id: find("id")?,
            at: find("at")?,
            field: find("field")?,
            from: table.column("from"),
            to: find("to")?,
        })
    }
}

/// What one row says.
enum Event<'r> {
    Enter {
        from: Option<StateId>,
        to: StateId,
    },
    Block(Option<Cow<'r, str>>),
    Attribute {
        column: Cow<'r, str>,
        value: Cow<'r, str>,
    },
    /// An attribute that nobody asked for.
    Other,
}

impl Event<'_> {
    fn into_owned(self) -> Event<'static> {
        let owned = |text: Cow<str>| Cow::Owned(text.into_owned());
        match self {
            Event::Enter { from, to } => Event::Enter { from, to },
            Event::Block(reason) => Event::Block(reason.map(owned)),
            Event::Attribute { column, value } => {
                Event::Attribute { column: owned(column), value: owned(value) }
            }
            Event::Other => Event::Other,
        }
    }
}

struct Rows<'f> {
    columns: Columns,
    at: DateColumn,
    file: &'f str,
    /// The item of the row before: most files tell an item's events in a row.
    last: Option<ItemId>,
    last_id: Vec<u8>,
    /// The states seen, by the bytes of their cells.
    states: Vec<(Box<[u8]>, StateId)>,
    last_state: usize,
    /// Events whose dates can only be read when the whole column is known.
    later: Vec<(u64, ItemId, DateCell, Event<'static>)>,
}

impl Rows<'_> {
    fn take(&mut self, row: &Row, collector: &mut Collector) -> Result<(), ReadError> {
        let id = row.cell(self.columns.id).trim_ascii();
        if id.is_empty() {
            collector
                .warnings
                .add("no_id", || format!("{}, line {}: left out", self.file, row.line));
            return Ok(());
        }
        let date = match dates::timestamp(row.cell(self.columns.at)) {
            Some(at) => Date::Known(at),
            None => match self.unusual_date(row, collector) {
                Some(date) => date,
                None => return Ok(()),
            },
        };
        let Some(event) = self.event(row, collector)? else { return Ok(()) };
        let item = self.item(id, collector);
        match date {
            Date::Known(at) => keep(item, at, event, collector),
            Date::Later(date) => self.later.push((row.line, item, date, event.into_owned())),
        }
        Ok(())
    }

    fn item(&mut self, id: &[u8], collector: &mut Collector) -> ItemId {
        if let Some(last) = self.last
            && self.last_id == id
        {
            return last;
        }
        let item = collector.item(&text(id));
        self.last_id.clear();
        self.last_id.extend_from_slice(id);
        self.last = Some(item);
        item
    }

    /// A date that is no RFC 3339 instant: local, or of an order that the column has to tell.
    #[cold]
    fn unusual_date(&mut self, row: &Row, collector: &mut Collector) -> Option<Date> {
        let cell = row.cell(self.columns.at);
        let zone = &collector.options.time_zone;
        match self.at.add(row.line, cell) {
            Kind::Date(date) if date.is_year_first() => {
                date.instant(crate::DateOrder::YearFirst, zone).map(Date::Known)
            }
            Kind::Date(date) => Some(Date::Later(date)),
            Kind::Empty | Kind::Other => {
                collector.warnings.add("not_a_date", || {
                    format!(
                        "{}, line {}, column at: \"{}\"; row left out",
                        self.file,
                        row.line,
                        excerpt(&text(cell))
                    )
                });
                None
            }
        }
    }

    #[inline]
    fn event<'r>(
        &mut self,
        row: &'r Row,
        collector: &mut Collector,
    ) -> Result<Option<Event<'r>>, ReadError> {
        let field = row.cell(self.columns.field).trim_ascii();
        let to = row.cell(self.columns.to).trim_ascii();
        if field.eq_ignore_ascii_case(b"status") {
            let from = self.columns.from.map_or(&[][..], |from| row.cell(from)).trim_ascii();
            if to.is_empty() {
                collector.warnings.add("no_state", || {
                    format!("{}, line {}, column to is empty; left out", self.file, row.line)
                });
                return Ok(None);
            }
            let from = if from.is_empty() { None } else { Some(self.state(from, collector)?) };
            return Ok(Some(Event::Enter { from, to: self.state(to, collector)? }));
        }
        if field.eq_ignore_ascii_case(b"flagged") {
            return Ok(Some(Event::Block((!to.is_empty()).then(|| text(to)))));
        }
        if collector.options.filters.is_empty() {
            return Ok(Some(Event::Other));
        }
        Ok(Some(Event::Attribute { column: text(field), value: text(to) }))
    }

    fn state(&mut self, name: &[u8], collector: &mut Collector) -> Result<StateId, ReadError> {
        // What is left is mostly what was entered last.
        if let Some((last, state)) = self.states.get(self.last_state)
            && **last == *name
        {
            return Ok(*state);
        }
        if let Some(known) = self.states.iter().position(|known| *known.0 == *name) {
            self.last_state = known;
            return Ok(self.states[known].1);
        }
        if std::str::from_utf8(name).is_err() {
            collector.warnings.add("windows_1252", || {
                format!(
                    "{}: \"{}\" is not UTF-8; read as Windows-1252",
                    self.file,
                    excerpt(&text(name))
                )
            });
        }
        let state = collector.state(self.file, &text(name))?;
        self.states.push((name.into(), state));
        Ok(state)
    }

    /// Reads the dates that had to wait for the whole column.
    fn settle(self, collector: &mut Collector) -> Result<(), ReadError> {
        let order = self.at.decide(self.file, collector.options.date_order)?;
        self.at.say(self.file, order, &mut collector.warnings);
        for (line, item, date, event) in self.later {
            match date.instant(order, &collector.options.time_zone) {
                Some(at) => keep(item, at, event, collector),
                None => collector.warnings.add("not_a_date", || {
                    format!("{}, line {line}, column at; row left out", self.file)
                }),
            }
        }
        Ok(())
    }
}

enum Date {
    Known(Instant),
    Later(DateCell),
}

#[inline]
fn keep(item: ItemId, at: Instant, event: Event<'_>, collector: &mut Collector) {
    collector.saw(at);
    match event {
        Event::Enter { from, to } => collector.builder.enter(item, at, from, to),
        Event::Block(None) => collector.builder.block(item, at, None),
        Event::Block(Some(reason)) => {
            let reason = collector.reason(&reason);
            collector.builder.block(item, at, Some(reason));
        }
        Event::Attribute { column, value } => {
            collector.builder.attribute(item, at, &column, [&*value]);
        }
        Event::Other => {}
    }
}
