//! The house rules that a compiler does not keep. Each test is one rule; STYLE.md has the reasons.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_rust_file_opens_with_a_sentence() {
    let breaches = rust_files().into_iter().filter_map(|file| {
        let opens = file.text.starts_with("//! ");
        (!opens).then(|| file.breach(1, "begin with `//! ` and say what the file is for"))
    });
    report(breaches);
}

#[test]
fn a_source_file_has_at_most_400_lines_and_a_test_file_800() {
    let breaches = rust_files().into_iter().filter_map(|file| {
        let most = if file.is_test() { 800 } else { 400 };
        let lines = file.text.lines().count();
        let advice =
            format!("{lines} lines, {most} at most: split it where it changes its subject");
        (lines > most).then(|| file.breach(most + 1, &advice))
    });
    report(breaches);
}

#[test]
fn a_line_of_code_has_at_most_100_columns() {
    let files = files(&["rs", "py", "html", "css", "js", "sql"]);
    report(files.iter().flat_map(|file| {
        file.lines_where(|line| line.chars().count() > 100, "wrap it at 100 columns")
    }));
}

#[test]
fn the_first_documents_stay_short() {
    let breaches = [("README.md", 80), ("ARCHITECTURE.md", 200)].into_iter().filter_map(|it| {
        let file = File::read(root().join(it.0));
        let lines = file.text.lines().count();
        let advice = format!("{lines} lines, {} at most: move detail into docs/", it.1);
        (lines > it.1).then(|| file.breach(it.1 + 1, &advice))
    });
    report(breaches);
}

#[test]
fn tests_live_in_files_of_their_own() {
    let inline = concat!("mod tests", " {");
    report(rust_files().iter().flat_map(|file| {
        file.lines_where(|line| line.contains(inline), "move it to tests.rs: `mod tests;`")
    }));
}

#[test]
fn no_test_is_ignored_and_none_sleeps() {
    let ignored = concat!("#[", "ignore");
    let sleeping = concat!("sleep", "(");
    report(rust_files().iter().flat_map(|file| {
        let ignores = file.lines_where(|line| line.contains(ignored), "repair it or delete it");
        let sleeps = file.lines_where(
            |line| line.contains(sleeping),
            "wait for what you wait for, or pass the time in",
        );
        ignores.into_iter().chain(sleeps)
    }));
}

#[test]
fn the_crates_depend_on_each_other_in_one_direction() {
    let arrows: [(&str, &[&str]); 6] = [
        ("flow", &[]),
        ("chart", &[]),
        ("trackers", &["flow"]),
        ("app", &["flow", "chart", "trackers"]),
        ("cli", &["app"]),
        ("xtask", &[]),
    ];
    let ours: Vec<&str> = arrows.iter().map(|arrow| arrow.0).collect();
    let mut breaches = vec![];
    for manifest in manifests() {
        let name = folder_name(&manifest.path);
        let Some((_, allowed)) = arrows.iter().find(|arrow| arrow.0 == name) else {
            breaches.push(manifest.breach(1, "a new crate: add its arrows to tidy.rs"));
            continue;
        };
        for (number, dependency) in dependencies(&manifest.text) {
            if ours.contains(&dependency) && !allowed.contains(&dependency) {
                let advice = format!("`{name}` must not know `{dependency}` (ARCHITECTURE.md)");
                breaches.push(manifest.breach(number, &advice));
            }
        }
    }
    report(breaches);
}

#[test]
fn every_crate_keeps_the_lints_and_stands_on_the_map() {
    let map = File::read(root().join("ARCHITECTURE.md")).text;
    let mut breaches = vec![];
    for manifest in manifests() {
        if !manifest.text.contains("[lints]\nworkspace = true") {
            breaches.push(manifest.breach(1, "add `[lints]` with `workspace = true`"));
        }
        let room = format!("crates/{}", folder_name(&manifest.path));
        if !map.contains(&room) {
            breaches.push(manifest.breach(1, "give it a line in ARCHITECTURE.md"));
        }
    }
    report(breaches);
}

#[test]
fn nothing_unfinished_and_no_path_of_a_machine_is_committed() {
    // Written in two parts, so that this file keeps the rule, too.
    let forbidden = [
        (concat!("TO", "DO"), "do it now, or write an issue"),
        (concat!("FIX", "ME"), "do it now, or write an issue"),
        (concat!("XX", "X"), "do it now, or write an issue"),
        (concat!("/ho", "me/"), "use a path relative to the project"),
        (concat!("/ro", "ot/"), "use a path relative to the project"),
        (concat!("/Us", "ers/"), "use a path relative to the project"),
        (concat!("lorem", " ipsum"), "write what a reader would want to read"),
    ];
    let texts = files(&["rs", "md", "toml", "py", "html", "css", "js", "csv", "sql"]);
    report(texts.iter().flat_map(|file| {
        forbidden.iter().flat_map(|(word, advice)| {
            file.lines_where(|line| line.contains(word), &format!("`{word}`: {advice}"))
        })
    }));
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let mut breaches = vec![];
    for file in files(&["md"]) {
        let folder = file.path.parent().expect("a file lies in a folder");
        for (number, line) in (1..).zip(file.text.lines()) {
            for target in links(line) {
                if !folder.join(target).exists() {
                    let advice = format!("`{target}` is not there: correct the link");
                    breaches.push(file.breach(number, &advice));
                }
            }
        }
    }
    report(breaches);
}

#[test]
fn a_newcomer_reaches_the_cycle_time_in_three_clicks() {
    let readme = File::read(root().join("README.md"));
    let map = File::read(root().join("ARCHITECTURE.md"));
    let formula = File::read(root().join("crates/flow/src/cycle_time.rs"));
    let leads = |file: &File, to: &str| file.text.lines().flat_map(links).any(|link| link == to);
    assert!(leads(&readme, "ARCHITECTURE.md"), "README.md must link ARCHITECTURE.md");
    assert!(
        leads(&map, "crates/flow/src/cycle_time.rs"),
        "ARCHITECTURE.md must link crates/flow/src/cycle_time.rs"
    );
    assert!(
        formula.text.contains("fn cycle_time_days"),
        "crates/flow/src/cycle_time.rs must hold the function cycle_time_days"
    );
}

/// A text file of the project.
struct File {
    path: PathBuf,
    text: String,
}

impl File {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("{} cannot be read: {error}", path.display());
        });
        Self { path, text }
    }

    fn is_test(&self) -> bool {
        let in_tests = self.path.components().any(|part| part.as_os_str() == "tests");
        in_tests || self.path.ends_with("tests.rs")
    }

    /// One line of a report: the file, the line and what to do.
    fn breach(&self, line: usize, advice: &str) -> String {
        let path = self.path.strip_prefix(root()).unwrap_or(&self.path);
        format!("{}:{line}: {advice}", path.display())
    }

    fn lines_where(&self, breaks: impl Fn(&str) -> bool, advice: &str) -> Vec<String> {
        let lines = (1..).zip(self.text.lines());
        lines.filter(|(_, line)| breaks(line)).map(|(n, _)| self.breach(n, advice)).collect()
    }
}

#[track_caller]
fn report(breaches: impl IntoIterator<Item = String>) {
    let breaches: Vec<String> = breaches.into_iter().collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate lies two folders below the root").to_owned()
}

fn rust_files() -> Vec<File> {
    files(&["rs"])
}

/// Every file of the project with one of these endings, except what is built or fetched.
fn files(endings: &[&str]) -> Vec<File> {
    let mut found = vec![];
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("the project's folders can be read");
        for entry in entries {
            let path = entry.expect("the project's folders can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !["target", "node_modules", ".git", "__pycache__"].contains(&name) {
                    folders.push(path);
                }
            } else if endings.contains(&ending) {
                found.push(File::read(path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no file was found; this test looks in the wrong place");
    found
}

/// The manifests of the crates in `crates/`.
fn manifests() -> Vec<File> {
    let crates = root().join("crates");
    let all = files(&["toml"]).into_iter();
    all.filter(|file| file.path.starts_with(&crates) && file.path.ends_with("Cargo.toml")).collect()
}

fn folder_name(path: &Path) -> &str {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    folder.expect("a manifest lies in a folder")
}

/// What a manifest depends on, in tests and builds, too, with the numbers of the lines.
fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut section = "";
    let mut found = vec![];
    for (number, line) in (1..).zip(manifest.lines()) {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            found.push((number, name));
        }
    }
    found
}

/// The targets of a line's links that are files of the project, without what follows a `#`.
fn links(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    files.filter_map(|target| target.split('#').next()).filter(|path| !path.is_empty()).collect()
}
