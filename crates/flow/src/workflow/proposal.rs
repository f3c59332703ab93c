//! A first guess at the workflow, from what the source knows and what the names say.

use super::{Category, Rules, State, Workflow, WorkflowError};
use crate::history::KnownState;
use crate::order::{contradictions, order_of_fewest_contradictions};
use crate::{History, Instant};

/// Words in a state's name, lower case, and the category they speak for; the first that fits.
/// “Review” is proposed as waiting: counted as work it would flatter the flow efficiency.
const WORDS: [(Category, &str); 6] = [
    (
        Category::Dropped,
        "won't|wont|won’t|cancel|abandon|reject|declin|discard|dropped|not planned|unmerged|\
         obsolete|withdrawn|duplicate|invalid",
    ),
    (Category::Queue, "ready for dev|selected for dev|ready to start|ready for work|not started"),
    (
        Category::Waiting,
        "wait|await|blocked|hold|paused|pending|review|queue|ready for|ready to|to be |stalled|\
         impeded",
    ),
    (
        Category::Done,
        "done|closed|resolved|released|finish|complete|deployed|merged|delivered|shipped|\
         in production|live|verified",
    ),
    (
        Category::Queue,
        "backlog|to do|todo|to-do|new|open|ready|selected|next|inbox|idea|icebox|triage|planned|\
         requested|upcoming|funnel",
    ),
    (
        Category::Active,
        "progress|doing|develop|implement|build|cod|test|analy|design|work|start|wip|active|fix",
    ),
];

impl Workflow {
    /// The workflow that a history suggests. Categories come from the source, else from the names;
    /// the order from the board or the columns, else it is the one that the fewest transitions
    /// contradict. Without a state that means finished the last one does, unless its name
    /// says otherwise: then “Done” is a state that nothing has entered yet.
    ///
    /// ```
    /// use flow::{HistoryBuilder, Instant, workflow::Workflow};
    /// let mut builder = HistoryBuilder::new(vec![]);
    /// let item = builder.item("A-1");
    /// for (hour, name) in ["Backlog", "Doing", "Done"].into_iter().enumerate() {
    ///     let state = builder.state(name);
    ///     builder.enter(item, Instant::from_micros(hour as i64 * 3_600_000_000), None, state);
    /// }
    /// let workflow = Workflow::proposed(&builder.finish()).unwrap();
    /// assert_eq!(workflow.started_on_entering(), "Doing");
    /// ```
    ///
    /// # Errors
    /// [`WorkflowError::NoState`] for a history without any state.
    pub fn proposed(history: &History) -> Result<Self, WorkflowError> {
        let known = history.states();
        let order = ordered(history);
        let mut states: Vec<State> = order
            .iter()
            .map(|index| State {
                name: known[*index].name.clone(),
                category: category(&known[*index]),
            })
            .collect();
        let begun = |it: &State| matches!(it.category, Category::Active | Category::Waiting);
        if let Some(first) = states.iter().position(begun) {
            for (state, index) in states.iter_mut().zip(&order).skip(first) {
                if state.category == Category::Queue && known[*index].category.is_none() {
                    state.category = Category::Waiting;
                }
            }
        }
        if !states.iter().any(|state| state.category == Category::Done) {
            finish_somewhere(&mut states, known);
        }
        Self::new(states, Rules::default())
    }
}

/// Where nothing means finished yet: the last column does, or the last state if its name means
/// nothing else; otherwise a state that nothing has entered so far.
fn finish_somewhere(states: &mut Vec<State>, known: &[KnownState]) {
    let Some(last) = states.iter_mut().rfind(|it| it.category != Category::Dropped) else { return };
    let Some(state) = known.iter().find(|it| it.name == last.name) else { return };
    let column = state.position.is_some() && state.category.is_none();
    if column || (state.category.is_none() && spoken_for(&state.name).is_none()) {
        last.category = Category::Done;
    } else {
        states.push(State { name: "Done".to_owned(), category: Category::Done });
    }
}

fn category(state: &KnownState) -> Category {
    state.category.or_else(|| spoken_for(&state.name)).unwrap_or(Category::Active)
}

/// The category that a state's name speaks for.
fn spoken_for(name: &str) -> Option<Category> {
    let name = name.to_lowercase();
    let fits = |words: &str| words.split('|').any(|word| speaks_of(&name, word));
    WORDS.iter().find(|(_, words)| fits(words)).map(|(category, _)| *category)
}

/// Whether a word of the name begins like this: “Done by QA” speaks of “done”, “Delivery” does not
/// speak of “live”.
fn speaks_of(name: &str, words: &str) -> bool {
    name.match_indices(words).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}

/// The states' indices in order, dropped ones last. A state that nothing entered and that has no
/// place of its own is left out.
fn ordered(history: &History) -> Vec<usize> {
    let known = history.states();
    let first = first_seen(history);
    let there = |index: &usize| first[*index] < NEVER || known[*index].position.is_some();
    let mut all: Vec<usize> = (0..known.len()).filter(there).collect();
    all.sort_by_key(|index| (first[*index], *index));
    let (dropped, states): (Vec<usize>, Vec<usize>) =
        all.into_iter().partition(|index| category(&known[*index]) == Category::Dropped);
    let place = |state: usize| states.iter().position(|index| *index == state);
    let mut transitions = vec![vec![0; states.len()]; states.len()];
    for (from, to, count) in transitions_of(history) {
        if let (Some(from), Some(to)) = (place(from), place(to)) {
            transitions[from][to] += count;
        }
    }
    let mut placed: Vec<usize> =
        (0..states.len()).filter(|place| known[states[*place]].position.is_some()).collect();
    placed.sort_by_key(|place| known[states[*place]].position);
    if placed.is_empty() {
        placed = by_transitions(&transitions);
    }
    let categories: Vec<Category> = states.iter().map(|index| category(&known[*index])).collect();
    let order = with_the_others(placed, &categories, &transitions);
    order.into_iter().map(|place| states[place]).chain(dropped).collect()
}

/// The order of the states that transitions connect; of all of them where there are none.
fn by_transitions(transitions: &[Vec<u64>]) -> Vec<usize> {
    let all = 0..transitions.len();
    let connects = |one: usize, other: usize| {
        one != other && transitions[one][other] + transitions[other][one] > 0
    };
    let mut connected: Vec<usize> =
        all.clone().filter(|one| all.clone().any(|other| connects(*one, other))).collect();
    if connected.is_empty() {
        connected = all.collect();
    }
    let among: Vec<Vec<u64>> = connected
        .iter()
        .map(|from| connected.iter().map(|to| transitions[*from][*to]).collect())
        .collect();
    order_of_fewest_contradictions(&among).into_iter().map(|place| connected[place]).collect()
}

/// An order with each other state put where it contradicts the fewest transitions; of equal places
/// where its meaning belongs: a queue behind the queues, work before what is done.
fn with_the_others(
    mut order: Vec<usize>,
    categories: &[Category],
    transitions: &[Vec<u64>],
) -> Vec<usize> {
    for state in 0..transitions.len() {
        if order.contains(&state) {
            continue;
        }
        let last_queue = order.iter().rposition(|it| categories[*it] == Category::Queue);
        let first_done = order.iter().position(|it| categories[*it] == Category::Done);
        let meant = match categories[state] {
            Category::Queue => last_queue.map_or(0, |place| place + 1),
            Category::Active | Category::Waiting => first_done.unwrap_or(order.len()),
            Category::Done | Category::Dropped => order.len(),
        };
        let worth = |place: &usize| {
            let mut order = order.clone();
            order.insert(*place, state);
            (contradictions(transitions, &order), place.abs_diff(meant))
        };
        let place = (0..=order.len()).min_by_key(worth).unwrap_or(0);
        order.insert(place, state);
    }
    order
}

/// When a state was first entered that never was.
const NEVER: Instant = Instant::from_micros(i64::MAX);

/// When each state was first entered; the latest possible instant for one that never was.
fn first_seen(history: &History) -> Vec<Instant> {
    let mut first = vec![NEVER; history.states().len()];
    for entry in history.items().flat_map(|item| history.entries(item)) {
        for state in [entry.from, Some(entry.to)].into_iter().flatten() {
            let seen = &mut first[state.0 as usize];
            *seen = entry.at.min(*seen);
        }
    }
    first
}

/// How often items went from one state to another: (from, to, count).
fn transitions_of(history: &History) -> Vec<(usize, usize, u64)> {
    let states = history.states().len();
    let mut counts = vec![0; states * states];
    for item in history.items() {
        let mut current = None;
        for entry in history.entries(item) {
            if let Some(from) = current.or(entry.from) {
                counts[from.0 as usize * states + entry.to.0 as usize] += 1;
            }
            current = Some(entry.to);
        }
    }
    let pairs = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    pairs.map(|(index, count)| (index / states, index % states, count)).collect()
}
