//! The commands as people run them: what they print, where, and with which exit code.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/tern-events.csv");

fn roundtable(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the command starts")
}

fn out(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
    String::from_utf8(output.stdout.clone()).expect("text is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text is UTF-8")
}

/// The sentence with which a command refuses; it prints nothing else.
fn refused(arguments: &[&str]) -> String {
    let output = roundtable(arguments);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(output.stdout.is_empty(), "nothing is printed beside a refusal");
    err(&output)
}

#[test]
fn flow_says_sentences_first_and_then_numbers() {
    let text = out(&roundtable(&["flow", SAMPLE]));
    assert!(
        text.starts_with("Unless it is dropped, half of what is started gets finished within 9"),
        "{text}"
    );
    assert!(text.contains("Cycle time      50 % ≤ 8, 70 % ≤ 14, 85 % ≤ 22, 95 % ≤ 26 days"));
    assert!(text.contains("starts on entering “In progress”, stops on entering “Done”"));
}

#[test]
fn json_is_one_object_and_nothing_else() {
    let output = roundtable(&["flow", SAMPLE, "--json"]);
    assert!(err(&output).is_empty(), "{}", err(&output));
    let found: serde_json::Value = serde_json::from_str(&out(&output)).expect("it is JSON");
    assert_eq!(found["counts"]["finished"], 97);
}

#[test]
fn a_pipe_a_gzipped_file_and_the_file_itself_say_the_same() {
    let itself: serde_json::Value =
        serde_json::from_str(&out(&roundtable(&["flow", SAMPLE, "--json"]))).expect("JSON");
    let text = std::fs::read(SAMPLE).expect("the sample is there");
    let folder = TempDir::new().expect("a folder");
    let gzipped = folder.path().join("tern.csv.gz");
    let file = std::fs::File::create(&gzipped).expect("a file");
    let mut gzip = Command::new("gzip")
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(file)
        .spawn()
        .expect("gzip starts");
    gzip.stdin.take().expect("a pipe").write_all(&text).expect("gzip listens");
    assert!(gzip.wait().expect("gzip ends").success());

    let mut piped = Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(["flow", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    piped.stdin.take().expect("a pipe").write_all(&text).expect("it listens");
    let piped = piped.wait_with_output().expect("it ends");
    let gzipped = roundtable(&["flow", path(&gzipped), "--json"]);
    for output in [piped, gzipped] {
        let found: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
        assert_eq!(found, itself);
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

#[test]
fn a_suggested_workflow_can_be_given_back() {
    let suggested = out(&roundtable(&["flow", SAMPLE, "--suggest-workflow"]));
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("workflow.toml");
    std::fs::write(&file, &suggested).expect("a file");
    let again = out(&roundtable(&["flow", SAMPLE, "--workflow", path(&file)]));
    let guessed = out(&roundtable(&["flow", SAMPLE]));
    let hint =
        guessed.find("        guessed from moves and names").expect("it says that it guessed");
    assert!(again.starts_with(&guessed[..hint]), "{again}");
    assert!(!again.contains("guessed"), "{again}");
}

#[test]
fn the_options_change_what_they_should() {
    let text = |options: &[&str]| out(&roundtable(&[&["flow", SAMPLE], options].concat()));
    assert!(text(&["--start", "Selected"]).contains("starts on entering “Selected”"));
    let finish = text(&["--finish", "Review"]);
    assert!(finish.contains("stops on entering “Review” or “Done”"), "{finish}");
    assert!(text(&["--now", "2026-06-30"]).contains("2026-06-30T23:59:59"));
    let berlin = text(&["--time-zone", "Europe/Berlin"]);
    assert!(berlin.contains("calendar days in Europe/Berlin"), "{berlin}");
    let window = text(&["--window", "2026-07-01..2026-08-31"]);
    assert!(window.contains("a day over 62 days"), "{window}");
    let horizon = text(&["--days", "7", "--items", "5"]);
    assert!(horizon.contains("the next 7 days") && horizon.contains("the next 5 items"));
    assert!(text(&["--format", "events"]).contains("events csv"));
}

#[test]
fn effect_gives_its_verdict_first() {
    let change = ["effect", SAMPLE, "--change", "2026-07-01"];
    let text = out(&roundtable(&change));
    let verdict = "Signal: things finish sooner; counting at most 16 days each, an item takes 3.3";
    assert!(text.replace('\n', " ").starts_with(verdict), "{text}");
    let json = out(&roundtable(&[&change[..], &["--json"]].concat()));
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found["verdict"], "signal_shorter");
    let outside = refused(&["effect", SAMPLE, "--change", "2031-01-01"]);
    assert!(outside.contains("lies outside the record"), "{outside}");
}

#[test]
fn what_cannot_be_done_is_refused_with_one_sentence() {
    let missing = refused(&["flow", "no-such-file.csv"]);
    assert_eq!(missing, "no-such-file.csv: there is no such file. Check the path.\n");
    let before = refused(&["flow", SAMPLE, "--now", "1999-01-01"]);
    assert!(before.contains("lies before the data"), "{before}");
    let state = refused(&["flow", SAMPLE, "--start", "Nowhere"]);
    assert!(state.contains("The states are: Backlog, Selected, In progress"), "{state}");
    let workflow = refused(&["flow", SAMPLE, "--workflow", "none.toml"]);
    assert!(workflow.contains("none.toml: The workflow file cannot be read"), "{workflow}");
}

#[test]
fn wrong_use_ends_with_code_2_and_says_how_it_goes() {
    let wrong: [&[&str]; 6] = [
        &["flown"],
        &["flow"],
        &["flow", SAMPLE, "--now", "yesterday"],
        &["flow", SAMPLE, "--days", "0"],
        &["flow", SAMPLE, "--format", "excel"],
        &["effect", SAMPLE],
    ];
    for arguments in wrong {
        let output = roundtable(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(output.stdout.is_empty() && !err(&output).is_empty());
    }
    let now = err(&roundtable(&["flow", SAMPLE, "--now", "yesterday"]));
    assert!(now.contains("“yesterday” is no day (2026-03-31)"), "{now}");
}

#[test]
fn a_reader_that_closes_the_pipe_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(["flow", SAMPLE, "--json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
}

/// The command as somebody who may not read everything: root reads any file, so it becomes nobody.
#[cfg(unix)]
fn as_nobody(folder: &TempDir, arguments: &[&str]) -> Output {
    use std::os::unix::fs::PermissionsExt;
    let permit = |path: &Path| {
        let all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(path, all).expect("our own file can be opened to all");
    };
    let ours = folder.path().join("roundtable");
    std::fs::copy(env!("CARGO_BIN_EXE_roundtable"), &ours).expect("the command can be copied");
    permit(folder.path());
    permit(&ours);
    let id = Command::new("id").arg("-u").output().expect("id starts");
    let mut command = if id.stdout.starts_with(b"0") {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&ours);
        command
    } else {
        Command::new(&ours)
    };
    command.args(arguments).stdin(Stdio::null()).output().expect("the command starts")
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_refused_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("secret.csv");
    std::fs::write(&file, "id,at,field,from,to\n").expect("a file");
    let none = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(&file, none).expect("our own file can be closed to all");
    let output = as_nobody(&folder, &["flow", path(&file)]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let sentence = err(&output);
    assert!(sentence.contains("secret.csv: you are not permitted to read it."), "{sentence}");
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../../../README.md");
    let block = readme.split("```text\n").nth(1).expect("there is a sample of the output");
    let block = block.split("```").next().expect("the sample ends");
    let printed = out(&roundtable(&["flow", SAMPLE]))
        + &out(&roundtable(&["effect", SAMPLE, "--change", "2026-07-01"]));
    let shown = block.lines().filter(|line| !line.is_empty() && !line.starts_with(['$', '…']));
    for line in shown {
        assert!(printed.lines().any(|said| said == line), "not printed: {line}");
    }
    assert!(block.contains("Unless it is dropped"));
}

#[test]
fn a_report_and_its_pictures_are_written_beside_what_is_printed() {
    let folder = TempDir::new().expect("a folder");
    let (page, pictures) = (folder.path().join("tern.html"), folder.path().join("new/charts"));
    let written = ["--html", path(&page), "--svg", path(&pictures)];
    for arguments in [&["flow", SAMPLE][..], &["effect", SAMPLE, "--change", "2026-07-01"]] {
        let alone = out(&roundtable(arguments));
        let told = out(&roundtable(&[arguments, &written].concat()));
        assert_eq!(told, alone, "what is printed stays the same");
        let html = std::fs::read_to_string(&page).expect("the page was written");
        assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"));
        let picture = std::fs::read_to_string(pictures.join("time-to-finish.svg"));
        assert!(picture.expect("the picture was written").starts_with("<svg xmlns"));
    }
}

#[test]
fn where_nothing_can_be_written_a_sentence_says_so() {
    let folder = TempDir::new().expect("a folder");
    for option in ["--html", "--svg"] {
        let place = folder.path().join("file.txt/below");
        std::fs::write(folder.path().join("file.txt"), "taken").expect("a file");
        let output = roundtable(&["flow", SAMPLE, option, path(&place)]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        let sentence = err(&output);
        assert!(sentence.contains("below cannot be written ("), "{sentence}");
        assert!(sentence.contains("Name a place where you may write."), "{sentence}");
    }
}

#[test]
fn help_says_what_it_is_for() {
    let help = out(&roundtable(&["--help"]));
    assert!(help.starts_with("Where managers who are peers work as a team"), "{help}");
}

#[test]
fn a_link_for_somebody_is_made_where_there_are_data_and_nowhere_else() {
    let folder = TempDir::new().expect("a folder");
    let place = folder.path().display().to_string();
    let said = refused(&["person", "reset", "ana@example.org", "--data", &place]);
    assert!(said.contains("holds no data. Say where, with --data."), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0);
}
