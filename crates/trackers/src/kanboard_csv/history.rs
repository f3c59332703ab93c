//! Puts moves and tasks together: created in the first column, moved, closed.

use super::read::{Kanboard, Move, Task};
use crate::collector::Collector;
use crate::error::ReadError;
use flow::workflow::Category;
use flow::{ItemId, StateId};
use std::collections::{HashMap, HashSet};

/// The states of a task without known moves, and of one that was closed.
const CREATED: &str = "Created";
const CLOSED: &str = "Closed";

impl Kanboard {
    /// Makes the history.
    pub(crate) fn finish(mut self, collector: &mut Collector) -> Result<(), ReadError> {
        self.moves.sort_by_key(|told| told.item.0);
        let mut moves: HashMap<ItemId, Vec<Move>> = HashMap::new();
        for of_item in self.moves.chunk_by_mut(|a, b| a.item == b.item) {
            // The newest comes first; of equal minutes, too.
            if of_item.first().map(|first| first.at) >= of_item.last().map(|last| last.at) {
                of_item.reverse();
            }
            of_item.sort_by_key(|told| told.at);
            moves.insert(of_item[0].item, of_item.to_vec());
        }
        let closed = match self.tasks.is_empty() {
            true => None,
            false => Some(collector.state("Kanboard", CLOSED)?),
        };
        if let Some(closed) = closed {
            collector.builder.describe(closed, Some(Category::Done), None);
        }
        let mut told = HashSet::new();
        for task in &self.tasks {
            told.insert(task.item);
            let moves = moves.get(&task.item).map(Vec::as_slice).unwrap_or_default();
            let last = self.begin(task, moves, collector)?;
            let Some(closed) = closed else { continue };
            end(task, moves, (last, closed), collector);
        }
        let mut rest: Vec<_> = moves.iter().filter(|(item, _)| !told.contains(item)).collect();
        rest.sort_by_key(|(item, _)| item.0);
        for (_, moves) in rest {
            enter(moves, collector);
        }
        Ok(())
    }

    /// Creates a task and moves it; gives the column that it is in at last.
    fn begin(
        &self,
        task: &Task,
        moves: &[Move],
        collector: &mut Collector,
    ) -> Result<StateId, ReadError> {
        let (Some(first), Some(last)) = (moves.first(), moves.last()) else {
            let column = match (self.has_transitions, task.column.as_str()) {
                (true, column) if !column.is_empty() => collector.state("Kanboard", column)?,
                _ => {
                    let created = collector.state("Kanboard", CREATED)?;
                    collector.builder.describe(created, Some(Category::Active), Some(0));
                    let example = || {
                        format!("{}: only its creation and its completion are known", task.place)
                    };
                    collector.warnings.add("no_stages", example);
                    created
                }
            };
            collector.builder.enter(task.item, task.created, None, column);
            return Ok(column);
        };
        // The day of the creation is known, and not its time.
        let created = task.created.min(first.at);
        collector.builder.enter(task.item, created, None, first.from);
        enter(moves, collector);
        let gap = moves.windows(2).find(|pair| pair[0].to != pair[1].from);
        let is_elsewhere =
            !task.column.is_empty() && collector.state("Kanboard", &task.column)? != last.to;
        if gap.is_some() || is_elsewhere {
            let example = || match gap {
                Some(pair) => {
                    format!("{}: it left at {} a column it was not in", task.place, pair[1].at)
                }
                None => format!("{}: it is not in the column it was moved to last", task.place),
            };
            collector.warnings.add("moves_missing", example);
        }
        Ok(last.to)
    }
}

fn enter(moves: &[Move], collector: &mut Collector) {
    for told in moves {
        collector.builder.enter(told.item, told.at, Some(told.from), told.to);
    }
}

/// Closes a task. Of that, too, only the day is known: it is no earlier than the last move.
fn end(task: &Task, moves: &[Move], (last, closed): (StateId, StateId), to: &mut Collector) {
    let is = |status: &str| task.status.eq_ignore_ascii_case(status);
    match task.completed {
        Some(_) if is("Open") => {}
        Some(completed) => {
            let at = moves.last().map_or(completed, |last| last.at.max(completed));
            to.builder.enter(task.item, at.max(task.created), Some(last), closed);
        }
        None if is(CLOSED) => {
            let example = || format!("{}: kept open", task.place);
            to.warnings.add("closed_without_a_time", example);
        }
        None => {}
    }
}
