//! The listing as JSON, as CSV and as a workbook.

use rust_xlsxwriter::XlsxError;

use super::{Entry, Line, Listing};
use crate::reports::{
    page::{Cell, Look, Paper},
    period, words,
};

/// The columns of the CSV, named as the fields of the JSON.
const COLUMNS: [&str; 27] = [
    "month",
    "id",
    "name",
    "group",
    "counts",
    "level",
    "village",
    "village_name",
    "month_numerator",
    "month_denominator",
    "numerator",
    "denominator",
    "basis",
    "basis_year",
    "coverage",
    "no_coverage",
    "interval_low",
    "interval_high",
    "interval_method",
    "goal",
    "target_to_date",
    "trend",
    "status",
    "no_status",
    "not_counted",
    "source",
    "confirmed",
];

/// The columns of the workbook, with their widths.
const HEADINGS: [(&str, f64); 20] = [
    ("Id", 15.0),
    ("Indikator", 30.0),
    ("Yang dihitung", 13.0),
    ("Kode", 14.0),
    ("Desa", 19.0),
    ("Bulan ini", 8.0),
    ("Kumulatif", 10.0),
    ("Dari", 9.0),
    ("Dasar", 15.0),
    ("Cakupan", 9.0),
    ("95 % dari", 8.0),
    ("95 % sampai", 8.0),
    ("Cara", 9.0),
    ("Target setahun", 9.0),
    ("Target s.d. bulan", 9.0),
    ("Trend", 7.0),
    ("Status", 8.0),
    ("Sebab kosong", 20.0),
    ("Sumber", 40.0),
    ("Dipastikan", 14.0),
];

impl Listing {
    /// As JSON (`docs/indicators.schema.json`), indented, with a line break at the end.
    ///
    /// # Errors
    /// When it can't be put into JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }

    /// As CSV (RFC 4180, UTF-8): a row for each indicator and village and one for the total, with the
    /// fields of the JSON; what is null is empty.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = record(COLUMNS.map(str::to_owned));
        for entry in &self.indicators {
            for (level, line) in entry.lines() {
                csv += &record(self.fields(entry, level, line));
            }
        }
        csv
    }

    fn fields(&self, entry: &Entry, level: &str, line: Option<&Line>) -> [String; 27] {
        let text = |field: fn(&Line) -> Option<String>| line.and_then(field).unwrap_or_default();
        [
            self.month.to_string(),
            entry.id.clone(),
            entry.name.clone(),
            word(entry.group),
            word(entry.counts),
            level.to_owned(),
            text(|line| line.village.as_ref().map(ToString::to_string)),
            text(|line| line.village_name.clone()),
            text(|line| Some(line.month_numerator.to_string())),
            text(|line| line.month_denominator.map(|n| n.to_string())),
            text(|line| Some(line.numerator.to_string())),
            text(|line| line.denominator.map(|n| n.to_string())),
            text(|line| line.basis.map(str::to_owned)),
            text(|line| line.basis_year.map(|year| year.to_string())),
            text(|line| line.coverage.map(|n| n.to_string())),
            text(|line| line.no_coverage.map(str::to_owned)),
            text(|line| line.interval_low.map(|n| n.to_string())),
            text(|line| line.interval_high.map(|n| n.to_string())),
            text(|line| line.interval_method.map(str::to_owned)),
            text(|line| line.goal.map(|n| n.to_string())),
            text(|line| line.target_to_date.map(|n| n.to_string())),
            text(|line| line.trend.map(str::to_owned)),
            text(|line| line.status.map(str::to_owned)),
            text(|line| line.no_status.map(str::to_owned)),
            entry.not_counted.unwrap_or_default().to_owned(),
            entry.source.clone(),
            entry.confirmed.clone().unwrap_or_default(),
        ]
    }

    /// As a workbook with the same rows, in Indonesian. The same listing gives the same bytes.
    ///
    /// # Errors
    /// When the workbook can't be put together.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut paper = Paper::new();
        let mut page = paper.page("Indikator", &HEADINGS.map(|(_, width)| width))?;
        page.title(&format!("Indikator KIA, {}", period::named(self.month)))?;
        let day = crate::cohort::cell::day(self.as_of);
        page.words_below(&format!("{}; menurut catatan sampai {day}", self.unit_name))?;
        page.skip();
        page.head(5, &HEADINGS.map(|(name, _)| Cell::from(name)))?;
        for entry in &self.indicators {
            for (level, line) in entry.lines() {
                let look = if level == TOTAL { Look::Sum } else { Look::Plain };
                page.row(look, &cells(entry, level, line))?;
            }
        }
        page.end(false)?;
        paper.bytes()
    }
}

const TOTAL: &str = "total";

impl Entry {
    /// Its rows, each with what it is: `village`, `none` for what counts for no village, `total`. One that
    /// can't be counted has a row without numbers.
    fn lines(&self) -> impl Iterator<Item = (&'static str, Option<&Line>)> {
        let level = |line: &Line| if line.village.is_some() { "village" } else { "none" };
        let villages = self.villages.iter().map(move |line| (level(line), Some(line)));
        let total = self.total.as_ref().map(|line| (TOTAL, Some(line)));
        villages.chain(total).chain(self.not_counted.map(|_| (TOTAL, None)))
    }
}

fn cells(entry: &Entry, level: &str, line: Option<&Line>) -> [Cell; 20] {
    let place = if level == TOTAL { "Jumlah".to_owned() } else { String::new() };
    let share = |field: fn(&Line) -> Option<f64>| line.and_then(field).map_or(Cell::Empty, Cell::Share);
    let word =
        |field: fn(&Line) -> Option<&'static str>| Cell::from(line.and_then(field).unwrap_or_default());
    let count = |field: fn(&Line) -> u64| line.map_or(Cell::Empty, |line| Cell::Count(field(line)));
    let is_rare = line.is_some_and(|line| line.interval_method == Some("poisson"));
    let end = |field: fn(&Line) -> Option<f64>| match line.and_then(field) {
        Some(end) if is_rare => Cell::People(end),
        Some(end) => Cell::Share(end),
        None => Cell::Empty,
    };
    let why = line.map_or(entry.not_counted, |line| line.no_coverage.or(line.no_status));
    let basis = line.and_then(|line| {
        Some(
            line.basis_year
                .map_or(line.basis?.to_owned(), |year| format!("{} {year}", line.basis.unwrap_or_default())),
        )
    });
    [
        entry.id.as_str().into(),
        entry.name.as_str().into(),
        words::counted(entry.counts).into(),
        line.and_then(|line| line.village.as_ref()).map(ToString::to_string).into(),
        line.and_then(|line| line.village_name.clone()).unwrap_or(place).into(),
        count(|line| line.month_numerator),
        count(|line| line.numerator),
        line.and_then(|line| line.denominator).map_or(Cell::Empty, Cell::People),
        basis.into(),
        share(|line| line.coverage),
        end(|line| line.interval_low),
        end(|line| line.interval_high),
        word(|line| line.interval_method),
        share(|line| line.goal),
        share(|line| line.target_to_date),
        word(|line| line.trend),
        word(|line| line.status),
        why.map(reason).unwrap_or_default().into(),
        entry.source.as_str().into(),
        entry.confirmed.as_deref().unwrap_or("belum").into(),
    ]
}

/// The short word of a reason in Indonesian.
fn reason(code: &str) -> &'static str {
    match code {
        "not_recorded" => "tidak dicatat",
        "rare" => "kasus, tanpa persen",
        "count_only" => "jumlah saja",
        "target_missing" => "sasaran belum ada",
        "targets_missing" => "sasaran ada desa belum ada",
        "no_village" => "desa belum diketahui",
        "village_closed" => "desa sudah ditutup",
        "of_none" => "penyebut nol",
        "counted_of_none" => "penyebut nol, pembilang ada: periksa",
        "few_people" => "sasaran kecil, tanpa status",
        "no_goal" => "target belum ditetapkan",
        _ => "tidak ada bulan pembanding",
    }
}

/// The word under which JSON writes a value.
fn word(value: impl serde::Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A record of a CSV file.
fn record<const N: usize>(fields: [String; N]) -> String {
    fields.map(|field| quoted(&field)).join(",") + "\r\n"
}

/// A field of a CSV file, in quotes where it needs them (RFC 4180).
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        assert_eq!(quoted("KIA"), "KIA");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("kata \"sudah\"\n"), "\"kata \"\"sudah\"\"\n\"");
    }
}
