//! What every page wears: the layout, forms, who asks, headers; and the report, a page of its own
//! that is mailed and printed.

mod assets;
mod done;
mod frame;
mod guard;
mod html;
mod log;
mod markdown;
mod report;
mod request;
mod time;

#[cfg(test)]
pub(crate) use assets::DISCS;
pub(crate) use assets::routes as assets;
pub(crate) use done::{Done, Led};
pub(crate) use frame::{Entry, Frame, Me, Table};
pub(crate) use guard::guarded;
#[cfg(test)]
pub(crate) use guard::policy;
pub(crate) use html::{Html, error_page, fault_page};
#[cfg(test)]
pub(crate) use log::written_to;
pub(crate) use log::{begin as begin_log, complain};
pub(crate) use markdown::Markdown;
pub use report::Report;
pub(crate) use report::{Chapter, Fact, Page, source_name};
pub(crate) use request::{
    Form, SESSION, Session, device, device_in_words, local_path, session_cookie,
};
pub(crate) use time::{LOCALES, Locale, Reading, Time, date_in, date_words, deadline};
