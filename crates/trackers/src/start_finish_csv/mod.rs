//! One item a row, with the date of its start and the date of its finish.

mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{accepted, is_finish, is_vocabulary, names_both, names_tell, read};
