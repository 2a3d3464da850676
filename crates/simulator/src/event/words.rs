//! The words of the example's workshops. The quotation is the one that the newspaper printed.

use domain::{
    facts::{AgendaItem, BudgetLine, CommitteeMember, FundingSource, MinuteKind},
    ids::SubjectId,
};
use jiff::civil::{Date, Time, time};

use super::{DAY, Said};
use crate::people;

pub(super) const BACKGROUND: &str = "Kematian ibu dan bayi di Kecamatan Kapuas Hulu masih menjadi tantangan, \
    terutama karena persalinan di luar fasilitas kesehatan. Penanganannya memerlukan dukungan semua sektor.";

pub(super) const AIMS: [&str; 3] = [
    "Membangun koordinasi dan komitmen bersama antar pemangku kepentingan.",
    "Menyatukan misi pembangunan kesehatan di kecamatan.",
    "Mendapat dukungan dan masukan dari Camat, Polsek, Koramil, Kepala Desa, dan tokoh masyarakat.",
];

pub(super) fn committee() -> Vec<CommitteeMember> {
    let duties = [
        ("Pelindung", people::CAMAT, "Camat Kapuas Hulu"),
        ("Penanggung jawab", people::HEAD, people::HEAD_OFFICE),
        ("Ketua", "", "Bidan Koordinator"),
        ("Sekretaris", "", "Tata Usaha"),
        ("Bendahara", "", "Bendahara BOK"),
        ("Notulis", "", "Tata Usaha"),
    ];
    let member = |(duty, name, office): (&str, &str, &str)| CommitteeMember {
        duty: duty.to_owned(),
        name: name.to_owned(),
        office: office.to_owned(),
    };
    duties.map(member).to_vec()
}

pub(super) fn budget() -> Vec<BudgetLine> {
    let line = |item: &str, quantity, unit: &str, rupiah_each| BudgetLine {
        item: item.to_owned(),
        quantity,
        unit: unit.to_owned(),
        rupiah_each,
        source: FundingSource::Bok,
        account: None,
    };
    vec![line("Konsumsi peserta", 40, "orang", 35_000), line("Penggandaan bahan", 40, "berkas", 10_000)]
}

pub(super) fn agenda(agreement: Option<SubjectId>) -> Vec<AgendaItem> {
    let item = |from: Time, until: Time, title: &str, speaker: &str| AgendaItem {
        from: Some(from),
        until: Some(until),
        title: title.to_owned(),
        speaker: Some(speaker.to_owned()),
        cluster: None,
        agreement: None,
    };
    let hour = |hour, minute| time(hour, minute, 0, 0);
    let mut agenda = vec![
        item(hour(8, 30), hour(9, 0), "Pembukaan dan sambutan", "Camat Kapuas Hulu"),
        item(
            hour(9, 0),
            hour(9, 45),
            "Evaluasi tindak lanjut triwulan lalu dan capaian KIA",
            people::HEAD_OFFICE,
        ),
        item(hour(9, 45), hour(11, 15), "Pembahasan hambatan dan dukungan tiap sektor", "Camat Kapuas Hulu"),
        item(hour(11, 15), hour(12, 0), "Kesepakatan rencana tindak lanjut dan penutup", people::HEAD_OFFICE),
    ];
    if let Some(agreement) = agreement {
        let signing = AgendaItem {
            agreement: Some(agreement),
            ..item(
                hour(10, 45),
                hour(11, 15),
                "Penandatanganan nota kesepakatan bidan dan dukun kampung",
                people::HEAD_OFFICE,
            )
        };
        agenda.insert(3, signing);
    }
    agenda
}

pub(super) fn minutes(on: Date) -> Vec<Said> {
    let common: [Said; 3] = [
        (
            MinuteKind::Point,
            "",
            "Bidan Koordinator",
            "Ibu di desa hulu sering datang ketika sudah mulas, karena perahu tidak siap.",
        ),
        (
            MinuteKind::Question,
            "",
            "Kepala Desa",
            "Apakah Dana Desa boleh dipakai untuk bahan bakar perahu siaga?",
        ),
        (
            MinuteKind::Answer,
            "",
            "Camat Kapuas Hulu",
            "Boleh, bila dimasukkan dalam musyawarah desa dan APBDes.",
        ),
    ];
    let mut all = common.to_vec();
    if on == DAY {
        all.push((
            MinuteKind::Quote,
            people::HEAD,
            people::HEAD_OFFICE,
            "Kami optimis, kolaborasi ini akan meningkatkan kesadaran masyarakat akan pentingnya persalinan \
             yang aman dan sehat, sekaligus tetap menjaga nilai tradisi lokal.",
        ));
        all.push((
            MinuteKind::Decision,
            "",
            "",
            "Dukun kampung tidak lagi menolong persalinan sendiri di luar fasilitas kesehatan, dan bersama bidan \
             mengarahkan ibu hamil bersalin di fasilitas kesehatan.",
        ));
    }
    all.push((MinuteKind::Decision, "", "", "Setiap desa menunjuk satu perahu siaga dan dua juru mudi."));
    all
}
