//! `betang report`: the monthly report LB3-KIA and the local area monitoring PWS, as workbooks; and the table by
//! which the monthly report is laid out.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use domain::{indicators::Month, rules::Rules};
use exchange::reports::{Fault, Mapping, Numbers, Stretch, lb3, pws};
use jiff::civil::Date;

use super::{export::create, indicators::begun, state};
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
    let own = args.mapping.as_deref().map(|path| own(path, shell)).transpose()?;
    let mapping = own.as_ref().unwrap_or_else(|| Mapping::builtin());
    let loaded = args.of.load().await?;
    let register = &loaded.register;
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let on = Clock::of(register.unit().map(|unit| &**unit)).today();
    let workbook = lb3::workbook(register, &rules, on, mapping, args.of.stretch(on)?);
    args.of.write(workbook.map_err(|error| error.to_string()), shell)?;
    Ok(state::unread(&loaded, shell))
}

pub(crate) async fn monitoring(args: Of, shell: Shell) -> Result<Code, Complaint> {
    let loaded = args.load().await?;
    let register = &loaded.register;
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let on = Clock::of(register.unit().map(|unit| &**unit)).today();
    let stretch = args.stretch(on)?;
    let numbers = Numbers::of(register, &rules, on, stretch.last());
    let workbook = pws::workbook(&numbers.sums(), stretch);
    args.write(workbook.map_err(|error| error.to_string()), shell)?;
    Ok(state::unread(&loaded, shell))
}

/// The table compiled in, as a text to begin one's own with.
pub(crate) fn mapping(shell: Shell) -> Result<Code, Complaint> {
    // Its last line ends as lines do.
    shell.line(Mapping::builtin_text().trim_end())?;
    Ok(Code::Ok)
}

/// A unit's own form.
fn own(path: &Path, shell: Shell) -> Result<Mapping, Complaint> {
    let unreadable = |error: std::io::Error| {
        Complaint::new("file-unreadable").with("file", path.display()).with("message", error)
    };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    Mapping::read(&text).map_err(|bad| {
        let (key, detail) = fault(&bad.fault);
        let complaint = Complaint::new("mapping-wrong").with("file", path.display()).with("line", bad.line);
        let message = shell.text.with(key, &[("detail", detail)]);
        complaint.with("column", bad.column).with("message", message)
    })
}

/// The key of what is wrong with a form, and what it is about.
fn fault(fault: &Fault) -> (&'static str, String) {
    let (key, detail) = match fault {
        Fault::Unreadable(detail) => ("mapping-unreadable", detail.as_str()),
        Fault::Empty => ("mapping-empty", ""),
        Fault::Missing(detail) => ("mapping-missing", *detail),
        Fault::Twice => ("mapping-twice", ""),
        Fault::NotOne => ("mapping-not-one", ""),
        Fault::Mark(detail) => ("mapping-mark", detail.as_str()),
        Fault::Target(detail) => ("mapping-target", detail.as_str()),
        Fault::Figure(detail) => ("mapping-figure", detail.as_str()),
        Fault::Sex => ("mapping-sex", ""),
        Fault::Mixed => ("mapping-mixed", ""),
        Fault::Beside => ("mapping-beside", ""),
        Fault::Sheet(detail) => ("mapping-sheet", detail.as_str()),
    };
    (key, detail.to_owned())
}

impl Of {
    async fn load(&self) -> Result<Loaded, Complaint> {
        let unit = Folder::new(&self.data.folder).read().await?;
        Ok(Loaded::from(&*unit.store).await?)
    }

    /// The month or quarter asked for, or the last that is over.
    fn stretch(&self, on: Date) -> Result<Stretch, Complaint> {
        let back = if self.quarter { -3 } else { -1 };
        let month = self.month.unwrap_or_else(|| Month::of(on).plus(back));
        let stretch = if self.quarter { Stretch::Quarter(month) } else { Stretch::Month(month) };
        begun(stretch.months().first, on).map(|_| stretch)
    }

    fn write(&self, workbook: Result<Vec<u8>, String>, shell: Shell) -> Result<(), Complaint> {
        let file = self.file.display().to_string();
        let failed =
            |message: String| Complaint::new("file-unwritable").with("file", &file).with("message", message);
        let workbook = workbook.map_err(failed)?;
        create(&self.file)?.write_all(&workbook).map_err(|error| failed(error.to_string()))?;
        shell.say("export-done", &[("file", file.clone())])
    }
}
