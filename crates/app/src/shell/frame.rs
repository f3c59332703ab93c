//! What stands around a page: who I am, which table I sit at, and where I can go from here.

use crate::app::App;

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// My name and how I show; nothing when nobody is signed in.
    pub(crate) me: Option<Me>,
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

/// Whoever is signed in, as the frame shows them.
#[derive(Clone, Debug)]
pub(crate) struct Me {
    pub(crate) name: String,
    pub(crate) short: String,
    /// The word for the colour of their disc.
    pub(crate) colour: &'static str,
}

/// A peer team in the frame, and its pages.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) pages: Vec<Entry>,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) url: String,
    pub(crate) words: &'static str,
    pub(crate) is_here: bool,
}
