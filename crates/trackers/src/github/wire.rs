//! What is taken from GitHub's JSON; everything else is passed over.

use super::address;
use crate::json_records::given;
use crate::json_values::{Label, List, Text};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// An issue or pull request beside its timeline.
#[derive(Debug, Deserialize)]
pub(super) struct Line<'r> {
    #[serde(borrow)]
    pub(super) issue: Option<Thing<'r>>,
    #[serde(borrow)]
    pub(super) pull: Option<Thing<'r>>,
    #[serde(borrow, alias = "timeline", alias = "timelineItems")]
    pub(super) events: Option<List<Event<'r>>>,
}

/// An issue or a pull request.
#[derive(Debug, Deserialize)]
pub(super) struct Thing<'r> {
    pub(super) number: u64,
    #[serde(borrow)]
    pub(super) repository_url: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) html_url: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) url: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) state: Option<Text<'r>>,
    #[serde(borrow, alias = "stateReason")]
    pub(super) state_reason: Option<Text<'r>>,
    #[serde(borrow, alias = "createdAt")]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow, alias = "closedAt")]
    pub(super) closed_at: Option<Text<'r>>,
    #[serde(borrow, default, alias = "mergedAt", deserialize_with = "given")]
    pub(super) merged_at: Option<Option<Text<'r>>>,
    #[serde(borrow, default)]
    pub(super) labels: List<Label<'r>>,
    #[serde(borrow)]
    pub(super) milestone: Option<Milestone<'r>>,
    #[serde(borrow)]
    pub(super) pull_request: Option<PullRequest<'r>>,
    #[serde(default, alias = "headRefName", deserialize_with = "given")]
    pub(super) head: Option<IgnoredAny>,
    #[serde(default, alias = "isDraft", deserialize_with = "given")]
    pub(super) draft: Option<IgnoredAny>,
    #[serde(borrow, alias = "timeline", alias = "timelineItems")]
    pub(super) events: Option<List<Event<'r>>>,
}

impl Thing<'_> {
    /// Whether it is in this state now; REST writes it small, GraphQL in capitals.
    pub(super) fn is(&self, state: &str) -> bool {
        self.state.as_ref().is_some_and(|known| known.0.eq_ignore_ascii_case(state))
    }

    /// Whether it tells what pull requests alone tell, be it null.
    pub(super) fn is_pull(&self) -> bool {
        let keys = [self.merged_at.is_some(), self.head.is_some(), self.draft.is_some()];
        let is_said = self.pull_request.is_some() || self.is("merged");
        is_said || keys.contains(&true) || self.address().is_some_and(|(_, is_pull)| is_pull)
    }

    /// The `owner/name` that it belongs to.
    pub(super) fn repository(&self) -> Option<&str> {
        let own = self.repository_url.as_ref().and_then(|url| address::repository(&url.0));
        own.or_else(|| self.address().map(|(repository, _)| repository))
    }

    fn address(&self) -> Option<(&str, bool)> {
        let urls = [self.html_url.as_ref(), self.url.as_ref()];
        urls.into_iter().flatten().find_map(|url| address::item(&url.0))
    }

    pub(super) fn merged_at(&self) -> Option<&Text<'_>> {
        let inner = self.pull_request.as_ref().and_then(|pull| pull.merged_at.as_ref());
        self.merged_at.as_ref().and_then(Option::as_ref).or(inner)
    }
}

/// What a REST issue says of itself when it is a pull request.
#[derive(Debug, Deserialize)]
pub(super) struct PullRequest<'r> {
    #[serde(borrow)]
    pub(super) merged_at: Option<Text<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Milestone<'r> {
    #[serde(borrow)]
    pub(super) title: Option<Text<'r>>,
}

/// One event of a timeline, in the shape of REST or of GraphQL.
#[derive(Debug, Deserialize)]
pub(super) struct Event<'r> {
    #[serde(borrow, alias = "__typename")]
    pub(super) event: Option<Text<'r>>,
    #[serde(borrow, alias = "createdAt")]
    pub(super) created_at: Option<Text<'r>>,
    #[serde(borrow, alias = "submittedAt")]
    pub(super) submitted_at: Option<Text<'r>>,
    #[serde(borrow, alias = "stateReason")]
    pub(super) state_reason: Option<Text<'r>>,
    #[serde(borrow)]
    pub(super) label: Option<Label<'r>>,
    /// The status in a project; an object or a name.
    #[serde(borrow)]
    pub(super) status: Option<Label<'r>>,
    #[serde(borrow)]
    pub(super) project_card: Option<Card<'r>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Card<'r> {
    #[serde(borrow)]
    pub(super) column_name: Option<Text<'r>>,
}
