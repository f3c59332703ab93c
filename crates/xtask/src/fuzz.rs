//! `cargo xtask fuzz`: libFuzzer on the stable compiler, without the address sanitizer.
//!
//! The coverage that guides libFuzzer comes from a pass the compiler has anyway, asked for by
//! flags; our code has no unsafe blocks, so panics, hangs and memory are what it looks for.

use crate::Outcome;
use crate::run::{root, step};
use std::fs;

const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1 \
     -Cdebug-assertions -Coverflow-checks \
     -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
     -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Runs one target, or each of them, for a number of seconds (60 unless told).
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let targets = targets()?;
    let (chosen, seconds) = match arguments {
        [] => (targets.clone(), "60"),
        [target] => (vec![target.clone()], "60"),
        [target, seconds] => (vec![target.clone()], seconds.as_str()),
        _ => return Err("usage: cargo xtask fuzz [TARGET] [SECONDS]".to_owned()),
    };
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is not a number of seconds"));
    }
    for target in &chosen {
        if !targets.contains(target) {
            return Err(format!("no target `{target}`; there are: {}", targets.join(", ")));
        }
        fuzz(target, seconds)?;
    }
    Ok(())
}

/// The names of the files in `fuzz/targets`.
fn targets() -> Result<Vec<String>, String> {
    let folder = root().join("fuzz/targets");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn fuzz(target: &str, seconds: &str) -> Outcome {
    // Naming the platform keeps the flags away from build scripts, which could not be linked.
    let host = host()?;
    step("cargo build --release --locked --manifest-path fuzz/Cargo.toml --target-dir target/fuzz")
        .args(["--target", &host, "--bin", target])
        .env("RUSTFLAGS", FLAGS)
        .go()?;
    let corpus = format!("target/fuzz/corpus/{target}");
    let found = format!("target/fuzz/found/{target}/");
    for folder in [&corpus, &found] {
        fs::create_dir_all(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    }
    let program = format!("target/fuzz/{host}/release/{target}");
    let seeds = format!("fuzz/seeds/{target}");
    let seeds = root().join(&seeds).is_dir().then_some(seeds);
    step(&program)
        .args([&corpus])
        .args(seeds)
        .args([
            format!("-artifact_prefix={found}"),
            format!("-max_total_time={seconds}"),
            "-timeout=10".to_owned(),
            "-rss_limit_mb=2048".to_owned(),
            "-print_final_stats=1".to_owned(),
        ])
        .go()
        .map_err(|failure| format!("{failure}\n       what made it fail lies in {found}"))
}

/// The platform we compile on, as the compiler names it.
fn host() -> Result<String, String> {
    let version = step("rustc -vV").output().ok_or("rustc does not run")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not name its host".to_owned())
}
