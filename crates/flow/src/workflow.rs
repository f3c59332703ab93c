//! The definition of the workflow: the states in order, their categories, and the counting rules.

mod proposal;
mod rules;
#[cfg(test)]
mod tests;

pub use rules::{Count, DroppedRule, FinishRule, MovingBack, Rules, StartRule, StraightToDone};

use std::fmt;

/// What being in a state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Not begun.
    Queue,
    /// Somebody works on it.
    Active,
    /// Begun, and waiting for somebody or something.
    Waiting,
    /// Finished.
    Done,
    /// Ended without being finished ("won't do", "not planned").
    Dropped,
}

/// The word of a choice, from its table of words.
///
/// ```
/// use flow::workflow::{Category, word};
/// assert_eq!(word(&Category::WORDS, Category::Queue), "queue");
/// ```
#[must_use]
pub fn word<T: Copy + PartialEq>(words: &[(T, &'static str)], choice: T) -> &'static str {
    words.iter().find(|(known, _)| *known == choice).map_or("", |(_, word)| word)
}

impl Category {
    /// Every category with its word in workflow files and in JSON.
    pub const WORDS: [(Category, &'static str); 5] = [
        (Category::Queue, "queue"),
        (Category::Active, "active"),
        (Category::Waiting, "waiting"),
        (Category::Done, "done"),
        (Category::Dropped, "dropped"),
    ];
}

/// A state of the workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The name, as the source writes it.
    pub name: String,
    /// What being in it means.
    pub category: Category,
}

/// The states in order, where the clock starts and stops, and the rules.
///
/// ```
/// use flow::workflow::{Category, Rules, State, Workflow};
/// let state = |name: &str, category| State { name: name.into(), category };
/// let states = vec![
///     state("To do", Category::Queue),
///     state("Doing", Category::Active),
///     state("Done", Category::Done),
/// ];
/// let workflow = Workflow::new(states, Rules::default()).unwrap();
/// assert_eq!(workflow.started_on_entering(), "Doing");
/// assert_eq!(workflow.finished_on_entering(), "Done");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workflow {
    states: Vec<State>,
    started: usize,
    finished: usize,
    /// The counting rules.
    pub rules: Rules,
}

/// Why a list of states is no workflow. Its text is the sentence a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkflowError {
    /// No state but dropped ones, or none at all.
    NoState,
    /// No state that means finished.
    NoDone,
    /// The same name twice.
    TwiceTheSame(String),
    /// A name that no state has: the name, and the names there are.
    Unknown(String, Vec<String>),
    /// The finish lies before the start: both names.
    FinishBeforeStart(String, String),
}

impl fmt::Display for WorkflowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoState => f.write_str("The workflow has no state to work in."),
            Self::NoDone => {
                f.write_str("No state of the workflow means finished; give one the category done.")
            }
            Self::TwiceTheSame(name) => write!(f, "The workflow names the state “{name}” twice."),
            Self::Unknown(name, known) => {
                write!(f, "There is no state “{name}”. The states are: {}.", known.join(", "))
            }
            Self::FinishBeforeStart(start, finish) => {
                write!(
                    f,
                    "Work cannot finish on “{finish}”: that lies before its start, “{start}”."
                )
            }
        }
    }
}

impl std::error::Error for WorkflowError {}

impl Workflow {
    /// A workflow from states in order. Dropped states are moved to the end. The clock starts on
    /// entering the first state that is not a queue and stops on entering the first done one.
    ///
    /// # Errors
    /// [`WorkflowError`] for an empty list, a name given twice, or no done state.
    pub fn new(mut states: Vec<State>, rules: Rules) -> Result<Self, WorkflowError> {
        for (index, state) in states.iter().enumerate() {
            if states[..index].iter().any(|other| other.name == state.name) {
                return Err(WorkflowError::TwiceTheSame(state.name.clone()));
            }
        }
        states.sort_by_key(|state| state.category == Category::Dropped);
        let first = |wanted: &dyn Fn(Category) -> bool| {
            states.iter().position(|state| wanted(state.category))
        };
        let started = first(&|it| it != Category::Queue && it != Category::Dropped);
        let finished = first(&|it| it == Category::Done);
        match (started, finished) {
            (Some(started), Some(finished)) => Ok(Self { states, started, finished, rules }),
            (None, _) if states.iter().all(|it| it.category == Category::Dropped) => {
                Err(WorkflowError::NoState)
            }
            _ => Err(WorkflowError::NoDone),
        }
    }

    /// The same states under other rules.
    #[must_use]
    pub fn with_rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// The same workflow with the clock started on entering `name`: earlier states become queues,
    /// and queues from there on become waiting.
    ///
    /// # Errors
    /// [`WorkflowError`] for an unknown state, or one that lies after the finish.
    pub fn starting_on(mut self, name: &str) -> Result<Self, WorkflowError> {
        let start = self.position_of(name)?;
        for (index, state) in self.states.iter_mut().enumerate() {
            match state.category {
                Category::Active | Category::Waiting if index < start => {
                    state.category = Category::Queue;
                }
                Category::Queue if index == start => state.category = Category::Active,
                Category::Queue if index > start => state.category = Category::Waiting,
                _ => {}
            }
        }
        if self.states[..start].iter().any(|state| state.category == Category::Done) {
            let finish = self.finished_on_entering().to_owned();
            return Err(WorkflowError::FinishBeforeStart(name.to_owned(), finish));
        }
        Self::new(self.states, self.rules)
    }

    /// The same workflow with the clock stopped on entering `name`, or any state after it.
    ///
    /// # Errors
    /// [`WorkflowError`] for an unknown state, or one that lies before the start.
    pub fn finishing_on(mut self, name: &str) -> Result<Self, WorkflowError> {
        let finish = self.position_of(name)?;
        if finish < self.started {
            let start = self.started_on_entering().to_owned();
            return Err(WorkflowError::FinishBeforeStart(start, name.to_owned()));
        }
        for (index, state) in self.states.iter_mut().enumerate() {
            match state.category {
                Category::Dropped => {}
                Category::Done if index < finish => state.category = Category::Active,
                _ if index >= finish => state.category = Category::Done,
                _ => {}
            }
        }
        Self::new(self.states, self.rules)
    }

    /// The states in order, dropped ones last.
    #[must_use]
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// How many states are in the order, that is, without the dropped ones.
    #[must_use]
    pub fn ordered_len(&self) -> usize {
        self.states.iter().filter(|state| state.category != Category::Dropped).count()
    }

    /// The position of the first started state.
    #[must_use]
    pub fn started(&self) -> usize {
        self.started
    }

    /// The name of the state on whose entry the clock starts.
    #[must_use]
    pub fn started_on_entering(&self) -> &str {
        &self.states[self.started].name
    }

    /// The name of the first state on whose entry the clock stops.
    #[must_use]
    pub fn finished_on_entering(&self) -> &str {
        &self.states[self.finished].name
    }

    /// The position of a state, its name compared exactly, or else regardless of case.
    ///
    /// # Errors
    /// [`WorkflowError::Unknown`] when no state has this name.
    pub fn position_of(&self, name: &str) -> Result<usize, WorkflowError> {
        let exactly = self.states.iter().position(|state| state.name == name);
        let folded = name.to_lowercase();
        exactly
            .or_else(|| self.states.iter().position(|state| state.name.to_lowercase() == folded))
            .ok_or_else(|| {
                let known = self.states.iter().map(|state| state.name.clone()).collect();
                WorkflowError::Unknown(name.to_owned(), known)
            })
    }
}
