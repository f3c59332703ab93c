//! What every page wears: the layout, forms, who asks, headers; and the report, a page of its own
//! that is mailed and printed.

mod guard;
mod html;
mod report;
mod request;

pub(crate) use guard::guarded;
pub(crate) use html::{Html, error_page, styles};
pub use report::Report;
pub(crate) use report::{Chapter, Fact, Page, source_name};
pub(crate) use request::{Form, SESSION, Session, SignedIn, device, session_cookie};
