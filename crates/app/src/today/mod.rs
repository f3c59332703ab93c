//! Today: the table and who sits at it, what needs me, and what moved since I was here.

mod pages;
mod table;

pub(crate) use pages::routes;
pub(crate) use table::drawn;
