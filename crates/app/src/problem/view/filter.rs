//! Which problems are shown, and how: all of it stands in the address. Pure.

use super::super::model::{STATES, State};
use super::super::shelf::Known;
use crate::people::PersonId;
use flow::Instant;
use serde::{Deserialize, Serialize};

/// How they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Board,
    List,
    Timeline,
    ByTeam,
    ByCause,
}

/// Each with its word in the address, and on its chip.
const VIEWS: [(View, &str, &str); 5] = [
    (View::Board, "", "Board"),
    (View::List, "list", "List"),
    (View::Timeline, "timeline", "Timeline"),
    (View::ByTeam, "teams", "By team"),
    (View::ByCause, "causes", "By cause"),
];

/// What stands in the address after the question mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Filter {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) view: String,
    /// The id of a team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) team: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) cause: String,
    /// `mine`, `past` or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) only: String,
    /// The word of a state.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) state: String,
    /// Words to find.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) find: String,
}

/// A filter, as a link.
pub(crate) struct Chip {
    pub(crate) url: String,
    pub(crate) words: String,
    pub(crate) is_here: bool,
}

/// By whom and when the filter is applied.
#[derive(Clone, Copy)]
pub(crate) struct By<'b> {
    pub(crate) me: &'b PersonId,
    pub(crate) now: Instant,
}

impl Filter {
    pub(crate) fn view(&self) -> View {
        VIEWS.iter().find(|it| it.1 == self.view).map_or(View::Board, |it| it.0)
    }

    /// Its address below that of a table.
    pub(crate) fn url(&self) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        if query.is_empty() { "/problems".to_owned() } else { format!("/problems?{query}") }
    }

    /// Whether it leaves something out.
    pub(crate) fn is_narrow(&self) -> bool {
        self.wide() != self.url()
    }

    /// The address of the same view with nothing left out.
    pub(crate) fn wide(&self) -> String {
        Self { view: self.view.clone(), ..Self::default() }.url()
    }

    pub(crate) fn keeps(&self, it: &Known, by: By<'_>) -> bool {
        let standing = &it.standing;
        let has = |team: &str| standing.teams.iter().any(|it| it.team == team);
        let of_only = match self.only.as_str() {
            "mine" => is_mine(it, by.me),
            "past" => it.is_unanswered(by.now) || it.is_unsolved(by.now),
            _ => true,
        };
        let cause = standing.cause.as_deref().unwrap_or_default();
        let of_state = State::of_word(&self.state).is_none_or(|state| standing.state() == state);
        of_only
            && of_state
            && (self.team.is_empty() || has(&self.team))
            && (self.cause.is_empty() || cause.to_lowercase() == self.cause.to_lowercase())
            && self.finds(it)
    }

    /// Whether all words to find are somewhere in it.
    fn finds(&self, it: &Known) -> bool {
        let standing = &it.standing;
        let solved = standing.solution().map_or("", |it| it.words.as_str());
        let number = format!("#{}", it.problem.number);
        let text = [&*standing.words, &*standing.more, solved, &*number].join(" ").to_lowercase();
        let find = self.find.to_lowercase();
        find.split_whitespace().all(|word| text.contains(word))
    }

    /// The chips of the views, of what is shown, and of the states where those that ended are, too.
    pub(crate) fn chips(&self, url: impl Fn(&str) -> String) -> (Vec<Chip>, Vec<Chip>) {
        let chip = |filter: Self, words: &str, is_here| Chip {
            url: url(&filter.url()),
            words: words.to_owned(),
            is_here,
        };
        let views = VIEWS.map(|(view, word, words)| {
            let filter = Self { view: word.to_owned(), state: String::new(), ..self.clone() };
            chip(filter, words, view == self.view())
        });
        let only = [("", "All"), ("mine", "Mine"), ("past", "Past their time")];
        let only = only.map(|(word, words)| {
            let filter = Self { only: word.to_owned(), ..self.clone() };
            chip(filter, words, word == self.only)
        });
        let mut only: Vec<Chip> = only.into();
        if self.view() == View::List {
            only.extend(STATES.iter().map(|(_, word, words)| {
                let is_here = *word == self.state;
                let state = if is_here { String::new() } else { (*word).to_owned() };
                chip(Self { state, ..self.clone() }, words, is_here)
            }));
        }
        (views.into(), only)
    }
}

/// Whether somebody raised it, is on it, or said that their team has it.
fn is_mine(it: &Known, me: &PersonId) -> bool {
    let standing = &it.standing;
    standing.raised_by.as_ref() == Some(me)
        || standing.spell().solvers.contains(me)
        || standing.teams.iter().any(|it| it.by.as_ref() == Some(me))
}
