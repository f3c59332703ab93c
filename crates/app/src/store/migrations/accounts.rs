//! What an operator sees of an account: whether it is disabled or left, and its last day of use.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    vec![
        added("person", maybe_instant("disabled_at")),
        added("person", maybe_instant("left_at")),
        added("person", maybe_text("seen_on")),
    ]
}
