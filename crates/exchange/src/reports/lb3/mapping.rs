//! The table that lays the report out: which column of which sheet counts what.

use std::{collections::BTreeSet, sync::LazyLock};

use domain::{
    facts::Sex,
    indicators::{Mark, TargetKind},
};
use serde::Deserialize;
use toml::Spanned;

/// Sheets of the workbook's own.
pub(super) const OWN_SHEETS: [&str; 2] = ["Tidak dicatat", "Keterangan"];
/// The longest name of a sheet, in letters.
const LONGEST_SHEET: usize = 31;
/// Letters that a name of a sheet can't have.
const NOT_IN_SHEET: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

const TABLE: &str = include_str!("../../../tables/lb3.toml");

static BUILTIN: LazyLock<Mapping> =
    LazyLock::new(|| Mapping::read(TABLE).expect("the table compiled in is tested to load"));

/// The layout of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What stands above every sheet.
    pub title: String,
    /// The columns, in order; those of a sheet need not stand together.
    pub columns: Vec<Column>,
}

/// A column of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its stable id.
    pub id: String,
    /// The sheet it is on.
    pub sheet: String,
    /// Its heading.
    pub name: String,
    /// What it counts.
    pub what: What,
    /// Where the column comes from.
    pub source: String,
    /// Who or what it was checked against; none when nobody has confirmed it yet.
    pub confirmed: Option<String>,
}

/// What a column counts.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// So many.
    Count(Sum),
    /// So many, of so many.
    Percent(Sum, Held),
    /// A target population of the year.
    Target(TargetKind),
    /// Inhabitants.
    Inhabitants,
    /// Villages.
    Villages,
    /// Nothing, for this reason: Betang does not note it.
    NotRecorded(String),
}

/// What a percentage is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// Those counted in the same time.
    Counted(Sum),
    /// The target population of the year.
    Target(TargetKind),
}

/// Marks that are counted and added up.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// The marks.
    pub marks: Vec<Mark>,
    /// Of girls or boys alone.
    pub sex: Option<Sex>,
    /// From January on, and not in the month or quarter alone.
    pub since_january: bool,
}

/// Why a mapping did not load, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {column}: {fault}")]
pub struct BadMapping {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column's id, or its number where it has none; empty where it is about the file.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no TOML, or has keys or values that no mapping has.
    #[error("{0}")]
    Unreadable(String),
    /// It has no column.
    #[error("it has no column")]
    Empty,
    /// A column lacks something it must have.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// Two columns have one id.
    #[error("its id is there twice")]
    Twice,
    /// A column does not say what it counts, or says it in two ways.
    #[error("it needs one of counts, target, figure and not_recorded")]
    NotOne,
    /// There is no such mark.
    #[error("there is no mark {0}")]
    Mark(String),
    /// There is no such target population.
    #[error("there is no target population {0}")]
    Target(String),
    /// There is no such figure.
    #[error("there is no figure {0}")]
    Figure(String),
    /// Sex is neither L nor P, or what is counted has none.
    #[error("sex is L or P, for marks of children alone")]
    Sex,
    /// Events and states can't be added up, and states have no beginning.
    #[error("events and states do not go together")]
    Mixed,
    /// What belongs to counts stands beside something else, or `of` twice.
    #[error("of, of_target, sex and since_january stand beside counts alone, and one of the first two")]
    Beside,
    /// A name that no sheet can have.
    #[error("no sheet can have the name {0}")]
    Sheet(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Option<String>,
    source: Option<String>,
    #[serde(default)]
    confirmed: Option<Confirmed>,
    #[serde(default)]
    column: Vec<Spanned<toml::Table>>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Confirmed {
    By(String),
    Whether(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<String>,
    sheet: Option<String>,
    name: Option<String>,
    counts: Option<Vec<String>>,
    of: Option<Vec<String>>,
    of_target: Option<String>,
    sex: Option<String>,
    since_january: Option<bool>,
    target: Option<String>,
    figure: Option<String>,
    not_recorded: Option<String>,
    source: Option<String>,
    confirmed: Option<Confirmed>,
}

impl Mapping {
    /// The superset of the forms that were seen, from `tables/lb3.toml`.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The text of the same, with which a unit's own table can begin.
    #[must_use]
    pub fn builtin_text() -> &'static str {
        TABLE
    }

    /// Reads a mapping, as TOML.
    ///
    /// # Errors
    /// [`BadMapping`] for the first column that does not fit.
    pub fn read(text: &str) -> Result<Self, BadMapping> {
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let bad = |line, column: &str, fault| BadMapping { line, column: column.to_owned(), fault };
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            bad(line(at), "", Fault::Unreadable(error.message().to_owned()))
        })?;
        let (source, confirmed) = (file.source, file.confirmed);
        let mut columns: Vec<Column> = Vec::with_capacity(file.column.len());
        let mut seen = BTreeSet::new();
        for (number, row) in (1..).zip(file.column) {
            let at = line(row.span().start);
            let row = row.into_inner();
            let id = row.get("id").and_then(toml::Value::as_str).filter(|id| !id.trim().is_empty());
            let id = id.map_or_else(|| format!("#{number}"), str::to_owned);
            let column = column(row, source.as_ref(), confirmed.as_ref());
            let column = column.map_err(|fault| bad(at, &id, fault))?;
            if !seen.insert(column.id.clone()) {
                return Err(bad(at, &id, Fault::Twice));
            }
            columns.push(column);
        }
        if columns.is_empty() {
            return Err(bad(1, "", Fault::Empty));
        }
        Ok(Self { title: file.title.unwrap_or_else(|| "LB3-KIA".to_owned()), columns })
    }

    /// The sheets, in the order in which they are first named.
    #[must_use]
    pub fn sheets(&self) -> Vec<&str> {
        let mut sheets: Vec<&str> = Vec::new();
        for column in &self.columns {
            if !sheets.contains(&column.sheet.as_str()) {
                sheets.push(&column.sheet);
            }
        }
        sheets
    }
}

fn column(row: toml::Table, source: Option<&String>, confirmed: Option<&Confirmed>) -> Result<Column, Fault> {
    let mut raw: Raw =
        row.try_into().map_err(|error: toml::de::Error| Fault::Unreadable(error.message().to_owned()))?;
    let said =
        |text: Option<String>, key| text.filter(|text| !text.trim().is_empty()).ok_or(Fault::Missing(key));
    let id = said(raw.id.take(), "id")?;
    let sheet = sheet(said(raw.sheet.take(), "sheet")?)?;
    let name = said(raw.name.take(), "name")?;
    let source = said(raw.source.take().or_else(|| source.cloned()), "source")?;
    let confirmed = match raw.confirmed.take().or_else(|| confirmed.cloned()) {
        Some(Confirmed::By(who)) => Some(said(Some(who), "confirmed")?),
        Some(Confirmed::Whether(false)) => None,
        // Whoever confirmed it is named.
        Some(Confirmed::Whether(true)) | None => return Err(Fault::Missing("confirmed")),
    };
    Ok(Column { id, sheet, name, what: what(raw)?, source, confirmed })
}

fn sheet(name: String) -> Result<String, Fault> {
    let own = OWN_SHEETS.iter().any(|own| own.eq_ignore_ascii_case(&name));
    let quoted = name.starts_with('\'') || name.ends_with('\'');
    if own || quoted || name.chars().count() > LONGEST_SHEET || name.contains(NOT_IN_SHEET) {
        return Err(Fault::Sheet(name));
    }
    Ok(name)
}

fn what(raw: Raw) -> Result<What, Fault> {
    let has_more =
        raw.of.is_some() || raw.of_target.is_some() || raw.sex.is_some() || raw.since_january.is_some();
    match (raw.counts, raw.target, raw.figure, raw.not_recorded) {
        (Some(counts), None, None, None) => {
            let sex = raw.sex.as_deref().map(sex).transpose()?;
            let since_january = raw.since_january.unwrap_or_default();
            let counted = sum(&counts, sex, since_january)?;
            match (raw.of, raw.of_target) {
                (None, None) => Ok(What::Count(counted)),
                (Some(of), None) => Ok(What::Percent(counted, Held::Counted(sum(&of, sex, since_january)?))),
                // Nobody projects girls and boys apart.
                (None, Some(_)) if sex.is_some() => Err(Fault::Sex),
                (None, Some(kind)) => Ok(What::Percent(counted, Held::Target(target(kind)?))),
                (Some(_), Some(_)) => Err(Fault::Beside),
            }
        }
        (None, ..) if has_more => Err(Fault::Beside),
        (None, Some(kind), None, None) => Ok(What::Target(target(kind)?)),
        (None, None, Some(figure), None) => match figure.as_str() {
            "population" => Ok(What::Inhabitants),
            "villages" => Ok(What::Villages),
            _ => Err(Fault::Figure(figure)),
        },
        (None, None, None, Some(reason)) if reason.trim().is_empty() => Err(Fault::Missing("not_recorded")),
        (None, None, None, Some(reason)) => Ok(What::NotRecorded(reason)),
        _ => Err(Fault::NotOne),
    }
}

fn sex(word: &str) -> Result<Sex, Fault> {
    match word {
        "L" => Ok(Sex::Male),
        "P" => Ok(Sex::Female),
        _ => Err(Fault::Sex),
    }
}

fn target(kind: String) -> Result<TargetKind, Fault> {
    toml::Value::String(kind.clone()).try_into().map_err(|_: toml::de::Error| Fault::Target(kind))
}

fn sum(names: &[String], sex: Option<Sex>, since_january: bool) -> Result<Sum, Fault> {
    let mark = |name: &String| Mark::try_from(name.clone()).map_err(|_| Fault::Mark(name.clone()));
    let marks = names.iter().map(mark).collect::<Result<Vec<_>, _>>()?;
    let Some(first) = marks.first() else { return Err(Fault::Missing("counts")) };
    if marks.iter().any(|mark| mark.is_state() != first.is_state()) || (first.is_state() && since_january) {
        return Err(Fault::Mixed);
    }
    if sex.is_some() && marks.iter().any(|mark| !matches!(mark, Mark::Child(_))) {
        return Err(Fault::Sex);
    }
    Ok(Sum { marks, sex, since_january })
}
