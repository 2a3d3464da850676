//! A unit's own layout of the report, and what is said of one that does not fit.

use exchange::reports::{BadMapping, Fault, Mapping, lb3};

use crate::book::{Book, Opened, TODAY, V1, in_month, number, rules};
use serde_json::json;

const HEAD: &str = "source = \"Formulir kabupaten\"\nconfirmed = false\n";
const GOOD: &str = "id = \"a\"\nsheet = \"S\"\nname = \"A\"\n";

fn read(columns: &[&str]) -> Result<Mapping, BadMapping> {
    let columns: Vec<_> = columns.iter().map(|column| format!("[[column]]\n{column}\n")).collect();
    Mapping::read(&format!("{HEAD}{}", columns.join("")))
}

fn bad(column: &str) -> BadMapping {
    read(&[&format!("{GOOD}counts = [\"birth\"]"), column]).unwrap_err()
}

#[test]
fn a_bad_column_is_named_with_its_line_and_its_fault() {
    let row = |further: &str| format!("id = \"b\"\nsheet = \"S\"\nname = \"B\"\n{further}");
    for (further, fault) in [
        ("counts = [\"births\"]", Fault::Mark("births".to_owned())),
        ("counts = []", Fault::Missing("counts")),
        ("counts = [\"dukun\", \"birth\"]", Fault::Mixed),
        ("counts = [\"dukun\"]\nsince_january = true", Fault::Mixed),
        ("counts = [\"birth\"]\nsex = \"L\"", Fault::Sex),
        ("counts = [\"born_alive\"]\nsex = \"M\"", Fault::Sex),
        ("counts = [\"born_alive\"]\nsex = \"L\"\nof_target = \"infants\"", Fault::Sex),
        ("counts = [\"birth\"]\nof_target = \"bumil\"", Fault::Target("bumil".to_owned())),
        ("counts = [\"birth\"]\nof = [\"birth\"]\nof_target = \"births\"", Fault::Beside),
        ("target = \"births\"\nof = [\"birth\"]", Fault::Beside),
        ("figure = \"boats\"", Fault::Figure("boats".to_owned())),
        ("counts = [\"birth\"]\nfigure = \"villages\"", Fault::NotOne),
        ("", Fault::NotOne),
        ("not_recorded = \" \"", Fault::Missing("not_recorded")),
        ("counts = [\"birth\"]\nconfirmed = true", Fault::Missing("confirmed")),
    ] {
        let error = bad(&row(further));
        // Two lines above, five of the first column.
        assert_eq!((error.line, error.column.as_str(), &error.fault), (8, "b", &fault), "{further}");
    }
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    assert_eq!(bad("sheet = \"S\"\nname = \"B\"\ncounts = [\"birth\"]").column, "#2");
    assert_eq!(bad("id = \"b\"\nname = \"B\"\ncounts = [\"birth\"]").fault, Fault::Missing("sheet"));
    assert_eq!(bad(&format!("{GOOD}counts = [\"birth\"]")).fault, Fault::Twice);
    let sheet = |name: &str| {
        bad(&format!("id = \"b\"\nsheet = \"{name}\"\nname = \"B\"\nfigure = \"villages\"")).fault
    };
    for name in ["KB/KR", "keterangan", "Lembar yang namanya lebih dari tiga puluh satu huruf"] {
        assert_eq!(sheet(name), Fault::Sheet(name.to_owned()));
    }
    let typo = bad("id = \"b\"\nsheet = \"S\"\nname = \"B\"\ncount = [\"birth\"]");
    assert!(matches!(&typo.fault, Fault::Unreadable(message) if message.contains("count")), "{typo}");
    assert_eq!(typo.column, "b");
    let sourceless = Mapping::read(&format!("[[column]]\n{GOOD}counts = [\"birth\"]\n")).unwrap_err();
    assert_eq!((sourceless.line, sourceless.fault), (1, Fault::Missing("source")));
}

#[test]
fn what_is_no_table_is_told_with_its_line() {
    let error = Mapping::read("title = \"x\"\n[[column]\n").unwrap_err();
    assert!(matches!(error.fault, Fault::Unreadable(_)) && error.line == 2, "{error}");
    assert_eq!(Mapping::read("title = \"x\"\n").unwrap_err().fault, Fault::Empty);
    assert!(matches!(Mapping::read("column = 3").unwrap_err().fault, Fault::Unreadable(_)));
    assert_eq!(bad("id = 3").to_string().split(':').next(), Some("line 8, #2"));
}

#[test]
fn a_units_own_layout_is_followed() {
    let mapping = read(&[
        "id = \"lahir\"\nsheet = \"Satu\"\nname = \"Lahir\"\ncounts = [\"birth\"]",
        "id = \"desa\"\nsheet = \"Dua\"\nname = \"Desa kita\"\nfigure = \"villages\"",
        "id = \"tahun\"\nsheet = \"Satu\"\nname = \"Sejak Januari\"\ncounts = [\"birth\"]\nsince_january = true",
        "id = \"laki\"\nsheet = \"Satu\"\nname = \"L\"\ncounts = [\"born_alive\"]\nsex = \"L\"\nof = [\"born_alive\"]",
    ])
    .unwrap();
    let mut book = Book::new();
    book.birth(V1, "a", json!({"on": "2025-02-01"}), json!({"sex": "male"}));
    book.birth(V1, "b", json!({"on": "2025-03-01"}), json!({"sex": "female"}));
    let register = book.register();
    let bytes = lb3::workbook(&register, &rules(&register), TODAY, &mapping, in_month("2025-03")).unwrap();
    let report = Opened::of(&bytes);
    let sheets: Vec<_> = report.sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(sheets, ["Satu", "Dua", "Tidak dicatat", "Keterangan"]);
    assert_eq!(number(&report.cell("Satu", "Lahir", "Jumlah")), Some(1.0));
    assert_eq!(number(&report.cell("Satu", "Sejak Januari", "Jumlah")), Some(2.0));
    assert_eq!(number(&report.cell("Dua", "Desa kita", "Jumlah")), Some(2.0));
    assert_eq!(number(&report.cell("Satu", "L", "Jumlah")), None, "no boy of no boys in March");
    assert!(report.says("Keterangan", "Formulir kabupaten") && report.says("Satu", "LB3-KIA: Satu"));
}

#[test]
fn the_table_compiled_in_can_be_handed_in_as_it_is() {
    let text = include_str!("../../tables/lb3.toml");
    assert_eq!(Mapping::read(text).as_ref(), Ok(Mapping::builtin()));
    assert!(Mapping::builtin().columns.iter().all(|column| !column.source.is_empty()));
}
