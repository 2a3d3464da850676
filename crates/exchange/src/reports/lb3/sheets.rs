//! The filled report as sheets of a workbook.

use rust_xlsxwriter::XlsxError;

use super::{
    NOT_COMPUTABLE,
    fill::Filled,
    mapping::{Column, Held, Mapping, OWN_SHEETS, Sum, What},
};
use crate::reports::{
    page::{Cell, Look, Page, Paper},
    words,
};

/// Widths of the columns before those of the mapping: number, code, village.
const BEFORE: [f64; 3] = [4.5, 15.0, 19.0];
/// Width of a column of the mapping.
const WIDTH: f64 = 10.5;

pub(super) fn workbook(filled: &Filled, mapping: &Mapping) -> Result<Vec<u8>, XlsxError> {
    let mut paper = Paper::new();
    for sheet in mapping.sheets() {
        let columns: Vec<_> = mapping.columns.iter().enumerate().filter(|(_, c)| c.sheet == sheet).collect();
        let widths: Vec<f64> = BEFORE.into_iter().chain(columns.iter().map(|_| WIDTH)).collect();
        let mut page = paper.page(sheet, &widths)?;
        table(&mut page, filled, mapping, sheet, &columns)?;
        page.end(false)?;
    }
    not_recorded(&mut paper, mapping)?;
    remarks(&mut paper, filled, mapping)?;
    paper.bytes()
}

fn table(
    page: &mut Page<'_>,
    filled: &Filled,
    mapping: &Mapping,
    sheet: &str,
    columns: &[(usize, &Column)],
) -> Result<(), XlsxError> {
    page.title(&format!("{}: {sheet}", mapping.title))?;
    page.words_below(&format!("{}, {}", filled.unit, filled.stretch.name()))?;
    if let Some(note) = running(filled) {
        page.words_below(&note)?;
    }
    page.skip();
    let before = ["No.", "Kode", "Desa"].map(Cell::from);
    let names = columns.iter().map(|(_, column)| Cell::from(column.name.as_str()));
    page.head(3, &before.into_iter().chain(names).collect::<Vec<_>>())?;
    for (no, line) in (1..).zip(&filled.rows) {
        let own = columns.iter().filter_map(|(at, _)| line.amounts.get(*at)).map(|amount| amount.cell());
        let before = [Cell::Count(no), line.code.as_str().into(), line.name.as_str().into()];
        page.row(Look::Plain, &before.into_iter().chain(own).collect::<Vec<_>>())?;
    }
    let sums = columns.iter().filter_map(|(at, _)| filled.sums.get(*at)).map(|amount| amount.cell());
    let before = [Cell::Empty, Cell::Empty, "Jumlah".into()];
    page.row(Look::Sum, &before.into_iter().chain(sums).collect::<Vec<_>>())
}

/// A stretch that is not over yet says so.
fn running(filled: &Filled) -> Option<String> {
    let day = crate::cohort::cell::day(filled.on);
    (!filled.stretch.is_over(filled.on)).then(|| format!("Belum selesai: dihitung sampai {day}."))
}

fn not_recorded(paper: &mut Paper, mapping: &Mapping) -> Result<(), XlsxError> {
    let [name, _] = OWN_SHEETS;
    let mut page = paper.page(name, &[24.0, 44.0, 70.0])?;
    page.title("Tidak dicatat")?;
    page.note(
        "Kolom ini ada di formulir, tetapi belum dicatat di Betang. Selnya kosong: kosong bukan berarti nol.",
    )?;
    page.skip();
    page.head(0, &["Lembar", "Kolom", "Sebab"].map(Cell::from))?;
    for column in &mapping.columns {
        if let What::NotRecorded(reason) = &column.what {
            page.row(Look::Plain, &[&column.sheet, &column.name, reason].map(|text| text.as_str().into()))?;
        }
    }
    page.end(true)
}

fn remarks(paper: &mut Paper, filled: &Filled, mapping: &Mapping) -> Result<(), XlsxError> {
    let [_, name] = OWN_SHEETS;
    let mut page = paper.page(name, &[20.0, 42.0, 26.0, 46.0, 58.0, 12.0])?;
    page.title("Keterangan")?;
    for note in notes(filled) {
        page.note(&note)?;
    }
    page.skip();
    let head = ["Lembar", "Kolom", "Id", "Yang dihitung", "Sumber", "Dipastikan"];
    page.head(0, &head.map(Cell::from))?;
    for column in &mapping.columns {
        let confirmed = column.confirmed.as_deref().unwrap_or("belum");
        let told = about(&column.what);
        let cells = [&column.sheet, &column.name, &column.id, told.as_str(), &column.source, confirmed];
        page.row(Look::Plain, &cells.map(Cell::from))?;
    }
    page.end(true)
}

fn notes(filled: &Filled) -> Vec<String> {
    let day = crate::cohort::cell::day(filled.on);
    let mut notes = vec![
        format!(
            "Kejadian dihitung pada bulan terjadinya menurut tanggal setempat, keadaan pada akhir masa. Dihitung \
             dari catatan yang ada pada {day}; catatan yang terlambat mengubah bulan yang lalu."
        ),
        "Persen jumlah dihitung dari jumlah pembilang dan penyebut, bukan rata-rata persen desa. Persen terhadap \
         sasaran memakai sasaran setahun."
            .to_owned(),
        format!("{NOT_COMPUTABLE} berarti tidak dapat dihitung: penyebutnya nol atau sasarannya belum ada."),
    ];
    if !filled.lacking.is_empty() {
        let villages: Vec<&str> = filled.lacking.iter().map(String::as_str).collect();
        notes.push(format!(
            "Sasaran belum ada untuk {}; jumlah sasaran dan persennya menunggu penduduk dan angka kelahirannya.",
            villages.join(", ")
        ));
    }
    if filled.unsexed {
        notes.push(
            "Ada anak yang jenis kelaminnya tidak dicatat: jumlah dapat lebih besar daripada L + P."
                .to_owned(),
        );
    }
    notes
}

/// What a column counts, by the names of the table.
fn about(what: &What) -> String {
    match what {
        What::Count(sum) => counted(sum),
        What::Percent(sum, Held::Counted(of)) => format!("{} ÷ ({})", counted(sum), counted(of)),
        What::Percent(sum, Held::Target(kind)) => format!("{} ÷ {}", counted(sum), words::target(*kind)),
        What::Target(kind) => words::target(*kind).to_owned(),
        What::Inhabitants => "penduduk".to_owned(),
        What::Villages => "desa".to_owned(),
        What::NotRecorded(_) => "tidak dicatat".to_owned(),
    }
}

fn counted(sum: &Sum) -> String {
    let names: Vec<&str> = sum.marks.iter().map(|mark| mark.name()).collect();
    let sex = match sum.sex {
        Some(domain::facts::Sex::Male) => ", L",
        Some(domain::facts::Sex::Female) => ", P",
        None => "",
    };
    let since = if sum.since_january { ", sejak Januari" } else { "" };
    format!("{}{sex}{since}", names.join(" + "))
}
