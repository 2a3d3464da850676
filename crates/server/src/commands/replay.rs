//! `betang replay`: the state of an exported log, without a data folder.

use std::{fs::File, io::BufReader, path::PathBuf};

use jiff::civil::Date;
use store::jsonl::{self, Line};

use crate::{
    commands::state,
    complaint::{Code, Complaint},
    loaded::Loaded,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "LOG.jsonl")]
    log: PathBuf,
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let unreadable =
        |error| Complaint::new("file-unreadable").with("file", args.log.display()).with("message", error);
    let input = BufReader::new(File::open(&args.log).map_err(unreadable)?);
    let mut entries = Vec::new();
    let mut broken = 0;
    for line in jsonl::read(input) {
        match line.map_err(unreadable)? {
            Line::Entry(stored) => entries.push(stored.entry),
            Line::Broken(line) => {
                broken += 1;
                let told = [("line", line.number.to_string()), ("message", line.why.to_string())];
                shell.remark("replay-broken", &told);
            }
        }
    }
    let code = state::show(&Loaded::of(entries), args.on, shell)?;
    Ok(if broken > 0 { Code::Held } else { code })
}
