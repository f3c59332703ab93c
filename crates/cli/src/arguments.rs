//! The arguments as they are typed, and what they mean.

use crate::settings::SettingsArguments;
use app::flow_page::Horizon;
use app::source::{self, Date, DateOrder, Format, Moment, Request, Window};
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where managers who are peers work as a team.
#[derive(Parser)]
#[command(
    name = "roundtable",
    version,
    max_term_width = 100,
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Without a command it serves.
    #[command(flatten)]
    serve: SettingsArguments<false>,
}

impl From<Arguments> for Command {
    fn from(typed: Arguments) -> Self {
        typed.command.unwrap_or(Self::Serve(typed.serve))
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// How work flows: a summary of a tracker's export, in sentences and numbers
    Flow(FlowArguments),
    /// Whether a change made a difference: before and after, with open items counted
    Effect(EffectArguments),
    /// The table itself: peers, peer teams, whys; also what happens without a command
    Serve(SettingsArguments<false>),
    /// The table with a year of made-up peers at it, to look around; gone when it ends
    Demo(DemoArguments),
    /// The settings, for whoever has the server
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Accounts, for whoever has the server
    #[command(subcommand)]
    Person(PersonCommand),
    /// Copy the data into a file while they are in use, and read the copy again
    Backup(BackupArguments),
    /// Put a backup into a folder that holds no data yet
    Restore(RestoreArguments),
    /// Read a backup, or the data of a folder, from beginning to end: is it whole?
    Verify(VerifyArguments),
}

#[derive(Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the settings that hold and where each comes from, and whether it can be served so
    Check(SettingsArguments<false>),
}

#[derive(Subcommand)]
pub(crate) enum PersonCommand {
    /// Make a one-time link for somebody who has lost access, while the place may be in use
    Reset(ResetArguments),
}

#[derive(Args)]
pub(crate) struct ResetArguments {
    /// The e-mail address they sign in with
    pub(crate) email: String,
    #[command(flatten)]
    pub(crate) place: SettingsArguments<true>,
}

#[derive(Args)]
pub(crate) struct BackupArguments {
    /// The copy; it must not be there yet
    pub(crate) file: PathBuf,
    /// Copy the key, too, into FILE.key: whoever has both can read everything
    #[arg(long)]
    pub(crate) with_key: bool,
    #[command(flatten)]
    pub(crate) place: SettingsArguments<true>,
}

#[derive(Args)]
pub(crate) struct RestoreArguments {
    /// The backup; a key beside it, FILE.key, is put back, too
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) place: SettingsArguments<true>,
}

#[derive(Args)]
pub(crate) struct VerifyArguments {
    /// A backup, or a folder with data; without one, the folder that is served
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: SettingsArguments<true>,
}

#[derive(Args)]
pub(crate) struct DemoArguments {
    /// Keep it in this folder, which is made where it is missing
    #[arg(long = "in", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
}

#[derive(Args)]
pub(crate) struct FlowArguments {
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) horizon: HorizonArguments,
    /// Print the summary as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Print every item with its dates and days as CSV, to check the figures by hand
    #[arg(long, conflicts_with_all = ["json", "html", "svg"])]
    pub(crate) list: bool,
    #[command(flatten)]
    pub(crate) written: WrittenArguments,
    /// Print a workflow file as the export suggests it, to save and correct
    #[arg(long, conflicts_with_all = ["json", "list", "html", "svg"])]
    pub(crate) suggest_workflow: bool,
}

#[derive(Args)]
pub(crate) struct EffectArguments {
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    /// The first day of "after"
    #[arg(long, value_name = "DATE", value_parser = source::day)]
    pub(crate) change: Date,
    /// Work that the change did not touch, to compare with
    #[arg(long, value_name = "PATH")]
    pub(crate) control: Option<PathBuf>,
    /// Print the comparison as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) written: WrittenArguments,
}

/// What is written beside what is printed.
#[derive(Args)]
pub(crate) struct WrittenArguments {
    /// Write a report with its charts: one page that needs nothing else, to open, print or mail
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write each chart as an SVG file into a folder
    #[arg(long, value_name = "FOLDER")]
    svg: Option<PathBuf>,
}

impl WrittenArguments {
    /// Whether anything is to be written.
    pub(crate) fn any(&self) -> bool {
        self.html.is_some() || self.svg.is_some()
    }

    /// Writes what was asked for.
    pub(crate) fn write(&self, report: &app::Report) -> Result<(), app::Error> {
        self.html.iter().try_for_each(|file| report.write_page(file))?;
        self.svg.iter().try_for_each(|folder| report.write_pictures(folder))
    }
}

#[derive(Args)]
pub(crate) struct HorizonArguments {
    /// Forecast how many items get finished in so many days
    #[arg(long, value_name = "N", default_value_t = 30)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=3_660))]
    days: u32,
    /// Forecast when so many items are finished
    #[arg(long, value_name = "N", default_value_t = 30)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=100_000))]
    items: u32,
}

#[derive(Args)]
pub(crate) struct SourceArguments {
    /// Exports to read: files (also gzipped), directories, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The layout, where it is not recognised: events, start-finish, dates-per-state, jira, github,
    /// jira-csv, kanboard, gitlab, trello, azure-devops, linear, redmine
    #[arg(long)]
    format: Option<Format>,
    /// States, categories and rules, as --suggest-workflow writes them
    #[arg(long, value_name = "FILE.toml")]
    workflow: Option<PathBuf>,
    /// The state on whose entry the clock starts
    #[arg(long, value_name = "STATE")]
    start: Option<String>,
    /// The state on whose entry the clock stops
    #[arg(long, value_name = "STATE")]
    finish: Option<String>,
    /// How to read dates like 3/4/2026: day-first, month-first, year-first
    #[arg(long, value_name = "ORDER")]
    date_order: Option<DateOrder>,
    /// The team's time zone, such as Europe/Berlin (default: UTC)
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// As of when to tell: a day or an instant (default: the export's time, else its last event)
    #[arg(long, value_name = "WHEN")]
    now: Option<Moment>,
    /// Only these days, as 2026-01-01..2026-03-31; either end may be left open
    #[arg(long, value_name = "FROM..TO")]
    window: Option<Window>,
    /// Only items whose attribute has this value; may be given several times
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = source::filter)]
    filters: Vec<source::Filter>,
}

impl From<SourceArguments> for Request {
    fn from(typed: SourceArguments) -> Self {
        Self {
            paths: typed.paths,
            format: typed.format,
            workflow: typed.workflow,
            start: typed.start,
            finish: typed.finish,
            date_order: typed.date_order,
            time_zone: typed.time_zone,
            now: typed.now,
            window: typed.window,
            filters: typed.filters,
        }
    }
}

impl From<HorizonArguments> for Horizon {
    fn from(typed: HorizonArguments) -> Self {
        Self { days: typed.days, items: typed.items }
    }
}
