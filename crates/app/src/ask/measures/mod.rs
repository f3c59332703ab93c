//! How asks go at a table: how long answers take, what becomes of what was accepted, which kinds
//! there are. Never by person.

mod model;
mod pages;
#[cfg(test)]
mod tests;

pub(super) use pages::routes;
