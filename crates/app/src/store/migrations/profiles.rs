//! How people show and read. What nobody chose is left to their name.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    ["short", "colour", "locale"].map(|name| added("person", maybe_text(name))).into()
}
