//! `betang import cohort`: a cohort register from a workbook or CSV files.

use std::{path::PathBuf, time::Duration};

use domain::ids::AuthorId;
use exchange::cohort::{Issue, Lang, Plan};
use indicatif::{ProgressBar, ProgressStyle};
use store::Store;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::{Folder, Unit},
    importing::{self, Importer},
    loaded::Loaded,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    let lang = shell.import_lang();
    let folder = Folder::new(&args.data.folder);
    let unit = if args.dry_run { folder.read().await? } else { folder.write().await? };
    let workbook = importing::read(&args.file, lang)?;
    let register = Loaded::from(&*unit.store).await?.register;
    let clock = Clock::of(register.unit().map(|unit| &**unit));
    let importer = Importer { unit: &unit.code, clock: &clock, author: AuthorId::SYSTEM };
    // Draws nothing where standard error is no terminal.
    let bar = ProgressBar::new(0).with_style(style());
    let plan = importer.plan(&workbook, &register, &mut |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.enable_steady_tick(Duration::from_millis(100));
    if !args.dry_run {
        let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        keep(&unit, &importer, &plan, &name).await?;
    }
    bar.finish_and_clear();
    if args.json {
        shell.json(&plan.to_json(lang))?;
    } else {
        tell(&plan, args.dry_run, lang, shell)?;
    }
    Ok(if plan.held.is_empty() { Code::Ok } else { Code::Held })
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:30} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Appends what is new and holds what was not taken.
async fn keep(unit: &Unit, importer: &Importer<'_>, plan: &Plan, file: &str) -> Result<(), Complaint> {
    unit.append(&plan.notes).await?;
    unit.store.hold(&importer.held(plan, file)).await?;
    Ok(())
}

fn tell(plan: &Plan, dry_run: bool, lang: Lang, shell: Shell) -> Result<(), Complaint> {
    for (sheet, rows) in &plan.taken {
        shell.say("import-taken", &[("sheet", sheet.name().to_owned()), ("rows", rows.to_string())])?;
    }
    for (key, issues) in [("import-held", &plan.held), ("import-warned", &plan.warnings)] {
        if !issues.is_empty() {
            shell.say(key, &[("rows", issues.len().to_string())])?;
        }
        for issue in issues {
            shell.line(&line(issue, lang))?;
        }
    }
    let key = if dry_run { "import-would-write" } else { "import-wrote" };
    shell.say(key, &[("entries", plan.notes.len().to_string())])
}

fn line(issue: &Issue, lang: Lang) -> String {
    let Issue { sheet, row, column, value, reason, .. } = issue;
    let (sentence, hint) = (reason.sentence(lang), reason.hint(lang));
    format!("  {} {row}, {column} \"{value}\": {sentence} {hint}", sheet.name())
}
