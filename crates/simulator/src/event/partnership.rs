//! The agreement that was signed on the day of the article, and what bidan and dukun did since.

use domain::facts::{
    AdatAgreed, AdatStanding, AgreementDrafted, AgreementSigned, AgreementWitness, Bound, Capacity, Clause,
    DukunActivity, DukunDid, FundingSource, IncentiveFor, IncentiveRule, PartnershipMet, Party, ReadAloud,
    Side, Signature, Signed,
};
use jiff::civil::date;

use super::{DAY, Story, days, subject};
use crate::{ground, people};

/// Clauses that the newspaper told of, and two that agreements elsewhere have; domain.md §1.3.
const CLAUSES: [(&str, Bound, &str); 6] = [
    (
        "NO_SOLO_BIRTH",
        Bound::Dukun,
        "Tidak menolong persalinan sendiri tanpa bidan atau tenaga kesehatan lain.",
    ),
    ("FACILITY_BIRTH", Bound::Dukun, "Mengarahkan dan mengantar ibu bersalin di fasilitas kesehatan."),
    ("REPORT_NEW_PREGNANCY", Bound::Dukun, "Memberi tahu bidan tentang setiap ibu yang baru hamil."),
    ("BIDAN_NIFAS_KN", Bound::Bidan, "Mengunjungi ibu nifas dan bayi baru lahir sesuai jadwal."),
    (
        "BIDAN_FACILITY_BIRTH",
        Bound::Bidan,
        "Menolong persalinan di fasilitas kesehatan dan menerima dukun sebagai pendamping.",
    ),
    ("RESPECT_ADAT", Bound::Both, "Menghormati adat: upacara yang tidak membahayakan tetap dilaksanakan."),
];

impl Story {
    pub(super) fn partnership(&mut self) {
        self.agreement();
        self.rules();
        self.deeds();
        self.adat();
    }

    fn agreement(&mut self) {
        let agreement = subject("agreement");
        let villages: Vec<_> = self.villages.iter().take(10).map(|(code, _)| code.clone()).collect();
        let bidan = self.staff.iter().filter(|member| member.login.starts_with("bidan.")).take(10);
        let bidan = bidan.map(|member| Party { side: Side::Bidan, person: member.subject });
        let dukun = self.dukun.iter().filter(|dukun| villages.contains(&dukun.village));
        let parties: Vec<_> =
            bidan.chain(dukun.map(|dukun| Party { side: Side::Dukun, person: dukun.subject })).collect();
        let reviews = vec![date(2025, 8, 20), date(2025, 11, 19), date(2026, 2, 18)];
        let draft = AgreementDrafted {
            title: "Nota Kesepakatan Kemitraan Bidan dan Dukun Kampung".to_owned(),
            villages,
            parties: parties.clone(),
            clauses: CLAUSES
                .map(|(id, bound, text)| Clause { id: id.to_owned(), bound, text: text.to_owned() })
                .to_vec(),
            legal_bases: vec![ground::LEGAL_BASIS.to_owned()],
            witnesses: witnesses(),
            place: Some("Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo".to_owned()),
            planned_on: Some(DAY),
            valid_until: None,
            reviews: reviews.clone(),
            workshop: Some(subject("2025-2")),
            renews: None,
            remark: None,
        };
        self.note(date(2025, 5, 14), agreement, None, draft);
        let how = |side| if side == Side::Dukun { Signature::Thumbprint } else { Signature::Ink };
        let signed = AgreementSigned {
            on: DAY,
            place: "Aula Kantor Camat Kapuas Hulu".to_owned(),
            village: self.villages.first().map(|(code, _)| code.clone()),
            signatures: parties
                .iter()
                .map(|party| Signed { person: party.person, how: how(party.side) })
                .collect(),
            read_aloud: Some(ReadAloud { language: "Ngaju".to_owned(), by: "Bidan Koordinator".to_owned() }),
            absent_witnesses: Vec::new(),
            valid_until: None,
            reviews,
        };
        self.note(DAY, agreement, None, signed);
    }

    fn rules(&mut self) {
        let rules = [
            ("rule-1", IncentiveFor::BroughtAndAccompanied, 50_000),
            ("rule-2", IncentiveFor::CaredForBaby, 25_000),
        ];
        for (word, cause, rupiah) in rules {
            let rule = IncentiveRule {
                cause,
                rupiah,
                source: FundingSource::Bok,
                since: DAY,
                until: None,
                agreement: Some(subject("agreement")),
                within_days: None,
            };
            self.note(DAY, subject(word), None, rule);
        }
    }

    fn deeds(&mut self) {
        let dukun: Vec<_> = self.dukun.iter().map(|one| (one.subject, one.village.clone())).collect();
        let activities =
            [DukunActivity::NifasHomeVisit, DukunActivity::RitualPerformed, DukunActivity::BringToAnc];
        for (at, (person, village)) in dukun.iter().enumerate() {
            for (turn, activity) in activities.into_iter().enumerate() {
                let on = days(DAY, i32::try_from(at * 11 + turn * 37 + 3).unwrap_or(0));
                let did = DukunDid { activity, on, mother: None, remark: None };
                self.note(on, *person, Some(village.clone()), did);
            }
        }
        let first: Vec<_> = self.villages.iter().take(6).map(|(code, _)| code.clone()).collect();
        for (at, code) in (0..).zip(first) {
            let there =
                dukun.iter().filter(|(_, village)| *village == code).map(|(person, _)| *person).collect();
            let on = days(date(2025, 6, 18), at * 9);
            let met = PartnershipMet {
                on,
                dukun: there,
                topics: "Siapa yang mendekati hari perkiraan lahir, dan perahu siapa yang siap.".to_owned(),
                next_on: Some(days(on, 30)),
            };
            self.note(on, code.subject(), Some(code), met);
        }
    }

    fn adat(&mut self) {
        let practices = [
            ("Tapung tawar", AdatStanding::Welcome, None),
            ("Doa saat tali pusat lepas", AdatStanding::Welcome, None),
            (
                "Ibu duduk dekat api setelah melahirkan",
                AdatStanding::Adapted,
                Some("Tungku di luar kamar; bayi tidak kena asap."),
            ),
            (
                "Abu pada tali pusat",
                AdatStanding::Harmful,
                Some("Tali pusat dijaga kering dan bersih; dapat menyebabkan infeksi."),
            ),
        ];
        let code = self.villages.first().map(|(code, _)| code.clone());
        for (practice, standing, how) in practices {
            let Some(code) = code.clone() else { return };
            let agreed = AdatAgreed {
                practice: practice.to_owned(),
                standing,
                how: how.map(str::to_owned),
                on: DAY,
                with: "Bidan, dukun, dan tokoh adat".to_owned(),
            };
            self.note(DAY, code.subject(), Some(code), agreed);
        }
    }
}

/// Who witnessed the signing, as the newspaper told.
fn witnesses() -> Vec<AgreementWitness> {
    let people = [
        (people::CAMAT, "Camat Kapuas Hulu", Capacity::Knowing),
        (people::HEAD, people::HEAD_OFFICE, Capacity::Knowing),
        ("", "Danramil Kapuas Hulu", Capacity::Witness),
        ("", "Wakapolsek Kapuas Hulu", Capacity::Witness),
        ("", "Tokoh masyarakat", Capacity::Witness),
    ];
    let witness = |(name, office, capacity): (&str, &str, Capacity)| AgreementWitness {
        name: name.to_owned(),
        office: office.to_owned(),
        capacity,
        official: None,
    };
    people.map(witness).to_vec()
}
