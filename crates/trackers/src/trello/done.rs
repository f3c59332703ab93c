//! Which lists hold finished cards: archiving such a card changes nothing, archiving another drops
//! it.

use crate::statuses::Statuses;
use flow::workflow::{Category, Workflow};
use flow::{HistoryBuilder, Instant};

/// More lists than a board has; only so many are asked about.
const MOST: usize = 200;

/// For each list whether it means done, as the proposed workflow has it: by its name, or because it
/// is the last one on the board and no name means done. Lists without a place are archived, or of
/// another board: only their names count.
pub(super) fn lists(statuses: &Statuses) -> Vec<bool> {
    let names = statuses.names();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|list| statuses.all[*list].position.map_or(0, |place| place + 1));
    let order = order.split_off(order.len().saturating_sub(MOST));
    let has_places = order.last().is_some_and(|list| statuses.all[*list].position.is_some());
    let last = if has_places { None } else { Some("Done") };
    let mut builder = HistoryBuilder::new(vec![]);
    let item = builder.item("");
    for (place, name) in order.iter().map(|list| &*names[*list]).chain(last).enumerate() {
        let state = builder.state(name);
        builder.describe(state, None, Some(place as u16));
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
