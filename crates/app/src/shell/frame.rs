//! What stands around a page: who I am, which table I sit at, and where I can go from here.

use super::assets::{ICON, SANS, SCRIPT, SERIF, STYLE};
use super::guard::{asked_to_read, done, nonce};
use crate::app::App;

/// The frame of a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// My name and how I show; nothing when nobody is signed in.
    pub(crate) me: Option<Me>,
    /// The peer team that the page belongs to.
    pub(crate) table: Option<Table>,
    /// My other tables: their addresses and names.
    pub(crate) others: Vec<(String, String)>,
    /// What everybody should know who looks at any page.
    pub(crate) banner: Option<&'static str>,
    /// What was just done.
    pub(crate) done: Option<&'static str>,
    /// What the script of this answer is known by.
    pub(crate) nonce: String,
    /// Whether others' changes may appear on it: an answer to what was sent stays as it is.
    pub(crate) moves: bool,
}

impl Frame {
    /// The frame for somebody who is not signed in.
    pub(crate) fn of_nobody(app: &App) -> Self {
        Self { banner: app.banner(), ..Self::default() }
    }

    /// Where the icon lies.
    pub(crate) fn icon(&self) -> &'static str {
        ICON.url()
    }

    /// Where the style sheet lies; its content is in the address.
    pub(crate) fn style(&self) -> &'static str {
        STYLE.url()
    }

    /// Where the script lies.
    pub(crate) fn script(&self) -> &'static str {
        SCRIPT.url()
    }

    /// Where the fonts lie.
    pub(crate) fn fonts(&self) -> [&'static str; 2] {
        [SANS.url(), SERIF.url()]
    }
}

impl Default for Frame {
    /// The frame of a page that knows nothing of who reads it.
    fn default() -> Self {
        let (me, table, others, banner) = (None, None, vec![], None);
        let done = done().map(super::Done::sentence);
        Self { me, table, others, banner, done, nonce: nonce(), moves: asked_to_read() }
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
    /// Since which day it can be read only, in words.
    pub(crate) archived: Option<String>,
    pub(crate) pages: Vec<Entry>,
    /// Where a problem is noted, for whoever may: a press of a key away from every page.
    pub(crate) noting: Option<String>,
    /// What this page shows, for the line that tells when there is more.
    pub(crate) seen: String,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) url: String,
    pub(crate) words: &'static str,
    pub(crate) is_here: bool,
}
