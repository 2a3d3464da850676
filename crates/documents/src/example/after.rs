//! What is written at the workshop and after it: attendance, minutes, commitments, press release, the
//! accountability file.

use jiff::civil::{Date, date};

use super::{
    DECREE_NUMBER, LAW, SEI_HANYO, head_of_district, head_of_unit, signatory, text, texts, workshop,
};
use crate::{
    papers::{
        AttendanceList, Attendee, Checklist, ChecklistItem, Commitment, CommitmentTable, Minutes, Point,
        PressRelease, Promise, Quote, Standing,
    },
    parts::Signatory,
};

fn note_taker() -> Signatory {
    signatory("Notulis", "Kristina Ewa, A.Md.Keb.")
}

pub(super) fn attendance() -> AttendanceList {
    let person = |name: &str, sex: &str, office: &str, came| Attendee {
        name: text(name),
        sex: text(sex),
        office: text(office),
        phone: String::new(),
        came,
    };
    AttendanceList {
        event: workshop(),
        people: vec![
            person("Suwigno, S.H.", "L", "Camat Kapuas Hulu", true),
            person("Yohanes Fransiskus, S.Kep., Ners.", "L", "Plt. Kepala UPT Puskesmas Sei Hanyo", true),
            person("", "", "Danramil Kapuas Hulu", false),
            person("", "", "Wakapolsek Kapuas Hulu", false),
            person("Marsiana Lestari, S.Tr.Keb.", "P", "Bidan koordinator", true),
            person("Indu Rambang", "P", "Dukun Kampung, Desa Sei Hanyo", true),
            person("Tambi Lanting", "P", "Dukun Kampung, Desa Hanyo Hulu", false),
        ],
        empty_rows: 23,
        place: text(SEI_HANYO),
        signatory: signatory("Ketua panitia", "Marsiana Lestari, S.Tr.Keb."),
    }
}

pub(super) fn minutes() -> Minutes {
    let point = |who: &str, said: &str, answer: &str| Point {
        who: text(who),
        said: text(said),
        answer: text(answer),
    };
    let promise = |what: &str, who: &str, due| Promise { what: text(what), who: text(who), due };
    Minutes {
        event: workshop(),
        chair: text("Camat Kapuas Hulu, Suwigno, S.H."),
        participants: text("unsur pemerintahan, TNI/Polri, dan tokoh masyarakat (daftar hadir terlampir)"),
        agenda: texts([
            "Pembukaan dan sambutan Camat Kapuas Hulu",
            "Penyajian capaian kesehatan ibu dan anak",
            "Pembahasan hambatan dan peran tiap sektor",
            "Penandatanganan Nota Kesepakatan Bidan Puskesmas dan Dukun Kampung",
            "Rencana tindak lanjut dan penutup",
        ]),
        points: vec![
            point(
                "Plt. Kepala UPT Puskesmas Sei Hanyo",
                "Langkah ini merupakan upaya strategis yang mengedepankan pendekatan kemitraan tanpa \
                 mengesampingkan nilai-nilai adat dan budaya masyarakat.",
                "",
            ),
            point(
                "Kepala desa",
                "Pada malam hari kelotok sulit didapat dan bahan bakar mahal. Bagaimana ibu diantar?",
                "Desa menyediakan satu kelotok siaga dengan bahan bakar dari Dana Desa; bidan menyimpan nomor \
                 pengemudinya.",
            ),
            point(
                "Dukun Kampung",
                "Apakah upacara adat masih boleh dilakukan?",
                "Upacara yang tidak membahayakan tetap dihormati dan diberi tempat.",
            ),
        ],
        decisions: texts([
            "Dukun Kampung tidak lagi menolong persalinan secara mandiri di luar fasilitas kesehatan, dan bekerja \
             sama dengan Bidan Puskesmas untuk mengarahkan ibu hamil bersalin di fasilitas kesehatan.",
            "Nota Kesepakatan ditinjau pada setiap lokakarya triwulanan.",
        ]),
        commitments: vec![
            promise("Menyediakan kelotok siaga di desa hulu", "Kepala desa", Some(date(2025, 7, 31))),
            promise(
                "Menandatangani kesepakatan di desa yang belum hadir",
                "Bidan koordinator",
                Some(date(2025, 8, 20)),
            ),
            promise("Pemeriksaan golongan darah warga", "Danramil Kapuas Hulu", None),
        ],
        place: text(SEI_HANYO),
        date: date(2025, 5, 22),
        writer: note_taker(),
        leader: head_of_district(),
    }
}

pub(super) fn commitments() -> CommitmentTable {
    CommitmentTable {
        event: workshop(),
        period: text("Triwulan III Tahun 2025"),
        date: date(2025, 5, 21),
        place: text(SEI_HANYO),
        commitments: rows(),
        signatories: vec![head_of_district(), head_of_unit(), note_taker()],
    }
}

/// The columns of a commitment that are texts, in the order of the table.
type Texts = [&'static str; 11];

const BOAT: Texts = [
    "Persalinan di luar fasilitas kesehatan, desa hulu",
    "Jarak jauh, biaya kelotok belum tersedia saat malam",
    "Menyediakan kelotok siaga dan bahan bakar untuk ibu bersalin",
    "Ibu hamil trimester III",
    "1 kelotok tiap desa",
    "Semua persalinan diantar",
    "Desa hulu",
    "Kepala desa",
    "Pemerintah desa",
    "Dana Desa",
    "Kelotok dapat dihubungi 24 jam",
];

const AGREEMENTS: Texts = [
    "Dukun belum semuanya bermitra",
    "Belum pernah ada kesepakatan tertulis",
    "Penandatanganan kesepakatan di desa yang belum hadir",
    "Dukun Kampung",
    "1 pertemuan tiap desa",
    "100 % dukun bermitra",
    "Semua desa",
    "Bidan koordinator",
    "Puskesmas",
    "BOK",
    "Kesepakatan ditandatangani kedua pihak",
];

const DONORS: Texts = [
    "Calon donor darah belum terdaftar",
    "Golongan darah warga belum diperiksa",
    "Pemeriksaan golongan darah bersama Koramil dan Polsek",
    "Warga 18–45 tahun",
    "1 kegiatan",
    "30 calon donor",
    "Desa Sei Hanyo",
    "Danramil Kapuas Hulu",
    "TNI/Polri",
    "Swadaya",
    "Daftar donor tersimpan di Puskesmas",
];

const WAITING_HOME: Texts = [
    "Rumah tunggu kelahiran jarang dipakai",
    "Keluarga tidak tahu dan tidak ada bekal makan",
    "Sosialisasi dan penyediaan bahan makanan",
    "Keluarga ibu hamil 34 minggu ke atas",
    "12 minggu",
    "5 ibu memakai",
    "Desa Sei Hanyo",
    "Ketua TP PKK",
    "PKK",
    "ADD",
    "Catatan pemakaian rumah tunggu",
];

fn rows() -> Vec<Commitment> {
    vec![
        row(BOAT, Some(date(2025, 7, 31)), Standing::Running),
        row(AGREEMENTS, Some(date(2025, 8, 20)), Standing::Planned),
        row(DONORS, None, Standing::Stuck),
        row(WAITING_HOME, Some(date(2025, 8, 31)), Standing::Done),
    ]
}

fn row(texts: Texts, due: Option<Date>, standing: Standing) -> Commitment {
    let [problem, cause, activity, aim, volume, target, place, owner, sector, fund, measure] =
        texts.map(str::to_owned);
    let (evidence, next) = (String::new(), String::new());
    Commitment {
        problem,
        cause,
        activity,
        aim,
        volume,
        target,
        place,
        due,
        owner,
        sector,
        fund,
        measure,
        standing,
        evidence,
        next,
    }
}

pub(super) fn press() -> PressRelease {
    PressRelease {
        number: None,
        headline: text("Bidan dan Dukun Kampung di Kapuas Hulu Sepakat Bermitra demi Ibu dan Bayi"),
        dateline: text("Kapuas Hulu"),
        date: date(2025, 5, 21),
        paragraphs: vec![
            text(
                "Dalam rangka memperkuat koordinasi lintas sektor di bidang kesehatan dan menurunkan Angka Kematian \
                 Ibu (AKI) serta Angka Kematian Bayi (AKB), UPT Puskesmas Sei Hanyo menggelar Lokakarya Mini Lintas \
                 Sektor pada Rabu, 21 Mei 2025, di Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei \
                 Hanyo, dengan melibatkan unsur pemerintahan, TNI/Polri, dan tokoh masyarakat setempat.",
            ),
            format!(
                "Lokakarya ini dilaksanakan berdasarkan {LAW}, serta Keputusan Kepala UPT Puskesmas Sei Hanyo \
                 Nomor: {DECREE_NUMBER} tentang Penunjukan Panitia Pelaksana Lokakarya Mini Lintas Sektor yang \
                 berlaku sejak 17 Mei 2025.",
            ),
            text(
                "Salah satu momen penting adalah penandatanganan Nota Kesepakatan (MoU) antara Bidan Puskesmas Sei \
                 Hanyo dan para Dukun Kampung, disaksikan langsung oleh Camat Kapuas Hulu Suwigno, S.H., Plt. Kepala \
                 UPT Puskesmas Sei Hanyo Yohanes Fransiskus, S.Kep., Ners., Danramil Kapuas Hulu, Wakapolsek, serta \
                 sejumlah tokoh masyarakat lainnya.",
            ),
        ],
        quotes: vec![Quote {
            said: text(
                "Kami optimis, kolaborasi ini akan meningkatkan kesadaran masyarakat akan pentingnya persalinan yang \
                 aman dan sehat, sekaligus tetap menjaga nilai tradisi lokal,",
            ),
            by: text("Plt. Kepala UPT Puskesmas Sei Hanyo, Yohanes Fransiskus"),
        }],
        ending: texts([
            "Dengan adanya kerja sama ini, diharapkan terjadi penurunan signifikan angka kematian ibu dan bayi di \
             wilayah Kecamatan Kapuas Hulu.",
        ]),
        photo: None,
        contact: texts(["Humas UPT Puskesmas Sei Hanyo", "Andreas Binti"]),
        signatory: head_of_unit(),
    }
}

pub(super) fn checklist() -> Checklist {
    let item = |what: &str, number: &str, there, note: &str| ChecklistItem {
        what: text(what),
        number: text(number),
        there,
        note: text(note),
    };
    Checklist {
        event: workshop(),
        fund: text("BOK UPT Puskesmas Sei Hanyo Tahun Anggaran 2025"),
        budget_line: None,
        items: vec![
            item("Keputusan panitia", "000.4.7.2/063/PKM-SH/TU/V.2025, 17 Mei 2025", Some(true), ""),
            item("Kerangka acuan kegiatan", "14 Mei 2025", Some(true), ""),
            item("Undangan", "17 Mei 2025", Some(true), ""),
            item("Daftar hadir", "21 Mei 2025", Some(true), ""),
            item("Notulen", "22 Mei 2025", Some(true), ""),
            item("Foto kegiatan", "", Some(true), "4 lembar"),
            item("Kwitansi konsumsi dan pajak", "", Some(false), "menunggu penyedia"),
            item("Daftar penerimaan transpor / SPPD", "", Some(false), ""),
            item("Laporan kegiatan", "", None, ""),
        ],
        place: text(SEI_HANYO),
        date: date(2025, 5, 26),
        checker: signatory("Bendahara BOK", "Elisabet Nanyan, A.Md."),
        approver: head_of_unit(),
    }
}
