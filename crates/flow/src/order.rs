//! The order of states that the fewest transitions contradict (a small linear ordering problem).

#[cfg(test)]
mod tests;

/// Up to this many states the order is exact; beyond, it is improved step by step until no single
/// state can be moved to a better place.
pub const EXACT_STATES: usize = 14;

/// The order in which the fewest transitions go backwards. `transitions[from][to]` counts them;
/// states are numbered by first appearance, and among equally good orders the one that keeps the
/// earliest appearances first is taken.
///
/// Exact up to [`EXACT_STATES`] by dynamic programming over sets of states (Held and Karp, "A
/// dynamic programming approach to sequencing problems", 1962).
///
/// ```
/// use flow::order::order_of_fewest_contradictions;
/// // 2 → 0 happened five times, 0 → 1 four times, 1 → 2 only once (somebody reopened).
/// let transitions = [[0, 4, 0], [0, 0, 1], [5, 0, 0]].map(Vec::from);
/// assert_eq!(order_of_fewest_contradictions(&transitions), [2, 0, 1]);
/// ```
#[must_use]
pub fn order_of_fewest_contradictions(transitions: &[Vec<u64>]) -> Vec<usize> {
    if transitions.len() <= EXACT_STATES { exact(transitions) } else { improved(transitions) }
}

/// How many transitions go backwards in an order.
///
/// ```
/// use flow::order::contradictions;
/// let transitions = [[0, 4, 0], [0, 0, 1], [5, 0, 0]].map(Vec::from);
/// assert_eq!(contradictions(&transitions, &[0, 1, 2]), 5);
/// ```
#[must_use]
pub fn contradictions(transitions: &[Vec<u64>], order: &[usize]) -> u64 {
    let mut count = 0;
    for (place, earlier) in order.iter().enumerate() {
        count += order[place + 1..].iter().map(|later| transitions[*later][*earlier]).sum::<u64>();
    }
    count
}

fn exact(transitions: &[Vec<u64>]) -> Vec<usize> {
    let states = transitions.len();
    // best[set]: the fewest contradictions among the states of the set, and which comes first.
    let mut best = vec![(0_u64, 0_usize); 1 << states];
    for set in 1_usize..1 << states {
        let members = || (0..states).filter(|state| set & (1 << state) != 0);
        best[set] = members()
            .map(|first| {
                let back: u64 = members().map(|later| transitions[later][first]).sum();
                let itself = transitions[first][first];
                (best[set & !(1 << first)].0 + back - itself, first)
            })
            .min()
            .expect("a set that is not empty has a member");
    }
    let mut left = (1 << states) - 1;
    let mut order = Vec::with_capacity(states);
    while left != 0 {
        let first = best[left].1;
        order.push(first);
        left &= !(1 << first);
    }
    order
}

fn improved(transitions: &[Vec<u64>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..transitions.len()).collect();
    let mut fewest = contradictions(transitions, &order);
    loop {
        let mut better = None;
        for from in 0..order.len() {
            for to in 0..order.len() {
                let mut moved = order.clone();
                let state = moved.remove(from);
                moved.insert(to, state);
                let count = contradictions(transitions, &moved);
                if count < fewest {
                    fewest = count;
                    better = Some(moved);
                }
            }
        }
        match better {
            Some(moved) => order = moved,
            None => return order,
        }
    }
}
