//! The days on which a whole peer team is away; what was settled before knows of none.

use super::*;

pub(super) fn changes() -> Vec<Change> {
    vec![added("peer_team_settings", maybe_text("holidays"))]
}
