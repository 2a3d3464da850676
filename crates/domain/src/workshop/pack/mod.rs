//! The pack: what is presented at a workshop. It is computed until it is frozen, is in Indonesian as the
//! papers are, and has counts (how many of how many) and never a mother or a child. What only the head and
//! the coordinator may see, as what there is to talk about with a dukun, is not in it.

mod numbers;

use jiff::civil::Date;

use self::numbers::Numbers;
use super::{Evaluation, Judged, owner, previous, sector_words};
use crate::{
    facts::{ShownSection, ShownTable},
    gestation::plus_days,
    ids::VillageCode,
    indicators::Rows,
    matters::{AgreementStatus, Fulfilment, Workshop},
    partnership::{Indicator, Period, indicators, standing},
    register::Register,
    rules::Rules,
    spoken,
};

/// Days of a quarter, where no workshop was before.
const QUARTER_DAYS: i32 = 91;
/// Days before its end from which an agreement is asked about.
const SOON_DAYS: i32 = 91;

/// The parts of a workshop's pack as they are on a day, in the order in which they are shown.
#[must_use]
pub fn pack(register: &Register, rules: &Rules, workshop: &Workshop, on: Date) -> Vec<ShownSection> {
    let last = previous(register.matters(), workshop);
    let evaluation = last.as_ref().map(|last| Evaluation::of(register.matters(), last.id, on));
    let villages = villages(register, on);
    let mut sections = Vec::new();
    if let (Some(last), Some(evaluation)) = (&last, &evaluation) {
        sections.extend(commitments(register, last, evaluation));
    }
    sections.extend(agreements(&villages));
    let since = last.as_ref().map_or_else(|| plus_days(on, -QUARTER_DAYS), |last| last.planned.on);
    sections.extend(partnership(register, rules, Period { from: since.min(on), until: on }));
    let rows = Rows::of(register, rules, on);
    let numbers = Numbers::of(register, rules, &rows);
    sections.extend(numbers.sections());
    sections.extend(questions(register, evaluation.as_ref(), &villages, numbers.questions(), on));
    sections
}

/// Titles of the parts that say something else now than when they were frozen; one that is new or gone is
/// among them.
#[must_use]
pub fn changed<'a>(frozen: &'a [ShownSection], now: &'a [ShownSection]) -> Vec<&'a str> {
    let other = |all: &[ShownSection], one: &ShownSection| all.iter().all(|section| section != one);
    let mut titles: Vec<_> =
        now.iter().filter(|one| other(frozen, one)).map(|one| one.title.as_str()).collect();
    let gone = frozen.iter().filter(|one| now.iter().all(|section| section.id != one.id));
    titles.extend(gone.map(|one| one.title.as_str()));
    titles
}

fn section(id: &str, title: String, sentences: Vec<String>, table: Option<ShownTable>) -> ShownSection {
    ShownSection { id: id.to_owned(), title, sentences, table, picture: None }
}

fn table(columns: &[&str], rows: Vec<Vec<String>>) -> ShownTable {
    ShownTable { columns: columns.iter().map(|&column| column.to_owned()).collect(), rows }
}

/// How the last workshop's commitments went; none where nothing was promised.
fn commitments(register: &Register, last: &Workshop, evaluation: &Evaluation) -> Option<ShownSection> {
    if evaluation.all.is_empty() {
        return None;
    }
    let share = evaluation.on_time;
    let mut sentences = vec![match share.of {
        0 => "Belum ada rencana tindak lanjut yang sampai tenggatnya.".to_owned(),
        of => {
            format!("{} dari {of} rencana tindak lanjut yang sampai tenggatnya selesai tepat waktu.", share.n)
        }
    }];
    let states = [
        Fulfilment::Stuck,
        Fulfilment::Overdue,
        Fulfilment::Open,
        Fulfilment::DoneLate,
        Fulfilment::Done,
        Fulfilment::Dropped,
    ];
    let counts = states.into_iter().map(|state| (evaluation.count(state), state_words(state)));
    let counts: Vec<_> =
        counts.filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {}", words.to_lowercase())).collect();
    if !counts.is_empty() {
        sentences.push(format!("Selebihnya: {}.", counts.join(", ")));
    }
    let row = |(no, judged): (usize, &Judged)| {
        let made = &judged.commitment.made;
        vec![
            (no + 1).to_string(),
            made.activity.clone(),
            sector_words(made.sector).to_owned(),
            owner(register, &judged.commitment).unwrap_or_else(|| "belum ada".to_owned()),
            judged.commitment.due().map_or_else(|| "belum ada".to_owned(), spoken::date),
            state_words(judged.fulfilment).to_owned(),
            judged.why.clone().unwrap_or_default(),
        ]
    };
    let columns = ["No", "Kegiatan", "Sektor", "Penanggung jawab", "Tenggat", "Keadaan", "Yang menghalangi"];
    let table = table(&columns, evaluation.all.iter().enumerate().map(row).collect());
    let title = format!("Tindak lanjut {}, {}", last.planned.title, spoken::date(last.planned.on));
    Some(section("commitments", title, sentences, Some(table)))
}

/// A village with the dukun who live there and still work.
struct VillageTalk {
    name: String,
    dukun: usize,
    partners: usize,
    /// The first day on which an agreement there ends.
    until: Option<Date>,
}

/// Villages with a dukun, by name.
fn villages(register: &Register, on: Date) -> Vec<VillageTalk> {
    let of_village = |code: &VillageCode| {
        let here = register.dukun().iter().filter(|(_, dukun)| !dukun.retired);
        let here: Vec<_> = here.filter(|(_, dukun)| dukun.village.as_ref() == Some(code)).collect();
        let standings = here.iter().filter_map(|(id, _)| standing(register, **id, on));
        let signed: Vec<_> = standings.filter(|one| one.status == AgreementStatus::Signed).collect();
        let until = signed.iter().filter_map(|one| one.until).min();
        let name = register.village_name(code).to_owned();
        VillageTalk { name, dukun: here.len(), partners: signed.len(), until }
    };
    let open = register.villages().iter().filter(|(_, village)| !village.closed);
    let mut all: Vec<_> = open.map(|(code, _)| of_village(code)).filter(|one| one.dukun > 0).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn agreements(villages: &[VillageTalk]) -> Option<ShownSection> {
    if villages.is_empty() {
        return None;
    }
    let all: usize = villages.iter().map(|village| village.dukun).sum();
    let partners: usize = villages.iter().map(|village| village.partners).sum();
    let whole = villages.iter().filter(|village| village.partners == village.dukun).count();
    let sentences = vec![
        format!("{partners} dari {all} dukun bermitra dengan bidan melalui kesepakatan yang berlaku."),
        format!("Di {whole} dari {} desa yang mempunyai dukun, semua dukun bermitra.", villages.len()),
    ];
    let row = |village: &VillageTalk| {
        vec![
            village.name.clone(),
            format!("{} dari {}", village.partners, village.dukun),
            village.until.map_or_else(|| "–".to_owned(), spoken::date),
        ]
    };
    let table = table(&["Desa", "Dukun bermitra", "Berlaku sampai"], villages.iter().map(row).collect());
    Some(section("agreements", "Kesepakatan bidan dan dukun".to_owned(), sentences, Some(table)))
}

/// The indicators of the partnership that may be told outside, as counts for the whole unit.
fn partnership(register: &Register, rules: &Rules, period: Period) -> Option<ShownSection> {
    let row = |indicator: &Indicator| {
        let told = match indicator.of {
            Some(of) => format!("{} dari {of}", indicator.n),
            None => indicator.n.to_string(),
        };
        Some(vec![indicator_words(indicator.id)?.to_owned(), told])
    };
    let all = indicators(register, rules, period, None);
    let rows: Vec<_> = all.iter().filter(|one| !one.is_empty()).filter_map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let sentence = format!(
        "Yang tercatat dari {} sampai dengan {}.",
        spoken::date(period.from),
        spoken::date(period.until)
    );
    let title = "Kemitraan dalam angka".to_owned();
    Some(section("partnership", title, vec![sentence], Some(table(&["Hal", "Jumlah"], rows))))
}

/// What only other sectors can answer: nothing is asked that no fact asks.
fn questions(
    register: &Register,
    evaluation: Option<&Evaluation>,
    villages: &[VillageTalk],
    mut asked: Vec<String>,
    on: Date,
) -> Option<ShownSection> {
    let judged = evaluation.map_or(&[][..], |evaluation| evaluation.all.as_slice());
    asked.extend(judged.iter().filter_map(|judged| of_commitment(register, judged)));
    asked.extend(of_dukun(villages));
    for village in villages {
        if let Some(until) = village.until.filter(|until| *until <= plus_days(on, SOON_DAYS)) {
            asked.push(format!(
                "Desa {}: kesepakatan berakhir {}. Siapa yang menyaksikan perpanjangannya?",
                village.name,
                spoken::date(until)
            ));
        }
    }
    (!asked.is_empty()).then(|| section("questions", "Yang perlu dijawab bersama".to_owned(), asked, None))
}

/// What to ask about dukun who are no partners yet, once for all villages.
fn of_dukun(villages: &[VillageTalk]) -> Option<String> {
    let lacking = villages.iter().filter(|village| village.partners < village.dukun);
    let told: Vec<_> = lacking
        .map(|one| format!("{} ({} dari {})", one.name, one.dukun - one.partners, one.dukun))
        .collect();
    (!told.is_empty()).then(|| {
        format!(
            "Dukun yang belum bermitra: {}. Apa yang dapat dibantu pemerintah desa dan tokoh adat?",
            told.join(", ")
        )
    })
}

/// What to ask about a commitment that does not move, or of which nobody knows whose it is.
fn of_commitment(register: &Register, judged: &Judged) -> Option<String> {
    let commitment = &judged.commitment;
    let (sector, activity) = (sector_words(commitment.made.sector), commitment.made.activity.trim());
    let activity = activity.trim_end_matches('.');
    match judged.fulfilment {
        Fulfilment::Stuck | Fulfilment::Overdue => Some(match &judged.why {
            Some(why) => format!(
                "{sector}: “{activity}” terhalang ({}). Apa yang dapat dibantu, dan kapan dapat selesai?",
                why.trim().trim_end_matches('.')
            ),
            None => format!("{sector}: apa yang diperlukan agar “{activity}” selesai, dan kapan?"),
        }),
        Fulfilment::Open if owner(register, commitment).is_none() => {
            Some(format!("{sector}: siapa penanggung jawab “{activity}”?"))
        }
        _ => None,
    }
}

fn state_words(fulfilment: Fulfilment) -> &'static str {
    match fulfilment {
        Fulfilment::OnTime => "Selesai tepat waktu",
        Fulfilment::DoneLate => "Selesai lewat tenggat",
        Fulfilment::Done => "Selesai",
        Fulfilment::Overdue => "Lewat tenggat",
        Fulfilment::Stuck => "Terkendala",
        Fulfilment::Open => "Berjalan",
        Fulfilment::Dropped => "Tidak dilanjutkan",
    }
}

/// What an indicator counts, in words for everybody; none for one that is not told outside. Verified
/// violations (KBD-11) are for the head and the coordinator alone.
fn indicator_words(id: &str) -> Option<&'static str> {
    Some(match id {
        "KBD-01" => "Dukun yang bermitra, dari semua dukun",
        "KBD-02" => "Desa yang semua dukunnya bermitra, dari desa yang mempunyai dukun",
        "KBD-03" => "Persalinan di fasilitas kesehatan di desa bermitra",
        "KBD-03-before" => "Persalinan di fasilitas kesehatan dalam setahun sebelum kesepakatan",
        "KBD-04" => "Persalinan yang ditolong dukun tanpa tenaga kesehatan, dari semua persalinan",
        "KBD-05" => "Persalinan di fasilitas yang didampingi dukun di desa bermitra",
        "KBD-06" => "Ibu dan bayi yang diantar atau dirujuk dukun",
        "KBD-07" => "Kunjungan pertama (K1 murni) yang kabarnya datang dari dukun",
        "KBD-08" => "Tanda bahaya yang dilaporkan dukun",
        "KBD-09" => "Kunjungan nifas dan bayi baru lahir bersama dukun",
        "KBD-10" => "Pertemuan kemitraan yang diadakan, dari yang direncanakan",
        "KBD-12" => "Insentif dukun yang dibayar tepat waktu",
        _ => return None,
    })
}
