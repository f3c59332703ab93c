//! One item a row, with a column for each state holding the date on which it was entered, as
//! ActionableAgile and Nave read it.

mod blocked;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{has_layout, read};
