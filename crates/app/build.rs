//! Brings what the pages need in the browser into the program: htmx and the fonts, from npm, by the
//! lock file in `web/`. Nothing is written into the source tree.

#![expect(clippy::print_stderr, reason = "so it speaks with cargo")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

/// A folder with `node_modules` that is ready, for machines without npm or network.
const READY: &str = "ROUNDTABLE_WEB";

/// What is taken out of `node_modules`, and how it is called from then on.
const FILES: [(&str, &str); 5] = [
    ("htmx.org/dist/htmx.min.js", "htmx.js"),
    ("htmx.org/dist/ext/hx-csp.min.js", "hx-csp.js"),
    ("htmx.org/dist/ext/hx-sse.min.js", "hx-sse.js"),
    (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
        "sans.woff2",
    ),
    (
        "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
        "serif.woff2",
    ),
];

fn main() -> ExitCode {
    match bring() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn bring() -> Result<(), String> {
    let web = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web");
    let out = PathBuf::from(setting("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("web");
    println!("cargo::rerun-if-env-changed={READY}");
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    for file in ["package.json", "package-lock.json"] {
        println!("cargo::rerun-if-changed={}", web.join(file).display());
        copy(&web.join(file), &out.join(file))?;
    }
    let modules = match setting(READY) {
        Some(ready) => PathBuf::from(ready).join("node_modules"),
        None => installed(&out)?,
    };
    FILES.iter().try_for_each(|(from, to)| copy(&modules.join(from), &out.join(to)))
}

/// Installs by the lock file, into the folder where cargo keeps what build scripts make.
fn installed(out: &Path) -> Result<PathBuf, String> {
    let npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .args(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .current_dir(out)
        .output();
    match npm {
        Ok(done) if done.status.success() => Ok(out.join("node_modules")),
        Ok(done) => Err(format!(
            "npm could not install what the pages need in the browser:\n{}",
            String::from_utf8_lossy(&done.stderr)
        )),
        Err(_) => Err(format!(
            "The pages need htmx and two fonts from npm, and there is no npm here. Install Node.js \
             20 or later with npm; or run `npm ci` in a copy of `web/` elsewhere, bring that \
             folder here, and name it in {READY}."
        )),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts by the environment")]
fn setting(name: &str) -> Option<String> {
    env::var(name).ok()
}
