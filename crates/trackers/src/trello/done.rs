//! Which lists hold finished cards: archiving such a card changes nothing, archiving another drops
//! it.

use crate::statuses::Statuses;
use flow::workflow::{Category, Workflow};
use flow::{HistoryBuilder, Instant};

/// More lists than a board has; only so many are asked about.
const MOST: usize = 200;

/// For each list whether it means done, by its name and its place, as the proposed workflow has it.
pub(super) fn lists(statuses: &Statuses) -> Vec<bool> {
    let names = statuses.names();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|list| statuses.all[*list].position.unwrap_or(u16::MAX));
    order.truncate(MOST);
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("");
    for (place, list) in order.iter().enumerate() {
        let state = builder.state(&names[*list]);
        builder.describe(state, statuses.all[*list].category, Some(place as u16));
        builder.enter(item, Instant::from_micros(place as i64), None, state);
    }
    let mut done = vec![false; names.len()];
    let Ok(workflow) = Workflow::proposed(&builder.finish()) else { return done };
    for state in workflow.states().iter().filter(|state| state.category == Category::Done) {
        if let Some(list) = names.iter().position(|name| *name == state.name) {
            done[list] = true;
        }
    }
    done
}
