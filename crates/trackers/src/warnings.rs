//! What was left out or doubted while reading: a count and one example for each reason.

/// One reason why records were left out, changed or doubted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The reason, for programs: lower case with underscores, stable.
    pub code: &'static str,
    /// How many records (or cells, where the code is about cells) it concerns.
    pub count: u64,
    /// The first of them, with the file and the line or the record's id.
    pub example: String,
}

/// Counts per code; keeps the first example only, however many there are.
#[derive(Debug, Default)]
pub(crate) struct Warnings(Vec<Warning>);

impl Warnings {
    pub(crate) fn add(&mut self, code: &'static str, example: impl FnOnce() -> String) {
        self.add_many(code, 1, example);
    }

    pub(crate) fn add_many(
        &mut self,
        code: &'static str,
        count: u64,
        example: impl FnOnce() -> String,
    ) {
        match self.0.iter_mut().find(|warning| warning.code == code) {
            Some(warning) => warning.count += count,
            None => self.0.push(Warning { code, count, example: example() }),
        }
    }

    pub(crate) fn first(&self) -> Option<&Warning> {
        self.0.first()
    }

    pub(crate) fn into_vec(self) -> Vec<Warning> {
        self.0
    }
}

/// A piece of the file's text for a sentence: on one line and not longer than a line.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace(|c: char| c.is_control(), " ")
}

/// `1 day`, `2 days`.
pub(crate) fn counted(count: u64, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
