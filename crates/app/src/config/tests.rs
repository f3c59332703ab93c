//! What is said where, and what holds then.

use super::model::{of_toml, strongest};
use super::{Kind, Log, Origin, SETTINGS, Said, Settings, check, place, settled};
use crate::testing::Folder;
use std::cell::RefCell;

fn typed(all: &[(&'static str, &str)]) -> Vec<Said> {
    let said = |(name, value): &(&'static str, &str)| Said {
        name,
        value: (*value).to_owned(),
        origin: Origin::Flag,
    };
    all.iter().map(said).collect()
}

/// A folder with a file of settings.
fn with_file(text: &str) -> (Folder, Vec<Said>) {
    let folder = Folder::new();
    std::fs::write(folder.path("roundtable.toml"), text).expect("it can be written");
    let data = folder.path("").display().to_string();
    let said = typed(&[("data", &data)]);
    (folder, said)
}

#[test]
fn a_flag_is_stronger_than_the_environment_and_that_than_the_file() {
    let at = |origin, value: &str| Said { name: "listen", value: value.to_owned(), origin };
    let all = [
        at(Origin::Default, "4"),
        at(Origin::File("f".to_owned(), 1), "3"),
        at(Origin::Flag, "1"),
        at(Origin::Environment, "2"),
    ];
    for rest in 0..all.len() {
        let weaker: Vec<Said> =
            all.iter().filter(|it| it.value > rest.to_string()).cloned().collect();
        assert_eq!(strongest(&weaker)[0].value, (rest + 1).to_string());
    }
}

#[test]
fn what_the_file_says_holds_where_nothing_else_is_said() {
    let (_folder, mut said) = with_file(
        "listen = \"127.0.0.1:9000\"\npublic_url = \"https://table.example.org\"\nlog = \"off\"\n",
    );
    said.extend(typed(&[("listen", "127.0.0.1:9001")]));
    let settings = settled(said).expect("they fit");
    assert_eq!(settings.listen.port(), 9001);
    assert_eq!(settings.public_url.as_deref(), Some("https://table.example.org"));
    assert_eq!(settings.log, Log::Off);
}

#[test]
fn what_is_wrong_in_the_file_is_said_with_its_line_and_what_to_do() {
    for (text, sentence) in [
        ("\nlisen = \"x\"", "f, line 2: there is no setting lisen. Is listen meant?"),
        ("public-url = \"x\"", "f, line 1: there is no setting public-url. Is public_url meant?"),
        ("colour = \"x\"", "f, line 1: there is no setting colour."),
        ("datbase = \"x\"", "f, line 1: there is no setting datbase. Is database meant?"),
        ("listen = 80", "f, line 1: listen is a text in quotes."),
        ("insecure_http = \"yes\"", "f, line 1: insecure_http is true or false."),
    ] {
        assert_eq!(of_toml(text, "f").expect_err("it is wrong"), sentence);
    }
    let broken = of_toml("log = \"off\"\nlisten = nowhere", "f").expect_err("it is wrong");
    assert!(broken.starts_with("f, line 2: "), "{broken}");
    assert!(broken.ends_with("Settings look like name = \"value\"."), "{broken}");
}

#[test]
fn values_that_make_no_sense_are_refused_with_where_they_stand() {
    let refused = |all: &[(&'static str, &str)]| settled(typed(all)).expect_err("no").to_string();
    assert_eq!(
        refused(&[("listen", "8080")]),
        "listen is \"8080\" (flag), and should be an address with a port, like 127.0.0.1:8080."
    );
    assert_eq!(refused(&[("certificate", "x")]), "certificate needs certificate_key, too.");
    assert!(refused(&[("smtp", "smtp://x")]).contains("mail_from"));
    assert!(refused(&[("log", "all")]).contains("requests, errors or off"));
    assert!(!refused(&[("listen", "smtps://me:hunter2@mail")]).contains("hunter2"));
    assert!(!refused(&[("public_url", "https://me:hunter2@table")]).contains("hunter2"));
    assert!(!refused(&[("database", "postgress://me:hunter2@db")]).contains("hunter2"));
    let (_folder, own) = with_file("data = \"elsewhere\"");
    let own = settled(own).expect_err("it says where it lies itself").to_string();
    assert!(own.contains("line 1: data says where this very file lies"), "{own}");
    let both = [("database", "postgres://x"), ("database_file", "y")];
    assert_eq!(refused(&both), "Both database and database_file are set. Take one away.");
    let http = [("certificate", "x"), ("certificate_key", "y"), ("public_url", "http://x")];
    assert!(refused(&http).contains("begins with https://"));
}

#[test]
fn a_secret_may_lie_in_a_file_and_is_never_shown() {
    let folder = Folder::new();
    let file = folder.path("secret");
    std::fs::write(&file, "postgres://table:hunter2@db/table\n").expect("it can be written");
    let file = file.display().to_string();
    let settings: Settings = settled(typed(&[("database_file", &file)])).expect("it is read");
    assert_eq!(settings.database.as_deref(), Some("postgres://table:hunter2@db/table"));

    let lines = RefCell::new(vec![]);
    let tell = |line: &str| lines.borrow_mut().push(line.to_owned());
    let secrets = [
        ("database", "postgres://table:hunter2@db/table?password=hunter2"),
        ("smtp", "hunter2"),
        ("mail_from", "Table <table@example.org>"),
    ];
    // Which mail server that is meant to be nobody knows.
    assert!(check(typed(&secrets), tell).is_err());
    let lines = lines.into_inner().join("\n");
    assert!(!lines.contains("hunter2"), "{lines}");
    assert!(lines.contains("database = \"postgres://…\", masked (flag)"), "{lines}");
    assert!(lines.contains("smtp = masked (flag)"), "{lines}");
    assert!(lines.contains("listen = \"127.0.0.1:8080\" (default)"), "{lines}");
    assert!(lines.contains("certificate is not set"), "{lines}");
}

#[test]
fn commands_about_the_data_look_at_nothing_else() {
    let rest = [("smtp", "smtp://x"), ("log", "all"), ("smtp_file", "/nowhere")];
    assert!(settled(typed(&rest)).is_err());
    assert!(place(typed(&rest)).is_ok());
}

#[test]
fn the_stronger_of_a_secret_and_its_file_holds() {
    let said = |name, value: &str, origin| Said { name, value: value.to_owned(), origin };
    let all = vec![
        said("database", "postgres://stronger", Origin::Environment),
        said("database_file", "/nowhere", Origin::File("f".to_owned(), 1)),
    ];
    let settings = settled(all).expect("the file is not looked at");
    assert_eq!(settings.database.as_deref(), Some("postgres://stronger"));
}

#[test]
fn the_manual_names_every_setting() {
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operate/serve.md");
    let manual = std::fs::read_to_string(manual).expect("the manual");
    for it in SETTINGS {
        let value = if it.kind == Kind::Switch { String::new() } else { format!(" {}", it.value) };
        let row = format!("| `--{}{value}` | `{}` |", it.flag(), it.variable());
        assert!(manual.contains(&row), "{row}");
    }
}
