//! What tests need: files in a folder of their own, and the product with people who use it.

mod answer;
mod house;
mod lines;
mod post_office;

pub(crate) use answer::Answer;
pub(crate) use house::{BEGIN_MICROS, Browser, House, Line, account, place};
pub(crate) use lines::Lines;
pub(crate) use post_office::PostOffice;

use crate::source::Request;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder that is gone when the test ends.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a folder for tests can be made"))
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and names it.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file for tests can be written");
        path
    }
}

/// A request for one file.
pub(crate) fn request(path: PathBuf) -> Request {
    Request { paths: vec![path], ..Request::default() }
}

/// Events of so many items, one begun each day from 2026-01-01 on, each worked on for the given
/// number of inclusive days; 0 leaves it open.
pub(crate) fn events(days: &[i64]) -> String {
    let day = |number: i64| {
        let date = jiff::civil::date(2026, 1, 1);
        date.saturating_add(jiff::Span::new().days(number))
    };
    let mut text = String::from("id,at,field,from,to\n");
    for (number, days) in days.iter().enumerate() {
        let begun = number as i64;
        text += &format!("T-{number},{}T08:00:00Z,status,,Backlog\n", day(begun));
        text += &format!("T-{number},{}T09:00:00Z,status,Backlog,Doing\n", day(begun));
        if *days > 0 {
            let done = day(begun + days - 1);
            text += &format!("T-{number},{done}T17:00:00Z,status,Doing,Done\n");
        }
    }
    text
}
