//! Reads the rows of both exports, and keeps them until all files are known.

use crate::DateOrder;
use crate::bytes::Source;
use crate::collector::Collector;
use crate::dates::{DateCell, DateColumn, Kind};
use crate::error::ReadError;
use crate::table::{Row, Table};
use crate::warnings::excerpt;
use flow::{Instant, ItemId, StateId};
use std::collections::HashSet;

/// Which of Kanboard's exports a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KanboardFile {
    Transitions,
    Tasks,
}

/// Which export has a header with these names; none if neither.
pub(crate) fn file(names: &[String]) -> Option<KanboardFile> {
    let has = |name: &&str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if TRANSITIONS.iter().all(has) {
        Some(KanboardFile::Transitions)
    } else if TASKS.iter().all(has) {
        Some(KanboardFile::Tasks)
    } else {
        None
    }
}

/// The columns that are read of the transitions, and of the tasks.
const TRANSITIONS: [&str; 4] = ["Id", "Source column", "Destination column", "Date"];
const TASKS: [&str; 5] = ["Task Id", "Status", "Column", "Creation date", "Completion date"];
/// What else of a task can be filtered by.
const ATTRIBUTES: [&str; 6] =
    ["Project", "Category", "Swimlane", "Color", "Complexity", "Reference"];
/// Attributes of a table hold at all times.
const BEGINNING: Instant = Instant::from_micros(i64::MIN);

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Kanboard {
    /// The moves, in the order of the files.
    pub(super) moves: Vec<Move>,
    pub(super) tasks: Vec<Task>,
    /// Whether there was a file with moves, be it an empty one.
    pub(super) has_transitions: bool,
    /// The moves of the files before: exports may overlap.
    known: HashSet<Move>,
    known_tasks: HashSet<ItemId>,
}

/// A move from one column to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Move {
    pub(super) item: ItemId,
    pub(super) at: Instant,
    pub(super) from: StateId,
    pub(super) to: StateId,
}

/// What a task is now.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) item: ItemId,
    /// Where it stands, for warnings.
    pub(super) place: String,
    pub(super) created: Instant,
    pub(super) completed: Option<Instant>,
    pub(super) status: String,
    pub(super) column: String,
}

impl Kanboard {
    /// Reads one file.
    pub(crate) fn read(
        &mut self,
        source: Source,
        kind: KanboardFile,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let table = Table::open(source)?;
        match kind {
            KanboardFile::Transitions => self.transitions(table, collector),
            KanboardFile::Tasks => self.tasks(table, collector),
        }
    }

    fn transitions(
        &mut self,
        mut table: Table,
        collector: &mut Collector,
    ) -> Result<(), ReadError> {
        let [id, from, to, at] = needed(&table, TRANSITIONS)?;
        let file = table.name.clone();
        let mut dates = Dates::new(TRANSITIONS[3], &file);
        let mut rows = vec![];
        self.has_transitions = true;
        while let Some(row) = table.next(collector)? {
            let Some(item) = item(&row, id, &file, collector) else { continue };
            let Some(Some(date)) = dates.read(&row, at, true, collector) else { continue };
            if row.text(to).is_empty() || row.text(from).is_empty() {
                let example =
                    || format!("{file}, line {}: a column has no name; left out", row.line);
                collector.warnings.add("no_state", example);
                continue;
            }
            let from = collector.state(&file, &row.text(from))?;
            let to = collector.state(&file, &row.text(to))?;
            rows.push((item, date, from, to));
        }
        let order = dates.decide(collector)?;
        let begun = self.moves.len();
        for (item, date, from, to) in rows {
            let Some(at) = date.instant(order, &collector.options.time_zone) else { continue };
            let told = Move { item, at, from, to };
            if !self.known.contains(&told) {
                collector.saw(at);
                self.moves.push(told);
            }
        }
        self.known.extend(&self.moves[begun..]);
        Ok(())
    }

    fn tasks(&mut self, mut table: Table, collector: &mut Collector) -> Result<(), ReadError> {
        let [id, status, column, created, completed] = needed(&table, TASKS)?;
        let file = table.name.clone();
        let wants_attributes = !collector.options.filters.is_empty();
        let attributes = ATTRIBUTES.map(|name| table.column(name).filter(|_| wants_attributes));
        let mut dates = Dates::new(TASKS[3], &file);
        let mut rows = vec![];
        while let Some(row) = table.next(collector)? {
            let Some(item) = item(&row, id, &file, collector) else { continue };
            let place = format!("{file}, line {}, {}", row.line, row.text(id));
            if !self.known_tasks.insert(item) {
                let example = || format!("{place}: the first one was kept");
                collector.warnings.add("duplicate_id", example);
                continue;
            }
            for (name, column) in ATTRIBUTES.iter().zip(attributes) {
                let Some(text) = column.map(|column| row.text(column)) else { continue };
                let value = (!text.is_empty()).then_some(&*text);
                collector.builder.attribute(item, BEGINNING, name, value);
            }
            let Some(Some(created)) = dates.read(&row, created, true, collector) else { continue };
            let Some(completed) = dates.read(&row, completed, false, collector) else { continue };
            let texts = [status, column].map(|column| row.text(column).into_owned());
            rows.push((item, place, created, completed, texts));
        }
        let order = dates.decide(collector)?;
        for (item, place, created, completed, [status, column]) in rows {
            let zone = &collector.options.time_zone;
            let Some(created) = created.instant(order, zone) else { continue };
            let completed = completed.and_then(|date| date.instant(order, zone));
            [Some(created), completed].into_iter().flatten().for_each(|at| collector.saw(at));
            self.tasks.push(Task { item, place, created, completed, status, column });
        }
        Ok(())
    }
}

fn needed<const N: usize>(table: &Table, names: [&str; N]) -> Result<[usize; N], ReadError> {
    if let Some(missing) = names.iter().find(|name| table.column(name).is_none()) {
        let problem = format!(
            "the column \"{missing}\" is missing; the header is {}",
            excerpt(&table.header.join(","))
        );
        let remedy = "Set Kanboard to English, and export the task transitions and the tasks";
        return Err(ReadError::new(&table.name, problem, remedy).at_line(1));
    }
    Ok(names.map(|name| table.column(name).unwrap_or_default()))
}

fn item(row: &Row, id: usize, file: &str, collector: &mut Collector) -> Option<ItemId> {
    let id = row.text(id);
    if id.is_empty() {
        collector.warnings.add("no_id", || format!("{file}, line {}: left out", row.line));
        return None;
    }
    Some(collector.item(&id))
}

/// The dates of one export, which are all written in one order.
struct Dates<'f> {
    column: DateColumn,
    file: &'f str,
}

impl<'f> Dates<'f> {
    fn new(name: &str, file: &'f str) -> Self {
        Self { column: DateColumn::new(name), file }
    }

    /// A cell's date, if it has one; none where the row has to be left out, which is counted.
    fn read(
        &mut self,
        row: &Row,
        column: usize,
        is_needed: bool,
        collector: &mut Collector,
    ) -> Option<Option<DateCell>> {
        match self.column.add(row.line, row.cell(column)) {
            Kind::Date(date) => Some(Some(date)),
            Kind::Empty if !is_needed => Some(None),
            Kind::Empty | Kind::Other => {
                collector.warnings.add("not_a_date", || {
                    let (file, line, text) = (self.file, row.line, row.text(column));
                    format!("{file}, line {line}: \"{}\"; row left out", excerpt(&text))
                });
                None
            }
        }
    }

    /// The order that fits all. The two exports may have different ones, so what was asked for is
    /// taken where it fits.
    fn decide(&self, collector: &mut Collector) -> Result<DateOrder, ReadError> {
        let asked = self.column.decide(self.file, collector.options.date_order);
        let order =
            asked.or_else(|error| self.column.decide(self.file, None).map_err(|_| error))?;
        self.column.say(self.file, order, &mut collector.warnings);
        Ok(order)
    }
}
