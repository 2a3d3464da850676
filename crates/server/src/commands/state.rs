//! `betang state`: every pregnancy and child with what follows from what was noted, on a date.

use app::state::State;
use jiff::civil::Date;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    loaded::Loaded,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).read().await?;
    let loaded = Loaded::from(&*unit.store).await?;
    show(&loaded, args.on, shell)
}

/// Prints the state of a register; what could not be read is told beside it.
pub(crate) fn show(loaded: &Loaded, on: Option<Date>, shell: Shell) -> Result<Code, Complaint> {
    let unit = loaded.register.unit().map(|unit| &**unit);
    let on = on.unwrap_or_else(|| Clock::of(unit).today());
    shell.json(&State::of(&loaded.register, on))?;
    Ok(unread(loaded, shell))
}

/// Tells of what could not be read, where there is something.
pub(super) fn unread(loaded: &Loaded, shell: Shell) -> Code {
    if loaded.unreadable.is_empty() {
        return Code::Ok;
    }
    shell.remark("state-unreadable", &[("entries", loaded.unreadable.len().to_string())]);
    Code::Held
}
