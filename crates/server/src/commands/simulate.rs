//! `betang simulate`: invented people in an empty data folder, for trials, tests and benchmarks.

use jiff::civil::Date;
use simulator::{Plan, simulate};

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::{Folder, Unit},
    shell::Shell,
};

/// Entries in one transaction.
const BATCH: usize = 2_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=50))]
    years: u16,
    #[arg(long, default_value_t = 14, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=100_000))]
    villages: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pregnancies a year.
    #[arg(long, value_name = "N")]
    pregnancies: Option<u32>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let per_village = u32::try_from(args.villages * 18).unwrap_or(u32::MAX);
    let plan = Plan {
        years: args.years,
        villages: args.villages,
        seed: args.seed,
        until: args.until.unwrap_or_else(|| Clock::of(None).today()),
        pregnancies_per_year: args.pregnancies.unwrap_or(if args.villages == 14 { 250 } else { per_village }),
    };
    let folder = Folder::new(&args.data.folder);
    let unit = folder.begin(&domain::ids::UnitCode(simulator::ground::UNIT_CODE.to_owned())).await?;
    let entries = fill(&unit, &plan).await?;
    shell.say("simulate-done", &[("entries", entries.to_string())])?;
    Ok(Code::Ok)
}

/// Appends the notes of a simulation; answers how many.
pub(crate) async fn fill(unit: &Unit, plan: &Plan) -> Result<usize, Complaint> {
    let mut notes = simulate(plan);
    let mut count = 0;
    loop {
        let batch: Vec<_> = notes.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(count);
        }
        count += batch.len();
        unit.append(&batch).await?;
    }
}
