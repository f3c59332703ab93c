//! `cargo xtask check`: everything that needs no test to be seen.

use crate::Outcome;
use crate::run::step;

/// Runs every check, also after one has failed, and names those that did.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let install = match arguments {
        [] => false,
        [only] if only == "--install" => true,
        _ => return Err("check knows one argument: --install".to_owned()),
    };
    let checks = [
        step("cargo fmt --all --check").go(),
        step("cargo fmt --manifest-path fuzz/Cargo.toml --check").go(),
        step("cargo clippy --workspace --all-targets --locked -- -D warnings").go(),
        step("cargo doc --workspace --no-deps --locked").env("RUSTDOCFLAGS", "-D warnings").go(),
        licences(install),
    ];
    let failed: Vec<String> = checks.into_iter().filter_map(Result::err).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n       ")) }
}

/// Licences, advisories, duplicates and sources of what we depend on, by cargo-deny.
fn licences(install: bool) -> Outcome {
    if step("cargo deny --version").output().is_none() {
        if !install {
            eprintln!(
                "\nLicences and advisories were NOT checked: cargo-deny is not installed. \
                 `cargo xtask check --install` installs it."
            );
            return Ok(());
        }
        step("cargo install --locked cargo-deny").go()?;
    }
    step("cargo deny --workspace --locked check").go()
}
