//! The statuses by their ids, and the names they get: one state per id, whatever it was called.

use flow::workflow::Category;
use std::collections::HashMap;

/// A status as all files together tell it.
#[derive(Clone, Debug)]
pub(super) struct Status {
    id: String,
    name: String,
    /// How much the name is worth: a list of statuses over an issue over its past.
    authority: Authority,
    pub(super) category: Option<Category>,
    pub(super) position: Option<u16>,
}

/// Where a status' name comes from, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Authority {
    Changelog,
    Issue,
    List,
}

/// More statuses than any Jira has.
const MOST: usize = 10_000;

/// All statuses, in order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Statuses {
    pub(super) all: Vec<Status>,
    by_id: HashMap<String, u16>,
}

impl Statuses {
    /// The number of the status with this id; without an id its name stands for it.
    pub(super) fn number(&mut self, id: Option<&str>, name: &str, authority: Authority) -> u16 {
        let id = id.filter(|id| !id.is_empty()).unwrap_or(name);
        let number = match self.by_id.get(id) {
            Some(number) => *number,
            None => {
                if self.all.len() >= MOST {
                    // So many are refused when the history is made.
                    return MOST as u16 - 1;
                }
                let number = self.all.len() as u16;
                self.by_id.insert(id.to_owned(), number);
                self.all.push(Status {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    authority,
                    category: None,
                    position: None,
                });
                number
            }
        };
        let status = &mut self.all[usize::from(number)];
        if authority >= status.authority && !name.is_empty() && status.name != name {
            status.name = name.to_owned();
            status.authority = authority;
        }
        status.authority = status.authority.max(authority);
        number
    }

    /// The name of each status; those that share one get their ids behind it.
    pub(super) fn names(&self) -> Vec<String> {
        let mut uses: HashMap<&str, u32> = HashMap::new();
        for status in &self.all {
            *uses.entry(&status.name).or_default() += 1;
        }
        let name = |status: &Status| match uses[status.name.as_str()] {
            _ if status.name.is_empty() => status.id.clone(),
            1 => status.name.clone(),
            _ => format!("{} ({})", status.name, status.id),
        };
        self.all.iter().map(name).collect()
    }
}

/// What Jira's own category of a status means.
pub(super) fn category(key: &str) -> Option<Category> {
    match key {
        "new" => Some(Category::Queue),
        "indeterminate" => Some(Category::Active),
        "done" => Some(Category::Done),
        _ => None,
    }
}

/// Whether a resolution says that nothing was finished.
pub(crate) fn is_dropped(resolution: &str) -> bool {
    const DROPPED: [&str; 17] = [
        "wont do",
        "will not do",
        "wont fix",
        "will not fix",
        "duplicate",
        "cannot reproduce",
        "cant reproduce",
        "declined",
        "cancelled",
        "canceled",
        "obsolete",
        "not planned",
        "rejected",
        "invalid",
        "abandoned",
        "withdrawn",
        "not a bug",
    ];
    let plain = resolution.trim().replace(['\'', '’'], "").to_lowercase();
    DROPPED.contains(&plain.as_str())
}
