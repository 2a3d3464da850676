//! From a workbook to notes: what is new, what is corrected, and what a person must look at.
//!
//! Nothing is written here. The plan is the same for the same workbook and register; ids are derived
//! from unit, mother, sheet and date, so that importing a file again finds what is already there.

mod births;
mod contacts;
mod deaths;
mod dukun;
mod ids;
mod known;
mod lists;
mod merge;
mod mother_row;
mod mothers;
mod newborns;
mod output;
mod postnatal;
mod reading;
mod visits;
mod woman;

use std::collections::BTreeMap;

use domain::{
    ids::{AuthorId, DeviceId, UnitCode},
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
};
use jiff::civil::Date;

pub use self::ids::number_of;
pub(super) use self::{ids::key_of, known::numbered, lists::factor};
use self::{known::Known, mothers::Mothers, output::Output};
use super::{issue::Issue, layout::SheetKind, read::Workbook};

/// Everything an import depends on besides the workbook.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// What is already believed.
    pub register: &'a Register,
    /// Whose register it is.
    pub unit: &'a UnitCode,
    /// The rules in force.
    pub rules: &'a Rules,
    /// Today; nothing in a register happened later.
    pub today: Date,
    /// Who imports.
    pub author: AuthorId,
    /// On which device.
    pub device: DeviceId,
    /// When.
    pub now: Moment,
}

/// What an import would do.
#[derive(Debug, Default, PartialEq)]
pub struct Plan {
    /// The notes to append; none when the register already holds everything.
    pub notes: Vec<Note>,
    /// Rows of each sheet that are in the register afterwards, those that were before included.
    pub taken: BTreeMap<SheetKind, usize>,
    /// Rows that were not taken, in the order of sheets and rows.
    pub held: Vec<Issue>,
    /// What was odd about rows that were taken, in the same order.
    pub warnings: Vec<Issue>,
}

/// Plans the import of a workbook. `progress` is told how many of how many rows were looked at.
pub fn plan(workbook: &Workbook, job: &Job<'_>, progress: &mut dyn FnMut(usize, usize)) -> Plan {
    let known = Known::of(job.register);
    let mut output = Output::new(job, workbook, progress);
    output.look_at_sheets();
    let mut mothers = Mothers::new(&known, workbook);
    mothers.read(&mut output);
    visits::read(&mut mothers, &mut output);
    births::read(&mut mothers, &mut output);
    postnatal::read(&mut mothers, &mut output);
    newborns::read(&mut mothers, &mut output);
    deaths::read(&mut mothers, &mut output);
    output.finish()
}
