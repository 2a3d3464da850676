//! Workshops and commitments: how they went, what is to be done, what may be told.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use domain::{
    facts::{
        AgreementDrafted, AgreementSigned, AgreementWitness, Attended, Bound, Capacity, Clause,
        CommitmentCarried, CommitmentMade, CommitmentProgressed, CommitmentStatus, Fact, MinuteKind, Minuted,
        PaperKind, PaperNumbered, Party, Sector, Side, Unit, WomanRegistered, WorkshopKind, WorkshopPlanned,
    },
    ids::{AuthorId, DeviceId, EntryId, SubjectId, derived},
    matters::Fulfilment,
    moment::Moment,
    note::Note,
    register::Register,
    workshop::{self, Evaluation, Lack, Seen, Share},
};
use jiff::{
    Timestamp,
    civil::{Date, date, time},
    tz::Offset,
};

const DAY: Date = date(2025, 5, 21);

fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

#[derive(Default)]
struct Log(Vec<Note>);

impl Log {
    fn with(mut self, of: &str, fact: impl Into<Fact>) -> Self {
        let no = self.0.len() as u128 + 1;
        self.0.push(Note {
            id: EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + no)),
            village: None,
            subject: subject(of),
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
            amends: None,
            fact: fact.into(),
        });
        self
    }

    fn promise(self, word: &str, due: Option<Date>) -> Self {
        let made = CommitmentMade {
            workshop: Some(subject("may")),
            activity: word.to_owned(),
            due,
            ..CommitmentMade::default()
        };
        self.with(word, made)
    }

    fn step(self, word: &str, on: Date, status: CommitmentStatus, obstacle: Option<&str>) -> Self {
        let obstacle = obstacle.map(str::to_owned);
        self.with(word, CommitmentProgressed { on, status, text: None, obstacle, evidence: None })
    }

    /// The register; the same whichever way round the notes come.
    fn register(self) -> Register {
        let mut back = self.0.clone();
        back.reverse();
        let (there, back) = (Register::load(self.0), Register::load(back));
        assert_eq!(
            there.matters().commitments.values().collect::<Vec<_>>(),
            back.matters().commitments.values().collect::<Vec<_>>()
        );
        there
    }
}

fn planned(kind: WorkshopKind, on: Date) -> WorkshopPlanned {
    let fields = serde_json::json!({
        "kind": kind, "title": "Lokakarya Mini Lintas Sektor", "on": on,
        "room": "Aula Kantor Camat Kapuas Hulu", "address": "Jalan Beringin RT 002, Desa Sei Hanyo",
    });
    serde_json::from_value(fields).unwrap()
}

fn quarters() -> Log {
    Log::default()
        .with("may", planned(WorkshopKind::FirstQuarterly, DAY))
        .with("june", planned(WorkshopKind::Monthly, date(2025, 6, 4)))
        .with("august", planned(WorkshopKind::RoutineQuarterly, date(2025, 8, 20)))
}

#[test]
fn the_last_workshop_of_the_series_opens_the_next() {
    let register = quarters().register();
    let matters = register.matters();
    let august = &matters.workshops[&subject("august")];
    assert_eq!(workshop::previous(matters, august).unwrap().id, subject("may"));
    assert!(workshop::previous(matters, &matters.workshops[&subject("june")]).is_none());
    assert_eq!(workshop::newest_planned(matters).unwrap().id, subject("august"));
}

#[test]
fn what_was_closed_in_time_is_counted_of_what_was_due() {
    let due = Some(date(2025, 7, 31));
    let log = quarters()
        .promise("on time", due)
        .step("on time", date(2025, 7, 31), CommitmentStatus::Done, None)
        .promise("late", due)
        .step("late", date(2025, 8, 2), CommitmentStatus::Done, None)
        .promise("stuck", due)
        .step("stuck", date(2025, 7, 1), CommitmentStatus::Stuck, Some("Sungai surut"))
        .promise("overdue", due)
        .promise("ahead", Some(date(2025, 12, 1)))
        .promise("carried", due)
        .with(
            "carried",
            CommitmentCarried { workshop: subject("august"), due: Some(date(2025, 11, 1)), reason: None },
        )
        .step("carried", date(2025, 8, 10), CommitmentStatus::Done, None)
        .promise("no day", None);
    let register = log.register();
    let seen = Evaluation::of(register.matters(), subject("may"), date(2025, 8, 20));
    assert_eq!(seen.on_time, Share { n: 1, of: 5 });
    for (fulfilment, count) in [
        (Fulfilment::OnTime, 1),
        (Fulfilment::DoneLate, 2),
        (Fulfilment::Stuck, 1),
        (Fulfilment::Overdue, 1),
        (Fulfilment::Open, 2),
        (Fulfilment::Dropped, 0),
    ] {
        assert_eq!(seen.count(fulfilment), count, "{fulfilment:?}");
    }
    assert_eq!(seen.all[0].why.as_deref(), Some("Sungai surut"), "what is in the way comes first");
    assert_eq!(Evaluation::of(register.matters(), subject("may"), DAY).on_time, Share::default());
    let carried = Evaluation::of(register.matters(), subject("august"), date(2025, 8, 20));
    assert_eq!(carried.all.len(), 1, "it goes on at the next one");
}

#[test]
fn on_its_day_there_is_still_time() {
    let register = quarters().promise("today", Some(DAY)).register();
    let seen = Evaluation::of(register.matters(), subject("may"), DAY);
    assert_eq!((seen.on_time, seen.count(Fulfilment::Open)), (Share::default(), 1));
}

#[test]
fn what_is_missing_is_told() {
    let register = quarters().promise("bare", None).register();
    let bare = &register.matters().commitments[&subject("bare")];
    assert_eq!(workshop::lacks(bare), [Lack::Owner, Lack::Due, Lack::Measure]);
}

#[test]
fn the_checklist_counts_back_from_the_day_and_sees_what_is_done() {
    let register = quarters().promise("open", None).register();
    let may = &register.matters().workshops[&subject("may")];
    let tasks = workshop::checklist(&register, may);
    assert!(tasks.is_sorted_by_key(|task| task.due));
    let of = |id: &str| tasks.iter().find(|task| task.id == id);
    assert_eq!(of("place").unwrap().due, date(2025, 4, 21));
    assert_eq!(of("place").unwrap().seen, Seen::Done);
    assert_eq!(of("committee").unwrap().seen, Seen::Open);
    assert_eq!(of("room").unwrap().seen, Seen::Untold);
    assert!(of("progress").is_none() && of("agreements").is_none(), "nothing before, nothing to sign");
    let august = &register.matters().workshops[&subject("august")];
    let progress = |register: &Register| {
        let tasks = workshop::checklist(register, august);
        tasks.into_iter().find(|task| task.id == "progress").unwrap().seen
    };
    assert_eq!(progress(&register), Seen::Open);
    let heard =
        quarters().promise("open", None).step("open", date(2025, 7, 1), CommitmentStatus::Running, None);
    assert_eq!(progress(&heard.register()), Seen::Done);
}

fn minute(kind: MinuteKind, text: &str) -> Minuted {
    Minuted {
        kind,
        speaker: Some("Yohanes Fransiskus, S.Kep., Ners".to_owned()),
        office: Some("Plt. Kepala UPT Puskesmas Sei Hanyo".to_owned()),
        item: None,
        text: text.to_owned(),
    }
}

fn decree() -> PaperNumbered {
    PaperNumbered {
        kind: PaperKind::Decree,
        class: "000.4.7.2".into(),
        year: 2025,
        seq: 63,
        number: "000.4.7.2/063/PKM-SH/TU/V.2025".into(),
        on: date(2025, 5, 17),
        about: subject("may"),
        matter: "Penunjukan Panitia Pelaksana Lokakarya Mini Lintas Sektor".into(),
        file: None,
    }
}

/// The event of 21 May 2025, as far as facts told it.
fn event() -> Log {
    let mut plan = planned(WorkshopKind::RoutineQuarterly, DAY);
    plan.legal_bases =
        vec!["Peraturan Menteri Kesehatan Nomor 19 Tahun 2024 tentang Pusat Kesehatan Masyarakat".into()];
    plan.committee_since = Some(date(2025, 5, 17));
    let unit =
        Unit { name: "UPT Puskesmas Sei Hanyo".into(), subdistrict: "Kapuas Hulu".into(), ..Unit::default() };
    let witness = |name: &str, office: &str| AgreementWitness {
        name: name.into(),
        office: office.into(),
        capacity: Capacity::Knowing,
        official: None,
    };
    let draft = AgreementDrafted {
        title: "Nota Kesepakatan".into(),
        parties: vec![
            Party { side: Side::Bidan, person: subject("rina") },
            Party { side: Side::Dukun, person: subject("uning") },
            Party { side: Side::Dukun, person: subject("tambi") },
        ],
        clauses: vec![Clause {
            id: "x".into(),
            bound: Bound::Both,
            text: "Ibu bersalin di fasilitas kesehatan.".into(),
        }],
        witnesses: vec![witness("Suwigno, S.H.", "Camat Kapuas Hulu"), witness("", "Danramil Kapuas Hulu")],
        workshop: Some(subject("may")),
        ..AgreementDrafted::default()
    };
    let signed: AgreementSigned = serde_json::from_value(serde_json::json!({
        "on": DAY, "place": "Aula", "absent_witnesses": ["Danramil Kapuas Hulu"],
    }))
    .unwrap();
    let came = |sector| Attended {
        name: "Seseorang".into(),
        office: "Kantor".into(),
        sector,
        sex: None,
        phone: None,
        official: None,
        dukun: None,
    };
    Log::default()
        .with("unit", unit)
        .with("may", plan)
        .with("may", came(Sector::Police))
        .with("may", came(Sector::Army))
        .with("may", minute(MinuteKind::Quote, "Kami optimis."))
        .with("may", minute(MinuteKind::Point, "Rahasia rapat"))
        .with("decree", decree())
        .with("mou", draft)
        .with("mou", signed)
        .with("mother", WomanRegistered { name: "Ibu Rahasia".into(), ..WomanRegistered::default() })
        .promise("jaga perahu", Some(date(2025, 8, 1)))
}

#[test]
fn a_release_tells_what_the_facts_tell_and_no_more() {
    let register = event().register();
    let may = &register.matters().workshops[&subject("may")];
    let text = workshop::release(&register, may).unwrap().paragraphs.join("\n");
    for told in [
        "UPT Puskesmas Sei Hanyo menggelar Lokakarya Mini Lintas Sektor pada Rabu, 21 Mei 2025",
        "Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo",
        "Nomor 19 Tahun 2024",
        "000.4.7.2/063/PKM-SH/TU/V.2025",
        "berlaku sejak 17 Mei 2025",
        "Hadir 2 (dua) orang dari unsur Polri dan TNI",
        "Nota Kesepakatan antara satu bidan UPT Puskesmas Sei Hanyo dan dua dukun kampung",
        "disaksikan oleh Camat Kapuas Hulu Suwigno, S.H.",
        "Ibu bersalin di fasilitas kesehatan.",
        "“Kami optimis,” kata Plt. Kepala UPT Puskesmas Sei Hanyo Yohanes Fransiskus, S.Kep., Ners.",
        "1 (satu) rencana tindak lanjut, yang terakhir sampai dengan 1 Agustus 2025",
    ] {
        assert!(text.contains(told), "{told} is missing in\n{text}");
    }
    for untold in ["Rahasia", "Danramil", "Seseorang"] {
        assert!(!text.contains(untold), "{untold} in\n{text}");
    }
}

#[test]
fn a_calendar_has_short_lines_and_marks_what_it_must() {
    let mut plan = planned(WorkshopKind::RoutineQuarterly, DAY);
    plan.title = format!("Lokmin; \"A, B\" \\ {}", "é".repeat(80));
    (plan.from, plan.until) = (Some(time(6, 30, 0, 0)), Some(time(12, 0, 0, 0)));
    let register = Log::default().with("may", plan).register();
    let unit = Unit { utc_offset_minutes: 420, ..Unit::default() };
    let file = workshop::calendar(&register.matters().workshops[&subject("may")], &unit);
    assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let whole = file.replace("\r\n ", "");
    assert!(whole.contains("DTSTART:20250520T233000Z\r\n"), "the day before by UTC: {whole}");
    assert!(whole.contains("DTEND:20250521T050000Z\r\n"));
    assert!(whole.contains(&format!("SUMMARY:Lokmin\\; \"A\\, B\" \\\\ {}\r\n", "é".repeat(80))));
    assert!(whole.contains(&format!("UID:{}@betang\r\n", subject("may"))));
    let register = quarters().register();
    let whole = workshop::calendar(&register.matters().workshops[&subject("may")], &unit);
    assert!(whole.contains("DTSTART;VALUE=DATE:20250521\r\nDTEND;VALUE=DATE:20250522\r\n"));
}
