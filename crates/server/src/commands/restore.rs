//! `betang restore`: a backup into an empty data folder.

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
    let file = args.file.display().to_string();
    store_sql::restore(&args.file, &args.data.folder).map_err(|error| match error {
        SqlError::NotEmpty(_) => Complaint::new("restore-filled").with("folder", args.data.folder.display()),
        SqlError::Missing(_) => Complaint::new("file-unreadable")
            .with("file", &file)
            .with("message", shell.text.t("no-such-file")),
        SqlError::InUse { .. } => folder.complaint(error),
        error => Complaint::new("restore-refused").with("file", &file).with("message", error),
    })?;
    // A backup of an earlier version is brought up to date now, not at the first start in the field.
    let unit = folder.write().await?;
    shell.say("restore-done", &[("file", file), ("unit", unit.code.to_string())])?;
    Ok(Code::Ok)
}
