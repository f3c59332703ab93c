//! The developer's commands, the same for people and for continuous integration.
//!
//! Each module is one command. They run ordinary tools and print each line they run, so that
//! anything can be repeated by hand.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks")]

mod bench;
mod check;
mod e2e;
mod fuzz;
mod gallery;
mod postgres;
mod run;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [ARGUMENTS…]        every test, those of the product on PostgreSQL, too, every example in
                           the documentation, and the pages in a browser; arguments go to the
                           test runner (`cargo xtask test cycle_time`)
  e2e [ARGUMENTS…]         the pages in a browser alone; arguments go to Node's test runner
  gallery                  every chart with little and with much data, on one page to open
  check [--install]        format, lints, documentation, licences and advisories;
                           --install fetches cargo-deny when it is missing
  bench [ARGUMENTS…]       Roundtable beside Polars, DuckDB and pandas (see bench/README.md)
  fuzz [TARGET] [SECONDS]  feed the readers what nobody would write; all targets, 60 seconds each
";

/// What a command ends with: nothing to add, or the sentence that says what failed.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", arguments.as_slice()),
    };
    let outcome = match command {
        "test" => test::run(rest),
        "check" => check::run(rest),
        "e2e" => e2e::run(rest),
        "gallery" => gallery::run(rest),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
