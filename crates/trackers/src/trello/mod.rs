//! A Trello board as its menu exports it, or its actions, cards and lists as the REST interface
//! gives them.

mod cards;
mod done;
mod read;
#[cfg(test)]
mod tests;
mod wire;

pub(crate) use read::Trello;
