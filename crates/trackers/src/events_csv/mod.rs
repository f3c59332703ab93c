//! Our own loss-free layout: `id,at,field,from,to`, one event a row.

mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::{doubt_beginnings, read};
