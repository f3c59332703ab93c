//! `cargo xtask e2e`: the pages as a browser shows them, by Playwright on the system's Chromium.

use crate::Outcome;
use crate::gallery;
use crate::run::{root, step};

/// Runs the browser tests; arguments go to Node's test runner. Where there is no browser it says
/// so and what to install.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let Some(missing) = missing() {
        eprintln!(
            "\nThe browser tests were NOT run: there is no {missing} here. Install it to run them."
        );
        return Ok(());
    }
    step("npm ci --prefix e2e --ignore-scripts --no-audit --no-fund").go()?;
    gallery::write()?;
    let folder = root().join("target/e2e");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (report, comparison) = ("target/e2e/report.html", "target/e2e/comparison.html");
    roundtable(&["flow", SAMPLE, "--html", report])?;
    roundtable(&["effect", SAMPLE, "--change", "2026-07-01", "--html", comparison])?;
    let at = |path: &str| root().join(path).display().to_string();
    step("node --test")
        .args(arguments)
        .args([
            "e2e/charts.test.mjs",
            "e2e/report.test.mjs",
            "e2e/serve.test.mjs",
            "e2e/live.test.mjs",
            "e2e/comment.test.mjs",
            "e2e/ask.test.mjs",
            "e2e/purpose.test.mjs",
            "e2e/problem.test.mjs",
            "e2e/crash.test.mjs",
            "e2e/passkey.test.mjs",
            "e2e/https.test.mjs",
        ])
        .env("ROUNDTABLE_GALLERY", &at(gallery::FILE))
        .env("ROUNDTABLE_REPORT", &at(report))
        .env("ROUNDTABLE_COMPARISON", &at(comparison))
        .env("ROUNDTABLE_BINARY", &binary()?)
        .go()
}

const SAMPLE: &str = "samples/tern-events.csv";

/// Has our binary write what the tests open.
fn roundtable(arguments: &[&str]) -> Outcome {
    let run = step("cargo run --quiet --locked --bin roundtable --").args(arguments);
    run.output().map(drop).ok_or_else(|| format!("failed: roundtable {}", arguments.join(" ")))
}

/// Where our binary lies, which `roundtable` has built: beside this one.
fn binary() -> Result<String, String> {
    let name = format!("roundtable{}", std::env::consts::EXE_SUFFIX);
    let here = std::env::current_exe().map_err(|error| format!("where am I? ({error})"))?;
    let path = here.with_file_name(name);
    path.is_file().then(|| path.display().to_string()).ok_or_else(|| format!("no {path:?}"))
}

/// What the tests need and do not find.
fn missing() -> Option<&'static str> {
    let browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let any = browsers.iter().any(|name| step(&format!("{name} --version")).output().is_some());
    // The variable names a browser elsewhere; the tests read it, too.
    #[allow(clippy::disallowed_methods, reason = "a developer's setting, read by this command")]
    let named = std::env::var_os("CHROMIUM").is_some();
    if step("node --version").output().is_none() || step("npm --version").output().is_none() {
        return Some("Node.js with npm");
    }
    (!any && !named).then_some("Chromium")
}
