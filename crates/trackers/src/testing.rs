//! What the tests of all readers share.

use crate::{Input, ReadError, ReadOptions, Reading, read};
use std::io::Cursor;
use std::path::PathBuf;

pub(crate) fn read_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Reading, ReadError> {
    read_with(name, bytes, &ReadOptions::default())
}

pub(crate) fn read_with(
    name: &str,
    bytes: impl Into<Vec<u8>>,
    options: &ReadOptions,
) -> Result<Reading, ReadError> {
    read(vec![Input::new(name, Cursor::new(bytes.into()))], options, &mut |_, _| ())
}

pub(crate) fn read_all(files: &[(&str, &str)]) -> Result<Reading, ReadError> {
    let inputs = files
        .iter()
        .map(|(name, text)| Input::new(*name, Cursor::new(text.as_bytes().to_vec())))
        .collect();
    read(inputs, &ReadOptions::default(), &mut |_, _| ())
}

#[track_caller]
pub(crate) fn read_text(name: &str, text: &str) -> Reading {
    read_bytes(name, text).unwrap()
}

/// The sentence with which a file is refused.
#[track_caller]
pub(crate) fn refusal(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    read_bytes(name, bytes).unwrap_err().to_string()
}

/// How often a warning was given.
pub(crate) fn code(reading: &Reading, code: &str) -> u64 {
    reading.warnings.iter().find(|warning| warning.code == code).map_or(0, |found| found.count)
}

/// An item's entries in words: when it entered which state.
#[track_caller]
pub(crate) fn entries(reading: &Reading, id: &str) -> Vec<String> {
    let history = &reading.history;
    let item = history.items().find(|item| history.id(*item) == id).unwrap();
    let name = |entry: flow::history::Entry| &history.states()[usize::from(entry.to.0)].name;
    history.entries(item).map(|entry| format!("{} {}", entry.at, name(entry))).collect()
}

/// A folder or file of real histories, where this machine has them.
#[expect(clippy::disallowed_methods, reason = "tests alone look for the data of this machine")]
pub(crate) fn real_data(path: &str) -> Option<PathBuf> {
    let found =
        std::env::var_os("ROUNDTABLE_SHARED_DATA").map(|root| PathBuf::from(root).join(path));
    let found = found.filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: no real data here");
    }
    found
}

/// A tracker's own description of its interface, where this machine has it.
pub(crate) fn shared_api(path: &str) -> Option<serde_json::Value> {
    let text = shared_api_text(path)?;
    Some(serde_json::from_str(&text).expect("a description is JSON"))
}

/// The same as text, whatever it is written in.
#[expect(clippy::disallowed_methods, reason = "tests alone look for the data of this machine")]
pub(crate) fn shared_api_text(path: &str) -> Option<String> {
    let root = std::env::var_os("ROUNDTABLE_SHARED_API").map(PathBuf::from);
    let text = root.and_then(|root| std::fs::read_to_string(root.join(path)).ok());
    if text.is_none() {
        println!("skipped: no description of this interface here");
    }
    text
}
