//! The workshop of 21 May 2025 that everything began with, the one before it and the two after it.
//!
//! What the newspaper told is as it was told: place, day, decree, offices, and the two names that it prints.
//! All else is invented: which midwives and dukun signed, what was promised, and what became of it.

mod commitments;
mod partnership;
mod words;

use domain::{
    facts::{
        Attended, Fact, Invitee, MinuteKind, Minuted, PaperKind, PaperNumbered, Sector, WorkshopClosed,
        WorkshopKind, WorkshopPlanned,
    },
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{civil::Date, civil::date, civil::time, tz::Offset};
use uuid::Uuid;

use crate::{
    Plan,
    dice::Dice,
    ground::{self, UNIT_CODE},
    people::{self, KnownDukun, Member},
};

/// The day of the article.
const DAY: Date = date(2025, 5, 21);

/// A quarterly workshop of the example.
#[derive(Clone, Copy)]
struct Quarter {
    word: &'static str,
    on: Date,
    kind: WorkshopKind,
}

const QUARTERS: [Quarter; 4] = [
    Quarter { word: "2025-1", on: date(2025, 2, 19), kind: WorkshopKind::FirstQuarterly },
    Quarter { word: "2025-2", on: DAY, kind: WorkshopKind::RoutineQuarterly },
    Quarter { word: "2025-3", on: date(2025, 8, 20), kind: WorkshopKind::RoutineQuarterly },
    Quarter { word: "2025-4", on: date(2025, 11, 19), kind: WorkshopKind::RoutineQuarterly },
];

/// The notes of the example's partnership and workshops, in order of time; none where the example's time or
/// villages are others than those of the article.
#[must_use]
pub fn event(plan: &Plan) -> Vec<Note> {
    if plan.from() > QUARTERS[0].on || plan.villages < 14 {
        return Vec::new();
    }
    let mut story = Story::new(plan);
    for quarter in QUARTERS {
        story.workshop(quarter);
    }
    story.partnership();
    story.commitments();
    story.told()
}

/// The subject of a matter of the example.
fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["event", UNIT_CODE, word]))
}

/// What is told, and who is in it.
struct Story {
    until: Date,
    office: AuthorId,
    staff: Vec<Member>,
    dukun: Vec<KnownDukun>,
    villages: Vec<(VillageCode, String)>,
    notes: Vec<(Date, Note)>,
}

impl Story {
    fn new(plan: &Plan) -> Self {
        let ground = plan.ground();
        let staff = people::staff(&ground);
        let office =
            staff.iter().find(|member| member.login == "tu").map_or(AuthorId::SYSTEM, |one| one.author);
        let dukun = people::dukun(&ground, &mut Dice::new(plan.seed, 0));
        let villages = ground.iter().map(|village| (VillageCode::new(&village.code), village.name.clone()));
        Self { until: plan.until, office, staff, dukun, villages: villages.collect(), notes: Vec::new() }
    }

    /// Notes a fact of a day, in the order in which it is told.
    fn note(&mut self, on: Date, subject: SubjectId, village: Option<VillageCode>, fact: impl Into<Fact>) {
        let number = self.notes.len();
        let clock = on.to_datetime(time(9, 0, 0, 0)).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)));
        let Ok(at) = clock.map(|zoned| zoned.timestamp()) else { return };
        let note = Note {
            id: EntryId(numbered(at.as_millisecond(), number)),
            village,
            subject,
            author: self.office,
            device: DeviceId::SERVER,
            noted_at: Moment::new(at, Offset::constant(7)),
            amends: None,
            fact: fact.into(),
        };
        self.notes.push((on, note));
    }

    /// Everything of a day that has come, in order of time.
    fn told(self) -> Vec<Note> {
        let mut notes: Vec<_> =
            self.notes.into_iter().filter(|(on, _)| *on <= self.until).map(|(_, note)| note).collect();
        notes.sort_by_key(|note| (note.noted_at.timestamp(), note.id));
        notes
    }

    fn workshop(&mut self, quarter: Quarter) {
        let workshop = subject(quarter.word);
        let planned = self.planned(quarter);
        self.note(days(quarter.on, -9), workshop, None, planned.clone());
        if quarter.on == DAY {
            self.decree(workshop);
        }
        for (at, invitee) in planned.invitees.iter().enumerate() {
            // Somebody is always kept away by the river.
            if at % 7 != 5 {
                self.attended(quarter.on, workshop, invitee);
            }
        }
        for (kind, speaker, office, text) in words::minutes(quarter.on) {
            let minuted = Minuted {
                kind,
                speaker: Some(speaker.to_owned()).filter(|speaker| !speaker.is_empty()),
                office: Some(office.to_owned()).filter(|office| !office.is_empty()),
                item: None,
                text: text.to_owned(),
            };
            self.note(quarter.on, workshop, None, minuted);
        }
        let closed = WorkshopClosed {
            on: quarter.on,
            conclusion: "Semua pihak sepakat menjalankan rencana tindak lanjut dan melaporkannya pada \
                         lokakarya berikutnya."
                .to_owned(),
            minutes_by: Some("Tata Usaha (contoh)".to_owned()),
        };
        self.note(quarter.on, workshop, None, closed);
    }

    fn planned(&self, quarter: Quarter) -> WorkshopPlanned {
        WorkshopPlanned {
            kind: quarter.kind,
            title: "Lokakarya Mini Lintas Sektor".to_owned(),
            on: quarter.on,
            from: Some(time(8, 30, 0, 0)),
            until: Some(time(12, 0, 0, 0)),
            room: "Aula Kantor Camat Kapuas Hulu".to_owned(),
            address: "Jalan Beringin RT 002, Desa Sei Hanyo".to_owned(),
            village: self.villages.first().map(|(code, _)| code.clone()),
            legal_bases: vec![ground::LEGAL_BASIS.to_owned()],
            background: Some(words::BACKGROUND.to_owned()),
            aims: words::AIMS.map(str::to_owned).to_vec(),
            chair: Some("Camat Kapuas Hulu".to_owned()),
            committee: words::committee(),
            committee_since: Some(days(quarter.on, -4)),
            budget: words::budget(),
            agenda: words::agenda((quarter.on == DAY).then(|| subject("agreement"))),
            invitees: self.invitees(),
        }
    }

    fn invitees(&self) -> Vec<Invitee> {
        let offices = [
            (people::CAMAT, "Camat Kapuas Hulu", Sector::Subdistrict),
            ("", "Danramil Kapuas Hulu", Sector::Army),
            ("", "Kapolsek Kapuas Hulu", Sector::Police),
        ];
        let offices = offices.into_iter().map(|(name, office, sector)| Invitee {
            name: name.to_owned(),
            office: office.to_owned(),
            sector,
            official: Some(people::official(office)),
            village: None,
        });
        let heads = self.villages.iter().map(|(code, name)| Invitee {
            name: String::new(),
            office: format!("Kepala Desa {name}"),
            sector: Sector::Village,
            official: Some(people::official(code.as_str())),
            village: Some(code.clone()),
        });
        let elders = ["Tokoh masyarakat", "Tokoh adat (Damang)"].into_iter().map(|office| Invitee {
            name: String::new(),
            office: office.to_owned(),
            sector: Sector::Elders,
            official: None,
            village: None,
        });
        offices.chain(heads).chain(elders).collect()
    }

    fn attended(&mut self, on: Date, workshop: SubjectId, invitee: &Invitee) {
        // The deputy came for the police, as the newspaper told.
        let office =
            if on == DAY && invitee.sector == Sector::Police { "Wakapolsek" } else { &invitee.office };
        let attended = Attended {
            name: invitee.name.clone(),
            office: office.to_owned(),
            sector: invitee.sector,
            sex: None,
            phone: None,
            official: invitee.official,
            dukun: None,
        };
        self.note(on, workshop, None, attended);
    }

    /// The decree of the article, with its number; those before it were given on paper.
    fn decree(&mut self, workshop: SubjectId) {
        let numbered = PaperNumbered {
            kind: PaperKind::Decree,
            class: "000.4.7.2".to_owned(),
            year: 2025,
            seq: 63,
            number: "000.4.7.2/063/PKM-SH/TU/V.2025".to_owned(),
            on: date(2025, 5, 17),
            about: workshop,
            matter: "Penunjukan Panitia Pelaksana Lokakarya Mini Lintas Sektor".to_owned(),
            file: None,
        };
        self.note(date(2025, 5, 17), subject("decree"), None, numbered);
    }
}

/// A UUID v7 of a millisecond and a number, so that what is told later stands later.
pub(crate) fn numbered(millisecond: i64, number: usize) -> Uuid {
    let time = u128::try_from(millisecond).unwrap_or(0) << 80;
    let number = u128::try_from(number).unwrap_or(0);
    Uuid::from_u128(time | 0x7000_8000_0000_0000_0000 | number)
}

fn days(from: Date, days: i32) -> Date {
    domain::gestation::plus_days(from, days)
}

/// What somebody said at a workshop: kind, speaker, office, words.
type Said = (MinuteKind, &'static str, &'static str, &'static str);
