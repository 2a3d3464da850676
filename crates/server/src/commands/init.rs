//! `betang init`: a new unit from a file that describes it.

use std::path::PathBuf;

use app::Outside;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    shell::Shell,
    unit_file::UnitFile,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "UNIT.toml")]
    unit: PathBuf,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let text = std::fs::read_to_string(&args.unit).map_err(|error| {
        Complaint::new("file-unreadable").with("file", args.unit.display()).with("message", error)
    })?;
    let file = UnitFile::read(&text)?;
    let clock = Clock::of(Some(&file.unit));
    let unit = Folder::new(&args.data.folder).begin(&file.code()).await?;
    unit.append(&file.notes(clock.now(), || clock.id())).await?;
    let counts = [("name", file.unit.name.clone()), ("villages", file.villages.len().to_string())];
    shell.say("init-done", &counts)?;
    if file.assumed > 0 {
        shell.remark("init-assumed", &[("villages", file.assumed.to_string())]);
    }
    shell.remark("init-next", &[("folder", args.data.folder.display().to_string())]);
    Ok(Code::Ok)
}
