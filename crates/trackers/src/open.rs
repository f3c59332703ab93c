//! From paths to inputs: files, directories, the standard input. The only place that touches the
//! file system.

use crate::error::ReadError;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A named stream of bytes.
pub struct Input {
    /// The name for messages: the path, or what stands for it.
    pub name: String,
    /// The bytes, packed or not.
    pub reader: Box<dyn Read + Send>,
    /// Whether it only happened to lie in a directory, and may be passed over if its name or its
    /// content is nothing known.
    pub optional: bool,
}

impl Input {
    /// A stream that has to be read.
    ///
    /// ```
    /// let input = trackers::Input::new("events.csv", &b"id,at,field,from,to\n"[..]);
    /// assert_eq!(input.name, "events.csv");
    /// ```
    pub fn new(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), reader: Box::new(reader), optional: false }
    }

    /// Why it is passed over unread, if it is.
    pub(crate) fn passed_over(&self) -> Option<String> {
        let endings = ENDINGS.join(", ");
        let pass = self.optional && !is_export(Path::new(&self.name));
        pass.then(|| format!("{}: not read, its name has none of {endings}", self.name))
    }
}

/// Opens files, `-` (the standard input), and directories of exported files: those in it that end
/// in `.json`, `.jsonl`, `.ndjson`, `.csv`, `.tsv` or `.xlsx` (or that with `.gz`), and in its
/// folders whose names end in `_issues`. The files of a directory are opened one after the other
/// when they are read; [`read`](crate::read) passes over its other files and says so, hidden ones
/// apart.
///
/// # Errors
/// [`ReadError`] when a path is not there, not permitted, or a directory without such files.
///
/// ```
/// let error = trackers::open(&["no/such/file.csv".into()]).err().unwrap();
/// assert_eq!(error.to_string(), "no/such/file.csv: there is no such file. Check the path.");
/// ```
pub fn open(paths: &[PathBuf]) -> Result<Vec<Input>, ReadError> {
    let mut inputs = vec![];
    for path in paths {
        let name = path.display().to_string();
        let fail = |error| ReadError::from_io(&name, error);
        if path.as_os_str() == "-" {
            inputs.push(Input::new("standard input", io::stdin()));
        } else if path.is_dir() {
            let mut files = vec![];
            list(path, &mut files).map_err(fail)?;
            if !files.iter().any(|file| is_export(file)) {
                let problem = "there is no exported file in this directory";
                let remedy = "Name a directory with .json, .jsonl, .csv or .xlsx files, or a file";
                return Err(ReadError::new(&name, problem, remedy));
            }
            // What is passed over comes last, so that the first example of a doubt is of an export.
            files.sort_by_key(|file| !is_export(file));
            inputs.extend(files.into_iter().map(|path| Input {
                name: path.display().to_string(),
                reader: Box::new(Later::Path(path)),
                optional: true,
            }));
        } else {
            inputs.push(Input::new(name.clone(), File::open(path).map_err(fail)?));
        }
    }
    Ok(inputs)
}

/// The files of a directory and of its `…_issues` folders, in the order of their names; `~$` is
/// how Excel marks a workbook that is open.
fn list(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries: Result<Vec<_>, _> = fs::read_dir(directory)?.collect();
    let mut paths: Vec<_> = entries?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() {
            if name.ends_with("_issues") {
                list(&path, files)?;
            }
        } else if !name.starts_with('.') && !name.starts_with("~$") {
            files.push(path);
        }
    }
    Ok(())
}

/// How the names of exported files end, packed or not.
const ENDINGS: [&str; 6] = [".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson"];

fn is_export(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A file that is opened when it is first read: a directory may hold more files than a process
/// may have open.
enum Later {
    Path(PathBuf),
    Open(File),
}

impl Read for Later {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Self::Path(path) = self {
            *self = Self::Open(File::open(path)?);
        }
        match self {
            Self::Path(_) => Ok(0),
            Self::Open(file) => file.read(buffer),
        }
    }
}
