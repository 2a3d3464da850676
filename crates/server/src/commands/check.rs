//! `betang check`: reads everything, verifies everything, says what is wrong.

use crate::{
    cli::Data,
    complaint::{Code, Complaint},
    folder::Folder,
    loaded::Loaded,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let folder = Folder::new(&args.data.folder);
    let unit = folder.read().await?;
    let database = unit.database.check().await.map_err(|error| folder.complaint(error))?;
    for complaint in &database {
        shell.say("check-database", &[("message", complaint.clone())])?;
    }
    let report = unit.store.verify().await.map_err(|error| folder.complaint(error))?;
    let mut wrong = database.len();
    for complaint in &report.complaints {
        let key = if complaint.is_only_newer() { "check-newer" } else { "check-log" };
        wrong += usize::from(!complaint.is_only_newer());
        shell.say(key, &[("message", complaint.to_string())])?;
    }
    let strays = strays(&unit, report.complaints.is_empty(), shell).await?;
    let counts = [("entries", report.entries.to_string()), ("wrong", (wrong + strays).to_string())];
    if wrong + strays > 0 {
        shell.say("check-wrong", &counts)?;
        return Ok(Code::Wrong);
    }
    shell.say("check-good", &counts)?;
    Ok(Code::Ok)
}

/// Entries about pregnancies or children that nobody ever noted; the fold shows them and drops none.
async fn strays(unit: &crate::folder::Unit, readable: bool, shell: Shell) -> Result<usize, Complaint> {
    if !readable {
        return Ok(0);
    }
    let register = Loaded::from(&*unit.store).await?.register;
    let strays: Vec<_> = register.families().flat_map(|family| &family.strays).collect();
    for record in &strays {
        let told = [("id", record.note.id.to_string()), ("kind", record.fact.kind().to_owned())];
        shell.say("check-stray", &told)?;
    }
    Ok(strays.len())
}
