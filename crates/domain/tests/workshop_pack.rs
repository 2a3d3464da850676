//! What is presented at a workshop, and its accountability file.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use domain::{
    facts::{
        AgreementDrafted, CommitmentMade, CommitmentProgressed, CommitmentStatus, ConcernRaised, Dukun, Fact,
        FileAttached, FileKind, PaperKind, PaperNumbered, Party, Sector, ShownSection, Side, Village,
        WomanRegistered, WorkshopKind,
    },
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
    workshop::{accounts, changed, pack},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};
use serde_json::json;

const DAY: Date = date(2025, 8, 20);

fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

#[derive(Default)]
struct Log(Vec<Note>);

impl Log {
    fn with(mut self, subject: SubjectId, fact: impl Into<Fact>) -> Self {
        let no = self.0.len() as u128 + 1;
        self.0.push(Note {
            id: EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + no)),
            village: None,
            subject,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
            amends: None,
            fact: fact.into(),
        });
        self
    }

    fn dukun(self, name: &str, village: &str) -> Self {
        let village = Some(VillageCode::new(village));
        self.with(subject(name), Dukun { name: name.to_owned(), village, ..Dukun::default() })
    }

    fn promise(self, activity: &str, sector: Sector, owner: Option<&str>, due: Date) -> Self {
        let made = CommitmentMade {
            workshop: Some(subject("may")),
            activity: activity.to_owned(),
            sector,
            owner: owner.map(str::to_owned),
            due: Some(due),
            ..CommitmentMade::default()
        };
        self.with(subject(activity), made)
    }

    fn step(self, activity: &str, on: Date, status: CommitmentStatus, obstacle: Option<&str>) -> Self {
        let obstacle = obstacle.map(str::to_owned);
        let step = CommitmentProgressed { on, status, text: None, obstacle, evidence: None };
        self.with(subject(activity), step)
    }
}

fn workshop(on: Date, more: serde_json::Value) -> Fact {
    let mut fields = json!({
        "kind": WorkshopKind::RoutineQuarterly, "title": "Lokakarya Mini", "on": on, "room": "Aula", "address": "",
    });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Fact::WorkshopPlanned(serde_json::from_value(fields).unwrap())
}

fn village(code: &str, name: &str) -> (SubjectId, Village) {
    let code = VillageCode::new(code);
    (code.subject(), serde_json::from_value(json!({ "code": code, "name": name })).unwrap())
}

/// Two villages, three dukun of whom one signed, and two quarters.
fn quarters() -> Log {
    let (sei, sei_hanyo) = village("A", "Sei Hanyo");
    let (bulau, supang) = village("B", "Supang");
    let draft = AgreementDrafted {
        title: "Nota Kesepakatan".into(),
        villages: vec![VillageCode::new("A")],
        parties: vec![
            Party { side: Side::Bidan, person: subject("rina") },
            Party { side: Side::Dukun, person: subject("Tambi Uning") },
        ],
        valid_until: Some(date(2025, 10, 1)),
        ..AgreementDrafted::default()
    };
    let signed = serde_json::from_value(json!({ "on": date(2025, 5, 21), "place": "Aula" })).unwrap();
    Log::default()
        .with(sei, sei_hanyo)
        .with(bulau, supang)
        .dukun("Tambi Uning", "A")
        .dukun("Tambi Lenya", "A")
        .dukun("Tambi Ratna", "B")
        .with(subject("mou"), draft)
        .with(subject("mou"), Fact::AgreementSigned(signed))
        .with(subject("may"), workshop(date(2025, 5, 21), json!({})))
        .with(subject("august"), workshop(DAY, json!({})))
        .promise("Perahu siaga", Sector::Village, Some("Kades"), date(2025, 7, 31))
        .step("Perahu siaga", date(2025, 7, 20), CommitmentStatus::Done, None)
        .promise("Jalan ke Supang", Sector::Subdistrict, Some("Camat"), date(2025, 8, 1))
        .step("Jalan ke Supang", date(2025, 7, 30), CommitmentStatus::Stuck, Some("Sungai meluap."))
        .promise("Rumah tunggu", Sector::Other, None, date(2025, 12, 1))
}

fn shown(log: Log, of: &str) -> Vec<ShownSection> {
    let mut back = log.0.clone();
    back.reverse();
    let (register, back) = (Register::load(log.0), Register::load(back));
    let of = subject(of);
    let sections = |register: &Register| {
        pack(register, &Rules::default(), register.matters().workshops.get(&of).unwrap(), DAY)
    };
    assert_eq!(sections(&register), sections(&back), "in any order");
    sections(&register)
}

fn part<'a>(sections: &'a [ShownSection], id: &str) -> &'a ShownSection {
    sections.iter().find(|section| section.id == id).unwrap()
}

#[test]
fn the_last_commitments_open_the_pack_with_what_is_in_the_way_first() {
    let sections = shown(quarters(), "august");
    assert_eq!(sections[0].id, "commitments");
    let first = &sections[0];
    assert_eq!(first.title, "Tindak lanjut Lokakarya Mini, 21 Mei 2025");
    assert_eq!(
        first.sentences[0],
        "1 dari 2 rencana tindak lanjut yang sampai tenggatnya selesai tepat waktu."
    );
    assert_eq!(first.sentences[1], "Selebihnya: 1 terkendala, 1 berjalan.");
    let rows = &first.table.as_ref().unwrap().rows;
    let stuck =
        ["1", "Jalan ke Supang", "Kecamatan", "Camat", "1 Agustus 2025", "Terkendala", "Sungai meluap."];
    assert_eq!(rows[0], stuck);
    assert_eq!(rows[1][3], "belum ada", "nobody's, and it says so");
    assert_eq!(rows[2][5], "Selesai tepat waktu");
}

#[test]
fn agreements_are_counted_by_village_and_never_as_a_share_alone() {
    let sections = shown(quarters(), "august");
    let agreements = part(&sections, "agreements");
    assert_eq!(
        agreements.sentences[0],
        "1 dari 3 dukun bermitra dengan bidan melalui kesepakatan yang berlaku."
    );
    assert_eq!(agreements.sentences[1], "Di 0 dari 2 desa yang mempunyai dukun, semua dukun bermitra.");
    let rows = &agreements.table.as_ref().unwrap().rows;
    assert_eq!(rows[0], ["Sei Hanyo", "1 dari 2", "1 Oktober 2025"]);
    assert_eq!(rows[1], ["Supang", "0 dari 1", "–"]);
}

#[test]
fn only_what_facts_ask_is_asked() {
    let sections = shown(quarters(), "august");
    let asked = &part(&sections, "questions").sentences;
    for words in [
        "Kecamatan: “Jalan ke Supang” terhalang (Sungai meluap).",
        "Sektor lain: siapa penanggung jawab “Rumah tunggu”?",
        "Dukun yang belum bermitra: Sei Hanyo (1 dari 2), Supang (1 dari 1).",
        "Desa Sei Hanyo: kesepakatan berakhir 1 Oktober 2025.",
    ] {
        assert!(asked.iter().any(|one| one.starts_with(words)), "{words} in {asked:?}");
    }
    assert_eq!(asked.len(), 4);
    let bare = Log::default().with(subject("august"), workshop(DAY, json!({})));
    assert!(shown(bare, "august").iter().all(|section| section.id != "questions"));
}

#[test]
fn no_mother_and_nothing_to_talk_about_is_in_it() {
    let mother = WomanRegistered { name: "Ibu Rahasia".into(), ..WomanRegistered::default() };
    let concern: ConcernRaised = serde_json::from_value(json!({
        "on": date(2025, 7, 1), "dukun": subject("Tambi Lenya"), "text": "Perlu dibicarakan diam-diam",
    }))
    .unwrap();
    let log = quarters().with(subject("mother"), mother).with(subject("concern"), concern);
    let text = serde_json::to_string(&shown(log, "august")).unwrap();
    for untold in ["Rahasia", "diam-diam", "Tambi", "pelanggaran"] {
        assert!(!text.contains(untold), "{untold} in {text}");
    }
}

#[test]
fn what_changed_since_it_was_frozen_is_named() {
    let frozen = shown(quarters(), "august");
    assert!(changed(&frozen, &frozen).is_empty());
    let now = shown(quarters().step("Jalan ke Supang", DAY, CommitmentStatus::Done, None), "august");
    assert_eq!(
        changed(&frozen, &now),
        ["Tindak lanjut Lokakarya Mini, 21 Mei 2025", "Yang perlu dijawab bersama"]
    );
    assert_eq!(changed(&frozen, &[]).len(), frozen.len(), "what is gone is named too");
}

#[test]
fn the_file_knows_what_is_there() {
    let file = |kind| FileAttached {
        file: "0".repeat(64),
        media_type: "image/jpeg".into(),
        bytes: 1,
        kind,
        caption: None,
    };
    let decree = PaperNumbered {
        kind: PaperKind::Decree,
        class: "000.4.7.2".into(),
        year: 2025,
        seq: 63,
        number: "000.4.7.2/063/PKM-SH/TU/V.2025".into(),
        on: date(2025, 5, 17),
        about: subject("may"),
        matter: "Panitia".into(),
        file: None,
    };
    let log = quarters().with(subject("decree"), decree).with(subject("may"), file(FileKind::Photo));
    let register = Register::load(log.0);
    let all = accounts(register.matters(), &register.matters().workshops[&subject("may")]);
    let of = |id: &str| all.iter().find(|one| one.id == id).unwrap();
    assert_eq!(of("decree").number.as_deref(), Some("000.4.7.2/063/PKM-SH/TU/V.2025"));
    assert_eq!((of("decree").there, of("photo").there), (Some(true), Some(true)));
    assert_eq!(
        (of("attendance").there, of("codes").there, of("tax").there),
        (Some(false), Some(false), None)
    );
}
