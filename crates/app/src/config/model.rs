//! The settings, one by one, and what is made of what was said of them. Pure.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use toml::de::{DeTable, DeValue};

/// Where the data lie when nobody says.
pub(super) const DATA: &str = "roundtable-data";

/// Where it listens when nobody says.
const LISTEN: &str = "127.0.0.1:8080";

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, an address, a path.
    Text,
    /// A text that nobody else may read.
    Secret,
    /// Yes, or not said.
    Switch,
}

/// A setting, the same in a flag, in the environment and in the file.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// What stands for its value in the help.
    pub value: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What holds when nobody says.
    pub default: Option<&'static str>,
    /// Whether it says where the data are, which other commands want to know, too.
    pub of_data: bool,
}

impl Setting {
    /// Its flag, without the dashes before it.
    #[must_use]
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Its variable of the environment.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("ROUNDTABLE_{}", self.name.to_uppercase())
    }
}

const fn text(name: &'static str, value: &'static str, help: &'static str) -> Setting {
    let (kind, default, of_data) = (Kind::Text, None, false);
    Setting { name, value, help, kind, default, of_data }
}

/// All there are.
pub const SETTINGS: [Setting; 13] = [
    Setting {
        of_data: true,
        ..text(
            "config",
            "FILE",
            "Settings as TOML; roundtable.toml in the folder of the data is read by itself",
        )
    },
    Setting {
        of_data: true,
        default: Some(DATA),
        ..text("data", "FOLDER", "Where the data and the key lie; made where it is missing")
    },
    Setting {
        default: Some(LISTEN),
        ..text("listen", "ADDRESS", "Where to listen; port 0 takes any that is free")
    },
    Setting {
        of_data: true,
        ..text(
            "public_url",
            "URL",
            "The address that people type, such as that of a proxy with https before it",
        )
    },
    text(
        "certificate",
        "FILE",
        "A certificate with its chain, as PEM, to speak https without a proxy",
    ),
    text("certificate_key", "FILE", "The key of the certificate, as PEM"),
    Setting {
        kind: Kind::Switch,
        ..text(
            "insecure_http",
            "",
            "Serve a public address without https: for a closed network only",
        )
    },
    Setting {
        of_data: true,
        kind: Kind::Secret,
        ..text(
            "database",
            "URL",
            "The address of a PostgreSQL database to use instead of the file in the folder",
        )
    },
    Setting {
        of_data: true,
        ..text("database_file", "FILE", "A file in which that address stands")
    },
    Setting {
        kind: Kind::Secret,
        ..text(
            "smtp",
            "URL",
            "A mail server, like smtps://user:password@mail.example.org; without one no mail is \
             sent",
        )
    },
    text("smtp_file", "FILE", "A file in which that address stands"),
    text("mail_from", "ADDRESS", "Whose mail it is, like \"Roundtable <table@example.org>\""),
    Setting {
        default: Some("requests"),
        ..text("log", "WHAT", "What is logged on standard error: requests, errors, or off")
    },
];

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On the command line.
    Flag,
    /// In the environment.
    Environment,
    /// In a file, on a line.
    File(String, usize),
    /// Nowhere.
    Default,
}

impl Origin {
    /// The less, the stronger.
    pub(super) fn strength(&self) -> u8 {
        match self {
            Self::Flag => 0,
            Self::Environment => 1,
            Self::File(..) => 2,
            Self::Default => 3,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment => f.write_str("environment"),
            Self::File(file, line) => write!(f, "{file}, line {line}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting that was said.
#[derive(Clone, Debug)]
pub struct Said {
    /// Which.
    pub name: &'static str,
    /// As it was said.
    pub value: String,
    /// Where.
    pub origin: Origin,
}

impl Said {
    /// The value as it may be seen: of a secret nothing but the kind of address.
    pub(super) fn shown(&self) -> String {
        let is_secret = SETTINGS.iter().any(|it| it.name == self.name && it.kind == Kind::Secret);
        // What stands before an @ in an address is a secret, too, whatever it was meant for.
        let holds_one = self.value.contains("://") && self.value.contains('@');
        if !is_secret && !holds_one {
            return format!("\"{}\"", self.value);
        }
        let letters = |it: &&str| it.chars().all(|it| it.is_ascii_alphanumeric());
        match self.value.split_once("://").map(|it| it.0).filter(letters) {
            Some(scheme) => format!("\"{scheme}://…\", masked"),
            None => "masked".to_owned(),
        }
    }
}

/// Of each setting what was said in the strongest place, in the order of the settings.
pub(super) fn strongest(said: &[Said]) -> Vec<Said> {
    let of = |setting: &Setting| {
        let all = said.iter().filter(|it| it.name == setting.name);
        all.min_by_key(|it| it.origin.strength()).cloned()
    };
    SETTINGS.iter().filter_map(of).collect()
}

/// What a file of settings says; else a sentence about what is wrong with it, and where.
pub(super) fn of_toml(text: &str, file: &str) -> Result<Vec<Said>, String> {
    let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
    let table = DeTable::parse(text).map_err(|error| {
        let line = line_of(error.span().map_or(0, |span| span.start));
        format!("{file}, line {line}: {}. Settings look like name = \"value\".", error.message())
    })?;
    let mut said = vec![];
    for (key, value) in table.get_ref() {
        let line = line_of(key.span().start);
        let name = key.get_ref().as_ref();
        let Some(setting) = SETTINGS.iter().find(|it| it.name == name && name != "config") else {
            return Err(format!("{file}, line {line}: there is no setting {name}.{}", near(name)));
        };
        let value = match value.get_ref() {
            DeValue::String(value) if setting.kind != Kind::Switch => value.to_string(),
            DeValue::Boolean(value) if setting.kind == Kind::Switch => value.to_string(),
            _ if setting.kind == Kind::Switch => {
                return Err(format!("{file}, line {line}: {name} is true or false."));
            }
            _ => return Err(format!("{file}, line {line}: {name} is a text in quotes.")),
        };
        said.push(Said { name: setting.name, value, origin: Origin::File(file.to_owned(), line) });
    }
    Ok(said)
}

/// The setting that was perhaps meant.
fn near(name: &str) -> String {
    let typed = name.replace('-', "_");
    let far = |it: &&Setting| strsim::damerau_levenshtein(it.name, &typed);
    let best = SETTINGS.iter().min_by_key(far).filter(|it| far(it) <= 2);
    best.map_or_else(String::new, |it| format!(" Is {} meant?", it.name))
}

/// What is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// Each request, and errors that are ours.
    Requests,
    /// Errors that are ours.
    Errors,
    /// Nothing.
    Off,
}

/// The settings that hold.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the data and the key lie.
    pub folder: PathBuf,
    /// A PostgreSQL database instead of the file in the folder.
    pub database: Option<String>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that people type; without, where it listens.
    pub public_url: Option<String>,
    /// A certificate and its key, to speak https.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// A mail server, if mail is to be sent.
    pub smtp: Option<String>,
    /// Whose mail it is.
    pub mail_from: Option<String>,
    /// Whether a public address may do without https.
    pub insecure_http: bool,
    /// What is logged.
    pub log: Log,
}

impl Settings {
    /// Those of a folder, which nobody reaches from elsewhere.
    pub(crate) fn in_folder(folder: PathBuf) -> Self {
        let settings = Self::of(&[]).expect("nothing was said, so nothing is wrong");
        Self { folder, log: Log::Errors, ..settings }
    }

    /// What was said, understood.
    pub(super) fn of(said: &[Said]) -> Result<Self, String> {
        let find = |name: &str| said.iter().find(|it| it.name == name);
        let text = |name: &str| find(name).map(|it| it.value.clone());
        let path = |name: &str| find(name).map(|it| PathBuf::from(&it.value));
        let wrong = |name: &str, wanted: &str| {
            let it = find(name).map(|it| format!("is {} ({})", it.shown(), it.origin));
            format!("{name} {}, and should be {wanted}.", it.unwrap_or_default())
        };
        let certificate = match (path("certificate"), path("certificate_key")) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            (Some(_), None) => return Err("certificate needs certificate_key, too.".to_owned()),
            (None, Some(_)) => return Err("certificate_key needs certificate, too.".to_owned()),
        };
        Ok(Self {
            folder: path("data").unwrap_or_else(|| PathBuf::from(DATA)),
            database: text("database"),
            listen: text("listen")
                .as_deref()
                .unwrap_or(LISTEN)
                .parse()
                .map_err(|_| wrong("listen", "an address with a port, like 127.0.0.1:8080"))?,
            public_url: text("public_url"),
            certificate,
            smtp: text("smtp"),
            mail_from: text("mail_from"),
            insecure_http: match text("insecure_http").as_deref() {
                Some("true" | "1") => true,
                None | Some("false" | "0") => false,
                Some(_) => return Err(wrong("insecure_http", "true or false")),
            },
            log: match text("log").as_deref() {
                None | Some("requests") => Log::Requests,
                Some("errors") => Log::Errors,
                Some("off") => Log::Off,
                Some(_) => return Err(wrong("log", "requests, errors or off")),
            },
        })
    }

    /// The settings, if they fit together.
    pub(super) fn checked(self) -> Result<Self, String> {
        if self.smtp.is_some() && self.mail_from.is_none() {
            return Err("With a mail server say whose mail it is, with mail_from.".to_owned());
        }
        let is_postgres =
            |it: &String| ["postgres://", "postgresql://"].iter().any(|of| it.starts_with(of));
        if self.database.as_ref().is_some_and(|it| !is_postgres(it)) {
            return Err("database should be an address like postgres://user@host/name.".to_owned());
        }
        if self.public_url.as_ref().is_some_and(|it| it.contains('@')) {
            return Err(
                "public_url is what people type: leave away what stands before the @.".to_owned()
            );
        }
        if let (Some(_), Some(url)) = (&self.certificate, &self.public_url)
            && !url.starts_with("https://")
        {
            return Err(format!(
                "With a certificate the public address begins with https://, and {url} does not."
            ));
        }
        Ok(self)
    }
}
