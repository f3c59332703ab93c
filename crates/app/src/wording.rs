//! How text is laid out for a terminal: aligned rows, wrapped sentences, grouped digits.

pub(crate) use chart::{count_words as counted, grouped};
use std::fmt::Write;

/// The longest line.
pub(crate) const WIDTH: usize = 80;

/// Rows of a name and a value, the values below each other; a name is not repeated.
pub(crate) fn aligned(rows: &[(&str, String)]) -> String {
    let widest = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut before = "";
    for (name, value) in rows {
        let shown = if *name == before { "" } else { name };
        let mut lines = wrapped(value, WIDTH - widest - 2).into_iter();
        let _ = writeln!(text, "{shown:<widest$}  {}", lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(text, "{:<widest$}  {line}", "");
        }
        before = name;
    }
    text
}

/// Sentences, each wrapped on lines of its own.
pub(crate) fn paragraphs(sentences: &[String]) -> String {
    let lines = sentences.iter().flat_map(|sentence| wrapped(sentence, WIDTH));
    lines.map(|line| line + "\n").collect()
}

/// Several as they are read out: Ana, Ben and Cho. Of none there is nothing to read.
pub(crate) fn listed(several: &[String]) -> Option<String> {
    match several {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}

/// A name as it is kept, its white space made one; none when nothing is left or it is too long.
pub(crate) fn name(typed: &str, most_characters: usize) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && name.chars().count() <= most_characters).then_some(name)
}

/// A small count in words, at the beginning of a sentence.
pub(crate) fn how_many(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS.get(count).map_or_else(|| grouped(count as u64), |word| (*word).to_owned())
}

/// A date as `YYYY-MM-DD` in words: 3 May 2026.
pub(crate) fn date_words(date: &str) -> String {
    date.parse().map_or_else(|_| date.to_owned(), chart::date_words)
}

/// An instant to the second, for people.
pub(crate) fn to_the_second(instant: &str) -> String {
    match instant.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => instant.to_owned(),
    }
}

/// The text without control characters, which a file may hold and a terminal would obey.
pub(crate) fn visible(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// Breaks a sentence into lines of at most so many characters, at spaces.
pub(crate) fn wrapped(text: &str, widest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n', '\r']) {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= widest {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
