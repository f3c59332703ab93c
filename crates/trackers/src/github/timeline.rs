//! What a timeline does to an item's state: opened, closed, reopened, merged, moved on a board.

use super::wire::Event;
use flow::Instant;

/// A change of state, in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Open again.
    Open,
    /// Closed, for a reason where the event says it.
    Closed(Option<String>),
    /// Merged.
    Merged,
    /// Moved to a state of a board or a label.
    To(String),
}

/// The changes of state so far.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    pub(super) moves: Vec<(Instant, Move)>,
    pub(super) is_closed: bool,
}

impl Timeline {
    /// Takes the next event. Of several closings in a row the first stands, and what happens on a
    /// board while it is closed changes nothing.
    pub(super) fn take(&mut self, at: Instant, event: &Event, states: &[String]) {
        match event.event.as_ref().map_or("", |kind| &kind.0) {
            "closed" | "ClosedEvent" => {
                let reason = event.state_reason.as_ref().map(|reason| reason.0.to_string());
                self.close(at, Move::Closed(reason));
            }
            "merged" | "MergedEvent" => self.close(at, Move::Merged),
            "reopened" | "ReopenedEvent" if self.is_closed => {
                self.is_closed = false;
                self.moves.push((at, Move::Open));
            }
            kind if !self.is_closed => {
                if let Some(state) = board_state(kind, event, states) {
                    self.moves.push((at, Move::To(state)));
                }
            }
            _ => {}
        }
    }

    /// Closes or merges it; a merge names the closing that it comes with.
    pub(super) fn close(&mut self, at: Instant, how: Move) {
        if !self.is_closed {
            self.is_closed = true;
            self.moves.push((at, how));
        } else if how == Move::Merged {
            self.name_closing(Move::Merged);
        }
    }

    /// Says more of the closing that stands.
    pub(super) fn name_closing(&mut self, how: Move) {
        if let Some(last) = self.moves.last_mut() {
            last.1 = how;
        }
    }
}

/// The state that an event of a project or a label moves to.
fn board_state(kind: &str, event: &Event, states: &[String]) -> Option<String> {
    let name = match kind {
        "labeled" | "LabeledEvent" => {
            let label = event.label.as_ref()?.name()?;
            return states.iter().find(|state| state.eq_ignore_ascii_case(label)).cloned();
        }
        "project_v2_item_status_changed" | "ProjectV2ItemStatusChangedEvent" => {
            event.status.as_ref()?.name()?
        }
        "added_to_project_v2" | "AddedToProjectV2Event" => event.status.as_ref()?.name()?,
        "moved_columns_in_project" | "added_to_project" => {
            &event.project_card.as_ref()?.column_name.as_ref()?.0
        }
        _ => return None,
    };
    (!name.is_empty()).then(|| name.to_owned())
}
