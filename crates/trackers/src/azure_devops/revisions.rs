//! What one revision or update says of a work item, kept small until all of them are read.

use super::wire::{Field, Fields};
use crate::gathered::Gathered;
use crate::statuses::is_dropped;
use flow::Instant;
use flow::workflow::Category;

/// A field that is not told, empties, or gets a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Told<T> {
    #[default]
    Nothing,
    Empty,
    Is(T),
}

impl<T: Copy> Told<T> {
    /// The value after this, where it was `before` until now.
    pub(super) fn after(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => before,
            Self::Empty => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// A revision (which tells all fields) or an update (which tells those that changed).
#[derive(Clone, Copy, Debug)]
pub(super) struct Revision {
    pub(super) item: u32,
    pub(super) number: u64,
    pub(super) at: Instant,
    pub(super) state: Told<u16>,
    /// The state that an update says was left.
    pub(super) left: Option<u16>,
    /// The reason, if it says that nothing was finished.
    pub(super) dropped: Told<u16>,
    pub(super) column: Told<u16>,
    pub(super) column_done: Told<bool>,
    pub(super) is_deleted: Told<bool>,
    pub(super) blocked: Told<bool>,
    pub(super) blocked_tag: Told<bool>,
}

impl Revision {
    pub(super) fn new(
        (item, number, at): (u32, u64, Instant),
        fields: &Fields,
        is_whole: bool,
        states: &mut Gathered,
    ) -> Self {
        let is_yes =
            |text: &str| ["yes", "true", "1"].iter().any(|yes| yes.eq_ignore_ascii_case(text));
        let mut number_of = |name: &str| states.named(name, category(name));
        let state = told(fields, Field::State, is_whole, &mut number_of);
        let left = fields
            .value(Field::State)
            .and_then(|state| filled(state.old.as_deref()))
            .map(&mut number_of);
        let column = told(fields, Field::Column, is_whole, |name| states.named(name, None));
        let reason = told(fields, Field::Reason, is_whole, |reason| {
            is_dropped(reason).then(|| states.named(reason, Some(Category::Dropped)))
        });
        let dropped = match reason {
            Told::Is(Some(reason)) => Told::Is(reason),
            Told::Is(None) | Told::Empty => Told::Empty,
            Told::Nothing => Told::Nothing,
        };
        let blocked_tag = told(fields, Field::Tags, is_whole, |tags| {
            tags.split(';').any(|tag| tag.trim().eq_ignore_ascii_case("blocked"))
        });
        Self {
            item,
            number,
            at,
            state,
            left,
            dropped,
            column,
            column_done: told(fields, Field::ColumnDone, is_whole, is_yes),
            is_deleted: told(fields, Field::IsDeleted, is_whole, is_yes),
            blocked: told(fields, Field::Blocked, is_whole, is_yes),
            blocked_tag,
        }
    }
}

/// What a field says; in a whole revision a field that is not there is empty.
fn told<T>(
    fields: &Fields,
    field: Field,
    is_whole: bool,
    means: impl FnOnce(&str) -> T,
) -> Told<T> {
    match filled(fields.text(field)) {
        Some(text) => Told::Is(means(text)),
        None if is_whole || fields.value(field).is_some() => Told::Empty,
        None => Told::Nothing,
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// What the states of the processes that come with Azure DevOps mean; others are guessed by name.
pub(super) fn category(state: &str) -> Option<Category> {
    match state {
        "New" | "To Do" | "Proposed" | "Approved" | "Design" => Some(Category::Queue),
        "Active" | "Committed" | "In Progress" | "Doing" | "Open" | "Resolved" => {
            Some(Category::Active)
        }
        "Done" | "Closed" | "Completed" => Some(Category::Done),
        "Removed" => Some(Category::Dropped),
        _ => None,
    }
}
