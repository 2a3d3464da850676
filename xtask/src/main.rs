//! What a person or CI types: `cargo xtask COMMAND`.
//!
//! Each command is a file; [`run`] starts other programs, [`tools`] finds or installs them.
//!
//! Never: contains anything that the program needs when it runs.
#![expect(clippy::print_stdout, reason = "a command line answers on standard output")]

mod bench;
mod browser;
mod house;
mod papers;
mod program;
mod run;
mod site;
mod test;
mod tidy;
mod tools;
mod wasm;
mod weigh;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  demo [ARGUMENTS]    builds what is needed, starts Betang with the example unit at 127.0.0.1:8080
                      and prints address and logins; ARGUMENTS go to `betang demo`
  serve [ARGUMENTS]   builds the program and starts `betang serve`; as: --data DIR --listen ADDRESS
  test                installs what the tests need, once, and runs everything; CI calls this
  bench [NAME...]     the benchmarks, as figures and as ratios to a reference of the same run
  tidy                the rules of the house that the compiler does not know
  wasm [--dev] [--weigh]
                      builds the phone's program into target/site; --dev for tests, quick to build
                      again; --weigh tells what a phone downloads and which crates weigh
  papers [DIR]        every paper of the example as PDF, and its pages as pictures, into DIR (target/papers)
  shots [PATH...]     pictures of pages of the demo at both widths, into target/shots

Exit codes: 0 done, 1 something failed, 2 the command was not understood.";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    if let Err(error) = run::go_to_root() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    let outcome = match command.as_deref() {
        Some("demo") => program::demo(&rest),
        Some("serve") => program::serve(&rest),
        Some("test") => test::test(),
        Some("bench") => bench::bench(&rest),
        Some("tidy") => tidy::tidy(),
        Some("wasm") => wasm::command(&rest),
        Some("papers") => papers::papers(&rest),
        Some("shots") => browser::shots(&rest),
        Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
