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
        fuzzers(),
        step("cargo clippy --workspace --all-targets --locked -- -D warnings").go(),
        step("cargo doc --workspace --no-deps --locked").env("RUSTDOCFLAGS", "-D warnings").go(),
        dependencies(install),
    ];
    let failed: Vec<String> = checks.into_iter().filter_map(Result::err).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n       ")) }
}

/// The fuzzers, a workspace of their own, compile; libFuzzer is C++.
fn fuzzers() -> Outcome {
    if step("c++ --version").output().is_none() {
        eprintln!("\nThe fuzzers were NOT compiled: there is no C++ compiler (c++) here.");
        return Ok(());
    }
    step("cargo check --manifest-path fuzz/Cargo.toml --locked --target-dir target/fuzz").go()
}

/// Licences, duplicates, sources and advisories of what we depend on, by cargo-deny.
fn dependencies(install: bool) -> Outcome {
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
    step("cargo deny --workspace --locked check bans licenses sources").go()?;
    // The list of advisories lives on the network; where there is none, say so and go on.
    if step("cargo deny --workspace --locked fetch db").output().is_none() {
        eprintln!("\nAdvisories were NOT checked: their list could not be fetched.");
        return Ok(());
    }
    step("cargo deny --workspace --locked check advisories").go()
}
