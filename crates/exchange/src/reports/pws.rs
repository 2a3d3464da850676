//! PWS-KIA, the local area monitoring (domain.md §7.4), as a workbook: a sheet for each group of indicators, and
//! on it a table for each indicator, villages from the highest cumulative coverage down. Every table
//! begins a sheet of paper of its own, so that those that are wanted can be printed and hung up.
//!
//! Indicators of the talks with dukun (`inner`) are left out: these sheets go on a wall.

use std::cmp::Ordering;

use domain::{
    ids::VillageCode,
    indicators::{self, Coverage, Group, Indicator, Mark, Month, Of, Sums, Value},
    tables::Row,
};
use rust_xlsxwriter::XlsxError;

use super::{
    Stretch,
    lb3::NOT_COMPUTABLE,
    page::{Cell, Look, Page, Paper},
    period,
    words::{self, NOWHERE},
};

/// Widths of the columns before the months.
const BEFORE: [f64; 8] = [4.5, 20.0, 10.0, 16.0, 11.0, 10.0, 9.0, 9.0];
/// Width of a month's column.
const MONTH: f64 = 12.0;
/// Widths of the columns after the months.
const AFTER: [f64; 3] = [9.0, 11.0, 16.0];

/// The monitoring of a month or quarter as a workbook. A quarter has its three months and their sum in
/// place of this month and the last; coverage, trend and status are those of its last month. The same
/// input gives the same bytes.
///
/// # Errors
/// When the workbook can't be put together.
pub fn workbook(sums: &Sums<'_>, stretch: Stretch) -> Result<Vec<u8>, XlsxError> {
    let sheets = Sheets { sums: *sums, stretch };
    let mut paper = Paper::new();
    for group in Group::ALL {
        let of_group = |row: &&Row<Indicator>| row.group == group && row.numerator.is_some() && !row.inner;
        let mut page = paper.page(words::group(group), &sheets.widths())?;
        for (at, row) in indicators::all().iter().filter(of_group).enumerate() {
            if at > 0 {
                page.skip();
                page.turn();
            }
            sheets.block(&mut page, row)?;
        }
        page.end(true)?;
    }
    not_counted(&mut paper)?;
    paper.bytes()
}

/// Indicators that can't be counted are told, and not left out in silence.
fn not_counted(paper: &mut Paper) -> Result<(), XlsxError> {
    let mut page = paper.page("Tidak dicatat", &[16.0, 34.0, 80.0])?;
    page.title("Indikator yang belum dapat dihitung")?;
    page.note("Yang diperlukan untuk indikator ini belum dicatat di Betang. Kosong bukan berarti nol.")?;
    page.skip();
    page.head(0, &["Id", "Indikator", "Penjelasan"].map(Cell::from))?;
    for row in indicators::all().iter().filter(|row| row.numerator.is_none()) {
        page.row(Look::Plain, &[&row.id, &row.name, &row.about].map(|text| Cell::from(text.as_str())))?;
    }
    page.end(true)
}

struct Sheets<'a> {
    sums: Sums<'a>,
    stretch: Stretch,
}

/// A row of a table, before it is sorted.
struct Line<'a> {
    code: Option<&'a VillageCode>,
    name: &'a str,
    value: &'a Value,
}

impl Sheets<'_> {
    fn widths(&self) -> Vec<f64> {
        let months = self.months().into_iter().map(|_| MONTH);
        BEFORE.into_iter().chain(months).chain(AFTER).collect()
    }

    /// The month whose coverage is shown: the last one that has begun.
    fn month(&self) -> Month {
        self.stretch.last().min(Month::of(self.sums.rows.on))
    }

    /// The headings of the months, each with the months that it adds up.
    fn months(&self) -> Vec<(String, Vec<Month>)> {
        let last = self.stretch.last();
        match self.stretch {
            Stretch::Month(_) => {
                let of = |name: &str, month| (format!("{name} ({})", period::named(month)), vec![month]);
                vec![of("Bulan ini", last), of("Bulan lalu", last.plus(-1))]
            }
            Stretch::Quarter(_) => {
                let months: Vec<Month> = self.stretch.months().iter().collect();
                let each = months.iter().map(|month| (period::named(*month), vec![*month]));
                each.chain([("Triwulan".to_owned(), months.clone())]).collect()
            }
        }
    }

    fn block(&self, page: &mut Page<'_>, row: &Row<Indicator>) -> Result<(), XlsxError> {
        let Some(coverage) = self.sums.coverage(row, self.month()) else { return Ok(()) };
        page.title(&format!("{} ({})", row.name, row.id))?;
        page.words_below(&format!(
            "{}, {}. Kumulatif Januari sampai {}.",
            words::unit(self.sums.register),
            self.stretch.name(),
            period::named(coverage.month)
        ))?;
        page.words_below(&row.about)?;
        let months = self.months();
        let of = if row.target.is_some() { "Sasaran setahun" } else { "Dari" };
        let before = ["No.", "Desa", of, "Dasar", "Kumulatif", "Cakupan", "95 % dari", "95 % sampai"];
        let after = ["Trend", "Target s.d. bulan", "Status"];
        let names = months.iter().map(|(name, _)| name.as_str());
        let head: Vec<Cell> = before.into_iter().chain(names).chain(after).map(Cell::from).collect();
        page.row(Look::Head, &head)?;
        for (no, line) in (1..).zip(self.sorted(row, &coverage)) {
            let own = || std::iter::once(line.code);
            let counts = months.iter().map(|(_, months)| self.cell(row.numerator, own(), months));
            let mut cells = vec![Cell::Count(no), line.name.into()];
            cells.extend(numbers(row, line.value, counts.collect()));
            page.row(Look::Plain, &cells)?;
        }
        let all = || coverage.villages.iter().map(|(code, _)| code.as_ref());
        let counts = months.iter().map(|(_, months)| self.cell(row.numerator, all(), months));
        let mut cells = vec![Cell::Empty, "Jumlah".into()];
        cells.extend(numbers(row, &coverage.unit, counts.collect()));
        page.row(Look::Sum, &cells)?;
        for note in self.notes(row, &coverage) {
            page.note(&note)?;
        }
        Ok(())
    }

    /// Villages by coverage, or what is a count alone by count, the highest first; what has none comes after
    /// them, and what counts for no village last.
    fn sorted<'a>(&'a self, row: &Indicator, coverage: &'a Coverage) -> Vec<Line<'a>> {
        let named =
            |code: Option<&'a VillageCode>| code.map_or(NOWHERE, |c| self.sums.register.village_name(c));
        let lines = coverage.villages.iter().map(|(code, value)| {
            let code = code.as_ref();
            Line { code, name: named(code), value }
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort_by(|a, b| {
            let nowhere = a.code.is_none().cmp(&b.code.is_none());
            nowhere.then_with(|| higher(row, a.value, b.value)).then_with(|| a.code.cmp(&b.code))
        });
        lines
    }

    fn counted(&self, mark: Option<Mark>, code: Option<&VillageCode>, months: &[Month]) -> u64 {
        let place = self.sums.rows.place(code);
        let (Some(mark), Some(place)) = (mark, place) else { return 0 };
        let last = self.month();
        // States of months are not added up: the sum of a quarter is that of its last month.
        let counts = |month: &&Month| !mark.is_state() || months.len() == 1 || **month == last;
        months.iter().filter(counts).map(|month| self.sums.counts.month(mark, place, *month)).sum()
    }

    /// What was counted in some months, in some villages; nothing of months that have not begun.
    fn cell<'a>(
        &self,
        mark: Option<Mark>,
        codes: impl Iterator<Item = Option<&'a VillageCode>>,
        months: &[Month],
    ) -> Cell {
        if months.iter().all(|month| *month > self.month()) {
            return Cell::Empty;
        }
        Cell::Count(codes.map(|code| self.counted(mark, code, months)).sum())
    }

    fn notes(&self, row: &Row<Indicator>, coverage: &Coverage) -> Vec<String> {
        let name = |code: &VillageCode| self.sums.register.village_name(code).to_owned();
        let mut notes = Vec::new();
        if !self.stretch.is_over(self.sums.rows.on) {
            let day = crate::cohort::cell::day(self.sums.rows.on);
            notes.push(format!("Belum selesai: dihitung sampai {day}."));
        }
        if row.target.is_some() && !coverage.lacking.is_empty() {
            let villages: Vec<_> = coverage.lacking.iter().map(name).collect();
            notes.push(format!(
                "Sasaran belum ada: {}. Cakupan jumlah baru dapat dihitung sesudah penduduk dan angka kelahirannya diisi.",
                villages.join(", ")
            ));
        }
        let over = coverage.villages.iter().filter(|(_, value)| value.is_over() && !row.rare);
        let over: Vec<_> = over.filter_map(|(code, _)| code.as_ref().map(name)).collect();
        if !over.is_empty() {
            notes.push(format!(
                "Lebih dari 100 %: {}. Sasarannya mungkin terlalu kecil, atau ada yang dari desa lain tercatat di sini.",
                over.join(", ")
            ));
        }
        if row.rare {
            notes.push(
                "Jumlah kasus. Rentang 95 % (Poisson): berapa kasus yang masih wajar karena kebetulan."
                    .to_owned(),
            );
        }
        let confirmed = row
            .confirmed
            .as_deref()
            .map_or("belum dipastikan".to_owned(), |who| format!("dipastikan: {who}"));
        notes.push(format!("Sumber: {} ({confirmed}).", row.source));
        notes
    }
}

/// The higher comes first.
fn higher(row: &Indicator, a: &Value, b: &Value) -> Ordering {
    let shares = match (a.share, b.share) {
        _ if row.rare => Ordering::Equal,
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    shares.then_with(|| b.n.cmp(&a.n))
}

/// The cells of a value after the name.
fn numbers(row: &Indicator, value: &Value, counts: Vec<Cell>) -> Vec<Cell> {
    let share = |share: Option<f64>| share.map_or_else(|| missing(value), Cell::Share);
    let end = |end: Option<f64>| match end {
        Some(end) if row.rare => Cell::People(end),
        Some(end) => Cell::Share(end),
        None => Cell::Empty,
    };
    let target = match value.of {
        Of::Target(target) => Cell::People(target.people),
        Of::Counted(of) => Cell::Count(of),
        Of::Nothing => Cell::Empty,
        Of::Unknown => NOT_COMPUTABLE.into(),
    };
    let mut cells = vec![
        target,
        words::basis_with_year(value.of).into(),
        Cell::Count(value.n),
        if row.rare { Cell::Empty } else { share(value.share) },
        end(value.interval.map(|interval| interval.low)),
        end(value.interval.map(|interval| interval.high)),
    ];
    cells.extend(counts);
    // That one month had a death and the last had none is no trend.
    let trend = value.trend.filter(|_| !row.rare);
    cells.push(trend.map(words::trend).unwrap_or_default().into());
    cells.push(value.goal_now.map_or(Cell::Empty, Cell::Share));
    cells.push(match value.status {
        _ if row.rare => format!("{} kasus", value.n).into(),
        Some(status) => words::status(status).into(),
        None => words::of_how_many(value).into(),
    });
    cells
}

/// What stands in place of a share: nothing where none is asked for.
fn missing(value: &Value) -> Cell {
    match value.of {
        Of::Nothing => Cell::Empty,
        _ => NOT_COMPUTABLE.into(),
    }
}
