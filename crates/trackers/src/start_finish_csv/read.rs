//! Finds the two columns by their names, and reads the rows.

use crate::bytes::Source;
use crate::collector::Collector;
use crate::column_names::{is_person, says, words};
use crate::dated_rows::{Columns, Sample, Settled, settle};
use crate::error::ReadError;
use crate::table::Table;
use crate::warnings::excerpt;
use flow::StateId;
use flow::workflow::Category;

/// What a start column is called, the best name first: begun is better than only asked for.
const STARTS: [&str; 12] = [
    "started",
    "start",
    "activated",
    "active",
    "begun",
    "began",
    "begin",
    "in progress",
    "committed",
    "created",
    "opened",
    "requested",
];
/// What a finish column is called, the best name first.
const FINISHES: [&str; 11] = [
    "finished",
    "finish",
    "done",
    "completed",
    "complete",
    "closed",
    "resolved",
    "delivered",
    "ended",
    "end",
    "deployed",
];
const IDS: [&str; 4] = ["id", "key", "number", "nr"];
const TITLES: [&str; 4] = ["title", "name", "summary", "subject"];

/// Whether a column's name is that of a finish.
pub(crate) fn is_finish(name: &str) -> bool {
    words(name).iter().any(|word| FINISHES.contains(&word.as_str()))
}

/// Whether a column's name is that of a start or a finish, and can hardly be that of a state:
/// "In Progress" can.
pub(crate) fn is_vocabulary(name: &str) -> bool {
    is_finish(name) || words(name).iter().any(|word| STARTS.contains(&word.as_str()))
}

/// Whether the sample has a column for each of the two.
pub(crate) fn names_both(sample: &Sample) -> bool {
    pick(sample, &STARTS).is_some() && pick(sample, &FINISHES).is_some()
}

/// Whether the names alone tell a start and a finish, whatever is in the cells.
pub(crate) fn names_tell(sample: &Sample) -> bool {
    pick_by_name(sample, &STARTS).is_some() && pick_by_name(sample, &FINISHES).is_some()
}

/// The names that are understood, for the sentence about a table that is not.
pub(crate) fn accepted() -> String {
    let (starts, finishes) = (STARTS.join(", "), FINISHES.join(", "));
    format!("a start (called {starts}) and a finish (called {finishes})")
}

/// The date column whose name has the best of these words.
fn pick(sample: &Sample, names: &[&str]) -> Option<usize> {
    best(sample, names, &|column| sample.may_be_date(column))
}

/// The same, or if there is none, any column with such a name.
fn pick_by_name(sample: &Sample, names: &[&str]) -> Option<usize> {
    pick(sample, names).or_else(|| best(sample, names, &|_| true))
}

/// Of the columns that fit, the one whose name has the best of these words; "Created by" is no
/// date.
fn best(sample: &Sample, names: &[&str], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let columns = 0..sample.names.len();
    let columns = columns.filter(|column| fits(*column) && !is_person(&sample.names[*column]));
    let columns: Vec<_> = columns.collect();
    let named = |name| columns.iter().find(|column| says(&sample.names[**column], name));
    names.iter().find_map(|name| named(name)).copied()
}

/// Reads one file.
pub(crate) fn read(source: Source, collector: &mut Collector) -> Result<(), ReadError> {
    let sample = Sample::of(&source)?;
    let mut table = Table::open(source)?;
    let (start, finish) = both(&sample, &table)?;
    let columns = Columns { id: id_column(&table)?, dates: vec![start, finish], texts: vec![] };
    let file = table.name.clone();
    if !table.header.iter().any(|name| words(name).iter().any(|w| TITLES.contains(&w.as_str()))) {
        collector
            .warnings
            .add("no_title_column", || format!("{file}: {}", excerpt(&table.header.join(","))));
    }
    let mut states = vec![];
    for (column, category, position) in [(start, Category::Active, 0), (finish, Category::Done, 1)]
    {
        let state = collector.state(&file, &table.header[column])?;
        collector.builder.describe(state, Some(category), Some(position));
        states.push(state);
    }
    for row in settle(&mut table, &columns, collector)? {
        keep(&row, &table, (states[0], states[1]), collector);
    }
    Ok(())
}

fn both(sample: &Sample, table: &Table) -> Result<(usize, usize), ReadError> {
    let missing = |what: &str, names: &[&str]| {
        let problem = format!(
            "there is no date column for the {what}; the header is {}",
            excerpt(&table.header.join(","))
        );
        let remedy = format!("Name one of them \"{}\"", names[..3].join("\", \""));
        ReadError::new(&table.name, problem, remedy).at_line(1)
    };
    let start = pick_by_name(sample, &STARTS).ok_or_else(|| missing("start", &STARTS))?;
    let finish = pick_by_name(sample, &FINISHES).ok_or_else(|| missing("finish", &FINISHES))?;
    Ok((start, finish))
}

/// The column of the id: `ID`, `Key`, `Issue key`, `Number` and the like.
fn id_column(table: &Table) -> Result<usize, ReadError> {
    let has = |name: &String, id: &str| words(name).iter().any(|word| word == id);
    let exact = |id: &&str| table.column(id);
    let by_word = |id: &&str| table.header.iter().position(|name| has(name, id));
    let found = IDS.iter().find_map(exact).or_else(|| {
        // "Issue key" rather than "Issue id": the key is what people know.
        ["key", "id", "number", "nr"].iter().find_map(by_word)
    });
    found.ok_or_else(|| {
        let problem = format!("missing id: no column of {} is one", table.header.join(","));
        ReadError::new(&table.name, problem, "Name the column with the ids \"ID\"").at_line(1)
    })
}

fn keep(row: &Settled, table: &Table, states: (StateId, StateId), collector: &mut Collector) {
    let (start, finish) = (row.dates[0], row.dates[1]);
    let example = || row.example(&table.name);
    match (start, finish) {
        (None, Some(_)) => {
            return collector.warnings.add("no_start", || format!("{}: left out", example()));
        }
        (Some(start), Some(finish)) if finish < start => {
            return collector.warnings.add("finished_before_started", || {
                format!("{}: {finish} before {start}; left out", example())
            });
        }
        _ => {}
    }
    let Some(item) = row.item(table, collector) else { return };
    let Some(start) = start else { return };
    collector.builder.enter(item, start, None, states.0);
    match finish {
        Some(finish) => collector.builder.enter(item, finish, Some(states.0), states.1),
        None => collector.warnings.add("no_finish_date", || format!("{}: kept open", example())),
    }
}
