//! Files as they come: the sample workbook, folders and archives of text, and what is no register.
#![expect(clippy::unwrap_used, reason = "a test that can't go on shall stop")]

use std::io::Write;

use exchange::cohort::{Cell, SheetKind, Unreadable, Workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_header_is_found_under_titles_in_any_order() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name(" NIFAS 2025 ").unwrap();
    sheet.write(0, 0, "REGISTER KOHORT IBU").unwrap();
    sheet.write(1, 1, "Tanggal cetak").unwrap();
    for (column, name) in ["TANGGAL", "keterangan", "No. Ibu", "Suhu (°C)"].into_iter().enumerate() {
        sheet.write(3, u16::try_from(column).unwrap(), name).unwrap();
        sheet.write(4, u16::try_from(column).unwrap(), u32::try_from(column + 1).unwrap()).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(6, 0, ExcelDateTime::from_ymd(2025, 3, 12).unwrap(), &day).unwrap();
    sheet.write(6, 1, "catatan").unwrap();
    sheet.write(6, 2, "001").unwrap();
    sheet.write_formula(6, 3, Formula::new("=36+0.5").set_result("36.5")).unwrap();
    let workbook = Workbook::read("kohort.xlsx", &writer.save_to_buffer().unwrap()).unwrap();
    let sheet = workbook.of(SheetKind::Nifas).next().unwrap();
    assert_eq!(sheet.header_row, 4);
    assert_eq!(sheet.others, [(1, "keterangan".to_owned())]);
    assert_eq!(sheet.missing().count(), 0);
    assert_eq!(sheet.rows.len(), 1, "the row that numbers the columns and the empty one are none");
    let row = &sheet.rows[0];
    assert_eq!(row.number, 7);
    assert_eq!(row.cells[0], Cell::text("001"));
    assert!(matches!(row.cells[1], Cell::Stamp { date: Some(_), time: None, .. }));
    assert_eq!(row.cells[3], Cell::Number(36.5));
    assert_eq!(sheet.as_read(row)["keterangan"], "catatan");
    assert_eq!(sheet.as_read(row)["tanggal"], "12/03/2025");
}

#[test]
fn a_tab_without_a_telling_name_is_known_by_its_header() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("Sheet1").unwrap();
    for (column, name) in ["no_ibu", "siapa", "tanggal", "tempat"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
        sheet.write(1, u16::try_from(column).unwrap(), "1").unwrap();
    }
    writer.add_worksheet().set_name("petunjuk").unwrap();
    let workbook = Workbook::read("a.xlsx", &writer.save_to_buffer().unwrap()).unwrap();
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!(workbook.sheets[0].kind, SheetKind::Kematian);
    assert_eq!(workbook.other_sheets, ["petunjuk"]);
}

#[test]
fn a_folder_and_an_archive_of_text_are_the_same_workbook() {
    let mothers = "no_ibu;nama_ibu;desa\n1;Rusmini;Supang\n";
    let (visits, _, _) =
        encoding_rs::WINDOWS_1252.encode("no_ibu,tanggal,tanda_bahaya\n1,12/03/2025,\"René; é\"\n");
    let files = [
        ("kohort/ibu.csv", mothers.as_bytes()),
        ("kohort/Kunjungan.CSV", &*visits),
        ("kohort/foto.jpg", &[0_u8, 1][..]),
    ];
    let folder =
        Workbook::of_files(files.iter().map(|(name, content)| ((*name).to_owned(), content.to_vec())))
            .unwrap();
    let archive = Workbook::read("kohort.zip", &zip(&files)).unwrap();
    assert_eq!(folder, archive);
    assert_eq!(
        folder.sheets.iter().map(|sheet| sheet.kind).collect::<Vec<_>>(),
        [SheetKind::Ibu, SheetKind::Kunjungan]
    );
    assert_eq!(folder.other_sheets, ["foto"]);
    assert_eq!(folder.of(SheetKind::Kunjungan).next().unwrap().rows[0].cells[22], Cell::text("René; é"));
}

#[test]
fn what_is_no_register_is_refused_with_its_reason() {
    assert_eq!(Workbook::read("a.xlsx", &[0; 64]), Err(Unreadable::UnknownFormat));
    assert_eq!(Workbook::read("ibu.csv", &[0; 64]), Err(Unreadable::UnknownFormat));
    assert!(matches!(Workbook::read("catatan.txt", b"halo"), Err(Unreadable::NoSheets { .. })));
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert_eq!(Workbook::read("a.xls", &old), Err(Unreadable::OldExcel));
    let mut locked = old.to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(Workbook::read("a.xlsx", &locked), Err(Unreadable::Locked));
}

#[test]
fn every_truncation_of_a_workbook_is_refused_calmly() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("ibu").unwrap();
    for (column, name) in ["no_ibu", "nama_ibu", "desa"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    let whole = writer.save_to_buffer().unwrap();
    assert!(Workbook::read("a.xlsx", &whole).is_ok());
    for end in (2..whole.len()).step_by(37) {
        assert!(matches!(Workbook::read("a.xlsx", &whole[..end]), Err(Unreadable::Damaged(_))), "{end}");
    }
    for at in (0..whole.len()).step_by(11) {
        let mut broken = whole.clone();
        broken[at] ^= 0x55;
        let _ = Workbook::read("a.xlsx", &broken);
    }
}

#[test]
fn a_sheet_that_reaches_to_the_last_cell_costs_only_what_it_holds() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("ibu").unwrap();
    for (column, name) in ["no_ibu", "nama_ibu", "desa"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let workbook = Workbook::read("a.xlsx", &writer.save_to_buffer().unwrap()).unwrap();
    assert!(workbook.is_empty());
}
