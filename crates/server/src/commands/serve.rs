//! `betang serve`: the pages of a unit on the network.

use std::path::PathBuf;

use domain::ids::UnitCode;
use uuid::Uuid;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    shell::Shell,
    web::{
        self, Site,
        accounts::{Desk, Front},
        phone_program::PhoneProgram,
        run,
    },
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    #[arg(long, value_name = "DIR", hide = true)]
    phone_program: Option<PathBuf>,
    #[arg(long)]
    https: bool,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let (listener, address) = run::bind(&args.listen).await?;
    let folder = Folder::new(&args.data.folder);
    // A unit that is described on the first page gets its code here; nobody needs to read it.
    let fresh = UnitCode(format!("unit-{}", Uuid::now_v7().simple()));
    let unit = if folder.is_empty()? { folder.begin(&fresh).await? } else { folder.write().await? };
    let desk = Desk::new(unit.database.accounts(&unit.code), Front { https: args.https });
    let program = PhoneProgram::new(args.phone_program.as_deref());
    if !program.is_complete() {
        shell.remark("no-phones", &[]);
    }
    let site = Site::open(&unit, &Clock::of(None), desk, program).await?;
    match site.beginning.path() {
        Some(path) => shell.say("serve-begin", &[("address", format!("http://{address}{path}"))])?,
        None => shell.say("serve-at", &[("address", format!("http://{address}/"))])?,
    }
    run::serve(listener, web::router(&site)).await?;
    site.close().await;
    Ok(Code::Ok)
}
