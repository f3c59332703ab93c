//! What stands around a page: who I am, which table I sit at, and where I can go from here.

use crate::app::App;

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// My name and its short form; nothing when nobody is signed in.
    pub(crate) me: Option<(String, String)>,
    /// The peer team that the page belongs to.
    pub(crate) table: Option<Table>,
    /// My other tables: their addresses and names.
    pub(crate) others: Vec<(String, String)>,
    /// What everybody should know who looks at any page.
    pub(crate) banner: Option<&'static str>,
}

impl Frame {
    /// The frame for somebody who is not signed in.
    pub(crate) fn of_nobody(app: &App) -> Self {
        Self { banner: app.address.banner(), ..Self::default() }
    }
}

/// A peer team in the frame, and its pages.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) url: String,
    /// Since which day it can be read only, in words.
    pub(crate) archived: Option<String>,
    pub(crate) pages: Vec<Entry>,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) url: String,
    pub(crate) words: &'static str,
    pub(crate) is_here: bool,
}
