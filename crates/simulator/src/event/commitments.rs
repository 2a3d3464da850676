//! What was promised at the example's workshops, and what became of it: every way it can go.

use domain::facts::{
    CommitmentCarried, CommitmentMade, CommitmentProgressed, CommitmentStatus as Status, FundingSource,
    Sector,
};
use jiff::civil::{Date, date};

use super::{Story, days, subject};

/// A promise: word, workshop, sector, owner, what, by when, and steps with their day.
struct Promise {
    word: &'static str,
    workshop: &'static str,
    made_on: Date,
    sector: Sector,
    owner: Option<&'static str>,
    activity: &'static str,
    measure: Option<&'static str>,
    due: Option<Date>,
    rupiah: Option<u64>,
    steps: &'static [(Date, Status, &'static str)],
    carried: Option<(&'static str, Date, Date)>,
}

const FIRST: Date = date(2025, 2, 19);
const SECOND: Date = date(2025, 5, 21);
const THIRD: Date = date(2025, 8, 20);

const PROMISES: [Promise; 8] = [
    Promise {
        word: "boats",
        workshop: "2025-1",
        made_on: FIRST,
        sector: Sector::Village,
        owner: Some("Kepala Desa Tumbang Puroh"),
        activity: "Menyiapkan perahu siaga untuk ibu bersalin",
        measure: Some("Perahu dan dua juru mudi tercatat, nomor HP ada di bidan"),
        due: Some(date(2025, 4, 30)),
        rupiah: Some(6_000_000),
        steps: &[(date(2025, 4, 15), Status::Done, "Perahu dan dua juru mudi siap.")],
        carried: None,
    },
    Promise {
        word: "dukun-list",
        workshop: "2025-1",
        made_on: FIRST,
        sector: Sector::Health,
        owner: Some("Bidan Koordinator"),
        activity: "Mendata semua dukun kampung di 14 desa",
        measure: Some("Daftar dukun lengkap per desa"),
        due: Some(date(2025, 4, 15)),
        rupiah: None,
        steps: &[(
            date(2025, 5, 5),
            Status::Done,
            "Data 14 desa lengkap; dua desa terlambat karena air surut.",
        )],
        carried: None,
    },
    Promise {
        word: "blood",
        workshop: "2025-1",
        made_on: FIRST,
        sector: Sector::Army,
        owner: Some("Danramil Kapuas Hulu"),
        activity: "Mendaftar calon donor darah dari anggota dan keluarga",
        measure: Some("20 calon donor dengan golongan darah"),
        due: Some(date(2025, 5, 15)),
        rupiah: None,
        steps: &[(date(2025, 5, 10), Status::Stuck, "Reagen golongan darah habis.")],
        carried: Some(("2025-2", SECOND, date(2025, 8, 15))),
    },
    Promise {
        word: "waiting-home",
        workshop: "2025-2",
        made_on: SECOND,
        sector: Sector::Subdistrict,
        owner: Some("Camat Kapuas Hulu"),
        activity: "Menyediakan satu rumah tunggu kelahiran di Sei Hanyo",
        measure: Some("Rumah siap dihuni, dua tempat tidur"),
        due: Some(date(2025, 8, 1)),
        rupiah: Some(15_000_000),
        steps: &[(date(2025, 7, 1), Status::Running, "Rumah dipilih, perbaikan atap berjalan.")],
        carried: Some(("2025-3", THIRD, date(2025, 11, 1))),
    },
    Promise {
        word: "village-rule",
        workshop: "2025-2",
        made_on: SECOND,
        sector: Sector::Village,
        owner: Some("Para kepala desa"),
        activity: "Memasukkan insentif dukun pendamping ke APBDes",
        measure: Some("Pos anggaran di APBDes 2026"),
        due: Some(date(2025, 12, 31)),
        rupiah: None,
        steps: &[(date(2025, 9, 10), Status::Running, "Sepuluh desa sudah membahas di musyawarah desa.")],
        carried: None,
    },
    Promise {
        word: "night-crossing",
        workshop: "2025-2",
        made_on: SECOND,
        sector: Sector::Police,
        owner: Some("Kapolsek Kapuas Hulu"),
        activity: "Mengawal perjalanan rujukan malam hari",
        measure: None,
        due: Some(date(2025, 7, 31)),
        rupiah: None,
        steps: &[(date(2025, 7, 20), Status::Done, "Jadwal piket dan nomor jaga dibagikan.")],
        carried: None,
    },
    Promise {
        word: "radio",
        workshop: "2025-3",
        made_on: THIRD,
        sector: Sector::Subdistrict,
        owner: None,
        activity: "Memasang radio panggil di desa tanpa sinyal",
        measure: None,
        due: None,
        rupiah: None,
        steps: &[],
        carried: None,
    },
    Promise {
        word: "market-day",
        workshop: "2025-3",
        made_on: THIRD,
        sector: Sector::Elders,
        owner: Some("Damang"),
        activity: "Menyampaikan kesepakatan pada hari pasar dan upacara adat",
        measure: Some("Disampaikan di empat pertemuan"),
        due: Some(date(2025, 10, 31)),
        rupiah: None,
        steps: &[(date(2025, 10, 1), Status::Dropped, "Digabung dengan kunjungan bidan ke desa.")],
        carried: None,
    },
];

impl Story {
    pub(super) fn commitments(&mut self) {
        for promise in &PROMISES {
            self.promise(promise);
        }
    }

    fn promise(&mut self, promise: &Promise) {
        let commitment = subject(promise.word);
        let made = CommitmentMade {
            workshop: Some(subject(promise.workshop)),
            activity: promise.activity.to_owned(),
            sector: promise.sector,
            owner: promise.owner.map(str::to_owned),
            due: promise.due,
            measure: promise.measure.map(str::to_owned),
            rupiah: promise.rupiah,
            funding: promise.rupiah.map(|_| FundingSource::DanaDesa),
            ..CommitmentMade::default()
        };
        self.note(promise.made_on, commitment, None, made);
        for (on, status, text) in promise.steps {
            let (said, obstacle) = match status {
                Status::Stuck => (None, Some((*text).to_owned())),
                _ => (Some((*text).to_owned()), None),
            };
            let step =
                CommitmentProgressed { on: *on, status: *status, text: said, obstacle, evidence: None };
            self.note(*on, commitment, None, step);
        }
        if let Some((workshop, on, due)) = promise.carried {
            let carried = CommitmentCarried {
                workshop: subject(workshop),
                due: Some(due),
                reason: Some("Belum selesai; dilanjutkan.".to_owned()),
            };
            self.note(on, commitment, None, carried);
            if promise.word == "blood" {
                let text = Some("Dua puluh dua calon donor diperiksa golongan darahnya.".to_owned());
                let done = CommitmentProgressed {
                    on: days(due, -10),
                    status: Status::Done,
                    text,
                    obstacle: None,
                    evidence: Some("Daftar donor di Puskesmas".to_owned()),
                };
                self.note(days(due, -10), commitment, None, done);
            }
        }
    }
}
