//! The colours a chart asks the page for, each with two values: the room with the lamp on, and off.
//!
//! A page that has tokens of these names gives its own; [`css`] is for one that has none, such as
//! a report that is mailed.

use crate::colour::Oklch;

/// A colour by its name, for light and dark.
struct Token {
    name: &'static str,
    light: Oklch,
    dark: Oklch,
}

const fn token(name: &'static str, light: [f64; 3], dark: [f64; 3]) -> Token {
    let [l, c, h] = light;
    let light = Oklch::new(l, c, h);
    let [l, c, h] = dark;
    Token { name, light, dark: Oklch::new(l, c, h) }
}

const TOKENS: [Token; 16] = [
    token("paper", [0.982, 0.006, 85.0], [0.20, 0.012, 250.0]),
    token("leaf", [0.996, 0.003, 85.0], [0.235, 0.013, 250.0]),
    token("shade", [0.956, 0.009, 85.0], [0.265, 0.014, 250.0]),
    token("line", [0.89, 0.012, 80.0], [0.34, 0.015, 250.0]),
    token("ink", [0.24, 0.02, 260.0], [0.93, 0.01, 85.0]),
    token("ink-2", [0.45, 0.018, 260.0], [0.76, 0.012, 85.0]),
    token("ink-3", [0.53, 0.016, 260.0], [0.67, 0.012, 85.0]),
    token("accent", [0.43, 0.085, 195.0], [0.78, 0.085, 190.0]),
    token("accent-soft", [0.935, 0.025, 195.0], [0.31, 0.04, 200.0]),
    // Marks: what a chart draws. Each at least 3:1 against paper and leaf.
    token("mark", [0.58, 0.075, 195.0], [0.66, 0.08, 192.0]),
    token("mark-2", [0.53, 0.12, 300.0], [0.72, 0.10, 300.0]),
    token("late", [0.50, 0.155, 36.0], [0.74, 0.13, 45.0]),
    // Areas: a ground for marks, told apart by lines and words.
    token("area-1", [0.90, 0.035, 195.0], [0.33, 0.035, 200.0]),
    token("area-2", [0.83, 0.05, 195.0], [0.40, 0.05, 200.0]),
    token("area-3", [0.74, 0.065, 195.0], [0.48, 0.06, 198.0]),
    token("area-other", [0.92, 0.03, 300.0], [0.33, 0.035, 300.0]),
];

/// The tokens as custom properties for a style sheet; `light-dark()` follows `color-scheme`.
///
/// ```
/// assert!(chart::tokens_css().contains("--accent:light-dark("));
/// ```
#[must_use]
pub fn css() -> String {
    let one =
        |it: &Token| format!("--{}:light-dark({},{});", it.name, it.light.css(), it.dark.css());
    TOKENS.iter().map(one).collect()
}

/// A style sheet without custom properties, for programs that know none: every `var(--name)` is
/// replaced by its colour.
pub(crate) fn resolved(style: &str, theme: Theme) -> String {
    let mut text = style.to_owned();
    for token in &TOKENS {
        let colour = match theme {
            Theme::Light => token.light,
            Theme::Dark => token.dark,
        };
        text = text.replace(&format!("var(--{})", token.name), &colour.hex());
    }
    text
}

/// With the lamp on, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// A token's colour.
#[cfg(test)]
pub(crate) fn colour(name: &str, theme: Theme) -> Oklch {
    let token = TOKENS.iter().find(|token| token.name == name).expect("there is this token");
    match theme {
        Theme::Light => token.light,
        Theme::Dark => token.dark,
    }
}
