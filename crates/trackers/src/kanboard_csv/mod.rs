//! Kanboard's exports: "Task transitions" tells the moves between columns, "Tasks" when each task
//! was created and closed. Either can be read alone; together they tell the whole.

mod history;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{Kanboard, KanboardFile, file};
