//! A press release from the facts alone: who, what, when, where, why, and the words that may be quoted. It
//! is in Indonesian whatever language the reader has, because the papers it is for are. It reads nothing
//! of any mother: workshops, agreements, commitments and papers are all it looks at.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    facts::{AgreementWitness, MinuteKind, Minuted, PaperKind, Sector, Side, Unit, WorkshopKind},
    matters::{Agreement, Matters, Workshop},
    register::Register,
    spoken,
    workshop::{commitments_of, words},
};

/// A release, to be read through before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Headline.
    pub title: String,
    /// The place with which the first paragraph begins; empty where the unit named none.
    pub dateline: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

/// Agreements that are on a workshop's agenda or say that they belong to it, oldest first.
#[must_use]
pub fn agreements_of(matters: &Matters, workshop: &Workshop) -> Vec<Arc<Agreement>> {
    let listed: BTreeSet<_> = workshop.planned.agenda.iter().filter_map(|item| item.agreement).collect();
    let belongs = |agreement: &&Arc<Agreement>| {
        agreement.draft.workshop == Some(workshop.id) || listed.contains(&agreement.id)
    };
    let mut found: Vec<_> = matters.agreements.values().filter(belongs).cloned().collect();
    found.sort_by_key(|agreement| agreement.draft.id());
    found
}

/// The release of a workshop; none for one that is not held.
#[must_use]
pub fn release(register: &Register, workshop: &Workshop) -> Option<Release> {
    if workshop.cancelled.is_some() {
        return None;
    }
    let default = Unit::default();
    let unit = register.unit().map_or(&default, |unit| &**unit);
    let mut paragraphs = vec![opening(unit, workshop)];
    paragraphs.extend(bases(register.matters(), unit, workshop));
    paragraphs.push(purpose(unit, workshop));
    paragraphs.extend(present(workshop));
    for agreement in agreements_of(register.matters(), workshop) {
        paragraphs.extend(signing(register, unit, workshop, &agreement));
    }
    paragraphs.extend(promised(register.matters(), workshop));
    paragraphs.extend(workshop.minutes.iter().filter_map(|minute| quote(minute)));
    let on = spoken::day_and_date(workshop.planned.on);
    Some(Release { title: format!("{}, {on}", workshop.planned.title), dateline: dateline(unit), paragraphs })
}

fn dateline(unit: &Unit) -> String {
    let letters = unit.letters.as_ref().map(|letters| letters.place.as_str());
    let from = [unit.subdistrict.as_str(), letters.unwrap_or_default(), unit.district.as_str()];
    from.into_iter().find(|place| !place.is_empty()).unwrap_or_default().to_owned()
}

fn opening(unit: &Unit, workshop: &Workshop) -> String {
    let planned = &workshop.planned;
    let text =
        format!("{} menggelar {} pada {}", name(unit), planned.title, spoken::day_and_date(planned.on));
    let place: Vec<_> = [planned.room.as_str(), planned.address.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if place.is_empty() {
        return text + ".";
    }
    format!("{text}. Kegiatan berlangsung di {}.", place.join(", "))
}

fn name(unit: &Unit) -> &str {
    if unit.name.is_empty() { "Puskesmas" } else { &unit.name }
}

fn bases(matters: &Matters, unit: &Unit, workshop: &Workshop) -> Option<String> {
    let mut bases: Vec<String> = workshop.planned.legal_bases.iter().map(|basis| ended(basis)).collect();
    if let Some(paper) = matters.paper_of(PaperKind::Decree, workshop.id) {
        let (number, matter) = (&paper.numbered.number, &paper.numbered.matter);
        let since = workshop.planned.committee_since.unwrap_or(paper.numbered.on);
        bases.push(format!(
            "Keputusan Kepala {} Nomor {number} tentang {matter} yang berlaku sejak {}",
            name(unit),
            spoken::date(since)
        ));
    }
    (!bases.is_empty()).then(|| format!("Dasar pelaksanaannya ialah {}.", listed(&bases, "; ")))
}

/// Without the full stop or semicolon at its end: it goes on in a sentence.
fn ended(text: &str) -> String {
    text.trim().trim_end_matches(['.', ';', ',']).to_owned()
}

/// As it goes on within a sentence; a word that is all capitals stays.
fn within(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn purpose(unit: &Unit, workshop: &Workshop) -> String {
    let area = if unit.subdistrict.is_empty() {
        "wilayah kerjanya".to_owned()
    } else {
        format!("Kecamatan {}", unit.subdistrict)
    };
    let mut text = match workshop.planned.kind {
        WorkshopKind::FirstQuarterly => {
            format!(
                "Lokakarya ini membuka rangkaian pertemuan lintas sektor triwulanan tahun {} di {area}.",
                workshop.planned.on.year()
            )
        }
        WorkshopKind::RoutineQuarterly => {
            format!(
                "Lokakarya ini merupakan pertemuan lintas sektor yang diadakan setiap triwulan di {area}."
            )
        }
        WorkshopKind::Monthly => "Lokakarya ini merupakan pertemuan bulanan Puskesmas.".to_owned(),
    };
    let aims: Vec<_> = workshop.planned.aims.iter().map(|aim| within(&ended(aim))).collect();
    if !aims.is_empty() {
        text += &format!(" Tujuannya: {}.", listed(&aims, "; "));
    }
    if let Some(chair) = &workshop.planned.chair {
        text += &format!(" Pertemuan dipimpin oleh {}.", ended(chair));
    }
    text
}

/// Who came; until somebody did, who is invited. Offices are told, and not each name.
fn present(workshop: &Workshop) -> Option<String> {
    let came: Vec<_> = workshop.attended.iter().map(|one| (one.sector, one.office.as_str())).collect();
    let (verb, people) = if came.is_empty() {
        let invited = workshop.planned.invitees.iter();
        ("Diundang", invited.map(|one| (one.sector, one.office.as_str())).collect())
    } else {
        ("Hadir", came)
    };
    if people.is_empty() {
        return None;
    }
    let sectors: BTreeSet<Sector> = people.iter().map(|(sector, _)| *sector).collect();
    let sectors: Vec<_> = sectors.into_iter().filter_map(words::element).map(str::to_owned).collect();
    let count = people.len();
    let mut text = format!("{verb} {count} ({}) orang", spoken::number(count as u64));
    if !sectors.is_empty() {
        text += &format!(" dari unsur {}", listed(&sectors, ", "));
    }
    Some(text + ".")
}

/// The signing of an agreement at the workshop. The parties are counted and not named: they are private
/// people. Who witnesses does so in an office, and is named.
fn signing(register: &Register, unit: &Unit, workshop: &Workshop, agreement: &Agreement) -> Option<String> {
    let signed = agreement.signed.as_ref().filter(|signed| signed.on == workshop.planned.on)?;
    let side = |side| spoken::number(agreement.side(side, signed.on).len() as u64);
    let villages = agreement.villages(signed.on);
    let villages: Vec<_> = villages.iter().map(|code| register.village_name(code).to_owned()).collect();
    let mut text = format!(
        "Pada kesempatan itu ditandatangani {} antara {} bidan {} dan {} dukun kampung",
        agreement.draft.title,
        side(Side::Bidan),
        name(unit),
        side(Side::Dukun)
    );
    if !villages.is_empty() {
        text += &format!(" dari Desa {}", listed(&villages, ", "));
    }
    text.push('.');
    let there =
        |witness: &&AgreementWitness| signed.absent_witnesses.iter().all(|absent| absent != witness.holder());
    let witnesses: Vec<_> = agreement.draft.witnesses.iter().filter(there).map(witness).collect();
    if !witnesses.is_empty() {
        text += &format!(" Penandatanganan disaksikan oleh {}.", listed(&witnesses, ", "));
    }
    let clauses = agreement.clauses(signed.on);
    let clauses: Vec<_> = clauses.iter().take(3).map(|clause| ended(&clause.text) + ".").collect();
    if !clauses.is_empty() {
        text += &format!(" Yang disepakati antara lain: {}", clauses.join(" "));
    }
    Some(text)
}

fn witness(witness: &AgreementWitness) -> String {
    match (witness.office.trim(), witness.name.trim()) {
        ("", name) => name.to_owned(),
        (office, "") => office.to_owned(),
        (office, name) if office == name => office.to_owned(),
        (office, name) => format!("{office} {name}"),
    }
}

fn promised(matters: &Matters, workshop: &Workshop) -> Option<String> {
    let commitments = commitments_of(matters, workshop.id);
    if commitments.is_empty() {
        return None;
    }
    let count = commitments.len();
    let last = commitments.iter().filter_map(|commitment| commitment.due()).max();
    let until =
        last.map(|last| format!(", yang terakhir sampai dengan {}", spoken::date(last))).unwrap_or_default();
    let number = spoken::number(count as u64);
    Some(format!("Peserta menyepakati {count} ({number}) rencana tindak lanjut{until}."))
}

/// Words that may be quoted; without a speaker they are nobody's, and stay inside.
fn quote(minute: &Minuted) -> Option<String> {
    let speaker = minute.speaker.as_deref().filter(|_| minute.kind == MinuteKind::Quote)?;
    let words = minute.text.trim().trim_matches(['"', '“', '”']).trim();
    let (words, comma) = match words.strip_suffix('.') {
        Some(words) => (words, ","),
        None if words.ends_with(['?', '!']) => (words, ""),
        None => (words, ","),
    };
    let office = minute.office.as_deref().map(|office| format!("{office} ")).unwrap_or_default();
    // A title may end with a full stop itself, as "Ners.".
    Some(format!("“{words}{comma}” kata {office}{}.", speaker.trim_end_matches('.')))
}

/// `a, b dan c`.
fn listed(all: &[String], comma: &str) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if comma == "; " => format!("{}; dan {last}", first.join(comma)),
        [first @ .., last] if first.len() == 1 => format!("{} dan {last}", first.join(comma)),
        [first @ .., last] => format!("{}, dan {last}", first.join(comma)),
    }
}
