//! What is written before the workshop: decree, terms of reference, invitation, agenda.

use jiff::civil::{Time, date, time};

use super::{DECREE_NUMBER, LAW, SEI_HANYO, head_of_unit, signatory, text, texts, workshop};
use crate::{
    papers::{Agenda, AgendaItem, BudgetLine, Decree, Invitation, TermsOfReference},
    parts::{Block, Member, Section},
};

pub(super) fn decree() -> Decree {
    let member = |duty: &str, name: &str, office: &str| Member {
        duty: text(duty),
        name: text(name),
        office: text(office),
    };
    Decree {
        number: Some(text(DECREE_NUMBER)),
        issuer: text("KEPALA UPT PUSKESMAS SEI HANYO"),
        about: text("PENUNJUKAN PANITIA PELAKSANA LOKAKARYA MINI LINTAS SEKTOR"),
        considering: texts([
            "bahwa untuk memperkuat koordinasi lintas sektor di bidang kesehatan dan menurunkan Angka Kematian \
             Ibu (AKI) serta Angka Kematian Bayi (AKB), perlu dilaksanakan Lokakarya Mini Lintas Sektor \
             triwulanan di Kecamatan Kapuas Hulu;",
            "bahwa agar lokakarya tersebut berjalan tertib dan lancar, perlu ditunjuk panitia pelaksana;",
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan \
             Keputusan Kepala UPT Puskesmas Sei Hanyo tentang Penunjukan Panitia Pelaksana Lokakarya Mini \
             Lintas Sektor;",
        ]),
        recalling: vec![text("Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan;"), format!("{LAW};")],
        noting: Vec::new(),
        decisions: texts([
            "Menunjuk panitia pelaksana Lokakarya Mini Lintas Sektor UPT Puskesmas Sei Hanyo dengan susunan \
             sebagaimana tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini.",
            "Panitia bertugas menyiapkan, melaksanakan, dan melaporkan Lokakarya Mini Lintas Sektor pada Rabu, \
             21 Mei 2025 di Aula Kantor Camat Kapuas Hulu.",
            "Biaya yang timbul akibat keputusan ini dibebankan pada dana Bantuan Operasional Kesehatan (BOK) \
             UPT Puskesmas Sei Hanyo Tahun Anggaran 2025.",
            "Keputusan ini berlaku sejak tanggal ditetapkan, dan apabila terdapat kekeliruan akan diperbaiki \
             sebagaimana mestinya.",
        ]),
        place: text(SEI_HANYO),
        date: date(2025, 5, 17),
        signatory: head_of_unit(),
        copies: texts([
            "Kepala Dinas Kesehatan Kabupaten Kapuas di Kuala Kapuas",
            "Camat Kapuas Hulu di Sei Hanyo",
        ]),
        list_title: text("SUSUNAN PANITIA PELAKSANA LOKAKARYA MINI LINTAS SEKTOR"),
        members: vec![
            member("Pelindung / penasihat", "Suwigno, S.H.", "Camat Kapuas Hulu"),
            member(
                "Penanggung jawab",
                "Yohanes Fransiskus, S.Kep., Ners.",
                "Plt. Kepala UPT Puskesmas Sei Hanyo",
            ),
            member("Ketua", "Marsiana Lestari, S.Tr.Keb.", "Bidan koordinator"),
            member("Sekretaris", "Rudi Hartono, A.Md.Kep.", "Kepala tata usaha"),
            member("Bendahara", "Elisabet Nanyan, A.Md.", "Bendahara BOK"),
            member("Seksi acara", "Yuliana Tuah, A.Md.Keb.", "Bidan desa"),
            member("Seksi perlengkapan", "Jonathan Riwut", "Pengelola barang"),
            member("Seksi konsumsi", "Sri Wahyuni", "Staf gizi"),
            member("Humas dan dokumentasi", "Andreas Binti", "Promosi kesehatan"),
            member("Notulis", "Kristina Ewa, A.Md.Keb.", "Bidan"),
        ],
    }
}

pub(super) fn invitation() -> Invitation {
    Invitation {
        number: None,
        nature: text("Penting"),
        subject: text("Undangan Lokakarya Mini Lintas Sektor"),
        place: text(SEI_HANYO),
        date: date(2025, 5, 17),
        addressees: texts([
            "Camat Kapuas Hulu",
            "Danramil Kapuas Hulu",
            "Kapolsek Kapuas Hulu",
            "Kepala Desa Sei Hanyo",
            "Para Kepala Desa se-Kecamatan Kapuas Hulu",
            "Ketua Tim Penggerak PKK Kecamatan Kapuas Hulu",
            "Kepala Kantor Urusan Agama Kapuas Hulu",
            "Damang Kepala Adat Kapuas Hulu",
            "Tokoh masyarakat dan tokoh agama",
            "Para Dukun Kampung mitra Puskesmas",
        ]),
        addressees_at: text("Tempat"),
        opening: texts([
            "Dengan hormat,",
            "Dalam rangka memperkuat koordinasi lintas sektor di bidang kesehatan dan menurunkan Angka Kematian \
             Ibu (AKI) serta Angka Kematian Bayi (AKB) di wilayah Kecamatan Kapuas Hulu, kami mengundang \
             Bapak/Ibu untuk hadir pada:",
        ]),
        event: workshop(),
        agenda: text(
            "Lokakarya Mini Lintas Sektor triwulanan dan penandatanganan Nota Kesepakatan Bidan dan Dukun Kampung",
        ),
        closing: texts([
            "Mengingat pentingnya acara ini, kami mohon Bapak/Ibu hadir tepat waktu. Apabila berhalangan, mohon \
             menugaskan wakil yang dapat mengambil keputusan.",
            "Atas perhatian dan kehadiran Bapak/Ibu kami ucapkan terima kasih.",
        ]),
        signatory: head_of_unit(),
        copies: texts(["Kepala Dinas Kesehatan Kabupaten Kapuas di Kuala Kapuas"]),
    }
}

pub(super) fn terms() -> TermsOfReference {
    let line = |item: &str, volume, unit: &str, price| BudgetLine {
        item: text(item),
        volume,
        unit: text(unit),
        price,
    };
    TermsOfReference {
        activity: text("LOKAKARYA MINI LINTAS SEKTOR TRIWULAN II TAHUN 2025"),
        sections: sections(),
        budget: vec![
            line("Konsumsi peserta", 50, "kotak", 35_000),
            line("Penggandaan bahan dan alat tulis", 50, "set", 15_000),
            line("Transpor peserta dari desa hulu", 20, "orang", 75_000),
        ],
        fund: text("dana Bantuan Operasional Kesehatan (BOK) Tahun Anggaran 2025"),
        place: text(SEI_HANYO),
        date: date(2025, 5, 14),
        author: signatory("Ketua panitia", "Marsiana Lestari, S.Tr.Keb."),
        approver: head_of_unit(),
    }
}

fn sections() -> Vec<Section> {
    let section = |heading: &str, blocks| Section { heading: text(heading), blocks };
    let words = |paragraph: &str| vec![Block::Paragraph(text(paragraph))];
    vec![
        section(
            "Latar belakang",
            words(
                "Angka Kematian Ibu (AKI) dan Angka Kematian Bayi (AKB) hingga kini masih menjadi tantangan \
                 serius, terutama akibat praktik persalinan di luar fasilitas kesehatan. Penurunannya memerlukan \
                 koordinasi dan komitmen bersama antar pemangku kepentingan di Kecamatan Kapuas Hulu.",
            ),
        ),
        section("Dasar hukum", vec![Block::Steps(vec![text(LAW)])]),
        section(
            "Tujuan",
            vec![
                Block::Paragraph(text(
                    "Tujuan umum: membangun koordinasi dan komitmen bersama serta menyatukan misi pembangunan \
                     kesehatan. Tujuan khusus:",
                )),
                Block::Points(texts([
                    "menyampaikan capaian pelayanan kesehatan ibu dan anak;",
                    "membahas hambatan dan peran tiap sektor;",
                    "menandatangani Nota Kesepakatan antara Bidan Puskesmas dan Dukun Kampung;",
                    "menyepakati rencana tindak lanjut triwulan berikutnya.",
                ])),
            ],
        ),
        section(
            "Sasaran",
            words(
                "Camat, Polsek, Koramil, Kepala Desa, PKK, KUA, tokoh adat, tokoh agama, tokoh masyarakat, kader, \
                 dan Dukun Kampung.",
            ),
        ),
        section(
            "Waktu dan tempat",
            words(
                "Rabu, 21 Mei 2025, di Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo.",
            ),
        ),
        section(
            "Pemantauan dan pelaporan",
            words(
                "Notulen, daftar hadir, dan rencana tindak lanjut disusun paling lambat tiga hari setelah kegiatan; \
                 pelaksanaannya ditinjau pada lokakarya triwulan berikutnya.",
            ),
        ),
    ]
}

pub(super) fn agenda() -> Agenda {
    let item = |from: Time, until, what: &str, who: &str| AgendaItem {
        from: Some(from),
        until,
        what: text(what),
        who: text(who),
    };
    let at = |hour, minute| time(hour, minute, 0, 0);
    Agenda {
        event: workshop(),
        items: vec![
            item(at(8, 0), Some(at(8, 30)), "Pendaftaran peserta", "Panitia"),
            item(at(8, 30), Some(at(9, 0)), "Pembukaan dan sambutan", "Camat Kapuas Hulu, Suwigno, S.H."),
            item(
                at(9, 0),
                Some(at(10, 0)),
                "Penyajian capaian kesehatan ibu dan anak",
                "Plt. Kepala UPT Puskesmas Sei Hanyo, Yohanes Fransiskus, S.Kep., Ners.",
            ),
            item(at(10, 0), Some(at(11, 0)), "Pembahasan hambatan dan peran tiap sektor", "Moderator"),
            item(
                at(11, 0),
                Some(at(11, 30)),
                "Penandatanganan Nota Kesepakatan Bidan Puskesmas dan Dukun Kampung",
                "Bidan, Dukun Kampung, dan saksi",
            ),
            item(at(11, 30), Some(at(12, 15)), "Rencana tindak lanjut", "Semua sektor"),
            item(at(12, 15), None, "Penutup dan doa", "Panitia"),
        ],
        place: text(SEI_HANYO),
        date: date(2025, 5, 17),
        signatory: signatory("Ketua panitia", "Marsiana Lestari, S.Tr.Keb."),
    }
}
