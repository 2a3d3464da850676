//! `betang indicators`: every indicator of a month by village and in total, for other programs.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::ValueEnum;
use domain::{ids::VillageCode, indicators::Month, rules::Rules};
use exchange::reports::{Listing, Numbers};
use jiff::civil::Date;

use super::{export::create, state};
use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    loaded::Loaded,
    shell::{Shell, unwritable},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<Month>,
    #[arg(long, value_name = "CODE")]
    village: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Csv,
    Xlsx,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).read().await?;
    let loaded = Loaded::from(&*unit.store).await?;
    let register = &loaded.register;
    let described = register.unit().map(|unit| &**unit);
    let on = Clock::of(described).today();
    let month = begun(args.month.unwrap_or_else(|| Month::of(on).plus(-1)), on)?;
    let village = args.village.map(|code| VillageCode::new(&code));
    if let Some(code) = village.as_ref().filter(|code| !register.villages().contains_key(*code)) {
        return Err(Complaint::new("village-unknown").with("code", code));
    }
    let rules = Rules::of(described);
    let numbers = Numbers::of(register, &rules, on, month);
    let listing = Listing::of(&numbers.sums(), month, village.as_ref());
    let failed = |message: String| Complaint::new("unwritable").with("message", message);
    let bytes = match args.format {
        Format::Json => listing.to_json().map_err(|error| failed(error.to_string()))?.into_bytes(),
        Format::Csv => listing.to_csv().into_bytes(),
        Format::Xlsx => listing.to_xlsx().map_err(|error| failed(error.to_string()))?,
    };
    match &args.out {
        Some(path) => create(path)?.write_all(&bytes).map_err(unwritable)?,
        None => io::stdout().lock().write_all(&bytes).map_err(unwritable)?,
    }
    Ok(state::unread(&loaded, shell))
}

/// A month that has begun: of a later one nothing is known, and nothing counted would be taken for zero.
pub(super) fn begun(month: Month, today: Date) -> Result<Month, Complaint> {
    if month.first() > today {
        return Err(Complaint::new("month-ahead").with("month", month));
    }
    Ok(month)
}
