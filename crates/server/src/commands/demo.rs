//! `betang demo`: the example unit with invented people, for who has only the program.

use std::{path::Path, path::PathBuf, sync::Arc};

use app::Outside;
use domain::rights::Role;
use jiff::{Timestamp, civil::Date};
use simulator::{Member, Plan};
use store::Clock as StoreClock;
use store_sql::{Database, User};

use crate::{
    clock::Clock,
    commands::simulate,
    complaint::{Code, Complaint},
    door,
    folder::{Folder, Unit},
    passwords,
    shell::Shell,
    web::{
        self, Gateway, Site,
        accounts::{Desk, Front},
        phone_program::PhoneProgram,
        run,
    },
};

/// Everybody's password. It opens nothing but invented people.
const PASSWORD: &str = "betang-demo";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    #[arg(long, value_name = "DIR", hide = true)]
    phone_program: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    #[arg(long)]
    without_event: bool,
    #[arg(id = "demo-folder", long = "data", value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let plain = Clock::of(Some(&simulator::ground::unit()));
    let clock = match args.date {
        Some(date) => plain.set_to(date),
        None => plain,
    };
    // The port first: that it is taken is better told before the work than after it.
    let (listener, address) = run::bind(&args.listen).await?;
    door::must_stay_here(address)?;
    let scratch = tempfile::tempdir().map_err(|error| {
        Complaint::new("file-unwritable").with("file", std::env::temp_dir().display()).with("message", error)
    })?;
    let folder = args.data.as_deref().unwrap_or(scratch.path());
    let plan = Plan::example(clock.today());
    let unit = unit(folder, &plan, &clock, !args.without_event).await?;
    let desk = Desk::new(unit.database.accounts(&unit.code), Front::default());
    let program = PhoneProgram::new(args.phone_program.as_deref());
    if !program.is_complete() {
        shell.remark("no-phones", &[]);
    }
    let site = Site::open(&unit, &clock, desk, program, Gateway::StandIn).await?;
    shell.say("demo-at", &[("address", format!("http://{address}/"))])?;
    tell_logins(&plan, shell)?;
    run::hang_up_when_asked(&site);
    run::serve(listener, web::router(&site)).await?;
    site.close().await;
    Ok(Code::Ok)
}

/// The example unit, with its workshops, agreement and messages or before there were any; a folder that has one already
/// is taken as it is.
async fn unit(folder: &Path, plan: &Plan, clock: &Clock, with_event: bool) -> Result<Unit, Complaint> {
    let folder = Folder::new(folder);
    if !folder.is_empty()? {
        return folder.write().await;
    }
    let code = domain::ids::UnitCode(simulator::ground::UNIT_CODE.to_owned());
    let mut unit = folder.begin(&code).await?;
    let (now, clock) = (clock.now(), clock.clone());
    let received: StoreClock = Arc::new(move || clock.timestamp());
    unit.store = Arc::new(unit.database.log_with_clock(&code, received));
    simulate::fill(&unit, plan).await?;
    if with_event {
        let event = simulator::event(plan);
        unit.append(&event).await?;
        let known = simulator::simulate(plan).chain(event);
        unit.append(&simulator::messages(plan, known, now)).await?;
    }
    add_users(&unit.database, &unit, plan).await?;
    Ok(unit)
}

async fn add_users(database: &Database, unit: &Unit, plan: &Plan) -> Result<(), Complaint> {
    let failed = |message: String| Complaint::new("store-failed").with("message", message);
    let password = passwords::hash(PASSWORD).map_err(|error| failed(error.to_string()))?;
    let accounts = database.accounts(&unit.code);
    for Member { subject, author, login, role, villages, staff } in plan.staff() {
        let user = User {
            id: author,
            login,
            name: staff.name,
            role,
            villages,
            staff: Some(subject),
            password: password.clone(),
            disabled: false,
            must_change_password: false,
            created_at: Timestamp::now(),
        };
        accounts.add(user).await.map_err(|error| failed(error.to_string()))?;
    }
    Ok(())
}

/// One login of each role, the village midwives first.
fn tell_logins(plan: &Plan, shell: Shell) -> Result<(), Complaint> {
    shell.say("demo-logins", &[("password", PASSWORD.to_owned())])?;
    let staff = plan.staff();
    let villages = plan.ground();
    for role in [Role::Bidan, Role::Coordinator, Role::Head, Role::Office, Role::Sector] {
        for member in
            staff.iter().filter(|member| member.role == role).take(if role == Role::Bidan { 2 } else { 1 })
        {
            let home = villages
                .iter()
                .find(|village| member.villages.iter().any(|code| code.as_str() == village.code));
            let place = home.map(|village| format!(", {}", village.name)).unwrap_or_default();
            let words = shell.text.t(match role {
                Role::Bidan => "demo-bidan",
                Role::Coordinator => "demo-coordinator",
                Role::Head => "demo-head",
                Role::Office => "demo-office",
                Role::Sector | Role::District => "demo-sector",
            });
            shell.line(&format!("  {:<16} {words}{place}", member.login))?;
        }
    }
    shell.say("demo-stop", &[])
}
