//! The order of states, held against trying every order.

use super::*;
use proptest::prelude::*;

/// The best order by trying them all, in lexicographic order.
fn by_trying_all(transitions: &[Vec<u64>]) -> Vec<usize> {
    fn orders(left: &[usize]) -> Vec<Vec<usize>> {
        if left.is_empty() {
            return vec![vec![]];
        }
        let mut all = vec![];
        for (index, first) in left.iter().enumerate() {
            let mut rest = left.to_vec();
            rest.remove(index);
            for mut order in orders(&rest) {
                order.insert(0, *first);
                all.push(order);
            }
        }
        all
    }
    let states: Vec<usize> = (0..transitions.len()).collect();
    let key = |order: &Vec<usize>| (contradictions(transitions, order), order.clone());
    orders(&states).into_iter().min_by_key(key).unwrap()
}

fn transitions(states: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    prop::collection::vec(prop::collection::vec(0_u64..6, states), states)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_order_is_the_best_of_all_orders(transitions in (1_usize..6).prop_flat_map(transitions)) {
        prop_assert_eq!(order_of_fewest_contradictions(&transitions), by_trying_all(&transitions));
    }

    #[test]
    fn no_single_move_improves_a_long_order(transitions in transitions(16)) {
        let order = order_of_fewest_contradictions(&transitions);
        let fewest = contradictions(&transitions, &order);
        for from in 0..order.len() {
            for to in 0..order.len() {
                let mut moved = order.clone();
                let state = moved.remove(from);
                moved.insert(to, state);
                prop_assert!(contradictions(&transitions, &moved) >= fewest);
            }
        }
    }
}

#[test]
fn states_that_nothing_connects_keep_the_order_of_their_appearance() {
    assert_eq!(order_of_fewest_contradictions(&vec![vec![0; 4]; 4]), [0, 1, 2, 3]);
    assert_eq!(order_of_fewest_contradictions(&[]), Vec::<usize>::new());
}
