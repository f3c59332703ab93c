//! Runs other programs at the root of the project, and shows what it runs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate lies two folders below the root").to_owned()
}

/// A program to run at the root, with its arguments and the variables it is given.
pub(crate) struct Step {
    command: Command,
    shown: String,
}

/// A step from words separated by spaces.
pub(crate) fn step(line: &str) -> Step {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().expect("splitting gives at least one word"));
    command.args(words).current_dir(root());
    Step { command, shown: line.to_owned() }
}

impl Step {
    /// More arguments, taken as they are.
    pub(crate) fn args<A: AsRef<str>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        for argument in arguments {
            self.command.arg(argument.as_ref());
            self.shown = format!("{} {}", self.shown, argument.as_ref());
        }
        self
    }

    /// A variable for this program only.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.shown = format!("{name}=\"{value}\" {}", self.shown);
        self
    }

    /// Runs it with its output shown.
    pub(crate) fn go(mut self) -> Result<(), String> {
        eprintln!("\n$ {}", self.shown);
        match self.command.stdin(Stdio::null()).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(format!("failed: {}", self.shown)),
            Err(error) => Err(format!("could not start: {} ({error})", self.shown)),
        }
    }

    /// Runs it in silence and gives what it printed; none when it failed or is not installed.
    pub(crate) fn output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
