//! The binary `roundtable`: arguments in, words out, and nothing that could be called logic.

mod arguments;
mod progress;
mod settings;

use app::backup;
use app::config::{self, Said};
use app::effect;
use app::flow_page::{self, Summary};
use arguments::{
    Arguments, Command, ConfigCommand, DemoArguments, EffectArguments, FlowArguments, PersonCommand,
};
use clap::Parser;
use progress::Progress;
use std::io::Write;
use std::panic::catch_unwind;
use std::process::ExitCode;

/// What was asked cannot be done; the sentence says why.
const REFUSED: u8 = 1;
/// The program itself is at fault.
const OUR_FAULT: u8 = 3;

// Wrong use ends inside `parse`, with code 2.
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match catch_unwind(|| run(arguments.into())) {
        Ok(Ok(text)) => print(&text),
        Ok(Err(error)) => complain(&error.to_string(), REFUSED),
        Err(_) => complain(
            "This is our fault, not yours. Please tell us what you asked for and the lines above.",
            OUR_FAULT,
        ),
    }
}

fn run(command: Command) -> Result<String, app::Error> {
    match command {
        Command::Flow(arguments) => flow(arguments),
        Command::Effect(arguments) => effect(arguments),
        Command::Serve(arguments) => serve(arguments.0),
        Command::Config(ConfigCommand::Check(it)) => config::check(it.0, tell),
        Command::Demo(arguments) => demo(arguments),
        Command::Person(PersonCommand::Reset(it)) => {
            app::serve::wait_for(app::reset(config::place(it.place.0)?, &it.email))
        }
        Command::Backup(it) => {
            let place = config::place(it.place.0)?;
            app::serve::wait_for(backup::backup(&place, &it.file, it.with_key))
        }
        Command::Restore(it) => {
            let place = config::place(it.place.0)?;
            app::serve::wait_for(backup::restore(&it.file, &place))
        }
        Command::Verify(it) => {
            let file = match it.file {
                Some(file) => file,
                None => config::place(it.place.0)?.folder,
            };
            app::serve::wait_for(backup::verify(&file))
        }
    }
}

fn serve(said: Vec<Said>) -> Result<String, app::Error> {
    app::serve::wait_for(app::serve::serve(config::settled(said)?, tell))?;
    Ok(String::new())
}

fn demo(arguments: DemoArguments) -> Result<String, app::Error> {
    app::serve::wait_for(app::serve::serve_demo(arguments.folder, arguments.listen, tell))?;
    Ok(String::new())
}

/// A line for whoever started it.
fn tell(line: &str) {
    // Whoever closed the pipe does not want to know.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn flow(arguments: FlowArguments) -> Result<String, app::Error> {
    let FlowArguments { source, horizon, json, list, written, suggest_workflow } = arguments;
    let mut progress = Progress::of(&source.paths);
    let mut progress = |bytes, events| progress.report(bytes, events);
    let words = |it: &Summary| if json { flow_page::json(it) } else { flow_page::text(it) };
    if suggest_workflow {
        return app::source::suggest_workflow(&source.into(), &mut progress);
    }
    if list {
        return flow_page::list(&source.into(), &mut progress);
    }
    if !written.any() {
        let summary = flow_page::summarise(&source.into(), horizon.into(), &mut progress)?;
        return Ok(words(&summary));
    }
    let (summary, report) = flow_page::report(&source.into(), horizon.into(), &mut progress)?;
    written.write(&report)?;
    Ok(words(&summary))
}

fn effect(arguments: EffectArguments) -> Result<String, app::Error> {
    let EffectArguments { source, change, control, json, written } = arguments;
    let mut progress = Progress::of(&source.paths);
    let mut progress = |bytes, events| progress.report(bytes, events);
    let words = |it: &effect::Report| if json { effect::json(it) } else { effect::text(it) };
    if !written.any() {
        return Ok(words(&effect::compare(&source.into(), change, control, &mut progress)?));
    }
    let (told, report) = effect::report(&source.into(), change, control, &mut progress)?;
    written.write(&report)?;
    Ok(words(&told))
}

fn print(text: &str) -> ExitCode {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            complain(&format!("The result cannot be written ({error})."), REFUSED)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn complain(sentence: &str, code: u8) -> ExitCode {
    // Nothing is left to do when even this cannot be written.
    let _ = writeln!(std::io::stderr().lock(), "{sentence}");
    ExitCode::from(code)
}
