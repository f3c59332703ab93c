//! States by their ids, and the names they get: one state per id, whatever it was called.

use flow::workflow::Category;
use std::collections::HashMap;

/// A state as all files together tell it.
#[derive(Clone, Debug)]
pub(crate) struct Status {
    id: String,
    name: String,
    /// How much the name is worth: a list of states over an item over its past.
    authority: Authority,
    pub(crate) category: Option<Category>,
    pub(crate) position: Option<u16>,
}

impl Status {
    /// Its id, where nothing told its name.
    pub(crate) fn nameless(&self) -> Option<&str> {
        self.name.is_empty().then_some(self.id.as_str())
    }

    /// Its name so far, or else its id.
    pub(crate) fn name(&self) -> &str {
        self.nameless().unwrap_or(&self.name)
    }

    pub(crate) fn rename(&mut self, name: String) {
        self.name = name;
    }
}

/// Where a state's name comes from, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Authority {
    Change,
    Item,
    List,
}

/// More states than any tracker has.
const MOST: usize = 10_000;

/// All states, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Statuses {
    pub(crate) all: Vec<Status>,
    by_id: HashMap<String, u16>,
}

impl Statuses {
    /// The number of the state with this id; without an id its name stands for it.
    pub(crate) fn number(&mut self, id: Option<&str>, name: &str, authority: Authority) -> u16 {
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

    /// The name of each state; those that share one get their ids behind it.
    pub(crate) fn names(&self) -> Vec<String> {
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

/// Whether a resolution, or a reason, says that nothing was finished.
pub(crate) fn is_dropped(resolution: &str) -> bool {
    const DROPPED: [&str; 20] = [
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
        "as designed",
        "cut",
        "removed from the backlog",
    ];
    let plain = resolution.trim().replace(['\'', '’'], "").to_lowercase();
    DROPPED.contains(&plain.as_str())
}
