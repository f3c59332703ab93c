//! `cargo xtask gallery`: every chart with little and with much data, on one page.

use crate::Outcome;
use crate::run::step;

/// Where the gallery is written, below the project's root.
pub(crate) const FILE: &str = "target/gallery.html";

/// Writes the gallery and says where it is.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("gallery knows no arguments".to_owned());
    }
    write()?;
    println!("\nOpen {FILE} in a browser; it follows light and dark, and narrow windows.");
    Ok(())
}

/// Writes the gallery.
pub(crate) fn write() -> Outcome {
    step("cargo run --quiet --locked --package chart --example gallery --").args([FILE]).go()
}
