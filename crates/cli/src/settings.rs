//! The settings as flags and variables of the environment: one for each that the product knows.

use app::config::{Kind, Origin, SETTINGS, Said, Setting};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

/// What was said of the settings; of those alone that say where the data are, if so wished.
#[derive(Debug)]
pub(crate) struct SettingsArguments<const OF_DATA: bool>(pub(crate) Vec<Said>);

fn chosen(of_data: bool) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(move |it| it.of_data || !of_data)
}

fn argument(setting: &'static Setting) -> Arg {
    let help = match setting.default {
        Some(default) => format!("{} [default: {default}]", setting.help),
        None => setting.help.to_owned(),
    };
    let argument = Arg::new(setting.name).long(setting.flag()).env(setting.variable()).help(help);
    match setting.kind {
        Kind::Switch => argument.num_args(0..=1).require_equals(true).default_missing_value("true"),
        Kind::Secret => argument.value_name(setting.value).hide_env_values(true),
        Kind::Text => argument.value_name(setting.value),
    }
}

impl<const OF_DATA: bool> Args for SettingsArguments<OF_DATA> {
    fn augment_args(command: Command) -> Command {
        command.args(chosen(OF_DATA).map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const OF_DATA: bool> FromArgMatches for SettingsArguments<OF_DATA> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut said = vec![];
        for setting in chosen(OF_DATA) {
            let origin = match matches.value_source(setting.name) {
                Some(ValueSource::CommandLine) => Origin::Flag,
                Some(ValueSource::EnvVariable) => Origin::Environment,
                _ => continue,
            };
            let value = matches.get_one::<String>(setting.name).cloned();
            let value = value.ok_or_else(|| Error::new(ErrorKind::MissingRequiredArgument))?;
            // A variable that is there and empty says nothing.
            if origin != Origin::Environment || !value.is_empty() {
                said.push(Said { name: setting.name, value, origin });
            }
        }
        Ok(Self(said))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
