//! What people write with CommonMark's signs, as a page may show it. The only text of people that
//! goes into a page unescaped, and this the only place that lets it.

mod sanitised;
#[cfg(test)]
mod tests;

use askama::filters::HtmlSafe;
use std::fmt;

/// HTML made of what somebody wrote.
#[derive(Clone, Debug)]
pub(crate) struct Markdown(String);

impl Markdown {
    /// What somebody wrote, with its lists, emphasis, links, quotes and code.
    pub(crate) fn of(written: &str) -> Self {
        Self(sanitised::html(written))
    }
}

impl fmt::Display for Markdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markdown {}
