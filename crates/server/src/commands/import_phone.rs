//! `betang import phone`: a file of entries that a phone could not send.

use std::{fs, path::PathBuf, sync::Arc};

use app::World;
use serde::Serialize;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    shell::Shell,
    web::phones::{Problem, hand_in},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    phone: &'a str,
    new: usize,
    known: usize,
    held: usize,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).write().await?;
    let file = fs::read(&args.file).map_err(|error| {
        Complaint::new("file-unreadable").with("file", args.file.display()).with("message", error)
    })?;
    let clock = Clock::of(None);
    let world = World::open(unit.code.clone(), unit.store.clone(), Arc::new(clock.clone())).await?;
    clock.follow(world.register().unit().map(|unit| &**unit));
    let ledger = unit.database.accounts(&unit.code);
    let done = hand_in(&world, &ledger, &file, |_| true).await;
    let done = done.map_err(|problem| refused(&problem, &args, shell))?;
    let row = Row {
        name: &done.user.name,
        phone: &done.device.label,
        new: done.new,
        known: done.known,
        held: done.held,
    };
    if args.json {
        shell.json(&row)?;
    } else {
        let from = [("name", row.name.to_owned()), ("phone", row.phone.to_owned())];
        shell.say("import-phone-from", &from)?;
        let counts = [
            ("import-phone-new", done.new),
            ("import-phone-known", done.known),
            ("import-phone-held", done.held),
        ];
        for (key, entries) in counts {
            shell.say(key, &[("entries", entries.to_string())])?;
        }
    }
    Ok(if done.held == 0 { Code::Ok } else { Code::Held })
}

fn refused(problem: &Problem, args: &Args, shell: Shell) -> Complaint {
    match problem {
        Problem::Failed(message) => Complaint::new("store-failed").with("message", message),
        Problem::Unfit(unfit) => {
            let reason = shell.app_text().t(unfit.key());
            Complaint::new("import-phone-refused").with("file", args.file.display()).with("reason", reason)
        }
    }
}
