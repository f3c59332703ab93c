//! Today: the table, who sits at it and what lies on it, what needs me, and what moved since I was
//! here.

mod pages;
mod pebbles;
mod table;

pub(crate) use pages::routes;
pub(crate) use table::drawn;
