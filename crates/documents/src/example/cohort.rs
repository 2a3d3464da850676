//! A register with a chapter of three lines and one of none. The mothers are invented.

use jiff::civil::date;

use super::{text, texts};
use crate::papers::{CohortRegister, Leaf, RegisterChapter, RegisterColumn};

pub(super) fn register() -> CohortRegister {
    CohortRegister {
        title: text("Register Kohort Ibu"),
        unit: text("UPT Puskesmas Sei Hanyo"),
        year: 2025,
        scope: text("semua desa (contoh)"),
        date: date(2025, 5, 21),
        about: texts([
            "Satu baris ialah satu kehamilan yang didaftar pada tahun ini.",
            "Setiap baris berjalan dari halaman kiri ke halaman kanan.",
        ]),
        secret: text("Berisi data ibu: simpan terkunci."),
        nobody: text("Belum ada yang didaftar."),
        columns: columns(),
        chapters: vec![
            RegisterChapter { village: text("Desa Sei Hanyo"), lines: lines() },
            RegisterChapter { village: text("Desa Hanyo Hulu"), lines: Vec::new() },
        ],
    }
}

fn columns() -> Vec<RegisterColumn> {
    use Leaf::{Left, Right};
    let of = |(leaf, group, head, width, centred, names): (_, &str, &str, _, _, _)| RegisterColumn {
        leaf,
        group: text(group),
        head: text(head),
        width,
        centred,
        names,
    };
    let all = [
        (Left, "", "No.", 8, true, false),
        (Left, "", "Nama ibu, NIK", 60, false, true),
        (Left, "", "Alamat, telepon", 60, false, false),
        (Left, "Kehamilan", "G P A", 20, true, false),
        (Left, "Kehamilan", "HPHT", 20, true, false),
        (Left, "Kehamilan", "HPL", 20, true, false),
        (Right, "", "No.", 8, true, false),
        (Right, "", "Nama ibu", 40, false, true),
        (Right, "Tercapai tanggal", "K1", 14, true, false),
        (Right, "Tercapai tanggal", "K4", 14, true, false),
        (Right, "Tercapai tanggal", "K6", 14, true, false),
        (Right, "Persalinan", "Tanggal", 14, true, false),
        (Right, "Persalinan", "Tempat, penolong", 30, false, false),
        (Right, "", "Keterangan", 60, false, false),
    ];
    all.map(of).to_vec()
}

fn lines() -> Vec<Vec<String>> {
    let line = |no: &str, name: &str, nik: &str, more: [&str; 11]| {
        let [address, gpa, lmp, edd, k1, k4, k6, born, place, remark, phone] = more.map(text);
        let (named, home) = (format!("{name}\n{nik}"), format!("{address}\n{phone}"));
        let before = [text(no), named, home, gpa, lmp, edd];
        before.into_iter().chain([text(no), text(name), k1, k4, k6, born, place, remark]).collect()
    };
    vec![
        line(
            "1",
            "Ibu Rusnah (contoh)",
            "6203120000000001",
            [
                "RT 002",
                "G2\nP1\nA0",
                "02/09/24",
                "09/06/25",
                "14/10/24",
                "03/04/25",
                "",
                "",
                "",
                "",
                "0812 0000 0001",
            ],
        ),
        line(
            "2",
            "Ibu Maria Magdalena Tambunan Sei Hanyo (contoh)",
            "6203120000000002",
            [
                "RT 004, di seberang sungai, rumah kedua dari lanting",
                "G1\nP0\nA0",
                "20/07/24",
                "26/04/25",
                "30/08/24",
                "12/03/25",
                "12/04/25",
                "24/04/25",
                "Puskesmas\nbidan, dukun hadir",
                "dirujuk 24/04/25 ke RSUD",
                "",
            ],
        ),
        line(
            "3",
            "Ibu Lenya (contoh)",
            "",
            ["", "G4\nP3\nA0", "", "", "", "", "", "", "", "pindah 03/05/25 ke Supang", ""],
        ),
    ]
}
