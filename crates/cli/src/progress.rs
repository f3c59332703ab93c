//! How far the reading has come, told on standard error once it takes longer than half a second.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);
const ON_A_TERMINAL: Duration = Duration::from_millis(100);
const IN_A_LOG: Duration = Duration::from_secs(5);

/// Tells the progress; wipes itself off the terminal when it is dropped.
pub(crate) struct Progress {
    /// The size of all files; none where one is a pipe or a directory.
    total_bytes: Option<u64>,
    begun: Instant,
    next: Instant,
    terminal: bool,
    told: bool,
}

impl Progress {
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let size = |path: &PathBuf| {
            let about = std::fs::metadata(path).ok()?;
            about.is_file().then_some(about.len())
        };
        let begun = Instant::now();
        Self {
            total_bytes: paths.iter().map(size).sum(),
            begun,
            next: begun + PATIENCE,
            terminal: std::io::stderr().is_terminal(),
            told: false,
        }
    }

    pub(crate) fn report(&mut self, bytes: u64, events: u64) {
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + if self.terminal { ON_A_TERMINAL } else { IN_A_LOG };
        self.told = true;
        let (begin, end) = if self.terminal { ("\r\x1b[K", "") } else { ("", "\n") };
        let of =
            self.total_bytes.map_or(String::new(), |total| format!(" of {}", total / 1_000_000));
        let left = self.left(bytes, now);
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(
            std::io::stderr().lock(),
            "{begin}Reading: {}{of} MB, {events} events so far{left} …{end}",
            bytes / 1_000_000
        );
    }

    /// Roughly how long it will still take, where the end is known.
    fn left(&self, bytes: u64, now: Instant) -> String {
        match self.total_bytes {
            Some(total) if bytes > 0 && bytes <= total => {
                let rest = (total - bytes) as f64 / bytes as f64;
                let seconds = now.duration_since(self.begun).as_secs_f64() * rest;
                format!(", about {} s left", seconds.ceil())
            }
            _ => String::new(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.told && self.terminal {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}
