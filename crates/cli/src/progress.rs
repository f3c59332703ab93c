//! How far the reading has come, told on standard error once it takes longer than half a second.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);
const ON_A_TERMINAL: Duration = Duration::from_millis(100);
const IN_A_LOG: Duration = Duration::from_secs(5);

/// Tells the progress; forgets itself when it is dropped.
pub(crate) struct Progress {
    next: Instant,
    terminal: bool,
    told: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { next: Instant::now() + PATIENCE, terminal, told: false }
    }

    pub(crate) fn report(&mut self, bytes: u64, events: u64) {
        if Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + if self.terminal { ON_A_TERMINAL } else { IN_A_LOG };
        self.told = true;
        let (begin, end) = if self.terminal { ("\r\x1b[K", "") } else { ("", "\n") };
        let megabytes = bytes / 1_000_000;
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(
            std::io::stderr().lock(),
            "{begin}Reading: {megabytes} MB, {events} events so far …{end}"
        );
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told && self.terminal {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}
