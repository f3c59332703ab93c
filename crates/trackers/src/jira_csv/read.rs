//! Finds Jira's columns by their names, and reads the rows: from creation to resolution.

use crate::bytes::Source;
use crate::collector::Collector;
use crate::dated_rows::{Columns, Sample, Settled, settle};
use crate::error::ReadError;
use crate::statuses::is_dropped;
use crate::table::Table;
use crate::warnings::excerpt;
use flow::workflow::Category;

const KEY: &str = "Issue key";
const CREATED: &str = "Created";
const RESOLVED: &str = "Resolved";
const STATUS: &str = "Status";
const RESOLUTION: &str = "Resolution";
const CATEGORY: &str = "Status Category";
const CATEGORY_CHANGED: &str = "Status Category Changed";
/// What Jira calls some columns, and what the attribute is called in its JSON.
const ATTRIBUTES: [(&str, &str); 7] = [
    ("Issue Type", "type"),
    ("Priority", "priority"),
    ("Project key", "project"),
    ("Labels", "label"),
    ("Components", "component"),
    ("Component/s", "component"),
    ("Component", "component"),
];

/// Whether a table has the columns that only Jira's own export has together.
pub(crate) fn has_layout(sample: &Sample) -> bool {
    let has = |name: &str| sample.names.iter().any(|known| known.eq_ignore_ascii_case(name));
    [KEY, "Issue id", CREATED].into_iter().all(has) && (has(STATUS) || has("Issue Type"))
}

/// Which of a row's dates tells an end: the resolution, or when its status came to mean done.
struct Ends {
    resolved: Option<usize>,
    changed: Option<usize>,
}

/// Reads one file.
pub(crate) fn read(source: Source, collector: &mut Collector) -> Result<(), ReadError> {
    let mut table = Table::open(source)?;
    let needed = |name: &str| {
        table.column(name).ok_or_else(|| {
            let problem = format!(
                "the column \"{name}\" is missing; the header is {}",
                excerpt(&table.header.join(","))
            );
            let remedy = "Export the issues with all fields, with Jira set to English";
            ReadError::new(&table.name, problem, remedy).at_line(1)
        })
    };
    let (id, mut dates) = (needed(KEY)?, vec![needed(CREATED)?]);
    let mut end = |name: &str| {
        let column = table.column(name)?;
        dates.push(column);
        Some(dates.len() - 1)
    };
    let ends = Ends { resolved: end(RESOLVED), changed: end(CATEGORY_CHANGED) };
    if ends.resolved.or(ends.changed).is_none() {
        needed(RESOLVED)?;
    }
    let texts = [STATUS, RESOLUTION, CATEGORY].map(|name| table.column(name)).to_vec();
    let columns = Columns { id, dates, texts };
    let rows = settle(&mut table, &columns, collector)?;
    name_attributes(&mut table.header);
    let created = collector.state(&table.name, CREATED)?;
    collector.builder.describe(created, Some(Category::Active), Some(0));
    for row in rows {
        keep(&row, &ends, &table, collector)?;
    }
    Ok(())
}

/// Gives the attributes the names that they have in Jira's JSON, and custom fields their own.
fn name_attributes(header: &mut [String]) {
    for name in header {
        let known = ATTRIBUTES.iter().find(|known| known.0.eq_ignore_ascii_case(name));
        let custom = name.strip_prefix("Custom field (").and_then(|name| name.strip_suffix(')'));
        if let Some(plain) = known.map(|known| known.1).or(custom) {
            *name = plain.to_owned();
        }
    }
}

fn keep(
    row: &Settled,
    ends: &Ends,
    table: &Table,
    collector: &mut Collector,
) -> Result<(), ReadError> {
    let example = || row.example(&table.name);
    let Some(created) = row.dates[0] else {
        collector.warnings.add("no_creation", || format!("{}: left out", example()));
        return Ok(());
    };
    let date = |column: Option<usize>| column.and_then(|column| row.dates[column]);
    let resolved = date(ends.resolved);
    let [status, resolution, category] = &*row.texts else { return Ok(()) };
    // A resolution may outlive a reopening; the category of the status does not.
    let is_done = match category.to_lowercase().as_str() {
        "done" => true,
        "to do" | "in progress" => false,
        _ => resolved.is_some(),
    };
    let ended = resolved.or(date(ends.changed)).filter(|_| is_done);
    match ended {
        None if is_done => {
            let example = || format!("{}: nothing says since when; left out", example());
            collector.warnings.add("done_without_date", example);
            return Ok(());
        }
        Some(ended) if ended < created => {
            let example = || format!("{}: {ended} before {created}; left out", example());
            collector.warnings.add("finished_before_started", example);
            return Ok(());
        }
        _ => {}
    }
    let Some(item) = row.item(table, collector) else { return Ok(()) };
    let example = || format!("{}: only its creation and its resolution are known", example());
    collector.warnings.add("no_stages", example);
    let first = collector.state(&table.name, CREATED)?;
    collector.builder.enter(item, created, None, first);
    if let Some(ended) = ended {
        let status = if status.is_empty() { RESOLVED } else { status };
        let (name, category) = if is_dropped(resolution) {
            (format!("{status} ({resolution})"), Category::Dropped)
        } else {
            (status.to_owned(), Category::Done)
        };
        let last = collector.state(&table.name, &name)?;
        collector.builder.describe(last, Some(category), None);
        collector.builder.enter(item, ended, Some(first), last);
    }
    Ok(())
}
