//! The `betang` program: command line, configuration, wiring of the pages to the log.
//!
//! Never: contains a page or a rule.

mod authority;
mod certificates;
mod cli;
mod clock;
mod commands;
mod complaint;
mod door;
mod folder;
mod importing;
mod loaded;
mod messages;
mod names;
mod passwords;
mod private_file;
mod shell;
mod text;
mod trust;
mod unit_file;
mod web;

use std::process::ExitCode;

use crate::{
    cli::{Cli, Command, Export, Import, Report, User},
    complaint::{Code, Complaint},
    shell::Shell,
    text::Text,
};

/// Runs the command of the process' arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli = match cli::parse(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no failures; clap knows which stream each belongs to.
            let code = if error.use_stderr() { Code::Usage } else { Code::Ok };
            let _ = error.print();
            return ExitCode::from(code as u8);
        }
    };
    let shell = Shell { text: Text::of(&cli.lang) };
    let code = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(cli, shell)),
        Err(error) => Err(Complaint::new("no-runtime").with("message", error)),
    };
    ExitCode::from(code.unwrap_or_else(|complaint| shell.complain(&complaint)) as u8)
}

async fn run(cli: Cli, shell: Shell) -> Result<Code, Complaint> {
    match cli.command {
        Command::Init(args) => commands::init::run(args, shell).await,
        Command::Serve(args) => commands::serve::run(args, shell).await,
        Command::Demo(args) => commands::demo::run(args, shell).await,
        Command::Import(Import::Cohort(args)) => commands::import::run(args, shell).await,
        Command::Import(Import::Phone(args)) => commands::import_phone::run(args, shell).await,
        Command::Export(Export::Cohort(args)) => commands::export::cohort(args, shell).await,
        Command::Export(Export::Log(args)) => commands::export::log(args, shell).await,
        Command::Indicators(args) => commands::indicators::run(args, shell).await,
        Command::Report(Report::Lb3(args)) => commands::report::monthly(args, shell).await,
        Command::Report(Report::Pws(args)) => commands::report::monitoring(args, shell).await,
        Command::Report(Report::Mapping) => commands::report::mapping(shell),
        Command::State(args) => commands::state::run(args, shell).await,
        Command::Replay(args) => commands::replay::run(args, shell).await,
        Command::Backup(args) => commands::backup::run(args, shell).await,
        Command::Restore(args) => commands::restore::run(args, shell).await,
        Command::Check(args) => commands::check::run(args, shell).await,
        Command::Certificate(args) => commands::certificate::run(&args, shell),
        Command::User(User::Add(args)) => commands::user::add(args, shell).await,
        Command::User(User::List(args)) => commands::user::list(args, shell).await,
        Command::User(User::Disable(args)) => commands::user::disable(args, shell).await,
        Command::Simulate(args) => commands::simulate::run(args, shell).await,
    }
}
