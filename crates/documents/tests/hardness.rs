//! Bad input: hostile texts, names of no, one and eighty letters, long tables, pictures that are none.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod reading;

use documents::{
    Error, Paper, Style, example,
    parts::{Picture, PictureKind, Size},
    render,
};
use jiff::Timestamp;
use reading::{normal, text};
use serde_json::Value;

/// What would be something in Typst, in JSON, in PDF, or on a sheet.
const HOSTILE: &[&str] = &[
    "#panic()",
    "*x* _y_ `z`",
    "$ 1/0 $ = <label> @ref",
    "\" \\ { \"a\": 1 }",
    "] #set text(0pt) [",
    "(/JavaScript) >> endobj",
    "// nothing /* here",
    "$(rm -rf /)",
];

fn papers() -> Vec<(&'static str, Paper, Style)> {
    example::all()
}

/// The same paper with every text replaced. Pictures, dates, hours and words that mean a choice stay.
fn with_texts(paper: &Paper, to: &str) -> Paper {
    let mut value = serde_json::to_value(paper).unwrap();
    replace(&mut value, to);
    serde_json::from_value(value).unwrap()
}

const CHOICES: &[&str] = &[
    "paper",
    "kind",
    "leaf",
    "mark",
    "capacity",
    "standing",
    "shown",
    "date",
    "from",
    "until",
    "due",
    "expected",
    "valid_from",
    "valid_until",
    "reviews",
    "agreement_date",
];

fn replace(value: &mut Value, to: &str) {
    match value {
        Value::String(text) => to.clone_into(text),
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, to)),
        Value::Object(fields) => {
            let texts = fields.iter_mut().filter(|(name, _)| !CHOICES.contains(&name.as_str()));
            texts.for_each(|(_, value)| replace(value, to));
        }
        _ => {}
    }
}

#[test]
fn a_text_is_never_read_as_anything_else() {
    for (name, paper, style) in papers() {
        for both in HOSTILE.chunks(2) {
            let said = text(&with_texts(&paper, &both.join(" ")), &style).replace(' ', "");
            for hostile in both {
                assert!(said.contains(&hostile.replace(' ', "")), "{name}: {hostile}");
            }
        }
    }
}

#[test]
fn what_no_font_has_does_not_stop_a_paper() {
    for (name, paper, style) in papers() {
        for odd in ["😀 شكرا 你好", "\u{0}\u{1}\u{202e}\u{e123}", "á\u{301}\u{300}ñ\nbaris", "\u{10ffff}"]
        {
            assert!(render(&with_texts(&paper, odd), &style).is_ok(), "{name}: {odd:?}");
        }
    }
}

#[test]
fn names_of_any_length_keep_the_sheet() {
    let eighty = "M".repeat(80);
    let words = "Maria Magdalena ".repeat(5);
    for (name, paper, style) in papers() {
        for long in ["", "A", eighty.as_str(), words.trim()] {
            let paper = with_texts(&paper, long);
            let pdf = render(&paper, &style).unwrap();
            assert!(pdf.pages < 40, "{name} has {} pages", pdf.pages);
            assert!(!reading::ink_at_the_edges(&pdf.bytes), "{name} runs over its sheet with {long:?}");
            assert!(
                reading::text_of(&pdf.bytes)
                    .replace([' ', '\n'], "")
                    .contains(&normal(long).replace(' ', ""))
            );
        }
    }
}

#[test]
fn long_tables_repeat_their_heading_and_keep_the_signature() {
    for (name, paper, style) in papers() {
        let (paper, heading) = match paper {
            Paper::Attendance(mut list) => {
                list.empty_rows = 200;
                (Paper::Attendance(list), "Tanda tangan")
            }
            Paper::Commitments(mut table) => {
                table.commitments = table.commitments.iter().cycle().take(200).cloned().collect();
                (Paper::Commitments(table), "Indikator keberhasilan")
            }
            Paper::Decree(mut decree) => {
                decree.members = decree.members.iter().cycle().take(200).cloned().collect();
                (Paper::Decree(decree), "Jabatan / instansi")
            }
            _ => continue,
        };
        let said = text(&paper, &style);
        let pages: Vec<&str> = said.lines().filter(|page| !page.contains("MEMUTUSKAN")).collect();
        assert!(pages.len() > 3, "{name}");
        assert!(pages.iter().all(|page| page.contains(heading)), "{name}");
        let last = pages.last().unwrap();
        assert!(
            last.contains("200") || last.contains("207"),
            "{name}: the last row is with the signature: {last}"
        );
    }
}

/// The nth line of a register stands on a left page and on the right one beside it, however many there are.
#[test]
fn a_line_of_a_register_runs_over_facing_pages() {
    let (_, paper, style) = papers().into_iter().find(|(name, ..)| *name == "register-kohort-ibu").unwrap();
    let Paper::Cohort(mut register) = paper else { panic!() };
    let like = register.chapters[0].lines[1].clone();
    let line = |no: usize| {
        let mut line = like.clone();
        // One line is much higher than others, on one of its pages alone.
        line[2] = if no == 7 { "Jalan yang sangat panjang ".repeat(12) } else { format!("kiri-{no}.") };
        line[13] = format!("kanan-{no}.");
        line
    };
    register.chapters[0].lines = (0..70).map(line).collect();
    let said = text(&Paper::Cohort(register), &style);
    let pages: Vec<&str> = said.lines().collect();
    assert!(pages.len() > 7, "{}", pages.len());
    assert!(pages[0].contains("REGISTER KOHORT IBU") && pages[0].contains("Baris 70 0 70"), "{}", pages[0]);
    let mut met = 0;
    for (at, page) in pages.iter().enumerate().skip(1) {
        assert!(page.contains("Nama ibu") && page.contains("REGISTER KOHORT IBU 2025"), "{page}");
        assert!(page.contains(&format!("Halaman {} dari {}", at + 1, pages.len())), "{page}");
        if at % 2 == 0 {
            let (left, right) = (pages[at - 1], page);
            let on = |no: &usize| right.contains(&format!("kanan-{no}."));
            let both: Vec<_> = (0..70).filter(on).collect();
            met += both.len();
            assert!(
                both.iter().all(|no| *no == 7 || left.contains(&format!("kiri-{no}."))),
                "{left}\n{right}"
            );
            assert_eq!(left.matches("kiri-").count(), both.iter().filter(|no| **no != 7).count());
        }
    }
    assert_eq!(met, 70);
    assert!(pages[pages.len() - 2].contains("Desa Hanyo Hulu") && said.contains("Belum ada yang didaftar."));
}

/// However long the text before it is, a signature has something of it on its page.
#[test]
fn a_signature_is_never_alone() {
    let (_, paper, style) = papers().into_iter().find(|(name, ..)| *name == "undangan").unwrap();
    let Paper::Invitation(invitation) = paper else { panic!() };
    for lines in 0..30 {
        let mut invitation = invitation.clone();
        invitation.addressees.truncate(1);
        invitation.opening = vec!["Kalimat pembuka.".to_owned(); lines + 5];
        let said = text(&Paper::Invitation(invitation), &style);
        let page = said.lines().find(|page| page.contains("Yohanes Fransiskus")).unwrap();
        assert!(page.contains("ucapkan terima kasih"), "{lines}: {page}");
    }
}

#[test]
fn empty_lists_make_a_paper_too() {
    for (name, paper, style) in papers() {
        let mut value = serde_json::to_value(&paper).unwrap();
        for (field, value) in value.as_object_mut().unwrap() {
            if let (Value::Array(values), false) = (value, field == "midwives" || field == "dukun") {
                values.clear();
            }
        }
        let paper: Paper = serde_json::from_value(value).unwrap();
        assert!(render(&paper, &style).is_ok(), "{name}");
        assert!(render(&paper, &Style::default()).is_ok(), "{name} without a letterhead");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (name, paper, style) in papers() {
        let (one, other) = (render(&paper, &style).unwrap(), render(&paper, &style).unwrap());
        assert!(one == other, "{name}");
        let file = String::from_utf8_lossy(&one.bytes).into_owned();
        let this_year = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
        assert!(!file.contains(&format!("(D:{this_year}")), "{name} bears the day of printing");
    }
}

#[test]
fn papers_are_for_archives_and_for_reading_aloud() {
    for (name, paper, style) in papers() {
        let bytes = render(&paper, &style).unwrap().bytes;
        let file = String::from_utf8_lossy(&bytes).into_owned();
        for mark in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "/StructTreeRoot"] {
            assert!(file.contains(mark), "{name} has no {mark}");
        }
    }
}

#[test]
fn every_paper_can_be_on_either_sheet() {
    for (name, paper, style) in papers() {
        for (size, shape) in [(Size::A4, "595.2"), (Size::F4, "609.4")] {
            let pdf = render(&paper, &Style { size: Some(size), ..style.clone() }).unwrap();
            let boxes = String::from_utf8_lossy(&pdf.bytes).into_owned();
            assert!(name == "bahan-lokakarya-layar" || boxes.contains(shape), "{name}");
        }
    }
}

#[test]
fn a_picture_that_is_none_is_named_without_its_content() {
    let (_, paper, mut style) = papers().remove(0);
    for kind in [PictureKind::Png, PictureKind::Jpg, PictureKind::Svg] {
        style.letterhead.left = Some(Picture { kind, bytes: b"rahasia".to_vec(), alt: "rahasia".to_owned() });
        let error = render(&paper, &style).unwrap_err();
        assert_eq!(error, Error::Picture { paper: "keputusan", picture: "left".to_owned() });
        assert!(!error.to_string().contains("rahasia"));
    }
}

#[test]
fn file_names_tell_the_paper_and_nobody() {
    for (name, paper, _) in papers() {
        let file = paper.file_name();
        assert!(file.is_ascii() && file.ends_with(".pdf"), "{file}");
        assert!(!file.contains('/') && !file.contains(' '), "{file}");
        assert!(!file.contains("Rina") && !file.contains("Yohanes"), "{name}: {file}");
    }
    assert_eq!(papers()[0].1.file_name(), "keputusan-000.4.7.2-063-PKM-SH-TU-V.2025.pdf");
    assert_eq!(papers()[2].1.file_name(), "undangan-draf-2025-05-17.pdf");
}
