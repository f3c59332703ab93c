//! My account: all about me on one page, my recovery codes, and leaving for good.

mod codes;
mod pages;

pub(crate) use pages::routes;
