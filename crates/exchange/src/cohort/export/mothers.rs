//! Rows about the mother: herself, her antenatal and her postnatal contacts.

use domain::{
    answer::{Answer, Answers},
    facts::{AntenatalContact, Attendant, PregnancyRegistered, Protein, Reactivity, Teller},
    gestation,
    gestation::DatingMethod,
    history,
    quantity::{BloodGroup, BloodPressure, BloodType},
    register::Register,
    signs::{self, Phase},
};

use super::{
    Numbered,
    sheet::{Out, RowOut, Rows},
};
use crate::cohort::{
    import::factor,
    value::words::{self, written},
};

/// The row of a pregnancy.
pub(super) fn mother(one: &Numbered<'_>, register: &Register, rows: &mut Rows) {
    let Some(registered) = &one.pregnancy.registered else { return };
    let mut row = rows.begin();
    row.set("no_ibu", one.no.as_str());
    row.set("nama_ibu", one.family.name());
    row.set("nama_suami", one.family.husband());
    if let Some(village) = &one.pregnancy.village {
        row.set("desa", register.village_name(village));
    }
    woman(one, &mut row);
    row.set("gravida", registered.gravida);
    row.set("para", registered.para);
    row.set("abortus", registered.abortus);
    row.set("hpht", registered.lmp);
    let stated = registered
        .datings
        .iter()
        .find(|dating| dating.method == DatingMethod::Stated)
        .map(|dating| dating.edd);
    row.set("hpl", stated.or_else(|| one.pregnancy.edd().filter(|_| registered.lmp.is_none())));
    row.set("tinggi_cm", registered.height_cm.map(|height| height.get()));
    row.set("bb_sebelum_hamil_kg", registered.weight_before_kg.map(|weight| weight.get()));
    row.set("jarak_anak_tahun", registered.spacing_years);
    row.set("riwayat", list(&registered.history, &registered.other_history, &histories(), known_history));
    notice(one, register, &mut row);
}

/// Names of items, as registers write them.
type Named = (&'static str, &'static [String]);

fn histories() -> Vec<Named> {
    history::all().map(|item| (item.id.as_str(), item.aliases.as_slice())).collect()
}

fn known_history(word: &str) -> Option<&'static str> {
    history::find(word).map(|item| item.id.as_str())
}

/// What was found in her history, without what was denied and without what only a closer circle reads.
pub(in crate::cohort) fn history_found(registered: &PregnancyRegistered) -> Vec<String> {
    let closed = |id: &str| history::all().any(|item| item.id == id && item.sensitive);
    let open = registered.history.0.iter().filter(|(id, _)| !closed(id));
    let open = Answers(open.map(|(id, answer)| (id.clone(), *answer)).collect());
    found(&open, &registered.other_history, &histories(), known_history)
}

/// The danger signs found at an antenatal contact, without what was denied.
pub(in crate::cohort) fn danger_found(contact: &AntenatalContact) -> Vec<String> {
    let phase = Phase::Pregnancy;
    found(&contact.signs, &contact.other_signs, &dangers(phase), |word| known_danger(phase, word))
}

fn dangers(phase: Phase) -> Vec<Named> {
    signs::of(phase).map(|sign| (sign.id.as_str(), sign.aliases.as_slice())).collect()
}

fn known_danger(phase: Phase, word: &str) -> Option<&'static str> {
    signs::find(phase, word).map(|sign| sign.id.as_str())
}

fn woman(one: &Numbered<'_>, row: &mut RowOut<'_>) {
    let Some(woman) = &one.family.woman else { return };
    row.set("nik", woman.nik.as_deref());
    row.set("tanggal_lahir", woman.born);
    if let (None, Some(year), Some(registered)) = (woman.born, woman.born_year, &one.pregnancy.registered) {
        let stated = registered.datings.first().map(|dating| gestation::lmp_of(dating.edd));
        let on = registered.lmp.or(stated).unwrap_or(registered.on);
        let age = u8::try_from(on.year().saturating_sub(year)).ok().filter(|age| (10..=60).contains(age));
        row.set("umur", age);
    }
    row.set("rt", woman.rt.as_deref());
    row.set("no_hp", woman.phone.as_deref());
    row.set("golongan_darah", woman.blood.map(blood));
}

fn notice(one: &Numbered<'_>, register: &Register, row: &mut RowOut<'_>) {
    let registered = one.pregnancy.registered.as_ref();
    let Some(notice) = one.pregnancy.notices.first() else {
        row.set("pemberi_kabar", registered.and_then(|registered| registered.told_by).map(teller));
        return;
    };
    row.set("pemberi_kabar", teller(notice.told_by));
    let named = notice.dukun.and_then(|id| register.dukun().get(&id)).map(|dukun| dukun.name.clone());
    let told = notice.teller_name.clone().filter(|_| notice.told_by == Teller::Dukun);
    let remarked =
        notice.remark.as_deref().and_then(|remark| remark.strip_prefix("dukun: ")).map(str::to_owned);
    row.set("nama_dukun", named.or(told).or(remarked));
    row.set("tanggal_kabar", notice.told_on);
}

fn teller(teller: Teller) -> String {
    written(teller, words::TELLERS)
}

/// The antenatal contacts of a pregnancy.
pub(super) fn visits(one: &Numbered<'_>, rows: &mut Rows) {
    for contact in &one.pregnancy.contacts {
        let mut row = rows.begin();
        row.set("no_ibu", one.no.as_str());
        row.set("tanggal", contact.on);
        row.set("tempat", contact.place.map(|place| written(place, words::CONTACT_PLACES)));
        row.set("pemeriksa", people(&contact.examiners));
        row.set("bb_kg", contact.weight_kg.map(|weight| weight.get()));
        row.set("td", contact.blood_pressure.map(pressure));
        row.set("lila_cm", contact.muac_cm.map(|muac| muac.get()));
        row.set("tfu_cm", contact.fundus_cm.map(|fundus| fundus.get()));
        row.set("djj", contact.fetal_heart_rate.map(|rate| rate.get()));
        row.set("presentasi", contact.presentation.map(|way| written(way, words::PRESENTATIONS)));
        row.set("hb", contact.hemoglobin.map(|hb| hb.get()));
        row.set("protein_urin", contact.urine_protein.map(protein));
        row.set("gula", contact.glucose_mg_dl.map(|glucose| glucose.get()));
        row.set("status_t", contact.tetanus_status.map(|status| format!("T{status}")));
        row.set("ttd", contact.iron_tablets);
        row.set("usg", contact.ultrasound);
        row.set("hiv", contact.hiv.map(reactivity));
        row.set("sifilis", contact.syphilis.map(reactivity));
        row.set("hbsag", contact.hbsag.map(reactivity));
        row.set("malaria", contact.malaria.map(reactivity));
        row.set("skrining_jiwa", contact.mental_screening);
        row.set("konseling", contact.counselling);
        row.set("tanda_bahaya", danger(&contact.signs, &contact.other_signs, Phase::Pregnancy));
        row.set("faktor_risiko", factors(&contact.factors, &contact.other_factors));
    }
}

/// The postnatal contacts of a pregnancy.
pub(super) fn postnatal(one: &Numbered<'_>, rows: &mut Rows) {
    for contact in &one.pregnancy.postnatal {
        let mut row = rows.begin();
        row.set("no_ibu", one.no.as_str());
        row.set("tanggal", contact.on);
        row.set("td", contact.blood_pressure.map(pressure));
        row.set("suhu", contact.temperature_c.map(|temperature| temperature.get()));
        row.set("tanda_bahaya", danger(&contact.signs, &contact.other_signs, Phase::Postnatal));
    }
}

/// A list of people.
pub(super) fn people(people: &[Attendant]) -> String {
    people.iter().map(|one| written(*one, words::ATTENDANTS)).collect::<Vec<_>>().join("; ")
}

/// Danger signs of a phase as a register names them.
pub(super) fn danger(answers: &Answers, other: &[String], phase: Phase) -> Out {
    list(answers, other, &dangers(phase), |word| known_danger(phase, word))
}

/// Score factors by the numbers of the card; other ids would not be understood again.
fn factors(answers: &Answers, other: &[String]) -> Out {
    let known = answers.0.iter().filter(|(id, _)| factor(id) == Some(id.as_str()));
    let known = Answers(known.map(|(id, answer)| (id.clone(), *answer)).collect());
    list(&known, other, &[], factor)
}

/// What is there and what else was said.
fn found<'a>(
    answers: &Answers,
    other: &[String],
    items: &[(&str, &[String])],
    known: impl Fn(&str) -> Option<&'a str>,
) -> Vec<String> {
    answers.yes().map(|id| name(id, items, &known)).chain(other.iter().cloned()).collect()
}

/// The name of an item that is understood again.
fn name<'a>(id: &str, items: &[(&str, &[String])], known: &impl Fn(&str) -> Option<&'a str>) -> String {
    let aliases = items.iter().find(|(item, _)| *item == id).map(|(_, aliases)| *aliases).unwrap_or_default();
    let plain = |alias: &&String| !alias.contains([',', ';', '/', '|']) && !alias.contains(" dan ");
    let alias = aliases.iter().filter(plain).find(|alias| known(alias) == Some(id));
    alias.cloned().unwrap_or_else(|| id.to_owned())
}

/// Answers in words: what is there, what is not, and what else was said; "tidak ada" when all are no.
fn list<'a>(
    answers: &Answers,
    other: &[String],
    items: &[(&str, &[String])],
    known: impl Fn(&str) -> Option<&'a str>,
) -> Out {
    let denied = |id: &&str| answers.get(id) == Answer::No;
    let all_denied = !items.is_empty() && items.iter().all(|(id, _)| answers.get(id).is_assessed());
    let mut words = found(answers, other, items, &known);
    let denials: Vec<&str> = answers.0.keys().map(String::as_str).filter(denied).collect();
    match (all_denied && !denials.is_empty(), words.is_empty()) {
        (true, true) => words.push("tidak ada".to_owned()),
        (true, false) => words.push("lainnya tidak ada".to_owned()),
        (false, _) => {
            words.extend(denials.into_iter().map(|id| format!("tidak {}", name(id, items, &known))))
        }
    }
    Out::from(words.join("; "))
}

fn blood(blood: BloodType) -> String {
    let group = match blood.group {
        BloodGroup::A => "A",
        BloodGroup::B => "B",
        BloodGroup::AB => "AB",
        BloodGroup::O => "O",
    };
    let factor = match blood.rhesus_positive {
        Some(true) => "+",
        Some(false) => "-",
        None => "",
    };
    format!("{group}{factor}")
}

fn pressure(pressure: BloodPressure) -> String {
    format!("{}/{}", pressure.sys, pressure.dia)
}

fn protein(protein: Protein) -> &'static str {
    match protein {
        Protein::Negative => "neg",
        Protein::Plus1 => "+1",
        Protein::Plus2 => "+2",
        Protein::Plus3 => "+3",
        Protein::Plus4 => "+4",
    }
}

fn reactivity(result: Reactivity) -> &'static str {
    match result {
        Reactivity::Reactive => "R",
        Reactivity::NonReactive => "NR",
    }
}
