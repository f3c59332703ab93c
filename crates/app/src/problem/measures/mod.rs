//! How problems go at a table: how long until a reply, until they are contained, until they are
//! solved; how early they are seen, how large, whether they come back, what causes them. Never by
//! person.

mod charts;
mod life;
mod model;
mod pages;
#[cfg(test)]
mod tests;

pub(crate) use pages::routes;
