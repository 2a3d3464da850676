//! `betang report`: the monthly report LB3-KIA and the local area monitoring PWS, as workbooks.

use std::{fs, io::Write, path::PathBuf};

use domain::{indicators::Month, rules::Rules};
use exchange::reports::{Mapping, Numbers, Stretch, lb3, pws};

use super::export::create;
use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    folder::Folder,
    loaded::Loaded,
    shell::Shell,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Of {
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<Month>,
    #[arg(long)]
    quarter: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lb3Args {
    #[command(flatten)]
    of: Of,
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
}

pub(crate) async fn monthly(args: Lb3Args, shell: Shell) -> Result<Code, Complaint> {
    let own = args.mapping.as_deref().map(mapping).transpose()?;
    let mapping = own.as_ref().unwrap_or_else(|| Mapping::builtin());
    let loaded = args.of.load().await?;
    let register = &loaded.register;
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let on = Clock::of(register.unit().map(|unit| &**unit)).today();
    let workbook = lb3::workbook(register, &rules, on, mapping, args.of.stretch(on));
    args.of.write(workbook.map_err(|error| error.to_string()), shell)
}

pub(crate) async fn monitoring(args: Of, shell: Shell) -> Result<Code, Complaint> {
    let loaded = args.load().await?;
    let register = &loaded.register;
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let on = Clock::of(register.unit().map(|unit| &**unit)).today();
    let stretch = args.stretch(on);
    let numbers = Numbers::of(register, &rules, on, stretch.last());
    let workbook = pws::workbook(&numbers.sums(), stretch);
    args.write(workbook.map_err(|error| error.to_string()), shell)
}

/// A unit's own form.
fn mapping(path: &std::path::Path) -> Result<Mapping, Complaint> {
    let wrong = |message: String| {
        Complaint::new("mapping-wrong").with("file", path.display()).with("message", message)
    };
    let text = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    Mapping::read(&text).map_err(|error| wrong(error.to_string()))
}

impl Of {
    async fn load(&self) -> Result<Loaded, Complaint> {
        let unit = Folder::new(&self.data.folder).read().await?;
        Ok(Loaded::from(&*unit.store).await?)
    }

    /// The month asked for, or the last that is over.
    fn stretch(&self, on: jiff::civil::Date) -> Stretch {
        let month = self.month.unwrap_or_else(|| Month::of(on).plus(-1));
        if self.quarter { Stretch::Quarter(month) } else { Stretch::Month(month) }
    }

    fn write(&self, workbook: Result<Vec<u8>, String>, shell: Shell) -> Result<Code, Complaint> {
        let file = self.file.display().to_string();
        let failed =
            |message: String| Complaint::new("file-unwritable").with("file", &file).with("message", message);
        let workbook = workbook.map_err(failed)?;
        create(&self.file)?.write_all(&workbook).map_err(|error| failed(error.to_string()))?;
        shell.say("export-done", &[("file", file.clone())])?;
        Ok(Code::Ok)
    }
}
