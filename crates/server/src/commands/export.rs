//! `betang export`: the log as JSON Lines, the cohort register as a workbook.

use std::{
    fs::OpenOptions,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use exchange::cohort::export;
use store::{Seq, Store, jsonl};

use crate::{
    cli::Data,
    complaint::{Code, Complaint},
    folder::{Folder, Unit},
    loaded::Loaded,
    shell::{Shell, unwritable},
};

/// How many entries are read at once.
const READ_AHEAD: usize = 5_000;

#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) async fn log(args: LogArgs, _shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).read().await?;
    match &args.out {
        None => write_log(&unit, BufWriter::new(io::stdout().lock())).await?,
        Some(path) => write_log(&unit, BufWriter::new(create(path)?)).await?,
    }
    Ok(Code::Ok)
}

#[derive(Debug, clap::Args)]
pub(crate) struct CohortArgs {
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

pub(crate) async fn cohort(args: CohortArgs, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).read().await?;
    let register = Loaded::from(&*unit.store).await?.register;
    let file = args.file.display().to_string();
    let failed =
        |message: String| Complaint::new("file-unwritable").with("file", &file).with("message", message);
    let workbook = export::workbook(&register).map_err(|error| failed(error.to_string()))?;
    create(&args.file)?.write_all(&workbook).map_err(|error| failed(error.to_string()))?;
    shell.say("export-done", &[("file", file.clone())])?;
    Ok(Code::Ok)
}

async fn write_log(unit: &Unit, mut out: impl Write) -> Result<(), Complaint> {
    let mut after: Seq = 0;
    loop {
        let batch = unit.store.read(after, READ_AHEAD).await?;
        let Some(last) = batch.last() else { break };
        after = last.seq;
        jsonl::write(&mut out, &batch).map_err(unwritable)?;
    }
    out.flush().map_err(unwritable)
}

/// Makes a file that is not there yet.
pub(super) fn create(path: &Path) -> Result<std::fs::File, Complaint> {
    OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Complaint::new("file-exists").with("file", path.display()),
        _ => Complaint::new("file-unwritable").with("file", path.display()).with("message", error),
    })
}
