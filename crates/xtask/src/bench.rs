//! `cargo xtask bench`: Roundtable beside its peers. The work is done by `bench/run`.

use crate::Outcome;
use crate::run::step;

/// Runs `bench/run` with the given arguments.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    step("python3 bench/run").args(arguments).go()
}
