//! `betang backup`: a consistent copy of everything, also while the server runs.

use std::path::PathBuf;

use store_sql::SqlError;

use crate::{
    cli::Data,
    complaint::{Code, Complaint},
    folder::Folder,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let folder = Folder::new(&args.data.folder);
    let unit = folder.read().await?;
    unit.database.backup(&args.file).await.map_err(|error| match error {
        SqlError::NotEmpty(_) => Complaint::new("file-exists").with("file", args.file.display()),
        SqlError::Io(_, error) => {
            Complaint::new("file-unwritable").with("file", args.file.display()).with("message", error)
        }
        error => folder.complaint(error),
    })?;
    shell.say("backup-done", &[("file", args.file.display().to_string())])?;
    Ok(Code::Ok)
}
