//! How the place is set up: flags, the environment and a TOML file, the stronger first.

mod model;
#[cfg(test)]
mod tests;

pub use model::{Kind, Log, Origin, SETTINGS, Said, Setting, Settings};

use crate::Error;
use std::path::{Path, PathBuf};

/// The file of settings in the folder of the data.
const FILE: &str = "roundtable.toml";

/// All settings with where each comes from, the weakest left out: `typed` before what the file
/// says, that before what holds by default.
fn said(mut typed: Vec<Said>) -> Result<Vec<Said>, Error> {
    let strongest = model::strongest(&typed);
    let path = |name| {
        let it = strongest.iter().find(|it| it.name == name);
        it.map(|it| PathBuf::from(&it.value))
    };
    let data = path("data").unwrap_or_else(|| PathBuf::from(model::DATA));
    let named = path("config");
    let file = named.clone().unwrap_or_else(|| data.join(FILE));
    if named.is_some() || file.is_file() {
        let in_file = of_file(&file)?;
        if let Some(it) = in_file.iter().find(|it| it.name == "data" && named.is_none()) {
            let sentence = "data says where this very file lies, so it cannot stand in it.";
            return Err(Error::Asked(format!("{}: {sentence}", it.origin)));
        }
        typed.extend(in_file);
    }
    let defaults = SETTINGS.iter().filter_map(|it| Some((it.name, it.default?)));
    typed.extend(defaults.map(|(name, value)| Said {
        name,
        value: value.to_owned(),
        origin: Origin::Default,
    }));
    Ok(model::strongest(&typed))
}

fn of_file(file: &Path) -> Result<Vec<Said>, Error> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::Asked(format!("{name} cannot be read ({error}).")))?;
    model::of_toml(&text, &name.to_string()).map_err(Error::Asked)
}

/// What holds, of all that was said.
///
/// # Errors
/// When a file cannot be read, or a value makes no sense; the sentence says where it stands.
pub fn settled(typed: Vec<Said>) -> Result<Settings, Error> {
    settled_of(&said(typed)?)
}

/// Where the data are and how people reach them, of all that was said; the rest is not looked at.
///
/// # Errors
/// Those of [`settled`].
pub fn place(typed: Vec<Said>) -> Result<Settings, Error> {
    let mut said = said(typed)?;
    said.retain(|it| SETTINGS.iter().any(|setting| setting.name == it.name && setting.of_data));
    settled_of(&said)
}

fn settled_of(said: &[Said]) -> Result<Settings, Error> {
    let mut said = said.to_vec();
    for (secret, in_file) in [("database", "database_file"), ("smtp", "smtp_file")] {
        let Some(it) = said.iter().find(|it| it.name == in_file).cloned() else { continue };
        if let Some(other) = said.iter().position(|it| it.name == secret) {
            let of_other = said[other].origin.strength();
            if of_other < it.origin.strength() {
                continue;
            }
            if of_other == it.origin.strength() {
                let both = format!("Both {secret} and {in_file} are set. Take one away.");
                return Err(Error::Asked(both));
            }
            said.remove(other);
        }
        // A manager of services hands a secret over in a file of its own.
        let read = std::fs::read_to_string(&it.value)
            .map_err(|error| Error::Asked(format!("{} cannot be read ({error}).", it.value)))?;
        said.push(Said { name: secret, value: read.trim().to_owned(), origin: it.origin });
    }
    Settings::of(&said).and_then(Settings::checked).map_err(Error::Asked)
}

/// The effective settings a line each: name, value, where it comes from; secrets are masked.
///
/// # Errors
/// Those of [`settled`], after the lines, which `tell` is given in any case.
pub fn check(typed: Vec<Said>, tell: impl Fn(&str)) -> Result<String, Error> {
    let said = said(typed)?;
    for setting in SETTINGS {
        match said.iter().find(|it| it.name == setting.name) {
            Some(it) => tell(&format!("{} = {} ({})", it.name, it.shown(), it.origin)),
            None => tell(&format!("{} is not set", setting.name)),
        }
    }
    let settings = settled_of(&said)?;
    crate::serve::check(&settings)?;
    Ok("It can be served so.\n".to_owned())
}
