//! What every page wears: the layout, forms, who asks, headers; and the report, a page of its own
//! that is mailed and printed.

mod frame;
mod guard;
mod html;
mod report;
mod request;
mod time;

pub(crate) use frame::{Entry, Frame, Table};
#[cfg(test)]
pub(crate) use guard::POLICY;
pub(crate) use guard::guarded;
pub(crate) use html::{Html, error_page, styles};
pub use report::Report;
pub(crate) use report::{Chapter, Fact, Page, source_name};
pub(crate) use request::{Form, SESSION, Session, device, local_path, session_cookie};
pub(crate) use time::{Time, date_in, deadline};
