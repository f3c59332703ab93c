//! `cargo xtask test`: everything that can fail, as continuous integration runs it.

use crate::Outcome;
use crate::postgres::Postgres;
use crate::run::step;

/// How many generated histories each property is tried on, where the test does not say.
const CASES: &str = "2000";

/// The variable that gives the product's tests a PostgreSQL; without it they use SQLite.
const POSTGRES: &str = "ROUNDTABLE_TEST_POSTGRES";

/// The product's tests once more, on a PostgreSQL that is started for them.
fn on_postgres() -> Outcome {
    let Some(server) = Postgres::start()? else {
        eprintln!("\nPostgreSQL: skipped, because it is not installed here.");
        return Ok(());
    };
    let tests = match has_nextest() {
        // The programs of the whole, of which those of the product are run: nothing is built again.
        true => {
            let run = step("cargo nextest run --workspace --locked --no-fail-fast");
            run.args(["--filterset", "package(app) & kind(lib)"])
        }
        false => step("cargo test --package app --locked --lib"),
    };
    tests.env(POSTGRES, &server.url()).go()
}

fn has_nextest() -> bool {
    step("cargo nextest --version").output().is_some()
}

/// Runs every test, then those of the product on PostgreSQL, then every example in the
/// documentation, then the pages in a browser. Arguments go to the test runner.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if has_nextest() {
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
    on_postgres()?;
    step("cargo test --workspace --locked --doc").go()?;
    crate::e2e::run(&[])
}
