//! The command line: what can be typed, in the language of who types it.

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{commands, text::Text};

/// The command line. Its words are in `text/*.ftl`.
#[derive(Debug, Parser)]
#[command(name = "betang", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Language of the texts.
    #[arg(long, global = true, env = "BETANG_LANG", hide_env_values = true, value_parser = ["id", "en"], default_value = "id")]
    pub(crate) lang: String,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands, one file each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(commands::init::Args),
    Serve(commands::serve::Args),
    Certificate(commands::certificate::Args),
    Demo(commands::demo::Args),
    #[command(subcommand, arg_required_else_help = true)]
    Import(Import),
    #[command(subcommand, arg_required_else_help = true)]
    Export(Export),
    Indicators(commands::indicators::Args),
    #[command(subcommand, arg_required_else_help = true)]
    Report(Report),
    State(commands::state::Args),
    Replay(commands::replay::Args),
    Backup(commands::backup::Args),
    Restore(commands::restore::Args),
    Check(commands::check::Args),
    #[command(subcommand, arg_required_else_help = true)]
    User(User),
    Simulate(commands::simulate::Args),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    Cohort(commands::import::Args),
    Phone(commands::import_phone::Args),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    Cohort(commands::export::CohortArgs),
    Log(commands::export::LogArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    Lb3(commands::report::Lb3Args),
    Pws(commands::report::Of),
    Mapping,
}

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    Add(commands::user::AddArgs),
    List(commands::user::ListArgs),
    Disable(commands::user::DisableArgs),
}

/// The data folder of a unit.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Data {
    /// The folder.
    #[arg(long = "data", value_name = "DIR", env = "BETANG_DATA", hide_env_values = true)]
    pub(crate) folder: PathBuf,
}

/// Reads the command line; help and mistakes of usage are shown in the language asked for.
pub(crate) fn parse(arguments: &[std::ffi::OsString]) -> Result<Cli, clap::Error> {
    let text = Text::of(&language(arguments));
    let command = localised(Cli::command(), "", text);
    let matches = command.try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
}

/// The whole command, for the reference in `docs/cli.md`.
#[cfg(test)]
pub(crate) fn whole(tag: &str) -> clap::Command {
    localised(Cli::command(), "", Text::of(tag))
}

/// The language, before clap has read anything.
fn language(arguments: &[std::ffi::OsString]) -> String {
    let words: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let flag = words.iter().enumerate().find_map(|(at, word)| match *word {
        "--lang" => words.get(at + 1).copied(),
        word => word.strip_prefix("--lang="),
    });
    flag.map(str::to_owned).or_else(|| std::env::var("BETANG_LANG").ok()).unwrap_or_default()
}

fn localised(mut command: clap::Command, path: &str, text: &'static Text) -> clap::Command {
    let key = |kind: &str| format!("{kind}{path}");
    command = command
        .about(text.find(&key("about")).unwrap_or_default())
        .after_help(text.find(&key("example")).unwrap_or_default())
        .subcommand_help_heading(text.t("help-commands"))
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            text.t("help-usage")
        ))
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(text.t("arg-help")),
        );
    if path.is_empty() {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(text.t("arg-version")),
        );
    }
    command
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "help-arguments" } else { "help-options" };
            let words = text.t(&format!("arg-{}", arg.get_id().as_str().replace('_', "-")));
            arg.help(words).long_help(None).help_heading(text.t(heading))
        })
        .mut_subcommands(|sub| {
            let path = format!("{path}-{}", sub.get_name());
            localised(sub, &path, text)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_words_and_examples() {
        whole("id").debug_assert();
        for tag in ["id", "en"] {
            walk(&whole(tag), &mut |command| {
                assert!(
                    command.get_about().is_some_and(|about| !about.to_string().is_empty()),
                    "{}",
                    command.get_name()
                );
                assert!(
                    command.get_after_help().is_some_and(|help| !help.to_string().is_empty()),
                    "{}",
                    command.get_name()
                );
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("arg-"),
                        "{} {}",
                        command.get_name(),
                        arg.get_id()
                    );
                }
            });
        }
    }

    /// The reference, as Markdown.
    fn reference(command: clap::Command, path: &str) -> String {
        let mut command = command;
        let mut page =
            format!("\n## {path}\n\n```text\n{}\n```\n", command.render_help().to_string().trim_end());
        for sub in command.get_subcommands() {
            page += &reference(
                sub.clone().bin_name(format!("{path} {}", sub.get_name())),
                &format!("{path} {}", sub.get_name()),
            );
        }
        page
    }

    #[test]
    fn the_reference_is_what_help_says() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli.md");
        let head = "# The command line\n\nWhat `--help` says in English; without `--lang en` it is Indonesian. \
             `BETANG_WRITE_DOCS=1 cargo test -p server` writes this file.\n";
        let made = format!("{head}{}", reference(whole("en"), "betang"));
        if std::env::var_os("BETANG_WRITE_DOCS").is_some() {
            std::fs::write(file, &made).unwrap();
        }
        assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), made);
    }

    fn walk(command: &clap::Command, look: &mut impl FnMut(&clap::Command)) {
        look(command);
        command.get_subcommands().for_each(|sub| walk(sub, look));
    }
}
