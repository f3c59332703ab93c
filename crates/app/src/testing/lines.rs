//! What is logged, kept to be looked at.

use crate::shell::written_to;
use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

thread_local! {
    static KEPT: RefCell<Vec<u8>> = const { RefCell::new(vec![]) };
}

/// The lines that this thread logs, from now on; a test has a thread of its own.
pub(crate) struct Lines(());

impl Lines {
    pub(crate) fn kept() -> Self {
        static BEGUN: Once = Once::new();
        BEGUN.call_once(|| written_to(|| Kept));
        KEPT.with_borrow_mut(Vec::clear);
        Self(())
    }

    pub(crate) fn text(&self) -> String {
        KEPT.with_borrow(|lines| String::from_utf8(lines.clone()).expect("text"))
    }
}

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        KEPT.with_borrow_mut(|lines| lines.extend(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
