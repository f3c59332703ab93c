//! Finds the columns of the states, and reads the rows.

use super::blocked;
use crate::bytes::Source;
use crate::collector::Collector;
use crate::column_names::words;
use crate::dated_rows::{Columns, Sample, Settled, settle};
use crate::error::ReadError;
use crate::start_finish_csv::is_finish;
use crate::table::Table;
use crate::warnings::excerpt;
use flow::StateId;

/// Whether a sample has an id, perhaps a link and a name, and then at least two columns of dates.
pub(crate) fn has_layout(sample: &Sample) -> bool {
    let first = sample.names.first();
    let is_id = |name: &String| name.contains("ID") || words(name).iter().any(|word| word == "id");
    first.is_some_and(is_id) && states(sample).len() >= 2
}

/// The columns of the states: those of dates, one after the other, behind id, link and name.
fn states(sample: &Sample) -> std::ops::Range<usize> {
    let is = |column: usize, names: &[&str]| {
        let name = sample.names.get(column).map(|name| words(name)).unwrap_or_default();
        name.iter().any(|word| names.contains(&word.as_str())) && !sample.is_date(column)
    };
    let mut from = 1;
    from += usize::from(is(from, &["link", "url"]));
    from += usize::from(is(from, &["title", "name", "summary", "subject"]));
    let mut until = from;
    for column in from..sample.names.len() {
        if !sample.may_be_date(column) || sample.names[column].starts_with("Blocked") {
            break;
        }
        // Behind the last date, an empty column is a state only where it means the finish.
        if sample.is_date(column) || is_finish(&sample.names[column]) {
            until = column + 1;
        }
    }
    from..until
}

/// Reads one file.
pub(crate) fn read(source: Source, collector: &mut Collector) -> Result<(), ReadError> {
    let sample = Sample::of(&source)?;
    let mut table = Table::open(source)?;
    let file = table.name.clone();
    let mut blocked = blocked::COLUMNS.map(|name| table.column(name)).to_vec();
    if blocked.iter().all(Option::is_none) {
        blocked.clear();
    }
    let columns = Columns { id: 0, dates: states(&sample).collect(), texts: blocked };
    if columns.dates.is_empty() {
        let problem = format!(
            "no column of dates follows the id and the name; the header is {}",
            excerpt(&table.header.join(","))
        );
        let remedy = "Put the states behind the name, in order, with the date each was entered";
        return Err(ReadError::new(&file, problem, remedy).at_line(1));
    }
    let mut names = vec![];
    for (position, column) in columns.dates.iter().enumerate() {
        let state = collector.state(&file, &table.header[*column])?;
        collector.builder.describe(state, None, u16::try_from(position).ok());
        names.push(state);
    }
    for row in settle(&mut table, &columns, collector)? {
        keep(&row, &table, &names, collector);
    }
    Ok(())
}

fn keep(row: &Settled, table: &Table, states: &[StateId], collector: &mut Collector) {
    let dates = row.dates.iter().zip(states);
    let dates: Vec<_> = dates.filter_map(|(at, state)| Some(((*at)?, *state))).collect();
    let back = dates.windows(2).find(|pair| pair[1].0 < pair[0].0);
    if let Some([before, after]) = back {
        return collector.warnings.add("dates_run_backwards", || {
            format!("{}: {} after {}; left out", row.example(&table.name), after.0, before.0)
        });
    }
    let Some(item) = row.item(table, collector) else { return };
    let mut from = None;
    for (at, state) in dates {
        collector.builder.enter(item, at, from, state);
        from = Some(state);
    }
    if row.texts.iter().any(|text| !text.is_empty()) {
        blocked::read(item, row, &row.example(&table.name), collector);
    }
}
