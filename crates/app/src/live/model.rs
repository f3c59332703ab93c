//! Who is here now: whoever has a page of a peer team open, on this node or on another. It is kept
//! in memory while it lasts, and written nowhere. Pure.

use flow::Instant;
use std::collections::{BTreeSet, HashMap};

/// What another node said is forgotten when it was not heard of for so long.
const FORGOTTEN_AFTER_MICROS: i64 = 90_000_000;

/// People by their ids.
pub(crate) type People = BTreeSet<String>;

/// Who has pages open, table by table.
#[derive(Debug, Default)]
pub(super) struct Here {
    /// How many pages of a peer team somebody has open on this node.
    open: HashMap<(String, String), u32>,
    /// What other nodes said last: node and peer team, then who and when.
    said: HashMap<(String, String), (People, Instant)>,
}

impl Here {
    /// Somebody opened a page; whether they were not here before.
    pub(super) fn come(&mut self, team: &str, person: &str) -> bool {
        let open = self.open.entry((team.to_owned(), person.to_owned())).or_default();
        *open += 1;
        *open == 1
    }

    /// Somebody closed a page; whether it was their last one.
    pub(super) fn go(&mut self, team: &str, person: &str) -> bool {
        let key = (team.to_owned(), person.to_owned());
        let left = self.open.get(&key).map_or(0, |open| open.saturating_sub(1));
        if left > 0 {
            self.open.insert(key, left);
            return false;
        }
        self.open.remove(&key).is_some()
    }

    /// Another node said who is there.
    pub(super) fn said(&mut self, node: &str, team: &str, people: People, now: Instant) {
        self.said.insert((node.to_owned(), team.to_owned()), (people, now));
    }

    /// Who is at a table on this node.
    pub(super) fn on_this_node(&self, team: &str) -> People {
        let there = self.open.keys().filter(|key| key.0 == team);
        there.map(|key| key.1.clone()).collect()
    }

    /// Who is at a table.
    pub(super) fn at(&self, team: &str, now: Instant) -> People {
        let fresh = |at: Instant| now.as_micros() - at.as_micros() < FORGOTTEN_AFTER_MICROS;
        let elsewhere = self.said.iter().filter(|(key, (_, at))| key.1 == team && fresh(*at));
        let elsewhere = elsewhere.flat_map(|(_, (people, _))| people.iter().cloned());
        self.on_this_node(team).into_iter().chain(elsewhere).collect()
    }

    /// The tables somebody is at on this node.
    pub(super) fn tables(&self) -> BTreeSet<String> {
        self.open.keys().map(|key| key.0.clone()).collect()
    }
}

/// What rings, and wakes open pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Something happened in a peer team.
    PeerTeam(String),
    /// Something about a person: a session ended, say.
    Person(String),
    /// Who is at a table, as a node sees it.
    Here { node: String, team: String, people: People },
    /// The line to the others was down.
    Anything,
}

impl Word {
    /// As it rings. Ids hold no spaces and no commas.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::PeerTeam(id) => format!("peer-team {id}"),
            Self::Person(id) => format!("person {id}"),
            Self::Here { node, team, people } => {
                let people: Vec<&str> = people.iter().map(String::as_str).collect();
                format!("here {node} {team} {}", people.join(","))
            }
            Self::Anything => crate::store::ANYTHING.to_owned(),
        }
    }

    /// A word that was heard; what is not understood may mean anything.
    pub(crate) fn heard(text: &str) -> Self {
        let mut parts = text.split(' ');
        let kind = parts.next().unwrap_or_default();
        let mut next = || parts.next().unwrap_or_default().to_owned();
        match kind {
            "peer-team" => Self::PeerTeam(next()),
            "person" => Self::Person(next()),
            "here" => {
                let (node, team, people) = (next(), next(), next());
                let people = people.split(',').filter(|id| !id.is_empty());
                Self::Here { node, team, people: people.map(str::to_owned).collect() }
            }
            _ => Self::Anything,
        }
    }

    /// Whether it may matter to somebody's page of a peer team.
    pub(crate) fn concerns(&self, its_team: &str, its_person: &str) -> bool {
        match self {
            Self::PeerTeam(team) | Self::Here { team, .. } => team == its_team,
            Self::Person(person) => person == its_person,
            Self::Anything => true,
        }
    }
}
