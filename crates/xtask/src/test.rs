//! `cargo xtask test`: everything that can fail, as continuous integration runs it.
//!
//! Steps that need a database server will stand here, too, when the product does.

use crate::Outcome;
use crate::run::step;

/// How many generated histories each property is tried on, where the test does not say.
const CASES: &str = "2000";

/// Runs every test, then every example in the documentation, then the pages in a browser. Arguments
/// go to the test runner.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if step("cargo nextest --version").output().is_some() {
        step("cargo nextest run --workspace --locked --no-fail-fast")
            .env("PROPTEST_CASES", CASES)
            .args(arguments)
            .go()?;
    } else {
        eprintln!("cargo-nextest is not installed; `cargo test` runs the same tests, slower.");
        step("cargo test --workspace --locked --no-fail-fast --lib --bins --tests")
            .env("PROPTEST_CASES", CASES)
            .args(arguments)
            .go()?;
    }
    if !arguments.is_empty() {
        return Ok(());
    }
    step("cargo test --workspace --locked --doc").go()?;
    crate::e2e::run(&[])
}
